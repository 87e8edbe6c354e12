//! What-ifs: other habits, by the replay of the real calls and by the scenario that was made of
//! them. Where the two agree, what the scenario says of a change can be relied on.

use crate::logs::counterfactual::Change;
use crate::logs::spend::Books;
use crate::model::bill;
use crate::model::mixture::expected;
use crate::model::price::Prices;
use crate::model::room::compact_at;
use crate::model::usage::Usage;
use crate::prices::{Class, RateTable};
use crate::scenario::{HitSource, Scenario, Share, Trigger};

/// The thresholds that are compared, tokens (MODEL.md section 9).
pub const THRESHOLDS: [f64; 6] = [80e3, 96e3, 110e3, 125e3, 140e3, 155e3];
pub const LESS_BASE: f64 = 10e3;
pub const LESS_GROWTH: f64 = 0.2;
pub const LESS_HITS: f64 = 0.02;
/// Points by which the two may differ before it is said.
pub const APART: f64 = 0.03;

/// Another habit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Habit {
    /// Compaction before a context would exceed so many tokens.
    Threshold(f64),
    /// So many tokens less before the first message.
    Base(f64),
    /// A share less is added by each request.
    Growth(f64),
    /// A share less of what is carried is found in the cache.
    HitRate(f64),
    /// All work on the model of the next cheaper family.
    CheaperModel,
}

impl Habit {
    /// The same as a replay has it, where only the calls' own sizes change.
    pub fn change(self) -> Option<Change> {
        match self {
            Habit::Threshold(limit) => Some(Change::Threshold(limit)),
            Habit::Base(tokens) => Some(Change::Base(tokens)),
            Habit::Growth(share) => Some(Change::Growth(share)),
            Habit::HitRate(share) => Some(Change::HitRate(share)),
            Habit::CheaperModel => None,
        }
    }
}

/// What a change does to the cost, as a share of it: -0.2 is a fifth less.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WhatIf {
    pub habit: Habit,
    /// Nothing where there is no price.
    pub replay: Option<f64>,
    pub scenario: Option<f64>,
    /// Kinds of session without room under a threshold, which both leave as they were.
    pub without_room: usize,
}

impl WhatIf {
    /// By how much the scenario's change is above the replay's.
    pub fn difference(&self) -> Option<f64> {
        Some(self.scenario? - self.replay?)
    }

    pub fn is_apart(&self) -> bool {
        self.difference().is_some_and(|apart| apart.abs() > APART)
    }
}

/// Every habit that is compared, in the order in which it is shown.
pub fn habits() -> impl Iterator<Item = Habit> {
    let others =
        [Habit::Base(LESS_BASE), Habit::Growth(LESS_GROWTH), Habit::HitRate(LESS_HITS), Habit::CheaperModel];
    THRESHOLDS.into_iter().map(Habit::Threshold).chain(others)
}

/// All of them for a scenario that was made of these logs.
pub fn what_ifs(table: &RateTable, books: &Books, scenario: &Scenario) -> Vec<WhatIf> {
    what_ifs_of(table, &Replayed::new(table, books, scenario), scenario)
}

/// The same with a replay that is there already.
pub fn what_ifs_of(table: &RateTable, replayed: &Replayed, scenario: &Scenario) -> Vec<WhatIf> {
    habits().zip(&replayed.0).map(|(habit, replay)| what_if(table, scenario, habit, *replay)).collect()
}

fn what_if(table: &RateTable, scenario: &Scenario, habit: Habit, replay: Option<f64>) -> WhatIf {
    let (changed, without_room) = with(table, scenario, habit);
    let prices = Prices::new(table, scenario, &[&changed]);
    WhatIf { habit, replay, scenario: share(usd(&prices, scenario), usd(&prices, &changed)), without_room }
}

fn usd(prices: &Prices, scenario: &Scenario) -> Option<f64> {
    Some(bill::total(prices, &expected(prices, scenario).ok()?.usage))
}

fn share(before: Option<f64>, after: Option<f64>) -> Option<f64> {
    Some(after? / before.filter(|usd| *usd > 0.0)? - 1.0)
}

/// The replay's changes, in the order of [`habits`]. They rest on the logs alone.
pub struct Replayed(pub Vec<Option<f64>>);

