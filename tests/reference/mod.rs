//! MODEL.md sections 2 to 6, walked request by request.
//!
//! Written from that page alone, as plainly as can be, to be compared with the closed
//! form of the library. It shares no code with it but the scenario and the price table.
//! It wants a scenario without problems of its own (`Scenario::problems`).

use sawtooth::model::usage::Source;
use sawtooth::prices::{Class, PriceTier, RateTable};
use sawtooth::scenario::{Basis, HitSource, Lifetime, Routing, Scenario, Trigger};
use std::collections::BTreeMap;
use walk::{Lane, Plan, earn};

mod walk;

/// USD by source, model and rate; no model for what is paid in dollars at once.
pub type Money = BTreeMap<(Source, String, Option<(PriceTier, Class)>), f64>;

#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// One average session.
    pub session: Money,
    /// Everybody's month, USD.
    pub month: f64,
    pub turns: f64,
    pub compactions: f64,
    #[allow(dead_code, reason = "not every test that walks asks for it")]
    pub hit_rate: Option<f64>,
    /// Cache reads over prompt tokens of the main session.
    pub reported: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fail {
    DoesNotFit,
    ImpossibleHitRate,
    NoPrice,
}

pub struct Outcome {
    pub answer: Result<Answer, Fail>,
    /// Some decision hung on less than a billionth, so that another order of the same
    /// arithmetic may take it the other way.
    pub near: bool,
}

/// The month of a scenario that has no problems.
pub fn month(table: &RateTable, scenario: &Scenario) -> Outcome {
    let mut world = World { table, near: false };
    let answer = world.month(scenario);
    Outcome { answer, near: world.near }
}

pub fn usd(money: &Money) -> f64 {
    money.values().sum()
}

const MILLION: f64 = 1e6;
/// Section 6: Phi^-1((k - 1/2) / 9), k = 1..9; digits of Python's `statistics.NormalDist`.
const Z: [f64; 9] = [
    -1.5932188180230502,
    -0.9674215661017014,
    -0.5894557978497785,
    -0.2822161470625081,
    0.0,
    0.2822161470625082,
    0.5894557978497785,
    0.9674215661017014,
    1.59321881802305,
];

struct World<'a> {
    table: &'a RateTable,
    near: bool,
}

