//! Routing taken apart: what a mix of models promises by price list, and what it saves.
//!
//! Everything is USD a month of one developer, with all that a session brings (sub-agents,
//! background), and at one chance of a cache hit: that of the scenario as it stands, because
//! a reported rate would mean another chance on every model.

use crate::model::bill;
use crate::model::estimate::{Answer, sessions_a_month};
use crate::model::mixture::{Expected, expected, with_chances};
use crate::model::price::{Price, Prices};
use crate::model::usage::Source;
use crate::prices::{Class, Family, PriceTier, RateTable};
use crate::scenario::{Basis, Routing, SMALLEST_ROUTED_SHARE, Scenario, Share};

/// The families of which today's model is in every comparison (Mythos has no general access).
const FAMILIES: [Family; 4] = [Family::Fable, Family::Opus, Family::Sonnet, Family::Haiku];

#[derive(Clone, Debug, PartialEq)]
pub struct Routed {
    /// The models of the mix in its order, then today's others, then the mix in both ways.
    pub rows: Vec<Row>,
    /// `None` for a mix of one model, or of models at one input rate.
    pub saving: Option<Saving>,
}

/// One way to do the whole work.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub way: Way,
    /// `None` where it has no price: the work does not fit, or US-only is refused.
    pub usd: Option<f64>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Way {
    One {
        name: String,
        /// Share of the mix, 0 for a model that is not in it.
        share: f64,
        /// Its own tokens per token of the scenario.
        scale: f64,
        /// Its prompt step in its own tokens.
        step: Option<f64>,
    },
    MixPerSession,
    MixPerRequest,
}

/// The mix as it is routed against its dearest model alone.
/// `alone * listed - usd = rework + rewrites + router + step + other`.
#[derive(Clone, Debug, PartialEq)]
pub struct Saving {
    pub dearest: String,
    pub alone: f64,
    /// Share that the input rates promise, weighted by the mix, 0..1.
    pub listed: f64,
    /// What is really saved; below 0 where the mix is dearer.
    pub usd: f64,
    /// What the dearest model does again.
    pub rework: f64,
    /// Contexts written again because each request may meet another model; 0 per session.
    pub rewrites: f64,
    /// The router's own price.
    pub router: f64,
    /// What prompts over a step cost beyond the lower rates, with a model for each session.
    pub step: f64,
    /// Whatever does not fall as input rates do: other classes, tokenizers, sub-agents.
    pub other: f64,
}

/// `None` for a session that is known by its totals alone.
pub fn routing(table: &RateTable, answer: &Answer) -> Option<Routed> {
    if answer.scenario.basis == Basis::Totals {
        return None;
    }
    let compared = Compared::new(table, answer);
    let mut rows = compared.single_rows(table);
    let mixed = compared.in_mix().count() > 1;
    if mixed {
        let ways = [(Way::MixPerSession, Routing::PerSession), (Way::MixPerRequest, Routing::PerRequest)];
        rows.extend(ways.map(|(way, routing)| Row { way, usd: compared.mixed(routing) }));
    }
    Some(Routed { rows, saving: compared.saving() })
}

/// The scenario at its chance of a hit, with the prices of every model in question.
struct Compared {
    scenario: Scenario,
    /// That of all kinds of session.
    mix: Vec<Share>,
    prices: Prices,
}

impl Compared {
    fn new(table: &RateTable, answer: &Answer) -> Compared {
        let held = with_chances(&answer.prices, &answer.scenario);
        let scenario = held.unwrap_or_else(|_| answer.scenario.clone());
        let mut all = scenario.clone();
        let current = table.models.iter().filter(|m| m.current && FAMILIES.contains(&m.family));
        current.for_each(|model| all.add_model(&model.id));
        let prices = Prices::new(table, &scenario, &[&all]);
        Compared { mix: scenario.mean_mix(), scenario, prices }
    }

    fn in_mix(&self) -> impl Iterator<Item = &Share> {
        self.mix.iter().filter(|s| s.share > 0.0)
    }

    fn single_rows(&self, table: &RateTable) -> Vec<Row> {
        let others =
            FAMILIES.into_iter().filter_map(|f| table.models.iter().find(|m| m.current && m.family == f));
        let others = others.map(|model| model.id.as_str()).filter(|id| self.in_mix().all(|s| s.model != *id));
        let ids = self.in_mix().map(|s| s.model.as_str()).chain(others);
        let priced = ids.filter_map(|id| self.prices.0.iter().find(|price| price.id == id));
        priced.map(|price| self.single(table, price)).collect()
    }

    fn single(&self, table: &RateTable, price: &Price) -> Row {
        let share = self.in_mix().find(|s| s.model == price.id).map_or(0.0, |s| s.share);
        let allowed = !price.us_only || table.model(&price.id).is_some_and(|model| model.us_only);
        Row {
            way: Way::One { name: price.name.clone(), share, scale: price.scale, step: price.step },
            usd: self.alone(&price.id).filter(|_| allowed),
        }
    }

    /// All of the work on one model.
    fn alone(&self, id: &str) -> Option<f64> {
        let mut alone = Scenario { routing: Routing::PerSession, ..self.scenario.clone() };
        alone.each_kind(|one| one.mix = vec![Share { model: id.into(), share: 1.0 }]);
        self.usd(&alone)
    }

    fn mixed(&self, routing: Routing) -> Option<f64> {
        self.usd(&Scenario { routing, ..self.scenario.clone() })
    }

