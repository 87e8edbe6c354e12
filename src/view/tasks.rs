//! Tasks: what stands in the row of each, and the chips that add one.

use super::labels::tasks as labels;
use super::{Locale, kinds};
use crate::decisions::tasks::{TaskCost, TaskUsd, means, tasks};
use crate::model::estimate::Answer;
use crate::scenario::{Field, Kind, MOST_IN_TASK, Payment, Scenario, Task};

/// Decimals of a count in its cell.
const DECIMALS: usize = 3;

/// What one task costs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TaskLine {
    /// "$1.23, 80% range $0.40 to $2.90"; "–" without a price.
    pub cost: String,
    /// Whether it has a range: tasks that all cost the same have none.
    pub has_range: bool,
    /// What is wrong with it; empty where nothing is.
    pub problem: String,
}

/// In the order of the scenario's tasks.
pub fn lines(answer: &Answer, locale: &Locale) -> Vec<TaskLine> {
    let line = |task: &TaskCost| match task.usd {
        Some(usd) => priced(&usd, answer.scenario.payment, locale),
        None => TaskLine { cost: NOTHING.into(), has_range: false, problem: labels::NO_PRICE.into() },
    };
    tasks(answer).iter().map(line).collect()
}

/// Where there is no answer.
pub const NOTHING: &str = "–";

fn priced(usd: &TaskUsd, payment: Payment, locale: &Locale) -> TaskLine {
    let (low, high) = (locale.money(usd.low), locale.money(usd.high));
    let mut cost = locale.money(usd.mean) + at_prices(payment);
    let has_range = low != high;
    if has_range {
        cost += &format!(", {} {low} to {high}", labels::RANGE);
    }
    TaskLine { cost, has_range, problem: String::new() }
}

/// On a plan dollars a task are none that are paid.
fn at_prices(payment: Payment) -> &'static str {
    if payment == Payment::Subscription { " at API prices" } else { "" }
}

/// Tasks that a line has room for.
const NAMED: usize = 3;

/// "Bug fix $1.23, Feature $4.56".
pub fn finding(answer: &Answer, locale: &Locale) -> String {
    let scenario = &answer.scenario;
    let all = means(answer);
    let one = |(at, usd): (usize, &Option<f64>)| {
        let usd = usd.map_or_else(|| NOTHING.into(), |usd| locale.money(usd));
        format!("{} {usd}", name(scenario, at))
    };
    let mut named: Vec<String> = all.iter().enumerate().take(NAMED).map(one).collect();
    match all.len() {
        0 => return labels::NONE.into(),
        count if count > NAMED => named.push(format!("{} more", count - NAMED)),
        _ => {}
    }
    named.join(", ") + at_prices(scenario.payment)
}

/// On a terminal: name and cost of each.
pub fn named(answer: &Answer, locale: &Locale) -> Vec<(String, String)> {
    let lines = lines(answer, locale).into_iter().enumerate();
    lines.map(|(at, line)| (name(&answer.scenario, at), line.cost)).collect()
}

/// As it is called where it has no name: "Task 2".
pub fn name(scenario: &Scenario, task: usize) -> String {
    match scenario.tasks.get(task).map_or("", |task| task.name.as_str()) {
        "" => format!("{} {}", labels::TASK, task + 1),
        name => name.into(),
    }
}

/// What stands beside a count: the kind's name, or "sessions" where there is only one kind.
pub fn unit(scenario: &Scenario, kind: usize) -> String {
    match scenario.count_kinds() {
        1 => labels::SESSIONS.into(),
        _ => kinds::name(scenario, kind),
    }
}

/// The same for a screen reader: "Bug fix, Quick question sessions".
pub fn label(scenario: &Scenario, task: usize, kind: usize) -> String {
    let name = name(scenario, task);
    match scenario.count_kinds() {
        1 => format!("{name}, {}", labels::SESSIONS),
        _ => format!("{name}, {} {}", kinds::name(scenario, kind), labels::SESSIONS),
    }
}

/// How a count is read and shown; its setter is the scenario's own.
static COUNT: Field = Field {
    key: "task",
    kind: Kind::Number,
    min: 0.0,
    max: MOST_IN_TASK,
    step: 0.0,
    get: |_| 0.0,
    set: |_, _| {},
};

pub fn count(scenario: &Scenario, task: usize, kind: usize, locale: &Locale) -> String {
    locale.short(scenario.tasks.get(task).map_or(0.0, |task| task.count(kind)), DECIMALS)
}

/// The count that was typed, or what is wrong with it. An empty cell is none.
pub fn read(text: &str, locale: &Locale) -> Result<f64, String> {
    if text.trim().is_empty() {
        return Ok(0.0);
    }
    let read = locale.parse(&COUNT, text).filter(|count| COUNT.allows(*count));
    read.ok_or_else(|| {
        format!(
            "“{text}” is no number of sessions from 0 to {}. The last valid number is still used.",
            locale.short(MOST_IN_TASK, 0)
        )
    })
}

/// A task that one can add. How many sessions a task takes is published nowhere: these are for a
/// start, a feature more than a bug, a review less.
pub struct Offer {
    pub key: &'static str,
    pub name: &'static str,
    /// Where sessions are of one kind.
    alone: f64,
    /// Of the most common kind, and of the shortest.
    common: f64,
    short: f64,
}

pub const OFFERS: [Offer; 3] = [
    Offer { key: "bug", name: labels::BUG, alone: 1.0, common: 1.0, short: 2.0 },
    Offer { key: "feature", name: labels::FEATURE, alone: 3.0, common: 3.0, short: 2.0 },
    Offer { key: "review", name: labels::REVIEW, alone: 0.5, common: 0.0, short: 1.0 },
];

impl Offer {
    pub fn add(&self, scenario: &mut Scenario) {
        let mut task = Task::new(self.name, &[self.alone]);
        if let Some((common, short)) = common_and_short(scenario) {
            task.set(0, 0.0);
            task.set(common, self.common);
            task.set(short, self.short);
        }
        scenario.add_task(task);
    }
}

/// One session of the first kind, without a name.
pub fn add(scenario: &mut Scenario) {
    scenario.add_task(Task::new("", &[1.0]));
}

/// The kind of the shortest sessions, and the most common one of the others.
fn common_and_short(scenario: &Scenario) -> Option<(usize, usize)> {
    let kinds: Vec<(f64, f64)> =
        scenario.by_kind().map(|(one, share)| (one.median_requests(), share)).collect();
    if kinds.len() < 2 {
        return None;
    }
    // The first of those that are alike.
    let short = (0..kinds.len()).min_by(|a, b| kinds[*a].0.total_cmp(&kinds[*b].0))?;
    let others = (0..kinds.len()).filter(|kind| *kind != short).rev();
    Some((others.max_by(|a, b| kinds[*a].1.total_cmp(&kinds[*b].1))?, short))
}

/// What the range is, where any task has one.
pub fn note(lines: &[TaskLine]) -> &'static str {
    if lines.iter().any(|line| line.has_range) { labels::WITHIN } else { "" }
}
