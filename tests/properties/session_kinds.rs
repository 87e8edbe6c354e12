//! Kinds of session in decisions: a kind that is cut in two changes nothing, and what is done to two
//! kinds is what is done to each.

use crate::{cases, close, scenarios, table};
use proptest::prelude::*;
use sawtooth::decisions::actions::{Standing, actions};
use sawtooth::decisions::compaction::{Curve as Costs, cheapest_of, curve, thresholds};
use sawtooth::decisions::effects::{Change, effect};
use sawtooth::decisions::goal::{Sought, seek};
use sawtooth::decisions::kinds::by_kind;
use sawtooth::decisions::lifetime::lifetimes;
use sawtooth::decisions::routing::routing;
use sawtooth::decisions::savings::{Lever, ranked};
use sawtooth::decisions::token_cost::life;
use sawtooth::model::estimate::{Answer, estimate};
use sawtooth::model::room::{compact_at, has_room};
use sawtooth::prices::plans;
use sawtooth::scenario::*;
use sawtooth::scenario::{history, link};

/// A scenario and the same in two kinds that are alike.
fn cut(scenario: &Scenario, share: f64) -> Option<(Answer, Answer)> {
    let mut two = Scenario { basis: Basis::Work, baseline: None, ..scenario.clone() };
    let one = estimate(table(), &two).answer?;
    two.add_kind("other".into(), share);
    Some((one, estimate(table(), &two).answer.expect("a price")))
}

fn same_curve(one: Option<Costs>, two: Option<Costs>) -> Result<(), TestCaseError> {
    let (Some(one), Some(two)) = (one.as_ref(), two.as_ref()) else {
        prop_assert_eq!(one, two);
        return Ok(());
    };
    close(two.now.warm, one.now.warm, one.now.warm, "now")?;
    close(two.best.usd, one.best.usd, one.best.usd, "best")?;
    prop_assert_eq!((one.yours, one.end, one.whole), (two.yours, two.end, two.whole));
    for step in one.steps.iter().filter(|step| step.usd.warm.is_finite()) {
        // Between places, where rounding parts none.
        let at = step.from * (1.0 + 1e-7);
        let (mine, theirs) = (two.at(at), one.at(at));
        if theirs.warm.is_finite() {
            close(mine.warm, theirs.warm, theirs.warm, "curve")?;
        }
    }
    Ok(())
}

/// Dollars of a row, whatever they stand for.
fn usd(standing: Standing) -> f64 {
    match standing {
        Standing::Counts { saves } | Standing::Offered { saves } => saves,
        Standing::LeftOut { costs } => -costs,
        Standing::Replaced { alone } => alone,
        Standing::Idle => 0.0,
    }
}

