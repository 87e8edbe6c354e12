//! Whom the work is paid to: a plan, a cloud provider, and how each group of a team pays.

use super::{Payment, Plans, Scenario, Term};

/// Where a cloud provider serves the requests, as far as that changes the price.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cloud {
    /// Not said: the price of the API, as every scenario had before there was a choice.
    #[default]
    Any,
    Bedrock,
    BedrockRegional,
    BedrockGov,
    Vertex,
    VertexRegional,
    Foundry,
    /// Claude Platform on AWS.
    AwsPlatform,
}

/// How a group pays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Pays {
    /// As the scenario says; on the seats that are stated, where there are any.
    #[default]
    AsScenario,
    Api,
    /// On seats of this plan, by the id of `prices/data/plans.json`.
    Plan(String),
}

/// Whom everybody pays, as one choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PayWith {
    ApiKey,
    Cloud(Cloud),
    /// A plan by its id; empty is a subscription of which the plan was not said.
    Plan(String),
}

impl Scenario {
    pub fn pays_with(&self) -> PayWith {
        match self.payment {
            Payment::ApiKey => PayWith::ApiKey,
            Payment::Cloud => PayWith::Cloud(self.cloud),
            Payment::Subscription => PayWith::Plan(self.plan.clone()),
        }
    }

    /// Everybody pays like this from now on: no group otherwise, and no counted seat beside.
    pub fn pay_with(&mut self, with: PayWith) {
        self.payment = match with {
            PayWith::ApiKey => Payment::ApiKey,
            PayWith::Cloud(cloud) => {
                self.cloud = cloud;
                Payment::Cloud
            }
            PayWith::Plan(plan) => {
                self.plan = plan;
                Payment::Subscription
            }
        };
        self.team.pay_alike();
        self.plans.terms.retain(|key, _| key.term != Term::Seats);
    }
}

/// Digits of a capacity that a percentage can stand for; more only make a link longer.
const CAPACITY_DIGITS: f64 = 4.0;

impl Plans {
    /// What a plan includes a week, at least and at most, in that order however it was written.
    pub fn capacity(&self, plan: &str) -> (Option<f64>, Option<f64>) {
        match (self.term(plan, Term::Low), self.term(plan, Term::High)) {
            (Some(low), Some(high)) if low > high => (Some(high), Some(low)),
            ends => ends,
        }
    }

    /// States a term of a plan, or takes it back. The one place where capacities are rounded to
    /// four significant digits and two bounds the wrong way round change places.
    pub fn state(&mut self, plan: &str, term: Term, value: Option<f64>) {
        let key = |term| super::PlanKey { plan: plan.into(), term };
        match value {
            Some(value) => self.terms.insert(key(term), rounded(term, value)),
            None => self.terms.remove(&key(term)),
        };
        if let (Some(low), Some(high)) = self.capacity(plan) {
            self.terms.insert(key(Term::Low), low);
            self.terms.insert(key(Term::High), high);
        }
    }

    /// States both ends of what a plan includes a week, USD.
    pub fn state_capacity(&mut self, plan: &str, low: f64, high: f64) {
        for term in [Term::Low, Term::High] {
            self.terms.remove(&super::PlanKey { plan: plan.into(), term });
        }
        self.state(plan, Term::Low, Some(low));
        self.state(plan, Term::High, Some(high));
    }
}

fn rounded(term: Term, value: f64) -> f64 {
    let capacity = matches!(term, Term::Low | Term::High);
    if !capacity || !value.is_finite() || value <= 0.0 {
        return value;
    }
    let places = CAPACITY_DIGITS - 1.0 - libm::floor(libm::log10(value));
    // Times or over a whole power of ten, so that no binary digits are left behind the last.
    let power = libm::pow(10.0, places.abs());
    if places >= 0.0 { libm::round(value * power) / power } else { libm::round(value / power) * power }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prices::date;
    use crate::scenario::Preset;

    fn plans() -> Plans {
        Preset::Average.scenario(date(2026, 11, 21), 1).plans
    }

    #[test]
    fn bounds_the_wrong_way_round_change_places() {
        let mut plans = plans();
        plans.state("max", Term::Low, Some(140.0));
        plans.state("max", Term::High, Some(90.0));
        assert_eq!((plans.term("max", Term::Low), plans.term("max", Term::High)), (Some(90.0), Some(140.0)));
        plans.state_capacity("max", 70.0, 50.0);
        assert_eq!(plans.capacity("max"), (Some(50.0), Some(70.0)));
        plans.state("max", Term::Low, None);
        assert_eq!(plans.capacity("max"), (None, Some(70.0)));
    }

    #[test]
    fn capacities_keep_four_digits() {
        for (given, kept) in [
            (109.098_196_7, 109.1),
            (43.655_1, 43.66),
            (0.012_345_6, 0.012_35),
            (123_456.7, 123_500.0),
            (0.0, 0.0),
        ] {
            let mut plans = plans();
            plans.state_capacity("max", given, given);
            assert_eq!(plans.capacity("max"), (Some(kept), Some(kept)), "{given}");
        }
        let mut plans = plans();
        plans.state("max", Term::Price, Some(97.123_45));
        assert_eq!(plans.term("max", Term::Price), Some(97.123_45), "a price is no capacity");
    }
}
