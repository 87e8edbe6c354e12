//! What keeps a scenario from having a price, each with the field to mend.

use super::*;
use crate::prices::RateTable;

/// The field's key and what is wrong there. Text is the view's.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    pub field: &'static str,
    pub trouble: Trouble,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Trouble {
    OutOfRange {
        min: f64,
        max: f64,
    },
    NotWhole,
    UnknownModel {
        model: String,
    },
    /// The table has no price for the model on that day.
    NoPrice {
        model: String,
        day: Date,
    },
    EmptyMix,
    Repeated {
        model: String,
    },
    /// The shares add up to this instead of 1.
    SharesSum {
        sum: f64,
    },
    /// A router's share under 0.1%.
    ShareTooSmall {
        model: String,
    },
    NoUsOnly {
        model: String,
    },
    /// More pauses over an hour than over five minutes.
    PausesOrder,
    /// No hit rate per request gives the reported one; these bounds would.
    ImpossibleHitRate {
        low: f64,
        high: f64,
    },
    /// A first prompt of this many of the model's tokens is over its window.
    DoesNotFit {
        model: String,
        needs: f64,
        window: f64,
    },
    /// No number of requests from 1 to 5,000 costs what was paid; these are the ends, USD.
    NoAnchor {
        low: f64,
        high: f64,
    },
    /// A user's own rate that is not above 0 and at most this.
    BadRate {
        max: f64,
    },
    /// Priced by a later revision of the price table than there is.
    NewerPrices {
        revision: u32,
    },
}

/// Below it a model serves so few requests that its cache means nothing (MODEL.md section 5).
pub const SMALLEST_ROUTED_SHARE: f64 = 0.001;
const DEAREST_RATE: f64 = 1e5;

impl Scenario {
    /// All that is wrong before anything is computed; empty means it can be tried.
    pub fn problems(&self, table: &RateTable) -> Vec<Problem> {
        self.problems_but_of(table, &self.other_groups(), |_, _| false)
    }

    /// The same where the other groups are there already, as [`Scenario::other_groups`] has them, and of
    /// some of them by their place is known that nothing is wrong with how they work.
    pub fn problems_but_of(
        &self,
        table: &RateTable,
        groups: &[(Scenario, f64)],
        is_right: impl Fn(usize, &Scenario) -> bool,
    ) -> Vec<Problem> {
        let mut found = Vec::new();
        if self.price_revision > table.revision {
            let trouble = Trouble::NewerPrices { revision: self.price_revision };
            found.push(Problem { field: "prices", trouble });
        }
        self.number_problems(&mut found);
        self.mix_problems(&mut found);
        self.model_problems(table, &mut found);
        self.override_problems(&mut found);
        self.kind_problems(&mut found);
        self.group_problems(groups, is_right, &mut found);
        found
    }

    /// Those of the other groups, each at its group, but for models without a price: only the price
    /// list knows these.
    fn group_problems(
        &self,
        groups: &[(Scenario, f64)],
        is_right: impl Fn(usize, &Scenario) -> bool,
        found: &mut Vec<Problem>,
    ) {
        let people = field("developers");
        for ((at, (one, count)), key) in groups.iter().enumerate().zip(GROUP_KEYS.iter().skip(1)) {
            let mut own = Vec::new();
            if !is_right(at + 1, one) {
                one.number_problems(&mut own);
                one.mix_problems(&mut own);
                one.kind_problems(&mut own);
            }
            if let Some(people) = people.filter(|field| !field.allows(*count)) {
                let trouble = Trouble::OutOfRange { min: people.min, max: people.max };
                own.push(Problem { field: key, trouble });
            }
            own.retain(|problem| !found.contains(problem));
            found.extend(own.into_iter().map(|problem| Problem { field: key, ..problem }));
        }
    }

