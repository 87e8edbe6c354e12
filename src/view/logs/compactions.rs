//! What each compaction saved or cost.

use super::words::{count, moment};
use super::{Detail, LogsState};
use crate::logs::counterfactual::Compaction;
use crate::logs::sorted;
use crate::logs::spend::Kind;
use crate::view::Table;
use crate::view::waterfall::cents;

/// Compactions that are listed, those that changed most.
const MOST: usize = 40;

const HOW: &str = "Compares your calls up to the next compaction with the same calls sending the old history: \
    the reads saved, less writing the new prefix, less the summary request. That is in no log line: it is estimated \
    from the context before and after, or is a part of the client’s totals.";
const FULL: &str = "* Later calls would have exceeded the context window without it and are not counted.";

pub(super) fn compactions(state: &LogsState) -> Detail {
    let all = state.compactions();
    if all.is_empty() {
        return none(state);
    }
    let mut listed = all.to_vec();
    sorted::by(&mut listed, |a, b| b.saved().abs().total_cmp(&a.saved().abs()));
    let left = listed.len().saturating_sub(MOST);
    listed.truncate(MOST);
    sorted::by_key(&mut listed, |compaction| compaction.call);
    let left = (left > 0).then(|| format!("{} more changed less.", state.locale.fixed(left as f64, 0)));
    let full = all.iter().any(|compaction| compaction.window).then(|| FULL.to_string());
    Detail {
        finding: finding(state, all),
        table: Some(table(state, &listed)),
        notes: left.into_iter().chain([HOW.into()]).chain(full).collect(),
        ..Detail::default()
    }
}

fn none(state: &LogsState) -> Detail {
    let is_after_one = |at: usize| matches!(state.books.step(at).kind, Kind::Compacted(_));
    let (finding, note) = match state.books.calls(state.filter).any(is_after_one) {
        true => (
            "No priced call follows one",
            "Savings are measured by the price of the call after a compaction.",
        ),
        false => ("No compaction in these calls", "Old versions of Claude Code do not log them."),
    };
    Detail { finding: finding.into(), notes: vec![note.into()], ..Detail::default() }
}

fn finding(state: &LogsState, all: &[Compaction]) -> String {
    let what = count(all.len(), "compaction", "compactions", state.locale);
    let saved: f64 = all.iter().map(Compaction::saved).sum();
    match libm::round(saved * 100.0) {
        0.0 => format!("{what} changed nothing"),
        usd if usd > 0.0 => format!("{what} saved {}", cents(saved, state.locale)),
        _ => format!("{what} cost {} more than saved", cents(-saved, state.locale)),
    }
}

fn table(state: &LogsState, listed: &[Compaction]) -> Table {
    let head = ["When", "By", "Context", "Calls after", "Reads saved", "New prefix", "Summary", "Saved"];
    Table {
        caption: "Each compaction against the same calls with the history kept".into(),
        head: head.map(String::from).to_vec(),
        rows: listed.iter().map(|compaction| row(state, compaction)).collect(),
    }
}

fn row(state: &LogsState, compaction: &Compaction) -> Vec<String> {
    let logs = state.books.logs;
    let (call, mark) = (&logs.calls[compaction.call], logs.compactions.get(compaction.mark));
    let by = match mark.and_then(|mark| mark.auto) {
        Some(true) => "auto",
        Some(false) => "you",
        None => "–",
    };
    let tokens = |tokens: u64| state.locale.tokens(tokens as f64);
    let money = |usd: f64| cents(usd, state.locale);
    let window = if compaction.window { "*" } else { "" };
    vec![
        moment(mark.map_or(call.asked, |mark| mark.at), &state.terms.zone),
        by.into(),
        format!("{} → {}", tokens(compaction.before), tokens(compaction.after)),
        format!("{}{window}", state.locale.fixed(compaction.calls as f64, 0)),
        money(compaction.spared),
        money(-compaction.rewritten),
        money(-compaction.summary),
        money(compaction.saved()),
    ]
}
