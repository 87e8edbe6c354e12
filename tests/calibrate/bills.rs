//! Reports of several people, of usage and cost, and of stretches of time: whose month it is.

use super::{TODAY, base, near, table};
use sawtooth::forecast::calibrate::{Anchored, Caution, MetBy, from_reports};
use sawtooth::logs::ledger::{row_price, row_usd};
use sawtooth::logs::read::Imported;
use sawtooth::logs::{Report, ReportKind, ReportRow, ReportTokens, Zone, date_of};
use sawtooth::model::estimate::estimate;
use sawtooth::prices::RateTable;
use sawtooth::scenario::link;
use sawtooth::view::Locale;
use sawtooth::view::logs_session::{LogsSession, Question};

/// Days of a mean month.
const MONTH: f64 = 365.2425 / 12.0;
const OPUS: &str = "claude-opus-4-8";
const SONNET: &str = "claude-sonnet-4-6";

fn tokens() -> ReportTokens {
    ReportTokens {
        input: 10_000,
        write_5m: 400_000,
        read: 9_000_000,
        output: 60_000,
        ..ReportTokens::default()
    }
}

/// A row of tokens of one model on the day so many days after 1 October 2026.
fn row(day: i64, model: &str) -> ReportRow {
    ReportRow {
        day: Some(date_of(20_727 + day)),
        model: Some(model.into()),
        tokens: tokens(),
        ..ReportRow::default()
    }
}

/// Dollars alone, of several models.
fn cost(day: i64, usd: f64) -> ReportRow {
    ReportRow { usd: Some(usd), model: None, tokens: ReportTokens::default(), ..row(day, OPUS) }
}

fn of(kind: ReportKind, rows: impl Iterator<Item = ReportRow>) -> Report {
    Report { kind: Some(kind), rows: rows.collect() }
}

/// USD of a row at list price.
fn listed(model: &str) -> f64 {
    let row = row(0, model);
    let price = row_price(table(), &row, date_of(20_727)).expect("it is listed");
    row_usd(&price, &row, 0.0)
}

fn anchored(reports: &[Report]) -> Anchored {
    from_reports(table(), reports, &base()).expect("something was spent")
}

/// The month is what the dollars come to, in the scenario and in that of a reader who takes it
/// over.
fn check_month(what: &str, found: &Anchored, usd: f64) {
    let taken = base().working_as(found.marked());
    for scenario in [&found.scenario, &taken] {
        let estimate = estimate(table(), scenario);
        let month = estimate.answer.unwrap_or_else(|| panic!("{what}: {:?}", estimate.problems)).month.total;
        near(month, usd, 0.01, what);
    }
    let link = link::encode(&found.marked());
    assert_eq!(digits(&link), None, "{what}: {link}");
}

/// A number of a link with more than six significant digits.
pub fn digits(link: &str) -> Option<&str> {
    let date = link.split('~').find(|part| part.starts_with("on-"));
    let numbers = link.split(['~', '-', '_']).filter(|part| date.is_none_or(|date| !date.contains(part)));
    let mut numbers = numbers.filter(|part| part.parse::<f64>().is_ok());
    let count = |part: &&str| {
        let digits: String = part.chars().filter(char::is_ascii_digit).collect();
        digits.trim_start_matches('0').trim_end_matches('0').len() > 6
    };
    numbers.find(count)
}

/// Ten people at $5 a day each, and the same by ten keys, which are nobody.
#[test]
fn the_month_of_several_people_is_everybodys() {
    for (is_key, people, days, a_day) in [(false, 10, 140, 5.0), (true, 1, 14, 50.0)] {
        let mut report = of(ReportKind::AdminClaudeCode, (0..140).map(|at| row(at / 10, OPUS)));
        for (at, row) in report.rows.iter_mut().enumerate() {
            (row.usd, row.sessions, row.is_key) = (Some(5.0), Some(2.0), is_key);
            row.person = Some((at % 10).to_string());
        }
        let found = anchored(&[report]);
        assert_eq!((found.people, found.active_days, found.days), (people, Some(days), Some(14)));
        near(found.scenario.pay.amount, a_day, 1e-9, "USD of an active day");
        assert_eq!(found.scenario.team.own, people as f64);
        assert_eq!(found.marked().mark("developers").is_some(), people > 1);
        check_month("ten people", &found, 700.0 / 14.0 * MONTH);
    }
}

