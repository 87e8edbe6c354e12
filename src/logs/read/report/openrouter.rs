//! OpenRouter's activity: dollars by day and model. Its prompt tokens do not say what was read from
//! the cache, so only dollars count: its own, and those that a key of one's own was charged.

use serde::Deserialize;

use super::field::Number;
use super::meter;
use super::part::Row;
use super::scope::{Scope, time};
use super::table::Line;
use crate::logs::{ReportKind, ReportRow, Seller};

#[derive(Deserialize)]
pub(super) struct Activity {
    #[serde(rename = "Date")]
    date: Option<String>,
    #[serde(rename = "Slug")]
    slug: Option<String>,
    #[serde(rename = "Provider")]
    provider: Option<String>,
    #[serde(rename = "Usage")]
    usage: Option<Number>,
    #[serde(rename = "BYOK Usage")]
    own_key: Option<Number>,
}

impl Line for Activity {
    const KIND: ReportKind = ReportKind::OpenRouter;
    const COLUMNS: &[&str] = &["Slug", "Usage", "Prompt Tokens"];

    fn is_other(&self) -> bool {
        self.slug.as_deref().is_some_and(|slug| !slug.is_empty() && !meter::is_claude(slug))
    }

    fn row(self) -> Option<Row> {
        let (day, start) = self.date.as_deref().and_then(time)?;
        let usd = self.usage.and_then(|usage| usage.0)?;
        let own_key = self.own_key.and_then(|usage| usage.0).unwrap_or(0.0);
        let scope =
            Scope::between(start, start + 24 * 60).of(&[self.slug.as_deref(), self.provider.as_deref()]);
        let row = ReportRow {
            day: Some(day),
            usd: Some(usd + own_key),
            model: self.slug,
            // A key of one's own is another seller's, who is not named.
            seller: (own_key == 0.0).then_some(Seller::OpenRouter),
            ..ReportRow::default()
        };
        Some(Row { row, scope })
    }
}
