//! Sessions that differ become kinds, which cost what the logs did and answer what-ifs as the calls do.

use super::made::{DAY, MINUTE, START, WAY, Way, add, logs};
use super::{base, near, table};
use sawtooth::forecast::calibrate::{Calibration, calibrate_kinds};
use sawtooth::forecast::what_ifs::{APART, Habit, WhatIf, habits, with};
use sawtooth::logs::ledger::{Ledger, Terms};
use sawtooth::logs::{Call, Compacted, Logs, Prompt};
use sawtooth::model::estimate::estimate;
use sawtooth::scenario::Scenario;
use sawtooth::scenario::link::{decode, encode};

/// A prefix is found whole or not at all, as in real logs: the replay reads of what is left of a
/// context what was not missed of the real one.
const FULL: Way = Way { hit: 1.0, ..WAY };

fn found(logs: &Logs) -> Calibration {
    let terms = Terms::default();
    let ledger = Ledger::new(table(), logs, &terms);
    calibrate_kinds(table(), logs, &ledger, &terms, &base()).expect("it can be priced")
}

/// Sessions by how they are, a few on each day.
fn mixed(ways: &[(Way, &[usize])]) -> Logs {
    let mut logs = Logs::default();
    let mut at = START;
    for (way, turns) in ways {
        for turns in *turns {
            add(&mut logs, way, 0, *turns, at);
            at += if logs.sessions.len() % 3 == 0 { DAY - 120 * MINUTE } else { 60 * MINUTE };
        }
    }
    logs
}

/// Questions, features, and refactors that are compacted as they come to 155K.
pub fn work() -> Logs {
    let question = Way { model: "claude-sonnet-5-5", floor: 24e3, growth: 900.0, ..FULL };
    let feature = Way { floor: 42e3, growth: 1_500.0, ..FULL };
    let refactor = Way { floor: 62e3, growth: 1_900.0, threshold: 155e3, base: 80e3, ..FULL };
    mixed(&[
        (question, &[3, 4, 6, 2, 9, 5, 3, 7, 4, 12, 6, 5]),
        (feature, &[30, 45, 38, 60, 52, 41, 28, 35]),
        (refactor, &[90, 140, 210, 120, 160, 70]),
    ])
}

fn of(found: &Calibration, habit: Habit) -> WhatIf {
    *found.what_ifs.iter().find(|what_if| what_if.habit == habit).expect("it is compared")
}

fn cost(scenario: &Scenario) -> f64 {
    estimate(table(), scenario).answer.expect("a price").session.total
}

#[test]
fn different_sessions_become_kinds_that_answer_as_the_calls_do() {
    let found = found(&work());
    let kinds = found.scenario.count_kinds();
    assert!((2..=6).contains(&kinds), "{kinds}");
    assert!(found.residual.error().abs() < 1e-3, "{}", found.residual.error());
    for what_if in &found.what_ifs {
        assert!(!what_if.is_apart(), "{what_if:?}");
        let (replay, scenario) = (what_if.replay.expect("priced"), what_if.scenario.expect("priced"));
        assert!(replay.abs() < APART || replay * scenario > 0.0, "a sign: {what_if:?}");
    }
    let compactions = estimate(table(), &found.scenario).answer.expect("a price").expected.compactions;
    let logs = work();
    let real = logs.compactions.len() as f64 / logs.sessions.len() as f64;
    near(compactions, real, 0.2, "compactions a session");
    let shares: f64 = found.scenario.by_kind().map(|(_, share)| share).sum();
    near(shares, 1.0, 1e-5, "shares");
}

/// More sessions than are cut one by one, which differ a little.
#[test]
fn many_sessions_become_kinds_of_like_ones() {
    let mut all = Logs::default();
    for round in 0..50_u32 {
        let (one, sessions) = (work(), all.sessions.len() as u32);
        let (later, larger) = (i64::from(round) * DAY, 1.0 + f64::from(round % 7) / 500.0);
        let sized = |tokens: u32| (f64::from(tokens) * larger) as u32;
        all.models = one.models;
        all.sessions.extend(one.sessions);
        all.calls.extend(one.calls.into_iter().map(|call| Call {
            session: call.session + sessions,
            asked: call.asked + later,
            answered: call.answered + later,
            read: sized(call.read),
            write_5m: sized(call.write_5m),
            ..call
        }));
        all.prompts.extend(
            one.prompts.into_iter().map(|one| Prompt { session: one.session + sessions, at: one.at + later }),
        );
        all.compactions.extend(one.compactions.into_iter().map(|one| Compacted {
            session: one.session + sessions,
            at: one.at + later,
            ..one
        }));
    }
    assert!(all.sessions.len() > 1_000);
    let found = found(&all);
    assert!((2..=6).contains(&found.scenario.count_kinds()));
    assert!(found.residual.error().abs() < 1e-3, "{}", found.residual.error());
    for what_if in &found.what_ifs {
        assert!(!what_if.is_apart(), "{what_if:?}");
    }
    let compactions = estimate(table(), &found.scenario).answer.expect("a price").expected.compactions;
    let real = all.compactions.len() as f64 / all.sessions.len() as f64;
    near(compactions, real, 0.2, "compactions a session");
    let shares: f64 = found.scenario.by_kind().map(|(_, share)| share).sum();
    near(shares, 1.0, 1e-5, "shares");
}

