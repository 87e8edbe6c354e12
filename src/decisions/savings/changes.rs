//! What each lever changes. Nothing here has a price.

use super::{Lever, Month};
use crate::decisions::compaction::{cheapest_of, compact_instead, thresholds};
use crate::decisions::lifetime::chance_at_the_other;
use crate::model::mixture::{expected, lengths};
use crate::model::team::own_requests;
use crate::prices::RateTable;
use crate::scenario::{Basis, HitSource, Lifetime, Routing, SMALLEST_ROUTED_SHARE, Scenario, Share, field};

/// What a lever does to this scenario.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum What {
    /// This share of the sessions moves to the next cheaper family.
    Cheaper {
        share: f64,
    },
    Floor {
        from: f64,
        to: f64,
    },
    Growth {
        from: f64,
        to: f64,
    },
    Output {
        from: f64,
        to: f64,
    },
    /// This share of the requests runs in so many sub-agents a session more.
    Explored {
        share: f64,
        agents: f64,
    },
    Split {
        pieces: f64,
    },
    /// So many jobs a month.
    Batch {
        jobs: f64,
    },
    Lifetime {
        to: Lifetime,
    },
    HitRate {
        from: f64,
        to: f64,
    },
    /// Pauses a session that are longer than five minutes.
    Pauses {
        from: f64,
        to: f64,
    },
    /// Compact at this context instead.
    Threshold {
        to: f64,
    },
    /// One developer pays this a month for a plan, credits included; its place in the list.
    Plan {
        plan: usize,
        usd: f64,
    },
}

/// The scenario after one lever, and what that did. `None` where it does not apply.
pub(super) fn made(
    month: &Month,
    table: &RateTable,
    lever: Lever,
    scenario: &Scenario,
) -> Option<(Scenario, What)> {
    let mut next = scenario.clone();
    // Totals say nothing of how a session came about.
    let built_up = scenario.basis != Basis::Totals;
    let what = match lever {
        Lever::Model => cheaper(table, &mut next),
        // No change of the work.
        Lever::Plan => None,
        _ if !built_up => None,
        Lever::Floor => lean(&mut next),
        Lever::Growth => smaller_growth(&mut next),
        Lever::Output => shorter_output(&mut next),
        Lever::Explore => explored(&mut next),
        Lever::Batch => to_batch(&mut next),
        Lever::Split => split(&mut next),
        Lever::Hour => other_lifetime(month, &mut next),
        Lever::Pauses => fewer_pauses(month, &mut next),
        Lever::Compact => compact_best(month, table, &mut next),
    };
    Some((next, what?))
}

/// Scenarios that name every model which a lever may bring in.
pub(super) fn every_model(table: &RateTable, scenario: &Scenario) -> Vec<Scenario> {
    let mut all = scenario.clone();
    all.levers.moved = 1.0;
    cheaper(table, &mut all);
    all.batch.jobs = all.batch.jobs.max(1.0);
    all.agents.count = all.agents.count.max(1.0);
    vec![all]
}

/// Changes every kind of session, each by itself: from what to what in the mean session of those
/// that it changed.
fn each(
    next: &mut Scenario,
    mut change: impl FnMut(&mut Scenario) -> Option<(f64, f64)>,
) -> Option<(f64, f64)> {
    let shares: Vec<f64> = (0..next.count_kinds()).map(|kind| next.share_of_kind(kind)).collect();
    let mut shares = shares.into_iter();
    let (mut all, mut from, mut to) = (0.0, 0.0, 0.0);
    next.each_kind(|one| {
        let share = shares.next().unwrap_or(0.0);
        if let Some(changed) = change(one) {
            all += share;
            from += changed.0 * share;
            to += changed.1 * share;
        }
    });
    (all > 0.0).then(|| (from / all, to / all))
}

/// Moves a share of each model's sessions to today's model of the next cheaper family.
pub(crate) fn cheaper(table: &RateTable, next: &mut Scenario) -> Option<What> {
    let (share, _) = each(next, |one| {
        let share = cheaper_kind(table, one);
        Some((share, share))
    })?;
    (share > 0.0).then_some(What::Cheaper { share })
}

fn cheaper_kind(table: &RateTable, next: &mut Scenario) -> f64 {
    let mut share = 0.0;
    for old in next.mix.clone() {
        let Some(model) = cheaper_model(table, next, &old.model) else { continue };
        let moved = old.share * next.levers.moved;
        let kept = old.share - moved;
        let routed = next.routing == Routing::PerRequest;
        if routed && (moved < SMALLEST_ROUTED_SHARE || (kept > 0.0 && kept < SMALLEST_ROUTED_SHARE)) {
            continue;
        }
        share += moved;
        move_share(next, &old.model, &model, moved);
    }
    share
}

/// Which model takes sessions of which, both by id, for the models of a mix.
pub fn moves(table: &RateTable, scenario: &Scenario, mix: &[Share]) -> Vec<(String, String)> {
    let of = |share: &Share| Some((share.model.clone(), cheaper_model(table, scenario, &share.model)?));
    mix.iter().filter(|share| share.share > 0.0).filter_map(of).collect()
}

