//! The section of logs, rendered to strings as a browser gets it.
#![cfg(feature = "page")]

#[path = "seeing/build.rs"]
#[allow(dead_code, unused_imports, reason = "the tests of what is shown need the rest")]
mod build;

use build::{OPUS, session as worker_session, small, with_reports};
use leptos::prelude::*;
use sawtooth::logs::read::Imported;
use sawtooth::logs::spend::Key;
use sawtooth::logs::{Logs, Report, ReportKind, ReportRow};
use sawtooth::page::sections::logs::{FromLogsMark, LogsSection};
use sawtooth::page::state::{Session, Start};
use sawtooth::prices::date;
use sawtooth::scenario::{PayWith, link};
use sawtooth::view::logs::{ForecastView, Part};
use sawtooth::view::logs_session::Question;
use sawtooth::view::{Locale, labels};

/// What `act` makes of a fresh page.
fn on_page<T>(act: impl FnOnce(Session) -> T) -> T {
    let start = Start::fresh(date(2026, 11, 21), Locale::default());
    Owner::new().with(|| {
        let session = Session::new(start);
        provide_context(session);
        act(session)
    })
}

fn section() -> String {
    view! { <LogsSection/> }.into_view().to_html()
}

/// The section while these parts are shown.
fn showing(parts: Vec<Part>) -> String {
    on_page(|session| {
        session.logs.show(parts);
        section()
    })
}

/// Values of an attribute.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let opening = format!(" {attribute}=\"");
    html.split(&opening).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// The text between tags, without the marks that a framework puts there.
fn text(html: &str) -> String {
    let texts = html.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text);
    texts.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The tag with an id.
fn tag<'a>(html: &'a str, id: &str) -> &'a str {
    let with = format!(" id=\"{id}\"");
    let found = html.split('<').find(|tag| tag.split('>').next().is_some_and(|tag| tag.contains(&with)));
    found.unwrap_or_else(|| panic!("no {id}"))
}

fn filtered() -> Vec<Part> {
    let mut session = worker_session(small());
    let mut parts = session.shown();
    parts.extend(session.answer(Question::Filter(Key::Model(1))));
    parts
}

fn reports() -> Vec<Part> {
    let row = ReportRow {
        day: Some(date(2026, 7, 1)),
        model: Some(OPUS.into()),
        usd: Some(5.0),
        ..ReportRow::default()
    };
    let rows = vec![row.clone(), ReportRow { day: Some(date(2026, 7, 2)), ..row }];
    with_reports(Logs::default(), vec![Report { kind: Some(ReportKind::CcusageDaily), rows }]).shown()
}

fn unpriced() -> Vec<Part> {
    let mut logs = small();
    logs.models[1] = "my-own-model".into();
    worker_session(logs).shown()
}

#[test]
fn every_id_is_there_once_and_every_reference_leads_to_one() {
    let all = [Vec::new(), worker_session(small()).shown(), filtered(), reports(), unpriced()];
    for html in all.map(showing) {
        let ids = values(&html, "id");
        for (n, id) in ids.iter().enumerate() {
            assert!(!ids[n + 1..].contains(id), "{id} twice");
        }
        for attribute in ["for", "aria-describedby", "aria-controls", "aria-labelledby"] {
            for id in values(&html, attribute).into_iter().flat_map(str::split_whitespace) {
                assert!(ids.contains(&id), "{attribute} leads to {id}, which is not there");
            }
        }
    }
}

#[test]
fn every_field_and_region_has_a_name() {
    for html in [Vec::new(), worker_session(small()).shown(), unpriced()].map(showing) {
        let labelled = values(&html, "for");
        for kind in ["<input", "<select", "<textarea"] {
            for tag in html.split(kind).skip(1).filter_map(|rest| rest.split('>').next()) {
                let id = values(tag, "id").first().copied().unwrap_or_default();
                let is_inside_a_label = tag.contains("type=\"file\"");
                assert!(labelled.contains(&id) || tag.contains(" aria-label=") || is_inside_a_label, "{tag}");
            }
        }
        for tag in html.split("role=\"region\"").skip(1).filter_map(|rest| rest.split('>').next()) {
            assert!(tag.contains("aria-label="), "{tag}");
        }
    }
}

#[test]
fn the_first_paint_offers_ways_in_and_shows_nothing() {
    let html = showing(Vec::new());
    for id in ["logs-folder", "logs-files", "logs-text", "logs-paste"] {
        tag(&html, id);
    }
    for id in ["logs-busy", "logs-clear", "logs-drop"] {
        assert!(tag(&html, id).contains(" hidden"), "{id}");
    }
    assert!(!html.contains("logs-answer") && text(&html).contains("Drop the folder ~/.claude/projects"));
}

#[test]
fn totals_filters_and_forecast_are_placed() {
    let html = showing(worker_session(small()).shown());
    let shown = text(&html);
    for says in [
        "$1.19 7 calls in 2 sessions on 2 days, 3 to 4 July 2026",
        "Everything is shown: $1.19.",
        "Synthetic messages",
        labels::logs::SESSIONS,
        labels::logs::REPLAYS,
        "Forecast: ",
        "1 file or line was not read in full",
    ] {
        assert!(shown.contains(says), "{says}: {shown}");
    }
    assert!(tag(&html, "logs-model-0").contains("aria-pressed=\"false\""));
    assert!(tag(&html, "logs-open-0").contains("aria-pressed=\"true\""), "the most expensive is open");
    assert!(tag(&html, "logs-all").contains(" hidden"));
    assert!(html.contains("<svg class=\"chart\"") || html.matches("<svg").count() > 4, "pictures are drawn");
}

