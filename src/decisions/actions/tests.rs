use super::{Actions, Standing, actions, actions_paid_in, apply};
use crate::decisions::compaction::Setting;
use crate::decisions::paid_in::PaidIn;
use crate::decisions::payment::{Paid, paid, state_capacity};
use crate::decisions::savings::{Lever, What, pulled};
use crate::model::estimate::{Answer, estimate};
use crate::prices::plans;
use crate::prices::{RateTable, date};
use crate::scenario::history::History;
use crate::scenario::{Basis, Overflow, PayPer, PayWith, Preset, Scenario, Share, choice};

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

/// A preset on Max, of which a full week of it uses this share.
fn on_max(preset: Preset, used: f64) -> Scenario {
    let mut scenario = preset.scenario(date(2026, 11, 28), 1);
    scenario.pay_with(PayWith::Plan("max".into()));
    let week = answer(&scenario);
    assert!(state_capacity(&mut scenario, &week, used, used, None));
    scenario
}

fn pays(scenario: &Scenario) -> Paid {
    paid(&plans::shipped(), &answer(scenario))
}

fn usd(scenario: &Scenario) -> f64 {
    pays(scenario).usd().expect("known")
}

fn listed_on_a_plan(scenario: &Scenario) -> Actions {
    let (plans, answered) = (plans::shipped(), answer(scenario));
    actions_paid_in(PaidIn::of_answer(&plans, &answered), &RateTable::shipped(), &plans, &answered)
}

/// From what is paid to what is paid with what is ticked, and never below the plan's price.
#[test]
fn rows_past_a_limit_add_up_to_what_is_paid_less() {
    for preset in [Preset::Light, Preset::Average, Preset::Heavy] {
        for (used, cap) in [(1.05, None), (1.3, None), (3.0, None), (3.0, Some(5.0)), (3.0, Some(60.0))] {
            let mut scenario = on_max(preset, used);
            if let Some(cap) = cap {
                (scenario.plans.overflow, scenario.plans.credit_cap) = (Overflow::Capped, cap);
            }
            for all_ticked in [false, true] {
                if all_ticked {
                    Lever::ALL.into_iter().for_each(|lever| set(&mut scenario, lever, true));
                }
                let all = listed_on_a_plan(&scenario);
                let credits: f64 = pays(&scenario).parts.iter().map(|part| part.credits.middle()).sum();
                assert_eq!(all.unit, PaidIn::Credits);
                assert!((all.before - usd(&scenario)).abs() < 1e-6, "{} {}", all.before, usd(&scenario));
                assert!((all.after - usd(&all.scenario)).abs() < 1e-6, "{all:?}");
                let saves: Vec<f64> = counted(&all).iter().map(|(_, saves)| *saves).collect();
                assert!((all.before - saves.iter().sum::<f64>() - all.after).abs() < 1e-9);
                assert!(saves.iter().all(|saves| *saves > -0.01), "{saves:?}");
                assert!(all.saves() <= credits + 1e-9 && all.after >= 100.0 - 1e-9, "{credits} {all:?}");
                assert_eq!(all.scenario.plans, scenario.plans);
            }
        }
    }
}

/// The first row alone: what the scenario with it pays.
#[test]
fn row_past_a_limit_saves_the_difference_of_what_is_paid() {
    let mut scenario = on_max(Preset::Average, 1.3);
    Lever::ALL.into_iter().for_each(|lever| set(&mut scenario, lever, false));
    let mut leaner = scenario.clone();
    leaner.shape.floor = leaner.levers.lean_floor;
    let less = usd(&scenario) - usd(&leaner);
    assert!(less > 1.0, "{less}");
    let Standing::Offered { saves } = standing(&listed_on_a_plan(&scenario), Lever::Floor) else { panic!() };
    assert!((saves - less).abs() < 1e-9, "{saves}, not {less}");
    set(&mut scenario, Lever::Floor, true);
    let Standing::Counts { saves } = standing(&listed_on_a_plan(&scenario), Lever::Floor) else { panic!() };
    assert!((saves - less).abs() < 1e-9, "{saves}, not {less}");
}

/// Batch jobs are paid by the token beside a plan. Where credits end at a cap they come on top.
#[test]
fn change_that_adds_to_what_is_paid_is_left_out() {
    let mut scenario = on_max(Preset::Average, 3.0);
    (scenario.plans.overflow, scenario.plans.credit_cap) = (Overflow::Capped, 5.0);
    Lever::ALL.into_iter().for_each(|lever| set(&mut scenario, lever, lever == Lever::Batch));
    let at_api_prices = actions(&RateTable::shipped(), &answer(&scenario));
    assert!(matches!(standing(&at_api_prices, Lever::Batch), Standing::Counts { .. }));
    let all = listed_on_a_plan(&scenario);
    let jobs = answer(&at_api_prices.scenario).batch_month;
    let Standing::LeftOut { costs } = standing(&all, Lever::Batch) else { panic!("{all:?}") };
    assert!((costs - jobs).abs() < 1e-9 && jobs > 1.0, "{costs}, not {jobs}");
    assert_eq!((all.before, all.after), (105.0, 105.0));
}

#[test]
fn inside_a_limit_rows_stay_at_api_prices() {
    let scenario = on_max(Preset::Average, 0.6);
    let (all, at_api_prices) = (listed_on_a_plan(&scenario), listed(&scenario));
    assert!(matches!(all.unit, PaidIn::Points { .. }));
    assert_eq!(all.rows, at_api_prices.rows);
}
