//! Solve: the session whose expectation is what the logs' mean session did.

use super::Residual;
use super::counted::Counted;
use super::inputs::{FLOOR_OF_WINDOW, GROWTH_OF_WINDOW, Made, each, tidy};
use super::means::Means;
use super::pool::{Pool, Work};
use super::sums::Sums;
use super::trial;
use super::{lifetime, mix};
use crate::model::price::Prices;
use crate::model::usage::Source;
use crate::prices::Class;
use crate::scenario::{Lifetime, Scenario};

mod search;
mod shape;

use search::{Search, Wanted};
use shape::Shaped;

/// Makes the main conversation of the scenario and gives what is left over, with the chance of
/// a hit as the logs have it. The pool says how its single conversations are spread about those means.
pub(super) fn solve(pool: &Pool, means: &Means, made: &mut Made) -> (Residual, Option<f64>) {
    let sums = &means.sums;
    let hit_rate = natural(pool, means, made);
    mix::by_tokens(made, &sums.main);
    made.choices.push("mix");
    let wanted = best_lifetime(means, made, wanted(means), hit_rate);
    for key in ["messages", "spread", "floor", "growth", "output", "hit"] {
        made.settle(key);
    }
    let found = residual(means, made, wanted);
    let background = sums.searches / sums.sessions + found.unlogged;
    if background > 0.0 {
        made.set("background", tidy(background, 4), &[]);
        made.rests_on("background", sums.sessions as usize);
    }
    (residual(means, made, wanted), hit_rate)
}

/// The session of a kind as it was, with the growth that costs what its sessions did; and what is
/// left over. Nothing where no such session does.
pub(super) fn as_shaped(sums: &Sums, made: &mut Made) -> Option<Residual> {
    let (work, sessions) = (&sums.main, sums.sessions);
    // Of the first requests, what was found in the cache.
    made.scenario.cache.warm = if sums.floors > 0.0 { tidy(sums.warm / sums.floors, 4) } else { 0.0 };
    mix::by_tokens(made, work);
    let mut wanted = Wanted {
        sessions: sessions as usize,
        turns: sums.turns / sessions,
        // Found by the squares.
        spread: 1.0,
        compactions: sums.cuts == 0.0,
        ..wanted_of(work, sessions)
    };
    let shaped = Shaped {
        first: sums.floors / sessions,
        square: sums.squares / sessions / (wanted.turns * wanted.turns),
        compactions: sums.cuts / sessions,
    };
    let agents = std::mem::take(&mut made.scenario.agents.count);
    if sums.carried > 0.0 && made.scenario.cache.on {
        made.scenario.cache.hit_rate = sums.read / sums.carried;
    }
    let mut is_met = false;
    let most = most(made);
    Search { prices: &made.prices, scenario: &mut made.scenario, wanted, most }.lengthen(&shaped);
    for pass in 0..PASSES {
        if pass > 0 {
            mix::by_session(made, work);
            wanted.prompt = wanted.prompt_by_cost(&made.prices, &made.scenario).unwrap_or(wanted.prompt);
        }
        is_met = Search { prices: &made.prices, scenario: &mut made.scenario, wanted, most }.shape(&shaped);
    }
    made.scenario.agents.count = agents;
    is_met.then(|| left_over(made, sums, wanted, sessions))
}

/// Puts what no line holds under background work, and says what a kind's session misses.
fn left_over(made: &mut Made, sums: &Sums, wanted: Wanted, sessions: f64) -> Residual {
    let trial = wanted.trial(&made.prices, &made.scenario).unwrap_or_default();
    let usd = |source| trial::usd(&made.prices, &made.scenario, source);
    let (compactions, agents) = (usd(Source::Compaction) + 0.0, usd(Source::Agents));
    let unlogged = (sums.unlogged / sums.known.max(1.0) - compactions).max(0.0);
    let beside = sums.searches / sessions + unlogged;
    made.scenario.background = tidy(beside, 4);
    let classes =
        Class::ALL.map(|class| (sums.main.usd[class as usize] / sessions, trial.usd[class as usize]));
    Residual {
        listed: sums.listed / sessions + unlogged,
        real: sums.real / sessions + beside,
        termed: sums.termed / sessions + beside,
        unlogged,
        less: [0.0; 2],
        modelled: trial.total() + agents + made.scenario.background,
        compactions: if wanted.compactions { 0.0 } else { compactions },
        classes,
        prompts: (wanted.prompt, trial.prompt),
    }
}

