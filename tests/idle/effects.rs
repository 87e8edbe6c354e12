//! What idle compaction does to a scenario, where it has no effect, and how it is written down.

use crate::{answer, long, table, usd, with_pauses};
use sawtooth::decisions::actions::{Standing, actions};
use sawtooth::decisions::savings::Lever;
use sawtooth::model::estimate::{Warning, estimate};
use sawtooth::model::mixture::{NoIdle, expected};
use sawtooth::model::usage::Source;
use sawtooth::prices::Class;
use sawtooth::scenario::link::{decode, encode, file};
use sawtooth::scenario::*;
use sawtooth::view::{self, Locale, words};

fn without(scenario: &Scenario) -> Scenario {
    let mut other = scenario.clone();
    other.compaction.idle = false;
    other
}

fn misses(scenario: &Scenario) -> Option<NoIdle> {
    answer(scenario).warnings.into_iter().find_map(|warning| match warning {
        Warning::NoIdle { why } => Some(why),
        _ => None,
    })
}

/// FACTS-2026-11-28 section b, 1: at 440,000 tokens on Opus 5.5 a return costs $3.52 and is
/// replaced by a read of $0.09, a summary of $0.10 and the write of a small context.
#[test]
fn return_after_a_pause_costs_what_was_observed() {
    let mut scenario = with_pauses(long("claude-opus-5-5", 2.0), 1.0);
    (scenario.work.spread, scenario.cache.warm) = (1.0, 0.0);
    scenario.shape = Shape { floor: 440e3, growth: 0.0, output: 0.0 };
    (scenario.compaction.summary, scenario.compaction.reacquire) = (5e3, 0.0);
    let first = 440e3 * 8.0 / 1e6;
    assert!((usd(&without(&scenario)) - 2.0 * first).abs() < 1e-9);
    let answer = answer(&scenario);
    let compaction: f64 =
        answer.session.lines.iter().filter(|l| l.source == Source::Compaction).map(|l| l.usd).sum();
    assert!((compaction - (0.088 + 0.1)).abs() < 1e-9, "{compaction}");
    assert_eq!((answer.expected.compactions, answer.expected.in_pauses), (1.0, 1.0));
    // The base context stands there again, and is written again.
    assert!((answer.session.total - (2.0 * first + 5e3 * 8.0 / 1e6 + compaction)).abs() < 1e-9);
}

#[test]
fn without_long_pauses_nothing_changes() {
    for requests in [200.0, 700.0, 3_000.0] {
        let scenario = with_pauses(long("claude-haiku-5-5", requests), 0.0);
        assert_eq!(misses(&scenario), Some(NoIdle::NoLongPauses));
        assert_eq!(usd(&scenario), usd(&without(&scenario)));
        let mut given = long("claude-haiku-5-5", requests);
        given.cache.long_pauses = 1e-13;
        let (with, without) = (usd(&given), usd(&without(&given)));
        assert!((with - without).abs() < 1e-9 * without, "{with}, not {without}");
    }
}

#[test]
fn small_sessions_keep_every_digit() {
    let mut scenario = with_pauses(long("claude-opus-5-5", 60.0), 0.5);
    scenario.work.spread = 1.5;
    assert_eq!(misses(&scenario), Some(NoIdle::TooSmall));
    assert_eq!(answer(&scenario).session, answer(&without(&scenario)).session);
}

#[test]
fn long_sessions_of_a_subscriber_cost_less() {
    let scenario = with_pauses(long("claude-opus-5-5", 300.0), 1.0);
    let (with, without) = (usd(&scenario), usd(&without(&scenario)));
    println!("Opus 5.5, median 300 requests, one pause over an hour a session: ${without:.2} to ${with:.2}");
    assert!(with < without);
    assert_eq!(misses(&scenario), None);
    let found = answer(&scenario).expected;
    assert!(found.in_pauses > 0.0 && found.in_pauses <= found.compactions);
}

/// Each condition alone, in the order in which they are looked for.
#[test]
fn warning_says_what_is_missing() {
    let check = |why: NoIdle, change: fn(&mut Scenario)| {
        let mut scenario = with_pauses(long("claude-opus-5-5", 300.0), 1.0);
        change(&mut scenario);
        assert_eq!(misses(&scenario), Some(why));
        if why != NoIdle::TooLong {
            assert_eq!(usd(&scenario), usd(&without(&scenario)), "{why:?}");
        }
        let text = words::warning(&Warning::NoIdle { why }, &scenario, &Locale::default());
        assert!(text.starts_with("“Idle compaction” ") && text.ends_with('.'), "{text}");
        assert_eq!(misses(&without(&scenario)), None);
    };
    check(NoIdle::Totals, |s| s.basis = Basis::Totals);
    check(NoIdle::NotCached, |s| s.cache.on = false);
    check(NoIdle::FiveMinutes, |s| s.cache.lifetime = Some(Lifetime::FiveMinutes));
    check(NoIdle::FiveMinutes, |s| s.payment = Payment::ApiKey);
    check(NoIdle::Routed, |s| s.routing = Routing::PerRequest);
    check(NoIdle::Pruned, |s| s.compaction.method = Method::Prune);
    check(NoIdle::NoLongPauses, |s| s.cache.pauses_60m = 0.0);
    check(NoIdle::TooSmall, |s| s.work.messages = 20.0);
    check(NoIdle::TooSmall, |s| {
        (s.compaction.trigger, s.compaction.threshold) = (Trigger::Threshold, 190e3);
    });
    check(NoIdle::TooLong, |s| s.work.messages = 50_000.0);
    assert_eq!(misses(&with_pauses(long("claude-opus-5-5", 300.0), 1.0)), None);
}

