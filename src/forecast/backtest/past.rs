//! Past: logs as they stood before a day.

use crate::logs::{Logs, Reading, Zone};

/// The calls, prompts and compactions of the days before one (days since 1970-01-01).
pub(super) fn before(logs: &Logs, zone: &Zone, day: i64) -> Logs {
    Logs {
        models: logs.models.clone(),
        projects: logs.projects.clone(),
        sessions: logs.sessions.clone(),
        calls: logs.calls.iter().filter(|call| zone.day(call.answered) < day).copied().collect(),
        prompts: logs.prompts.iter().filter(|prompt| zone.day(prompt.at) < day).copied().collect(),
        compactions: logs.compactions.iter().filter(|marked| zone.day(marked.at) < day).copied().collect(),
        reading: Reading::default(),
    }
}