impl World<'_> {
    fn month(&mut self, s: &Scenario) -> Result<Answer, Fail> {
        let mut answer = self.session(s)?;
        answer.month = s.team.own * s.work.sessions_per_day * s.work.active_days * usd(&answer.session);
        for group in (1..s.count_groups()).filter(|group| s.people(*group) > 0.0) {
            let one = s.as_group(group);
            let mut session = 0.0;
            for (kind, share) in one.by_kind() {
                session += share * usd(&self.session(&kind)?.session);
            }
            answer.month += s.people(group) * one.work.sessions_per_day * one.work.active_days * session;
        }
        answer.month += self.batch(s)?;
        Ok(answer)
    }

    /// Single-request jobs at half price, uncached.
    fn batch(&mut self, s: &Scenario) -> Result<f64, Fail> {
        if s.batch.jobs <= 0.0 {
            return Ok(0.0);
        }
        let lane = self.lane(s, &s.batch.model, 1.0, false)?;
        let prompt = s.batch.input * lane.scale;
        let tier = self.tier(&lane, prompt);
        let rates = lane.tiers[tier as usize].unwrap();
        let job = prompt * rates.input + s.batch.output * lane.scale * rates.output;
        Ok(s.batch.jobs * job / 2.0 / MILLION)
    }

    /// Not in MODEL.md: a share of the cheaper models' sessions that the dearest does again.
    fn rework(&mut self, s: &Scenario, teams: &mut Vec<(f64, Vec<Lane>)>) -> Result<(), Fail> {
        let mut all = Vec::new();
        for share in s.mix.iter().filter(|m| m.share > 0.0) {
            let lane = self.lane(s, &share.model, 1.0, s.fast)?;
            all.push((lane.tiers[PriceTier::Lower as usize].unwrap().input, share.share, lane));
        }
        let dearest = all.iter().map(|(input, ..)| *input).fold(0.0, f64::max);
        let cheaper: f64 = all.iter().filter(|(input, ..)| *input < dearest).map(|(_, share, _)| share).sum();
        let lane = all.into_iter().find(|(input, ..)| *input == dearest).map(|(.., lane)| lane);
        if let Some(lane) = lane.filter(|_| s.rework * cheaper > 0.0) {
            teams.push((s.rework * cheaper, vec![lane]));
        }
        Ok(())
    }

    /// E[session]: the mean over the spread of turns and the mix.
    fn session(&mut self, s: &Scenario) -> Result<Answer, Fail> {
        if s.basis == Basis::Totals {
            return self.totals(s);
        }
        let turns = self.turns(s);
        let mean_turns = turns.iter().sum::<f64>() / 9.0;
        let mut teams = Vec::new();
        for share in s.mix.iter().filter(|m| m.share > 0.0) {
            let own = if s.routing == Routing::PerRequest { share.share } else { 1.0 };
            let lane = self.lane(s, &share.model, own, s.fast)?;
            match s.routing {
                Routing::PerSession => teams.push((share.share, vec![lane])),
                Routing::PerRequest if teams.is_empty() => teams.push((1.0, vec![lane])),
                Routing::PerRequest => teams[0].1.push(lane),
            }
        }
        self.rework(s, &mut teams)?;
        let main = Plan {
            s,
            agents: false,
            shape: s.shape,
            warm: s.cache.warm,
            lifetime: s.lifetime(),
            trigger: s.compaction.trigger,
            every: s.compaction.every,
        };
        let hit_rate = self.hit_rate(&main, &teams, &turns, mean_turns)?;
        let mut answer = Answer { turns: mean_turns, hit_rate, ..Answer::default() };
        let (mut prompt, mut read) = (0.0, 0.0);
        for (weight, lanes) in &teams {
            for n in turns {
                let weight = weight / 9.0;
                let mut lanes = lanes.clone();
                let counts = self.walk(&main, &mut lanes, n, hit_rate.unwrap_or(1.0))?;
                lanes.iter().for_each(|lane| earn(&mut answer.session, lane, false, weight));
                if counts.pruned > 0.0 {
                    let usd = counts.pruned * s.compaction.prune_price / MILLION;
                    *answer.session.entry((Source::Prune, String::new(), None)).or_default() += usd * weight;
                }
                answer.compactions += counts.compactions * weight;
                prompt += counts.prompt * weight;
                read += counts.read * weight;
            }
        }
        answer.reported = if prompt > 0.0 { read / prompt } else { 0.0 };
        self.around(s, &mut answer)?;
        Ok(answer)
    }

    /// Sub-agents, background work and the router's own price.
    fn around(&mut self, s: &Scenario, answer: &mut Answer) -> Result<(), Fail> {
        if s.agents.count > 0.0 {
            let plan = Plan {
                s,
                agents: true,
                shape: s.agents.shape,
                warm: 0.0,
                lifetime: Lifetime::FiveMinutes,
                trigger: Trigger::Off,
                every: 0.0,
            };
            let mut lanes = vec![self.lane(s, &s.agents.model, 1.0, false)?];
            self.walk(&plan, &mut lanes, s.agents.turns.round().max(1.0), 1.0)?;
            earn(&mut answer.session, &lanes[0], true, s.agents.count);
        }
        if s.routing == Routing::PerRequest {
            answer.session.insert((Source::Router, String::new(), None), s.router_price * answer.turns);
        }
        answer.session.insert((Source::Background, String::new(), None), s.background);
        Ok(())
    }

    /// The nine numbers of turns.
    fn turns(&mut self, s: &Scenario) -> [f64; 9] {
        let median = s.work.messages * s.work.requests_per_message;
        Z.map(|z| {
            let exact = median * (s.work.spread.ln() / 1.2815516 * z).exp();
            if z != 0.0 && s.work.spread != 1.0 {
                self.compare(exact.fract(), 0.5, exact.max(1.0));
            }
            exact.round().max(1.0)
        })
    }

    /// Section 3's three sources of h; nothing where nothing is carried.
    fn hit_rate(
        &mut self,
        plan: &Plan,
        teams: &[(f64, Vec<Lane>)],
        turns: &[f64; 9],
        mean_turns: f64,
    ) -> Result<Option<f64>, Fail> {
        let s = plan.s;
        if !s.cache.on || mean_turns == 1.0 {
            return Ok(None);
        }
        match s.cache.source {
            HitSource::Given => Ok(Some(s.cache.hit_rate)),
            HitSource::Rhythm => {
                let q = match plan.lifetime {
                    Lifetime::FiveMinutes => s.cache.pauses_5m,
                    Lifetime::OneHour => s.cache.pauses_60m,
                };
                Ok(Some((1.0 - q / (mean_turns - 1.0)).max(0.0)))
            }
            HitSource::Reported => {
                let (mut prompt, mut first, mut later) = (0.0, 0.0, 0.0);
                for (weight, lanes) in teams {
                    for n in turns {
                        let counts = self.walk(plan, &mut lanes.clone(), *n, 0.0)?;
                        prompt += counts.prompt * weight;
                        first += counts.first * weight;
                        later += counts.later * weight;
                    }
                }
                if later == 0.0 {
                    return Ok(None);
                }
                let h = (s.cache.reported * prompt - first) / later;
                self.compare(h, 0.0, 1.0);
                self.compare(h, 1.0, 1.0);
                // What rounding alone puts outside is not impossible.
                if (-1e-9..=1.0 + 1e-9).contains(&h) {
                    Ok(Some(h.clamp(0.0, 1.0)))
                } else {
                    Err(Fail::ImpossibleHitRate)
                }
            }
        }
    }

    /// Tokens as a usage screen shows them: priced as they stand, at the lower rates.
    fn totals(&mut self, s: &Scenario) -> Result<Answer, Fail> {
        let t = &s.totals;
        let mut session = Money::new();
        let mut teams = Vec::new();
        for share in s.mix.iter().filter(|m| m.share > 0.0) {
            teams.push((share.share, vec![self.lane(s, &share.model, 1.0, s.fast)?]));
        }
        self.rework(s, &mut teams)?;
        for (weight, mut lanes) in teams {
            let lane = &mut lanes[0];
            let tier = if lane.fast { PriceTier::Fast } else { PriceTier::Lower };
            lane.main[tier as usize] =
                [t.input, t.write_5m, t.write_1h, t.read, t.output].map(|n| n * lane.scale);
            earn(&mut session, lane, false, weight);
        }
        Ok(Answer { session, ..Answer::default() })
    }
}
