//! Inputs: the scenario as it is made, and what each number of it rests on.

use super::Caution;
use super::counted::Counted;
use super::pool::Pool;
use crate::model::price::Prices;
use crate::prices::Class;
use crate::scenario::{Basis, HitSource, Kind, Method, Payment, Routing, Scenario, choice, field};

/// A number that came from the logs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Calibrated {
    /// Of [`crate::scenario::FIELDS`].
    pub key: &'static str,
    pub value: f64,
    /// The 10th and the 90th percentile over what it rests on; both the value where that is one.
    pub low: f64,
    pub high: f64,
    /// How many sessions (days, sub-agents, compactions) that is.
    pub from: usize,
}

/// Contexts beyond their model's window, as they were possible once, do not fit a scenario: with
/// these parts of it at most for floor, growth and what is read again, every model can work.
pub(super) const FLOOR_OF_WINDOW: f64 = 0.5;
pub(super) const GROWTH_OF_WINDOW: f64 = 0.2;
pub(super) const READ_AGAIN_OF_WINDOW: f64 = 0.1;

/// The scenario on its way.
#[derive(Clone)]
pub(super) struct Made {
    pub scenario: Scenario,
    /// The pool's models under this scenario, place by place.
    pub prices: Prices,
    pub inputs: Vec<Calibrated>,
    pub choices: Vec<&'static str>,
    pub cautions: Vec<Caution>,
}

impl Made {
    /// What is not told of real work is as in `base`. What lies in the logs already, however
    /// it came about (work done again, a router's choices), is not added once more.
    pub fn new(pool: &Pool, base: &Scenario) -> Made {
        let mut scenario = base.clone();
        scenario.basis = Basis::Work;
        scenario.routing = Routing::PerSession;
        scenario.rework = 0.0;
        scenario.background = 0.0;
        scenario.agents.count = 0.0;
        scenario.compaction.every = 0.0;
        scenario.compaction.method = Method::Summarise;
        scenario.cache.source = HitSource::Given;
        let (prices, inputs) = (pool.prices.clone(), Vec::new());
        let mut made = Made { scenario, prices, inputs, choices: Vec::new(), cautions: Vec::new() };
        if pool.window != base.window {
            made.scenario.window = pool.window;
            made.choices.push("window");
        }
        if let Some(cloud) = pool.cloud {
            (made.scenario.payment, made.scenario.cloud) = (Payment::Cloud, cloud);
            made.choices.extend(["payment", "cloud"]);
        }
        made.choose_terms(pool);
        made
    }

    /// Tokenizer, speed and place: those of most of the cost.
    fn choose_terms(&mut self, pool: &Pool) {
        let dominant = pool.work(&pool.main, &pool.prices).dominant();
        if let Some(price) = pool.prices.0.get(dominant) {
            self.scenario.tokenizer = price.tokenizer;
        }
        self.scenario.fast = pool.fast_share(pool.main.iter()) > 0.5;
        self.scenario.us_only = pool.us_share(pool.main.iter()) > 0.5 && pool.all_offer_us();
        self.prices = pool.prices.under(&self.scenario);
        if self.scenario.us_only {
            self.prices.0 = self.prices.0.drain(..).map(|price| price.in_the_us()).collect();
        }
        let cached = [Class::Read, Class::Write5m, Class::Write1h];
        let uncached =
            pool.all().all(|counted| cached.into_iter().all(|class| counted.of_class(class) == 0.0));
        self.scenario.cache.on = !uncached;
        self.choices.extend(["tokenizer", "fast", "us", "caching"]);
    }

    /// The smallest window of the models, in the scenario's tokens.
    pub fn window(&self) -> f64 {
        let windows = self.prices.0.iter().map(|price| price.window / price.scale);
        windows.fold(f64::INFINITY, f64::min)
    }

    /// Sets a number that rests on these values, kept within the bounds of its field.
    pub fn set(&mut self, key: &'static str, value: f64, values: &[f64]) {
        let Some(field) = field(key).filter(|_| value.is_finite()) else { return };
        let whole = |value: f64| if field.kind == Kind::Count { libm::round(value) } else { value };
        let bound = |value: f64| whole(value).clamp(field.min, field.max);
        (field.set)(&mut self.scenario, bound(value));
        let (low, high) = tenths(values).unwrap_or((value, value));
        self.inputs.retain(|input| input.key != key);
        self.inputs.push(Calibrated {
            key,
            value: bound(value),
            low: bound(low),
            high: bound(high),
            from: values.len(),
        });
    }

    /// Sets the value of a number whose spread may be known already, of all of which that is of some.
    #[cfg(feature = "tables")]
    pub fn set_value(&mut self, key: &'static str, value: f64) {
        if let Some(field) = field(key) {
            (field.set)(&mut self.scenario, value.clamp(field.min, field.max));
            self.settle(key);
        }
    }

    /// Sets the value of a number again whose spread is known already.
    pub fn settle(&mut self, key: &'static str) {
        let Some(field) = field(key) else { return };
        let value = (field.get)(&self.scenario);
        for input in self.inputs.iter_mut().filter(|input| input.key == key) {
            let alone = input.low == input.value && input.high == input.value;
            let (low, high) = if alone { (value, value) } else { (input.low, input.high) };
            *input = Calibrated { value, low, high, ..*input };
        }
    }

    /// The same of all of them, where the scenario became another.
    pub fn settle_all(&mut self) {
        let keys: Vec<&'static str> = self.inputs.iter().map(|input| input.key).collect();
        keys.into_iter().for_each(|key| self.settle(key));
    }

    /// Says how much a number rests on of which there are no single values.
    pub fn rests_on(&mut self, key: &'static str, count: usize) {
        self.inputs.iter_mut().filter(|input| input.key == key).for_each(|input| input.from = count);
    }

    pub fn choose(&mut self, key: &'static str, word: &str) {
        if let Some(choice) = choice(key) {
            (choice.set)(&mut self.scenario, word);
            self.choices.push(key);
        }
    }
}

/// One value per conversation.
pub(super) fn each(fits: &[Counted], of: impl Fn(&Counted) -> f64) -> Vec<f64> {
    fits.iter().map(of).collect()
}

/// The 10th and the 90th percentile; nothing of nothing.
pub(super) fn tenths(values: &[f64]) -> Option<(f64, f64)> {
    let mut sorted: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    sorted.sort_by(f64::total_cmp);
    Some((quantile(&sorted, 0.1)?, quantile(&sorted, 0.9)?))
}

/// Between two sorted values in proportion.
pub(crate) fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let place = share * (sorted.len().checked_sub(1)? as f64);
    let below = libm::floor(place);
    let (low, high) = (*sorted.get(below as usize)?, sorted.get(below as usize + 1).copied());
    Some(low + (high.unwrap_or(low) - low) * (place - below))
}

/// To so many significant digits: more would only make a link longer.
pub(super) fn tidy(value: f64, digits: i32) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    let places = f64::from(digits - 1) - libm::floor(libm::log10(value.abs()));
    // By a power of ten above 1, since a fraction would leave binary digits behind the last one.
    let step = libm::pow(10.0, places.abs());
    if places < 0.0 { libm::round(value / step) * step } else { libm::round(value * step) / step }
}
