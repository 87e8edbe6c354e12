//! What must hold of plans beside the API, whatever the scenario and the terms.

use crate::{cases, close, scenarios, table};
use proptest::prelude::*;
use sawtooth::decisions::plans::{Cheapest, Comparison, Offer, WEEKS, capacity_of, compare, share_of};
use sawtooth::model::bill;
use sawtooth::model::estimate::{Answer, estimate, sessions_a_month};
use sawtooth::model::mixture::{of_turns, turns};
use sawtooth::prices::plans::{self, Plan, PlanUsage};
use sawtooth::scenario::*;
use sawtooth::view::plans::PlanLine;
use sawtooth::view::{self, Chart, Locale};
use std::sync::OnceLock;

fn listed() -> &'static [Plan] {
    static PLANS: OnceLock<Vec<Plan>> = OnceLock::new();
    PLANS.get_or_init(plans::shipped)
}

fn terms() -> BoxedStrategy<Plans> {
    let plan = proptest::sample::select(vec!["pro", "max", "ultra", "team-standard", "enterprise", "gone"]);
    let key = (plan, proptest::sample::select(Term::ALL.to_vec()));
    let key = key.prop_map(|(plan, term)| PlanKey { plan: plan.into(), term });
    let usd = prop_oneof![1 => Just(0.0), 6 => 0.0..300.0f64, 1 => 0.0..1e6f64, 1 => any::<f64>()];
    let terms = proptest::collection::btree_map(key, usd, 0..8);
    let billed = proptest::sample::select(vec![Billed::Monthly, Billed::Yearly]);
    let overflow = proptest::sample::select(vec![Overflow::Credits, Overflow::Capped, Overflow::Stop]);
    let axis = proptest::sample::select(vec![PlanAxis::Sessions, PlanAxis::Days, PlanAxis::People]);
    let spread = prop_oneof![Just(1.0), Just(1.4), 1.0..20.0f64];
    let idle = prop_oneof![Just(0.0), 0.0..=11.0f64];
    let on_api = prop_oneof![2 => Just(0.0), 2 => 0.0..1.0f64, 1 => Just(1.0)];
    (terms, billed, overflow, 0.0..300.0f64, spread, idle, on_api, axis)
        .prop_map(|(terms, billed, overflow, credit_cap, week_spread, idle_months, on_api, axis)| Plans {
            terms: terms.into_iter().collect(),
            billed,
            overflow,
            credit_cap,
            week_spread,
            idle_months,
            on_api,
            axis,
        })
        .boxed()
}

fn any_answer() -> BoxedStrategy<Option<Answer>> {
    (scenarios::any_scenario(), terms())
        .prop_map(|(scenario, plans)| estimate(table(), &Scenario { plans, ..scenario }).answer)
        .boxed()
}

