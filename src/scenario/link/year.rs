//! What differs from month to month of a budget's year, in a link.
//!
//! `joiners-mar5_jun-2`, `priceSwitches-opus-4-5_2027-01-22`

use super::{number, read_model, read_signed};
use crate::scenario::{ByMonth, PriceSwitch, choice};

/// The words of calendar months, January first.
fn months() -> &'static [&'static str] {
    choice("fiscalFrom").map_or(&[], |choice| choice.words)
}

/// A month and its number, where it has one.
pub(super) fn write(all: &ByMonth) -> String {
    let some = months().iter().zip(all).filter(|(_, n)| **n != 0.0);
    some.map(|(month, n)| [*month, &number(*n)].concat()).collect::<Vec<_>>().join("_")
}

pub(super) fn read(value: &str, most: f64) -> Option<ByMonth> {
    let mut all = ByMonth::default();
    for pair in value.split('_').filter(|_| !value.is_empty()) {
        let (month, n) = pair.split_at_checked(3)?;
        let place = months().iter().position(|word| *word == month)?;
        all[place] = read_signed(n).filter(|n| n.abs() <= most && all[place] == 0.0)?;
    }
    Some(all)
}

pub(super) fn read_switches(value: &str) -> Option<Vec<PriceSwitch>> {
    let words: Vec<&str> = value.split('_').filter(|_| !value.is_empty()).collect();
    let switch = |pair: &[&str]| match pair {
        [model, on] => Some(PriceSwitch { model: read_model(model)?, on: on.parse().ok()? }),
        _ => None,
    };
    words.chunks(2).map(switch).collect()
}
