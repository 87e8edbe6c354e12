//! The sums of sessions along one course, at two draws at once.

use super::{Course, Drawn, Lanes, Slope};
use crate::model::session::MORE_THAN_ANY_SESSION;

/// Of a segment that no compaction ends.
const ENDLESS: Lanes = Lanes::splat(f64::INFINITY);

/// Tokens are linear in how many segments and requests there are and in the squares of those, so that
/// nothing is priced before all lengths are added, however many segments they have.
pub(super) struct Totals<'a> {
    course: &'a Course,
    drawn: &'a Drawn,
    /// Base context after a compaction.
    after: Lanes,
    /// Requests of a session's first segment, and of those after a compaction, however long a session is.
    first: Lanes,
    later: Lanes,
    /// By all requests, and by those below the step. Two lists of two would be gone through by a loop where the program
    /// is built for size, and kept in memory for it: 2.5 times the time of all of this.
    first_segments: Moments,
    first_below: Moments,
    later_segments: Moments,
    later_below: Moments,
    sessions: Lanes,
    /// Sessions that a compaction has cut, and compactions in them after the first.
    cut: Lanes,
    again: Lanes,
}

#[derive(Clone, Copy)]
struct Moments {
    /// Segments with any request.
    any: Lanes,
    requests: Lanes,
    squares: Lanes,
}

#[derive(Clone, Copy)]
struct Amount {
    requests: Lanes,
    prompt: Lanes,
    /// Read from the cache by chance.
    carried: Lanes,
}

/// Equally likely sessions by their lengths.
pub(super) struct Sessions<'a> {
    turns: &'a [Lanes],
    longest: Lanes,
    /// As segments that nothing ends.
    uncut: Moments,
}

impl<'a> Sessions<'a> {
    #[inline(always)]
    pub(super) fn new(turns: &'a [Lanes]) -> Sessions<'a> {
        let longest = turns.iter().fold(Lanes::ONE, |longest, turns| longest.fast_max(*turns));
        Sessions { turns, longest, uncut: Moments::of(turns, ENDLESS) }
    }
}

/// `session::last_within` in each lane.
#[inline(always)]
fn last_within(base: Lanes, growth: Lanes, limit: Lanes) -> Lanes {
    let mut i = ((limit - base) / growth).floor().fast_max(Lanes::ONE);
    for _ in 0..2 {
        let above = (base + i * growth).simd_gt(limit);
        let room = !above & (base + (i + Lanes::ONE) * growth).simd_le(limit);
        i = i - (above & Lanes::ONE) + (room & Lanes::ONE);
    }
    let endless = growth.simd_le(Lanes::ZERO) | i.simd_gt(Lanes::new([MORE_THAN_ANY_SESSION; 2]));
    !(base + growth).simd_gt(limit) & endless.bitselect(ENDLESS, i)
}

impl<'a> Totals<'a> {
    #[inline(always)]
    pub(super) fn new(course: &'a Course, drawn: &'a Drawn, sessions: &Sessions) -> Totals<'a> {
        let Drawn { floor, growth, .. } = *drawn;
        let mut totals = Totals {
            course,
            drawn,
            after: floor + course.left,
            first: ENDLESS,
            later: ENDLESS,
            first_segments: sessions.uncut,
            first_below: sessions.uncut,
            later_segments: Moments::NONE,
            later_below: Moments::NONE,
            sessions: sessions.uncut.any,
            cut: Lanes::ZERO,
            again: Lanes::ZERO,
        };
        // The longest session decides whether anything is looked for at all.
        let most = floor + sessions.longest * growth;
        if most.simd_gt(course.limit).any() {
            totals.first = last_within(floor, growth, course.limit).fast_max(Lanes::ONE);
            totals.later = last_within(totals.after, growth, course.limit).fast_max(Lanes::ONE);
            totals.first_segments = Moments::of(sessions.turns, totals.first);
            totals.first_below = totals.first_segments;
            // A segment after a compaction begins higher than the first.
            let most = totals.after + sessions.longest * growth;
            totals.add_later(sessions.turns, most.simd_gt(course.step).any());
        }
        if most.simd_gt(course.step).any() {
            let below = last_within(floor, growth, course.step).fast_min(totals.first);
            totals.first_below = Moments::of(sessions.turns, below);
        }
        totals
    }

    /// What comes after the first compaction: full segments, and one that the session ends.
    #[inline(always)]
    fn add_later(&mut self, turns: &[Lanes], stepped: bool) {
        let Totals { first, later, .. } = *self;
        let below =
            if stepped { last_within(self.after, self.drawn.growth, self.course.step) } else { ENDLESS };
        let (mut all, mut lower) = (Moments::NONE, Moments::NONE);
        let mut full_segments = Lanes::ZERO;
        for turns in turns {
            let cut = turns.simd_gt(first);
            let rest = cut & (*turns - first);
            // Where no compaction comes a segment has no end, and `rest` is 0.
            let full = (rest / later).floor();
            let last = rest - (full.simd_gt(Lanes::ZERO) & (full * later));
            all.add(last);
            if stepped {
                lower.add(last.fast_min(below));
            }
            full_segments += full;
            self.cut += cut & Lanes::ONE;
            // A session that ends with a full segment is not compacted once more.
            self.again += full - (cut & last.simd_le(Lanes::ZERO) & Lanes::ONE);
        }
        all.add_full(later, full_segments);
        lower.add_full(later.fast_min(below), full_segments);
        (self.later_segments, self.later_below) = (all, if stepped { lower } else { all });
    }

