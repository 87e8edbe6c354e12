//! Forecast: everything that real work says of the months to come, in one answer.

use crate::backtest::{BackTest, backtest};
use crate::calibrate::{Anchored, Calibration, calibrate, from_reports};
use crate::estimate::{Answer, estimate};
use crate::ledger::{Ledger, Terms};
use crate::logs::{Logs, Report};
use crate::rates::RateTable;
use crate::scenario::Scenario;

/// From single calls where there are any, else from reports.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Forecast {
    pub calibration: Option<Calibration>,
    pub tried: Option<BackTest>,
    pub anchored: Option<Anchored>,
    /// The scenario with its marks.
    pub scenario: Option<Scenario>,
    /// What it costs; nothing where it has no price.
    pub answer: Option<Answer>,
}

impl Forecast {
    /// The scenario that the logs make of `base`, or else the reports.
    pub fn new(
        table: &RateTable,
        (logs, reports): (&Logs, &[Report]),
        ledger: &Ledger,
        terms: &Terms,
        base: &Scenario,
    ) -> Forecast {
        let mut forecast = Forecast::default();
        if let Ok(made) = calibrate(table, logs, ledger, terms, base) {
            forecast.tried = backtest(table, logs, ledger, terms, base);
            forecast.scenario = Some(made.marked(forecast.tried.as_ref()));
            forecast.calibration = Some(made);
        } else if let Ok(made) = from_reports(table, reports, base) {
            forecast.scenario = Some(made.marked());
            forecast.anchored = Some(made);
        }
        forecast.answer = forecast.scenario.as_ref().and_then(|scenario| estimate(table, scenario).answer);
        forecast
    }

    /// USD a month.
    pub fn month(&self) -> Option<f64> {
        self.answer.as_ref().map(|answer| answer.month.total)
    }
}
