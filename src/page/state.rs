//! The page's state.

pub mod keeping;
pub mod later;
pub mod opening;
mod session;
pub mod ui;

pub use session::{Lists, Session, Start, session};