fn limited(comparison: &Comparison) -> impl Iterator<Item = &Offer> {
    comparison.offers.iter().filter(|offer| offer.usage == PlanUsage::Limited)
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn at_a_break_even_both_cost_the_same(answer in any_answer(), capacity in 0.0..500.0f64) {
        let Some(answer) = answer else { return Ok(()) };
        let comparison = compare(listed(), &answer);
        let work = &comparison.work;
        for offer in limited(&comparison) {
            let (large, small) = offer.capacities();
            for capacity in [large, small, capacity] {
                let Some(sessions) = work.even(offer.price, capacity) else { continue };
                let cost = |sessions| work.month(offer, sessions, capacity).total() - work.api_month(sessions);
                let size = work.api_month(sessions).max(1.0);
                prop_assert!(cost(sessions).abs() <= 1e-9 * size + 0.005, "{} at {sessions}", cost(sessions));
                prop_assert!(work.keeps_up(sessions, capacity * (1.0 + 1e-9) + 1e-9));
                // The smallest such usage, and worth it from there on.
                prop_assert!(offer.price == 0.0 || cost(sessions * 0.9) > -1e-9 * size, "already before");
                match work.cheaper_between(offer.price, capacity).and_then(|(_, until)| until) {
                    None => prop_assert!(cost(sessions * 1.1) <= 1e-9 * size, "and after"),
                    Some(until) => {
                        prop_assert!(work.credit > work.api && until > sessions);
                        for share in [0.1, 0.5, 0.9] {
                            prop_assert!(cost(sessions + (until - sessions) * share) <= 1e-9 * size, "and between");
                        }
                        let size = work.api_month(until).max(1.0);
                        prop_assert!(cost(until).abs() <= 1e-9 * size + 0.005, "{} at {until}", cost(until));
                        prop_assert!(cost(until + (until - sessions) * 1e-3) > -1e-9 * size, "and not after");
                    }
                }
            }
        }
    }

    #[test]
    fn the_least_capacity_is_the_least(answer in any_answer()) {
        let Some(answer) = answer else { return Ok(()) };
        let comparison = compare(listed(), &answer);
        let (work, sessions) = (&comparison.work, sessions_a_month(&answer.scenario));
        for offer in limited(&comparison) {
            // Credits that cost less than the API itself make any plan worth its price in the end.
            if let Some(least) = offer.least_ever.filter(|_| work.credit == work.api) {
                prop_assert!(work.even(offer.price, least * 1.001).is_some());
                prop_assert!(least == 0.0 || work.even(offer.price, least * 0.999).is_none());
            }
            let worth = |capacity: f64| {
                let gain = work.api_month(sessions) - work.month(offer, sessions, capacity).total();
                gain >= -1e-9 * work.api_month(sessions).max(1.0) && work.keeps_up(sessions, capacity)
            };
            match offer.least_now {
                Some(least) => {
                    prop_assert!(worth(least * (1.0 + 1e-9)), "{least} is too little");
                    // Where the bill is so large, a cent of the price is below its last digits.
                    let told = offer.price > 1e-5 * work.api_month(sessions);
                    prop_assert!(!told || least == 0.0 || !worth(least * 0.999), "{least} is too much");
                }
                // Nothing is on the plan, or too little to make up for its price.
                None => prop_assert!(offer.least_ever.is_none_or(|ever| comparison.week < ever)),
            }
        }
    }

    #[test]
    fn overflow_follows_capacity_and_spread(answer in any_answer(), a in 0.0..400.0f64, b in 0.0..400.0f64, r in 1.0..8.0f64, more in 1.0..3.0f64) {
        let Some(mut answer) = answer else { return Ok(()) };
        let sessions = sessions_a_month(&answer.scenario);
        let mut beyond = |spread: f64, capacity: f64| {
            answer.scenario.plans.week_spread = spread;
            compare(listed(), &answer).work.beyond(sessions, capacity)
        };
        prop_assert!(beyond(r, a.max(b)) <= beyond(r, a.min(b)) + 1e-12);
        prop_assert!(beyond(r * more, a) >= beyond(r, a) - 1e-12);
        let even = beyond(1.0, a);
        let week = compare(listed(), &answer).week;
        close(even, if week > a { 1.0 - a / week } else { 0.0 }, 1.0, "without a spread")?;
    }

    #[test]
    fn a_plan_costs_its_price_and_parts(answer in any_answer(), capacity in 0.0..1e4f64) {
        let Some(answer) = answer else { return Ok(()) };
        let comparison = compare(listed(), &answer);
        let sessions = sessions_a_month(&answer.scenario);
        for offer in &comparison.offers {
            let (least, most) = (offer.at_least, offer.at_most);
            for month in [least, most] {
                let parts = [month.price, month.credits, month.on_api];
                prop_assert!(parts.iter().all(|usd| usd.is_finite() && *usd >= 0.0), "{month:?}");
                prop_assert!(month.total() >= offer.price && (0.0..=1.0).contains(&month.waits), "{month:?}");
                close(parts.iter().sum(), month.total(), month.total(), "parts")?;
            }
            prop_assert!(least.total() <= most.total() && least.waits <= most.waits);
            if offer.usage == PlanUsage::Limited && offer.low.is_none() && offer.high.is_none() {
                let some = comparison.work.month(offer, sessions, capacity).total();
                let slack = 1e-12 * most.total();
                prop_assert!(least.total() <= some + slack && some <= most.total() + slack);
            }
        }
        if let Some(team) = &comparison.seats {
            let used: f64 = team.plans.iter().map(|seated| seated.used).sum();
            close(used + team.on_api, team.developers, team.developers.max(1.0), "everybody sits somewhere")?;
            prop_assert!(team.at_least <= team.at_most * (1.0 + 1e-12) && team.unused >= 0.0);
        }
    }

    #[test]
    fn the_cheapest_is_the_cheapest(answer in any_answer(), max in 0.1..40.0f64, share in 0.0..1.0f64) {
        let Some(answer) = answer else { return Ok(()) };
        let comparison = compare(listed(), &answer);
        let axis = answer.scenario.plans.axis;
        let pieces = comparison.pieces(&[0, 1, 2], axis, max);
        prop_assert!(pieces.first().is_some_and(|p| p.from == 0.0) && pieces.last().is_some_and(|p| p.to == max));
        prop_assert!(pieces.windows(2).all(|two| two[0].to == two[1].from && two[0].cheapest != two[1].cheapest));
        let at = max * share;
        let worst = |plan: usize| comparison.plan_at(&comparison.offers[plan], axis, at).1;
        let api = comparison.api_at(axis, at);
        match comparison.cheapest(&[0, 1, 2], axis, at) {
            Cheapest::Plan(plan) => prop_assert!(worst(plan) <= api),
            Cheapest::PlanOrApi(plan) => {
                let offer = &comparison.offers[plan];
                let carried = comparison.work.keeps_up(comparison.sessions(axis, at), offer.capacities().1);
                prop_assert!(!offer.is_known() || worst(plan) >= api || !carried);
            }
            _ => {}
        }
    }
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn what_is_shown_is_a_number(answer in any_answer()) {
        let Some(answer) = answer else { return Ok(()) };
        let locale = Locale::default();
        let figure = view::plans::figure(listed(), &answer, &locale);
        let texts = view::plans::texts(listed(), &answer, &locale);
        let week = compare(listed(), &answer).week;
        let lines = view::plans::lines(listed(), &answer.scenario, week, &locale);
        let Chart::Lines(chart) = &figure.chart else { panic!("lines") };
        let shown = format!("{} {:?} {texts:?} {chart:?} {:?}", figure.title, figure.readouts, terms_shown(&lines));
        // One of the sources has the letters in its name.
        let shown = shown.replace("/infere", "");
        prop_assert!(!shown.contains("NaN") && !shown.contains("inf"), "{shown}");
        prop_assert!(texts.table.rows.iter().all(|row| row.len() == texts.table.head.len()));
        prop_assert!(chart.stops.len() <= 130 && !figure.chart.draw(360.0).svg.is_empty());
    }
}

