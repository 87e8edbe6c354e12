//! Laws of the model over random scenarios, the closed form against the reference first.

use proptest::prelude::*;
use sawtooth::estimate::estimate;
use sawtooth::rates::RateTable;
use sawtooth::scenario::{Basis, Scenario};

mod reference;
mod scenarios;

fn table() -> &'static RateTable {
    static TABLE: std::sync::OnceLock<RateTable> = std::sync::OnceLock::new();
    TABLE.get_or_init(RateTable::shipped)
}

fn close(a: f64, b: f64, size: f64, what: &str) -> Result<(), TestCaseError> {
    prop_assert!((a - b).abs() <= 1e-9 * size.abs(), "{what}: {a:e}, not {b:e}");
    Ok(())
}

proptest! {
    #[test]
    fn the_closed_form_is_the_reference(scenario in scenarios::any_scenario()) {
        agree(&scenario)?;
    }
}

/// What the library and the reference say of a scenario is the same, line by line.
fn agree(scenario: &Scenario) -> Result<(), TestCaseError> {
    prop_assert_eq!(scenario.problems(table()), vec![]);
    let reference = reference::month(table(), scenario);
    let ours = estimate(table(), scenario);
    let (theirs, ours) = match (reference.answer, ours.answer) {
        (Ok(theirs), Some(ours)) => (theirs, ours),
        (Err(_), None) => return Ok(()),
        _ if reference.near => return Ok(()),
        (theirs, _) => return Err(TestCaseError::fail(format!("{:?} is {theirs:?}", ours.problems))),
    };
    if reference.near {
        return Ok(());
    }
    let total = reference::usd(&theirs.session);
    close(ours.session.total, total, total, "session")?;
    close(ours.month.total, theirs.month, theirs.month, "month")?;
    let mut lines = theirs.session;
    for line in &ours.session.lines {
        let id = line.of.map_or(String::new(), |of| ours.prices.0[of.model].id.clone());
        *lines.entry((line.source, id, line.of.map(|of| (of.band, of.class)))).or_default() -= line.usd;
    }
    for (of, rest) in lines {
        close(rest, 0.0, total, &format!("{of:?}"))?;
    }
    if scenario.basis == Basis::Work {
        close(ours.expected.turns, theirs.turns, theirs.turns, "turns")?;
        close(ours.expected.compactions, theirs.compactions, theirs.compactions, "compactions")?;
        close(ours.expected.reported, theirs.reported, 1.0, "reported")?;
        if let (Some(a), Some(b)) = (ours.expected.hit_rate, theirs.hit_rate) {
            close(a, b, 1.0, "h")?;
        }
    }
    Ok(())
}
