//! Bill: usage times rates: the only place where tokens become money.

use crate::model::price::{Price, Prices};
use crate::model::usage::{Source, Tokens, Usage};
use crate::prices::{Class, PriceTier};
use crate::scenario::in_order;

const MILLION: f64 = 1e6;
/// Batch jobs are billed at half of every line (Claude docs, pricing).
pub const BATCH: f64 = 0.5;

/// One line of the receipt.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    pub source: Source,
    /// `None` for what is paid in dollars at once.
    pub of: Option<Priced>,
    pub usd: f64,
}

/// Tokens of one model, class and tier at one rate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Priced {
    /// The model's place in the price list.
    pub model: usize,
    pub tier: PriceTier,
    pub class: Class,
    pub tokens: f64,
    /// USD per million tokens, the batch half included.
    pub rate: f64,
}

/// Lines in the fixed order of sources, models, tiers and classes, and their sum in that order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bill {
    pub lines: Vec<Line>,
    pub total: f64,
}

impl Bill {
    pub fn new(prices: &Prices, usage: &Usage) -> Bill {
        let mut lines = Vec::new();
        for (source, model, tokens) in &usage.tokens {
            lines.extend(token_lines(prices, *source, *model, tokens));
        }
        lines.extend(usage.dollars.iter().map(|(source, usd)| Line { source: *source, of: None, usd: *usd }));
        let place = |line: &Line| (line.source, line.of.map(|p| (p.model, p.tier, p.class)));
        let lines = in_order::by_key(lines, place);
        let total = lines.iter().map(|line| line.usd).sum();
        Bill { lines, total }
    }

    /// USD of a source.
    pub fn of_source(&self, source: Source) -> f64 {
        self.lines.iter().filter(|line| line.source == source).map(|line| line.usd).sum()
    }

    /// USD of a class of tokens, over all models and sources.
    pub fn of_class(&self, class: Class) -> f64 {
        let counts = |line: &&Line| line.of.is_some_and(|p| p.class == class);
        self.lines.iter().filter(counts).map(|line| line.usd).sum()
    }

    /// USD of what has no tokens: background, router and pruning.
    pub fn of_no_class(&self) -> f64 {
        self.lines.iter().filter(|line| line.of.is_none()).map(|line| line.usd).sum()
    }
}

/// USD of a usage without its lines, in the same order as far as a sum can tell.
pub fn total(prices: &Prices, usage: &Usage) -> f64 {
    let of_model = |(source, model, tokens): &(Source, usize, Tokens)| -> f64 {
        let cells =
            cells(tokens).map(|(tier, class, count)| count * rate(prices, *source, *model, tier, class));
        cells.sum::<f64>() / MILLION
    };
    usage.tokens.iter().map(of_model).sum::<f64>() + usage.dollars.iter().map(|(_, usd)| usd).sum::<f64>()
}

/// USD of so many tokens of one class and tier.
pub fn usd(price: &Price, tier: PriceTier, class: Class, tokens: f64) -> f64 {
    tokens * price.rate(tier, class) / MILLION
}

fn token_lines(prices: &Prices, source: Source, model: usize, tokens: &Tokens) -> impl Iterator<Item = Line> {
    cells(tokens).map(move |(tier, class, tokens)| {
        let rate = rate(prices, source, model, tier, class);
        let of = Some(Priced { model, tier, class, tokens, rate });
        Line { source, of, usd: tokens * rate / MILLION }
    })
}

fn cells(tokens: &Tokens) -> impl Iterator<Item = (PriceTier, Class, f64)> {
    let every = PriceTier::ALL.into_iter().flat_map(|tier| Class::ALL.map(|class| (tier, class)));
    every.map(|(tier, class)| (tier, class, tokens.get(tier, class))).filter(|cell| cell.2 != 0.0)
}

fn rate(prices: &Prices, source: Source, model: usize, tier: PriceTier, class: Class) -> f64 {
    let rate = prices.0[model].rate(tier, class);
    if source == Source::Batch { rate * BATCH } else { rate }
}
