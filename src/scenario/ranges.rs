//! Ranges: how far an input may lie from the number that is set.
//!
//! A range is the 10th and the 90th percentile of what one does not know; the number that is set is
//! the median. Positive quantities vary by a factor (log-normal), shares by their odds
//! (logit-normal), so none of them leaves its bounds. What varies from session to session and
//! from week to week is no range: it averages out, and `spread` and `weekSpread` have it.

use super::{Basis, Field, Kind, Scenario, field};

/// Phi^-1(0.9), to the digits that MODEL.md section 6 gives.
pub const NINETIETH: f64 = 1.281_551_6;

/// The 10th and the 90th percentile of an input, in its own unit. The same number twice is exact.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    pub low: f64,
    pub high: f64,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ranges {
    /// Whether every number is taken as exact.
    pub off: bool,
    /// The ranges that were typed, in the order of [`super::FIELDS`].
    pub own: Vec<(&'static str, Range)>,
}

/// An input that is not known exactly.
#[derive(Clone, Copy)]
pub struct Uncertain {
    pub field: &'static Field,
    /// Standard deviation of the logarithm of the number, or of its odds where it is a share.
    pub sigma: f64,
    /// Whether the width is the preset's and not one that was typed.
    pub is_default: bool,
}

/// How wide a preset's number is: its ends as factors of it, or the standard deviation of the
/// logarithm of its odds.
enum Width {
    Factor(f64, f64),
    Odds(f64),
}

/// Inputs of which a preset has a width.
pub const DEFAULT_WIDTHS: usize = 8;

/// What the presets do not know of somebody's work, about a third below and a half above the number.
/// Of public transcripts (REAL_USAGE.md, 14 sources, 34,319 calls): base context 33K to 53K in the
/// medians of the five largest sources, growth 1.2K to 1.7K and output 620 to 880 in the means of sources,
/// 95% to 98% reported hit rate. Sessions, days and messages were chosen for the presets, not
/// measured: their widths are estimates.
const WIDTHS: [(&str, Width); DEFAULT_WIDTHS] = [
    ("sessions", Width::Factor(3.0 / 4.0, 5.5 / 4.0)),
    ("days", Width::Factor(17.0 / 20.0, 22.0 / 20.0)),
    ("messages", Width::Factor(0.67, 1.5)),
    ("floor", Width::Factor(30.0 / 40.0, 52.0 / 40.0)),
    ("growth", Width::Factor(900.0 / 1_300.0, 1_900.0 / 1_300.0)),
    ("output", Width::Factor(500.0 / 650.0, 850.0 / 650.0)),
    ("hit", Width::Odds(0.4)),
    ("warm", Width::Odds(0.5)),
];

impl Field {
    /// Whether a range says anything of it: a change of it costs something, and it is never below 0.
    pub fn takes_a_range(&self) -> bool {
        self.step != 0.0 && self.min >= 0.0 && self.key != "paid"
    }

    /// Whether these may be the ends of a range of it.
    pub fn allows_range(&self, range: Range) -> bool {
        let Range { low, high } = range;
        let varies = low > 0.0 && (self.kind != Kind::Share || high < 1.0);
        self.takes_a_range()
            && self.allows(low)
            && self.allows(high)
            && low <= high
            && (varies || low == high)
    }

    fn sigma(&self, Range { low, high }: Range) -> f64 {
        if low == high {
            return 0.0;
        }
        let width = match self.kind {
            Kind::Share => odds(high) / odds(low),
            _ => high / low,
        };
        libm::log(width) / (2.0 * NINETIETH)
    }
}

fn odds(share: f64) -> f64 {
    share / (1.0 - share)
}

/// A share whose odds are so many times those of another: 0 and 1 stay what they are.
fn with_odds(share: f64, times: f64) -> f64 {
    share * times / (1.0 - share + share * times)
}

impl Uncertain {
    /// What a number, or a share's odds, is multiplied by, so many standard deviations from its median.
    pub fn factor(&self, deviations: f64) -> f64 {
        libm::exp(self.sigma * deviations)
    }

    /// The number so many times the median; a share's odds are so many times its odds. Inside the
    /// bounds of the field.
    pub fn at(&self, median: f64, factor: f64) -> f64 {
        let number = match self.field.kind {
            Kind::Share => with_odds(median, factor),
            Kind::Count => libm::round(median * factor),
            _ => median * factor,
        };
        number.clamp(self.field.min, self.field.max)
    }

    /// The 10th and the 90th percentile round a number.
    pub fn range(&self, median: f64) -> Range {
        let [low, high] = [-NINETIETH, NINETIETH].map(|z| self.at(median, self.factor(z)));
        Range { low, high }
    }

    /// Sets the number in every kind of session, each from its own.
    pub fn put_on(&self, scenario: &mut Scenario, factor: f64) {
        let field = self.field;
        scenario.each_kind(|one| (field.set)(one, self.at((field.get)(one), factor)));
    }
}

impl Ranges {
    /// The range that was typed for an input.
    pub fn own(&self, key: &str) -> Option<Range> {
        self.own.iter().find(|(own, _)| *own == key).map(|(_, range)| *range)
    }

    /// Whether a range that was typed is in force.
    pub fn widen(&self) -> bool {
        !self.off && self.own.iter().any(|(_, range)| range.low < range.high)
    }

    /// Sets the range of an input, or takes it out; nothing where it may have no such range.
    pub fn set(&mut self, key: &str, range: Option<Range>) {
        let Some(field) = field(key) else { return };
        if range.is_some_and(|range| !field.allows_range(range)) {
            return;
        }
        self.own.retain(|(own, _)| *own != key);
        if let Some(range) = range {
            let place = |key: &str| super::FIELDS.iter().position(|field| field.key == key);
            let at = self.own.iter().position(|(own, _)| place(own) > place(key)).unwrap_or(self.own.len());
            self.own.insert(at, (field.key, range));
        }
    }

    /// Takes a range along with its number, whose width it keeps.
    pub(super) fn follow(&mut self, field: &Field, from: f64, to: f64) {
        let Some((_, range)) = self.own.iter_mut().find(|(own, _)| *own == field.key) else { return };
        let moved = |end: f64| match field.kind {
            Kind::Share => with_odds(end, odds(to) / odds(from)),
            _ => end * (to / from),
        };
        let next = match range.low == range.high {
            true => Range { low: to, high: to },
            false => Range { low: tidy(moved(range.low)), high: tidy(moved(range.high)) },
        };
        if field.allows_range(next) {
            *range = next;
        }
    }
}

/// To six significant digits: nobody typed the others.
fn tidy(number: f64) -> f64 {
    if number <= 0.0 || !number.is_finite() {
        return number;
    }
    let mut digits = 1.0;
    while number * digits < 1e5 {
        digits *= 10.0;
    }
    while number * digits >= 1e6 {
        digits /= 10.0;
    }
    libm::round(number * digits) / digits
}

impl Scenario {
    /// The inputs that are not known exactly, in the order of [`super::FIELDS`]: those with a range
    /// of their own, and those that still are the preset's, unless logs tell them. A bill is exact,
    /// so with one there are none.
    pub fn uncertain(&self) -> Vec<Uncertain> {
        if self.ranges.off || self.basis == Basis::Pay {
            return Vec::new();
        }
        let preset = self.base.scenario(self.priced_on, self.price_revision);
        let has_defaults = self.from_logs.is_none();
        let one = |field: &'static Field| {
            if let Some(range) = self.ranges.own(field.key) {
                let sigma = field.sigma(range);
                return (sigma > 0.0).then_some(Uncertain { field, sigma, is_default: false });
            }
            let is_preset = (field.get)(self) == (field.get)(&preset);
            let width = WIDTHS.iter().find(|(key, _)| *key == field.key && has_defaults && is_preset);
            width.map(|(_, width)| Uncertain { field, sigma: width.sigma(), is_default: true })
        };
        super::FIELDS.iter().filter_map(one).collect()
    }
}

impl Width {
    fn sigma(&self) -> f64 {
        match *self {
            Width::Factor(low, high) => libm::log(high / low) / (2.0 * NINETIETH),
            Width::Odds(sigma) => sigma,
        }
    }
}
