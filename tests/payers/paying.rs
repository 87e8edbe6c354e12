//! What leaves the account.

use crate::{answer, close, listed, on, pays, preset, typical};
use sawtooth::decisions::effects::{Change, effect_paid_in};
use sawtooth::decisions::paid_in::{PaidIn, paid_in};
use sawtooth::decisions::payment::{Open, Payer, Payments, Span};
use sawtooth::prices::RateTable;
use sawtooth::scenario::{
    Cloud, Group, Overflow, PayWith, Payment, Pays, PlanKey, Preset, Scenario, Share, Term,
};

fn seats(scenario: &mut Scenario, plan: &str, seats: f64) {
    scenario.plans.terms.insert(PlanKey { plan: plan.into(), term: Term::Seats }, seats);
}

fn team(own: f64) -> Scenario {
    let mut scenario = typical();
    scenario.team.own = own;
    scenario
}

#[test]
fn api_costs_what_the_estimate_says() {
    for scenario in
        [typical(), team(20.0), Scenario { payment: Payment::Cloud, cloud: Cloud::BedrockGov, ..typical() }]
    {
        let (paid, answer) = (pays(&scenario), answer(&scenario));
        assert_eq!(paid.usd(), Some(answer.month.total));
        assert_eq!(paid.year, Some(Span::same(answer.month.total * 12.0)));
    }
}

#[test]
fn subscription_without_a_plan_is_open() {
    let mut scenario = typical();
    scenario.payment = Payment::Subscription;
    let paid = pays(&scenario);
    assert_eq!((paid.usd(), paid.open), (None, Some(Open::WhichPlan)));
    close(paid.at_api_prices, answer(&scenario).month.total);
    scenario.plan = "gone".into();
    assert_eq!(pays(&scenario).open, Some(Open::NoSuchPlan("gone".into())));
}

#[test]
fn plan_costs_its_price_until_its_limit_is_known() {
    let paid = pays(&on("max", Preset::Average, None));
    assert_eq!((paid.usd(), paid.use_is_open()), (Some(100.0), true));
    close(paid.at_api_prices, 189.103_550_471_111_22);
    let inside = pays(&on("max", Preset::Average, Some((0.6, 0.6))));
    assert_eq!((inside.usd(), inside.use_is_open()), (Some(100.0), false));
}

/// What nine equally likely weeks have past the limit, at API prices with the cache of credits.
#[test]
fn credits_are_what_nine_weeks_have_past_the_limit() {
    let scenario = on("max", Preset::Average, Some((1.3, 1.3)));
    let paid = pays(&scenario);
    let listed = listed();
    let answer = answer(&scenario);
    let payments = Payments::new(&listed, &answer);
    let work = &payments.groups[0].work;
    let capacity = scenario.plans.term("max", Term::Low).expect("stated");
    let week = work.week(80.0);
    let past: f64 = work.weeks.iter().map(|w| (w * week - capacity).max(0.0)).sum::<f64>() / 9.0;
    let credits = past / week * 80.0 * work.credit;
    close(paid.parts[0].credits.low, credits);
    close(paid.usd().expect("known"), 100.0 + credits);
    assert!(credits > 30.0 && credits < 50.0, "{credits}");
}

#[test]
fn stopping_costs_the_price_alone() {
    let mut scenario = on("max", Preset::Average, Some((1.3, 1.3)));
    scenario.plans.overflow = Overflow::Stop;
    let paid = pays(&scenario);
    assert_eq!(paid.usd(), Some(100.0));
    assert!(paid.waits());
}

#[test]
fn idle_months_pay_prices_alone() {
    let mut scenario = on("max", Preset::Average, Some((1.3, 1.3)));
    scenario.plans.idle_months = 3.0;
    let paid = pays(&scenario);
    let credits = paid.parts[0].credits.low;
    close(paid.year.expect("known").low, 1200.0 + 9.0 * credits);
}

#[test]
fn enterprise_is_a_seat_and_the_api() {
    let paid = pays(&on("enterprise", Preset::Average, None));
    close(paid.usd().expect("known"), 20.0 + answer(&typical()).month.total);
}

/// Batch jobs are on the API however a person pays.
#[test]
fn batch_jobs_come_on_top_of_a_plan() {
    let mut scenario = on("max", Preset::Average, None);
    scenario.batch.jobs = 1000.0;
    let jobs = answer(&scenario).batch_month;
    assert!(jobs > 0.0);
    close(pays(&scenario).usd().expect("known"), 100.0 + jobs);
}

#[test]
fn seats_that_are_stated_are_paid_used_or_not() {
    let mut scenario = team(10.0);
    seats(&mut scenario, "team-premium", 4.0);
    let api = answer(&typical()).month.total;
    close(pays(&scenario).usd().expect("known"), 4.0 * 125.0 + 6.0 * api);
    seats(&mut scenario, "team-premium", 12.0);
    let paid = pays(&scenario);
    assert_eq!(paid.usd(), Some(12.0 * 125.0));
    assert_eq!((paid.unused[0].seats, paid.unused[0].usd), (2.0, 250.0));
}

