//! The decisions: what each is about, and its finding in a line.

use super::labels::decisions as labels;
use super::{
    Figure, Locale, claims, compaction, difference, goal, lifetime, plans, routing, sawtooth, token_cost,
};
use crate::model::estimate::Answer;
use crate::prices::RateTable;
use crate::prices::plans::Plan;
use crate::scenario::Scenario;

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

pub static DECISIONS: [Decision; 7] = [
    decision("compacting", labels::COMPACTING),
    decision("lifetime", labels::LIFETIME),
    decision("mixing", labels::MIXING),
    decision("life", labels::LIFE),
    decision("goal", labels::GOAL),
    decision("against", labels::AGAINST),
    decision("advice", labels::ADVICE),
];

/// What pictures, texts and findings are made of.
pub struct Seen<'a> {
    pub table: &'a RateTable,
    pub plans: &'a [Plan],
    pub answer: &'a Answer,
    /// The scenario with the ticked actions.
    pub optimized: &'a Scenario,
    /// The answer to the baseline, where that has one.
    pub baseline: Option<&'a Answer>,
    pub locale: &'a Locale,
}

impl Seen<'_> {
    /// One developer's month with the baseline's in it.
    pub fn beside(&self, figure: Figure) -> Figure {
        difference::beside(figure, self.baseline.map(|baseline| baseline.developer_month), self.locale)
    }

    /// The plans, with the baseline's month in them.
    pub fn plans(&self) -> Figure {
        plans::figure_beside(self.plans, self.answer, self.baseline, self.locale)
    }

    /// The scenarios that a session is drawn beside.
    pub fn others(&self) -> sawtooth::Others<'_> {
        sawtooth::Others {
            optimized: self.optimized,
            baseline: self.baseline.map(|baseline| &baseline.scenario),
        }
    }

    /// What a decision comes to here, in a line; empty where there is none.
    pub fn finding(&self, id: &str) -> String {
        finding(self.table, self.plans, self.answer, self.baseline, id, self.locale)
    }
}

/// What a decision comes to, in a line; empty where there is none.
pub fn finding(
    table: &RateTable,
    plans: &[Plan],
    answer: &Answer,
    baseline: Option<&Answer>,
    id: &str,
    locale: &Locale,
) -> String {
    let found = match id {
        "compacting" => compaction::finding(answer, locale),
        "lifetime" => lifetime::finding(answer, locale),
        "mixing" => routing::texts(table, answer, locale).map(|(line, _)| line),
        "life" => token_cost::sentences(answer, locale).into_iter().next(),
        "goal" => Some(goal::finding(table, answer, locale)),
        "against" => Some(against(answer, baseline, locale)),
        "advice" => Some(claims::claims(table, plans, answer.scenario.priced_on, locale).finding),
        _ => None,
    };
    found.unwrap_or_default()
}

fn against(answer: &Answer, baseline: Option<&Answer>, locale: &Locale) -> String {
    match (baseline, &answer.scenario.baseline) {
        (Some(baseline), _) => difference::sentence(baseline, answer, locale),
        (None, Some(_)) => "The baseline has no price".into(),
        (None, None) => "No baseline set".into(),
    }
}
