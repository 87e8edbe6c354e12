//! Decisions: levers, goal, plans, compaction, a baseline and common advice, as a person uses them.

use crate::harness::{DESK, Page, Shown, key, native};
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

fn open(page: &Page, fold: &str) {
    page.run("document.getElementById(arguments[0]).open = true", json!([format!("fold-{fold}")]));
}

fn levers_of(s: &Scenario) -> savings::Pulled {
    savings::pulled(&RateTable::shipped(), &plans::shipped(), &native(s))
}

#[test]
fn the_top_three_stand_under_the_answer() {
    DESK.open(|page| {
        let s = average(page);
        let answer = native(&s);
        let ranked = savings::ranked(&RateTable::shipped(), &plans::shipped(), &answer);
        let top = view::savings::top(&ranked, &answer, &Locale::default());
        page.until(&top, || page.text("#top-levers") == top);
        // They lead to all of them.
        page.press("#see-levers");
        page.until("the levers", || page.shows("#lever-rows"));
    });
}

#[test]
fn ticked_levers_are_yours_optimized() {
    DESK.open(|page| {
        open(page, "levers");
        page.until("what it saves", || page.text("#saves-doOutput").contains('$'));
        page.press("#t-doOutput");
        let s = page.expect_change(&average(page), |s| s.levers.output = true);
        page.set_field("lessOutput", "40");
        let s = page.expect_change(&s, |s| s.levers.less_output = 0.4);
        // By keys alone, too.
        page.focus("#t-doModel");
        page.keys(" ");
        let s = page.expect_change(&s, |s| s.levers.model = false);
        let pulled = levers_of(&s);
        let finding = view::savings::finding(&pulled, &Locale::default());
        page.until(&finding, || page.text("#finding-levers") == finding);
        page.until("the waterfall", || page.text("#levers-title") == finding);
        page.unfold();
        page.until(&format!("${:.2} optimized", pulled.after), || {
            let rows = page.table("#spend table");
            let optimized = rows.iter().find(|row| row[0] == "Yours, optimized");
            optimized.and_then(|row| row.last()).is_some_and(|usd| Shown::read(usd).is(pulled.after))
        });
        page.press("#undo");
        page.expect_change(&s, |s| s.levers.model = true);
    });
}

/// Most first, whatever they are, once nobody is at work among them.
#[test]
fn levers_are_ranked() {
    DESK.open(|page| {
        open(page, "levers");
        page.set_field("floor", "150k");
        let s = page.expect_change(&average(page), |s| s.shape.floor = 150e3);
        let ranked = savings::ranked(&RateTable::shipped(), &plans::shipped(), &native(&s));
        let first = ranked[0].lever;
        assert_eq!(first, Lever::Floor);
        let script = "return document.querySelector('#lever-rows > li').id";
        page.until("the floor to lead", || {
            page.run(script, json!([])) == json!(format!("lever-{}", first.key()))
        });
    });
}

#[test]
fn a_goal_is_sought_and_taken() {
    DESK.open(|page| {
        open(page, "levers");
        page.set_field("goal", "100");
        page.select("#c-goalBy", "sessions");
        let s = page.expect_change(&average(page), |s| (s.goal.month, s.goal.by) = (100.0, GoalBy::Sessions));
        let shown =
            view::goal::goal(&RateTable::shipped(), &plans::shipped(), &native(&s), &Locale::default());
        page.until(&shown.sentence, || page.text("#goal-sentence") == shown.sentence);
        assert_eq!(page.text("#goal-set"), shown.set);
        page.press("#goal-use");
        let s = page.expect_change(&s, |s| s.work.sessions_per_day = 2.57);
        assert!(native(&s).month.total <= 100.0);
        page.until("that it is met", || page.text("#goal-sentence").contains("as it is"));
        assert!(!page.shows("#goal-use"));
    });
}

#[test]
fn what_cannot_reach_the_goal_names_levers_that_do() {
    DESK.open(|page| {
        open(page, "levers");
        page.select("#c-goalBy", "output");
        let mut s = page.expect_change(&average(page), |s| s.goal.by = GoalBy::Output);
        page.until("that it does not", || page.text("#goal-sentence").starts_with("Not reachable"));
        page.press("#goal-tick");
        let table = RateTable::shipped();
        let enough = savings::enough(&table, &plans::shipped(), &native(&s), 100.0).expect("a set");
        for lever in Lever::ALL {
            let made = enough.steps.iter().any(|step| step.lever == lever);
            (choice(lever.key()).unwrap().set)(&mut s, if made { "yes" } else { "no" });
        }
        page.expect(&s);
        assert!(levers_of(&s).after <= 100.0);
    });
}

