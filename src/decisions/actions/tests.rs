use super::{Actions, Standing, actions, apply};
use crate::decisions::compaction::Setting;
use crate::decisions::savings::{Lever, What, pulled};
use crate::model::estimate::{Answer, estimate};
use crate::prices::{RateTable, date};
use crate::scenario::history::History;
use crate::scenario::{Basis, PayPer, Preset, Scenario, Share, choice};

fn answer(scenario: &Scenario) -> Answer {
    let estimate = estimate(&RateTable::shipped(), scenario);
    estimate.answer.unwrap_or_else(|| panic!("{:?}", estimate.problems))
}

fn typical() -> Scenario {
    Preset::Average.scenario(date(2026, 11, 28), 1)
}

fn listed(scenario: &Scenario) -> Actions {
    actions(&RateTable::shipped(), &answer(scenario))
}

fn set(scenario: &mut Scenario, lever: Lever, on: bool) {
    (choice(lever.key()).expect("a tick").set)(scenario, if on { "yes" } else { "no" });
}

fn counted(all: &Actions) -> Vec<(Lever, f64)> {
    let saves = |row: &super::Row| match row.standing {
        Standing::Counts { saves } => Some((row.lever, saves)),
        _ => None,
    };
    all.rows.iter().filter_map(saves).collect()
}

fn standing(all: &Actions, lever: Lever) -> Standing {
    all.rows.iter().find(|row| row.lever == lever).expect("a row").standing
}

#[test]
fn ticked_rows_add_up_to_the_difference() {
    for preset in [Preset::Light, Preset::Average, Preset::Heavy] {
        let scenario = preset.scenario(date(2026, 11, 28), 1);
        let all = listed(&scenario);
        let sum: f64 = counted(&all).iter().map(|(_, saves)| saves).sum();
        assert!((all.before - sum - all.after).abs() < 1e-9);
        assert!((all.before - answer(&scenario).month.total).abs() < 1e-9);
        assert!((answer(&all.scenario).month.total - all.after).abs() < 1e-9);
        assert_eq!(all.after, pulled(&RateTable::shipped(), &[], &answer(&scenario)).after);
    }
}

/// An unticked row says what ticking it would add there, as long as nothing below is affected.
#[test]
fn unticked_row_saves_what_ticking_it_would() {
    let mut scenario = typical();
    Lever::ALL.into_iter().for_each(|lever| set(&mut scenario, lever, false));
    set(&mut scenario, Lever::Floor, true);
    let all = listed(&scenario);
    for lever in [Lever::Model, Lever::Growth, Lever::Split, Lever::Compact] {
        let Standing::Offered { saves } = standing(&all, lever) else { panic!("{lever:?} {all:?}") };
        let mut with = scenario.clone();
        set(&mut with, lever, true);
        let with = listed(&with);
        // Above the ticked floor it is counted before it: the sum is the same either way.
        let found = counted(&with).into_iter().find(|(l, _)| *l == lever).map_or(0.0, |(_, saves)| saves);
        assert!((found - saves).abs() < 1e-9, "{lever:?}: {found}, not {saves}");
    }
}

#[test]
fn threshold_of_the_list_has_its_command() {
    let all = listed(&typical());
    let row = all.rows.iter().find(|row| row.lever == Lever::Compact).expect("a row");
    let Some(What::Threshold { to }) = row.what else { panic!("{row:?}") };
    assert!((67e3..=967e3).contains(&to) && to % 1e3 == 0.0, "{to}");
    assert_eq!(row.settings, [Setting::Window { tokens: to + 33e3 }]);
    let mut classic = typical();
    classic.mix = vec![Share { model: "claude-haiku-4-5".into(), share: 1.0 }];
    classic.work.messages = 9.0;
    let all = listed(&classic);
    let row = all.rows.iter().find(|row| row.lever == Lever::Compact).expect("a row");
    assert!(
        matches!(&row.settings[..], [Setting::Percent { percent, .. }] if percent.fract() == 0.0),
        "{row:?}"
    );
}

#[test]
fn applied_actions_cost_what_the_list_said_and_are_one_step() {
    let table = RateTable::shipped();
    for preset in [Preset::Light, Preset::Average, Preset::Heavy] {
        let scenario = preset.scenario(date(2026, 11, 28), 1);
        let answered = answer(&scenario);
        let all = actions(&table, &answered);
        let applied = apply(&table, &scenario, &answered, &all);
        assert!((answer(&applied).month.total - all.after).abs() < 1e-9);
        assert_eq!(applied.baseline, None);
        // Nothing that was just done is offered as ticked once more.
        assert_eq!(counted(&listed(&applied)), []);
        let default = preset.scenario(date(2026, 11, 28), 1);
        assert!(Lever::Compact.ticked(&applied) == Lever::Compact.ticked(&default));
        assert!(!Lever::Model.ticked(&applied));
        let mut history = History::default();
        history.record(&scenario, &applied, "", 0.0);
        assert_eq!(history.undo(&applied), Some(scenario));
    }
}

#[test]
fn applying_ends_a_fit_and_keeps_the_bill() {
    let table = RateTable::shipped();
    let bill = typical().typed_bill(&typical(), 300.0, PayPer::Month);
    let answered = answer(&bill);
    let all = actions(&table, &answered);
    assert!((all.before - 300.0).abs() < 0.001);
    let applied = apply(&table, &bill, &answered, &all);
    assert_eq!((applied.basis, applied.baseline.as_deref()), (Basis::Work, Some(&bill)));
    assert!((answer(&applied).month.total - all.after).abs() < 1e-9);
    assert_eq!(applied.work.messages, answered.scenario.work.messages);
}

#[test]
fn nothing_to_apply_changes_nothing() {
    let mut scenario = typical();
    Lever::ALL.into_iter().for_each(|lever| set(&mut scenario, lever, false));
    let answered = answer(&scenario);
    let table = RateTable::shipped();
    assert_eq!(apply(&table, &scenario, &answered, &actions(&table, &answered)), scenario);
}

/// Clearing after each task leaves contexts that a threshold never meets.
#[test]
fn row_whose_place_is_taken_says_what_it_would_save_alone() {
    let mut scenario = typical();
    Lever::ALL.into_iter().for_each(|lever| set(&mut scenario, lever, false));
    (scenario.shape.floor, scenario.levers.pieces) = (20e3, 5.0);
    [Lever::Split, Lever::Compact].into_iter().for_each(|lever| set(&mut scenario, lever, true));
    let all = listed(&scenario);
    let standing = standing(&all, Lever::Compact);
    assert!(matches!(standing, Standing::Replaced { alone } if alone > 1.0), "{all:?}");
}

/// On the same answer it is the optimized scenario; on another it costs no more than nothing done,
/// and no less than what is best there.
#[test]
fn repeated_steps_lead_to_the_optimized_scenario() {
    let table = RateTable::shipped();
    for preset in [Preset::Light, Preset::Average, Preset::Heavy] {
        let before = answer(&preset.scenario(date(2026, 11, 28), 1));
        let all = actions(&table, &before);
        assert_eq!(all.repeated(&table, &before), all.scenario);
        let mut more = before.scenario.clone();
        more.work.messages += 3.0;
        let after = answer(&more);
        let month = |scenario: &Scenario| answer(scenario).month.total;
        let (repeated, best) = (month(&all.repeated(&table, &after)), actions(&table, &after).after);
        assert!(repeated <= after.month.total && repeated >= best - 0.01, "{repeated} {best}");
    }
}
