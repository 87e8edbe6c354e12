//! Time zones as the browser knows them, as plain data for the library.

use crate::desk::function;
use crate::here;
use js_sys::{Array, Date, Intl, Object, Reflect};
use sawtooth::logs::{Moment, Zone};
use std::collections::HashSet;
use wasm_bindgen::JsValue;

const MINUTE: Moment = 60_000;
const DAY: Moment = 24 * 60 * MINUTE;
/// Before Claude Code, whose first preview was in February 2025.
const FIRST: Moment = 1_704_067_200_000; // 2024-01-01
/// Shorter than the month for which some zones leave their summer time.
const STRIDE: Moment = 7 * DAY;

/// The name of the viewer's zone.
pub fn own() -> String {
    let options = Intl::DateTimeFormat::new(&Array::new(), &Object::new()).resolved_options();
    text(&options, "timeZone").unwrap_or_else(|| "UTC".into())
}

/// Its offsets from 2024 until a year from now; UTC where the browser does not know it.
pub fn of(name: &str) -> Zone {
    let Some(clock) = Clock::new(name) else { return Zone::UTC };
    let mut zone = Zone { first: clock.offset(FIRST), changes: Vec::new() };
    let last = here::now() as Moment + 365 * DAY;
    let (mut at, mut offset) = (FIRST, zone.first);
    while at < last {
        let next = at + STRIDE;
        let after = clock.offset(next);
        if after != offset {
            zone.changes.push((clock.change(at, next), after));
            offset = after;
        }
        at = next;
    }
    zone
}

/// The names to choose from: the viewer's, UTC, and all others that the browser knows.
pub fn names() -> Vec<String> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).unwrap_or_default();
    let all = function(&intl, "supportedValuesOf").and_then(|of| of.call1(&intl, &"timeZone".into()).ok());
    let mut names = vec![own(), "UTC".into()];
    let all = all.map_or_else(Array::new, |all| Array::from(&all));
    names.extend(all.iter().filter_map(|name| name.as_string()));
    let mut seen = HashSet::new();
    names.retain(|name| seen.insert(name.clone()));
    names
}

/// Says how far a zone is from UTC.
struct Clock(js_sys::Function);

impl Clock {
    fn new(name: &str) -> Option<Clock> {
        let options = Object::new();
        for (key, value) in [("timeZone", name), ("timeZoneName", "longOffset")] {
            Reflect::set(&options, &key.into(), &value.into()).ok()?;
        }
        // Called by hand, because a name that the browser does not know throws.
        let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
        let format = function(&intl, "DateTimeFormat")?;
        let format = Reflect::construct(&format, &Array::of2(&"en-US".into(), &options)).ok()?;
        function(&format, "format").map(Clock)
    }

    /// Minutes east of UTC.
    fn offset(&self, at: Moment) -> i32 {
        let date = Date::new(&JsValue::from_f64(at as f64));
        let text = self.0.call1(&JsValue::NULL, &date).ok().and_then(|text| text.as_string());
        text.as_deref().and_then(|text| text.split_once("GMT")).map_or(0, |(_, offset)| minutes(offset))
    }

    /// The first minute with another offset.
    fn change(&self, mut before: Moment, mut after: Moment) -> Moment {
        let old = self.offset(before);
        while after - before > MINUTE {
            let middle = (before + (after - before) / 2) / MINUTE * MINUTE;
            if self.offset(middle) == old { before = middle } else { after = middle }
        }
        after
    }
}

/// `+05:30`, `-03:00`, or nothing for UTC itself.
fn minutes(offset: &str) -> i32 {
    let (sign, rest) = match offset.as_bytes().first() {
        Some(b'-') => (-1, &offset[1..]),
        Some(b'+') => (1, &offset[1..]),
        _ => return 0,
    };
    let mut parts = rest.split(':').map(|part| part.trim().parse::<i32>().unwrap_or(0));
    sign * (60 * parts.next().unwrap_or(0) + parts.next().unwrap_or(0))
}

fn text(object: &JsValue, key: &str) -> Option<String> {
    Reflect::get(object, &key.into()).ok()?.as_string()
}
