//! Past: the days that were, each with sessions of the same kinds as it had.

use super::random::Random;

/// What one session did on one day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SessionDay {
    /// Days since 1970-01-01.
    pub day: i64,
    /// Whether it was started without a terminal.
    pub headless: bool,
    pub usd: f64,
}

/// Kinds of a day's sessions, of either entry: as many as have an equal part of the cost each.
const SIZES: usize = 3;
/// Ways in which each day might have come out, the real one among them.
const WAYS: usize = 8;
/// Few days hold neither the largest nor the smallest that may come. Each day that is drawn is
/// spread by a normal kernel over its logarithm: half of what Silverman's rule would have, since the
/// sessions of the days are drawn too.
const KERNEL: f64 = 0.5;
/// Deviations of the logarithm beyond it come of days on which next to nothing was done.
const ROUGHEST: f64 = 1.5;

/// Days to draw from.
#[derive(Clone, Debug, Default)]
pub(super) struct Past {
    /// USD of each day in each of its [`WAYS`].
    ways: Vec<[f64; WAYS]>,
    /// The deviation of the kernel.
    rough: f64,
}

impl Past {
    /// Of days in order, with USD of each, and of their sessions in the order of the days.
    pub fn new(days: &[(i64, f64)], parts: &[SessionDay], random: &mut Random) -> Past {
        let kinds = Kinds::new(parts);
        let mut from = 0;
        let mut ways = Vec::with_capacity(days.len());
        for (day, usd) in days {
            from += parts[from..].iter().take_while(|part| part.day < *day).count();
            let count = parts[from..].iter().take_while(|part| part.day == *day).count();
            let mut all = [*usd; WAYS];
            if count > 0 {
                let redrawn = all.iter_mut().skip(1);
                redrawn.for_each(|way| *way = (from..from + count).map(|at| kinds.like(at, random)).sum());
            }
            ways.push(all);
            from += count;
        }
        Past { ways, rough: roughness(days) }
    }

    pub fn len(&self) -> usize {
        self.ways.len()
    }

    /// A day like one of them, by its place: USD as it might have come out, and the same beyond what
    /// the few days that were hold.
    pub fn like(&self, at: usize, random: &mut Random) -> (f64, f64) {
        let way = random.below(WAYS);
        let usd = self.ways.get(at).map_or(0.0, |ways| ways[way]);
        let spread = if self.rough > 0.0 { libm::exp(self.rough * random.normal()) } else { 1.0 };
        (usd, usd * spread)
    }
}

fn roughness(days: &[(i64, f64)]) -> f64 {
    let logs: Vec<f64> = days.iter().filter(|(_, usd)| *usd > 0.0).map(|(_, usd)| libm::log(*usd)).collect();
    if logs.len() < 2 {
        return 0.0;
    }
    let count = logs.len() as f64;
    let mean = logs.iter().sum::<f64>() / count;
    let squares: f64 = logs.iter().map(|log| (log - mean) * (log - mean)).sum();
    let deviation = libm::sqrt(squares / (count - 1.0));
    // Days alike differ by what sums round, and no more.
    if deviation < 1e-9 { 0.0 } else { KERNEL * deviation.min(ROUGHEST) * libm::pow(count, -0.2) }
}

/// Sessions by entry and size.
struct Kinds {
    of: Vec<usize>,
    usd: Vec<Vec<f64>>,
}

impl Kinds {
    fn new(parts: &[SessionDay]) -> Kinds {
        let mut kinds = Kinds { of: vec![0; parts.len()], usd: vec![Vec::new(); 2 * SIZES] };
        for headless in [false, true] {
            let of_entry = || parts.iter().enumerate().filter(move |(_, part)| part.headless == headless);
            let bounds = bounds(of_entry().map(|(_, part)| part.usd).collect());
            for (at, part) in of_entry() {
                let size = bounds.iter().filter(|bound| part.usd > **bound).count();
                kinds.of[at] = usize::from(headless) * SIZES + size;
                kinds.usd[kinds.of[at]].push(part.usd);
            }
        }
        kinds
    }

    /// USD of one of the same kind.
    fn like(&self, at: usize, random: &mut Random) -> f64 {
        let all = self.of.get(at).and_then(|kind| self.usd.get(*kind)).map_or(&[][..], Vec::as_slice);
        all.get(random.below(all.len())).copied().unwrap_or(0.0)
    }
}

/// The largest of each kind but the last, of an equal part of the cost each.
fn bounds(mut usd: Vec<f64>) -> [f64; SIZES - 1] {
    usd.sort_by(f64::total_cmp);
    let all: f64 = usd.iter().sum();
    let mut bounds = [f64::INFINITY; SIZES - 1];
    let mut before = 0.0;
    for usd in usd {
        let middle = before + usd / 2.0;
        for (place, bound) in bounds.iter_mut().enumerate() {
            if middle <= all * (place + 1) as f64 / SIZES as f64 {
                *bound = usd;
            }
        }
        before += usd;
    }
    // Where one session cost more than a part, nothing is below.
    bounds.map(|bound| if bound == f64::INFINITY { 0.0 } else { bound })
}

#[cfg(test)]
mod tests {
    use super::{Past, Random, SessionDay};

    /// Runs of a script and conversations are each drawn from their own: no run becomes a conversation.
    #[test]
    fn sessions_are_drawn_from_their_own_kind() {
        let part = |day, headless, usd| SessionDay { day, headless, usd };
        let parts: Vec<SessionDay> = (0..6)
            .flat_map(|day| [part(day, true, 0.1), part(day, true, 0.2), part(day, false, 10.0 + day as f64)])
            .collect();
        let days: Vec<(i64, f64)> = (0..6).map(|day| (day, 10.3 + day as f64)).collect();
        let mut random = Random::new(1);
        let past = Past::new(&days, &parts, &mut random);
        for day in 0..6 {
            for _ in 0..40 {
                let (usd, _) = past.like(day, &mut random);
                assert!((10.2..=15.4 + 1e-9).contains(&usd), "{usd}");
            }
        }
    }

    /// Three parts of equal cost: the sessions of $1 with the first three of nine large ones, and three
    /// each of the others. The largest becomes one of the last three, and the small one beside it any of
    /// the first part.
    #[test]
    fn sessions_are_drawn_from_their_own_size() {
        let part = |day, usd| SessionDay { day, headless: false, usd };
        let large = |day: i64| 100.0 + day as f64;
        let parts: Vec<SessionDay> = (0..9).flat_map(|day| [part(day, 1.0), part(day, large(day))]).collect();
        let days: Vec<(i64, f64)> = (0..9).map(|day| (day, 1.0 + large(day))).collect();
        let mut random = Random::new(1);
        let past = Past::new(&days, &parts, &mut random);
        let last: Vec<f64> = (0..90).map(|_| past.like(8, &mut random).0).collect();
        assert!(last.iter().all(|usd| (107.0..=210.0).contains(usd)), "{last:?}");
        assert!(last.iter().any(|usd| *usd != 109.0), "{last:?}");
    }

    /// A day without sessions, which only dollars are known of, stays as it was.
    #[test]
    fn days_of_which_nothing_else_is_known_stay() {
        let past = Past::new(&[(3, 4.0), (4, 4.0)], &[], &mut Random::new(1));
        assert_eq!((past.len(), past.like(0, &mut Random::new(2))), (2, (4.0, 4.0)));
        assert_eq!(past.like(9, &mut Random::new(2)), (0.0, 0.0));
    }
}
