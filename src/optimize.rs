//! "Yours, optimized": one pure function from a scenario to a cheaper scenario.

use crate::bill;
use crate::estimate::sessions_a_month;
use crate::expected::expected;
use crate::price::Prices;
use crate::rates::{Family, RateTable};
use crate::scenario::{Basis, HitSource, Routing, SMALLEST_ROUTED_SHARE, Scenario, Share, Trigger};

/// One change and what it saves a developer and month, on top of the changes before it.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    pub what: What,
    pub saves: f64,
}

#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// A share of the sessions moves to the next cheaper family.
    Cheaper {
        share: f64,
    },
    Floor {
        from: f64,
        to: f64,
    },
    HitRate {
        from: f64,
        to: f64,
    },
    /// Compact at this context instead.
    Threshold {
        to: f64,
    },
}

/// 30% of the sessions: what the heavy preset's optimized mix moves.
const MOVED: f64 = 0.3;
/// System prompt and tools alone are 20K to 25K (Claude Code issues 24079, 25941; 2026).
const LEAN_FLOOR: f64 = 25_000.0;
/// Half of the lost prefixes: one avoidable pause in two.
const AVOIDED: f64 = 0.5;
/// Round sizes that a person would type; below 40K no session of a lean floor fits.
const THRESHOLDS: [f64; 20] = [
    40e3, 50e3, 60e3, 70e3, 80e3, 90e3, 100e3, 110e3, 120e3, 130e3, 140e3, 150e3, 170e3, 200e3, 250e3, 300e3,
    400e3, 500e3, 700e3, 967e3,
];

/// The cheaper scenario and the changes that lead there, each of which saves something.
/// Takes a scenario whose messages are solved for.
pub fn optimize(table: &RateTable, scenario: &Scenario) -> (Scenario, Vec<Change>) {
    let mut search = Search::new(table, scenario);
    search.try_change(|s| cheaper(table, s));
    if scenario.basis != Basis::Totals {
        search.try_change(leaner);
        search.try_lost_prefixes();
        search.try_thresholds();
    }
    (search.best, search.changes)
}

struct Search {
    prices: Prices,
    best: Scenario,
    cost: f64,
    changes: Vec<Change>,
}

impl Search {
    fn new(table: &RateTable, scenario: &Scenario) -> Search {
        let moved = cheaper(table, scenario).map(|(s, _)| s);
        let prices = Prices::new(table, scenario, &moved.iter().collect::<Vec<_>>());
        let cost = cost(&prices, scenario);
        let mut best = scenario.clone();
        // The chance itself is kept: a reported rate would mean another one with another floor.
        if let Some(hit_rate) = expected(&prices, scenario).ok().and_then(|e| e.hit_rate) {
            (best.cache.hit_rate, best.cache.source) = (hit_rate, HitSource::Given);
        }
        Search { prices, best, cost, changes: Vec::new() }
    }

    fn try_change(&mut self, change: impl Fn(&Scenario) -> Option<(Scenario, What)>) {
        if let Some((next, what)) = change(&self.best) {
            let cost = cost(&self.prices, &next);
            self.keep(next, cost, what);
        }
    }

    /// Keeps what saves a cent a month or more.
    fn keep(&mut self, next: Scenario, cost: f64, what: What) {
        let saves = self.cost - cost;
        if saves >= 0.01 {
            self.changes.push(Change { what, saves });
            (self.best, self.cost) = (next, cost);
        }
    }

    fn try_lost_prefixes(&mut self) {
        let hit_rate = expected(&self.prices, &self.best).ok().and_then(|e| e.hit_rate);
        let Some(from) = hit_rate else { return };
        self.try_change(|s| {
            let mut next = s.clone();
            let to = libm::round((1.0 - (1.0 - from) * AVOIDED) * 1e4) / 1e4;
            next.cache.hit_rate = to;
            next.cache.source = HitSource::Given;
            Some((next, What::HitRate { from, to }))
        });
    }