    /// Those of the other kinds, each at its kind: what is wrong with the first is wrong with all.
    fn kind_problems(&self, found: &mut Vec<Problem>) {
        let sum: f64 = self.kinds.iter().map(|kind| kind.share).sum();
        if sum > 1.0 + 1e-5 {
            found.push(Problem { field: KIND_KEYS[0], trouble: Trouble::SharesSum { sum } });
        }
        for (key, kind) in KIND_KEYS.iter().zip(0..self.count_kinds()).skip(1) {
            let (one, mut own) = (self.as_kind(kind), Vec::new());
            one.number_problems(&mut own);
            one.mix_problems(&mut own);
            let known = |problem: &Problem| found.iter().any(|first| first == problem);
            own.retain(|problem| !known(problem));
            found.extend(own.into_iter().map(|problem| Problem { field: key, ..problem }));
        }
    }

    fn number_problems(&self, found: &mut Vec<Problem>) {
        for field in FIELDS {
            let value = (field.get)(self);
            let trouble = if !(value >= field.min && value <= field.max) {
                Trouble::OutOfRange { min: field.min, max: field.max }
            } else if !field.allows(value) {
                Trouble::NotWhole
            } else {
                continue;
            };
            found.push(Problem { field: field.key, trouble });
        }
        let rhythm = self.cache.source == HitSource::Rhythm;
        if rhythm && self.cache.pauses_60m > self.cache.pauses_5m {
            found.push(Problem { field: "pauses60m", trouble: Trouble::PausesOrder });
        }
    }

    fn mix_problems(&self, found: &mut Vec<Problem>) {
        let mut push = |trouble| found.push(Problem { field: "mix", trouble });
        if self.mix.is_empty() {
            return push(Trouble::EmptyMix);
        }
        for (i, share) in self.mix.iter().enumerate() {
            if self.mix[..i].iter().any(|s| s.model == share.model) {
                push(Trouble::Repeated { model: share.model.clone() });
            }
            if !(0.0..=1.0).contains(&share.share) {
                push(Trouble::OutOfRange { min: 0.0, max: 1.0 });
            } else if self.routing == Routing::PerRequest
                && share.share > 0.0
                && share.share < SMALLEST_ROUTED_SHARE
            {
                push(Trouble::ShareTooSmall { model: share.model.clone() });
            }
        }
        let sum: f64 = self.mix.iter().map(|s| s.share).sum();
        // A thousandth of a percent is what hand-typed thirds leave.
        if sum.is_nan() || (sum - 1.0).abs() > 1e-5 {
            push(Trouble::SharesSum { sum });
        }
    }

    fn model_problems(&self, table: &RateTable, found: &mut Vec<Problem>) {
        for id in self.models() {
            let trouble = match table.model(id) {
                None => Trouble::UnknownModel { model: id.into() },
                Some(model) if model.price(self.priced_on, self.price_revision).is_none() => {
                    Trouble::NoPrice { model: id.into(), day: self.priced_on }
                }
                Some(model) if self.us_only && !model.us_only => Trouble::NoUsOnly { model: id.into() },
                Some(_) => continue,
            };
            found.push(Problem { field: self.field_of(id), trouble });
        }
    }

    /// The field in which a model was named.
    fn field_of(&self, model: &str) -> &'static str {
        let of_kind = |kind: &SessionKind| kind.models(&self.agents).any(|own| own == model);
        let in_kind = self.kinds.iter().position(of_kind).and_then(|at| KIND_KEYS.get(at + 1));
        if self.mix.iter().any(|s| s.model == model) {
            "mix"
        } else if self.agents.count > 0.0 && self.agents.model == model {
            "agentModel"
        } else {
            in_kind.map_or("jobModel", |key| *key)
        }
    }

    /// A rate for a model or a band that is not in use is not used; see the estimate's warnings.
    fn override_problems(&self, found: &mut Vec<Problem>) {
        if self.overrides.iter().any(|(_, rate)| !(*rate > 0.0 && *rate <= DEAREST_RATE)) {
            found.push(Problem { field: "prices", trouble: Trouble::BadRate { max: DEAREST_RATE } });
        }
    }
}
