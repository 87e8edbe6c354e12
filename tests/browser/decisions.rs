//! Goal, plans, compaction, a baseline and common claims, as a person uses them.

use crate::harness::{DESK, Page, key, native};
use sawtooth::decisions::plans::compare;
use sawtooth::decisions::savings::{self, Lever};
use sawtooth::prices::RateTable;
use sawtooth::prices::plans;
use sawtooth::scenario::link;
use sawtooth::scenario::*;
use sawtooth::view::{self, Locale};
use serde_json::json;

fn average(page: &Page) -> Scenario {
    page.preset(Preset::Average)
}

/// Opens a fold, whose inside is made then.
#[track_caller]
fn open(page: &Page, fold: &str) {
    page.run("document.getElementById(arguments[0]).open = true", json!([format!("fold-{fold}")]));
    page.until("its inside", || page.count(&format!("#fold-{fold} > .fold-body > *")) > 0);
}

#[test]
fn a_goal_is_sought_and_taken() {
    DESK.open(|page| {
        open(page, "goal");
        assert_eq!(page.value("#f-goal"), "", "nothing is invented");
        page.set_field("goal", "100");
        page.select("#c-goalBy", "sessions");
        let s = page.expect_change(&average(page), |s| (s.goal.month, s.goal.by) = (100.0, GoalBy::Sessions));
        let shown =
            view::goal::goal(&RateTable::shipped(), &plans::shipped(), &native(&s), &Locale::default());
        page.until(&shown.sentence, || page.text("#goal-sentence") == shown.sentence);
        page.until(&shown.set, || page.text("#goal-set") == shown.set);
        page.press("#goal-use");
        let s = page.expect_change(&s, |s| s.work.sessions_per_day = 2.57);
        assert!(native(&s).month.total <= 100.0);
        page.until("that it is met", || page.text("#goal-sentence").contains("already"));
        assert!(!page.shows("#goal-use"));
    });
}

#[test]
fn what_cannot_reach_the_goal_names_savings_that_do() {
    DESK.open(|page| {
        open(page, "goal");
        page.set_field("goal", "100");
        page.select("#c-goalBy", "output");
        let mut s =
            page.expect_change(&average(page), |s| (s.goal.month, s.goal.by) = (100.0, GoalBy::Output));
        page.until("that it does not", || page.text("#goal-sentence").contains("alone cannot do it"));
        assert!(!page.shows("#goal-use"));
        page.press("#goal-tick");
        let table = RateTable::shipped();
        let enough = savings::enough(&table, &plans::shipped(), &native(&s), 100.0).expect("a set");
        for lever in Lever::ALL {
            let made = enough.steps.iter().any(|step| step.lever == lever);
            (choice(lever.key()).unwrap().set)(&mut s, if made { "yes" } else { "no" });
        }
        page.expect(&s);
        assert!(savings::pulled(&table, &plans::shipped(), &native(&s)).after <= 100.0);
    });
}

#[test]
fn a_plan_s_capacity_is_what_you_enter() {
    DESK.open(|page| {
        open(page, "capacity");
        page.until("the rows", || page.shows("#plan-max-low"));
        assert_eq!(page.value("#plan-max-low"), "", "nothing is invented");
        page.type_over("#plan-max-low", "$90");
        let s = page.expect_change(&average(page), |s| s.plans.state("max", Term::Low, Some(90.0)));
        page.type_over("#plan-max-high", "140");
        let s = page.expect_change(&s, |s| s.plans.state("max", Term::High, Some(140.0)));
        let stated = view::plans::stated(&plans::shipped(), &native(&s), &Locale::default());
        assert!(stated.contains("Max $90 to $140"), "{stated}");
        page.until(&stated, || page.text("#finding-capacity") == stated);
        let title = view::plans::figure(&plans::shipped(), &native(&s), &Locale::default()).title;
        page.until(&title, || page.text("#plans-title") == title);
        // What a week like this uses of the limit, to four digits.
        let week = compare(&plans::shipped(), &native(&s)).week;
        page.type_over("#plan-ultra-low", "35%");
        let s = page.expect_change(&s, |s| s.plans.state("ultra", Term::Low, Some(week / 0.35)));
        // Two bounds the wrong way round change places, in the fields as well.
        page.type_over("#plan-ultra-high", "10");
        let low = s.plans.term("ultra", Term::Low);
        let s = page.expect_change(&s, |s| {
            s.plans.state("ultra", Term::Low, Some(10.0));
            s.plans.state("ultra", Term::High, low);
        });
        page.until("the field", || page.value("#plan-ultra-low") == "10");
        // What is no capacity says so at its field, and changes nothing.
        page.type_over("#plan-max-low", "lots");
        page.until("a problem", || page.text("#p-plans").contains("Type"));
        assert_eq!(page.value("#plan-max-low"), "lots", "to be mended");
        page.expect(&s);
        page.type_over("#plan-max-low", "");
        page.expect_change(&s, |s| s.plans.state("max", Term::Low, None));
        assert_eq!(page.text("#p-plans"), "");
    });
}

