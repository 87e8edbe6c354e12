//! Sessions with pauses, request by request over all states that they may be in, against the pass.

use proptest::prelude::*;
use proptest::sample::select;
use sawtooth::model::session::idle::{Idle, reaches};
use sawtooth::model::session::sums::{Server, SessionSums, Sums};
use sawtooth::model::session::{After, Course, Trajectory};
use std::collections::BTreeMap;

#[derive(Default)]
struct Walked {
    sums: SessionSums,
    compactions: f64,
    in_pauses: f64,
}

/// The chance of each age in a segment of each base (0 the first, 1 every later one), moved on
/// from request to request.
fn walk(course: &Course, server: &Server, long_pauses: f64, turns: u32) -> Walked {
    let After::Summary { left } = course.after else { panic!("{course:?}") };
    let bases = [course.floor, course.floor + left];
    let prompt = |base: usize, age: u32| bases[base] + f64::from(age) * course.growth;
    let tier = |prompt: f64| usize::from(prompt > server.step);
    let mut all = Walked::default();
    all.sums.main.warm[tier(prompt(0, 1))] += server.warm * course.floor;
    let mut states = BTreeMap::from([((0, 1), 1.0)]);
    for request in 1..=turns {
        let mut next = BTreeMap::new();
        for ((base, age), chance) in states {
            let size = prompt(base, age);
            add(&mut all.sums.main, tier(size), chance, size);
            if request == turns || chance == 0.0 {
                continue;
            }
            let mut goes_on = chance;
            let in_zone = size >= course.idle_from;
            if in_zone {
                let paused = chance * long_pauses;
                goes_on = chance * (1.0 - long_pauses);
                add(&mut all.sums.compaction, tier(size), paused, size);
                all.sums.compaction.warm[tier(size)] += paused * size;
                (all.compactions, all.in_pauses) = (all.compactions + paused, all.in_pauses + paused);
                *next.entry((1, 1)).or_insert(0.0) += paused;
            }
            let carried = |sums: &mut Sums, tier: usize, tokens: f64| {
                if in_zone { sums.unpaused[tier] += tokens } else { sums.carried[tier] += tokens }
            };
            if prompt(base, age + 1) > course.limit || f64::from(age) >= course.every {
                add(&mut all.sums.compaction, tier(size), goes_on, size);
                carried(&mut all.sums.compaction, tier(size), goes_on * size);
                carried(&mut all.sums.main, tier(prompt(1, 1)), goes_on * course.floor);
                all.compactions += goes_on;
                *next.entry((1, 1)).or_insert(0.0) += goes_on;
            } else {
                carried(&mut all.sums.main, tier(prompt(base, age + 1)), goes_on * size);
                *next.entry((base, age + 1)).or_insert(0.0) += goes_on;
            }
        }
        states = next;
    }
    all
}

fn add(sums: &mut Sums, tier: usize, requests: f64, size: f64) {
    sums.requests[tier] += requests;
    sums.prompt[tier] += requests * size;
}

fn same(a: &Sums, b: &Sums, size: f64) -> Result<(), TestCaseError> {
    let parts = |sums: &Sums| [sums.prompt, sums.carried, sums.unpaused, sums.warm];
    for tier in 0..2 {
        for (a, b) in parts(a).iter().zip(parts(b)) {
            prop_assert!((a[tier] - b[tier]).abs() <= 1e-11 * size, "{a:?}, not {b:?}");
        }
        prop_assert!((a.requests[tier] - b.requests[tier]).abs() < 1e-9, "{a:?}, not {b:?}");
    }
    Ok(())
}

fn check(course: &Course, server: &Server, long_pauses: f64, turns: u32) -> Result<(), TestCaseError> {
    let Ok(trajectory) = Trajectory::new(course, turns.into()) else { return Ok(()) };
    // One pass may serve sessions of several lengths.
    let idle = Idle::new(course, long_pauses, f64::from(turns) + f64::from(turns % 3) * 10.0);
    let found = idle.session(server, &trajectory).expect("the window is infinite");
    let walked = walk(course, server, long_pauses, turns);
    let all = walked.sums.main.prompt[0] + walked.sums.main.prompt[1];
    same(&found.sums.main, &walked.sums.main, all)?;
    same(&found.sums.compaction, &walked.sums.compaction, all)?;
    prop_assert!((found.compactions - walked.compactions).abs() < 1e-9);
    prop_assert!((found.in_pauses - walked.in_pauses).abs() < 1e-9);
    if long_pauses == 0.0 || !reaches(course, &trajectory) {
        let closed = SessionSums::of(course, server, &trajectory);
        let as_carried = |sums: &Sums| Sums {
            carried: [0, 1].map(|tier| sums.carried[tier] + sums.unpaused[tier]),
            unpaused: [0.0; 2],
            ..*sums
        };
        same(&as_carried(&found.sums.main), &closed.main, all)?;
        same(&as_carried(&found.sums.compaction), &closed.compaction, all)?;
        prop_assert!((found.compactions - trajectory.compactions).abs() < 1e-9);
    }
    Ok(())
}