/// A month of a bill is what was paid for every day of the usage beside it, as a bill by day is.
#[test]
fn a_month_of_a_bill_pays_for_usage_by_day() {
    let month = ReportRow { until: Some(date_of(20_727 + 27)), ..cost(0, 280.0) };
    let months = of(ReportKind::AdminCost, [month].into_iter());
    let days = of(ReportKind::AdminCost, (0..28).map(|at| cost(at, 10.0)));
    for (what, bill) in [("by day", days), ("by month", months)] {
        let usage = of(ReportKind::AdminUsage, (0..28).map(|at| row(at, OPUS)));
        let found = anchored(&[usage, bill]);
        assert_eq!(found.days, Some(28), "{what}");
        near(found.usd, 280.0, 1e-9, what);
        check_month(what, &found, 280.0 / 28.0 * MONTH);
    }
}

/// What was solved for, and whose days they are, is said as it is.
#[test]
fn the_page_says_whose_days_they_are() {
    let person = |at: i64, usd| ReportRow {
        usd: Some(usd),
        sessions: Some(1.0),
        person: Some((at % 2).to_string()),
        ..row(at / 2, OPUS)
    };
    for (usd, what) in
        [(5.0, "with as many messages as cost this"), (0.05, "with the context size that costs this")]
    {
        let report = of(ReportKind::AdminClaudeCode, (0..28).map(|at| person(at, usd)));
        let (table, locale) = (RateTable::shipped(), Locale::default());
        let mut session = LogsSession::new(table, Vec::new(), locale, TODAY, Zone::UTC);
        session.read(Imported { reports: vec![report], ..Imported::default() });
        let shown = format!("{:?}", session.answer(Question::Rest));
        for says in ["on 28 person-days of 2 people together", what] {
            assert!(shown.contains(says), "{says}");
        }
    }
}

/// A key's work falls on the days of the people.
#[test]
fn keys_beside_people_are_in_their_month() {
    let person = |at: i64| ReportRow { usd: Some(5.0), person: Some("a".into()), ..row(at, OPUS) };
    let key = |at: i64| ReportRow { is_key: true, person: Some("key".into()), ..person(at) };
    let other = |at: i64| ReportRow { person: Some("b".into()), ..person(at) };
    let rows = (0..14).flat_map(|at| [person(at), key(at), other(at)]);
    let found = anchored(&[of(ReportKind::AdminClaudeCode, rows)]);
    assert_eq!((found.people, found.active_days), (2, Some(28)));
    check_month("two people and a key", &found, 15.0 * MONTH);
}

/// Cost of $20 a day beside usage by two keys, of all of the days or half of them.
#[test]
fn cost_and_usage_are_one_bill() {
    let usage = |kind| of(kind, (0..28).map(|at| row(at / 2, if at % 2 == 0 { OPUS } else { SONNET })));
    let keyed = |mut report: Report| {
        report.rows.iter_mut().for_each(|row| {
            (row.is_key, row.person) = (true, row.model.clone());
        });
        report
    };
    let costs = |days: i64| of(ReportKind::AdminCost, (0..days).map(|day| cost(day, 20.0)));
    let listed = listed(OPUS) + listed(SONNET);
    let half = 7.0 * 20.0 + 7.0 * listed;
    for (what, reports, usd) in [
        ("usage", vec![usage(ReportKind::AdminUsage)], 14.0 * listed),
        ("usage by key", vec![keyed(usage(ReportKind::AdminUsage))], 14.0 * listed),
        ("usage and cost", vec![usage(ReportKind::AdminUsage), costs(14)], 280.0),
        ("usage by key and cost", vec![keyed(usage(ReportKind::AdminUsage)), costs(14)], 280.0),
        ("Console and cost", vec![keyed(usage(ReportKind::ConsoleCsv)), costs(14)], 280.0),
        ("cost of half", vec![keyed(usage(ReportKind::AdminUsage)), costs(7)], half),
    ] {
        let found = anchored(&reports);
        near(found.usd, usd, 1e-9, what);
        assert_eq!((found.active_days, found.people), (Some(14), 1), "{what}");
        assert_eq!(found.scenario.mix.len(), 2, "{what}");
        check_month(what, &found, usd / 14.0 * MONTH);
    }
}

/// The usage says whose dollars they are, whatever the cost's own rows name.
#[test]
fn the_mix_is_the_usages() {
    let usage = of(ReportKind::AdminUsage, (0..14).map(|day| row(day, SONNET)));
    let named = |day| ReportRow { model: Some(OPUS.into()), ..cost(day, 20.0) };
    let cost = of(ReportKind::AdminCost, (0..14).map(named));
    let mix = |reports: &[Report]| anchored(reports).scenario.mix[0].model.clone();
    assert_eq!(mix(&[usage.clone(), cost.clone()]), SONNET);
    assert_eq!(mix(std::slice::from_ref(&cost)), OPUS);
    // Usage without models leaves it to the cost.
    let nameless = usage.rows.iter().map(|row| ReportRow { model: None, ..row.clone() });
    assert_eq!(mix(&[of(ReportKind::AdminUsage, nameless), cost]), OPUS);
}

