//! Laws of the model over random scenarios, the closed form against the reference first.

use proptest::prelude::*;
use sawtooth::model::estimate::estimate;
use sawtooth::prices::RateTable;
use sawtooth::scenario::{Basis, Scenario};

#[path = "properties/anchors.rs"]
mod anchors;
#[path = "properties/curves.rs"]
pub mod curves;
#[path = "properties/decisions.rs"]
mod decisions;
#[path = "properties/differences.rs"]
mod differences;
#[path = "properties/draws.rs"]
mod draws;
#[path = "properties/found.rs"]
mod found;
#[path = "properties/groups.rs"]
mod groups;
#[path = "properties/idle.rs"]
mod idle;
#[path = "properties/kinds.rs"]
mod kinds;
#[path = "properties/laws.rs"]
mod laws;
#[path = "properties/links.rs"]
mod links;
#[path = "properties/plans.rs"]
mod plans;
mod reference;
mod scenarios;
#[path = "properties/session_kinds.rs"]
mod session_kinds;
#[path = "properties/total.rs"]
mod total;

fn table() -> &'static RateTable {
    static TABLE: std::sync::OnceLock<RateTable> = std::sync::OnceLock::new();
    TABLE.get_or_init(RateTable::shipped)
}

/// `cases` where the environment asks for proptest's usual 256, and in proportion to it.
fn cases(cases: u32) -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig { cases: (cases * usual.cases).div_ceil(256), failure_persistence: None, ..usual }
}

fn close(a: f64, b: f64, size: f64, what: &str) -> Result<(), TestCaseError> {
    prop_assert!((a - b).abs() <= 1e-9 * size.abs(), "{what}: {a:e}, not {b:e}");
    Ok(())
}

/// The shipped models with windows and steps so small that everything happens at once.
fn cramped() -> &'static RateTable {
    static TABLE: std::sync::OnceLock<RateTable> = std::sync::OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = RateTable::shipped();
        for (place, model) in table.models.iter_mut().enumerate() {
            model.window = 45e3 + 7e3 * place as f64;
            for step in model.prices.iter_mut().filter_map(|row| row.step.as_mut()) {
                step.above = 20e3 + 3e3 * place as f64;
            }
        }
        table
    })
}

proptest! {
    #![proptest_config(cases(600))]

    #[test]
    fn the_closed_form_is_the_reference(scenario in scenarios::any_scenario()) {
        agree(table(), &scenario)?;
    }

    #[test]
    fn the_closed_form_is_the_reference_in_small_windows(scenario in scenarios::any_scenario()) {
        agree(cramped(), &scenario)?;
    }
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn the_closed_form_is_the_reference_in_long_sessions(
        scenario in scenarios::any_scenario(),
        requests in 1_000u32..12_000,
        divisor in 1.0..500.0f64,
    ) {
        let mut scenario = scenario;
        scenario.work.messages = f64::from(requests) / scenario.work.requests_per_message;
        scenario.work.spread = 1.0;
        scenario.shape.growth = (scenario.shape.growth / divisor).round();
        if scenario.work.messages <= 1e4 {
            agree(table(), &scenario)?;
        }
    }
}

/// What the library and the reference say of a scenario is the same, line by line.
fn agree(table: &RateTable, scenario: &Scenario) -> Result<(), TestCaseError> {
    prop_assert_eq!(scenario.problems(table), vec![]);
    let reference = reference::month(table, scenario);
    let ours = estimate(table, scenario);
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
        *lines.entry((line.source, id, line.of.map(|of| (of.tier, of.class)))).or_default() -= line.usd;
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
