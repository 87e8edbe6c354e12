//! Reports: usage that was added up already, anchored to a preset's shape.
//!
//! Sums say what work cost, on which models and how much came from the cache, but nothing of
//! single sessions: their shape stays the preset's, and as many messages are sent as cost what
//! was paid (MODEL.md section 6, Anchoring).

use super::inputs::tidy;
use super::lifetime;
use super::trial::Trial;
use super::{Calibrated, Caution, FEW_DAYS, SHORT_SPAN, TooLittle};
use crate::anchor;
use crate::bill;
use crate::expected::expected;
use crate::logs::Report;
use crate::price::Prices;
use crate::rates::{Date, RateTable};
use crate::scenario::{
    Basis, HitSource, Method, Pay, PayPer, Problem, Routing, Scenario, Share, Trouble, choice, field,
};
use crate::usage::{Source, Usage};

mod sums;

use sums::Sums;

/// A preset anchored to what reports say.
#[derive(Clone, Debug, PartialEq)]
pub struct Anchored {
    pub scenario: Scenario,
    /// Numbers that came from the reports; each is one value, so low and high are it.
    pub inputs: Vec<Calibrated>,
    /// Choices that did, by their keys, with "mix".
    pub choices: Vec<&'static str>,
    /// Numbers of a session's shape that no report tells: they are the preset's.
    pub from_preset: Vec<&'static str>,
    /// USD of all rows: as the report says it, else by list price.
    pub usd: f64,
    /// Days on which somebody worked (each person's counted), where the reports have days.
    pub active_days: Option<usize>,
    /// Where the reports count them.
    pub sessions: Option<f64>,
    pub people: usize,
    pub first: Option<Date>,
    pub last: Option<Date>,
    /// Share of the cache writes that have the 1-hour lifetime, where it is told or follows
    /// from the cost.
    pub hour_share: Option<f64>,
    /// Models that the price table does not know, as the reports name them.
    pub left_out: Vec<String>,
    pub cautions: Vec<Caution>,
}

/// What is never in a report.
const SHAPE: [&str; 9] =
    ["perMessage", "spread", "floor", "growth", "warm", "summary", "reacquire", "pauses5m", "pauses60m"];
/// Rounds in which output and the length of sessions settle on each other.
const ROUNDS: usize = 8;
/// Costs that differ by less are one: a cent in a hundred dollars.
const SAME: f64 = 1e-4;
/// Of a number of messages, where no shorter one costs the same.
const MOST_DIGITS: i32 = 9;

/// Reports as one scenario with the shape of `base`.
///
/// # Errors
/// [`TooLittle`] where nothing was spent on a model that is known.
pub fn from_reports(table: &RateTable, reports: &[Report], base: &Scenario) -> Result<Anchored, TooLittle> {
    let sums = Sums::new(table, reports, base);
    if !(sums.usd > 0.0 && sums.usd.is_finite()) || sums.of_model.is_empty() {
        return Err(TooLittle::default());
    }
    let mut made = Making::new(&sums, base);
    made.set_days(&sums);
    made.set_mix(table, &sums);
    made.set_cache(&sums);
    made.anchor(table, &sums);
    let few = sums.active_days.filter(|days| *days < FEW_DAYS);
    made.cautions.extend(few.map(|days| Caution::FewDays { days }));
    let told = |key: &&&str| !made.inputs.iter().any(|input| input.key == **key);
    Ok(Anchored {
        from_preset: SHAPE.iter().filter(told).copied().chain(made.still_preset(&sums)).collect(),
        usd: sums.usd,
        active_days: sums.active_days,
        sessions: sums.sessions,
        people: sums.people,
        first: sums.first,
        last: sums.last,
        hour_share: sums.writes.hour_share(),
        left_out: sums.left_out,
        scenario: made.scenario,
        inputs: made.inputs,
        choices: made.choices,
        cautions: made.cautions,
    })
}