/// What a link brought may be any number: only what is in bounds is compared.
fn terms_shown(lines: &[PlanLine]) -> Vec<&str> {
    lines.iter().flat_map(|line| &line.cells).flatten().filter_map(|cell| cell.beside.as_deref()).collect()
}

/// What an input shows is read back as it was.
#[test]
fn inputs_read_what_they_show() {
    let locale = Locale::default();
    let mut scenario = average();
    let stated = [(Term::Price, 90.0), (Term::Low, 12.5), (Term::High, 1200.0), (Term::Seats, 3.0)];
    let key = |term| PlanKey { plan: "max".into(), term };
    scenario.plans.terms.extend(stated.map(|(term, value)| (key(term), value)));
    let lines = view::plans::lines(listed(), &scenario, 44.0, &locale);
    for (cell, (term, value)) in lines[1].cells.iter().zip(stated) {
        let cell = cell.as_ref().unwrap();
        assert_eq!(
            (&cell.key, view::plans::read(&cell.text, term, 44.0, &locale)),
            (&key(term), Ok(Some(value)))
        );
    }
    assert_eq!(lines[5].cells[1], None, "Enterprise includes no usage");
    let low = lines[1].cells[1].as_ref().unwrap();
    assert_eq!(
        (low.id().as_str(), low.beside.as_deref()),
        ("plan-max-low", Some("352% used by a week like this"))
    );
    let measured = view::plans::measurements(&plans::measurements(), listed(), &locale);
    let found: Vec<(&str, f64)> = measured.iter().map(|m| (m.plan.as_str(), m.usd)).collect();
    assert_eq!(found, [("ultra", 492.0), ("max", 523.0), ("ultra", 1612.0)], "FACTS section 2");
}

