//! A line of a transcript: the few of its fields that are counted.
//!
//! Only fields at their place count: `message.usage`, never a "usage" inside a string, a
//! tool's input or its result. (FACTS.md 5.1 lists the fields.)

use super::client::{self, Totals};
use super::message::{Message, is_tool_result};
use super::scan::{Broken, Scan, Scanned};
use super::time::moment;
use super::tools::{Asked, asked};
use crate::logs::Moment;
use memchr::memmem::Finder;
use std::sync::LazyLock;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    User,
    Assistant,
    System,
    Progress,
    /// The client's own totals of the session so far.
    CostState,
    /// Never has usage, and may be long: the rest of the line is not looked at.
    Passed,
    /// Any other, which may be a new one with usage.
    #[default]
    Other,
}

/// Text is as it is written, with its escapes; empty where there is none.
#[derive(Clone, Debug, Default)]
pub struct Entry<'a> {
    pub kind: Kind,
    pub is_sidechain: bool,
    pub is_meta: bool,
    pub is_summary: bool,
    pub is_error: bool,
    pub boundary: Option<Boundary>,
    pub at: Option<Moment>,
    pub uuid: &'a [u8],
    pub parent: &'a [u8],
    pub session: &'a [u8],
    pub cwd: &'a [u8],
    /// How the client was started: `cli`, `sdk-cli`.
    pub entrypoint: &'a [u8],
    pub agent: &'a [u8],
    pub request: &'a [u8],
    pub message: Message<'a>,
    /// The client's totals, by the model's name.
    pub totals: Vec<(&'a [u8], Totals)>,
    /// What a tool says that it asked for.
    pub asked: Asked,
    is_compaction: bool,
    metadata: Boundary,
    progress: Option<Said<'a>>,
}

/// A sub-agent's line within a line of progress.
#[derive(Clone, Debug, Default)]
struct Said<'a> {
    agent: &'a [u8],
    uuid: &'a [u8],
    request: &'a [u8],
    is_error: bool,
    message: Message<'a>,
}

/// What the agent says of a compaction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Boundary {
    pub auto: Option<bool>,
    pub before: Option<u32>,
    pub left: Option<u32>,
}

impl<'a> Entry<'a> {
    /// Reads a line as far as it matters. The line of a tool's result, which is most of a
    /// transcript's bytes, is left after its time: what follows says the result again.
    pub fn read(line: &'a [u8]) -> Scanned<Entry<'a>> {
        let mut entry = Entry::default();
        let mut scan = Scan::new(line);
        scan.enter_object()?;
        while let Some(key) = scan.key()? {
            entry.member(key, &mut scan)?;
            if entry.is_enough() {
                // Another record behind it: within a string the quotes would have backslashes.
                let left = &line[scan.passed()..];
                let end = &left[left.len().saturating_sub(LONGEST_OTHER)..];
                if BEHIND.find(left).is_some() || ANSWER.find(left).is_some() || OTHER.find(end).is_some() {
                    return Err(Broken);
                }
                scan.ends_with_bracket()?;
                return Ok(entry.whole(line));
            }
        }
        scan.finish()?;
        Ok(entry.whole(line))
    }

    /// The record with which a text begins, and its length.
    pub fn first(text: &'a [u8]) -> Scanned<(Entry<'a>, usize)> {
        let mut entry = Entry::default();
        let mut scan = Scan::new(text);
        scan.enter_object()?;
        while let Some(key) = scan.key()? {
            entry.member(key, &mut scan)?;
        }
        let length = scan.passed();
        Ok((entry.whole(&text[..length]), length))
    }

    /// With what all of its line says.
    fn whole(mut self, line: &[u8]) -> Entry<'a> {
        if self.kind == Kind::User && is_tool_result(self.message.content) {
            self.asked = asked(line);
        }
        self.boundary = self.is_compaction.then_some(self.metadata);
        match self.progress.take() {
            Some(inner) if self.kind == Kind::Progress => self.of_agent(inner),
            _ => self,
        }
    }

