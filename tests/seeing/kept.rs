//! What stays as it is while something else changes, and what is said where it could mislead.

use super::build::*;
use sawtooth::logs::spend::{Item, Key};
use sawtooth::logs::{Call, Logs, ReadFault, Reading, Report, ReportKind, ReportRow, Session, Why, Zone};
use sawtooth::prices::{Class, date};
use sawtooth::view::logs::{ForecastView, Part};
use sawtooth::view::logs_session::{LogsSession, Question};

/// A change that tells the page everything that it changes, and its opposite all of it again.
#[track_caller]
fn check_back(
    session: &mut LogsSession,
    change: impl Fn(&mut LogsSession) -> Vec<Part>,
    back: impl Fn(&mut LogsSession) -> Vec<Part>,
) {
    let was = session.shown();
    let new = change(session);
    let is = session.shown();
    assert!(was != is);
    for part in is.iter().filter(|part| !was.contains(part)) {
        assert!(new.contains(part), "{part:?}");
    }
    let old = back(session);
    assert!(session.shown() == was);
    assert!(was.iter().filter(|part| !is.contains(part)).all(|part| old.contains(part)));
}

#[test]
fn a_change_tells_all_that_it_changes() {
    let count = |is| move |session: &mut LogsSession| session.answer(Question::CountEstimated(is));
    check_back(&mut session(small()), count(false), count(true));
    let mut logs = small();
    logs.models.push("my-own-model".into());
    logs.calls[6].model = 2;
    let mut session = session(logs);
    session.set_zone("Europe/Berlin", east());
    let like = |id: Option<&'static str>| {
        move |session: &mut LogsSession| {
            session.answer(Question::PriceLike { model: 2, like: id.map(String::from) })
        }
    };
    check_back(&mut session, like(Some("claude-opus-5")), like(None));
    let zone = |name: &'static str, first: i32| {
        move |session: &mut LogsSession| session.set_zone(name, Zone { first, changes: Vec::new() })
    };
    check_back(&mut session, zone("UTC", 0), zone("Europe/Berlin", 120));
    let filter = |key| move |session: &mut LogsSession| session.answer(Question::Filter(key));
    for key in [Key::Model(0), Key::Project(1), Key::Day(DAY), Key::Item(Item::Tokens(Class::Output))] {
        check_back(&mut session, filter(key), filter(key));
    }
}

#[test]
fn a_price_makes_a_first_forecast() {
    let mut logs = small();
    logs.models = vec!["one-model".into(), "another-model".into()];
    let mut session = session(logs);
    let why = ForecastView::Missing(Some("No forecast: no model of the price list is named here.".into()));
    assert_eq!(part!(session.shown(), Forecast), &why);
    let parts = session.answer(Question::PriceLike { model: 0, like: Some("claude-opus-5".into()) });
    assert!(made(&parts).inputs.table.is_some());
}

#[test]
fn the_course_is_one_of_the_sessions_that_are_shown() {
    let mut session = session(small());
    for (question, shown) in [
        (Question::Open(1), 1),
        // Session 0 alone is in the first project.
        (Question::Filter(Key::Project(0)), 0),
        (Question::Filter(Key::Project(0)), 1),
        (Question::Filter(Key::Session(0)), 0),
        (Question::Open(1), 1),
    ] {
        let parts = session.answer(question.clone());
        let sessions = part!(parts, Sessions);
        let chosen: Vec<&Question> =
            sessions.rows.iter().filter(|row| row.is_chosen).map(|row| &row.press).collect();
        assert_eq!(chosen, [&Question::Open(shown)], "{question:?}");
        let course = sessions.course.as_ref().expect("a course");
        assert!(sessions.rows.iter().any(|row| row.is_chosen && row.name == course.session));
    }
}

#[test]
fn filters_say_what_is_chosen_of_what() {
    let mut session = session(small());
    let mut filters = |question| part!(session.answer(question), Breakdown).filters.clone();
    let model = filters(Question::Filter(Key::Model(1)));
    // The second model's share of the $1.19 of small logs.
    assert_eq!(model.says, "$0.15 of $1.19.");
    assert_eq!(model.chips.iter().map(|chip| chip.name.as_str()).collect::<Vec<_>>(), ["Sonnet 5"]);
    let both = filters(Question::Filter(Key::Project(0)));
    assert_eq!(both.chips.len(), 2);
    let none = filters(Question::ShowEverything);
    assert_eq!((none.says.as_str(), none.chips.len()), ("Everything is shown: $1.19.", 0));
}

