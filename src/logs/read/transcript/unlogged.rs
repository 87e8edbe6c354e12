//! What no line of a session holds, as far as something of it is known: the client's own totals
//! less its calls, and else the searches that a tool says it made.

use crate::logs::sorted;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use foldhash::fast::FixedState;

use super::append::Places;
use super::calls::{Rank, Record};
use super::client::{self, Point, Run};
use super::tools::Asked;
use super::totals::{Answered, Covered, Models, Requests};
use crate::logs::{Call, Moment};

/// As it is read.
#[derive(Clone, Debug, Default)]
pub struct Unlogged {
    clients: Vec<Client>,
    searches: Vec<Searched>,
}

/// The totals of a session's own file, in their order.
#[derive(Clone, Debug)]
struct Client {
    session: u32,
    points: Vec<Point>,
    /// The records of the calls in the file, copies of other sessions' too.
    calls: Vec<u32>,
}

#[derive(Clone, Debug)]
struct Searched {
    session: u32,
    at: Moment,
    is_main: bool,
    /// A hash of the line's id, which its copies have too.
    line: Option<u64>,
    asked: Asked,
}

/// All calls of the logs by their session, and those of them that copies name.
pub struct Logged<'a> {
    pub records: &'a [Record],
    /// By a record's place when it was read, the place of its call.
    pub places: &'a [u32],
    /// By the place of its call.
    pub requests: Requests<'a>,
    /// By the place of the file that has it, with all parts of a session as one.
    pub session_of: &'a dyn Fn(u32) -> u32,
    /// By the place of a session, the same.
    pub one: &'a dyn Fn(u32) -> u32,
    pub models: &'a Models,
}

/// What is in no line, and what of the lines is in totals.
pub struct Found {
    pub calls: Vec<Call>,
    /// Under which name the totals of a session have a model of its calls.
    pub names: HashMap<(u32, u32), u32, FixedState>,
    /// By the place of a call, whether totals have it.
    pub counted: Vec<bool>,
    /// Pages of the web whose requests are in no totals either.
    pub pages: u64,
    sessions: BTreeMap<u32, Covered>,
}

impl Found {
    /// Whether what happened in a session's main conversation or a sub-agent at that time is in its
    /// totals.
    pub fn has(&self, session: u32, at: Moment, is_main: bool) -> bool {
        self.sessions.get(&session).is_some_and(|own| own.has(at, is_main))
    }
}

impl Unlogged {
    pub fn add(&mut self, session: u32, points: Vec<Point>, calls: Vec<u32>) {
        self.clients.push(Client { session, points, calls });
    }

    /// How often tools said so far what they asked for.
    pub fn asked(&self) -> usize {
        self.searches.len()
    }

    /// What they said since then is of this session.
    pub fn moved(&mut self, from: usize, session: u32) {
        self.searches.iter_mut().skip(from).for_each(|searched| searched.session = session);
    }

    /// A tool says what it asked for.
    pub fn tool_asked(
        &mut self,
        (session, is_main): (u32, bool),
        at: Moment,
        (line, asked): (Option<u64>, Asked),
    ) {
        self.searches.push(Searched { session, at, is_main, line, asked });
    }

    /// Takes in those of other files.
    pub fn append(&mut self, other: &Unlogged, places: &Places) {
        let session = |session: u32| places.sessions[session as usize];
        self.clients.extend(other.clients.iter().map(|client| Client {
            session: session(client.session),
            points: client.points.iter().map(|point| point.moved(&places.models)).collect(),
            calls: client.calls.iter().map(|call| places.records[*call as usize]).collect(),
        }));
        let moved = |searched: &Searched| Searched { session: session(searched.session), ..searched.clone() };
        self.searches.extend(other.searches.iter().map(moved));
    }

    /// Sessions of which the client's totals are known.
    pub fn covered(&self) -> HashSet<u32> {
        self.clients.iter().map(|client| client.session).collect()
    }

    /// Calls of [`Call::UNLOGGED`], for each run of a session and each model, with the sessions as
    /// they were found.
    pub fn find(self, logged: &Logged) -> Found {
        let covered = self.sessions(logged);
        let shared = shared(&covered);
        let mut found = Found {
            calls: Vec::new(),
            names: HashMap::default(),
            counted: vec![false; logged.records.len()],
            pages: 0,
            sessions: BTreeMap::new(),
        };
        for (session, own) in &covered {
            let others = shared.get(session);
            let parents = others.and_then(|others| parents(*session, others, &covered, logged));
            let terms = |call: Call| {
                let same = logged.models.same[call.model as usize];
                let of_model = own.calls.iter().map(|at| &logged.records[*at as usize]);
                let of_model = of_model.filter(|record| logged.models.same[record.model as usize] == same);
                with_terms(call, own.calls.iter().map(|at| &logged.records[*at as usize]), of_model)
            };
            for (at, rest) in own.rests(parents) {
                let name = |model: &u32| {
                    own.names.get(model).and_then(|names| names.first()).copied().unwrap_or(*model)
                };
                let calls =
                    |(model, totals): (&u32, &client::Totals)| calls_of((*session, at), name(model), *totals);
                found.calls.extend(rest.iter().flat_map(calls).map(terms));
            }
            let only = own.names.iter().filter(|(_, names)| names.len() == 1);
            let name = |(model, names): (&u32, &BTreeSet<u32>)| Some(((*session, *model), *names.first()?));
            found.names.extend(only.filter_map(name));
            let (goes, stays) = own.alias;
            if let Some(name) = own.names.get(&stays).and_then(|names| names.first()) {
                found.names.insert((*session, goes), *name);
            }
            own.counted().for_each(|call| found.counted[call as usize] = true);
        }
        found.sessions = covered;
        let alone = self.alone(logged, &found);
        found.pages = alone.iter().map(|searched| u64::from(searched.asked.pages)).sum();
        found.calls.extend(searches(&alone, logged));
        found
    }