struct Making {
    scenario: Scenario,
    inputs: Vec<Calibrated>,
    choices: Vec<&'static str>,
    cautions: Vec<Caution>,
    rows: usize,
}

impl Making {
    fn new(sums: &Sums, base: &Scenario) -> Making {
        let mut scenario = base.clone();
        scenario.basis = Basis::Pay;
        scenario.routing = Routing::PerSession;
        scenario.rework = 0.0;
        scenario.compaction.method = Method::Summarise;
        Making { scenario, inputs: Vec::new(), choices: Vec::new(), cautions: Vec::new(), rows: sums.rows }
    }

    fn set(&mut self, key: &'static str, value: f64) {
        let Some(field) = field(key).filter(|_| value.is_finite()) else { return };
        let value = value.clamp(field.min, field.max);
        (field.set)(&mut self.scenario, value);
        self.inputs.retain(|input| input.key != key);
        self.inputs.push(Calibrated { key, value, low: value, high: value, from: self.rows });
    }

    fn choose(&mut self, key: &'static str, word: &str) {
        if let Some(choice) = choice(key) {
            (choice.set)(&mut self.scenario, word);
            self.choices.push(key);
        }
    }

    /// Dollars of one developer's active day, and how many days and sessions there are.
    fn set_days(&mut self, sums: &Sums) {
        if let (Some(sessions), Some(days)) = (sums.sessions, sums.active_days) {
            self.set("sessions", tidy(sessions / days as f64, 4));
        }
        if let Some(a_month) = sums.days_a_month() {
            self.set("days", tidy(a_month, 4));
        }
        if let Some(days) = sums.span().filter(|days| *days < SHORT_SPAN) {
            self.cautions.push(Caution::ShortSpan { days });
        }
        let amount = sums.usd_a_day(&self.scenario);
        self.scenario.pay = Pay { amount, per: PayPer::ActiveDay };
        self.set("paid", tidy(amount, 6));
    }

    /// The share of each model: what it cost over what a session of the preset costs on it.
    fn set_mix(&mut self, table: &RateTable, sums: &Sums) {
        let priced = |id: &String| Share { model: id.clone(), share: 1.0 };
        let work = |(id, usd): &(String, f64)| {
            let mut alone = self.scenario.clone();
            alone.basis = Basis::Work;
            alone.cache.source = HitSource::Given;
            alone.mix = vec![priced(id)];
            let cost = Trial::of(&Prices::new(table, &alone, &[]), &alone)?.total();
            (cost > 0.0).then(|| Share { model: id.clone(), share: usd / cost })
        };
        let mut mix: Vec<Share> = sums.of_model.iter().filter_map(work).collect();
        mix.sort_by(|a, b| b.share.total_cmp(&a.share));
        if !mix.is_empty() {
            self.scenario.mix = mix;
            self.scenario.scale_shares();
            self.choices.push("mix");
        }
        if let Some(dearest) = sums.of_model.iter().max_by(|a, b| a.1.total_cmp(&b.1)) {
            let tokenizer = table.model(&dearest.0).map(|model| model.tokenizer);
            self.scenario.tokenizer = tokenizer.unwrap_or(self.scenario.tokenizer);
        }
    }

    fn set_cache(&mut self, sums: &Sums) {
        let Some(reported) = sums.reported() else { return };
        self.set("reported", tidy(reported, 5));
        self.choose("hitFrom", "reported");
        self.choose("caching", "on");
        if let Some(hour_share) = sums.writes.hour_share() {
            let word = if hour_share > 0.5 { "1h" } else { "5m" };
            self.choose("lifetime", word);
            let mixed = lifetime::is_mixed(hour_share).then_some(Caution::MixedLifetimes { hour_share });
            self.cautions.extend(mixed);
        }
    }

