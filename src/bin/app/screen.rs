//! The screen: the answer, the few questions, the pictures, and what is one fold away.

mod answer;
mod banner;
mod field;
mod figure;
mod folds;
mod know;
mod mix;
mod prices;
mod receipt;
mod share;

use crate::page::Page;
use leptos::prelude::*;
use sawtooth::view::{plans, sawtooth as session, spend};

#[component]
pub fn Screen() -> impl IntoView {
    let page = Page::new();
    provide_context(page);
    crate::start::begin(page);
    let on_key = move |event: leptos::ev::KeyboardEvent| undo_by_key(page, &event);
    let keys = window_event_listener(leptos::ev::keydown, on_key);
    on_cleanup(move || keys.remove());
    view! {
        <header class="top">
            <a class="skip" href="#know" on:click=focus_inputs>"Skip to the inputs"</a>
            <p class="brand"><span class="tooth" aria-hidden="true"></span>"Sawtooth"</p>
            <p class="tagline">"What Claude Code will cost, request by request"</p>
            <share::TopButtons/>
        </header>
        <banner::Banner/>
        <main>
            <answer::Answer/>
            <div class="inputs">
                <know::Know/>
                <folds::Folds/>
            </div>
            <div class="pictures">
                <Pictures/>
                <receipt::Receipt/>
                <prices::Prices/>
                <share::Share/>
            </div>
        </main>
        <Foot/>
        <p id="status" class="status" role="status" aria-live="polite">{move || page.status.get()}</p>
    }
}

/// The fragment is the scenario's place, so the skip link moves the focus by hand.
fn focus_inputs(event: leptos::ev::MouseEvent) {
    event.prevent_default();
    if let Some(know) = crate::browser::element("know") {
        let _ = know.focus();
    }
}

fn undo_by_key(page: Page, event: &leptos::ev::KeyboardEvent) {
    let in_text = event.target().is_some_and(|t| {
        use wasm_bindgen::JsCast;
        let kind = t.dyn_ref::<web_sys::HtmlInputElement>().map(|input| input.type_());
        matches!(kind.as_deref(), Some("text" | "url"))
    });
    if !(event.ctrl_key() || event.meta_key()) || in_text {
        return;
    }
    match (event.key().to_lowercase().as_str(), event.shift_key()) {
        ("z", false) => page.undo(),
        ("z", true) | ("y", _) => page.redo(),
        _ => return,
    }
    event.prevent_default();
}

#[component]
fn Pictures() -> impl IntoView {
    let page = expect_context::<Page>();
    let monthly = Memo::new(move |_| {
        page.optimized.with(|optimized| {
            let estimate = page.estimate.read();
            let (answer, optimized) = (estimate.answer.as_ref()?, optimized.as_ref()?);
            Some(page.table.with_value(|t| spend::figure(t, answer, optimized, &page.locale())))
        })
    });
    let session = Memo::new(move |_| {
        page.optimized.with(|optimized| {
            let estimate = page.estimate.read();
            let (answer, optimized) = (estimate.answer.as_ref()?, optimized.as_ref()?);
            page.table.with_value(|t| session::figure(t, answer, &optimized.scenario, &page.locale()))
        })
    });
    let beside_plans = Memo::new(move |_| {
        let estimate = page.estimate.read();
        let answer = estimate.answer.as_ref()?;
        Some(page.plans.with_value(|p| plans::figure(p, answer, &page.locale())))
    });
    view! {
        <figure::Figure id="spend" name="Monthly spend" figure=monthly/>
        <figure::Figure id="sawtooth" name="One session" figure=session>
            <field::Radios key="session" legend="Show" options=&[("median", "the median session"), ("long", "a long one, one in ten")]/>
        </figure::Figure>
        <figure::Figure id="plans" name="API or subscription" figure=beside_plans/>
    }
}

#[component]
fn Foot() -> impl IntoView {
    view! {
        <footer>
            <p>
                "Everything is computed here, in your browser: nothing you type leaves this page, and its content \
                 security policy forbids it to ask any other server. A forecast is as good as its inputs; \
                 the defaults come from 34,000 public calls."
            </p>
        </footer>
    }
}
