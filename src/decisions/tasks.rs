//! What a task costs: its sessions of each kind, with a range from how different sessions are.

use crate::model::bill;
use crate::model::estimate::Answer;
use crate::model::mixture::{Lengths, NINTHS, again, along, expected, held, hold, lengths, routes, shares};
use crate::model::price::Prices;
use crate::prices::{Class, PriceTier};
use crate::scenario::{Agents, Basis, HitSource, MOST_IN_TASK, Problem, Routing, Scenario, Share, Task};

/// Parts of all such tasks that cost less than the ends of the range: eight of ten are within.
const ENDS: [f64; 2] = [0.1, 0.9];
/// Points between two neighbours of the nine: a percentile is then right to a percent.
const BETWEEN: f64 = 32.0;
/// Points that a sum of sessions is kept in: the two percentiles are in the middle of one. More make
/// no difference of a percent.
const MOST_POINTS: usize = 125;
/// Places of a grid that more pairs than these are gathered in: sorting them all would take longer
/// than a frame.
const GRID: usize = 2_048;

/// One task. USD at API prices.
#[derive(Clone, Debug, PartialEq)]
pub struct TaskCost {
    pub name: String,
    /// Nothing where one of its sessions has no price.
    pub usd: Option<TaskUsd>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TaskUsd {
    pub mean: f64,
    /// Eight of ten such tasks cost from this to that.
    pub low: f64,
    pub high: f64,
}

/// In the order of the scenario's tasks.
pub fn tasks(answer: &Answer) -> Vec<TaskCost> {
    let mut kinds = of_kinds(answer, OfKind::new);
    let cost = |task: &Task| TaskCost { name: task.name.clone(), usd: cost(task, &mut kinds) };
    answer.scenario.tasks.iter().map(cost).collect()
}

/// The mean of each alone, which takes a fraction of the time. USD at API prices.
pub fn means(answer: &Answer) -> Vec<Option<f64>> {
    let session = |prices: &Prices, one| Ok(bill::total(prices, &expected(prices, &one)?.usage));
    let kinds = of_kinds(answer, session);
    let mean = |task: &Task| {
        let mut counts = kinds.iter().enumerate().filter(|(at, _)| task.count(*at) > 0.0);
        let sum =
            counts.try_fold(0.0, |sum, (at, usd)| Some(sum + task.count(at).min(MOST_IN_TASK) * (*usd)?));
        sum.filter(|_| !kinds.is_empty())
    };
    answer.scenario.tasks.iter().map(mean).collect()
}

/// Something of the sessions of each kind, where it has a price; nothing where there are no tasks.
fn of_kinds<T>(answer: &Answer, make: impl Fn(&Prices, Scenario) -> Result<T, Problem>) -> Vec<Option<T>> {
    if answer.scenario.tasks.is_empty() {
        return Vec::new();
    }
    let kinds = held(&answer.prices, &answer.scenario).unwrap_or_default();
    kinds.into_iter().map(|(one, _)| make(&answer.prices, one).ok()).collect()
}

fn cost(task: &Task, kinds: &mut [Option<OfKind>]) -> Option<TaskUsd> {
    let (mut mean, mut all) = (0.0, Costs::nothing());
    for (at, kind) in kinds.iter_mut().enumerate().filter(|(at, _)| task.count(*at) > 0.0) {
        let count = task.count(at).min(MOST_IN_TASK);
        let kind = kind.as_mut()?;
        mean += count * kind.mean;
        all = all.plus(&kind.of_sessions(count));
    }
    let [low, high] = ENDS.map(|part| all.percentile(part));
    (!kinds.is_empty()).then_some(TaskUsd { mean, low, high })
}

/// Sessions of one kind, which are independent of each other.
struct OfKind {
    /// USD of the average session, as [`super::kinds::by_kind`] has it.
    mean: f64,
    /// What 1, 2, 4, 8.. sessions cost, as far as they were asked for.
    doubled: Vec<Costs>,
}

impl OfKind {
    fn new(prices: &Prices, mut one: Scenario) -> Result<OfKind, Problem> {
        let found = expected(prices, &one)?;
        // A kind that has no sessions in the month has its own chance of a hit.
        if one.cache.source != HitSource::Given {
            hold(&mut one, found.hit_rate);
        }
        let session = Costs::of_session(prices, &one)?;
        Ok(OfKind { mean: bill::total(prices, &found.usage), doubled: vec![session] })
    }

