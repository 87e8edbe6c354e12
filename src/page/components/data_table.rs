//! A table of text; the first column heads its row.

use super::CopiedTable;
use crate::view::Table;
use leptos::prelude::*;

#[component]
pub fn DataTable(
    #[prop(into)] table: Signal<Table>,
    /// Whether the caption is only for screen readers.
    #[prop(optional)]
    quiet_caption: bool,
) -> impl IntoView {
    let row = |cells: Vec<String>| {
        let mut cells = cells.into_iter();
        let head = cells.next().map(|cell| view! { <th scope="row">{cell}</th> });
        view! { <tr>{head}{cells.map(|cell| view! { <td>{cell}</td> }).collect_view()}</tr> }
    };
    view! {
        <CopiedTable>
            <table>
                <caption class:spoken=quiet_caption>{move || table.with(|t| t.caption.clone())}</caption>
                <thead>
                    <tr>
                        {move || table.with(|t| {
                            t.head.iter().cloned().map(|h| view! { <th scope="col">{h}</th> }).collect_view()
                        })}
                    </tr>
                </thead>
                <tbody>{move || table.with(|t| t.rows.clone()).into_iter().map(row).collect_view()}</tbody>
            </table>
        </CopiedTable>
    }
}
