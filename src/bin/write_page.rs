//! Prints the page as it is first painted: every input, and the default answer, rendered by
//! the same components. `scripts/finish.mjs` puts it into the built `index.html`.

#![recursion_limit = "512"]

use leptos::prelude::*;
use sawtooth::page::{App, state::Start};
use sawtooth::prices::RateTable;
use sawtooth::view::Locale;

fn main() {
    // The day that the prices were checked: this build knows of no later one.
    let table = RateTable::shipped();
    let newest = table.models.iter().flat_map(|m| &m.prices).map(|row| row.checked).max();
    let day = newest.expect("the table has rows");
    let start = Start::fresh(day, Locale::default());
    println!("{}", Owner::new().with(|| view! { <App start/> }.to_html()));
}
