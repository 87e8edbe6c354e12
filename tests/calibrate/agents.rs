//! Sub-agents: how many there are, how large, and on which model.

use super::made::{DAY, MINUTE, START, WAY, Way, add};
use super::{base, calibrated, input, near, table};
use sawtooth::forecast::calibrate::{Calibrated, Calibration, Caution, calibrate_kinds};
use sawtooth::logs::Logs;
use sawtooth::logs::ledger::{Ledger, Terms};

/// Cold, and never without its prefix, as the model's sub-agents are.
const AGENT: Way =
    Way { model: "claude-haiku-4-5", floor: 20e3, growth: 1_200.0, output: 400, warm: 0.0, hit: 1.0, ..WAY };

/// Twelve sessions, each with sub-agents of these requests.
fn with(agents: impl Fn(usize) -> Vec<(Way, usize)>) -> Logs {
    let mut all = Logs::default();
    for place in 0..12 {
        let start = START + place as i64 * DAY;
        add(&mut all, &WAY, 0, 30, start);
        for (chain, (way, turns)) in (1..).zip(agents(place)) {
            add(&mut all, &way, chain, turns, start + MINUTE);
        }
    }
    all
}

fn found(agents: impl Fn(usize) -> Vec<(Way, usize)>) -> Calibration {
    let found = calibrated(&with(agents)).expect("it can be priced");
    near(found.residual.modelled, found.residual.real, 1e-3, "cost of a session");
    found
}

fn spread(found: &Calibration, key: &str) -> Calibrated {
    *found.inputs.iter().find(|input| input.key == key).expect("it came from the logs")
}

fn models_said(found: &Calibration) -> Option<usize> {
    found.cautions.iter().find_map(|caution| match caution {
        Caution::SeveralAgentModels { models } => Some(*models),
        _ => None,
    })
}

/// A sub-agent of Opus 5.5 costs between three and four of Haiku 4.5: with three of Haiku 4.5 and one of Opus 5.5 the
/// number on Haiku comes nearest to four, with one and three that on Opus.
#[test]
fn the_model_is_the_one_on_which_there_are_as_many() {
    let opus = Way { model: "claude-opus-5-5", ..AGENT };
    for (haikus, opuses, model) in [(3, 1, "claude-haiku-4-5"), (1, 3, "claude-opus-5-5")] {
        let agents = |_| [vec![(AGENT, 10); haikus], vec![(opus.clone(), 10); opuses]].concat();
        let found = found(agents);
        assert_eq!(found.scenario.agents.model, model);
        assert_eq!((models_said(&found), found.agents), (Some(2), 48));
    }
    assert_eq!(models_said(&found(|_| vec![(AGENT, 10); 2])), None);
}

/// One, two and three in turn: two a session, from one to three of twelve sessions.
#[test]
fn sessions_differ_in_how_many_they_start() {
    let found = found(|place| vec![(AGENT, 10); place % 3 + 1]);
    near(input(&found, "agents"), 2.0, 1e-3, "sub-agents a session");
    let agents = spread(&found, "agents");
    assert_eq!((agents.low, agents.high, agents.from), (1.0, 3.0, 12));
    let scale = found.scenario.tokenizer_factor;
    let floors = spread(&found, "agentFloor");
    near(floors.low, 20e3 * scale, 1e-3, "10th percentile");
    near(floors.high, 20e3 * scale, 1e-3, "90th percentile");
    assert_eq!((floors.from, spread(&found, "agentTurns").from), (24, 24));
}

/// Of four, six and eight requests six are the mean, and of one request alone nothing grows.
#[test]
fn requests_are_the_mean_and_one_has_no_growth() {
    let found = found(|place| vec![(AGENT, 4 + 2 * (place % 3))]);
    assert_eq!(input(&found, "agentTurns"), 6.0);
    let single = calibrated(&with(|_| vec![(AGENT, 1)])).expect("it can be priced");
    let scale = single.scenario.tokenizer_factor;
    assert_eq!((input(&single, "agentTurns"), input(&single, "agentGrowth")), (1.0, 0.0));
    // The whole prompt of the one request.
    near(input(&single, "agentFloor"), 21_200.0 * scale, 1e-3, "floor");
    near(input(&single, "agentOutput"), 400.0 * scale, 1e-3, "output");
    near(single.residual.modelled, single.residual.real, 1e-3, "cost of a session");
}

