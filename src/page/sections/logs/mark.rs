//! The line at an input that still is as logs have it.

use crate::page::state::session;
use crate::view::from_logs;
use leptos::prelude::*;

/// Nothing once the input was changed.
#[component]
pub fn FromLogsMark(key: &'static str) -> impl IntoView {
    let session = session();
    let locale = session.locale();
    let line = Memo::new(move |_| {
        // Without logs the inputs need not follow the scenario for this.
        if !session.has_logs.get() {
            return None;
        }
        session.scenario.with(|s| {
            let mark = s.mark(key)?;
            let own = session.calibrated.with(|made| made.as_ref().is_some_and(|made| made.same_logs(s)));
            Some(from_logs::mark(mark, own, &locale))
        })
    });
    move || line.get().map(|text| view! { <p class="from-logs" id=format!("l-{key}")>{text}</p> })
}
