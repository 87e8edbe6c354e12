//! The Console's usage CSV (FACTS.md 5.6).

use serde::Deserialize;

use super::admin::{is_long, longest};
use super::field::Number;
use super::part::Row;
use super::scope::{Scope, time};
use super::table::Line;
use crate::logs::read::tier::names_unlisted;
use crate::logs::{ReportKind, ReportRow, ReportTokens};

#[derive(Deserialize)]
pub(super) struct Usage {
    usage_date_utc: Option<String>,
    model_version: Option<String>,
    api_key: Option<String>,
    workspace: Option<String>,
    usage_type: Option<String>,
    service_tier: Option<String>,
    context_window: Option<String>,
    inference_geo: Option<String>,
    speed: Option<String>,
    usage_input_tokens_no_cache: Option<Number>,
    usage_input_tokens_cache_write_5m: Option<Number>,
    usage_input_tokens_cache_write_1h: Option<Number>,
    usage_input_tokens_cache_read: Option<Number>,
    usage_output_tokens: Option<Number>,
    web_search_count: Option<Number>,
}

impl Line for Usage {
    const KIND: ReportKind = ReportKind::ConsoleCsv;
    const COLUMNS: &[&str] = &["usage_date_utc", "usage_output_tokens"];

    fn row(self) -> Option<Row> {
        let (day, start) = self.usage_date_utc.as_deref().and_then(time)?;
        let writes = [&self.usage_input_tokens_cache_write_5m, &self.usage_input_tokens_cache_write_1h];
        let others = [
            &self.usage_input_tokens_no_cache,
            &self.usage_input_tokens_cache_read,
            &self.usage_output_tokens,
            &self.web_search_count,
        ];
        // Blank cells are no zeros: a row without any count says nothing.
        if writes.into_iter().chain(others).all(Option::is_none) {
            return None;
        }
        let tokens = ReportTokens {
            input: count(self.usage_input_tokens_no_cache),
            write_5m: count(self.usage_input_tokens_cache_write_5m),
            write_1h: count(self.usage_input_tokens_cache_write_1h),
            write_unsplit: 0,
            read: count(self.usage_input_tokens_cache_read),
            output: count(self.usage_output_tokens),
        };
        let apart = [
            &self.model_version,
            &self.api_key,
            &self.workspace,
            &self.service_tier,
            &self.usage_type,
            &self.speed,
            &self.context_window,
            &self.inference_geo,
        ];
        let scope = Scope::between(start, start + 24 * 60).of(&apart.map(Option::as_deref));
        let row = ReportRow {
            day: Some(day),
            tokens,
            web_searches: count(self.web_search_count),
            is_key: self.api_key.is_some(),
            fast: self.speed.as_deref() == Some("fast"),
            us_only: self.inference_geo.as_deref() == Some("us"),
            batch: is(&self.usage_type, "batch") || is(&self.service_tier, "batch"),
            priority: [&self.usage_type, &self.service_tier]
                .into_iter()
                .flatten()
                .any(|of| names_unlisted(of)),
            long_context: self.context_window.as_deref().is_some_and(is_long),
            longest: self.context_window.as_deref().and_then(longest),
            model: self.model_version,
            person: self.api_key,
            ..ReportRow::default()
        };
        Some(Row { row, scope })
    }
}

fn is(cell: &Option<String>, text: &str) -> bool {
    cell.as_deref().is_some_and(|cell| cell.eq_ignore_ascii_case(text))
}

fn count(cell: Option<Number>) -> u64 {
    cell.unwrap_or_default().count()
}