impl Replayed {
    /// The prices of the scenario decide only what a cheaper model costs.
    pub fn new(table: &RateTable, books: &Books, scenario: &Scenario) -> Replayed {
        let changes: Vec<Change> = habits().filter_map(Habit::change).collect();
        let several = books.replay_several(&changes);
        let mut after = several.after.into_iter();
        let replay = |habit: Habit| match habit.change() {
            Some(_) => share(Some(several.before), after.next()),
            None => on_cheaper(table, books, scenario),
        };
        Replayed(habits().map(replay).collect())
    }
}

/// The scenario with another habit, and how many kinds of session have no room for it.
pub fn with(table: &RateTable, scenario: &Scenario, habit: Habit) -> (Scenario, usize) {
    let mut next = Scenario { baseline: None, ..scenario.clone() };
    let mut without_room = 0;
    match habit {
        Habit::Threshold(limit) => {
            let prices = Prices::new(table, scenario, &[]);
            next.each_kind(|one| {
                let is_earlier =
                    one.compaction.trigger == Trigger::Threshold && one.compaction.threshold <= limit;
                // As in the replay, where a compaction that comes earlier stays.
                if !is_earlier {
                    without_room += compact_at(&prices, one, limit);
                }
            });
        }
        Habit::Base(tokens) => next.each_kind(|kind| kind.shape.floor = (kind.shape.floor - tokens).max(0.0)),
        Habit::Growth(share) => next.each_kind(|kind| kind.shape.growth *= 1.0 - share),
        Habit::HitRate(points) => next.each_kind(|kind| {
            kind.cache.source = HitSource::Given;
            kind.cache.hit_rate = (kind.cache.hit_rate - points).max(0.0);
        }),
        Habit::CheaperModel => next.each_kind(|kind| {
            let mut mix: Vec<Share> = Vec::new();
            for share in &kind.mix {
                let model = cheaper(table, scenario, &share.model);
                match mix.iter_mut().find(|known| known.model == model) {
                    Some(known) => known.share += share.share,
                    None => mix.push(Share { model, share: share.share }),
                }
            }
            kind.mix = mix;
            kind.agents.model = cheaper(table, scenario, &kind.agents.model);
        }),
    }
    (next, without_room)
}

/// Today's model of the next cheaper family, or the same where there is none.
fn cheaper(table: &RateTable, scenario: &Scenario, id: &str) -> String {
    let at = (scenario.priced_on, scenario.price_revision, scenario.us_only);
    table.cheaper(id, at).map_or(id, |model| &model.id).into()
}

/// The same calls on a cheaper model, both by the scenario's prices, each call's tokens counted as that
/// model counts.
fn on_cheaper(table: &RateTable, books: &Books, scenario: &Scenario) -> Option<f64> {
    let ids: Vec<Option<&str>> = books.logs.models.iter().map(|name| known(table, name)).collect();
    let mut asked = Scenario { kinds: Vec::new(), mix: Vec::new(), ..scenario.clone() };
    for id in ids.iter().flatten() {
        for model in [(*id).into(), cheaper(table, scenario, id)] {
            if !asked.mix.iter().any(|share| share.model == model) {
                asked.mix.push(Share { model, share: 0.0 });
            }
        }
    }
    let prices = Prices::new(table, &asked, &[]);
    let place = |id: &str| prices.0.iter().position(|price| price.id == id);
    let pairs: Vec<Option<(usize, usize)>> =
        ids.iter().map(|id| Some((place((*id)?)?, place(&cheaper(table, scenario, (*id)?))?))).collect();
    let (mut before, mut after) = (Usage::default(), Usage::default());
    for call in &books.logs.calls {
        let Some((old, new)) = pairs.get(call.model as usize).copied().flatten() else { continue };
        let scale = prices.0[new].scale / prices.0[old].scale;
        for (usage, at, times) in [(&mut before, old, 1.0), (&mut after, new, scale)] {
            let price = &prices.0[at];
            let tier = crate::logs::ledger::tier(price, price.fast, call.context() as f64 * times);
            let tokens = usage.of(crate::logs::ledger::source(call), at);
            for (class, count) in Class::ALL.into_iter().zip(books.account.ledger.tokens(call)) {
                tokens.add(tier, class, f64::from(count) * times);
            }
        }
    }
    share(Some(bill::total(&prices, &before)), Some(bill::total(&prices, &after)))
}

fn known<'t>(table: &'t RateTable, name: &str) -> Option<&'t str> {
    crate::logs::ledger::known(table, name).map(|model| model.id.as_str())
}
