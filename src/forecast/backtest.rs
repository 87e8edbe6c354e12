//! Back-test: a forecast from the first days of logs, held against the days that came after.
//!
//! The forecast is the calibrated scenario's cost of an active day, times the later active
//! days, with as many kinds of session as it takes to cost what the logs did. In-sample that is what
//! was spent, so it can be no better than past dollars per active day (the naive forecast, beside
//! it), and must not be worse: neither weighting recent days more nor medians did better on the
//! public logs. What it has over the naive one is the scenario, in which something can be changed,
//! and the range.

#[cfg(feature = "tables")]
use crate::forecast::calibrate::tables::Tables;
use crate::forecast::calibrate::{Calibration, Days, Residual, calibrate, calibrate_kinds};
use crate::forecast::interval::Outlook;
use crate::logs::ledger::{Ledger, Terms};
use crate::logs::{Logs, date_of};
use crate::prices::{Date, RateTable};
use crate::scenario::Scenario;

mod past;

/// A forecast and what came. USD at the list prices of their days.
#[derive(Clone, Debug, PartialEq)]
pub struct BackTest {
    /// The first of the later days.
    pub cut: Date,
    /// Active days before it.
    pub past_days: usize,
    /// Sessions before it, of which the forecast is made.
    pub sessions: usize,
    /// The active days from it on.
    pub days: Vec<Day>,
    /// USD of the later days: forecast, past dollars per active day, and what they came to.
    pub forecast: f64,
    pub naive: f64,
    pub actual: f64,
    /// What 8 of 10 such stretches of days would cost, at least and at most; nothing with fewer
    /// than [`crate::forecast::interval::FEW_DAYS`] before.
    pub band: Option<(f64, f64)>,
    pub coverage: Coverage,
}

/// One active day of the later part, USD.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Day {
    pub date: Date,
    pub forecast: f64,
    /// What 8 of 10 such days would cost, at least and at most.
    pub band: Option<(f64, f64)>,
    pub actual: f64,
}

/// Over all cuts of the same days with enough before them: in how many of them the later days, those
/// of a month at most, cost what the band said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    pub hits: usize,
    pub of: usize,
}

impl BackTest {
    /// What the forecast erred by, as a share of what came.
    pub fn error(&self) -> f64 {
        share(self.forecast, self.actual)
    }

    /// The same of past dollars per active day.
    pub fn naive_error(&self) -> f64 {
        share(self.naive, self.actual)
    }
}

fn share(forecast: f64, actual: f64) -> f64 {
    if actual > 0.0 { forecast / actual - 1.0 } else { 0.0 }
}

/// Why a forecast cannot be held against anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Untested {
    /// There are fewer than two active days.
    FewDays,
    /// So many active days before the later ones have no main conversation that can be priced.
    NothingBefore { days: usize },
}

/// The forecast of the later half of the active days.
///
/// # Errors
/// [`Untested`] says why there is none.
pub fn backtest(
    table: &RateTable,
    logs: &Logs,
    ledger: &Ledger,
    terms: &Terms,
    base: &Scenario,
) -> Result<BackTest, Untested> {
    let days = days(logs, ledger, terms);
    after(table, logs, &days, terms, base, days.usd.len().div_ceil(2))
}

/// The active days of all calls that have a price.
pub fn days(logs: &Logs, ledger: &Ledger, terms: &Terms) -> Days {
    Days::of(logs, ledger, &terms.zone, |call| ledger.price(call).is_some())
}

/// The forecast from the first so many active days of the days that follow them.
///
/// # Errors
/// As of [`backtest`].
pub fn after(
    table: &RateTable,
    logs: &Logs,
    days: &Days,
    terms: &Terms,
    base: &Scenario,
    past_days: usize,
) -> Result<BackTest, Untested> {
    let (past, later) = days.usd.split_at_checked(past_days).ok_or(Untested::FewDays)?;
    let cut = later.first().filter(|_| !past.is_empty()).ok_or(Untested::FewDays)?.0;
    let known = past::before(logs, &terms.zone, cut);
    let ledger = Ledger::new(table, &known, terms);
    let mut made = calibrate(table, &known, &ledger, terms, base);
    if made.as_ref().is_ok_and(|made| made.residual.missed().abs() > ROUNDED) {
        made = calibrate_kinds(table, &known, &ledger, terms, base);
    }
    let made = made.map_err(|_| Untested::NothingBefore { days: past.len() })?;
    let outlook = days.outlook(days.a_month().unwrap_or(made.scenario.work.active_days));
    Ok(compare(&made, &outlook, past, later))
}

/// The forecast of the later half of a table's active days.
///
/// # Errors
/// As of [`backtest`].
#[cfg(feature = "tables")]
pub fn backtest_sessions(sessions: &Tables, base: &Scenario) -> Result<BackTest, Untested> {
    let days = sessions.days();
    let (past, later) = days.usd.split_at_checked(days.usd.len().div_ceil(2)).ok_or(Untested::FewDays)?;
    let cut = later.first().filter(|_| !past.is_empty()).ok_or(Untested::FewDays)?.0;
    let made = sessions.calibrate_before(cut, base);
    let made = made.map_err(|_| Untested::NothingBefore { days: past.len() })?;
    let outlook = days.outlook(days.a_month().unwrap_or(made.scenario.work.active_days));
    Ok(compare(&made, &outlook, past, later))
}

fn compare(made: &Calibration, outlook: &Outlook, past: &[(i64, f64)], later: &[(i64, f64)]) -> BackTest {
    let ahead = |days| outlook.ahead(past.len(), days);
    let usd: Vec<f64> = past.iter().map(|(_, usd)| *usd).collect();
    let (daily, single, count) = (active_day(made, &usd), ahead(1), later.len() as f64);
    let row =
        |(day, usd): &(i64, f64)| Day { date: date_of(*day), forecast: daily, band: single, actual: *usd };
    let (hits, of) = outlook.coverage();
    BackTest {
        cut: date_of(later.first().map_or(0, |(day, _)| *day)),
        past_days: past.len(),
        sessions: made.sessions,
        days: later.iter().map(row).collect(),
        forecast: daily * count,
        naive: usd.iter().sum::<f64>() / usd.len().max(1) as f64 * count,
        actual: later.iter().map(|(_, usd)| usd).sum(),
        band: ahead(later.len()),
        coverage: Coverage { hits, of },
    }
}

/// What tidied numbers leave of a cost, as a share of it.
const ROUNDED: f64 = 0.002;

/// USD of the scenario's active day as logs would count it: at the prices of their days, without
/// compaction requests, and with what has a price but no place in a scenario.
fn active_day(made: &Calibration, past: &[f64]) -> f64 {
    let Residual { listed, real, modelled, .. } = made.residual;
    let at_their_prices = if real > 0.0 { modelled * listed / real } else { modelled };
    let is_rounding = made.residual.missed().abs() <= ROUNDED;
    let missed = if is_rounding { 0.0 } else { (at_their_prices - listed) * made.sessions as f64 };
    (past.iter().sum::<f64>() + missed) / past.len().max(1) as f64
}
