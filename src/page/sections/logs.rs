//! The logs of the person at the page: where they come in, and what they show.

mod breakdown;
mod details;
mod forecast;
mod intake;
mod mark;
mod read;

pub use mark::FromLogsMark;

use crate::page::components::Show;
use crate::page::state::session;
use crate::view::labels::logs as labels;
use leptos::prelude::*;

use breakdown::BreakdownView;
use details::DetailFolds;
use forecast::ForecastPart;
use intake::{About, Intake};
use read::{FactsFold, FaultsFold, Reports, Terms, TotalsView};

#[component]
pub fn LogsSection() -> impl IntoView {
    let logs = session().logs;
    view! {
        <section id="logs" tabindex="-1" aria-labelledby="logs-heading">
            <h2 id="logs-heading" tabindex="-1">{labels::HEADING}</h2>
            <Intake/>
            <div id="logs-body"><Show when=move || logs.facts.with(Option::is_some)><Body/></Show></div>
            <About/>
        </section>
    }
}

/// What is open and typed lives as long as this, and so through every reply.
#[component]
fn Body() -> impl IntoView {
    let logs = session().logs;
    let has_calls = move || logs.facts.with(|f| f.as_ref().is_some_and(|f| f.has_calls));
    let nothing = move || logs.facts.with(|f| f.as_ref().and_then(|f| f.nothing.clone()));
    let forecast = forecast::Kept::new();
    let details = details::Kept::new();
    view! {
        {move || nothing().map(|text| view! { <p class="missing">{text}</p> })}
        <Show when=has_calls><TotalsView/><Terms/><FactsFold/></Show>
        <FaultsFold/>
        <ForecastPart kept=forecast/>
        <Show when=has_calls><BreakdownView/><DetailFolds kept=details/></Show>
        <Reports/>
    }
}