    /// The messages that cost what was paid, and with them output: the reports say how much of
    /// it there is per prompt token, the shape how many of those a request sends.
    fn anchor(&mut self, table: &RateTable, sums: &Sums) {
        let prices = Prices::new(table, &self.scenario, &[]);
        let mut solved = self.solved(&prices);
        for _ in 0..ROUNDS {
            let Some((ratio, found)) = sums.output_per_prompt().zip(solved.as_ref().ok()) else { break };
            let Some(per_request) = prompt_per_request(&prices, found) else { break };
            self.set("output", tidy(ratio * per_request, 4));
            solved = self.solved(&prices);
        }
        match solved {
            Ok(found) => self.scenario.work.messages = shortest(&prices, &found),
            Err(_) => self.meet_by_sessions(&prices),
        }
    }

    /// With the reported hit rate, or the preset's where these sessions cannot have it.
    fn solved(&mut self, prices: &Prices) -> Result<Scenario, Problem> {
        let solve = |scenario: &Scenario| anchor::solve(prices, scenario, 0.0).map(|(found, _)| found);
        match solve(&self.scenario) {
            Err(Problem { trouble: Trouble::ImpossibleHitRate { .. }, .. }) => {
                self.scenario.cache.source = HitSource::Given;
                self.choices.retain(|key| *key != "hitFrom");
                solve(&self.scenario)
            }
            solved => solved,
        }
    }

    /// Where no length of a session costs what was paid, the number of sessions does.
    fn meet_by_sessions(&mut self, prices: &Prices) {
        self.scenario.basis = Basis::Work;
        self.scenario.cache.source = HitSource::Given;
        self.choices.retain(|key| *key != "hitFrom");
        let session = Trial::of(prices, &self.scenario).map_or(0.0, |trial| trial.total());
        if session > 0.0 {
            self.set("sessions", tidy(self.scenario.pay.amount / session, 4));
        }
        let real = self.scenario.pay.amount;
        let error = session * self.scenario.work.sessions_per_day / real - 1.0;
        if error.abs() > super::NOT_MET {
            self.cautions.push(Caution::NotMet { error });
        }
    }

    /// What some reports tell and these do not.
    fn still_preset(&self, sums: &Sums) -> Vec<&'static str> {
        let told = |key: &str| self.inputs.iter().any(|input| input.key == key);
        let mut all: Vec<&'static str> =
            ["sessions", "days", "output", "reported"].into_iter().filter(|key| !told(key)).collect();
        all.extend(sums.writes.hour_share().is_none().then_some("lifetime"));
        all
    }
}

/// The messages with as few digits as cost the same. Cost moves by whole requests, and the
/// solution may lie at the very edge of one, so what is beside the nearest is tried too.
fn shortest(prices: &Prices, found: &Scenario) -> f64 {
    let usd = |messages: f64| {
        let mut scenario = found.clone();
        scenario.work.messages = messages;
        expected(prices, &scenario).map_or(f64::NAN, |expected| bill::total(prices, &expected.usage))
    };
    let solved = found.work.messages;
    let wanted = usd(solved);
    let same = |messages: &f64| (usd(*messages) / wanted - 1.0).abs() < SAME;
    let near = |digits: i32| {
        let digit = libm::pow(10.0, f64::from(-digits));
        [1.0, 1.0 - 5.0 * digit, 1.0 + 5.0 * digit].map(|beside| tidy(solved * beside, digits))
    };
    (2..=MOST_DIGITS).flat_map(near).find(same).unwrap_or(solved)
}

/// Prompt tokens of a mean request, in the scenario's tokens.
fn prompt_per_request(prices: &Prices, scenario: &Scenario) -> Option<f64> {
    let found = expected(prices, scenario).ok()?;
    let main = Usage {
        tokens: found.usage.tokens.iter().filter(|(source, _, _)| *source == Source::Main).copied().collect(),
        dollars: Vec::new(),
    };
    let prompt: f64 = main.tokens.iter().map(|(_, model, t)| t.prompt() / prices.0[*model].scale).sum();
    (found.turns > 0.0).then_some(prompt / found.turns)
}
