//! Budget: how often a team's month and year pass it, when a year's runs out, and limits that hold it.

use super::payment::Paid;
use super::people::{Amounts, Narrowed, Outlier, Spread, Team, halve};
use super::range::MonthRange;
use super::year::{Year, YearMonth};
use crate::model::estimate::Answer;

/// Months of a fiscal year.
pub const MONTHS: u32 = 12;
/// One in ten years is worse than the bad case.
pub const BAD: f64 = 0.9;
/// Of the factors of what is not known, every so many stand for their neighbours while a limit is
/// sought.
const EVERY: usize = 3;
/// Halvings of the stretch in which a limit lies, on a scale of ratios: to 0.1% for 1,000 people.
const HALVINGS: usize = 13;

/// One month of the fiscal year: the team with that month's days and prices, and how much of it there is.
#[derive(Clone, Debug, PartialEq)]
pub struct MonthTeam {
    pub team: Team,
    pub people: f64,
}

/// What one month of the fiscal year may cost, USD.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MonthAhead {
    pub mean: f64,
    pub p10: f64,
    pub p50: f64,
    pub p90: f64,
    /// The chance, 0..1, that it passes the budget of a month; 0 without a budget.
    pub passed: f64,
}

/// What is paid from the first month of the fiscal year to the end of one, USD.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AfterMonths {
    pub months: u32,
    /// The same in months of the team as it is, where people join or leave.
    pub team_months: f64,
    pub p10: f64,
    pub p50: f64,
    pub p90: f64,
}

/// A budget of so many USD a month beside a team. Chances are 0..1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Budget {
    pub month: f64,
    /// That a month passes it.
    pub passed: f64,
    /// That twelve months pass twelve of it, where people's spend is independent from month to month. If
    /// the same people stay high for the year, this is [`Budget::passed`].
    pub year_passed: f64,
    /// The month of the fiscal year, 1 to 12, in which twelve budgets are spent: in the median year and in
    /// the bad case. `None` where they last.
    pub runs_out: [Option<u32>; 2],
    /// USD a month that months pass with the accepted risk alone.
    pub enough: f64,
    pub person: PersonLimit,
}

/// A limit on what one person may spend in a month, with which months pass the budget at the accepted risk.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PersonLimit {
    /// They do so without one.
    NotNeeded,
    /// What does not depend on what people do is more than the budget.
    Impossible,
    Usd {
        usd: f64,
        /// Share of the people that it stops in a month, and how many those are.
        share: f64,
        people: f64,
    },
}

/// All that is said of a team and its budget, USD.
#[derive(Clone, Debug, PartialEq)]
pub struct Outlook {
    pub team: Team,
    /// Everybody, however they pay, and what is paid at the scenario's numbers.
    pub everybody: f64,
    pub now: f64,
    /// A month by all that is uncertain, and by people alone; 10th, 50th and 90th percentile of both.
    pub month: Spread,
    pub people_alone: Spread,
    pub band: [f64; 3],
    pub people_band: [f64; 3],
    pub narrowed: Vec<Narrowed>,
    pub outlier: Option<Outlier>,
    /// The months of the fiscal year, which may be unlike, and what each may cost.
    pub year: Year,
    pub ahead: Vec<MonthAhead>,
    /// The fiscal year and the budget; nothing of them without a budget.
    pub course: Vec<AfterMonths>,
    pub budget: Option<Budget>,
}

impl Outlook {
    /// Whether something of the inputs is not known.
    pub fn is_unsure(&self) -> bool {
        self.team.factors.len() > 1
    }
}

/// `None` where it is open what is paid, or where nobody works. `range` is the month's at API prices.
pub fn outlook(paid: &Paid, answer: &Answer, range: Option<&MonthRange>, year: Year) -> Option<Outlook> {
    let asked = &answer.scenario.budget;
    let sigma = asked.people_sigma;
    let team = Team::new(paid, answer.month.total, range, sigma)?;
    let (month, people_alone) = (team.over(1), Team { factors: vec![1.0], ..team.clone() }.over(1));
    let band = |spread: &Spread| [0.1, 0.5, 0.9].map(|part| spread.percentile(part));
    let of_month = |month: &YearMonth| {
        let then = Team::new(&month.paid, answer.month.total, range, sigma)?;
        Some(MonthTeam { team: Team { factors: team.factors.clone(), ..then }, people: month.team })
    };
    let months: Vec<MonthTeam> = year.months.iter().filter_map(of_month).collect();
    let course = if asked.month > 0.0 { course(&months) } else { Vec::new() };
    Some(Outlook {
        everybody: paid.people,
        now: paid.usd()?,
        band: band(&month),
        people_band: band(&people_alone),
        narrowed: team.narrowed(),
        outlier: team.outlier(),
        ahead: ahead(&months, asked.month),
        budget: budget(&team, &month, &months, &course, asked.month, asked.risk),
        year,
        course,
        month,
        people_alone,
        team,
    })
}

