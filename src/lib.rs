//! Sawtooth: what Claude Code will cost, request by request, in closed form.
//!
//! Nine rooms. Imports go only to the right of this order, which `tests/house.rs` holds:
//!
//! ```text
//! prices < scenario < model < decisions      what it will cost, and what to do about it
//! prices, model < logs < forecast            what it did cost, and a scenario made of it
//! chart                                      labelled numbers as pictures; imports nothing
//! view                                       all of it in words and labelled numbers
//! page                                       the same as components, in a browser
//! ```
//!
//! - `prices`: what a token costs on a day: rate table, plan list, dates, tiers.
//! - `scenario`: everything that a person can set; edits, presets, undo, link and file.
//! - `model`: scenario to tokens to dollars: `session`, `mixture`, `usage`, `price`, `bill`,
//!   `anchor`, and `estimate`, which is the whole answer. `bill` alone turns tokens into money.
//! - `decisions`: what to do: savings, plans, compaction, cache lifetime, routing, a goal.
//! - `logs`: what happened: files are read, priced call by call, and tried under other rules.
//! - `forecast`: a scenario made of logs, and how far to trust it.
//!
//! Below `page` nothing knows a browser, and nothing reads a clock, randomness, a file or an
//! address: they are arguments. Problems are values beside the answer; nothing panics.

// Views nest: their types are deeper than the compiler expects.
#![recursion_limit = "512"]

pub mod chart;
pub mod decisions;
pub mod forecast;
pub mod logs;
pub mod model;
#[cfg(feature = "page")]
pub mod page;
pub mod prices;
pub mod scenario;
pub mod view;
