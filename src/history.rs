//! Undo and redo over whole scenarios.

use crate::scenario::Scenario;

/// Steps that are kept; older ones are forgotten.
const DEEPEST: usize = 200;
/// Milliseconds within which edits of one input are one step: a drag, a word typed.
const TOGETHER: f64 = 1_000.0;

#[derive(Clone, Debug, Default)]
pub struct History {
    past: Vec<Scenario>,
    future: Vec<Scenario>,
    last: Option<(String, f64)>,
}

impl History {
    /// Notes the scenario as it was before an edit of an input at a time in milliseconds.
    pub fn record(&mut self, before: &Scenario, input: &str, now: f64) {
        let continues = self.last.as_ref().is_some_and(|(key, at)| key == input && now - at < TOGETHER);
        self.last = Some((input.into(), now));
        self.future.clear();
        if !continues {
            self.past.push(before.clone());
            let over = self.past.len().saturating_sub(DEEPEST);
            self.past.drain(..over);
        }
    }

    /// The scenario before the last step; `current` becomes what [`History::redo`] gives.
    pub fn undo(&mut self, current: &Scenario) -> Option<Scenario> {
        let before = self.past.pop()?;
        self.future.push(current.clone());
        self.last = None;
        Some(before)
    }

    pub fn redo(&mut self, current: &Scenario) -> Option<Scenario> {
        let after = self.future.pop()?;
        self.past.push(current.clone());
        self.last = None;
        Some(after)
    }

    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }
}
