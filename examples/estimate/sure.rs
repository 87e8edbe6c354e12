//! How sure the month is, by the functions of the page.

use sawtooth::decisions::range::{MonthRange, POINTS, PaidRange, paid_range, range};
use sawtooth::decisions::sensitivity::{self, Moves, sensitivity};
use sawtooth::model::draws::Points;
use sawtooth::model::estimate::Answer;
use sawtooth::prices::plans;
use sawtooth::scenario::Scenario;
use sawtooth::view::{Locale, labels, range as words};
use serde_json::{Value, json};

/// The month's range at API prices, and what moves it.
pub struct Sure {
    range: Option<MonthRange>,
    pub paid: Option<PaidRange>,
    moves: Vec<Moves>,
}

impl Sure {
    pub fn of(asked: &Scenario, answer: &Answer) -> Sure {
        let inputs = asked.uncertain().len();
        let moves =
            sensitivity(asked, answer, &Points::new(sensitivity::dimensions(inputs), sensitivity::POINTS));
        let points = Points::new(inputs, POINTS);
        let range = range(asked, answer, &points);
        let paid =
            range.as_ref().and_then(|range| paid_range(&plans::shipped(), asked, answer, range, &points));
        Sure { range, paid, moves }
    }

    /// 10th, 50th and 90th percentile of `usd.month`: null where every input is exact.
    pub fn range(&self) -> Value {
        self.range.as_ref().map_or(Value::Null, |r| json!({ "p10": r.p10, "p50": r.p50, "p90": r.p90 }))
    }

    /// The same of `usd.you_pay`.
    pub fn of_what_is_paid(&self) -> Value {
        self.paid.map_or(Value::Null, |r| json!({ "p10": r.p10, "p50": r.p50, "p90": r.p90 }))
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

    pub fn lines(&self, locale: &Locale) -> Vec<String> {
        let range = self.range.as_ref().map(|range| {
            let (low, high) = (locale.money(range.p10), locale.money(range.p90));
            format!("{} of the month at API prices: {low} to {high}", labels::ranges::EIGHTY)
        });
        range.into_iter().chain(words::sentence(&self.moves, locale)).collect()
    }
}
