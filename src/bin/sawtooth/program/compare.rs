//! From one scenario to another: what each input that differs adds to the month.

use super::estimate::decisions::between;
use super::open::{self, STANDARD_INPUT};
use super::output::Printed;
use super::table::aligned;
use sawtooth::decisions::difference::difference;
use sawtooth::prices::plans::Plan;
use sawtooth::prices::{RateTable, plans};
use sawtooth::scenario::{Scenario, link};
use sawtooth::view::{Locale, Texts, difference as words};
use serde_json::{Value, json};
use std::ffi::{OsStr, OsString};
use std::path::Path;

#[derive(clap::Args)]
pub struct Wish {
    /// A link, a scenario file or -: what the months are compared with.
    #[arg(value_name = "A", value_hint = clap::ValueHint::FilePath)]
    before: OsString,
    /// A link, a scenario file or -.
    #[arg(value_name = "B", value_hint = clap::ValueHint::FilePath)]
    after: OsString,
    /// Prints JSON in the shape of schema/compare.json.
    #[arg(long)]
    json: bool,
}

pub fn answer(wish: &Wish) -> Result<Printed, String> {
    if wish.before == STANDARD_INPUT && wish.after == STANDARD_INPUT {
        return Err("standard input is one of the two at most: give a link or a file for the other".into());
    }
    let table = RateTable::shipped();
    let plans = plans::shipped();
    let both = [priced(&table, &wish.before, "A")?, priced(&table, &wish.after, "B")?];
    match wish.json {
        true => as_json(&table, &plans, &both).map(Printed::json),
        false => as_table(&table, &plans, &both).map(Printed::titled),
    }
    .ok_or_else(|| "one of the two has no price".into())
}

/// A scenario that has a price, and what it is called here.
struct Side {
    scenario: Scenario,
    name: String,
}

/// `or` is what is called so where it has no name of its own.
fn priced(table: &RateTable, place: &OsStr, or: &str) -> Result<Side, String> {
    let scenario = open::read(place)?;
    open::price(table, &scenario).map_err(|why| format!("{or}: {why}"))?;
    let file = Path::new(place).file_name().filter(|_| Path::new(place).is_file());
    let name = match (scenario.name.as_str(), file) {
        ("", Some(file)) => file.to_string_lossy().into_owned(),
        ("", None) => or.into(),
        (name, _) => name.into(),
    };
    Ok(Side { scenario, name })
}

/// What is more or less to pay, and the steps at API prices.
fn as_table(table: &RateTable, plans: &[Plan], both: &[Side; 2]) -> Option<String> {
    let locale = Locale::default();
    let [before, after] = both.each_ref().map(|side| {
        let mut named = side.scenario.clone();
        named.name.clone_from(&side.name);
        named
    });
    let found = difference(table, &before, &after)?;
    let [then, now] = found.answers.as_ref();
    let Texts { notes, table } = words::texts(table, plans, &before, &after, &locale)?;
    let rows = [vec![table.head], table.rows].concat();
    let title = words::sentence(plans, then, now, &locale);
    // What is paid is in the title.
    let notes = notes.iter().filter(|note| !title.starts_with(note.as_str()));
    let notes: String = notes.map(|note| format!("\n{note}")).collect();
    Some(format!("{title}\n\n{}{notes}", aligned(&rows)))
}

fn as_json(table: &RateTable, plans: &[Plan], both: &[Side; 2]) -> Option<Value> {
    let found = difference(table, &both[0].scenario, &both[1].scenario)?;
    let mut answer = between(plans, &found);
    for (side, key) in both.iter().zip(["before", "after"]) {
        answer[key] = json!({ "name": side.name, "link": link::encode(&side.scenario) });
    }
    Some(answer)
}
