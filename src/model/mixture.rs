//! The expected session: over the spread of turns and the mix of models.

use crate::model::price::{Price, Prices};
use crate::model::session::idle::{Pauses, unpaused};
use crate::model::session::sums::{Server, SessionSums};
use crate::model::session::{After, Course, DoesNotFit, Trajectory};
use crate::model::usage::{Source, Tokens, Usage};
use crate::prices::{Class, PriceTier};
use crate::scenario::{Basis, Lifetime, Method, Problem, Routing, Scenario, Shape, Trigger, Trouble};
use writing::Writing;

mod compactions;
mod hit_rate;
mod idle;
mod kinds;
mod lengths;
mod writing;

pub use compactions::compactions;
pub use hit_rate::{Cached, Unpaused};
pub use idle::{NoIdle, hold};
pub use kinds::{held, with_chances};
pub use lengths::{Length, Lengths, lengths, long_turns, turns, whole_turns};
pub(crate) use lengths::{NINTHS, points};

/// What one average session uses, and what is known of it beside.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Expected {
    pub usage: Usage,
    /// Mean requests, compaction requests not counted.
    pub turns: f64,
    pub compactions: f64,
    /// Compactions in a long pause, among all of them.
    pub in_pauses: f64,
    /// Why the switch for them has no effect; see [`Expected::idle_misses`].
    no_idle: Option<NoIdle>,
    /// Largest prompt of the median and of the longest session, in the scenario's tokens.
    pub median_peak: f64,
    pub peak: f64,
    pub thrashing: bool,
    /// A model whose window forced a compaction that the scenario does not ask for.
    pub forced_by: Option<usize>,
    /// Chance that the carried part is cached; `None` where nothing is carried.
    pub hit_rate: Option<f64>,
    /// Cache reads over prompt tokens, and the bounds that these turns allow it.
    pub reported: f64,
    pub reported_bounds: (f64, f64),
    /// What the two come from.
    pub cached: Cached,
}

/// One average session of a scenario without problems.
pub fn expected(prices: &Prices, scenario: &Scenario) -> Result<Expected, Problem> {
    if scenario.basis == Basis::Totals {
        return given_totals(prices, scenario);
    }
    if !scenario.kinds.is_empty() {
        return kinds::expected(prices, scenario);
    }
    along(prices, scenario, &routes(prices, scenario)?, &lengths(scenario))
}

/// The mean of equally likely sessions of these many requests.
pub fn of_turns(
    prices: &Prices,
    scenario: &Scenario,
    turns: impl Iterator<Item = f64>,
) -> Result<Expected, Problem> {
    along(prices, scenario, &routes(prices, scenario)?, &Lengths::equally(turns))
}

/// The same along routes that are there already.
pub fn along(
    prices: &Prices,
    scenario: &Scenario,
    routes: &[Route],
    lengths: &Lengths,
) -> Result<Expected, Problem> {
    Mean::along(prices, scenario, routes, lengths)?.finish(prices, scenario)
}

/// A share of the sessions that follow one course, and the models that serve it.
pub struct Route {
    pub weight: f64,
    pub course: Course,
    /// Place in the price list of each model, and its view of the course.
    pub servers: Vec<(usize, Server)>,
    /// The model whose limit binds.
    binding: usize,
    /// Whether its window, not the scenario's threshold, is that limit.
    forced: bool,
}

/// One route per model, or a single one that a router spreads over all of them.
pub fn routes(prices: &Prices, scenario: &Scenario) -> Result<Vec<Route>, Problem> {
    let shares = shares(prices, scenario)?;
    let alone = |(model, weight): &(usize, f64)| route(prices, scenario, &[(*model, 1.0)], *weight);
    let mut routes: Vec<Route> = match scenario.routing {
        Routing::PerSession => shares.iter().map(alone).collect(),
        Routing::PerRequest => vec![route(prices, scenario, &shares, 1.0)],
    };
    routes.extend(again(prices, scenario, &shares).iter().map(alone));
    Ok(routes)
}

/// The models of the mix by their place in the price list, with their shares.
pub(crate) fn shares(prices: &Prices, scenario: &Scenario) -> Result<Vec<(usize, f64)>, Problem> {
    let mut shares = Vec::new();
    for share in scenario.mix.iter().filter(|s| s.share > 0.0) {
        shares.push((prices.find(&share.model, "mix")?, share.share));
    }
    Ok(shares)
}

