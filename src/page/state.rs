//! The page's state.

pub mod keeping;
pub mod later;
mod logs;
mod managed;
pub mod opening;
pub mod parts;
mod session;
mod statement;
mod tables;
pub mod ui;
mod use_logs;

mod followed;

pub use followed::{
    FollowedActions, FollowedEffects, FollowedHeadline, FollowedOptions, FollowedPoints, FollowedRange,
};
pub use logs::LogsShown;
pub use session::{Lists, Session, Start, session};
