//! Holds fit, calibration and back-test against real calls.
//!
//!     cargo run --release --example fit_check -- FILE.csv[.gz] ...
//!
//! A FILE has a row per call (session_file, chain, agent, t_request, t_first_line, t_last_line,
//! model, tokens by class, first_occurrence), and may have `NAME.events.json[.gz]` beside it
//! with prompts and compactions. Packed files are unpacked by the system's `gzip`.

use std::collections::HashMap;
use std::error::Error;
use std::process::Command;

use sawtooth::backtest;
use sawtooth::calibrate::{Residual, calibrate};
use sawtooth::fit;
use sawtooth::ledger::{Ledger, Terms};
use sawtooth::logs::{Call, Compacted, Logs, Prompt, Session};
use sawtooth::rates::{Date, RateTable, date};
use sawtooth::scenario::Preset;

fn main() -> Result<(), Box<dyn Error>> {
    for path in std::env::args().skip(1) {
        println!("{path}");
        check(&read(&path)?);
    }
    Ok(())
}

fn check(logs: &Logs) {
    let table = RateTable::shipped();
    let terms = Terms::default();
    let ledger = Ledger::new(&table, logs, &terms);
    let fits = fit::fits(logs, &ledger);
    pooled(&table, logs, &ledger, &terms);
    tested(&table, logs, &ledger, &terms);
    for main in [true, false] {
        let fits: Vec<&fit::Fit> = fits.iter().filter(|f| f.is_main() == main).collect();
        let mut errors: Vec<f64> = fits.iter().map(|f| f.error().abs()).collect();
        errors.sort_by(f64::total_cmp);
        let sum = |of: fn(&fit::Fit) -> f64| fits.iter().map(|f| of(f)).sum::<f64>();
        let (usd, modelled) = (sum(|f| f.usd), sum(|f| f.modelled));
        let at = |share: f64| errors.get((errors.len() as f64 * share) as usize).copied().unwrap_or(0.0);
        println!(
            "  {} {}: ${usd:.2}, modelled {:+.2}%, median error {:.2}%, p90 {:.2}%",
            if main { "sessions" } else { "sub-agents" },
            fits.len(),
            100.0 * (modelled / usd - 1.0),
            100.0 * at(0.5),
            100.0 * at(0.9),
        );
        if std::env::var("SHOW").is_ok() && main {
            let mut all = fits.clone();
            all.sort_by(|a, b| b.usd.total_cmp(&a.usd));
            for f in all {
                println!(
                    "    {:3} n {:4} ${:8.3} {:+6.2}% seg {:?} {:?} out {:.0} warm {:.2} h {:?} {:?}",
                    f.session,
                    f.turns(),
                    f.usd,
                    100.0 * f.error(),
                    f.segments,
                    f.line,
                    f.output,
                    f.warm,
                    f.hit_rate,
                    f.fresh
                );
            }
        }
    }
}

fn pooled(table: &RateTable, logs: &Logs, ledger: &Ledger, terms: &Terms) {
    let base = Preset::Average.scenario(TODAY, table.revision);
    let started = std::time::Instant::now();
    let made = match calibrate(table, logs, ledger, terms, &base) {
        Ok(made) => made,
        Err(little) => return println!("  too little: {little:?}"),
    };
    let took = started.elapsed();
    let Residual { listed, real, modelled, compactions, prompts, classes } = made.residual;
    println!(
        "  pooled: {} sessions, {} days: ${listed:.4} listed, ${real:.4} real, ${modelled:.4} modelled \
         ({:+.2}%), compactions ${compactions:.4}, prompts {:+.2}%, {took:?}",
        made.sessions,
        made.active_days,
        100.0 * made.residual.error(),
        100.0 * (prompts.1 / prompts.0 - 1.0),
    );
    println!("    by class {classes:.4?}");
    println!("    hit rate {:?}, hour share {:.3}, band {:?}", made.hit_rate, made.hour_share, made.band);
    let mix: Vec<_> = made.mix.iter().map(|m| (m.model.as_str(), m.share, m.sessions)).collect();
    println!("    {mix:?}");
    for input in &made.inputs {
        println!(
            "    {:12} {:12.4}   {:10.4} .. {:10.4}  of {}",
            input.key, input.value, input.low, input.high, input.from
        );
    }
    println!("    {:?} {:?}", made.cautions, made.scenario.problems(table));
    let answer = sawtooth::estimate::estimate(table, &made.scenario);
    println!(
        "    {} {:?}",
        sawtooth::link::encode(&made.scenario).len(),
        answer.answer.map(|a| (a.session.total, a.developer_month, a.warnings))
    );
}

