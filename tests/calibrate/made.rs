//! Logs as the model would write them.

use sawtooth::logs::{Call, Compacted, Logs, Prompt, Session};

pub const MINUTE: i64 = 60_000;
pub const DAY: i64 = 24 * 60 * MINUTE;
/// 2026-10-10, a day on which the models of the preset have a price.
pub const START: i64 = 20_736 * DAY;

/// How sessions are, in tokens.
#[derive(Clone, Debug)]
pub struct Way {
    pub model: &'static str,
    pub floor: f64,
    pub growth: f64,
    pub output: u32,
    pub warm: f64,
    pub hit: f64,
    /// Share of the writes with the 1-hour lifetime.
    pub hour: f64,
    /// Context at which a session is compacted, and the one that it goes on from.
    pub threshold: f64,
    pub base: f64,
}

pub const WAY: Way = Way {
    model: "claude-opus-5-5",
    floor: 40_000.0,
    growth: 1_500.0,
    output: 700,
    warm: 0.4,
    hit: 0.97,
    hour: 0.0,
    threshold: f64::INFINITY,
    base: 0.0,
};

/// Sessions of these many requests, `a_day` of them on every second day. A message is typed
/// for every tenth request.
pub fn logs(way: &Way, turns: &[usize], a_day: usize) -> Logs {
    let mut logs = Logs::default();
    for (place, turns) in turns.iter().enumerate() {
        let at = START + (place / a_day) as i64 * 2 * DAY + (place % a_day) as i64 * 60 * MINUTE;
        add(&mut logs, way, 0, *turns, at);
    }
    logs
}

/// One more session, or with a chain a sub-agent of the last one.
pub fn add(logs: &mut Logs, way: &Way, chain: u32, turns: usize, start: i64) {
    if chain == 0 {
        let id = logs.sessions.len().to_string();
        logs.sessions.push(Session { id, ..Session::default() });
    }
    let session = logs.sessions.len() as u32 - 1;
    let (mut before, mut context) = (0.0, way.floor);
    for turn in 0..turns {
        let compacted = turn > 0 && context + way.growth > way.threshold;
        context = if compacted { way.base } else { context } + way.growth;
        let carried = if compacted { way.floor } else { before };
        let read = if turn == 0 { way.warm * way.floor } else { way.hit * carried };
        let at = start + turn as i64 * MINUTE / 2;
        if chain == 0 && turn % 10 == 0 {
            logs.prompts.push(Prompt { session, at });
        }
        if compacted {
            logs.compactions.push(Compacted {
                session,
                at: at - 1,
                auto: None,
                before: Some(before as u32),
                ..Compacted::default()
            });
        }
        let call = call(logs, way, (read, context - read));
        logs.calls.push(Call { session, chain, asked: at, answered: at + 20_000, ..call });
        before = context;
    }
}

fn call(logs: &mut Logs, way: &Way, (read, write): (f64, f64)) -> Call {
    let known = logs.models.iter().position(|model| model == way.model);
    let model = known.unwrap_or(logs.models.len());
    if known.is_none() {
        logs.models.push(way.model.into());
    }
    let hour = (write * way.hour).round();
    Call {
        model: model as u32,
        read: read.round() as u32,
        write_1h: hour as u32,
        write_5m: (write - hour).round() as u32,
        output: way.output,
        estimated: way.output,
        is_final: true,
        ..Call::default()
    }
}
