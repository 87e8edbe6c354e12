//! The cost breakdown: every dollar by source, model and token class.

use super::heading::Heading;
use super::parts::{LookedAt, PartsFigure};
use crate::decisions::breakdown;
use crate::model::estimate::Answer;
use crate::page::components::{CopiedTable, DataTable, Fold, Notes, Show};
use crate::page::platform::files;
use crate::page::state::{Lists, session};
use crate::view::breakdown::{self as told, PaidRow, Shown, ShownSection};
use crate::view::kinds;
use crate::view::labels::breakdown as labels;
use crate::view::labels::kinds as kind_labels;
use crate::view::receipt::{self, Row};
use leptos::prelude::*;

#[component]
pub fn BreakdownSection() -> impl IntoView {
    let open = RwSignal::new(false);
    let looked_at = LookedAt::new();
    view! {
        <section id="receipt" class="section" aria-labelledby="receipt-heading">
            <Heading id="receipt" title=labels::TITLE opens=open/>
            <PartsFigure looked_at/>
            <Fold id="receipt" title=Signal::stored(labels::FOLD.to_string()) open>
                <Show when=move || open.get()><Breakdown alone=looked_at.group/></Show>
            </Fold>
        </section>
    }
}

/// At rest: nobody reads cents while a slider moves.
#[component]
pub fn Breakdown(
    /// The group that is looked at, where it is one.
    #[prop(optional, into)]
    alone: Signal<Option<usize>>,
) -> impl IntoView {
    let session = session();
    let make = |lists: &Lists, answer: &Answer| {
        let broken = breakdown::breakdown(&lists.plans, answer);
        Some(told::breakdown(&broken, &lists.plans, &answer.scenario, &lists.locale))
    };
    let shown = session.later(session.at_rest(), make).value;
    let compare = move |lists: &Lists, answer: &Answer| {
        session
            .baseline
            .with_untracked(|baseline| Some(receipt::against(answer, baseline.as_ref()?, &lists.locale)))
    };
    let beside = session.later(session.at_rest(), compare).value;
    let table = Signal::derive(move || beside.get().unwrap_or_default());
    let by_kind = session
        .later(session.at_rest(), |lists: &Lists, answer: &Answer| kinds::table(answer, &lists.locale))
        .value;
    let kinds_table = Signal::derive(move || by_kind.get().unwrap_or_default());
    let notes =
        Signal::derive(move || shown.with(|s| s.as_ref().map(|s| s.notes.clone()).unwrap_or_default()));
    let save = move |_| {
        let lists = session.lists();
        let csv = |answer: &Answer| {
            told::csv(&breakdown::breakdown(&lists.plans, answer), &lists.plans, &answer.scenario)
        };
        if let Some(csv) = session.estimate.with_untracked(|e| e.answer.as_ref().map(csv)) {
            files::save("sawtooth-breakdown.csv", "text/csv", &csv);
        }
    };
    view! {
        <div class="scroll" id="receipt-body" tabindex="0" role="region" aria-label=format!("{}, table", labels::TITLE)>
            {move || shown.get().map(|shown| view! { <Tables shown alone=alone.get()/> })}
        </div>
        <div class="scroll" id="receipt-kinds" tabindex="0" role="region" aria-label=kind_labels::TABLE
            hidden=move || by_kind.with(Option::is_none)>
            <DataTable table=kinds_table/>
        </div>
        <div class="scroll" id="receipt-against" tabindex="0" role="region" aria-label=labels::BESIDE
            hidden=move || beside.with(Option::is_none)>
            <DataTable table/>
        </div>
        <div id="receipt-notes" class="figure-notes"><Notes notes/></div>
        <p class="buttons"><button type="button" class="quiet" id="csv" on:click=save>{labels::CSV}</button></p>
    }
}

/// What is paid, then where the tokens of each group go.
#[component]
pub(super) fn Tables(
    shown: Shown,
    alone: Option<usize>,
    #[prop(default = "receipt-paid")] paid_id: &'static str,
) -> impl IntoView {
    let of_group = |section: &ShownSection| alone.is_none() || section.group == alone;
    view! {
        {(!shown.paid.is_empty()).then(|| view! { <PaidTable id=paid_id rows=shown.paid total=shown.total/> })}
        {shown.sections.into_iter().filter(of_group).map(|section| view! { <SectionTable section/> }).collect_view()}
    }
}

#[component]
fn PaidTable(id: &'static str, rows: Vec<PaidRow>, total: PaidRow) -> impl IntoView {
    let row = |row: PaidRow| {
        view! { <tr><th scope="row">{row.what}</th><td>{row.month}</td><td>{row.year}</td></tr> }
    };
    view! {
        <CopiedTable>
            <table class="breakdown" id=id>
                <caption>{labels::PAID}</caption>
                <thead><tr>{labels::PAID_HEAD.map(|head| view! { <th scope="col">{head}</th> }).collect_view()}</tr></thead>
                <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
                <tfoot>{row(total)}</tfoot>
            </table>
        </CopiedTable>
    }
}

#[component]
fn SectionTable(section: ShownSection) -> impl IntoView {
    view! {
        <CopiedTable>
            <table class="breakdown">
                <caption>{section.title}</caption>
                <thead><tr>{labels::HEAD.map(|head| view! { <th scope="col">{head}</th> }).collect_view()}</tr></thead>
                <tbody>{section.rows.into_iter().map(row).collect_view()}</tbody>
                <tfoot>{row(section.total)}</tfoot>
            </table>
        </CopiedTable>
    }
}

/// The month comes first: a phone shows it without scrolling.
fn row(row: Row) -> impl IntoView {
    let cells = [row.month, row.session, row.tokens, row.rate];
    view! {
        {row.head.map(|head| view! {
            <tr class="head"><th scope="rowgroup" colspan=labels::HEAD.len().to_string()>{head}</th></tr>
        })}
        <tr>
            <th scope="row">{row.what}</th>
            {cells.map(|cell| view! { <td>{cell}</td> }).collect_view()}
        </tr>
    }
}
