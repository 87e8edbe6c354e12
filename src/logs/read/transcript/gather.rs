//! What was read -> [`Logs`], in an order that does not depend on that of the files.

use crate::logs::sorted;
use std::collections::{HashMap, HashSet};
use std::hash::BuildHasher;

use foldhash::fast::FixedState;

use super::calls::Record;
use super::estimate::estimates;
use super::file::Place;
use super::iterations::{self, Iteration, Requests};
use super::names::Sessions;
use super::summaries;
use super::totals::Models;
use super::unlogged::Logged;
use super::{FileOf, Transcripts};
use crate::logs::{Call, Compacted, Logs, Moment, Session, ledger};

/// Records whose room is given back at a time: 512 KB.
const AT_ONCE: usize = 4_096;

pub fn gather(read: Transcripts) -> Logs {
    let Transcripts {
        mut reading,
        paths,
        mut files,
        sessions: mut found,
        models,
        calls,
        mut events,
        unlogged,
        ..
    } = read;
    let one = found.join();
    files.iter_mut().for_each(|file| file.session = one[file.session as usize]);
    events.join(&one);
    let uncounted = calls.uncounted();
    let (mut records, places, iterations) = calls.finish(&paths);
    reading.duplicates = reading.usage_lines - records.len() as u64;
    reading.priority = records.iter().filter(|record| record.counts.priority).count() as u64;
    reading.refused = records.iter().filter(|record| record.is_free()).count() as u64;

    let session_of = |file: u32| files.get(file as usize).map_or(0, |file| file.session);
    let with_calls = records.iter().map(|record| session_of(record.file));
    // A session may have its totals and no call in any line.
    let covered = unlogged.covered();
    let names = models.into_names();
    // The price list is only asked where there are totals.
    let same = if covered.is_empty() { Models::new(&[]) } else { Models::new(&names) };
    let one = |session: u32| one.get(session as usize).copied().unwrap_or(session);
    let covered: HashSet<u32> = covered.into_iter().map(one).collect();
    let used = with_calls.chain(events.sessions()).chain(covered.iter().copied());
    let (kept, place) = in_order(&found, &files, &paths, used);
    let (mut sessions, projects) = named(&found, &kept);

    for file in &files {
        let session = sessions.get_mut(place[file.session as usize] as usize);
        let first = file.first.and_then(|first| records.get(places[first as usize] as usize));
        if let Some(session) = session {
            session.resumed |= first.is_some_and(|first| session_of(first.file) != file.session);
            session.has_totals |= covered.contains(&one(file.session));
        }
    }

    let each = |at: u32, then: &mut dyn FnMut(Request)| {
        each_request(&records[at as usize], iterations.get(&at), then);
    };
    // The client counts a refusal that is not billed.
    let requests = |at: u32| {
        let mut all = Vec::new();
        let billed = Record { is_refused: false, ..records[at as usize] };
        each_request(&billed, iterations.get(&at), &mut |request| {
            all.push((request.record.model, request.record.counts))
        });
        all
    };
    let logged = Logged {
        records: &records,
        places: &places,
        requests: &requests,
        session_of: &|file| one(session_of(file)),
        one: &one,
        models: &same,
    };
    let unlogged = unlogged.find(&logged);
    // The client's totals have what its lines do not say.
    let is_counted = |at: usize| unlogged.counted.get(at).is_some_and(|is| *is);
    let in_totals = |(file, at): &(u32, Moment)| unlogged.has(one(session_of(*file)), *at, true);
    let zeros = (0..records.len()).filter(|at| records[*at].has_no_prompt() && !is_counted(*at));
    let bare = uncounted.iter().filter(|lines| !lines.iter().any(in_totals));
    reading.pages = unlogged.pages;
    reading.orphans = orphans(&files, &paths, &kept);
    reading.uncounted = (zeros.count() + bare.count()) as u64;

    let mut chains = Chains::default();
    for at in 0..records.len() as u32 {
        each(at, &mut |Request { record, is_beside }| {
            reading.beside += u64::from(is_beside);
            chains.begin(session_of(record.file), &record);
        });
    }
    let chains = chains.numbers();
    let fast: Vec<bool> = names.iter().map(|name| ledger::is_fast(name)).collect();
    // The price list is only asked for tokenizers, and mostly for none.
    let is_estimated = records.iter().any(|record| !record.is_final);
    let estimates = if is_estimated { estimates(&names) } else { Vec::new() };
    let sum_up: Vec<bool> = paths.iter().map(|path| Place::of(path).sums_up()).collect();
    let call = |at: u32, record: &Record| {
        let session = session_of(record.file);
        let chain = chains.get(&(session, record.chain)).copied().unwrap_or(0);
        let estimate = estimates.get(record.model as usize).map_or(0, |e| e.output(record.visible()));
        // The client's totals have the output that its lines have not.
        let estimate = if is_counted(at as usize) { 0 } else { estimate };
        // They may say more of the model: where it ran.
        let name =
            same.same.get(record.model as usize).and_then(|same| unlogged.names.get(&(one(session), *same)));
        let model = name.copied().unwrap_or(record.model);
        let fast = record.counts.fast || fast.get(record.model as usize).is_some_and(|fast| *fast);
        let sums_up = chain != 0 && sum_up.get(record.file as usize).is_some_and(|is| *is);
        Call { session, chain, fast, model, sums_up, ..call(record, estimate) }
    };
    let mut calls: Vec<Call> = Vec::with_capacity(records.len() + unlogged.calls.len());
    // From the last one back: a record that is a call gives its room back, and both lists are never there whole.
    calls.extend(unlogged.calls.iter().rev());
    let mut requests = Vec::new();
    while let Some(record) = records.pop() {
        let at = records.len();
        each_request(&record, iterations.get(&(at as u32)), &mut |request| {
            requests.push(call(at as u32, &request.record));
        });
        calls.extend(requests.drain(..).rev());
        if at.is_multiple_of(AT_ONCE) {
            records.shrink_to_fit();
        }
    }
    calls.reverse();
    calls.iter_mut().for_each(|call| call.session = place[call.session as usize]);
    calls.sort_by_key(order);
    let is_known = |session: u32, at: Moment| unlogged.has(one(session), at, true);
    let number = |session, chain| chains.get(&(session, chain)).copied();
    let is_known_of_agent = |session: u32, at: Moment| unlogged.has(one(session), at, false);
    let of_agents = events.finish_agents(&place, number, is_known_of_agent);
    let (prompts, compactions) = events.finish(&paths, &place, &is_known);
    let marked: Vec<(u32, Compacted)> =
        compactions.iter().map(|marked| (0, *marked)).chain(of_agents).collect();
    let most: Vec<u32> = summaries::limits(&names, !marked.is_empty());
    let mut calls = summaries::add(calls, marked, &most);
    let models = in_use(&mut calls, names);
    Logs { models, projects, sessions, calls, prompts, compactions, reading }
}

