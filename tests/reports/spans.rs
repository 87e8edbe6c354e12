//! Rows of a report that stand for several days belong to all of them.

use super::read;
use super::total::{File, calls, check_total, console, total};
use sawtooth::logs::Days;
use sawtooth::logs::spend::{Reason, Reported, Sure, reported};
use sawtooth::prices::{RateTable, date};

/// Rows of Anthropic in FOCUS columns: the first day, the first one after it, and what was billed.
fn focus(rows: &[(&str, &str, &str)]) -> File<'static> {
    let row = |(from, to, usd): &(&str, &str, &str)| {
        format!("{usd},USD,{from},{to},Usage,Anthropic,Claude API,claude-opus-5-5\n")
    };
    let header = "BilledCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd,ChargeCategory,ProviderName,ServiceName,x_Model\n";
    ("bill.csv", header.to_string() + &rows.iter().map(row).collect::<String>())
}

/// A bucket of the Admin API's cost, from a day to before another.
fn cost(from: &str, to: &str, cents: &str) -> File<'static> {
    let text = format!(
        r#"{{"data":[{{"starting_at":"{from}T00:00:00Z","ending_at":"{to}T00:00:00Z","results":[{{"currency":"USD","amount":"{cents}"}}]}}],"has_more":false}}"#
    );
    ("cost.json", text)
}

/// The Console's usage is $4 on each day.
#[test]
fn a_month_of_a_bill_pays_for_all_of_its_days() {
    let usage = || console(&[(1, 1), (15, 1), (30, 1)]);
    for (name, bill, usd) in [
        ("the month", focus(&[("2026-11-01", "2026-12-01", "100")]), 100.0),
        ("the second half", focus(&[("2026-11-15", "2026-12-01", "100")]), 104.0),
        ("a week", focus(&[("2026-11-10", "2026-11-17", "100")]), 108.0),
        ("two days", focus(&[("2026-11-14", "2026-11-15", "50"), ("2026-11-15", "2026-11-16", "50")]), 108.0),
        ("the month before", focus(&[("2026-10-01", "2026-11-01", "100")]), 112.0),
        ("for nothing", focus(&[("2026-11-01", "2026-12-01", "0")]), 0.0),
        ("a bucket of a month", cost("2026-11-01", "2026-12-01", "10000"), 100.0),
        ("a bucket of a day", cost("2026-11-15", "2026-11-16", "10000"), 108.0),
    ] {
        check_total(name, &[usage(), bill], usd);
    }
}

/// A month is not spread over its days, of which nothing is known, and all parts make the total.
#[test]
fn stretches_stand_as_they_are() {
    let bill = focus(&[
        ("2026-11-03", "2026-11-04", "0.3"),
        ("2026-11-01", "2026-12-01", "100.1"),
        ("2026-11-01", "2026-12-01", "0.2"),
        ("2026-11-01", "2026-11-02", "7"),
    ]);
    let report = &read(&[bill], 4096).reports[0];
    let found: Reported = reported(&RateTable::shipped(), report, date(2026, 11, 29));
    let days: Vec<_> = found.days.iter().map(|(days, sum)| (days.expect("days"), sum.paid.usd())).collect();
    let span = |first, last| Days { first: date(2026, 11, first), last: date(2026, 11, last) };
    assert_eq!(days, [(span(1, 1), 7.0), (span(1, 30), 100.3), (span(3, 3), 0.3)]);
    let sum: f64 = days.iter().map(|(_, usd)| usd).sum();
    assert!((sum - found.total.paid.usd()).abs() < 1e-12);
}

/// Transcripts of any day of a month are work of its bill. That it has other days too is said.
#[test]
fn transcripts_of_a_month_s_bill() {
    let month = || focus(&[("2026-11-01", "2026-12-01", "100")]);
    let every_day: Vec<u32> = (1..=30).collect();
    let left = |in_part| Some(Reason::Covered { rows: 1, usd: 100.0, in_part });
    for (name, days, usd, sure, reason) in [
        ("the last day", &[30][..], 4.0, Sure::AtLeast, left(true)),
        ("a day between", &[15], 4.0, Sure::AtLeast, left(true)),
        ("every day", &every_day, 120.0, Sure::Exact, left(false)),
    ] {
        let found = total(&[calls(days), month()]);
        assert_eq!((found.usd, found.sure), (Some(usd), sure), "{name}: {:?}", found.reasons);
        assert_eq!(found.reasons.last().copied(), reason, "{name}");
    }
    let (name, october) = focus(&[("2026-10-01", "2026-11-01", "100")]);
    check_total("the month before", &[calls(&[1]), (name, october)], 104.0);
}

/// Of tokens of a month in which their price changed no day is known. Reads of Sonnet 5.5 cost $0.20 for
/// a million up to 6 October 2026, and $0.10 from then on.
#[test]
fn a_month_of_two_prices_is_estimated() {
    let month = |model: &str, month: &str, cost: &str| {
        let row = format!(
            r#""month":"{month}","inputTokens":0,"cacheReadTokens":10000000,"modelsUsed":["{model}"]{cost}"#
        );
        ("ccusage.json", format!(r#"{{"monthly":[{{{row}}}],"totals":{{}}}}"#))
    };
    let stated = r#","totalCost":1.5"#;
    for (name, file, usd, sure) in [
        ("two prices", month("claude-sonnet-5-5", "2026-10", ""), 2.0, Sure::Estimated),
        ("one price", month("claude-sonnet-5-5", "2026-11", ""), 1.0, Sure::Exact),
        ("dollars of its own", month("claude-sonnet-5-5", "2026-10", stated), 1.5, Sure::Reported),
        ("another model", month("claude-opus-5-5", "2026-10", ""), 2.0, Sure::Exact),
    ] {
        let found = total(&[file]);
        assert_eq!((found.usd, found.sure), (Some(usd), sure), "{name}: {:?}", found.reasons);
    }
}
