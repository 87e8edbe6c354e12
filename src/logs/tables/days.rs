//! Days: what each day cost, in the columns of the Console's export.

use super::{Names, band};
use crate::logs::ledger::known;
use crate::logs::sorted;
use crate::logs::{Call, Logs, Zone};
use crate::prices::{Date, RateTable};
use serde::Serialize;
use std::collections::BTreeMap;

/// Tokens above which a prompt costs more, where the price list knows no step of the model: what the Console's own
/// windows are.
const STEP: u64 = 200;

/// Counts of tokens and searches; output as recorded.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Row {
    pub usage_date_utc: Option<Date>,
    pub model_version: String,
    /// The person, as a hash.
    pub api_key: String,
    /// The project, as a hash.
    pub workspace: String,
    /// "standard" or "batch".
    pub usage_type: &'static str,
    /// "≤ 200k" or "> 200k", of Haiku 5.5 "≤ 100k" or "> 100k".
    pub context_window: &'static str,
    pub usage_input_tokens_no_cache: u64,
    pub usage_input_tokens_cache_write_5m: u64,
    pub usage_input_tokens_cache_write_1h: u64,
    pub usage_input_tokens_cache_read: u64,
    pub usage_output_tokens: u64,
    pub web_search_count: u64,
    /// "us" or "not_available".
    pub inference_geo: &'static str,
    /// "standard" or "fast".
    pub speed: &'static str,
    // What follows only transcripts know, and no SQL writes it.
    /// Output beyond what was recorded, as estimated from the text; blank where there is none.
    pub estimated_output_tokens: Option<u64>,
    /// Of calls that stand in no line; blank where there are none.
    pub unlogged_input_tokens: Option<u64>,
    pub unlogged_cache_write_5m_tokens: Option<u64>,
    pub unlogged_cache_write_1h_tokens: Option<u64>,
    pub unlogged_cache_read_tokens: Option<u64>,
    pub unlogged_output_tokens: Option<u64>,
    pub unlogged_web_searches: Option<u64>,
}

/// Every call of the logs, on its day of UTC.
pub fn rows(table: &RateTable, logs: &Logs, names: &Names) -> Vec<Row> {
    let person = names.person();
    let projects: Vec<String> = logs.projects.iter().map(|project| names.project(project)).collect();
    let steps: Vec<u64> = logs.models.iter().map(|model| step(table, model)).collect();
    let mut all = BTreeMap::new();
    for call in &logs.calls {
        let project = logs.sessions.get(call.session as usize).map_or(0, |session| session.project);
        let step = steps.get(call.model as usize).copied().unwrap_or(STEP);
        let is_above = band(call) >= step;
        let key = (Zone::UTC.day(call.answered), call.model, project, is_above);
        let row = all.entry((key, call.batch, call.us_only, call.fast)).or_insert_with(|| Row {
            usage_date_utc: Some(Zone::UTC.date(call.answered)),
            model_version: logs.models.get(call.model as usize).cloned().unwrap_or_default(),
            api_key: person.clone(),
            workspace: projects.get(project as usize).cloned().unwrap_or_default(),
            usage_type: if call.batch { "batch" } else { "standard" },
            context_window: window(step, is_above),
            inference_geo: if call.us_only { "us" } else { "not_available" },
            speed: if call.fast { "fast" } else { "standard" },
            ..Row::default()
        });
        row.add(call);
    }
    let mut rows: Vec<Row> = all.into_values().collect();
    sorted::by(&mut rows, |a, b| a.order().cmp(&b.order()));
    rows
}

impl Row {
    fn add(&mut self, call: &Call) {
        if !call.is_logged() {
            let sums = [
                &mut self.unlogged_input_tokens,
                &mut self.unlogged_cache_write_5m_tokens,
                &mut self.unlogged_cache_write_1h_tokens,
                &mut self.unlogged_cache_read_tokens,
                &mut self.unlogged_output_tokens,
                &mut self.unlogged_web_searches,
            ];
            return super::add_unlogged(sums, call);
        }
        self.usage_input_tokens_no_cache += u64::from(call.input);
        self.usage_input_tokens_cache_write_5m += u64::from(call.write_5m);
        self.usage_input_tokens_cache_write_1h += u64::from(call.write_1h);
        self.usage_input_tokens_cache_read += u64::from(call.read);
        self.usage_output_tokens += u64::from(call.output);
        self.web_search_count += u64::from(call.web_searches);
        let beyond = call.estimated.saturating_sub(call.output);
        if beyond > 0 {
            *self.estimated_output_tokens.get_or_insert(0) += u64::from(beyond);
        }
    }

    fn order(&self) -> impl Ord {
        let whose = (self.usage_date_utc, &self.model_version, &self.api_key, &self.workspace);
        (whose, self.usage_type, self.context_window, self.inference_geo, self.speed)
    }
}

/// Thousands of tokens.
fn step(table: &RateTable, model: &str) -> u64 {
    let steps = known(table, model).into_iter().flat_map(|model| &model.prices);
    let step = steps.filter_map(|row| row.step.as_ref()).map(|step| step.above).next();
    step.map_or(STEP, |above| (above / 1e3) as u64)
}

fn window(step: u64, is_above: bool) -> &'static str {
    match (step, is_above) {
        (100, false) => "≤ 100k",
        (100, true) => "> 100k",
        (_, false) => "≤ 200k",
        (_, true) => "> 200k",
    }
}
