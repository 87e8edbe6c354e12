//! What is folded away: the most expensive sessions, pauses, compactions, what it would have
//! cost otherwise, and every dollar.

use super::breakdown::{Rows, shown};
use crate::page::components::{CopiedTable, DataTable, FigureCard, Fold, Notes, Shown};
use crate::page::state::session;
use crate::view::Table;
use crate::view::labels::logs as labels;
use crate::view::logs::{CallCosts, CostRow, Detail, Details, RowView, TabledFigure};
use leptos::prelude::*;

/// Which folds are open.
#[derive(Clone, Copy)]
pub(super) struct Kept {
    open: [RwSignal<bool>; 7],
}

impl Kept {
    pub(super) fn new() -> Kept {
        Kept { open: std::array::from_fn(|_| RwSignal::new(false)) }
    }
}

#[component]
pub(super) fn DetailFolds(kept: Kept) -> impl IntoView {
    let details = session().logs.details;
    let [sessions, pauses, compactions, replays, what_ifs, checks, costs] = kept.open;
    let of = move |pick: fn(&Details) -> &Detail| {
        Signal::derive(move || details.with(|d| d.as_ref().map(|d| pick(d).clone())))
    };
    view! {
        <div class="logs-folds">
            <SessionsFold open=sessions/>
            <DetailFold id="logs-pauses" title=labels::PAUSES detail=of(|d| &d.pauses) open=pauses figure=("logs-hours", labels::HOURS)/>
            <DetailFold id="logs-compactions" title=labels::COMPACTIONS detail=of(|d| &d.compactions) open=compactions/>
            <DetailFold id="logs-replays" title=labels::REPLAYS detail=of(|d| &d.replays) open=replays/>
            <DetailFold id="logs-what-ifs" title=labels::WHAT_IFS detail=of(|d| &d.what_ifs) open=what_ifs/>
            <DetailFold id="logs-checks" title=labels::CHECKS detail=of(|d| &d.checks) open=checks/>
            <CostsFold open=costs/>
        </div>
    }
}

/// A fold with its finding; nothing of other logs stands in it while its own is made.
#[component]
pub(super) fn DetailFold(
    id: &'static str,
    title: &'static str,
    detail: Signal<Option<Detail>>,
    open: RwSignal<bool>,
    /// The id and the name of its picture, where it can have one.
    #[prop(optional)]
    figure: Option<(&'static str, &'static str)>,
) -> impl IntoView {
    let finding = Signal::derive(move || match detail.with(|d| d.as_ref().map(|d| d.finding.clone())) {
        Some(finding) => finding,
        None => labels::COMPUTING.into(),
    });
    view! {
        <Fold id title=Signal::stored(title.to_string()) finding=finding open heading=true>
            <div class="decision" id=id>
                <Inside detail label=title figure/>
            </div>
        </Fold>
    }
}

/// From top to bottom: what it is, a picture, a table, notes.
#[component]
fn Inside(
    detail: Signal<Option<Detail>>,
    label: &'static str,
    figure: Option<(&'static str, &'static str)>,
) -> impl IntoView {
    let texts = move |pick: fn(&Detail) -> &Vec<String>| {
        Signal::derive(move || detail.with(|d| d.as_ref().map(|d| pick(d).clone()).unwrap_or_default()))
    };
    let picture = Signal::derive(move || detail.with(|d| d.as_ref().and_then(|d| d.figure.clone())));
    let table = Signal::derive(move || detail.with(|d| d.as_ref().and_then(|d| d.table.clone())));
    view! {
        <div class="note"><Notes notes=texts(|d| &d.intro)/></div>
        {figure.map(|(id, name)| view! { <Picture id name picture/> })}
        <TableRegion table label/>
        <div class="note"><Notes notes=texts(|d| &d.notes)/></div>
    }
}

