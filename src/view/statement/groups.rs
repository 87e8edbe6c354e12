//! Groups of people: whom they pay and what. What is paid and what is at API prices are two columns.

use super::sheets::{self, Cell, Sheet};
use super::{Asked, Assumed};
use crate::decisions::payment::{PartPaid, Payer, Span};
use crate::view::headline::{adding, range};
use crate::view::labels::{paid, statement as labels};
use crate::view::{Locale, Table, payer};

/// Who is paid: "Max", or "8 API, 12 Team Premium".
pub(super) fn payers(asked: &Assumed, locale: &Locale) -> String {
    let mut shares: Vec<(Payer, f64)> = Vec::new();
    for part in &asked.options.now.parts {
        match shares.iter_mut().find(|(payer, _)| *payer == part.payer) {
            Some((_, people)) => *people += part.people,
            None => shares.push((part.payer, part.people)),
        }
    }
    let name = |payer: &Payer| payer::name(*payer, asked.plans, asked.scenario).to_string();
    match shares.as_slice() {
        [] if asked.options.now.open.is_some() => paid::SUBSCRIPTION.into(),
        [] => payer::tokens_name(asked.scenario).into(),
        [(payer, _)] => name(payer),
        all => {
            let one = |(payer, people): &(Payer, f64)| [locale.short(*people, 1), name(payer)].join(" ");
            all.iter().map(one).collect::<Vec<_>>().join(", ")
        }
    }
}

/// Rows before the total that the first page has room for.
const MOST_ON_PAPER: usize = 6;

/// One row.
#[derive(Clone)]
struct Row {
    name: String,
    people: Option<f64>,
    payer: String,
    /// Its group, where it is of people.
    group: Option<usize>,
    month: Span,
    at_api_prices: Option<f64>,
}

fn rows(asked: &Asked) -> Vec<Row> {
    let now = &asked.options.now;
    let part = |part: &PartPaid| Row {
        name: payer::group_name(asked.scenario, part.group),
        people: Some(part.people),
        payer: payer::name(part.payer, asked.plans, asked.scenario).into(),
        group: Some(part.group),
        month: part.month,
        at_api_prices: Some(part.at_api_prices),
    };
    let mut rows: Vec<Row> = now.parts.iter().map(part).collect();
    let beside = |name: String, payer: &str, usd: f64, at_api_prices| Row {
        name,
        people: None,
        payer: payer.into(),
        group: None,
        month: Span::same(usd),
        at_api_prices,
    };
    rows.extend(now.unused.iter().map(|unused| {
        let plan = asked.plans.get(unused.plan).map_or("", |plan| &plan.name);
        beside(paid::UNUSED_SEATS.into(), plan, unused.usd, None)
    }));
    if now.batch > 0.0 && now.open.is_none() {
        let name = payer::tokens_name(asked.scenario);
        rows.push(beside(paid::BATCH_JOBS.into(), name, now.batch, Some(now.batch)));
    }
    rows
}

/// To read; empty where one row would say what stands above it.
pub(super) fn table(asked: &Asked, locale: &Locale) -> Table {
    let rows = rows(asked);
    if rows.len() < 2 { Table::default() } else { of_rows(asked, &rows, locale) }
}

/// For the first page of paper: one row that says where the others are. Nothing where all have room there.
pub(super) fn on_paper(asked: &Asked, locale: &Locale) -> Option<Table> {
    let rows = rows(asked);
    if rows.len() <= MOST_ON_PAPER {
        return None;
    }
    let sum = |of: &dyn Fn(&Row) -> f64| rows.iter().map(of).sum::<f64>();
    let all = Row {
        name: format!("{} {}", rows.len(), labels::IN_APPENDIX),
        people: Some(sum(&|row| row.people.unwrap_or(0.0))),
        payer: String::new(),
        group: None,
        month: Span { low: sum(&|row| row.month.low), high: sum(&|row| row.month.high) },
        at_api_prices: Some(sum(&|row| row.at_api_prices.unwrap_or(0.0))),
    };
    Some(of_rows(asked, &[all], locale))
}

