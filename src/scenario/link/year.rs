//! What differs from month to month of a budget's year, in a link.
//!
//! `joiners-mar5_jun-2`, `priceSwitches-opus-4-5_2027-01-22`

use super::{model, number, read_model, read_signed};
use crate::scenario::{ByMonth, PriceSwitch, choice};

/// The words of calendar months, January first.
fn months() -> &'static [&'static str] {
    choice("fiscalFrom").map_or(&[], |choice| choice.words)
}

/// A month and its number, where it has one.
pub(super) fn write(all: &ByMonth) -> String {
    let mut words = Vec::new();
    for (month, n) in months().iter().zip(all) {
        if *n != 0.0 {
            words.push([*month, &number(*n)].concat());
        }
    }
    words.join("_")
}

/// No number is beyond `most`, above or below 0.
pub(super) fn read(value: &str, most: f64) -> Option<ByMonth> {
    let mut all = ByMonth::default();
    for pair in value.split('_').filter(|_| !value.is_empty()) {
        let (month, n) = pair.split_at_checked(3)?;
        let place = months().iter().position(|word| *word == month)?;
        all[place] = read_signed(n).filter(|n| n.abs() <= most && all[place] == 0.0)?;
    }
    Some(all)
}

pub(super) fn write_switches(all: &[PriceSwitch]) -> String {
    let mut words = Vec::new();
    for switch in all {
        words.extend([model(&switch.model), switch.on.to_string()]);
    }
    words.join("_")
}

pub(super) fn read_switches(value: &str) -> Option<Vec<PriceSwitch>> {
    let mut all = Vec::new();
    let mut words = value.split('_').filter(|_| !value.is_empty());
    while let Some(word) = words.next() {
        all.push(PriceSwitch { model: read_model(word)?, on: words.next()?.parse().ok()? });
    }
    Some(all)
}