#[test]
fn a_percentage_is_a_capacity() {
    assert_eq!(capacity_of(35.0, 0.35), Some(100.0));
    assert_eq!(share_of(35.0, 100.0), Some(0.35));
    assert_eq!((capacity_of(0.0, 0.5), capacity_of(35.0, 0.0), share_of(35.0, 0.0)), (None, None, None));
}

/// A link may bring them the wrong way round: fields show them as the comparison takes them.
#[test]
fn bounds_of_a_capacity_are_shown_in_order() {
    let mut scenario = average();
    let key = |term| PlanKey { plan: "max".into(), term };
    scenario.plans.terms.extend([(key(Term::Low), 140.0), (key(Term::High), 90.0)]);
    let lines = view::plans::lines(listed(), &scenario, 44.0, &Locale::default());
    let shown = |n: usize| lines[1].cells[n].as_ref().map(|cell| cell.text.clone()).unwrap();
    assert_eq!((shown(1).as_str(), shown(2).as_str()), ("90", "140"));
}

/// What was entered of a plan is in the chart, whatever the team is.
#[test]
fn a_plan_with_a_limit_stays_in_the_chart_of_a_team() {
    let mut scenario = average();
    let lines = |scenario: &Scenario| {
        let answer = estimate(table(), scenario).answer.unwrap();
        let figure = view::plans::figure(listed(), &answer, &Locale::default());
        figure.readouts.series.iter().map(|series| series.label.clone()).collect::<Vec<_>>().join(", ")
    };
    scenario.team.own = 20.0;
    let before = lines(&scenario);
    assert!(before.starts_with("API, Team Standard") && before.contains("Team Premium"), "{before}");
    assert!(!before.contains("Max"), "{before}");
    scenario.plans.state("max", Term::Low, Some(90.0));
    assert!(lines(&scenario).contains("Max"), "{}", lines(&scenario));
}

/// By hand: a session is $1.9411, so Max is even at 100 / 1.9411 / 20 = 2.58 a day.
#[test]
fn the_chart_is_headed_by_the_break_evens() {
    let answer = estimate(table(), &average()).answer.unwrap();
    let figure = view::plans::figure(listed(), &answer, &Locale::default());
    let expected = "Pro is cheaper than the API from 0.5 sessions a day, Max from 2.6, Ultra from 5.2";
    assert_eq!(figure.title, expected);
    let how = view::plans::how(listed(), &answer, &Locale::default());
    let words = how.iter().map(|line| line.split(' ').count()).sum::<usize>();
    assert!(words <= 120 && !how.is_empty(), "{words} words: {how:?}");
}

fn average() -> Scenario {
    Preset::Average.scenario(sawtooth::prices::date(2026, 11, 21), table().revision)
}

/// By hand: $155.29 a month on the API is 80 sessions of $1.9411; with 1-hour writes they are
/// more expensive, and 80 sessions are 18.46 a week.
#[test]
fn the_average_developer_by_hand() {
    let mut scenario = average();
    let max = |term| PlanKey { plan: "max".into(), term };
    scenario.plans.terms.extend([(max(Term::Low), 20.0), (max(Term::High), 90.0), (max(Term::Seats), 2.0)]);
    scenario.plans.week_spread = 1.0;
    let answer = estimate(table(), &scenario).answer.unwrap();
    let comparison = compare(listed(), &answer);
    let mut subscribed = scenario.clone();
    subscribed.payment = Payment::Subscription;
    let there = estimate(table(), &subscribed).answer.unwrap();
    assert!((comparison.api_month - answer.developer_month).abs() < 1e-9);
    assert!((comparison.equivalent_month - there.developer_month).abs() < 1e-9);
    let offer = &comparison.offers[1];
    let even = 100.0 / answer.session.total;
    assert!((offer.even_at_least.unwrap().sessions - even).abs() < 1e-9);
    assert!((offer.least_ever.unwrap() - even * there.session.total / WEEKS).abs() < 1e-9);
    assert_eq!(offer.even_at_most, None, "$20 a week is not worth $100");
    let week = there.developer_month / WEEKS;
    assert!((offer.at_most.credits - (1.0 - 20.0 / week) * answer.developer_month).abs() < 1e-9);
    assert_eq!((offer.at_least.credits, offer.at_least.total()), (0.0, 100.0));
    assert_eq!((offer.calendar_day, offer.active_day), (100.0 / 30.0, Some(5.0)));
    let team = comparison.seats.unwrap();
    assert_eq!((team.on_api, team.unused, team.unused_usd, team.at_least), (0.0, 1.0, 100.0, 200.0));
}

