//! Tasks in a link: name, then sessions of each kind.
//!
//! `task-Bug.20.fix_2_1`

use super::{number, read_number, text};
use crate::scenario::{LONGEST_NAME, MOST_IN_TASK, MOST_KINDS, Scenario, TASK_KEYS, Task};

pub(super) fn write(scenario: &Scenario, pairs: &mut Vec<(&'static str, String)>) {
    for (at, key) in TASK_KEYS.into_iter().enumerate() {
        pairs.push((key, scenario.tasks.get(at).map_or_else(String::new, written)));
    }
}

/// A task without sessions is written with one 0, which tells it from none.
fn written(task: &Task) -> String {
    let mut value = text::escape_id(&task.name);
    for kind in 0..task.counts.len().max(1) {
        value += "_";
        value += &number(task.count(kind));
    }
    value
}

/// Pairs come in any order: those that are still to come have their places.
pub(super) fn read(scenario: &mut Scenario, at: usize, value: &str) -> Option<()> {
    if value.is_empty() {
        return Some(());
    }
    let (name, counts) = value.split_once('_')?;
    let name = text::unescape_id(name).filter(|name| name.chars().count() <= LONGEST_NAME)?;
    let mut task = Task { name, counts: Vec::new() };
    for (kind, count) in counts.split('_').enumerate() {
        let count = read_number(count).filter(|count| *count <= MOST_IN_TASK && kind < MOST_KINDS)?;
        task.set(kind, count);
    }
    while scenario.tasks.len() <= at {
        scenario.tasks.push(Task::default());
    }
    *scenario.tasks.get_mut(at)? = task;
    Some(())
}
