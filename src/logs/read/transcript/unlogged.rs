//! What no line of a session holds, as far as something of it is known: the client's own totals
//! less its calls, and else the searches that a tool says it made.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use foldhash::fast::FixedState;

use super::append::Places;
use super::calls::Record;
use super::client::{self, Run, Runs};
use super::counts::Counts;
use crate::logs::{Call, Moment};

/// As it is read.
#[derive(Clone, Debug, Default)]
pub struct Unlogged {
    clients: Vec<Client>,
    searches: Vec<Searched>,
}

/// The totals of a session's own file.
#[derive(Clone, Debug)]
struct Client {
    session: u32,
    /// The last moment of the file.
    at: Moment,
    runs: Runs,
    /// The records of the calls in the file, copies of other sessions' too.
    calls: Vec<u32>,
}

#[derive(Clone, Debug)]
struct Searched {
    session: u32,
    at: Moment,
    /// A hash of the line's id, which its copies have too.
    line: Option<u64>,
    count: u32,
}

/// A session's totals and what its lines hold of them.
struct Covered {
    at: Moment,
    totals: Run,
    /// The totals without the lines.
    rest: Run,
    calls: BTreeSet<u32>,
}

/// All calls of the logs by their session, and those of them that copies name.
pub struct Logged<'a> {
    pub records: &'a [Record],
    /// By a record's place when it was read, the place of its call.
    pub places: &'a [u32],
    /// By the place of its call: what a call came to, each request with its model.
    pub requests: &'a dyn Fn(u32) -> Vec<(u32, Counts)>,
    pub session_of: &'a dyn Fn(u32) -> u32,
}

impl Unlogged {
    pub fn add(&mut self, session: u32, at: Moment, runs: Runs, calls: Vec<u32>) {
        self.clients.push(Client { session, at, runs, calls });
    }

    /// A tool says that it searched.
    pub fn searched(&mut self, session: u32, at: Moment, (line, count): (Option<u64>, u32)) {
        self.searches.push(Searched { session, at, line, count });
    }

    /// Takes in those of other files.
    pub fn append(&mut self, other: &Unlogged, places: &Places) {
        let session = |session: u32| places.sessions[session as usize];
        self.clients.extend(other.clients.iter().map(|client| Client {
            session: session(client.session),
            at: client.at,
            runs: client.runs.moved(&places.models),
            calls: client.calls.iter().map(|call| places.records[*call as usize]).collect(),
        }));
        let moved = |searched: &Searched| Searched { session: session(searched.session), ..searched.clone() };
        self.searches.extend(other.searches.iter().map(moved));
    }

    /// Sessions of which the client's totals are known.
    pub fn covered(&self) -> HashSet<u32> {
        self.clients.iter().map(|client| client.session).collect()
    }

    /// Calls of [`Call::UNLOGGED`], for each session and model, with the sessions as they
    /// were found.
    pub fn calls(self, logged: &Logged) -> Vec<Call> {
        let covered = self.sessions(logged);
        let shared = shared(&covered);
        let mut calls: Vec<Call> = Vec::new();
        for (session, own) in &covered {
            let parent = shared.get(session).and_then(|others| parent(*session, others, &covered));
            let rest =
                parent.map_or_else(|| own.rest.clone(), |parent| client::without(&own.rest, &parent.rest));
            calls.extend(
                rest.iter().flat_map(|(model, totals)| calls_of((*session, own.at), *model, *totals)),
            );
        }
        calls.extend(self.searched_alone(logged, &covered));
        calls
    }

    fn sessions(&self, logged: &Logged) -> BTreeMap<u32, Covered> {
        let mut of_session: BTreeMap<u32, BTreeSet<u32>> =
            self.clients.iter().map(|client| (client.session, BTreeSet::new())).collect();
        for (at, record) in logged.records.iter().enumerate().filter(|_| !self.clients.is_empty()) {
            let calls = of_session.get_mut(&(logged.session_of)(record.file));
            calls.into_iter().for_each(|calls| _ = calls.insert(at as u32));
        }
        let covered = |client: &Client| {
            let mut calls = of_session.get(&client.session).cloned().unwrap_or_default();
            calls.extend(client.calls.iter().filter_map(|call| logged.places.get(*call as usize)));
            let mut lines = Run::new();
            for (model, counts) in calls.iter().flat_map(|call| (logged.requests)(*call)) {
                client::add(&mut lines, model, &counts);
            }
            let totals = client.runs.sum();
            let rest = client::without(&totals, &lines);
            (client.session, Covered { at: client.at, totals, rest, calls })
        };
        self.clients.iter().map(covered).collect()
    }

