//! Interval: what 8 of 10 futures would cost, if days to come are like days that were.
//!
//! Days are drawn with sessions of the kinds that they had, months by whole weeks, so that working
//! days, days off and time off come as they did. How wide the range has to be is then measured on
//! the stretches that are over.

mod ends;
mod past;
mod random;
mod tried;
mod weeks;

use ends::Ends;
use past::Past;
pub use past::SessionDay;
use random::Random;
use tried::Tried;
use weeks::Weeks;

/// Active days of which fewer make no band.
pub const FEW_DAYS: usize = 5;
/// Draws for one band: its ends then move by about 3% from seed to seed.
const DRAWS: usize = 500;
/// Days beyond which more of them make no other band, only a slower one.
const MOST_DAYS: usize = 400;
/// How much a stretch of work differs from the one before beyond what its days' scatter makes:
/// the standard deviation of the logarithm of its cost. People's sessions changed by -46% to
/// +142% between the halves of six public logs; 0.4 let a band of drawn days alone hold 8 of 10 of
/// their cut points. With the width that past stretches needed it holds 73% and 71% of those of the two
/// with 20 sessions or more (`examples/fit_check`).
const DRIFT: f64 = 0.4;
/// Standard deviations from the middle of a normal distribution to its 90th percentile.
const TENTH: f64 = 1.281_551_6;
const SEED: u64 = 20_261_121;

/// What days that were say of those to come.
#[derive(Clone, Debug)]
pub struct Outlook<'a> {
    days: &'a [(i64, f64)],
    parts: &'a [SessionDay],
    usd: Vec<f64>,
    tried: Tried,
}

impl<'a> Outlook<'a> {
    /// Of days in order with USD of each, with what sessions did on them in the order of the days, and
    /// tried on stretches of at most so many active days: those of a month.
    pub fn new(days: &'a [(i64, f64)], parts: &'a [SessionDay], longest: usize) -> Outlook<'a> {
        let usd = days.iter().map(|(_, usd)| *usd).collect();
        let mut outlook = Outlook { days, parts, usd, tried: Tried::default() };
        outlook.tried = Tried::new(&outlook, longest.min(MOST_DAYS));
        outlook
    }

    /// USD of so many active days after the first `from`, at least and at most in 8 of 10 futures.
    /// `None` for fewer days before than [`FEW_DAYS`].
    pub fn ahead(&self, from: usize, days: usize) -> Option<(f64, f64)> {
        let before = self.usd.get(..from)?;
        if before.len() < FEW_DAYS || days == 0 {
            return None;
        }
        let shown = days.min(MOST_DAYS);
        let ends = *stretch(&self.past(from), &[shown], &drifts(DRAWS)).first()?;
        let (low, high) = ends.widened(self.tried.width(before));
        let times = days as f64 / shown as f64;
        Some((low * times, high * times))
    }

    /// What 8 of 10 months cost, at least and at most, over the mean month, where so many whole weeks
    /// between the days were without work. `None` for fewer days than [`FEW_DAYS`] and where nothing
    /// was spent.
    pub fn month(&self, weeks_off: usize) -> Option<(f64, f64)> {
        let recent = self.recent(self.days.len());
        if recent.len() < FEW_DAYS {
            return None;
        }
        let (past, weeks) = (self.past(self.days.len()), Weeks::new(recent, weeks_off));
        let mut random = Random::new(SEED);
        let mut plain = 0.0;
        let mut totals: Vec<f64> = drifts(DRAWS)
            .into_iter()
            .map(|drift| {
                let (usd, total) = weeks.month(&past, &mut random);
                plain += usd;
                total * drift
            })
            .collect();
        let mean = plain / DRAWS as f64;
        // Stretches of active days do not tell that weeks are more even than they were.
        let (low, high) = Ends::of(&mut totals).widened(self.tried.width(&self.usd).max(1.0));
        (mean > 0.0).then(|| (low / mean, high / mean))
    }

    /// The same where the days lie too close together to say how weeks are: of so many active days.
    pub fn month_of(&self, active_days: f64) -> Option<(f64, f64)> {
        let days = libm::round(active_days).max(1.0);
        let mean = self.usd.iter().sum::<f64>() / self.usd.len().max(1) as f64;
        let (low, high) = self.ahead(self.days.len(), days as usize).filter(|_| mean > 0.0)?;
        Some((low / (mean * days), high / (mean * days)))
    }

    /// Over cuts of the days with at least [`FEW_DAYS`] before them, of how many the days that came,
    /// those of a month at most, cost what the range said, and how many there are.
    pub fn coverage(&self) -> (usize, usize) {
        self.tried.coverage(&self.usd)
    }

    fn past(&self, until: usize) -> Past {
        let days = self.recent(until);
        let begins = days.first().map_or(0, |(day, _)| *day);
        let ends = days.last().map_or(0, |(day, _)| *day);
        let from = self.parts.partition_point(|part| part.day < begins);
        let to = self.parts.partition_point(|part| part.day <= ends);
        Past::new(days, self.parts.get(from..to).unwrap_or_default(), &mut Random::new(SEED + 1))
    }

    fn recent(&self, until: usize) -> &'a [(i64, f64)] {
        let until = until.min(self.days.len());
        &self.days[until.saturating_sub(MOST_DAYS)..until]
    }
}

