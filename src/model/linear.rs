//! A session's dollars straight from its sums: for searches that price thousands of courses.
//!
//! At a given chance of a cache hit, dollars are linear in the sums of a session, so each
//! model has one slope for each of them. The same number as `bill` gives for `mixture`'s
//! usage, but for the order of its additions.

use crate::model::bill::usd;
use crate::model::mixture::Route;
use crate::model::price::{Price, Prices};
use crate::model::session::Trajectory;
use crate::model::session::idle::{Pauses, unpaused};
use crate::model::session::sums::{SessionSums, Sums};
use crate::prices::{Class, PriceTier};
use crate::scenario::{Lifetime, Scenario};

/// USD by what the compaction request finds in the cache.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cost {
    /// As much as every other request.
    pub warm: f64,
    /// Nothing: it comes after a pause, and writes what it would have read.
    pub cold: f64,
}

/// The prices of a scenario's main conversation, whose chance of a hit is given.
pub struct Slopes {
    models: Vec<Slope>,
    /// USD per token of history that a pruning service takes.
    prune: f64,
    long_pauses: f64,
}

/// One model's slopes by side of its prompt step, in USD per token of the scenario.
struct Slope {
    main: [Side; 2],
    compaction: [Side; 2],
    scale: f64,
}

#[derive(Clone, Copy)]
struct Side {
    prompt: f64,
    /// What a token costs less because it is read from the cache, by chance and surely.
    carried: f64,
    unpaused: f64,
    warm: f64,
    request: f64,
}

impl Slopes {
    pub fn new(prices: &Prices, scenario: &Scenario) -> Slopes {
        let models = prices.0.iter().map(|price| Slope::new(price, scenario)).collect();
        let prune = scenario.compaction.prune_price / 1e6;
        Slopes { models, prune, long_pauses: scenario.cache.long_pauses }
    }

    /// Sessions along a route, of at most so many requests.
    pub fn along<'a>(&'a self, route: &'a Route, longest: f64) -> Sessions<'a> {
        Sessions { slopes: self, route, pauses: Pauses::new(&route.course, self.long_pauses, longest) }
    }
}

/// Sessions along one route.
pub struct Sessions<'a> {
    slopes: &'a Slopes,
    route: &'a Route,
    pauses: Pauses<'a>,
}

impl Sessions<'_> {
    /// One session of so many requests, times the route's weight. `None` where it does not fit its
    /// window.
    pub fn cost(&mut self, requests: f64) -> Option<Cost> {
        let Sessions { slopes, route, pauses } = self;
        let trajectory = Trajectory::new(&route.course, requests).ok()?;
        let idle = pauses.of(&trajectory);
        let (mut both, mut warm, mut cold, mut scale) = (0.0, 0.0, 0.0, 0.0);
        for (model, server) in &route.servers {
            let slope = slopes.models.get(*model)?;
            let sums = match idle {
                Some(idle) => idle.session(server, &trajectory).ok()?.sums,
                None => SessionSums::of(&route.course, server, &trajectory),
            };
            scale += server.share * slope.scale;
            for side in 0..2 {
                both += slope.main[side].usd(&sums.main, side);
                warm += slope.compaction[side].usd(&sums.compaction, side);
                cold += slope.compaction[side].cold(&sums.compaction, side);
            }
        }
        both += trajectory.pruned * scale * slopes.prune;
        Some(Cost { warm: (both + warm) * route.weight, cold: (both + cold) * route.weight })
    }
}

impl Slope {
    fn new(price: &Price, scenario: &Scenario) -> Slope {
        let sides = |lifetime: Lifetime, output: f64| {
            [PriceTier::Lower, PriceTier::Upper].map(|side| {
                let tier = if price.fast { PriceTier::Fast } else { side };
                Side::new(price, tier, scenario, lifetime, output)
            })
        };
        Slope {
            main: sides(scenario.lifetime(), scenario.shape.output),
            // A summary is written for five minutes (MODEL.md section 4).
            compaction: sides(Lifetime::FiveMinutes, scenario.compaction.summary),
            scale: price.scale,
        }
    }
}

impl Side {
    fn new(price: &Price, tier: PriceTier, scenario: &Scenario, lifetime: Lifetime, output: f64) -> Side {
        let token = |class: Class| usd(price, tier, class, price.scale);
        let request = token(Class::Output) * output;
        if !scenario.cache.on {
            let prompt = token(Class::Input);
            return Side { prompt, carried: 0.0, unpaused: 0.0, warm: 0.0, request };
        }
        let write = match lifetime {
            Lifetime::FiveMinutes => token(Class::Write5m),
            Lifetime::OneHour => token(Class::Write1h),
        };
        let warm = write - token(Class::Read);
        let hit = scenario.cache.hit_rate;
        let unpaused = warm * unpaused(hit, scenario.cache.long_pauses);
        Side { prompt: write, carried: warm * hit, unpaused, warm, request }
    }

    fn usd(&self, sums: &Sums, side: usize) -> f64 {
        let surely = sums.warm[side] * self.warm;
        let by_chance = sums.unpaused[side] * self.unpaused;
        self.written(sums, side) - sums.carried[side] * self.carried - surely - by_chance
    }

    /// With nothing found by chance.
    fn cold(&self, sums: &Sums, side: usize) -> f64 {
        self.written(sums, side) - sums.warm[side] * self.warm
    }

    fn written(&self, sums: &Sums, side: usize) -> f64 {
        sums.prompt[side] * self.prompt + sums.requests[side] * self.request
    }
}

impl Cost {
    pub const NONE: Cost = Cost { warm: f64::INFINITY, cold: f64::INFINITY };

    pub fn plus(self, other: Cost) -> Cost {
        Cost { warm: self.warm + other.warm, cold: self.cold + other.cold }
    }

    /// What does not fit costs no less for coming never.
    pub fn times(self, times: f64) -> Cost {
        if self.warm.is_infinite() {
            return self;
        }
        Cost { warm: self.warm * times, cold: self.cold * times }
    }
}
