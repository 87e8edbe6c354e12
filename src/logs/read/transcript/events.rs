//! Prompts and compactions, which forks repeat as they repeat calls.

use super::append::Places;
use super::entry::Boundary;
use crate::logs::sorted;
use crate::logs::{Compacted, Moment, Prompt};

/// As they are read, copies too.
#[derive(Clone, Debug, Default)]
pub struct Events {
    prompts: Vec<(Event, u64)>,
    compactions: Vec<(Event, Option<Boundary>)>,
    /// Those of sub-agents, each with the hash of its chain.
    of_agents: Vec<(Event, u64, Boundary)>,
    /// Answers that are summaries, which old logs have in a file of their own.
    summaries: Vec<(u32, Moment)>,
    /// The place of the compaction after which no answer has come yet in this file.
    open: Option<usize>,
    files: u32,
    /// The place of the file that is being read.
    here: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Event {
    at: Moment,
    session: u32,
    /// The place of the file in the order of reading.
    file: u32,
}

impl Events {
    /// A file begins.
    pub fn begin(&mut self) {
        self.turn_to(self.files);
        self.files += 1;
    }

    /// Lines of another file of those that have begun.
    pub fn turn_to(&mut self, file: u32) {
        self.here = file;
        self.open = None;
    }

    /// What happened in the newest file is of this session.
    pub fn moved(&mut self, file: u32, session: u32) {
        let newest = |event: &&mut Event| event.file == file;
        let prompts = self.prompts.iter_mut().rev().map(|(event, _)| event).take_while(newest);
        let compactions = self.compactions.iter_mut().rev().map(|(event, _)| event).take_while(newest);
        let of_agents = self.of_agents.iter_mut().rev().map(|(event, ..)| event).take_while(newest);
        prompts.chain(compactions).chain(of_agents).for_each(|event| event.session = session);
    }

    fn event(&self, session: u32, at: Moment) -> Event {
        Event { at, session, file: self.here }
    }

    /// A person typed something, of which a hash is known.
    pub fn typed(&mut self, session: u32, at: Moment, content: u64) {
        self.prompts.push((self.event(session, at), content));
    }

    pub fn answered(&mut self) {
        self.open = None;
    }

    /// The agent marks a compaction.
    pub fn compacted(&mut self, session: u32, at: Moment, boundary: Boundary) {
        let event = self.event(session, at);
        match self.open.and_then(|open| self.compactions.get_mut(open)).filter(|open| open.1.is_none()) {
            Some(open) => *open = (event, Some(boundary)),
            None => self.compact(event, Some(boundary)),
        }
    }

    /// The same of a sub-agent's conversation.
    pub fn agent_compacted(&mut self, session: u32, chain: u64, at: Moment, boundary: Boundary) {
        self.of_agents.push((self.event(session, at), chain, boundary));
    }

    /// The summary that a compaction leaves: it stands for it where no mark does.
    pub fn summed_up(&mut self, session: u32, at: Moment) {
        if self.open.is_none() {
            self.compact(self.event(session, at), None);
        }
    }

    /// A call came to the summary of a compaction.
    pub fn summarised(&mut self, session: u32, at: Moment) {
        self.summaries.push((session, at));
    }

    fn compact(&mut self, event: Event, boundary: Option<Boundary>) {
        self.open = Some(self.compactions.len());
        self.compactions.push((event, boundary));
    }

    /// Takes in those of other files, which come after these.
    pub fn append(&mut self, other: &Events, places: &Places) {
        let files = self.files;
        let moved = |event: &Event| Event {
            session: places.sessions[event.session as usize],
            file: event.file + files,
            ..*event
        };
        self.prompts.extend(other.prompts.iter().map(|(event, content)| (moved(event), *content)));
        self.compactions.extend(other.compactions.iter().map(|(event, mark)| (moved(event), *mark)));
        self.of_agents
            .extend(other.of_agents.iter().map(|(event, chain, mark)| (moved(event), *chain, *mark)));
        let moved = |session: &u32| places.sessions[*session as usize];
        self.summaries.extend(other.summaries.iter().map(|(session, at)| (moved(session), *at)));
        self.open = None;
        self.files += other.files;
    }

