//! Idle compaction: contexts that are compacted in a long pause, while their cache is warm
//! (MODEL.md section 6; since 2.1.299, FACTS of 2026-11-28, section b).
//!
//! A gap between two requests is longer than an hour with one chance. A segment is in the zone
//! from its first request on whose context reaches [`Course::idle_from`]. After a request in the
//! zone, a long pause brings a compaction whose prompt is read whole: the cache is still there.
//! The next segment writes all of its first prompt, for that cache is an hour old by then.
//! Without a long pause all goes on as ever, and what is carried was not lost to such a pause:
//! its chance of a hit is the one given that ([`unpaused`]). This holds for all that the gap is
//! followed by, so for a compaction that is due there and for the base context after it. After
//! the last request no pause counts.
//!
//! The first segment starts at the floor and every later one at one base, so their starts are a
//! renewal process: how many segments are expected to start after n requests follows from those
//! before. One pass over the requests of the longest session gives that, with the sums that every
//! session takes of it ([`starts`]). This is the one place where work grows with the requests.

use super::sums::{Server, SessionSums, Sums};
use super::{Course, DoesNotFit, Trajectory, last_within};
use starts::{Starts, Weights};

mod starts;

/// Context from which the agent compacts in a pause, in the model's own tokens.
pub const FROM: f64 = 200_000.0;
/// Sessions of more requests are priced without it.
pub const MOST_REQUESTS: f64 = 50_000.0;

/// The chance of a hit after a gap that was no long pause: all that a long pause loses is in the
/// others.
pub fn unpaused(hit: f64, long_pauses: f64) -> f64 {
    // As its own case also where every gap is a long pause.
    if hit >= 1.0 - long_pauses { 1.0 } else { hit / (1.0 - long_pauses) }
}

/// Whether idle compaction may change a session that goes this way without it.
pub fn reaches(course: &Course, trajectory: &Trajectory) -> bool {
    trajectory.turns <= MOST_REQUESTS && is_large(course, trajectory)
}

fn is_large(course: &Course, trajectory: &Trajectory) -> bool {
    course.summarises() && trajectory.turns > 1.0 && trajectory.peak >= course.idle_from
}

/// The largest prompt of a session, with pauses or without.
pub fn peak(course: &Course, trajectory: &Trajectory) -> f64 {
    let (first, later) = segments(course, 0.0);
    let left = trajectory.turns - first.zone;
    if !reaches(course, trajectory) || left < 1.0 || first.zone > first.length {
        return trajectory.peak;
    }
    trajectory.peak.max(later.base + left.min(later.length) * course.growth)
}

/// The first segment of a session and every later one.
fn segments(course: &Course, long_pauses: f64) -> (Segment, Segment) {
    let base = course.floor + course.left();
    (Segment::new(course, course.floor, long_pauses), Segment::new(course, base, long_pauses))
}

/// The pauses of sessions along one course; worked out for all of them with the first that they
/// change.
pub struct Pauses<'a> {
    course: &'a Course,
    chance: f64,
    longest: f64,
    idle: Option<Idle<'a>>,
}

impl<'a> Pauses<'a> {
    /// Of one chance of a long pause, in sessions of at most so many requests.
    pub fn new(course: &'a Course, chance: f64, longest: f64) -> Pauses<'a> {
        Pauses { course, chance, longest, idle: None }
    }

    /// Those of a session that goes this way without them, if they change it.
    pub fn of(&mut self, trajectory: &Trajectory) -> Option<&Idle<'a>> {
        if self.chance <= 0.0 || !reaches(self.course, trajectory) {
            return None;
        }
        Some(self.idle.get_or_insert_with(|| Idle::new(self.course, self.chance, self.longest)))
    }

    /// Whether only its length keeps a session from having pauses.
    pub fn are_too_many(&self, trajectory: &Trajectory) -> bool {
        self.chance > 0.0 && trajectory.turns > MOST_REQUESTS && is_large(self.course, trajectory)
    }
}

/// Sessions of one course, up to some number of requests, with pauses in them.
pub struct Idle<'a> {
    course: &'a Course,
    first: Segment,
    later: Segment,
    /// How many of the two are expected to start.
    first_starts: Starts,
    later_starts: Starts,
}

/// What is expected of a session.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Idled {
    pub sums: SessionSums,
    /// All compactions, and those in pauses among them.
    pub compactions: f64,
    pub in_pauses: f64,
    /// Every request after the first compaction compacts again, because of its size.
    pub thrashing: bool,
}

/// A segment from one base, and when it ends.
#[derive(Clone, Copy)]
struct Segment {
    base: f64,
    /// Requests that it holds without long pauses.
    length: f64,
    /// Its first request in the zone; beyond `length` where it has none.
    zone: f64,
    /// The chance of a long pause.
    paused: f64,
    /// The chances that no pause ended it before its last request, and after that one either.
    before_end: f64,
    at_end: f64,
}

impl Segment {
    fn new(course: &Course, base: f64, paused: f64) -> Segment {
        let zone = first_from(base, course.growth, course.idle_from);
        let length = course.length(base);
        let mut segment = Segment { base, length, zone, paused, before_end: 1.0, at_end: 1.0 };
        segment.before_end = segment.power(length - 1.0);
        segment.at_end = segment.power(length);
        segment
    }

    /// The chance that no pause ends it after so many requests or fewer.
    fn outlasts(&self, requests: f64) -> f64 {
        // A power takes as long as all else.
        match requests {
            last if last == self.length => self.at_end,
            first if first == self.zone => 1.0 - self.paused,
            _ => self.power(requests),
        }
    }

