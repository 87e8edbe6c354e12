//! The two fields of an input's range.

use crate::page::components::{RangeEntry, RangeWords};
use crate::page::state::session;
use crate::scenario::{Range, field};
use crate::view::labels::ranges as labels;
use crate::view::{inputs, range};
use leptos::prelude::*;

const WORDS: RangeWords = RangeWords {
    low: labels::LOW,
    high: labels::HIGH,
    to: labels::TO,
    exact: labels::EXACT,
    reset: labels::RESET,
    help: labels::LOW_HELP,
};

#[component]
pub fn RangeOf(key: &'static str) -> impl IntoView {
    let (field, input) = field(key).zip(inputs::input(key))?;
    let session = session();
    let set = session.part(move |s| s.ranges.own(key).is_some());
    let entry = Memo::new(move |_| session.scenario.with(|s| range::entry(s, field, &session.locale())));
    let end = |of: fn(&range::Entry) -> &String| Signal::derive(move || entry.with(|e| of(e).clone()));
    let change = move |range: Option<Range>| session.edit("", |s| s.ranges.set(key, range));
    let on_ends = Callback::new(move |(low, high): (String, String)| {
        match range::read(field, &low, &high, &session.locale()) {
            Ok(range) => {
                change(Some(range));
                ""
            }
            Err(why) => why,
        }
    });
    let on_exact = Callback::new(move |()| {
        let now = session.scenario.with_untracked(|s| (field.get)(s));
        change(Some(Range { low: now, high: now }));
    });
    let on_reset = Callback::new(move |()| change(None));
    let (low, high) = (end(|e| &e.low), end(|e| &e.high));
    let label = Signal::stored(format!("{} {}", labels::RANGE_OF, input.label));
    Some(view! { <RangeEntry id=key label low high set words=WORDS on_ends on_exact on_reset/> })
}
