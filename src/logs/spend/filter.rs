//! What of the logs is looked at: at most one choice on each side.

use serde::{Deserialize, Serialize};

use crate::model::usage::Source;
use crate::prices::Class;

/// From where one can look at what was spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Side {
    Day,
    Model,
    Project,
    Session,
    /// What was paid for: a class of tokens, or searches.
    Item,
    /// Whether the main conversation or a sub-agent asked.
    Whose,
}

impl Side {
    pub const ALL: [Side; 6] =
        [Side::Day, Side::Model, Side::Project, Side::Session, Side::Item, Side::Whose];
}

/// What a dollar was paid for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Item {
    Tokens(Class),
    /// Searches of the web.
    Searches,
}

/// One row of a side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Key {
    /// Days since 1970 on the user's calendar.
    Day(i64),
    /// The place in [`crate::logs::Logs::models`].
    Model(u32),
    /// The place in [`crate::logs::Logs::projects`].
    Project(u32),
    /// The place in [`crate::logs::Logs::sessions`].
    Session(u32),
    Item(Item),
    /// [`Source::Main`] or [`Source::Agents`].
    Whose(Source),
}

impl Key {
    pub fn side(self) -> Side {
        match self {
            Key::Day(_) => Side::Day,
            Key::Model(_) => Side::Model,
            Key::Project(_) => Side::Project,
            Key::Session(_) => Side::Session,
            Key::Item(_) => Side::Item,
            Key::Whose(_) => Side::Whose,
        }
    }
}

/// The choices that are made; none shows everything.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter(Vec<Key>);

impl Filter {
    /// Chooses a row instead of its side's other one, or takes the choice back.
    pub fn toggle(&mut self, key: Key) {
        let was = self.chosen(key.side());
        self.0.retain(|chosen| chosen.side() != key.side());
        if was != Some(key) {
            self.0.push(key);
        }
    }

    pub fn keys(&self) -> impl Iterator<Item = Key> {
        self.0.iter().copied()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn chosen(&self, side: Side) -> Option<Key> {
        self.keys().find(|key| key.side() == side)
    }

    /// The item, where one is chosen.
    pub fn item(&self) -> Option<Item> {
        self.keys().find_map(|key| if let Key::Item(item) = key { Some(item) } else { None })
    }

    /// The same without a side's choice.
    pub fn without(&self, side: Side) -> Filter {
        Filter(self.keys().filter(|key| key.side() != side).collect())
    }
}
