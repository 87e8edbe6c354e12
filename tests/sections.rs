//! The sections below the first screen, rendered to strings as a browser gets them.
#![cfg(feature = "page")]

use leptos::prelude::*;
use sawtooth::decisions::payment::paid;
use sawtooth::model::estimate::estimate;
use sawtooth::page::rest::Rest;
use sawtooth::page::sections::breakdown::{Breakdown, BreakdownSection};
use sawtooth::page::sections::decisions::{Decided, DecisionsSection};
use sawtooth::page::sections::field::InputField;
use sawtooth::page::sections::inputs::{GroupRows, InputsSection};
use sawtooth::page::sections::plans::{CapacityTable, PlansSection};
use sawtooth::page::sections::prices::{PriceList, PricesSection};
use sawtooth::page::sections::session::SessionSection;
use sawtooth::page::sections::share::ShareSection;
use sawtooth::page::state::ui::Entry;
use sawtooth::page::state::{FollowedActions, FollowedEffects, FollowedOptions, Session, Start, session};
use sawtooth::prices::{Class, PriceTier, RateTable, date, plans};
use sawtooth::scenario::{Basis, Group, PayWith, Pays, Preset, PriceKey, Scenario, Task, august};
use sawtooth::view::Locale;
use sawtooth::view::decisions::DECISIONS;
use sawtooth::view::inputs::FOLDS;

/// What a part of the page shows for a scenario, made by `edit` from the typical one.
fn rendered<V: IntoView + 'static>(edit: impl Fn(&mut Scenario), part: impl FnOnce() -> V) -> String {
    let mut start = Start::fresh(date(2026, 11, 21), Locale::default());
    edit(&mut start.scenario);
    Owner::new().with(|| {
        let session = Session::new(start);
        provide_context(session);
        provide_context(FollowedActions::new(session));
        provide_context(Rest::new(session));
        part().into_view().to_html()
    })
}

fn typical(_: &mut Scenario) {}

/// Two groups, of which the second has days and kinds of its own.
fn team(s: &mut Scenario) {
    (s.team.own, s.team.name) = (12.0, "Front end".into());
    s.add_group(Group { name: "Back end".into(), people: 8.0, ..Group::default() });
    s.edit_group(1, |one| {
        one.work.active_days = 18.0;
        one.add_kind_of("Quick question", 3.0, |kind| kind.work.messages = 1.0);
    });
    s.team.set_pays(1, Pays::Plan("team-premium".into()));
}

fn every_part() -> Vec<(&'static str, String)> {
    let mut all = vec![
        ("session", rendered(typical, SessionSection)),
        ("plans", rendered(typical, PlansSection)),
        ("capacity", rendered(typical, CapacityTable)),
        ("decisions", rendered(typical, DecisionsSection)),
        ("breakdown", rendered(typical, BreakdownSection)),
        ("the open breakdown", rendered(typical, || view! { <Breakdown/> })),
        ("the breakdown of a team", rendered(team, BreakdownSection)),
        ("prices", rendered(typical, PricesSection)),
        ("the price list", rendered(typical, PriceList)),
        ("share", rendered(typical, ShareSection)),
    ];
    all.extend(DECISIONS.map(|d| (d.id, decided(d.id, typical))));
    all.push(("two tasks", decided("tasks", two_tasks)));
    all.extend(inputs_when_opened());
    all
}

