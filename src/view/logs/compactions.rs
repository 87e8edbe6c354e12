//! What each compaction saved or cost.

use super::Seen;
use super::words::{count, less, moment};
use crate::logs::counterfactual::Compaction;
use crate::logs::spend::Kind;
use crate::view::Table;
use crate::view::html::table;
use crate::view::waterfall::cents;

/// Compactions that are listed, those that changed most.
const MOST: usize = 40;

pub(super) fn finding(seen: &Seen) -> String {
    let all = seen.compactions();
    if all.is_empty() {
        let some = if is_marked(seen) {
            "None has a call with a price behind it"
        } else {
            "No compaction is marked in these calls"
        };
        return some.into();
    }
    let saved: f64 = all.iter().map(Compaction::saved).sum();
    let what = count(all.len(), "compaction", "compactions", seen.locale);
    format!("With {what} this was {} than with the history kept", less(saved, seen.locale))
        .replace("was the same than with", "cost as much as with")
}

pub(super) fn compactions(seen: &Seen) -> String {
    let mut all = seen.compactions().to_vec();
    if all.is_empty() && is_marked(seen) {
        return "<p class=\"note\">What they saved is held against the price of the call after them.</p>"
            .into();
    }
    if all.is_empty() {
        return "<p class=\"note\">Old versions of Claude Code do not mark them.</p>".into();
    }
    all.sort_by(|a, b| b.saved().abs().total_cmp(&a.saved().abs()));
    let left = all.len().saturating_sub(MOST);
    all.truncate(MOST);
    all.sort_by_key(|compaction| compaction.call);
    let rows = Table {
        caption: "Each compaction, held against the same calls with the history kept".into(),
        head: [
            "When",
            "by",
            "context",
            "calls after it",
            "less to read",
            "new prefix",
            "its summary",
            "saved",
        ]
        .map(String::from)
        .to_vec(),
        rows: all.iter().map(|compaction| row(seen, compaction)).collect(),
    };
    let left = match left {
        0 => String::new(),
        left => format!("<p class=\"note\">And {} that changed less.</p>", seen.locale.fixed(left as f64, 0)),
    };
    let full = if all.iter().any(|compaction| compaction.window) { FULL } else { "" };
    format!(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Compactions\">{}</div>{left}<p class=\"note\">{HOW}{full}</p>",
        table(&rows)
    )
}

/// Whether there is one at all, before whatever call.
fn is_marked(seen: &Seen) -> bool {
    let is_after_one = |at: usize| matches!(seen.books.step(at).kind, Kind::Compacted(_));
    seen.books.calls(seen.filter).any(is_after_one)
}

const HOW: &str = "The real calls up to the next compaction, as if the history had stayed in their context: what reading it \
    each time would have cost, less what writing the new prefix cost, less the request for the summary, which is in no log \
    and is estimated at the old context read once and 9,000 tokens of output.";
const FULL: &str =
    " * Without it, later calls would not have fitted the model’s window; only those that would are counted.";

fn row(seen: &Seen, compaction: &Compaction) -> Vec<String> {
    let logs = seen.books.logs;
    let (call, mark) = (&logs.calls[compaction.call], logs.compactions.get(compaction.mark));
    let by = match mark.and_then(|mark| mark.auto) {
        Some(true) => "itself",
        Some(false) => "you",
        None => "–",
    };
    let tokens = |tokens: u64| seen.locale.tokens(tokens as f64);
    let money = |usd: f64| cents(usd, seen.locale);
    vec![
        moment(mark.map_or(call.asked, |mark| mark.at), &seen.terms.zone),
        by.into(),
        format!("{} → {}", tokens(compaction.before), tokens(compaction.after)),
        format!(
            "{}{}",
            seen.locale.fixed(compaction.calls as f64, 0),
            if compaction.window { "*" } else { "" }
        ),
        money(compaction.spared),
        money(-compaction.rewritten),
        money(-compaction.summary),
        money(compaction.saved()),
    ]
}
