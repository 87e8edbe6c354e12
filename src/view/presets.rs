//! The preset chips: a name and what a developer's month on it costs.

use super::answer::{self, basis_of_all};
use super::{Locale, labels};
use crate::model::estimate::estimate;
use crate::prices::RateTable;
use crate::scenario::{Payment, Preset, Scenario};

/// One chip.
#[derive(Clone, Debug, PartialEq)]
pub struct Chip {
    pub preset: Preset,
    /// "Typical".
    pub name: String,
    /// "$155", a developer's month by the token, see [`basis`]; empty without a price.
    pub usd: String,
    /// What it is like.
    pub work: String,
    /// Whether nothing but people, payment and prices was changed since it.
    pub chosen: bool,
}

const CHIPS: [Preset; 3] = [Preset::Light, Preset::Average, Preset::Heavy];

/// Which dollars those of the chips are, where a plan is paid and they are not: "Presets at API
/// prices".
pub fn basis(scenario: &Scenario) -> Option<String> {
    let basis = basis_of_all(scenario);
    let by_the_token = [labels::paid::BY_THE_TOKEN, answer::basis(Payment::Subscription)].contains(&basis);
    by_the_token.then(|| format!("{} {basis}", labels::PRESETS))
}

/// Light, Typical and Heavy, with the prices and the payment of a scenario.
pub fn chips(table: &RateTable, scenario: &Scenario, locale: &Locale) -> Vec<Chip> {
    CHIPS.into_iter().map(|preset| chip(table, scenario, preset, locale)).collect()
}

fn chip(table: &RateTable, scenario: &Scenario, preset: Preset, locale: &Locale) -> Chip {
    let month = estimate(table, &scenario.starting_from(preset)).answer.map(|answer| answer.developer_month);
    Chip {
        preset,
        name: labels::preset(preset).into(),
        usd: month.map(|usd| locale.money(usd)).unwrap_or_default(),
        work: labels::preset_work(preset).into(),
        chosen: scenario.works_like(preset),
    }
}

#[cfg(test)]
mod tests {
    use super::{basis, chips};
    use crate::prices::{RateTable, date};
    use crate::scenario::{Cloud, PayWith, Pays, PlanKey, Preset, Scenario, Term};
    use crate::view::Locale;

    #[test]
    fn chips_carry_a_developers_dollars() {
        let mut scenario = Preset::Average.scenario(date(2026, 11, 28), 1);
        scenario.team.own = 20.0;
        let chips = chips(&RateTable::shipped(), &scenario, &Locale::default());
        let shown = chips.iter().map(|chip| (chip.name.as_str(), chip.usd.as_str(), chip.chosen));
        let expected = [("Light", "$22", false), ("Typical", "$155", true), ("Heavy", "$417", false)];
        assert_eq!(shown.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn chips_beside_a_plan_say_whose_dollars_they_have() {
        let typical = Preset::Average.scenario(date(2026, 11, 28), 1);
        let said = |edit: &dyn Fn(&mut Scenario)| {
            let mut scenario = typical.clone();
            edit(&mut scenario);
            basis(&scenario)
        };
        let at_api_prices = Some("Presets at API prices".to_string());
        let by_the_token = Some("Presets by the token".to_string());
        let seats = PlanKey { plan: "team-premium".into(), term: Term::Seats };
        assert_eq!(said(&|_| ()), None);
        assert_eq!(said(&|s| s.pay_with(PayWith::Cloud(Cloud::Bedrock))), None);
        assert_eq!(said(&|s| s.pay_with(PayWith::Plan("max".into()))), at_api_prices);
        assert_eq!(said(&|s| s.team.set_pays(0, Pays::Plan("team-premium".into()))), by_the_token);
        assert_eq!(said(&|s| s.plans.terms.extend([(seats.clone(), 2.0)])), by_the_token);
    }
}
