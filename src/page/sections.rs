//! Parts of the page, which know the session.

pub mod actions;
pub mod answer;
mod answer_figure;
pub mod banner;
pub mod breakdown;
pub mod budget;
pub mod decisions;
pub mod field;
mod heading;
pub mod inputs;
pub mod logs;
mod mirror;
pub mod mix;
pub mod more;
pub mod options;
mod parts;
pub mod phone_bar;
pub mod plans;
pub mod prices;
pub mod range;
pub mod range_of;
pub mod session;
pub mod share;
pub mod spend;
pub mod toast;
pub mod top_bar;