fn wanted(means: &Means) -> Wanted {
    let sums = &means.sums;
    Wanted {
        sessions: sums.sessions as usize,
        turns: sums.turns / sums.sessions,
        spread: means.spread,
        compactions: sums.cuts == 0.0,
        ..wanted_of(&sums.main, sums.sessions)
    }
}

/// What the mean of so many sessions sent and cost.
fn wanted_of(work: &Work, sessions: f64) -> Wanted {
    Wanted {
        sessions: 0,
        turns: 0.0,
        spread: 1.0,
        prompt: work.prompt() / sessions,
        prompt_usd: work.prompt_usd() / sessions,
        read_usd: work.usd[Class::Read as usize] / sessions,
        output_usd: work.output_usd() / sessions,
        compactions: false,
    }
}

/// The inputs as the logs have them, weighted so that the sums over all sessions are kept:
/// floor and growth by requests, the warm part by what the first calls read.
fn natural(pool: &Pool, means: &Means, made: &mut Made) -> Option<f64> {
    let main = &pool.main;
    let scales = each(main, |fit| pool.scale(made, fit));
    let turns = each(main, |fit| fit.turns());
    let all = means.sums.turns;
    let scaled = |of: fn(&Counted) -> f64| -> Vec<f64> {
        main.iter().zip(&scales).map(|(fit, scale)| of(fit) * scale).collect()
    };
    let (floors, growths) = (scaled(|fit| fit.line.floor), scaled(|fit| fit.line.growth));
    let (floor, growth) = (means.floors / all, means.growths / all);
    let most = most(made);
    made.set("floor", tidy(floor.min(most.0), 4), &floors);
    let growing = main.iter().zip(&growths).filter(|(fit, _)| fit.turns() > 1.0);
    made.set(
        "growth",
        tidy(growth.min(most.1), 4),
        &growing.map(|(_, growth)| *growth).collect::<Vec<f64>>(),
    );
    let output = means.sums.main.tokens[Class::Output as usize] / all;
    made.set("output", output, &scaled(|fit| fit.output));
    let warm = if floor > 0.0 { (means.warm / means.sums.sessions / floor).min(1.0) } else { 0.0 };
    made.set("warm", tidy(warm, 4), &each(main, |fit| fit.warm));
    lengths(pool, made, &turns);
    hits(pool, &means.sums, made)
}

/// The largest floor and growth with which every model can work.
fn most(made: &Made) -> (f64, f64) {
    (made.window() * FLOOR_OF_WINDOW, made.window() * GROWTH_OF_WINDOW)
}

/// Messages and their spread: what stands there is found by the search.
fn lengths(pool: &Pool, made: &mut Made, turns: &[f64]) {
    let typed = each(&pool.main, |fit| super::days::prompts(pool, fit));
    let told = typed.iter().any(|typed| *typed > 0.0);
    let per_message = made.scenario.work.requests_per_message;
    let messages: Vec<f64> = turns.iter().map(|turns| turns / per_message).collect();
    made.set("messages", made.scenario.work.messages, if told { &typed } else { &messages });
    made.set("spread", made.scenario.work.spread, &[]);
    made.rests_on("spread", turns.len());
}

/// The chance of a hit, of all that was carried what was read, and the reported rate.
fn hits(pool: &Pool, sums: &Sums, made: &mut Made) -> Option<f64> {
    let hit_rate = (sums.carried > 0.0 && made.scenario.cache.on).then(|| sums.read / sums.carried)?;
    let single: Vec<f64> = pool.main.iter().filter_map(|fit| fit.hit_rate).collect();
    made.set("hit", hit_rate, &single);
    let work = &sums.main;
    if work.prompt() > 0.0 {
        let reported = work.tokens[Class::Read as usize] / work.prompt();
        made.set("reported", tidy(reported, 4), &each(&pool.main, reported_of));
    }
    Some(hit_rate)
}

