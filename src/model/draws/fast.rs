//! One kind of session priced straight from the sums of its segments, for thousands of draws.
//!
//! The sums are those of [`session::sums`](crate::model::session::sums) where one model serves a
//! session and compactions summarise; dollars are linear in them. What the inputs that are drawn
//! cannot change, limits, rates, sub-agents, is found once.

use crate::model::bill;
use crate::model::mixture::{Route, expected, points, routes, whole_turns};
use crate::model::price::{Price, Prices};
use crate::model::session::{After, last_within};
use crate::model::usage::Source;
use crate::prices::{Class, PriceTier};
use crate::scenario::{HitSource, Lifetime, Routing, Scenario, Uncertain};

/// The inputs that it takes, in the order of [`Drawn`].
pub(super) const FAST: [&str; 7] = ["messages", "perMessage", "floor", "growth", "output", "hit", "warm"];

pub(super) struct Fast {
    /// The scenario's own numbers by the order of [`FAST`], and the place of each among what is drawn.
    inputs: [(f64, Option<usize>); FAST.len()],
    /// How many times the median each equally likely session is long.
    times: Vec<f64>,
    /// Whether requests of the median session need not be whole.
    exact: bool,
    courses: Vec<Course>,
    /// USD a session of what none of the inputs changes.
    fixed: f64,
    /// Tokens of a summary.
    summary: f64,
}

/// Models whose contexts go the same way: one limit, one window, one step.
struct Course {
    limit: f64,
    window: f64,
    /// What a compaction leaves beside the base context.
    left: f64,
    step: f64,
    /// USD a token by side of the step, summed over the models and their shares.
    main: [Slope; 2],
    compaction: [Slope; 2],
}

#[derive(Clone, Copy, Default)]
struct Slope {
    prompt: f64,
    /// What a token costs less because it is read from the cache.
    read: f64,
    output: f64,
}

/// One draw.
struct Drawn {
    floor: f64,
    growth: f64,
    warm: f64,
}

/// Sums over sessions by side of the step.
#[derive(Clone, Copy, Default)]
struct Sums {
    requests: [f64; 2],
    prompt: [f64; 2],
    /// Read from the cache by chance.
    carried: [f64; 2],
}

impl Fast {
    /// `None` for sessions that take more than this: a router, pruning, compactions every so many
    /// requests or in a pause, a chance of a hit that follows from something else.
    pub(super) fn new(prices: &Prices, one: &Scenario, uncertain: &[Uncertain]) -> Option<Fast> {
        let given = one.cache.source == HitSource::Given || !one.cache.on;
        let routed = one.routing == Routing::PerRequest;
        if !given || routed || one.compaction.every > 0.0 || one.compaction.idle {
            return None;
        }
        let mut courses: Vec<Course> = Vec::new();
        for route in &routes(prices, one).ok()? {
            Course::add(&mut courses, prices, one, route)?;
        }
        let found = expected(prices, one).ok()?;
        let fixed = |source: &Source| !matches!(source, Source::Main | Source::Compaction);
        let mut others = found.usage;
        others.tokens.retain(|(source, ..)| fixed(source));
        let input = |key: &str| {
            let place = uncertain.iter().position(|input| input.field.key == key);
            let own = crate::scenario::field(key).map_or(0.0, |field| (field.get)(one));
            (own, place)
        };
        Some(Fast {
            inputs: FAST.map(input),
            times: points(one).collect(),
            exact: one.exact,
            courses,
            fixed: bill::total(prices, &others),
            summary: one.compaction.summary,
        })
    }

    /// USD of one mean session; `None` where one does not fit its window.
    pub(super) fn session(&self, uncertain: &[Uncertain], factors: &[f64]) -> Option<f64> {
        let value = |(own, place): (f64, Option<usize>)| match place {
            Some(at) => uncertain[at].at(own, factors.get(at).copied().unwrap_or(1.0)),
            None => own,
        };
        let [messages, per_message, floor, growth, output, hit, warm] = self.inputs.map(value);
        let drawn = Drawn { floor, growth, warm };
        let median = messages * per_message;
        let mut usd = 0.0;
        for course in &self.courses {
            let mut sums = Totals::new(course, &drawn)?;
            self.add(&mut sums, median)?;
            usd += sums.usd(hit, output, self.summary);
        }
        Some(usd / self.times.len() as f64 + self.fixed)
    }

