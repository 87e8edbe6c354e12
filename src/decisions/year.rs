//! Year: the twelve months of a budget, each beside the plain month: other people, other active days,
//! and prices from the day on which they change.
//!
//! Prices before the scenario's day are those of that day. A month in which they change is the mean of
//! both, weighted by its days.

use super::months::{MonthPaid, first_of};
use super::payment::{Paid, PartPaid, Span, paid};
use super::price_changes::{PriceChange, changes, on_day, switched};
use crate::model::estimate::{Answer, MONTHS_A_YEAR, estimate};
use crate::prices::plans::Plan;
use crate::prices::{Date, RateTable};
use crate::scenario::{Scenario, in_order};

/// Months of a year, as many as are counted.
const MONTHS: i16 = 12;
/// No month has more active days.
const MOST_DAYS: f64 = 31.0;

#[derive(Clone, Debug, PartialEq)]
pub struct Year {
    pub months: Vec<YearMonth>,
    pub changes: Vec<PriceChange>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct YearMonth {
    pub first: Date,
    /// Months of the team as it is that it counts for: 1 with as many people.
    pub team: f64,
    pub people: f64,
    /// Everybody's, and those of groups with people that have their own.
    pub days_off: f64,
    pub own_days_off: Vec<(usize, f64)>,
    /// With its days and prices, of the team as it is.
    pub paid: Paid,
}

/// What is paid from a day on.
struct Stretch {
    from: Date,
    paid: Paid,
}

impl Year {
    /// `paid` is the answer's. Without a calendar year no price changes, and the months are those of the
    /// fiscal year that holds the scenario's day.
    pub fn new(table: &RateTable, plans: &[Plan], answer: &Answer, paid: &Paid) -> Year {
        let scenario = &answer.scenario;
        let firsts = firsts(scenario);
        let mut changes = match firsts.last() {
            Some(end) if scenario.budget.year > 0.0 => changes(table, scenario, *end),
            _ => Vec::new(),
        };
        let stretches = stretches(table, plans, answer, paid, &changes);
        for change in changes.iter_mut().filter(|change| change.counts) {
            let from = stretches.iter().find(|stretch| stretch.from == change.on);
            change.month = from.and_then(|stretch| stretch.paid.usd());
        }
        let days: Vec<f64> =
            (0..scenario.count_groups()).map(|group| scenario.as_group(group).work.active_days).collect();
        let (budget, mut joined, mut months) = (&scenario.budget, 0.0, Vec::new());
        for (before, ends) in firsts.windows(2).enumerate() {
            let [first, next] = [ends[0], ends[1]];
            let calendar = first.month() as usize - 1;
            joined += budget.joiners[calendar];
            let growth = budget.joining / paid.people;
            let grown = (1.0 + growth * before as f64 + joined / paid.people).max(0.0);
            // Batch jobs alone have no people.
            let team = if paid.people > 0.0 { grown } else { 1.0 };
            let days_off = budget.days_off[calendar];
            let off: Vec<f64> = (0..days.len()).map(|group| scenario.days_off(group)[calendar]).collect();
            let has_own =
                |group: &usize| scenario.team.own_days_off(*group).is_some() && scenario.people(*group) > 0.0;
            let own_days_off = (0..days.len()).filter(has_own).map(|group| (group, off[group])).collect();
            let mean = mean(&stretches, first, next);
            let paid =
                if off.iter().all(|off| *off == 0.0) { mean } else { with_days_off(mean, &off, &days) };
            months.push(YearMonth { first, team, people: team * paid.people, days_off, own_days_off, paid });
        }
        Year { months, changes }
    }

    /// What leaves the account in each month, and its work at API prices; idle months are spread evenly.
    pub fn paid(&self, scenario: &Scenario) -> Vec<MonthPaid> {
        let idle = scenario.plans.idle_months / MONTHS_A_YEAR;
        let month = |month: &YearMonth| {
            let paid = &month.paid;
            let used = paid.parts.iter().fold(Span::default(), |sum, part| sum.plus(used(part)));
            let work = (paid.at_api_prices - paid.batch) * (1.0 - idle);
            MonthPaid {
                first: month.first,
                paid: paid.month.map(|all| all.plus(used.times(-idle)).times(month.team)),
                at_api_prices: (paid.batch + work) * month.team,
            }
        };
        self.months.iter().map(month).collect()
    }

