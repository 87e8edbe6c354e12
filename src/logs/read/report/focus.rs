//! FOCUS, the FinOps Open Cost and Usage Specification, 1.0 to 1.4, of any provider.
//!
//! What was billed counts: the effective cost spreads commitments over time, list and contracted
//! cost are what it is compared with. The kind of token has no column of its own yet, so that
//! providers' own columns and texts say it (FACTS-2026-11-28, (b), Finance formats).

use serde::Deserialize;

use super::charge::Charge;
use super::table::Bill;
use crate::logs::{Apart, ReportKind, Seller};

/// Columns in small letters: `ChargePeriodStart`, `x_TokenType`.
#[derive(Deserialize)]
pub(super) struct Focus {
    #[serde(rename = "chargeperiodstart")]
    from: Option<String>,
    #[serde(rename = "chargeperiodend")]
    to: Option<String>,
    #[serde(rename = "chargecategory")]
    category: Option<String>,
    #[serde(rename = "chargeclass")]
    class: Option<String>,
    #[serde(rename = "chargedescription")]
    description: Option<String>,
    #[serde(rename = "billedcost")]
    cost: Option<String>,
    #[serde(rename = "billingcurrency")]
    currency: Option<String>,
    #[serde(rename = "billingaccountid")]
    billing_account: Option<String>,
    #[serde(rename = "subaccountid")]
    sub_account: Option<String>,
    #[serde(rename = "providername")]
    provider: Option<String>,
    #[serde(rename = "publishername")]
    publisher: Option<String>,
    /// Since 1.3, in place of the two before.
    #[serde(rename = "serviceprovidername")]
    service_provider: Option<String>,
    #[serde(rename = "hostprovidername")]
    host_provider: Option<String>,
    #[serde(rename = "servicename")]
    service: Option<String>,
    #[serde(rename = "servicecategory")]
    service_category: Option<String>,
    #[serde(rename = "regionid")]
    region: Option<String>,
    #[serde(rename = "resourceid")]
    resource: Option<String>,
    #[serde(rename = "resourcename")]
    resource_name: Option<String>,
    #[serde(rename = "skuid")]
    sku: Option<String>,
    #[serde(rename = "skupriceid")]
    sku_price: Option<String>,
    #[serde(rename = "skumeter")]
    sku_meter: Option<String>,
    #[serde(rename = "skupricedetails")]
    sku_details: Option<String>,
    #[serde(rename = "consumedquantity")]
    consumed: Option<String>,
    #[serde(rename = "consumedunit")]
    consumed_unit: Option<String>,
    #[serde(rename = "pricingquantity")]
    priced: Option<String>,
    #[serde(rename = "pricingunit")]
    pricing_unit: Option<String>,
    #[serde(rename = "xmodel")]
    model: Option<String>,
    #[serde(rename = "xtokentype")]
    token_type: Option<String>,
    #[serde(rename = "xconsumedtokens")]
    tokens: Option<String>,
    /// Of AWS, Azure and Google.
    #[serde(rename = "xusagetype")]
    usage_type: Option<String>,
    #[serde(rename = "xskumetername")]
    meter_name: Option<String>,
    #[serde(rename = "xskudescription")]
    sku_description: Option<String>,
}

impl Bill for Focus {
    const KIND: ReportKind = ReportKind::Focus;
    const COLUMNS: &[&str] = &["billedcost", "chargecategory", "chargeperiodstart"];

    fn charge(self) -> Charge {
        let is = |text: &Option<String>, part: &str| {
            text.as_deref().is_some_and(|text| text.to_ascii_lowercase().contains(part))
        };
        let providers = [&self.provider, &self.service_provider, &self.host_provider];
        let is_aws = providers.iter().any(|name| is(name, "aws") || is(name, "amazon"));
        let sellers = [&self.publisher, &self.provider, &self.service_provider];
        let beside = self.beside();
        let unit = |unit: &str| Some(unit.into());
        let texts = [&self.sku_meter, &self.meter_name, &self.usage_type, &self.sku_description];
        let texts = texts.map(Clone::clone).into_iter();
        let texts: Vec<_> = texts.chain([self.description.clone(), self.sku.clone()]).collect();
        let names = [self.service.clone(), self.sku_details].into_iter().chain(texts.clone());
        let seller = self.service_provider.clone().or(self.provider.clone());
        let paid = seller.as_deref().filter(|name| !name.is_empty()).map(seller_of);
        Charge {
            from: self.from,
            to: self.to,
            model: self.model,
            product: names.collect(),
            resource: vec![self.resource.clone(), self.resource_name],
            sells_models: is(&self.service_category, "machine learning"),
            sells_claude: sellers.iter().any(|name| is(name, "anthropic")),
            meter: [self.token_type.clone()].into_iter().chain(texts).collect(),
            is_aws,
            quantities: vec![
                (self.tokens, unit("tokens")),
                (self.consumed, self.consumed_unit),
                (self.priced, self.pricing_unit),
            ],
            cost: self.cost,
            currency: self.currency,
            beside,
            account: self.sub_account.or(self.billing_account),
            apart: vec![
                self.token_type,
                self.sku_meter,
                self.usage_type,
                self.sku_price,
                self.sku,
                seller,
                self.service,
                self.resource,
                self.region,
            ],
            seller: paid,
            ..Charge::default()
        }
    }
}

/// By the name of a provider.
fn seller_of(name: &str) -> Seller {
    let name = name.to_ascii_lowercase();
    let is = |part: &str| name.contains(part);
    match () {
        () if is("anthropic") => Seller::Anthropic,
        () if is("aws") || is("amazon") => Seller::Aws,
        () if is("openrouter") => Seller::OpenRouter,
        () => Seller::OtherCloud,
    }
}

impl Focus {
    /// What a row is beside usage. A purchase may pay for usage that has rows of its own, at no cost.
    fn beside(&self) -> Option<Apart> {
        if self.class.as_deref().is_some_and(|class| class.eq_ignore_ascii_case("correction")) {
            return Some(Apart::Corrections);
        }
        match self.category.as_deref().unwrap_or_default().to_ascii_lowercase().as_str() {
            "usage" => None,
            "purchase" => Some(Apart::Purchases),
            "credit" => Some(Apart::Credits),
            "tax" => Some(Apart::Tax),
            "adjustment" => Some(Apart::Corrections),
            _ => Some(Apart::Others),
        }
    }
}
