//! Cuts: ways to part sessions into kinds.

use super::Unit;
use crate::logs::sorted;

/// What sets sessions apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::forecast::calibrate) enum By {
    EntryAndSize,
    /// The same by cuts of the largest context alone, in a fifth of the time: of many sessions they come near enough.
    EntryAndSizeAlone,
    Compaction,
}

/// Places of units, part by part.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cut {
    pub parts: Vec<Vec<usize>>,
    /// Whether headless runs are a part of their own.
    pub by_entry: bool,
}

/// Ways to cut all sessions into so many parts: headless runs apart from interactive sessions, and all
/// of them by size; or those that were compacted apart from the others, since the nine
/// lengths of a kind are compacted in ninths of its sessions.
pub(super) fn cuts(units: &[Unit], count: usize, by: By) -> Vec<Cut> {
    let sizes: Vec<[f64; 2]> = units.iter().map(|unit| [unit.peak, unit.floor]).collect();
    let all: Vec<usize> = (0..units.len()).collect();
    let apart = |is_apart: &dyn Fn(usize) -> bool| -> (Vec<usize>, Vec<usize>) {
        all.iter().partition(|place| is_apart(**place))
    };
    let mut found = Vec::new();
    let mut with = |own: Vec<usize>, others: Vec<usize>, by_entry: bool| {
        if count < 2 || own.is_empty() || others.is_empty() {
            return;
        }
        for mut parts in by_size(units, &others, &sizes, (count - 1, by)) {
            parts.insert(0, own.clone());
            found.push(Cut { parts, by_entry });
        }
    };
    match by {
        By::EntryAndSize | By::EntryAndSizeAlone => {
            let (headless, interactive) = apart(&|place| units[place].headless);
            with(headless, interactive, true);
            let sized = by_size(units, &all, &sizes, (count, by));
            found.extend(sized.into_iter().map(|parts| Cut { parts, by_entry: false }));
        }
        By::Compaction => {
            let (compacted, others) = apart(&|place| units[place].compacted());
            with(compacted, others, false);
        }
    }
    let mut distinct: Vec<Cut> = Vec::new();
    for cut in found {
        if !distinct.iter().any(|known| known.parts == cut.parts) {
            distinct.push(cut);
        }
    }
    distinct
}

/// By the largest context; by the base context, which decides whether a threshold leaves room; and each
/// of them, and both, with sessions moved to the part that they are most like. The smallest first.
fn by_size(
    units: &[Unit],
    places: &[usize],
    sizes: &[[f64; 2]],
    (count, kinds): (usize, By),
) -> Vec<Vec<Vec<usize>>> {
    let logs: Vec<[f64; 2]> = sizes.iter().map(|sizes| sizes.map(|size| libm::log(size.max(1.0)))).collect();
    let mut found = Vec::new();
    let sides = if kinds == By::EntryAndSizeAlone { 1 } else { 2 };
    for by in 0..sides {
        let sizes: Vec<f64> = sizes.iter().map(|sizes| sizes[by]).collect();
        let mut alone = [0.0; 2];
        alone[by] = 1.0;
        let cut = parts(places, count, &sizes, |place| units[place].usd);
        let even = parts(places, count, &sizes, |place| units[place].sums.sessions);
        match kinds {
            By::EntryAndSize => {
                for start in [&cut, &even] {
                    let weights = [alone, [1.0; 2]];
                    found.extend(weights.map(|weights| alike(units, places, start, (&logs, weights))));
                }
            }
            // What is left is alike: cuts alone do, in less time.
            By::Compaction => found.push(even),
            By::EntryAndSizeAlone => {}
        }
        found.push(cut);
    }
    found.iter_mut().for_each(|parts: &mut Vec<Vec<usize>>| parts.retain(|part| !part.is_empty()));
    found.retain(|parts| parts.len() == count);
    found
}

/// Rounds after which hardly a session still moves.
const ROUNDS: usize = 12;

/// Lloyd's algorithm: each session in the part whose mean, weighted by cost, it is nearest to.
fn alike(
    units: &[Unit],
    places: &[usize],
    cut: &[Vec<usize>],
    (sizes, weights): (&[[f64; 2]], [f64; 2]),
) -> Vec<Vec<usize>> {
    let mut parts = cut.to_vec();
    for _ in 0..ROUNDS {
        let centre = |part: &Vec<usize>| {
            let usd: f64 = part.iter().map(|place| units[*place].usd).sum();
            let sum = |of: usize| part.iter().map(|place| sizes[*place][of] * units[*place].usd).sum::<f64>();
            [sum(0) / usd, sum(1) / usd]
        };
        let centres: Vec<[f64; 2]> = parts.iter().map(centre).collect();
        let off = |size: &[f64; 2], centre: &[f64; 2]| {
            (0..2).map(|of| weights[of] * (size[of] - centre[of]) * (size[of] - centre[of])).sum::<f64>()
        };
        let mut next = vec![Vec::new(); parts.len()];
        for place in places.iter().copied() {
            let size = &sizes[place];
            let nearer =
                |a: usize, b: usize| if off(size, &centres[b]) < off(size, &centres[a]) { b } else { a };
            let nearest = (0..centres.len()).reduce(nearer).unwrap_or_default();
            next[nearest].push(place);
        }
        if next == parts {
            break;
        }
        parts = next;
    }
    parts
}

/// Places of units, cut by a size into so many parts of equal weight, the smallest first.
fn parts(places: &[usize], count: usize, sizes: &[f64], weight: impl Fn(usize) -> f64) -> Vec<Vec<usize>> {
    let mut order = places.to_vec();
    sorted::by(&mut order, |a, b| sizes[*a].total_cmp(&sizes[*b]));
    let all: f64 = places.iter().map(|place| weight(*place)).sum();
    let mut parts = vec![Vec::new(); count];
    let mut before = 0.0;
    for place in order {
        let usd = weight(place);
        let middle = if all > 0.0 { (before + usd / 2.0) / all } else { 0.0 };
        parts[((middle * count as f64) as usize).min(count - 1)].push(place);
        before += usd;
    }
    parts.iter_mut().for_each(|part| part.sort_unstable());
    parts
}