#[test]
fn a_measurement_is_taken_over_by_a_click() {
    DESK.open(|page| {
        open(page, "capacity");
        page.until("measurements", || page.count("[data-take]") == plans::measurements().len() as u64);
        let first = &plans::measurements()[0];
        page.press("[data-take]");
        page.expect_change(&average(page), |s| {
            s.plans.state_capacity(&first.plan, first.usd_week, first.usd_week);
        });
        page.until("the input", || !page.value(&format!("#plan-{}-low", first.plan)).is_empty());
    });
}

#[test]
fn the_curve_is_drawn_over_what_is_chosen_and_taken_over() {
    DESK.open(|page| {
        open(page, "compacting");
        let mut s = average(page);
        for (word, curve) in
            [("messages", Curve::Messages), ("split", Curve::Split), ("threshold", Curve::Threshold)]
        {
            page.choose("curve", word);
            s = page.expect_change(&s, |s| s.curve = curve);
            let title = view::compaction::figure(&native(&s), &Locale::default()).unwrap().title;
            page.until(&title, || page.text("#compacting-title") == title);
        }
        page.until("the button", || page.shows("#use-best"));
        page.press("#use-best");
        let answer = native(&s);
        let best = sawtooth::decisions::compaction::at_best(&answer.prices, &answer.scenario).unwrap();
        page.expect(&best);
        page.until("nothing more to gain", || !page.shows("#use-best"));
    });
}

/// The slider beside the curve is the one under Compaction in detail.
#[test]
fn the_reacquired_tokens_move_beside_the_curve() {
    DESK.open(|page| {
        open(page, "compacting");
        page.focus("#m-reacquire");
        page.keys(&key::RIGHT.to_string().repeat(3));
        page.until("another number", || page.scenario().compaction.reacquire > 6_000.0);
        let now = page.scenario().compaction.reacquire;
        page.reach("#f-reacquire");
        page.until("its field", || page.value("#f-reacquire").replace(',', "") == format!("{now}"));
        assert_eq!(page.value("#s-reacquire"), page.value("#m-reacquire"));
        assert!(page.text("#o-reacquire").contains("tokens"));
    });
}

