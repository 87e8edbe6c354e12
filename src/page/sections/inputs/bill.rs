//! What somebody paid: a sentence with the numbers in it, and whether the work is fitted to it.

use crate::page::sections::field::NumberField;
use crate::page::state::session;
use crate::scenario::PayPer;
use crate::view::labels::{self, input};
use leptos::prelude::*;

/// "I paid $[300] per [month] for [1] developer."
#[component]
pub fn BillFields() -> impl IntoView {
    let session = session();
    let takes_a_bill = session.part(|s| s.takes_a_bill());
    let fitted = session.part(|s| s.fitted());
    let paid = session.parts.number("paid");
    let in_force = Signal::derive(move || paid.filter(|_| fitted.get()).map(|paid| paid.get()));
    // A bill comes by the month, whatever a scenario without one says.
    let asked = RwSignal::new(PayPer::Month);
    let in_force_per =
        Memo::new(move |_| session.scenario.with(|s| if s.fitted() { s.pay.per } else { asked.get() }));
    let placeholder = Signal::derive(move || {
        let per = in_force_per.get();
        let usd = session.with_answer(|_, answer| match per {
            PayPer::Month => answer.month.total,
            PayPer::ActiveDay => answer.active_day,
        });
        usd.map(|usd| session.locale().fixed(usd, 2)).unwrap_or_default()
    });
    let enter = Callback::new(move |usd: f64| {
        let resolved = session.resolved();
        session.edit("paid", |s| *s = s.typed_bill(&resolved, usd, in_force_per.get_untracked()));
    });
    let per = Memo::new(move |_| word_of(in_force_per.get()).to_string());
    let picked = move |event| {
        let word = event_target_value(&event);
        asked.set(if word == word_of(PayPer::Month) { PayPer::Month } else { PayPer::ActiveDay });
        // Looking changes nothing: only a bill that is in force is of another time.
        if session.scenario.with_untracked(|s| s.fitted()) {
            session.edit("paidPer", |s| s.pay.per = asked.get_untracked());
        }
    };
    let label = Signal::stored(labels::entry::PAID.to_string());
    view! {
        <div class="bill" hidden=move || !takes_a_bill.get()>
            <NumberField key="paid" label in_force=in_force placeholder=placeholder enter no_slider=true/>
            <div class="field menu">
                <label for="c-paidPer">{labels::entry::PER}</label>
                <select id="c-paidPer" prop:value=move || per.get() on:change=picked>
                    {input::PAID_PERS.iter().map(|(word, label)| view! {
                        <option value=*word selected=per.get_untracked() == *word>{*label}</option>
                    }).collect_view()}
                </select>
            </div>
            <p class="fitted" id="fitted" hidden=move || !fitted.get()>
                {labels::bill::FITTED} " "
                <button type="button" class="quiet remove" id="end-fit" aria-label=labels::bill::END_FIT
                    on:click=move |_| session.end_fit()>"×"</button>
            </p>
        </div>
        <p class="help" id="no-bill" hidden=move || takes_a_bill.get()>{labels::bill::ON_A_PLAN}</p>
    }
}

/// The word of the scenario's choice `paidPer`.
fn word_of(per: PayPer) -> &'static str {
    match per {
        PayPer::Month => "month",
        PayPer::ActiveDay => "day",
    }
}
