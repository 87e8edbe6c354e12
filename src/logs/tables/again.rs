//! Again: the sessions of tables as calls, so that they are priced, calibrated and tried as transcripts are.
//!
//! A row's calls have its totals, class by class, and stay in its band of prompts, so every dollar is the
//! table's. Contexts follow the line that the totals give, and output and what was read are spread evenly: what
//! single calls were like is not known, and what-ifs that ask for it are estimates.

use super::sessions::Row;
use crate::logs::ledger::{Split, row_price, split_writes};
use crate::logs::sorted;
use crate::logs::{Call, Compacted, Logs, Moment, Prompt, ReportRow, ReportTokens, Session, date_of};
use crate::prices::{RateTable, date};
use spread::{Clock, Spread};
use std::collections::BTreeMap;

mod line;
mod spread;

use line::Line;

/// Calls of one row at most: more than a day has seconds for.
const MOST_CALLS: u64 = 100_000;
const DAY: Moment = 86_400_000;

/// Numbers of a row at most: so many can be added up.
const MOST: u64 = 1 << 52;

/// Whether a row can be: its counts are those of so many calls, and no call has more tokens than one counts.
pub fn is_possible(row: &Row) -> bool {
    let a_call = |count: u64| count <= row.calls.saturating_mul(u64::from(u32::MAX / 8));
    let writes = [row.write_5m, row.write_1h, row.write_unsplit.unwrap_or(0)];
    let tokens = [row.input, row.read, row.output, row.estimated.unwrap_or(0)];
    let parts = [row.conversations, row.segments, row.first_calls, row.not_final];
    let of_calls = [
        row.first_prompt,
        row.first_steps,
        row.later_steps,
        row.sxx12,
        row.sxy2.unsigned_abs(),
        row.first_context,
        row.first_read,
        row.cut_before,
        row.cut_after,
        row.cut_read,
        row.band,
        row.messages.unwrap_or(0),
        row.pauses_5m.unwrap_or(0),
        row.pauses_60m.unwrap_or(0),
    ];
    // In one call each.
    let unlogged = [
        row.searches,
        row.unlogged_input.unwrap_or(0),
        row.unlogged_write_5m.unwrap_or(0),
        row.unlogged_write_1h.unwrap_or(0),
        row.unlogged_read.unwrap_or(0),
        row.unlogged_output.unwrap_or(0),
        row.unlogged_searches.unwrap_or(0),
    ];
    row.day.is_some()
        && row.calls <= MOST_CALLS
        && writes.into_iter().chain(tokens).all(a_call)
        && parts.into_iter().all(|part| part <= row.calls)
        && of_calls.into_iter().all(|number| number <= MOST)
        && unlogged.into_iter().all(|count| count <= u64::from(u32::MAX))
}

/// Takes the sessions of rows in, beside those that are there.
pub fn add(table: &RateTable, logs: &mut Logs, mut rows: Vec<Row>) {
    sorted::by(&mut rows, |a, b| a.order().cmp(&b.order()));
    let whose = |row: &Row| (row.person.clone(), row.project.clone(), row.session.clone());
    sorted::by_key(&mut rows, whose);
    let mut again =
        Again { table, logs, models: BTreeMap::new(), projects: BTreeMap::new(), people: BTreeMap::new() };
    for session in rows.chunk_by(|a, b| whose(a) == whose(b)) {
        again.session(session);
    }
    let places = |call: &Call| (call.session, call.chain, call.asked, call.answered);
    logs.calls.sort_by_key(places);
}

struct Again<'a> {
    table: &'a RateTable,
    logs: &'a mut Logs,
    models: BTreeMap<String, u32>,
    projects: BTreeMap<String, u32>,
    people: BTreeMap<String, u32>,
}

