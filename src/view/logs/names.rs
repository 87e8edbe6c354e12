//! What the rows of each side are called.

use super::words::moment;
use super::{LogsState, folders};
use crate::logs::date_of;
use crate::logs::ledger;
use crate::logs::spend::{Item, Key, Side};
use crate::model::usage::Source;
use crate::view::labels::logs as labels;
use crate::view::words;

/// A side's word, one of a kind.
pub(super) fn word(side: Side) -> &'static str {
    match side {
        Side::Day => "day",
        Side::Model => "model",
        Side::Project => "project",
        Side::Session => "session",
        Side::Item => "class",
        Side::Whose => "source",
    }
}

pub(super) fn heading(side: Side) -> &'static str {
    match side {
        Side::Day => labels::BY_DAY,
        Side::Model => labels::BY_MODEL,
        Side::Project => labels::BY_PROJECT,
        Side::Session => labels::BY_SESSION,
        Side::Item => labels::BY_CLASS,
        Side::Whose => labels::BY_SOURCE,
    }
}

/// A word for a row that no other has: "model-0".
pub(super) fn row_id(key: Key) -> String {
    let row = match key {
        Key::Day(day) => day.to_string(),
        Key::Model(at) | Key::Project(at) | Key::Session(at) => at.to_string(),
        Key::Item(Item::Tokens(class)) => crate::scenario::link::class(class).to_string(),
        Key::Item(Item::Searches) => "searches".into(),
        Key::Whose(Source::Agents) => "agents".into(),
        Key::Whose(Source::Unlogged) => "unlogged".into(),
        Key::Whose(Source::Batch) => "batch".into(),
        Key::Whose(Source::Compaction) => "summaries".into(),
        Key::Whose(_) => "main".into(),
    };
    format!("{}-{row}", word(key.side()))
}

/// Whose calls these are in logs, where most requests that sum up are estimated.
pub fn source(source: Source) -> &'static str {
    match source {
        Source::Main => labels::MAIN,
        Source::Compaction => labels::SUMMARIES,
        other => words::source(other),
    }
}

impl LogsState<'_> {
    /// What a row is called.
    pub(super) fn name(&self, key: Key) -> String {
        match key {
            Key::Day(day) => words::day(date_of(day)),
            Key::Model(at) => self.model(at),
            Key::Project(at) => self.project(at),
            Key::Session(at) => self.session(at),
            Key::Item(Item::Tokens(class)) => words::class(class).into(),
            Key::Item(Item::Searches) => source(Source::Searches).into(),
            Key::Whose(of) => source(of).into(),
        }
    }

    /// What the row stands for in the logs, where its name leaves that out.
    pub(super) fn whole_name(&self, key: Key) -> Option<&str> {
        let logs = self.books.logs;
        match key {
            Key::Model(at) => logs.models.get(at as usize),
            Key::Project(at) => logs.projects.get(at as usize),
            Key::Session(at) => logs.sessions.get(at as usize).map(|session| &session.id),
            _ => None,
        }
        .map(String::as_str)
    }

    pub(super) fn model(&self, at: u32) -> String {
        let name = self.books.logs.models.get(at as usize).map_or("", String::as_str);
        let known = ledger::known(self.table, name);
        known.map_or_else(|| named(name, "no name"), |model| model.name.clone())
    }

    /// The last folder, with the one before where two projects end alike.
    fn project(&self, at: u32) -> String {
        let projects = &self.books.logs.projects;
        let Some(path) = projects.get(at as usize) else { return "no project".into() };
        let alike = projects.iter().filter(|other| tail(other, 1) == tail(path, 1)).count() > 1;
        let tail = tail(path, if alike { 2 } else { 1 });
        named(folders::readable(tail, projects), "no project")
    }

    /// When it began, and where.
    pub(super) fn session(&self, at: u32) -> String {
        let logs = self.books.logs;
        let first = logs.calls.partition_point(|call| call.session < at);
        let begun = logs.calls.get(first).filter(|call| call.session == at).map(|call| call.asked);
        let project = logs.sessions.get(at as usize).map(|session| self.project(session.project));
        let when = begun.map(|asked| moment(asked, &self.terms.zone));
        [when, project].into_iter().flatten().collect::<Vec<String>>().join(" · ")
    }
}

/// The last folders of a path.
fn tail(path: &str, folders: usize) -> &str {
    let path = path.trim_end_matches(['/', '\\']);
    let cuts = path.rmatch_indices(['/', '\\']).nth(folders - 1);
    cuts.map_or(path, |(at, _)| &path[at + 1..])
}

/// A name from outside, short enough for a row.
fn named(name: &str, otherwise: &str) -> String {
    match name.trim() {
        "" => otherwise.into(),
        name => cut(name, 60),
    }
}

/// So many characters at most.
pub(super) fn cut(text: &str, most: usize) -> String {
    let short: String = text.chars().take(most).collect();
    if short.len() < text.len() { short + "…" } else { short }
}