fn reported_of(fit: &Counted) -> f64 {
    let (read, all) = (fit.of_class(Class::Read), fit.prompt());
    if all > 0.0 { read / all } else { 0.0 }
}

/// Solves with each lifetime that was written, and keeps the one that meets the cost with the
/// chance of a hit nearest to the real one.
fn best_lifetime(means: &Means, made: &mut Made, wanted: Wanted, hit_rate: Option<f64>) -> Wanted {
    let work = &means.sums.main;
    let agents = std::mem::take(&mut made.scenario.agents.count);
    let mut best: Option<(f64, Scenario, Wanted)> = None;
    let start = made.scenario.clone();
    for lifetime in lifetime::worth_trying(means.hour_share) {
        made.scenario = start.clone();
        made.scenario.cache.lifetime = Some(lifetime);
        let mut wanted = wanted;
        // Once by tokens, and then by the mix and the rates that this session makes.
        for pass in 0..PASSES {
            if pass > 0 {
                mix::by_session(made, work);
                wanted.prompt = wanted.prompt_by_cost(&made.prices, &made.scenario).unwrap_or(wanted.prompt);
                made.scenario.shape = start.shape;
            }
            let most = most(made);
            Search { prices: &made.prices, scenario: &mut made.scenario, wanted, most }.run();
        }
        let off = distance(&made.prices, &made.scenario, wanted, hit_rate);
        if best.as_ref().is_none_or(|(least, _, _)| off < *least) {
            best = Some((off, made.scenario.clone(), wanted));
        }
    }
    let (_, scenario, wanted) = best.unwrap_or((0.0, start, wanted));
    made.scenario = scenario;
    made.scenario.agents.count = agents;
    let word = match made.scenario.cache.lifetime {
        Some(Lifetime::OneHour) => "1h",
        _ => "5m",
    };
    made.choose("lifetime", word);
    wanted
}

/// Rounds after which mix and session no longer change each other by what is shown.
const PASSES: usize = 3;

/// A dollar in a hundred that is missed counts as much as a chance that is off by one in a hundred.
fn distance(prices: &Prices, scenario: &Scenario, wanted: Wanted, hit_rate: Option<f64>) -> f64 {
    let Some(trial) = wanted.trial(prices, scenario) else { return f64::INFINITY };
    let usd = wanted.prompt_usd + wanted.output_usd;
    let missed = if usd > 0.0 { (trial.total() / usd - 1.0).abs() } else { 0.0 };
    missed + hit_rate.map_or(0.0, |hit_rate| (scenario.cache.hit_rate - hit_rate).abs())
}

fn residual(means: &Means, made: &Made, wanted: Wanted) -> Residual {
    let (sums, sessions) = (&means.sums, means.sums.sessions);
    let real = sums.real;
    let less = means.at_one.map(|usd| if real > 0.0 { 1.0 - usd / real } else { 0.0 });
    let trial = wanted.trial(&made.prices, &made.scenario).unwrap_or_default();
    let usd = |source| trial::usd(&made.prices, &made.scenario, source);
    let compactions = usd(Source::Compaction) + 0.0;
    // The model has the summaries of compactions already.
    let unlogged = (sums.unlogged / sums.known.max(1.0) - compactions).max(0.0);
    let beside = sums.searches / sessions + unlogged;
    let of_class = |class: Class| sums.main.usd[class as usize] / sessions;
    Residual {
        listed: sums.listed / sessions + unlogged,
        real: real / sessions + beside,
        termed: sums.termed / sessions + beside,
        unlogged,
        less,
        modelled: trial.total() + usd(Source::Agents) + made.scenario.background,
        compactions: if wanted.compactions { 0.0 } else { compactions },
        classes: Class::ALL.map(|class| (of_class(class), trial.usd[class as usize])),
        prompts: (wanted.prompt, trial.prompt),
    }
}