    fn power(&self, requests: f64) -> f64 {
        match requests < self.zone || self.zone.is_infinite() {
            true => 1.0,
            false => libm::pow(1.0 - self.paused, requests - self.zone + 1.0),
        }
    }
}

/// The smallest whole `i` from 1 on with `base + i * growth >= size`, infinite where there is none.
fn first_from(base: f64, growth: f64, size: f64) -> f64 {
    if base + growth >= size {
        return 1.0;
    }
    // As `last_within` has it, for what is exactly at the size is in the zone already.
    let below = last_within(base, growth, size);
    if base + below * growth >= size { below } else { below + 1.0 }
}

impl<'a> Idle<'a> {
    /// For sessions of at most `most` requests.
    pub fn new(course: &'a Course, long_pauses: f64, most: f64) -> Idle<'a> {
        let (first, later) = segments(course, long_pauses);
        let most = most.clamp(1.0, MOST_REQUESTS) as usize;
        let (first_starts, later_starts) = (Starts::first(&first), Starts::later(&first, &later, most));
        Idle { course, first, later, first_starts, later_starts }
    }

    /// The session of one model that goes this way without long pauses.
    pub fn session(&self, server: &Server, trajectory: &Trajectory) -> Result<Idled, DoesNotFit> {
        let turns = trajectory.turns as usize;
        let Idle { course, first, later, .. } = self;
        let mut all = Idled::default();
        let mut tally = Tally { course, step: server.step, turns, all: &mut all };
        tally.add(first, &self.first_starts);
        tally.add(later, &self.later_starts);
        self.first_of_session(server, &mut all);
        let needs = later.base + course.growth;
        if needs > course.window && self.later_starts.started(turns, 1) > 0.0 {
            return Err(DoesNotFit { needs });
        }
        let by_size = later.length == 1.0 && later.length < course.every;
        all.thrashing = by_size && self.later_starts.started(turns, 2) > 0.0;
        Ok(all)
    }

    /// It reads what another session left, whatever the hit rate.
    fn first_of_session(&self, server: &Server, all: &mut Idled) {
        let tier = usize::from(self.course.floor + self.course.growth > server.step);
        all.sums.main.warm[tier] += server.warm * self.course.floor;
    }
}

/// Adds up the requests of one kind of segment.
struct Tally<'a> {
    course: &'a Course,
    step: f64,
    turns: usize,
    all: &'a mut Idled,
}

impl Tally<'_> {
    fn add(&mut self, segment: &Segment, starts: &Starts) {
        let length = segment.length.min(self.turns as f64) as usize;
        let below = last_within(segment.base, self.course.growth, self.step);
        let zone = segment.zone;
        // Stretches end where the step is and where the zone starts.
        let mut from = 1;
        let mut stops =
            [1.0, below, zone - 1.0, zone, length as f64].map(|at| at.min(length as f64) as usize);
        stops.sort_unstable();
        for to in stops {
            if to >= from {
                self.stretch(segment, (from, to), below, starts);
                from = to + 1;
            }
        }
        if segment.length < self.turns as f64 {
            self.due(segment, starts.started(self.turns - 1, length));
        }
    }

    /// Requests that are alike but for their size.
    fn stretch(&mut self, segment: &Segment, (from, to): (usize, usize), below: f64, starts: &Starts) {
        let in_zone = from as f64 >= segment.zone;
        let there = segment.outlasts(from as f64 - 1.0);
        // What comes after the session's end is taken off nothing.
        let after = if to < self.turns { segment.outlasts(to as f64) } else { 0.0 };
        let fading = |turns: usize| starts.fading(turns, (from, to), (there, after));
        let sent = if in_zone { fading(self.turns) } else { starts.even(self.turns, from, to) };
        let tier = usize::from(from as f64 > below);
        let size = |of: Weights| of.requests * segment.base + of.places * self.course.growth;
        let main = &mut self.all.sums.main;
        main.requests[tier] += sent.requests;
        main.prompt[tier] += size(sent);
        // What it carries is the prompt before it; the first one of a segment is told by what ended
        // the last.
        if from > 1 {
            let carried = size(sent) - sent.requests * self.course.growth;
            let kind = if from as f64 > segment.zone { &mut main.unpaused } else { &mut main.carried };
            kind[tier] += carried;
        }
        if in_zone {
            // After the session's last request no pause counts.
            let idle = fading(self.turns - 1).times(segment.paused);
            let prompt = size(idle);
            self.compaction(tier, idle.requests, prompt).warm[tier] += prompt;
            self.all.in_pauses += idle.requests;
        }
    }

    /// Compactions that are due at a segment's full length, and the base after them.
    fn due(&mut self, segment: &Segment, started: f64) {
        let in_zone = segment.length >= segment.zone;
        let there = started * segment.at_end;
        let prompt = segment.base + segment.length * self.course.growth;
        let tier = usize::from(prompt > self.step);
        let part = |sums: &mut Sums, tier: usize, tokens: f64| {
            let kind = if in_zone { &mut sums.unpaused } else { &mut sums.carried };
            kind[tier] += tokens;
        };
        part(self.compaction(tier, there, there * prompt), tier, there * prompt);
        let next = self.course.floor + self.course.left() + self.course.growth;
        let next = usize::from(next > self.step);
        part(&mut self.all.sums.main, next, there * self.course.floor);
    }

    fn compaction(&mut self, tier: usize, requests: f64, prompt: f64) -> &mut Sums {
        let sums = &mut self.all.sums.compaction;
        sums.requests[tier] += requests;
        sums.prompt[tier] += prompt;
        self.all.compactions += requests;
        sums
    }
}
