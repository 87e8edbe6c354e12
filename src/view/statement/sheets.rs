//! The statement as tables of typed cells, which CSV and workbook write.

use super::{Asked, Assumption, Statement, groups, next_months, statement};
use crate::decisions::options::OptionRow;
use crate::decisions::payment::Span;
use crate::prices::Date;
use crate::scenario::LocalMoney;
use crate::view::Locale;
use crate::view::breakdown::{CostLine, lines};
use crate::view::labels::{paid, statement as labels};
use crate::view::local::decimals;
use crate::view::options::{OptionLine, table};
use crate::view::receipt::{MONEY_DECIMALS, rounded};

/// What a cell of a file holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Nothing,
    Text(String),
    /// US dollars to the cent.
    Usd(f64),
    /// US dollars of a session, to a hundredth of a cent.
    Session(f64),
    /// Another currency's amount, with the decimals of its own.
    Amount(f64, usize),
    /// What one unit of something costs, to a millionth.
    Rate(f64),
    /// People, sessions, days.
    Number(f64),
    /// Whole tokens.
    Tokens(f64),
    /// 0..1
    Share(f64),
    Day(Date),
    /// An address that can be followed.
    Link(String),
}

impl Cell {
    /// US dollars, rounded.
    pub(super) fn usd(usd: f64) -> Cell {
        Cell::Usd(cents(vec![usd]).1)
    }

    /// The number in it, where it is one.
    pub fn number(&self) -> Option<f64> {
        match self {
            Cell::Usd(n) | Cell::Session(n) | Cell::Amount(n, _) | Cell::Rate(n) => Some(*n),
            Cell::Number(n) | Cell::Tokens(n) | Cell::Share(n) => Some(*n),
            Cell::Nothing | Cell::Text(_) | Cell::Day(_) | Cell::Link(_) => None,
        }
    }
}

/// One table. The numbers of the total are those of the rows above, added.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    pub name: &'static str,
    pub head: Vec<&'static str>,
    pub rows: Vec<Vec<Cell>>,
    /// Empty where nothing is to be added.
    pub total: Vec<Cell>,
}

/// To the cent, so that the parts add up to the rounded total.
pub(super) fn cents(exact: Vec<f64>) -> (Vec<f64>, f64) {
    rounded(&exact, MONEY_DECIMALS)
}

/// The lower end, and the upper one where it is another.
pub(super) fn ends(span: Span) -> [Cell; 2] {
    let up_to = if span.low == span.high { Cell::Nothing } else { Cell::usd(span.high) };
    [Cell::usd(span.low), up_to]
}

/// The same in another currency.
pub(super) fn ends_in(money: &LocalMoney, low: f64, high: f64) -> [Cell; 2] {
    let decimals = decimals(money.currency);
    let amount = |amount: f64| Cell::Amount(rounded(&[amount], decimals).1, decimals);
    [amount(low), if low == high { Cell::Nothing } else { amount(high) }]
}

/// Summary, assumptions, options, groups, months and breakdown, in this order.
pub fn sheets(asked: &Asked) -> Vec<Sheet> {
    let told = statement(asked, &Locale::default());
    vec![
        summary(asked, &told),
        assumptions(&told),
        options(asked),
        groups::sheet(asked),
        months(asked),
        breakdown(asked),
    ]
}

fn text(text: &str) -> Cell {
    if text.is_empty() { Cell::Nothing } else { Cell::Text(text.into()) }
}

fn summary(asked: &Asked, told: &Statement) -> Sheet {
    let row = |label: &str, cell: Cell, up_to: Cell| vec![text(label), cell, up_to];
    let mut rows = vec![row(labels::TITLE, text(&told.title), Cell::Nothing)];
    if !told.note.is_empty() {
        rows.push(row(labels::NOTE, text(&told.note), Cell::Nothing));
    }
    rows.push(row(labels::MADE, Cell::Day(asked.today), Cell::Nothing));
    rows.push(row(labels::LINK, Cell::Link(told.link.clone()), Cell::Nothing));
    rows.extend(told.summary.iter().map(|fact| row(&fact.label, fact.cell.clone(), fact.up_to.clone())));
    Sheet {
        name: labels::SUMMARY,
        head: vec![labels::ITEM, labels::VALUE, labels::UP_TO],
        rows,
        total: Vec::new(),
    }
}

/// Those that carry the cost, then every input.
fn assumptions(told: &Statement) -> Sheet {
    let row = |one: &Assumption| vec![text(&one.label), text(&one.value), text(&one.source)];
    let named = |one: &&Assumption| told.assumptions.iter().all(|other| other.label != one.label);
    let inputs = told.inputs.iter().filter(named);
    Sheet {
        name: labels::ASSUMPTIONS,
        head: labels::HEAD.to_vec(),
        rows: told.assumptions.iter().chain(inputs).map(row).collect(),
        total: Vec::new(),
    }
}

