//! What the token counts of a session leave out: how the month changes where they alone are
//! known, and by how much of it prompt steps are the reason.

use crate::model::counts;
use crate::model::estimate::{Answer, estimate};
use crate::prices::RateTable;
use crate::scenario::{Basis, Totals};

/// USD a month of everybody.
#[derive(Clone, Debug, PartialEq)]
pub struct TokensShown {
    pub before: f64,
    pub after: f64,
    /// What prompts over a step cost beyond the lower rates, which counts cannot show.
    pub steps: f64,
    /// The models with such prompts, by name.
    pub models: Vec<String>,
    /// The counts themselves: those of the answer's average session.
    pub counts: Totals,
}

/// The month of an answer by its session's counts alone. `None` for a session that is known by
/// its counts already.
pub fn tokens_shown(table: &RateTable, answer: &Answer) -> Option<TokensShown> {
    if answer.scenario.basis == Basis::Totals {
        return None;
    }
    let counts = counts::of(answer);
    let after = estimate(table, &answer.scenario.typed_tokens(counts, "", 0.0)).answer?;
    let (steps, models) = counts::above_steps(answer);
    let name = |model: &usize| answer.prices.0.get(*model).map(|price| price.name.clone());
    Some(TokensShown {
        before: answer.month.total,
        after: after.month.total,
        steps,
        models: models.iter().filter_map(name).collect(),
        counts,
    })
}
