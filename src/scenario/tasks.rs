//! Tasks: a bug or a feature, as so many sessions of each kind.

use super::{LONGEST_NAME, MOST_KINDS, Scenario};

pub const MOST_TASKS: usize = 6;
/// How links name the tasks.
pub const TASK_KEYS: [&str; MOST_TASKS] = ["task", "task2", "task3", "task4", "task5", "task6"];
/// Sessions of one kind in a task: more are a project.
pub const MOST_IN_TASK: f64 = 100.0;

/// A task. What is not in it ends its counts, so that equal tasks are equal values.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Task {
    pub name: String,
    /// Sessions of each kind, the first one first. Of a fraction the last session comes with that chance.
    pub counts: Vec<f64>,
}

impl Task {
    pub fn new(name: &str, counts: &[f64]) -> Task {
        let mut task = Task { name: name.chars().take(LONGEST_NAME).collect(), counts: Vec::new() };
        counts.iter().enumerate().for_each(|(kind, count)| task.set(kind, *count));
        task
    }

    pub fn count(&self, kind: usize) -> f64 {
        self.counts.get(kind).copied().unwrap_or(0.0)
    }

    /// Sets the sessions of one kind; nothing for a number that is none of sessions.
    pub fn set(&mut self, kind: usize, count: f64) {
        if kind >= MOST_KINDS || !(0.0..=MOST_IN_TASK).contains(&count) {
            return;
        }
        if self.counts.len() <= kind {
            self.counts.resize(kind + 1, 0.0);
        }
        self.counts[kind] = count;
        self.end();
    }

    fn end(&mut self) {
        while self.counts.last().is_some_and(|last| *last == 0.0) {
            self.counts.pop();
        }
    }
}

impl Scenario {
    pub fn add_task(&mut self, task: Task) {
        if self.tasks.len() < MOST_TASKS {
            self.tasks.push(task);
        }
    }

    pub fn remove_task(&mut self, task: usize) {
        if task < self.tasks.len() {
            self.tasks.remove(task);
        }
    }

    pub fn name_task(&mut self, task: usize, name: &str) {
        if let Some(task) = self.tasks.get_mut(task) {
            task.name = name.chars().take(LONGEST_NAME).collect();
        }
    }

    pub fn set_task(&mut self, task: usize, kind: usize, count: f64) {
        if let Some(task) = self.tasks.get_mut(task) {
            task.set(kind, count);
        }
    }

    /// Takes a kind's sessions out of every task; those of later kinds move up.
    pub(super) fn take_out_of_tasks(&mut self, kind: usize) {
        for task in self.tasks.iter_mut().filter(|task| kind < task.counts.len()) {
            task.counts.remove(kind);
            task.end();
        }
    }

    pub(super) fn split_tasks(&mut self, pieces: f64) {
        let counts = self.tasks.iter_mut().flat_map(|task| &mut task.counts);
        counts.for_each(|count| *count = (*count * pieces).min(MOST_IN_TASK));
    }

    /// This scenario's tasks for another's kinds of session: each kind is that of the same name, and
    /// the first one the first. Sessions of a kind that the other has not are left out.
    pub(super) fn tasks_for(&self, other: &Scenario) -> Vec<Task> {
        let place = |kind: usize| {
            let name = self.name_of_kind(kind);
            let is_same = |at: &usize| other.name_of_kind(*at) == name;
            let mut theirs = 0..=other.kinds.len();
            match theirs.contains(&kind) && is_same(&kind) {
                true => Some(kind),
                // Those without a name are no others'.
                false => theirs.find(|at| !name.is_empty() && is_same(at)).or((kind == 0).then_some(0)),
            }
        };
        let mut tasks = self.tasks.clone();
        for task in &mut tasks {
            for (kind, count) in std::mem::take(&mut task.counts).into_iter().enumerate() {
                if let Some(to) = place(kind) {
                    task.set(to, (task.count(to) + count).min(MOST_IN_TASK));
                }
            }
        }
        tasks
    }
}
