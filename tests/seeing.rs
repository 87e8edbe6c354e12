//! Logs as a reader sees them: laws over any calls, cases computed by hand, and the HTML.

#[path = "seeing/build.rs"]
mod build;
#[path = "seeing/cases.rs"]
mod cases;
#[path = "seeing/html.rs"]
mod html;
#[path = "seeing/kept.rs"]
mod kept;
#[path = "seeing/laws.rs"]
mod laws;
