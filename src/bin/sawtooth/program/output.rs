//! What is printed, and the exit code that goes with it.

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};
use serde_json::Value;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

/// Exit code of what is above a limit, and of what cannot be read or has no price.
pub const ABOVE: u8 = 1;
pub const NO_ANSWER: u8 = 2;

/// Where a terminal shows styles: the line that answers, and that there is no answer.
const TITLE: Style = Style::new().bold();
const WRONG: Style = AnsiColor::Red.on_default().bold();

/// An answer as text.
pub struct Printed {
    text: String,
    /// Whether the first line is the answer, and the rest what it is made of.
    has_title: bool,
    exit: u8,
}

impl Printed {
    /// For people.
    pub fn titled(text: String) -> Printed {
        Printed { text, has_title: true, exit: 0 }
    }

    /// For programs.
    pub fn raw(text: String) -> Printed {
        Printed { text, has_title: false, exit: 0 }
    }

    pub fn json(answer: Value) -> Printed {
        Printed::raw(text(answer))
    }

    pub fn exit(self, exit: u8) -> Printed {
        Printed { exit, ..self }
    }
}

/// Styles are left out where they are not wanted: `NO_COLOR`, a pipe, a file.
pub fn print(printed: &Printed) -> Result<ExitCode, String> {
    let out = AutoStream::auto(io::stdout().lock());
    match written(printed, out) {
        // What reads it may stop early (`| head`): that is no mistake.
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(format!("the answer could not be written ({error})"))
        }
        _ => Ok(ExitCode::from(printed.exit)),
    }
}

fn written(printed: &Printed, mut out: impl Write) -> io::Result<()> {
    let text = printed.text.trim_end_matches('\n');
    match text.split_once('\n').filter(|_| printed.has_title) {
        Some((title, rest)) => writeln!(out, "{TITLE}{title}{TITLE:#}\n{rest}")?,
        None => writeln!(out, "{text}")?,
    }
    out.flush()
}

/// A sentence on the error output instead of an answer.
pub fn refuse(sentence: &str) -> ExitCode {
    let sentence = sentence.trim_end_matches('.');
    anstream::eprintln!("{WRONG}sawtooth:{WRONG:#} {sentence}.");
    ExitCode::from(NO_ANSWER)
}

/// What belongs beside an answer and not into it.
pub fn aside(sentence: &str) {
    anstream::eprintln!("sawtooth: {sentence}");
}

/// A member on a line, in alphabetical order.
fn text(mut answer: Value) -> String {
    without_negative_zeros(&mut answer);
    answer.sort_all_objects();
    format!("{answer:#}")
}

/// The sum of no numbers is -0.0 in Rust, which nobody expects to read.
fn without_negative_zeros(value: &mut Value) {
    match value {
        Value::Number(number) if number.as_f64() == Some(0.0) && number.is_f64() => *value = 0.0.into(),
        Value::Array(items) => items.iter_mut().for_each(without_negative_zeros),
        Value::Object(members) => members.values_mut().for_each(without_negative_zeros),
        _ => {}
    }
}
