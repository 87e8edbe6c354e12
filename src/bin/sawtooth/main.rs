//! Sawtooth on a terminal: `sawtooth --help` has the list.

mod program;

use std::process::ExitCode;

fn main() -> ExitCode {
    program::run(std::env::args_os())
}
