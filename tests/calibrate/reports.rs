//! Reports made of a known scenario.

use super::{base, near, table};
use sawtooth::forecast::calibrate::{Anchored, Caution, from_reports};
use sawtooth::logs::{Report, ReportKind, ReportRow, ReportTokens, date_of};
use sawtooth::model::bill::{self, Bill};
use sawtooth::model::estimate::estimate;
use sawtooth::model::mixture::expected;
use sawtooth::model::price::Prices;
use sawtooth::model::usage::Source;
use sawtooth::prices::{Class, PriceTier};
use sawtooth::scenario::{Scenario, Work};

/// A report of so many active days of a scenario, every second day, a row per model.
fn daily(scenario: &Scenario, days: i64, split: bool) -> Report {
    let prices = Prices::new(table(), scenario, &[]);
    let found = expected(&prices, scenario).expect("it has a price");
    let mut rows = Vec::new();
    for day in 0..days {
        for (_, model, tokens) in found.usage.tokens.iter().filter(|(source, _, _)| *source == Source::Main) {
            let count =
                |class: Class| (tokens.of_class(class) * scenario.work.sessions_per_day).round() as u64;
            let write = count(Class::Write5m);
            let unsplit = if split { 0 } else { write };
            let tokens = ReportTokens {
                input: count(Class::Input),
                write_5m: write - unsplit,
                write_1h: count(Class::Write1h),
                write_unsplit: unsplit,
                read: count(Class::Read),
                output: count(Class::Output),
            };
            let usd = usd(&prices, *model, &tokens);
            let model = Some(prices.0[*model].id.clone());
            let day = Some(date_of(20_736 + 2 * day));
            rows.push(ReportRow { day, model, tokens, usd: Some(usd), ..ReportRow::default() });
        }
    }
    Report { kind: Some(ReportKind::CcusageDaily), rows }
}

fn usd(prices: &Prices, model: usize, tokens: &ReportTokens) -> f64 {
    let rate = |class| prices.0[model].rate(PriceTier::Lower, class);
    let write = (tokens.write_5m + tokens.write_unsplit) as f64;
    let sum = tokens.input as f64 * rate(Class::Input)
        + write * rate(Class::Write5m)
        + tokens.write_1h as f64 * rate(Class::Write1h)
        + tokens.read as f64 * rate(Class::Read)
        + tokens.output as f64 * rate(Class::Output);
    sum / 1e6
}

fn truth() -> Scenario {
    let mut scenario = base();
    // Without Haiku 5.5: its rates above 100,000 tokens are not those of the rows here.
    scenario.remove_model(2);
    scenario.work.messages = 6.0;
    scenario.shape.output = 900.0;
    scenario
}

/// What can be met is met.
fn check(reports: &[Report]) -> Anchored {
    let found = from_reports(table(), reports, &base()).expect("there is something");
    let estimate = estimate(table(), &found.scenario);
    let answer = estimate.answer.unwrap_or_else(|| panic!("{:?}", estimate.problems));
    if !found.cautions.iter().any(|caution| matches!(caution, Caution::NotMet { .. })) {
        near(answer.active_day, found.scenario.pay.amount, 0.02, "USD of an active day");
    }
    found
}

/// A preset with more messages and longer answers comes back from what it cost.
#[test]
fn a_preset_comes_back_from_its_days() {
    let truth = truth();
    let found = check(&[daily(&truth, 12, true)]);
    let prices = Prices::new(table(), &truth, &[]);
    let session = bill::total(&prices, &expected(&prices, &truth).expect("a price").usage);
    near(found.scenario.pay.amount, session * truth.work.sessions_per_day, 0.001, "USD of an active day");
    near(found.scenario.work.messages, 6.0, 0.03, "messages");
    near(found.scenario.shape.output, 900.0, 0.02, "output");
    near(found.scenario.mix[0].share, truth.mix[0].share, 0.02, "share of the first model");
    near(found.scenario.work.active_days, 12.0 / 23.0 * 365.2425 / 12.0, 0.001, "active days a month");
    assert_eq!((found.active_days, found.hour_share), (Some(12), Some(0.0)));
    assert!(found.from_preset.contains(&"floor") && found.from_preset.contains(&"sessions"));
    assert!(!found.from_preset.contains(&"output") && !found.from_preset.contains(&"days"));
}