    /// So many sessions; of a fraction the last one comes with that chance.
    fn of_sessions(&mut self, count: f64) -> Costs {
        let whole = libm::floor(count);
        let mut all = Costs::nothing();
        let mut left = whole as u32;
        let mut power = 0;
        while left > 0 {
            if left % 2 == 1 {
                all = all.plus(self.doubled(power));
            }
            (left, power) = (left / 2, power + 1);
        }
        if count > whole {
            all = all.plus(&self.doubled(0).with_chance(count - whole));
        }
        all
    }

    fn doubled(&mut self, power: usize) -> &Costs {
        while self.doubled.len() <= power {
            let half = &self.doubled[self.doubled.len() - 1];
            self.doubled.push(half.plus(half));
        }
        &self.doubled[power]
    }
}

/// USD and how likely they are, the lowest first; the chances add up to 1.
#[derive(Clone)]
struct Costs(Vec<(f64, f64)>);

impl Costs {
    fn nothing() -> Costs {
        Costs(vec![(0.0, 1.0)])
    }

    fn new(mut points: Vec<(f64, f64)>) -> Costs {
        points.retain(|(_, chance)| *chance > 0.0);
        points.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        Costs(points)
    }

    /// One session of a scenario of one kind: by its length, by the model that it runs on, and by
    /// whether it is done again.
    fn of_session(prices: &Prices, one: &Scenario) -> Result<Costs, Problem> {
        let again = again(prices, one, &shares(prices, one)?);
        let once = |mix: Vec<Share>| Scenario { mix, rework: 0.0, ..one.clone() };
        let alone = |model: usize| vec![Share { model: prices.0[model].id.clone(), share: 1.0 }];
        let mut ways: Vec<(Scenario, f64, f64)> = Vec::new();
        match one.routing {
            Routing::PerRequest => ways.push((once(one.mix.clone()), 1.0, again.map_or(0.0, |(_, w)| w))),
            Routing::PerSession => {
                let input = |model: usize| prices.0[model].rate(PriceTier::Lower, Class::Input);
                for (model, share) in shares(prices, one)? {
                    let cheaper = again.is_some_and(|(other, _)| input(model) < input(other));
                    ways.push((once(alone(model)), share, if cheaper { one.rework } else { 0.0 }));
                }
            }
        }
        let repeated = match again {
            // Sub-agents and background work are those of the first try.
            Some((model, _)) => by_length(
                prices,
                &Scenario {
                    routing: Routing::PerSession,
                    agents: Agents { count: 0.0, ..one.agents.clone() },
                    background: 0.0,
                    ..once(alone(model))
                },
            )?,
            None => Vec::new(),
        };
        let all: f64 = ways.iter().map(|(_, share, _)| share).sum();
        let mut points = Vec::new();
        for (way, share, repeats) in ways {
            let first = by_length(prices, &way)?;
            let share = share / all;
            points.extend(first.iter().map(|(usd, of)| (*usd, of * share * (1.0 - repeats))));
            let both = first.iter().zip(&repeated);
            points.extend(both.map(|((usd, of), (more, _))| (usd + more, of * share * repeats)));
        }
        Ok(Costs::new(points))
    }

    /// What both cost together.
    fn plus(&self, other: &Costs) -> Costs {
        match (self.0.as_slice(), other.0.as_slice()) {
            // Nothing yet: what is alone keeps all of its points.
            ([(0.0, _)], _) => return other.clone(),
            (_, [(0.0, _)]) => return self.clone(),
            _ => {}
        }
        let (one, other) = (self.in_fewer_points(), other.in_fewer_points());
        let pairs = one.0.iter().flat_map(|(usd, chance)| {
            let (usd, chance) = (*usd, *chance);
            other.0.iter().map(move |(more, and)| (usd + more, chance * and))
        });
        let all = match one.0.len() * other.0.len() {
            few if few <= GRID => Costs::new(pairs.collect()),
            _ => Costs::on_grid(pairs, one.ends().0 + other.ends().0, one.ends().1 + other.ends().1),
        };
        all.in_fewer_points()
    }

