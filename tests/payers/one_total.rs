//! One total: headline, options, break-even chart and notes agree on what is paid.

use crate::headlines::of;
use crate::table::line;
use crate::{answer, listed, on, pays, typical};
use sawtooth::scenario::{Group, Pays, PlanKey, Preset, Scenario, Term};
use sawtooth::view::Locale;
use sawtooth::view::plans::{figure, texts};

fn title(scenario: &Scenario) -> String {
    figure(&listed(), &answer(scenario), &Locale::default()).title
}

fn notes(scenario: &Scenario) -> String {
    texts(&listed(), &answer(scenario), &Locale::default()).notes.join(" ")
}

/// After "switch or stay" the heading spoke of Pro.
#[test]
fn chart_heading_speaks_of_the_plan_that_is_paid() {
    for (used, open) in [(Some((0.6, 0.6)), ""), (None, ", if your work is within its limit")] {
        let scenario = on("max", Preset::Average, used);
        assert_eq!(title(&scenario), format!("On Max you pay $100 a month instead of $155 on the API{open}"));
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
    assert!(
        title(&scenario).contains(&format!("your team pays {total} a month instead of $3,106")),
        "{}",
        title(&scenario)
    );
    assert!(notes(&scenario).contains(&format!("Everybody together pays {total} a month, against $3,106")));
}

#[test]
fn mixed_team_reads_one_total() {
    let mut scenario = typical();
    (scenario.team.own, scenario.team.light) = (12.0, 8.0);
    scenario.group_pays.set(Group::Own, Pays::Plan("max".into()));
    let total = of(&scenario).money;
    assert_eq!(total, "$1,377");
    assert_eq!(line(&scenario, "as-now").month, total);
    assert!(title(&scenario).contains(&total), "{}", title(&scenario));
}
