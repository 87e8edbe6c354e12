//! The prices in use: their source, the day they were checked, and the reader's own instead.

use crate::page::Page;
use leptos::prelude::*;
use sawtooth::scenario::{Field, Kind};
use sawtooth::view::prices::{self, Cell, PriceLine};

/// How a rate is read; overrides are kept by their own key.
static RATE: Field =
    Field { key: "prices", kind: Kind::Money, min: 0.000_001, max: 1e5, get: |_| 0.0, set: |_, _| {} };

#[component]
pub fn Prices() -> impl IntoView {
    let page = expect_context::<Page>();
    let lines = Memo::new(move |_| {
        page.table.with_value(|t| page.scenario.with(|s| prices::lines(t, s, &page.locale())))
    });
    let checked = Memo::new(move |_| {
        page.table
            .with_value(|t| page.scenario.with(|s| prices::checked(t, s, page.today)))
            .unwrap_or_default()
    });
    let own = Memo::new(move |_| page.scenario.with(|s| s.overrides.len()));
    let problem = Memo::new(move |_| page.problem("prices"));
    view! {
        <section id="prices" class="fold-section">
            <details id="fold-prices">
                <summary>
                    <h2>"Prices: what they are and where from"</h2>
                    <Show when=move || { own.get() > 0 }>
                        <span class="mark">{move || format!("{} of your own", own.get())}</span>
                    </Show>
                </summary>
                <p class="note">"US dollars per million tokens. Type another rate where you pay another; an empty field brings the list’s rate back."</p>
                <div class="scroll" tabindex="0" role="region" aria-label="Prices">
                    <table>
                        <caption class="spoken">"Prices per million tokens"</caption>
                        <thead><tr>
                            <th scope="col">"Model"</th><th scope="col">"input"</th><th scope="col">"write, 5 min"</th>
                            <th scope="col">"write, 1 hour"</th><th scope="col">"read"</th><th scope="col">"output"</th>
                        </tr></thead>
                        <tbody>{move || lines.get().into_iter().map(|line| view! { <Line line/> }).collect_view()}</tbody>
                    </table>
                </div>
                <p class="problem" id="p-prices" aria-live="polite">{problem}</p>
            </details>
            <p class="note" id="checked" class:old=move || checked.with(|c| c.1)>{move || checked.get().0}</p>
        </section>
    }
}

#[component]
fn Line(line: PriceLine) -> impl IntoView {
    let source = line.source.clone();
    let band = line.band.map(|band| format!(", {band}")).unwrap_or_default();
    view! {
        <tr>
            <th scope="row">{line.name}{band}</th>
            {line.cells.into_iter().map(|cell| view! { <td><Rate cell/></td> }).collect_view()}
        </tr>
        <tr class="source"><td colspan="6">{source}</td></tr>
    }
}

#[component]
fn Rate(cell: Cell) -> impl IntoView {
    let page = expect_context::<Page>();
    let key = cell.key.clone();
    let before = cell.text.clone();
    let changed = move |event| {
        let text: String = event_target_value(&event);
        let rate = page.locale.with_value(|l| l.parse(&RATE, &text)).filter(|r| RATE.allows(*r));
        let key = key.clone();
        if text.trim().is_empty() {
            page.edit("prices", |s| {
                s.overrides.remove(&key);
            });
        } else if let Some(rate) = rate {
            page.edit("prices", |s| {
                s.overrides.insert(key, rate);
            });
        } else {
            event_target::<web_sys::HtmlInputElement>(&event).set_value(&before);
            page.status
                .set(format!("“{text}” is not a price: a number above 0, in dollars per million tokens."));
        }
    };
    let listed = cell.replaced.map(|rate| format!("list price {rate}"));
    view! {
        <input type="text" inputmode="decimal" class="rate" class:own=listed.is_some() aria-label=cell.label
            title=listed.unwrap_or_default() value=cell.text on:change=changed/>
    }
}
