//! The statement as a file.

use crate::page::components::PopUp;
use crate::page::rest::{Parts, rest};
use crate::page::state::{Session, session};
use crate::view::labels::statement as labels;
use leptos::prelude::*;

/// The kinds of files, each with the part of the page that makes it.
type Make = fn(&Parts) -> fn(Session);
const FILES: [(&str, &str, Make); 2] = [
    ("download-csv", labels::AS_CSV, |parts| parts.save_csv),
    ("download-xlsx", labels::AS_XLSX, |parts| parts.save_workbook),
];

#[component]
pub fn DownloadMenu() -> impl IntoView {
    let (session, rest) = (session(), rest());
    let open = RwSignal::new(false);
    let item = move |(id, label, make): (&'static str, &'static str, Make)| {
        let pressed = move |_| {
            open.set(false);
            rest.then(move |parts| make(&parts)(session));
        };
        view! { <button type="button" class="item" id=id on:click=pressed>{label}</button> }
    };
    view! { <PopUp id="download" label=labels::DOWNLOAD open>{FILES.map(item).collect_view()}</PopUp> }
}
