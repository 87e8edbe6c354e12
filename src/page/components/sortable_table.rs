//! A table that the buttons in its head put in order. On a narrow screen every row stands as a
//! block, so the roles are written out: there the style takes them from the elements.

use super::CopiedTable;
use crate::view::sortable::{Cell, Line, Sortable, Sorting};
use leptos::prelude::*;

#[component]
pub fn SortableTable(
    head: &'static [&'static str],
    #[prop(into)] table: Signal<Sortable>,
    /// The group that is shown alone.
    #[prop(into)]
    group: Signal<Option<String>>,
    sorting: RwSignal<Sorting>,
) -> impl IntoView {
    let heading = move |(column, label): (usize, &'static str)| {
        let aria = move || sorting.get().aria(column);
        let press = move |_| sorting.update(|by| *by = by.pressed(column));
        view! {
            <th role="columnheader" scope="col" aria-sort=aria>
                <button type="button" on:click=press>{label}</button>
            </th>
        }
    };
    let rows = move || {
        let lines = group.with(|group| table.with(|table| table.sorted(sorting.get(), group.as_deref())));
        lines.into_iter().map(|line| row(head, line)).collect_view()
    };
    view! {
        <CopiedTable>
            <table role="table" class="sortable">
                <caption>{move || table.with(|table| table.caption.clone())}</caption>
                <thead role="rowgroup"><tr role="row">{head.iter().copied().enumerate().map(heading).collect_view()}</tr></thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </CopiedTable>
    }
}

fn row(head: &'static [&'static str], line: Line) -> impl IntoView {
    let is_marked = line.is_marked;
    let mut cells = line.cells.into_iter().map(content).zip(head.iter().copied());
    let name = cells.next().map(|(cell, _)| view! { <th role="rowheader" scope="row">{cell}</th> });
    let others = cells.map(|(cell, label)| view! { <td role="cell" data-label=label>{cell}</td> });
    view! { <tr role="row" class:marked=is_marked>{name}{others.collect_view()}</tr> }
}

fn content(cell: Cell) -> impl IntoView {
    let more = cell.more.into_iter().map(|more| view! { <small>{more}</small> });
    view! { <span>{cell.text}{more.collect_view()}</span> }
}
