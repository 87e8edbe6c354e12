//! The speed of the sums: `make bench`, which reads what criterion measured.

use criterion::{Criterion, criterion_group, criterion_main};
use sawtooth::decisions::actions::{actions, actions_paid_in};
use sawtooth::decisions::effects::effect_paid_in;
use sawtooth::decisions::options;
use sawtooth::decisions::paid_in::PaidIn;
use sawtooth::decisions::payment::Payments;
use sawtooth::decisions::savings::pulled;
use sawtooth::model::bill;
use sawtooth::model::estimate::{estimate, estimate_beside};
use sawtooth::model::mixture::of_turns;
use sawtooth::model::price::Prices;
use sawtooth::prices::{RateTable, plans};
use sawtooth::scenario::{
    Group, LIKES, MOST_GROUPS, PayWith, Payment, Pays, Preset, Scenario, Share, Trigger,
};
use std::hint::black_box;

fn average(table: &RateTable) -> Scenario {
    // Any day on which the shipped prices hold; a benchmark has no clock of its own.
    Preset::Average.scenario(sawtooth::prices::date(2026, 11, 21), table.revision)
}

/// One session's expected cost on one model without spread, by its number of requests.
fn session(c: &mut Criterion) {
    let table = RateTable::shipped();
    let mut scenario = average(&table);
    scenario.mix = vec![Share { model: "claude-opus-5-5".into(), share: 1.0 }];
    // So low that the shortest compacts as well: then their numbers alone differ.
    scenario.compaction.trigger = Trigger::Threshold;
    scenario.compaction.threshold = 80_000.0;
    let prices = Prices::new(&table, &scenario, &[]);
    for requests in [50.0, 1_000.0, 1_000_000.0] {
        c.bench_function(&format!("session/{requests}"), |b| {
            b.iter(|| {
                let expected = of_turns(&prices, black_box(&scenario), std::iter::once(black_box(requests)));
                expected.map(|e| bill::total(&prices, &e.usage))
            });
        });
    }
}

/// What a moved slider needs: the answer with spread and mix, and the profiles beside it.
fn page(c: &mut Criterion) {
    let table = RateTable::shipped();
    let scenario = average(&table);
    c.bench_function("page", |b| {
        b.iter(|| {
            let scenario = black_box(&scenario);
            let mine = estimate(&table, scenario);
            let light = estimate(&table, &scenario.like(Preset::Light));
            let heavy = estimate(&table, &scenario.like(Preset::Heavy));
            let optimized = mine.answer.as_ref().map(|answer| pulled(&table, &[], answer));
            (mine, light, heavy, optimized)
        });
    });
}

/// Scenarios whose list of actions is measured: the presets, one made of logs, and one of long
/// sessions with little growth, on which the most thresholds differ.
fn listed(table: &RateTable) -> Vec<(&'static str, Scenario)> {
    let day = sawtooth::prices::date(2026, 11, 21);
    let preset = |preset: Preset| preset.scenario(day, table.revision);
    let link = "s1~average1~on-2026-11-21~rev-1~sessions-2.79~floor-41200~logs-39_14_3_0.62_1.48_x_floor_31000_52000_mix~nqc";
    let mut calibrated = sawtooth::scenario::link::decode(link).scenario.unwrap_or_else(|| average(table));
    (calibrated.work.messages, calibrated.work.spread, calibrated.shape.growth) = (9.37, 4.21, 1_733.0);
    let mut long = average(table);
    (long.work.messages, long.work.spread, long.shape.growth) = (30.0, 4.0, 700.0);
    vec![
        ("light", preset(Preset::Light)),
        ("typical", preset(Preset::Average)),
        ("heavy", preset(Preset::Heavy)),
        ("calibrated", calibrated),
        ("long", long),
    ]
}

/// The whole list of actions with the optimized scenario: at most 15 ms, so that in a browser it
/// follows a slider within 100 ms.
fn listing(c: &mut Criterion) {
    let table = RateTable::shipped();
    for (name, scenario) in listed(&table) {
        let Some(answer) = estimate(&table, &scenario).answer else { continue };
        c.bench_function(&format!("actions/{name}"), |b| b.iter(|| actions(&table, black_box(&answer))));
    }
    past_a_limit(c, &table);
}

