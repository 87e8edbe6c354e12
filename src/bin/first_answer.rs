//! Prints the default answer as HTML, for the page to show before the program is there.

use sawtooth::estimate::estimate;
use sawtooth::rates::RateTable;
use sawtooth::scenario::Preset;

fn main() {
    let table = RateTable::shipped();
    let today = jiff::civil::date(2026, 11, 21);
    let answer = estimate(&table, &Preset::Average.scenario(today, table.revision)).answer;
    println!("<p>${:.0} a month on the API</p>", answer.map_or(0.0, |answer| answer.month.total));
}
