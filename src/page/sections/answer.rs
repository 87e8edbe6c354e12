//! The answer: the first thing one reads, and why it is what it is.

use super::inputs::{PayerMenu, go_to_input};
use crate::page::platform::{element, frames};
use crate::page::state::ui::Source as From;
use crate::page::state::{FollowedHeadline, FollowedOptions, FollowedRange, session};
use crate::view::labels::{answer as labels, paid};
use crate::view::{answer, dates, local, why};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;

/// Milliseconds of quiet after which a screen reader hears the new answer.
const QUIET: u32 = 700;

#[component]
pub fn AnswerSection() -> impl IntoView {
    let session = session();
    let headline = expect_context::<FollowedHeadline>().0;
    let range = expect_context::<FollowedRange>();
    let part = move |read: fn(&crate::view::headline::Headline) -> String| move || headline.with(read);
    let why = Memo::new(move |_| {
        session.with_answer(|lists, answer| why::why(&answer.month, &lists.locale)).unwrap_or_default()
    });
    let options = expect_context::<FollowedOptions>().options;
    let local = Memo::new(move |_| {
        let month = options.with(|o| o.as_ref().and_then(|o| o.now.month));
        session.scenario.with(|s| local::line(s, month, &session.locale()))
    });
    let go = move |key: String| {
        session.ui.reading.set(false);
        // The statement is out of the way by then.
        frames::next(move || go_to_input(&key));
    };
    let mend = move || {
        headline.with(|h| h.mend.clone()).map(|mend| {
            let key = mend.key;
            view! {
                <button type="button" class="quiet" id="mend" on:click=move |_| go(key.clone())>{mend.label}</button>
            }
        })
    };
    view! {
        <section id="answer" class="answer" aria-labelledby="answer-sentence" class:dimmed=move || headline.with(|h| h.dimmed)>
            <Named/>
            <h1 id="answer-sentence" tabindex="-1">
                <strong id="month">{part(|h| h.money.clone())}</strong>
                " " <span id="per">{part(|h| h.per.clone())}</span>
                " " <span id="headline-range" class:stale=move || range.stale.get()>{part(|h| h.range.clone())}</span>
                " " <span class="on-what" id="basis">{part(|h| h.on_what.clone())}</span>
                <span class="parts" id="parts">{part(|h| h.then_parts())}</span>
            </h1>
            <p class="from-what" id="from-what">
                {part(|h| h.then_from_what())} " "
                <span id="at-api-prices">{part(|h| h.at_api_prices.clone().unwrap_or_default())}</span> " " {mend}
            </p>
            <p class="named-note" id="local" hidden=move || local.with(String::is_empty)>{move || local.get()}</p>
            <p class="phone-payer"><label for="c-payer-phone">{paid::PAY_WITH}</label><PayerMenu id="c-payer-phone"/></p>
            <p class="why" id="why">{move || why.get()}</p>
            <NotesList/>
            <Spoken/>
        </section>
    }
}

/// Title and note of the scenario, and whose it is.
#[component]
fn Named() -> impl IntoView {
    let session = session();
    let name = session.part(|s| s.name.clone());
    let note = session.part(|s| s.note.clone());
    let theirs = move || session.ui.source.get() == From::Link;
    let reading = session.ui.reading;
    let change = move |_| {
        reading.set(false);
        frames::next(|| element::go_to("know"));
    };
    let prices = session.part(answer::prices_of);
    let text = move || {
        let name = name.get();
        let title = if name.is_empty() { String::new() } else { format!("“{name}”") };
        let opened =
            if theirs() { answer::opened_on(session.lists().today, &prices.get()) } else { String::new() };
        [title, opened].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(", ")
    };
    view! {
        <p id="named" class="named" hidden=move || text().is_empty() && !reading.get()>
            {text}
            <span class="buttons inline" hidden=move || !theirs() && !reading.get()>
                <button type="button" class="quiet" id="change-numbers" hidden=move || !reading.get() on:click=change>{labels::CHANGE}</button>
                <button type="button" class="quiet" id="back-to-mine" hidden=move || !theirs() || !session.has_earlier()
                    on:click=move |_| session.open_earlier()>{labels::BACK}</button>
            </span>
        </p>
        <p id="named-note" class="named-note" hidden=move || note.with(String::is_empty)>{move || note.get()}</p>
    }
}

/// What to know beside the price, and dates that touch one's own models.
#[component]
fn NotesList() -> impl IntoView {
    let session = session();
    let dates = Memo::new(move |_| session.with_answer(dates_of).unwrap_or_default());
    let notes = Memo::new(move |_| {
        let (locale, today) = (session.locale(), session.lists().today);
        session.estimate.with(|e| answer::notes_of_day(e, today, &locale))
    });
    let list = move |all: Vec<String>, class: &'static str| {
        all.into_iter().map(|text| view! { <li class=class>{text}</li> }).collect_view()
    };
    view! {
        <ul id="notes" class="notes">
            {move || list(dates.get(), "date")}
            {move || list(notes.get(), "")}
        </ul>
    }
}

fn dates_of(lists: &crate::page::state::Lists, answer: &crate::model::estimate::Answer) -> Vec<String> {
    let upcoming = crate::decisions::dates::upcoming(&lists.table, answer, lists.today);
    dates::lines(&upcoming, answer, &lists.locale)
}

/// The sentence for a screen reader, once the numbers rest.
#[component]
fn Spoken() -> impl IntoView {
    let headline = expect_context::<FollowedHeadline>().0;
    let spoken = RwSignal::new(String::new());
    let waiting: StoredValue<Option<Timeout>, LocalStorage> = StoredValue::new_local(None);
    Effect::new(move |before: Option<()>| {
        let sentence = headline.with(|h| h.sentence());
        if before.is_some() {
            waiting.set_value(Some(Timeout::new(QUIET, move || spoken.set(sentence))));
        }
    });
    view! { <p id="spoken" class="spoken" aria-live="polite">{move || spoken.get()}</p> }
}
