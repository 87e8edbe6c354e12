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
//! before. One pass over the requests gives that, and every sum is one over the requests of a
//! segment. This is the one place where work grows with the number of requests.

use super::sums::{Server, SessionSums, Sums};
use super::{Course, DoesNotFit, Trajectory, last_within};

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

/// Whether only its length keeps a session from being priced with idle compaction.
pub fn is_too_long(course: &Course, trajectory: &Trajectory) -> bool {
    trajectory.turns > MOST_REQUESTS && is_large(course, trajectory)
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

/// Sessions of one course, up to some number of requests, with pauses in them.
pub struct Idle<'a> {
    course: &'a Course,
    first: Segment,
    later: Segment,
    /// Later segments that are expected to start after at most so many requests.
    starts: Vec<f64>,
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
}

impl Segment {
    fn new(course: &Course, base: f64, paused: f64) -> Segment {
        let zone = first_from(base, course.growth, course.idle_from);
        Segment { base, length: course.length(base), zone, paused }
    }

    /// The chance that it goes on after so many requests, without its length.
    fn outlasts(&self, requests: f64) -> f64 {
        match requests < self.zone || self.zone.is_infinite() {
            true => 1.0,
            false => libm::pow(1.0 - self.paused, requests - self.zone + 1.0),
        }
    }

    /// The chances that it ends after 1, 2, 3.. requests and not before.
    fn ends(self) -> impl Iterator<Item = f64> {
        let mut there = 1.0;
        (1..).map(f64::from as fn(u32) -> f64).map(move |requests| {
            let ends = match requests {
                last if last >= self.length => 1.0,
                in_zone if in_zone >= self.zone => self.paused,
                _ => 0.0,
            };
            let before = there;
            there *= 1.0 - ends;
            before * ends
        })
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
        let starts = starts(&first, &later, most.min(MOST_REQUESTS));
        Idle { course, first, later, starts }
    }

    /// The session of one model that goes this way without long pauses.
    pub fn session(&self, server: &Server, trajectory: &Trajectory) -> Result<Idled, DoesNotFit> {
        let turns = trajectory.turns as usize;
        let Idle { course, first, later, .. } = self;
        let mut all = Idled::default();
        let one = |_: usize| 1.0;
        let mut tally = Tally { course, step: server.step, turns, all: &mut all };
        tally.add(first, one);
        tally.add(later, |left| self.started(left));
        self.first_of_session(server, &mut all);
        let started = |before: usize| turns.checked_sub(before).map_or(0.0, |left| self.started(left));
        let needs = later.base + course.growth;
        if needs > course.window && started(1) > 0.0 {
            return Err(DoesNotFit { needs });
        }
        let by_size = later.length == 1.0 && later.length < course.every;
        all.thrashing = by_size && started(2) > 0.0;
        Ok(all)
    }

    fn started(&self, requests: usize) -> f64 {
        self.starts.get(requests).copied().unwrap_or_default()
    }

    /// It reads what another session left, whatever the hit rate.
    fn first_of_session(&self, server: &Server, all: &mut Idled) {
        let tier = usize::from(self.course.floor + self.course.growth > server.step);
        all.sums.main.warm[tier] += server.warm * self.course.floor;
    }
}

/// Prefix sums of the later segments that are expected to start after n requests. Each term is
/// one start of an end: of the first segment, of a later one within its zone (the sum of those
/// decays from one n to the next), or of a later one of full length.
fn starts(first: &Segment, later: &Segment, most: f64) -> Vec<f64> {
    let most = most.max(1.0) as usize;
    let on = 1.0 - later.paused;
    // Beyond the session there is no difference to never.
    let place = |requests: f64| requests.min(most as f64) as usize;
    let (zone, length) = (place(later.zone), place(later.length));
    let at_length = later.outlasts(later.length - 1.0);
    let in_zone = later.zone < later.length;
    let mut at = vec![0.0; most];
    let mut ending = 0.0;
    for (n, first_ends) in (1..most).zip(first.ends()) {
        let before = |requests: usize| n.checked_sub(requests).map_or(0.0, |m| at[m]);
        let at_full = at_length * before(length);
        if in_zone {
            ending = (ending * on + before(zone) - at_full).max(0.0);
        }
        at[n] = first_ends + later.paused * ending + at_full;
    }
    let mut sum = 0.0;
    for start in &mut at {
        sum += *start;
        *start = sum;
    }
    at
}

/// Adds up the requests of one kind of segment.
struct Tally<'a> {
    course: &'a Course,
    step: f64,
    turns: usize,
    all: &'a mut Idled,
}

/// Expected requests of a stretch, and the sum of their places in the segment.
#[derive(Clone, Copy, Default)]
struct Weights {
    requests: f64,
    places: f64,
}

impl Tally<'_> {
    /// `started(n)` segments start early enough that n requests of the session come before theirs.
    fn add(&mut self, segment: &Segment, started: impl Fn(usize) -> f64) {
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
                self.stretch(segment, (from, to), below, &started);
                from = to + 1;
            }
        }
        if segment.length < self.turns as f64 {
            self.due(segment, started(self.turns - 1 - length));
        }
    }

    /// Requests that are alike but for their size.
    fn stretch(
        &mut self,
        segment: &Segment,
        (from, to): (usize, usize),
        below: f64,
        started: &impl Fn(usize) -> f64,
    ) {
        let (turns, in_zone) = (self.turns, from as f64 >= segment.zone);
        let on = if in_zone { 1.0 - segment.paused } else { 1.0 };
        let (mut sent, mut before_pause) = (Weights::default(), Weights::default());
        let mut there = segment.outlasts(from as f64 - 1.0);
        for place in from..=to {
            sent.add(there * started(turns - place), place);
            if place < turns {
                before_pause.add(there * started(turns - 1 - place), place);
            }
            there *= on;
        }
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
            let idle = before_pause.times(segment.paused);
            let prompt = size(idle);
            self.compaction(tier, idle.requests, prompt).warm[tier] += prompt;
            self.all.in_pauses += idle.requests;
        }
    }

    /// Compactions that are due at a segment's full length, and the base after them.
    fn due(&mut self, segment: &Segment, started: f64) {
        let in_zone = segment.length >= segment.zone;
        let there = started * segment.outlasts(segment.length - if in_zone { 0.0 } else { 1.0 });
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

impl Weights {
    fn add(&mut self, requests: f64, place: usize) {
        self.requests += requests;
        self.places += requests * place as f64;
    }

    fn times(self, chance: f64) -> Weights {
        Weights { requests: self.requests * chance, places: self.places * chance }
    }
}