    /// USD of all sessions; no number where something does not fit the window.
    #[inline(always)]
    pub(super) fn usd(&self, summary: Lanes) -> Lanes {
        let Drawn { floor, growth, warm, .. } = *self.drawn;
        let all = self.first(self.first_segments).and(self.later(self.later_segments));
        let below = self.first(self.first_below).and(self.later(self.later_below));
        let [lower, upper] = &self.course.main;
        let mut usd = self.main(lower, below) + self.main(upper, all.without(below));
        let read = (floor + growth).simd_gt(self.course.step).bitselect(upper.read, lower.read);
        usd -= warm * floor * self.sessions * read;
        let mut too_large = (floor + growth).simd_gt(self.course.window);
        let is_cut = self.cut.simd_gt(Lanes::ZERO);
        if is_cut.any() {
            usd += self.compactions(floor + self.first * growth, self.cut, summary);
            usd += self.compactions(self.after + self.later * growth, self.again, summary);
            too_large |= is_cut & (self.after + growth).simd_gt(self.course.window);
        }
        too_large.bitselect(Lanes::new([f64::NAN; 2]), usd)
    }

    /// First segments, whose first request reads what another session left.
    #[inline(always)]
    fn first(&self, Moments { any, requests, squares }: Moments) -> Amount {
        let Drawn { floor, growth, .. } = *self.drawn;
        let half = growth * Lanes::HALF;
        let prompt = requests * floor + half * (squares + requests);
        Amount { requests, prompt, carried: (requests - any) * floor + half * (squares - requests) }
    }

    /// Those after a compaction, whose first request reads the base context alone.
    #[inline(always)]
    fn later(&self, Moments { any, requests, squares }: Moments) -> Amount {
        let Drawn { floor, growth, .. } = *self.drawn;
        let half = growth * Lanes::HALF;
        let prompt = requests * self.after + half * (squares + requests);
        let carried = any * floor + (requests - any) * self.after + half * (squares - requests);
        Amount { requests, prompt, carried }
    }

    #[inline(always)]
    fn main(&self, slope: &Slope, amount: Amount) -> Lanes {
        slope.usd(amount, self.drawn.hit, self.drawn.output)
    }

    /// So many summaries of so long a prompt, which has no end where there are none.
    #[inline(always)]
    fn compactions(&self, prompt: Lanes, times: Lanes, summary: Lanes) -> Lanes {
        let above_step = prompt.simd_gt(self.course.step);
        let prompt = times.simd_gt(Lanes::ZERO) & (prompt * times);
        let amount = Amount { requests: times, prompt, carried: prompt };
        let [lower, upper] = &self.course.compaction;
        let usd = |slope: &Slope| slope.usd(amount, self.drawn.hit, summary);
        above_step.bitselect(usd(upper), usd(lower))
    }
}

impl Moments {
    const NONE: Moments = Moments { any: Lanes::ZERO, requests: Lanes::ZERO, squares: Lanes::ZERO };

    /// Of first segments, of which each has so many requests at most.
    #[inline(always)]
    fn of(turns: &[Lanes], most: Lanes) -> Moments {
        let mut all = Moments::NONE;
        for turns in turns {
            all.add(turns.fast_min(most));
        }
        all
    }

    #[inline(always)]
    fn add(&mut self, requests: Lanes) {
        self.any += requests.simd_gt(Lanes::ZERO) & Lanes::ONE;
        self.requests += requests;
        self.squares += requests * requests;
    }

    /// So many segments of as many requests as fit, which have no end where there are none.
    #[inline(always)]
    fn add_full(&mut self, requests: Lanes, segments: Lanes) {
        let requests = segments.simd_gt(Lanes::ZERO) & requests;
        self.any += requests.simd_gt(Lanes::ZERO) & segments;
        self.requests += requests * segments;
        self.squares += requests * requests * segments;
    }
}

impl Amount {
    #[inline(always)]
    fn and(self, other: Amount) -> Amount {
        Amount {
            requests: self.requests + other.requests,
            prompt: self.prompt + other.prompt,
            carried: self.carried + other.carried,
        }
    }

    #[inline(always)]
    fn without(self, other: Amount) -> Amount {
        Amount {
            requests: self.requests - other.requests,
            prompt: self.prompt - other.prompt,
            carried: self.carried - other.carried,
        }
    }
}

impl Slope {
    #[inline(always)]
    fn usd(&self, amount: Amount, hit: Lanes, output: Lanes) -> Lanes {
        let Amount { requests, prompt, carried } = amount;
        prompt * self.prompt - carried * hit * self.read + requests * output * self.output
    }
}
