//! Decisions: each folded under its finding, and made only while it is open.

mod against;
mod claims;
mod compacting;
mod goal;
mod lifetime;
mod mixing;
mod sides;
mod tasks;
mod token_cost;
mod vendors;

use self::against::Against;
use self::claims::Claims;
use self::compacting::Compacting;
use self::goal::Goal;
use self::lifetime::CacheLifetime;
use self::mixing::Mixing;
use self::sides::Sides;
use self::tasks::Tasks;
use self::token_cost::TokenCost;
use self::vendors::Vendors;
use super::heading::Heading;
use crate::model::estimate::Answer;
use crate::page::components::{Fold, Show};
use crate::page::state::{Lists, session};
use crate::prices::vendors::VendorList;
use crate::view::decisions::{DECISIONS, Decision, Seen, finding};
use crate::view::labels::decisions as labels;
use leptos::prelude::*;

#[component]
pub fn DecisionsSection() -> impl IntoView {
    let vendors = StoredValue::new(VendorList::shipped());
    view! {
        <section id="decisions" class="section" aria-labelledby="decisions-heading">
            <Heading id="decisions" title=labels::TITLE/>
            {DECISIONS.iter().map(|decision| view! { <DecisionFold decision vendors/> }).collect_view()}
        </section>
    }
}

#[component]
fn DecisionFold(decision: &'static Decision, vendors: StoredValue<VendorList>) -> impl IntoView {
    let Decision { id, name } = *decision;
    let open = RwSignal::new(false);
    let title = Signal::stored(name.to_string());
    let (finding, stale) = finding_of(id, vendors);
    view! {
        <Fold id title finding stale open heading=true>
            <Show when=move || open.get()>
                <div class="decision"><Decided id/></div>
            </Show>
        </Fold>
    }
}

/// What is inside a decision's fold.
#[component]
pub fn Decided(id: &'static str) -> impl IntoView {
    match id {
        "tasks" => view! { <Tasks/> }.into_any(),
        "compacting" => view! { <Compacting/> }.into_any(),
        "lifetime" => view! { <CacheLifetime/> }.into_any(),
        "mixing" => view! { <Mixing/> }.into_any(),
        "vendors" => view! { <Vendors/> }.into_any(),
        "life" => view! { <TokenCost/> }.into_any(),
        "goal" => view! { <Goal/> }.into_any(),
        "against" => view! { <Against/> }.into_any(),
        "sides" => view! { <Sides/> }.into_any(),
        _ => view! { <Claims/> }.into_any(),
    }
}

/// What a decision comes to, at rest, and whether the scenario went on since. The claims follow none.
fn finding_of(id: &'static str, vendors: StoredValue<VendorList>) -> (Signal<String>, Signal<bool>) {
    let session = session();
    if id == "advice" {
        return (Signal::stored(claims::all(session).finding), Signal::stored(false));
    }
    let make = move |lists: &Lists, answer: &Answer| {
        session.baseline.with_untracked(|baseline| {
            let (table, plans, locale) = (&lists.table, &lists.plans, &lists.locale);
            let baseline = baseline.as_ref();
            vendors.try_with_value(|vendors| {
                finding(id, &Seen { table, plans, vendors, answer, baseline, locale })
            })
        })
    };
    let found = session.later(session.at_rest(), make);
    (Signal::derive(move || found.value.get().unwrap_or_default()), found.stale.into())
}
