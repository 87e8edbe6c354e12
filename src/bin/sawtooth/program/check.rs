//! Whether a month is within a limit. The Markdown is for a pull request, the exit code for what runs it.

use super::estimate::{
    first_lines,
    sure::{Sure, json_of},
};
use super::open;
use super::output::{ABOVE, Printed};
use super::table::{escaped, markdown};
use sawtooth::decisions::payment::{Paid, Span, paid};
use sawtooth::model::estimate::Estimate;
use sawtooth::prices::{RateTable, plans};
use sawtooth::scenario::{Scenario, link};
use sawtooth::view::labels::{paid as labels, statement};
use sawtooth::view::waterfall::{cents, printed};
use sawtooth::view::{Locale, answer};
use serde_json::{Value, json};
use std::ffi::OsString;

#[derive(clap::Args)]
pub struct Wish {
    /// A link, a scenario file or -.
    #[arg(value_name = "LINK|FILE", value_hint = clap::ValueHint::FilePath)]
    place: OsString,
    /// What everybody's month may cost, in US dollars before tax.
    #[arg(long, value_name = "USD", value_parser = dollars)]
    max_month: f64,
    /// Prints JSON in the shape of schema/check.json.
    #[arg(long)]
    json: bool,
}

fn dollars(text: &str) -> Result<f64, String> {
    let usd = text.trim_start_matches('$').parse::<f64>().ok().filter(|usd| usd.is_finite() && *usd >= 0.0);
    usd.ok_or_else(|| "a number of dollars is needed, like 300".into())
}

pub fn answer(wish: &Wish) -> Result<Printed, String> {
    let table = RateTable::shipped();
    let scenario = open::read(&wish.place)?;
    let priced = open::price(&table, &scenario)?;
    let checked = Checked::new(&scenario, &priced, wish.max_month).ok_or("there is no price")?;
    let answer = match wish.json {
        true => Printed::json(checked.json(&scenario, &priced)),
        false => Printed::raw(checked.markdown(&table, &scenario, &priced)),
    };
    Ok(answer.exit(if checked.is_above() { ABOVE } else { 0 }))
}

/// A month beside its limit, USD.
struct Checked {
    /// What is paid; where that is open, the month at API prices.
    month: Span,
    /// Whether it is what is paid.
    is_paid: bool,
    limit: f64,
    paid: Paid,
    sure: Sure,
}

impl Checked {
    fn new(scenario: &Scenario, priced: &Estimate, limit: f64) -> Option<Checked> {
        let shown = priced.answer.as_ref()?;
        let paid = paid(&plans::shipped(), shown);
        let month = paid.month.unwrap_or(Span::same(paid.at_api_prices));
        Some(Checked { month, is_paid: paid.month.is_some(), limit, paid, sure: Sure::of(scenario, shown) })
    }

    /// To the cent, as it is printed.
    fn over(&self) -> f64 {
        printed(printed(self.month.middle()) - printed(self.limit))
    }

    fn is_above(&self) -> bool {
        self.over() > 0.0
    }

    /// At the smallest capacity that the plan may have.
    fn may_be_above(&self) -> bool {
        printed(self.month.high) > printed(self.limit)
    }

    fn markdown(&self, table: &RateTable, scenario: &Scenario, priced: &Estimate) -> String {
        let locale = Locale::default();
        let mut lines = vec![
            self.verdict(&locale),
            String::new(),
            markdown([statement::ITEM, statement::VALUE], &self.rows(&locale)),
        ];
        let shown = priced.answer.as_ref();
        let first =
            shown.map(|shown| first_lines(table, &plans::shipped(), priced, (shown, &self.sure), &locale));
        let notes = answer::notes(priced, &locale);
        lines.extend(first.into_iter().flatten().chain(notes).map(|line| format!("{}\n", escaped(&line))));
        // In a code span nothing is markup.
        lines.push(format!("{}: `{}`", statement::LINK, link::encode(scenario)));
        lines.join("\n")
    }

    fn verdict(&self, locale: &Locale) -> String {
        let limit = cents(self.limit, locale);
        let verdict = match (self.is_above(), self.may_be_above()) {
            (true, _) => "Above the limit",
            (false, true) => "Within the limit, but may be above it",
            (false, false) => "Within the limit",
        };
        format!("**{verdict}.** {}: {} a month, limit {limit}.", self.what(), self.amount(locale))
    }

    fn what(&self) -> &'static str {
        if self.is_paid { labels::YOU_PAY } else { labels::AT_API_PRICES }
    }

    /// One number, or the two ends and what is compared.
    fn amount(&self, locale: &Locale) -> String {
        let [low, middle, high] =
            [self.month.low, self.month.middle(), self.month.high].map(|usd| cents(usd, locale));
        if low == high { low } else { format!("{low} to {high} (compared: the middle, {middle})") }
    }

    fn rows(&self, locale: &Locale) -> Vec<[String; 2]> {
        let row = |label: &str, value: String| [label.to_string(), value];
        let what = if self.is_paid { statement::YOU_PAY_MONTH } else { statement::AT_API_PRICES };
        let over = if self.is_above() { "Above the limit" } else { "Below the limit" };
        let mut rows = vec![
            row(what, self.amount(locale)),
            row("Limit a month", cents(self.limit, locale)),
            row(over, cents(self.over().abs(), locale)),
        ];
        rows.extend(self.range().map(|[low, _, high]| {
            row(statement::RANGE, format!("{} to {}", locale.money(low), locale.money(high)))
        }));
        if self.is_paid && self.paid.parts.iter().any(|part| part.payer.is_plan()) {
            rows.push(row(statement::AT_API_PRICES, cents(self.paid.at_api_prices, locale)));
        }
        rows.push(row(statement::PEOPLE, locale.short(self.paid.people, 1)));
        rows
    }

    /// The 10th, 50th and 90th percentile of what is compared.
    fn range(&self) -> Option<[f64; 3]> {
        if self.is_paid { self.sure.percentiles_paid() } else { self.sure.percentiles() }
    }

    fn json(&self, scenario: &Scenario, priced: &Estimate) -> Value {
        json!({
            "compared": if self.is_paid { "you_pay" } else { "at_api_prices" },
            "usd_month": self.month.middle(),
            "usd_month_range": { "at_least": self.month.low, "at_most": self.month.high },
            "limit_usd_month": self.limit,
            "over_usd_month": self.over(),
            "above": self.is_above(),
            "may_be_above": self.may_be_above(),
            "at_api_prices_usd_month": self.paid.at_api_prices,
            "range": json_of(self.range()),
            "people": self.paid.people,
            "link": link::encode(scenario),
            "warnings": answer::notes(priced, &Locale::default()),
        })
    }
}
