//! The receipt: every token and dollar, by source, model and class.

use crate::browser;
use crate::page::Page;
use leptos::prelude::*;
use sawtooth::view::receipt::{self, Row};

#[component]
pub fn Receipt() -> impl IntoView {
    let page = expect_context::<Page>();
    // Closed, it costs nothing while a slider moves.
    let open = RwSignal::new(false);
    let shown = Memo::new(move |_| {
        open.get()
            .then(|| page.estimate.with(|e| e.answer.as_ref().map(|a| receipt::receipt(a, &page.locale()))))
            .flatten()
    });
    let csv = move |_| {
        if let Some(answer) = page.estimate.get_untracked().answer {
            browser::save("sawtooth-receipt.csv", "text/csv", &receipt::csv(&answer));
        }
    };
    let toggled = move |event: leptos::ev::Event| {
        open.set(event_target::<web_sys::Element>(&event).has_attribute("open"));
    };
    view! {
        <section id="receipt" class="fold-section">
            <details id="fold-receipt" on:toggle=toggled>
                <summary><h2>"Receipt: where every dollar goes"</h2></summary>
                {move || shown.get().map(|receipt| view! {
                    <div class="scroll" tabindex="0" role="region" aria-label="Receipt">
                        <table>
                            <caption class="spoken">"Tokens and dollars by source, model and class"</caption>
                            <thead><tr>
                                <th scope="col">"What"</th><th scope="col">"tokens a month"</th>
                                <th scope="col">"$ per million"</th><th scope="col">"session"</th>
                                <th scope="col">"month"</th><th scope="col">"year"</th>
                            </tr></thead>
                            <tbody>{receipt.rows.into_iter().map(line).collect_view()}</tbody>
                            <tfoot>{line(receipt.total)}</tfoot>
                        </table>
                    </div>
                    {receipt.notes.into_iter().map(|note| view! { <p class="note">{note}</p> }).collect_view()}
                })}
                <p class="buttons"><button type="button" class="quiet" id="csv" on:click=csv>"Save as CSV"</button></p>
            </details>
        </section>
    }
}

fn line(row: Row) -> impl IntoView {
    view! {
        {row.head.map(|head| view! { <tr class="head"><th scope="rowgroup" colspan="6">{head}</th></tr> })}
        <tr>
            <th scope="row">{row.what}</th><td>{row.tokens}</td><td>{row.rate}</td>
            <td>{row.session}</td><td>{row.month}</td><td>{row.year}</td>
        </tr>
    }
}
