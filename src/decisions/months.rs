//! Twelve months ahead, one by one.

use super::payment::{Paid, Span};
use crate::model::estimate::MONTHS_A_YEAR;
use crate::prices::Date;
use crate::scenario::Scenario;

#[derive(Clone, Debug, PartialEq)]
pub struct MonthPaid {
    /// Its first day.
    pub first: Date,
    /// USD that leave the account; `None` where that is open.
    pub paid: Option<Span>,
    /// USD of the same work at API prices.
    pub at_api_prices: f64,
}

/// The twelve months after the one of `today`. Which of them are without work is not known, so all
/// are alike: a twelfth of [`Paid::year`] each.
pub fn months(paid: &Paid, scenario: &Scenario, today: Date) -> Vec<MonthPaid> {
    let working = (MONTHS_A_YEAR - scenario.plans.idle_months) / MONTHS_A_YEAR;
    let each = paid.year.map(|year| year.times(1.0 / MONTHS_A_YEAR));
    // Jobs go on in months without work.
    let at_api_prices = paid.batch + (paid.at_api_prices - paid.batch) * working;
    let month = |first| MonthPaid { first, paid: each, at_api_prices };
    (1..=MONTHS_A_YEAR as i16).filter_map(|later| first_of(today, later)).map(month).collect()
}

/// The first day of the month so many months later; nothing after the year 9999.
pub(super) fn first_of(day: Date, later: i16) -> Option<Date> {
    let months = i16::from(day.month()) - 1 + later;
    Date::new(day.year() + months / 12, (months % 12) as i8 + 1, 1)
}

#[cfg(test)]
mod tests {
    use super::first_of;
    use crate::prices::date;

    #[test]
    fn months_follow_over_the_end_of_a_year() {
        assert_eq!(first_of(date(2026, 11, 30), 1), Some(date(2026, 12, 1)));
        assert_eq!(first_of(date(2026, 11, 30), 2), Some(date(2027, 1, 1)));
        assert_eq!(first_of(date(2026, 12, 31), 12), Some(date(2027, 12, 1)));
        assert_eq!(first_of(date(9999, 12, 1), 1), None);
    }
}
