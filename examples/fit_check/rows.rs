//! Rows of calls and events -> logs.

use std::collections::HashMap;
use std::error::Error;

use sawtooth::logs::{Call, Compacted, Logs, Prompt, Session};

#[derive(Default)]
pub struct Rows {
    logs: Logs,
    sessions: HashMap<String, u32>,
    chains: HashMap<String, u32>,
}

impl Rows {
    /// A call that another file had first is a copy.
    pub fn add(&mut self, row: &HashMap<&str, &str>) -> Result<(), Box<dyn Error>> {
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

    pub fn add_events(&mut self, events: &serde_json::Value) {
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
                    ..Compacted::default()
                }),
                _ => {}
            }
        }
    }

    pub fn finish(self) -> Logs {
        let mut logs = self.logs;
        logs.calls.sort_by_key(|call| (call.session, call.chain, call.answered));
        logs.prompts.sort_by_key(|prompt| (prompt.session, prompt.at));
        logs.compactions.sort_by_key(|marked| (marked.session, marked.at));
        logs
    }
}