/// Inputs that are made when a fold or a tab is opened first.
fn inputs_when_opened() -> [(&'static str, String); 4] {
    let folded = || {
        let keys = FOLDS.iter().filter(|fold| fold.id != "team").flat_map(|fold| fold.keys);
        keys.map(|key| view! { <InputField key/> }).collect_view()
    };
    let tab = |entry: Entry| {
        rendered(typical, move || {
            let session = session();
            let options = FollowedOptions::new(session);
            provide_context(FollowedEffects::new(session, options));
            session.ui.entry.set(entry);
            InputsSection
        })
    };
    let groups = || {
        provide_context(FollowedOptions::new(session()));
        GroupRows
    };
    [
        ("inputs_in_folds", rendered(typical, folded)),
        ("inputs_of_a_bill", tab(Entry::Bill)),
        ("inputs_of_tokens", tab(Entry::Tokens)),
        ("inputs_of_groups", rendered(team, groups)),
    ]
}

#[test]
fn inputs_are_made_when_they_are_opened() {
    for (name, html) in inputs_when_opened() {
        insta::assert_snapshot!(name, html.replace("<!>", "").replace("><", ">\n<"));
    }
    let closed = rendered(typical, || {
        let session = session();
        provide_context(FollowedEffects::new(session, FollowedOptions::new(session)));
        InputsSection
    });
    for id in ["f-floor", "f-paid", "f-totalRead", "f-developers"] {
        assert!(!closed.contains(&format!("id=\"{id}\"")), "{id}");
    }
}

fn decided(id: &'static str, edit: impl Fn(&mut Scenario)) -> String {
    rendered(edit, move || view! { <Decided id/> })
}

/// Values of an attribute.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let opening = format!(" {attribute}=\"");
    html.split(&opening).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_id_is_there_once_and_every_reference_leads_to_one() {
    for (name, html) in every_part() {
        let ids = values(&html, "id");
        for (n, id) in ids.iter().enumerate() {
            assert!(!ids[n + 1..].contains(id), "{name}: {id} twice");
        }
        for attribute in ["for", "aria-describedby", "aria-controls", "aria-labelledby"] {
            for id in values(&html, attribute).into_iter().flat_map(|all| all.split_whitespace()) {
                assert!(ids.contains(&id), "{name}: {attribute} leads to {id}, which is not there");
            }
        }
    }
}

#[test]
fn every_field_has_a_name() {
    for (name, html) in every_part() {
        let labelled = values(&html, "for");
        for tag in html.split("<input").skip(1).filter_map(|rest| rest.split('>').next()) {
            let id = values(tag, "id").first().copied().unwrap_or_default();
            let inside_a_label = tag.contains("type=\"radio\"") || id.starts_with("m-");
            let named = labelled.contains(&id) || tag.contains(" aria-label=\"");
            assert!(named || inside_a_label, "{name}: {tag}");
        }
    }
}

#[test]
fn what_is_folded_is_not_there() {
    assert!(!rendered(typical, DecisionsSection).contains("id=\"compacting\""));
    assert!(!rendered(typical, BreakdownSection).contains("<table"));
    assert!(!rendered(typical, PricesSection).contains("id=\"rate-"));
}

#[test]
fn every_decision_has_its_finding_in_the_first_paint() {
    let html = rendered(typical, DecisionsSection);
    for decision in DECISIONS {
        let finding = html.split(&format!("id=\"finding-{}\"", decision.id)).nth(1).unwrap();
        let text = finding.split(['>', '<']).nth(1).unwrap();
        assert!(text.len() > 8, "{}: {text:?}", decision.id);
    }
}

#[test]
fn plans_are_headed_by_their_break_evens() {
    let html = rendered(typical, PlansSection);
    assert!(
        html.contains("Pro is cheaper than the API from 0.5 sessions a day, Max from 2.6, Ultra from 5.2")
    );
    assert!(html.contains("<svg"), "the chart is in the first paint");
}

#[test]
fn a_stated_capacity_stands_in_its_field() {
    let html = rendered(|s| s.plans.state_capacity("max", 140.0, 90.0), CapacityTable);
    let value = |id: &str| {
        let tag = html.split("<input").find(|tag| tag.contains(&format!(" id=\"{id}\""))).unwrap();
        values(tag, "value")[0].to_string()
    };
    assert_eq!((value("plan-max-low").as_str(), value("plan-max-high").as_str()), ("90", "140"));
    assert!(html.contains("used by a week like this"));
}

#[test]
fn an_own_rate_names_the_list_price() {
    let key = PriceKey { model: "claude-opus-5-5".into(), tier: PriceTier::Lower, class: Class::Output };
    let html = rendered(|s| s.overrides.extend([(key.clone(), 12.5)]), PriceList);
    let tag = html.split("<input").find(|tag| tag.contains("rate-claude-opus-5-5-lower-output")).unwrap();
    assert!(tag.contains("value=\"12.5\"") && tag.contains("List price") && tag.contains("own"), "{tag}");
    assert!(rendered(|s| s.overrides.extend([(key.clone(), 12.5)]), PricesSection).contains("1 own rate"));
}

#[test]
fn the_breakdown_is_compared_with_a_baseline() {
    let held = |s: &mut Scenario| s.baseline = Some(Box::new(august(Preset::Average, s.price_revision)));
    assert!(rendered(held, || view! { <Breakdown/> }).contains("Baseline"));
    assert!(!rendered(typical, || view! { <Breakdown/> }).contains("Baseline"));
    assert!(decided("against", held).contains("less than the published average"));
}

#[test]
fn a_budget_is_empty_until_it_is_set() {
    let value = |html: &str| {
        let tag = html.split("<input").find(|tag| tag.contains(" id=\"f-goal\"")).unwrap().to_string();
        values(&tag, "value")[0].to_string()
    };
    let html = decided("goal", typical);
    assert_eq!(value(&html), "");
    assert!(!html.contains("a month costs"), "nothing is sought");
    let html = decided("goal", |s| s.goal.month = 120.0);
    assert_eq!(value(&html), "120");
    assert!(html.contains("the month costs $1"), "{html}");
}

/// A count that was typed stays in force until messages are used again, which undo takes back.
#[test]
fn messages_take_the_place_of_token_counts_and_undo_brings_those_back() {
    let _owner = Owner::new();
    _owner.set();
    let session = Session::new(Start::fresh(date(2026, 11, 28), Locale::default()));
    let before = session.scenario.get_untracked();
    let totals = session.totals_in_force().expect("a price");
    session.edit("totalOutput", |s| *s = s.typed_tokens(totals, "totalOutput", 50_000.0));
    let counted = session.scenario.get_untracked();
    assert_eq!((counted.basis, counted.totals.output), (Basis::Totals, 50_000.0));
    session.use_messages();
    let month = |s: Session| s.estimate.with_untracked(|e| e.answer.as_ref().map(|a| a.month.total));
    let now = session.scenario.get_untracked();
    assert_eq!((now.basis, now.work.messages), (Basis::Work, before.work.messages));
    assert!((month(session).expect("a price") - 155.29).abs() < 0.005);
    session.undo();
    assert_eq!(session.scenario.get_untracked(), counted);
}

#[test]
fn totals_have_no_session_chart() {
    let html = rendered(|s| s.basis = Basis::Totals, SessionSection);
    assert!(html.contains("Totals do not show how a session went") && !html.contains("<svg"));
}

#[test]
fn a_name_with_markup_is_text() {
    let html = rendered(|s| s.name = "<b>\"mine\"</b>".into(), ShareSection);
    assert!(!html.contains("<b>") && html.contains("&lt;b&gt;"));
}

/// A bug fix and a task without a name, of two kinds of session.
fn two_tasks(s: &mut Scenario) {
    s.kind_name = "Feature".into();
    s.add_kind_of("Quick question", 2.0, |one| one.work.messages = 1.0);
    s.add_task(Task::new("Bug fix", &[1.0, 2.0]));
    s.add_task(Task::new("", &[0.0, 0.5]));
}

#[test]
fn tasks_are_rows_with_their_cost() {
    let html = decided("tasks", two_tasks);
    insta::assert_snapshot!("tasks", html.replace("<!>", "").replace("><", ">\n<"));
    for text in [
        r#"aria-label="Bug fix, Quick question sessions""#,
        r#"aria-label="Task 2, Feature sessions""#,
        r#"aria-label="Remove Task 2""#,
        "80% range $",
        "Of 10 such tasks, 8 cost within the range.",
    ] {
        assert!(html.contains(text), "{text} is not in {html}");
    }
    assert!(rendered(two_tasks, DecisionsSection).contains("Bug fix $"), "the finding is in sight");
    let on_a_plan = decided("tasks", |s| {
        two_tasks(s);
        s.pay_with(PayWith::Plan("max".into()));
    });
    assert!(on_a_plan.contains(" at API prices, 80% range $"));
    let unpriced = decided("tasks", |s| {
        two_tasks(s);
        s.mix[0].share = 0.9;
    });
    assert!(unpriced.contains(">–<") && !unpriced.contains("80% range $"));
    let one_kind = decided("tasks", |s| s.add_task(Task::new("Bug fix", &[1.0])));
    assert!(one_kind.contains(r#"aria-label="Bug fix, sessions""#));
}

/// From two kinds of session on, what is set of each stands in its row, and says whose it is.
#[test]
fn kinds_of_session_are_rows() {
    let html = rendered(
        |s| {
            s.kind_name = "Feature".into();
            s.add_kind_of("Quick question", 2.0, |one| {
                (one.work.messages, one.shape.floor) = (1.0, 64e3);
                one.mix.truncate(1);
                one.mix[0].share = 1.0;
            });
        },
        || {
            let session = session();
            let options = FollowedOptions::new(session);
            provide_context(FollowedEffects::new(session, options));
            InputsSection
        },
    );
    for text in [
        r#"aria-label="Quick question, a day""#,
        r#"aria-label="Feature, messages""#,
        r#"aria-label="Remove Quick question""#,
        "3 models",
        "Base context 64K of its own",
        "All kinds:",
    ] {
        assert!(html.contains(text), "{text} is not in {html}");
    }
}

/// The heads are buttons, one column says how it is sorted, and every cell has its column's label
/// for narrow screens.
#[test]
fn other_vendors_stand_in_a_table_that_sorts() {
    let html = decided("vendors", typical);
    assert_eq!(values(&html, "aria-sort"), ["ascending"]);
    let heads = html.split("<thead").nth(1).and_then(|rest| rest.split("</thead>").next()).unwrap();
    assert_eq!((heads.matches("<button").count(), heads.matches("role=\"columnheader\"").count()), (10, 10));
    let body = html.split("<tbody").nth(1).and_then(|rest| rest.split("</tbody>").next()).unwrap();
    let (rows, cells) = (body.matches("<tr").count(), body.matches("<td").count());
    assert_eq!((rows, cells), (69, 69 * 9));
    assert_eq!(body.matches("data-label=\"Against yours\"").count(), rows);
    assert_eq!(body.matches("class=\"marked\"").count(), 1);
    assert_eq!(html.matches("class=\"chip\"").count(), 12, "eleven vendors and all of them");
}

#[test]
fn your_row_among_other_vendors_is_the_headline() {
    let twenty = |s: &mut Scenario| s.team.own = 20.0;
    let html = decided("vendors", twenty);
    let mut start = Start::fresh(date(2026, 11, 21), Locale::default()).scenario;
    twenty(&mut start);
    let answer = estimate(&RateTable::shipped(), &start).answer.expect("a price");
    let headline = Locale::default().money(paid(&plans::shipped(), &answer).at_api_prices);
    let mine = html.split("class=\"marked\"").nth(1).unwrap();
    let month = mine.split("data-label=\"Month\"").nth(1).unwrap();
    assert!(month.starts_with(&format!("><span>{headline}<")), "{headline}: {}", &month[..200]);
}
