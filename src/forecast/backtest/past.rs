//! Past: logs as they stood before a day.

use crate::logs::{Call, Logs, Reading, Zone};

/// The calls, prompts and compactions of the days before one (days since 1970-01-01).
pub(super) fn before(logs: &Logs, zone: &Zone, day: i64) -> Logs {
    let is_past = |call: &&Call| zone.day(call.answered) < day;
    let mut calls = Vec::with_capacity(logs.calls.iter().filter(is_past).count());
    calls.extend(logs.calls.iter().filter(is_past).copied());
    Logs {
        models: logs.models.clone(),
        projects: logs.projects.clone(),
        sessions: logs.sessions.clone(),
        calls,
        prompts: logs.prompts.iter().filter(|prompt| zone.day(prompt.at) < day).copied().collect(),
        compactions: logs.compactions.iter().filter(|marked| zone.day(marked.at) < day).copied().collect(),
        reading: Reading::default(),
    }
}
