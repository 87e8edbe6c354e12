//! The preset chips: a name and what a developer's month on it costs.

use super::{Locale, labels};
use crate::model::estimate::estimate;
use crate::prices::RateTable;
use crate::scenario::{Preset, Scenario};

/// One chip.
#[derive(Clone, Debug, PartialEq)]
pub struct Chip {
    pub preset: Preset,
    /// "Typical".
    pub name: String,
    /// "$155", a developer's month as this person pays; empty without a price.
    pub usd: String,
    /// What it is like.
    pub work: String,
    /// Whether nothing but people, payment and prices was changed since it.
    pub chosen: bool,
}

const CHIPS: [Preset; 3] = [Preset::Light, Preset::Average, Preset::Heavy];

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
    use super::chips;
    use crate::prices::{RateTable, date};
    use crate::scenario::Preset;
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
}
