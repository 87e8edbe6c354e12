//! Iterations: the requests that one answer took, where its usage lists them.
//!
//! The totals of an answer are the sum of some of them. The others, such as an advisor's or the
//! summary of a compaction, are in no total, and have models of their own (FACTS-2026-11-28, (a)
//! 4; anthropic 2.14.0). Which ones are in the totals, the totals themselves say.

use super::counts::{Counts, Usage};
use super::names::Names;
use super::scan::{Scan, Scanned};

/// One request of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Iteration {
    kind: Kind,
    /// The place of its model, where it is not the answer's.
    pub model: Option<u32>,
    pub counts: Counts,
}

impl Iteration {
    /// The same with its model at its place among others.
    pub fn moved(&self, models: &[u32]) -> Iteration {
        Iteration { model: self.model.map(|model| models[model as usize]), ..*self }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    Message,
    /// Of a model that answered in the place of another one, which had declined. Where it is the last,
    /// its answer is the one that was given, and requests of other models before it are the attempts
    /// that were declined (anthropic 2.14.0, `BetaFallbackMessageIterationUsage`).
    Fallback,
    /// An advisor, a compaction, or what a later version adds.
    #[default]
    Other,
}

/// The requests of an answer: those in its totals, and those beside them. Nothing is in the
/// first where the totals are one request of the answer's own model.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Requests {
    pub own: Vec<Iteration>,
    pub beside: Vec<Iteration>,
}

/// The list as it is written; empty where it says no more than the totals do.
pub fn read(written: &[u8], models: &mut Names) -> Vec<Iteration> {
    let all = if written.len() > 2 { list(written, models).unwrap_or_default() } else { Vec::new() };
    match all.as_slice() {
        [one] if one.kind == Kind::Message => Vec::new(),
        _ => all,
    }
}

fn list(written: &[u8], models: &mut Names) -> Scanned<Vec<Iteration>> {
    let mut scan = Scan::new(written);
    let mut all = Vec::new();
    if !scan.enter_array()? {
        return Ok(all);
    }
    while scan.element()? {
        let usage = Usage::read(&mut scan)?;
        let kind = match usage.kind {
            b"message" => Kind::Message,
            b"fallback_message" => Kind::Fallback,
            _ => Kind::Other,
        };
        let model = (!usage.model.is_empty()).then(|| models.place(usage.model));
        all.extend(usage.counts.map(|counts| Iteration { kind, model, counts }));
    }
    Ok(all)
}

/// Of two copies of a list, the one that says more.
pub fn fuller(a: &[Iteration], b: &[Iteration]) -> bool {
    let size = |list: &[Iteration]| {
        let tokens = list.iter().map(|i| i.counts).map(|c| {
            [c.input, c.write_5m, c.write_1h, c.read, c.output].into_iter().map(u64::from).sum::<u64>()
        });
        (list.len(), tokens.sum::<u64>())
    };
    size(a) > size(b)
}

/// Which of an answer's requests its totals have.
pub fn requests(totals: &Counts, all: &[Iteration]) -> Requests {
    type Among = fn(&[Iteration], usize) -> bool;
    // What the model that answered in another one's place took, or the last request of that. Else from
    // what is usual to what is not: the messages; attempts of other models too; everything; the last
    // message alone.
    let candidates: [Among; 6] = [
        |all, at| all[at].kind != Kind::Other && served(all).is_some_and(|model| all[at].model == model),
        |all, at| all[at].kind == Kind::Fallback && served(all).is_some(),
        |all, at| all[at].kind == Kind::Message,
        |all, at| all[at].kind != Kind::Other,
        |_, _| true,
        |all, at| all[at].kind == Kind::Message && all[at + 1..].iter().all(|i| i.kind != Kind::Message),
    ];
    let among = candidates.into_iter().find(|among| {
        let mut some = (0..all.len()).filter(|at| among(all, *at)).map(|at| &all[at].counts).peekable();
        some.peek().is_some() && same(totals, some)
    });
    let is_own: Among = among.unwrap_or(|all, at| all[at].kind != Kind::Other);
    let (own, beside): (Vec<_>, Vec<_>) = (0..all.len()).partition(|at| is_own(all, *at));
    let of = |places: Vec<usize>| places.into_iter().map(|at| all[at]).collect::<Vec<_>>();
    // An attempt before any output is not billed.
    let is_attempt =
        |i: &Iteration| i.kind == Kind::Fallback || (i.kind == Kind::Message && served(all).is_some());
    let is_billed = |i: &Iteration| !is_attempt(i) || i.counts.output > 0;
    let is_listed = own.len() > 1 || own.first().is_some_and(|at| all[*at].model.is_some());
    let own = if among.is_some() && is_listed { with_totals(totals, of(own)) } else { Vec::new() };
    // They were asked for in the same request, on the same terms.
    let on_terms = |mut i: Iteration| {
        i.counts.us_only |= totals.us_only;
        i.counts.batch |= totals.batch;
        i.counts.priority |= totals.priority;
        i.counts.in_cloud |= totals.in_cloud;
        i
    };
    Requests { own, beside: of(beside).into_iter().filter(is_billed).map(on_terms).collect() }
}

/// The model that answered in the place of one that had declined; nothing where none did.
fn served(all: &[Iteration]) -> Option<Option<u32>> {
    let last = all.iter().rfind(|iteration| iteration.kind != Kind::Other)?;
    (last.kind == Kind::Fallback).then_some(last.model)
}

/// Whether the totals are the sum of these.
fn same<'a>(totals: &Counts, parts: impl Iterator<Item = &'a Counts>) -> bool {
    let classes = |c: &Counts| [c.input, c.writes(), c.read, c.output].map(u64::from);
    let mut sums = [0; 4];
    for part in parts {
        sums.iter_mut().zip(classes(part)).for_each(|(sum, count)| *sum += count);
    }
    sums == classes(totals)
}

/// With what only the totals say: the writes' lifetimes, searches, speed and place.
fn with_totals(totals: &Counts, mut own: Vec<Iteration>) -> Vec<Iteration> {
    let mut hours = totals.write_1h;
    for (at, Iteration { counts, .. }) in own.iter_mut().enumerate() {
        if !counts.is_split {
            let writes = counts.writes();
            counts.write_1h = writes.min(hours);
            counts.write_5m = writes - counts.write_1h;
            hours -= counts.write_1h;
        }
        counts.web_searches = if at == 0 { totals.web_searches } else { 0 };
        (counts.fast, counts.us_only, counts.batch) = (totals.fast, totals.us_only, totals.batch);
        (counts.priority, counts.in_cloud) = (totals.priority, totals.in_cloud);
    }
    own
}