impl Again<'_> {
    fn session(&mut self, rows: &[Row]) {
        let Some(first) = rows.first() else { return };
        let session = self.logs.sessions.len() as u32;
        let project = place(&mut self.projects, &mut self.logs.projects, &first.project);
        let has = |of: fn(&Row) -> Option<u64>| rows.iter().any(|row| of(row).is_some());
        let person = self.person(&first.person);
        self.logs.sessions.push(Session {
            id: first.session.clone(),
            project,
            resumed: has(|row| row.resumed),
            headless: first.entry == "headless",
            has_totals: has(|row| row.totals),
            person,
        });
        let of = |chain: &str| -> Vec<&Row> {
            rows.iter().filter(|row| row.chain == chain && row.calls > 0).collect()
        };
        self.main(session, &of("main"));
        let chain = self.agents(session, &of("agent"));
        self.beside(session, chain, rows);
    }

    /// From 1; transcripts' own sessions are nobody's.
    fn person(&mut self, hash: &str) -> u32 {
        let next = self.people.len() as u32 + 1;
        if hash.is_empty() { 0 } else { *self.people.entry(hash.into()).or_insert(next) }
    }

    /// The main conversation, with its messages, pauses and compactions.
    fn main(&mut self, session: u32, rows: &[&Row]) {
        if rows.is_empty() {
            return;
        }
        let line = Line::of(rows);
        let sum = |of: fn(&Row) -> Option<u64>| rows.iter().filter_map(|row| of(row)).sum::<u64>() as usize;
        // A night between two days is a pause already.
        let nights = sorted::set(rows.iter().map(|row| row.day)).len() - 1;
        let pauses = |of: fn(&Row) -> Option<u64>| sum(of).saturating_sub(nights);
        let mut clock = Clock::new(line.calls(), pauses(|row| row.pauses_5m), pauses(|row| row.pauses_60m));
        let places = line.places(rows);
        let mut calls = vec![Call::default(); line.calls()];
        for (row, places) in rows.iter().zip(&places) {
            let of_row = self.calls(session, row, (&line, places));
            places.iter().zip(of_row).for_each(|(place, call)| calls[*place] = call);
        }
        let mut day = i64::MIN;
        for (place, call) in calls.iter_mut().enumerate() {
            if call.answered != day {
                day = call.answered;
                clock.begin(day);
            }
            (call.asked, call.answered) = clock.next(place);
        }
        let typed = sum(|row| row.messages).min(calls.len());
        let every = |number: usize| number * calls.len() / typed.max(1);
        self.logs.prompts.extend((0..typed).map(|number| Prompt { session, at: calls[every(number)].asked }));
        let begins = line.later_segments();
        self.logs.compactions.extend(begins.map(|place| Compacted {
            session,
            at: calls[place].asked,
            ..Compacted::default()
        }));
        self.logs.calls.extend(calls);
    }

    /// As many conversations of a row as began in it, all alike; the number of the last one.
    fn agents(&mut self, session: u32, rows: &[&Row]) -> u32 {
        let mut last = 0;
        // What began in another row, of another model or day, goes on with the first.
        let began = |row: &Row| row.conversations.max(u64::from(last_is_unknown(rows)));
        for row in rows {
            let count = began(row).min(row.calls) as usize;
            let line = Line::alike(row, count.max(1));
            let places: Vec<usize> = (0..line.calls()).collect();
            let mut calls = self.calls(session, row, (&line, &places));
            let mut clock = Clock::new(calls.len(), 0, 0);
            clock.begin(calls.first().map_or(0, |call| call.answered));
            let mut from = 0;
            for length in line.lengths() {
                last += u32::from(count > 0);
                for call in &mut calls[from..from + length] {
                    (call.asked, call.answered) = clock.next(from);
                    call.chain = if count > 0 { last } else { 1 };
                }
                from += length;
            }
            last = last.max(1);
            self.logs.calls.extend(calls);
        }
        last
    }

    /// Requests of compactions, and what stands in no line.
    fn beside(&mut self, session: u32, mut chain: u32, rows: &[Row]) {
        for row in rows {
            let is_own = row.chain == "main" || row.chain == "agent";
            if row.calls > 0 && !is_own {
                chain += 1;
                let line = Line::alike(row, row.calls as usize);
                let places: Vec<usize> = (0..line.calls()).collect();
                let calls = self.calls(session, row, (&line, &places));
                // What names sessions and the like stands in no line of a transcript.
                let (chain, sums_up) = match row.chain.as_str() {
                    "summary" => (chain, true),
                    _ => (Call::UNLOGGED, false),
                };
                self.logs.calls.extend(calls.into_iter().map(|call| Call { chain, sums_up, ..call }));
            }
            let unlogged = self.unlogged(session, row);
            self.logs.calls.extend(unlogged);
        }
    }

    /// Of so many calls nothing but their totals is known.
    fn unlogged(&mut self, session: u32, row: &Row) -> Option<Call> {
        row.unlogged().map(|counts| {
            let [input, write_5m, write_1h, read, output] =
                counts.map(|count| u32::try_from(count).unwrap_or(u32::MAX));
            let is_guess = row.chain == "summary";
            Call {
                chain: if is_guess { Call::SUMMARY } else { Call::UNLOGGED },
                input,
                write_5m,
                write_1h,
                read,
                output: if is_guess { 0 } else { output },
                estimated: output,
                web_searches: u32::try_from(row.unlogged_searches.unwrap_or(0)).unwrap_or(u32::MAX),
                is_final: !is_guess,
                is_guess,
                ..self.call(session, row)
            }
        })
    }

    /// A row's calls, by their places on a line: every class adds up to the row's.
    fn calls(&mut self, session: u32, row: &Row, (line, places): (&Line, &[usize])) -> Vec<Call> {
        let (contexts, reads) = (line.contexts(row, places), line.reads(places));
        let hour = hour_share(self.table, row);
        let unsplit = row.write_unsplit.unwrap_or(0);
        let hours = libm::round(unsplit as f64 * hour) as u64;
        let read = Spread::new(&line.carried(places)).read(row.read, &reads);
        let rest = Spread::new(&contexts).rest(&read);
        let [input, write_5m, write_1h] =
            [row.input, row.write_5m + unsplit - hours, row.write_1h + hours].map(|sum| rest.share(sum));
        let even = Spread::new(&vec![1.0; contexts.len()]);
        let output = even.share(row.output);
        // Output is estimated where its final count is missing.
        let not_final = |at: usize| (at as u64) < row.not_final;
        let open: Vec<f64> = (0..contexts.len()).map(|at| f64::from(u8::from(not_final(at)))).collect();
        let beyond = Spread::new(&open).share(row.estimated.unwrap_or(0));
        let base = self.call(session, row);
        let searches = u32::try_from(row.searches).unwrap_or(u32::MAX);
        (0..contexts.len())
            .map(|at| Call {
                input: input[at],
                write_5m: write_5m[at],
                write_1h: write_1h[at],
                read: read[at],
                output: output[at],
                estimated: output[at].saturating_add(beyond[at]),
                web_searches: if at == 0 { searches } else { 0 },
                is_final: !not_final(at),
                ..base
            })
            .collect()
    }

    /// On its day, without a time or a token.
    fn call(&mut self, session: u32, row: &Row) -> Call {
        let day = row.day.map_or(0, |day| i64::from(date_of(0).days_until(day)));
        Call {
            session,
            model: place(&mut self.models, &mut self.logs.models, &row.model),
            answered: day * DAY + Clock::NOON,
            asked: day * DAY + Clock::NOON,
            fast: row.speed == "fast",
            batch: row.speed == "batch",
            us_only: row.geo == "us",
            ..Call::default()
        }
    }
}

