//! Weeks: months made of whole weeks as they were, days off and time off included.

use super::past::Past;
use super::random::Random;

const WEEK: usize = 7;
/// Of a mean month of the Gregorian calendar, the days beyond 30.
const BEYOND_30: f64 = 365.2425 / 12.0 - 30.0;

/// Weeks off beyond which work is as rare as it shows.
const MOST_OFF: usize = 1_000;

/// What a weekday of a week was.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Weekday {
    /// Before the first day or after the last.
    Unknown,
    Off,
    /// The place of the day.
    Worked(usize),
}

/// The weeks from the first day to the last, from Monday to Sunday.
#[derive(Clone, Debug)]
pub(super) struct Weeks {
    worked: Vec<[Weekday; WEEK]>,
    /// Weeks without work between them.
    off: usize,
    /// By weekday, the weeks of which it is known.
    known: [Vec<usize>; WEEK],
}

impl Weeks {
    /// Of days in order, with so many weeks off between them.
    pub fn new(days: &[(i64, f64)], off: usize) -> Weeks {
        let off = off.min(MOST_OFF);
        let (first, last) = (days.first().map_or(0, |day| day.0), days.last().map_or(0, |day| day.0));
        let mut worked: Vec<[Weekday; WEEK]> = Vec::new();
        let mut latest = None;
        for (place, (day, _)) in days.iter().enumerate() {
            // 1970-01-01 was a Thursday.
            let (week, weekday) = (day.saturating_add(3).div_euclid(7), day.saturating_add(3).rem_euclid(7));
            if latest != Some(week) {
                let monday = day.saturating_sub(weekday);
                let is_known = |at: i64| (first..=last).contains(&monday.saturating_add(at));
                let of = |at: usize| if is_known(at as i64) { Weekday::Off } else { Weekday::Unknown };
                worked.push(std::array::from_fn(of));
                latest = Some(week);
            }
            if let Some(days) = worked.last_mut() {
                days[weekday as usize] = Weekday::Worked(place);
            }
        }
        let is_known = |week: &usize, at: usize| worked[*week][at] != Weekday::Unknown;
        let known = std::array::from_fn(|at| (0..worked.len()).filter(|week| is_known(week, at)).collect());
        Weeks { worked, off, known }
    }

    /// USD of a month: as its days might have come out, and beyond what they hold.
    pub fn month(&self, past: &Past, random: &mut Random) -> (f64, f64) {
        let days = 30 + usize::from(random.below(1_000) < (BEYOND_30 * 1e3) as usize);
        let mut weekday = random.below(WEEK);
        let set: Vec<usize> = (0..self.count()).map(|_| random.below(self.count())).collect();
        let draw = |random: &mut Random| set.get(random.below(set.len())).copied().unwrap_or(0);
        let mut week = draw(random);
        let (mut plain, mut total) = (0.0, 0.0);
        for _ in 0..days {
            if let Some(at) = self.worked(week, weekday, random) {
                let (usd, spread) = past.like(at, random);
                plain += usd;
                total += spread;
            }
            weekday += 1;
            if weekday == WEEK {
                (weekday, week) = (0, draw(random));
            }
        }
        (plain, total)
    }

    fn count(&self) -> usize {
        self.worked.len() + self.off
    }

    /// The day that was worked; of a weekday that is not known, that of another week.
    fn worked(&self, week: usize, weekday: usize, random: &mut Random) -> Option<usize> {
        let found = *self.worked.get(week)?.get(weekday)?;
        let found = match found {
            Weekday::Unknown => {
                let known = &self.known[weekday];
                let other = known.get(random.below(known.len() + self.off))?;
                *self.worked.get(*other)?.get(weekday)?
            }
            known => known,
        };
        match found {
            Weekday::Worked(at) => Some(at),
            _ => None,
        }
    }
}
