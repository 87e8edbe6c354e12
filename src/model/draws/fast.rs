//! One kind of session priced straight from the sums of its segments, for thousands of draws.
//!
//! The sums are those of [`session::sums`](crate::model::session::sums) where one model serves a
//! session and compactions summarise; dollars are linear in them. What the inputs that are drawn
//! cannot change, limits, rates, sub-agents, is found once.

use super::lanes::{Input, Lanes, by_two, rounded};
use crate::model::bill;
use crate::model::mixture::{NINTHS, Route, expected, points, routes};
use crate::model::price::{Price, Prices};
use crate::model::session::After;
use crate::model::usage::Source;
use crate::prices::{Class, PriceTier};
use crate::scenario::{HitSource, Lifetime, Routing, Scenario, Uncertain, field};

mod totals;

use totals::{Sessions, Totals};

/// The inputs that it takes, in the order of [`Fast::session`].
pub(super) const FAST: [&str; 7] = ["messages", "perMessage", "floor", "growth", "output", "hit", "warm"];

pub(super) struct Fast {
    /// By the order of [`FAST`].
    inputs: [Input; FAST.len()],
    /// How many times the median each equally likely session is long.
    times: Vec<Lanes>,
    /// Whether requests of the median session need not be whole.
    exact: bool,
    courses: Vec<Course>,
    /// USD a session of what none of the inputs changes.
    fixed: Lanes,
    /// Tokens of a summary.
    summary: Lanes,
}

/// Models whose contexts go the same way: one limit, one window, one step. The same in both lanes.
struct Course {
    limit: Lanes,
    window: Lanes,
    /// What a compaction leaves beside the base context.
    left: Lanes,
    step: Lanes,
    /// USD a token by side of the step, summed over the models and their shares.
    main: [Slope; 2],
    compaction: [Slope; 2],
}

#[derive(Clone, Copy)]
struct Slope {
    prompt: Lanes,
    /// What a token costs less because it is read from the cache.
    read: Lanes,
    output: Lanes,
}

/// Two draws.
struct Drawn {
    floor: Lanes,
    growth: Lanes,
    output: Lanes,
    hit: Lanes,
    warm: Lanes,
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
        let inputs = FAST.iter().map(|key| {
            let own = (field(key)?.get)(one);
            Some(Input::new(key, own, uncertain))
        });
        let inputs = inputs.collect::<Option<Vec<Input>>>()?;
        Some(Fast {
            inputs: inputs.try_into().ok()?,
            times: points(one).map(Lanes::splat).collect(),
            exact: one.exact,
            courses,
            fixed: Lanes::splat(bill::total(prices, &others)),
            summary: Lanes::splat(one.compaction.summary),
        })
    }

    /// USD of one mean session at so many draws, by the factors of each input, a column each; no number
    /// where one does not fit its window.
    pub(super) fn sessions(&self, factors: &[&[f64]], draws: usize) -> Vec<f64> {
        let mut all = vec![0.0; draws];
        by_two(&mut all, |two, draw| {
            let mut values = [Lanes::ZERO; FAST.len()];
            for (value, input) in values.iter_mut().zip(&self.inputs) {
                *value = input.at(factors, draw);
            }
            *two = self.session(values);
        });
        all
    }

    /// Every length, as `mixture::lengths` has them.
    #[inline(always)]
    fn session(
        &self,
        [messages, per_message, floor, growth, output, hit, warm]: [Lanes; FAST.len()],
    ) -> Lanes {
        let drawn = Drawn { floor, growth, output, hit, warm };
        let median = messages * per_message;
        if !self.exact {
            return self.of_median(&drawn, median) + self.fixed;
        }
        let least = median.fast_max(Lanes::ONE);
        let fewer = least.floor();
        let more = least - fewer;
        let (low, high) = (self.of_median(&drawn, fewer), self.of_median(&drawn, fewer + Lanes::ONE));
        low * (Lanes::ONE - more) + (more.simd_gt(Lanes::ZERO) & (high * more)) + self.fixed
    }

    fn of_median(&self, drawn: &Drawn, median: Lanes) -> Lanes {
        let mut turns = [Lanes::ONE; NINTHS.len()];
        for (turns, times) in turns.iter_mut().zip(&self.times) {
            *turns = rounded(median * *times).fast_max(Lanes::ONE);
        }
        let sessions = Sessions::new(&turns[..self.times.len()]);
        let mut usd = Lanes::ZERO;
        for course in &self.courses {
            usd += Totals::new(course, drawn, &sessions).usd(self.summary);
        }
        usd / Lanes::new([self.times.len() as f64; 2])
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
        let [limit, window, left, step] =
            [route.course.limit, route.course.window, left, server.step].map(Lanes::splat);
        let same = |course: &Course| (course.limit, course.window, course.step) == (limit, window, step);
        let place = all.iter().position(same).unwrap_or(all.len());
        if place == all.len() {
            let none = Slope { prompt: Lanes::ZERO, read: Lanes::ZERO, output: Lanes::ZERO };
            let (main, compaction) = ([none; 2], [none; 2]);
            all.push(Course { limit, window, left, step, main, compaction });
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
        let token = |class: Class| Lanes::splat(bill::usd(price, tier, class, price.scale));
        let output = token(Class::Output);
        if !one.cache.on {
            return Slope { prompt: token(Class::Input), read: Lanes::ZERO, output };
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