/// 8 on the API and 12 on Team Premium: one total.
#[test]
fn groups_pay_each_in_their_way() {
    let mut scenario = team(12.0);
    scenario.set_number("light", 8.0);
    scenario.team.set_pays(0, Pays::Plan("team-premium".into()));
    let paid = pays(&scenario);
    let light = answer(&preset(Preset::Light)).month.total;
    close(paid.usd().expect("known"), 12.0 * 125.0 + 8.0 * light);
    assert_eq!(paid.parts.iter().map(|p| (p.group, p.people)).collect::<Vec<_>>(), [(0, 12.0), (1, 8.0)]);
    assert_eq!(paid.parts[1].payer, Payer::Api);
    scenario.team.set_pays(1, Pays::Plan("team-standard".into()));
    assert_eq!(pays(&scenario).usd(), Some(12.0 * 125.0 + 8.0 * 25.0));
}

#[test]
fn everybody_follows_the_plan_of_the_scenario() {
    let mut scenario = team(3.0);
    scenario.set_number("heavy", 2.0);
    scenario.pay_with(PayWith::Plan("team-premium".into()));
    assert_eq!(pays(&scenario).usd(), Some(5.0 * 125.0));
    scenario.team.set_pays(1, Pays::Api);
    let heavy = answer(&preset(Preset::Heavy)).month.total;
    close(pays(&scenario).usd().expect("known"), 3.0 * 125.0 + 2.0 * heavy);
}

/// Credits of every group are of its own work against the limit of its own seat.
#[test]
fn heavy_group_passes_a_limit_that_others_do_not() {
    let mut scenario = on("team-premium", Preset::Average, Some((0.5, 0.5)));
    scenario.team.own = 3.0;
    scenario.set_number("heavy", 2.0);
    let paid = pays(&scenario);
    assert_eq!(paid.parts[0].credits, Span::same(0.0));
    assert!(paid.parts[1].credits.low > 0.0);
    assert!(paid.usd().expect("known") > 5.0 * 125.0);
}

#[test]
fn choosing_a_payer_leaves_no_other_behind() {
    let mut scenario = team(10.0);
    seats(&mut scenario, "team-premium", 4.0);
    scenario.team.set_pays(0, Pays::Plan("max".into()));
    scenario.pay_with(PayWith::ApiKey);
    assert_eq!(pays(&scenario).usd(), Some(answer(&scenario).month.total));
}

/// Some are on seats and some by the token: no dollar of a change is what is paid.
#[test]
fn change_for_several_payers_is_by_the_token() {
    let mut scenario = team(12.0);
    scenario.set_number("light", 8.0);
    let unit = |scenario: &Scenario| paid_in(&pays(scenario), answer(scenario).month.total);
    assert_eq!(unit(&scenario), PaidIn::Dollars);
    scenario.team.set_pays(0, Pays::Plan("team-premium".into()));
    assert_eq!(unit(&scenario), PaidIn::ByTheToken);
}

/// On Enterprise every token is billed beside the seat: no change is one that nobody pays.
#[test]
fn change_on_a_plan_that_bills_usage_is_what_is_paid() {
    let scenario = on("enterprise", Preset::Average, None);
    let now = answer(&scenario);
    let unit = paid_in(&pays(&scenario), now.month.total);
    assert_eq!(unit, PaidIn::Credits);
    let (table, plans) = (RateTable::shipped(), listed());
    let effect = effect_paid_in(unit, &table, &plans, &scenario, &now, "sessions").expect("a step");
    let mut more = scenario.clone();
    more.set_number("sessions", effect.to);
    let usd = |scenario: &Scenario| pays(scenario).usd().expect("known");
    assert_eq!(effect.change, Change::Paid(usd(&more) - usd(&scenario)));
}

/// Some are past the limit of their seats and some pay by the token: every dollar of a change is paid.
#[test]
fn change_for_several_payers_past_a_limit_is_what_is_paid() {
    let mut scenario = team(12.0);
    scenario.set_number("light", 8.0);
    scenario.team.set_pays(0, Pays::Plan("team-premium".into()));
    let unit = |week: f64, scenario: &mut Scenario| {
        scenario.plans.state_capacity("team-premium", week, week);
        paid_in(&pays(scenario), answer(scenario).month.total)
    };
    assert_eq!(unit(1.0, &mut scenario), PaidIn::Credits);
    assert_eq!(unit(1e4, &mut scenario), PaidIn::ByTheToken);
    // Of the second seat nothing is known, so credits may come on top.
    scenario.team.set_pays(1, Pays::Plan("team-standard".into()));
    assert_eq!(unit(1.0, &mut scenario), PaidIn::ByTheToken);
}

/// Fable runs on usage credits: of the group that uses it, and of no other.
#[test]
fn work_beside_a_plan_is_that_of_its_group() {
    let mut scenario = team(3.0);
    scenario.add_group(Group { people: 2.0, ..Group::default() });
    scenario.edit_group(1, |one| one.mix = vec![Share { model: "claude-fable-5".into(), share: 1.0 }]);
    let mut more = |first: &str, second: &str| {
        scenario.team.set_pays(0, Pays::Plan(first.into()));
        scenario.team.set_pays(1, Pays::Plan(second.into()));
        pays(&scenario).more
    };
    // A Standard seat has Fable on credits, a Premium one includes it (prices/data/plans.json).
    assert!(more("team-premium", "team-standard"));
    assert!(!more("team-standard", "team-premium"));
}
