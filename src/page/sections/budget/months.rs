//! The months of the budget's year: what is entered by the month, what each may cost, and the price
//! changes that count.

use super::Made;
use crate::page::components::{CellInput, CopiedTable, Fold, Show, Tick};
use crate::page::state::later::Later;
use crate::page::state::session;
use crate::view::budget::{self, ChangeLine, EntryCell, GroupDaysOff, MonthLine};
use crate::view::labels::budget as labels;
use leptos::prelude::*;

#[component]
pub(super) fn Months(made: Later<Made>) -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <Fold id="months" title=Signal::stored(labels::YEAR.to_string()) open>
            <Show when=move || open.get()><MonthTable made/></Show>
        </Fold>
    }
}

#[component]
pub fn MonthTable(made: Later<Made>) -> impl IntoView {
    let session = session();
    let lines = Memo::new(move |_| {
        let of = |made: &Made| budget::months(&made.1, &made.0, &session.locale());
        made.value.with(|made| made.as_ref().map(of)).unwrap_or_default()
    });
    // Rows are made again only for another fiscal year: what was typed changes in its place.
    let named =
        Memo::new(move |_| lines.with(|all| all.iter().map(|line| line.name.clone()).collect::<Vec<_>>()));
    let problem = RwSignal::new(String::new());
    let rows = move || {
        named.track();
        let row = |(row, line): (usize, MonthLine)| view! { <MonthRow row line lines problem/> };
        lines.get_untracked().into_iter().enumerate().map(row).collect_view()
    };
    view! {
        <p class="help">{labels::YEAR_HELP}</p>
        <div class="scroll" tabindex="0" role="region" aria-label=format!("{}, table", labels::YEAR)>
            <CopiedTable><table>
                <caption class="spoken">{labels::YEAR}</caption>
                <thead><tr>{labels::YEAR_HEAD.map(|head| view! { <th scope="col">{head}</th> }).collect_view()}</tr></thead>
                <tbody id="month-rows" class:stale=move || made.stale.get()>{rows}</tbody>
            </table></CopiedTable>
        </div>
        <GroupsDaysOff made problem/>
        <p class="problem" id="p-months" aria-live="polite">{move || problem.get()}</p>
        <Changes made/>
    }
}

#[component]
fn MonthRow(
    row: usize,
    line: MonthLine,
    lines: Memo<Vec<MonthLine>>,
    problem: RwSignal<String>,
) -> impl IntoView {
    let entry = |cell: EntryCell| view! { <td><EntryInput cell problem/></td> };
    let entries = line.entries.into_iter().map(entry).collect_view();
    let cells = move || {
        let cells = lines.with(|lines| lines.get(row).map(|line| line.cells.clone())).unwrap_or_default();
        cells.map(|cell| view! { <td>{cell}</td> }).collect_view()
    };
    view! { <tr><th scope="row">{line.name}</th>{entries}{cells}</tr> }
}

