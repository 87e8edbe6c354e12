//! Agents: the mean sub-agent, and how many of them a session starts.

use super::Caution;
use super::counted::Counted;
use super::inputs::{FLOOR_OF_WINDOW, GROWTH_OF_WINDOW, Made, each, tidy};
use super::pool::Pool;
use super::sums::Sums;
use super::trial;
use crate::model::usage::Source;
use crate::prices::Class;
use crate::scenario::{Shape, Share};

/// What single sub-agents were like, and how many each session started; nothing where only sums are known.
#[derive(Default)]
pub(super) struct Single {
    turns: Vec<f64>,
    floors: Vec<f64>,
    growths: Vec<f64>,
    outputs: Vec<f64>,
    started: Vec<f64>,
}

impl Single {
    pub fn of(pool: &Pool, made: &Made) -> Single {
        let agents = &pool.agents;
        let scaled = |of: fn(&Counted) -> f64| each(agents, |fit| of(fit) * pool.scale(made, fit));
        let started = each(&pool.main, |fit| {
            let from = pool.agents.partition_point(|agent| agent.session < fit.session);
            pool.agents[from..].iter().take_while(|agent| agent.session == fit.session).count() as f64
        });
        Single {
            turns: each(agents, |fit| fit.turns()),
            floors: scaled(|fit| fit.line.floor),
            growths: scaled(|fit| fit.line.growth),
            outputs: scaled(|fit| fit.output),
            started,
        }
    }
}

/// A sub-agent of the model has a cold floor, one number of requests and never loses its
/// prefix, real ones begin warm and differ: so floor and growth are those that send and read
/// as many tokens in so many requests. The count is then what costs the same, and the model the
/// one on which that is nearest to how many there were.
pub(super) fn set(sums: &Sums, single: &Single, made: &mut Made) {
    if sums.agent_count == 0.0 {
        made.scenario.agents.count = 0.0;
        return;
    }
    let work = &sums.agents;
    let models = work.of_model.iter().filter(|usd| **usd > 0.0).count();
    if models > 1 {
        made.cautions.push(Caution::SeveralAgentModels { models });
    }
    shape(sums, single, made);
    count(sums, single, made);
}

fn shape(sums: &Sums, single: &Single, made: &mut Made) {
    let (n, work) = (sums.agent_count, &sums.agents);
    let turns = libm::round(sums.agent_turns / n).max(1.0);
    let prompt = work.prompt() / n;
    let fresh = prompt - work.tokens[Class::Read as usize] / n;
    let (floor, growth) = straight(turns, prompt, fresh);
    let floor = floor.min(made.window() * FLOOR_OF_WINDOW);
    let growth = growth.min(made.window() * GROWTH_OF_WINDOW);
    made.set("agentTurns", turns, &single.turns);
    made.set("agentFloor", tidy(floor, 4), &single.floors);
    made.set("agentGrowth", tidy(growth, 4), &single.growths);
    let output = work.tokens[Class::Output as usize] / n / turns;
    made.set("agentOutput", tidy(output, 4), &single.outputs);
}

/// Floor and growth of `turns` requests that send `prompt` tokens, `fresh` of them written.
fn straight(turns: f64, prompt: f64, fresh: f64) -> (f64, f64) {
    let later = turns * (turns - 1.0) / 2.0;
    let growth = if later > 0.0 { ((turns * fresh - prompt) / later).max(0.0) } else { 0.0 };
    let all = turns * (turns + 1.0) / 2.0;
    let growth = growth.min(prompt / all);
    ((prompt - growth * all) / turns, growth)
}

fn count(sums: &Sums, single: &Single, made: &mut Made) {
    let (sessions, work) = (sums.sessions, &sums.agents);
    let real = sums.agent_count / sessions;
    let off = |count: f64| libm::log(count / real).abs();
    let mut best: Option<(f64, String)> = None;
    for price in made.prices.0.iter().zip(&work.of_model).filter(|(_, usd)| **usd > 0.0).map(|(p, _)| p) {
        let one = alone(made, &price.id);
        let count = if one > 0.0 { work.total() / sessions / one } else { continue };
        if best.as_ref().is_none_or(|(least, _)| off(count) < off(*least)) {
            best = Some((count, price.id.clone()));
        }
    }
    let Some((count, model)) = best else { return };
    made.scenario.agents.model = model;
    made.choices.push("agentModel");
    made.set("agents", tidy(count, 4), &single.started);
}

/// USD of one sub-agent on a model.
fn alone(made: &Made, model: &str) -> f64 {
    let mut scenario = made.scenario.clone();
    scenario.agents.count = 1.0;
    scenario.agents.model = model.into();
    // The smallest session that can have one.
    scenario.shape = Shape { floor: 0.0, growth: 0.0, output: 0.0 };
    scenario.mix = vec![Share { model: scenario.agents.model.clone(), share: 1.0 }];
    trial::usd(&made.prices, &scenario, Source::Agents)
}
