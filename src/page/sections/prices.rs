//! Prices: the rates in use, own rates in their place, and where they come from.

use super::heading::Heading;
use crate::page::components::{CellInput, CopiedTable, Fold, Show};
use crate::page::state::session;
use crate::scenario::{Field, Kind};
use crate::view::at_prices;
use crate::view::labels::prices as labels;
use crate::view::prices::{self, Cell, PriceLine, Prices};
use crate::view::words;
use leptos::prelude::*;

/// How a rate is read; own rates are kept by their own key.
static RATE: Field = Field {
    key: "prices",
    kind: Kind::Money,
    min: 0.000_001,
    max: 1e5,
    step: 0.0,
    get: |_| 0.0,
    set: |_, _| {},
};

#[component]
pub fn PricesSection() -> impl IntoView {
    let session = session();
    let open = RwSignal::new(false);
    let lists = session.lists();
    let checked = Memo::new(move |_| {
        session.scenario.with(|s| prices::checked(&lists.table, s, lists.today)).unwrap_or_default()
    });
    let mark = Memo::new(move |_| session.scenario.with(|s| at_prices::mark(s, &session.locale())));
    view! {
        <section id="prices" class="section" aria-labelledby="prices-heading">
            <Heading id="prices" title=labels::TITLE opens=open/>
            <p class="note" id="checked" class:old=move || checked.with(|(_, old)| *old)>{move || checked.get().0}</p>
            <Fold id="prices" title=Signal::stored(labels::FOLD.to_string()) mark open>
                <Show when=move || open.get()><PriceList/></Show>
            </Fold>
        </section>
    }
}

#[component]
pub fn PriceList() -> impl IntoView {
    let session = session();
    let lists = session.lists();
    let of = lists.clone();
    let all = Memo::new(move |_| session.scenario.with(|s| prices::prices(&of.table, s, &of.locale)));
    // Rows are made again only for other models or another day: a rate that was typed changes in
    // its place, so that the focus can go on to the next.
    let named = Memo::new(move |_| {
        all.with(|all| all.lines.iter().map(|l| (l.name.clone(), l.source.clone())).collect::<Vec<_>>())
    });
    let refused = RwSignal::new(String::new());
    let rows = move || {
        named.track();
        let lines = all.with_untracked(|all| all.lines.clone());
        let row = |(row, line): (usize, PriceLine)| view! { <PriceRow row line all refused/> };
        lines.into_iter().enumerate().map(row).collect_view()
    };
    let sources = move || {
        let source = |(name, source)| view! { <li><strong>{name}</strong> " " {source}</li> };
        named.get().into_iter().map(source).collect_view()
    };
    let head = all.with_untracked(|all| all.head.clone());
    let reset = move |_| session.edit("", |s| (s.overrides, s.discount) = Default::default());
    let own = Memo::new(move |_| session.scenario.with(|s| s.discount != 0.0 || !s.overrides.is_empty()));
    let problem = move || refused.with(|r| if r.is_empty() { session.problem("prices") } else { r.clone() });
    view! {
        <p class="help">{labels::HELP}</p>
        <div class="scroll" tabindex="0" role="region" aria-label=format!("{}, table", labels::TITLE)>
            <CopiedTable>
                <table>
                    <caption class="spoken">{labels::FOLD}</caption>
                    <thead><tr>{head.into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect_view()}</tr></thead>
                    <tbody id="price-rows">{rows}</tbody>
                </table>
            </CopiedTable>
        </div>
        <p class="problem" id="p-prices" aria-live="polite">{problem}</p>
        <p class="buttons">
            <button type="button" class="quiet" id="list-prices" hidden=move || !own.get() on:click=reset>{labels::RESET}</button>
            <button type="button" class="quiet" id="copy-prices" on:click=move |_| session.copy_prices()>{labels::COPY}</button>
        </p>
        <Fold id="price-sources" title=Signal::stored(labels::SOURCES.to_string())>
            <ul class="plain sources">{sources}</ul>
        </Fold>
    }
}

#[component]
fn PriceRow(row: usize, line: PriceLine, all: Memo<Prices>, refused: RwSignal<String>) -> impl IntoView {
    let cell = |(column, cell): (usize, Cell)| view! { <td><RateInput cell row column all refused/></td> };
    let cells = line.cells.into_iter().enumerate().map(cell).collect_view();
    view! { <tr><th scope="row">{line.name}</th>{cells}</tr> }
}

/// A rate; an empty field brings the list's back.
#[component]
fn RateInput(
    cell: Cell,
    row: usize,
    column: usize,
    all: Memo<Prices>,
    refused: RwSignal<String>,
) -> impl IntoView {
    let session = session();
    let now = move || all.with(|all| all.lines.get(row)?.cells.get(column).cloned());
    let text = Signal::derive(move || now().map(|cell| cell.text).unwrap_or_default());
    let replaced = Signal::derive(move || now().and_then(|cell| cell.replaced));
    let (id, key) = (cell.id(), cell.key.clone());
    let input = id.clone();
    let on_text = Callback::new(move |text: String| {
        let rate = words::number(&RATE, &text, &session.locale()).ok();
        let empty = text.trim().is_empty();
        if rate.is_none() && !empty {
            refused.set(prices::not_a_rate(&text));
            return false;
        }
        refused.set(String::new());
        session.edit(&input, |s| match rate {
            Some(rate) => {
                s.overrides.insert(key.clone(), rate);
            }
            None => {
                s.overrides.remove(&key);
            }
        });
        session.keep_now();
        true
    });
    view! { <CellInput id label=cell.label text replaced described="p-prices" on_text/> }
}