/// Sub-agents run unattended.
#[test]
fn sub_agents_have_no_pauses() {
    let mut scenario = with_pauses(long("claude-opus-5-5", 300.0), 1.0);
    scenario.agents.count = 2.0;
    scenario.agents.turns = 400.0;
    let agents = |scenario: &Scenario| {
        let lines = answer(scenario).session.lines;
        lines.into_iter().filter(|l| l.source == Source::Agents).collect::<Vec<_>>()
    };
    assert!(!agents(&scenario).is_empty());
    assert_eq!(agents(&scenario), agents(&without(&scenario)));
}

#[test]
fn reported_hit_rate_solves_back() {
    for (hit, long_pauses) in [(0.9, 0.02), (0.5, 0.3), (0.99, 0.05), (0.97, 0.003), (0.0, 0.1), (1.0, 0.2)] {
        let mut given = long("claude-haiku-5-5", 250.0);
        (given.cache.hit_rate, given.cache.long_pauses) = (hit, long_pauses);
        let found = answer(&given);
        let mut reported = given.clone();
        (reported.cache.source, reported.cache.reported) = (HitSource::Reported, found.expected.reported);
        let solved = answer(&reported);
        let (h, back) = (hit, solved.expected.hit_rate.expect("a chance"));
        assert!((back - h).abs() < 1e-9, "{back}, not {h}");
        assert!((solved.session.total - found.session.total).abs() < 1e-7 * found.session.total);
        let (low, high) = found.expected.reported_bounds;
        for beyond in [low - 1e-3, high + 1e-3] {
            reported.cache.reported = beyond;
            let problems = estimate(table(), &reported).problems;
            let trouble = Trouble::ImpossibleHitRate { low, high };
            assert!(beyond < 0.0 || problems == [Problem { field: "reported", trouble }], "{problems:?}");
        }
    }
}

/// One rate for all kinds, each with a chance of a long pause of its own.
#[test]
fn reported_hit_rate_of_two_kinds_solves_back() {
    for hit in [0.9, 0.985, 0.999] {
        let mut given = long("claude-opus-5-5", 250.0);
        given.cache.hit_rate = hit;
        given.add_kind("Other".into(), 0.4);
        given.edit_kind(1, |kind| (kind.cache.long_pauses, kind.work.messages) = (0.04, 400.0));
        given.edit_kind(0, |kind| kind.cache.long_pauses = 0.002);
        let found = answer(&given);
        let mut reported = given.clone();
        (reported.cache.source, reported.cache.reported) = (HitSource::Reported, found.expected.reported);
        let solved = answer(&reported);
        assert!((solved.expected.hit_rate.expect("a chance") - hit).abs() < 1e-9);
        assert!((solved.session.total - found.session.total).abs() < 1e-7 * found.session.total);
    }
}

/// The mean of kinds is their sum, each with its own pauses.
#[test]
fn kinds_have_their_own_pauses() {
    let mut both = with_pauses(long("claude-opus-5-5", 300.0), 2.0);
    both.add_kind("Other".into(), 0.25);
    both.edit_kind(1, |kind| kind.cache.pauses_60m = 0.2);
    let [first, second] = [0, 1].map(|kind| answer(&both.as_kind(kind)));
    let all = answer(&both);
    let mean = |of: fn(&sawtooth::model::estimate::Answer) -> f64| of(&first) * 0.75 + of(&second) * 0.25;
    for (what, mean) in [
        (all.session.total, mean(|a| a.session.total)),
        (all.expected.compactions, mean(|a| a.expected.compactions)),
        (all.expected.in_pauses, mean(|a| a.expected.in_pauses)),
    ] {
        assert!((what - mean).abs() < 1e-9 * mean, "{what}, not {mean}");
    }
    let read = |answer: &sawtooth::model::estimate::Answer, class: &[Class]| -> f64 {
        let main = |source: Source| matches!(source, Source::Main | Source::Compaction);
        let lines = answer.session.lines.iter().filter(|line| main(line.source));
        lines.filter_map(|line| line.of).filter(|of| class.contains(&of.class)).map(|of| of.tokens).sum()
    };
    let prompts = [Class::Input, Class::Write5m, Class::Write1h, Class::Read];
    let reported = read(&all, &[Class::Read]) / read(&all, &prompts);
    assert!((all.expected.reported - reported).abs() < 1e-9, "{} not {reported}", all.expected.reported);
    // Held at the chances that were found, it is the same.
    let held = sawtooth::model::mixture::with_chances(&all.prices, &all.scenario).expect("a price");
    let again = expected(&all.prices, &held).expect("a price");
    let total = sawtooth::model::bill::total(&all.prices, &again.usage);
    assert!((total - all.session.total).abs() < 1e-9 * total);
}

