//! Charge: a row of a bill, of whatever was bought: what of it is usage of Claude, what is kept apart
//! from that, and what is left out.

use super::field::Unreadable;
use super::meter::{self, Kind};
use super::part::Row;
use super::scope::{Scope, time};
use crate::logs::read::number::signed;
use crate::logs::{Apart, ReportKind, ReportRow, ReportTokens, Seller, Why, date_of};
use crate::prices::Date;
use crate::scenario::Cloud;

const DAY: i64 = 24 * 60;
/// More tokens than this nobody has, and `f64` no longer counts by ones.
const MOST: f64 = 9_007_199_254_740_992.0;
/// Behind the model's name in each product of Bedrock that AWS Marketplace sells.
const EDITION: &str = "(Amazon Bedrock Edition)";

/// Texts are as they stand in the cells; what is not there is nothing.
#[derive(Debug, Default)]
pub(super) struct Charge {
    /// When it was used: the first moment, and the first one after it.
    pub from: Option<String>,
    pub to: Option<String>,
    /// A column for the model alone.
    pub model: Option<String>,
    /// What was sold, the surest text first. A row is of Claude where one of them says so.
    pub product: Vec<Option<String>>,
    /// What has a name that users give it: only for the model, and only of services of models.
    pub resource: Vec<Option<String>>,
    /// Whether the seller or the service sells models; the name of a virtual machine says nothing.
    pub sells_models: bool,
    /// Whether it sells Claude and nothing else.
    pub sells_claude: bool,
    /// What says the kind of token, the surest text first.
    pub meter: Vec<Option<String>>,
    /// Whether cache writes without a lifetime are of 5 minutes, and what is not global is regional:
    /// so they are in the meters of AWS (FACTS-2026-11-28, (b), Finance formats).
    pub is_aws: bool,
    /// How much was used, with its unit, the surest first.
    pub quantities: Vec<(Option<String>, Option<String>)>,
    /// What was charged, and the same after discounts where the bill has both.
    pub cost: Option<String>,
    pub net_cost: Option<String>,
    pub currency: Option<String>,
    /// Why it is no usage.
    pub beside: Option<Apart>,
    pub account: Option<String>,
    /// What tells rows of the same time apart beside the model and the account.
    pub apart: Vec<Option<String>>,
    pub key: Option<String>,
    /// Who is paid, where rows of the bill differ in that.
    pub seller: Option<Seller>,
}

impl Charge {
    /// The row of Claude that it is; nothing where it is none, which `asides` count.
    ///
    /// # Errors
    /// A row of Claude of which the time or a number cannot be read, or that has neither dollars nor
    /// tokens.
    pub fn row(self, asides: &mut Asides) -> Result<Option<Row>, Unreadable> {
        let Some(model) = self.sold() else {
            asides.others += 1;
            return Ok(None);
        };
        asides.claude += 1;
        if let Some(currency) =
            self.currency.as_deref().filter(|currency| !currency.eq_ignore_ascii_case("USD"))
        {
            asides.add_currency(currency);
            return Ok(None);
        }
        let (cost, net) = (number(&self.cost)?, number(&self.net_cost)?);
        let usd = net.or(cost);
        let is_negative = usd.is_some_and(|usd| usd < 0.0);
        // Capacity that is reserved is a commitment, and in no usage (FACTS-2026-11-28, (b)).
        let bought = meter::is_capacity(&self.meters()).then_some(Apart::Purchases);
        if let Some(what) = self.beside.or(is_negative.then_some(Apart::Credits)).or(bought) {
            let has_net = what == Apart::Discounts && net.is_some();
            let what = if has_net { Apart::NetDiscounts } else { what };
            asides.add_apart(what, if has_net { cost } else { usd }.unwrap_or(0.0));
            return Ok(None);
        }
        let tokens = self.tokens()?;
        if usd.is_none() && tokens.is_none() {
            return Err(Unreadable);
        }
        asides.unknown_tokens += u64::from(tokens.is_none());
        let (scope, last) = self.when().ok_or(Unreadable)?;
        let first = date_of(scope.from.div_euclid(DAY));
        let flags = meter::flags(&self.meters().join(" "));
        let row = ReportRow {
            day: Some(first),
            until: last.filter(|last| *last > first),
            tokens: tokens.unwrap_or_default(),
            usd,
            is_net: net.is_some(),
            is_key: self.key.is_some(),
            batch: flags.batch,
            fast: flags.fast,
            priority: flags.priority,
            long_context: flags.long_context,
            place: if tokens.is_some() { self.place(flags) } else { Cloud::Any },
            person: self.key.clone(),
            seller: self.seller,
            in_units: self.is_in_units(),
            model: model.clone(),
            ..ReportRow::default()
        };
        let apart = [&model, &self.account].into_iter().chain(&self.apart);
        let scope = scope.of(&apart.map(Option::as_deref).collect::<Vec<_>>());
        let account = self.account.as_deref().filter(|_| self.is_aws).unwrap_or_default();
        let scope = scope.of_account(account);
        Ok(Some(Row { row, scope }))
    }

