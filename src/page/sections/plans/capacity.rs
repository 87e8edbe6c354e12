//! What can be entered of plans, and what others measured.

use crate::decisions::plans::compare;
use crate::page::components::{CellInput, CopiedTable, Fold};
use crate::page::state::{Session, session};
use crate::prices::plans::measurements;
use crate::scenario::PlanKey;
use crate::view::labels::plans as labels;
use crate::view::plans::{self, Measured, PlanCell, PlanLine};
use leptos::prelude::*;

#[component]
pub fn CapacityTable() -> impl IntoView {
    let session = session();
    let lists = session.lists();
    // API-equivalent work of a week, by which a percentage is read.
    let week = Memo::new(move |_| {
        session.with_answer(|lists, answer| compare(&lists.plans, answer).week).unwrap_or_default()
    });
    let of = lists.clone();
    let lines =
        Memo::new(move |_| session.scenario.with(|s| plans::lines(&of.plans, s, week.get(), &of.locale)));
    let problem = RwSignal::new(String::new());
    let rows = (0..lists.plans.len()).map(|row| view! { <PlanRow row lines week problem/> }).collect_view();
    let sources = move || {
        let source = |line: PlanLine| view! { <li><strong>{line.name}</strong> " " {line.source}</li> };
        lines.get().into_iter().map(source).collect_view()
    };
    view! {
        <p class="help">{labels::CAPACITY_HELP}</p>
        <div class="scroll" tabindex="0" role="region" aria-label=labels::CAPACITY>
            <CopiedTable>
                <table>
                    <caption class="spoken">{labels::CAPACITY}</caption>
                    <thead><tr>{labels::HEAD.map(|head| view! { <th scope="col">{head}</th> }).collect_view()}</tr></thead>
                    <tbody id="plan-rows">{rows}</tbody>
                </table>
            </CopiedTable>
        </div>
        <p class="problem" id="p-plans" aria-live="polite">{move || problem.get()}</p>
        <Measurements/>
        <Fold id="plan-sources" title=Signal::stored(labels::SOURCES.to_string())>
            <ul class="plain sources">{sources}</ul>
        </Fold>
    }
}

#[component]
fn PlanRow(
    row: usize,
    lines: Memo<Vec<PlanLine>>,
    week: Memo<f64>,
    problem: RwSignal<String>,
) -> impl IntoView {
    let line = lines.with_untracked(|lines| lines.get(row).cloned())?;
    let cell = |(column, cell): (usize, Option<PlanCell>)| match cell {
        Some(cell) => view! { <td><TermInput cell row column lines week problem/></td> }.into_any(),
        None => view! { <td>"–"</td> }.into_any(),
    };
    let cells = line.cells.into_iter().enumerate().map(cell).collect_view();
    Some(view! { <tr><th scope="row">{line.name}</th>{cells}</tr> })
}

/// One statement about one plan, and what it means beside it.
#[component]
fn TermInput(
    cell: PlanCell,
    row: usize,
    column: usize,
    lines: Memo<Vec<PlanLine>>,
    week: Memo<f64>,
    problem: RwSignal<String>,
) -> impl IntoView {
    let session = session();
    let now = move || lines.with(|all| all.get(row)?.cells.get(column)?.clone());
    let text = Signal::derive(move || now().map(|cell| cell.text).unwrap_or_default());
    let replaced = Signal::derive(move || now().and_then(|cell| cell.replaced));
    let beside = move || now().and_then(|cell| cell.beside);
    let (id, key) = (cell.id(), cell.key.clone());
    let on_text = Callback::new(move |text: String| {
        let read = plans::read(&text, key.term, week.get_untracked(), &session.locale());
        problem.set(read.as_ref().err().cloned().unwrap_or_default());
        let taken = read.map(|value| state(session, &key, value));
        taken.is_ok()
    });
    view! {
        <CellInput id label=cell.label text replaced placeholder=cell.placeholder described="p-plans" on_text/>
        {move || beside().map(|text| view! { <small>{text}</small> })}
    }
}

fn state(session: Session, key: &PlanKey, value: Option<f64>) {
    session.edit("", |s| s.plans.state(&key.plan, key.term, value));
    session.keep_now();
}

/// Public measurements, each to be used by a button.
#[component]
fn Measurements() -> impl IntoView {
    let session = session();
    let lists = session.lists();
    let one = move |measured: Measured| {
        let (plan, usd) = (measured.plan.clone(), measured.usd);
        let take = move |_| {
            session.edit("", |s| s.plans.state_capacity(&plan, usd, usd));
        };
        let label = format!("{}: {} dollars a week for {}", labels::TAKE, measured.usd, measured.plan);
        view! {
            <li>
                {measured.text}
                " "
                <button type="button" class="quiet" data-take=measured.plan data-usd=usd.to_string() aria-label=label
                    on:click=take>{labels::TAKE}</button>
            </li>
        }
    };
    let all = plans::measurements(&measurements(), &lists.plans, &lists.locale);
    view! {
        <Fold id="measured" title=Signal::stored(labels::MEASURED.to_string())>
            <p class="help">{labels::MEASURED_HELP}</p>
            <ul class="plain" id="measured">{all.into_iter().map(one).collect_view()}</ul>
        </Fold>
    }
}
