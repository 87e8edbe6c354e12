//! What the page gets: as a whole for small logs, and sound whatever the logs hold.

use super::build::*;
use sawtooth::logs::read::Imported;
use sawtooth::logs::spend::{Item, Key};
use sawtooth::logs::{Call, Logs, ReadFault, Report, ReportKind, ReportRow, ReportTokens, Why};
use sawtooth::model::usage::Source;
use sawtooth::prices::{Class, date};
use sawtooth::view::logs::{ForecastView, Part};
use sawtooth::view::logs_session::{LogsSession, Question, Reply};
use std::collections::BTreeSet;

#[test]
fn small_logs_are_sent_whole() {
    let mut session = session(small());
    session.offer_zones(vec!["Europe/Berlin".into(), "UTC".into()]);
    let parts = session.set_zone("Europe/Berlin", east());
    assert_eq!(parts, session.shown());
    insta::assert_snapshot!("small", pretty(&parts));
}

fn pretty(parts: &[Part]) -> String {
    serde_json::to_string_pretty(parts).expect("text and numbers")
}

#[test]
fn a_report_says_what_it_cannot_show() {
    let row = |day, usd| ReportRow {
        day: Some(date(2026, 7, day)),
        model: Some(OPUS.into()),
        tokens: ReportTokens {
            input: 900,
            write_unsplit: 100_000,
            read: 1_000_000,
            output: 5_000,
            ..ReportTokens::default()
        },
        usd,
        ..ReportRow::default()
    };
    let rows = vec![row(1, Some(1.4)), row(2, Some(1.5))];
    let report = Report { kind: Some(ReportKind::CcusageDaily), rows };
    insta::assert_snapshot!("report", pretty(&with_reports(Logs::default(), vec![report]).shown()));
}

/// Dollars that no lifetime explains are said, and nothing is guessed from them.
#[test]
fn a_report_of_other_prices_has_no_lifetime() {
    let row = |usd| ReportRow {
        model: Some(OPUS.into()),
        tokens: ReportTokens { write_unsplit: 100_000, ..ReportTokens::default() },
        usd: Some(usd),
        ..ReportRow::default()
    };
    // 100,000 written cost $0.625 for 5 minutes and $1 for an hour.
    for (rows, said, unsaid) in [
        (vec![row(9.0)], "The dollars of 1 row fit neither cache lifetime", "imply that"),
        (vec![row(9.0), row(1.0)], "about 100% of 100K of them", "5-minute rate"),
        (vec![row(1.0)], "about 100% of them", "fit neither"),
    ] {
        let report = Report { kind: Some(ReportKind::CcusageDaily), rows };
        let found = text(&part!(with_reports(Logs::default(), vec![report]).shown(), Facts).reports);
        assert!(found.contains(said) && !found.contains(unsaid), "{said}: {found}");
    }
}

/// Questions after which every part was made.
fn questions() -> Vec<Question> {
    vec![
        Question::Filter(Key::Project(0)),
        Question::Filter(Key::Model(0)),
        Question::Filter(Key::Session(0)),
        Question::ShowEverything,
        Question::Filter(Key::Item(Item::Tokens(Class::Read))),
        Question::Filter(Key::Whose(Source::Agents)),
        Question::ShowEverything,
        Question::Open(0),
        Question::Open(1),
        Question::CountEstimated(false),
        Question::PriceLike { model: 2, like: Some("claude-opus-5".into()) },
        Question::PriceRate { model: 2, class: Class::Read, text: "0.5".into() },
    ]
}

/// What the page reads is what the worker wrote, number by number. A number that is none would be
/// lost on the way.
#[track_caller]
fn check_arrives(parts: Vec<Part>) {
    let reply = Reply::Parts { reading: 1, parts };
    let text = serde_json::to_string(&reply).expect("text and numbers");
    assert_eq!(serde_json::from_str::<Reply>(&text).expect("a reply"), reply);
}

fn check_all_arrive(mut session: LogsSession) {
    check_arrives(session.shown());
    for question in questions() {
        check_arrives(session.answer(question));
    }
    check_arrives(session.set_zone("UTC", sawtooth::logs::Zone::UTC));
}

#[test]
fn replies_arrive_as_they_were_sent() {
    check_all_arrive(session(small()));
    check_all_arrive(session(Logs::default()));
    let mut far = small();
    for (call, at) in far.calls.iter_mut().zip([i64::MIN, i64::MAX, 0, -1, i64::MAX - 1, i64::MIN, 1]) {
        (call.asked, call.answered) = (at, at);
        (call.input, call.read, call.write_1h, call.output) = (u32::MAX, u32::MAX, u32::MAX, u32::MAX);
    }
    far.compactions[0].at = i64::MAX;
    // Places that are nowhere.
    (far.calls[5].session, far.calls[5].model) = (u32::MAX, u32::MAX);
    far.sessions[1].project = u32::MAX;
    check_all_arrive(session(far));
}

