//! The line that the contexts of a conversation follow, and which of its calls are which row's.

use super::super::BANDS;
use super::super::sessions::Row;
use crate::logs::sorted;

/// Contexts of so many calls, in tokens: a segment's first is `floor`, or `base` after a compaction, plus
/// `growth`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    lengths: Vec<usize>,
    floor: f64,
    base: f64,
    growth: f64,
    known: Known,
}

/// Contexts that a table says: of the first call, and on average before and after compactions.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Known {
    first: Option<f64>,
    before: Option<f64>,
    after: Option<f64>,
    /// What was read of the first, and of those after compactions.
    first_read: Option<f64>,
    after_read: Option<f64>,
}

/// Rounds until contexts that are bounded by a band add up to what they have to.
const ROUNDS: usize = 20;
/// Tokens of rounding that a context may be off by, one for each class.
const ROUNDED: f64 = 4.0;

impl Line {
    /// Of all rows of a main conversation.
    pub fn of(rows: &[&Row]) -> Line {
        let sum = |of: fn(&Row) -> u64| rows.iter().map(|row| of(row)).sum::<u64>();
        let (calls, segments) = (sum(|row| row.calls) as usize, sum(|row| row.segments).max(1) as usize);
        let first_calls = (sum(|row| row.first_calls) as usize).min(calls);
        let later = calls - first_calls;
        // Without its parts it is one stretch.
        let lengths = match (first_calls, segments) {
            (0, _) | (_, 1) => vec![calls],
            _ => [vec![first_calls], uneven(later, segments - 1, sum(|row| row.later_steps) as f64)].concat(),
        };
        let prompt = sum(prompt) as f64;
        let first_prompt = if lengths.len() > 1 { sum(|row| row.first_prompt) as f64 } else { prompt };
        let growth = slope(sum(|row| row.sxx12), rows.iter().map(|row| row.sxy2).sum());
        let line = Line { lengths, floor: 0.0, base: 0.0, growth, known: Known::default() };
        let cuts = line.lengths.len() as f64 - 1.0;
        let mean = |sum: u64| (cuts > 0.0 && sum > 0).then(|| sum as f64 / cuts);
        let has_first = sum(|row| row.conversations) > 0;
        let after = mean(sum(|row| row.cut_after));
        let known = Known {
            first: has_first.then(|| sum(|row| row.first_context) as f64),
            first_read: has_first.then(|| sum(|row| row.first_read) as f64),
            before: mean(sum(|row| row.cut_before)),
            after,
            after_read: after.map(|_| sum(|row| row.cut_read) as f64 / cuts),
        };
        Line { known, ..line.through(first_prompt, prompt - first_prompt) }
    }

    /// Of one row's conversations, or calls, that are all alike.
    pub fn alike(row: &Row, count: usize) -> Line {
        let growth = slope(row.sxx12, row.sxy2);
        let lengths = even(row.calls as usize, count);
        let steps: f64 = lengths.iter().map(|length| triangle(*length)).sum();
        let prompt = prompt(row) as f64;
        let growth = growth.min(prompt / steps.max(1.0));
        let floor = (prompt - growth * steps).max(0.0) / (row.calls as f64).max(1.0);
        Line { lengths, floor, base: floor, growth, known: Known::default() }
    }

    /// Floor and base with which the first segment and the later ones send what they did. Neither is below
    /// zero: there the growth gives way.
    fn through(self, first: f64, later: f64) -> Line {
        let (head, tail) =
            (self.lengths.first().copied().unwrap_or(0), &self.lengths[1.min(self.lengths.len())..]);
        let growth = self.growth.min(first / triangle(head).max(1.0));
        let floor = (first - growth * triangle(head)) / (head as f64).max(1.0);
        let calls: usize = tail.iter().sum();
        let steps: f64 = tail.iter().map(|length| triangle(*length)).sum();
        let base = ((later - growth * steps) / (calls as f64).max(1.0)).max(0.0);
        Line { floor, growth, base, ..self }
    }

    pub fn calls(&self) -> usize {
        self.lengths.iter().sum()
    }

    pub fn lengths(&self) -> impl Iterator<Item = usize> {
        self.lengths.iter().copied()
    }

    /// The places of calls that follow a compaction.
    pub fn later_segments(&self) -> impl Iterator<Item = usize> {
        let ends = self.lengths.iter().scan(0, |end, length| {
            *end += length;
            Some(*end)
        });
        ends.take(self.lengths.len().saturating_sub(1))
    }

    /// Of all calls, in their order: on the line, or as the table says, which is then not to be moved.
    fn all(&self) -> Vec<(f64, bool)> {
        let last = self.lengths.len().saturating_sub(1);
        let of = |(segment, length): (usize, &usize)| {
            let (base, begins) = match segment {
                0 => (self.floor, self.known.first),
                _ => (self.base, self.known.after),
            };
            let ends = self.known.before.filter(|_| segment < last);
            let (growth, length) = (self.growth, *length);
            (1..=length).map(move |number| {
                let known = if number == 1 { begins } else { ends.filter(|_| number == length) };
                known.map_or((base + growth * number as f64, false), |known| (known, true))
            })
        };
        self.lengths.iter().enumerate().flat_map(of).collect()
    }

    /// What calls at these places read, where the table says it.
    pub fn reads(&self, places: &[usize]) -> Vec<Option<f64>> {
        let begins = sorted::set(self.later_segments());
        let read = |place: &usize| match place {
            0 => self.known.first_read,
            _ => self.known.after_read.filter(|_| begins.contains(place)),
        };
        places.iter().map(read).collect()
    }