fn tested(table: &RateTable, logs: &Logs, ledger: &Ledger, terms: &Terms) {
    let base = Preset::Average.scenario(TODAY, table.revision);
    let started = std::time::Instant::now();
    let Some(test) = backtest::backtest(table, logs, ledger, terms, &base) else {
        return println!("  no back-test");
    };
    let took = started.elapsed();
    println!(
        "  back-test: {} + {} days, forecast ${:.2} ({:+.1}%), naive ${:.2} ({:+.1}%), actual ${:.2}, band {:?}, coverage {:?}, {took:?}",
        test.past_days,
        test.days.len(),
        test.forecast,
        100.0 * test.error(),
        test.naive,
        100.0 * test.naive_error(),
        test.actual,
        test.band,
        test.coverage,
    );
    let days = backtest::days(logs, ledger, terms);
    let cuts = (1..days.usd.len()).filter_map(|cut| backtest::after(table, logs, &days, terms, &base, cut));
    let worse: Vec<f64> = cuts.map(|test| test.error().abs() - test.naive_error().abs()).collect();
    let most = worse.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mean = worse.iter().sum::<f64>() / worse.len() as f64;
    println!("    over {} cuts: |error| beyond naive's: mean {:+.4}, most {most:+.4}", worse.len(), mean);
}

const TODAY: Date = date(2026, 11, 21);

fn read(path: &str) -> Result<Logs, Box<dyn Error>> {
    let mut rows = Rows::default();
    let csv = text(path)?;
    let mut lines = csv.lines();
    let names: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
    for line in lines {
        rows.add(&names.iter().copied().zip(line.split(',')).collect())?;
    }
    let stem = path.strip_suffix(".gz").unwrap_or(path);
    let stem = stem.strip_suffix(".csv").unwrap_or(stem);
    for events in [format!("{stem}.events.json"), format!("{stem}.events.json.gz")] {
        if std::path::Path::new(&events).exists() {
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

#[derive(Default)]
struct Rows {
    logs: Logs,
    sessions: HashMap<String, u32>,
    chains: HashMap<String, u32>,
}

impl Rows {
    /// A call that another file had first is a copy.
    fn add(&mut self, row: &HashMap<&str, &str>) -> Result<(), Box<dyn Error>> {
        let of = |name: &str| row.get(name).copied().unwrap_or_default();
        let count = |name: &str| -> Result<u32, Box<dyn Error>> { Ok(of(name).parse::<f64>()? as u32) };
        let at = |name: &str| -> Result<i64, Box<dyn Error>> { Ok((of(name).parse::<f64>()? * 1e3) as i64) };
        if of("first_occurrence") == "0" {
            return Ok(());
        }
        let session = self.session(of("session_file"));
        let chains = self.chains.len() as u32 + 1;
        let chain = match of("chain") {
            "main" => 0,
            _ => *self.chains.entry([of("session_file"), " ", of("agent")].concat()).or_insert(chains),
        };
        let call = Call {
            session,
            chain,
            model: self.model(of("model")),
            asked: at("t_request")?,
            answered: at("t_last_line")?,
            input: count("input")?,
            write_5m: count("cache_write_5m")?,
            write_1h: count("cache_write_1h")?,
            read: count("cache_read")?,
            output: count("output_recorded")?,
            estimated: count("output_recorded")?,
            is_final: of("output_final") == "1",
            ..Call::default()
        };
        self.logs.calls.push(call);
        Ok(())
    }

    fn session(&mut self, file: &str) -> u32 {
        let next = self.sessions.len() as u32;
        let session = *self.sessions.entry(file.into()).or_insert(next);
        if session == next {
            self.logs.sessions.push(Session { id: file.into(), ..Session::default() });
        }
        session
    }

    fn model(&mut self, name: &str) -> u32 {
        let known = self.logs.models.iter().position(|model| model == name);
        let place = known.unwrap_or(self.logs.models.len());
        if known.is_none() {
            self.logs.models.push(name.into());
        }
        place as u32
    }

    fn add_events(&mut self, events: &serde_json::Value) {
        for event in events.as_array().into_iter().flatten() {
            let at = (event["t"].as_f64().unwrap_or_default() * 1e3) as i64;
            let Some(session) = self.sessions.get(&event["file"].to_string()).copied() else { continue };
            match event["kind"].as_str() {
                Some("prompt") => self.logs.prompts.push(Prompt { session, at }),
                Some("compact_boundary") => self.logs.compactions.push(Compacted {
                    session,
                    at,
                    auto: event["trigger"].as_str().map(|trigger| trigger == "auto"),
                    before: event["pre"].as_u64().map(|tokens| tokens as u32),
                }),
                _ => {}
            }
        }
    }

    fn finish(self) -> Logs {
        let mut logs = self.logs;
        logs.calls.sort_by_key(|call| (call.session, call.chain, call.answered));
        logs.prompts.sort_by_key(|prompt| (prompt.session, prompt.at));
        logs.compactions.sort_by_key(|marked| (marked.session, marked.at));
        logs
    }
}
