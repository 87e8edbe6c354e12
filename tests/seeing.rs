//! Logs as a reader sees them: laws over any calls, cases computed by hand.

#[path = "seeing/build.rs"]
mod build;
#[path = "seeing/cases.rs"]
mod cases;
#[path = "seeing/kept.rs"]
mod kept;
#[path = "seeing/laws.rs"]
mod laws;
#[path = "seeing/parts.rs"]
mod parts;
