//! What other habits would have cost, by replaying the real calls.

use super::words::{less, percent};
use super::{Detail, LogsState};
use crate::logs::counterfactual::{After, Change, Outcome};
use crate::scenario::Lifetime;
use crate::view::waterfall::cents;
use crate::view::{Locale, Table};

pub(super) fn replays(state: &LogsState) -> Detail {
    let all = state.replays();
    Detail {
        finding: finding(state, all),
        table: all.first().map(|first| table(state, first, all)),
        notes: notes(&state.books.after(), state),
        ..Detail::default()
    }
}

fn saved(outcome: &Outcome) -> f64 {
    outcome.before - outcome.after
}

fn finding(state: &LogsState, all: &[Outcome]) -> String {
    if state.has_no_price() {
        return "None of these calls has a price".into();
    }
    let best = all.iter().max_by(|a, b| saved(a).total_cmp(&saved(b)));
    let Some(best) = best.filter(|best| saved(best) >= 0.01) else {
        return "No change tried would have cost less".into();
    };
    format!(
        "{}: {} less ({})",
        name(best.change, state.locale),
        cents(saved(best), state.locale),
        percent(saved(best) / best.before, state.locale)
    )
}

fn table(state: &LogsState, first: &Outcome, all: &[Outcome]) -> Table {
    let number = |n: usize| state.locale.fixed(n as f64, 0);
    let row = |name: String, usd: f64, less: String, lost: usize, compactions: usize| {
        vec![name, cents(usd, state.locale), less, number(lost), number(compactions)]
    };
    let actual = row("Actual".into(), first.before, String::new(), first.lost[0], first.compactions[0]);
    let tried = |outcome: &Outcome| {
        let less = less(saved(outcome), state.locale);
        row(name(outcome.change, state.locale), outcome.after, less, outcome.lost[1], outcome.compactions[1])
    };
    Table {
        caption: "The same calls with one change".into(),
        head: ["Change", "Cost", "Difference", "Prefixes lost", "Compactions"].map(String::from).to_vec(),
        rows: std::iter::once(actual).chain(all.iter().map(tried)).collect(),
    }
}

pub(super) fn name(change: Change, locale: &Locale) -> String {
    match change {
        Change::Nothing => "Actual".into(),
        Change::NoPauses => "No prefix lost to pauses".into(),
        Change::Threshold(limit) => format!("Compact at {}", locale.tokens(limit)),
        Change::Lifetime(Lifetime::FiveMinutes) => "5-minute cache writes".into(),
        Change::Lifetime(Lifetime::OneHour) => "1-hour cache writes".into(),
        Change::Base(tokens) => format!("{} less base context", locale.tokens(tokens)),
        Change::Growth(share) => format!("{} less growth", locale.percent(share)),
        Change::HitRate(share) => {
            format!("Cache hit rate {} points lower", locale.short(share * 100.0, 1))
        }
    }
}

/// What a replay takes as given.
fn notes(after: &After, state: &LogsState) -> Vec<String> {
    let tokens = |tokens: f64| state.locale.tokens(tokens);
    let from = match after.measured {
        0 => "typical, since these logs have none".into(),
        1 => "as the one here did".into(),
        n => format!("as {} here did", state.locale.fixed(n as f64, 0)),
    };
    let impossible: Vec<String> = state.thresholds(false).map(&tokens).collect();
    let impossible = impossible.split_last().map(|(last, others)| {
        let all = if others.is_empty() { last.clone() } else { format!("{} or {last}", others.join(", ")) };
        format!("Compacting at {all} is not possible: more than that would remain.")
    });
    let fixed = [
        "Each call keeps its time, input, output and searches. Extra work from a shorter memory is not counted."
            .into(),
        format!(
            "A compaction leaves {} tokens above a session’s first context, and {} of the prompt after it is cached \
             ({from}). Each summary is one more request with 9,000 output tokens.",
            tokens(after.above_floor),
            percent(after.warm, state.locale)
        ),
        "Sub-agents keep their 5-minute cache.".into(),
    ];
    fixed.into_iter().chain(impossible).collect()
}
