//! The statement as text, and as files.

use crate::program::open;
use sawtooth::decisions::breakdown::breakdown;
use sawtooth::decisions::options::options;
use sawtooth::decisions::year::Year;
use sawtooth::model::estimate::Answer;
use sawtooth::prices::{RateTable, plans};
use sawtooth::scenario::{Scenario, link};
use sawtooth::view::Locale;
use sawtooth::view::statement::{Asked, csv, statement, sure, text, xlsx};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// What is wanted of it.
#[derive(clap::Args)]
pub struct Kept {
    /// Prints what the month is and rests on, to read and to keep.
    #[arg(long)]
    statement: bool,
    /// Writes the statement as a table.
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
    /// Writes the statement as a workbook.
    #[arg(long, value_name = "FILE")]
    xlsx: Option<PathBuf>,
}

impl Kept {
    pub fn is_any(&self) -> bool {
        self.statement || self.csv.is_some() || self.xlsx.is_some()
    }
}

/// Writes the files and returns the text, or a line for each file. `place` is what was given: the
/// address of a link stays in front of it.
pub fn show(
    wish: &Kept,
    place: Option<&OsStr>,
    scenario: &Scenario,
    answer: &Answer,
) -> Result<String, String> {
    let plans = plans::shipped();
    let given = place.unwrap_or_default().to_string_lossy();
    let address = given.split_once('#').map_or("", |(address, _)| address);
    let (range, rests_on) = sure(&plans, scenario, answer, &Locale::default());
    let options = options(&plans, answer);
    let asked = Asked {
        scenario,
        answer,
        options: &options,
        year: &Year::new(&RateTable::shipped(), &plans, answer, &options.now),
        broken: &breakdown(&plans, answer),
        plans: &plans,
        today: open::today(),
        link: &format!("{address}#{}", link::encode(scenario)),
        range,
        rests_on,
    };
    let mut out = Vec::new();
    if wish.statement {
        out.push(text(&statement(&asked, &Locale::default())));
    }
    if let Some(file) = &wish.csv {
        out.push(write(file, csv(&asked).as_bytes())?);
    }
    if let Some(file) = &wish.xlsx {
        out.push(write(file, &xlsx(&asked).map_err(|error| error.to_string())?)?);
    }
    Ok(out.join("\n"))
}

fn write(file: &Path, bytes: &[u8]) -> Result<String, String> {
    let name = file.display();
    std::fs::write(file, bytes).map_err(|error| format!("{name} could not be written ({error})"))?;
    Ok(format!("{name} is written"))
}
