//! Levers add up, and goal seek finds the edge of its goal.

use crate::{cases, close, scenarios, table};
use proptest::prelude::*;
use sawtooth::decisions::actions::{Standing, actions_paid_in};
use sawtooth::decisions::compaction::{at_best, curve};
use sawtooth::decisions::goal::{Sought, seek};
use sawtooth::decisions::paid_in::{PaidIn, paid_in};
use sawtooth::decisions::payment::{paid, state_capacity};
use sawtooth::decisions::savings::{Lever, enough, pulled, ranked};
use sawtooth::model::estimate::{Answer, estimate};
use sawtooth::model::mixture::{compactions, expected};
use sawtooth::model::price::Prices;
use sawtooth::prices::plans::Plan;
use sawtooth::scenario::*;

fn plans() -> &'static [Plan] {
    static PLANS: std::sync::OnceLock<Vec<Plan>> = std::sync::OnceLock::new();
    PLANS.get_or_init(sawtooth::prices::plans::shipped)
}

/// A scenario that has a price, with any levers ticked.
fn priced() -> impl Strategy<Value = (Scenario, Answer)> {
    let sizes = (0.0..1.0, 0.0..60e3, 0.0..1.0, 0.0..0.9, 1u32..8, 0.0..1.0);
    (scenarios::any_scenario(), any::<u16>(), sizes).prop_filter_map(
        "no price",
        |(scenario, ticks, sizes)| {
            let mut scenario = scenario;
            let (moved, lean_floor, less, explored, pieces, avoided) = sizes;
            let levers = &mut scenario.levers;
            (levers.moved, levers.lean_floor, levers.less_growth, levers.less_output) =
                (moved, lean_floor, less, less);
            (levers.explored, levers.pieces, levers.avoided, levers.to_batch) =
                (explored, f64::from(pieces), avoided, less);
            for (place, lever) in Lever::ALL.into_iter().enumerate() {
                let word = if ticks >> place & 1 == 1 { "yes" } else { "no" };
                (choice(lever.key()).unwrap().set)(&mut scenario, word);
            }
            let answer = estimate(table(), &scenario).answer?;
            Some((scenario, answer))
        },
    )
}