/// With long pauses the API's 1-hour cache is cheaper than the 5 minutes that credits bring, so
/// that credits undo in the end what a plan saves. By hand: all below the capacity is saved,
/// and each session beyond it costs the difference.
#[test]
fn credits_that_cost_more_than_the_api_end_what_a_plan_saves() {
    let mut scenario = average();
    let max = |term| PlanKey { plan: "max".into(), term };
    scenario.plans.terms.extend([(max(Term::Low), 90.0), (max(Term::High), 90.0)]);
    scenario.plans.week_spread = 1.0;
    (scenario.cache.source, scenario.cache.pauses_5m) = (HitSource::Rhythm, 12.0);
    let on_credits = estimate(table(), &scenario).answer.unwrap().session.total;
    scenario.cache.lifetime = Some(Lifetime::OneHour);
    let answer = estimate(table(), &scenario).answer.unwrap();
    let on_the_api = answer.session.total;
    assert!(on_credits > on_the_api * 1.02);
    let even = compare(listed(), &answer).offers[1].even_at_least.unwrap();
    assert!((even.sessions - 100.0 / on_the_api).abs() < 1e-9);
    // A plan's own cache lives for an hour as well.
    let included = 90.0 * WEEKS / on_the_api;
    let until = (included * on_credits - 100.0) / (on_credits - on_the_api);
    assert!((even.until.unwrap() - until).abs() < 1e-6, "{even:?} and not {until}");
    let title = view::plans::figure(listed(), &answer, &Locale::default()).title;
    let told = format!("up to {:.1}", until / 20.0);
    assert!(title.contains(&told), "{title}: {told}");
}

/// The default spread of weeks: nothing but 18 sessions that differ as the preset's do.
#[test]
fn the_default_week_spread_is_that_of_eighteen_sessions() {
    const SESSIONS: usize = 18;
    const CENTS: f64 = 2.0;
    let scenario = average();
    let week = sessions_a_month(&scenario) / WEEKS;
    assert_eq!(week.round() as usize, SESSIONS);
    let answer = estimate(table(), &scenario).answer.unwrap();
    let mut session: Vec<(usize, f64)> = Vec::new();
    for share in &scenario.mix {
        let alone = Scenario {
            mix: vec![Share { share: 1.0, ..share.clone() }],
            payment: Payment::Subscription,
            ..scenario.clone()
        };
        for requests in turns(&scenario) {
            let usage = of_turns(&answer.prices, &alone, std::iter::once(requests)).unwrap().usage;
            let usd = bill::total(&answer.prices, &usage);
            session.push(((usd * 100.0 / CENTS).round() as usize, share.share / 9.0));
        }
    }
    let mut sum = vec![1.0];
    for _ in 0..SESSIONS {
        let longest = session.iter().map(|(usd, _)| usd).max().unwrap();
        let mut next = vec![0.0; sum.len() + longest];
        for (at, chance) in sum.iter().enumerate() {
            session.iter().for_each(|(usd, share)| next[at + usd] += chance * share);
        }
        sum = next;
    }
    let percentile = |share: f64| {
        let mut below = 0.0;
        sum.iter().position(|chance| {
            below += chance;
            below >= share
        })
    };
    let ratio = percentile(0.9).unwrap() as f64 / percentile(0.5).unwrap() as f64;
    assert!(
        (ratio - Preset::Average.scenario(scenario.priced_on, 1).plans.week_spread).abs() < 0.05,
        "{ratio}"
    );
}
