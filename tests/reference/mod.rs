//! MODEL.md sections 2 to 6, walked request by request.
//!
//! Written from that page alone, as plainly as can be, to be compared with the closed
//! form of the library. It shares no code with it but the scenario and the price table.
//! It wants a scenario without problems of its own (`Scenario::problems`).

use sawtooth::rates::{Band, Class, RateTable, Rates, Tokenizer};
use sawtooth::scenario::{Basis, HitSource, Lifetime, Method, Preset, Routing, Scenario, Shape, Trigger};
use sawtooth::usage::Source;
use std::collections::BTreeMap;

/// USD by source, model and rate; no model for what is paid in dollars at once.
pub type Money = BTreeMap<(Source, String, Option<(Band, Class)>), f64>;

#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// One average session.
    pub session: Money,
    /// Everybody's month, USD.
    pub month: f64,
    pub turns: f64,
    pub compactions: f64,
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
/// Section 2: US-only inference 11/10.
const US_ONLY: f64 = 1.1;
/// Section 4: auto is the threshold `window - 33,000`.
const AUTO: f64 = 33_000.0;
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

/// One model in one session: its prices and what stands in its cache.
#[derive(Clone)]
struct Lane {
    id: String,
    /// The chance that a request goes to it.
    share: f64,
    /// Its tokens per token of the scenario.
    scale: f64,
    window: f64,
    step: Option<f64>,
    fast: bool,
    bands: [Option<Rates>; 3],
    carried: f64,
    /// Tokens of requests and of compaction requests, by band and class.
    main: [[f64; 5]; 3],
    compaction: [[f64; 5]; 3],
}

/// What a session does, whoever serves it. Sizes in the scenario's tokens.
struct Plan<'a> {
    s: &'a Scenario,
    agents: bool,
    shape: Shape,
    warm: f64,
    lifetime: Lifetime,
    trigger: Trigger,
    every: f64,
}

/// Counts of one session, tokens in the models' own.
#[derive(Default)]
struct Counts {
    compactions: f64,
    prompt: f64,
    /// Carried by the first request, and by the later ones.
    first: f64,
    later: f64,
    read: f64,
    pruned: f64,
}