    /// Every length, as `mixture::lengths` has them.
    fn add(&self, sums: &mut Totals, median: f64) -> Option<()> {
        if !self.exact {
            return self.times.iter().try_for_each(|times| sums.add(whole_turns(median * times), 1.0));
        }
        let median = median.max(1.0);
        let fewer = libm::floor(median);
        let more = median - fewer;
        for times in &self.times {
            sums.add(whole_turns(fewer * times), 1.0 - more)?;
            if more > 0.0 {
                sums.add(whole_turns((fewer + 1.0) * times), more)?;
            }
        }
        Some(())
    }
}

impl Course {
    /// Adds the rates of a route's model to those that go the same way.
    fn add(all: &mut Vec<Course>, prices: &Prices, one: &Scenario, route: &Route) -> Option<()> {
        let ([(model, server)], After::Summary { left }) = (route.servers.as_slice(), route.course.after)
        else {
            return None;
        };
        if server.share != 1.0 {
            return None;
        }
        let (limit, window, step) = (route.course.limit, route.course.window, server.step);
        let same = |course: &Course| (course.limit, course.window, course.step) == (limit, window, step);
        let place = all.iter().position(same).unwrap_or(all.len());
        if place == all.len() {
            let none = [Slope::default(); 2];
            all.push(Course { limit, window, left, step, main: none, compaction: none });
        }
        let price = prices.0.get(*model)?;
        for (side, tier) in [PriceTier::Lower, PriceTier::Upper].into_iter().enumerate() {
            let tier = if price.fast { PriceTier::Fast } else { tier };
            all[place].main[side].add(&Slope::new(price, tier, one, one.lifetime()), route.weight);
            // A summary is written for five minutes (MODEL.md section 4).
            let compaction = Slope::new(price, tier, one, Lifetime::FiveMinutes);
            all[place].compaction[side].add(&compaction, route.weight);
        }
        Some(())
    }
}

impl Slope {
    fn new(price: &Price, tier: PriceTier, one: &Scenario, lifetime: Lifetime) -> Slope {
        let token = |class: Class| bill::usd(price, tier, class, price.scale);
        let output = token(Class::Output);
        if !one.cache.on {
            return Slope { prompt: token(Class::Input), read: 0.0, output };
        }
        let write = match lifetime {
            Lifetime::FiveMinutes => token(Class::Write5m),
            Lifetime::OneHour => token(Class::Write1h),
        };
        Slope { prompt: write, read: write - token(Class::Read), output }
    }

    fn add(&mut self, other: &Slope, weight: f64) {
        self.prompt += other.prompt * weight;
        self.read += other.read * weight;
        self.output += other.output * weight;
    }
}

/// The sums of sessions along one course, at one draw.
struct Totals<'a> {
    course: &'a Course,
    drawn: &'a Drawn,
    /// Requests of a session's first segment, and of those after a compaction.
    first: f64,
    later: f64,
    /// Requests of such segments below the step, however long they are.
    first_below: f64,
    later_below: f64,
    /// Sessions, their requests and the squares of those, in first segments that no compaction ends: by
    /// all requests, and by those below the step.
    uncut: [Moments; 2],
    main: Sums,
    compaction: Sums,
    /// Base contexts read by chance after a compaction, and surely at the beginning, by side.
    warm: [f64; 2],
}

#[derive(Clone, Copy, Default)]
struct Moments {
    /// Segments with any request.
    any: f64,
    requests: f64,
    squares: f64,
}

impl Moments {
    fn add(&mut self, requests: f64, weight: f64) {
        self.any += if requests > 0.0 { weight } else { 0.0 };
        self.requests += requests * weight;
        self.squares += requests * requests * weight;
    }
}