    fn try_thresholds(&mut self) {
        // As large as sessions become with nothing but the window in their way.
        let mut free = self.best.clone();
        (free.compaction.trigger, free.compaction.every) = (Trigger::Off, 0.0);
        let peak = expected(&self.prices, &free).map_or(f64::INFINITY, |e| e.peak);
        let mut cheapest: Option<(Scenario, f64, f64)> = None;
        for to in THRESHOLDS {
            let mut next = self.best.clone();
            next.compaction.trigger = Trigger::Threshold;
            next.compaction.threshold = to;
            next.compaction.every = 0.0;
            let cost = cost(&self.prices, &next);
            if cheapest.as_ref().is_none_or(|(_, best, _)| cost < *best) {
                cheapest = Some((next, cost, to));
            }
            // Beyond the largest prompt no threshold changes anything.
            if to > peak {
                break;
            }
        }
        if let Some((next, cost, to)) = cheapest {
            self.keep(next, cost, What::Threshold { to });
        }
    }
}

/// USD a month of one developer; infinite where the scenario has no price.
fn cost(prices: &Prices, scenario: &Scenario) -> f64 {
    let sessions = sessions_a_month(scenario);
    expected(prices, scenario).map_or(f64::INFINITY, |e| bill::total(prices, &e.usage) * sessions)
}

fn leaner(scenario: &Scenario) -> Option<(Scenario, What)> {
    let from = scenario.shape.floor;
    (from > LEAN_FLOOR).then(|| {
        let mut next = scenario.clone();
        next.shape.floor = LEAN_FLOOR;
        (next, What::Floor { from, to: LEAN_FLOOR })
    })
}

fn cheaper(table: &RateTable, scenario: &Scenario) -> Option<(Scenario, What)> {
    let mut next = scenario.clone();
    let mut share = 0.0;
    for old in &scenario.mix {
        let Some(model) = cheaper_model(table, scenario, &old.model) else { continue };
        let moved = old.share * MOVED;
        if scenario.routing == Routing::PerRequest && moved < SMALLEST_ROUTED_SHARE {
            continue;
        }
        share += moved;
        move_share(&mut next, &old.model, &model, moved);
    }
    (share > 0.0).then_some((next, What::Cheaper { share }))
}

fn move_share(scenario: &mut Scenario, from: &str, to: &str, moved: f64) {
    scenario.mix.iter_mut().filter(|s| s.model == from).for_each(|s| s.share -= moved);
    match scenario.mix.iter_mut().find(|s| s.model == to) {
        Some(share) => share.share += moved,
        None => scenario.mix.push(Share { model: to.into(), share: moved }),
    }
}

/// Today's model of the next cheaper family, if it has a price on the scenario's day.
fn cheaper_model(table: &RateTable, scenario: &Scenario, id: &str) -> Option<String> {
    let family = match table.model(id)?.family {
        Family::Fable | Family::Mythos => Family::Opus,
        Family::Opus => Family::Sonnet,
        Family::Sonnet => Family::Haiku,
        Family::Haiku => return None,
    };
    let model = table.models.iter().find(|m| m.current && m.family == family)?;
    let usable = !scenario.us_only || model.us_only;
    model.price(scenario.priced_on, scenario.price_revision).filter(|_| usable).map(|_| model.id.clone())
}

#[cfg(test)]
mod tests {
    use super::{What, optimize};
    use crate::rates::{RateTable, date};
    use crate::scenario::{HitSource, Preset, Trigger};

    /// Whatever it starts from, the best threshold is the same.
    #[test]
    fn a_threshold_that_is_too_low_is_raised() {
        let table = RateTable::shipped();
        let free = Preset::Average.scenario(date(2026, 11, 21), table.revision);
        let (best, _) = optimize(&table, &free);
        let mut low = free;
        (low.compaction.trigger, low.compaction.threshold) = (Trigger::Threshold, 60_000.0);
        let (raised, changes) = optimize(&table, &low);
        assert!(changes.iter().any(|c| matches!(c.what, What::Threshold { .. })), "{changes:?}");
        assert_eq!(raised.compaction, best.compaction);
        low.compaction.every = 1.0;
        assert_eq!(optimize(&table, &low).0.compaction, best.compaction);
    }

    /// A reported rate means one chance, whatever the floor becomes.
    #[test]
    fn the_hit_rate_starts_where_it_is() {
        let table = RateTable::shipped();
        let mut scenario = Preset::Average.scenario(date(2026, 11, 21), table.revision);
        (scenario.cache.source, scenario.cache.reported) = (HitSource::Reported, 0.5);
        let answer = crate::estimate::estimate(&table, &scenario).answer.expect("a price");
        let (_, changes) = optimize(&table, &scenario);
        let from = changes.iter().find_map(|c| match c.what {
            What::HitRate { from, .. } => Some(from),
            _ => None,
        });
        assert_eq!(from, answer.expected.hit_rate);
    }
}
