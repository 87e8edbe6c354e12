//! A transcript's place in its folder, and what is remembered from line to line of it.

use std::collections::{HashMap, HashSet};

use foldhash::fast::FixedState;

use crate::logs::Moment;

/// What a path says: `projects/FOLDER/SESSION.jsonl`, `projects/FOLDER/SESSION/subagents/...`
/// or, in 2025, `projects/FOLDER/agent-ID.jsonl`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place<'a> {
    pub folder: &'a str,
    /// Nothing where only the lines say it.
    pub session: Option<&'a str>,
    /// The sub-agent whose file it is.
    pub agent: Option<&'a str>,
}

impl Place<'_> {
    pub fn of(path: &str) -> Place<'_> {
        let parts: Vec<&str> = path.split(['/', '\\']).filter(|part| !part.is_empty()).collect();
        let Some((name, folders)) = parts.split_last() else { return Place::default() };
        let stem =
            [".gz", ".jsonl", ".json"].iter().fold(*name, |name, end| name.strip_suffix(end).unwrap_or(name));
        let agent = stem.strip_prefix("agent-");
        let from_end = |at: usize| folders.len().checked_sub(at).map_or("", |at| folders[at]);
        if let Some(at) = folders.iter().rposition(|part| *part == "subagents") {
            let above = folders.len() - at;
            let session = Some(from_end(above + 1)).filter(|session| !session.is_empty());
            return Place { folder: from_end(above + 2), session, agent: agent.or(Some(stem)) };
        }
        Place { folder: from_end(1), session: agent.is_none().then_some(stem), agent }
    }

    /// Whether it is the file of a sub-agent that only sums up, for a compaction.
    pub fn sums_up(&self) -> bool {
        self.agent.is_some_and(|agent| agent.starts_with("acompact"))
    }
}

/// What a file's earlier lines say of its later ones. Forgotten at its end.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// By the hash of a sub-agent, 0 for the main conversation.
    chains: HashMap<u64, Before, FixedState>,
    /// The chain of a sidechain's line without a sub-agent's id, by its uuid: in 2025 several
    /// sub-agents shared their parent's file.
    sidechain: HashMap<u64, u64, FixedState>,
    /// The uuids of lines whose text was counted: some are written twice.
    shown: HashSet<u64, FixedState>,
    pub last: Moment,
}

/// The last lines of a chain.
#[derive(Clone, Copy, Debug, Default)]
struct Before {
    /// Of what was sent since the last answer.
    sent: Option<Moment>,
    answer: Option<Moment>,
}

impl Memory {
    /// Nothing of the last file, but its room.
    pub fn clear(&mut self) {
        self.chains.clear();
        self.sidechain.clear();
        self.shown.clear();
        self.last = 0;
    }

    /// The chain of a sidechain's line that names no sub-agent: its parent's, or a new one.
    pub fn sidechain(&mut self, uuid: u64, parent: u64) -> u64 {
        let chain = self.sidechain.get(&parent).map_or(uuid, |chain| *chain).max(1);
        self.sidechain.insert(uuid, chain);
        chain
    }

    pub fn sent(&mut self, chain: u64, at: Moment) {
        self.chains.entry(chain).or_default().sent = Some(at);
    }

    /// When the answer of this line was asked for, as nearly as is known.
    pub fn answered(&mut self, chain: u64, at: Moment) -> Moment {
        let before = self.chains.entry(chain).or_default();
        let asked = before.sent.take().or(before.answer).unwrap_or(at).min(at);
        before.answer = Some(at);
        asked
    }

    /// Whether the text of this line is new. Lines without a uuid always are.
    pub fn shows(&mut self, uuid: Option<u64>) -> bool {
        uuid.is_none_or(|uuid| self.shown.insert(uuid))
    }
}