/// What a cheaper model gets wrong, a whole session of the mix's most expensive one does again:
/// sessions beside those that were planned, hence weights above 1 in all. (MODEL.md has no
/// rework; at zero this is its section 5.)
pub(crate) fn again(prices: &Prices, scenario: &Scenario, shares: &[(usize, f64)]) -> Option<(usize, f64)> {
    let input = |model: usize| prices.0[model].rate(PriceTier::Lower, Class::Input);
    let costliest = shares.iter().map(|(m, _)| *m).reduce(|a, b| if input(b) > input(a) { b } else { a })?;
    let cheaper: f64 = shares.iter().filter(|(m, _)| input(*m) < input(costliest)).map(|(_, w)| w).sum();
    let weight = scenario.rework * cheaper;
    (weight > 0.0).then_some((costliest, weight))
}

fn route(prices: &Prices, scenario: &Scenario, shares: &[(usize, f64)], weight: f64) -> Route {
    let limit = |m: &usize| threshold(scenario, &prices.0[*m]).min(prices.0[*m].window) / prices.0[*m].scale;
    let tightest = shares.iter().map(|(m, _)| *m).min_by(|a, b| limit(a).total_cmp(&limit(b)));
    let binding = tightest.unwrap_or_default();
    let price = &prices.0[binding];
    // Where nothing but the window compacts, it summarises: pruning is a choice (MODEL.md
    // section 4). With a choice in force, the window prunes too: one method a session.
    let forced = threshold(scenario, price) > price.window;
    let windows = shares.iter().map(|(m, _)| prices.0[*m].window / prices.0[*m].scale);
    let course = Course {
        floor: scenario.shape.floor,
        growth: scenario.shape.growth,
        limit: limit(&binding),
        window: windows.fold(f64::INFINITY, f64::min),
        every: if scenario.compaction.every > 0.0 { scenario.compaction.every } else { f64::INFINITY },
        after: after(scenario, forced && scenario.compaction.every == 0.0),
        idle_from: idle::from(scenario, price),
    };
    let server = |(m, share): &(usize, f64)| (*m, server(&prices.0[*m], *share, scenario.cache.warm));
    Route { weight, course, servers: shares.iter().map(server).collect(), binding, forced }
}

fn server(price: &Price, share: f64, warm: f64) -> Server {
    // In fast mode one rate holds for every prompt.
    let step = if price.fast { None } else { price.step };
    Server { share, step: step.map_or(f64::INFINITY, |step| step / price.scale), warm }
}

/// The context at which the scenario compacts, in the model's own tokens.
fn threshold(scenario: &Scenario, price: &Price) -> f64 {
    match scenario.compaction.trigger {
        Trigger::Off => f64::INFINITY,
        Trigger::Auto => price.auto_compact,
        Trigger::Threshold => scenario.compaction.threshold,
    }
}

fn after(scenario: &Scenario, forced: bool) -> After {
    let compaction = &scenario.compaction;
    match compaction.method {
        Method::Prune if !forced => After::Pruned { kept: compaction.kept },
        _ => After::Summary { left: compaction.summary + compaction.reacquire },
    }
}

/// Sums per model on the way to an [`Expected`].
struct Mean {
    points: f64,
    turns: f64,
    sums: Vec<(usize, SessionSums)>,
    pruned: f64,
    peaks: [f64; 9],
    long_pauses: f64,
    out: Expected,
}

impl Mean {
    fn new(lengths: &Lengths) -> Mean {
        let (points, turns) = (lengths.points, lengths.mean());
        let (sums, out) = (Vec::new(), Expected::default());
        Mean { points, turns, sums, pruned: 0.0, peaks: [0.0; 9], long_pauses: 0.0, out }
    }

    fn along(
        prices: &Prices,
        scenario: &Scenario,
        routes: &[Route],
        lengths: &Lengths,
    ) -> Result<Mean, Problem> {
        let mut mean = Mean::new(lengths);
        mean.long_pauses = idle::long_pauses(scenario, mean.turns);
        let longest = lengths.all.iter().map(|length| length.requests).fold(0.0, f64::max);
        for route in routes {
            let mut pauses = Pauses::new(&route.course, mean.long_pauses, longest);
            for length in &lengths.all {
                mean.add(prices, route, length, &mut pauses)?;
            }
        }
        mean.out.note_no_idle(scenario, routes, mean.long_pauses);
        Ok(mean)
    }

