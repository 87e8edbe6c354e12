//! Holds fit, calibration and back-test against real work, outside of the tests.
//!
//!     cargo run --release --example fit_check -- FILE.csv[.gz] | FOLDER ...
//!
//! A FILE has a row per call (session_file, chain, agent, t_request, t_first_line, t_last_line,
//! model, tokens by class, first_occurrence), and may have `NAME.events.json[.gz]` beside it
//! with prompts and compactions; packed ones are unpacked by the system's `gzip`. A FOLDER has
//! Claude Code's transcripts. `--inputs` lists what was calibrated. `--many` repeats each source to 10,000 sessions,
//! no two rounds of one size, and says how long these take; nothing else.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use sawtooth::forecast::backtest::{self, BackTest, Coverage};
use sawtooth::forecast::calibrate::{Calibration, calibrate, calibrate_kinds};
use sawtooth::forecast::session_fit::{self, Cost, Fit};
use sawtooth::forecast::what_ifs::what_ifs;
use sawtooth::logs::Logs;
use sawtooth::logs::ledger::{Ledger, Terms};
use sawtooth::logs::read::transcript::Transcripts;
use sawtooth::logs::spend::{Account, Books};
use sawtooth::model::estimate::estimate;
use sawtooth::prices::{Date, RateTable, date};
use sawtooth::scenario::link;
use sawtooth::scenario::{Preset, Scenario};

#[path = "fit_check/many.rs"]
mod many;
#[path = "fit_check/rows.rs"]
mod rows;

const TODAY: Date = date(2026, 11, 21);

fn main() -> Result<(), Box<dyn Error>> {
    let (options, paths): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|a| a.starts_with("--"));
    for path in paths {
        println!("{path}");
        let logs = if Path::new(&path).is_dir() { transcripts(&path)? } else { calls(&path)? };
        let has = |asked: &str| options.iter().any(|option| option == asked);
        if has("--many") { many::timed(&logs) } else { check(&logs, has("--inputs")) }
    }
    Ok(())
}

fn check(logs: &Logs, inputs: bool) {
    let (table, terms) = (RateTable::shipped(), Terms::default());
    let ledger = Ledger::new(&table, logs, &terms);
    let base = Preset::Average.scenario(TODAY, table.revision);
    let fits = session_fit::fits(logs, &ledger);
    for main in [true, false] {
        let of = fits.iter().filter(|fit| fit.is_main() == main).map(|fit| fit.cost(logs, &ledger));
        fitted(if main { "sessions" } else { "sub-agents" }, &of.collect::<Vec<Cost>>());
    }
    let started = Instant::now();
    match calibrate(&table, logs, &ledger, &terms, &base) {
        Ok(made) => pooled(&made, started, inputs),
        Err(little) => println!("  too little: {little:?}"),
    }
    let started = Instant::now();
    match backtest::backtest(&table, logs, &ledger, &terms, &base) {
        Ok(test) => tested(&test, started),
        Err(why) => println!("  no back-test: {why:?}"),
    }
    compared(&table, logs, &terms, &base);
    every_cut(&table, logs, &ledger, &terms, &base);
}

/// What other habits do, by the replay of the calls and by the scenario.
fn compared(table: &RateTable, logs: &Logs, terms: &Terms, base: &Scenario) {
    let account = Account::new(table, logs, terms);
    let books = Books { logs, account: &account };
    let started = Instant::now();
    let Ok(made) = calibrate_kinds(table, logs, &account.ledger, terms, base) else { return };
    let kinds: Vec<String> =
        made.scenario.by_kind().map(|(kind, share)| format!("{share:.2} {}", kind.kind_name)).collect();
    println!(
        "  kinds: {}; cost {}, {} characters",
        kinds.join(", "),
        percent(made.residual.error()),
        link::encode(&made.marked(None)).len()
    );
    if let Some(answer) = estimate(table, &made.scenario).answer {
        let fits = session_fit::fits(logs, &account.ledger);
        let main: Vec<&Fit> = fits.iter().filter(|fit| fit.is_main()).collect();
        let compacted =
            main.iter().map(|fit| fit.segments.len() - 1).sum::<usize>() as f64 / main.len() as f64;
        println!(
            "    compactions a session: {:.3}, really {compacted:.3}; peak {:.0}",
            answer.expected.compactions, answer.expected.peak
        );
        for (kind, share) in made.scenario.by_kind() {
            println!(
                "    {share:.3} {:?} {:?} {:?} {:?} {:?} hit {}",
                kind.work,
                kind.shape,
                kind.compaction.trigger,
                (kind.compaction.threshold, kind.compaction.summary, kind.compaction.reacquire),
                kind.mix.iter().map(|share| (share.model.as_str(), share.share)).collect::<Vec<_>>(),
                kind.cache.hit_rate
            );
        }
    }
    for what_if in what_ifs(table, &books, &made.scenario) {
        let [replay, scenario, apart] = [what_if.replay, what_if.scenario, what_if.difference()]
            .map(|share| share.map_or("-".into(), percent));
        println!("    {:?}: replay {replay}, scenario {scenario}: {apart}", what_if.habit);
    }
    println!("    {:.1?}", started.elapsed());
}

fn percent(share: f64) -> String {
    format!("{:+.2}%", 100.0 * share)
}

