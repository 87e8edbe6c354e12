//! What reports come to, over all of their rows.

use crate::ledger::known;
use crate::logs::{Report, ReportKind, ReportRow, ReportTokens};
use crate::price::Price;
use crate::rates::{Band, Class, Date, RateTable};
use crate::scenario::Scenario;

use super::SHORT_SPAN;

/// Days of a mean month of the Gregorian calendar.
const MONTH: f64 = 365.2425 / 12.0;
/// Batch jobs are billed at half of every line (Claude docs, pricing).
const BATCH: f64 = 0.5;

#[derive(Clone, Debug, Default)]
pub(super) struct Sums {
    pub rows: usize,
    pub usd: f64,
    /// USD by the table's id of a model.
    pub of_model: Vec<(String, f64)>,
    pub tokens: ReportTokens,
    /// Days of each person on which something was spent.
    pub active_days: Option<usize>,
    /// Where rows stand for whole months instead.
    pub months: Option<usize>,
    pub sessions: Option<f64>,
    pub people: usize,
    pub first: Option<Date>,
    pub last: Option<Date>,
    pub hour_share: Option<f64>,
    pub left_out: Vec<String>,
}

impl Sums {
    pub fn new(table: &RateTable, reports: &[Report], base: &Scenario) -> Sums {
        let mut sums = Sums::default();
        let mut split = Split::default();
        // The cost report is the bill for what the usage report counts.
        let billed = reports.iter().any(|report| report.kind == Some(ReportKind::AdminCost));
        for report in reports {
            let counted = !(billed && report.kind == Some(ReportKind::AdminUsage));
            for row in &report.rows {
                sums.add(table, row, base, counted, &mut split);
            }
        }
        sums.hour_share = split.hour_share(&sums.tokens);
        sums.count(reports);
        sums
    }

    fn add(&mut self, table: &RateTable, row: &ReportRow, base: &Scenario, counted: bool, split: &mut Split) {
        self.rows += 1;
        let known = row.model.as_deref().and_then(|name| known(table, name));
        let price = known.and_then(|model| {
            let day = row.day.unwrap_or(base.priced_on);
            let prices = model.price(day, table.revision).or(model.prices.first())?;
            Some(Price::listed(model, prices, prices.from))
        });
        if let (None, Some(name)) = (known, &row.model)
            && !self.left_out.contains(name)
        {
            self.left_out.push(name.clone());
        }
        add_tokens(&mut self.tokens, &row.tokens);
        split.add(row, price.as_ref());
        let listed = price.as_ref().map(|price| usd(price, row, 0.0));
        let Some(spent) = row.usd.or(listed).filter(|usd| counted && *usd > 0.0) else { return };
        self.usd += spent;
        let Some(model) = known else { return };
        match self.of_model.iter_mut().find(|(id, _)| *id == model.id) {
            Some((_, sum)) => *sum += spent,
            None => self.of_model.push((model.id.clone(), spent)),
        }
    }

    fn count(&mut self, reports: &[Report]) {
        let rows = || reports.iter().flat_map(|report| report.rows.iter().map(move |row| (report.kind, row)));
        let monthly = |kind: Option<ReportKind>| kind == Some(ReportKind::CcusageMonthly);
        let dated = rows().filter_map(|(kind, row)| Some((kind, row.person.as_deref(), row.day?)));
        let mut days: Vec<_> = dated.clone().filter(|d| !monthly(d.0)).map(|d| (d.1, d.2)).collect();
        let mut months: Vec<_> = dated.filter(|d| monthly(d.0)).map(|d| (d.2.year(), d.2.month())).collect();
        for_distinct(&mut days);
        for_distinct(&mut months);
        self.first = days.iter().map(|(_, day)| *day).min();
        self.last = days.iter().map(|(_, day)| *day).max();
        self.active_days = (!days.is_empty()).then_some(days.len());
        self.months = (!months.is_empty() && days.is_empty()).then_some(months.len());
        let mut people: Vec<&str> = rows().filter_map(|(_, row)| row.person.as_deref()).collect();
        for_distinct(&mut people);
        self.people = people.len().max(1);
        let mut named: Vec<&str> = rows().filter_map(|(_, row)| row.session.as_deref()).collect();
        for_distinct(&mut named);
        let counted: f64 = rows().filter_map(|(_, row)| row.sessions).sum();
        let all = if counted > 0.0 { counted } else { named.len() as f64 };
        self.sessions = (all > 0.0).then_some(all);
    }

