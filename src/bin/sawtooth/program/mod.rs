//! The program: its commands, what they print, and with which exit code it ends.
//!
//! One module a command: the arguments that it takes, and the function that answers. They have no
//! arithmetic of their own: numbers are the library's, and so are the words that the page has too.

mod check;
mod compare;
mod describe;
mod estimate;
mod open;
mod output;
mod progress;
mod rates;
mod serve;
mod table;
mod usage;

use clap::{Parser, Subcommand};
use output::{Printed, print};
use std::ffi::OsString;
use std::process::ExitCode;

/// What Claude Code costs, and why: the answers of the page, on a terminal.
#[derive(Parser)]
#[command(name = "sawtooth", version, arg_required_else_help = true, after_help = EXITS)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXITS: &str = "\
A dash (-) in the place of a file is standard input.
Exit codes: 0 for an answer, 1 above the limit of `check`, 2 for what has no answer.";

#[derive(Subcommand)]
enum Command {
    /// What a month costs and why, from a link or a scenario file.
    Estimate(Box<estimate::Wish>),
    /// What real work cost, from logs and reports.
    Usage(usage::Wish),
    /// Two or three scenarios side by side, and what each input adds from one to another.
    Compare(compare::Wish),
    /// Whether a month is within a limit, as Markdown for a pull request.
    Check(check::Wish),
    /// Prices per million tokens, with their sources.
    Rates(rates::Wish),
    /// The page, for browsers on this machine.
    Serve(serve::Wish),
    /// Completions for a shell, to put where it looks for them.
    Completions(describe::Shells),
    /// The manual page of the program or of a command.
    Man(describe::Page),
}

/// Answers once. The first argument is the name of the program.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let printed = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => answer(&arguments.command),
        Err(help) => {
            // Help may go to a program that reads only its first lines.
            let _ = help.print();
            return ExitCode::from(u8::try_from(help.exit_code()).unwrap_or(output::NO_ANSWER));
        }
    };
    match printed.and_then(|printed| print(&printed)) {
        Ok(exit) => exit,
        Err(sentence) => output::refuse(&sentence),
    }
}

fn answer(command: &Command) -> Result<Printed, String> {
    match command {
        Command::Estimate(wish) => estimate::answer(wish),
        Command::Usage(wish) => usage::show(wish),
        Command::Compare(wish) => compare::answer(wish),
        Command::Check(wish) => check::answer(wish),
        Command::Rates(wish) => rates::answer(wish),
        Command::Serve(wish) => serve::serve(wish),
        Command::Completions(wish) => Ok(describe::completions(wish)),
        Command::Man(wish) => describe::man(wish),
    }
}
