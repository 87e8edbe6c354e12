//! A source many times over, and the time that calibrating it takes.

use std::time::Instant;

use sawtooth::forecast::calibrate::calibrate_books;
use sawtooth::forecast::what_ifs::WhatIf;
use sawtooth::logs::ledger::Terms;
use sawtooth::logs::spend::{Account, Books};
use sawtooth::logs::{Call, Compacted, Logs, Prompt};
use sawtooth::prices::RateTable;
use sawtooth::scenario::Preset;

use super::{TODAY, percent};

const SESSIONS: usize = 10_000;
const DAY: i64 = 86_400_000;

/// Each round is a day later and of a size of its own.
fn repeated(one: &Logs) -> Logs {
    let count = one.sessions.len().max(1);
    let mut all = Logs { models: one.models.clone(), projects: one.projects.clone(), ..Logs::default() };
    for round in 0..SESSIONS.div_ceil(count) {
        let (sessions, later) = ((round * count) as u32, (round % 365) as i64 * DAY);
        let times = 0.8 + 0.4 * ((round * 7_919) % 1_000) as f64 / 1e3;
        let sized = |tokens: u32| (f64::from(tokens) * times) as u32;
        let call = |call: &Call| Call {
            session: call.session + sessions,
            asked: call.asked + later,
            answered: call.answered + later,
            read: sized(call.read),
            write_5m: sized(call.write_5m),
            write_1h: sized(call.write_1h),
            ..*call
        };
        all.sessions.extend(one.sessions.iter().cloned());
        all.calls.extend(one.calls.iter().map(call));
        let prompt = |one: &Prompt| Prompt { session: one.session + sessions, at: one.at + later };
        all.prompts.extend(one.prompts.iter().map(prompt));
        let mark =
            |one: &Compacted| Compacted { session: one.session + sessions, at: one.at + later, ..*one };
        all.compactions.extend(one.compactions.iter().map(mark));
    }
    all
}

/// Kinds and what-ifs, three times.
pub fn timed(one: &Logs) {
    let (logs, table, terms) = (repeated(one), RateTable::shipped(), Terms::default());
    let base = Preset::Average.scenario(TODAY, table.revision);
    println!("  {} sessions, {} calls", logs.sessions.len(), logs.calls.len());
    for _ in 0..3 {
        let started = Instant::now();
        let account = Account::new(&table, &logs, &terms);
        let read = started.elapsed();
        let started = Instant::now();
        let Ok(made) = calibrate_books(&table, &Books { logs: &logs, account: &account }, &terms, &base)
        else {
            return println!("  too little");
        };
        let worst = made.what_ifs.iter().filter_map(WhatIf::difference).map(f64::abs).fold(0.0, f64::max);
        println!(
            "    account {read:.1?}, calibrated {:.1?}: {} kinds, cost {}, what-ifs apart by {} at most",
            started.elapsed(),
            made.scenario.count_kinds(),
            percent(made.residual.error()),
            percent(worst),
        );
    }
}
