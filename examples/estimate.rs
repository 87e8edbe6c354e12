//! The program `sawtooth` under the name and with the flags that it had before. It goes with the next
//! release:
//!
//! ```text
//! estimate [LINK|FILE] …     is     sawtooth estimate [LINK|FILE] …
//! estimate --usage PATH… …   is     sawtooth usage PATH… …
//! ```

#[path = "../src/bin/sawtooth/program/mod.rs"]
mod program;

use std::ffi::OsString;
use std::process::ExitCode;

fn main() -> ExitCode {
    program::run(renamed(std::env::args_os().skip(1).collect()))
}

/// The same arguments, as `sawtooth` takes them.
fn renamed(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let given = |name: &str| arguments.iter().any(|argument| argument == name);
    let command = match (given("--help") || given("-h"), given("--usage")) {
        (true, _) => return ["sawtooth", "--help"].map(OsString::from).to_vec(),
        (false, true) => "usage",
        (false, false) => "estimate",
    };
    arguments.retain(|argument| argument != "--usage");
    [vec!["sawtooth".into(), command.into()], arguments].concat()
}