#[test]
fn a_plan_s_capacity_is_the_reader_s_own() {
    DESK.open(|page| {
        open(page, "capacity");
        page.until("the rows", || page.shows("#plan-max-low"));
        assert_eq!(page.value("#plan-max-low"), "", "nothing is invented");
        page.type_over("#plan-max-low", "$90");
        let term = |term| PlanKey { plan: "max".into(), term };
        let s = page.expect_change(&average(page), |s| s.plans.terms.extend([(term(Term::Low), 90.0)]));
        page.type_over("#plan-max-high", "140");
        let s = page.expect_change(&s, |s| s.plans.terms.extend([(term(Term::High), 140.0)]));
        let title = view::plans::figure(&plans::shipped(), &native(&s), &Locale::default()).title;
        page.until(&title, || page.text("#plans-title") == title);
        assert!(title.contains("$90 to $140"), "{title}");
        // What a week like this uses of the limit.
        let week = compare(&plans::shipped(), &native(&s)).week;
        page.type_over("#plan-ultra-low", "35%");
        page.until("the percentage", || page.scenario().plans.term("ultra", Term::Low).is_some());
        let read = page.scenario().plans.term("ultra", Term::Low).unwrap();
        assert!((read * 0.35 - week).abs() < 1e-9, "{read}");
        // What is no capacity says so at its field, and changes nothing.
        page.type_over("#plan-max-low", "lots");
        page.until("a problem", || page.text("#p-plans").contains("Type"));
        assert_eq!(page.scenario().plans.term("max", Term::Low), Some(90.0));
        page.type_over("#plan-max-low", "");
        page.until("unknown again", || page.scenario().plans.term("max", Term::Low).is_none());
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
            for term in [Term::Low, Term::High] {
                s.plans.terms.insert(PlanKey { plan: first.plan.clone(), term }, first.usd_week);
            }
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
        page.until("its field", || page.value("#f-reacquire").replace(',', "") == format!("{now}"));
        assert_eq!(page.value("#s-reacquire"), page.value("#m-reacquire"));
        assert!(page.text("#o-reacquire").contains("tokens"));
    });
}

#[test]
fn a_baseline_is_held_shared_and_let_go() {
    let mut sent = String::new();
    DESK.open(|page| {
        open(page, "against");
        page.press("[data-hold=published]");
        let held = august(Preset::Average, RateTable::shipped().revision);
        let s = page.expect_change(&average(page), |s| s.baseline = Some(Box::new(held.clone())));
        let line = view::difference::sentence(&native(&held), &native(&s), &Locale::default());
        page.until(&line, || page.text("#versus") == line && page.text("#finding-against") == line);
        page.set_field("sessions", "6");
        let s = page.expect_change(&s, |s| s.work.sessions_per_day = 6.0);
        page.unfold();
        page.until("the receipt beside it", || page.text("#receipt-against").contains("baseline"));
        sent = link::encode(&s);
        page.press("#swap");
        page.until("the other way round", || page.scenario().priced_on == held.priced_on);
        assert_eq!(page.scenario().levers, s.levers);
        page.press("#undo");
        page.expect(&s);
        page.press("#release");
        page.expect_change(&s, |s| s.baseline = None);
        page.until("nothing held", || !page.shows("#versus") && !page.shows("#held"));
    });
    DESK.without_page(|page| {
        page.goto(&sent);
        page.until("both", || page.shows("#versus"));
        page.expect(&link::decode(&sent).scenario.unwrap());
    });
}

#[test]
fn a_link_is_held_or_refused_at_its_field() {
    DESK.open(|page| {
        open(page, "against");
        page.type_over("#hold-link", "s1~average1~broken");
        page.until("a problem", || page.text("#p-baseline").contains("cannot be read"));
        assert_eq!(page.scenario().baseline, None);
        // What has no price is nothing to compare with.
        let mut early = page.preset(Preset::Heavy);
        early.priced_on = sawtooth::prices::date(2025, 1, 1);
        page.type_over("#hold-link", &link::encode(&early));
        page.until("why", || page.text("#p-baseline").starts_with("Nothing to compare with"));
        assert_eq!(page.scenario().baseline, None);
        let heavy = page.preset(Preset::Heavy);
        page.type_over("#hold-link", &link::encode(&heavy));
        page.expect_change(&average(page), |s| s.baseline = Some(Box::new(heavy)));
        assert_eq!(page.text("#p-baseline"), "");
    });
}

/// Each saying's link brings its scenario, and its number.
#[test]
fn advice_opens_in_the_calculator() {
    DESK.open(|page| {
        open(page, "advice");
        let claims = sawtooth::decisions::claims::shipped();
        assert_eq!(page.count("#fold-advice .advice"), claims.len() as u64);
        page.press("#advice-fifty-turns a");
        page.until("its number", || page.text("#rest").contains("$2.22 an average session"));
        assert!(page.shows("#named"), "it says what it is");
        page.press("#undo");
        page.expect(&average(page));
    });
}

/// Words follow the scenario: routing, and a token's life.
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
