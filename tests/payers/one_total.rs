//! One total: headline, options, break-even chart and notes agree on what is paid.

use crate::headlines::of;
use crate::table::line;
use crate::{answer, listed, on, pays, typical};
use sawtooth::scenario::{Pays, PlanKey, Preset, Scenario, Term};
use sawtooth::view::Locale;
use sawtooth::view::plans::{figure, texts};

fn title(scenario: &Scenario) -> String {
    figure(&listed(), &answer(scenario), &Locale::default()).title
}

fn notes(scenario: &Scenario) -> String {
    texts(&listed(), &answer(scenario), &Locale::default()).notes.join(" ")
}

/// After "switch or stay" the heading spoke of Pro as the plan to pay: it tells break-evens of all
/// and no second total.
#[test]
fn chart_heading_has_no_second_total() {
    for plan in ["max", "ultra"] {
        let scenario = on(plan, Preset::Average, Some((0.6, 0.6)));
        assert!(!title(&scenario).contains('$'), "{}", title(&scenario));
        assert!(title(&scenario).contains("Max from 2.6"), "{}", title(&scenario));
    }
}

/// $2,500 and $2,803 stood on one screen.
#[test]
fn team_with_seats_reads_one_total() {
    let mut scenario = typical();
    scenario.team.own = 20.0;
    scenario.plans.terms.insert(PlanKey { plan: "team-premium".into(), term: Term::Seats }, 10.0);
    let total = "$2,803";
    assert_eq!(pays(&scenario).usd().map(|usd| usd.round()), Some(2803.0));
    assert_eq!(of(&scenario).money, total);
    assert_eq!(line(&scenario, "as-now").month, total);
    assert!(!title(&scenario).contains('$'), "{}", title(&scenario));
    assert!(notes(&scenario).contains(&format!("Everybody together pays {total} a month, against $3,106")));
}

#[test]
fn mixed_team_reads_one_total() {
    let mut scenario = typical();
    scenario.team.own = 12.0;
    scenario.set_number("light", 8.0);
    scenario.team.set_pays(0, Pays::Plan("max".into()));
    let total = of(&scenario).money;
    assert_eq!(total, "$1,377");
    assert_eq!(line(&scenario, "as-now").month, total);
    assert!(!title(&scenario).contains('$'), "{}", title(&scenario));
}