    /// Searches of sessions without totals, which would have them. What the search's own request
    /// cost is not known.
    fn searched_alone(&self, logged: &Logged, covered: &BTreeMap<u32, Covered>) -> Vec<Call> {
        let mut seen: HashSet<u64, FixedState> = HashSet::default();
        let is_new = |searched: &&Searched| searched.line.is_none_or(|line| seen.insert(line));
        let mut order: Vec<&Searched> = self.searches.iter().collect();
        order.sort_by_key(|searched| (searched.at, searched.session));
        let alone =
            order.into_iter().filter(is_new).filter(|searched| !covered.contains_key(&searched.session));
        let mut answers: Vec<(u32, Moment, u32)> = Vec::new();
        if !self.searches.is_empty() {
            let records = logged.records.iter();
            answers.extend(records.map(|r| ((logged.session_of)(r.file), r.answered, r.model)));
            answers.sort_unstable();
        }
        // By the model that was told what the search found.
        let call = |searched: &Searched| {
            let until =
                answers.partition_point(|answer| (answer.0, answer.1) <= (searched.session, searched.at));
            let (session, _, model) = *answers.get(until.checked_sub(1)?)?;
            let counts = [0, 0, 0, 0, 0, searched.count];
            (session == searched.session).then(|| call((session, searched.at), model, counts))
        };
        alone.filter_map(call).collect()
    }
}

/// The session that this one was forked from: it has calls in common with it, and smaller totals,
/// with which this one's began.
fn parent<'a>(session: u32, others: &Shared, all: &'a BTreeMap<u32, Covered>) -> Option<&'a Covered> {
    let age = |id: u32| Some((all.get(&id)?.totals.values().flatten().sum::<u64>(), id));
    let own = age(session)?;
    let older = others.iter().filter_map(|(id, common)| Some((*common, Reverse(age(*id)?))));
    let (_, Reverse((_, id))) = older.filter(|(_, Reverse(age))| *age < own).max()?;
    all.get(&id)
}

/// Other sessions with some of the same calls, and with how many.
type Shared = HashMap<u32, usize, FixedState>;

/// By session. Most have none: only those are looked at that a call leads to.
fn shared(all: &BTreeMap<u32, Covered>) -> HashMap<u32, Shared, FixedState> {
    let mut of_call: HashMap<u32, Vec<u32>, FixedState> = HashMap::default();
    let mut shared: HashMap<u32, Shared, FixedState> = HashMap::default();
    for (session, call) in all.iter().flat_map(|(id, own)| own.calls.iter().map(|call| (*id, *call))) {
        let others = of_call.entry(call).or_default();
        for other in others.iter() {
            *shared.entry(session).or_default().entry(*other).or_default() += 1;
            *shared.entry(*other).or_default().entry(session).or_default() += 1;
        }
        others.push(session);
    }
    shared
}

/// As few calls as hold so many tokens: mostly one.
fn calls_of(of: (u32, Moment), model: u32, totals: client::Totals) -> Vec<Call> {
    let most = totals.iter().max().map_or(0, |count| count.div_ceil(u64::from(u32::MAX)));
    let mut rest = totals;
    let mut take = || {
        rest.each_mut().map(|count| {
            let part = u32::try_from(*count).unwrap_or(u32::MAX);
            *count -= u64::from(part);
            part
        })
    };
    (0..most).map(|_| call(of, model, take())).collect()
}

fn call((session, at): (u32, Moment), model: u32, counts: [u32; 6]) -> Call {
    let [input, write_5m, write_1h, read, output, web_searches] = counts;
    Call {
        session,
        chain: Call::UNLOGGED,
        model,
        asked: at,
        answered: at,
        input,
        write_5m,
        write_1h,
        read,
        output,
        estimated: output,
        web_searches,
        is_final: true,
        ..Call::default()
    }
}
