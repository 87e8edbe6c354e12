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

use sawtooth::fit;
use sawtooth::ledger::{Ledger, Terms};
use sawtooth::logs::{Call, Compacted, Logs, Prompt, Session};
use sawtooth::rates::RateTable;

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
