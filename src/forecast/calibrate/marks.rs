//! What a calibrated scenario keeps of its logs: counts and spreads, never a word of theirs.

use super::inputs::{Calibrated, tidy};
use super::{Anchored, Calibration};
use crate::forecast::backtest::BackTest;
use crate::scenario::{FromLogs, Mark, Scenario, mark_key};

/// Digits of what is only shown.
const SHOWN: i32 = 3;

impl Calibration {
    /// The scenario with its marks, and with what the back-test found.
    pub fn marked(&self, tried: Option<&BackTest>) -> Scenario {
        let later = tried.filter(|tried| tried.forecast > 0.0).map(|tried| tried.actual / tried.forecast);
        let counts = (self.sessions as f64, self.active_days as f64);
        let band = self
            .band
            .filter(|(_, high)| high.is_finite())
            .map(|(low, high)| (tidy(low, SHOWN), tidy(high, SHOWN)));
        let from_logs = from_logs(counts, band, later, &self.inputs, &self.choices);
        Scenario { from_logs: Some(from_logs), ..self.scenario.clone() }
    }
}

impl Anchored {
    /// The scenario with its marks. Sums tell no spread and no test.
    pub fn marked(&self) -> Scenario {
        let counts = (self.sessions.unwrap_or(0.0), self.days.unwrap_or(0) as f64);
        let from_logs = from_logs(counts, None, None, &self.inputs, &self.choices);
        Scenario { from_logs: Some(from_logs), ..self.scenario.clone() }
    }
}

fn from_logs(
    (sessions, days): (f64, f64),
    band: Option<(f64, f64)>,
    later: Option<f64>,
    inputs: &[Calibrated],
    choices: &[&'static str],
) -> FromLogs {
    let numbers = inputs.iter().filter_map(|input| {
        let range = (tidy(input.low, SHOWN), tidy(input.high, SHOWN));
        Some(Mark { key: mark_key(input.key)?, range: Some(range).filter(|(low, high)| low < high) })
    });
    let choices = choices.iter().filter_map(|key| Some(Mark { key: mark_key(key)?, range: None }));
    let marks: Vec<Mark> = numbers.chain(choices).collect();
    let later = later.filter(|later| later.is_finite()).map(|later| tidy(later, SHOWN));
    FromLogs { sessions, days, inputs: marks.len() as f64, band, later, marks }
}