    /// What calls at these places carry of the context before theirs; of the first of a segment its own.
    pub fn carried(&self, places: &[usize]) -> Vec<f64> {
        let (all, begins) = (self.all(), sorted::set(self.later_segments()));
        let from = |place: usize| if begins.contains(&place) { place } else { place.saturating_sub(1) };
        places.iter().map(|place| all.get(from(*place)).map_or(0.0, |(context, _)| *context)).collect()
    }

    /// Which calls are each row's: days in their order, on a day those with the larger contexts for the row
    /// with the larger ones. Together they are all calls.
    pub fn places(&self, rows: &[&Row]) -> Vec<Vec<usize>> {
        let contexts = self.all();
        let mut order: Vec<usize> = (0..rows.len()).collect();
        let mean = |at: usize| prompt(rows[at]) as f64 / (rows[at].calls as f64).max(1.0);
        sorted::by(&mut order, |a, b| rows[*a].day.cmp(&rows[*b].day).then(mean(*a).total_cmp(&mean(*b))));
        let mut places = vec![Vec::new(); rows.len()];
        let mut from = 0;
        for of_day in order.chunk_by(|a, b| rows[*a].day == rows[*b].day) {
            let count: usize = of_day.iter().map(|at| rows[*at].calls as usize).sum();
            let mut calls: Vec<usize> = (from..from + count).collect();
            let begins = of_day.iter().copied().find(|at| from == 0 && rows[*at].conversations > 0);
            if let Some(at) = begins {
                places[at].push(calls.remove(0));
            }
            sorted::by(&mut calls, |a, b| contexts[*a].0.total_cmp(&contexts[*b].0));
            let mut calls = calls.into_iter();
            for at in of_day {
                let missing = rows[*at].calls as usize - places[*at].len();
                places[*at].extend(calls.by_ref().take(missing));
                places[*at].sort_unstable();
            }
            from += count;
        }
        places
    }

    /// The contexts of a row's calls at these places: on the line, moved so that they add up to the row's
    /// prompts, and within its band.
    pub fn contexts(&self, row: &Row, places: &[usize]) -> Vec<f64> {
        let line = self.all();
        let (low, high) = bounds(row);
        let at = |place: &usize| line.get(*place).copied().unwrap_or_default();
        let mut all: Vec<(f64, bool)> = places.iter().map(at).collect();
        all.iter_mut().for_each(|(context, is_known)| *is_known &= (low..=high).contains(context));
        for _ in 0..ROUNDS {
            let missing = prompt(row) as f64 - all.iter().map(|(context, _)| context).sum::<f64>();
            let may_move = |context: f64| if missing > 0.0 { context < high } else { context > low };
            let count = all.iter().filter(|(context, is_known)| !is_known && may_move(*context)).count();
            if count == 0 || missing.abs() < 0.5 {
                break;
            }
            let each = missing / count as f64;
            for (context, _) in all.iter_mut().filter(|(_, is_known)| !is_known) {
                *context = (*context + each).clamp(low, high);
            }
        }
        all.into_iter().map(|(context, _)| context).collect()
    }
}

/// Tokens between which the prompts of a row's band are, with room for rounding.
fn bounds(row: &Row) -> (f64, f64) {
    let next = BANDS.into_iter().find(|band| *band > row.band);
    let low = if row.band > 0 { row.band as f64 * 1e3 + ROUNDED } else { 0.0 };
    (low, next.map_or(f64::from(u32::MAX / 8), |band| band as f64 * 1e3 - ROUNDED))
}

/// Everything that a row's calls sent.
fn prompt(row: &Row) -> u64 {
    let writes = row.write_5m + row.write_1h + row.write_unsplit.unwrap_or(0);
    row.input + writes + row.read
}

/// Tokens a call, by least squares; never below zero.
fn slope(sxx12: u64, sxy2: i64) -> f64 {
    if sxx12 > 0 { (6.0 * sxy2 as f64 / sxx12 as f64).max(0.0) } else { 0.0 }
}

/// So many calls in so many parts, of which none is empty unless there are too few calls.
fn even(calls: usize, parts: usize) -> Vec<usize> {
    let end = |part: usize| (part * calls) / parts.max(1);
    (0..parts.max(1)).map(|part| end(part + 1) - end(part)).filter(|length| *length > 0).collect()
}

/// The same with parts that differ as much as makes their numbers add up to so many steps: what a context
/// grows in a part goes with the square of its calls. The last part is the shortest, since sessions end
/// before they are compacted; where that is not enough, the first is longest.
fn uneven(calls: usize, parts: usize, steps: f64) -> Vec<usize> {
    if parts < 2 || calls < parts {
        return even(calls, parts);
    }
    let shorter = |last: usize| [even(calls - last, parts - 1), vec![last]].concat();
    let longer = |first: usize| [vec![first], even(calls - first, parts - 1)].concat();
    let reach = |lengths: &[usize]| lengths.iter().map(|length| triangle(*length)).sum::<f64>() >= steps;
    if reach(&shorter(1)) {
        return shorter(first_where(1, calls / parts, |last| !reach(&shorter(last + 1))));
    }
    longer(first_where(calls / parts, calls - (parts - 1), |first| reach(&longer(first))))
}

/// The first number from `low` on of which something is true that stays so; else `high`.
fn first_where(mut low: usize, mut high: usize, is: impl Fn(usize) -> bool) -> usize {
    while low < high {
        let middle = (low + high) / 2;
        if is(middle) { high = middle } else { low = middle + 1 }
    }
    low
}

/// 1 + 2 + ... + n
fn triangle(n: usize) -> f64 {
    n as f64 * (n as f64 + 1.0) / 2.0
}