    fn session(&self, scenario: &Scenario) -> Option<Expected> {
        let small = |s: &Share| s.share > 0.0 && s.share < SMALLEST_ROUTED_SHARE;
        let routed = scenario.routing == Routing::PerRequest;
        if routed && scenario.by_kind().any(|(one, _)| one.mix.iter().any(small)) {
            return None;
        }
        expected(&self.prices, scenario).ok()
    }

    fn usd(&self, scenario: &Scenario) -> Option<f64> {
        let session = self.session(scenario)?;
        Some(bill::total(&self.prices, &session.usage) * sessions_a_month(scenario))
    }

    fn saving(&self) -> Option<Saving> {
        let rate = |id: &str| {
            let price = self.prices.0.iter().find(|price| price.id == id);
            price.map(|price| price.rate(PriceTier::Lower, Class::Input))
        };
        let mut dearest = ("", 0.0);
        let mut mean = 0.0;
        for share in self.in_mix() {
            let rate = rate(&share.model)?;
            mean += rate * share.share;
            if rate > dearest.1 {
                dearest = (&share.model, rate);
            }
        }
        let listed = 1.0 - mean / dearest.1;
        if self.in_mix().all(|s| rate(&s.model) == Some(dearest.1)) {
            return None;
        }
        self.taken_apart(dearest.0, listed)
    }

    fn taken_apart(&self, dearest: &str, listed: f64) -> Option<Saving> {
        let alone = self.alone(dearest)?;
        let now = self.usd(&self.scenario)?;
        let right = Scenario { rework: 0.0, ..self.scenario.clone() };
        let rework = now - self.usd(&right)?;
        let whole = Scenario { routing: Routing::PerSession, ..right.clone() };
        let free = Scenario { router_price: 0.0, ..right.clone() };
        let (routed, by_session) = (self.usd(&free)?, self.usd(&whole)?);
        let (rewrites, router) = (routed - by_session, self.usd(&right)? - routed);
        let step = self.over_step(&whole)?;
        let usd = alone - now;
        let other = alone * listed - usd - rework - rewrites - router - step;
        let name = self.prices.0.iter().find(|price| price.id == dearest)?.name.clone();
        Some(Saving { dearest: name, alone, listed, usd, rework, rewrites, router, step, other })
    }

    /// What tokens of prompts over a step cost beyond the lower rates.
    fn over_step(&self, scenario: &Scenario) -> Option<f64> {
        let mut usage = self.session(scenario)?.usage;
        usage.dollars.clear();
        usage.tokens.retain(|(source, ..)| matches!(source, Source::Main | Source::Compaction));
        let as_it_is = bill::total(&self.prices, &usage);
        for (_, _, tokens) in &mut usage.tokens {
            for class in Class::ALL {
                let upper = tokens.get(PriceTier::Upper, class);
                tokens.add(PriceTier::Lower, class, upper);
                tokens.add(PriceTier::Upper, class, -upper);
            }
        }
        Some((as_it_is - bill::total(&self.prices, &usage)) * sessions_a_month(scenario))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::estimate::estimate;
    use crate::prices::date;
    use crate::scenario::Preset;

    fn routed(change: impl Fn(&mut Scenario)) -> Option<Routed> {
        let table = RateTable::shipped();
        let mut scenario = Preset::Average.scenario(date(2026, 11, 21), table.revision);
        change(&mut scenario);
        routing(&table, &estimate(&table, &scenario).answer.expect("a price"))
    }

    /// MODEL.md section 10: 10% Opus 5.5, 20% Sonnet 5.5, 70% Haiku 5.5, 80 sessions a month
    /// of 60 requests: $0.668693 a session, $1.230920 routed per request; Opus $2.672856.
    #[test]
    fn the_worked_example_is_met() {
        let routed = routed(|s| {
            (s.work.messages, s.work.spread) = (6.0, 1.0);
            [0.1, 0.2, 0.7].into_iter().zip(&mut s.mix).for_each(|(share, of)| of.share = share);
        })
        .expect("not totals");
        let usd = |way: &dyn Fn(&Way) -> bool| {
            routed
                .rows
                .iter()
                .find(|row| way(&row.way))
                .and_then(|row| row.usd)
                .map(|usd| libm::round(usd / 80.0 * 1e6))
        };
        assert_eq!(usd(&|way| *way == Way::MixPerSession), Some(668_693.0));
        assert_eq!(usd(&|way| *way == Way::MixPerRequest), Some(1_230_920.0));
        assert_eq!(usd(&|way| matches!(way, Way::One { name, .. } if name == "Opus 5.5")), Some(2_672_856.0));
        let saving = routed.saving.expect("three rates");
        assert_eq!(
            (saving.dearest.as_str(), saving.rework, saving.rewrites, saving.router),
            ("Opus 5.5", 0.0, 0.0, 0.0)
        );
        assert!(saving.step > 0.0, "Haiku 5.5 has prompts over 100K: {saving:?}");
    }

    #[test]
    fn one_model_has_rows_to_move_to_and_no_saving() {
        let routed = routed(|s| {
            s.mix.truncate(1);
            s.mix[0].share = 1.0;
        })
        .expect("not totals");
        assert_eq!((routed.rows.len(), routed.saving), (4, None));
    }

    #[test]
    fn totals_have_no_ways() {
        assert_eq!(routed(|s| s.basis = Basis::Totals), None);
    }
}
