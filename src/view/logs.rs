//! What was read of somebody's work, as HTML that the worker makes and the page puts in place.
//!
//! `data-ask` on a button is what a press asks of [`crate::view::logs_session`]; `data-ask-set` on a menu or
//! field begins what its new value is put behind.

use super::Locale;
use crate::forecast::Forecast;
use crate::logs::Report;
use crate::logs::ledger::Terms;
use crate::logs::spend::{Books, Filter, Key, Side};
use crate::prices::plans::Plan;
use crate::prices::{Date, RateTable};

mod answer;
mod bars;
mod cautions;
mod columns;
mod compactions;
mod facts;
mod fit;
mod folders;
mod found;
mod inputs;
mod names;
mod parts;
mod pauses;
mod picture;
mod prices;
mod receipt;
mod replays;
mod reports;
mod rests;
mod sessions;
mod tried;
mod words;

pub use cautions::{cautions, too_little, untested};
pub use found::Found;
pub use names::{AGENTS, MAIN, SEARCHES, side};
pub use parts::{BARS, BODY, DRAWN, FILTERED, Ids, REST, SESSIONS, Shape, body, part, recounted, shape};
pub use reports::paid;
pub use words::{fault, faults, kind};

/// Zones to choose from, and the one that is chosen, by their names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Zones {
    pub chosen: String,
    pub offered: Vec<String>,
}

/// Five rates of which the reader has typed some, for a model by its name in the logs.
#[derive(Clone, Debug, PartialEq)]
pub struct Typed {
    pub model: String,
    /// In the order of [`crate::prices::Class::ALL`].
    pub rates: [TypedRate; 5],
}

#[derive(Clone, Debug, Default, PartialEq)]
pub enum TypedRate {
    #[default]
    Nothing,
    /// USD per million tokens.
    Rate(f64),
    /// What is no rate.
    Text(String),
}

impl TypedRate {
    pub fn rate(&self) -> Option<f64> {
        if let TypedRate::Rate(rate) = self { Some(*rate) } else { None }
    }
}

/// What the last choice took back: its button stays where it was pressed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Left {
    Nothing,
    Row(Key),
    All,
}

/// Everything that the page shows of logs.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    pub books: Books<'a>,
    pub table: &'a RateTable,
    pub terms: &'a Terms,
    /// Rates of the reader's own, as far as they are typed.
    pub typed: &'a [Typed],
    pub zones: &'a Zones,
    pub reports: &'a [Report],
    /// What it says of the months to come.
    pub forecast: &'a Forecast,
    /// The forecast and the folds are still to be made.
    pub owes_rest: bool,
    pub plans: &'a [Plan],
    pub filter: &'a Filter,
    pub left: Left,
    /// The place of the session whose course is shown; nothing for the dearest one.
    pub opened: Option<u32>,
    /// Sides of which every row is shown.
    pub more: &'a [Side],
    /// CSS pixels of a picture.
    pub width: f64,
    pub today: Date,
    pub locale: &'a Locale,
    pub found: &'a Found,
}