    fn member(&mut self, key: &[u8], scan: &mut Scan<'a>) -> Scanned<()> {
        match key {
            b"type" => self.kind = kind(scan.string()?),
            b"message" => self.message = Message::read(scan)?,
            b"timestamp" => self.at = moment(scan.value()?),
            b"isSidechain" => self.is_sidechain = scan.flag()?,
            b"requestId" => self.request = scan.string()?,
            b"uuid" => self.uuid = scan.string()?,
            b"parentUuid" => self.parent = scan.string()?,
            b"sessionId" => self.session = scan.string()?,
            b"cwd" => self.cwd = scan.string()?,
            b"entrypoint" => self.entrypoint = scan.string()?,
            b"agentId" => self.agent = scan.string()?,
            b"isMeta" => self.is_meta = scan.flag()?,
            b"isCompactSummary" => self.is_summary = scan.flag()?,
            b"isApiErrorMessage" => self.is_error = scan.flag()?,
            b"subtype" => self.is_compaction = scan.string()? == b"compact_boundary",
            b"compactMetadata" => self.metadata = boundary(scan)?,
            b"modelUsage" => self.totals = client::models(scan)?,
            // The type may come later.
            b"data" if matches!(self.kind, Kind::Progress | Kind::Other) => self.progress = progress(scan)?,
            _ => scan.skip()?,
        }
        Ok(())
    }

    fn is_enough(&self) -> bool {
        match self.kind {
            Kind::Passed => true,
            Kind::User => self.at.is_some() && is_tool_result(self.message.content),
            _ => false,
        }
    }

    /// A sub-agent's line counts as if it stood there alone, at the time of the line around it.
    fn of_agent(self, inner: Said<'a>) -> Entry<'a> {
        Entry {
            agent: inner.agent,
            message: inner.message,
            request: inner.request,
            uuid: inner.uuid,
            is_error: inner.is_error,
            ..self
        }
    }
}

/// Where one record ends and another begins.
static BEHIND: LazyLock<Finder> = LazyLock::new(|| Finder::new(b"}{\""));
/// What an answer has behind a record that was cut anywhere.
static ANSWER: LazyLock<Finder> = LazyLock::new(|| Finder::new(b"\"assistant\""));
/// The same of the client's totals ("cost-state") and of a compaction ("compact_boundary").
static OTHER: LazyLock<Finder> = LazyLock::new(|| Finder::new(b"type\":\"co"));
/// Such records are short, and the last on their line: looking through all of it takes time.
const LONGEST_OTHER: usize = 4_096;

/// The sub-agent's line within a line of progress, if there is one.
fn progress<'a>(scan: &mut Scan<'a>) -> Scanned<Option<Said<'a>>> {
    let mut is_agent = false;
    let mut inner = Said::default();
    if !scan.enter()? {
        return Ok(None);
    }
    while let Some(key) = scan.key()? {
        match key {
            b"type" => is_agent = scan.string()? == b"agent_progress",
            b"agentId" => inner.agent = scan.string()?,
            b"message" => said(&mut inner, scan)?,
            _ => scan.skip()?,
        }
    }
    Ok(is_agent.then_some(inner))
}

fn said<'a>(inner: &mut Said<'a>, scan: &mut Scan<'a>) -> Scanned<()> {
    if !scan.enter()? {
        return Ok(());
    }
    while let Some(key) = scan.key()? {
        match key {
            b"message" => inner.message = Message::read(scan)?,
            b"requestId" => inner.request = scan.string()?,
            b"uuid" => inner.uuid = scan.string()?,
            b"isApiErrorMessage" => inner.is_error = scan.flag()?,
            _ => scan.skip()?,
        }
    }
    Ok(())
}

fn kind(name: &[u8]) -> Kind {
    match name {
        b"user" => Kind::User,
        b"assistant" => Kind::Assistant,
        b"system" => Kind::System,
        b"progress" => Kind::Progress,
        b"cost-state" => Kind::CostState,
        b"summary" | b"file-history-snapshot" | b"queue-operation" | b"last-prompt" | b"attachment" => {
            Kind::Passed
        }
        _ => Kind::Other,
    }
}

fn boundary(scan: &mut Scan) -> Scanned<Boundary> {
    let mut boundary = Boundary::default();
    if !scan.enter()? {
        return Ok(boundary);
    }
    while let Some(key) = scan.key()? {
        match key {
            b"trigger" => {
                boundary.auto = match scan.string()? {
                    b"auto" => Some(true),
                    b"manual" => Some(false),
                    _ => None,
                }
            }
            b"preTokens" => boundary.before = scan.count().map(Some)?.filter(|tokens| *tokens > 0),
            b"postTokens" => boundary.left = scan.count().map(Some)?.filter(|tokens| *tokens > 0),
            _ => scan.skip()?,
        }
    }
    Ok(boundary)
}
