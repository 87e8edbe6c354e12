//! Compares the shipped prices, and those of other vendors, with LiteLLM's list, for one day.
//!
//!     cargo run --example rates_check -- FILE [--day 2026-11-21]
//!
//! FILE is `litellm/model_prices_and_context_window_backup.json` of the PyPI wheel `litellm`.
//! Exit code 0: every difference is on the lists in `tests/rates`; 1: one is not, or
//! one of the list is gone; 2: the input cannot be read.

use std::process::ExitCode;

use sawtooth::prices::vendors::VendorList;
use sawtooth::prices::{Date, RateTable};

#[path = "../tests/rates/differences.rs"]
mod differences;
#[path = "../tests/rates/litellm.rs"]
mod litellm;
#[path = "../tests/rates/litellm_vendors.rs"]
mod litellm_vendors;

const LIST: &str = include_str!("../tests/rates/litellm_differences.json");
const VENDORS: &str = include_str!("../tests/rates/litellm_vendor_differences.json");

fn main() -> ExitCode {
    match run(std::env::args().skip(1).collect()) {
        Ok(complaints) if complaints.is_empty() => ExitCode::SUCCESS,
        Ok(complaints) => {
            eprintln!("{}", complaints.join("\n"));
            ExitCode::from(1)
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

/// Prints every difference and returns the complaints about those that nobody has explained.
fn run(args: Vec<String>) -> Result<Vec<String>, String> {
    let table = RateTable::shipped();
    let (file, day) = arguments(args)?;
    let day = day.or(newest_check(&table)).ok_or("the table has no rows")?;
    let json = std::fs::read_to_string(&file).map_err(|error| format!("{file}: {error}"))?;
    let named = |error: String| format!("{file}: {error}");
    let found = litellm::differences(&table, &json, day).map_err(named)?;
    let vendors = litellm_vendors::differences(&VendorList::shipped(), &json, day).map_err(named)?;
    println!("{} differences on {day}", found.len() + vendors.len());
    for difference in found.iter().chain(&vendors) {
        println!("  {difference}");
    }
    let complaints = differences::unsettled(&found, LIST)?;
    Ok([complaints, differences::unsettled(&vendors, VENDORS)?].concat())
}

fn arguments(args: Vec<String>) -> Result<(String, Option<Date>), String> {
    let usage = || "usage: rates_check FILE [--day 2026-11-21]".to_owned();
    let day = |text: &String| text.parse().map_err(|_| format!("{text:?} is not a day"));
    match &args[..] {
        [file] => Ok((file.clone(), None)),
        [file, flag, text] if flag == "--day" => Ok((file.clone(), Some(day(text)?))),
        [flag, text, file] if flag == "--day" => Ok((file.clone(), Some(day(text)?))),
        _ => Err(usage()),
    }
}

fn newest_check(table: &RateTable) -> Option<Date> {
    let rows = table.models.iter().flat_map(|model| &model.prices);
    rows.map(|row| row.checked).max()
}
