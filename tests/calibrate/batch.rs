//! Calls of the Batch API: the month holds what they cost, and sessions are as they were without them.

use super::made::{DAY, START, WAY, Way, add, logs};
use super::{base, calibrated, input, near, table, tested};
use sawtooth::forecast::calibrate::{Calibration, Caution, calibrate_kinds};
use sawtooth::logs::ledger::{Ledger, Terms};
use sawtooth::logs::{Call, Logs};
use sawtooth::model::estimate::{Answer, estimate};
use sawtooth::scenario::Scenario;

const TURNS: [usize; 12] = [12, 30, 18, 55, 41, 90, 22, 60, 35, 14, 70, 48];
const NO_CACHE: Way = Way { model: "claude-sonnet-5-5", warm: 0.0, hit: 0.0, ..WAY };

/// Sessions, and on the day of the third of them `count` calls of a batch.
fn with_jobs(way: &Way, count: usize, each: impl Fn(&mut Call, usize)) -> Logs {
    let mut all = logs(&WAY, &TURNS, 2);
    let from = all.calls.len();
    add(&mut all, way, 0, count, START + 2 * DAY);
    all.prompts.retain(|prompt| (prompt.session as usize) < TURNS.len());
    for (place, call) in all.calls[from..].iter_mut().enumerate() {
        call.batch = true;
        each(call, place);
    }
    all
}

fn plain(call: &mut Call, _: usize) {
    *call = Call { input: 8_000, read: 0, write_5m: 0, output: 1_200, estimated: 1_200, ..*call };
}

fn answer(scenario: &Scenario) -> Answer {
    estimate(table(), scenario).answer.expect("it has a price")
}

/// USD of the calls, and of those of a batch.
fn spent(logs: &Logs) -> (f64, f64) {
    let ledger = Ledger::new(table(), logs, &Terms::default());
    let usd = |batch: bool| -> f64 {
        let calls = (0..logs.calls.len()).filter(|at| logs.calls[*at].batch || !batch);
        calls.filter_map(|at| ledger.usd(logs, at)).sum()
    };
    (usd(false), usd(true))
}

/// The month is past dollars per active day, times its active days, and of it the jobs are theirs.
fn is_the_same_bill(found: &Calibration, logs: &Logs) {
    let (all, jobs) = spent(logs);
    let of_month = found.scenario.work.active_days / found.active_days as f64;
    let answer = answer(&found.scenario);
    near(answer.month.total, all * of_month, 0.001, "month");
    near(answer.batch_month, jobs * of_month, 1e-6, "batch jobs of a month");
}

fn by_kinds(logs: &Logs) -> Calibration {
    let terms = Terms::default();
    calibrate_kinds(table(), logs, &Ledger::new(table(), logs, &terms), &terms, &base()).expect("priced")
}

#[test]
fn batch_calls_become_batch_jobs() {
    let all = with_jobs(&NO_CACHE, 300, plain);
    let found = calibrated(&all).expect("priced");
    is_the_same_bill(&found, &all);
    let jobs = &found.scenario.batch;
    assert_eq!((jobs.model.as_str(), jobs.input, jobs.output), ("claude-sonnet-5-5", 8_000.0, 1_200.0));
    near(jobs.jobs, 300.0 * found.scenario.work.active_days / found.active_days as f64, 1e-6, "jobs");
    assert_eq!(input(&found, "jobs"), jobs.jobs);
    assert!(!found.cautions.iter().any(|caution| matches!(caution, Caution::BatchJobs { .. })));
}

/// Sessions, what-ifs and back-test are those of the same logs without the jobs, but for their cost.
#[test]
fn sessions_are_as_without_the_jobs() {
    let (with, without) = (with_jobs(&NO_CACHE, 300, plain), logs(&WAY, &TURNS, 2));
    let (found, before) = (by_kinds(&with), by_kinds(&without));
    assert_eq!(found.scenario, Scenario { batch: found.scenario.batch.clone(), ..before.scenario });
    assert_eq!(
        (found.what_ifs.clone(), found.residual, found.sessions),
        (before.what_ifs, before.residual, 12)
    );
    is_the_same_bill(&found, &with);
    let tried = tested(&with).expect("there are days");
    near(tried.forecast, tried.naive, 0.001, "forecast of the later days");
    let (all, _) = spent(&with);
    near(tried.naive / tried.days.len() as f64 * 3.0 + tried.actual, all, 1e-9, "every dollar is in a day");
}

