//! The page's state.

pub mod keeping;
pub mod later;
pub mod opening;
mod session;
pub mod ui;

mod followed;

pub use followed::FollowedActions;
pub use session::{Lists, Session, Start, session};
