//! Sessions: what each session did, in totals that can be added up.

use super::{Names, band};
use crate::logs::segments;
use crate::logs::sorted;
use crate::logs::{Call, Logs, Moment, Zone};
use crate::prices::Date;
use serde::Serialize;
use std::collections::BTreeMap;

const MINUTE: Moment = 60_000;

/// Tokens, calls and what follows from them. Of the first ten columns no two rows have the same.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Row {
    pub day: Option<Date>,
    pub person: String,
    pub project: String,
    pub session: String,
    /// "interactive" or "headless".
    pub entry: String,
    /// "main", "agent", "summary" (requests of compactions), or from events "auxiliary": what stands in no line.
    pub chain: String,
    pub model: String,
    /// "standard", "fast" or "batch".
    pub speed: String,
    /// "us" where it ran in the US only.
    pub geo: String,
    /// One of [`super::BANDS`].
    pub band: u64,
    /// Calls that stand in lines.
    pub calls: u64,
    pub input: u64,
    pub write_5m: u64,
    pub write_1h: u64,
    /// Of which no lifetime is known; blank where all are known.
    pub write_unsplit: Option<u64>,
    pub read: u64,
    /// As recorded.
    pub output: u64,
    pub searches: u64,
    /// Calls without a final count of output.
    pub not_final: u64,
    /// Conversations and segments whose first call is here.
    pub conversations: u64,
    pub segments: u64,
    /// Of first segments: calls, prompt tokens, and the sum of their numbers from 1.
    pub first_calls: u64,
    pub first_prompt: u64,
    pub first_steps: u64,
    /// Of later segments.
    pub later_steps: u64,
    pub sxx12: u64,
    pub sxy2: i64,
    /// Of the first calls of conversations: context, and what of it was read.
    pub first_context: u64,
    pub first_read: u64,
    /// Of the first calls of later segments: the context before, their own, and what of it was read.
    pub cut_before: u64,
    pub cut_after: u64,
    pub cut_read: u64,
    /// The largest context.
    pub peak: u64,
    /// Dollars as events have them; blank from transcripts.
    pub usd: Option<f64>,
    /// Always empty: its name is the format's.
    #[serde(rename = "sawtooth-sessions-1")]
    pub format: Option<String>,
    // What follows only transcripts know, and no SQL writes it.
    /// 1 where the session goes on with another's calls, in the row of its first call, as the next three.
    pub resumed: Option<u64>,
    /// Messages that a person typed.
    pub messages: Option<u64>,
    /// Pauses of a main conversation longer than 5 and 60 minutes.
    pub pauses_5m: Option<u64>,
    pub pauses_60m: Option<u64>,
    /// Output beyond what was recorded, as estimated from the text.
    pub estimated: Option<u64>,
    /// 1 where the client's own totals of the session are there, in the row of its first call.
    pub totals: Option<u64>,
    /// Of calls that stand in no line: by the client's totals, or as estimated where the chain is "summary".
    pub unlogged_input: Option<u64>,
    pub unlogged_write_5m: Option<u64>,
    pub unlogged_write_1h: Option<u64>,
    pub unlogged_read: Option<u64>,
    pub unlogged_output: Option<u64>,
    pub unlogged_searches: Option<u64>,
}

impl Row {
    /// Tokens of calls that stand in no line, by class, as far as they are known; nothing where none is.
    pub(crate) fn unlogged(&self) -> Option<[u64; 5]> {
        let counts = [
            self.unlogged_input,
            self.unlogged_write_5m,
            self.unlogged_write_1h,
            self.unlogged_read,
            self.unlogged_output,
        ];
        let is_known = counts.iter().any(Option::is_some);
        is_known.then(|| counts.map(Option::unwrap_or_default))
    }
}

