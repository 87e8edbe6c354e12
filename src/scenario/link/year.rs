//! What differs from month to month of a budget's year, in a link.
//!
//! `joiners-mar5_jun-2`, `groupDaysOff-group2_aug10dec7_group3_none`, `priceSwitches-opus-4-5_2027-01-22`

use super::{model, number, read_model, read_signed};
use crate::scenario::{ByMonth, GROUP_KEYS, MOST_DAYS_OFF, PriceSwitch, Scenario, Team, choice};

/// In place of months, where there is none.
const NONE: &str = "none";

/// The words of calendar months, January first.
fn months() -> &'static [&'static str] {
    choice("fiscalFrom").map_or(&[], |choice| choice.words)
}

/// A month and its number, where it has one.
pub(super) fn write(all: &ByMonth) -> String {
    words(all).join("_")
}

fn words(all: &ByMonth) -> Vec<String> {
    let some = months().iter().zip(all).filter(|(_, n)| **n != 0.0);
    some.map(|(month, n)| [*month, &number(*n)].concat()).collect()
}

/// No number is beyond `most`, above or below 0.
pub(super) fn read(value: &str, most: f64) -> Option<ByMonth> {
    read_words(value.split('_').filter(|_| !value.is_empty()), most)
}

fn read_words<'a>(words: impl Iterator<Item = &'a str>, most: f64) -> Option<ByMonth> {
    let mut all = ByMonth::default();
    for pair in words {
        let (month, n) = pair.split_at_checked(3)?;
        let place = months().iter().position(|word| *word == month)?;
        all[place] = read_signed(n).filter(|n| n.abs() <= most && all[place] == 0.0)?;
    }
    Some(all)
}

/// Those of the groups that have their own, each after the group's name among the keys.
pub(super) fn write_groups(team: &Team) -> String {
    let groups = team.groups.iter().map(|group| group.days_off.as_ref());
    let mut all = Vec::new();
    for (key, own) in GROUP_KEYS.iter().zip(std::iter::once(team.days_off.as_ref()).chain(groups)) {
        let Some(own) = own else { continue };
        let months = words(own).concat();
        all.extend([(*key).into(), if months.is_empty() { NONE.into() } else { months }]);
    }
    all.join("_")
}

/// Comes after the groups themselves.
pub(super) fn read_groups(scenario: &mut Scenario, value: &str) -> Option<()> {
    let mut team = scenario.team.clone();
    let words: Vec<&str> = value.split('_').filter(|_| !value.is_empty()).collect();
    for two in words.chunks(2) {
        let [key, months] = two else { return None };
        let group = GROUP_KEYS.iter().position(|own| own == key)?;
        if group >= scenario.count_groups() || team.own_days_off(group).is_some() {
            return None;
        }
        let own =
            if *months == NONE { ByMonth::default() } else { read_words(apart(months)?, MOST_DAYS_OFF)? };
        team.set_days_off(group, Some(own));
    }
    scenario.team = team;
    Some(())
}

/// "aug10dec7" month by month.
fn apart(text: &str) -> Option<impl Iterator<Item = &str>> {
    let begins = |at: &usize| {
        let letter = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_alphabetic);
        letter(*at) && !at.checked_sub(1).is_some_and(letter)
    };
    let starts: Vec<usize> = (0..text.len()).filter(begins).collect();
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([text.len()]).collect();
    let whole = text.is_ascii() && starts.first() == Some(&0);
    whole.then(|| starts.into_iter().zip(ends).map(|(start, end)| &text[start..end]))
}

pub(super) fn write_switches(all: &[PriceSwitch]) -> String {
    let mut words = Vec::new();
    for switch in all {
        words.extend([model(&switch.model), switch.on.to_string()]);
    }
    words.join("_")
}

pub(super) fn read_switches(value: &str) -> Option<Vec<PriceSwitch>> {
    let mut all = Vec::new();
    let mut words = value.split('_').filter(|_| !value.is_empty());
    while let Some(word) = words.next() {
        all.push(PriceSwitch { model: read_model(word)?, on: words.next()?.parse().ok()? });
    }
    Some(all)
}