fn move_share(scenario: &mut Scenario, from: &str, to: &str, moved: f64) {
    // Without the last binary digits, which a link would spell out.
    let tidy = |share: f64| libm::round(share * 1e12) / 1e12;
    scenario.mix.iter_mut().filter(|s| s.model == from).for_each(|s| s.share = tidy(s.share - moved));
    match scenario.mix.iter_mut().find(|s| s.model == to) {
        Some(share) => share.share = tidy(share.share + moved),
        None => scenario.mix.push(Share { model: to.into(), share: moved }),
    }
}

/// Today's model of the next cheaper family, if it has a price on the scenario's day.
fn cheaper_model(table: &RateTable, scenario: &Scenario, id: &str) -> Option<String> {
    let at = (scenario.priced_on, scenario.price_revision, scenario.us_only);
    table.cheaper(id, at).map(|model| model.id.clone())
}

fn lean(next: &mut Scenario) -> Option<What> {
    let (from, to) = each(next, |one| {
        let (from, to) = (one.shape.floor, one.levers.lean_floor);
        one.shape.floor = from.min(to);
        (from > to).then_some((from, to))
    })?;
    Some(What::Floor { from, to })
}

fn smaller_growth(next: &mut Scenario) -> Option<What> {
    let (from, to) = each(next, |one| {
        let from = one.shape.growth;
        one.shape.growth = from * (1.0 - one.levers.less_growth);
        Some((from, one.shape.growth))
    })?;
    Some(What::Growth { from, to })
}

fn shorter_output(next: &mut Scenario) -> Option<What> {
    let (from, to) = each(next, |one| {
        let from = one.shape.output;
        one.shape.output = from * (1.0 - one.levers.less_output);
        Some((from, one.shape.output))
    })?;
    Some(What::Output { from, to })
}

/// The same messages with fewer requests of their own; sub-agents of the size under
/// Sub-agents make the others, in contexts that the main conversation never carries.
fn explored(next: &mut Scenario) -> Option<What> {
    let share = next.levers.explored;
    let (agents, _) = each(next, |one| {
        let agents = lengths(one).mean() * share / one.agents.turns;
        one.agents.count += agents;
        one.work.requests_per_message *= 1.0 - share;
        Some((agents, agents))
    })?;
    Some(What::Explored { share, agents })
}

fn split(next: &mut Scenario) -> Option<What> {
    let pieces = next.levers.pieces;
    next.each_kind(|one| one.split(pieces));
    Some(What::Split { pieces })
}

/// Requests that need nothing of their session become a job each.
fn to_batch(next: &mut Scenario) -> Option<What> {
    // A group with requests a message of its own keeps them.
    let changes = next.work.requests_per_message;
    let mean = |one: &Scenario| match one.work.requests_per_message == changes {
        true => one.by_kind().map(|(kind, share)| lengths(&kind).mean() * share).sum::<f64>(),
        false => 0.0,
    };
    let jobs = own_requests(next, mean) * next.levers.to_batch;
    let left = 1.0 - next.levers.to_batch;
    next.each_kind(|one| one.work.requests_per_message *= left);
    next.batch.jobs += jobs;
    (jobs > 0.0).then_some(What::Batch { jobs })
}

/// Only pauses can tell what the other lifetime would lose: the rhythm of work, or those that
/// logs tell beside a hit rate. Kinds that write for it already stay as they are.
fn other_lifetime(month: &Month, next: &mut Scenario) -> Option<What> {
    let to = match next.lifetime() {
        Lifetime::FiveMinutes => Lifetime::OneHour,
        Lifetime::OneHour => Lifetime::FiveMinutes,
    };
    each(next, |one| {
        if !one.cache.on || one.lifetime() == to {
            return None;
        }
        if one.cache.source != HitSource::Rhythm {
            let hit_rate = expected(&month.prices, one).ok()?.hit_rate?;
            let other = chance_at_the_other(one, hit_rate)?;
            (one.cache.hit_rate, one.cache.source) = (libm::round(other * 1e6) / 1e6, HitSource::Given);
        }
        one.cache.lifetime = Some(to);
        Some((0.0, 0.0))
    })?;
    Some(What::Lifetime { to })
}

fn fewer_pauses(month: &Month, next: &mut Scenario) -> Option<What> {
    let left = 1.0 - next.levers.avoided;
    let rhythm = next.cache.source == HitSource::Rhythm;
    let (from, to) = each(next, |one| {
        if rhythm {
            let from = one.cache.pauses_5m;
            one.cache.pauses_5m *= left;
            one.cache.pauses_60m *= left;
            return one.cache.on.then_some((from, one.cache.pauses_5m));
        }
        let from = expected(&month.prices, one).ok()?.hit_rate?;
        let to = libm::round((1.0 - (1.0 - from) * left) * 1e4) / 1e4;
        if one.compaction.idle {
            one.cache.long_pauses *= left;
        }
        (one.cache.hit_rate, one.cache.source) = (to, HitSource::Given);
        Some((from, to))
    })?;
    Some(if rhythm { What::Pauses { from, to } } else { What::HitRate { from, to } })
}

/// Only thresholds that a person can set are looked at. A count of requests that compacts earlier
/// than any context would hide what is best, so it ends where the threshold begins.
fn compact_best(month: &Month, table: &RateTable, next: &mut Scenario) -> Option<What> {
    let best = cheapest_of(&month.prices, next, &thresholds(table, next))?;
    let to = best.threshold.clamp(field("threshold")?.min, field("threshold")?.max);
    compact_instead(&month.prices, next, to);
    Some(What::Threshold { to })
}
