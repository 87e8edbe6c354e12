//! What was read and what was not: what belongs beside every total.

use super::Seen;
use super::words::{self, count, percent};
use crate::logs::Reading;
use crate::logs::spend::Filter;
use crate::view::html::{definitions, each, escape};
use crate::view::waterfall::cents;
use crate::view::{Locale, format::capital};

pub(super) fn facts(seen: &Seen) -> String {
    let list = [read(seen), shares(seen)].concat();
    format!("<dl class=\"implied note\">{}</dl>{}", definitions(&list), beside(seen))
}

/// What the log says was used and does not count.
fn beside(seen: &Seen) -> String {
    match seen.books.logs.reading.beside {
        0 => String::new(),
        lines => {
            let lines = count(lines as usize, "line lists", "lines list", seen.locale);
            format!(
                "<p class=\"note problem\">{lines} tokens of compactions or advisors beside the totals: they are in no sum here.</p>"
            )
        }
    }
}

/// How output without a count, and days, are counted.
pub(super) fn terms(seen: &Seen) -> String {
    correction(seen) + &zone(seen)
}

fn read(seen: &Seen) -> Vec<(String, String)> {
    let reading = &seen.books.logs.reading;
    let number = |n: u64| seen.locale.fixed(n as f64, 0);
    let megabytes = reading.bytes as f64 / 1e6;
    let size = match megabytes {
        small if small < 0.95 => format!("{} KB", seen.locale.short(reading.bytes as f64 / 1e3, 0)),
        large => format!("{} MB", seen.locale.short(large, 0)),
    };
    let fact = |name: &str, value: String| (name.to_string(), value);
    vec![
        fact("Files", format!("{}, {size}", number(reading.files))),
        fact("Other files, passed over", number(reading.passed_over)),
        fact("Empty files", number(reading.empty)),
        fact("Lines", number(reading.lines)),
        fact("Lines with usage", number(reading.usage_lines)),
        fact("Copies of a call, counted once", number(reading.duplicates)),
        fact("Calls", number(seen.books.logs.calls.len() as u64)),
        fact("Lines that could not be read", number(reading.malformed)),
        fact("Answers that no model gave", number(reading.synthetic)),
    ]
}

fn shares(seen: &Seen) -> Vec<(String, String)> {
    let shares = seen.books.shares(&Filter::default());
    let correction = seen.books.correction();
    let share = |of: f64| percent(of, seen.locale);
    let money = |usd: f64| cents(usd, seen.locale);
    let fact = |name: &str, value: String| (name.to_string(), value);
    let agents = match shares.agent_calls {
        0 => "none".into(),
        _ => format!("{}, {} of all", money(shares.agents.usd), share(shares.agents.of)),
    };
    vec![
        fact("Calls without a final output count", seen.locale.fixed(correction.calls as f64, 0)),
        fact("Cache writes for an hour", share(shares.hour_writes)),
        fact("Sub-agents", agents),
        fact(
            "Floor, what a context begins with, in every call",
            format!("{}, {} of all", money(shares.floor.usd), share(shares.floor.of)),
        ),
    ]
}

/// Output that was never counted to the end, and the switch that counts it as estimated.
fn correction(seen: &Seen) -> String {
    let found = seen.books.correction();
    // Less than a cent is no matter of choice.
    if found.usd < 0.005 {
        return String::new();
    }
    let on = seen.terms.corrected;
    let calls = count(found.calls, "call has", "calls have", seen.locale);
    let (tokens, usd) = (seen.locale.tokens(found.tokens as f64), cents(found.usd, seen.locale));
    let (state, other) = if on { ("counted", "Leave them out") } else { ("left out", "Count them") };
    format!(
        "<p class=\"note\">{calls} no final output count. From the text in the log, the answers were about {tokens} tokens longer, \
         {usd} more: {state}. <button type=\"button\" class=\"quiet\" id=\"logs-corrected\" data-ask=\"corrected\">{other}</button></p>"
    )
}

fn zone(seen: &Seen) -> String {
    let zones = seen.zones;
    if zones.chosen.is_empty() {
        return String::new();
    }
    let own = std::iter::once(&zones.chosen).filter(|zone| !zones.offered.contains(zone));
    let option = |zone: &String| {
        let state = if *zone == zones.chosen { " selected" } else { "" };
        format!("<option{state}>{}</option>", escape(zone))
    };
    let options: String = own.chain(&zones.offered).map(option).collect();
    format!(
        "<p class=\"note\"><label for=\"logs-zone\">Days and hours are those of</label> \
         <select id=\"logs-zone\" data-ask-set=\"zone\">{options}</select></p>"
    )
}

/// Which files are empty: in a folder with others many are, and nothing is wrong with that.
fn empties((files, names): &(String, String), alone: bool) -> String {
    let open = if alone { " open" } else { "" };
    format!(
        "<details id=\"fold-logs-empty\"{open}><summary>{files}</summary><p class=\"note\">{}</p></details>",
        escape(names)
    )
}

/// What was not read as it stands, file by file.
pub(super) fn faults(reading: &Reading, alone: bool, locale: &Locale) -> String {
    let all = reading.unread.max(reading.faults.len() as u64) as usize;
    if all == 0 {
        return words::empty(reading, locale).map_or(String::new(), |empty| empties(&empty, alone));
    }
    let what = count(
        all,
        "file or line was not read as it stands",
        "files or lines were not read as they stand",
        locale,
    );
    let open = if all <= 3 { " open" } else { "" };
    format!(
        "<details id=\"fold-logs-faults\"{open}><summary>{}; the rest was</summary><ul class=\"plain note\">{}</ul></details>",
        capital(&what),
        each("li", &words::faults(reading, locale))
    )
}
