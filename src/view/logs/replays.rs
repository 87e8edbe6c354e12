//! What other habits would have cost, by replaying the real calls.

use super::Seen;
use super::words::{less, percent};
use crate::logs::counterfactual::{After, Change, Outcome};
use crate::scenario::Lifetime;
use crate::view::Table;
use crate::view::html::{each, table};
use crate::view::waterfall::cents;

pub(super) fn finding(seen: &Seen) -> String {
    let saved = |outcome: &Outcome| outcome.before - outcome.after;
    if seen.has_no_price() {
        return "None of these calls has a price".into();
    }
    let all = seen.replays();
    let best = all.iter().max_by(|a, b| saved(a).total_cmp(&saved(b)));
    let Some(best) = best.filter(|best| saved(best) >= 0.01) else {
        return "None of those tried would have cost less".into();
    };
    format!(
        "{} would have saved most: {} ({}), had the work gone the same",
        name(best.change, seen),
        cents(saved(best), seen.locale),
        percent(saved(best) / best.before, seen.locale)
    )
}

pub(super) fn replays(seen: &Seen) -> String {
    let all = seen.replays();
    let Some(first) = all.first() else { return String::new() };
    let row = |outcome: &Outcome| {
        let number = |n: usize| seen.locale.fixed(n as f64, 0);
        vec![
            name(outcome.change, seen),
            cents(outcome.after, seen.locale),
            less(outcome.before - outcome.after, seen.locale),
            number(outcome.lost[1]),
            number(outcome.compactions[1]),
        ]
    };
    let mut rows = vec![vec![
        "As it was".into(),
        cents(first.before, seen.locale),
        String::new(),
        seen.locale.fixed(first.lost[0] as f64, 0),
        seen.locale.fixed(first.compactions[0] as f64, 0),
    ]];
    rows.extend(all.iter().map(row));
    let rows = Table {
        caption: "The same calls with one habit changed".into(),
        head: ["Habit", "cost", "difference", "prefixes lost", "compactions"].map(String::from).to_vec(),
        rows,
    };
    format!(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Other habits\">{}</div><div class=\"figure-notes\">{}</div>",
        table(&rows),
        each("p", &assumed(&seen.books.after(), seen))
    )
}

fn name(change: Change, seen: &Seen) -> String {
    match change {
        Change::Nothing => "As it was".into(),
        Change::NoPauses => "Pauses that lose no prefix".into(),
        Change::Threshold(limit) => format!("Compaction at {}", seen.locale.tokens(limit)),
        Change::Lifetime(Lifetime::FiveMinutes) => "Writes for 5 minutes".into(),
        Change::Lifetime(Lifetime::OneHour) => "Writes for an hour".into(),
    }
}

/// What a replay takes for given.
fn assumed(after: &After, seen: &Seen) -> Vec<String> {
    let tokens = |tokens: f64| seen.locale.tokens(tokens);
    let left = match after.measured {
        0 => format!(
            "no compaction is marked in these logs, so one is taken to leave {} tokens above the session’s first context",
            tokens(after.above_floor)
        ),
        n => format!(
            "a compaction leaves {} tokens above the session’s first context, as {} here did",
            tokens(after.above_floor),
            if n == 1 { "the one".into() } else { seen.locale.fixed(n as f64, 0) },
        ),
    };
    let impossible: Vec<String> = seen.thresholds(false).map(&tokens).collect();
    let impossible = match impossible.split_last() {
        None => String::new(),
        Some((one, [])) => format!(" Compaction at {one} is not possible: it would leave more than that."),
        Some((last, others)) => format!(
            " Compaction at {} or {last} is not possible: it would leave more than that.",
            others.join(", ")
        ),
    };
    vec![
        "The real calls one after the other: what each added, answered and searched, and when it came, stays as it was.".into(),
        format!(
            "With another threshold, {left}; {} of the prompt after it comes from the cache; each summary is one more request, \
             with 9,000 tokens of output. Conversations in which it would leave more than the threshold stay as they were.{impossible} \
             Whether a shorter memory means more work is not in it.",
            percent(after.warm, seen.locale)
        ),
        "With another lifetime, pauses between 5 minutes and an hour keep the prefix or lose it; sub-agents write for 5 minutes as ever.".into(),
    ]
}