impl<'a> Totals<'a> {
    /// `None` where the first request does not fit the window.
    fn new(course: &'a Course, drawn: &'a Drawn) -> Option<Totals<'a>> {
        let Drawn { floor, growth, .. } = *drawn;
        if floor + growth > course.window {
            return None;
        }
        let after = floor + course.left;
        let stepped = course.step.is_finite();
        let below = |base: f64| if stepped { last_within(base, growth, course.step) } else { f64::INFINITY };
        Some(Totals {
            course,
            drawn,
            first: last_within(floor, growth, course.limit).max(1.0),
            later: last_within(after, growth, course.limit).max(1.0),
            first_below: below(floor),
            later_below: below(after),
            uncut: Default::default(),
            main: Sums::default(),
            compaction: Sums::default(),
            warm: [0.0; 2],
        })
    }

    /// `None` where what a compaction leaves does not fit the window.
    fn add(&mut self, turns: f64, weight: f64) -> Option<()> {
        self.uncut[0].add(turns.min(self.first), weight);
        self.uncut[1].add(turns.min(self.first).min(self.first_below), weight);
        if turns > self.first {
            let least = self.drawn.floor + self.course.left + self.drawn.growth;
            (least <= self.course.window).then_some(())?;
            self.add_compacted(turns - self.first, weight);
        }
        Some(())
    }

    /// What comes after the first compaction: full segments, and one that the session ends.
    fn add_compacted(&mut self, rest: f64, weight: f64) {
        let Drawn { floor, growth, .. } = *self.drawn;
        let after = floor + self.course.left;
        let full = libm::floor(rest / self.later);
        let last = rest - full * self.later;
        self.compact(floor + self.first * growth, weight);
        let more = if last > 0.0 { full } else { full - 1.0 };
        self.compact(after + self.later * growth, more * weight);
        self.add_segment(after, self.later, full * weight);
        self.add_segment(after, last, weight);
    }

    fn compact(&mut self, prompt: f64, times: f64) {
        let side = usize::from(prompt > self.course.step);
        self.compaction.requests[side] += times;
        self.compaction.prompt[side] += prompt * times;
        self.compaction.carried[side] += prompt * times;
    }

    fn add_segment(&mut self, base: f64, requests: f64, times: f64) {
        if requests <= 0.0 || times <= 0.0 {
            return;
        }
        let below = requests.min(self.later_below);
        let (all, lower) = (self.of(base, requests), self.of(base, below));
        self.main.add(0, lower, times);
        self.main.add(1, minus(all, lower), times);
    }

    /// Requests, prompt and carried tokens of so many requests from a base after a compaction.
    fn of(&self, base: f64, requests: f64) -> [f64; 3] {
        if requests <= 0.0 {
            return [0.0; 3];
        }
        let growth = self.drawn.growth;
        let prompt = requests * base + growth * requests * (requests + 1.0) / 2.0;
        let carried = self.drawn.floor + (requests - 1.0) * base + growth * (requests - 1.0) * requests / 2.0;
        [requests, prompt, carried]
    }

    /// First segments, whose first request reads what another session left.
    fn add_first(&mut self) {
        let Drawn { floor, growth, warm } = *self.drawn;
        let of = |Moments { any, requests, squares }: Moments| {
            let prompt = requests * floor + growth * (squares + requests) / 2.0;
            let carried = (requests - any) * floor + growth * (squares - requests) / 2.0;
            [requests, prompt, carried]
        };
        let (all, lower) = (of(self.uncut[0]), of(self.uncut[1]));
        self.main.add(0, lower, 1.0);
        self.main.add(1, minus(all, lower), 1.0);
        let side = usize::from(floor + growth > self.course.step);
        self.warm[side] += warm * floor * self.uncut[0].any;
    }

    fn usd(mut self, hit: f64, output: f64, summary: f64) -> f64 {
        self.add_first();
        let mut usd = 0.0;
        for side in 0..2 {
            let (main, compaction) = (&self.course.main[side], &self.course.compaction[side]);
            usd += main.usd(&self.main, side, hit, output) - self.warm[side] * main.read;
            usd += compaction.usd(&self.compaction, side, hit, summary);
        }
        usd
    }
}

fn minus(all: [f64; 3], some: [f64; 3]) -> [f64; 3] {
    [all[0] - some[0], all[1] - some[1], all[2] - some[2]]
}

impl Slope {
    fn usd(&self, sums: &Sums, side: usize, hit: f64, output: f64) -> f64 {
        let written = sums.prompt[side] * self.prompt - sums.carried[side] * hit * self.read;
        written + sums.requests[side] * output * self.output
    }
}

impl Sums {
    fn add(&mut self, side: usize, [requests, prompt, carried]: [f64; 3], times: f64) {
        self.requests[side] += requests * times;
        self.prompt[side] += prompt * times;
        self.carried[side] += carried * times;
    }
}
