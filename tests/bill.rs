//! A bill typed in: met to the cent, ended as work with the bill as its baseline.

use proptest::prelude::*;
use sawtooth::model::anchor::end_fit;
use sawtooth::model::counts;
use sawtooth::model::estimate::{Answer, estimate};
use sawtooth::prices::{RateTable, date};
use sawtooth::scenario::link::{decode, encode};
use sawtooth::scenario::*;

mod scenarios;

fn table() -> &'static RateTable {
    static TABLE: std::sync::OnceLock<RateTable> = std::sync::OnceLock::new();
    TABLE.get_or_init(RateTable::shipped)
}

fn answer(scenario: &Scenario) -> Answer {
    let estimate = estimate(table(), scenario);
    estimate.answer.unwrap_or_else(|| panic!("{:?}", estimate.problems))
}

fn typical() -> Scenario {
    Preset::Average.scenario(date(2026, 11, 28), 1)
}

fn billed(scenario: &Scenario, usd: f64, per: PayPer) -> Scenario {
    let resolved = answer(scenario).scenario;
    scenario.typed_bill(&resolved, usd, per)
}

fn cents(usd: f64) -> String {
    format!("{usd:.2}")
}

#[test]
fn bill_of_300_a_month_is_met_to_the_cent() {
    let bill = billed(&typical(), 300.0, PayPer::Month);
    let found = answer(&bill);
    assert_eq!(cents(found.month.total), "300.00");
    assert!(found.anchor_miss.abs() < 0.001, "{}", found.anchor_miss);
    let lines: f64 = found.month.lines.iter().map(|line| line.usd).sum();
    assert!((lines - found.month.total).abs() < 1e-9);
    // The link carries it, and what it opens to costs the same.
    let opened = decode(&encode(&bill));
    assert_eq!((opened.faults.len(), opened.scenario.as_ref()), (0, Some(&bill)));
    assert_eq!(cents(answer(&opened.scenario.unwrap()).month.total), "300.00");
}

#[test]
fn bill_in_an_old_link_keeps_whole_requests() {
    let old = decode("s1~average1~on-2026-11-21~rev-1~know-paid~0o5").scenario.expect("a scenario");
    assert!(!old.exact);
    let found = answer(&old);
    assert!((found.month.total - 260.327_502).abs() < 1e-6);
    assert!(found.anchor_miss.abs() > 0.01, "{}", found.anchor_miss);
}

#[test]
fn bill_of_a_team_or_a_day_is_met_to_the_cent() {
    for (usd, per, developers) in
        [(2_803.37, PayPer::Month, 20.0), (13.0, PayPer::ActiveDay, 1.0), (1e6, PayPer::Month, 1e3)]
    {
        let mut scenario = typical();
        (scenario.team.own, scenario.batch.jobs) = (developers, 100.0);
        scenario.set_number("light", 2.0);
        let found = answer(&billed(&scenario, usd, per));
        let met = if per == PayPer::Month { found.month.total } else { found.active_day };
        assert_eq!(cents(met), cents(usd));
    }
}

#[test]
fn bill_that_no_session_costs_names_what_the_ends_cost() {
    for usd in [0.5, 1e6] {
        let bill = typical().typed_bill(&typical(), usd, PayPer::Month);
        let problems = estimate(table(), &bill).problems;
        let [Problem { field: "paid", trouble: Trouble::NoAnchor { low, high } }] = problems[..] else {
            panic!("{problems:?}")
        };
        for (requests, end) in [(1.0, low), (5_000.0, high)] {
            let mut work = typical();
            work.work.messages = requests / work.work.requests_per_message;
            assert!((answer(&work).month.total - end).abs() < 1e-9 * end);
        }
    }
}

#[test]
fn end_of_a_fit_keeps_the_bill_as_baseline() {
    let bill = billed(&typical(), 300.0, PayPer::Month);
    let ended = end_fit(&bill, &answer(&bill));
    assert_eq!((ended.basis, ended.baseline.as_deref()), (Basis::Work, Some(&bill)));
    assert_eq!(cents(answer(&ended).month.total), "300.00");
    let opened = decode(&encode(&ended));
    assert_eq!((opened.faults.len(), opened.scenario.as_ref()), (0, Some(&ended)));
    // Whatever is no fit has none to end.
    assert_eq!(end_fit(&typical(), &answer(&typical())), typical());
}