/// The same where every change is what is paid with it: an estimate and all plans for each.
fn past_a_limit(c: &mut Criterion, table: &RateTable) {
    let (plans, mut scenario) = (plans::shipped(), average(table));
    scenario.pay_with(PayWith::Plan("max".into()));
    scenario.plans.state_capacity("max", 30.0, 30.0);
    let Some(answer) = estimate(table, &scenario).answer else { return };
    let unit = PaidIn::of_answer(&plans, &answer);
    assert_eq!(unit, PaidIn::Credits);
    c.bench_function("actions/credits", |b| {
        b.iter(|| actions_paid_in(unit, table, &plans, black_box(&answer)));
    });
    c.bench_function("effect/credits", |b| {
        b.iter(|| effect_paid_in(unit, table, &plans, &scenario, black_box(&answer), "sessions"));
    });
}

/// A bill that is met to the cent.
fn bill(c: &mut Criterion) {
    let table = RateTable::shipped();
    let scenario = average(&table).typed_bill(&average(&table), 300.0, sawtooth::scenario::PayPer::Month);
    c.bench_function("bill", |b| b.iter(|| estimate(&table, black_box(&scenario))));
}

/// What a moved slider needs of a team in which every group pays in its own way: all options
/// and the best mix of seats.
fn options(c: &mut Criterion) {
    let (table, plans) = (RateTable::shipped(), plans::shipped());
    let mut scenario = average(&table);
    scenario.team.own = 20.0;
    scenario.set_number("light", 8.0);
    scenario.set_number("average", 5.0);
    scenario.set_number("heavy", 3.0);
    scenario.team.set_pays(0, Pays::Plan("team-premium".into()));
    scenario.plans.state_capacity("team-premium", 60.0, 90.0);
    let answer = estimate(&table, &scenario).answer;
    c.bench_function("options", |b| {
        b.iter(|| black_box(&answer).as_ref().map(|answer| options::options(&plans, answer)));
    });
}

/// Twelve groups of three kinds of session each: presets' people, with their kinds; half are on seats.
fn large_team(table: &RateTable) -> Scenario {
    let kinds = |one: &mut Scenario| {
        one.add_kind_of("Quick question", 3.0, |kind| kind.work.messages = 1.0);
        one.add_kind_of("Long refactor", 0.5, |kind| kind.work.messages = 20.0);
    };
    let mut scenario = average(table);
    kinds(&mut scenario);
    for group in 1..MOST_GROUPS {
        let like = LIKES[group % LIKES.len()];
        scenario.add_group(Group::like(like, group as f64));
        scenario.edit_group(group, kinds);
        if group % 2 == 0 {
            scenario.team.set_pays(group, Pays::Plan("team-premium".into()));
        }
    }
    scenario
}

/// What a moved slider needs of such a team: the answer, what each group pays, and the options.
fn team(c: &mut Criterion) {
    let (table, plans) = (RateTable::shipped(), plans::shipped());
    let scenario = large_team(&table);
    let answer = estimate(&table, &scenario).answer;
    c.bench_function("team/estimate", |b| b.iter(|| estimate(&table, black_box(&scenario))));
    let mut next = scenario.clone();
    next.work.sessions_per_day += 1.0;
    c.bench_function("team/moved", |b| {
        b.iter(|| estimate_beside(&table, black_box(&next), black_box(&answer).as_ref()));
    });
    c.bench_function("team/payments", |b| {
        b.iter(|| black_box(&answer).as_ref().map(|answer| Payments::new(&plans, answer).paid()));
    });
    c.bench_function("team/options", |b| {
        b.iter(|| black_box(&answer).as_ref().map(|answer| options::options(&plans, answer)));
    });
}

/// Idle compaction, the one place where work grows with the requests: an estimate of nine lengths
/// around a median of 5,000 requests within 1 ms, and the list of actions of a subscriber with long
/// sessions.
fn idle(c: &mut Criterion) {
    let table = RateTable::shipped();
    let mut scenario = average(&table);
    scenario.payment = Payment::Subscription;
    scenario.mix = vec![Share { model: "claude-opus-5-5".into(), share: 1.0 }];
    (scenario.compaction.idle, scenario.work.requests_per_message) = (true, 10.0);
    scenario.work.messages = 500.0;
    c.bench_function("idle/5000", |b| b.iter(|| estimate(&table, black_box(&scenario))));
    scenario.work.messages = 30.0;
    let Some(answer) = estimate(&table, &scenario).answer else { return };
    c.bench_function("idle/actions", |b| b.iter(|| actions(&table, black_box(&answer))));
    scenario.compaction.idle = false;
    let Some(answer) = estimate(&table, &scenario).answer else { return };
    c.bench_function("idle/actions/off", |b| b.iter(|| actions(&table, black_box(&answer))));
}

criterion_group! {
    name = all;
    config = Criterion::default().without_plots();
    targets = session, page, listing, bill, options, team, idle
}
criterion_main!(all);