    /// The model of a row of Claude, where it says one; nothing at all of any other row.
    fn sold(&self) -> Option<Option<String>> {
        let product = || self.product.iter().flatten();
        let named = || product().find_map(|text| meter::model(text));
        let edition = || product().find_map(|text| edition(text));
        let resource = || self.resource.iter().flatten().find_map(|text| meter::model(text));
        let of_resource = || resource().filter(|_| self.sells_models);
        let mut texts = product().chain(&self.model);
        if self.sells_claude || texts.any(|text| meter::is_claude(text)) {
            return Some(self.model.clone().or_else(named).or_else(of_resource).or_else(edition));
        }
        of_resource().map(Some)
    }

    /// Whether it is in Claude Consumption Units, of platforms that Anthropic runs itself.
    fn is_in_units(&self) -> bool {
        let mut texts = self.product.iter().chain(&self.meter).flatten();
        texts.any(|text| text.to_ascii_lowercase().contains("consumption unit"))
    }

    fn meters(&self) -> Vec<&str> {
        self.meter.iter().flatten().map(String::as_str).collect()
    }

    /// Nothing where the kind of token or the unit is not known.
    fn tokens(&self) -> Result<Option<ReportTokens>, Unreadable> {
        let meters = self.meters();
        let Some(kind) = meter::kind(&meters) else { return Ok(None) };
        let kind = if self.is_aws { Kind::or_5m(kind) } else { kind };
        for (quantity, unit) in &self.quantities {
            let quantity = number(quantity)?;
            let Some((quantity, unit)) = quantity.zip(meter::per_unit(unit.as_deref(), &meters)) else {
                continue;
            };
            let count = quantity * unit;
            return if (0.0..=MOST).contains(&count) {
                Ok(Some(kind.tokens(count)))
            } else {
                Err(Unreadable)
            };
        }
        Ok(None)
    }

    /// The stretch of time, and its last day.
    fn when(&self) -> Option<(Scope, Option<Date>)> {
        let (_, from) = time(self.from.as_deref()?)?;
        let to = match &self.to {
            Some(to) => time(to)?.1,
            None => from + 1,
        };
        let scope = Scope::between(from, to);
        Some((scope, scope.last_day()))
    }

    fn place(&self, flags: meter::Flags) -> Cloud {
        // Of us-gov-west-1 and us-gov-east-1.
        let is_gov =
            || self.meters().iter().any(|meter| meter.starts_with("UGW1-") || meter.starts_with("UGE1-"));
        match self.is_aws {
            true if is_gov() => Cloud::BedrockGov,
            true if !flags.global => Cloud::BedrockRegional,
            _ => Cloud::Any,
        }
    }
}

/// A product of Bedrock whose model has no family and version: "Claude Instant".
fn edition(text: &str) -> Option<String> {
    let (name, _) = text.split_once(EDITION)?;
    let start = name.to_ascii_lowercase().find("claude")?;
    Some(name[start..].trim().into())
}

/// Nothing of a blank cell.
fn number(cell: &Option<String>) -> Result<Option<f64>, Unreadable> {
    match cell.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
        None => Ok(None),
        Some(text) => signed(text).filter(|number| number.is_finite()).map(Some).ok_or(Unreadable),
    }
}

/// What of a bill is in no row, or only half of it.
#[derive(Debug, Default)]
pub(super) struct Asides {
    others: u64,
    unknown_tokens: u64,
    currencies: Vec<(String, u64)>,
    apart: Vec<(Apart, u64, f64)>,
    /// Rows that are of Claude.
    claude: u64,
}

impl Asides {
    fn add_currency(&mut self, currency: &str) {
        match self.currencies.iter_mut().find(|(known, _)| known == currency) {
            Some((_, rows)) => *rows += 1,
            None => self.currencies.push((currency.into(), 1)),
        }
    }

    fn add_apart(&mut self, what: Apart, usd: f64) {
        match self.apart.iter_mut().find(|(known, _, _)| *known == what) {
            Some((_, rows, sum)) => (*rows, *sum) = (*rows + 1, *sum + usd),
            None => self.apart.push((what, 1, usd)),
        }
    }

    /// All of it, each kind once for a whole bill.
    pub fn said(self, kind: ReportKind) -> Vec<Why> {
        let rows = self.others;
        if rows > 0 && self.claude == 0 {
            return vec![Why::NoClaude { kind, rows }];
        }
        let currencies = self.currencies.into_iter();
        let mut said: Vec<Why> =
            currencies.map(|(currency, rows)| Why::OtherCurrency { currency, rows }).collect();
        said.extend(self.apart.into_iter().map(|(what, rows, usd)| Why::Apart { what, rows, usd }));
        said.extend((self.unknown_tokens > 0).then_some(Why::UnknownTokens { rows: self.unknown_tokens }));
        said.extend((rows > 0).then_some(Why::OtherServices { rows }));
        said
    }
}