/// Whole thousands, so that decisions are exact, or anything.
fn tokens(from: u32, to: u32) -> BoxedStrategy<f64> {
    let whole = (from..=to).prop_map(|thousands| f64::from(thousands) * 1e3);
    prop_oneof![3 => whole, 1 => f64::from(from) * 1e3..f64::from(to) * 1e3].boxed()
}

fn course() -> BoxedStrategy<Course> {
    let growth = prop_oneof![1 => Just(0.0), 4 => tokens(1, 9), 2 => tokens(10, 60), 1 => tokens(60, 250)];
    let limit = prop_oneof![1 => Just(f64::INFINITY), 2 => tokens(60, 400), 1 => tokens(400, 1_000)];
    let every = prop_oneof![3 => Just(f64::INFINITY), 1 => (1u32..12).prop_map(f64::from), 1 => (12u32..90).prop_map(f64::from)];
    let idle_from = prop_oneof![3 => Just(200e3), 1 => tokens(1, 300)];
    (tokens(0, 150), growth, limit, every, tokens(0, 250), idle_from)
        .prop_map(|(floor, growth, limit, every, left, idle_from)| Course {
            floor,
            growth,
            limit,
            window: f64::INFINITY,
            every,
            after: After::Summary { left },
            idle_from,
        })
        .boxed()
}

fn server() -> BoxedStrategy<Server> {
    let step = select(vec![f64::INFINITY, 100e3, 200e3, 60e3]);
    (step, 0.0..1.0).prop_map(|(step, warm)| Server { share: 1.0, step, warm }).boxed()
}

fn chance() -> BoxedStrategy<f64> {
    prop_oneof![1 => Just(0.0), 1 => Just(1.0), 3 => 0.0..0.05, 2 => 0.0..1.0].boxed()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pass_is_the_walk_over_all_states(
        course in course(), server in server(), long_pauses in chance(),
        turns in prop_oneof![1 => 1u32..4, 3 => 1u32..60, 2 => 60u32..400],
    ) {
        check(&course, &server, long_pauses, turns)?;
    }
}

/// The corners by name: a due compaction before the zone, none at all, and a first request in it.
#[test]
fn pass_is_the_walk_in_the_corners() {
    let course = |floor: f64, growth: f64, limit: f64, left: f64| Course {
        floor,
        growth,
        limit,
        window: f64::INFINITY,
        every: f64::INFINITY,
        after: After::Summary { left },
        idle_from: 200e3,
    };
    let haiku = Server { share: 1.0, step: 100e3, warm: 0.4 };
    for course in [
        course(20e3, 4e3, 150e3, 15e3),
        course(20e3, 4e3, 205e3, 15e3),
        course(20e3, 4e3, f64::INFINITY, 15e3),
        course(199e3, 1e3, f64::INFINITY, 15e3),
        course(20e3, 180e3, 190e3, 190e3),
        course(20e3, 4e3, 200e3, 15e3),
        course(250e3, 0.0, f64::INFINITY, 15e3),
        course(20e3, 3e3, 500e3, 195e3),
    ] {
        for turns in [1, 2, 3, 45, 46, 47, 200] {
            for long_pauses in [0.0, 1e-12, 0.01, 0.5, 1.0] {
                check(&course, &haiku, long_pauses, turns)
                    .unwrap_or_else(|e| panic!("{course:?} {turns}: {e}"));
            }
        }
    }
}

/// Nothing drifts over as many requests as are priced.
#[test]
fn longest_session_still_adds_up() {
    let course = Course {
        floor: 40e3,
        growth: 1_300.0,
        limit: 967e3,
        window: 1e6,
        every: f64::INFINITY,
        after: After::Summary { left: 15e3 },
        idle_from: 200e3,
    };
    let server = Server { share: 1.0, step: f64::INFINITY, warm: 0.0 };
    for long_pauses in [1e-9, 0.003, 0.3] {
        let trajectory = Trajectory::new(&course, 50_000.0).expect("it fits");
        let idle = Idle::new(&course, long_pauses, 50_000.0);
        let found = idle.session(&server, &trajectory).expect("it fits");
        let requests = found.sums.main.requests[0];
        assert!((requests / 50_000.0 - 1.0).abs() < 1e-10, "{requests}");
        // Each compaction is one, and begins one segment.
        assert!((found.sums.compaction.requests[0] - found.compactions).abs() < 1e-9 * found.compactions);
    }
}