    /// USD of all twelve; `None` where it is open what is paid.
    pub fn total(&self, scenario: &Scenario) -> Option<Span> {
        let months = self.paid(scenario);
        months.iter().try_fold(Span::default(), |sum, month| Some(sum.plus(month.paid?)))
    }
}

/// Whether months of the budget's year may be unlike.
pub fn differs(scenario: &Scenario) -> bool {
    let budget = &scenario.budget;
    let off = (0..scenario.count_groups()).flat_map(|group| scenario.days_off(group));
    budget.year > 0.0 || budget.joiners.iter().chain(off).any(|n| *n != 0.0)
}

/// The first days of the twelve months and of the one after them.
fn firsts(scenario: &Scenario) -> Vec<Date> {
    let (budget, day) = (&scenario.budget, scenario.priced_on);
    let from = budget.fiscal_from as i8;
    let year = match budget.year as i16 {
        0 => day.year() - i16::from(day.month() < from),
        year => year,
    };
    let start = Date::new(year, from, 1).unwrap_or(day);
    (0..=MONTHS).map(|later| first_of(start, later).unwrap_or(start)).collect()
}

/// The first one is the answer's; a day on which the scenario has no price begins none.
fn stretches(
    table: &RateTable,
    plans: &[Plan],
    answer: &Answer,
    now: &Paid,
    changes: &[PriceChange],
) -> Vec<Stretch> {
    let scenario = &answer.scenario;
    let mut all = vec![Stretch { from: scenario.priced_on, paid: now.clone() }];
    let days = in_order::distinct(changes.iter().filter(|change| change.counts).map(|change| change.on));
    if days.is_empty() {
        return all;
    }
    let table = switched(table, scenario, changes);
    let stretch = |from: Date| {
        let answer = estimate(&table, &on_day(scenario, changes, from)).answer?;
        Some(Stretch { from, paid: paid(plans, &answer) })
    };
    all.extend(days.into_iter().filter_map(stretch));
    all
}

/// What is paid from one day to another, each stretch by its share of the days.
fn mean(stretches: &[Stretch], first: Date, next: Date) -> Paid {
    let days = f64::from(first.days_until(next));
    let begins = |at: usize, stretch: &Stretch| if at == 0 { first } else { stretch.from.clamp(first, next) };
    let share = |(at, stretch): (usize, &Stretch)| {
        let end = stretches.get(at + 1).map_or(next, |after| after.from.clamp(first, next));
        f64::from(begins(at, stretch).days_until(end)) / days
    };
    let shares: Vec<f64> = stretches.iter().enumerate().map(share).collect();
    let mut some = stretches.iter().zip(&shares).filter(|(_, share)| **share > 0.0);
    // A date beyond the calendar leaves no days.
    let Some((one, share)) = some.next() else { return stretches[0].paid.clone() };
    if *share == 1.0 {
        return one.paid.clone();
    }
    some.fold(weighted(&one.paid, *share), |sum, (stretch, share)| {
        added(sum, &weighted(&stretch.paid, *share))
    })
}

fn weighted(paid: &Paid, share: f64) -> Paid {
    let part = |part: &PartPaid| PartPaid {
        month: part.month.times(share),
        price: part.price * share,
        credits: part.credits.times(share),
        api: part.api * share,
        at_api_prices: part.at_api_prices * share,
        ..part.clone()
    };
    Paid {
        month: paid.month.map(|month| month.times(share)),
        parts: paid.parts.iter().map(part).collect(),
        batch: paid.batch * share,
        at_api_prices: paid.at_api_prices * share,
        ..paid.clone()
    }
}

/// The same people with the same payers, part by part.
fn added(mut sum: Paid, more: &Paid) -> Paid {
    for (part, more) in sum.parts.iter_mut().zip(&more.parts) {
        part.month = part.month.plus(more.month);
        part.credits = part.credits.plus(more.credits);
        part.price += more.price;
        part.api += more.api;
        part.at_api_prices += more.at_api_prices;
    }
    sum.month = sum.month.zip(more.month).map(|(month, more)| month.plus(more));
    sum.batch += more.batch;
    sum.at_api_prices += more.at_api_prices;
    sum
}

/// What is used of a part: the API and usage credits, which days without work do not have.
fn used(part: &PartPaid) -> Span {
    part.credits.plus(Span::same(part.api))
}

/// Plans, seats and batch jobs cost the same with fewer days. `off` and `days` are the days off and the
/// active ones of each group.
fn with_days_off(mut paid: Paid, off: &[f64], days: &[f64]) -> Paid {
    for part in &mut paid.parts {
        let [off, days] = [off, days].map(|all| all.get(part.group).copied().unwrap_or_default());
        let times = if days > 0.0 { (days - off).clamp(0.0, MOST_DAYS) / days } else { 1.0 };
        let less = used(part).times(times - 1.0);
        paid.month = paid.month.map(|month| month.plus(less));
        paid.at_api_prices += part.at_api_prices * (times - 1.0);
        part.month = part.month.plus(less);
        part.credits = part.credits.times(times);
        part.api *= times;
        part.at_api_prices *= times;
    }
    paid
}
