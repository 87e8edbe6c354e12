//! `~/.claude.json`: what the client keeps of the last session of each project, calls in no line
//! included (FACTS-2026-11-28, (d)). Of anything else in it nothing is read.

use std::collections::BTreeMap;

use super::part::{Part, Row};
use super::scope::Scope;
use super::sdk;
use crate::logs::ReportKind;
use serde_json::{Value, json};

/// Whether it is `~/.claude/stats-cache.json`, what the client shows of all sessions: tokens by model
/// without a session, a result or dollars.
pub(super) fn is_statistics(value: &Value) -> bool {
    let has = |key: &str| value.get(key).is_some();
    let is_of_days = ["dailyModelTokens", "dailyActivity"].iter().any(|key| value[*key].is_array());
    is_of_days && !has("session_id") && !has("total_cost_usd") && !has("type")
}

pub(super) fn read(value: &Value) -> Option<Part> {
    let projects = value.get("projects")?.as_object()?;
    let mut part = Part::new(ReportKind::ClientState);
    let mut sessions: BTreeMap<String, (f64, Vec<Row>)> = BTreeMap::new();
    for (name, project) in projects {
        let Some(cost) = project.get("lastCost").and_then(Value::as_f64) else { continue };
        // In the names of a result of `claude -p`, which counts the same.
        let result = json!({
            "session_id": project["lastSessionId"],
            "total_cost_usd": cost,
            "modelUsage": project["lastModelUsage"],
        });
        let session = sdk::session(&result).unwrap_or(name).into();
        match sdk::rows(&result) {
            // What is kept of a session grows: of several projects that name it the largest counts.
            Ok(rows) => match sessions.get(&session) {
                Some((known, _)) if *known >= cost => {}
                _ => _ = sessions.insert(session, (cost, rows)),
            },
            Err(unreadable) => part.add(Err(unreadable)),
        }
    }
    for (session, (_, rows)) in sessions {
        // An older copy of the file has the same session, with less.
        let scope = Scope::EVER.of(&[Some(&session)]);
        part.add(Ok(rows.into_iter().map(|row| Row { scope, ..row }).collect()));
    }
    (!part.rows.is_empty() || part.unreadable > 0).then_some(part)
}
