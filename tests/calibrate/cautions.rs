//! What a scenario cannot say of its logs is said beside it.

use super::made::{DAY, START, WAY, Way, add, logs};
use super::{base, calibrated, input, near, table};
use sawtooth::forecast::Forecast;
use sawtooth::forecast::backtest::{Untested, backtest};
use sawtooth::forecast::calibrate::{Calibration, Caution, Little, calibrate};
use sawtooth::logs::ledger::{Ledger, PricedAs, Terms};
use sawtooth::logs::{Call, Logs, Report, ReportKind, ReportRow, date_of};
use sawtooth::prices::Rates;
use sawtooth::scenario::link;

/// Of twelve equal sessions, every fourth's calls as told.
fn partly(told: fn(&mut Call)) -> Calibration {
    let mut some = logs(&Way { model: "claude-opus-4-8", ..WAY }, &[20; 12], 1);
    some.calls.iter_mut().filter(|call| call.session % 4 == 0).for_each(told);
    calibrated(&some).expect("it can be priced")
}

/// What the scenario's one speed, and one place, misses of three sessions in twelve: fast, they
/// cost twice as much (prices/data/claude.json), and in the US a tenth more, so 0.25 of 1.25, and 0.025
/// of 1.025.
#[test]
fn parts_on_other_terms_are_missed_and_told() {
    let fast = partly(|call| call.fast = true);
    let us = partly(|call| call.us_only = true);
    for (what, found, share, missed) in
        [("fast", &fast, 0.5 / 1.25, 0.25 / 1.25), ("US", &us, 0.275 / 1.025, 0.025 / 1.025)]
    {
        let told = found.cautions.iter().find_map(|caution| match *caution {
            Caution::PartlyFast { share, less } if what == "fast" => Some((share, less)),
            Caution::PartlyUs { share, less } if what == "US" => Some((share, less)),
            _ => None,
        });
        let (of, less) = told.unwrap_or_else(|| panic!("{what}: {:?}", found.cautions));
        near(of, share, 1e-6, what);
        near(less, missed, 1e-6, what);
        near(found.residual.error(), -missed, 0.01, what);
        assert!(!found.cautions.iter().any(|c| matches!(c, Caution::NotMet { .. })), "{:?}", found.cautions);
    }
}

/// Main conversations of one speed, and sub-agents of another.
#[test]
fn sub_agents_on_other_terms_are_told() {
    let mut some = logs(&Way { model: "claude-opus-4-8", ..WAY }, &[20; 12], 1);
    add(&mut some, &Way { model: "claude-opus-4-8", ..WAY }, 1, 40, START + 22 * DAY + 1);
    some.calls.iter_mut().filter(|call| call.chain == 1).for_each(|call| call.fast = true);
    let found = calibrated(&some).expect("it can be priced");
    assert!(!found.scenario.fast);
    let told = |caution: &Caution| matches!(caution, Caution::PartlyFast { less, .. } if *less > 0.01);
    assert!(found.cautions.iter().any(told), "{:?}", found.cautions);
}

/// Sonnet 4.5 does not offer inference in the US only: what ran there cost what it does.
#[test]
fn only_models_that_offer_the_us_cost_more_there() {
    for (model, times) in [("claude-opus-4-8", 1.1), ("claude-sonnet-4-5", 1.0)] {
        let usd = |us_only: bool| {
            let mut one = logs(&Way { model, ..WAY }, &[3], 1);
            one.calls.iter_mut().for_each(|call| call.us_only = us_only);
            let ledger = Ledger::new(table(), &one, &Terms::default());
            (0..3).filter_map(|call| ledger.usd(&one, call)).sum::<f64>()
        };
        near(usd(true), times * usd(false), 1e-9, model);
    }
}

/// A model with rates of the user's own has dollars, but no place in a scenario; without, not
/// even dollars.
#[test]
fn what_is_left_out_is_told() {
    let mut some = logs(&WAY, &[20; 12], 1);
    add(&mut some, &Way { model: "some-model", ..WAY }, 0, 20, START + 30 * DAY);
    let rates = Rates { input: 3.0, write_5m: 3.75, write_1h: 6.0, read: 0.3, output: 15.0 };
    for own in [Vec::new(), vec![("some-model".to_string(), PricedAs::Rates(rates))]] {
        let terms = Terms { priced_as: own, ..Terms::default() };
        let ledger = Ledger::new(table(), &some, &terms);
        let usd = |calls: std::ops::Range<usize>| -> f64 { calls.filter_map(|c| ledger.usd(&some, c)).sum() };
        let (kept, left_out) = (usd(0..240), usd(240..260));
        let found = calibrate(table(), &some, &ledger, &terms, &base()).expect("twelve sessions");
        let told = found.cautions.iter().find_map(|caution| match *caution {
            Caution::LeftOut { calls, share } => Some((calls, share)),
            _ => None,
        });
        let share = (left_out > 0.0).then(|| left_out / (left_out + kept));
        assert_eq!(told.map(|(calls, _)| calls), Some(20));
        near(told.and_then(|told| told.1).unwrap_or(-1.0), share.unwrap_or(-1.0), 1e-9, "share");
    }
}