fn of_rows(asked: &Asked, rows: &[Row], locale: &Locale) -> Table {
    let on_plans = asked.options.now.parts.iter().any(|part| part.payer.is_plan());
    let is_range = rows.iter().any(|row| row.month.low != row.month.high);
    let column = |of: &dyn Fn(&Row) -> f64| adding(&rows.iter().map(of).collect::<Vec<f64>>(), locale);
    let months: Vec<String> = match is_range {
        true => rows.iter().map(|row| range(row.month, locale)).collect(),
        false => column(&|row| row.month.low),
    };
    let api = column(&|row| row.at_api_prices.unwrap_or(0.0));
    let line = |((row, month), api): ((&Row, String), String)| {
        let people = row.people.map(|people| locale.short(people, 1)).unwrap_or_default();
        let api = on_plans.then(|| row.at_api_prices.map(|_| api).unwrap_or_default());
        [row.name.clone(), people, row.payer.clone(), month].into_iter().chain(api).collect()
    };
    let head = labels::GROUP_HEAD.iter().copied().chain(on_plans.then_some(labels::GROUP_AT_API));
    Table {
        caption: labels::GROUPS.into(),
        head: head.map(String::from).collect(),
        rows: rows.iter().zip(months).zip(api).map(line).chain([total(asked, on_plans, locale)]).collect(),
    }
}

fn total(asked: &Asked, on_plans: bool, locale: &Locale) -> Vec<String> {
    let now = &asked.options.now;
    let month = now.month.map(|month| range(month, locale)).unwrap_or_default();
    let api = on_plans.then(|| locale.money(now.at_api_prices));
    let people = locale.short(now.people, 1);
    [labels::TOTAL.into(), people, String::new(), month].into_iter().chain(api).collect()
}

/// For files, with totals.
pub(super) fn sheet(asked: &Asked) -> Sheet {
    let rows = rows(asked);
    let column = |of: &dyn Fn(&Row) -> f64| sheets::cents(rows.iter().map(of).collect());
    let (low, low_total) = column(&|row| row.month.low);
    let (high, high_total) = column(&|row| row.month.high);
    let (api, api_total) = column(&|row| row.at_api_prices.unwrap_or(0.0));
    let work = |row: &Row| row.group.map(|group| asked.answer.scenario.as_group(group).work);
    let line = |(at, row): (usize, &Row)| {
        vec![
            Cell::Text(row.name.clone()),
            row.people.map_or(Cell::Nothing, Cell::Number),
            Cell::Text(row.payer.clone()),
            work(row).map_or(Cell::Nothing, |work| Cell::Number(work.sessions_per_day)),
            work(row).map_or(Cell::Nothing, |work| Cell::Number(work.active_days)),
            Cell::Usd(low[at]),
            Cell::Usd(high[at]),
            row.at_api_prices.map_or(Cell::Nothing, |_| Cell::Usd(api[at])),
        ]
    };
    let people: f64 = rows.iter().filter_map(|row| row.people).sum();
    Sheet {
        name: labels::GROUPS,
        head: vec![
            labels::GROUP,
            labels::PEOPLE,
            labels::PAID_WITH,
            labels::SESSIONS,
            labels::DAYS,
            labels::PAY_MONTH,
            labels::PAY_MONTH_TO,
            labels::API_MONTH,
        ],
        rows: rows.iter().enumerate().map(line).collect(),
        total: vec![
            Cell::Text(labels::TOTAL.into()),
            Cell::Number(people),
            Cell::Nothing,
            Cell::Nothing,
            Cell::Nothing,
            Cell::Usd(low_total),
            Cell::Usd(high_total),
            Cell::Usd(api_total),
        ],
    }
}
