//! The section as a browser gets it.

use leptos::prelude::*;
use sawtooth::page::rest::Rest;
use sawtooth::page::sections::budget::{BudgetSection, MonthTable, PilotFields};
use sawtooth::page::state::{FollowedOptions, FollowedRange, Session, Start};
use sawtooth::prices::date;
use sawtooth::scenario::Scenario;
use sawtooth::view::Locale;

fn rendered<V: IntoView + 'static>(edit: impl Fn(&mut Scenario), part: impl FnOnce() -> V) -> String {
    let mut start = Start::fresh(date(2026, 11, 21), Locale::default());
    edit(&mut start.scenario);
    Owner::new().with(|| {
        let session = Session::new(start);
        provide_context(session);
        provide_context(FollowedOptions::new(session));
        provide_context(FollowedRange::new(session));
        provide_context(Rest::new(session));
        part().into_view().to_html()
    })
}

#[test]
fn section_has_its_sentences_inputs_and_pictures() {
    let team = |s: &mut Scenario| (s.team.own, s.budget.month) = (20.0, 3_500.0);
    let html = rendered(team, BudgetSection);
    for text in [
        "20 people: you pay $3,106 a month.",
        "A budget of $3,500 is passed in ",
        "id=\"f-budget\"",
        "id=\"f-peopleSigma\"",
        "id=\"team-month\"",
        "id=\"budget-course\"",
        "id=\"narrowing\"",
        "<svg",
    ] {
        assert!(html.contains(text), "{text} is not in {html}");
    }
    let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    for (n, id) in ids.iter().enumerate() {
        assert!(!ids[n + 1..].contains(id), "{id} twice");
    }
}

#[test]
fn one_person_has_no_pictures_and_an_open_plan_asks_for_it() {
    let html = rendered(|_| (), BudgetSection);
    assert!(html.contains("The inputs describe one person") && !html.contains("<svg"));
    let open = |s: &mut Scenario| {
        s.team.own = 20.0;
        s.pay_with(sawtooth::scenario::PayWith::Plan(String::new()));
    };
    let html = rendered(open, BudgetSection);
    assert!(html.contains("Choose a plan under") && !html.contains("<svg"), "{html}");
}

#[test]
fn pilot_has_its_fields() {
    let html = rendered(|_| (), PilotFields);
    for text in
        ["id=\"f-pilotPeople\"", "id=\"f-pilotDays\"", "id=\"f-pilotSpent\"", "Enter what a few people"]
    {
        assert!(html.contains(text), "{text} is not in {html}");
    }
}

#[component]
fn OfMonths() -> impl IntoView {
    let session = expect_context::<Session>();
    view! { <MonthTable made=sawtooth::page::sections::budget::made(session)/> }
}

#[test]
fn months_have_their_fields_and_price_changes_their_ticks() {
    let team = |s: &mut Scenario| {
        (s.team.own, s.budget.month, s.budget.year) = (20.0, 3_500.0, 2_027.0);
        s.budget.joiners[2] = 5.0;
        s.mix[0].model = "claude-opus-4-5".into();
    };
    let html = rendered(team, OfMonths).replace("<!>", "");
    for text in [
        "id=\"joiners-mar\"",
        "aria-label=\"Joiners, March 2027\"",
        "value=\"5\"",
        "id=\"daysOff-dec\"",
        "aria-describedby=\"p-months\"",
        "id=\"change-claude-opus-4-5-2027-01-22\"",
        "its work moves to Opus 5.5",
        "<td>25</td>",
    ] {
        assert!(html.contains(text), "{text} is not in {html}");
    }
    assert_eq!(html.matches("<th scope=\"row\">").count(), 12);
    // No price of the average's own models changes in that year.
    let none = rendered(|s| (s.team.own, s.budget.year) = (20.0, 2_027.0), OfMonths);
    assert!(
        none.contains("The price table knows no change") && !none.contains("type=\"checkbox\""),
        "{none}"
    );
    // One group has nobody's days off but everybody's.
    assert!(html.contains("id=\"days-off-groups\" hidden") && !html.contains("data-days-off"), "{html}");
    let groups = |s: &mut Scenario| {
        team(s);
        s.add_group(sawtooth::scenario::Group { name: "Paris".into(), people: 5.0, ..Default::default() });
        s.team.set_days_off(1, Some([0.0; 12]));
    };
    let html = rendered(groups, OfMonths).replace("<!>", "");
    for text in [
        "data-days-off=\"0\"",
        "data-as-everybody=\"1\"",
        "id=\"daysOff-group2-jan\"",
        "aria-label=\"Days off, Paris, December 2027\"",
        "<th scope=\"row\">Paris</th>",
    ] {
        assert!(html.contains(text), "{text} is not in {html}");
    }
    assert!(!html.contains("data-days-off=\"1\""), "{html}");
    // Closed, they are not made.
    let section = rendered(team, BudgetSection);
    assert!(section.contains("id=\"fold-months\"") && !section.contains("id=\"joiners-mar\""));
}
