//! The statement: what finance reads, prints and keeps, as plain data. The page, the terminal and
//! both kinds of files show the same.

use super::breakdown::Shown;
use super::format::{lower, plural};
use super::headline::range;
use super::labels::statement as labels;
use super::options::{OptionTable, table};
use super::{Locale, Table, at_prices, breakdown, kinds, local, words};
use crate::decisions::breakdown::Breakdown;
use crate::decisions::months::{MonthPaid, months};
use crate::decisions::options::Options;
use crate::decisions::payment::{Payer, Span};
use crate::decisions::year::{self, Year};
use crate::model::estimate::Answer;
use crate::prices::Date;
use crate::prices::plans::Plan;
use crate::scenario::Scenario;
use serde::{Deserialize, Serialize};

mod assumptions;
mod csv;
mod groups;
mod inputs;
mod qr;
mod sheets;
mod sure;
mod text;
#[cfg(feature = "sheet")]
mod xlsx;

pub use assumptions::{Assumption, assumptions};
pub use csv::csv;
pub use qr::Code;
pub use sheets::{Cell, Sheet, sheets};
pub use sure::sure;
pub use text::text;
#[cfg(feature = "sheet")]
pub use xlsx::xlsx;

/// USD a month of what the headline shows: its 10th, 50th and 90th percentile.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StatementRange {
    pub p10: f64,
    pub p50: f64,
    pub p90: f64,
}

/// All that a statement is made of.
pub struct Asked<'a> {
    /// As it was entered; the answer has its messages solved for.
    pub scenario: &'a Scenario,
    pub answer: &'a Answer,
    pub options: &'a Options,
    pub broken: &'a Breakdown,
    pub plans: &'a [Plan],
    /// The months of the budget's year.
    pub year: &'a Year,
    pub today: Date,
    /// The whole address that opens to this scenario.
    pub link: &'a str,
    pub range: Option<StatementRange>,
    /// A sentence on the input that matters most.
    pub rests_on: Option<String>,
}

/// What its assumptions are made of.
#[derive(Clone, Copy)]
pub struct Assumed<'a> {
    pub scenario: &'a Scenario,
    pub answer: &'a Answer,
    pub options: &'a Options,
    pub plans: &'a [Plan],
}

impl<'a> Asked<'a> {
    fn assumed(&self) -> Assumed<'a> {
        let Asked { scenario, answer, options, plans, .. } = *self;
        Assumed { scenario, answer, options, plans }
    }
}

/// What the page asks of the worker that makes a workbook. It answers with the bytes of the file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Wish {
    /// The scenario as a link, and the address that links begin with.
    pub link: String,
    pub address: String,
    pub today: Date,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// The scenario's title, or one made of what it is about.
    pub title: String,
    pub note: String,
    pub made: Date,
    pub link: String,
    pub code: Option<Code>,
    pub summary: Vec<Fact>,
    /// At most ten: those that carry the cost.
    pub assumptions: Vec<Assumption>,
    pub options: OptionTable,
    /// Empty where there is one group with one payer.
    pub groups: Table,
    /// Those of the first printed page, where that has no room for all.
    pub groups_on_paper: Option<Table>,
    /// What is paid and the tokens, for the appendix.
    pub breakdown: Shown,
    /// A month by kind of session, where there are several.
    pub kinds: Option<Table>,
    /// Every input that counts.
    pub inputs: Vec<Assumption>,
}

/// A line of the summary: as text, and as a cell of a file or two where it is a range.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    pub label: String,
    pub text: String,
    pub cell: Cell,
    pub up_to: Cell,
}

impl Fact {
    fn new(label: &str, text: String, cell: Cell) -> Fact {
        Fact { label: label.into(), text, cell, up_to: Cell::Nothing }
    }

    fn text(label: &str, text: String) -> Fact {
        Fact::new(label, text.clone(), Cell::Text(text))
    }

    fn span(label: &str, span: Span, locale: &Locale) -> Fact {
        let [cell, up_to] = sheets::ends(span);
        Fact { label: label.into(), text: range(span, locale), cell, up_to }
    }
}

pub fn statement(asked: &Asked, locale: &Locale) -> Statement {
    Statement {
        title: title(asked, locale),
        note: asked.scenario.note.clone(),
        made: asked.today,
        link: asked.link.into(),
        code: qr::code(asked.link),
        summary: summary(asked, locale),
        assumptions: assumptions::assumptions(asked.assumed(), locale),
        options: options(asked, locale),
        groups: groups::table(asked, locale),
        groups_on_paper: groups::on_paper(asked, locale),
        breakdown: breakdown::breakdown(asked.broken, asked.plans, &asked.answer.scenario, locale),
        kinds: kinds::table(asked.answer, locale),
        inputs: inputs::inputs(asked, locale),
    }
}

