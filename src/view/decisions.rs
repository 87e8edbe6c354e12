//! The decisions: what each is about, and its finding in a line.

use super::{Locale, compaction, difference, levers, life, lifetime, plans, routing};
use crate::estimate::{Answer, estimate};
use crate::plans::Plan;
use crate::rates::RateTable;

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

/// What a decision comes to here, in a line.
pub fn finding(id: &str, table: &RateTable, offered: &[Plan], answer: &Answer, locale: &Locale) -> String {
    match id {
        "levers" => levers::finding(&crate::levers::pulled(table, offered, answer), locale),
        "compacting" => compaction::figure(answer, locale).map(|f| f.title).unwrap_or_default(),
        "lifetime" => lifetime::figure(answer, locale).map(|f| f.title).unwrap_or_default(),
        "capacity" => plans::stated(offered, answer, locale),
        "against" => match &answer.scenario.baseline {
            Some(held) => match estimate(table, held).answer {
                Some(held) => difference::sentence(&held, answer, locale),
                None => "What is held has no price".into(),
            },
            None => "Nothing is held yet".into(),
        },
        "mixing" => routing::texts(table, answer, locale).map(|(sentence, _)| sentence).unwrap_or_default(),
        "life" => life::sentences(answer, locale).into_iter().next().unwrap_or_default(),
        _ => String::new(),
    }
}
