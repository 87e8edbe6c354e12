//! Days: the month they make, and the forecast of the later ones.

use super::made::{DAY, MINUTE, START, WAY, Way, add, logs};
use super::{base, calibrated, input, near, table, tested};
use sawtooth::forecast::backtest::{self, Coverage, backtest};
use sawtooth::forecast::calibrate::{Calibration, Caution, calibrate};
use sawtooth::logs::ledger::{Ledger, PricedAs, Terms};
use sawtooth::logs::spend::{Account, Books};
use sawtooth::logs::{Call, Logs};
use sawtooth::model::estimate::estimate;
use sawtooth::prices::{Rates, date};

/// Every second day of 39, from a Saturday to a Tuesday: of six of the weekdays three of five or six
/// occurrences, of Saturday 3 of 6; each weekday comes 4.348 times a month.
#[test]
fn active_days_of_a_month_go_by_weekday() {
    let found = calibrated(&logs(&WAY, &[20; 40], 2)).expect("it can be priced");
    assert_eq!((found.active_days, found.first, found.last), (20, date(2026, 10, 10), date(2026, 11, 17)));
    let worked: Vec<i64> = (0..20).map(|at| at * 2).collect();
    let share = |weekday: i64| {
        let of = |days: &mut dyn Iterator<Item = i64>| days.filter(|day| day % 7 == weekday).count() as f64;
        of(&mut worked.iter().copied()) / of(&mut (0..39))
    };
    let expected = (0..7).map(share).sum::<f64>() * 365.2425 / 12.0 / 7.0;
    near(input(&found, "days"), expected, 0.001, "active days a month");
    near(input(&found, "sessions"), 2.0, 0.0, "sessions a day");
    near(input(&found, "perMessage"), 10.0, 0.0, "requests per message");
    // Monday to Friday of two weeks is every working day, and not ten days of twelve.
    let mut weeks = Logs::default();
    let monday = START + 2 * DAY;
    (0..14).filter(|day| day % 7 < 5).for_each(|day| add(&mut weeks, &WAY, 0, 20, monday + day * DAY));
    let found = calibrated(&weeks).expect("it can be priced");
    near(input(&found, "days"), 5.0 * 365.2425 / 12.0 / 7.0, 0.001, "five days a week");
    assert!(!found.cautions.iter().any(|caution| matches!(caution, Caution::IdleWeeks { .. })));
}

/// Two breaks of ten minutes and one of two hours in every session.
#[test]
fn pauses_are_counted() {
    let mut all = logs(&WAY, &[20; 12], 1);
    for call in &mut all.calls {
        let turn = (call.asked - START).rem_euclid(DAY) / (MINUTE / 2);
        let breaks = [(5, 10), (10, 10), (15, 120)].iter().filter(|(after, _)| turn >= *after);
        let pause: i64 = breaks.map(|(_, minutes)| minutes * MINUTE).sum();
        (call.asked, call.answered) = (call.asked + pause, call.answered + pause);
    }
    let found = calibrated(&all).expect("it can be priced");
    assert_eq!((input(&found, "pauses5m"), input(&found, "pauses60m")), (3.0, 1.0));
    // Of the 19 gaps between two requests.
    near(input(&found, "longPauses"), 1.0 / 19.0, 5e-4, "long pauses");
    assert_eq!(found.scenario.cache.long_pauses, input(&found, "longPauses"));
}

/// Sessions of 5 and of 41 requests with a pause of two hours each in every fourth: all gaps count alike, and not all
/// sessions. An hour itself is no longer than an hour. One request has no gap.
#[test]
fn long_pauses_are_a_share_of_the_gaps() {
    let mut all = logs(&WAY, &[5, 41, 5, 41, 1, 41, 5, 41], 1);
    let paused = |session: u32| session % 4 == 1;
    for call in &mut all.calls {
        let turn = (call.asked - START).rem_euclid(DAY) / (MINUTE / 2);
        let minutes = if turn < 3 {
            0
        } else if paused(call.session) {
            120
        } else {
            60
        };
        // The last answer came 10 seconds before the next question.
        let less = if minutes == 60 { 10_000 } else { 0 };
        (call.asked, call.answered) =
            (call.asked + minutes * MINUTE - less, call.answered + minutes * MINUTE - less);
    }
    let found = calibrated(&all).expect("it can be priced");
    near(input(&found, "longPauses"), 2.0 / (3.0 * 4.0 + 4.0 * 40.0), 5e-4, "long pauses");
    let of = found.inputs.iter().find(|input| input.key == "longPauses").expect("it is there");
    assert_eq!(of.from, 7);
    // Without the switch it changes nothing.
    let cost = |long_pauses: f64| {
        let mut scenario = found.scenario.clone();
        scenario.cache.long_pauses = long_pauses;
        estimate(table(), &scenario).answer.expect("a price").month.total
    };
    assert_eq!(cost(0.5), cost(found.scenario.cache.long_pauses));
    // Sessions of one request have no gap: the preset's stays.
    let found = calibrated(&logs(&WAY, &[1; 4], 1)).expect("it can be priced");
    assert!(found.inputs.iter().all(|input| input.key != "longPauses"));
    assert_eq!(found.scenario.cache.long_pauses, base().cache.long_pauses);
}

