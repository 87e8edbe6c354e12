//! What the logs say of the months to come: the scenario they make, how far to trust it, and
//! what a subscriber can compare it with.

use serde::{Deserialize, Serialize};

use super::{Detail, LogsState, Stay, backtest, inputs, provenance, stay};
use crate::forecast::Forecast;
use crate::scenario::link;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ForecastView {
    /// It is still to be asked for.
    Making,
    /// Why there is none; nothing where nothing was read.
    Missing(Option<String>),
    Made(Box<MadeForecast>),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MadeForecast {
    pub title: String,
    /// What it is made from.
    pub from: String,
    pub cautions: Vec<String>,
    /// The scenario as a link has it.
    pub work: String,
    pub inputs: Detail,
    pub back_test: Option<Detail>,
    /// Why there is no back-test.
    pub untested: Option<String>,
    pub stay: Option<Stay>,
}

pub fn forecast(state: &LogsState) -> ForecastView {
    let Some(forecast) = state.forecast else { return ForecastView::Making };
    match made(state, forecast) {
        Some(made) => ForecastView::Made(Box::new(made)),
        None => ForecastView::Missing(missing(state, forecast)),
    }
}

fn made(state: &LogsState, forecast: &Forecast) -> Option<MadeForecast> {
    let (scenario, month) = (forecast.scenario.as_ref()?, forecast.month()?);
    let (from, cautions, inputs) = match (&forecast.calibration, &forecast.anchored) {
        (Some(made), _) => (
            provenance::logs(made, month, state),
            super::cautions(&made.cautions, state.locale),
            inputs::inputs(state, &made.inputs, &[]),
        ),
        (_, Some(made)) => (
            provenance::reports(made, state),
            provenance::cautions_of_reports(made, state),
            inputs::inputs(state, &made.inputs, &made.from_preset),
        ),
        _ => return None,
    };
    let tested = forecast.tried.as_ref();
    Some(MadeForecast {
        title: format!("Forecast: {} a month at API prices", state.locale.money(month)),
        from,
        cautions,
        work: link::encode(scenario),
        inputs,
        back_test: tested.map(|tested| backtest::back_test(tested, state.locale)),
        untested: forecast.untested.map(|why| super::untested(why, state.locale)),
        stay: stay::stay(state, forecast),
    })
}

fn missing(state: &LogsState, forecast: &Forecast) -> Option<String> {
    let has_read = !state.books.logs.calls.is_empty() || !state.reports.is_empty();
    let why = forecast.too_little.as_ref().map(|little| little.why).unwrap_or_default();
    has_read.then(|| super::too_little(why).into())
}
