//! A table of totals is calibrated as the calls are that it was made of.

use super::kinds::work;
use super::made::{WAY, Way, add, logs};
use super::{base, table};
use sawtooth::forecast::calibrate::{Calibration, calibrate, calibrate_kinds};
use sawtooth::logs::Logs;
use sawtooth::logs::ledger::{Ledger, Terms};
use sawtooth::logs::read::{Import, Imported};
use sawtooth::logs::tables::{Names, csv, sessions};
use sawtooth::model::bill::Bill;
use sawtooth::model::estimate::estimate;

fn names() -> Names {
    Names { salt: "salt".into(), person: "ada".into() }
}

fn import(tables: &[&[u8]]) -> Imported {
    let mut import = Import::new();
    for (at, bytes) in tables.iter().enumerate() {
        import.begin(&format!("{at}.csv"));
        // Cut anywhere.
        bytes.chunks(7_001).for_each(|bytes| import.push(bytes));
        import.end();
    }
    import.finish()
}

fn summed(logs: &Logs) -> Vec<u8> {
    csv(&sessions::rows(logs, &names())).expect("a table")
}

fn usd(logs: &Logs) -> f64 {
    let ledger = Ledger::new(table(), logs, &Terms::default());
    Bill::new(&ledger.prices, &ledger.usage(logs, 0..logs.calls.len())).total
}

/// As one kind of session, and as several.
fn calibrated(logs: &Logs) -> [Calibration; 2] {
    let terms = Terms::default();
    let ledger = Ledger::new(table(), logs, &terms);
    let one = calibrate(table(), logs, &ledger, &terms, &base());
    let kinds = calibrate_kinds(table(), logs, &ledger, &terms, &base());
    [one, kinds].map(|found| found.expect("it can be priced"))
}

fn month(found: &Calibration) -> f64 {
    estimate(table(), &found.scenario).answer.expect("a price").month.total
}

/// Everything but the last digits of what single calls rounded.
fn alike(logs: Logs) {
    // Where a session begins with another's history, its project's others say what it begins with.
    let logs = &Logs { projects: vec!["/home/ada/shop".into()], ..logs };
    let read = import(&[&summed(logs)]);
    assert_eq!(read.logs.reading.unread, 0, "{:?}", read.logs.reading.faults);
    assert_eq!(read.logs.calls.len(), logs.calls.len());
    let (real, again) = (usd(logs), usd(&read.logs));
    assert!((again / real - 1.0).abs() < 1e-9, "{again} {real}");
    let [real, again] = [logs, &read.logs].map(calibrated);
    for (real, again) in real.iter().zip(&again) {
        assert_eq!((again.sessions, again.agents, again.calls), (real.sessions, real.agents, real.calls));
        assert_eq!(again.active_days, real.active_days);
        assert_eq!(again.scenario.count_kinds(), real.scenario.count_kinds());
        let (was, is) = (month(real), month(again));
        assert!((is / was - 1.0).abs() < 0.01, "{is} {was}");
        // The calls that were made of the totals answer what-ifs much as the real ones do.
        for (real, again) in real.what_ifs.iter().zip(&again.what_ifs) {
            let off = real.replay.unwrap_or(0.0) - again.replay.unwrap_or(0.0);
            assert!(off.abs() < 0.03, "{real:?} {again:?}");
        }
    }
    for input in &real[0].inputs {
        let other = again[0].inputs.iter().find(|other| other.key == input.key).expect("the same inputs");
        let off = (other.value - input.value).abs();
        assert!(off <= 0.02 * input.value.abs() + 1e-3, "{}: {} {}", input.key, other.value, input.value);
    }
}

#[test]
fn sessions_that_differ_become_the_same_kinds() {
    alike(work());
}