    fn add(
        &mut self,
        prices: &Prices,
        route: &Route,
        length: &Length,
        pauses: &mut Pauses,
    ) -> Result<(), Problem> {
        let misfit = |error| does_not_fit(&prices.0[route.binding], error, "floor");
        let trajectory = Trajectory::new(&route.course, length.requests).map_err(misfit)?;
        let times = route.weight * length.weight / self.points;
        if pauses.are_too_many(&trajectory) {
            self.out.no_idle = Some(NoIdle::TooLong);
        }
        match pauses.of(&trajectory) {
            Some(idle) => {
                for (model, server) in &route.servers {
                    let found = idle.session(server, &trajectory).map_err(misfit)?;
                    self.of(*model).add_times(&found.sums, times);
                    self.out.compactions += (found.compactions - trajectory.compactions) * times;
                    self.out.in_pauses += found.in_pauses * times;
                    self.out.thrashing |= found.thrashing;
                }
            }
            None => {
                for (model, server) in &route.servers {
                    let sums = SessionSums::of(&route.course, server, &trajectory);
                    self.of(*model).add_times(&sums, times);
                }
            }
        }
        // History is counted by the tokenizer of the model that it was sent to.
        let scale = route.servers.iter().map(|(m, server)| server.share * prices.0[*m].scale).sum::<f64>();
        self.pruned += trajectory.pruned * scale * times;
        self.note(route, &trajectory, times, length.ninth);
        Ok(())
    }

    fn note(&mut self, route: &Route, trajectory: &Trajectory, times: f64, place: usize) {
        self.out.compactions += trajectory.compactions * times;
        self.peaks[place.min(8)] = self.peaks[place.min(8)].max(trajectory.peak);
        self.out.thrashing |= trajectory.thrashing;
        if route.forced
            && trajectory.compactions > 0.0
            && trajectory.peak + route.course.growth > route.course.limit
        {
            self.out.forced_by = Some(route.binding);
        }
    }

    fn of(&mut self, model: usize) -> &mut SessionSums {
        let found = self.sums.iter().position(|(m, _)| *m == model);
        let place = found.unwrap_or_else(|| {
            self.sums.push((model, SessionSums::default()));
            self.sums.len() - 1
        });
        &mut self.sums[place].1
    }

    fn finish(mut self, prices: &Prices, scenario: &Scenario) -> Result<Expected, Problem> {
        self.out.turns = self.turns;
        self.out.median_peak = self.peaks[if self.points > 1.0 { 4 } else { 0 }];
        self.out.peak = self.peaks.into_iter().fold(0.0, f64::max);
        self.find_hit_rate(prices, scenario)?;
        self.bill_models(prices, scenario);
        add_agents(&mut self.out.usage, prices, scenario)?;
        self.add_dollars(scenario);
        Ok(self.out)
    }

    /// What the sessions send, and what of it a cache may hold.
    fn cached(&self, prices: &Prices, scenario: &Scenario) -> Cached {
        let (mut all, mut unpaused) = (Cached::default(), 0.0);
        for (model, sums) in &self.sums {
            for kind in [&sums.main, &sums.compaction] {
                let both = |tiers: [f64; 2]| (tiers[0] + tiers[1]) * prices.0[*model].scale;
                all.prompt += both(kind.prompt);
                all.carried += both(kind.carried);
                all.warm += both(kind.warm);
                unpaused += both(kind.unpaused);
            }
        }
        if !scenario.cache.on {
            (all.carried, all.warm) = (0.0, 0.0);
        }
        if unpaused > 0.0 {
            all.unpaused.push(Unpaused { long_pauses: self.long_pauses, tokens: unpaused });
        }
        all
    }

    fn find_hit_rate(&mut self, prices: &Prices, scenario: &Scenario) -> Result<(), Problem> {
        let cached = self.cached(prices, scenario);
        self.out.reported_bounds = cached.bounds();
        self.out.hit_rate = cached.hit_rate(scenario, self.turns)?;
        self.out.reported = cached.reported(self.out.hit_rate);
        self.out.cached = cached;
        Ok(())
    }

