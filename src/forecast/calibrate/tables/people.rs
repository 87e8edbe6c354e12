//! People: whom a table has, in groups of those who work alike.
//!
//! The rule. A person of whose dollars at least half are headless runs belongs to "Automation". Of the others the
//! median person's dollars count: "Light users" spend less than half of it, "Heavy users" more than twice as much,
//! and "Typical users" are between. A group has at least 5% of all people and at least three: a smaller one is
//! joined to the typical users, and fewer than [`FEW`] people stay together.

use super::list::Chain;
use super::session::Part;
use crate::forecast::calibrate::inputs::quantile;

/// Of fewer people a group would say what one of them spends.
const FEW: usize = 12;
const FEWEST: usize = 3;
const SMALLEST: f64 = 0.05;
/// Times the median person's dollars.
const LIGHT: f64 = 0.5;
const HEAVY: f64 = 2.0;

/// Names of groups, by their places.
pub(super) const NAMES: [&str; 4] = ["Typical users", "Light users", "Heavy users", "Automation"];

/// What a person did.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Person {
    usd: f64,
    /// Of headless runs.
    headless: f64,
    /// Main conversations' requests.
    calls: u64,
}

/// Every person, by the place of their name.
#[derive(Clone, Debug, Default)]
pub(super) struct People(Vec<Person>);

/// The people of a table in groups.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Groups {
    /// By the place of a person's name: the group, of [`NAMES`].
    of: Vec<u8>,
    /// People of each.
    pub people: [usize; NAMES.len()],
}

impl People {
    pub fn add(&mut self, part: &Part, headless: bool) {
        let place = part.found.person as usize;
        if self.0.len() <= place {
            self.0.resize(place + 1, Person::default());
        }
        let person = &mut self.0[place];
        let usd = part.total();
        person.usd += usd;
        person.headless += if headless { usd } else { 0.0 };
        person.calls += if part.of.chain == Chain::Main { part.found.row.calls } else { 0 };
    }

    pub fn groups(&self) -> Groups {
        let is_one = |person: &&Person| person.calls > 0 && person.usd > 0.0;
        let all: Vec<&Person> = self.0.iter().filter(is_one).collect();
        let mut usd: Vec<f64> =
            all.iter().filter(|person| !person.is_headless()).map(|person| person.usd).collect();
        usd.sort_by(f64::total_cmp);
        let median = quantile(&usd, 0.5).unwrap_or(0.0);
        let mut groups = Groups { of: vec![0; self.0.len()], ..Groups::default() };
        if all.len() < FEW {
            groups.people[0] = all.len();
            return groups;
        }
        for (of, person) in groups.of.iter_mut().zip(&self.0).filter(|(_, person)| is_one(person)) {
            *of = person.group(median);
            groups.people[usize::from(*of)] += 1;
        }
        let least = FEWEST.max(libm::ceil(all.len() as f64 * SMALLEST) as usize);
        for group in 1..NAMES.len() {
            if groups.people[group] < least {
                groups.join(group as u8);
            }
        }
        groups
    }
}

impl Person {
    fn is_headless(&self) -> bool {
        self.headless * 2.0 >= self.usd
    }

    fn group(&self, median: f64) -> u8 {
        match () {
            () if self.is_headless() => 3,
            () if self.usd < median * LIGHT => 1,
            () if self.usd > median * HEAVY => 2,
            () => 0,
        }
    }
}

impl Groups {
    /// The group of a person, by the place of the name.
    pub fn of(&self, person: u32) -> usize {
        self.of.get(person as usize).map_or(0, |group| usize::from(*group))
    }

    fn join(&mut self, group: u8) {
        self.of.iter_mut().filter(|of| **of == group).for_each(|of| *of = 0);
        self.people[0] += std::mem::take(&mut self.people[usize::from(group)]);
    }

    /// Those with people.
    pub fn filled(&self) -> Vec<usize> {
        (0..NAMES.len()).filter(|group| self.people[*group] > 0).collect()
    }
}
