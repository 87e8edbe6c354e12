//! How each group of a team pays, in a link.

use super::{list, text};
use crate::scenario::{Group, GroupPays, LONGEST_NAME, Pays};

/// Stands for the API where a plan's id would be.
const API: &str = "api";

/// A group and its plan after one another, for those that do not pay as the scenario says.
pub(super) fn write(pays: &GroupPays) -> String {
    let row = |group: Group| match pays.of(group) {
        Pays::AsScenario => None,
        Pays::Api => Some([group.key().to_string(), API.into()]),
        Pays::Plan(plan) => Some([group.key().to_string(), text::escape_id(plan)]),
    };
    list(Group::ALL.into_iter().filter_map(row))
}

pub(super) fn read(value: &str) -> Option<GroupPays> {
    let mut pays = GroupPays::default();
    let words: Vec<&str> = value.split('_').filter(|_| !value.is_empty()).collect();
    for two in words.chunks(2) {
        let [group, plan] = two else { return None };
        let group = Group::ALL.into_iter().find(|g| g.key() == *group)?;
        let plan = read_plan(plan)?;
        pays.set(group, if plan == API { Pays::Api } else { Pays::Plan(plan) });
    }
    Some(pays)
}

pub(super) fn read_plan(word: &str) -> Option<String> {
    text::unescape_id(word).filter(|plan| plan.chars().count() <= LONGEST_NAME)
}