/// A row for each group that has days off of its own, and a button for each that has not.
#[component]
fn GroupsDaysOff(made: Later<Made>, problem: RwSignal<String>) -> impl IntoView {
    let session = session();
    let groups = Memo::new(move |_| {
        let of = |made: &Made| budget::groups_days_off(&made.1, &made.0);
        made.value.with(|made| made.as_ref().map(of)).unwrap_or_default()
    });
    let set = move |group: usize, own: bool| {
        session.edit("", |s| s.team.set_days_off(group, own.then_some(s.budget.days_off)));
    };
    let months = move || {
        let names = |of: &GroupDaysOff| of.cells.iter().map(|cell| cell.month.clone()).collect::<Vec<_>>();
        let names = groups.with(|all| all.iter().map(names).find(|names| !names.is_empty()));
        names.unwrap_or_default().into_iter().map(|name| view! { <th scope="col">{name}</th> }).collect_view()
    };
    let rows = move || {
        let own = groups.get().into_iter().filter(|of| !of.cells.is_empty());
        let row = |GroupDaysOff { group, name, cells }: GroupDaysOff| {
            let label = format!("{name}, {}", labels::AS_EVERYBODY);
            let entry = |cell: EntryCell| view! { <td><EntryInput cell problem/></td> };
            view! {
                <tr><th scope="row">{name}</th>{cells.into_iter().map(entry).collect_view()}
                    <td><button type="button" class="quiet" data-as-everybody=group aria-label=label on:click=move |_| set(group, false)>{labels::AS_EVERYBODY}</button></td></tr>
            }
        };
        own.map(row).collect_view()
    };
    let others = move || {
        let others = groups.get().into_iter().filter(|of| of.cells.is_empty());
        let button = |GroupDaysOff { group, name, .. }: GroupDaysOff| {
            view! {
                <button type="button" class="chip" data-days-off=group on:click=move |_| set(group, true)>"+ " {name}</button>
            }
        };
        others.map(button).collect_view()
    };
    let has_own = move || groups.with(|all| all.iter().any(|of| !of.cells.is_empty()));
    view! {
        <fieldset id="days-off-groups" hidden=move || groups.with(Vec::is_empty)>
            <legend>{labels::DAYS_OFF_OF}</legend>
            <p class="help">{labels::DAYS_OFF_OF_HELP}</p>
            <div class="scroll" tabindex="0" role="region" aria-label=format!("{}, table", labels::DAYS_OFF_OF) hidden=move || !has_own()>
                <CopiedTable><table>
                    <caption class="spoken">{labels::DAYS_OFF_OF}</caption>
                    <thead><tr><th scope="col">{labels::GROUP}</th>{months}<td></td></tr></thead>
                    <tbody>{rows}</tbody>
                </table></CopiedTable>
            </div>
            <p class="buttons">{others}</p>
        </fieldset>
    }
}

/// A number of one month; an empty field is 0.
#[component]
fn EntryInput(cell: EntryCell, problem: RwSignal<String>) -> impl IntoView {
    let session = session();
    let EntryCell { id, label, entry, calendar, .. } = cell;
    let text = session.part(move |s| entry.written(s, calendar, &session.locale()));
    let (input, name) = (id.clone(), label.clone());
    let on_text = Callback::new(move |text: String| {
        let read = entry.read(&name, &text, &session.locale());
        problem.set(read.as_ref().err().cloned().unwrap_or_default());
        let taken = read.map(|number| {
            session.edit(&input, |s| entry.set(s, calendar, number));
            session.keep_now();
        });
        taken.is_ok()
    });
    let replaced = Signal::stored(None::<String>);
    view! { <CellInput id label text replaced placeholder="0" described="p-months" on_text/> }
}

/// A tick for each price change in the year.
#[component]
fn Changes(made: Later<Made>) -> impl IntoView {
    let session = session();
    let lines = Memo::new(move |_| {
        let of = |made: &Made| budget::changes(&made.1, &session.locale());
        made.value.with(|made| made.as_ref().map(of)).unwrap_or_default()
    });
    let named =
        Memo::new(move |_| lines.with(|all| all.iter().map(|line| line.id.clone()).collect::<Vec<_>>()));
    let none = Memo::new(move |_| session.scenario.with(budget::no_changes));
    let ticks = move || {
        named.track();
        let tick = |(row, line): (usize, ChangeLine)| view! { <li><ChangeTick row line lines/></li> };
        lines.get_untracked().into_iter().enumerate().map(tick).collect_view()
    };
    view! {
        <fieldset class="ticks" id="price-changes">
            <legend>{labels::CHANGES}</legend>
            <p class="help" hidden=move || named.with(|all| !all.is_empty())>{move || none.get()}</p>
            <ul class="plain">{ticks}</ul>
        </fieldset>
    }
}

#[component]
fn ChangeTick(row: usize, line: ChangeLine, lines: Memo<Vec<ChangeLine>>) -> impl IntoView {
    let session = session();
    let now = move || lines.with(|lines| lines.get(row).map(|line| (line.text.clone(), line.counts)));
    let label = Signal::derive(move || now().unwrap_or_default().0);
    let ticked = Signal::derive(move || now().unwrap_or_default().1);
    let on_tick = Callback::new(move |_| session.edit("", |s| s.budget.switch(line.switch.clone())));
    view! { <Tick id=line.id label ticked on_tick/> }
}