    fn bill_models(&mut self, prices: &Prices, scenario: &Scenario) {
        let hit = self.out.hit_rate.unwrap_or(0.0);
        for (model, sums) in &self.sums {
            let price = &prices.0[*model];
            let main = Writing {
                price,
                on: scenario.cache.on,
                lifetime: scenario.lifetime(),
                hit,
                unpaused: unpaused(hit, self.long_pauses),
                fast: price.fast,
            };
            main.add(self.out.usage.of(Source::Main, *model), &sums.main, scenario.shape.output);
            let compaction = Writing { lifetime: Lifetime::FiveMinutes, ..main };
            if sums.compaction.requests != [0.0; 2] {
                let tokens = self.out.usage.of(Source::Compaction, *model);
                compaction.add(tokens, &sums.compaction, scenario.compaction.summary);
            }
        }
    }

    fn add_dollars(&mut self, scenario: &Scenario) {
        let requests = if scenario.routing == Routing::PerRequest { self.turns } else { 0.0 };
        let pruned = self.pruned * scenario.compaction.prune_price / 1e6;
        let all = [
            (Source::Background, scenario.background),
            (Source::Router, requests * scenario.router_price),
            (Source::Prune, pruned),
        ];
        all.iter()
            .filter(|(_, usd)| *usd > 0.0)
            .for_each(|(source, usd)| self.out.usage.add_dollars(*source, *usd));
    }
}

/// Sub-agents: sessions of their own with a cold floor, 5-minute writes and h = 1, on
/// ordinary speed; only the window compacts them, as it would the parent.
fn add_agents(usage: &mut Usage, prices: &Prices, scenario: &Scenario) -> Result<(), Problem> {
    let agents = &scenario.agents;
    if agents.count <= 0.0 {
        return Ok(());
    }
    let model = prices.find(&agents.model, "agentModel")?;
    let price = &prices.0[model];
    let Shape { floor, growth, output } = agents.shape;
    let window = price.window / price.scale;
    let after = after(scenario, true);
    // They run unattended: no pause comes.
    let (every, idle_from) = (f64::INFINITY, f64::INFINITY);
    let course = Course { floor, growth, limit: window, window, every, after, idle_from };
    let trajectory = Trajectory::new(&course, whole_turns(agents.turns))
        .map_err(|error| does_not_fit(price, error, "agentFloor"))?;
    let step = price.step.map_or(f64::INFINITY, |step| step / price.scale);
    let sums = SessionSums::of(&course, &Server { share: 1.0, step, warm: 0.0 }, &trajectory);
    let (on, lifetime) = (scenario.cache.on, Lifetime::FiveMinutes);
    let writing = Writing { price, on, lifetime, hit: 1.0, unpaused: 1.0, fast: false };
    let mut one = Tokens::default();
    writing.add(&mut one, &sums.main, output);
    writing.add(&mut one, &sums.compaction, scenario.compaction.summary);
    usage.of(Source::Agents, model).add_times(&one, agents.count);
    Ok(())
}

/// A session given by its counts is priced as it stands, at the lower rates.
fn given_totals(prices: &Prices, scenario: &Scenario) -> Result<Expected, Problem> {
    let no_idle = scenario.compaction.idle.then_some(NoIdle::Totals);
    let mut out = Expected { no_idle, ..Expected::default() };
    let given = &scenario.totals;
    let shares = shares(prices, scenario)?;
    for (model, weight) in shares.iter().copied().chain(again(prices, scenario, &shares)) {
        let price = &prices.0[model];
        let tier = if price.fast { PriceTier::Fast } else { PriceTier::Lower };
        let tokens = out.usage.of(Source::Main, model);
        let counts = [given.input, given.write_5m, given.write_1h, given.read, given.output];
        for (class, count) in Class::ALL.into_iter().zip(counts) {
            tokens.add(tier, class, count * weight * price.scale);
        }
    }
    let prompt = given.input + given.write_5m + given.write_1h + given.read;
    out.reported = if prompt > 0.0 { given.read / prompt } else { 0.0 };
    Ok(out)
}

fn does_not_fit(price: &Price, error: DoesNotFit, field: &'static str) -> Problem {
    let trouble = Trouble::DoesNotFit {
        model: price.id.clone(),
        needs: error.needs * price.scale,
        window: price.window,
    };
    Problem { field, trouble }
}
