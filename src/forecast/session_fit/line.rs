//! The straight line that the context of a conversation follows between compactions.

/// Where a conversation's context starts and how it grows, in tokens.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Line {
    /// What stands before the first request.
    pub floor: f64,
    /// What each request adds for good.
    pub growth: f64,
    /// What stands before the first request after a compaction; the floor without one.
    pub base: f64,
}

impl Line {
    /// Growth by least squares within the segments; floor and base so that the prompts of
    /// the first segment, and of the later ones, add up to the real ones. Neither falls
    /// below zero: there the growth gives way.
    pub fn through(contexts: &[f64], segments: &[usize]) -> Line {
        let growth = slope(contexts, segments).max(0.0);
        let (first, later) = contexts.split_at(segments.first().copied().unwrap_or(0).min(contexts.len()));
        let (steps, prompts) = (triangle(first.len()), first.iter().sum::<f64>());
        let most = if steps > 0.0 { prompts / steps } else { 0.0 };
        let growth = growth.min(most);
        let floor = rest(prompts, growth * steps, first.len());
        if later.is_empty() {
            return Line { floor, growth, base: floor };
        }
        let steps: f64 = segments[1..].iter().map(|length| triangle(*length)).sum();
        let base = rest(later.iter().sum(), growth * steps, later.len());
        Line { floor, growth, base }
    }

    /// What the requests after the first carry, in the line's own prompts: the one before, and
    /// after a compaction the floor.
    pub fn carried(&self, segments: &[usize]) -> f64 {
        let of = |(place, length): (usize, &usize)| {
            let (base, first) = if place == 0 { (self.floor, 0.0) } else { (self.base, self.floor) };
            let later = length.saturating_sub(1);
            first + base * later as f64 + self.growth * triangle(later)
        };
        segments.iter().enumerate().map(of).sum()
    }
}

/// 1 + 2 + ... + n
pub(crate) fn triangle(n: usize) -> f64 {
    n as f64 * (n as f64 + 1.0) / 2.0
}

fn rest(prompts: f64, grown: f64, requests: usize) -> f64 {
    ((prompts - grown) / requests.max(1) as f64).max(0.0)
}

/// Least squares of context over the number of the call, each segment about its own middle.
fn slope(contexts: &[f64], segments: &[usize]) -> f64 {
    let (mut with, mut alone, mut from) = (0.0, 0.0, 0);
    for length in segments {
        let part = &contexts[from.min(contexts.len())..(from + length).min(contexts.len())];
        let middle = (part.len() as f64 - 1.0) / 2.0;
        for (call, context) in part.iter().enumerate() {
            let off = call as f64 - middle;
            with += off * context;
            alone += off * off;
        }
        from += length;
    }
    if alone > 0.0 { with / alone } else { 0.0 }
}
