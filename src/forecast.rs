//! Forecast: everything that real work says of the months to come, in one answer.

pub mod backtest;
pub mod calibrate;
pub mod interval;
pub mod session_fit;
pub mod what_ifs;

#[cfg(feature = "tables")]
use crate::forecast::backtest::backtest_sessions;
use crate::forecast::backtest::{BackTest, Untested, backtest};
#[cfg(feature = "tables")]
use crate::forecast::calibrate::tables::Tables;
use crate::forecast::calibrate::{Anchored, Calibration, Caution, TooLittle, calibrate_kinds, from_reports};
use crate::logs::ledger::{Ledger, Terms};
use crate::logs::{Logs, Report};
#[cfg(feature = "tables")]
use crate::logs::{ReportKind, tables::packed::Packed};
use crate::model::estimate::{Answer, estimate};
use crate::prices::RateTable;
use crate::scenario::Scenario;

/// The reports beside a table of sessions.
#[cfg(feature = "tables")]
pub fn beside_sessions(reports: &[Report]) -> Vec<Report> {
    reports.iter().filter(|report| report.kind != Some(ReportKind::Sessions)).cloned().collect()
}

/// From single calls where there are any, else from reports.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Forecast {
    pub calibration: Option<Calibration>,
    pub tried: Option<BackTest>,
    /// Why a calibration could not be tried.
    pub untested: Option<Untested>,
    pub anchored: Option<Anchored>,
    /// Why there is neither a calibration nor anything anchored.
    pub too_little: Option<TooLittle>,
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
        let tried = || backtest(table, logs, ledger, terms, base);
        Forecast::of(table, reports, base, calibrate_kinds(table, logs, ledger, terms, base), tried)
    }

    /// The scenario that a table of sessions makes of `base`. Its own report is no other one.
    #[cfg(feature = "tables")]
    pub fn of_sessions(
        table: &RateTable,
        (sessions, reports): (&Packed, &[Report]),
        terms: &Terms,
        base: &Scenario,
    ) -> Forecast {
        let sessions = Tables::new(table, sessions, terms);
        let tried = || backtest_sessions(&sessions, base);
        Forecast::of(table, &beside_sessions(reports), base, sessions.calibrate(base), tried)
    }

    /// The same of its two halves, of which neither needs the other: where there are several
    /// processors, they can be made side by side.
    pub fn of(
        table: &RateTable,
        reports: &[Report],
        base: &Scenario,
        made: Result<Calibration, TooLittle>,
        tried: impl FnOnce() -> Result<BackTest, Untested>,
    ) -> Forecast {
        let mut forecast = match made {
            Ok(made) => Forecast::calibrated(made, tried(), reports),
            Err(little) => Forecast::anchored(from_reports(table, reports, base), little, reports),
        };
        forecast.answer = forecast.scenario.as_ref().and_then(|scenario| estimate(table, scenario).answer);
        forecast
    }

    fn calibrated(mut made: Calibration, tried: Result<BackTest, Untested>, reports: &[Report]) -> Forecast {
        if !reports.is_empty() {
            made.cautions.push(Caution::ReportsBeside { reports: reports.len() });
        }
        Forecast {
            scenario: Some(made.marked(tried.as_ref().ok())),
            calibration: Some(made),
            untested: tried.as_ref().err().copied(),
            tried: tried.ok(),
            ..Forecast::default()
        }
    }

    /// What transcripts are too little for is told where there are no reports.
    fn anchored(made: Result<Anchored, TooLittle>, little: TooLittle, reports: &[Report]) -> Forecast {
        match made {
            Ok(made) => {
                Forecast { scenario: Some(made.marked()), anchored: Some(made), ..Forecast::default() }
            }
            Err(of_reports) => {
                let too_little = if reports.is_empty() { little } else { of_reports };
                Forecast { too_little: Some(too_little), ..Forecast::default() }
            }
        }
    }

    /// USD a month.
    pub fn month(&self) -> Option<f64> {
        self.answer.as_ref().map(|answer| answer.month.total)
    }
}