/// Two models, the one of which has a step at 100,000 tokens, an hour's writes, and sub-agents.
#[test]
fn models_steps_and_sub_agents_stay() {
    let haiku = Way { model: "claude-haiku-5-5", floor: 60e3, growth: 2_000.0, ..WAY };
    let hour = Way { hour: 1.0, ..WAY };
    let mut all = logs(&haiku, &[12, 30, 44, 25, 61, 18], 2);
    let agent = Way { model: "claude-sonnet-5-5", floor: 12e3, growth: 900.0, ..WAY };
    for (at, turns) in [14, 33, 8, 52, 21, 40].into_iter().enumerate() {
        let start = super::made::START + (20 + at as i64) * super::made::DAY;
        add(&mut all, &hour, 0, turns, start);
        for chain in 1..=(at as u32 % 3) {
            add(&mut all, &agent, chain, 9, start + i64::from(chain) * super::made::MINUTE);
        }
    }
    all.calls.sort_by_key(|call| (call.session, call.chain, call.asked));
    alike(all);
}

/// Exports of which one is of a later day, and the same one twice.
#[test]
fn exports_of_the_same_sessions_count_once() {
    let logs = work();
    let whole = summed(&logs);
    let calls = logs.calls.iter().filter(|call| call.session < 9).copied().collect();
    let earlier = summed(&Logs { calls, ..logs.clone() });
    let read = import(&[&earlier, &whole, &whole]);
    assert_eq!(read.logs.calls.len(), logs.calls.len());
    assert_eq!(read.logs.sessions.len(), logs.sessions.len());
    assert!((usd(&read.logs) / usd(&logs) - 1.0).abs() < 1e-9);
}

/// Two hundred sessions a day are more than one developer has; of fifty they are four each.
#[test]
fn people_of_tables_are_developers() {
    let people = 50;
    let day = super::made::DAY;
    let mut logs = Logs::default();
    for at in 0..16 {
        add(&mut logs, &WAY, 0, 5 + at % 4, super::made::START + at as i64 / 4 * 2 * day);
    }
    let of = |person: usize| {
        let names = Names { salt: "salt".into(), person: person.to_string() };
        csv(&sessions::rows(&logs, &names)).expect("a table")
    };
    let tables: Vec<Vec<u8>> = (0..people).map(of).collect();
    let read = import(&tables.iter().map(Vec::as_slice).collect::<Vec<&[u8]>>());
    let terms = Terms::default();
    let calibrated = |logs: &Logs| {
        calibrate(table(), logs, &Ledger::new(table(), logs, &terms), &terms, &base())
            .expect("it can be priced")
    };
    let (all, one) = (calibrated(&read.logs), calibrated(&logs));
    assert_eq!((all.scenario.team.own, all.scenario.work.sessions_per_day), (people as f64, 4.0));
    let (all, one) = (month(&all), month(&one));
    assert!((all / one / people as f64 - 1.0).abs() < 0.01, "{all} {one}");
}

/// What cannot be is said with its line, and the rest is read.
#[test]
fn impossible_rows_are_faults() {
    let table = String::from_utf8(summed(&logs(&WAY, &[5, 6], 1))).expect("UTF-8");
    let mut lines: Vec<String> = table.lines().map(String::from).collect();
    let row = lines[1].clone();
    let with = |column: usize, cell: &str| {
        let cells = row.split(',').enumerate();
        cells.map(|(at, old)| if at == column { cell } else { old }).collect::<Vec<_>>().join(",")
    };
    let calls = lines[0].split(',').position(|name| name == "calls").expect("a column");
    lines.push(with(0, "2026-02-30"));
    lines.push(with(calls, "999999999999"));
    lines.push(with(calls, "-1"));
    lines.push(with(calls + 1, "18446744073709551615"));
    lines.push("2026-11-20,a".into());
    let read = import(&[lines.join("\n").as_bytes()]);
    let faults: Vec<Option<u64>> = read.logs.reading.faults.iter().map(|fault| fault.line).collect();
    assert_eq!(faults, [Some(4), Some(5), Some(6), Some(7), Some(8)]);
    assert_eq!(read.logs.calls.len(), 11);
}