/// As the page has them before "All plans" is pressed.
fn options(asked: &Asked, locale: &Locale) -> OptionTable {
    let mut all = table(asked.options, asked.plans, asked.scenario, locale);
    all.rows.retain(|row| !row.is_for_others);
    all
}

/// "January budget", or "Claude Code for 20 developers".
fn title(asked: &Asked, locale: &Locale) -> String {
    let people = plural(&locale.short(asked.answer.developers(), 1), "developer", "developers");
    match asked.scenario.name.as_str() {
        "" => format!("Claude Code for {people}"),
        name => name.into(),
    }
}

impl Statement {
    /// "30 November 2026, with the prices of 21 November 2026".
    pub fn dates(&self) -> String {
        let prices = self.summary.iter().find(|fact| fact.label == labels::PRICES_OF);
        let prices = prices.map(|fact| format!(", with the {} {}", lower(labels::PRICES_OF), fact.text));
        format!("{}{}", words::day(self.made), prices.unwrap_or_default())
    }
}

fn summary(asked: &Asked, locale: &Locale) -> Vec<Fact> {
    let now = &asked.options.now;
    let mut facts = Vec::new();
    facts.extend(now.month.map(|month| Fact::span(labels::YOU_PAY_MONTH, month, locale)));
    facts.extend(now.year.map(|year| Fact::span(labels::YOU_PAY_YEAR, year, locale)));
    let differs = year::differs(asked.scenario);
    let whole = asked.year.total(asked.scenario).filter(|_| differs);
    facts.extend(whole.map(|year| Fact::span(labels::BUDGET_YEAR, year, locale)));
    let yearly = asked.options.rows.iter().find(|row| row.is_now).and_then(|row| row.yearly);
    facts.extend(yearly.map(|usd| Fact::new(labels::YEARLY, locale.money(usd), Cell::usd(usd))));
    facts.extend(asked.range.iter().flat_map(|range| ranges(range, locale)));
    // On the API it is what is paid.
    let on_plans = now.open.is_some() || now.parts.iter().any(|part| matches!(part.payer, Payer::Plan(_)));
    if on_plans {
        let usd = now.at_api_prices;
        facts.push(Fact::new(labels::AT_API_PRICES, locale.money(usd), Cell::usd(usd)));
    }
    facts.extend(asked.rests_on.iter().map(|text| Fact::text(labels::RESTS_ON, text.clone())));
    let people = asked.answer.developers();
    facts.push(Fact::new(labels::PEOPLE, locale.short(people, 1), Cell::Number(people)));
    facts.extend(own_money(asked, locale));
    let off = asked.scenario.discount;
    if off != 0.0 {
        facts.push(Fact::new(labels::DISCOUNT, at_prices::of(asked.scenario, locale), Cell::Share(off)));
    }
    let day = asked.scenario.priced_on;
    facts.push(Fact::new(labels::PRICES_OF, words::day(day), Cell::Day(day)));
    facts
}

fn ranges(range: &StatementRange, locale: &Locale) -> [Fact; 2] {
    let span = Span { low: range.p10, high: range.p90 };
    let median = Fact::new(labels::MEDIAN, locale.money(range.p50), Cell::usd(range.p50));
    [Fact::span(labels::RANGE, span, locale), median]
}

/// One line to read, and a cell for each of its numbers.
fn own_money(asked: &Asked, locale: &Locale) -> Vec<Fact> {
    let scenario = asked.scenario;
    let Some((money, month)) = scenario.local.money().zip(asked.options.now.month) else {
        return Vec::new();
    };
    let amount = |label: &str, of: &dyn Fn(f64) -> f64| {
        let [cell, up_to] = sheets::ends_in(&money, of(month.low), of(month.high));
        let label = [money.currency, label].join(", ");
        Fact { label, text: String::new(), cell, up_to }
    };
    let mut facts = vec![
        Fact::text(labels::OWN_MONEY, local::line(scenario, Some(month), locale)),
        amount(labels::BEFORE_TAX, &|usd| money.before_tax(usd)),
    ];
    if money.tax > 0.0 {
        facts.push(amount(labels::WITH_TAX, &|usd| money.with_tax(usd)));
        facts.push(Fact::new(labels::TAX, String::new(), Cell::Share(money.tax)));
    }
    if !money.is_dollars() {
        let label = [money.currency, labels::RATE].join(" ");
        facts.push(Fact::new(&label, String::new(), Cell::Rate(money.per_usd)));
    }
    if let Ok(day) = money.rate_on.parse() {
        facts.push(Fact::new(labels::RATE_ON, String::new(), Cell::Day(day)));
    }
    facts
}

/// The budget's year where its months may be unlike, else the twelve months after today.
fn next_months(asked: &Asked) -> Vec<MonthPaid> {
    match year::differs(asked.scenario) {
        true => asked.year.paid(asked.scenario),
        false => months(&asked.options.now, asked.scenario, asked.today),
    }
}
