//! The token counts of an average session, as a usage screen shows them.

use crate::model::estimate::Answer;
use crate::model::price::Prices;
use crate::prices::{Class, PriceTier};
use crate::scenario::Totals;
use crate::scenario::in_order;

/// Tokens of an answer's average session by class, sub-agents and compaction among them, in
/// tokens of the scenario's tokenizer. What is paid in dollars at once has none.
pub fn of(answer: &Answer) -> Totals {
    let count = |class: Class| {
        let lines = answer.session.lines.iter().filter_map(|line| line.of);
        let tokens =
            lines.filter(|of| of.class == class).map(|of| of.tokens / scale(&answer.prices, of.model));
        // Nobody reads a fraction of a token off a screen.
        libm::round(tokens.sum())
    };
    Totals {
        input: count(Class::Input),
        write_5m: count(Class::Write5m),
        write_1h: count(Class::Write1h),
        read: count(Class::Read),
        output: count(Class::Output),
    }
}

fn scale(prices: &Prices, model: usize) -> f64 {
    prices.0.get(model).map_or(1.0, |price| price.scale)
}

/// USD of a month of this scenario's developers that tokens alone cannot show: what prompts
/// above a step cost beyond the lower rates. With the models, in the order of the price list.
pub fn above_steps(answer: &Answer) -> (f64, Vec<usize>) {
    let (mut usd, mut models) = (0.0, Vec::new());
    for of in answer.session.lines.iter().filter_map(|line| line.of).filter(|of| of.tier == PriceTier::Upper)
    {
        let Some(price) = answer.prices.0.get(of.model) else { continue };
        let lower = crate::model::bill::usd(price, PriceTier::Lower, of.class, of.tokens);
        usd += crate::model::bill::usd(price, PriceTier::Upper, of.class, of.tokens) - lower;
        if models.last() != Some(&of.model) {
            models.push(of.model);
        }
    }
    let sessions = crate::model::estimate::sessions_a_month(&answer.scenario);
    (usd * sessions * answer.scenario.team.own, in_order::distinct(models))
}
