//! The fold of the page, and what happens to the scenarios in it.

use super::{preset, three};
use leptos::prelude::*;
use sawtooth::page::rest::Rest;
use sawtooth::page::sections::decisions::Decided;
use sawtooth::page::state::{Session, Start};
use sawtooth::prices::date;
use sawtooth::scenario::{FromLogs, Place, Preset, Scenario, link};
use sawtooth::view::Locale;
use sawtooth::view::labels::side_by_side as labels;

fn on_page<T>(scenario: Scenario, act: impl FnOnce(Session) -> T) -> T {
    let start = Start { scenario, today: date(2026, 11, 28), locale: Locale::default() };
    Owner::new().with(|| {
        let session = Session::new(start);
        provide_context(session);
        provide_context(Rest::new(session));
        act(session)
    })
}

fn section(scenario: Scenario) -> String {
    on_page(scenario, |_| view! { <Decided id="sides"/> }.to_html())
}

#[test]
fn fold_has_a_column_for_each_and_what_can_be_done_with_it() {
    let html = section(three());
    for text in [
        r#"id="side-link""#,
        r#"aria-label="Open On Max""#,
        r#"aria-label="Take out March, the bill""#,
        "Name: March, the bill",
        r#"id="c-side-from""#,
        r#"id="c-side-to""#,
        "$5,000",
        "<svg",
    ] {
        assert!(html.contains(text), "{text} is not in {html}");
    }
    assert!(!html.contains(r#"aria-label="Open This scenario""#));
    let alone = section(preset(Preset::Average));
    assert!(alone.contains(labels::PASTE) && !alone.contains("<table") && !alone.contains("side-from"));
}

#[test]
fn undo_brings_back_what_was_opened_or_taken_out() {
    on_page(three(), |session| {
        let before = session.scenario.get_untracked();
        for place in [Place::Baseline, Place::Beside(0)] {
            session.edit("", |s| s.take_out(place));
            assert_eq!(session.scenario.with_untracked(|s| s.sides().len()), 2);
            session.undo();
            assert_eq!(session.scenario.get_untracked(), before);
            session.replace(before.brought_forward(place).expect("one there"));
            assert_eq!(session.scenario.with_untracked(|s| s.sides().len()), 3);
            session.undo();
            assert_eq!(session.scenario.get_untracked(), before);
        }
    });
}

#[test]
fn nothing_beside_is_left_when_everything_is_forgotten() {
    on_page(three(), |session| {
        session.forget_everything();
        assert_eq!(session.scenario.with_untracked(|s| s.sides().len()), 1);
        session.remember();
        assert_eq!(session.scenario.get_untracked(), three());
    });
}

/// Numbers of logs go, whichever of the scenarios has them; the others stay.
#[test]
fn cleared_logs_take_their_scenarios_with_them() {
    let logs =
        FromLogs { sessions: 20.0, days: 10.0, inputs: 3.0, band: None, later: None, marks: Vec::new() };
    let mut all = Scenario { baseline: None, ..three() };
    all.put_beside(&Scenario { from_logs: Some(logs), ..preset(Preset::Heavy) });
    assert_eq!((all.beside.len(), all.has_logs()), (2, true));
    on_page(all, |session| {
        assert!(session.clear_logs(), "some stood there");
        let now = session.scenario.get_untracked();
        assert_eq!((now.beside.len(), now.has_logs()), (1, false));
        assert_eq!(link::decode(&now.beside[0]).scenario.map(|s| s.name), Some("March, the bill".into()));
    });
}
