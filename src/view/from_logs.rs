//! What a forecast that was made from logs rests on, and how far it missed.

use super::format::plural;
use super::{Locale, inputs};
use crate::model::estimate::Answer;
use crate::scenario::{FromLogs, Mark};

/// What is said beside the answer; nothing for a scenario that is not from logs.
pub fn sentence(answer: &Answer, locale: &Locale) -> Option<String> {
    let logs = answer.scenario.from_logs.as_ref()?;
    let inputs = plural(&locale.short(logs.inputs, 0), "input", "inputs");
    let changed = logs.inputs - logs.marks.len() as f64;
    Some(match changed > 0.0 {
        // Neither band nor test is of the work that the inputs now describe.
        true => format!(
            "{} You changed {} of {inputs} from there, so range and back-test no longer apply.",
            made_from(logs, locale),
            locale.short(changed, 0)
        ),
        false if is_of_reports(logs) => {
            format!("{} Totals alone give no range and no back-test.", made_from(logs, locale))
        }
        // Ranges that were typed since say more than the band of before.
        false if answer.scenario.ranges.widen() => {
            format!("{} {}", made_from(logs, locale), later(logs, locale))
        }
        false => {
            format!("{} {} {}", made_from(logs, locale), band(logs, answer, locale), later(logs, locale))
        }
    })
}

fn made_from(logs: &FromLogs, locale: &Locale) -> String {
    let count = |n: f64, one, many| plural(&locale.short(n, 0), one, many);
    let days = match logs.days {
        0.0 => String::new(),
        days => format!(" on {}", count(days, "active day", "active days")),
    };
    let from = if is_of_reports(logs) { "reports" } else { "logs" };
    match logs.sessions {
        0.0 => format!("Made from {from} of work{days}."),
        sessions => format!("Made from {from} of {}{days}.", count(sessions, "session", "sessions")),
    }
}

/// Only of sums is it known what was paid, and not why.
fn is_of_reports(logs: &FromLogs) -> bool {
    logs.sessions == 0.0 || logs.marks.iter().any(|mark| mark.key == "paid")
}

fn band(logs: &FromLogs, answer: &Answer, locale: &Locale) -> String {
    match logs.band {
        None => "Too few days for a range.".into(),
        Some((low, high)) => {
            let month = |times: f64| locale.money(answer.developer_month * times);
            format!("80% range: {} to {} a developer.", month(low), month(high))
        }
    }
}

/// The forecast against what came, as a share of that.
fn later(logs: &FromLogs, locale: &Locale) -> String {
    let Some(ratio) = logs.later else { return "Too few days for a back-test.".into() };
    if ratio <= 0.0 {
        return "Back-test: later days cost nothing.".into();
    }
    let error = 1.0 / ratio - 1.0;
    match error {
        _ if error.abs() < 0.005 => "Back-test: as actual.".into(),
        high if high > 0.0 => format!("Back-test: {} above actual.", locale.percent(high)),
        low => format!("Back-test: {} below actual.", locale.percent(-low)),
    }
}

/// What stands under an input that still is as the logs have it: one's own logs, or those of
/// the person who made the link.
pub fn mark(mark: &Mark, own: bool, locale: &Locale) -> String {
    let from = if own { "From your logs" } else { "From logs" };
    match mark.range {
        None => format!("{from}."),
        Some((low, high)) => {
            format!("{from}; 80% range: {}.", inputs::range(mark.key, low, high, locale))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{mark, sentence};
    use crate::model::estimate::estimate;
    use crate::prices::{RateTable, date};
    use crate::scenario::{FromLogs, Mark, Preset};
    use crate::view::Locale;

    fn check(logs: FromLogs, expected: &str) {
        let mut scenario = Preset::Average.scenario(date(2026, 11, 21), 1);
        scenario.from_logs = Some(logs);
        let answer = estimate(&RateTable::shipped(), &scenario).answer.expect("a price");
        assert_eq!(sentence(&answer, &Locale::default()).as_deref(), Some(expected));
    }

    /// The average preset's month is $155.29 (REAL_USAGE.md).
    #[test]
    fn says_what_it_rests_on() {
        let mark = Mark { key: "floor", range: None };
        check(
            FromLogs {
                sessions: 39.0,
                days: 14.0,
                inputs: 2.0,
                band: Some((0.5, 2.0)),
                later: Some(1.25),
                marks: vec![mark, mark],
            },
            // Later days cost 5/4 of the forecast, so it was a fifth too low.
            "Made from logs of 39 sessions on 14 active days. 80% range: $78 to $311 a developer. Back-test: 20% below \
             actual.",
        );
        check(
            FromLogs {
                sessions: 39.0,
                days: 14.0,
                inputs: 2.0,
                band: Some((0.5, 2.0)),
                later: Some(1.25),
                marks: vec![mark],
            },
            "Made from logs of 39 sessions on 14 active days. You changed 1 of 2 inputs from there, so range and back-test no \
             longer apply.",
        );
        check(
            FromLogs { sessions: 0.0, days: 2.0, inputs: 1.0, band: None, later: None, marks: vec![mark] },
            "Made from reports of work on 2 active days. Totals alone give no range and no back-test.",
        );
        check(
            FromLogs { sessions: 1.0, days: 1.0, inputs: 1.0, band: None, later: None, marks: vec![mark] },
            "Made from logs of 1 session on 1 active day. Too few days for a range. Too few days for a back-test.",
        );
    }

    #[test]
    fn an_input_tells_its_spread() {
        let locale = Locale::default();
        let floor = Mark { key: "floor", range: Some((31_000.0, 52_000.0)) };
        let says = "From your logs; 80% range: 31K to 52K tokens.";
        assert_eq!(mark(&floor, true, &locale), says);
        assert_eq!(mark(&Mark { key: "mix", range: None }, false, &locale), "From logs.");
    }
}
