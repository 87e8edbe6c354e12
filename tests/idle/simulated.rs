//! The dollars of a session beside sessions that are drawn at random.

use crate::seeded::Seeded;
use crate::{answer, long, table, with_pauses};
use sawtooth::prices::{Class, Rates};
use sawtooth::scenario::{HitSource, Scenario, Trigger};

/// Of each of the nine lengths.
const SESSIONS: u32 = 22_223;
/// MODEL.md section 6, Phi^-1((k - 1/2) / 9).
const Z: [f64; 9] = [
    -1.593_218_818_0,
    -0.967_421_566_1,
    -0.589_455_797_8,
    -0.282_216_147_1,
    0.0,
    0.282_216_147_1,
    0.589_455_797_8,
    0.967_421_566_1,
    1.593_218_818_0,
];

/// One model, its lower and upper rates, and the chances.
struct World<'a> {
    s: &'a Scenario,
    rates: [Rates; 2],
    step: f64,
    limit: f64,
    /// Of a long pause after a request, and of a hit where there was none.
    long_pause: f64,
    hit: f64,
}

impl World<'_> {
    fn usd(&self, prompt: f64, read: f64, output: f64, write: Class) -> f64 {
        let rates = &self.rates[usize::from(prompt > self.step)];
        let classes = [(Class::Read, read), (write, prompt - read), (Class::Output, output)];
        classes.into_iter().map(|(class, tokens)| tokens * rates.of(class) / 1e6).sum()
    }

    /// One session as it happens.
    fn session(&self, turns: u32, random: &mut Seeded) -> f64 {
        let (shape, compaction) = (self.s.shape, &self.s.compaction);
        let main = |prompt: f64, read: f64| self.usd(prompt, read, shape.output, Class::Write1h);
        let compact = |prompt: f64, read: f64| self.usd(prompt, read, compaction.summary, Class::Write5m);
        let mut prompt = shape.floor + shape.growth;
        let mut all = main(prompt, self.s.cache.warm * shape.floor);
        let fresh = shape.floor + compaction.summary + compaction.reacquire + shape.growth;
        for _ in 1..turns {
            let pause = random.next() < self.long_pause;
            if pause && prompt >= 200e3 {
                all += compact(prompt, prompt);
                prompt = fresh;
                all += main(prompt, 0.0);
                continue;
            }
            let hit = f64::from(u8::from(!pause && random.next() < self.hit));
            if prompt + shape.growth > self.limit {
                all += compact(prompt, hit * prompt);
                prompt = fresh;
                all += main(prompt, hit * shape.floor);
            } else {
                all += main(prompt + shape.growth, hit * prompt);
                prompt += shape.growth;
            }
        }
        all
    }
}

/// The mean of many sessions is the estimate, to four standard errors; prints how near.
fn simulate(scenario: &Scenario, limit: f64, seed: u64) {
    let answer = answer(scenario);
    let hit_rate = answer.expected.hit_rate.expect("a hit rate");
    let gaps = answer.expected.turns - 1.0;
    let long_pause = match scenario.cache.source {
        HitSource::Rhythm => scenario.cache.pauses_60m / gaps,
        _ => scenario.cache.long_pauses,
    };
    let model = table().model(&scenario.mix[0].model).expect("a model");
    let row = model.price(scenario.priced_on, scenario.price_revision).expect("a price");
    let upper = row.step.as_ref();
    let world = World {
        s: scenario,
        rates: [row.rates, upper.map_or(row.rates, |step| step.rates)],
        step: upper.map_or(f64::INFINITY, |step| step.above),
        limit,
        long_pause,
        hit: hit_rate / (1.0 - long_pause),
    };
    let spread = scenario.work.spread.ln() / 1.281_551_6;
    let turns = Z.map(|z| (scenario.median_requests() * (spread * z).exp()).round().max(1.0) as u32);
    let mut random = Seeded(seed);
    let (mut mean, mut variance, n) = (0.0, 0.0, f64::from(SESSIONS));
    for turns in turns {
        let (mut sum, mut squares) = (0.0, 0.0);
        for _ in 0..SESSIONS {
            let usd = world.session(turns, &mut random);
            (sum, squares) = (sum + usd, squares + usd * usd);
        }
        mean += sum / n / 9.0;
        variance += (squares / n - (sum / n) * (sum / n)) / n / 81.0;
    }
    let (expected, error) = (answer.session.total, variance.sqrt());
    println!("{mean:.4} simulated, {expected:.4} estimated, standard error {error:.4}");
    assert!((mean - expected).abs() < 4.0 * error, "{mean}, not {expected}, +-{error}");
    assert!(error < 0.003 * expected, "{error} of {expected}");
}

#[test]
fn sessions_with_a_rhythm_cost_what_they_do_on_average() {
    let mut scenario = with_pauses(long("claude-opus-5-5", 175.0), 3.0);
    (scenario.work.spread, scenario.shape.growth) = (1.0, 2_600.0);
    simulate(&scenario, 967e3, 1);
}

/// Both tiers, compactions that are due beside those in pauses, and nine lengths.
#[test]
fn sessions_over_a_step_cost_what_they_do_on_average() {
    let mut scenario = long("claude-haiku-5-5", 75.0);
    scenario.shape.growth = 2_600.0;
    (scenario.cache.hit_rate, scenario.cache.long_pauses) = (0.94, 0.02);
    (scenario.compaction.trigger, scenario.compaction.threshold) = (Trigger::Threshold, 260e3);
    simulate(&scenario, 260e3, 2);
}

#[test]
fn sessions_of_a_reported_hit_rate_cost_what_they_do_on_average() {
    let mut scenario = long("claude-opus-5-5", 120.0);
    (scenario.work.spread, scenario.shape.growth) = (1.5, 2_600.0);
    scenario.cache.source = HitSource::Reported;
    (scenario.cache.reported, scenario.cache.long_pauses) = (0.95, 0.01);
    simulate(&scenario, 967e3, 3);
}
