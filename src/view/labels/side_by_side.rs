//! Scenarios side by side.

pub const TITLE: &str = "Side by side";
pub const HELP: &str = "This scenario, its baseline, and links you paste, each with its headline’s numbers. A link carries all of them.";
pub const ALONE: &str = "Nothing stands beside this scenario";
pub const PRESENT: &str = "This scenario";
pub const BASELINE: &str = "Baseline";
pub const LINK: &str = "Link";
/// A line of a scenario without a price.
pub const WHY: &str = "Missing";
/// Where what is paid is the same in every month.
pub const NO_RANGE: &str = "no range";
pub const NOTHING: &str = "nothing";
/// Before the first column's title.
pub const DIFFERS: &str = "Differs from";
pub const NO_NUMBER: &str = "–";
pub const NO_ROOM: &str = "Three scenarios stand here already: take one out first.";
pub const ADDED: &str = "The scenario stands beside yours.";

pub const PASTE: &str = "Scenario from a link";
pub const NAME: &str = "Name";
pub const OPEN: &str = "Open";
pub const TAKE_OUT: &str = "Take out";
pub const FROM: &str = "From";
pub const TO: &str = "To";
pub const WAY: &str = "From one to the other";
pub const NO_WAY: &str = "Choose two scenarios that have a price";
