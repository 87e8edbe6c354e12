//! Kinds of session: the scenario's own fields say the first, and each other one holds only
//! what differs from it (MODEL.md section 6).

use super::differences::{Differences, Inputs};
use super::{Agents, Basis, LONGEST_NAME, Scenario, Share, choice, field};

/// More are nobody's names for their work.
pub const MOST_KINDS: usize = 6;
/// How links and problems name the kinds, the first one first.
pub const KIND_KEYS: [&str; MOST_KINDS] = ["kind", "kind2", "kind3", "kind4", "kind5", "kind6"];

/// The numbers that a kind may have of its own: what one session is like. Everything else is the
/// same for all kinds.
pub(super) const NUMBERS: [&str; 21] = [
    "messages",
    "perMessage",
    "spread",
    "floor",
    "growth",
    "output",
    "hit",
    "pauses5m",
    "pauses60m",
    "longPauses",
    "warm",
    "threshold",
    "every",
    "summary",
    "reacquire",
    "agents",
    "agentTurns",
    "agentFloor",
    "agentGrowth",
    "agentOutput",
    "background",
];
pub(super) const CHOICES: [&str; 4] = ["caching", "lifetime", "compact", "idle"];
pub(super) const OWN: Inputs = Inputs { numbers: &NUMBERS, choices: &CHOICES };
/// Those of them that one sets for all kinds at once: settings of the agent, and how one works with it.
const OF_ALL: [&str; 13] = [
    "hit",
    "pauses5m",
    "pauses60m",
    "longPauses",
    "warm",
    "threshold",
    "every",
    "summary",
    "reacquire",
    "caching",
    "lifetime",
    "compact",
    "idle",
];

/// Whether an input that a kind may have of its own is set for all kinds at once.
pub fn is_of_all_kinds(key: &str) -> bool {
    OF_ALL.contains(&key)
}

/// Digits of a share: sessions a day are it times all of them.
const SHARE_DIGITS: f64 = 1e6;

/// A kind of session beside the first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SessionKind {
    pub name: String,
    /// Share of all sessions, 0..1; the first kind has the rest.
    pub share: f64,
    /// What differs from the first kind.
    pub own: Differences,
}

impl SessionKind {
    /// What makes one scenario's session differ from the first kind's.
    pub fn between(first: &Scenario, other: &Scenario, name: String, share: f64) -> SessionKind {
        SessionKind { name, share, own: Differences::between(first, other, &OWN) }
    }

    /// The models that only this kind may send tokens to.
    pub(super) fn models<'a>(&'a self, of_first: &'a Agents) -> impl Iterator<Item = &'a str> {
        let mix = self.own.mix.iter().flatten().map(|share| share.model.as_str());
        let count = self.own.number("agents").unwrap_or(of_first.count);
        let agents = self.own.agent_model.as_ref().unwrap_or(&of_first.model);
        mix.chain((count > 0.0).then_some(agents.as_str()))
    }
}

impl Scenario {
    /// Every model that this scenario sends tokens to, without repeats.
    pub fn models(&self) -> Vec<&str> {
        let mut all: Vec<&str> = self.mix.iter().map(|s| s.model.as_str()).collect();
        if self.basis != Basis::Totals {
            if self.agents.count > 0.0 {
                all.push(&self.agents.model);
            }
            all.extend(self.kinds.iter().flat_map(|kind| kind.models(&self.agents)));
        }
        if self.batch.jobs > 0.0 {
            all.push(&self.batch.model);
        }
        let mut seen = Vec::new();
        all.retain(|m| {
            !seen.contains(m) && {
                seen.push(*m);
                true
            }
        });
        all
    }

    /// How many kinds of session it has; a session that is given by its totals is of one.
    pub fn count_kinds(&self) -> usize {
        if self.basis == Basis::Totals { 1 } else { 1 + self.kinds.len() }
    }

    /// The share of all sessions that is of one kind, the first at 0.
    pub fn share_of_kind(&self, kind: usize) -> f64 {
        match kind.checked_sub(1) {
            None if self.count_kinds() == 1 => 1.0,
            None => (1.0 - self.kinds.iter().map(|kind| kind.share).sum::<f64>()).max(0.0),
            Some(other) => self.kinds.get(other).map_or(0.0, |kind| kind.share),
        }
    }

    /// The name of a kind, empty where it has none.
    pub fn name_of_kind(&self, kind: usize) -> &str {
        match kind.checked_sub(1) {
            None => &self.kind_name,
            Some(other) => self.kinds.get(other).map_or("", |kind| &kind.name),
        }
    }

    /// The scenario as if all of its sessions were of one kind.
    pub fn as_kind(&self, kind: usize) -> Scenario {
        let mut one = Scenario { kinds: Vec::new(), tasks: Vec::new(), baseline: None, ..self.clone() };
        if let Some(own) = kind.checked_sub(1).and_then(|other| self.kinds.get(other)) {
            own.own.put_on(&mut one);
            one.kind_name.clone_from(&own.name);
        }
        one
    }

    /// Every kind's scenario with its share of the sessions.
    pub fn by_kind(&self) -> impl Iterator<Item = (Scenario, f64)> {
        (0..self.count_kinds()).map(|kind| (self.as_kind(kind), self.share_of_kind(kind)))
    }

    /// Sets a number: of the first kind and of those that do not differ from it, or of all kinds.
    pub fn set_number(&mut self, key: &str, value: f64) {
        let Some(field) = field(key) else { return };
        self.ranges.follow(field, (field.get)(self), value);
        match is_of_all_kinds(key) {
            true => self.each_kind(|one| (field.set)(one, value)),
            false => (field.set)(self, value),
        }
    }