/// In what order calls stand, whatever the order in which they were read.
pub fn order(call: &Call) -> impl Ord + use<> {
    let counts = (call.context(), call.output, call.input, call.read);
    (call.session, call.chain, call.asked, call.answered, counts)
}

/// One request of an answer, as a record of its own.
struct Request {
    record: Record,
    /// Whether the answer's totals do not have it.
    is_beside: bool,
}

/// The requests of a call, one by one: mostly it alone. One that is not billed has none.
fn each_request(record: &Record, iterations: Option<&Vec<Iteration>>, then: &mut dyn FnMut(Request)) {
    if record.is_free() || (record.is_uncounted() && iterations.is_none()) {
        return;
    }
    let Some(iterations) = iterations else { return then(Request { record: *record, is_beside: false }) };
    let Requests { own, beside } = iterations::requests(&record.counts, iterations);
    // Listed with their counts, when the answer was over.
    let of = |iteration: &Iteration| Record {
        is_final: true,
        model: iteration.model.unwrap_or(record.model),
        counts: iteration.counts,
        ..*record
    };
    if own.is_empty() {
        then(Request { record: *record, is_beside: false });
    }
    own.iter().for_each(|iteration| then(Request { record: of(iteration), is_beside: false }));
    // A conversation of its own for each model, beside the one that it was asked in.
    for iteration in &beside {
        let record = of(iteration);
        let chain = FixedState::with_seed(record.chain).hash_one(record.model).max(1);
        then(Request { record: Record { chain, ..record }, is_beside: true });
    }
}