/// Factors of [`DRIFT`] at equal steps of their distribution: chance has its say in the days alone.
fn drifts(draws: usize) -> Vec<f64> {
    let share = |place: usize| (place as f64 + 0.5) / draws.max(1) as f64;
    (0..draws).map(|place| libm::exp(DRIFT * random::normal_at(share(place)))).collect()
}

/// The ends of stretches of so many days each, the shortest first. The days are drawn from a set that
/// is itself drawn from the past ones: which days the past happened to have is chance too.
fn stretch(past: &Past, lengths: &[usize], drifts: &[f64]) -> Vec<Ends> {
    let mut random = Random::new(SEED);
    let mut totals = vec![Vec::with_capacity(drifts.len()); lengths.len()];
    let mut drawn = vec![0; past.len()];
    for drift in drifts {
        drawn.iter_mut().for_each(|day| *day = random.below(past.len()));
        let (mut total, mut days) = (0.0, 0);
        for (totals, length) in totals.iter_mut().zip(lengths) {
            while days < *length {
                let day = drawn.get(random.below(drawn.len())).copied().unwrap_or(0);
                total += past.like(day, &mut random).1;
                days += 1;
            }
            totals.push(total * drift);
        }
    }
    totals.iter_mut().map(|totals| Ends::of(totals)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Outlook, Random};

    fn of(usd: &[f64]) -> Vec<(i64, f64)> {
        (20_000..).zip(usd.iter().copied()).collect()
    }

    /// Days as uneven as people's: a coefficient of variation of 1.3, where the public logs have
    /// 1.1 and 1.3.
    #[test]
    fn the_band_holds_what_it_says() {
        let mut random = Random::new(3);
        let (mut hits, mut all) = (0, 0);
        for _ in 0..60 {
            let days: Vec<f64> = (0..24).map(|_| libm::exp(random.normal())).collect();
            let days = of(&days);
            let outlook = Outlook::new(&days, &[], 20);
            for cut in [5, 8, 12, 16, 20] {
                let (low, high) = outlook.ahead(cut, days.len() - cut).expect("enough days");
                let actual: f64 = days[cut..].iter().map(|(_, usd)| usd).sum();
                hits += usize::from((low..=high).contains(&actual));
                all += 1;
            }
        }
        let share = f64::from(hits as u32) / f64::from(all);
        assert!((0.7..0.9).contains(&share), "{hits} of {all}");
    }

    /// Work whose level changes from one week to the next, as that of projects does: no range knows
    /// the next level, and it is as wide as the levels differ.
    #[test]
    fn work_that_changes_is_held_as_often() {
        let mut random = Random::new(5);
        let (mut hits, mut all) = (0, 0);
        for _ in 0..30 {
            let mut level = 0.0;
            let days: Vec<f64> = (0..45)
                .map(|day| {
                    level = if day % 5 == 0 { 0.8 * random.normal() } else { level };
                    libm::exp(level + 0.5 * random.normal())
                })
                .collect();
            let days = of(&days);
            let (held, cuts) = Outlook::new(&days, &[], 10).coverage();
            (hits, all) = (hits + held, all + cuts);
        }
        let share = hits as f64 / all as f64;
        assert!((0.7..0.9).contains(&share), "{hits} of {all}");
    }

    /// Even days need no wider range than the drift's; a tenfold level every other week needs more than
    /// five days say.
    #[test]
    fn a_range_is_as_wide_as_past_stretches_needed() {
        let width = |usd: &[f64]| Outlook::new(&of(usd), &[], 5).tried.width(usd);
        let even = [2.0; 30];
        let blocks: Vec<f64> = (0..30).map(|day| if day / 5 % 2 == 0 { 1.0 } else { 10.0 }).collect();
        assert!(width(&even) < 0.2, "{}", width(&even));
        assert!(width(&blocks[..12]) > 1.2, "{}", width(&blocks[..12]));
        // Nothing is known yet: as it is drawn.
        assert!((width(&even[..5]) - 1.0).abs() < 1e-6);
    }

    #[test]
    fn a_band_is_in_proportion_and_needs_days() {
        let days = of(&[1.0, 4.0, 2.0, 8.0, 3.0]);
        let outlook = Outlook::new(&days, &[], 7);
        let (low, high) = outlook.ahead(5, 7).expect("enough days");
        let more: Vec<(i64, f64)> = days.iter().map(|(day, usd)| (*day, usd * 10.0)).collect();
        let tenfold = Outlook::new(&more, &[], 7).ahead(5, 7).expect("enough days");
        assert!((tenfold.0 / low - 10.0).abs() < 1e-9 && (tenfold.1 / high - 10.0).abs() < 1e-9);
        assert_eq!((outlook.ahead(4, 7), outlook.ahead(5, 0)), (None, None));
        let nothing = of(&[0.0; 9]);
        let nothing = Outlook::new(&nothing, &[], 7);
        assert_eq!((nothing.month(0), nothing.month_of(20.0)), (None, None));
        // More days than are drawn are in proportion to those that are.
        let far = outlook.ahead(5, 4_000).expect("enough days");
        let near = outlook.ahead(5, 400).expect("enough days");
        assert!((far.0 / near.0 - 10.0).abs() < 1e-9 && (far.1 / near.1 - 10.0).abs() < 1e-9);
    }
}
