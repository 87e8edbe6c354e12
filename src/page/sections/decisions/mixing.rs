//! One model or several.

use crate::model::estimate::Answer;
use crate::page::components::{DataTable, Notes};
use crate::page::sections::field::NumberField;
use crate::page::state::{Lists, session};
use crate::view::labels::decisions as labels;
use crate::view::{Texts, routing};
use leptos::prelude::*;

#[component]
pub fn Mixing() -> impl IntoView {
    let session = session();
    let make = |lists: &Lists, answer: &Answer| {
        routing::texts(&lists.table, answer, &lists.locale).map(|(_, texts)| texts)
    };
    let texts = session.later(session.at_rest(), make).value;
    let read = move |pick: fn(&Texts) -> Vec<String>| {
        Signal::derive(move || texts.with(|t| t.as_ref().map(pick).unwrap_or_default()))
    };
    let table =
        Signal::derive(move || texts.with(|t| t.as_ref().map(|t| t.table.clone()).unwrap_or_default()));
    view! {
        <NumberField key="rework"/>
        <div id="mixing-notes" class="figure-notes"><Notes notes=read(|t| t.notes.clone())/></div>
        <div class="scroll" id="mixing-table" tabindex="0" role="region" aria-label=labels::MIXING
            hidden=move || texts.with(Option::is_none)>
            <DataTable table/>
        </div>
    }
}
