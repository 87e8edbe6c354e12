//! Groups of people: the scenario's own fields say the first, and each other one holds only what
//! differs from the first or from a preset (MODEL.md section 6).

use super::differences::{Differences, Inputs};
use super::{Basis, ByMonth, LONGEST_NAME, Pays, Preset, Scenario, SessionKind, kinds};

pub const MOST_GROUPS: usize = 12;
/// How links and problems name the groups, the first one first.
pub const GROUP_KEYS: [&str; MOST_GROUPS] = [
    "group", "group2", "group3", "group4", "group5", "group6", "group7", "group8", "group9", "group10",
    "group11", "group12",
];

/// What one person's work is made of, beside what a kind of session may have of its own.
const OF_WORK: [&str; 8] =
    ["sessions", "days", "reported", "kept", "prunePrice", "tokenizerFactor", "routerPrice", "rework"];
const CHOSEN: [&str; 6] = ["exact", "routing", "hitFrom", "method", "tokenizer", "fast"];

/// All the inputs that a group may have of its own.
const NUMBERS: [&str; OF_WORK.len() + kinds::NUMBERS.len()] = joined(&OF_WORK, &kinds::NUMBERS);
const CHOICES: [&str; CHOSEN.len() + kinds::CHOICES.len()] = joined(&CHOSEN, &kinds::CHOICES);
pub(super) const OWN: Inputs = Inputs { numbers: &NUMBERS, choices: &CHOICES };

const fn joined<const N: usize>(first: &[&'static str], then: &[&'static str]) -> [&'static str; N] {
    let (mut all, mut at) = ([""; N], 0);
    while at < N {
        all[at] = if at < first.len() { first[at] } else { then[at - first.len()] };
        at += 1;
    }
    all
}

/// Everybody. The first group works as the scenario's own fields say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Team {
    /// People of the first group, its name (empty where it has none), and how it pays.
    pub own: f64,
    pub name: String,
    pub pays: Pays,
    /// Its days off, where they are not everybody's.
    pub days_off: Option<ByMonth>,
    /// The other groups.
    pub groups: Vec<Group>,
}

/// People who work alike.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    pub name: String,
    pub people: f64,
    /// Whose work theirs differs from; `None` is the first group's, with which it changes.
    pub like: Option<Preset>,
    pub pays: Pays,
    /// Their days off by calendar month, where they are not everybody's of [`super::TeamBudget::days_off`].
    pub days_off: Option<ByMonth>,
    pub own: Differences,
    /// Their kinds of session, where these are others than those of whom they work like.
    pub kinds: Option<OwnKinds>,
}

/// The kinds of session of a group: the name of the first, and the others.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OwnKinds {
    pub first: String,
    pub others: Vec<SessionKind>,
}

/// The presets that a group may work like, and that a link counts people of.
pub const LIKES: [Preset; 3] = [Preset::Light, Preset::Average, Preset::Heavy];

/// The name of those people in links: the key of their number, in [`super::FIELDS`].
pub fn people_of(preset: Preset) -> &'static str {
    match preset {
        Preset::Light => "light",
        Preset::Heavy => "heavy",
        Preset::Average | Preset::Textbook => "average",
    }
}

impl Group {
    pub fn like(preset: Preset, people: f64) -> Group {
        Group { like: Some(preset), people, ..Group::default() }
    }

    /// Whether people and payer are all that it says.
    fn is_plain(&self) -> bool {
        self.name.is_empty() && self.own.is_empty() && self.kinds.is_none()
    }

    /// Whether a session of theirs is one of the first group's: they have no more of their own than
    /// how many sessions there are.
    fn has_sessions_of_first(&self) -> bool {
        let Differences { numbers, choices, mix, agent_model } = &self.own;
        let count = |(key, _): &(&str, f64)| *key == "sessions" || *key == "days";
        let as_the_first = choices.is_empty() && mix.is_none() && agent_model.is_none();
        self.like.is_none() && self.kinds.is_none() && as_the_first && numbers.iter().all(count)
    }
}

impl Team {
    /// Whether nobody else is counted.
    pub fn is_one_person(&self) -> bool {
        self.own == 1.0 && self.groups.is_empty()
    }