/// The name of a column, and where a row has it.
type Column<N> = (&'static str, fn(&mut Row) -> &mut N);

/// Columns that every table has; what is blank there is 0.
pub(super) const NUMBERS: [Column<u64>; 22] = [
    ("band", |row| &mut row.band),
    ("calls", |row| &mut row.calls),
    ("input", |row| &mut row.input),
    ("write_5m", |row| &mut row.write_5m),
    ("write_1h", |row| &mut row.write_1h),
    ("read", |row| &mut row.read),
    ("output", |row| &mut row.output),
    ("searches", |row| &mut row.searches),
    ("not_final", |row| &mut row.not_final),
    ("conversations", |row| &mut row.conversations),
    ("segments", |row| &mut row.segments),
    ("first_calls", |row| &mut row.first_calls),
    ("first_prompt", |row| &mut row.first_prompt),
    ("first_steps", |row| &mut row.first_steps),
    ("later_steps", |row| &mut row.later_steps),
    ("sxx12", |row| &mut row.sxx12),
    ("first_context", |row| &mut row.first_context),
    ("first_read", |row| &mut row.first_read),
    ("cut_before", |row| &mut row.cut_before),
    ("cut_after", |row| &mut row.cut_after),
    ("cut_read", |row| &mut row.cut_read),
    ("peak", |row| &mut row.peak),
];
/// Columns that some tables know.
pub(super) const KNOWN: [Column<Option<u64>>; 13] = [
    ("write_unsplit", |row| &mut row.write_unsplit),
    ("resumed", |row| &mut row.resumed),
    ("messages", |row| &mut row.messages),
    ("pauses_5m", |row| &mut row.pauses_5m),
    ("pauses_60m", |row| &mut row.pauses_60m),
    ("estimated", |row| &mut row.estimated),
    ("totals", |row| &mut row.totals),
    ("unlogged_input", |row| &mut row.unlogged_input),
    ("unlogged_write_5m", |row| &mut row.unlogged_write_5m),
    ("unlogged_write_1h", |row| &mut row.unlogged_write_1h),
    ("unlogged_read", |row| &mut row.unlogged_read),
    ("unlogged_output", |row| &mut row.unlogged_output),
    ("unlogged_searches", |row| &mut row.unlogged_searches),
];

/// Every call of the logs, by its day of UTC.
pub fn rows(logs: &Logs, names: &Names) -> Vec<Row> {
    let mut table = Table { logs, all: BTreeMap::new() };
    let alike = |a: &Call, b: &Call| (a.session, a.chain) == (b.session, b.chain);
    for chain in logs.calls.chunk_by(alike) {
        table.conversation(chain);
    }
    let person = names.person();
    let projects: Vec<String> = logs.projects.iter().map(|project| names.project(project)).collect();
    let ids: Vec<String> = logs.sessions.iter().map(|session| names.session(&session.id)).collect();
    let named = |(key, row): (Key, Row)| {
        let session = logs.sessions.get(key.session as usize);
        let project = session.and_then(|session| projects.get(session.project as usize));
        Row {
            person: person.clone(),
            project: project.cloned().unwrap_or_default(),
            session: ids.get(key.session as usize).cloned().unwrap_or_default(),
            entry: if session.is_some_and(|s| s.headless) { "headless" } else { "interactive" }.into(),
            model: logs.models.get(key.model as usize).cloned().unwrap_or_default(),
            ..row
        }
    };
    let mut rows: Vec<Row> = table.all.into_iter().map(named).collect();
    sorted::by(&mut rows, |a, b| a.order().cmp(&b.order()));
    rows
}

/// What tells rows apart: the day since 1970, places in the logs, and the terms.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    day: i64,
    session: u32,
    chain: &'static str,
    model: u32,
    speed: &'static str,
    us_only: bool,
    band: u64,
}

struct Table<'a> {
    logs: &'a Logs,
    all: BTreeMap<Key, Row>,
}

/// Where a call stands in its conversation.
struct At<'a> {
    /// The number of its segment, and its own in it, both from 0.
    segment: usize,
    number: usize,
    /// Calls of the segment.
    length: usize,
    before: Option<&'a Call>,
}

