//! The same work on other vendors' models, at the prices they list.
//!
//! Computed is what the scenario's own requests, counted in Claude's tokens, would cost elsewhere:
//! input, cache reads, cache writes and output at the model's rates, and a request whose prompt is
//! above the model's step at those above it. Sessions, cache hits, compactions and redone work stay
//! what they are on Claude; what has no tokens stays as many dollars. Other tokenizers, cache rules
//! and ability are not in it.

use super::breakdown::{Section, breakdown};
use crate::model::bill;
use crate::model::estimate::Answer;
use crate::model::mixture::expected;
use crate::model::price::{Price, Prices};
use crate::model::usage::{Source, Tokens, Usage};
use crate::prices::plans::Plan;
use crate::prices::vendors::{ListPrice, ListRates, ListStep, VendorList, VendorModel, Why};
use crate::prices::{Class, Date, PriceTier};
use crate::scenario::{Basis, Scenario};

/// USD a month of everybody.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// The day that the other vendors' prices are of: the scenario's, or the list's first.
    pub day: Date,
    /// The scenario's own mix at API prices, as the headline has it.
    pub yours: f64,
    /// Of every month here: what is paid in dollars at once (background, router, pruning).
    pub without_tokens: f64,
    /// The month's tokens by class, batch jobs included, as Claude counts them.
    pub tokens: [f64; 5],
    /// The longest prompt of a main conversation; 0 where prompts are not known.
    pub longest_prompt: f64,
    /// Whether the sizes of prompts are known, so that steps can be seen.
    pub sees_steps: bool,
    /// In the order of the list, those that are served on that day.
    pub rows: Vec<Row>,
    /// Places in the list of models that have ended by then, and of those without a price yet.
    pub ended: Vec<usize>,
    pub not_yet: Vec<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The model's place in the list.
    pub model: usize,
    pub now: Month,
    /// Share of the prompt tokens in requests above the model's step, 0..1; `None` without one.
    pub above_step: Option<f64>,
    /// Whether the longest prompt is more than it takes.
    pub too_long: bool,
    /// The earliest first.
    pub changes: Vec<Change>,
}

/// USD a month, and by the other price where one alone cannot be named.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Month {
    pub usd: f64,
    pub other: Option<(Why, f64)>,
}

impl Month {
    /// The lower and the higher of what it may be.
    pub fn ends(self) -> (f64, f64) {
        let other = self.other.map_or(self.usd, |(_, usd)| usd);
        (self.usd.min(other), self.usd.max(other))
    }
}

/// What happens to a row after its day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Change {
    Price { on: Date, month: Month },
    Ends { on: Date },
}

impl Compared {
    /// A month over the scenario's own, as a share: 0.5 is half as much again.
    pub fn against(&self, usd: f64) -> Option<f64> {
        (self.yours > 0.0).then(|| usd / self.yours - 1.0)
    }
}

/// `None` where the scenario's sessions have no price.
pub fn compare(list: &VendorList, plans: &[Plan], answer: &Answer) -> Option<Compared> {
    let day = answer.scenario.priced_on.max(list.since);
    let mut work = Work::new(plans, answer)?;
    let (longest_prompt, sees_steps) = (work.longest_prompt, answer.scenario.basis != Basis::Totals);
    let mut found = Compared {
        day,
        yours: work.yours,
        without_tokens: work.without_tokens(),
        tokens: work.tokens(),
        longest_prompt,
        sees_steps,
        rows: Vec::new(),
        ended: Vec::new(),
        not_yet: Vec::new(),
    };
    for (place, model) in list.models.iter().enumerate() {
        match model.price(day) {
            _ if model.has_ended(day) => found.ended.push(place),
            Some(price) => found.rows.push(work.row(place, model, price, day)?),
            None => found.not_yet.push(place),
        }
    }
    Some(found)
}

/// The month's requests of everybody, which steps divide.
struct Work {
    sections: Vec<Section>,
    yours: f64,
    longest_prompt: f64,
    /// Tokens of one batch job's prompt, as the job's model counts them.
    job: f64,
    /// A price whose rates another takes the place of.
    price: Price,
    /// What was divided already, by the step.
    divided: Vec<(f64, Divided)>,
}

/// The tokens of a month, below a step and above it.
#[derive(Clone, Default)]
struct Divided {
    sessions: Usage,
    jobs: Usage,
}

impl Work {
    fn new(plans: &[Plan], answer: &Answer) -> Option<Work> {
        let sections = breakdown(plans, answer).sections;
        let batch = &answer.scenario.batch;
        let scale = answer.prices.0.iter().find(|price| price.id == batch.model).map(|price| price.scale);
        let mut work = Work {
            yours: sections.iter().map(|section| section.month.total).sum(),
            sections,
            longest_prompt: 0.0,
            job: batch.input * scale.unwrap_or(1.0),
            price: answer.prices.0.first()?.clone(),
            divided: Vec::new(),
        };
        work.divide(f64::INFINITY)?;
        Some(work)
    }

