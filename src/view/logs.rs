//! What the logs show, as plain data: the worker makes it and the page places it. One function
//! makes each part, and sentences are text with `code` in backticks.

use serde::{Deserialize, Serialize};

use super::{Figure, Locale, Table};
use crate::forecast::Forecast;
use crate::logs::Report;
use crate::logs::ledger::Terms;
use crate::logs::spend::{Books, Filter};
use crate::prices::plans::Plan;
use crate::prices::{Date, RateTable};

mod backtest;
mod breakdown;
mod cautions;
mod checks;
mod compactions;
mod course;
mod facts;
mod folders;
mod forecast;
mod found;
mod inputs;
mod names;
mod pauses;
mod provenance;
mod question;
mod receipt;
mod replays;
mod reports;
mod sessions;
mod stay;
mod steps;
mod terms;
mod totals;
mod unpriced;
mod what_ifs;
mod whole;
mod words;

pub use breakdown::{Breakdown, Chip, Filters, More, RowView, SideView, breakdown};
pub use cautions::{cautions, too_little, untested};
pub use course::Course;
pub use facts::{Faults, ReadFacts, facts};
pub use forecast::{ForecastView, MadeForecast, forecast};
pub use found::Found;
pub use names::source;
pub use question::Question;
pub use receipt::{CallCosts, CostRow};
pub use reports::{ReportView, paid};
pub use sessions::{Sessions, sessions};
pub use stay::Stay;
pub use terms::{Correction, TermsView, terms};
pub use totals::{Totals, totals};
pub use unpriced::{RateField, UnpricedModel};
pub use what_ifs::habit;
pub use whole::reasons;
pub use words::{fault, faults, kind, packed};

/// Zones to choose from, and the one that is chosen, by their names.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Zones {
    pub chosen: String,
    pub offered: Vec<String>,
}

/// Five rates of one's own of which some are typed, for a model by its name in the logs.
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

/// A part of what is shown. A question is answered with those parts that it changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(clippy::large_enum_variant, reason = "there are seven at a time, and a box would be in every match")]
pub enum Part {
    Facts(ReadFacts),
    Totals(Totals),
    Terms(TermsView),
    Breakdown(Breakdown),
    Sessions(Sessions),
    Details(Details),
    Forecast(ForecastView),
}

/// What is folded away besides the sessions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Details {
    pub pauses: Detail,
    pub compactions: Detail,
    pub replays: Detail,
    pub what_ifs: Detail,
    pub checks: Detail,
    pub costs: CallCosts,
}

pub fn details(state: &LogsState) -> Details {
    Details {
        pauses: pauses::pauses(state),
        compactions: compactions::compactions(state),
        replays: replays::replays(state),
        what_ifs: what_ifs::what_ifs(state),
        checks: checks::checks(state),
        costs: receipt::costs(state),
    }
}

/// The inside of a fold, from top to bottom, and its finding, which stands in the line that
/// opens it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Detail {
    pub finding: String,
    pub intro: Vec<String>,
    pub figure: Option<TabledFigure>,
    pub table: Option<Table>,
    pub notes: Vec<String>,
}

/// A picture with its numbers as a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TabledFigure {
    pub figure: Figure,
    pub table: Table,
}

/// Everything that the parts are made of.
#[derive(Clone, Copy)]
pub struct LogsState<'a> {
    pub books: Books<'a>,
    pub table: &'a RateTable,
    pub terms: &'a Terms,
    /// Rates of one's own, as far as they are typed.
    pub typed: &'a [Typed],
    pub zones: &'a Zones,
    pub reports: &'a [Report],
    /// What was left out of reports, because the logs have it.
    pub left_out: &'a [Report],
    /// What it says of the months to come; nothing while it is still to be made.
    pub forecast: Option<&'a Forecast>,
    pub plans: &'a [Plan],
    pub filter: &'a Filter,
    /// The place of the session whose course is shown; nothing for the most expensive one.
    pub opened: Option<u32>,
    pub today: Date,
    pub locale: &'a Locale,
    pub found: &'a Found,
}