impl Table<'_> {
    /// The calls of one chain of a session, in their order.
    fn conversation(&mut self, chain: &[Call]) {
        let (calls, others): (Vec<Call>, Vec<Call>) =
            chain.iter().partition(|call| call.is_logged() && !call.sums_up);
        others.iter().for_each(|call| self.row(call).add_beside(call));
        let Some(first) = calls.first() else { return };
        let lengths = segments::lengths(&calls, &segments::marks(self.logs, first));
        let mut place = 0;
        for (segment, length) in lengths.into_iter().enumerate() {
            for number in 0..length {
                let call = &calls[place];
                let before = place.checked_sub(1).map(|before| &calls[before]);
                self.row(call).add(call, &At { segment, number, length, before });
                place += 1;
            }
        }
        if first.chain == 0 {
            self.session(first, &calls);
        }
    }

    /// What transcripts alone know of a whole session, in the row of its first call.
    fn session(&mut self, first: &Call, calls: &[Call]) {
        let logs = self.logs;
        let session = logs.sessions.get(first.session as usize);
        let from = logs.prompts.partition_point(|prompt| prompt.session < first.session);
        let typed = logs.prompts[from..].iter().take_while(|prompt| prompt.session == first.session);
        let pauses = |minutes: i64| {
            let is_longer = |two: &&[Call]| two[1].asked.saturating_sub(two[0].answered) > minutes * MINUTE;
            some(calls.windows(2).filter(is_longer).count() as u64)
        };
        let (short, long) = (pauses(5), pauses(60));
        let messages = some(typed.count() as u64);
        let row = self.row(first);
        (row.messages, row.pauses_5m, row.pauses_60m) = (messages, short, long);
        row.resumed = some(u64::from(session.is_some_and(|session| session.resumed)));
        row.totals = some(u64::from(session.is_some_and(|session| session.has_totals)));
    }

    fn row(&mut self, call: &Call) -> &mut Row {
        let key = Key {
            day: Zone::UTC.day(call.answered),
            session: call.session,
            chain: chain(call),
            model: call.model,
            speed: if call.batch {
                "batch"
            } else if call.fast {
                "fast"
            } else {
                "standard"
            },
            us_only: call.us_only,
            band: band(call),
        };
        self.all.entry(key).or_insert_with(|| Row {
            day: Some(Zone::UTC.date(call.answered)),
            chain: key.chain.into(),
            speed: key.speed.into(),
            geo: if key.us_only { "us" } else { "" }.into(),
            band: key.band,
            ..Row::default()
        })
    }
}

fn chain(call: &Call) -> &'static str {
    match call.chain {
        Call::SUMMARY if call.is_guess => "summary",
        _ if call.sums_up => "summary",
        0 | Call::SUMMARY | Call::UNLOGGED => "main",
        _ => "agent",
    }
}

/// Nothing is blank.
fn some(count: u64) -> Option<u64> {
    Some(count).filter(|count| *count > 0)
}

impl Row {
    fn add(&mut self, call: &Call, at: &At) {
        self.add_tokens(call);
        let context = call.context();
        let (number, length) = (at.number as u64, at.length as u64);
        let off = 2 * number as i64 - (length as i64 - 1);
        self.sxx12 += 3 * off.unsigned_abs() * off.unsigned_abs();
        self.sxy2 += off * context as i64;
        self.peak = self.peak.max(context);
        self.segments += u64::from(number == 0);
        if at.segment == 0 {
            self.first_calls += 1;
            self.first_prompt += context;
            self.first_steps += number + 1;
        } else {
            self.later_steps += number + 1;
        }
        match at.before {
            None => {
                self.conversations += 1;
                self.first_context += context;
                self.first_read += u64::from(call.read);
            }
            Some(before) if number == 0 => {
                self.cut_before += before.context();
                self.cut_after += context;
                self.cut_read += u64::from(call.read);
            }
            Some(_) => {}
        }
    }

    /// A request of a compaction, or what stands in no line.
    fn add_beside(&mut self, call: &Call) {
        if call.is_logged() {
            self.peak = self.peak.max(call.context());
            return self.add_tokens(call);
        }
        let sums = [
            &mut self.unlogged_input,
            &mut self.unlogged_write_5m,
            &mut self.unlogged_write_1h,
            &mut self.unlogged_read,
            &mut self.unlogged_output,
            &mut self.unlogged_searches,
        ];
        super::add_unlogged(sums, call);
    }

    fn add_tokens(&mut self, call: &Call) {
        self.calls += 1;
        self.input += u64::from(call.input);
        self.write_5m += u64::from(call.write_5m);
        self.write_1h += u64::from(call.write_1h);
        self.read += u64::from(call.read);
        self.output += u64::from(call.output);
        self.searches += u64::from(call.web_searches);
        self.not_final += u64::from(!call.is_final);
        let beyond = u64::from(call.estimated.saturating_sub(call.output));
        if beyond > 0 {
            *self.estimated.get_or_insert(0) += beyond;
        }
    }

    /// What tells it from any other row.
    pub(super) fn order(&self) -> impl Ord + use<'_> {
        let whose = (self.day, &self.person, &self.project, &self.session, &self.entry);
        (whose, &self.chain, &self.model, &self.speed, &self.geo, self.band)
    }
}
