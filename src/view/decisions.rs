//! The decisions: what each is about, and its finding in a line.

use super::spend::Optimized;
use super::{
    Figure, Locale, compaction, difference, lifetime, plans, routing, savings, sawtooth, token_cost,
};
use crate::model::estimate::Answer;
use crate::prices::RateTable;
use crate::prices::plans::Plan;

/// One decision, folded under its finding.
pub struct Decision {
    /// Its fold is `fold-ID`, its line `finding-ID`.
    pub id: &'static str,
    pub name: &'static str,
}

pub static DECISIONS: [Decision; 8] = [
    Decision { id: "levers", name: "What would save most" },
    Decision { id: "capacity", name: "What your plan carries" },
    Decision { id: "compacting", name: "When to compact or split" },
    Decision { id: "lifetime", name: "Cache lifetime and pauses" },
    Decision { id: "mixing", name: "One model or several" },
    Decision { id: "life", name: "What a token costs in its life" },
    Decision { id: "against", name: "Against another scenario" },
    Decision { id: "advice", name: "Common advice, checked" },
];

/// What pictures, texts and findings are made of.
pub struct Seen<'a> {
    pub table: &'a RateTable,
    pub plans: &'a [Plan],
    pub answer: &'a Answer,
    pub optimized: &'a Optimized,
    /// The answer to what is held, where that has one.
    pub baseline: Option<&'a Answer>,
    pub locale: &'a Locale,
}

impl Seen<'_> {
    /// One developer's month with the baseline's in it.
    pub fn beside(&self, figure: Figure) -> Figure {
        difference::beside(figure, self.baseline.map(|held| held.developer_month), self.locale)
    }

    /// The plans, with the baseline's month in them.
    pub fn plans(&self) -> Figure {
        plans::figure_beside(self.plans, self.answer, self.baseline, self.locale)
    }

    /// The scenarios that a session is drawn beside.
    pub fn others(&self) -> sawtooth::Others<'_> {
        sawtooth::Others {
            optimized: &self.optimized.pulled.scenario,
            baseline: self.baseline.map(|baseline| &baseline.scenario),
        }
    }

    /// What a decision comes to here, in a line.
    pub fn finding(&self, id: &str) -> String {
        let Seen { answer, locale, .. } = self;
        match id {
            "levers" => savings::finding(&self.optimized.pulled, locale),
            "compacting" => compaction::finding(answer, locale).unwrap_or_default(),
            "lifetime" => lifetime::finding(answer, locale).unwrap_or_default(),
            "capacity" => plans::stated(self.plans, answer, locale),
            "against" => match (self.baseline, &answer.scenario.baseline) {
                (Some(held), _) => difference::sentence(held, answer, locale),
                (None, Some(_)) => "What is held has no price".into(),
                (None, None) => "Nothing is held yet".into(),
            },
            "mixing" => routing::texts(self.table, answer, locale).map(|(line, _)| line).unwrap_or_default(),
            "life" => token_cost::sentences(answer, locale).into_iter().next().unwrap_or_default(),
            _ => String::new(),
        }
    }
}
