//! How each group of a team pays, in a link.

use super::{list, text};
use crate::scenario::{Cloud, LIKES, LONGEST_NAME, Pays, Team, people_of};

/// Stands for the API where a plan's id would be.
const API: &str = "api";
/// An API key, and what stands before a cloud provider: a plan's id never has a single dot.
const KEY: &str = "api.key";
const CLOUD: &str = "cloud.";
/// Stands for the first group where a preset's name would be.
const OWN: &str = "own";

/// A group and its payer after one another, of the first group and of those that a link counts, for
/// those that do not pay as the scenario says.
pub(super) fn write(team: &Team) -> String {
    let row = |name: &str, pays: &Pays| match pays {
        Pays::AsScenario => None,
        pays => Some([name.to_string(), word(pays)]),
    };
    // Where the first group pays by the token, the scenario does.
    let own = if is_apart(&team.pays) { &Pays::Api } else { &team.pays };
    let counted = team.counted().filter_map(|(preset, group)| row(people_of(preset), &group.pays));
    list(row(OWN, own).into_iter().chain(counted))
}

/// What is said of a preset of which there are no people says nothing.
pub(super) fn read(team: &mut Team, value: &str) -> Option<()> {
    let words: Vec<&str> = value.split('_').filter(|_| !value.is_empty()).collect();
    for two in words.chunks(2) {
        let [group, pays] = two else { return None };
        let pays = read_word(pays)?;
        match LIKES.into_iter().find(|preset| people_of(*preset) == *group) {
            _ if *group == OWN && is_apart(&pays) => return None,
            _ if *group == OWN => team.pays = pays,
            Some(preset) => team.pay_like(preset, pays),
            None => return None,
        }
    }
    Some(())
}

/// A payer in a word; [`Pays::AsScenario`] has none.
pub(super) fn word(pays: &Pays) -> String {
    match pays {
        Pays::AsScenario => String::new(),
        Pays::Api => API.into(),
        Pays::Plan(plan) => text::escape_id(plan),
        Pays::Cloud(cloud) => [CLOUD, cloud.word()].concat(),
        Pays::Key => KEY.into(),
    }
}

fn is_apart(pays: &Pays) -> bool {
    matches!(pays, Pays::Cloud(_) | Pays::Key)
}

pub(super) fn read_word(word: &str) -> Option<Pays> {
    if word == KEY {
        return Some(Pays::Key);
    }
    if let Some(cloud) = word.strip_prefix(CLOUD) {
        return Cloud::ALL.into_iter().find(|known| known.word() == cloud).map(Pays::Cloud);
    }
    let plan = read_plan(word)?;
    Some(if plan == API { Pays::Api } else { Pays::Plan(plan) })
}

pub(super) fn read_plan(word: &str) -> Option<String> {
    text::unescape_id(word).filter(|plan| plan.chars().count() <= LONGEST_NAME)
}