#[test]
fn tabs_change_the_basis_at_the_first_number() {
    let bill = billed(&typical(), 300.0, PayPer::Month);
    let resolved = answer(&bill).scenario;
    // Correct any of these: the bill stays.
    let corrected = bill.typed_work(&resolved, "sessions", 5.0);
    assert_eq!((corrected.basis, corrected.work.sessions_per_day), (Basis::Pay, 5.0));
    assert_eq!(cents(answer(&corrected).month.total), "300.00");
    // Messages are what it solves for.
    let typed = bill.typed_work(&resolved, "messages", 5.0);
    assert_eq!((typed.basis, typed.work.messages), (Basis::Work, 5.0));
    assert_eq!(typed.baseline.as_deref(), Some(&bill));
    // One count typed keeps the others that are in force.
    let counts = counts::of(&answer(&typical()));
    let totals = typical().typed_tokens(counts, "totalRead", counts.read);
    assert_eq!((totals.basis, totals.totals), (Basis::Totals, counts));
    let again = totals.typed_tokens(Totals { read: 1.0, ..counts }, "totalOutput", 7.0);
    assert_eq!(again.totals, Totals { output: 7.0, ..counts });
    assert_eq!(totals.typed_work(&totals, "messages", 4.0).basis, Basis::Work);
    // Leaving totals for a bill starts from the work that was set before.
    assert_eq!(cents(answer(&billed(&totals, 300.0, PayPer::Month)).month.total), "300.00");
}

#[test]
fn tokens_alone_cannot_show_a_prompt_step() {
    let before = answer(&typical());
    let counts = counts::of(&before);
    let after = answer(&typical().typed_tokens(counts, "totalRead", counts.read));
    assert_eq!((cents(before.month.total), cents(after.month.total)), ("155.29".into(), "153.76".into()));
    let (usd, models) = counts::above_steps(&before);
    assert_eq!(models.iter().map(|m| before.prices.0[*m].name.as_str()).collect::<Vec<_>>(), ["Haiku 5.5"]);
    // What is left of the difference is the rounding of counts and of sizes to shares.
    assert!((before.month.total - after.month.total - usd).abs() < 0.05, "{usd}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// MODEL.md section 6: the mean of two neighbouring whole numbers of requests.
    #[test]
    fn exact_requests_are_the_mean_of_their_neighbours(
        scenario in scenarios::any_scenario(), requests in 1u32..200, more in 0.0..1.0f64,
    ) {
        let mut scenario = scenario;
        (scenario.basis, scenario.cache.source) = (Basis::Work, HitSource::Given);
        // A group's own messages are other numbers of requests, whole where these are not.
        scenario.team.groups.retain(|group| group.like.is_some());
        let at = |requests: f64, exact: bool| {
            let mut other = Scenario { exact, ..scenario.clone() };
            other.work.messages = requests / scenario.work.requests_per_message;
            estimate(table(), &other).answer
        };
        let whole = f64::from(requests);
        let (Some(fewer), Some(next)) = (at(whole, false), at(whole + 1.0, false)) else { return Ok(()) };
        let Some(mixed) = at(whole + more, true) else { return Ok(()) };
        let share = mixed.scenario.median_requests() - whole;
        let mean = fewer.month.total * (1.0 - share) + next.month.total * share;
        prop_assert!((mixed.month.total - mean).abs() <= 1e-9 * mean, "{} {mean}", mixed.month.total);
        let turns = fewer.expected.turns * (1.0 - share) + next.expected.turns * share;
        prop_assert!((mixed.expected.turns - turns).abs() <= 1e-9 * turns);
    }

    #[test]
    fn any_bill_is_met_to_the_cent_or_refused(
        scenario in scenarios::any_scenario(),
        month in any::<bool>(),
        usd in prop_oneof![0.01..10.0f64, 10.0..1e3, 1e3..1e6],
    ) {
        let per = if month { PayPer::Month } else { PayPer::ActiveDay };
        let bill = scenario.typed_bill(&scenario, (usd * 100.0).round() / 100.0, per);
        let Some(found) = estimate(table(), &bill).answer else { return Ok(()) };
        let met = if month { found.month.total } else { found.active_day };
        // A reported hit rate can jump where sessions become long enough for it.
        if scenario.cache.source == HitSource::Given {
            prop_assert_eq!(cents(met), cents(bill.pay.amount));
        }
        prop_assert!((met - bill.pay.amount - found.anchor_miss).abs() <= 1e-9 * met.max(1.0));
        prop_assert_eq!(found.scenario.problems(table()), vec![]);
        let ended = end_fit(&bill, &found);
        prop_assert_eq!(estimate(table(), &ended).answer.map(|a| a.month.total), Some(found.month.total));
    }
}