    /// Calendar days from the first to the last, both counted.
    pub fn span(&self) -> Option<i64> {
        Some(i64::from(self.first?.days_until(self.last?)) + 1)
    }

    /// Active days a month of one person.
    pub fn days_a_month(&self) -> Option<f64> {
        let span = self.span().filter(|span| *span >= SHORT_SPAN)?;
        Some((self.active_days? as f64 / self.people as f64 / span as f64 * MONTH).min(31.0))
    }

    /// USD of one person's active day; where no day is told, from months, or from one session.
    pub fn usd_a_day(&self, scenario: &Scenario) -> f64 {
        let work = &scenario.work;
        match (self.active_days, self.months) {
            (Some(days), _) => self.usd / days as f64,
            (None, Some(months)) => self.usd / months as f64 / self.people as f64 / work.active_days.max(1.0),
            (None, None) => self.usd / self.sessions.unwrap_or(1.0) * work.sessions_per_day,
        }
    }

    fn prompt(&self) -> f64 {
        let ReportTokens { input, write_5m, write_1h, write_unsplit, read, .. } = self.tokens;
        [input, write_5m, write_1h, write_unsplit, read].iter().map(|count| *count as f64).sum()
    }

    /// Cache reads over prompt tokens.
    pub fn reported(&self) -> Option<f64> {
        let cached = self.tokens.read > 0 && self.prompt() > 0.0;
        cached.then(|| self.tokens.read as f64 / self.prompt())
    }

    pub fn output_per_prompt(&self) -> Option<f64> {
        (self.prompt() > 0.0).then(|| self.tokens.output as f64 / self.prompt())
    }
}

fn for_distinct<T: Ord>(all: &mut Vec<T>) {
    all.sort();
    all.dedup();
}

fn add_tokens(sum: &mut ReportTokens, more: &ReportTokens) {
    for (mine, theirs) in [
        (&mut sum.input, more.input),
        (&mut sum.write_5m, more.write_5m),
        (&mut sum.write_1h, more.write_1h),
        (&mut sum.write_unsplit, more.write_unsplit),
        (&mut sum.read, more.read),
        (&mut sum.output, more.output),
    ] {
        *mine = mine.saturating_add(theirs);
    }
}

/// USD of a row at list price, with so much of the writes that are not split at 1 hour.
fn usd(price: &Price, row: &ReportRow, hour: f64) -> f64 {
    let band = match (row.fast, row.long_context) {
        (true, _) => Band::Fast,
        (_, true) => Band::Upper,
        _ => Band::Lower,
    };
    let ReportTokens { input, write_5m, write_1h, write_unsplit, read, output } = row.tokens;
    let unsplit = write_unsplit as f64;
    let tokens = [
        (Class::Input, input as f64),
        (Class::Write5m, write_5m as f64 + unsplit * (1.0 - hour)),
        (Class::Write1h, write_1h as f64 + unsplit * hour),
        (Class::Read, read as f64),
        (Class::Output, output as f64),
    ];
    let price = if row.us_only { price.clone().in_the_us() } else { price.clone() };
    let listed: f64 = tokens.iter().map(|(class, count)| count * price.rate(band, *class) / 1e6).sum();
    if row.batch { listed * BATCH } else { listed }
}

/// The lifetimes of writes that a report does not split, by what it says they cost.
#[derive(Clone, Copy, Debug, Default)]
struct Split {
    said: f64,
    five_minutes: f64,
    hour: f64,
    /// Tokens of the rows that say so.
    unsplit: f64,
}

impl Split {
    fn add(&mut self, row: &ReportRow, price: Option<&Price>) {
        let (Some(said), Some(price)) = (row.usd, price) else { return };
        if row.tokens.write_unsplit > 0 {
            self.said += said;
            self.five_minutes += usd(price, row, 0.0);
            self.hour += usd(price, row, 1.0);
            self.unsplit += row.tokens.write_unsplit as f64;
        }
    }

    fn hour_share(&self, tokens: &ReportTokens) -> Option<f64> {
        let more = self.hour - self.five_minutes;
        let inferred =
            if more > 0.0 { ((self.said - self.five_minutes) / more).clamp(0.0, 1.0) } else { 0.0 };
        let hour = tokens.write_1h as f64 + inferred * self.unsplit;
        let all = tokens.write_1h as f64 + tokens.write_5m as f64 + self.unsplit;
        (all > 0.0).then_some(hour / all)
    }
}