/// Twelve months of one team, which grows after each of them by that share of what it is now, and is
/// never below nobody.
pub fn alike(team: &Team, growth: f64) -> Vec<MonthTeam> {
    let after = |before: u32| (1.0 + growth * f64::from(before)).max(0.0);
    (0..MONTHS).map(|before| MonthTeam { team: team.clone(), people: after(before) }).collect()
}

/// Each month by itself. Months alike are computed once.
pub fn ahead(months: &[MonthTeam], budget: f64) -> Vec<MonthAhead> {
    let mut all: Vec<MonthAhead> = Vec::new();
    for (at, month) in months.iter().enumerate() {
        let known = months[..at].iter().position(|before| before == month).map(|before| all[before]);
        all.push(known.unwrap_or_else(|| {
            let spread = month.team.over_team_months(month.people);
            let [p10, p50, p90] = [0.1, 0.5, BAD].map(|part| spread.percentile(part));
            let passed = if budget > 0.0 { spread.above(budget) } else { 0.0 };
            MonthAhead { mean: spread.mean, p10, p50, p90, passed }
        }));
    }
    all
}

/// What is paid after each month of the year, with the months independent of each other.
pub fn course(months: &[MonthTeam]) -> Vec<AfterMonths> {
    let mut team_months = 0.0;
    let after = |(at, month): (usize, &MonthTeam)| {
        team_months += month.people;
        let spread = together(&months[..=at])?;
        let [p10, p50, p90] = [0.1, 0.5, BAD].map(|part| spread.percentile(part));
        Some(AfterMonths { months: at as u32 + 1, team_months, p10, p50, p90 })
    };
    months.iter().enumerate().filter_map(after).collect()
}

/// The distribution over months, those alike as one; `None` without a month.
fn together(months: &[MonthTeam]) -> Option<Spread> {
    let mut all: Vec<(&Team, f64)> = Vec::new();
    for month in months {
        match all.iter_mut().find(|(team, _)| **team == month.team) {
            Some((_, people)) => *people += month.people,
            None => all.push((&month.team, month.people)),
        }
    }
    Some(all.first()?.0.over_unlike(&all))
}

/// `None` without a budget. `month` is the team's month, `months` those of the fiscal year and `course`
/// their [`course`], `risk` 0..1.
pub fn budget(
    team: &Team,
    month: &Spread,
    months: &[MonthTeam],
    course: &[AfterMonths],
    usd: f64,
    risk: f64,
) -> Option<Budget> {
    let year = usd * f64::from(MONTHS);
    let runs_out = |spent: fn(&AfterMonths) -> f64| {
        course.iter().find(|after| spent(after) > year).map(|after| after.months)
    };
    (usd > 0.0).then(|| Budget {
        month: usd,
        passed: month.above(usd),
        year_passed: together(months).map_or(0.0, |spread| spread.above(year)),
        runs_out: [runs_out(|after| after.p50), runs_out(|after| after.p90)],
        enough: month.percentile(1.0 - risk),
        person: person_limit(team, month, usd, risk),
    })
}

/// The largest L with P(fixed + sum of min(X, L) > budget) at most the risk: X is a person's month, and the
/// chance is the mean over what is not known. An even share of the budget always holds.
fn person_limit(team: &Team, month: &Spread, usd: f64, risk: f64) -> PersonLimit {
    let room = usd - team.fixed;
    if room <= 0.0 || team.people() <= 0.0 {
        return PersonLimit::Impossible;
    }
    if month.above(usd) <= risk {
        return PersonLimit::NotNeeded;
    }
    let fewer = Team { factors: middle_factors(&team.factors), ..team.clone() };
    let holds = |limit: f64| {
        let months = fewer.under_limit(limit);
        months.iter().map(|month| month.above(usd)).sum::<f64>() <= risk * months.len() as f64
    };
    let even = room / team.people().max(1.0);
    let found = halve(libm::log(even), libm::log(room), HALVINGS, |at| holds(libm::exp(at)));
    let usd = libm::exp(found);
    let people = stopped(team, usd);
    PersonLimit::Usd { usd, share: people / team.people(), people }
}

/// The middle one of every few.
fn middle_factors(factors: &[f64]) -> Vec<f64> {
    let middle = |few: &[f64]| few.get(few.len() / 2).copied();
    factors.chunks(EVERY).filter_map(middle).collect()
}

/// How many people spend more than so many USD in a mean month.
fn stopped(team: &Team, usd: f64) -> f64 {
    let under = |factor: &f64| {
        let of = |a: &Amounts| a.count * Amounts { mean: a.mean * factor, ..*a }.above(usd);
        team.by_token.iter().map(of).sum::<f64>()
    };
    team.factors.iter().map(under).sum::<f64>() / team.factors.len() as f64
}