    /// Each once, in the session of the first file that has it, by session and time. `paths`
    /// are those of the files, `sessions` the places of the sessions in the logs. Of copies of a
    /// compaction one comes first whose session's totals have it: `is_known` says so of a session and
    /// a time.
    pub fn finish(
        mut self,
        paths: &[Box<str>],
        sessions: &[u32],
        is_known: &dyn Fn(u32, Moment) -> bool,
    ) -> (Vec<Prompt>, Vec<Compacted>) {
        let path = |event: &Event| paths.get(event.file as usize);
        let session = |event: &Event| sessions.get(event.session as usize).copied().unwrap_or_default();
        sorted::by_key(&mut self.prompts, |(event, content)| (event.at, *content, path(event)));
        self.prompts.dedup_by_key(|(event, content)| (event.at, *content));
        let prompts = self.prompts.iter().map(|(event, _)| Prompt { session: session(event), at: event.at });
        let mut prompts: Vec<Prompt> = prompts.collect();
        sorted::by_key(&mut prompts, |prompt| (prompt.session, prompt.at));

        let is_in_totals = |event: &Event| is_known(event.session, event.at);
        sorted::by_key(&mut self.compactions, |(event, boundary)| {
            (event.at, boundary.is_none(), !is_in_totals(event), path(event))
        });
        self.compactions.dedup_by(|next, first| next.0.at == first.0.at && next.1 == first.1);
        let compactions = self.compactions.iter().map(|(event, boundary)| {
            let Boundary { auto, before, left } = boundary.unwrap_or_default();
            let is_in_totals = is_in_totals(event);
            Compacted {
                session: session(event),
                at: event.at,
                auto,
                before,
                left,
                has_call: false,
                is_in_totals,
            }
        });
        let mut compactions: Vec<Compacted> = compactions.collect();
        sorted::by_key(&mut compactions, |compacted| (compacted.session, compacted.at));
        for (of, at) in &self.summaries {
            let of = sessions.get(*of as usize).copied().unwrap_or_default();
            // The mark is written when the answer is there.
            let marked = compactions.partition_point(|marked| (marked.session, marked.at) < (of, *at));
            if let Some(marked) = compactions.get_mut(marked).filter(|marked| marked.session == of) {
                marked.has_call = true;
            }
        }
        (prompts, compactions)
    }

    /// Compactions of sub-agents, each once with its chain's number, which is `chain` of a session as
    /// it was found and the chain's hash.
    pub fn finish_agents(
        &mut self,
        sessions: &[u32],
        chain: impl Fn(u32, u64) -> Option<u32>,
        is_known: impl Fn(u32, Moment) -> bool,
    ) -> Vec<(u32, Compacted)> {
        let mut all = std::mem::take(&mut self.of_agents);
        sorted::by_key(&mut all, |(event, chain, mark)| (event.session, *chain, event.at, mark.before));
        all.dedup_by(|next, first| {
            (next.0.session, next.1, next.0.at, next.2) == (first.0.session, first.1, first.0.at, first.2)
        });
        let compacted = |(event, hash, mark): &(Event, u64, Boundary)| {
            let session = sessions.get(event.session as usize).copied().unwrap_or_default();
            let is_in_totals = is_known(event.session, event.at);
            let Boundary { auto, before, left } = *mark;
            let marked =
                Compacted { session, at: event.at, auto, before, left, has_call: false, is_in_totals };
            // One that asked for nothing has none.
            Some((chain(event.session, *hash)?, marked))
        };
        all.iter().filter_map(compacted).collect()
    }

    /// Sessions that are another by now, whose place is given for each.
    pub fn join(&mut self, one: &[u32]) {
        let prompts = self.prompts.iter_mut().map(|(event, _)| &mut event.session);
        let compactions = self.compactions.iter_mut().map(|(event, _)| &mut event.session);
        let of_agents = self.of_agents.iter_mut().map(|(event, ..)| &mut event.session);
        let summaries = self.summaries.iter_mut().map(|(session, _)| session);
        let all = prompts.chain(compactions).chain(of_agents).chain(summaries);
        all.for_each(|session| *session = one[*session as usize]);
    }

    /// The sessions in which something happened, by their place among those found.
    pub fn sessions(&self) -> impl Iterator<Item = u32> {
        let prompts = self.prompts.iter().map(|(event, _)| event.session);
        prompts.chain(self.compactions.iter().map(|(event, _)| event.session))
    }
}
