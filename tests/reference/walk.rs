//! One session, request by request, on one model or routed among several.

use super::{Fail, MILLION, Money, World};
use sawtooth::model::usage::Source;
use sawtooth::prices::{Class, PriceTier, Rates, Tokenizer, date};
use sawtooth::scenario::{Cloud, Lifetime, Method, Payment, Scenario, Shape, Trigger, Window};

/// Section 2: US-only inference 11/10.
const US_ONLY: f64 = 1.1;
/// Section 4: auto is the threshold `window - 33,000` where a model has no rule of its own.
const AUTO: f64 = 33_000.0;

/// One model in one session: its prices and what stands in its cache.
#[derive(Clone)]
pub struct Lane {
    pub id: String,
    /// The chance that a request goes to it.
    pub share: f64,
    /// Its tokens per token of the scenario.
    pub scale: f64,
    pub window: f64,
    /// Where the agent compacts by itself.
    pub auto: f64,
    pub step: Option<f64>,
    pub fast: bool,
    pub tiers: [Option<Rates>; 3],
    pub carried: f64,
    /// Tokens of requests and of compaction requests, by tier and class.
    pub main: [[f64; 5]; 3],
    pub compaction: [[f64; 5]; 3],
}

/// What a session does, whoever serves it. Sizes in the scenario's tokens.
pub struct Plan<'a> {
    pub s: &'a Scenario,
    pub agents: bool,
    pub shape: Shape,
    pub warm: f64,
    pub lifetime: Lifetime,
    pub trigger: Trigger,
    pub every: f64,
}

/// Counts of one session, tokens in the models' own.
#[derive(Default)]
pub struct Counts {
    pub compactions: f64,
    pub prompt: f64,
    /// Carried by the first request, and by the later ones.
    pub first: f64,
    pub later: f64,
    pub read: f64,
    pub pruned: f64,
}

impl World<'_> {
    /// One session of `turns` requests, served by one model or routed among several.
    pub fn walk(&mut self, plan: &Plan, lanes: &mut [Lane], turns: f64, h: f64) -> Result<Counts, Fail> {
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
        let tier = self.tier(lane, prompt * scale) as usize;
        let tokens = if compaction { &mut lane.compaction } else { &mut lane.main };
        let mut add = |class: Class, count: f64| tokens[tier][class as usize] += share * scale * count;
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

    pub fn tier(&mut self, lane: &Lane, prompt: f64) -> PriceTier {
        if lane.fast {
            return PriceTier::Fast;
        }
        let Some(step) = lane.step else { return PriceTier::Lower };
        if prompt != step || lane.scale != 1.0 {
            self.compare(prompt, step, step);
        }
        if prompt > step { PriceTier::Upper } else { PriceTier::Lower }
    }

    pub fn lane(&self, s: &Scenario, id: &str, share: f64, fast: bool) -> Result<Lane, Fail> {
        let model = self.table.model(id).ok_or(Fail::NoPrice)?;
        let row = model.price(s.priced_on, s.price_revision).ok_or(Fail::NoPrice)?;
        let mut tiers = [Some(row.rates), row.step.map(|step| step.rates), row.fast];
        for rates in tiers.iter_mut().flatten() {
            Class::ALL.into_iter().for_each(|class| rates.set(class, rates.of(class) * (1.0 - s.discount)));
        }
        // A provider's region comes before own rates, and is a place already.
        let added = match s.cloud {
            _ if s.payment != Payment::Cloud => 1.0,
            Cloud::BedrockRegional | Cloud::VertexRegional if model.released >= date(2025, 9, 29) => 1.1,
            Cloud::BedrockGov => 1.2,
            _ => 1.0,
        };
        for rates in tiers.iter_mut().flatten() {
            Class::ALL.into_iter().for_each(|class| rates.set(class, rates.of(class) * added));
        }
        let fast = fast && !(s.payment == Payment::Cloud && s.cloud == Cloud::AwsPlatform);
        for (key, rate) in s.overrides.iter().filter(|(key, _)| key.model == id) {
            if let Some(rates) = &mut tiers[key.tier as usize] {
                rates.set(key.class, *rate);
            }
        }
        let times = if s.us_only && added == 1.0 { US_ONLY } else { 1.0 };
        for rates in tiers.iter_mut().flatten() {
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
            window: match (s.window, model.agent_window) {
                (Window::Small, _) => 200e3f64.min(model.window),
                (Window::Agent, Some(agent)) if s.price_revision >= agent.revision => agent.tokens,
                _ => model.window,
            },
            auto: match (s.window, model.agent_reserve) {
                (Window::Agent, Some(own)) if s.price_revision >= own.revision => model.window - own.tokens,
                (Window::Agent, _) => model.window_in_agent(s.price_revision) - AUTO,
                (Window::Small, _) => 200e3f64.min(model.window) - AUTO,
                (Window::Large, _) => model.window - AUTO,
            },
            step: row.step.map(|step| step.above),
            fast: fast && row.fast.is_some(),
            tiers,
            carried: 0.0,
            main: Default::default(),
            compaction: Default::default(),
        })
    }

    /// Notes a comparison that hangs on less than a billionth.
    pub fn compare(&mut self, a: f64, b: f64, size: f64) {
        self.near |= (a - b).abs() <= 1e-9 * size;
    }
}

/// Where a compaction is due: the threshold, and the window in any case. The model's tokens.
fn limit(plan: &Plan, lane: &Lane) -> f64 {
    let threshold = match plan.trigger {
        Trigger::Off => f64::INFINITY,
        Trigger::Auto => lane.auto,
        Trigger::Threshold => plan.s.compaction.threshold,
    };
    threshold.min(lane.window)
}

/// A lane's tokens as money.
pub fn earn(money: &mut Money, lane: &Lane, agents: bool, weight: f64) {
    let sources = if agents { [Source::Agents; 2] } else { [Source::Main, Source::Compaction] };
    for (source, tokens) in sources.into_iter().zip([&lane.main, &lane.compaction]) {
        for tier in PriceTier::ALL {
            for class in Class::ALL {
                let count = tokens[tier as usize][class as usize];
                if count > 0.0 {
                    let rate = lane.tiers[tier as usize].unwrap().of(class);
                    let place = money.entry((source, lane.id.clone(), Some((tier, class)))).or_default();
                    *place += count * rate * weight / MILLION;
                }
            }
        }
    }
}