#[test]
fn a_baseline_is_set_shared_and_cleared() {
    let mut sent = String::new();
    DESK.open(|page| {
        open(page, "against");
        page.press("[data-hold=published]");
        let held = august(Preset::Average, RateTable::shipped().revision);
        let s = page.expect_change(&average(page), |s| s.baseline = Some(Box::new(held.clone())));
        let line =
            view::difference::sentence(&plans::shipped(), &native(&held), &native(&s), &Locale::default());
        page.until(&line, || page.text("#finding-against") == line);
        page.set_field("sessions", "6");
        let s = page.expect_change(&s, |s| s.work.sessions_per_day = 6.0);
        page.unfold();
        let beside = view::receipt::against(&native(&s), &native(&held), &Locale::default());
        let total = beside.rows.last().expect("a total").clone();
        page.until(&format!("{total:?}"), || {
            page.shows("#receipt-against table") && page.table("#receipt-against table").contains(&total)
        });
        sent = link::encode(&s);
        page.press("#swap");
        page.until("the other way round", || page.scenario().priced_on == held.priced_on);
        assert_eq!(page.scenario().levers, s.levers);
        page.press("#undo");
        page.expect(&s);
        page.press("#release");
        page.expect_change(&s, |s| s.baseline = None);
        page.until("no baseline", || !page.shows("#held"));
        let unset = view::labels::decisions::AGAINST_UNSET;
        page.until(unset, || page.text("#finding-against") == unset);
    });
    DESK.without_page(|page| {
        page.goto_tool(&sent);
        let both = link::decode(&sent).scenario.unwrap();
        page.expect(&both);
        let held = both.baseline.as_ref().expect("a baseline");
        let line =
            view::difference::sentence(&plans::shipped(), &native(held), &native(&both), &Locale::default());
        page.until(&line, || page.text("#finding-against") == line);
    });
}

#[test]
fn a_link_becomes_the_baseline_or_is_refused_at_its_field() {
    DESK.open(|page| {
        open(page, "against");
        page.type_over("#hold-link", "s1~average1~broken");
        page.until("a problem", || page.text("#p-hold-link").contains("cannot be read"));
        assert_eq!(page.scenario().baseline, None);
        // What has no price is nothing to compare with.
        let mut early = page.preset(Preset::Heavy);
        early.priced_on = sawtooth::prices::date(2025, 1, 1);
        page.type_over("#hold-link", &link::encode(&early));
        page.until("why", || page.text("#p-hold-link").starts_with("Nothing to compare with"));
        assert_eq!(page.scenario().baseline, None);
        let heavy = page.preset(Preset::Heavy);
        page.type_over("#hold-link", &link::encode(&heavy));
        page.expect_change(&average(page), |s| s.baseline = Some(Box::new(heavy)));
        assert_eq!(page.text("#p-hold-link"), "");
    });
}

/// Each claim's link brings its scenario, and its number.
#[test]
fn a_claim_opens_in_the_calculator() {
    DESK.open(|page| {
        open(page, "advice");
        let (table, plans, locale) = (RateTable::shipped(), plans::shipped(), Locale::default());
        let claims = sawtooth::decisions::claims::shipped();
        let shown = view::claims::claims(&claims, &table, &plans, page.today(), &locale);
        page.until("all of them", || page.count("#fold-advice .advice") == claims.len() as u64);
        let claim = shown.lines.iter().find(|line| line.id == "fifty-turns").expect("the claim");
        let s = link::decode(&claim.link).scenario.expect("its scenario");
        assert!(page.text("#advice-fifty-turns").contains("In this model: $2.22 a session"));
        assert!((native(&s).session.total - 2.22).abs() < 0.005);
        page.press("#advice-fifty-turns a");
        page.expect(&s);
        assert!(page.text("#named").contains(&s.name), "it says what it is");
        page.press("#undo");
        page.expect(&average(page));
    });
}

/// Words follow the scenario: routing, and the lifetime cost of a token.
#[test]
fn words_follow_the_scenario() {
    DESK.open(|page| {
        open(page, "mixing");
        open(page, "life");
        page.set_field("lifeRead", "50k");
        page.set_field("rework", "10");
        let s = page.expect_change(&average(page), |s| (s.life.read, s.rework) = (50e3, 0.1));
        let (answer, locale) = (native(&s), Locale::default());
        for sentence in view::token_cost::sentences(&answer, &locale) {
            page.until(&sentence, || page.text("#life-sentences").contains(&sentence));
        }
        let (sentence, texts) = view::routing::texts(&RateTable::shipped(), &answer, &locale).unwrap();
        page.until(&sentence, || page.text("#finding-mixing") == sentence);
        let rows: Vec<_> = std::iter::once(&texts.table.head).chain(&texts.table.rows).cloned().collect();
        // Each is painted in a frame of its own: the line may be of the new scenario before the table.
        page.until(&format!("{rows:?}"), || page.table("#mixing-table table") == rows);
    });
}