#[test]
fn a_filter_has_a_chip_and_its_row_is_pressed() {
    let html = showing(filtered());
    assert!(text(&html).contains("$0.15 of $1.19."));
    assert!(tag(&html, "logs-model-1").contains("aria-pressed=\"true\""));
    assert!(tag(&html, "logs-chosen-model").contains("aria-label=\"Remove filter: Sonnet 5\""));
    assert!(!tag(&html, "logs-all").contains(" hidden"));
    assert!(text(&html).contains(labels::logs::OF_EVERYTHING), "the forecast is not filtered");
}

#[test]
fn names_from_outside_are_escaped() {
    const HOSTILE: &str = "\"'><img src=x onerror=alert(1)>&amp;<script>";
    let mut logs = small();
    logs.models[1] = HOSTILE.into();
    logs.projects = vec![HOSTILE.into(), format!("{HOSTILE}<img onerror>")];
    logs.sessions.iter_mut().for_each(|session| session.id = HOSTILE.into());
    let mut session = worker_session(logs);
    session.offer_zones(vec![HOSTILE.into()]);
    let html = showing(session.set_zone(HOSTILE, build::east()));
    assert!(!html.contains("<img") && !html.contains("<script"), "{html}");
    assert!(html.contains("&lt;img src=x"), "{html}");
    assert!(!html.contains(" style=\""), "the content security policy allows none");
}

#[test]
fn what_is_still_computed_looks_so() {
    let mut session = worker_session(Logs::default());
    session.read(Imported { logs: small(), ..Imported::default() });
    let first = session.shown();
    assert!(first.contains(&Part::Forecast(ForecastView::Making)));
    let shown = text(&showing(first));
    assert!(shown.contains(labels::logs::FORECASTING));
    assert_eq!(shown.matches(labels::logs::COMPUTING).count(), 7, "one a fold");
}

#[test]
fn an_unpriced_model_can_be_priced() {
    let html = showing(unpriced());
    assert!(tag(&html, "logs-as-1").contains("aria-label=\"Price my-own-model like\""));
    assert!(text(&html).contains("3 calls have no price and are not in this total"));
    assert_eq!(html.matches(" id=\"logs-rate-1-").count(), 5);
}

#[test]
fn reports_stand_with_their_tables_and_no_filters() {
    let html = showing(reports());
    let shown = text(&html);
    assert!(shown.contains("ccusage, day by day") && shown.contains("$10.00"), "{shown}");
    assert!(!html.contains("logs-bars") && !html.contains("logs-pauses"));
    assert!(shown.contains(labels::logs::USE), "they make a forecast");
}

fn work() -> (String, f64) {
    match worker_session(small()).shown().into_iter().find(|part| matches!(part, Part::Forecast(_))) {
        Some(Part::Forecast(ForecastView::Made(made))) => (made.work, made.stay.expect("plans").week),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_logs_become_the_scenario_and_marks_follow() {
    let (work, _) = work();
    on_page(|session| {
        let mark = || view! { <FromLogsMark key="floor"/> }.into_view().to_html();
        assert_eq!(text(&mark()), "");
        session.use_logs(&work);
        let made = link::decode(&work).scenario.expect("a scenario");
        assert!(session.scenario.with_untracked(|s| s.same_logs(&made)));
        assert!(text(&mark()).starts_with("From your logs; 80% range: 25.6K to 37.2K tokens"), "{}", mark());
        session.edit("floor", |s| s.shape.floor = 9_000.0);
        assert_eq!(text(&mark()), "");
        session.undo();
        session.undo();
        assert!(session.scenario.with_untracked(|s| s.from_logs.is_none()));
    });
}

#[test]
fn a_subscriber_s_plan_and_its_capacity_are_stated() {
    let (work, week) = work();
    on_page(|session| {
        let compare =
            |shares: [&str; 2]| session.compare_with_plan(&work, week, "max", &shares.map(String::from));
        assert!(compare(["", ""]).is_err() && compare(["much", ""]).is_err());
        assert!(session.scenario.with_untracked(|s| s.from_logs.is_none()), "a mistake changes nothing");
        assert_eq!(compare(["40", "60"]), Ok(()));
        session.scenario.with_untracked(|s| {
            assert_eq!(s.pays_with(), PayWith::Plan("max".into()));
            // Such a week uses 40% to 60% of it: it includes week / 0.6 to week / 0.4.
            let (low, high) = s.plans.capacity("max");
            let near = |found: Option<f64>, share: f64| (found.unwrap() * share / week - 1.0).abs() < 1e-3;
            assert!(near(low, 0.6) && near(high, 0.4), "{low:?} {high:?}");
        });
    });
}

#[test]
fn cleared_logs_leave_the_page_as_it_was() {
    on_page(|session| {
        let before = section();
        session.logs.show(filtered());
        session.logs.has_any.set(true);
        session.logs.problem.set("something".into());
        assert_ne!(section(), before);
        session.logs.empty();
        assert_eq!(section(), before);
    });
}