/// $400 in four weeks, in two months, and in sessions of four weeks: no day is known.
#[test]
fn stretches_of_time_are_no_days() {
    let stretch = |from: i64, until: i64| ReportRow {
        usd: Some(100.0),
        until: Some(date_of(20_727 + until)),
        ..row(from, OPUS)
    };
    let weeks: Vec<_> = (0..4).map(|week| stretch(7 * week, 7 * week + 6)).collect();
    // October and November.
    let months = vec![stretch(0, 30), stretch(31, 60)];
    let sessions: Vec<_> = weeks.iter().map(|w| ReportRow { sessions: Some(1.0), ..w.clone() }).collect();
    for (what, kind, rows, usd) in [
        ("weeks", ReportKind::CcusageWeekly, weeks, 400.0 / 28.0 * MONTH),
        ("months", ReportKind::CcusageMonthly, months.clone(), 100.0),
        ("months of a bill", ReportKind::Focus, months, 200.0 / 61.0 * MONTH),
        ("sessions", ReportKind::CcusageSession, sessions, 400.0 / 28.0 * MONTH),
    ] {
        let found = anchored(&[of(kind, rows.into_iter())]);
        assert_eq!((found.active_days, found.days), (None, None), "{what}");
        assert!(found.from_preset.contains(&"days"), "{what}");
        check_month(what, &found, usd);
    }
}

/// Sessions of less than a week tell no month: each is one of the preset's.
#[test]
fn few_days_of_sessions_are_sessions() {
    let one = |day| ReportRow { usd: Some(10.0), sessions: Some(1.0), ..row(day, OPUS) };
    let found = anchored(&[of(ReportKind::CcusageSession, (0..3).map(one))]);
    near(found.scenario.pay.amount, 10.0 * base().work.sessions_per_day, 1e-9, "USD of an active day");
}

/// A rate of 99.9% cannot be had by the preset's sessions at this cost: the given one can.
#[test]
fn a_reported_hit_rate_that_does_not_fit_gives_way() {
    let read = ReportTokens { read: 500_000_000, ..tokens() };
    let rows = (0..14).map(|day| ReportRow { tokens: read, usd: Some(5.0), ..row(day, OPUS) });
    let found = anchored(&[of(ReportKind::CcusageDaily, rows)]);
    assert_eq!(found.met_by, MetBy::Messages);
    assert!(!found.choices.contains(&"hitFrom"), "{:?}", found.choices);
    check_month("a high hit rate", &found, 5.0 * MONTH);
}

/// So many sessions for so little that not even one request of the preset's is paid.
#[test]
fn a_count_that_a_report_tells_stays() {
    let rows = (0..14).map(|day| ReportRow { usd: Some(1.0), sessions: Some(50.0), ..row(day, OPUS) });
    let found = anchored(&[of(ReportKind::AdminClaudeCode, rows)]);
    assert_eq!((found.met_by, found.scenario.work.sessions_per_day), (MetBy::Contexts, 50.0));
    assert!(!found.from_preset.contains(&"floor"), "{:?}", found.from_preset);
    assert!(!found.cautions.iter().any(|c| matches!(c, Caution::NotMet { .. })), "{:?}", found.cautions);
    check_month("fifty sessions a day", &found, MONTH);
    let rows = (0..14).map(|day| ReportRow { usd: Some(0.001), ..row(day, OPUS) });
    let found = anchored(&[of(ReportKind::CcusageDaily, rows)]);
    assert_eq!(found.met_by, MetBy::Sessions);
}

/// Dollars of models that are not listed are put on no other.
#[test]
fn unknown_models_are_left_out_and_told() {
    for (usd, share) in [(Some(30.0), Some(0.75)), (None, None)] {
        let rows = (0..14).map(|day| ReportRow { usd: Some(10.0), ..row(day, OPUS) });
        let unknown = (0..14).map(|day| ReportRow { usd, ..row(day, "some-model") });
        let found = anchored(&[of(ReportKind::CcusageDaily, rows.chain(unknown))]);
        near(found.usd, 140.0, 1e-9, "USD");
        assert!(found.cautions.contains(&Caution::LeftOutRows { rows: 14, share }), "{:?}", found.cautions);
        check_month("an unknown model", &found, 10.0 * MONTH);
    }
}
