//! The same work on other vendors' models.

use crate::model::estimate::Answer;
use crate::page::components::{Fold, Notes, SortableTable, Toolbar};
use crate::page::state::{Lists, session};
use crate::prices::vendors::VendorList;
use crate::view::labels::vendors as labels;
use crate::view::sortable::Sorting;
use crate::view::vendors::{BY_MONTH, HEAD, Sheet, sheet};
use leptos::prelude::*;

#[component]
pub fn Vendors() -> impl IntoView {
    let session = session();
    let list = StoredValue::new(VendorList::shipped());
    let make = move |lists: &Lists, answer: &Answer| {
        list.try_with_value(|list| sheet(list, &lists.plans, answer, &lists.locale)).flatten()
    };
    let found = session.later(session.at_rest(), make).value;
    let (sorting, group) = (RwSignal::new(Sorting::by(BY_MONTH)), RwSignal::new(None));
    let table = part(found, |sheet| sheet.table.clone());
    view! {
        <div id="vendors-notes" class="figure-notes"><Notes notes=part(found, |sheet| sheet.notes.clone())/></div>
        <VendorChips vendors=Memo::new(move |_| table.with(|table| table.groups())) group/>
        <div class="scroll" id="vendors-table" tabindex="0" role="region" aria-label=labels::TABLE
            hidden=move || found.with(Option::is_none)>
            <SortableTable head=&HEAD table group sorting/>
        </div>
        <Fold id="vendor-sources" title=Signal::stored(labels::SOURCES.to_string())>
            <ul class="plain sources">
                {move || part(found, |sheet| sheet.sources.clone()).get().into_iter()
                    .map(|(name, source)| view! { <li><strong>{name}</strong> " " {source}</li> }).collect_view()}
            </ul>
        </Fold>
    }
}

/// A part of what was made, empty where nothing was.
fn part<T>(found: RwSignal<Option<Sheet>>, pick: fn(&Sheet) -> T) -> Signal<T>
where
    T: Default + Send + Sync + 'static,
{
    Signal::derive(move || found.with(|sheet| sheet.as_ref().map(pick).unwrap_or_default()))
}

/// Which vendor is shown alone.
#[component]
fn VendorChips(vendors: Memo<Vec<String>>, group: RwSignal<Option<String>>) -> impl IntoView {
    let chip = move |vendor: Option<String>| {
        let name = vendor.clone().unwrap_or_else(|| labels::ALL.into());
        let tabindex = if vendor.is_none() { "0" } else { "-1" };
        let (own, pressed) = (vendor.clone(), move || if group.get() == vendor { "true" } else { "false" });
        view! {
            <button type="button" class="chip" aria-pressed=pressed tabindex=tabindex
                on:click=move |_| group.set(own.clone())>{name}</button>
        }
    };
    let chips = move || {
        let all = std::iter::once(None).chain(vendors.get().into_iter().map(Some));
        all.map(chip).collect_view()
    };
    view! { <Toolbar label=labels::FILTER class="chips">{chips}</Toolbar> }
}