/// The jobs of everybody, as the sessions are.
#[test]
fn people_have_their_own_jobs() {
    let all = with_jobs(&NO_CACHE, 300, plain);
    let terms = Terms::default();
    let mut team = base();
    team.team.own = 4.0;
    let ledger = Ledger::new(table(), &all, &terms);
    let [one, four] = [base(), team].map(|base| {
        let found = calibrate_kinds(table(), &all, &ledger, &terms, &base).expect("priced");
        answer(&found.scenario).month.total
    });
    near(four, 4.0 * one, 1e-6, "month of four");
}

/// One line of jobs on one model, without a cache, that costs as much; and it is said.
#[test]
fn what_one_line_cannot_hold_costs_the_same() {
    let cached = with_jobs(&NO_CACHE, 40, |call, _| {
        *call = Call { input: 500, read: 9_000, write_5m: 2_000, web_searches: 1, ..*call };
    });
    let found = calibrated(&cached).expect("priced");
    is_the_same_bill(&found, &cached);
    let says = found.cautions.iter().find_map(|caution| match caution {
        Caution::BatchJobs { models, cached } => Some((*models, *cached > 0.1)),
        _ => None,
    });
    assert_eq!(says, Some((1, true)));
    let mut several = with_jobs(&NO_CACHE, 40, plain);
    let opus = several.models.iter().position(|model| model == WAY.model).unwrap_or_default() as u32;
    several.calls.iter_mut().filter(|call| call.batch).take(30).for_each(|call| call.model = opus);
    let found = calibrated(&several).expect("priced");
    is_the_same_bill(&found, &several);
    assert_eq!(found.scenario.batch.model, WAY.model);
    assert!(found.cautions.contains(&Caution::BatchJobs { models: 2, cached: 0.0 }), "{:?}", found.cautions);
}

/// Haiku 5.5 costs five times as much above 100,000 tokens: some jobs below the step and some above it
/// come to a cost that no single size has.
#[test]
fn jobs_on_both_sides_of_a_price_step_cost_the_same() {
    for above in [1, 10, 20, 39, 40] {
        let haiku = Way { model: "claude-haiku-5-5", ..NO_CACHE };
        let all = with_jobs(&haiku, 40, |call, place| {
            plain(call, place);
            call.input = if place < above { 130_000 } else { 60_000 };
        });
        is_the_same_bill(&calibrated(&all).expect("priced"), &all);
    }
}

/// Batch jobs in the US only, or of a larger size than an input may have.
#[test]
fn unusual_jobs_cost_the_same() {
    let us = with_jobs(&NO_CACHE, 40, |call, place| {
        plain(call, place);
        call.us_only = true;
    });
    is_the_same_bill(&calibrated(&us).expect("priced"), &us);
    let mut huge = with_jobs(&NO_CACHE, 3, plain);
    huge.calls.iter_mut().filter(|call| call.batch).for_each(|call| call.input = 90_000_000);
    is_the_same_bill(&calibrated(&huge).expect("priced"), &huge);
}

/// Nothing but jobs: a month of them, and no session.
#[test]
fn jobs_alone_are_a_month() {
    let mut all = Logs::default();
    for day in 0..10 {
        add(&mut all, &NO_CACHE, 0, 20, START + day * DAY);
    }
    all.prompts.clear();
    all.calls.iter_mut().for_each(|call| {
        plain(call, 0);
        call.batch = true;
    });
    let found = calibrated(&all).expect("priced");
    is_the_same_bill(&found, &all);
    let answer = answer(&found.scenario);
    assert_eq!((found.sessions, answer.developer_month), (0, 0.0));
    near(answer.month.total, answer.batch_month, 1e-9, "month");
    let tried = tested(&all).expect("there are days");
    near(tried.forecast, tried.actual, 1e-6, "later days");
}