/// A record as a call of no session yet.
fn call(record: &Record, estimate: u32) -> Call {
    let counts = record.counts;
    Call {
        model: record.model,
        asked: record.asked,
        answered: record.answered,
        input: counts.input,
        write_5m: counts.write_5m,
        write_1h: counts.write_1h,
        read: counts.read,
        output: counts.output,
        estimated: if record.is_final { counts.output } else { counts.output.max(estimate) },
        web_searches: counts.web_searches,
        is_final: record.is_final,
        fast: counts.fast,
        us_only: counts.us_only,
        batch: counts.batch,
        in_cloud: counts.in_cloud,
        message: record.message,
        ..Call::default()
    }
}

/// Sessions of which only sub-agents' files are there: the clean-up after 30 days takes the main
/// conversation's file and leaves theirs (FACTS-2026-11-28, (e)).
fn orphans(files: &[FileOf], paths: &[Box<str>], kept: &[u32]) -> u64 {
    let is_main = |path: &str| Place::of(path).agent.is_none();
    let main: HashSet<u32> =
        files.iter().zip(paths).filter(|(_, path)| is_main(path)).map(|(file, _)| file.session).collect();
    kept.iter().filter(|session| !main.contains(session)).count() as u64
}

/// The sessions that have something, in the order of their files' paths, and by the place
/// where a session was found its new one.
fn in_order(
    found: &Sessions,
    files: &[FileOf],
    paths: &[Box<str>],
    used: impl Iterator<Item = u32>,
) -> (Vec<u32>, Vec<u32>) {
    let mut is_used = vec![false; found.all.len()];
    used.for_each(|session| is_used[session as usize] = true);
    let mut order: Vec<(&str, u32)> =
        files.iter().zip(paths).map(|(file, path)| (&**path, file.session)).collect();
    sorted::by(&mut order, Ord::cmp);
    let mut kept = Vec::new();
    let mut place = vec![u32::MAX; found.all.len()];
    for (_, session) in order {
        if is_used[session as usize] && place[session as usize] == u32::MAX {
            place[session as usize] = kept.len() as u32;
            kept.push(session);
        }
    }
    (kept, place)
}

fn named(found: &Sessions, kept: &[u32]) -> (Vec<Session>, Vec<String>) {
    let names = found.projects();
    let mut projects: Vec<String> = Vec::new();
    let mut places: HashMap<&str, u32, FixedState> = HashMap::default();
    let mut sessions = Vec::with_capacity(kept.len());
    for &at in kept {
        let name = names[at as usize];
        let project = *places.entry(name).or_insert(projects.len() as u32);
        if project as usize == projects.len() {
            projects.push(name.into());
        }
        sessions.push(Session {
            id: found.all[at as usize].id.as_ref().into(),
            project,
            resumed: false,
            headless: found.all[at as usize].is_headless(),
            ..Session::default()
        });
    }
    (sessions, projects)
}

/// The sub-agents of each session, numbered from 1 in the order in which they were asked, or
/// answered where several were asked at once.
#[derive(Default)]
struct Chains(HashMap<(u32, u64), (Moment, Moment), FixedState>);

impl Chains {
    fn begin(&mut self, session: u32, record: &Record) {
        if record.chain != 0 {
            let times = (record.asked, record.answered);
            let begin = self.0.entry((session, record.chain)).or_insert(times);
            *begin = times.min(*begin);
        }
    }

    fn numbers(self) -> HashMap<(u32, u64), u32, FixedState> {
        let mut order: Vec<_> =
            self.0.into_iter().map(|((session, chain), begin)| (session, begin, chain)).collect();
        sorted::by(&mut order, Ord::cmp);
        let mut numbers = HashMap::default();
        let (mut last, mut number) = (None, 0);
        for (session, _, chain) in order {
            number = if last == Some(session) { number + 1 } else { 1 };
            last = Some(session);
            numbers.insert((session, chain), number);
        }
        numbers
    }
}

/// The models of calls in their order, and the calls' places in it.
fn in_use(calls: &mut [Call], mut names: Vec<String>) -> Vec<String> {
    let mut place = vec![u32::MAX; names.len()];
    let mut models = Vec::new();
    for call in calls {
        let model = call.model as usize;
        if place[model] == u32::MAX {
            place[model] = models.len() as u32;
            models.push(std::mem::take(&mut names[model]));
        }
        call.model = place[model];
    }
    models
}