#[test]
fn sessions_alike_stay_one_kind() {
    let found = found(&logs(&FULL, &[18, 24, 22, 20, 25, 19, 23, 21, 24], 3));
    assert_eq!(found.scenario.count_kinds(), 1);
    assert!(found.residual.error().abs() < 1e-3, "{}", found.residual.error());
}

/// Anybody can do it again from the link.
#[test]
fn what_ifs_follow_from_the_link() {
    let found = found(&work());
    let scenario = decode(&encode(&found.scenario)).scenario.expect("it opens");
    let before = cost(&scenario);
    for habit in habits() {
        let after = cost(&with(table(), &scenario, habit).0);
        near(after / before - 1.0, of(&found, habit).scenario.expect("priced"), 1e-9, "change");
    }
    let length = encode(&found.scenario).len();
    assert!(length < 1_400, "{length} characters");
}

/// A call at a time, by the prices of Opus 5.5: 4 a million of input, 5 written, 0.2 read, 20 of output.
#[test]
fn replay_of_other_habits_is_that_of_the_calls() {
    let way = Way { warm: 0.0, hit: 1.0, output: 0, ..WAY };
    let found = found(&logs(&way, &[3], 1));
    let usd = |floor: f64, growth: f64, lost: f64| {
        let written = floor + 3.0 * growth;
        let carried = (floor + growth) + (floor + 2.0 * growth);
        (written + carried * lost) * 5.0 + carried * (1.0 - lost) * 0.2
    };
    let real = usd(40e3, 1_500.0, 0.0);
    for (habit, other) in [
        (Habit::Base(10e3), usd(30e3, 1_500.0, 0.0)),
        (Habit::Growth(0.2), usd(40e3, 1_200.0, 0.0)),
        (Habit::HitRate(0.02), usd(40e3, 1_500.0, 0.02)),
    ] {
        let replay = of(&found, habit).replay.expect("priced");
        near(replay, other / real - 1.0, 1e-3, "replay");
    }
}

/// 64 runs of a script and three long conversations were +19 to +34% as one mean session.
#[test]
fn headless_runs_beside_long_conversations_keep_their_cost() {
    let run = Way { model: "claude-haiku-4-5", floor: 18e3, growth: 600.0, ..FULL };
    let long = Way { floor: 38e3, growth: 1_700.0, ..FULL };
    let found = found(&mixed(&[(run, &[2; 64]), (long, &[180, 240, 150])]));
    assert!(found.residual.error().abs() < 1e-3, "{}", found.residual.error());
    assert!(found.scenario.count_kinds() > 1, "{:?}", found.what_ifs);
    for what_if in &found.what_ifs {
        assert!(!what_if.is_apart(), "{what_if:?}");
    }
}

/// At 60K what stands after a compaction of the refactors does not fit.
#[test]
fn kind_without_room_stays_as_it_was() {
    let found = found(&work());
    let (changed, without) = with(table(), &found.scenario, Habit::Threshold(60e3));
    assert!(without > 0);
    let stayed = found.scenario.by_kind().zip(changed.by_kind()).filter(|(before, after)| before == after);
    assert_eq!(stayed.count(), without);
}

/// Runs of a script that are as large as conversations, and are compacted by themselves: what they are
/// called is how they were started.
#[test]
fn headless_runs_are_a_kind_of_their_own() {
    let run = Way { model: "claude-haiku-4-5", floor: 18e3, growth: 600.0, ..FULL };
    let short = Way { floor: 38e3, growth: 1_500.0, ..FULL };
    let long = Way { floor: 40e3, growth: 1_700.0, ..FULL };
    let mut all =
        mixed(&[(run, &[2; 40]), (short, &[20, 30, 25, 35, 28, 22]), (long, &[120, 150, 180, 140])]);
    all.sessions.iter_mut().take(40).for_each(|session| session.headless = true);
    let found = found(&all);
    let kinds: Vec<(String, f64)> =
        found.scenario.by_kind().map(|(kind, share)| (kind.kind_name.clone(), share)).collect();
    let runs = kinds.iter().find(|(name, _)| name == "Headless runs").expect("a kind of its own");
    near(runs.1, 0.8, 1e-4, "40 of 50 sessions");
    assert!(kinds.iter().filter(|(name, _)| name == "Headless runs").count() == 1, "{kinds:?}");
    assert!(!kinds.iter().any(|(name, _)| name.is_empty()), "{kinds:?}");
    assert!(found.residual.error().abs() < 1e-3, "{}", found.residual.error());
    for what_if in &found.what_ifs {
        assert!(!what_if.is_apart(), "{what_if:?}");
    }
}

/// One session of 24 is compacted: the nine lengths of a kind of eight sessions would be compacted in a
/// ninth of them.
#[test]
fn compactions_are_as_rare_as_they_were() {
    let small = Way { floor: 30e3, growth: 1_000.0, ..FULL };
    let large = Way { floor: 60e3, growth: 2_000.0, threshold: 400e3, base: 72e3, ..FULL };
    let all = mixed(&[
        (small, &[8, 12, 20, 15, 10, 9, 14, 18, 25, 30, 22, 17, 11, 13, 16]),
        (large, &[60, 80, 100, 70, 90, 110, 120, 85, 190]),
    ]);
    assert_eq!(all.compactions.len(), 1);
    let compactions = estimate(table(), &found(&all).scenario).answer.expect("a price").expected.compactions;
    near(compactions, 1.0 / 24.0, 0.2, "compactions a session");
}
