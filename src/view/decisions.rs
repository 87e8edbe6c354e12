//! The decisions: what each is about, and its finding in a line.

use super::labels::decisions as labels;
use super::labels::side_by_side::TITLE as SIDES;
use super::labels::tasks::TITLE as TASKS;
use super::labels::vendors::TITLE as VENDORS;
use super::{
    Locale, compaction, difference, goal, lifetime, routing, side_by_side, tasks, token_cost, vendors,
};
use crate::model::estimate::Answer;
use crate::prices::RateTable;
use crate::prices::plans::Plan;
use crate::prices::vendors::VendorList;

/// One decision, folded under its finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Its fold is `fold-ID`, its line `finding-ID`.
    pub id: &'static str,
    pub name: &'static str,
}

const fn decision(id: &'static str, name: &'static str) -> Decision {
    Decision { id, name }
}

pub static DECISIONS: [Decision; 10] = [
    decision("tasks", TASKS),
    decision("compacting", labels::COMPACTING),
    decision("lifetime", labels::LIFETIME),
    decision("mixing", labels::MIXING),
    decision("vendors", VENDORS),
    decision("life", labels::LIFE),
    decision("goal", labels::GOAL),
    decision("against", labels::AGAINST),
    decision("sides", SIDES),
    decision("advice", labels::ADVICE),
];

/// What findings are made of.
pub struct Seen<'a> {
    pub table: &'a RateTable,
    pub plans: &'a [Plan],
    pub vendors: &'a VendorList,
    pub answer: &'a Answer,
    /// The answer to the baseline, where that has one.
    pub baseline: Option<&'a Answer>,
    pub locale: &'a Locale,
}

/// What a decision comes to, in a line; empty where there is none, and for the claims, which
/// follow no scenario.
pub fn finding(id: &str, seen: &Seen) -> String {
    let &Seen { table, plans, answer, locale, .. } = seen;
    let found = match id {
        "tasks" => Some(tasks::finding(answer, locale)),
        "compacting" => compaction::finding(answer, locale),
        "lifetime" => lifetime::finding(answer, locale),
        "mixing" => routing::texts(table, answer, locale).map(|(line, _)| line),
        "vendors" => Some(vendors::finding(seen.vendors, plans, answer, locale)),
        "life" => token_cost::sentences(answer, locale).into_iter().next(),
        "goal" => Some(goal::finding(table, answer, locale)),
        "against" => Some(against(seen)),
        "sides" => Some(side_by_side::finding(table, plans, answer, locale)),
        _ => None,
    };
    found.unwrap_or_default()
}

fn against(seen: &Seen) -> String {
    let &Seen { plans, answer, locale, .. } = seen;
    match (seen.baseline, &answer.scenario.baseline) {
        (Some(baseline), _) => difference::sentence(plans, baseline, answer, locale),
        (None, Some(_)) => labels::AGAINST_NO_PRICE.into(),
        (None, None) => labels::AGAINST_UNSET.into(),
    }
}
