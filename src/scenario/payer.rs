//! Whom the work is paid to: a plan, a cloud provider, and how each group of a team pays.

use super::{Lifetime, Payment, Plans, Scenario, Term};

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

impl Cloud {
    /// In the order of the words of the choice "cloud".
    pub const ALL: [Cloud; 8] = [
        Cloud::Any,
        Cloud::Bedrock,
        Cloud::BedrockRegional,
        Cloud::BedrockGov,
        Cloud::Vertex,
        Cloud::VertexRegional,
        Cloud::Foundry,
        Cloud::AwsPlatform,
    ];

    /// Its name in links and files.
    pub fn word(self) -> &'static str {
        let words = super::choice("cloud").map_or(&[][..], |choice| choice.words);
        Cloud::ALL.iter().zip(words).find(|(cloud, _)| **cloud == self).map_or("", |(_, word)| word)
    }
}

impl Payment {
    /// The cache lifetime that comes with it (MODEL.md section 3).
    pub fn lifetime(self) -> Lifetime {
        match self {
            Payment::Subscription => Lifetime::OneHour,
            Payment::ApiKey | Payment::Cloud => Lifetime::FiveMinutes,
        }
    }
}

/// How a group pays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Pays {
    /// As the scenario says; on the seats that are stated, where there are any.
    #[default]
    AsScenario,
    /// By the token, as the scenario does: the API, or its cloud provider.
    Api,
    /// On seats of this plan, by the id of `prices/data/plans.json`.
    Plan(String),
    /// By the token at this provider, wherever the scenario pays. Not of the first group, like
    /// [`Pays::Key`]: where that pays, the scenario does.
    Cloud(Cloud),
    /// By the token with an API key.
    Key,
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
        self.set_payer(with);
        self.team.pay_alike();
        self.plans.terms.retain(|key, _| key.term != Term::Seats);
    }

    fn set_payer(&mut self, with: PayWith) {
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
    }

    /// How a group pays for tokens, the first one at 0, where that is otherwise than the scenario does.
    pub fn pays_apart(&self, group: usize) -> Option<&Pays> {
        let pays = self.team.pays(group);
        let is_apart = match pays {
            Pays::Cloud(cloud) => self.pays_with() != PayWith::Cloud(*cloud),
            Pays::Key => self.payment != Payment::ApiKey,
            Pays::AsScenario | Pays::Api | Pays::Plan(_) => false,
        };
        (group > 0 && is_apart).then_some(pays)
    }

    /// The groups that pay for tokens otherwise than the scenario does, as it would be if all did.
    pub fn if_all_paid_apart(&self) -> impl Iterator<Item = Scenario> {
        let apart = (1..self.count_groups()).filter_map(|group| self.pays_apart(group));
        apart.map(|pays| {
            let mut all = Scenario { baseline: None, ..self.clone() };
            all.pay_apart(pays);
            all
        })
    }

    /// Pays as a group does that pays apart; else as before.
    pub(super) fn pay_apart(&mut self, pays: &Pays) {
        match pays {
            Pays::Cloud(cloud) => self.set_payer(PayWith::Cloud(*cloud)),
            Pays::Key => self.set_payer(PayWith::ApiKey),
            Pays::AsScenario | Pays::Api | Pays::Plan(_) => {}
        }
    }

    /// Lets a group pay so, the first one at 0. A provider or a key of the first one's becomes the
    /// scenario's, and the others keep the payer that they had by following it.
    pub fn let_group_pay(&mut self, group: usize, pays: Pays) {
        if group > 0 || !matches!(pays, Pays::Cloud(_) | Pays::Key) {
            return self.team.set_pays(group, pays);
        }
        let by_token = match self.payment {
            Payment::Cloud => Pays::Cloud(self.cloud),
            Payment::ApiKey | Payment::Subscription => Pays::Key,
        };
        // Without a plan, seats that are stated are the first group's alone.
        let seats = self.plans.has_seats();
        let followed = match self.pays_with() {
            PayWith::Plan(plan) if !(plan.is_empty() && seats) => Pays::Plan(plan),
            _ => by_token.clone(),
        };
        for group in &mut self.team.groups {
            match group.pays {
                Pays::AsScenario => group.pays = followed.clone(),
                Pays::Api => group.pays = by_token.clone(),
                Pays::Plan(_) | Pays::Cloud(_) | Pays::Key => {}
            }
        }
        self.pay_apart(&pays);
        self.team.pays = Pays::Api;
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

    /// Whether seats are stated, of whatever plan.
    pub fn has_seats(&self) -> bool {
        self.terms.iter().any(|(key, seats)| key.term == Term::Seats && *seats > 0.0)
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

    /// Takes back what a plan includes a week.
    pub fn unstate_capacity(&mut self, plan: &str) {
        for term in [Term::Low, Term::High] {
            self.terms.remove(&super::PlanKey { plan: plan.into(), term });
        }
    }

    /// States both ends of what a plan includes a week, USD.
    pub fn state_capacity(&mut self, plan: &str, low: f64, high: f64) {
        self.unstate_capacity(plan);
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