    /// Those of each place of a grid from `low` to `high` as one, at their mean.
    fn on_grid(points: impl Iterator<Item = (f64, f64)>, low: f64, high: f64) -> Costs {
        let mut places = vec![(0.0, 0.0); GRID];
        let places_a_dollar = if high > low { (GRID - 1) as f64 / (high - low) } else { 0.0 };
        for (usd, chance) in points {
            let place = &mut places[(((usd - low) * places_a_dollar) as usize).min(GRID - 1)];
            *place = (place.0 + usd * chance, place.1 + chance);
        }
        places.retain(|(_, chance)| *chance > 0.0);
        Costs(places.into_iter().map(|(sum, chance)| (sum / chance, chance)).collect())
    }

    /// The lowest and the highest.
    fn ends(&self) -> (f64, f64) {
        let usd = |point: Option<&(f64, f64)>| point.map_or(0.0, |(usd, _)| *usd);
        (usd(self.0.first()), usd(self.0.last()))
    }

    /// The same with this chance, and nothing otherwise.
    fn with_chance(&self, chance: f64) -> Costs {
        let mut points: Vec<(f64, f64)> = self.0.iter().map(|(usd, of)| (*usd, of * chance)).collect();
        points.push((0.0, 1.0 - chance));
        Costs::new(points)
    }

    /// Equally likely parts, each at its mean: the mean of all stays what it is.
    fn in_fewer_points(&self) -> Costs {
        if self.0.len() <= MOST_POINTS {
            return self.clone();
        }
        let part = self.0.iter().map(|(_, chance)| chance).sum::<f64>() / MOST_POINTS as f64;
        let mut points = Vec::with_capacity(MOST_POINTS);
        let (mut sum, mut room) = (0.0, part);
        for (usd, mut chance) in self.0.iter().copied() {
            while chance >= room && points.len() + 1 < MOST_POINTS {
                points.push(((sum + usd * room) / part, part));
                chance -= room;
                (sum, room) = (0.0, part);
            }
            sum += usd * chance;
            room -= chance;
        }
        points.push((sum / (part - room).max(f64::MIN_POSITIVE), part));
        Costs(points)
    }

    /// The lowest cost that this part of all does not exceed.
    fn percentile(&self, part: f64) -> f64 {
        let mut below = 0.0;
        let reached = |(_, chance): &&(f64, f64)| {
            below += chance;
            // Rounding of sums of equal chances.
            below >= part - 1e-9
        };
        self.0.iter().find(reached).or(self.0.last()).map_or(0.0, |(usd, _)| *usd)
    }
}

/// USD of a session and how likely it is, the shortest first.
fn by_length(prices: &Prices, one: &Scenario) -> Result<Vec<(f64, f64)>, Problem> {
    if one.basis == Basis::Totals {
        return Ok(vec![(bill::total(prices, &expected(prices, one)?.usage), 1.0)]);
    }
    let (routes, lengths) = (routes(prices, one)?, lengths(one));
    let mut points = vec![0.0; lengths.points as usize];
    for length in &lengths.all {
        let of_length = Lengths::equally(std::iter::once(length.requests));
        let session = along(prices, one, &routes, &of_length)?;
        points[length.ninth] += length.weight * bill::total(prices, &session.usage);
    }
    Ok(if points.len() == NINTHS.len() { between(&points) } else { vec![(points[0], 1.0)] })
}

/// The nine points of the spread with what lies between them: else one session in ten would cost as
/// much as the longest of them, which one in eighteen exceeds. Cost goes from one to the next in equal
/// ratios, as length does. Beyond the first it stays, and beyond the last it is what makes the mean
/// that of the nine.
fn between(nine: &[f64]) -> Vec<(f64, f64)> {
    let shorter = |z: f64| (1.0 + libm::erf(z / std::f64::consts::SQRT_2)) / 2.0;
    let outside = shorter(NINTHS[0]);
    let mut points = vec![(nine[0], outside)];
    for (z, usd) in NINTHS.windows(2).zip(nine.windows(2)) {
        let ratio = if usd[0] > 0.0 { usd[1] / usd[0] } else { 1.0 };
        let step = (z[1] - z[0]) / BETWEEN;
        for at in 0..BETWEEN as usize {
            let start = z[0] + step * at as f64;
            let usd = usd[0] * libm::pow(ratio, (at as f64 + 0.5) / BETWEEN);
            points.push((usd, shorter(start + step) - shorter(start)));
        }
    }
    let within: f64 = points.iter().map(|(usd, chance)| usd * chance).sum();
    let mean = nine.iter().sum::<f64>() / nine.len() as f64;
    points.push(((mean - within) / outside, outside));
    points
}

#[cfg(test)]
mod tests {
    use super::{Costs, of_kinds};
    use crate::model::estimate::estimate;
    use crate::prices::{RateTable, date};
    use crate::scenario::{HitSource, Preset, Routing, Scenario, Task};

