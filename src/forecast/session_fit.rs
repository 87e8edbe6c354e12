//! Fit: the model's session as every real conversation was (MODEL.md section 9).

use crate::logs::ledger::Ledger;
use crate::logs::segments;
use crate::logs::{Call, Logs};
use crate::prices::Class;
use std::borrow::Cow;

mod line;
mod model;

pub use line::Line;

/// One conversation of the logs, main or a sub-agent's, in the terms of the model. Sizes are
/// in the tokens that its own models counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// The place in [`Logs::sessions`].
    pub session: u32,
    /// 0 is the main conversation, as in [`Call::chain`].
    pub chain: u32,
    /// Places of its calls in [`Logs::calls`], those without a price left out.
    pub calls: Vec<usize>,
    /// Calls in each stretch between two compactions.
    pub segments: Vec<usize>,
    pub line: Line,
    /// Output tokens per call, as the ledger bills them.
    pub output: f64,
    /// Share of the floor that the first call read.
    pub warm: f64,
    /// Cache reads of the later calls over what they carried; nothing where nothing is carried.
    pub hit_rate: Option<f64>,
    /// What was sent without being read, by class: input, 5-minute and 1-hour writes; adds up to 1.
    pub fresh: [f64; 3],
}

/// What a conversation cost, USD without searches of the web.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cost {
    /// Of its tokens at list price.
    pub usd: f64,
    /// Of the model's session with the inputs of its fit, at the same prices.
    pub modelled: f64,
}

impl Cost {
    /// What the model errs by, as a share of what it cost.
    pub fn error(&self) -> f64 {
        if self.usd > 0.0 { self.modelled / self.usd - 1.0 } else { 0.0 }
    }
}

impl Fit {
    /// Requests.
    pub fn turns(&self) -> f64 {
        self.calls.len() as f64
    }

    /// What it cost, beside the model's session.
    pub fn cost(&self, logs: &Logs, ledger: &Ledger) -> Cost {
        model::cost(self, logs, ledger)
    }

    pub fn is_main(&self) -> bool {
        self.chain == 0
    }

    /// Its calls, in their order.
    pub fn of<'a>(&'a self, logs: &'a Logs) -> impl Iterator<Item = &'a Call> + Clone {
        self.calls.iter().filter_map(|place| logs.calls.get(*place))
    }

    /// Where its segments begin, after the first, among its calls.
    pub fn compacted_before(&self) -> impl Iterator<Item = usize> {
        let ends = self.segments.iter().scan(0, |end, length| {
            *end += length;
            Some(*end)
        });
        ends.take(self.segments.len().saturating_sub(1))
    }
}

/// A fit of every conversation that has a call with a price, in the order of the logs.
pub fn fits(logs: &Logs, ledger: &Ledger) -> Vec<Fit> {
    fits_of(logs, ledger, |place| ledger.price(place).is_some()).collect()
}

/// The same over calls chosen by their place, each of which must have a price; one after the other.
pub fn fits_of(logs: &Logs, ledger: &Ledger, counts: impl Fn(usize) -> bool) -> impl Iterator<Item = Fit> {
    let alike = |a: &Call, b: &Call| (a.session, a.chain) == (b.session, b.chain);
    let mut from = 0;
    logs.calls.chunk_by(alike).filter_map(move |calls| {
        let logged =
            |place: &usize| logs.calls[*place].is_logged() && !logs.calls[*place].sums_up && counts(*place);
        let mut places = Vec::with_capacity(calls.len());
        places.extend((from..from + calls.len()).filter(logged));
        from += calls.len();
        fit(logs, ledger, places)
    })
}

fn fit(logs: &Logs, ledger: &Ledger, places: Vec<usize>) -> Option<Fit> {
    let (first, last) = (*places.first()?, *places.last()?);
    // Neighbours where all of a conversation's calls count.
    let calls: Cow<[Call]> = match last - first + 1 == places.len() {
        true => Cow::Borrowed(logs.calls.get(first..=last)?),
        false => Cow::Owned(places.iter().filter_map(|place| logs.calls.get(*place)).copied().collect()),
    };
    let first = *calls.first()?;
    let segments = segments::lengths(&calls, &segments::marks(logs, &first));
    let contexts: Vec<f64> = calls.iter().map(|call| call.context() as f64).collect();
    let line = Line::through(&contexts, &segments);
    let output: f64 = calls.iter().map(|call| f64::from(ledger.output(call))).sum();
    Some(Fit {
        session: first.session,
        chain: first.chain,
        output: output / calls.len() as f64,
        warm: if line.floor > 0.0 { (f64::from(first.read) / line.floor).min(1.0) } else { 0.0 },
        hit_rate: hit_rate(&calls, line.carried(&segments)),
        fresh: fresh(&calls),
        calls: places,
        segments,
        line,
    })
}

fn hit_rate(calls: &[Call], carried: f64) -> Option<f64> {
    let read: f64 = calls.iter().skip(1).map(|call| f64::from(call.read)).sum();
    (carried > 0.0).then(|| (read / carried).min(1.0))
}

fn fresh(calls: &[Call]) -> [f64; 3] {
    let classes: [fn(&Call) -> u32; 3] = [|c| c.input, |c| c.write_5m, |c| c.write_1h];
    let sums = classes.map(|of| calls.iter().map(|call| f64::from(of(call))).sum::<f64>());
    let all: f64 = sums.iter().sum();
    if all > 0.0 { sums.map(|sum| sum / all) } else { [0.0, 1.0, 0.0] }
}

/// The place of the classes of [`Fit::fresh`].
pub(crate) const FRESH: [Class; 3] = [Class::Input, Class::Write5m, Class::Write1h];