/// Of writes whose lifetime a row does not say, the share for an hour, as its dollars tell it.
pub fn hour_share(table: &RateTable, row: &Row) -> f64 {
    let tokens = ReportTokens {
        input: row.input,
        write_5m: row.write_5m,
        write_1h: row.write_1h,
        write_unsplit: row.write_unsplit.unwrap_or(0),
        read: row.read,
        output: row.output,
    };
    let report = ReportRow {
        day: row.day,
        model: Some(row.model.clone()),
        tokens,
        usd: row.usd,
        fast: row.speed == "fast",
        us_only: row.geo == "us",
        batch: row.speed == "batch",
        prompt: Some(row.band * 1_000 + 1),
        ..ReportRow::default()
    };
    let price = row_price(table, &report, const { date(1970, 1, 1) });
    match split_writes(price.as_ref(), None, &report) {
        Split::Share { one_hour, .. } => one_hour,
        _ => 0.0,
    }
}

/// Events name no sub-agent: then each row has one.
fn last_is_unknown(rows: &[&Row]) -> bool {
    rows.iter().all(|row| row.conversations == 0)
}

/// The place of a name among those that are there.
fn place(places: &mut BTreeMap<String, u32>, names: &mut Vec<String>, name: &str) -> u32 {
    if let Some(place) = places.get(name) {
        return *place;
    }
    let known = names.iter().position(|known| known == name);
    let place = known.unwrap_or_else(|| {
        names.push(name.into());
        names.len() - 1
    }) as u32;
    places.insert(name.into(), place);
    place
}