    /// Makes a choice, in the same way.
    pub fn set_choice(&mut self, key: &str, word: &str) {
        let Some(choice) = choice(key) else { return };
        match is_of_all_kinds(key) {
            true => self.each_kind(|one| (choice.set)(one, word)),
            false => (choice.set)(self, word),
        }
    }

    /// The models of all sessions with the share of them that each runs.
    pub fn mean_mix(&self) -> Vec<Share> {
        if self.count_kinds() == 1 {
            return self.mix.clone();
        }
        let mut all: Vec<Share> = Vec::new();
        for (one, times) in self.by_kind() {
            for share in one.mix {
                match all.iter_mut().find(|known| known.model == share.model) {
                    Some(known) => known.share += share.share * times,
                    None => all.push(Share { share: share.share * times, ..share }),
                }
            }
        }
        all
    }

    /// Changes every kind of session: what a kind has of its own changes with the first.
    pub fn each_kind(&mut self, mut change: impl FnMut(&mut Scenario)) {
        if self.kinds.is_empty() {
            return change(self);
        }
        let mut others: Vec<Scenario> = (1..=self.kinds.len()).map(|kind| self.as_kind(kind)).collect();
        let kinds = std::mem::take(&mut self.kinds);
        change(self);
        others.iter_mut().for_each(change);
        let own = |(kind, other): (SessionKind, &Scenario)| {
            SessionKind::between(self, other, kind.name, kind.share)
        };
        self.kinds = kinds.into_iter().zip(&others).map(own).collect();
    }

    /// Changes one kind, the first one at 0, and no other.
    pub fn edit_kind(&mut self, kind: usize, change: impl Fn(&mut Scenario)) {
        let mut at = 0;
        self.each_kind(|one| {
            if at == kind {
                change(one);
            }
            at += 1;
        });
    }

    pub fn name_kind(&mut self, kind: usize, name: &str) {
        let name = name.chars().take(LONGEST_NAME).collect();
        match kind.checked_sub(1) {
            None => self.kind_name = name,
            Some(other) => {
                if let Some(kind) = self.kinds.get_mut(other) {
                    kind.name = name;
                }
            }
        }
    }

    /// Another kind like the first, with so many sessions a day beside those that there are.
    pub fn add_kind_of(&mut self, name: &str, a_day: f64, change: impl Fn(&mut Scenario)) {
        let new = self.count_kinds();
        if new < MOST_KINDS {
            self.kinds.push(SessionKind { name: name.into(), ..SessionKind::default() });
            self.set_sessions_of_kind(new, a_day);
            self.edit_kind(new, change);
        }
    }

    /// Gives a kind the first one's inputs, but for its messages and models.
    pub fn like_first_kind(&mut self, kind: usize) {
        if let Some(kind) = kind.checked_sub(1).and_then(|other| self.kinds.get_mut(other)) {
            kind.own.numbers.retain(|(key, _)| *key == "messages");
            kind.own.choices.clear();
            kind.own.agent_model = None;
        }
    }

    /// Another kind of session, which takes a share of all of them. It is the last kind's copy.
    pub fn add_kind(&mut self, name: String, share: f64) {
        if self.count_kinds() < MOST_KINDS {
            let copy = self.kinds.last().cloned().unwrap_or_default();
            self.kinds.push(SessionKind { name, share, ..copy });
        }
    }

    /// Takes a kind out, with its sessions: the others keep their number a day.
    pub fn remove_kind(&mut self, kind: usize) {
        if self.kinds.is_empty() || kind > self.kinds.len() {
            return;
        }
        let left = 1.0 - self.share_of_kind(kind);
        let all: Vec<(Scenario, f64)> =
            self.by_kind().enumerate().filter(|(at, _)| *at != kind).map(|(_, one)| one).collect();
        self.work.sessions_per_day *= left;
        self.set_kinds(all);
        self.take_out_of_tasks(kind);
    }

    /// Sessions a day of one kind, the others keeping theirs.
    pub fn set_sessions_of_kind(&mut self, kind: usize, a_day: f64) {
        let before = self.work.sessions_per_day;
        let of = |at: usize| if at == kind { a_day } else { before * self.share_of_kind(at) };
        let days: Vec<f64> = (0..self.count_kinds()).map(of).collect();
        let all: f64 = days.iter().sum();
        self.work.sessions_per_day = libm::round(all * SHARE_DIGITS) / SHARE_DIGITS;
        for (kind, a_day) in self.kinds.iter_mut().zip(&days[1..]) {
            kind.share = if all > 0.0 { libm::round(a_day / all * SHARE_DIGITS) / SHARE_DIGITS } else { 0.0 };
        }
    }

    /// These sessions as its kinds, the first of them in its own fields. The shares need not add up to 1.
    pub fn set_kinds(&mut self, kinds: Vec<(Scenario, f64)>) {
        let all: f64 = kinds.iter().map(|(_, share)| share).sum();
        let Some(((first, _), others)) = kinds.split_first() else { return };
        let as_first = SessionKind::between(self, first, String::new(), 0.0);
        as_first.own.put_on(self);
        self.kind_name.clone_from(&first.kind_name);
        let share =
            |share: f64| if all > 0.0 { libm::round(share / all * SHARE_DIGITS) / SHARE_DIGITS } else { 0.0 };
        self.kinds = others
            .iter()
            .map(|(one, of_all)| SessionKind::between(self, one, one.kind_name.clone(), share(*of_all)))
            .collect();
    }
}
