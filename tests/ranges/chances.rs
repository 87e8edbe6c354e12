//! How often each way to pay costs less, beside the percentiles that say the same.

use super::{answer, found, typical};
use sawtooth::decisions::chances::{Chance, chances};
use sawtooth::decisions::options::{Offered, options};
use sawtooth::decisions::payment::Payments;
use sawtooth::prices::plans;
use sawtooth::scenario::{PayWith, Scenario};

/// A sixtieth of the months is the finest that is told.
const PART: f64 = 1.0 / 60.0;

fn all(scenario: &Scenario) -> Vec<(String, f64, Chance)> {
    let (plans, answer) = (plans::shipped(), answer(scenario));
    let (payments, options) = (Payments::new(&plans, &answer), options(&plans, &answer));
    let range = found(scenario).expect("a range");
    let named = |chance: Chance| match chance.offered {
        Offered::Plan(place) => Some((plans[place].id.clone(), plans[place].usd_month, chance)),
        _ => None,
    };
    let found = chances(&payments, &options, answer.month.total, &range, true);
    found.into_iter().filter_map(named).collect()
}

#[test]
fn plan_costs_less_in_the_months_that_cost_more_than_its_price() {
    let range = found(&typical()).expect("a range");
    let rows = all(&typical());
    for id in ["pro", "max", "ultra"] {
        let (_, price, chance) = rows.iter().find(|row| row.0 == id).expect(id);
        let above = 1.0 - range.part_below(*price);
        assert!((chance.below_api - above).abs() <= PART, "{id}: {} and not {above}", chance.below_api);
        assert_eq!((chance.enough, chance.weeks_past, chance.cheapest), (None, None, None));
    }
    // Seats are sold to teams.
    assert!(rows.iter().all(|row| !row.0.starts_with("team")));
}

/// A limit that was stated as a share of this work stays that share, however much the work is.
#[test]
fn stated_share_of_a_limit_is_enough_in_every_month_or_in_none() {
    let check = |share: f64, enough: f64| {
        let mut scenario = typical();
        scenario.pay_with(PayWith::Plan("max".into()));
        let answer = answer(&scenario);
        assert!(sawtooth::decisions::payment::state_capacity(&mut scenario, &answer, share, share, None));
        let rows = all(&scenario);
        let (.., chance) = rows.iter().find(|row| row.0 == "max").expect("max");
        assert_eq!(chance.enough, Some(enough), "{share}");
    };
    check(0.6, 1.0);
    check(1.3, 0.0);
}