/// The same work on every day is forecast as it is, and stays inside the band at every cut.
#[test]
fn steady_work_is_forecast_exactly() {
    let test = tested(&logs(&WAY, &[10, 30, 60].repeat(20), 3)).expect("there are days to test");
    assert_eq!((test.past_days, test.days.len(), test.cut), (10, 10, date(2026, 10, 30)));
    assert!(test.error().abs() < 1e-3 && test.naive_error().abs() < 1e-9, "{}", test.error());
    let (low, high) = test.band.expect("ten days make a band");
    assert!(low < test.actual && test.actual < high);
    assert_eq!(test.coverage, Coverage { hits: 15, of: 15 });
    near(test.days.iter().map(|day| day.actual).sum(), test.actual, 1e-9, "sum of the days");
    near(test.days.iter().map(|day| day.forecast).sum(), test.forecast, 1e-9, "sum of the forecasts");
}

/// Half of the work before the cut: past dollars per active day are half of what comes.
#[test]
fn a_change_of_work_is_an_error_of_both_forecasts() {
    let mut all = Logs::default();
    for day in 0..20 {
        let sessions = if day < 10 { 1 } else { 2 };
        (0..sessions).for_each(|s| add(&mut all, &WAY, 0, 40, START + day * DAY + s * 100 * MINUTE));
    }
    let test = tested(&all).expect("there are days to test");
    assert!((test.naive_error() + 0.5).abs() < 1e-9, "{}", test.naive_error());
    assert!((test.error() + 0.5).abs() < 1e-3, "{}", test.error());
}

/// What was not there before the cut does not reach the forecast.
#[test]
fn the_forecast_does_not_see_the_later_days() {
    let known = logs(&WAY, &[10, 50, 20, 30, 40, 20], 1);
    let mut other = known.clone();
    for call in other.calls.iter_mut().filter(|call| call.session >= 3) {
        (call.read, call.output) = (call.read * 3, call.output * 9);
    }
    let (one, two) = (tested(&known).expect("days"), tested(&other).expect("days"));
    assert_eq!((one.forecast, one.naive, one.band), (two.forecast, two.naive, two.band));
    assert!(two.actual > one.actual);
}

/// A model with rates of the user's own is in no scenario, but in the forecast.
#[test]
fn what_has_a_price_but_no_scenario_is_forecast_too() {
    let mut all = logs(&WAY, &[30; 20], 2);
    let unknown = Way { model: "some-model", ..WAY };
    (0..10).for_each(|day| add(&mut all, &unknown, 0, 20, START + day * 2 * DAY));
    all.calls.sort_by_key(|call| (call.session, call.chain, call.answered));
    let rates = Rates { input: 3.0, write_5m: 3.75, write_1h: 6.0, read: 0.3, output: 15.0 };
    let priced_as = vec![("some-model".into(), PricedAs::Rates(rates))];
    let terms = Terms { priced_as, ..Terms::default() };
    let ledger = Ledger::new(table(), &all, &terms);
    let test = backtest(table(), &all, &ledger, &terms, &base()).expect("there are days to test");
    assert!(test.error().abs() < 1e-3, "{}", test.error());
}

#[test]
fn the_months_band_is_around_the_month() {
    let even = calibrated(&logs(&WAY, &[30; 40], 2)).expect("priced").band.expect("20 days");
    // Drift alone: exp(+-1.2816 * 0.4) is 0.60 and 1.67; the ends of 1,000 draws move by 5%.
    near(even.0, 0.60, 0.05, "low");
    near(even.1, 1.67, 0.05, "high");
    let uneven: Vec<usize> = (0..40).map(|place| if place % 8 == 0 { 250 } else { 5 }).collect();
    let uneven = calibrated(&logs(&WAY, &uneven, 2)).expect("priced").band.expect("20 days");
    assert!(uneven.0 < even.0 && uneven.1 > even.1, "{uneven:?}");
    assert_eq!(calibrated(&logs(&WAY, &[30; 8], 2)).expect("priced").band, None);
}

