//! Cells: what tells a row of a table from any other one, by all that stands in it.

use crate::logs::sorted;
use std::hash::{DefaultHasher, Hash, Hasher};

use csv::StringRecord;

use super::scope::hash;
use crate::logs::read::number::signed;

/// Columns, in small letters, of what AWS numbers its rows by.
const IDS: [&str; 2] = ["identitylineitemid", "lineitemid"];
/// In the names of columns of which a later export has newer numbers.
const NUMBERS: [&str; 8] = ["cost", "price", "amount", "quantity", "rate", "tokens", "requests", "spend"];

/// Hashes, which are only compared within one import; 0 where there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cells {
    /// Of the names of all columns, in whichever order.
    pub header: u64,
    /// Of the number that the table gives it.
    pub id: u64,
    /// Of all cells.
    pub whole: u64,
    /// Of all cells but counts and amounts.
    pub terms: u64,
}

/// "lineItem/UsageType" and "line_item_usage_type" are one column in two spellings, and tools write
/// "BilledCost" in small letters.
pub(super) fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// The columns of a table, in the order of their names.
pub(super) struct Columns {
    /// By the place of its cells: the name, and whether it has counts or amounts.
    places: Vec<(usize, String, bool)>,
    header: u64,
}

impl Columns {
    pub fn new(names: &StringRecord) -> Columns {
        let mut places: Vec<_> =
            names.iter().map(plain).enumerate().filter(|(_, name)| !name.is_empty()).collect();
        sorted::by(&mut places, |(_, a), (_, b)| a.cmp(b));
        let header =
            hash(places.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(",").as_bytes());
        let of_numbers = |name: &str| NUMBERS.iter().any(|part| name.contains(part));
        let places = places.into_iter().map(|(place, name)| (place, of_numbers(&name), name));
        Columns { places: places.map(|(place, is, name)| (place, name, is)).collect(), header: header.max(1) }
    }
}

impl Cells {
    pub const NONE: Cells = Cells { header: 0, id: 0, whole: 0, terms: 0 };

    /// Numbers are compared as numbers: a spreadsheet writes them its own way.
    pub(super) fn new(columns: &Columns, record: &StringRecord) -> Cells {
        let (mut whole, mut terms, mut id) = (DefaultHasher::new(), DefaultHasher::new(), 0);
        for (place, name, has_numbers) in &columns.places {
            let cell = record.get(*place).unwrap_or_default().trim();
            if IDS.contains(&name.as_str()) && !cell.is_empty() {
                id = hash(cell.as_bytes()).max(1);
            }
            let number = signed(cell);
            match number {
                Some(number) => (name, number.to_bits()).hash(&mut whole),
                None => (name, cell).hash(&mut whole),
            }
            if !(*has_numbers && (number.is_some() || cell.is_empty())) {
                (name, cell).hash(&mut terms);
            }
        }
        Cells { header: columns.header, id, whole: whole.finish(), terms: terms.finish() }
    }
}