/// All plans, others' too.
fn options(asked: &Asked) -> Sheet {
    let lines = table(asked.options, asked.plans, asked.scenario, &Locale::default()).rows;
    let row = |(of, line): (&OptionRow, &OptionLine)| {
        let both = |span: Option<Span>| span.map_or([Cell::Nothing, Cell::Nothing], ends);
        let usd = |usd: Option<f64>| usd.map_or(Cell::Nothing, Cell::usd);
        let [month, month_to] = both(of.paid.month);
        let [year, year_to] = both(of.paid.year);
        let now = if line.is_now { Cell::Text(paid::NOW.into()) } else { usd(of.against_now) };
        let (name, about) = (text(&line.name), text(&line.about));
        let (from, within) = (text(&line.cheaper_from), text(&line.within_limit));
        vec![name, about, month, month_to, year, year_to, usd(of.yearly), now, from, within]
    };
    Sheet {
        name: labels::OPTIONS,
        head: vec![
            paid::PLAN,
            labels::ABOUT,
            labels::PAY_MONTH,
            labels::PAY_MONTH_TO,
            labels::PAY_YEAR,
            labels::PAY_YEAR_TO,
            labels::PAY_YEARLY,
            labels::AGAINST_NOW,
            paid::CHEAPER_FROM,
            paid::WITHIN_LIMIT,
        ],
        rows: asked.options.rows.iter().zip(&lines).map(row).collect(),
        total: Vec::new(),
    }
}

fn months(asked: &Asked) -> Sheet {
    let months = next_months(asked);
    let paid = |end: fn(Span) -> f64| cents(months.iter().map(|m| m.paid.map_or(0.0, end)).collect());
    let (low, low_total) = paid(|span| span.low);
    let (high, high_total) = paid(|span| span.high);
    let (api, api_total) = cents(months.iter().map(|month| month.at_api_prices).collect());
    let known = |usd: f64| asked.options.now.year.map_or(Cell::Nothing, |_| Cell::Usd(usd));
    let row = |(at, month): (usize, &crate::decisions::months::MonthPaid)| {
        vec![Cell::Day(month.first), known(low[at]), known(high[at]), Cell::Usd(api[at])]
    };
    Sheet {
        name: labels::MONTHS,
        head: vec![labels::MONTH, labels::PAY_MONTH, labels::PAY_MONTH_TO, labels::API_MONTH],
        rows: months.iter().enumerate().map(row).collect(),
        total: vec![text(labels::TOTAL), known(low_total), known(high_total), Cell::Usd(api_total)],
    }
}

fn breakdown(asked: &Asked) -> Sheet {
    let found = lines(asked.broken, asked.plans, &asked.answer.scenario);
    let number = |of: fn(f64) -> Cell, number: Option<f64>| number.map_or(Cell::Nothing, of);
    let row = |line: &CostLine| {
        let class = [line.class, line.tier].into_iter().filter(|word| !word.is_empty());
        vec![
            text(&line.source),
            text(&line.group),
            text(&line.payer),
            text(&line.model),
            text(&class.collect::<Vec<_>>().join(", ")),
            number(Cell::Tokens, line.tokens),
            number(Cell::Rate, line.rate),
            number(Cell::Session, line.session),
            number(Cell::Usd, line.paid.map(|paid| paid[0])),
            number(Cell::Usd, line.paid.map(|paid| paid[1])),
            number(Cell::Usd, line.month),
            text(&line.price_source),
            line.checked.map_or(Cell::Nothing, Cell::Day),
        ]
    };
    let tokens = Cell::Tokens(found.lines.iter().filter_map(|line| line.tokens).sum());
    let total = &found.total;
    let paid = |at: usize| number(Cell::Usd, total.paid.map(|paid| paid[at]));
    let mut last = vec![Cell::Nothing; 13];
    (last[0], last[5]) = (text(labels::TOTAL), tokens);
    (last[8], last[9], last[10]) = (paid(0), paid(1), number(Cell::Usd, total.month));
    Sheet {
        name: labels::BREAKDOWN,
        head: vec![
            labels::ITEM,
            labels::GROUP,
            labels::PAID_WITH,
            labels::MODEL,
            labels::CLASS,
            labels::TOKENS_MONTH,
            labels::LISTED_RATE,
            labels::USD_SESSION,
            labels::PAY_MONTH,
            labels::PAY_YEAR,
            labels::API_MONTH,
            labels::PRICE_SOURCE,
            labels::CHECKED,
        ],
        rows: found.lines.iter().map(row).collect(),
        total: last,
    }
}
