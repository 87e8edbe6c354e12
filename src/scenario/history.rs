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
    /// An edit without an input is always a step of its own.
    /// One that comes back to where its step began leaves no step.
    pub fn record(&mut self, before: &Scenario, after: &Scenario, input: &str, now: f64) {
        let continues = !input.is_empty()
            && self.last.as_ref().is_some_and(|(key, at)| key == input && now - at < TOGETHER);
        self.last = Some((input.into(), now));
        self.future.clear();
        if !continues {
            self.past.push(before.clone());
            let over = self.past.len().saturating_sub(DEEPEST);
            self.past.drain(..over);
        } else if self.past.last() == Some(after) {
            self.past.pop();
            self.last = None;
        }
    }

    /// Forgets the scenarios of which something holds.
    pub fn forget(&mut self, holds: impl Fn(&Scenario) -> bool) {
        self.past.retain(|s| !holds(s));
        self.future.retain(|s| !holds(s));
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

#[cfg(test)]
mod tests {
    use super::History;
    use crate::prices::date;
    use crate::scenario::{Preset, Scenario};

    fn floor(tokens: f64) -> Scenario {
        let mut scenario = Preset::Average.scenario(date(2026, 11, 21), 1);
        scenario.shape.floor = tokens;
        scenario
    }

    #[test]
    fn a_drag_is_one_step_and_other_edits_are_their_own() {
        let mut history = History::default();
        for (before, input, at) in [
            (1.0, "floor", 0.0),
            (2.0, "floor", 900.0),
            (3.0, "floor", 2_000.0),
            (4.0, "", 2_010.0),
            (5.0, "", 2_020.0),
        ] {
            history.record(&floor(before), &floor(before + 1.0), input, at);
        }
        let mut now = floor(6.0);
        for expected in [5.0, 4.0, 3.0, 1.0] {
            now = history.undo(&now).expect("a step");
            assert_eq!(now, floor(expected));
        }
        assert!(!history.can_undo() && history.can_redo());
        assert_eq!(history.redo(&now), Some(floor(3.0)));
    }

    #[test]
    fn a_new_edit_forgets_what_was_undone() {
        let mut history = History::default();
        history.record(&floor(1.0), &floor(2.0), "floor", 0.0);
        assert_eq!(history.undo(&floor(2.0)), Some(floor(1.0)));
        // Not even the edit of the same input goes on where undo was.
        history.record(&floor(1.0), &floor(3.0), "floor", 10.0);
        assert!(!history.can_redo() && history.can_undo());
    }

    #[test]
    fn the_oldest_steps_are_forgotten() {
        let mut history = History::default();
        (0..super::DEEPEST + 5)
            .for_each(|i| history.record(&floor(i as f64), &floor(i as f64 + 1.0), "", 0.0));
        let mut last = floor(0.0);
        while let Some(before) = history.undo(&last) {
            last = before;
        }
        assert_eq!(last, floor(5.0));
    }

    /// 9 is taken on the way to 999, which is not.
    #[test]
    fn what_was_refused_leaves_no_step() {
        let mut history = History::default();
        history.record(&floor(4.0), &floor(9.0), "floor", 0.0);
        history.record(&floor(9.0), &floor(4.0), "floor", 100.0);
        assert!(!history.can_undo());
    }
}
