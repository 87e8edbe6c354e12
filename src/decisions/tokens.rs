//! What the token counts of a session leave out: how the month changes where they alone are
//! known, and by how much of it prompt steps are the reason.

use crate::model::counts;
use crate::model::estimate::{Answer, estimate};
use crate::model::mixture::{expected, hold};
use crate::prices::RateTable;
use crate::scenario::{Basis, Scenario, Share, Totals};

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
    let mut counted = answer.scenario.typed_tokens(counts, "", 0.0);
    counted.mix = mix_of_prompts(answer)?;
    let after = estimate(table, &counted).answer?;
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

/// The models with their shares of what the main conversations of all kinds send.
fn mix_of_prompts(answer: &Answer) -> Option<Vec<Share>> {
    let scenario = &answer.scenario;
    if scenario.count_kinds() == 1 {
        return Some(scenario.mix.clone());
    }
    let (mut mix, mut all): (Vec<Share>, f64) = (Vec::new(), 0.0);
    for (one, times) in scenario.by_kind().filter(|(_, times)| *times > 0.0) {
        // What is sent is the same whatever the cache holds of it.
        let sent = prompts(answer, &one)? * times;
        all += sent;
        for share in one.mix {
            match mix.iter_mut().find(|known| known.model == share.model) {
                Some(known) => known.share += share.share * sent,
                None => mix.push(Share { share: share.share * sent, ..share }),
            }
        }
    }
    mix.iter_mut().for_each(|share| share.share /= all);
    Some(mix)
}

fn prompts(answer: &Answer, one: &Scenario) -> Option<f64> {
    let mut one = one.clone();
    hold(&mut one, answer.expected.hit_rate);
    Some(expected(&answer.prices, &one).ok()?.cached.prompt)
}