    /// The groups that a link counts by the name of their preset: the first ones, in order, and none without
    /// people, of whom a link would say nothing.
    pub(super) fn counted(&self) -> impl Iterator<Item = (Preset, &Group)> {
        let mut left = LIKES.into_iter();
        self.groups.iter().map_while(move |group| {
            let preset = group.like.filter(|_| group.is_plain() && group.people != 0.0)?;
            left.find(|next| *next == preset).map(|preset| (preset, group))
        })
    }

    /// The groups after those.
    pub fn uncounted(&self) -> &[Group] {
        self.groups.get(self.counted().count()..).unwrap_or_default()
    }

    /// People who work like a preset, by the input of its name.
    pub fn like(&self, preset: Preset) -> f64 {
        self.counted().find(|(of, _)| *of == preset).map_or(0.0, |(_, group)| group.people)
    }

    pub fn set_like(&mut self, preset: Preset, people: f64) {
        let place = |of: Preset| LIKES.iter().position(|counted| *counted == of);
        let before = self.counted().take_while(|(of, _)| place(*of) < place(preset)).count();
        let is_there = self.counted().any(|(of, _)| of == preset);
        match (is_there, people == 0.0) {
            (true, true) => drop(self.groups.remove(before)),
            (true, false) => self.groups[before].people = people,
            (false, true) => {}
            (false, false) => self.groups.insert(before, Group::like(preset, people)),
        }
    }

    /// How such people pay; nothing where there are none.
    pub(super) fn pay_like(&mut self, preset: Preset, pays: Pays) {
        let place = self.counted().position(|(of, _)| of == preset);
        if let Some(group) = place.and_then(|place| self.groups.get_mut(place)) {
            group.pays = pays;
        }
    }

    /// How people who are counted like a preset pay for tokens where they say so by themselves; a plan
    /// changes no dollar of a token.
    fn payer_like(&self, preset: Preset) -> Option<&Pays> {
        let (_, group) = self.counted().find(|(of, _)| *of == preset)?;
        Some(&group.pays).filter(|pays| matches!(pays, Pays::Cloud(_) | Pays::Key))
    }

    pub(super) fn differs_in_payers(&self, other: &Team) -> bool {
        LIKES.into_iter().any(|preset| self.payer_like(preset) != other.payer_like(preset))
    }

    /// Lets people who are counted like a preset pay for tokens as another team's do.
    pub fn pay_apart_like(&mut self, other: &Team) {
        for preset in LIKES {
            if self.payer_like(preset) != other.payer_like(preset) {
                self.pay_like(preset, other.payer_like(preset).cloned().unwrap_or_default());
            }
        }
    }

    /// How a group pays, the first one at 0.
    pub fn pays(&self, group: usize) -> &Pays {
        group.checked_sub(1).and_then(|at| self.groups.get(at)).map_or(&self.pays, |group| &group.pays)
    }

    pub fn set_pays(&mut self, group: usize, pays: Pays) {
        match group.checked_sub(1) {
            None => self.pays = pays,
            Some(at) => {
                if let Some(group) = self.groups.get_mut(at) {
                    group.pays = pays;
                }
            }
        }
    }

    /// No group pays otherwise than the scenario says.
    pub fn pay_alike(&mut self) {
        self.pays = Pays::AsScenario;
        self.groups.iter_mut().for_each(|group| group.pays = Pays::AsScenario);
    }
}

impl Scenario {
    pub fn count_groups(&self) -> usize {
        1 + self.team.groups.len()
    }

    /// People of a group, the first one at 0.
    pub fn people(&self, group: usize) -> f64 {
        match group.checked_sub(1) {
            None => self.team.own,
            Some(at) => self.team.groups.get(at).map_or(0.0, |group| group.people),
        }
    }

    pub fn set_people(&mut self, group: usize, people: f64) {
        match group.checked_sub(1) {
            None => self.team.own = people,
            Some(at) => {
                if let Some(group) = self.team.groups.get_mut(at) {
                    group.people = people;
                }
            }
        }
    }

    /// The name of a group, empty where it has none.
    pub fn name_of_group(&self, group: usize) -> &str {
        match group.checked_sub(1) {
            None => &self.team.name,
            Some(at) => self.team.groups.get(at).map_or("", |group| &group.name),
        }
    }

    pub fn name_group(&mut self, group: usize, name: &str) {
        let name = name.chars().take(LONGEST_NAME).collect();
        match group.checked_sub(1) {
            None => self.team.name = name,
            Some(at) => {
                if let Some(group) = self.team.groups.get_mut(at) {
                    group.name = name;
                }
            }
        }
    }

