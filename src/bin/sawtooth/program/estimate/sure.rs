//! How sure the month is, by the functions of the page.

use sawtooth::decisions::budget::{Budget, Outlook, PersonLimit, outlook};
use sawtooth::decisions::payment::paid;
use sawtooth::decisions::price_changes::{Change, PriceChange, Status};
use sawtooth::decisions::range::{MonthRange, POINTS, PaidRange, dimensions, paid_range, range};
use sawtooth::decisions::sensitivity::{self, Moves, sensitivity};
use sawtooth::decisions::year::{Year, YearMonth};
use sawtooth::model::draws::Points;
use sawtooth::model::estimate::Answer;
use sawtooth::prices::{RateTable, plans};
use sawtooth::scenario::Scenario;
use sawtooth::view::{Locale, budget as team_words, labels, range as words};
use serde_json::{Value, json};

/// The month's range at API prices, and what moves it.
pub struct Sure {
    range: Option<MonthRange>,
    pub paid: Option<PaidRange>,
    moves: Vec<Moves>,
    outlook: Option<Outlook>,
}

impl Sure {
    pub fn of(asked: &Scenario, answer: &Answer) -> Sure {
        let inputs = asked.uncertain().len();
        let moves =
            sensitivity(asked, answer, &Points::new(sensitivity::dimensions(inputs), sensitivity::POINTS));
        let points = Points::new(dimensions(asked), POINTS);
        let range = range(asked, answer, &points);
        let paid_range =
            range.as_ref().and_then(|range| paid_range(&plans::shipped(), asked, answer, range, &points));
        let (table, plans) = (RateTable::shipped(), plans::shipped());
        let paid = paid(&plans, answer);
        let year = Year::new(&table, &plans, answer, &paid);
        let outlook = outlook(&paid, answer, range.as_ref(), year);
        Sure { range, paid: paid_range, moves, outlook }
    }

    /// 10th, 50th and 90th percentile of the month at API prices: nothing where every input is exact.
    pub fn percentiles(&self) -> Option<[f64; 3]> {
        self.range.as_ref().map(|range| [range.p10, range.p50, range.p90])
    }

    /// The same of what is paid.
    pub fn percentiles_paid(&self) -> Option<[f64; 3]> {
        self.paid.map(|range| [range.p10, range.p50, range.p90])
    }

    /// What moves the month, most first: the ends of each uncertain input and the month there, and
    /// Sobol's indices.
    pub fn sensitivity(&self) -> Vec<Value> {
        let one = |moves: &Moves| {
            json!({
                "input": moves.key,
                "range": [moves.range.low, moves.range.high],
                "range_of": if moves.is_default { "preset" } else { "scenario" },
                "usd_month": moves.usd,
                "alone": moves.alone,
                "with_others": moves.with_others,
            })
        };
        self.moves.iter().map(one).collect()
    }

    /// The month of people who differ: null for one person, and where it is open what is paid.
    pub fn team(&self) -> Value {
        let of = |found: &Outlook| {
            let [p10, p50, p90] = found.band;
            json!({
                "people": found.everybody,
                "p10": p10,
                "p50": p50,
                "p80": found.month.percentile(0.8),
                "p90": p90,
                "mean": found.month.mean,
                "sigma": found.team.sigma,
            })
        };
        self.outlook.as_ref().filter(|found| found.everybody > 1.0).map_or(Value::Null, of)
    }

    /// Chances are 0 to 1, `runs_out_in` counts months of the fiscal year from 1. Null without a budget.
    pub fn budget(&self) -> Value {
        let person = |budget: &Budget| match budget.person {
            PersonLimit::Usd { usd, share, people } => {
                json!({ "usd": usd, "share_stopped": share, "people_stopped": people })
            }
            PersonLimit::NotNeeded | PersonLimit::Impossible => Value::Null,
        };
        let of = |found: &Outlook, budget: Budget| {
            let [median, bad] = budget.runs_out;
            json!({
                "month": budget.month,
                "chance_passed": budget.passed,
                "chance_year_passed": budget.year_passed,
                "runs_out_in": { "median": median, "p90": bad },
                "enough": budget.enough,
                "limit_of_one_person": person(&budget),
                "months": months(found),
                "price_changes": found.year.changes.iter().map(change).collect::<Vec<_>>(),
            })
        };
        self.outlook.as_ref().and_then(|found| Some(of(found, found.budget?))).unwrap_or_default()
    }

    pub fn lines(&self, asked: &Scenario, locale: &Locale) -> Vec<String> {
        let range = self.range.as_ref().map(|range| {
            let (low, high) = (locale.money(range.p10), locale.money(range.p90));
            format!("{} of the month at API prices: {low} to {high}", labels::ranges::EIGHTY)
        });
        let team = self.outlook.as_ref().filter(|found| found.everybody > 1.0 || found.budget.is_some());
        let team = team.map(|found| team_words::sentences(found, asked, locale)).unwrap_or_default();
        range.into_iter().chain(words::sentence(&self.moves, locale)).chain(team).collect()
    }
}

/// The twelve months of the fiscal year, each by itself and with those before it.
fn months(found: &Outlook) -> Vec<Value> {
    let all = found.year.months.iter().zip(&found.ahead).zip(&found.course);
    let month = all.map(|((month, ahead), after)| {
        json!({
            "from": month.first.to_string(),
            "people": month.people,
            "days_off": month.days_off,
            "days_off_of_groups": days_off_of_groups(month),
            "mean": ahead.mean,
            "p10": ahead.p10,
            "p50": ahead.p50,
            "p90": ahead.p90,
            "chance_passed": ahead.passed,
            "since_the_year_began": json_of(Some([after.p10, after.p50, after.p90])),
        })
    });
    month.collect()
}

/// Groups by their place, the scenario's own at 0.
fn days_off_of_groups(month: &YearMonth) -> Vec<Value> {
    let own = month.own_days_off.iter();
    own.map(|(group, days_off)| json!({ "group": group, "days_off": days_off })).collect()
}

/// `moves_to` is the model that takes over the work of one that retires.
fn change(change: &PriceChange) -> Value {
    let status = match change.status {
        Status::Confirmed => "confirmed",
        Status::Announced => "announced",
        Status::Cancelled => "cancelled",
    };
    let (kind, moves_to) = match &change.what {
        Change::Retires { to } => ("retires", to.as_ref().map(|(id, _)| id)),
        Change::Prices { .. } => ("prices", None),
    };
    json!({
        "model": change.model,
        "on": change.on.to_string(),
        "kind": kind,
        "status": status,
        "counts": change.counts,
        "moves_to": moves_to,
        "month": change.month,
    })
}

/// Percentiles for programs: null where there are none.
pub fn json_of(percentiles: Option<[f64; 3]>) -> Value {
    percentiles.map_or(Value::Null, |[p10, p50, p90]| json!({ "p10": p10, "p50": p50, "p90": p90 }))
}