impl World<'_> {
    fn month(&mut self, s: &Scenario) -> Result<Answer, Fail> {
        let mut answer = self.session(s)?;
        answer.month = s.team.own * s.work.sessions_per_day * s.work.active_days * usd(&answer.session);
        let colleagues =
            [(Preset::Light, s.team.light), (Preset::Average, s.team.average), (Preset::Heavy, s.team.heavy)];
        for (preset, developers) in colleagues {
            if developers > 0.0 {
                let group = Scenario {
                    payment: s.payment,
                    overrides: s.overrides.clone(),
                    us_only: s.us_only,
                    ..preset.scenario(s.priced_on, s.price_revision)
                };
                let session = usd(&self.session(&group)?.session);
                answer.month += developers * group.work.sessions_per_day * group.work.active_days * session;
            }
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
        let band = self.band(&lane, prompt);
        let rates = lane.bands[band as usize].unwrap();
        let job = prompt * rates.input + s.batch.output * lane.scale * rates.output;
        Ok(s.batch.jobs * job / 2.0 / MILLION)
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

    /// One session of `turns` requests, served by one model or routed among several.
    fn walk(&mut self, plan: &Plan, lanes: &mut [Lane], turns: f64, h: f64) -> Result<Counts, Fail> {
        let Shape { floor, growth, output } = plan.shape;
        let c = &plan.s.compaction;
        let exact = [floor, growth, c.summary, c.reacquire, c.kept].iter().all(|x| x.fract() == 0.0)
            && lanes.iter().all(|lane| lane.scale == 1.0);
        let method = self.method(plan, lanes);
        let mut counts = Counts::default();
        let (mut base, mut prompt) = (floor, 0.0);
        let (mut held, mut sent) = (0.0, 0);
        for lane in lanes.iter_mut() {
            lane.carried = plan.warm * floor;
        }
        for request in 1..=turns as u64 {
            if held >= 1.0 && self.due(plan, lanes, prompt + growth, held, exact) {
                counts.compactions += 1.0;
                base = match method {
                    Method::Summarise => {
                        for lane in lanes.iter_mut() {
                            let read = h * lane.carried;
                            counts.later += lane.share * lane.scale * lane.carried;
                            self.bill(plan, lane, &mut counts, true, prompt, read, c.summary);
                        }
                        sent += 1;
                        floor + c.summary + c.reacquire
                    }
                    Method::Prune => {
                        let history = prompt - floor;
                        counts.pruned += lanes.iter().map(|l| l.share * l.scale * history).sum::<f64>();
                        floor + c.kept.min(history)
                    }
                };
                for lane in lanes.iter_mut() {
                    let missed = (1.0 - lane.share).powi(sent);
                    lane.carried = floor * (1.0 - (1.0 - plan.warm) * missed);
                }
                held = 0.0;
            }
            held += 1.0;
            prompt = base + held * growth;
            if held == 1.0 {
                for lane in lanes.iter() {
                    let size = prompt * lane.scale;
                    if !exact {
                        self.compare(size, lane.window, lane.window);
                    }
                    if size > lane.window {
                        return Err(Fail::DoesNotFit);
                    }
                }
            }
            for lane in lanes.iter_mut() {
                let read = if request == 1 { lane.carried } else { h * lane.carried };
                let carried = lane.share * lane.scale * lane.carried;
                *if request == 1 { &mut counts.first } else { &mut counts.later } += carried;
                self.bill(plan, lane, &mut counts, false, prompt, read, output);
                lane.carried = lane.share * prompt + (1.0 - lane.share) * lane.carried;
            }
            sent += 1;
        }
        Ok(counts)
    }

    /// Whether a compaction is due before a request that would send `next`.
    fn due(&mut self, plan: &Plan, lanes: &[Lane], next: f64, held: f64, exact: bool) -> bool {
        let mut due = plan.every > 0.0 && held >= plan.every;
        for lane in lanes {
            let limit = limit(plan, lane);
            if !exact || limit.fract() != 0.0 {
                self.compare(next * lane.scale, limit, limit);
            }
            due |= next * lane.scale > limit;
        }
        due
    }

    /// A reading: one method a session. The window alone forces a summary; where anything
    /// else was asked for that comes no later, its method serves every compaction.
    fn method(&mut self, plan: &Plan, lanes: &[Lane]) -> Method {
        let asked = |lane: &Lane| match plan.trigger {
            Trigger::Off => false,
            Trigger::Auto => true,
            Trigger::Threshold => plan.s.compaction.threshold <= lane.window,
        };
        let size = |lane: &Lane| limit(plan, lane) / lane.scale;
        let binding = lanes.iter().min_by(|a, b| size(a).total_cmp(&size(b))).unwrap();
        for lane in lanes.iter().filter(|lane| asked(lane) != asked(binding)) {
            self.compare(size(lane), size(binding), size(binding));
        }
        let chosen = !plan.agents && (plan.every > 0.0 || asked(binding));
        if chosen { plan.s.compaction.method } else { Method::Summarise }
    }

    /// One request's tokens on one model; sizes come in the scenario's tokens.
    #[allow(clippy::too_many_arguments)]
    fn bill(
        &mut self,
        plan: &Plan,
        lane: &mut Lane,
        counts: &mut Counts,
        compaction: bool,
        prompt: f64,
        read: f64,
        output: f64,
    ) {
        let (scale, share) = (lane.scale, lane.share);
        let band = self.band(lane, prompt * scale) as usize;
        let tokens = if compaction { &mut lane.compaction } else { &mut lane.main };
        let mut add = |class: Class, count: f64| tokens[band][class as usize] += share * scale * count;
        let write = match plan.lifetime {
            Lifetime::OneHour if !compaction => Class::Write1h,
            _ => Class::Write5m,
        };
        if plan.s.cache.on {
            add(Class::Read, read);
            add(write, prompt - read);
            counts.read += share * scale * read;
        } else {
            add(Class::Input, prompt);
        }
        add(Class::Output, output);
        counts.prompt += share * scale * prompt;
    }

    fn band(&mut self, lane: &Lane, prompt: f64) -> Band {
        if lane.fast {
            return Band::Fast;
        }
        let Some(step) = lane.step else { return Band::Lower };
        if prompt != step || lane.scale != 1.0 {
            self.compare(prompt, step, step);
        }
        if prompt > step { Band::Upper } else { Band::Lower }
    }

    /// Tokens as a usage screen shows them: priced as they stand, at the lower rates.
    fn totals(&mut self, s: &Scenario) -> Result<Answer, Fail> {
        let t = &s.totals;
        let mut session = Money::new();
        for share in s.mix.iter().filter(|m| m.share > 0.0) {
            let mut lane = self.lane(s, &share.model, 1.0, s.fast)?;
            let band = if lane.fast { Band::Fast } else { Band::Lower };
            lane.main[band as usize] =
                [t.input, t.write_5m, t.write_1h, t.read, t.output].map(|n| n * lane.scale);
            earn(&mut session, &lane, false, share.share);
        }
        Ok(Answer { session, ..Answer::default() })
    }

    fn lane(&self, s: &Scenario, id: &str, share: f64, fast: bool) -> Result<Lane, Fail> {
        let model = self.table.model(id).ok_or(Fail::NoPrice)?;
        let row = model.price(s.priced_on, s.price_revision).ok_or(Fail::NoPrice)?;
        let mut bands = [Some(row.rates), row.step.map(|step| step.rates), row.fast];
        for (key, rate) in s.overrides.iter().filter(|(key, _)| key.model == id) {
            if let Some(rates) = &mut bands[key.band as usize] {
                rates.set(key.class, *rate);
            }
        }
        let times = if s.us_only { US_ONLY } else { 1.0 };
        for rates in bands.iter_mut().flatten() {
            Class::ALL.into_iter().for_each(|class| rates.set(class, rates.of(class) * times));
        }
        Ok(Lane {
            id: id.into(),
            share,
            scale: match (s.tokenizer, model.tokenizer) {
                (Tokenizer::Classic, Tokenizer::Since2026) => s.tokenizer_factor,
                (Tokenizer::Since2026, Tokenizer::Classic) => 1.0 / s.tokenizer_factor,
                _ => 1.0,
            },
            window: model.window,
            step: row.step.map(|step| step.above),
            fast: fast && row.fast.is_some(),
            bands,
            carried: 0.0,
            main: Default::default(),
            compaction: Default::default(),
        })
    }

    /// Notes a comparison that hangs on less than a billionth.
    fn compare(&mut self, a: f64, b: f64, size: f64) {
        self.near |= (a - b).abs() <= 1e-9 * size;
    }
}

/// Where a compaction is due: the threshold, and the window in any case. The model's tokens.
fn limit(plan: &Plan, lane: &Lane) -> f64 {
    let threshold = match plan.trigger {
        Trigger::Off => f64::INFINITY,
        Trigger::Auto => lane.window - AUTO,
        Trigger::Threshold => plan.s.compaction.threshold,
    };
    threshold.min(lane.window)
}

/// A lane's tokens as money.
fn earn(money: &mut Money, lane: &Lane, agents: bool, weight: f64) {
    let sources = if agents { [Source::Agents; 2] } else { [Source::Main, Source::Compaction] };
    for (source, tokens) in sources.into_iter().zip([&lane.main, &lane.compaction]) {
        for band in Band::ALL {
            for class in Class::ALL {
                let count = tokens[band as usize][class as usize];
                if count > 0.0 {
                    let rate = lane.bands[band as usize].unwrap().of(class);
                    let place = money.entry((source, lane.id.clone(), Some((band, class)))).or_default();
                    *place += count * rate * weight / MILLION;
                }
            }
        }
    }
}