/// Dollars of days are those of the zone's days; here all calls are on one.
#[test]
fn one_day_has_no_back_test() {
    assert_eq!(tested(&logs(&WAY, &[10, 20], 5)), None);
    assert_eq!(tested(&logs(&Way { model: "some-model", ..WAY }, &[10, 20], 1)), None);
    assert_eq!(tested(&Logs::default()), None);
}

/// The client deletes a session's own file after 30 days and leaves those of its sub-agents
/// (anthropics/claude-code#58154): what is left is neither a session nor a day of work.
#[test]
fn what_is_left_of_deleted_sessions_is_no_work() {
    let mut work = Logs::default();
    for day in 0..42 {
        add(&mut work, &WAY, 0, 20, START + day * DAY);
        add(&mut work, &WAY, 1, 5, START + day * DAY + 60 * MINUTE);
    }
    let whole = calibrated(&work).expect("it can be priced");
    let (mut swept, kept) = (work.clone(), 21);
    swept.calls.retain(|call| call.chain != 0 || call.session >= kept);
    let found = calibrated(&swept).expect("it can be priced");
    for key in ["sessions", "days", "agents", "messages"] {
        near(input(&found, key), input(&whole, key), 0.001, key);
    }
    assert_eq!((found.sessions, found.active_days), (21, 21));
    assert!(found.cautions.contains(&Caution::Orphans { sessions: 21 }));
}

/// A week off is told, and counts as days without work.
#[test]
fn weeks_without_work_are_told() {
    let mut work = Logs::default();
    let monday = START + 2 * DAY;
    let days = (0..28).filter(|day| day % 7 < 5 && day / 7 != 1);
    days.for_each(|day| add(&mut work, &WAY, 0, 20, monday + day * DAY));
    let found = calibrated(&work).expect("it can be priced");
    assert!(found.cautions.contains(&Caution::IdleWeeks { weeks: 1 }));
    near(input(&found, "days"), 0.75 * 5.0 * 365.2425 / 12.0 / 7.0, 0.001, "three weeks of four");
}

/// What no line holds is in every forecast session, as it is in those whose totals are known; what a
/// tool searched in the others is a part of it already.
#[test]
fn calls_in_no_line_are_background_of_every_session() {
    let mut all = logs(&WAY, &[20; 12], 1);
    let plain = calibrated(&all).expect("it can be priced").scenario;
    let model = all.calls[0].model;
    let unlogged = |session: u32, input, web_searches| {
        let answered = START + i64::from(session) * 2 * DAY;
        let chain = Call::UNLOGGED;
        Call {
            session,
            chain,
            model,
            asked: answered,
            answered,
            input,
            web_searches,
            is_final: true,
            ..Call::default()
        }
    };
    all.sessions[3].has_totals = true;
    all.calls.extend([unlogged(3, 1_000_000, 0), unlogged(5, 0, 7)]);
    all.calls.sort_by_key(|call| (call.session, call.chain, call.answered));
    let input = table().model(WAY.model).expect("known").prices.last().expect("a price").rates.input;
    let found = calibrated(&all).expect("it can be priced");
    near(found.scenario.background, input, 1e-3, "USD of background");
    assert_eq!(plain.background, 0.0);
    assert!(found.residual.error().abs() < 1e-3, "{:?}", found.residual);
    assert_eq!((found.sessions, found.calls), (12, 240));
}

/// Summaries of compactions that logs without the client's totals do not hold: in the forecast where
/// they are counted in what was spent, else in neither. Half of the sessions have one.
#[test]
fn estimated_summaries_are_background_while_they_are_counted() {
    let mut all = logs(&WAY, &[20; 12], 1);
    let model = all.calls[0].model;
    let guess = |session: u32| {
        let asked = START + i64::from(session) * 2 * DAY;
        let (chain, tokens) = (Call::SUMMARY, 1_000_000);
        Call {
            session,
            chain,
            model,
            asked,
            answered: asked,
            input: tokens,
            is_guess: true,
            ..Call::default()
        }
    };
    all.calls.extend((0..6).map(guess));
    all.calls.sort_by_key(|call| (call.session, call.chain, call.answered));
    let input = table().model(WAY.model).expect("known").prices.last().expect("a price").rates.input;
    let of = |corrected| {
        let terms = Terms { corrected, ..Terms::default() };
        let account = Account::new(table(), &all, &terms);
        let books = Books { logs: &all, account: &account };
        let spent = books.total(&Default::default()).bill.total;
        let found = calibrate(table(), &all, &account.ledger, &terms, &base()).expect("it can be priced");
        (found.scenario.background, spent)
    };
    let ((with, more), (without, less)) = (of(true), of(false));
    near(with, input / 2.0, 1e-3, "USD of background");
    near(more - less, input * 6.0, 1e-9, "USD of summaries");
    assert_eq!(without, 0.0);
}