    fn check(what: &str, edit: impl Fn(&mut Scenario)) {
        let mut scenario = Preset::Average.scenario(date(2026, 11, 28), 3);
        scenario.add_task(Task::new("Bug fix", &[1.0]));
        edit(&mut scenario);
        let answer = estimate(&RateTable::shipped(), &scenario).answer.expect("a price");
        let mut found = 0;
        for mut kind in of_kinds(&answer, super::OfKind::new).into_iter().flatten() {
            for count in [1.0, 3.0, 4.5, 20.0] {
                let Costs(points) = kind.of_sessions(count);
                let mean: f64 = points.iter().map(|(usd, chance)| usd * chance).sum();
                let chances: f64 = points.iter().map(|(_, chance)| chance).sum();
                assert!((chances - 1.0).abs() < 1e-9, "{what}: {chances}");
                assert!(
                    (mean / kind.mean / count - 1.0).abs() < 1e-9,
                    "{what}: {mean} {}",
                    kind.mean * count
                );
                assert!(points.is_sorted_by(|a, b| a.0 <= b.0 * (1.0 + 1e-12)), "{what}");
                found += 1;
            }
        }
        assert_eq!(found, 4 * scenario.count_kinds(), "{what}");
    }

    /// What sessions may cost has the mean that the month is made of, wherever it comes from.
    #[test]
    fn mean_of_what_sessions_cost_is_that_of_the_month() {
        check("the preset", |_| ());
        check("no spread", |s| s.work.spread = 1.0);
        check("requests that need not be whole", |s| (s.exact, s.work.messages) = (true, 4.17));
        check("sub-agents and background work", |s| (s.agents.count, s.background) = (3.0, 0.5));
        check("rework", |s| {
            (s.rework, s.agents.count, s.background) = (0.4, 3.0, 0.5);
        });
        check("a router", |s| (s.routing, s.router_price) = (Routing::PerRequest, 0.05));
        check("a router and rework", |s| {
            (s.routing, s.router_price, s.rework, s.background) = (Routing::PerRequest, 0.05, 0.4, 0.5);
        });
        check("pauses", |s| (s.cache.source, s.cache.pauses_5m) = (HitSource::Rhythm, 3.0));
        check("a reported hit rate", |s| (s.cache.source, s.cache.reported) = (HitSource::Reported, 0.93));
        check("a kind without sessions a day", |s| {
            (s.cache.source, s.cache.pauses_5m) = (HitSource::Rhythm, 3.0);
            s.add_kind_of("Quick question", 0.0, |one| one.work.messages = 1.5);
        });
        check("totals", |s| (s.basis, s.rework) = (crate::scenario::Basis::Totals, 0.3));
    }
}
