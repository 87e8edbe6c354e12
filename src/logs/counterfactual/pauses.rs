//! What pauses cost: prefixes that were no longer cached and had to be written again.

use super::sizes::reading;
use crate::logs::spend::{Books, FIVE_MINUTES, Filter, Kind, ONE_HOUR};
use crate::logs::{Moment, Zone};
use crate::model::usage::Usage;

/// One lost prefix.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lost {
    /// The place of the call in the logs.
    pub call: usize,
    /// What it cost over reading the prefix from the cache, USD.
    pub usd: f64,
}

/// Calls after pauses of a length, and what they lost.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Length {
    /// From so many milliseconds between the starts of two requests to so many.
    pub from: Moment,
    pub to: Moment,
    /// By the lifetime of the prefix before them, 5 minutes and an hour: calls that came after
    /// such a pause, and those of them that found their prefix lost.
    pub calls: [usize; 2],
    pub lost: [usize; 2],
    pub usd: f64,
}

/// Where one length of pauses ends and the next begins, ms. What comes sooner than the shortest
/// lifetime is no pause: there a prefix is lost for other reasons.
pub const LENGTHS: [Moment; 5] = [0, FIVE_MINUTES, 15 * 60_000, ONE_HOUR, 8 * ONE_HOUR];

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pauses {
    /// Prefixes that a pause lost, in the order of the calls.
    pub lost: Vec<Lost>,
    /// USD of them.
    pub usd: f64,
    /// Prefixes that were lost sooner than any lifetime ends.
    pub sudden: Vec<Lost>,
    /// By the hour of the user's day, 0 to 23: USD and how many.
    pub hours: [(f64, usize); 24],
    /// By length, those that are no pause first.
    pub lengths: Vec<Length>,
}

impl Books<'_> {
    /// The lost prefixes among the calls that pass the filter.
    pub fn pauses(&self, filter: &Filter, zone: &Zone) -> Pauses {
        let to = |i: usize| LENGTHS.get(i + 1).copied().unwrap_or(Moment::MAX);
        let length = |(i, from): (usize, &Moment)| Length { from: *from, to: to(i), ..Length::default() };
        let mut pauses =
            Pauses { lengths: LENGTHS.iter().enumerate().map(length).collect(), ..Pauses::default() };
        for at in self.calls(filter).filter(|at| self.step(*at).kind == Kind::GoesOn) {
            self.count(&mut pauses, at, filter, zone);
        }
        pauses.usd = pauses.lost.iter().map(|lost| lost.usd).sum();
        pauses
    }

    fn count(&self, pauses: &mut Pauses, at: usize, filter: &Filter, zone: &Zone) {
        let step = self.step(at);
        let place = LENGTHS.partition_point(|from| *from <= step.pause).saturating_sub(1);
        let Some(length) = pauses.lengths.get_mut(place) else { return };
        let hour = usize::from(step.hour);
        length.calls[hour] += 1;
        if !step.lost {
            return;
        }
        let usd = self.rewritten(at, filter);
        length.lost[hour] += 1;
        length.usd += usd;
        let lost = Lost { call: at, usd };
        if place == 0 {
            pauses.sudden.push(lost);
            return;
        }
        pauses.lost.push(lost);
        let of_day = &mut pauses.hours[zone.hour(self.logs.calls[at].asked)];
        *of_day = (of_day.0 + usd, of_day.1 + 1);
    }

    /// USD of a call that lost its prefix over what it had cost with it.
    fn rewritten(&self, at: usize, filter: &Filter) -> f64 {
        let Some((call, _, band)) = self.priced(at) else { return 0.0 };
        let (mut real, mut kept) = (Usage::default(), Usage::default());
        let tokens = self.tokens(call);
        let with_prefix = reading(tokens, self.context_before(at), self.step(at).hour);
        self.add(&mut real, at, band, tokens, filter.item());
        self.add(&mut kept, at, band, with_prefix, filter.item());
        self.usd(&real) - self.usd(&kept)
    }
}
