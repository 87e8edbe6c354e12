//! The Console's cost CSV: dollars by day, model, key and kind of token, and no tokens.

use serde::Deserialize;

use super::field::Signed;
use super::part::Row;
use super::scope::{Scope, time};
use super::table::Line;
use crate::logs::{ReportKind, ReportRow};

#[derive(Deserialize)]
pub(super) struct Cost {
    usage_date_utc: Option<String>,
    model: Option<String>,
    workspace: Option<String>,
    api_key: Option<String>,
    usage_type: Option<String>,
    context_window: Option<String>,
    token_type: Option<String>,
    inference_geo: Option<String>,
    speed: Option<String>,
    /// What was paid, after any discount, negative for a credit; list prices stand in a column of their own.
    cost_usd: Option<Signed>,
}

impl Line for Cost {
    const KIND: ReportKind = ReportKind::ConsoleCost;
    const COLUMNS: &[&str] = &["usage_date_utc", "token_type", "cost_usd"];

    fn row(self) -> Option<Row> {
        let (day, start) = self.usage_date_utc.as_deref().and_then(time)?;
        let usd = self.cost_usd.and_then(|cost| cost.0)?;
        let apart = [
            &self.model,
            &self.api_key,
            &self.workspace,
            &self.usage_type,
            &self.speed,
            &self.context_window,
            &self.inference_geo,
            &self.token_type,
        ];
        let scope = Scope::between(start, start + 24 * 60).of(&apart.map(Option::as_deref));
        let row = ReportRow {
            day: Some(day),
            usd: Some(usd),
            is_key: self.api_key.is_some(),
            batch: self.usage_type.as_deref() == Some("batch"),
            model: self.model.filter(|model| !model.is_empty()),
            person: self.api_key,
            ..ReportRow::default()
        };
        Some(Row { row, scope })
    }
}