/// Every day has its step and its stop, and the chosen one alone is in the accent's colour.
#[test]
fn the_days_picture_shows_the_chosen_day() {
    use sawtooth::view::Chart;
    let mut session = session(small());
    let mut outlines = |question| {
        let parts = session.answer(question);
        let days = part!(parts, Breakdown).days.clone().expect("two days");
        let Chart::Lines(lines) = days.figure.chart else { panic!("steps are lines") };
        assert_eq!(lines.stops, [0.5, 1.5]);
        lines.panels[0].lines.iter().map(|line| line.points.iter().map(|p| p.1 > 0.0).collect()).collect()
    };
    let everything: Vec<Vec<bool>> = outlines(Question::ShowEverything);
    assert_eq!(everything, [[true; 4]]);
    let second = outlines(Question::Filter(Key::Day(DAY + 1)));
    assert_eq!(second, [[true, true, false, false], [false, false, true, true]]);
}

#[test]
fn faults_and_empty_files_are_counted_whole() {
    let fault = |line| ReadFault { file: "a.jsonl".into(), line: Some(line), why: Why::Malformed };
    let reading = |unread, empty| Reading {
        files: 200,
        unread,
        empty,
        empty_files: (0..empty.min(3)).map(|file| format!("{file}.jsonl")).collect(),
        faults: (0..unread.min(100)).map(fault).collect(),
        ..Reading::default()
    };
    for (reading, title, last) in [
        (
            reading(1_250, 17),
            "1,250 files or lines were not read in full",
            "17 files are empty: 0.jsonl, 1.jsonl, 2.jsonl and 14 more.",
        ),
        (reading(1_250, 0), "1,250 files or lines were not read in full", "1,230 more."),
        (reading(0, 1), "1 file is empty", "0.jsonl"),
        (
            reading(1, 0),
            "1 file or line was not read in full",
            "a.jsonl, line 0: damaged (no JSON, a wrong checksum, or a number or a day that cannot be read).",
        ),
    ] {
        let shown = session(Logs { reading, ..Logs::default() }).shown();
        let faults = part!(shown, Facts).faults.as_ref().expect("some");
        assert_eq!((faults.title.as_str(), faults.lines.last().unwrap().as_str()), (title, last));
    }
}

/// A conversation that begins with 300,000 tokens cannot be compacted to 60,000.
#[test]
fn thresholds_below_what_a_compaction_leaves_are_none() {
    let mut logs = logs(&["claude-opus-5"]);
    let grown = |at: u32| call(i64::from(at) * MINUTE, [0, 20_000, 0, 300_000 + 20_000 * at, 100]);
    logs.calls = (0..10).map(grown).collect();
    let shown = session(logs.clone()).shown();
    let replays = &part!(shown, Details).replays;
    let tried: Vec<&String> = replays.table.iter().flat_map(|table| &table.rows).map(|row| &row[0]).collect();
    assert!(
        tried.contains(&&"Compact at 400K".to_string()) && !tried.contains(&&"Compact at 60K".to_string())
    );
    let impossible =
        "Compacting at 60K, 80K, 100K, 120K, 160K or 200K is not possible: more than that would remain.";
    assert_eq!(replays.notes.last().unwrap(), impossible);
    with(&logs, |books| {
        use sawtooth::logs::{counterfactual::Change, spend::Filter};
        let replayed = books.replay(&Filter::default(), Change::Threshold(60_000.0));
        assert_eq!((replayed.before, replayed.compactions), (replayed.after, [0, 0]));
    });
}

#[test]
fn what_is_no_rate_stays_with_a_sentence() {
    let mut logs = small();
    logs.models[1] = "my-own-model".into();
    let mut session = session(logs);
    for (typed, is_wrong) in [("abc", true), ("-3", true), ("<b>", true), ("2.5", false), ("", false)] {
        let parts = session.answer(Question::PriceRate { model: 1, class: Class::Read, text: typed.into() });
        let rate = &part!(parts, Terms).unpriced[0].rates[Class::Read as usize];
        assert_eq!((rate.text.as_str(), rate.problem.is_some()), (typed, is_wrong));
    }
}

