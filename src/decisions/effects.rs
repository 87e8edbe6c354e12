//! Effects: what one step of one input does to the month, for the line under that input.
//!
//! One estimate for each, made when it is asked for: that of the input which moves at once,
//! the others a moment later.

use crate::decisions::paid_in::PaidIn;
use crate::model::estimate::{Answer, estimate_beside};
use crate::prices::RateTable;
use crate::prices::plans::Plan;
use crate::scenario::{Scenario, field};

/// One step of one input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effect {
    pub key: &'static str,
    /// The input as it is and one step from there, in its own unit.
    pub from: f64,
    pub to: f64,
    pub change: Change,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Change {
    /// USD a month of everybody, at API prices, more or (below zero) less.
    Usd(f64),
    /// Past a plan's limit with credits: USD a month of everybody more or less to pay.
    Paid(f64),
    /// Fitted to a bill, the month stays and the messages a session change, from and to.
    Messages { from: f64, to: f64 },
    /// With the step there is no price, or no session that costs the bill.
    NoPrice,
}

/// The effect of an input at API prices; `None` where the table has no step for it. `answer` is
/// that of the scenario asked for, in which messages may be solved for.
pub fn effect(table: &RateTable, asked: &Scenario, answer: &Answer, key: &str) -> Option<Effect> {
    effect_paid_in(PaidIn::Dollars, table, &[], asked, answer, key)
}

/// The same for a person who pays in this unit. Only usage credits have a change of their own: what is
/// paid with the step less what is paid without it.
pub fn effect_paid_in(
    unit: PaidIn,
    table: &RateTable,
    plans: &[Plan],
    asked: &Scenario,
    answer: &Answer,
    key: &str,
) -> Option<Effect> {
    let field = field(key)?;
    // Messages typed end a fit, so their effect is that on the work found.
    let fitted = asked.fitted() && field.key != "messages";
    let base = if fitted { asked } else { &answer.scenario };
    let from = (field.get)(base);
    let to = field.stepped(from)?;
    let mut next = Scenario { baseline: None, ..base.clone() };
    next.set_number(field.key, to);
    let change = match estimate_beside(table, &next, Some(answer)).answer {
        None => Change::NoPrice,
        Some(next) if fitted => {
            Change::Messages { from: answer.scenario.work.messages, to: next.scenario.work.messages }
        }
        Some(next) if unit == PaidIn::Credits && next.month.total != answer.month.total => {
            Change::Paid(unit.month(plans, &next) - unit.month(plans, answer))
        }
        Some(next) => Change::Usd(next.month.total - answer.month.total),
    };
    Some(Effect { key: field.key, from, to, change })
}

#[cfg(test)]
mod tests {
    use super::{Change, effect, effect_paid_in};
    use crate::decisions::paid_in::PaidIn;
    use crate::decisions::payment::{paid, state_capacity};
    use crate::model::estimate::{Answer, estimate};
    use crate::prices::{RateTable, date, plans};
    use crate::scenario::{FIELDS, Overflow, PayPer, PayWith, Preset, Scenario, field};

    fn answer(scenario: &Scenario) -> Answer {
        estimate(&RateTable::shipped(), scenario).answer.expect("a price")
    }

    fn typical() -> Scenario {
        Preset::Average.scenario(date(2026, 11, 28), 1)
    }

    #[test]
    fn session_more_costs_a_fourth_of_four() {
        let found =
            effect(&RateTable::shipped(), &typical(), &answer(&typical()), "sessions").expect("a step");
        let Change::Usd(usd) = found.change else { panic!("{found:?}") };
        assert_eq!((found.from, found.to), (4.0, 5.0));
        assert!((usd - answer(&typical()).month.total / 4.0).abs() < 1e-9);
    }

