//! The breakdown as rounded numbers, for files: one line for each class of tokens of each group, and
//! for all that is paid beside tokens.

use super::super::receipt::{Key, MONEY_DECIMALS, SESSION_DECIMALS, rounded};
use super::super::{Locale, labels, payer, words};
use super::{Told, column, find, keys};
use crate::decisions::breakdown::{Breakdown, PaidFor, PaidLine, Section};
use crate::prices::Date;
use crate::prices::plans::Plan;
use crate::scenario::{Scenario, link};

/// Lines, and their total in the same columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CostLines {
    pub lines: Vec<CostLine>,
    pub total: CostLine,
}

/// One line. Dollars a month and a year are to the cent, a session to a hundredth of one; tokens
/// are whole. The lines of a column add up to its total.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CostLine {
    /// Where the tokens come from, or what is paid.
    pub source: String,
    /// The model's id, its tier and the token class; empty where no tokens are priced.
    pub model: String,
    pub tier: &'static str,
    pub class: &'static str,
    pub tokens: Option<f64>,
    /// USD per million tokens, to a millionth.
    pub rate: Option<f64>,
    /// USD of an average session of the line's own group.
    pub session: Option<f64>,
    /// USD a month and in twelve months at API prices.
    pub month: Option<f64>,
    pub year: Option<f64>,
    pub price_source: String,
    pub checked: Option<Date>,
    pub group: String,
    pub payer: String,
    /// USD a month and in twelve months that leave the account; of a range the middle. `None` where
    /// that is open.
    pub paid: Option<[f64; 2]>,
}

/// Tokens with twelve months of theirs, before anything is rounded.
struct Exact {
    line: CostLine,
    is_paid: bool,
}

pub fn lines(broken: &Breakdown, plans: &[Plan], scenario: &Scenario) -> CostLines {
    let locale = Locale::default();
    let told = Told { broken, plans, scenario, locale: &locale };
    let mut all = Vec::new();
    for (at, section) in broken.sections.iter().enumerate() {
        tokens(&told, at, section, &mut all);
    }
    for line in broken.lines.iter().filter(|line| !matches!(line.what, PaidFor::Tokens { .. })) {
        let paid = Some([line.month, line.year]);
        let line = CostLine { source: told.paid_for(line.what), paid, ..CostLine::default() };
        all.push(Exact { line, is_paid: true });
    }
    let open = broken.paid.open.is_some();
    let paid = round_paid(&mut all);
    let [month, year] = round_at_api_prices(&mut all);
    let total = CostLine {
        source: labels::paid::TOTAL.into(),
        month: Some(month),
        year: Some(year),
        paid: (!open).then_some(paid),
        ..CostLine::default()
    };
    CostLines { lines: all.into_iter().map(|exact| exact.line).collect(), total }
}

fn tokens(told: &Told, at: usize, section: &Section, all: &mut Vec<Exact>) {
    let keys = keys(section);
    let session = rounded(&column(&section.session, &keys), SESSION_DECIMALS).0;
    let month = column(&section.month, &keys);
    let is_of = |line: &&PaidLine| line.what == PaidFor::Tokens { section: at };
    let times = told.broken.lines.iter().find(is_of).map(|line| line.year / line.month);
    let group = section.group.map(|group| payer::group_name(told.scenario, group));
    let group = group.unwrap_or_else(|| labels::paid::BATCH_JOBS.into());
    for (n, key) in keys.iter().enumerate() {
        let year = month[n] * times.unwrap_or(crate::model::estimate::MONTHS_A_YEAR);
        let line = CostLine {
            source: words::source(key.0).into(),
            session: Some(session[n]),
            month: Some(month[n]),
            year: Some(year),
            group: group.clone(),
            payer: told.payer(section),
            paid: match times {
                Some(_) => Some([month[n], year]),
                None if told.broken.paid.open.is_some() => None,
                None => Some([0.0; 2]),
            },
            ..priced(section, *key)
        };
        all.push(Exact { line, is_paid: times.is_some() });
    }
}

/// Model, tier, class, tokens, rate and where that is from; blanks for what is paid in dollars at once.
fn priced(section: &Section, wanted: Key) -> CostLine {
    let of = find(&section.month, wanted).and_then(|line| line.of);
    let price = wanted.1.and_then(|(model, ..)| section.prices.0.get(model));
    let own = |price: &crate::model::price::Price| if price.overridden { "own price; " } else { "" };
    CostLine {
        model: of.and(price).map(|price| price.id.clone()).unwrap_or_default(),
        tier: of.map_or("", |of| link::tier(of.tier)),
        class: of.map_or("", |of| words::class(of.class)),
        tokens: of.map(|of| libm::round(of.tokens)),
        rate: of.map(|of| libm::round(of.rate * 1e6) / 1e6),
        price_source: price.map(|price| [own(price), &price.source].concat()).unwrap_or_default(),
        checked: price.map(|price| price.checked),
        ..CostLine::default()
    }
}

/// Rounds what is paid; the totals of a month and a year.
fn round_paid(all: &mut [Exact]) -> [f64; 2] {
    [0, 1].map(|at| {
        let exact: Vec<f64> = all.iter().map(|e| e.line.paid.map_or(0.0, |paid| paid[at])).collect();
        let (cents, total) = rounded(&exact, MONEY_DECIMALS);
        for (exact, usd) in all.iter_mut().zip(cents) {
            if let Some(paid) = &mut exact.line.paid {
                paid[at] = usd;
            }
        }
        total
    })
}

/// Rounds what stands at API prices: of tokens that are paid it is what is paid.
fn round_at_api_prices(all: &mut [Exact]) -> [f64; 2] {
    let own: [fn(&mut CostLine) -> &mut Option<f64>; 2] = [|line| &mut line.month, |line| &mut line.year];
    let of = |exact: &mut Exact, at: usize| own[at](&mut exact.line).unwrap_or_default();
    [0, 1].map(|at| {
        let unpaid: Vec<f64> = all.iter_mut().filter(|e| !e.is_paid).map(|e| of(e, at)).collect();
        let mut cents = rounded(&unpaid, MONEY_DECIMALS).0.into_iter();
        for exact in all.iter_mut() {
            let usd = if exact.is_paid { exact.line.paid.map(|paid| paid[at]) } else { cents.next() };
            let place = own[at](&mut exact.line);
            *place = place.and(usd);
        }
        let shown: Vec<f64> = all.iter_mut().map(|exact| of(exact, at)).collect();
        rounded(&shown, MONEY_DECIMALS).1
    })
}
