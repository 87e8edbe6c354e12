//! What a scenario keeps of the logs that it was made from: counts, spreads and how far they
//! carry. Never a path, a name or a word of theirs.

use super::{Scenario, choice, field};

/// Beside a scenario that was calibrated on real work.
#[derive(Clone, Debug, PartialEq)]
pub struct FromLogs {
    /// Sessions, and days with at least one, that the inputs rest on.
    pub sessions: f64,
    pub days: f64,
    /// Inputs that came from the logs, edited since or not.
    pub inputs: f64,
    /// 8 of 10 months made of such days cost between these multiples of the forecast.
    pub band: Option<(f64, f64)>,
    /// What the later days cost over what the earlier ones had forecast: 1 is exact.
    pub later: Option<f64>,
    /// The inputs that still are as the logs have them.
    pub marks: Vec<Mark>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// A field's or choice's key, "mix", "agentModel" or "jobModel".
    pub key: &'static str,
    /// Between which values 8 of 10 sessions (or days) lie, in the field's unit.
    pub range: Option<(f64, f64)>,
}

/// The key of an input that logs can fill in, as the tables spell it.
pub fn mark_key(key: &str) -> Option<&'static str> {
    let others = ["mix", "agentModel", "jobModel"].into_iter().find(|other| *other == key);
    others.or(field(key).map(|f| f.key)).or(choice(key).map(|c| c.key))
}

impl Scenario {
    /// The mark of an input that still is as the logs have it.
    pub fn mark(&self, key: &str) -> Option<&Mark> {
        self.from_logs.as_ref()?.marks.iter().find(|mark| mark.key == key)
    }

    /// Whether it was made from logs, or one of those beside it.
    pub fn has_logs(&self) -> bool {
        self.sides().iter().any(|(_, side)| side.from_logs.is_some())
    }

    /// Whether both were made from the same logs, as far as their numbers tell.
    pub fn same_logs(&self, other: &Scenario) -> bool {
        let ends = |logs: &FromLogs| (logs.sessions, logs.days, logs.inputs, logs.band, logs.later);
        self.from_logs.as_ref().zip(other.from_logs.as_ref()).is_some_and(|(a, b)| ends(a) == ends(b))
    }

    /// Marks the inputs that are as in another scenario of the same logs, and no others; false
    /// where the other is of none or of other logs.
    pub fn mark_as(&mut self, other: &Scenario) -> bool {
        let Some(theirs) = other.from_logs.as_ref().filter(|_| self.same_logs(other)) else { return false };
        let same = |mark: &&Mark| !self.differs(other, mark.key);
        let marks = theirs.marks.iter().filter(same).copied().collect();
        self.from_logs = Some(FromLogs { marks, ..theirs.clone() });
        true
    }
}

#[cfg(test)]
mod tests {
    use super::{FromLogs, Mark};
    use crate::prices::date;
    use crate::scenario::{Preset, Trigger};

    #[test]
    fn an_edit_takes_the_mark_of_its_input_alone() {
        let mut scenario = Preset::Average.scenario(date(2026, 11, 21), 1);
        let mark = |key| Mark { key, range: None };
        let marks = ["floor", "growth", "compact", "mix", "agentModel"].map(mark).to_vec();
        scenario.from_logs =
            Some(FromLogs { sessions: 39.0, days: 14.0, inputs: 5.0, band: None, later: None, marks });
        let keys = |s: &crate::scenario::Scenario| -> Vec<&str> {
            s.from_logs.iter().flat_map(|logs| &logs.marks).map(|mark| mark.key).collect()
        };
        let mut edited = scenario.clone();
        edited.mark_as(&scenario);
        assert_eq!(edited, scenario);
        edited.shape.floor += 1.0;
        edited.compaction.trigger = Trigger::Off;
        edited.mark_as(&scenario);
        assert_eq!(keys(&edited), ["growth", "mix", "agentModel"]);
        let mut another = edited.clone();
        another.from_logs.as_mut().unwrap().sessions += 1.0;
        let of_others = another.clone();
        another.mark_as(&scenario);
        assert_eq!(another, of_others, "other logs mark nothing here");
        assert!(edited.same_logs(&scenario) && !another.same_logs(&scenario));
        let mut back = edited.clone();
        back.shape.floor = scenario.shape.floor;
        back.mark_as(&scenario);
        assert_eq!(
            keys(&back),
            ["floor", "growth", "mix", "agentModel"],
            "put back, it is as the logs have it"
        );
        let before = edited.clone();
        edited.mix.pop();
        edited.agents.model = "claude-haiku-5-5".into();
        edited.mark_as(&before);
        assert_eq!(keys(&edited), ["growth"]);
    }
}