#[test]
fn scenario_goes_into_link_and_file_and_back() {
    let mut scenario = long("claude-opus-5-5", 300.0);
    scenario.cache.long_pauses = 0.0125;
    scenario.add_kind("Other".into(), 0.25);
    scenario.edit_kind(1, |kind| (kind.cache.long_pauses, kind.compaction.idle) = (0.04, false));
    let link = encode(&scenario);
    for pair in ["~idle-yes~", "~longPauses-0.0125~", "longPauses_0.04", "idle_no"] {
        assert!(link.contains(pair), "{link}");
    }
    let opened = decode(&link);
    assert_eq!((opened.scenario.as_ref(), opened.faults.as_slice()), (Some(&scenario), [].as_slice()));
    let opened = file::read(&file::write(&scenario));
    assert_eq!((opened.scenario.as_ref(), opened.faults.as_slice()), (Some(&scenario), [].as_slice()));
    // What an older link does not say is off.
    let older = decode("s1~average1~on-2026-11-21~rev-1~ujr").scenario.expect("a golden link");
    assert!(!older.compaction.idle);
}

/// Tokens read at a request, from the session's end backwards.
#[test]
fn tokens_read_once_are_gone_with_a_pause() {
    for (at, requests, threshold) in [(10.0, 300.0, 967e3), (200.0, 300.0, 967e3), (10.0, 300.0, 250e3)] {
        let mut scenario = long("claude-opus-5-5", requests);
        (scenario.cache.hit_rate, scenario.cache.long_pauses) = (0.95, 0.02);
        (scenario.compaction.trigger, scenario.compaction.threshold) = (Trigger::Threshold, threshold);
        (scenario.life.at, scenario.life.read) = (at, 1e6);
        // Opus 5.5, USD a million: cache read 0.20, writes 8 for an hour and 5 for five minutes.
        let main = |hit: f64| hit * 0.2 + (1.0 - hit) * 8.0;
        let compaction = |hit: f64| hit * 0.2 + (1.0 - hit) * 5.0;
        let mut after = 0.0;
        for request in (at as u32..requests as u32).rev() {
            let context = |request: u32| scenario.shape.floor + f64::from(request) * scenario.shape.growth;
            let goes_on = |hit: f64| match context(request + 1) > threshold {
                true => compaction(hit),
                false => main(hit) + after,
            };
            after = match context(request) >= 200e3 {
                true => 0.02 * compaction(1.0) + 0.98 * goes_on(0.95 / 0.98),
                false => goes_on(0.95),
            };
        }
        let life = sawtooth::decisions::token_cost::life(&answer(&scenario)).expect("no totals");
        let read = life.read.expect("in the session");
        assert!((read.usd - (8.0 + after)).abs() < 1e-9, "{} not {}", read.usd, 8.0 + after);
    }
}

#[test]
fn picture_of_one_session_has_no_pauses() {
    let scenario = with_pauses(long("claude-opus-5-5", 300.0), 1.0);
    let notes = |scenario: &Scenario| {
        let others = view::sawtooth::Others { optimized: scenario, baseline: None };
        view::sawtooth::texts(table(), &answer(scenario), &others, &Locale::default())
            .expect("a picture")
            .notes
    };
    let note = "Context and cost are those without “Idle compaction”.";
    assert!(notes(&scenario).iter().any(|text| text == note), "{:?}", notes(&scenario));
    assert!(!notes(&without(&scenario)).iter().any(|text| text == note));
}

/// Half of the pauses avoided is half of both chances.
#[test]
fn fewer_pauses_are_fewer_idle_compactions() {
    let mut given = long("claude-opus-5-5", 300.0);
    (given.cache.hit_rate, given.cache.long_pauses) = (0.97, 0.01);
    given.levers.avoided = 0.5;
    for lever in Lever::ALL {
        (choice(lever.key()).expect("a tick").set)(&mut given, "no");
    }
    let mut half = given.clone();
    (half.cache.hit_rate, half.cache.long_pauses) = (0.985, 0.005);
    let saved = answer(&given).month.total - answer(&half).month.total;
    let all = actions(table(), &answer(&given));
    let row = all.rows.iter().find(|row| row.lever == Lever::Pauses).expect("a row");
    let Standing::Offered { saves } = row.standing else { panic!("{row:?}") };
    assert!((saves - saved).abs() < 1e-6, "{saves}, not {saved}");
}