    #[test]
    fn hit_rate_steps_down_a_point_and_up_from_zero() {
        let hit = field("hit").expect("a field");
        assert_eq!((hit.stepped(0.98), hit.stepped(0.0)), (Some(0.97), Some(0.01)));
        let days = field("days").expect("a field");
        assert_eq!((days.stepped(20.0), days.stepped(31.0)), (Some(21.0), Some(30.0)));
        assert_eq!(field("goal").expect("a field").stepped(1.0), None);
    }

    /// Whatever a step does, it is what the scenario with that step costs.
    #[test]
    fn effect_is_the_difference_to_the_scenario_with_the_step() {
        let table = RateTable::shipped();
        let now = answer(&typical());
        for field in FIELDS {
            let Some(found) = effect(&table, &typical(), &now, field.key) else { continue };
            let mut next = typical();
            (field.set)(&mut next, found.to);
            match estimate(&table, &next).answer {
                Some(next) => assert_eq!(found.change, Change::Usd(next.month.total - now.month.total)),
                None => assert_eq!(found.change, Change::NoPrice),
            }
        }
    }

    #[test]
    fn fit_to_a_bill_tells_the_messages() {
        let table = RateTable::shipped();
        let bill = typical().typed_bill(&typical(), 300.0, PayPer::Month);
        let now = answer(&bill);
        let more = effect(&table, &bill, &now, "sessions").expect("a step");
        let Change::Messages { from, to } = more.change else { panic!("{more:?}") };
        assert!(from == now.scenario.work.messages && to < from);
        let mut five = bill.clone();
        five.work.sessions_per_day = 5.0;
        assert_eq!(to, answer(&five).scenario.work.messages);
        // Messages themselves end the fit: a message more costs dollars.
        let message = effect(&table, &bill, &now, "messages").expect("a step");
        assert!(matches!(message.change, Change::Usd(usd) if usd > 0.0), "{message:?}");
        // So few sessions that none of 5,000 requests costs the bill.
        let mut seldom = typical();
        seldom.work.active_days = 1.0;
        seldom.work.sessions_per_day = 1.0;
        let seldom = seldom.typed_bill(&seldom, 400.0, PayPer::Month);
        if let Some(now) = estimate(&table, &seldom).answer {
            let none = effect(&table, &seldom, &now, "hit").expect("a step");
            assert!(matches!(none.change, Change::Messages { .. } | Change::NoPrice));
        }
    }

    /// Past a limit a step changes credits, not the month at API prices; a cap that is reached stays.
    #[test]
    fn effect_past_a_limit_is_the_difference_of_what_is_paid() {
        let (table, plans) = (RateTable::shipped(), plans::shipped());
        let mut scenario = typical();
        scenario.pay_with(PayWith::Plan("max".into()));
        assert!(state_capacity(&mut scenario, &answer(&typical()), 1.3, 1.3, None));
        let usd = |s: &Scenario| paid(&plans, &answer(s)).usd().expect("known");
        let of = |s: &Scenario, key: &str| {
            let now = answer(s);
            let unit = PaidIn::of_answer(&plans, &now);
            effect_paid_in(unit, &table, &plans, s, &now, key).expect("a step").change
        };
        for key in ["sessions", "days", "messages", "hit"] {
            let Change::Paid(found) = of(&scenario, key) else { panic!("{key}") };
            let mut next = scenario.clone();
            next.set_number(key, field(key).and_then(|f| f.stepped((f.get)(&scenario))).expect("a step"));
            assert!((found - (usd(&next) - usd(&scenario))).abs() < 1e-9, "{key} {found}");
            assert!(found > 0.0 && next.plans == scenario.plans, "{key}");
        }
        (scenario.plans.overflow, scenario.plans.credit_cap) = (Overflow::Capped, 5.0);
        assert_eq!(of(&scenario, "sessions"), Change::Paid(0.0));
        // No threshold is set: nothing changes for any payer.
        assert_eq!(of(&scenario, "threshold"), Change::Usd(0.0));
    }
}
