//! The same work on other vendors' models, as a table in words.

use super::format::plural;
use super::labels::foot::LIST_PRICES;
use super::labels::vendors as labels;
use super::sortable::{Cell, Line, Order, Sortable};
use super::{Locale, at_prices, words};
use crate::decisions::vendors::{Change, Compared, Month, Row, compare};
use crate::model::estimate::Answer;
use crate::prices::Class;
use crate::prices::plans::Plan;
use crate::prices::vendors::{ListPrice, ListRates, ListStep, VendorList, VendorModel, Why};

/// The column that the table is sorted by at first.
pub const BY_MONTH: usize = 1;

/// Everything that stands in the section.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    pub table: Sortable,
    pub notes: Vec<String>,
    /// Of each model: its name, and where its price was read.
    pub sources: Vec<(String, String)>,
}

/// "The same tokens on 68 other models: $5 to $703 a month at list prices (API-equivalent); yours $155."
pub fn finding(list: &VendorList, plans: &[Plan], answer: &Answer, locale: &Locale) -> String {
    let Some(found) = compare(list, plans, answer) else { return String::new() };
    let ends = found.rows.iter().map(|row| row.now.ends());
    let (low, high) = ends.fold((f64::INFINITY, 0.0_f64), |all, one| (all.0.min(one.0), all.1.max(one.1)));
    if high <= 0.0 {
        return "There is no work to price elsewhere.".into();
    }
    format!(
        "The same tokens on {} other models: {} to {} a month at list prices (API-equivalent); yours {}.",
        found.rows.len(),
        locale.money(low),
        locale.money(high),
        locale.money(found.yours)
    )
}

/// `None` where the scenario has no price.
pub fn sheet(list: &VendorList, plans: &[Plan], answer: &Answer, locale: &Locale) -> Option<Sheet> {
    let found = compare(list, plans, answer)?;
    let mut lines = vec![yours(&found, answer, locale)];
    for row in &found.rows {
        let model = list.models.get(row.model)?;
        lines.push(line(&found, row, model, locale)?);
    }
    Some(Sheet {
        table: Sortable { caption: caption(&found, answer, locale), lines },
        notes: notes(list, &found, answer, locale),
        sources: list.models.iter().map(|model| (model.name.clone(), source(list, model))).collect(),
    })
}

/// The columns of the table.
pub const HEAD: [&str; 10] = [
    labels::MODEL,
    labels::MONTH,
    labels::AGAINST,
    labels::VENDOR,
    labels::INPUT,
    labels::OUTPUT,
    labels::READ,
    labels::WRITE,
    labels::STEP,
    labels::CHANGES,
];

fn caption(found: &Compared, answer: &Answer, locale: &Locale) -> String {
    let people = answer.developers();
    let of = match people == 1.0 {
        true => String::new(),
        false => format!(" of {}", plural(&locale.short(people, 1), "developer", "developers")),
    };
    format!(
        "The same tokens at API-equivalent list prices of {}: US dollars a month{of}, rates per million tokens",
        words::day(found.day)
    )
}

fn text(text: &str) -> Cell {
    Cell::new(text, Order::Text(text.into()))
}

fn nothing() -> Cell {
    Cell::new(labels::NOTHING, Order::Last)
}

fn yours(found: &Compared, answer: &Answer, locale: &Locale) -> Line {
    let used = answer.scenario.mean_mix();
    let used = used.iter().filter(|share| share.share > 0.0);
    let names = used.filter_map(|share| answer.prices.ordinary().find(|price| price.id == share.model));
    let names: Vec<&str> = names.map(|price| price.name.as_str()).collect();
    let month = Cell::new(locale.money(found.yours), Order::Number(found.yours));
    let mut cells = vec![
        text(labels::YOURS).with(vec![names.join(", ")]),
        month,
        Cell::new(labels::SAME, Order::Number(0.0)),
        text(labels::CLAUDE),
    ];
    cells.resize_with(HEAD.len(), nothing);
    Line { cells, is_marked: true, group: labels::CLAUDE.into() }
}

fn line(found: &Compared, row: &Row, model: &VendorModel, locale: &Locale) -> Option<Line> {
    let price = model.price(found.day)?;
    let cells = vec![
        text(&model.name),
        month(row.now, locale),
        against(found, row.now, locale),
        text(&model.vendor),
        rate(price, |rates| Some(rates.input), locale),
        rate(price, |rates| Some(rates.output), locale),
        rate(price, |rates| rates.read, locale),
        rate(price, |rates| rates.write, locale),
        step(found, row, price.step.as_ref(), locale),
        changes(found, row, model, locale),
    ];
    Some(Line { cells, is_marked: false, group: model.vendor.clone() })
}

/// Sorted by the higher end: what may cost more never looks cheaper.
fn month(month: Month, locale: &Locale) -> Cell {
    let (low, high) = month.ends();
    let why = month.other.map(|(why, _)| match why {
        Why::Hours => labels::HOURS.to_string(),
        Why::Promotion => labels::PROMOTION.to_string(),
    });
    Cell::new(span(low, high, |usd| locale.money(usd)), Order::Number(high)).with(why.into_iter().collect())
}

fn against(found: &Compared, month: Month, locale: &Locale) -> Cell {
    let (low, high) = month.ends();
    let (Some(low), Some(high)) = (found.against(low), found.against(high)) else { return nothing() };
    Cell::new(span(low, high, |share| signed(share, locale)), Order::Number(high))
}

/// "−37%", "+4%", "0%".
fn signed(share: f64, locale: &Locale) -> String {
    let percent = format!("{}%", locale.fixed(share.abs() * 100.0, 0));
    match percent.as_str() {
        "0%" => labels::SAME.into(),
        _ if share > 0.0 => format!("+{percent}"),
        _ => format!("−{percent}"),
    }
}

