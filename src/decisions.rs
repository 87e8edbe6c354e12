//! What to do about the cost. Each module varies one thing in an estimate; `savings` and
//! `goal` put them together, `claims` checks common advice.

pub mod actions;
pub mod bands;
pub mod breakdown;
pub mod budget;
pub mod chances;
pub mod claims;
pub mod compaction;
pub mod dates;
pub mod difference;
pub mod effects;
pub mod goal;
pub mod kinds;
pub mod lifetime;
pub mod months;
pub mod options;
pub mod paid_in;
pub mod payment;
pub mod people;
pub mod pilot;
pub mod plans;
pub mod price_changes;
pub mod range;
pub mod routing;
pub mod savings;
pub mod sensitivity;
pub mod side_by_side;
pub mod tasks;
pub mod token_cost;
pub mod tokens;
pub mod vendors;
pub mod weeks;
pub mod year;