/// Writes without a lifetime cost what 5-minute ones do: so they are those.
#[test]
fn the_lifetime_follows_from_the_cost() {
    let mut report = daily(&truth(), 12, false);
    assert_eq!(check(std::slice::from_ref(&report)).hour_share, Some(0.0));
    let prices = Prices::new(table(), &truth(), &[]);
    for row in &mut report.rows {
        let price = prices.0.iter().find(|price| Some(&price.id) == row.model.as_ref()).expect("known");
        let more =
            price.rate(PriceTier::Lower, Class::Write1h) - price.rate(PriceTier::Lower, Class::Write5m);
        row.usd = row.usd.map(|usd| usd + row.tokens.write_unsplit as f64 * more / 1e6);
    }
    near(check(&[report]).hour_share.unwrap_or(0.0), 1.0, 1e-6, "share of 1-hour writes");
}

/// Twice the list price is no lifetime's: then it is not guessed.
#[test]
fn no_lifetime_follows_from_other_prices() {
    let mut report = daily(&truth(), 12, false);
    report.rows.iter_mut().for_each(|row| row.usd = row.usd.map(|usd| usd * 2.0));
    let found = check(&[report]);
    assert_eq!(found.hour_share, None);
    assert!(found.from_preset.contains(&"lifetime"));
}

/// One session's `/usage`: what it cost is an average session.
#[test]
fn one_session_is_anchored_to_the_presets_sessions() {
    let tokens = ReportTokens {
        input: 1_200,
        output: 5_300,
        read: 940_000,
        write_unsplit: 50_000,
        ..ReportTokens::default()
    };
    let row = ReportRow {
        model: Some("claude-sonnet-4-6".into()),
        tokens,
        usd: Some(0.55),
        sessions: Some(1.0),
        ..ReportRow::default()
    };
    let found = check(&[Report { kind: Some(ReportKind::UsageText), rows: vec![row] }]);
    near(found.scenario.pay.amount, 0.55 * base().work.sessions_per_day, 1e-6, "USD of an active day");
    assert_eq!((found.active_days, found.sessions), (None, Some(1.0)));
}

#[test]
fn the_cost_report_is_the_bill_of_the_usage_report() {
    let usage = Report { kind: Some(ReportKind::AdminUsage), ..daily(&truth(), 12, true) };
    let mut cost = Report { kind: Some(ReportKind::AdminCost), ..usage.clone() };
    cost.rows.iter_mut().for_each(|row| row.tokens = ReportTokens::default());
    let one = check(std::slice::from_ref(&cost));
    assert_eq!(check(&[usage, cost]).usd, one.usd);
}

#[test]
fn nothing_and_too_much() {
    assert!(from_reports(table(), &[], &base()).is_err());
    let row = |usd: f64, model: &str| ReportRow {
        day: Some(date_of(20_736)),
        model: Some(model.into()),
        usd: Some(usd),
        ..ReportRow::default()
    };
    let report = |rows| [Report { kind: Some(ReportKind::CcusageDaily), rows }];
    assert!(from_reports(table(), &report(vec![row(3.0, "some-model")]), &base()).is_err());
    assert!(from_reports(table(), &report(vec![row(f64::NAN, "claude-opus-5-5")]), &base()).is_err());
    // No session of 1 to 5,000 requests costs it: the number of sessions does, up to its bound.
    for (usd, met) in [(0.001, true), (400.0, true), (90_000.0, false)] {
        let found = check(&report(vec![row(usd, "claude-opus-5-5"), row(1e-9, "some-model")]));
        assert_eq!(found.left_out, ["some-model"]);
        assert!(found.cautions.contains(&Caution::FewDays { days: 1 }));
        let told = found.cautions.iter().any(|caution| matches!(caution, Caution::NotMet { .. }));
        assert_eq!(told, !met, "{usd}: {:?}", found.cautions);
    }
}

/// A link says no more digits than change what it costs.
#[test]
fn what_goes_into_a_link_is_short() {
    for (usd, messages) in [(0.37, 4.0), (3.21, 5.0), (17.0, 6.0)] {
        let truth = Scenario { work: Work { messages, ..truth().work }, ..truth() };
        let mut report = daily(&truth, 12, true);
        report.rows.iter_mut().for_each(|row| row.usd = row.usd.map(|own| own * usd));
        let found = check(&[report]).scenario;
        for number in [found.work.messages, found.shape.output, found.pay.amount] {
            assert!(number.to_string().len() <= 10, "{number} for {usd}");
        }
    }
}

/// Every sum of these is the bill's own.
#[test]
fn the_rows_here_cost_what_the_bill_says() {
    let truth = truth();
    let prices = Prices::new(table(), &truth, &[]);
    let bill = Bill::new(&prices, &expected(&prices, &truth).expect("a price").usage);
    let rows: f64 = daily(&truth, 1, true).rows.iter().filter_map(|row| row.usd).sum();
    near(rows, bill.of_source(Source::Main) * truth.work.sessions_per_day, 1e-5, "USD of a day");
}
