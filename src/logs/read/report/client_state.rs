//! `~/.claude.json`: what the client keeps of the last session of each project, calls in no line
//! included (FACTS-2026-11-28, (d)). Of anything else in it nothing is read.

use super::part::Part;
use super::sdk;
use crate::logs::ReportKind;
use serde_json::{Value, json};

pub(super) fn read(value: &Value) -> Option<Part> {
    let projects = value.get("projects")?.as_object()?;
    let mut part = Part::new(ReportKind::ClientState);
    for project in projects.values().filter(|project| project.get("lastCost").is_some_and(Value::is_number)) {
        // In the names of a result of `claude -p`, which counts the same.
        let result = json!({
            "session_id": project["lastSessionId"],
            "total_cost_usd": project["lastCost"],
            "modelUsage": project["lastModelUsage"],
        });
        part.add(sdk::rows(&result));
    }
    (!part.rows.is_empty() || part.unreadable > 0).then_some(part)
}