    fn without_tokens(&self) -> f64 {
        self.divided.iter().take(1).flat_map(|(_, all)| &all.sessions.dollars).map(|(_, usd)| usd).sum()
    }

    fn tokens(&self) -> [f64; 5] {
        let counts = self.divided.iter().take(1).flat_map(|(_, all)| {
            all.sessions.tokens.iter().chain(&all.jobs.tokens).map(|(_, _, tokens)| tokens)
        });
        let mut sum = Tokens::default();
        counts.for_each(|tokens| sum.add_times(tokens, 1.0));
        Class::ALL.map(|class| sum.of_class(class))
    }

    /// The month's requests with this step in the place of their models' own.
    fn divide(&mut self, step: f64) -> Option<Divided> {
        if let Some((_, known)) = self.divided.iter().find(|(known, _)| *known == step) {
            return Some(known.clone());
        }
        let (mut all, mut longest) = (Divided::default(), 0.0_f64);
        for section in &self.sections {
            match &section.sessions {
                Some((one, sessions)) => {
                    let prices = with_step(&section.prices, step);
                    let found = expected(&prices, one).ok()?;
                    all.sessions.add_times(&on_one_model(&found.usage), *sessions);
                    longest = longest.max(found.peak * largest_scale(&prices, one));
                }
                None => all.jobs = jobs(section, self.job > step),
            }
        }
        self.longest_prompt = longest;
        self.divided.push((step, all.clone()));
        Some(all)
    }

    fn row(&mut self, place: usize, model: &VendorModel, price: &ListPrice, day: Date) -> Option<Row> {
        let step = price.step.map(|step| step.above);
        let mut changes = Vec::new();
        for (on, later) in model.later(day) {
            changes.push(Change::Price { on, month: self.month(model, later)? });
        }
        changes.extend(model.ends.map(|on| Change::Ends { on }));
        let above_step = match step {
            Some(step) => Some(share_above(&self.divide(step)?)),
            None => None,
        };
        let too_long = model.prompt.is_some_and(|most| self.longest_prompt > most);
        Some(Row { model: place, now: self.month(model, price)?, above_step, too_long, changes })
    }

    fn month(&mut self, model: &VendorModel, price: &ListPrice) -> Option<Month> {
        let usd = self.usd(model, &price.rates, price.step.as_ref())?;
        let other = match &price.or {
            Some(other) => Some((other.why, self.usd(model, &other.rates, other.step.as_ref())?)),
            None => None,
        };
        Some(Month { usd, other })
    }

    fn usd(&mut self, model: &VendorModel, rates: &ListRates, step: Option<&ListStep>) -> Option<f64> {
        let all = self.divide(step.map_or(f64::INFINITY, |step| step.above))?;
        let tiers = [Some(rates.by_class()), step.map(|step| step.rates.by_class()), None];
        let prices = Prices(vec![Price { tiers, ..self.price.clone() }]);
        let jobs = bill::total(&prices, &all.jobs) * model.batch.unwrap_or(1.0);
        Some(bill::total(&prices, &all.sessions) + jobs)
    }
}

/// The prices with another step, and without fast mode, in which there is none. Their rates stay:
/// which model does failed work again follows from them.
fn with_step(prices: &Prices, step: f64) -> Prices {
    let mut prices = prices.clone();
    for price in &mut prices.0 {
        price.step = step.is_finite().then_some(step);
        (price.fast, price.tiers[PriceTier::Fast as usize]) = (false, None);
    }
    prices
}

/// Of the models of a mix, the most tokens per token of the scenario.
fn largest_scale(prices: &Prices, one: &Scenario) -> f64 {
    let mix = one.mean_mix();
    let is_used = |id: &str| mix.iter().any(|share| share.share > 0.0 && share.model == id);
    prices.0.iter().filter(|price| is_used(&price.id)).map(|price| price.scale).fold(0.0, f64::max)
}

/// The same tokens, all at the first place of a price list.
fn on_one_model(usage: &Usage) -> Usage {
    let mut one = Usage { tokens: Vec::new(), dollars: usage.dollars.clone() };
    usage.tokens.iter().for_each(|(source, _, tokens)| one.of(*source, 0).add_times(tokens, 1.0));
    one
}

/// Batch jobs are one request each. Their source is left out, because the bill would halve them as
/// Anthropic does.
fn jobs(section: &Section, is_above: bool) -> Usage {
    let tier = if is_above { PriceTier::Upper } else { PriceTier::Lower };
    let mut usage = Usage::default();
    for of in section.month.lines.iter().filter_map(|line| line.of) {
        usage.of(Source::Main, 0).add(tier, of.class, of.tokens);
    }
    usage
}

fn share_above(all: &Divided) -> f64 {
    let (mut above, mut sent) = (0.0, 0.0);
    for (_, _, tokens) in all.sessions.tokens.iter().chain(&all.jobs.tokens) {
        let prompt = Class::ALL.into_iter().filter(|class| *class != Class::Output);
        above += prompt.map(|class| tokens.get(PriceTier::Upper, class)).sum::<f64>();
        sent += tokens.prompt();
    }
    if sent > 0.0 { above / sent } else { 0.0 }
}