fn span(low: f64, high: f64, print: impl Fn(f64) -> String) -> String {
    let (low, high) = (print(low), print(high));
    if low == high { high } else { format!("{low} to {high}") }
}

fn rate(price: &ListPrice, pick: fn(&ListRates) -> Option<f64>, locale: &Locale) -> Cell {
    let print = |rate: f64| dollars(rate, locale);
    let Some(usd) = pick(&price.rates) else { return Cell::new(labels::AS_INPUT, Order::Last) };
    let other = price.or.as_ref().and_then(|other| pick(&other.rates));
    let text = other.map_or_else(|| print(usd), |other| span(usd.min(other), usd.max(other), print));
    Cell::new(text, Order::Number(usd.max(other.unwrap_or(usd))))
}

/// Two decimals, and more where a rate has more.
fn dollars(rate: f64, locale: &Locale) -> String {
    let (two, all) = (locale.fixed(rate, 2), locale.short(rate, 5));
    format!("${}", if all.len() > two.len() { all } else { two })
}

fn step(found: &Compared, row: &Row, step: Option<&ListStep>, locale: &Locale) -> Cell {
    let Some(step) = step else { return Cell::new(labels::NO_STEP, Order::Last) };
    let print = |rate: f64| dollars(rate, locale);
    let mut more =
        vec![format!("{}\u{a0}in, {}\u{a0}out", print(step.rates.input), print(step.rates.output))];
    if let Some(share) = row.above_step.filter(|_| found.sees_steps) {
        more.push(format!("{} of prompt tokens", locale.percent(share)));
    }
    Cell::new(format!("Above {}", locale.tokens(step.above)), Order::Number(step.above)).with(more)
}

/// What comes, the first of it first, and what else to know of the row.
fn changes(found: &Compared, row: &Row, model: &VendorModel, locale: &Locale) -> Cell {
    let coming = row.changes.iter().map(|change| match change {
        Change::Price { on, month } => {
            let (low, high) = month.ends();
            format!("{} a month from {}", span(low, high, |usd| locale.money(usd)), words::day(*on))
        }
        Change::Ends { on } => format!("Ends {}", words::day(*on)),
    });
    let first = row.changes.first().map(|change| match change {
        Change::Price { on, .. } | Change::Ends { on } => found.day.days_until(*on),
    });
    let unconfirmed = model.unconfirmed.then(|| labels::UNCONFIRMED.to_string());
    let too_long = model.prompt.filter(|_| row.too_long).map(|most| {
        let (longest, most) = (locale.tokens(found.longest_prompt), locale.tokens(most));
        format!("Takes {most}; your longest prompt has {longest}")
    });
    let mut all: Vec<String> = coming.chain(unconfirmed).chain(too_long).collect();
    if all.is_empty() {
        return nothing();
    }
    let order = first.map_or(Order::Last, |days| Order::Number(f64::from(days)));
    Cell::new(all.remove(0), order).with(all)
}

/// What is computed, and what does not carry over.
fn notes(list: &VendorList, found: &Compared, answer: &Answer, locale: &Locale) -> Vec<String> {
    let count = |class: Class| locale.tokens(found.tokens.get(class as usize).copied().unwrap_or_default());
    let written = [Class::Write5m, Class::Write1h].map(|class| found.tokens.get(class as usize).copied());
    let mut notes = vec![
        format!(
            "Each row bills a month of your requests: {} input, {} cache-write, {} cache-read and {} output tokens.",
            count(Class::Input),
            locale.tokens(written.into_iter().flatten().sum()),
            count(Class::Read),
            count(Class::Output)
        ),
        labels::TOKENIZERS.into(),
        labels::CACHES.into(),
        labels::ABILITY.into(),
        labels::RULE.into(),
    ];
    if !found.sees_steps {
        notes.push(labels::NO_STEPS_SEEN.into());
    }
    if found.without_tokens > 0.0 {
        let usd = locale.money(found.without_tokens);
        notes.push(format!("Every row has {usd} that are paid without tokens, such as background calls."));
    }
    notes.extend(own_prices(answer, locale));
    notes.extend(named("Ended, and not shown", list, &found.ended));
    notes.extend(named("No price yet on this day", list, &found.not_yet));
    notes
}

/// What makes the scenario's own row no list price.
fn own_prices(answer: &Answer, locale: &Locale) -> Option<String> {
    let own = at_prices::of(&answer.scenario, locale);
    let is_elsewhere = answer.prices.0.iter().any(|price| price.api_bands.is_some());
    let all = [
        (own != LIST_PRICES).then_some(own.as_str()),
        answer.scenario.fast.then_some(labels::FAST),
        answer.scenario.us_only.then_some(labels::US_ONLY),
        is_elsewhere.then_some(labels::REGION),
    ];
    let all: Vec<&str> = all.into_iter().flatten().collect();
    (!all.is_empty()).then(|| format!("Only your row has {}.", all.join(", ")))
}

fn named(what: &str, list: &VendorList, places: &[usize]) -> Option<String> {
    let names = places.iter().filter_map(|place| list.models.get(*place));
    let names: Vec<&str> = names.map(|model| model.name.as_str()).collect();
    (!names.is_empty()).then(|| format!("{what}: {}.", names.join(", ")))
}

fn source(list: &VendorList, model: &VendorModel) -> String {
    let note = model.note.as_ref().map_or(String::new(), |note| format!(" {note}"));
    let read = list.sources_of(model).join("; ");
    format!("Checked {}. {read}.{note}", words::day(model.checked))
}