proptest! {
    #![proptest_config(cases(120))]

    #[test]
    fn kind_cut_in_two_changes_no_answer(scenario in scenarios::any_scenario(), share in 0.05..0.95f64) {
        let Some((one, two)) = cut(&scenario, share) else { return Ok(()) };
        let month = one.month.total;
        close(two.month.total, month, month, "month")?;
        let parts = by_kind(&two);
        prop_assert_eq!(parts.len(), 2);
        close(parts.iter().map(|part| part.month()).sum(), two.groups[0].1, month, "parts")?;
        let (acts, acts_two) = (actions(table(), &one), actions(table(), &two));
        close(acts_two.after, acts.after, month, "optimized")?;
        for (row, other) in acts.rows.iter().zip(&acts_two.rows) {
            prop_assert_eq!(row.lever, other.lever);
            // A cent's standing may hang on the last digit.
            if usd(row.standing).abs() > 0.02 || usd(other.standing).abs() > 0.02 {
                close(usd(other.standing), usd(row.standing), month, row.lever.key())?;
            }
        }
        if let (Some(a), Some(b)) = (life(&one), life(&two)) {
            close(b.kilobyte.usd, a.kilobyte.usd, a.kilobyte.usd, "kilobyte")?;
            prop_assert_eq!(a.requests, b.requests);
        }
        if let (Some(a), Some(b)) = (routing(table(), &one), routing(table(), &two)) {
            prop_assert_eq!(a.rows.len(), b.rows.len());
            for (a, b) in a.rows.iter().zip(&b.rows) {
                prop_assert_eq!(a.usd.is_some(), b.usd.is_some());
                close(b.usd.unwrap_or(0.0), a.usd.unwrap_or(0.0), a.usd.unwrap_or(0.0), "routing")?;
            }
        }
        let both = (lifetimes(&one.prices, &one.scenario), lifetimes(&two.prices, &two.scenario));
        if let (Some(a), Some(b)) = &both {
            close(b.months().0, a.months().0, month, "5 minutes")?;
            close(b.months().1, a.months().1, month, "1 hour")?;
            // The difference of two months: of less than a cent, what rounding leaves of them.
            close(b.coffee, a.coffee, a.coffee.abs().max(0.01), "coffee")?;
        } else {
            prop_assert_eq!(both.0.is_some(), both.1.is_some());
        }
    }

    #[test]
    fn kind_cut_in_two_changes_no_curve_or_step(
        scenario in scenarios::any_scenario(),
        share in 0.05..0.95f64,
        over in prop_oneof![Just(Curve::Threshold), Just(Curve::Messages), Just(Curve::Split)],
    ) {
        let scenario = Scenario { curve: over, ..scenario };
        let Some((one, two)) = cut(&scenario, share) else { return Ok(()) };
        same_curve(curve(&one.prices, &one.scenario), curve(&two.prices, &two.scenario))?;
        let all = thresholds(table(), &one.scenario);
        prop_assert_eq!(&all, &thresholds(table(), &two.scenario));
        let best = |answer: &Answer| cheapest_of(&answer.prices, &answer.scenario, &all).map(|best| best.usd_month);
        let (mine, theirs) = (best(&two).unwrap_or(0.0), best(&one).unwrap_or(0.0));
        close(mine, theirs, theirs, "cheapest")?;
        for field in FIELDS {
            let step = |answer: &Answer| effect(table(), &answer.scenario, answer, field.key).map(|e| e.change);
            match (step(&one), step(&two)) {
                (Some(Change::Usd(a)), Some(Change::Usd(b))) => close(b, a, one.month.total + a, field.key)?,
                (a, b) => prop_assert_eq!(a, b),
            }
        }
    }

    #[test]
    fn kind_cut_in_two_meets_a_budget_alike(
        scenario in scenarios::any_scenario(),
        share in 0.05..0.95f64,
        part in 0.3..0.99f64,
        by in proptest::sample::select(vec![
            GoalBy::Messages, GoalBy::Sessions, GoalBy::Days, GoalBy::Model, GoalBy::HitRate,
            GoalBy::Floor, GoalBy::Growth, GoalBy::Output, GoalBy::Threshold,
        ]),
    ) {
        let mut scenario = scenario;
        scenario.goal.by = by;
        let Some(answer) = estimate(table(), &scenario).answer else { return Ok(()) };
        scenario.goal.month = answer.month.total * part;
        let Some((one, two)) = cut(&scenario, share) else { return Ok(()) };
        match (seek(table(), &one), seek(table(), &two)) {
            (Sought::Found(a), Sought::Found(b)) => {
                close(b.to, a.to, a.to, "to")?;
                close(b.usd, a.usd, a.usd, "usd")?;
            }
            (Sought::Unreachable { lowest: a }, Sought::Unreachable { lowest: b }) => close(b, a, a, "lowest")?,
            (a, b) => prop_assert_eq!(std::mem::discriminant(&a), std::mem::discriminant(&b)),
        }
    }
}

/// Two scenarios as kinds of one, where that has a price.
fn two_kinds(first: &Scenario, other: &Scenario, share: f64) -> Option<(Answer, [Answer; 2])> {
    let mut both = Scenario { basis: Basis::Work, baseline: None, kinds: Vec::new(), ..first.clone() };
    if both.cache.source == HitSource::Reported {
        both.cache.source = HitSource::Given;
    }
    // What a group has of its own replaces the first kind's, so two kinds are not the sum of each there.
    both.team.groups.retain(|group| group.like.is_some());
    both.kinds = vec![SessionKind::between(&both, other, "other".into(), share)];
    let answer = estimate(table(), &both).answer?;
    let alone = |kind| estimate(table(), &both.as_kind(kind)).answer;
    Some((answer, [alone(0)?, alone(1)?]))
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn lever_on_two_kinds_is_that_on_each(
        first in scenarios::any_scenario(),
        other in scenarios::any_scenario(),
        share in 0.05..0.95f64,
    ) {
        let Some((both, alone)) = two_kinds(&first, &other, share) else { return Ok(()) };
        let pulls = |answer: &Answer| ranked(table(), &plans::shipped(), answer);
        let saves = |pulls: &[sawtooth::decisions::savings::Pull], lever: Lever| {
            pulls.iter().find(|pull| pull.lever == lever).map(|pull| pull.saves)
        };
        let (all, parts) = (pulls(&both), [pulls(&alone[0]), pulls(&alone[1])]);
        for lever in [
            Lever::Model, Lever::Floor, Lever::Growth, Lever::Output, Lever::Explore, Lever::Split, Lever::Batch,
            Lever::Pauses,
        ] {
            // Without room for it, one has no price and the other goes on.
            let (Some(whole), Some(a), Some(b)) = (saves(&all, lever), saves(&parts[0], lever), saves(&parts[1], lever))
            else { continue };
            let sum = a * (1.0 - share) + b * share;
            let size = both.month.total + alone[0].month.total + alone[1].month.total;
            close(whole, sum, size, lever.key())?;
        }
    }

    #[test]
    fn threshold_leaves_kinds_without_room_alone(
        first in scenarios::any_scenario(),
        other in scenarios::any_scenario(),
        share in 0.05..0.95f64,
        at in 0.0..1.0f64,
    ) {
        let scenario = Scenario { curve: Curve::Threshold, ..first };
        let Some((both, _)) = two_kinds(&scenario, &other, share) else { return Ok(()) };
        let Some(costs) = curve(&both.prices, &both.scenario) else { return Ok(()) };
        let threshold = (20e3 + (costs.end - 20e3) * at).round() + 0.37;
        let mut set = both.scenario.clone();
        let room = set.by_kind().any(|(one, _)| has_room(&both.prices, &one, threshold));
        let before = set.clone();
        compact_at(&both.prices, &mut set, threshold);
        // The curve keeps counts of requests.
        prop_assume!(room && costs.whole && before.by_kind().all(|(one, _)| one.compaction.every == 0.0));
        prop_assume!(before.cache.source == HitSource::Given);
        if let Some(answer) = estimate(table(), &set).answer {
            close(costs.at(threshold).warm, answer.developer_month, answer.developer_month, "curve")?;
        }
        let month = both.developer_month;
        close(costs.now.warm, month, month, "now")?;
    }
}

