//! AWS's Cost and Usage Report, and the Data Exports of it (CUR 2.0): Claude on Amazon Bedrock.
//!
//! A row's usage type says the kind of token, its product the model
//! (FACTS-2026-11-28, (b), Finance formats). The net cost, where an export has it, is after
//! discounts; without it, discounts are rows of their own.

use serde::Deserialize;

use super::charge::Charge;
use super::table::Bill;
use crate::logs::{Apart, ReportKind};

/// Columns of both spellings, plain: `lineItem/UsageType`, `line_item_usage_type`.
#[derive(Deserialize)]
pub(super) struct Cur {
    #[serde(rename = "lineitemusagestartdate")]
    from: Option<String>,
    #[serde(rename = "lineitemusageenddate")]
    to: Option<String>,
    #[serde(rename = "lineitemlineitemtype")]
    line_type: Option<String>,
    #[serde(rename = "lineitemusageaccountid")]
    account: Option<String>,
    #[serde(rename = "lineitemproductcode")]
    code: Option<String>,
    #[serde(rename = "lineitemusagetype")]
    usage_type: Option<String>,
    #[serde(rename = "lineitemoperation")]
    operation: Option<String>,
    #[serde(rename = "lineitemlineitemdescription")]
    description: Option<String>,
    #[serde(rename = "lineitemresourceid")]
    resource: Option<String>,
    #[serde(rename = "lineitemiamprincipal")]
    principal: Option<String>,
    #[serde(rename = "lineitemusageamount")]
    amount: Option<String>,
    #[serde(rename = "pricingunit")]
    unit: Option<String>,
    #[serde(rename = "lineitemunblendedcost")]
    cost: Option<String>,
    #[serde(rename = "lineitemnetunblendedcost")]
    net_cost: Option<String>,
    #[serde(rename = "lineitemcurrencycode")]
    currency: Option<String>,
    #[serde(rename = "productregioncode")]
    region: Option<String>,
    #[serde(rename = "productproductname")]
    product_name: Option<String>,
    #[serde(rename = "productservicename")]
    service_name: Option<String>,
    /// All attributes of the product in one cell, in CUR 2.0.
    product: Option<String>,
}

impl Bill for Cur {
    const KIND: ReportKind = ReportKind::AwsCur;
    const COLUMNS: &[&str] = &["lineitemusagestartdate", "lineitemusagetype", "lineitemunblendedcost"];

    fn charge(self) -> Charge {
        // Products of the Marketplace have codes of random letters.
        let is_bedrock = self.code.as_deref().is_some_and(|code| code.starts_with("AmazonBedrock"));
        let product = vec![
            self.product_name,
            self.service_name,
            self.usage_type.clone(),
            self.product,
            self.description.clone(),
        ];
        Charge {
            from: self.from,
            to: self.to,
            product,
            resource: vec![self.resource.clone()],
            sells_models: is_bedrock,
            // The sentence has the unit, and the type the kind of token in fewer words.
            meter: vec![self.usage_type.clone(), self.description],
            is_aws: true,
            quantities: vec![(self.amount, self.unit)],
            cost: self.cost,
            net_cost: self.net_cost,
            currency: self.currency,
            beside: self.line_type.as_deref().and_then(beside),
            account: self.account,
            apart: vec![self.usage_type, self.operation, self.resource, self.principal.clone(), self.region],
            key: self.principal,
            ..Charge::default()
        }
    }
}

/// What a type of line is beside usage; types as AWS's dictionary of the report lists them.
fn beside(line_type: &str) -> Option<Apart> {
    match line_type {
        "Usage" | "DiscountedUsage" => None,
        "Credit" | "Refund" => Some(Apart::Credits),
        "Tax" => Some(Apart::Tax),
        "Fee" | "RIFee" | "SavingsPlanUpfrontFee" | "SavingsPlanRecurringFee" => Some(Apart::Purchases),
        line_type if line_type.ends_with("Discount") => Some(Apart::Discounts),
        _ => Some(Apart::Others),
    }
}
