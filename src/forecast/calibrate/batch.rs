//! Batch: calls of the Batch API. They stand in no session of the agent, so they are no part of the
//! sessions' shape, and become the scenario's line of batch jobs (MODEL.md section 6).

use super::days::Days;
use super::inputs::{Made, tidy};
use super::pool::{Pool, Work};
use super::{Calibration, Caution, Residual, cautions};
use crate::logs::{Call, Logs, ledger};
use crate::model::bill::{self, BATCH};
use crate::model::price::Price;
use crate::prices::{Class, PriceTier};
use crate::scenario::{Basis, Scenario, field};

/// The calls of a batch that have a price, and the logs without them. Nothing where there are none.
pub(super) fn apart(pool: &Pool) -> Option<(Vec<Call>, Logs)> {
    let of_batch = |(at, call): &(usize, &Call)| call.batch && pool.counts(*at);
    let calls = || pool.logs.calls.iter().enumerate();
    let jobs: Vec<Call> = calls().filter(of_batch).map(|(_, call)| *call).collect();
    let others = || calls().filter(|call| !of_batch(call)).map(|(_, call)| *call).collect();
    (!jobs.is_empty()).then(|| (jobs, Logs { calls: others(), ..pool.logs.clone() }))
}

/// The jobs of a month: as many on an active day as there were, which cost what those did. They have
/// one model and no cache: jobs on others, and what was written to a cache or found in it, are as much
/// input and output as cost the same.
pub(super) fn set(pool: &Pool, jobs: &[Call], days: &Days, made: &mut Made) {
    let work = pool.work_of_jobs(jobs, &pool.prices.under(&made.scenario));
    let searches = jobs.iter().map(|call| f64::from(call.web_searches)).sum::<f64>() * ledger::SEARCH;
    let active = days.usd.len().max(1) as f64;
    let a_month = made.scenario.work.active_days / active * made.scenario.team.own / pool.people();
    set_sums(&Jobs { work: &work, count: jobs.len() as f64, searches }, a_month, made);
}

/// What jobs did, how many they were, and USD of their searches.
pub(super) struct Jobs<'a> {
    pub work: &'a Work,
    pub count: f64,
    pub searches: f64,
}

/// The same of sums, with so many months' worth for each of the time that they are of.
pub(super) fn set_sums(jobs: &Jobs, a_month: f64, made: &mut Made) {
    let Jobs { work, count: all, searches } = *jobs;
    let Some(price) = made.prices.0.get(work.dominant()) else { return };
    let (prompt, output) = (work.prompt_usd() + searches, work.output_usd());
    let (input, tokens) = job(price, (prompt / all, output / all));
    let each = usd(price, input, tokens);
    let count = if each > 0.0 { (prompt + output) / each } else { all } * a_month;
    made.scenario.batch.model.clone_from(&price.id);
    made.choices.push("jobModel");
    for (key, value) in [("jobs", tidy(count, 7)), ("jobInput", input), ("jobOutput", tokens)] {
        made.set(key, value, &[]);
        made.rests_on(key, all as usize);
    }
    let models = work.of_model.iter().filter(|usd| **usd > 0.0).count();
    let cached: f64 = work.usd[Class::Write5m as usize..Class::Output as usize].iter().sum();
    if models > 1 || cached > 0.0 {
        made.cautions.push(Caution::BatchJobs { models, cached: cached / (prompt + output) });
    }
}

/// A scenario of batch jobs, where there is nothing else: no sessions, like those of `base`.
pub(super) fn alone(pool: &Pool, days: &Days, jobs: &[Call], base: &Scenario) -> Calibration {
    let mut made = Made::new(pool, base);
    made.scenario = base.clone();
    made.scenario.basis = Basis::Work;
    made.choices.clear();
    made.set("sessions", 0.0, &[]);
    days.set_days(&mut made);
    set(pool, jobs, days, &mut made);
    cautions::add(pool, days, None, &mut made.cautions);
    Calibration {
        mix: Vec::new(),
        band: days.band(made.scenario.work.active_days),
        sessions: 0,
        calls: jobs.len(),
        agents: 0,
        active_days: days.usd.len(),
        first: days.first(),
        last: days.last(),
        residual: Residual::default(),
        hour_share: 0.0,
        hit_rate: None,
        left_out: pool.left_out.clone(),
        scenario: made.scenario,
        inputs: made.inputs,
        choices: made.choices,
        what_ifs: Vec::new(),
        cautions: made.cautions,
    }
}

/// Input and output of one of them that costs so much for its prompt and its output, in the scenario's tokens. Between a prompt that is still billed below
/// a price step and one that costs as much above it none costs as much: then smaller ones, of which there
/// are more.
fn job(price: &Price, (prompt, output): (f64, f64)) -> (f64, f64) {
    let tokens = |usd: f64, tier, class| tidy(usd / rate(price, tier, class), 4);
    let of_tier = |tier| (tokens(prompt, tier, Class::Input), tokens(output, tier, Class::Output));
    let lower = of_tier(PriceTier::Lower);
    let most = |key: &str| field(key).map_or(f64::MAX, |field| field.max);
    let (input, output) = match price.step.map(|step| libm::floor(step / price.scale)) {
        Some(step) if lower.0 > step => match of_tier(PriceTier::Upper) {
            upper if upper.0 > step => upper,
            _ => (step, tidy(lower.1 * step / lower.0, 4)),
        },
        _ => lower,
    };
    // As many times smaller as the larger of them is too large.
    let over = (input / most("jobInput")).max(output / most("jobOutput")).max(1.0);
    let within = |tokens: f64| if tokens.is_finite() { tokens / over } else { 0.0 };
    (within(input), within(output))
}

/// USD of one job as the scenario has it.
fn usd(price: &Price, input: f64, output: f64) -> f64 {
    let upper = price.step.is_some_and(|step| input * price.scale > step);
    let tier = if upper { PriceTier::Upper } else { PriceTier::Lower };
    input * rate(price, tier, Class::Input) + output * rate(price, tier, Class::Output)
}

/// USD of a token of the scenario.
fn rate(price: &Price, tier: PriceTier, class: Class) -> f64 {
    bill::usd(price, tier, class, price.scale) * BATCH
}