#[test]
fn reports_beside_transcripts_are_told() {
    let some = logs(&WAY, &[20; 12], 1);
    let ledger = Ledger::new(table(), &some, &Terms::default());
    let row = ReportRow { day: Some(date_of(20_000)), usd: Some(5.0), ..ReportRow::default() };
    let report = Report { kind: Some(ReportKind::CcusageDaily), rows: vec![row] };
    for reports in [&[][..], &[report][..]] {
        let found = Forecast::new(table(), (&some, reports), &ledger, &Terms::default(), &base());
        let cautions = found.calibration.expect("twelve sessions").cautions;
        assert_eq!(cautions.contains(&Caution::ReportsBeside { reports: 1 }), !reports.is_empty());
    }
}

/// Sessions of one length, of a context that stands still, and one session alone: the prompts are
/// sent without a spread.
#[test]
fn no_spread_comes_out_of_rounding() {
    let still = Way { growth: 0.0, ..WAY };
    for (what, some, spread) in [
        ("one length", logs(&WAY, &[50; 12], 1), 1.0),
        ("one session", logs(&WAY, &[50], 1), 1.0),
        ("one still session", logs(&still, &[14], 1), 1.0),
        ("still", logs(&still, &[50; 12], 1), 1.0),
        // Requests do not matter for what is sent, so the real lengths may stand.
        ("still, of two lengths", logs(&still, &[20, 20, 20, 20, 20, 20, 20, 20, 40, 40], 1), 2.0),
    ] {
        let found = calibrated(&some).expect("it can be priced");
        assert_eq!(input(&found, "spread"), spread, "{what}");
        assert!(found.residual.error().abs() < 1e-3, "{what}: {:?}", found.residual);
    }
}

/// Why there is no back-test: one day, or nothing but models without a price on the first ones.
#[test]
fn why_nothing_is_tested() {
    let tested = |logs: &Logs| {
        let (ledger, terms) = (Ledger::new(table(), logs, &Terms::default()), Terms::default());
        backtest(table(), logs, &ledger, &terms, &base()).map(|test| test.past_days)
    };
    let mut late = Logs::default();
    for day in 0..3 {
        // The main conversation's model has no price, and its sub-agents' has.
        add(&mut late, &Way { model: "some-model", ..WAY }, 0, 6, START + day * DAY);
        add(&mut late, &WAY, 1, 6, START + day * DAY);
    }
    add(&mut late, &WAY, 0, 6, START + 3 * DAY);
    late.calls.sort_by_key(|call| (call.session, call.chain, call.answered));
    for (what, logs, why) in [
        ("one day", logs(&WAY, &[10, 20], 5), Err(Untested::FewDays)),
        ("no price before", late, Err(Untested::NothingBefore { days: 2 })),
        ("two days", logs(&WAY, &[10, 20], 1), Ok(1)),
    ] {
        assert_eq!(tested(&logs), why, "{what}");
    }
}

#[test]
fn why_nothing_is_forecast() {
    let mut agents = logs(&WAY, &[5], 1);
    agents.calls.iter_mut().for_each(|call| call.chain = 1);
    for (logs, why) in [
        (agents, Little::OnlySubAgents),
        (logs(&Way { model: "some-model", ..WAY }, &[5], 1), Little::NoKnownModel),
        (Logs::default(), Little::NothingSpent),
    ] {
        let ledger = Ledger::new(table(), &logs, &Terms::default());
        let found = Forecast::new(table(), (&logs, &[]), &ledger, &Terms::default(), &base());
        assert_eq!(found.too_little.map(|little| little.why), Some(why));
    }
}

/// A link is for people to pass on: no number of it is longer than what it says.
#[test]
fn numbers_of_a_link_are_short() {
    for turns in [&[7, 31, 59, 3, 111][..], &[1], &[13; 9]] {
        let found = calibrated(&logs(&WAY, turns, 2)).expect("it can be priced");
        let link = link::encode(&found.marked(None));
        assert_eq!(super::bills::digits(&link), None, "{link}");
    }
}