    fn sessions(&self, logged: &Logged) -> BTreeMap<u32, Covered> {
        let mut parts: BTreeMap<u32, (Vec<Point>, BTreeSet<u32>)> = BTreeMap::new();
        let mut clients: Vec<&Client> = self.clients.iter().collect();
        let totals =
            |client: &Client| client.points.iter().map(|p| (p.at, p.totals.clone())).collect::<Vec<_>>();
        sorted::by(&mut clients, |a, b| totals(a).cmp(&totals(b)));
        for client in clients {
            let (points, calls) = parts.entry((logged.one)(client.session)).or_default();
            // An older copy of the file has some of them too.
            let new: Vec<Point> =
                client.points.iter().filter(|point| !points.contains(point)).cloned().collect();
            points.extend(new);
            calls.extend(client.calls.iter().filter_map(|call| logged.places.get(*call as usize)));
        }
        for (at, record) in logged.records.iter().enumerate().filter(|_| !self.clients.is_empty()) {
            if let Some((_, calls)) = parts.get_mut(&(logged.session_of)(record.file)) {
                calls.insert(at as u32);
            }
        }
        let answered = |call: u32| {
            let record = logged.records.get(call as usize);
            record.map_or((0, false), |record| (record.answered, record.rank == Rank::Main))
        };
        let of = (logged.models, logged.requests, &answered as Answered);
        parts
            .into_iter()
            .map(|(session, (points, calls))| (session, Covered::new(points, calls, of)))
            .collect()
    }

    /// What tools asked for that is in no totals, each line once.
    fn alone(&self, logged: &Logged, found: &Found) -> Vec<&Searched> {
        let mut seen: HashSet<u64, FixedState> = HashSet::default();
        let is_new = |searched: &&Searched| searched.line.is_none_or(|line| seen.insert(line));
        let is_alone =
            |searched: &Searched| !found.has((logged.one)(searched.session), searched.at, searched.is_main);
        let mut order: Vec<&Searched> = self.searches.iter().collect();
        // Of copies, one that totals have comes first.
        sorted::by_key(&mut order, |searched| (searched.at, is_alone(searched), searched.session));
        order.into_iter().filter(is_new).filter(|searched| is_alone(searched)).collect()
    }
}

/// Searches as calls. What the search's own request cost is not known.
fn searches(alone: &[&Searched], logged: &Logged) -> Vec<Call> {
    let mut answers: Vec<(u32, Moment, u32)> = Vec::new();
    if !alone.is_empty() {
        let records = logged.records.iter();
        answers.extend(records.map(|r| ((logged.session_of)(r.file), r.answered, r.model)));
        sorted::by(&mut answers, Ord::cmp);
    }
    // By the model that was told what the search found.
    let call = |searched: &Searched| {
        let until = answers.partition_point(|answer| (answer.0, answer.1) <= (searched.session, searched.at));
        let mine = |at: usize| answers.get(at).filter(|answer| answer.0 == searched.session);
        let (session, _, model) = *until.checked_sub(1).and_then(mine).or_else(|| mine(until))?;
        Some(call((session, searched.at), model, [0, 0, 0, 0, 0, searched.asked.searches]))
    };
    let some = alone.iter().filter(|searched| searched.asked.searches > 0);
    some.filter_map(|searched| call(searched)).collect()
}

/// What is in no line of the session that this one was forked from, whose totals its own began with:
/// of another one with calls in common, what it had when this one began; where its totals were only
/// written later, of an older one all.
fn parents(session: u32, others: &Shared, all: &BTreeMap<u32, Covered>, logged: &Logged) -> Option<Run> {
    let own = all.get(&session)?;
    let age = |id: u32, covered: &Covered| (covered.size(), id);
    let rest = |(id, common): (&u32, &usize)| {
        let other = all.get(id)?;
        let is_older = age(*id, other) < age(session, own);
        let at_fork = |of: &Covered, copy: &Covered| of.rest_at_fork(copy, logged.requests);
        let rest = match (at_fork(other, own), at_fork(own, other)) {
            (Some(rest), None) => Some(rest),
            (None, Some(_)) => None,
            (before, _) => before.or_else(|| other.rest().cloned()).filter(|_| is_older),
        };
        Some(((*common, Reverse(age(*id, other))), rest?))
    };
    others.iter().filter_map(rest).max_by_key(|(order, _)| *order).map(|(_, rest)| rest)
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

/// In fast mode where all calls of its model in its session are, and in the US only where all of the
/// session's are.
fn with_terms<'a>(
    call: Call,
    all: impl Iterator<Item = &'a Record> + Clone,
    of_model: impl Iterator<Item = &'a Record> + Clone,
) -> Call {
    let fast = some_and_all(of_model.map(|record| record.counts.fast));
    let us_only = some_and_all(all.map(|record| record.counts.us_only));
    let has_open_terms = [fast, us_only].iter().any(|(some, all)| *some && !all);
    Call { fast: fast.0 && fast.1, us_only: us_only.0 && us_only.1, has_open_terms, ..call }
}

fn some_and_all(mut flags: impl Iterator<Item = bool> + Clone) -> (bool, bool) {
    (flags.clone().any(|flag| flag), flags.all(|flag| flag))
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