proptest! {
    #![proptest_config(cases(192))]

    /// The cheaper models' sessions, done again by the dearest: by hand, from whole sessions.
    #[test]
    fn rework_is_whole_sessions_of_the_dearest((scenario, _) in priced(), rework in 0.0..1.0f64) {
        let mut scenario = scenario;
        (scenario.agents.count, scenario.background, scenario.routing) = (0.0, 0.0, Routing::PerSession);
        (scenario.cache.source, scenario.rework) = (HitSource::Given, 0.0);
        let session = |s: &Scenario| estimate(table(), s).answer.map(|a| a.session.total);
        let Some(planned) = session(&scenario) else { return Ok(()) };
        let input = |share: &Share| {
            let row = table().model(&share.model)?.price(scenario.priced_on, scenario.price_revision)?;
            Some(row.rates.of(sawtooth::prices::Class::Input))
        };
        let dearest = scenario.mix.iter().filter(|s| s.share > 0.0).fold(None, |best: Option<&Share>, share| {
            if best.is_none_or(|best| input(share) > input(best)) { Some(share) } else { best }
        }).unwrap();
        let cheaper: f64 = scenario.mix.iter().filter(|s| input(s) < input(dearest)).map(|s| s.share).sum();
        let alone = Scenario { mix: vec![Share { share: 1.0, ..dearest.clone() }], ..scenario.clone() };
        let Some(again) = session(&alone) else { return Ok(()) };
        let reworked = session(&Scenario { rework, ..scenario.clone() }).unwrap();
        close(reworked, planned + rework * cheaper * again, reworked, "rework")?;
    }

    /// Without prices as with them.
    #[test]
    fn compactions_alone_are_those_of_the_session((scenario, answer) in priced(), idle in any::<bool>()) {
        let mut scenario = scenario;
        scenario.compaction.idle = idle;
        let prices = Prices::new(table(), &scenario, &[]);
        if scenario.kinds.is_empty() && scenario.basis == Basis::Work {
            let whole = if idle { expected(&prices, &scenario).ok() } else { Some(answer.expected) };
            prop_assert_eq!(compactions(&prices, &scenario), whole.map(|whole| whole.compactions));
        }
    }

    /// What the button beside the curve does is what the curve says.
    #[test]
    fn the_best_place_costs_what_its_curve_says((scenario, _) in priced(), messages in any::<bool>()) {
        let mut scenario = scenario;
        scenario.curve = if messages { Curve::Messages } else { Curve::Threshold };
        // The curves hold the chance that is found; a reported rate would mean another one.
        scenario.cache.source = HitSource::Given;
        let Some(answer) = estimate(table(), &scenario).answer else { return Ok(()) };
        let Some(best) = at_best(&answer.prices, &answer.scenario) else { return Ok(()) };
        let curve = curve(&answer.prices, &answer.scenario).unwrap();
        let month = estimate(table(), &best).answer.expect("a price").developer_month;
        close(month, curve.best.usd, month, "at the best place")?;
    }

    /// Past a limit the rows lead from what is paid to what is paid with them, and none adds to it.
    #[test]
    fn rows_past_a_limit_add_up((scenario, answer) in priced(), used in 1.01..6.0f64, cap in prop::option::of(0.0..200.0f64)) {
        let (plans, mut scenario) = (plans(), scenario);
        scenario.pay_with(PayWith::Plan("max".into()));
        if !state_capacity(&mut scenario, &answer, used, used, None) {
            return Ok(());
        }
        scenario.plans.overflow = if cap.is_some() { Overflow::Capped } else { Overflow::Credits };
        scenario.plans.credit_cap = cap.unwrap_or_default();
        let Some(answer) = estimate(table(), &scenario).answer else { return Ok(()) };
        let now = paid(plans, &answer);
        if paid_in(&now, answer.month.total) != PaidIn::Credits {
            return Ok(());
        }
        let all = actions_paid_in(PaidIn::Credits, table(), plans, &answer);
        let size = all.before.max(1.0);
        close(all.before, now.usd().unwrap(), size, "before")?;
        let then = estimate(table(), &all.scenario).answer.expect("a price");
        close(all.after, paid(plans, &then).usd().unwrap(), size, "after")?;
        let saves: Vec<f64> = all.rows.iter().filter_map(|row| match row.standing {
            Standing::Counts { saves } => Some(saves),
            _ => None,
        }).collect();
        prop_assert!(saves.iter().all(|saves| *saves > -0.01), "{:?}", saves);
        close(all.before - saves.iter().sum::<f64>(), all.after, size, "rows")?;
    }

    #[test]
    fn the_steps_add_up_to_the_difference((_, answer) in priced()) {
        let all = pulled(table(), plans(), &answer);
        let sum: f64 = all.steps.iter().map(|step| step.saves).sum();
        close(all.before - sum, all.after, all.before, "the steps")?;
        close(all.before, answer.month.total, all.before, "today")?;
        prop_assert_eq!(all.scenario.problems(table()), vec![]);
        let after = estimate(table(), &all.scenario).answer.expect("a price").month.total;
        // A plan's price is no part of the work.
        if all.on_a_plan().is_none() {
            close(after, all.after, after, "after")?;
        }
        // Every ticked lever is a step, left out or idle: none disappears.
        let told = all.steps.iter().chain(&all.left_out).map(|pull| pull.lever).chain(all.idle.iter().copied());
        let ticked = Lever::ALL.into_iter().filter(|lever| lever.ticked(&answer.scenario));
        prop_assert_eq!(told.count(), ticked.count(), "{:?}", all);
        prop_assert!(all.after <= all.before);
    }

    #[test]
    fn each_lever_alone_saves_what_it_says((_, answer) in priced()) {
        let ranked = ranked(table(), plans(), &answer);
        prop_assert!(ranked.windows(2).all(|two| two[0].saves >= two[1].saves));
        for pull in ranked.iter().filter(|pull| pull.saves >= 0.01) {
            let mut alone = answer.scenario.clone();
            for lever in Lever::ALL {
                (choice(lever.key()).unwrap().set)(&mut alone, if lever == pull.lever { "yes" } else { "no" });
            }
            let alone = estimate(table(), &alone).answer.expect("a price");
            close(pulled(table(), plans(), &alone).before - pull.saves, pulled(table(), plans(), &alone).after, answer.month.total, "alone")?;
        }
    }

    #[test]
    fn enough_is_enough((_, answer) in priced(), share in 0.0..1.0f64) {
        let goal = answer.month.total * share;
        if let Some(all) = enough(table(), plans(), &answer, goal) {
            prop_assert!(all.after <= goal);
        }
    }

    /// The goal is met, and a hair less of a change does not meet it.
    #[test]
    fn a_goal_is_met_at_its_edge((_, answer) in priced(), share in 0.05..0.99f64, by in 0..9usize) {
        let mut answer = answer;
        let words = CHOICES.iter().find(|c| c.key == "goalBy").unwrap();
        (words.set)(&mut answer.scenario, words.words[by]);
        answer.scenario.goal.month = answer.month.total * share;
        let goal = answer.scenario.goal;
        let Sought::Found(found) = seek(table(), &answer) else { return Ok(()) };
        prop_assert!(found.usd <= goal.month);
        prop_assert_eq!(found.scenario.problems(table()), vec![]);
        let range = (found.exact - found.from).abs().max(found.from.abs());
        prop_assert!((found.exact - found.misses).abs() <= range * 1e-9);
        let again = |value: f64| {
            let mut scenario = answer.scenario.clone();
            scenario.goal.month = 0.0;
            set(&mut scenario, goal.by, value)?;
            estimate(table(), &scenario).answer.map(|a| a.month.total)
        };
        if let Some((met, missed)) = again(found.exact).zip(again(found.misses)) {
            prop_assert!(met <= goal.month * (1.0 + 1e-9), "{met} {goal:?}");
            prop_assert!(missed >= goal.month * (1.0 - 1e-9), "{missed} {goal:?}");
        }
    }
}

/// Inputs that are a number of the scenario, for a check that shares no code.
fn set(scenario: &mut Scenario, by: GoalBy, value: f64) -> Option<()> {
    let place = match by {
        GoalBy::Messages => &mut scenario.work.messages,
        GoalBy::Sessions => &mut scenario.work.sessions_per_day,
        GoalBy::Days => &mut scenario.work.active_days,
        GoalBy::Growth => &mut scenario.shape.growth,
        GoalBy::Output => &mut scenario.shape.output,
        // A reported hit rate means another chance with these.
        GoalBy::HitRate | GoalBy::Floor | GoalBy::Model | GoalBy::Threshold => return None,
    };
    if scenario.cache.source == sawtooth::scenario::HitSource::Reported {
        return None;
    }
    *place = value;
    Some(())
}