#[test]
fn names_from_outside_are_text_of_their_own() {
    const HOSTILE: &str = "\"'><img src=x onerror=alert(1)>&amp;<script>/";
    let mut logs = small();
    logs.models.push(HOSTILE.into());
    logs.calls[6].model = 2;
    logs.projects = vec![HOSTILE.into(), format!("{HOSTILE}<img onerror>")];
    logs.sessions.iter_mut().for_each(|session| session.id = HOSTILE.into());
    let refused = Why::Refused { says: HOSTILE.into() };
    let twice = Why::CountsTwice { other: HOSTILE.into() };
    logs.reading.faults =
        [refused, twice].map(|why| ReadFault { file: HOSTILE.into(), line: None, why }).to_vec();
    let row =
        ReportRow { model: Some(HOSTILE.into()), session: Some(HOSTILE.into()), ..ReportRow::default() };
    let report = Report { kind: None, rows: vec![row.clone(), row] };
    let mut session = with_reports(logs, vec![report]);
    session.offer_zones(vec![HOSTILE.into()]);
    check_arrives(session.set_zone(HOSTILE, east()));
    let shown = session.shown();
    let models = part!(shown, Breakdown).sides.iter().find(|side| side.id == "model").expect("models");
    assert!(models.rows.iter().any(|row| row.name == HOSTILE), "{models:?}");
}

#[test]
fn what_is_not_there_has_no_answer() {
    let mut session = session(small());
    let whole = session.shown();
    for question in [
        Question::Rest,
        Question::Filter(Key::Model(99)),
        Question::Filter(Key::Project(99)),
        Question::Filter(Key::Session(99)),
        Question::Open(99),
        Question::Zone("UTC".into()),
        Question::PriceLike { model: 99, like: Some("claude-opus-5-5".into()) },
        Question::PriceLike { model: 0, like: Some("no-such-model".into()) },
        Question::PriceRate { model: 99, class: Class::Read, text: "1".into() },
    ] {
        assert_eq!(session.answer(question.clone()), [], "{question:?}");
    }
    assert_eq!(session.shown(), whole);
}

#[test]
fn choices_are_taken_back_and_rates_count_when_all_are_there() {
    let mut logs = small();
    logs.models[1] = "my-own-model".into();
    let mut session = session(logs);
    let whole = session.shown();
    let unpriced = |parts: &[Part]| part!(parts, Totals).unpriced.clone().unwrap_or_default();
    assert!(unpriced(&whole).starts_with("3 calls have no price"));
    let filtered = session.answer(Question::Filter(Key::Model(0)));
    assert!(text(part!(filtered, Breakdown)).contains(r#""is_chosen":true"#));
    session.answer(Question::Filter(Key::Model(0)));
    assert_eq!(session.shown(), whole);
    let mut rate =
        |class, text: &str| session.answer(Question::PriceRate { model: 1, class, text: text.into() });
    for (class, text) in
        [(Class::Input, "5"), (Class::Write5m, "6.25"), (Class::Write1h, "10"), (Class::Read, "0.5")]
    {
        assert!(unpriced(&rate(class, text)).starts_with("3 calls have no price"));
    }
    let priced = rate(Class::Output, "25");
    let like = session.answer(Question::PriceLike { model: 1, like: Some("claude-opus-5".into()) });
    assert_eq!((unpriced(&priced), &part!(priced, Totals).usd), (String::new(), &part!(like, Totals).usd));
    session.answer(Question::PriceLike { model: 1, like: None });
    assert_eq!(session.shown(), whole);
}

/// Totals come first: the forecast is asked for once they are shown.
#[test]
fn the_rest_is_made_once_and_when_it_is_asked_for() {
    let mut session = session(Logs::default());
    session.read(Imported { logs: small(), ..Imported::default() });
    let first = session.shown();
    assert_eq!(part!(first, Forecast), &ForecastView::Making);
    assert!(!first.iter().any(|part| matches!(part, Part::Sessions(_) | Part::Details(_))));
    let rest = session.answer(Question::Rest);
    made(&rest);
    assert_eq!(session.answer(Question::Rest), []);
    assert!(rest.iter().all(|part| session.shown().contains(part)));
    assert_eq!(rest.len(), 3);
}

/// What no line holds is a source of its own, with dollars, and no call.
#[test]
fn calls_in_no_line_are_a_source_of_their_own() {
    let mut logs = small();
    let calls = logs.logged();
    let last = *logs.calls.last().expect("a call");
    logs.calls.push(Call { chain: Call::UNLOGGED, input: 1_000_000, ..last });
    let shown = session(logs).shown();
    let sides = &part!(shown, Breakdown).sides;
    let rows = &sides.iter().find(|side| side.id == "source").expect("more than one source").rows;
    let ids: BTreeSet<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(ids.len(), rows.len(), "{rows:?}");
    let own = rows.iter().find(|row| row.name == "Calls that are in no log line").expect("a row");
    assert!(own.usd.starts_with('$'), "{own:?}");
    assert!(text(&part!(shown, Facts).facts).contains(&calls.to_string()));
    assert!(part!(shown, Totals).of.starts_with(&format!("{calls} calls")));
}

/// Tokens without a model are no $0, neither as a cost nor for the forecast.
#[test]
fn what_has_no_price_has_no_dollars() {
    let row = ReportRow {
        tokens: ReportTokens { input: 1_000_000, ..ReportTokens::default() },
        ..ReportRow::default()
    };
    let report = Report { kind: Some(ReportKind::AdminUsage), rows: vec![row] };
    let shown = with_reports(Logs::default(), vec![report]).shown();
    let report = &part!(shown, Facts).reports[0];
    assert_eq!(report.usd, "No price");
    assert!(report.basis.starts_with("it does not say the models"), "{report:?}");
    let forecast = part!(shown, Forecast);
    let why = ForecastView::Missing(Some("No forecast: no model of the price list is named here.".into()));
    assert_eq!(*forecast, why);
}