/// 64 runs of a script and three long conversations: whatever the cut, the forecast is no further off
/// than past dollars per active day.
#[test]
fn headless_runs_beside_long_conversations_are_forecast_no_worse_than_naively() {
    let run = Way { model: "claude-haiku-4-5", floor: 18e3, growth: 600.0, ..WAY };
    let long = Way { floor: 38e3, growth: 1_700.0, ..WAY };
    let mut all = Logs::default();
    for day in 0..16 {
        (0..4).for_each(|at| add(&mut all, &run, 0, 2, START + day * DAY + at * 20 * MINUTE));
        if day % 5 == 2 {
            add(&mut all, &long, 0, 150 + 30 * day as usize, START + day * DAY + 180 * MINUTE);
        }
    }
    let terms = Terms::default();
    let ledger = Ledger::new(table(), &all, &terms);
    let days = backtest::days(&all, &ledger, &terms);
    for cut in 1..16 {
        let test = backtest::after(table(), &all, &days, &terms, &base(), cut).expect("there are days");
        let (ours, naive) = (test.error().abs(), test.naive_error().abs());
        assert!(ours <= naive + 1e-9, "{cut} days: {ours}, naive {naive}");
    }
}

/// Of three weeks the middle one has nothing but what a deleted session's sub-agent left: the month is
/// that of the other two.
#[test]
fn swept_weeks_are_neither_work_nor_time_off() {
    let monday = START + 2 * DAY;
    let mut all = Logs::default();
    for day in (0..21).filter(|day| day % 7 < 5) {
        add(&mut all, &WAY, 0, 20, monday + day * DAY);
        add(&mut all, &WAY, 1, 5, monday + day * DAY + 60 * MINUTE);
    }
    all.calls.retain(|call| call.chain != 0 || !(5..10).contains(&call.session));
    let found = calibrated(&all).expect("it can be priced");
    assert!(found.cautions.contains(&Caution::SweptWeeks { weeks: 1 }), "{:?}", found.cautions);
    assert!(!found.cautions.iter().any(|caution| matches!(caution, Caution::IdleWeeks { .. })));
    near(input(&found, "days"), 5.0 * 365.2425 / 12.0 / 7.0, 0.001, "five days a week");
}

/// From a Thursday on: of the first week four days count, and are said.
#[test]
fn a_first_week_that_is_not_whole_is_said() {
    let thursday = START + 5 * DAY;
    let of = |days: i64| {
        let mut all = Logs::default();
        let work = (0..days).filter(|day| (day + 3) % 7 < 5);
        work.for_each(|day| add(&mut all, &WAY, 0, 20, thursday + day * DAY));
        calibrated(&all).expect("it can be priced")
    };
    let said = |found: &Calibration| {
        found.cautions.iter().find_map(|caution| match caution {
            Caution::PartWeek { days } => Some(*days),
            _ => None,
        })
    };
    let (short, long) = (of(16), of(60));
    assert_eq!((said(&short), said(&long)), (Some(4), None));
    // 10 days were worked of those that the logs can tell of: every one from Monday to Friday.
    near(input(&short, "days"), 5.0 * 365.2425 / 12.0 / 7.0, 0.001, "five days a week");
    assert_eq!(said(&calibrated(&logs(&WAY, &[20; 6], 2)).expect("priced")), None);
    let mut whole = Logs::default();
    let work = (0..14).filter(|day| day % 7 < 5);
    work.for_each(|day| add(&mut whole, &WAY, 0, 20, START + 2 * DAY + day * DAY));
    assert_eq!(said(&calibrated(&whole).expect("priced")), None);
}

/// Five days a week on which the same is done: no weekend and no day off makes a month differ, a week
/// off in four does.
#[test]
fn months_are_made_of_weeks_as_they_were() {
    let monday = START + 2 * DAY;
    let band = |off: &[i64]| {
        let mut all = Logs::default();
        let work = (0..56).filter(|day| day % 7 < 5 && !off.contains(&(day / 7)));
        work.for_each(|day| add(&mut all, &WAY, 0, 20, monday + day * DAY));
        calibrated(&all).expect("priced").band.expect("enough days")
    };
    let (whole, off) = (band(&[]), band(&[2, 5]));
    // Drift alone, as above.
    near(whole.0, 0.60, 0.05, "low");
    near(whole.1, 1.67, 0.05, "high");
    assert!(off.0 < whole.0 && off.1 > whole.1, "{off:?}");
}
