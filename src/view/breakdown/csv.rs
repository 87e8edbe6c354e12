//! The breakdown as CSV: the columns of before, then whose line it is and what is paid of it.

use super::super::receipt::{Key, plain, quoted};
use super::super::{Locale, labels, payer, words};
use super::{Told, column, find, keys};
use crate::decisions::breakdown::{Breakdown, PaidFor, PaidLine, Section};
use crate::prices::plans::Plan;
use crate::scenario::{LocalMoney, Scenario, link};

const HEAD: &str = "source,model,band,class,tokens_month,usd_per_million,usd_session,usd_month,usd_year,\
price_source,price_checked,group,payer,paid_usd_month,paid_usd_year";

/// One line for each class of tokens of each group, and for all that is paid beside tokens.
/// `usd_…` is at API prices, `paid_…` is what leaves the account. Sessions are of the line's
/// own group. Numbers are to a millionth, in plain notation for a spreadsheet.
pub fn csv(broken: &Breakdown, plans: &[Plan], scenario: &Scenario) -> String {
    let locale = Locale::default();
    let told = Told { broken, plans, scenario, locale: &locale };
    let mut rows = Vec::new();
    for (at, section) in broken.sections.iter().enumerate() {
        tokens(&told, at, section, &mut rows);
    }
    for line in &broken.lines {
        if matches!(line.what, PaidFor::Tokens { .. }) {
            continue;
        }
        let mut cells = vec![quoted(&told.paid_for(line.what))];
        cells.extend(std::iter::repeat_n(String::new(), 12));
        rows.push(Row { cells, paid: Some([line.month, line.year]) });
    }
    rows.push(total(broken));
    written(&rows, scenario.local.money())
}

/// A line without its last cells: what is paid of it a month and a year, where that is known.
struct Row {
    cells: Vec<String>,
    paid: Option<[f64; 2]>,
}

/// The same in the person's own money stands behind, where there is one.
fn written(rows: &[Row], money: Option<LocalMoney>) -> String {
    let mut out = String::from(HEAD);
    if let Some(LocalMoney { currency: c, .. }) = money {
        out += &format!(
            ",paid_{c}_month,paid_{c}_year,paid_{c}_month_with_tax,paid_{c}_year_with_tax,{c}_per_USD,\
             rate_on,tax_percent"
        );
    }
    out.push('\n');
    for Row { cells, paid } in rows {
        let mut cells = cells.clone();
        let each = |of: &dyn Fn(f64) -> f64| {
            paid.map_or_else(Default::default, |paid| paid.map(|usd| plain(of(usd))))
        };
        cells.extend(each(&|usd| usd));
        if let Some(money) = money {
            cells.extend(each(&|usd| money.before_tax(usd)));
            cells.extend(each(&|usd| money.with_tax(usd)));
            cells.extend([plain(money.per_usd), money.rate_on.into(), plain(money.tax * 100.0)]);
        }
        out += &(cells.join(",") + "\n");
    }
    out
}

fn tokens(told: &Told, at: usize, section: &Section, rows: &mut Vec<Row>) {
    let keys = keys(section);
    let (session, month) = (column(&section.session, &keys), column(&section.month, &keys));
    let paid = told.broken.lines.iter().find(|line| line.what == PaidFor::Tokens { section: at });
    let times = paid.map(|line| line.year / line.month);
    for (n, key) in keys.iter().enumerate() {
        let mut cells = vec![quoted(words::source(key.0))];
        cells.extend(priced(section, *key));
        cells.extend([plain(session[n]), plain(month[n]), plain(month[n] * times.unwrap_or(12.0))]);
        cells.extend(trace(section, *key));
        cells.extend([
            quoted(
                &section
                    .group
                    .map_or(labels::paid::BATCH_JOBS.into(), |group| payer::group_name(told.scenario, group)),
            ),
            quoted(&told.payer(section)),
        ]);
        let paid = match times {
            Some(times) => Some([month[n], month[n] * times]),
            None if told.broken.paid.open.is_some() => None,
            None => Some([0.0; 2]),
        };
        rows.push(Row { cells, paid });
    }
}

/// Model, tier, class, tokens and rate; blanks for what is paid in dollars at once.
fn priced(section: &Section, wanted: Key) -> [String; 5] {
    let Some(of) = find(&section.month, wanted).and_then(|line| line.of) else { return Default::default() };
    let id = section.prices.0.get(of.model).map_or("", |price| price.id.as_str());
    [quoted(id), link::tier(of.tier).into(), quoted(words::class(of.class)), plain(of.tokens), plain(of.rate)]
}

fn trace(section: &Section, (_, of): Key) -> [String; 2] {
    let Some(price) = of.and_then(|(model, ..)| section.prices.0.get(model)) else {
        return Default::default();
    };
    let own = if price.overridden { "own price; " } else { "" };
    [quoted(&format!("{own}{}", price.source)), price.checked.to_string()]
}

fn total(broken: &Breakdown) -> Row {
    let sum = |of: fn(&PaidLine) -> f64| broken.lines.iter().map(of).sum::<f64>();
    let paid = match broken.paid.open {
        Some(_) => None,
        None => Some([sum(|line| line.month), sum(|line| line.year)]),
    };
    let mut cells = vec![String::new(); 13];
    (cells[0], cells[7]) = (labels::paid::TOTAL.into(), plain(broken.paid.at_api_prices));
    Row { cells, paid }
}