/// Half of what real ones begin with is in the cache, and some of it is lost later: as many as cost the
/// same.
#[test]
fn warm_sub_agents_cost_what_they_did() {
    let warm = Way { warm: 0.5, hit: 0.9, ..AGENT };
    let found = found(|_| vec![(warm.clone(), 12); 2]);
    assert!((1.0..3.0).contains(&input(&found, "agents")), "{}", input(&found, "agents"));
}

/// Contexts beyond any window: what a model can work with, and as many as cost the same.
#[test]
fn sub_agents_beyond_the_window_fit_it() {
    let large = Way { floor: 900e3, growth: 90e3, ..AGENT };
    let found = calibrated(&with(|_| vec![(large.clone(), 6)])).expect("it can be priced");
    assert_eq!(found.scenario.problems(table()), []);
    near(found.residual.modelled, found.residual.real, 0.02, "cost of a session");
    assert!(input(&found, "agents") > 1.0);
}

/// Questions start none, long conversations three each: each kind has its own.
#[test]
fn kinds_have_sub_agents_of_their_own() {
    let (question, long) =
        (Way { floor: 24e3, growth: 900.0, hit: 1.0, ..WAY }, Way { growth: 1_800.0, hit: 1.0, ..WAY });
    let mut all = Logs::default();
    for place in 0..16 {
        let (start, is_long) = (START + place * DAY, place % 4 == 0);
        add(&mut all, if is_long { &long } else { &question }, 0, if is_long { 150 } else { 4 }, start);
        (1..=3).filter(|_| is_long).for_each(|chain| add(&mut all, &AGENT, chain, 10, start + MINUTE));
    }
    let terms = Terms::default();
    let ledger = Ledger::new(table(), &all, &terms);
    let found = calibrate_kinds(table(), &all, &ledger, &terms, &base()).expect("it can be priced");
    let agents: Vec<f64> = found.scenario.by_kind().map(|(kind, _)| kind.agents.count).collect();
    assert!(agents.len() > 1, "{:?}", found.what_ifs);
    near(agents[0], 3.0, 0.01, "sub-agents of the long ones");
    assert_eq!(agents.last(), Some(&0.0), "{agents:?}");
    assert!(found.residual.error().abs() < 1e-3, "{}", found.residual.error());
}

/// Of four and seven requests in turn the mean is rounded up.
#[test]
fn half_a_request_is_one() {
    let found = found(|place| vec![(AGENT, if place % 2 == 0 { 4 } else { 7 })]);
    assert_eq!(input(&found, "agentTurns"), 6.0);
}

/// Ten requests that find all but their growth in the cache seem to shrink, and such as find nothing to
/// start from nothing: then growth or floor is none, and the prompts are what they were.
#[test]
fn the_line_of_sub_agents_stays_above_zero() {
    let scale = calibrated(&with(|_| vec![(AGENT, 10)])).expect("priced").scenario.tokenizer_factor;
    let prompt = 10.0 * 20e3 + 1_200.0 * 55.0;
    let (warm, lost) = (Way { warm: 1.0, ..AGENT }, Way { hit: 0.0, ..AGENT });
    let warm = calibrated(&with(|_| vec![(warm.clone(), 10)])).expect("it can be priced");
    assert_eq!(input(&warm, "agentGrowth"), 0.0);
    near(input(&warm, "agentFloor"), prompt / 10.0 * scale, 1e-3, "the mean prompt");
    let lost = calibrated(&with(|_| vec![(lost.clone(), 10)])).expect("it can be priced");
    near(input(&lost, "agentGrowth"), prompt / 55.0 * scale, 1e-3, "growth");
    assert!(input(&lost, "agentFloor") < 20.0, "{}", input(&lost, "agentFloor"));
}
