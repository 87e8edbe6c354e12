//! Dates ahead that touch a scenario's own models: a retirement, a price that changes, the end
//! of fast mode. Everything comes from the rate table, as the scenario's revision knows it.

use crate::model::estimate::{Answer, estimate};
use crate::prices::{Class, Date, Model, PriceRow, PriceTier, RateTable};
use crate::scenario::Scenario;
use crate::scenario::in_order;

/// Days ahead within which a date is told.
pub const AHEAD: i32 = 60;

/// One date of one model.
#[derive(Clone, Debug, PartialEq)]
pub struct Upcoming {
    pub id: String,
    pub name: String,
    /// The first day on which it holds.
    pub on: Date,
    pub event: Event,
    /// USD a month of everybody from that day on, all else as it is; `None` where the day
    /// changes no price that the scenario uses.
    pub month: Option<f64>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The provider refuses requests.
    Retires,
    /// Fast mode is no longer offered, and the scenario uses it.
    FastEnds,
    /// The rate of a class changes, USD per million tokens.
    Rate { tier: PriceTier, class: Class, from: f64, to: f64 },
}

/// Dates within the next [`AHEAD`] days of `today`, the nearest first; of each model those of a
/// day in the order of tiers and classes.
pub fn upcoming(table: &RateTable, answer: &Answer, today: Date) -> Vec<Upcoming> {
    let scenario = &answer.scenario;
    let mut all = Vec::new();
    for model in scenario.models().into_iter().filter_map(|id| table.model(id)) {
        if let Some(on) = model.retires.filter(|on| is_near(today, *on)) {
            all.push(of(model, on, Event::Retires, None));
        }
        let mut before = today;
        for on in changes(model, today) {
            let month = month_from(table, scenario, on).filter(|usd| *usd != answer.month.total);
            let row = |day: Date| model.price(day, scenario.price_revision);
            let found = row(before).zip(row(on)).map(|(before, after)| events(scenario, before, after));
            all.extend(found.unwrap_or_default().into_iter().map(|event| of(model, on, event, month)));
            before = on;
        }
    }
    in_order::by_key(all, |upcoming| upcoming.on)
}

fn of(model: &Model, on: Date, event: Event, month: Option<f64>) -> Upcoming {
    Upcoming { id: model.id.clone(), name: model.name.clone(), on, event, month }
}

fn is_near(today: Date, on: Date) -> bool {
    (1..=AHEAD).contains(&today.days_until(on))
}

/// The days ahead on which a row of the model begins, each once.
fn changes(model: &Model, today: Date) -> Vec<Date> {
    in_order::distinct(model.prices.iter().map(|row| row.from).filter(|on| is_near(today, *on)))
}

/// The whole month at the prices of a later day.
fn month_from(table: &RateTable, scenario: &Scenario, on: Date) -> Option<f64> {
    let later = Scenario { priced_on: on, baseline: None, ..scenario.clone() };
    estimate(table, &later).answer.map(|answer| answer.month.total)
}

/// What one row of a model changes against another, of what the scenario uses.
pub(super) fn events(scenario: &Scenario, before: &PriceRow, after: &PriceRow) -> Vec<Event> {
    if scenario.fast && before.fast.is_some() && after.fast.is_none() {
        return vec![Event::FastEnds];
    }
    let used = if scenario.fast && after.fast.is_some() {
        &[PriceTier::Fast][..]
    } else {
        &[PriceTier::Lower, PriceTier::Upper]
    };
    let mut all = Vec::new();
    for tier in used {
        for class in Class::ALL {
            if let Some((from, to)) = rate(before, *tier, class).zip(rate(after, *tier, class))
                && from != to
            {
                all.push(Event::Rate { tier: *tier, class, from, to });
            }
        }
    }
    all
}

fn rate(row: &PriceRow, tier: PriceTier, class: Class) -> Option<f64> {
    let rates = match tier {
        PriceTier::Lower => Some(row.rates),
        PriceTier::Upper => row.step.map(|step| step.rates),
        PriceTier::Fast => row.fast,
    };
    rates.map(|rates| rates.of(class))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prices::date;
    use crate::scenario::{Preset, Share};

    fn ahead(model: &str, day: Date, fast: bool) -> Vec<Upcoming> {
        let table = RateTable::shipped();
        let mut scenario = Preset::Average.scenario(day, table.revision);
        scenario.mix = vec![Share { model: model.into(), share: 1.0 }];
        scenario.fast = fast;
        let answer = estimate(&table, &scenario).answer.expect("a price");
        upcoming(&table, &answer, day)
    }

    #[test]
    fn retirement_is_told_sixty_days_ahead() {
        let [found] = &ahead("claude-opus-4-5", date(2026, 11, 28), false)[..] else { panic!("one date") };
        assert_eq!((found.on, &found.event, found.month), (date(2027, 1, 22), &Event::Retires, None));
        assert_eq!(ahead("claude-opus-4-5", date(2026, 11, 22), false), []);
        assert_eq!(ahead("claude-opus-4-5", date(2027, 1, 22), false), []);
    }

    #[test]
    fn end_of_fast_mode_concerns_who_uses_it() {
        let found = ahead("claude-opus-4-8", date(2026, 11, 28), true);
        assert_eq!(found.iter().map(|f| &f.event).collect::<Vec<_>>(), [&Event::FastEnds]);
        assert!(found[0].on == date(2026, 11, 30) && found[0].month.is_some());
        assert_eq!(ahead("claude-opus-4-8", date(2026, 11, 28), false), []);
    }

    #[test]
    fn price_change_is_told_with_the_month_after_it() {
        let found = ahead("claude-sonnet-5-5", date(2026, 10, 1), false);
        let rate = Event::Rate { tier: PriceTier::Lower, class: Class::Read, from: 0.2, to: 0.1 };
        assert_eq!(found.iter().map(|f| &f.event).collect::<Vec<_>>(), [&rate]);
        let table = RateTable::shipped();
        let mut scenario = Preset::Average.scenario(date(2026, 10, 7), table.revision);
        scenario.mix = vec![Share { model: "claude-sonnet-5-5".into(), share: 1.0 }];
        let after = estimate(&table, &scenario).answer.expect("a price").month.total;
        assert_eq!(found[0].month, Some(after));
    }
}
