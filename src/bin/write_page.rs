//! Prints the page as it is first painted: every input, and the default answer, computed by
//! the same library. `scripts/finish.mjs` puts it into the built `index.html`.

use sawtooth::prices::RateTable;
use sawtooth::prices::plans;
use sawtooth::scenario::Preset;
use sawtooth::view::page;

fn main() {
    let table = RateTable::shipped();
    // The day that the prices were checked: this build knows of no later one.
    let newest = table.models.iter().flat_map(|m| &m.prices).map(|row| row.checked).max();
    let day = newest.expect("the table has rows");
    let scenario = Preset::Average.scenario(day, table.revision);
    println!("{}", page::page(&table, &plans::shipped(), &scenario));
}
