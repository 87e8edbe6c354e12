//! A table with the button that copies it as CSV, which `Rest` hears of: nothing here knows how CSV is
//! written.

use crate::view::labels::table as labels;
use leptos::prelude::*;

/// Copies the one table within the nearest element of the class `copies`.
#[component]
pub fn CopyTable() -> impl IntoView {
    view! { <button type="button" class="copy-code copy-table">{labels::COPY}</button> }
}

#[component]
pub fn CopiedTable(children: Children) -> impl IntoView {
    view! { <div class="copies">{children()}<p><CopyTable/></p></div> }
}
