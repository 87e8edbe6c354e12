//! A table of sessions is calibrated from its sums as the calls are that it was made of.

use super::kinds::work;
use super::made::{WAY, Way, add, logs};
use super::{base, table};
use sawtooth::forecast::backtest::{backtest, backtest_sessions};
use sawtooth::forecast::calibrate::tables::Tables;
use sawtooth::forecast::calibrate::{Calibration, calibrate_kinds};
use sawtooth::logs::ledger::{Ledger, Terms, priced};
use sawtooth::logs::read::{Import, Imported};
use sawtooth::logs::tables::{Names, csv, sessions};
use sawtooth::logs::{Call, Logs, Report, ReportKind};
use sawtooth::model::bill::Bill;
use sawtooth::model::estimate::estimate;
use sawtooth::prices::date;
use sawtooth::scenario::Scenario;

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

/// USD of the table's own report.
fn reported(reports: &[Report]) -> f64 {
    let all = priced(table(), reports, date(2026, 11, 21));
    Bill::new(&all.prices, &all.usage).total
}

fn of_calls(logs: &Logs) -> Calibration {
    let terms = Terms::default();
    calibrate_kinds(table(), logs, &Ledger::new(table(), logs, &terms), &terms, &base()).expect("a price")
}

fn of_table(read: &Imported) -> Calibration {
    Tables::new(table(), &read.sessions, &Terms::default()).calibrate(&base()).expect("a price")
}

fn month(found: &Calibration) -> f64 {
    estimate(table(), &found.scenario).answer.expect("a price").month.total
}

