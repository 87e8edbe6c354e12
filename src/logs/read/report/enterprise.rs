//! The spend of an Enterprise organisation by person, product and model (columns as public
//! importers read them, June 2026). Its prompt tokens say nothing of the cache, so only dollars
//! count: those after discounts, less credits in rows of their own.

use serde::Deserialize;

use super::field::Signed;
use super::part::Row;
use super::scope::Scope;
use super::table::Line;
use crate::logs::{ReportKind, ReportRow};

#[derive(Deserialize)]
pub(super) struct Spend {
    user_email: Option<String>,
    account_uuid: Option<String>,
    model: Option<String>,
    total_net_spend_usd: Option<Signed>,
}

impl Line for Spend {
    const KIND: ReportKind = ReportKind::EnterpriseSpend;
    const COLUMNS: &[&str] = &["user_email", "total_net_spend_usd"];

    fn row(self) -> Option<Row> {
        let usd = self.total_net_spend_usd.and_then(|spend| spend.0)?;
        let person = self.account_uuid.or(self.user_email).filter(|person| !person.is_empty());
        let row = ReportRow {
            usd: Some(usd),
            model: self.model.filter(|model| !model.is_empty()),
            person,
            ..ReportRow::default()
        };
        // Of no day: the cells tell copies.
        Some(Row { row, scope: Scope::EVER })
    }
}
