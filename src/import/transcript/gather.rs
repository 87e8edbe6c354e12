//! What was read -> [`Logs`], in an order that does not depend on that of the files.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::calls::Record;
use super::names::Sessions;
use super::{FileOf, Transcripts};
use crate::ledger::known;
use crate::logs::{Call, Logs, Session};
use crate::rates::{RateTable, Tokenizer};

pub fn gather(read: Transcripts) -> Logs {
    let Transcripts { mut reading, paths, files, sessions: found, models, calls, events, .. } = read;
    let (records, places) = calls.finish(&paths);
    reading.duplicates = reading.usage_lines - records.len() as u64;

    let session_of = |file: u32| files.get(file as usize).map_or(0, |file| file.session);
    let with_calls = records.iter().map(|record| session_of(record.file));
    let (kept, place) = in_order(&found, &files, &paths, with_calls.chain(events.sessions()));
    let (mut sessions, projects) = named(&found, &kept);

    for file in &files {
        let first = file.first.and_then(|first| records.get(places[first as usize] as usize));
        if first.is_some_and(|first| session_of(first.file) != file.session)
            && let Some(session) = sessions.get_mut(place[file.session as usize] as usize)
        {
            session.resumed = true;
        }
    }

    let chains = chains(&records, |record| session_of(record.file));
    let names = models.into_names();
    let estimates = estimates(&names);
    let call = |record: &Record| {
        let session = session_of(record.file);
        let counts = record.counts;
        Call {
            session: place[session as usize],
            chain: chains.get(&(session, record.chain)).copied().unwrap_or(0),
            model: record.model,
            asked: record.asked,
            answered: record.answered,
            input: counts.input,
            write_5m: counts.write_5m,
            write_1h: counts.write_1h,
            read: counts.read,
            output: counts.output,
            estimated: match record.is_final {
                true => counts.output,
                false => counts.output.max(estimates[record.model as usize].output(record.visible())),
            },
            web_searches: counts.web_searches,
            is_final: record.is_final,
            fast: counts.fast,
            us_only: counts.us_only,
        }
    };
    let mut calls: Vec<Call> = records.iter().map(call).collect();
    calls.sort_by_key(|call| {
        let counts = (call.context(), call.output, call.input, call.read);
        (call.session, call.chain, call.asked, call.answered, counts)
    });
    let models = in_use(&mut calls, names);
    let (prompts, compactions) = events.finish(&paths, &place);
    Logs { models, projects, sessions, calls, prompts, compactions, reading }
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
    order.sort_unstable();
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
        sessions.push(Session { id: found.all[at as usize].id.as_ref().into(), project, resumed: false });
    }
    (sessions, projects)
}

/// The sub-agents of each session, numbered from 1 in the order in which they were asked.
fn chains(records: &[Record], session: impl Fn(&Record) -> u32) -> HashMap<(u32, u64), u32, FixedState> {
    let mut begun: HashMap<(u32, u64), i64, FixedState> = HashMap::default();
    for record in records.iter().filter(|record| record.chain != 0) {
        let begin = begun.entry((session(record), record.chain)).or_insert(record.asked);
        *begin = record.asked.min(*begin);
    }
    let mut order: Vec<((u32, i64, u64), u32)> =
        begun.into_iter().map(|((session, chain), begin)| ((session, begin, chain), session)).collect();
    order.sort_unstable();
    let mut numbers: HashMap<(u32, u64), u32, FixedState> = HashMap::default();
    let (mut last, mut number) = (None, 0);
    for ((_, _, chain), session) in order {
        number = if last == Some(session) { number + 1 } else { 1 };
        last = Some(session);
        numbers.insert((session, chain), number);
    }
    numbers
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

/// Output tokens from visible characters: before Claude Code 2.1.59 most counts are
/// placeholders (REAL_USAGE.md, Reading transcripts: fitted to calls with a final count).
#[derive(Clone, Copy, Debug, PartialEq)]
struct Estimate {
    tokens: f64,
    characters_per_token: f64,
}

impl Estimate {
    const CLASSIC: Estimate = Estimate { tokens: 53.0, characters_per_token: 3.5 };
    const SINCE_2026: Estimate = Estimate { tokens: 82.0, characters_per_token: 2.8 };

    fn output(self, visible: u32) -> u32 {
        (self.tokens + f64::from(visible) / self.characters_per_token).round() as u32
    }
}

/// By the place of the model. One that the price list does not know counts as a new one.
fn estimates(models: &[String]) -> Vec<Estimate> {
    let table = RateTable::shipped();
    let estimate = |name: &String| match known(&table, name).map(|model| model.tokenizer) {
        Some(Tokenizer::Classic) => Estimate::CLASSIC,
        Some(Tokenizer::Since2026) | None => Estimate::SINCE_2026,
    };
    models.iter().map(estimate).collect()
}