/// Cost and shape within 1%.
fn alike(logs: Logs) {
    // Where a session begins with another's history, its project's others say what it begins with.
    let logs = &Logs { projects: vec!["/home/ada/shop".into()], ..logs };
    let read = import(&[&summed(logs)]);
    assert_eq!(read.logs.reading.unread, 0, "{:?}", read.logs.reading.faults);
    assert_eq!(read.logs.reading.summed, logs.sessions.len() as u64);
    assert!(read.logs.calls.is_empty());
    let (real, again) = (usd(logs), reported(&read.reports));
    assert!((again / real - 1.0).abs() < 1e-9, "{again} {real}");
    let (real, again) = (of_calls(logs), of_table(&read));
    assert_eq!((again.sessions, again.agents, again.calls), (real.sessions, real.agents, real.calls));
    assert_eq!(again.active_days, real.active_days);
    assert_eq!(again.scenario.count_kinds(), real.scenario.count_kinds());
    let (was, is) = (month(&real), month(&again));
    assert!((is / was - 1.0).abs() < 0.01, "{is} {was}");
    // What calls of the sums answer to other habits is much what the real ones do.
    for (real, again) in real.what_ifs.iter().zip(&again.what_ifs) {
        let off = real.replay.unwrap_or(0.0) - again.replay.unwrap_or(0.0);
        assert!(off.abs() < 0.03, "{real:?} {again:?}");
    }
    for (real, again) in real.what_ifs.iter().zip(&again.what_ifs) {
        let off = real.scenario.unwrap_or(0.0) - again.scenario.unwrap_or(0.0);
        assert!(off.abs() < 0.03, "{real:?} {again:?}");
    }
    let pauses = |found: &Calibration| found.scenario.cache.long_pauses;
    assert_eq!(pauses(&again), pauses(&real));
    let shape = |found: &Calibration| {
        let mean = |of: fn(&Scenario) -> f64| -> f64 {
            found.scenario.by_kind().map(|(one, share)| of(&one) * share).sum()
        };
        let answer = estimate(table(), &found.scenario).answer.expect("a price");
        let [floor, agents] = [mean(|one| one.shape.floor + one.shape.growth), mean(|one| one.agents.count)];
        [floor, agents, answer.expected.turns]
    };
    for (was, is) in shape(&real).into_iter().zip(shape(&again)) {
        assert!((is - was).abs() <= 0.01 * was.abs() + 1e-3, "{is} {was}");
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

/// More sessions than are replayed, of four sizes, compacted ones among them: nothing but the sums costs.
#[test]
fn many_sessions_cost_what_their_calls_do() {
    let compacted = Way { threshold: 90e3, base: 55e3, ..WAY };
    let mut all = Logs { projects: vec!["/home/ada/shop".into()], ..Logs::default() };
    for at in 0..2_400_i64 {
        let turns = [6, 14, 22, 80][at as usize % 4] + at as usize % 5;
        let way = if at % 4 == 3 { &compacted } else { &WAY };
        add(
            &mut all,
            way,
            0,
            turns,
            super::made::START + at / 60 * super::made::DAY + at % 60 * super::made::MINUTE,
        );
    }
    let read = import(&[&summed(&all)]);
    let found = of_table(&read);
    let (real, own) = (usd(&all) / 40.0 * found.scenario.work.active_days, month(&found));
    let compactions = found.residual.compactions * 60.0 * found.scenario.work.active_days;
    assert!(((own - compactions) / real - 1.0).abs() < 0.001, "{own} {compactions} {real}");
    let calls = of_calls(&all);
    assert!((found.residual.modelled / calls.residual.modelled - 1.0).abs() < 0.001);
    let was = month(&calls);
    assert!((own / was - 1.0).abs() < 0.001, "{own} {was}");
}

/// Another program may write the same table with every cell quoted, and lines as Windows ends them.
#[test]
fn quoted_tables_are_the_same() {
    let table = String::from_utf8(summed(&work())).expect("UTF-8");
    let plain = import(&[table.as_bytes()]);
    let quoted = |line: &str| match line.starts_with("day,") {
        true => format!("{line}\n"),
        false => format!("\"{}\"\n", line.replace(',', "\",\"")),
    };
    let quoted: String = table.lines().map(quoted).collect();
    for other in [quoted, table.replace('\n', "\r\n"), table.replace('\n', "\n\n")] {
        let read = import(&[other.as_bytes()]);
        assert_eq!(read.logs.reading.unread, 0, "{:?}", read.logs.reading.faults);
        assert_eq!((read.sessions, read.reports), (plain.sessions.clone(), plain.reports.clone()));
    }
}

/// Exports of which one is of a later day, and the same one twice.
#[test]
fn exports_of_the_same_sessions_count_once() {
    let logs = work();
    let whole = summed(&logs);
    let calls = logs.calls.iter().filter(|call| call.session < 9).copied().collect();
    let earlier = summed(&Logs { calls, ..logs.clone() });
    let read = import(&[&earlier, &whole, &whole]);
    assert_eq!(read.logs.reading.summed, logs.sessions.len() as u64);
    assert!((reported(&read.reports) / usd(&logs) - 1.0).abs() < 1e-9);
}

/// Read apart and put together, in whichever pieces, tables are the same.
/// Without the columns that only transcripts have, nobody knows of pauses: the preset's stay.
#[test]
fn tables_without_times_leave_long_pauses_as_they_are() {
    let mut rows = sessions::rows(&logs(&WAY, &[12, 30, 44, 25], 2), &names());
    for row in &mut rows {
        (row.messages, row.pauses_5m, row.pauses_60m) = (None, None, None);
    }
    let found = of_table(&import(&[&csv(&rows).expect("a table")]));
    assert_eq!(found.scenario.cache.long_pauses, base().cache.long_pauses);
    assert!(found.inputs.iter().all(|input| input.key != "longPauses"));
}

#[test]
fn tables_read_apart_are_the_same() {
    let logs = work();
    let (table, other) = (summed(&logs), summed(&logs_of(1.5, 4)));
    let whole = import(&[&table, &other]);
    let mut together = Import::new();
    for (name, bytes) in [("0.csv", &table), ("1.csv", &other)] {
        let mut import = Import::new();
        import.begin(name);
        import.push(bytes);
        together.append(&import.take());
    }
    let together = together.finish();
    assert_eq!(together.sessions.sessions().count(), whole.sessions.sessions().count());
    assert_eq!(together.reports, whole.reports);
    assert_eq!(of_table(&together), of_table(&whole));
}

/// Sessions of one person whose contexts are so many times as large, `a_day` of them.
fn logs_of(times: f64, a_day: usize) -> Logs {
    let way = Way { floor: WAY.floor * times, growth: WAY.growth * times, ..WAY };
    let turns: Vec<usize> = (0..10 * a_day).map(|at| 5 + at % 7).collect();
    Logs { projects: vec!["/home/ada/shop".into()], ..logs(&way, &turns, a_day) }
}

fn of_people(people: &[Logs]) -> Imported {
    let of = |(at, logs): (usize, &Logs)| {
        let names = Names { salt: "salt".into(), person: at.to_string() };
        csv(&sessions::rows(logs, &names)).expect("a table")
    };
    let tables: Vec<Vec<u8>> = people.iter().enumerate().map(of).collect();
    import(&tables.iter().map(Vec::as_slice).collect::<Vec<&[u8]>>())
}

/// Two hundred sessions a day are more than one developer has; of fifty they are four each.
#[test]
fn people_of_tables_are_developers() {
    let people = 50;
    let logs = logs_of(1.0, 4);
    let all = of_table(&of_people(&vec![logs.clone(); people]));
    assert_eq!((all.scenario.team.own, all.scenario.count_groups()), (people as f64, 1));
    assert!(
        (all.scenario.work.sessions_per_day - 4.0).abs() < 0.005,
        "{}",
        all.scenario.work.sessions_per_day
    );
    let (all, one) = (month(&all), month(&of_calls(&logs)));
    assert!((all / one / people as f64 - 1.0).abs() < 0.01, "{all} {one}");
}

/// Light, typical and heavy users, and those whose dollars are headless runs: each a group with its people, and
/// together what the table costs.
#[test]
fn people_who_work_alike_are_groups() {
    let mut people = vec![logs_of(1.0, 4); 20];
    people.extend(vec![logs_of(1.0, 1); 8]);
    people.extend(vec![logs_of(1.6, 9); 6]);
    let mut headless = logs_of(0.7, 6);
    headless.sessions.iter_mut().for_each(|session| session.headless = true);
    people.extend(vec![headless; 5]);
    // Of one person alone no group tells what they spend.
    people.push(logs_of(2.0, 20));
    let found = of_table(&of_people(&people));
    let scenario = &found.scenario;
    let mut groups: Vec<(String, f64)> = (0..scenario.count_groups())
        .map(|group| (scenario.name_of_group(group).into(), scenario.people(group)))
        .collect();
    groups.sort_by(|a, b| a.0.cmp(&b.0));
    let expected = [("Automation", 5.0), ("Heavy users", 7.0), ("Light users", 8.0), ("Typical users", 20.0)];
    assert_eq!(groups, expected.map(|(name, people)| (name.to_string(), people)));
    let days = found.active_days as f64;
    let real = people.iter().map(usd).sum::<f64>() / days * scenario.work.active_days;
    let own = month(&found);
    assert!((own / real - 1.0).abs() < 0.001, "{own} {real}");
    // One of the light users has a session a day.
    let light = (0..4).find(|group| scenario.name_of_group(*group) == "Light users").expect("a group");
    let a_day = scenario.as_group(light).work.sessions_per_day;
    assert!((a_day - 1.0).abs() < 0.005, "{a_day}");
}

/// What a few people spend stays among the others.
#[test]
fn few_people_stay_together() {
    let mut people = vec![logs_of(1.0, 4); 5];
    people.extend(vec![logs_of(1.0, 1); 5]);
    assert_eq!(of_table(&of_people(&people)).scenario.count_groups(), 1);
}

#[test]
fn the_first_half_of_a_table_forecasts_the_second() {
    let logs = Logs { projects: vec!["/home/ada/shop".into()], ..work() };
    let read = import(&[&summed(&logs)]);
    let terms = Terms::default();
    let own = backtest_sessions(&Tables::new(table(), &read.sessions, &terms), &base()).expect("days");
    let real = backtest(table(), &logs, &Ledger::new(table(), &logs, &terms), &terms, &base()).expect("days");
    assert_eq!((own.cut, own.past_days, own.sessions), (real.cut, real.past_days, real.sessions));
    for (is, was) in [(own.forecast, real.forecast), (own.actual, real.actual), (own.naive, real.naive)] {
        assert!((is / was - 1.0).abs() < 0.01, "{is} {was}");
    }
}

/// Days and sessions of the same work count once.
#[test]
fn days_beside_sessions_count_once() {
    let logs = work();
    let days = csv(&sawtooth::logs::tables::days::rows(table(), &logs, &names())).expect("a table");
    let read = import(&[&days, &summed(&logs)]);
    let kinds: Vec<Option<ReportKind>> = read.reports.iter().map(|report| report.kind).collect();
    assert_eq!(kinds, [Some(ReportKind::Sessions)]);
    assert!((reported(&read.reports) / usd(&logs) - 1.0).abs() < 1e-9);
}

/// Jobs of the Batch API are in no session, and cost half.
#[test]
fn batch_jobs_of_a_table_are_jobs() {
    let mut logs = logs_of(1.0, 2);
    let start = logs.calls.len();
    add(&mut logs, &WAY, 0, 3, super::made::START);
    logs.calls[start..].iter_mut().for_each(|call: &mut Call| call.batch = true);
    let (real, own) = (of_calls(&logs), of_table(&import(&[&summed(&logs)])));
    let jobs = |found: &Calibration| found.scenario.batch.jobs;
    assert!(
        jobs(&real) > 0.0 && (jobs(&own) / jobs(&real) - 1.0).abs() < 0.01,
        "{} {}",
        jobs(&own),
        jobs(&real)
    );
    assert!((month(&own) / month(&real) - 1.0).abs() < 0.01);
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
    assert_eq!(read.logs.reading.summed, 2);
}