/// Every input that a kind may have of its own is kept in the link, in the file and by undo.
#[test]
fn every_input_of_a_kind_is_in_link_file_and_undo() {
    let first = Preset::Average.scenario(sawtooth::prices::date(2026, 11, 28), 1);
    let mut all = first.clone();
    all.add_kind("Quick question".into(), 0.25);
    let mut kept = 0;
    let mut check = |next: Scenario| {
        if next == all {
            return;
        }
        kept += 1;
        assert_eq!(link::decode(&link::encode(&next)).scenario.as_ref(), Some(&next));
        assert_eq!(link::file::read(&link::file::write(&next)).scenario.as_ref(), Some(&next));
        let mut history = history::History::default();
        history.record(&all, &next, "", 0.0);
        assert_eq!(history.undo(&next).as_ref(), Some(&all));
    };
    for field in FIELDS {
        let value = field.stepped((field.get)(&first)).unwrap_or(field.min);
        let mut next = all.clone();
        next.edit_kind(1, |one| (field.set)(one, value));
        check(next);
    }
    for choice in CHOICES {
        for word in choice.words {
            let mut next = all.clone();
            next.edit_kind(1, |one| (choice.set)(one, word));
            check(next);
        }
    }
    let mut next = all.clone();
    next.edit_kind(1, |one| one.mix = vec![Share { model: "claude-haiku-5-5".into(), share: 1.0 }]);
    next.edit_kind(1, |one| one.agents.model = "claude-haiku-5-5".into());
    next.name_kind(0, "Feature");
    next.set_sessions_of_kind(1, 3.0);
    check(next);
    // Twenty numbers, some of three choices, and the rest.
    assert!(kept >= 24, "{kept}");
}

/// What the page does to one row leaves the others as they are.
#[test]
fn kind_is_changed_added_and_taken_out_alone() {
    let mut scenario = Preset::Average.scenario(sawtooth::prices::date(2026, 11, 28), 1);
    scenario.add_kind_of("Quick question", 2.0, |one| one.work.messages = 1.0);
    let a_day = |s: &Scenario, kind: usize| s.work.sessions_per_day * s.share_of_kind(kind);
    assert!((a_day(&scenario, 0) - 4.0).abs() < 1e-5 && (a_day(&scenario, 1) - 2.0).abs() < 1e-5);
    scenario.edit_kind(0, |one| one.work.messages = 9.0);
    scenario.edit_kind(0, |one| one.shape.floor = 50e3);
    let other = scenario.as_kind(1);
    assert_eq!((scenario.work.messages, other.work.messages, other.shape.floor), (9.0, 1.0, 40e3));
    scenario.like_first_kind(1);
    let other = scenario.as_kind(1);
    assert_eq!((other.work.messages, other.shape.floor), (1.0, 50e3));
    scenario.set_number("hit", 0.9);
    assert_eq!(scenario.as_kind(1).cache.hit_rate, 0.9);
    scenario.remove_kind(0);
    assert_eq!((scenario.count_kinds(), scenario.work.messages), (1, 1.0));
    assert!((scenario.work.sessions_per_day - 2.0).abs() < 1e-5);
}