/// A session at a time, against what it cost.
fn fitted(what: &str, fits: &[Cost]) {
    let mut errors: Vec<f64> = fits.iter().map(|fit| fit.error().abs()).collect();
    errors.sort_by(f64::total_cmp);
    let at = |share: f64| errors[(errors.len() as f64 * share) as usize];
    if fits.is_empty() {
        return;
    }
    let usd: f64 = fits.iter().map(|fit| fit.usd).sum();
    let modelled: f64 = fits.iter().map(|fit| fit.modelled).sum();
    let (total, median, ninetieth) = (percent(modelled / usd - 1.0), percent(at(0.5)), percent(at(0.9)));
    println!("  {} {what}, ${usd:.2}: total {total}, median {median}, p90 {ninetieth}", fits.len());
}

/// All sessions as one scenario, against the same tokens at its prices.
fn pooled(made: &Calibration, started: Instant, inputs: bool) {
    let took = started.elapsed();
    let found = made.residual;
    println!(
        "  one scenario of {} sessions on {} days: ${:.4} a session, {} (listed ${:.4}; prompts {}), {took:.1?}",
        made.sessions,
        made.active_days,
        found.real,
        percent(found.error()),
        found.listed,
        percent(found.prompts.1 / found.prompts.0 - 1.0),
    );
    let [input, write_5m, write_1h, read, output] = found.classes;
    let fresh = [input, write_5m, write_1h].iter().fold((0.0, 0.0), |sum, of| (sum.0 + of.0, sum.1 + of.1));
    let off = |(real, modelled): (f64, f64)| percent(modelled / real - 1.0);
    println!("    input and writes {}, reads {}, output {}", off(fresh), off(read), off(output));
    println!(
        "    hit rate {:.4} of {:.4}, 1-hour share {:.3}, months from {:.2?}",
        made.scenario.cache.hit_rate,
        made.hit_rate.unwrap_or(f64::NAN),
        made.hour_share,
        made.band,
    );
    println!("    {:?}", made.cautions);
    if inputs {
        made.mix.iter().for_each(|model| println!("    {model:?}"));
        made.inputs.iter().for_each(|input| println!("    {input:?}"));
    }
}

fn tested(test: &BackTest, started: Instant) {
    let took = started.elapsed();
    println!(
        "  {} days forecast {} more: ${:.2} ({}), naive ${:.2} ({}), actual ${:.2}, 8 of 10 {:.2?}",
        test.past_days,
        test.days.len(),
        test.forecast,
        percent(test.error()),
        test.naive,
        percent(test.naive_error()),
        test.actual,
        test.band,
    );
    let Coverage { hits, of } = test.coverage;
    let share = if of > 0 { percent(hits as f64 / of as f64) } else { "-".into() };
    println!("    the band of a month held {hits} of {of} cuts ({share}), {took:.1?}");
}

/// The errors of the forecast and of past dollars per active day, wherever one may cut, and how many of
/// the ranges of all the later days held.
fn every_cut(table: &RateTable, logs: &Logs, ledger: &Ledger, terms: &Terms, base: &Scenario) {
    let days = backtest::days(logs, ledger, terms);
    let cuts =
        (1..days.usd.len()).filter_map(|cut| backtest::after(table, logs, &days, terms, base, cut).ok());
    let tests: Vec<BackTest> = cuts.collect();
    let beyond = tests.iter().map(|test| (test.forecast - test.naive).abs() / test.naive).fold(0.0, f64::max);
    let mean = |of: fn(&BackTest) -> f64| tests.iter().map(of).sum::<f64>() / tests.len().max(1) as f64;
    let worse = tests.iter().filter(|test| test.error().abs() > test.naive_error().abs() + 1e-6).count();
    println!(
        "    at {} cuts: off by {} on average, naive {}; worse than naive at {worse}, {} from it at most",
        tests.len(),
        percent(mean(|test| test.error().abs())),
        percent(mean(|test| test.naive_error().abs())),
        percent(beyond),
    );
    let held = |test: &BackTest| test.band.map(|(low, high)| (low..=high).contains(&test.actual));
    let rest: Vec<bool> = tests.iter().filter_map(held).collect();
    println!(
        "    all the later days were in {} of {} ranges",
        rest.iter().filter(|held| **held).count(),
        rest.len()
    );
}

fn transcripts(folder: &str) -> Result<Logs, Box<dyn Error>> {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::from(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    let mut read = Transcripts::new();
    for file in files.iter().filter(|file| file.extension().is_some_and(|end| end == "jsonl")) {
        read.begin(&file.to_string_lossy());
        read.push(&std::fs::read(file)?);
        read.end();
    }
    Ok(read.finish())
}

fn calls(path: &str) -> Result<Logs, Box<dyn Error>> {
    let mut rows = rows::Rows::default();
    let csv = text(path)?;
    let mut lines = csv.lines();
    let names: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
    for line in lines {
        rows.add(&names.iter().copied().zip(line.split(',')).collect())?;
    }
    let stem = path.strip_suffix(".gz").unwrap_or(path);
    let stem = stem.strip_suffix(".csv").unwrap_or(stem);
    for events in [format!("{stem}.events.json"), format!("{stem}.events.json.gz")] {
        if Path::new(&events).exists() {
            rows.add_events(&serde_json::from_str(&text(&events)?)?);
        }
    }
    Ok(rows.finish())
}

fn text(path: &str) -> Result<String, Box<dyn Error>> {
    if !path.ends_with(".gz") {
        return Ok(std::fs::read_to_string(path)?);
    }
    let unpacked = Command::new("gzip").args(["-dc", path]).output()?;
    if !unpacked.status.success() {
        return Err(format!("{path}: {}", String::from_utf8_lossy(&unpacked.stderr)).into());
    }
    Ok(String::from_utf8(unpacked.stdout)?)
}
