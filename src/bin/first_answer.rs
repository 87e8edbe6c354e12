//! Prints the default answer as HTML for the page's first paint, before the program is there.
//! It is the same sentence from the same functions as the screen's.

use sawtooth::estimate::estimate;
use sawtooth::rates::RateTable;
use sawtooth::scenario::Preset;
use sawtooth::view::{Locale, answer};

fn main() {
    let table = RateTable::shipped();
    // The day that the prices were checked: this build knows of no later one.
    let newest = table.models.iter().flat_map(|m| &m.prices).map(|row| row.checked).max();
    let day = newest.expect("the table has rows");
    let scenario = Preset::Average.scenario(day, table.revision);
    let headline =
        answer::headline(&estimate(&table, &scenario), &Locale::default()).expect("a preset has a price");
    println!(
        "<header class=\"top\"><p class=\"brand\"><span class=\"tooth\"></span>Sawtooth</p>\
         <p class=\"tagline\">What Claude Code will cost, request by request</p></header>\
         <main><section id=\"answer\"><h1 id=\"answer-sentence\"><strong id=\"month\">{}</strong> \
         <span class=\"basis\">{}</span> <span class=\"rest\">{}</span></h1></section></main>",
        headline.month, headline.basis, headline.rest
    );
}
