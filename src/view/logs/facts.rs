//! What was read and what was not: what belongs beside every total.

use serde::{Deserialize, Serialize};

use super::words::{self, count, percent};
use super::{LogsState, ReportView, reports};
use crate::logs::Reading;
use crate::logs::spend::Filter;
use crate::view::Locale;
use crate::view::waterfall::cents;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReadFacts {
    /// Whether there is a single call, without which only reports and faults are shown.
    pub has_calls: bool,
    /// That nothing in the files has usage.
    pub nothing: Option<String>,
    /// Names and values.
    pub facts: Vec<(String, String)>,
    /// What is counted otherwise than one would think.
    pub counting: Option<String>,
    pub faults: Option<Faults>,
    pub reports: Vec<ReportView>,
}

/// What was not read in full, file by file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Faults {
    pub title: String,
    pub lines: Vec<String>,
    /// Whether they are shown unasked.
    pub is_open: bool,
}

pub fn facts(state: &LogsState) -> ReadFacts {
    let reading = &state.books.logs.reading;
    let has_calls = !state.books.logs.calls.is_empty();
    let faults = faults(reading, has_calls, state.locale);
    let has_read = reading.files > 0 || faults.is_some();
    let is_nothing = !has_calls && state.reports.is_empty() && has_read;
    ReadFacts {
        has_calls,
        nothing: is_nothing.then(|| match counted(reading, state.locale) {
            Some(refused) => format!("$0.00: {refused}"),
            None => "These files have no usage.".into(),
        }),
        facts: if has_calls { [read(state), shares(state)].concat() } else { Vec::new() },
        counting: has_calls.then(|| counted(reading, state.locale)).flatten(),
        faults,
        reports: reports::reports(state),
    }
}

fn fact(name: &str, value: String) -> (String, String) {
    (name.into(), value)
}

fn read(state: &LogsState) -> Vec<(String, String)> {
    let reading = &state.books.logs.reading;
    let number = |n: u64| state.locale.fixed(n as f64, 0);
    let size = match reading.bytes as f64 / 1e6 {
        small if small < 0.95 => format!("{} KB", state.locale.short(reading.bytes as f64 / 1e3, 0)),
        large => format!("{} MB", state.locale.short(large, 0)),
    };
    vec![
        fact("Files", format!("{}, {size}", number(reading.files))),
        fact("Other files, skipped", number(reading.passed_over)),
        fact("Empty files", number(reading.empty)),
        fact("Lines", number(reading.lines)),
        fact("Lines with usage", number(reading.usage_lines)),
        fact("Duplicate lines, counted once", number(reading.duplicates)),
        fact("Calls", number(state.books.logs.logged() as u64)),
        fact("Unreadable lines", number(reading.malformed)),
        fact("Synthetic messages", number(reading.synthetic)),
    ]
}

fn shares(state: &LogsState) -> Vec<(String, String)> {
    let shares = state.books.shares(&Filter::default());
    let correction = state.books.correction();
    let share = |of: f64| percent(of, state.locale);
    let of_all = |usd: f64, of: f64| format!("{}, {}", cents(usd, state.locale), share(of));
    let agents = match shares.agent_calls {
        0 => "none".into(),
        _ => of_all(shares.agents.usd, shares.agents.of),
    };
    vec![
        fact("Calls without a final output count", state.locale.fixed(correction.calls as f64, 0)),
        fact("Compaction summaries, estimated", state.locale.fixed(correction.summaries as f64, 0)),
        fact("Cache writes (1 hour)", share(shares.hour_writes)),
        fact("Sub-agents", agents),
        fact("Base context, all calls", of_all(shares.floor.usd, shares.floor.of)),
    ]
}

/// What is counted otherwise than one would think.
fn counted(reading: &Reading, locale: &Locale) -> Option<String> {
    let number = |n: u64, one, many| count(n as usize, one, many, locale);
    let refused = (reading.refused > 0).then(|| {
        format!("{} before any output: not billed.", number(reading.refused, "refusal", "refusals"))
    });
    let beside = (reading.beside > 0).then(|| {
        let requests = number(reading.beside, "request", "requests");
        format!("{requests} of advisors or compactions within answers: priced at their own model, under Sub-agents.")
    });
    let all: Vec<String> = refused.into_iter().chain(beside).collect();
    (!all.is_empty()).then(|| all.join(" "))
}

fn faults(reading: &Reading, has_calls: bool, locale: &Locale) -> Option<Faults> {
    let all = reading.unread.max(reading.faults.len() as u64) as usize;
    if all == 0 {
        // In a folder with others many are empty, and nothing is wrong with that.
        let empty = words::empty(reading, locale);
        return empty.map(|(title, names)| Faults { title, lines: vec![names], is_open: !has_calls });
    }
    let what = count(all, "file or line was", "files or lines were", locale);
    Some(Faults {
        title: format!("{what} not read in full"),
        lines: words::faults(reading, locale),
        is_open: all <= 3,
    })
}
