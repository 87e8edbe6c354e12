//! Tasks in a link: name, then sessions of each kind.
//!
//! `task-Bug.20.fix_2_1`

use super::{number, read_number, text};
use crate::scenario::{LONGEST_NAME, MOST_IN_TASK, MOST_KINDS, Scenario, TASK_KEYS, Task};

pub(super) fn pairs(scenario: &Scenario) -> impl Iterator<Item = (&'static str, String)> {
    let written = |at: usize| scenario.tasks.get(at).map(write).unwrap_or_default();
    TASK_KEYS.iter().enumerate().map(move |(at, key)| (*key, written(at)))
}

/// A task without sessions is written with one 0, which tells it from none.
fn write(task: &Task) -> String {
    let mut words = vec![text::escape_id(&task.name)];
    words.extend((0..task.counts.len().max(1)).map(|kind| number(task.count(kind))));
    words.join("_")
}

/// Pairs come in any order: those that are still to come have their places.
pub(super) fn read(scenario: &mut Scenario, at: usize, value: &str) -> Option<()> {
    if value.is_empty() {
        return Some(());
    }
    let words: Vec<&str> = value.split('_').collect();
    let (name, counts) = words.split_first()?;
    let name = text::unescape_id(name).filter(|name| name.chars().count() <= LONGEST_NAME)?;
    let count = |word: &&str| read_number(word).filter(|count| *count <= MOST_IN_TASK);
    let counts: Vec<f64> = counts.iter().map(count).collect::<Option<_>>()?;
    if !(1..=MOST_KINDS).contains(&counts.len()) {
        return None;
    }
    if scenario.tasks.len() <= at {
        scenario.tasks.resize(at + 1, Task::default());
    }
    *scenario.tasks.get_mut(at)? = Task::new(&name, &counts);
    Some(())
}
