//! The statement: what who opens a link reads instead of the tool, and what is printed.

use super::breakdown::Tables;
use crate::page::components::{CopiedTable, DataTable, Fold, Notes, WhenOpened};
use crate::page::platform::in_browser;
use crate::page::state::session;
use crate::view::Table;
use crate::view::breakdown::Shown;
use crate::view::labels::{breakdown as costs, foot, paid, statement as labels};
use crate::view::options::{OptionLine, OptionTable};
use crate::view::statement::{Assumption, Code, Fact, Statement};
use leptos::prelude::*;

/// Made while it is read or printed, and never while a slider moves.
#[component]
pub fn StatementSection() -> impl IntoView {
    let session = session();
    let (reading, printing) = (session.ui.reading, session.ui.printing);
    if in_browser() {
        for (event, prints) in [("beforeprint", true), ("afterprint", false)] {
            let listener = window_event_listener_untyped(event, move |_| printing.set(prints));
            on_cleanup(move || listener.remove());
        }
    }
    let told = Memo::new(move |before: Option<&Option<Statement>>| match reading.get() || printing.get() {
        true => session.statement(),
        false => before.cloned().flatten(),
    });
    view! {
        <section id="statement" class="statement" aria-labelledby="statement-heading">
            {move || match told.get() {
                Some(told) => view! { <Told told/> }.into_any(),
                None => view! {
                    <h2 id="statement-heading" tabindex="-1">{labels::SUMMARY}</h2>
                    <p>{labels::NO_PRICE}</p>
                }.into_any(),
            }}
        </section>
    }
}

#[component]
fn Told(told: Statement) -> impl IntoView {
    let is_printed = session().ui.printing;
    let open = RwSignal::new(false);
    let wanted = Signal::derive(move || open.get() || is_printed.get());
    let dates = told.dates();
    let Statement { title, note, link, code, summary, assumptions, options, groups, groups_on_paper, .. } =
        told;
    let all_groups = groups_on_paper.is_some().then(|| groups.clone());
    let appendix = StoredValue::new((all_groups, told.breakdown, told.kinds, told.inputs));
    view! {
        // On the screen this stands above the answer.
        <div class="statement-head">
            <p class="statement-title">{title}</p>
            <p>{dates}</p>
            <p hidden=note.is_empty()>{note.clone()}</p>
        </div>
        <h2 id="statement-heading" tabindex="-1">{labels::SUMMARY}</h2>
        <Facts summary/>
        <h2>{paid::OPTIONS}</h2>
        <Options options/>
        <h2>{labels::ASSUMPTIONS}</h2>
        <Assumptions all=assumptions/>
        <p class="help">{foot::DEFAULTS}</p>
        <Groups table=groups on_paper=groups_on_paper/>
        <LinkOnPaper link code/>
        <div class="appendix">
            <Fold id="appendix" title=Signal::stored(labels::APPENDIX.to_string()) open>
                <WhenOpened open=wanted>
                    {appendix.with_value(|(groups, breakdown, kinds, inputs)| view! {
                        <Appendix groups=groups.clone() breakdown=breakdown.clone() kinds=kinds.clone() inputs=inputs.clone()/>
                    })}
                </WhenOpened>
            </Fold>
        </div>
    }
}

#[component]
fn Facts(summary: Vec<Fact>) -> impl IntoView {
    // The others are numbers of files, and stand in the text of another here.
    let shown = summary.into_iter().filter(|fact| !fact.text.is_empty());
    view! {
        <dl class="facts">
            {shown.map(|fact| view! { <div><dt>{fact.label}</dt><dd>{fact.text}</dd></div> }).collect_view()}
        </dl>
    }
}

#[component]
fn Options(options: OptionTable) -> impl IntoView {
    let OptionTable { head, rows, notes } = options;
    let of_team = session().scenario.with_untracked(|s| !s.team.is_one_person());
    let row = |row: OptionLine| {
        let cells = [row.month, row.twelve_months, row.against_now, row.cheaper_from, row.within_limit];
        view! {
            <tr class:now=row.is_now class:cheapest=!row.cheapest.is_empty() class:open=!row.is_certain>
                <th scope="row">{row.name} " " <small>{row.about}</small> " " <small class="tag">{row.cheapest}</small></th>
                {cells.map(|text| view! { <td>{text}</td> }).collect_view()}
            </tr>
        }
    };
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=labels::OPTIONS>
            <CopiedTable>
                <table class="options-table whole" class:of-team=of_team>
                    <thead><tr>{head.into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect_view()}</tr></thead>
                    <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
                </table>
            </CopiedTable>
        </div>
        <div class="figure-notes"><Notes notes=Signal::stored(notes)/></div>
    }
}

#[component]
fn Assumptions(all: Vec<Assumption>) -> impl IntoView {
    let row = |one: Assumption| {
        view! { <tr><th scope="row">{one.label}</th><td>{one.value}</td><td>{one.source}</td></tr> }
    };
    view! {
        <CopiedTable>
            <table class="assumptions">
                <thead><tr>{labels::HEAD.map(|head| view! { <th scope="col">{head}</th> }).collect_view()}</tr></thead>
                <tbody>{all.into_iter().map(row).collect_view()}</tbody>
            </table>
        </CopiedTable>
    }
}

/// Nothing where there is one group with one payer. The first page of paper may have room for some rows only.
#[component]
fn Groups(table: Table, on_paper: Option<Table>) -> impl IntoView {
    let regions = match on_paper {
        Some(short) => vec![("scroll on-screen", table), ("scroll on-paper", short)],
        None => vec![("scroll", table)],
    };
    let region = |(class, table): (&'static str, Table)| {
        view! {
            <div class=class tabindex="0" role="region" aria-label=labels::GROUPS>
                <DataTable table=Signal::stored(table) quiet_caption=true/>
            </div>
        }
    };
    let is_there = regions.iter().any(|(_, table)| !table.rows.is_empty());
    is_there.then(|| view! { <h2>{labels::GROUPS}</h2> {regions.into_iter().map(region).collect_view()} })
}

/// Where to find it again, for who has it on paper.
#[component]
fn LinkOnPaper(link: String, code: Option<Code>) -> impl IntoView {
    let drawn = |code: Code| {
        view! {
            <svg viewBox=format!("0 0 {0} {0}", code.side) role="img" aria-label=labels::CODE shape-rendering="crispEdges">
                <path d=code.path fill="currentColor"/>
            </svg>
        }
    };
    view! { <div class="link-code">{code.map(drawn)}<p><a href=link.clone()>{link.clone()}</a></p></div> }
}

#[component]
fn Appendix(
    /// All of them, where the first page of paper has only some.
    groups: Option<Table>,
    breakdown: Shown,
    kinds: Option<Table>,
    inputs: Vec<Assumption>,
) -> impl IntoView {
    let notes = breakdown.notes.clone();
    let of_groups = |table: Table| {
        view! {
            <div class="on-paper" id="appendix-groups">
                <h3>{labels::GROUPS}</h3>
                <DataTable table=Signal::stored(table) quiet_caption=true/>
            </div>
        }
    };
    view! {
        {groups.map(of_groups)}
        <h3>{costs::TITLE}</h3>
        <Tables shown=breakdown alone=None paid_id="statement-paid"/>
        <div class="figure-notes"><Notes notes=Signal::stored(notes)/></div>
        {kinds.map(|table| view! { <DataTable table=Signal::stored(table)/> })}
        <h3>{labels::INPUTS}</h3>
        <Assumptions all=inputs/>
    }
}