/// A picture where there is one.
#[component]
fn Picture(id: &'static str, name: &'static str, picture: Signal<Option<TabledFigure>>) -> impl IntoView {
    let session = session();
    let shown: Signal<Option<Shown>> = Signal::derive(move || picture.get().map(shown));
    let absent = Signal::stored(labels::NO_COURSE.to_string());
    let on_trouble = Callback::new(move |text: &'static str| session.ui.say(text));
    view! {
        <div hidden=move || shown.with(Option::is_none)>
            <FigureCard id name shown absent locale=session.locale() on_trouble/>
        </div>
    }
}

/// A table that can be scrolled sideways, where there is one.
#[component]
pub(super) fn TableRegion(table: Signal<Option<Table>>, label: &'static str) -> impl IntoView {
    let inside = Signal::derive(move || table.get().unwrap_or_default());
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=format!("{label}, table") hidden=move || table.with(Option::is_none)>
            <DataTable table=inside/>
        </div>
    }
}

#[component]
fn SessionsFold(open: RwSignal<bool>) -> impl IntoView {
    let sessions = session().logs.sessions;
    let finding = Signal::derive(move || match sessions.with(|s| s.as_ref().map(|s| s.finding.clone())) {
        Some(finding) => finding,
        None => labels::COMPUTING.into(),
    });
    // Elsewhere the same session has another button.
    let opens = |row: RowView| RowView { id: row.id.replacen("session", "open", 1), ..row };
    let rows = Signal::derive(move || {
        let rows = sessions.with(|s| s.as_ref().map(|s| s.rows.clone()).unwrap_or_default());
        rows.into_iter().map(opens).collect::<Vec<_>>()
    });
    let course = move || sessions.with(|s| s.as_ref().and_then(|s| s.course.clone()));
    let name = move || course().map(|course| course.session);
    let picture = Signal::derive(move || course().and_then(|course| course.figure));
    let absent = move || course().is_some_and(|course| course.figure.is_none());
    view! {
        <Fold id="logs-sessions" title=Signal::stored(labels::SESSIONS.to_string()) finding=finding open heading=true>
            <div class="decision" id="logs-sessions">
                <Rows rows class="beside"/>
                <p class="kicker">{name}</p>
                <Picture id="logs-course" name=labels::COURSE picture/>
                <p class="note" hidden=move || !absent()>{labels::NO_COURSE}</p>
            </div>
        </Fold>
    }
}

/// Every dollar, with its tokens, its rate and where that is from.
#[component]
fn CostsFold(open: RwSignal<bool>) -> impl IntoView {
    let details = session().logs.details;
    let costs = move || details.with(|d| d.as_ref().map(|d| d.costs.clone()));
    let finding = Signal::derive(move || match costs().map(|costs| costs.finding) {
        Some(finding) => finding,
        None => labels::COMPUTING.into(),
    });
    let title = Signal::stored(labels::BREAKDOWN.to_string());
    view! {
        <Fold id="logs-receipt" title finding=finding open heading=true>
            <div class="decision" id="logs-receipt">{move || costs().map(cost_table)}</div>
        </Fold>
    }
}

fn cost_table(costs: CallCosts) -> impl IntoView {
    let head = labels::BREAKDOWN_HEAD.map(|name| view! { <th scope="col">{name}</th> });
    let source = |text: String| view! { <li>{text}</li> };
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=labels::BREAKDOWN>
            <CopiedTable>
                <table>
                    <caption class="spoken">{labels::BREAKDOWN}</caption>
                    <thead><tr>{head.collect_view()}</tr></thead>
                    <tbody>{costs.rows.into_iter().map(cost_row).collect_view()}</tbody>
                    <tfoot><tr><th scope="row">{labels::TOTAL}</th><td></td><td></td><td>{costs.total}</td></tr></tfoot>
                </table>
            </CopiedTable>
        </div>
        <ol class="note">{costs.sources.into_iter().map(source).collect_view()}</ol>
    }
}

fn cost_row(row: CostRow) -> impl IntoView {
    let head = |head: String| view! { <tr class="head"><th scope="rowgroup" colspan="4">{head}</th></tr> };
    let source = |number: usize| view! { " " <span class="kicker">{number}</span> };
    view! {
        {row.head.map(head)}
        <tr><th scope="row">{row.what} {row.source.map(source)}</th><td>{row.tokens}</td><td>{row.rate}</td><td>{row.usd}</td></tr>
    }
}
