//! The lifetime of cache writes from a cost: worked and published numbers, and a law.

use proptest::prelude::*;
use sawtooth::logs::ledger::{Split, priced, row_price, split_writes};
use sawtooth::logs::{Report, ReportKind, ReportRow, ReportTokens};
use sawtooth::model::bill::Bill;
use sawtooth::prices::{Date, RateTable, date};

fn row(model: &str, [input, unsplit, read, output]: [u64; 4], usd: f64) -> ReportRow {
    let tokens = ReportTokens { input, write_unsplit: unsplit, read, output, ..ReportTokens::default() };
    ReportRow { model: Some(model.into()), tokens, usd: Some(usd), ..ReportRow::default() }
}

/// Of rows without a day.
const TODAY: Date = date(2026, 11, 21);

fn split(kind: ReportKind, row: &ReportRow) -> Split {
    let price = row_price(&RateTable::shipped(), row, TODAY);
    split_writes(price.as_ref(), Some(kind), row)
}

/// The share for an hour is between these, and all that could be is within its error of it.
fn check_share(kind: ReportKind, row: &ReportRow, low: f64, high: f64) {
    let found = split(kind, row);
    let Split::Share { one_hour, error, .. } = found else { panic!("{found:?}") };
    assert!((low..=high).contains(&one_hour), "{found:?}");
    assert!(one_hour - error <= low && high <= one_hour + error, "{found:?}");
}

#[test]
fn published_screens_of_usage() {
    // FACTS.md 5.2: $0.5526 with every write for 5 minutes, shown as $0.55.
    let screen = row("claude-sonnet-4-6", [1_200, 50_000, 940_000, 5_300], 0.55);
    check_share(ReportKind::UsageText, &screen, 0.0, 0.01);
    // A session whose transcript had all of its writes for an hour (GitHub,
    // rajbos/ai-engineering-fluency, issue 1589).
    let screen = row("claude-sonnet-4-6", [352, 46_500, 286_600, 2_100], 0.3978);
    check_share(ReportKind::UsageText, &screen, 0.99, 1.0);
}

/// Sonnet 4.6: 1M tokens written cost $3.75 for 5 minutes and $6 for an hour.
#[test]
fn one_equation_for_one_unknown() {
    let million = |usd| row("claude-sonnet-4-6", [0, 1_000_000, 0, 0], usd);
    check_share(ReportKind::CcusageDaily, &million(4.875), 0.5, 0.5);
    let split = |row: &ReportRow| split(ReportKind::CcusageDaily, row);
    let Split::Impossible { residual } = split(&million(7.0)) else { panic!("{:?}", split(&million(7.0))) };
    assert!((residual - 1.0).abs() < 1e-9, "{residual}");
    let Split::Impossible { residual } = split(&million(3.0)) else { panic!("{:?}", split(&million(3.0))) };
    assert!((residual + 0.75).abs() < 1e-9, "{residual}");
    assert_eq!(split(&ReportRow { usd: None, ..million(1.0) }), Split::NoCost);
    assert_eq!(split(&ReportRow { model: None, ..million(1.0) }), Split::NoPrice);
    assert_eq!(split(&row("claude-opus-99", [0, 1, 0, 0], 1.0)), Split::NoPrice);
    assert_eq!(split(&row("claude-sonnet-4-6", [9, 0, 0, 0], 1.0)), Split::Nothing);
}

/// Batches cost half, and a search a cent: $1.875 to $3 and $0.02.
#[test]
fn all_that_a_row_is_billed_for_is_in_its_cost() {
    let row = row("claude-sonnet-4-6", [0, 1_000_000, 0, 0], 1.895);
    let row = |usd| ReportRow { usd: Some(usd), batch: true, web_searches: 2, ..row.clone() };
    check_share(ReportKind::CcusageDaily, &row(1.895), 0.0, 0.0);
    check_share(ReportKind::CcusageDaily, &row(3.02), 1.0, 1.0);
}

/// What is not known of a report is counted and told.
#[test]
fn reports_at_list_price() {
    let table = RateTable::shipped();
    let rows = vec![
        // Half of a million written for an hour: $4.875.
        row("claude-sonnet-4-6", [0, 1_000_000, 0, 0], 4.875),
        // No cost, so as for 5 minutes: $3.75.
        ReportRow { usd: None, ..row("claude-sonnet-4-6", [0, 1_000_000, 0, 0], 0.0) },
        row("claude-opus-99", [5, 7, 0, 0], 2.0),
    ];
    let found = priced(&table, &[Report { kind: Some(ReportKind::CcusageDaily), rows }], TODAY);
    let bill = Bill::new(&found.prices, &found.usage);
    assert!((bill.total - 8.625).abs() < 1e-9, "{}", bill.total);
    assert_eq!(found.unpriced, [(Some("claude-opus-99".into()), 1)]);
    assert_eq!((found.writes.inferred, found.writes.inferred_1h.round()), (1e6, 5e5));
    assert_eq!(found.writes.unknown, 1_000_007.0);
}

proptest! {
    /// A row billed with its lifetimes known, and then forgotten, gives them back.
    #[test]
    fn a_cost_tells_the_lifetimes(
        five in 0_u64..10_000_000, hour in 1_000_u64..10_000_000, input in 0_u64..1_000_000,
        read in 0_u64..1_000_000_000, output in 0_u64..10_000_000, searches in 0_u64..9,
        model in prop::sample::select(&["claude-opus-4-8", "claude-sonnet-4-6", "claude-haiku-4-5"][..]),
    ) {
        let table = RateTable::shipped();
        let tokens = ReportTokens { input, write_5m: five, write_1h: hour, read, output, write_unsplit: 0 };
        let day = Some(date(2026, 8, 1));
        let known = ReportRow { model: Some(model.into()), tokens, day, web_searches: searches, ..ReportRow::default() };
        let report = Report { kind: Some(ReportKind::CcusageDaily), rows: vec![known.clone()] };
        let found = priced(&table, &[report], TODAY);
        let usd = Bill::new(&found.prices, &found.usage).total;
        let tokens = ReportTokens { write_5m: 0, write_1h: 0, write_unsplit: five + hour, ..tokens };
        let split = split(ReportKind::CcusageDaily, &ReportRow { tokens, usd: Some(usd), ..known });
        let Split::Share { one_hour, error, .. } = split else { return Err(TestCaseError::fail(format!("{split:?}"))) };
        let real = hour as f64 / (five + hour) as f64;
        prop_assert!((one_hour - real).abs() <= error.max(1e-12), "{one_hour} for {real}, give or take {error}");
    }
}