/// Sessions and calls of the forecast against those of the totals.
#[test]
fn a_forecast_says_what_it_leaves_out() {
    let mut logs = small();
    logs.models.push("no-such-model".into());
    logs.sessions.push(Session {
        id: "33333333-cccc".into(),
        project: 1,
        resumed: false,
        has_totals: false,
        headless: false,
        ..Session::default()
    });
    logs.calls.push(Call { session: 2, model: 2, ..call(27 * HOUR, [3, 0, 0, 9_000, 10]) });
    let mut session = session(logs);
    let shown = session.shown();
    assert_eq!(
        part!(shown, Totals).unpriced.as_deref(),
        Some("1 call has no price and is not in this total: price its model below.")
    );
    assert_eq!(
        made(&shown).from,
        "Made from 2 sessions, 6 main-conversation calls, on 2 active days, 3 to 4 July 2026. Of 8 calls in 3 sessions \
         read: 1 sub-agent call counts as its sub-agents; 1 call is left out, of models without a list price \
         (no-such-model); 1 session has no main conversation. The scenario costs the same as the actual sessions at \
         its prices."
    );
    let output = session.answer(Question::Filter(Key::Item(Item::Tokens(Class::Output))));
    assert_eq!(part!(output, Details).pauses.finding, "None of this paid for a rewritten prefix");
}

#[test]
fn a_forecast_of_reports_says_what_is_the_preset_s() {
    let row = |day: Option<i8>, usd: f64, person: &str| ReportRow {
        day: day.map(|day| date(2026, 7, day)),
        model: Some(OPUS.into()),
        usd: Some(usd),
        sessions: day.is_none().then_some(1.0),
        person: (!person.is_empty()).then(|| person.into()),
        ..ReportRow::default()
    };
    let unknown = ReportRow { model: None, ..row(Some(1), 0.1, "a") };
    for (kind, rows, says) in [
        (
            ReportKind::UsageText,
            vec![row(None, 2.0, "")],
            "4 sessions a day and 20 active days a month are the preset’s",
        ),
        (
            ReportKind::AdminCost,
            vec![row(Some(1), 2.0, "a"), row(Some(1), 1.0, "b"), unknown],
            "$3.10 in reports on 2 person-days of 2 people together, 1 July 2026. $0.10 of it names no single model",
        ),
        (
            ReportKind::AdminCost,
            vec![row(Some(1), 2.0, ""), row(Some(2), -0.5, "")],
            "$2.00 in reports on 1 active day, 1 July 2026. Credits of $0.50 are not deducted.",
        ),
        (ReportKind::CcusageWeekly, vec![row(Some(6), 7.0, "")], "weeks beginning 6 July 2026"),
        // $7 a week is $30.44 in a mean month of 30.44 days.
        (ReportKind::CcusageWeekly, vec![row(Some(6), 7.0, "")], "Forecast: $30 a month"),
        (ReportKind::UsageText, vec![row(None, 2.0, "")], "1 session."),
        (ReportKind::AwsCur, vec![row(Some(1), 2.0, "")], "Cost is the unblended cost"),
        (
            ReportKind::AwsCur,
            vec![ReportRow { is_net: true, ..row(Some(1), 2.0, "") }],
            "Cost is the net unblended cost: after discounts",
        ),
        (ReportKind::Focus, vec![row(Some(1), 2.0, "")], "Cost is the billed cost"),
    ] {
        let shown = with_reports(Logs::default(), vec![Report { kind: Some(kind), rows }]).shown();
        assert!(text(&shown).contains(says), "{says}: {shown:?}");
    }
}

/// Sonnet 4 had higher rates above 200,000 tokens from 12 August 2025 on (prices/data/claude.json).
#[test]
fn prices_of_one_model_are_told_apart() {
    let mut logs = logs(&["claude-sonnet-4-20250514"]);
    let days = [START - 380 * 24 * HOUR, START - 200 * 24 * HOUR];
    logs.calls = days.map(|at| Call { asked: at, answered: at, ..call(0, [900, 0, 0, 0, 9]) }).to_vec();
    let found = text(&part!(session(logs).shown(), Details).costs);
    for says in ["Sonnet 4, one rate for all prompts", "Sonnet 4, higher above 200K, from 12 August 2025 to"]
    {
        assert!(found.contains(says), "{says}: {found}");
    }
}
