//! Summaries of compactions, whose requests stand in no line: as the logs show that they were
//! made, how large the context was and what it left (FACTS-2026-11-28, (d)).

use super::gather::order;
use crate::logs::ledger::known;
use crate::logs::sorted;
use crate::logs::{Call, Compacted, SUMMARY_TOKENS};
use crate::prices::RateTable;

/// By the place of the model: the most that it answers. Nothing is looked up where no session was
/// compacted.
pub fn limits(models: &[String], is_asked: bool) -> Vec<u32> {
    if !is_asked {
        return Vec::new();
    }
    let table = RateTable::shipped();
    let limit = |name: &String| known(&table, name).and_then(|model| model.max_output);
    models.iter().map(|name| limit(name).map_or(u32::MAX, |most| most as u32)).collect()
}

/// The calls in their order with those of [`Call::SUMMARY`]. What the client's totals have of them is
/// a part of what is in no line, and the others are guesses beside it. Of every compaction the chain
/// is known; `most` is the most output by the place of the model.
pub fn add(mut calls: Vec<Call>, mut compactions: Vec<(u32, Compacted)>, most: &[u32]) -> Vec<Call> {
    if compactions.is_empty() {
        return calls;
    }
    sorted::by_key(&mut compactions, |(chain, marked)| (marked.session, *chain, marked.at));
    // Few of the calls change, and a second list of all of them would be the most that is held of anything.
    let (mut from, mut all_guesses, mut changes) = (0, Vec::new(), Vec::new());
    for session in calls.chunk_by(|a, b| a.session == b.session) {
        let (known, guesses) =
            guesses(session, &compactions, most).partition(|(marked, _)| marked.is_in_totals);
        let calls = |of: Vec<(&Compacted, Call)>| of.into_iter().map(|(_, call)| call).collect::<Vec<_>>();
        let known = calls(known);
        if !known.is_empty() {
            changes.push((from..from + session.len(), split(session, &known)));
        }
        all_guesses.extend(calls(guesses));
        from += session.len();
    }
    for (places, session) in changes.into_iter().rev() {
        calls.splice(places, session);
    }
    calls.reserve_exact(all_guesses.len());
    calls.extend(all_guesses);
    calls.sort_by_key(order);
    calls
}

/// One for each compaction of which no line has the request.
fn guesses<'a>(
    session: &'a [Call],
    compactions: &'a [(u32, Compacted)],
    most: &'a [u32],
) -> impl Iterator<Item = (&'a Compacted, Call)> {
    let of = session.first().map_or(u32::MAX, |call| call.session);
    let from = compactions.partition_point(|(_, marked)| marked.session < of);
    let mine = compactions.get(from..).unwrap_or_default().iter();
    let mine = mine.take_while(move |(_, marked)| marked.session == of);
    let of_chain = |chain: u32| {
        let from = session.partition_point(|call| call.chain < chain);
        let until = session.partition_point(|call| call.chain <= chain);
        session.get(from..until).unwrap_or_default()
    };
    mine.filter(|(_, marked)| !marked.has_call)
        .filter_map(move |(chain, marked)| Some((marked, guess(of_chain(*chain), marked, most)?)))
}

/// The context is read at the session's own hit rate, the rest of it written for 5 minutes, as the
/// client does whatever the conversation's own lifetime; the answer is what is left.
fn guess(chain: &[Call], marked: &Compacted, most: &[u32]) -> Option<Call> {
    let until = chain.partition_point(|call| call.answered <= marked.at);
    // A conversation that goes on with another one may begin with it.
    let near = until.checked_sub(1).and_then(|last| chain.get(last)).or(chain.first())?;
    let context = u32::try_from(near.context()).unwrap_or(u32::MAX).saturating_add(near.output);
    let before = marked.before.unwrap_or(context);
    let sum = |of: &dyn Fn(&Call) -> u32| chain.iter().map(|call| u64::from(of(call))).sum::<u64>();
    let (read, written) = (sum(&|call| call.read), sum(&|call| call.write_5m.saturating_add(call.write_1h)));
    let sent = read + written + sum(&|call| call.input);
    let read = (f64::from(before) * read as f64 / sent.max(1) as f64).round() as u32;
    let rest = before - read.min(before);
    let (input, write_5m) = if written > 0 { (0, rest) } else { (rest, 0) };
    let limit = most.get(near.model as usize).copied().unwrap_or(u32::MAX);
    let output = answered(chain, marked).min(limit);
    Some(Call {
        chain: Call::SUMMARY,
        asked: marked.at,
        answered: marked.at,
        input,
        write_5m,
        write_1h: 0,
        read,
        output,
        estimated: output,
        web_searches: 0,
        is_final: true,
        batch: false,
        is_guess: true,
        ..*near
    })
}

/// What a compaction left without what it kept: where it is said with system prompt and tools,
/// that is what the conversation began with.
fn answered(chain: &[Call], marked: &Compacted) -> u32 {
    let Some(left) = marked.left else { return SUMMARY_TOKENS };
    let floor = chain.first().map_or(0, |call| u32::try_from(call.context()).unwrap_or(u32::MAX));
    if left > floor { left - floor } else { left }
}

/// Of what the client's totals have beyond the lines, as much as its compactions are thought to
/// have asked for, by model; the totals stay what they are.
fn split(session: &[Call], guesses: &[Call]) -> Vec<Call> {
    let mut left: Vec<(u32, [u64; 2])> = Vec::new();
    for guess in guesses {
        let more = [guess.context(), u64::from(guess.output)];
        match left.iter_mut().find(|(model, _)| *model == guess.model) {
            Some((_, sums)) => sums.iter_mut().zip(more).for_each(|(sum, more)| *sum += more),
            None => left.push((guess.model, more)),
        }
    }
    let parts = |call: &Call| {
        let of_model = left.iter_mut().find(|(model, _)| *model == call.model).map(|(_, sums)| sums);
        let Some([prompt, output]) = of_model.filter(|_| call.chain == Call::UNLOGGED) else {
            return [Some(*call), None];
        };
        let mut rest = *call;
        let mut summary = Call { chain: Call::SUMMARY, web_searches: 0, ..*call };
        // Most of a summary's prompt is in the cache.
        summary.read = taken(&mut rest.read, prompt);
        summary.write_5m = taken(&mut rest.write_5m, prompt);
        summary.write_1h = taken(&mut rest.write_1h, prompt);
        summary.input = taken(&mut rest.input, prompt);
        summary.output = taken(&mut rest.output, output);
        (summary.estimated, rest.estimated) = (summary.output, rest.output);
        let is_some = |call: &Call| call.context() > 0 || call.output > 0 || call.web_searches > 0;
        [Some(summary).filter(is_some), Some(rest).filter(is_some)]
    };
    session.iter().flat_map(parts).flatten().collect()
}

/// Takes as many tokens as are wanted and there.
fn taken(from: &mut u32, wanted: &mut u64) -> u32 {
    let part = u32::try_from(*wanted).unwrap_or(u32::MAX).min(*from);
    *from -= part;
    *wanted -= u64::from(part);
    part
}
