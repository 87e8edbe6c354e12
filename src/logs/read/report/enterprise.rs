//! The spend of an Enterprise organisation by person, product and model (columns as public
//! importers read them, June 2026). Its prompt tokens say nothing of the cache, so only dollars
//! count: those after discounts.

use serde::Deserialize;

use super::field::Number;
use super::part::Row;
use super::scope::Scope;
use super::table::Line;
use crate::logs::{ReportKind, ReportRow};

#[derive(Deserialize)]
pub(super) struct Spend {
    user_email: Option<String>,
    account_uuid: Option<String>,
    product: Option<String>,
    model: Option<String>,
    total_net_spend_usd: Option<Number>,
}

impl Line for Spend {
    const KIND: ReportKind = ReportKind::EnterpriseSpend;
    const COLUMNS: &[&str] = &["user_email", "total_net_spend_usd"];

    fn row(self) -> Option<Row> {
        let usd = self.total_net_spend_usd.and_then(|spend| spend.0)?;
        let person = self.account_uuid.or(self.user_email).filter(|person| !person.is_empty());
        let apart = [&person, &self.product, &self.model].map(Option::as_deref);
        let row = ReportRow {
            usd: Some(usd),
            model: self.model.clone().filter(|model| !model.is_empty()),
            person: person.clone(),
            ..ReportRow::default()
        };
        Some(Row { row, scope: Scope::EVER.of(&apart) })
    }
}