    /// Whom a group works like, as a scenario of one person.
    fn work_like(&self, like: Option<Preset>) -> Scenario {
        let alone = Team { own: 1.0, ..Team::default() };
        match like {
            None => Scenario { team: alone, baseline: None, from_logs: None, ..self.clone() },
            Some(preset) => Scenario { plans: self.plans.clone(), ..self.like(preset) },
        }
    }

    /// One of a group as a scenario by themselves, the first group's at 0.
    pub fn as_group(&self, group: usize) -> Scenario {
        let Some(group) = group.checked_sub(1).and_then(|at| self.team.groups.get(at)) else {
            return self.work_like(None);
        };
        let mut one = self.work_like(group.like);
        if let Some(OwnKinds { first, others }) = &group.kinds {
            (one.kind_name, one.kinds) = (first.clone(), others.clone());
        }
        group.own.put_on(&mut one);
        one.pay_apart(&group.pays);
        one
    }

    /// The other groups as scenarios, with their people.
    pub fn other_groups(&self) -> Vec<(Scenario, f64)> {
        (1..self.count_groups()).map(|group| (self.as_group(group), self.people(group))).collect()
    }

    /// Whether a session of a group, the first one at 0, is one of the first group's and costs the same.
    pub fn has_sessions_of_first(&self, group: usize) -> bool {
        let of = group.checked_sub(1).and_then(|at| self.team.groups.get(at));
        of.is_none_or(Group::has_sessions_of_first) && self.pays_apart(group).is_none()
    }

    /// Another group, the last one; nothing where there are as many as may be.
    pub fn add_group(&mut self, group: Group) {
        if self.count_groups() < MOST_GROUPS {
            self.team.groups.push(group);
        }
    }

    /// Another group that is like one of those that there are.
    pub fn copy_group(&mut self, group: usize) {
        let copy = match group.checked_sub(1) {
            None => {
                let Team { own: people, pays, days_off, .. } = self.team.clone();
                Some(Group { people, pays, days_off, ..Group::default() })
            }
            Some(at) => self.team.groups.get(at).cloned(),
        };
        if let Some(copy) = copy {
            self.add_group(copy);
        }
    }

    /// Takes a group out with its people; the first one is there without any.
    pub fn remove_group(&mut self, group: usize) {
        match group.checked_sub(1) {
            None => self.team.own = 0.0,
            Some(at) if at < self.team.groups.len() => drop(self.team.groups.remove(at)),
            Some(_) => {}
        }
    }

    /// Changes what one of a group does, the first one at 0. A group that works like the first one
    /// keeps to it in everything else.
    pub fn edit_group(&mut self, group: usize, change: impl FnOnce(&mut Scenario)) {
        let Some(at) = group.checked_sub(1) else { return change(self) };
        let mut one = self.as_group(group);
        change(&mut one);
        let Some(like) = self.team.groups.get(at).map(|group| self.work_like(group.like)) else { return };
        if let Some(group) = self.team.groups.get_mut(at) {
            (group.own, group.kinds) = own(&like, &one);
        }
    }

    /// Lets a group work like a preset or, at `None`, like the first one, and gives up all that it has
    /// of its own but its name.
    pub fn let_group_be_like(&mut self, group: usize, like: Option<Preset>) {
        if let Some(group) = group.checked_sub(1).and_then(|at| self.team.groups.get_mut(at)) {
            (group.like, group.own, group.kinds) = (like, Differences::default(), None);
        }
    }

    /// A group that works like another scenario. `None` where that is a session given by its totals,
    /// of which no other number is known.
    pub fn group_of(&self, other: &Scenario, name: String, people: f64) -> Option<Group> {
        if other.basis == Basis::Totals {
            return None;
        }
        // The textbook's own session is given by its totals.
        let like = LIKES.into_iter().find(|preset| *preset == other.base).unwrap_or(Preset::Average);
        let (own, kinds) = own(&self.work_like(Some(like)), other);
        Some(Group { name, people, like: Some(like), own, kinds, ..Group::default() })
    }
}

/// What makes somebody's work differ from another's.
fn own(like: &Scenario, one: &Scenario) -> (Differences, Option<OwnKinds>) {
    let kinds = || OwnKinds { first: one.kind_name.clone(), others: one.kinds.clone() };
    let others = like.kinds != one.kinds || like.kind_name != one.kind_name;
    (Differences::between(like, one, &OWN), others.then(kinds))
}
