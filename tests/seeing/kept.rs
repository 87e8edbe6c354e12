//! What stays as it is while something else changes, and what is said where it could mislead.

use super::build::*;
use super::html::small;
use sawtooth::logs::{Call, Logs, ReadFault, Reading, Report, ReportKind, ReportRow, Session, Why, Zone};
use sawtooth::prices::{RateTable, date};
use sawtooth::view::Locale;
use sawtooth::view::logs_session::{Job, Part};

fn body(job: &mut Job) -> String {
    let parts = job.ask("");
    assert_eq!(parts.iter().map(|part| part.id.as_str()).collect::<Vec<_>>(), ["logs-body"]);
    parts.into_iter().next().unwrap().html
}

fn part(parts: &[Part], id: &str) -> String {
    parts.iter().find(|part| part.id == id).unwrap_or_else(|| panic!("{id}")).html.clone()
}

/// The whole without the insides of these parts, each of which it must hold.
fn without(body: &str, parts: &[Part]) -> String {
    let mut rest = body.to_string();
    for part in parts {
        let Some(at) = rest.find(&format!("id=\"{}\"", part.id)) else {
            // It lies in a part that was taken out already.
            assert!(body.contains(&part.html), "{}", part.id);
            continue;
        };
        let inside = at + rest[at..].find('>').unwrap() + 1;
        assert!(rest[inside..].starts_with(&part.html), "{}", part.id);
        rest.replace_range(inside..inside + part.html.len(), "");
    }
    rest
}

/// Parts that leave the folds alone, and without which nothing else has changed.
#[track_caller]
fn check_kept(job: &mut Job, change: impl Fn(&mut Job) -> Vec<Part>, back: impl Fn(&mut Job) -> Vec<Part>) {
    let was = body(job);
    let new = change(job);
    let is = body(job);
    let old = back(job);
    assert_eq!(body(job), was);
    assert_eq!(without(&was, &old), without(&is, &new));
    assert_ne!(was, is);
    for part in &new {
        assert!(!part.html.contains("</summary><div id="), "{}: {}", part.id, part.html);
    }
    assert!(new.iter().all(|part| part.id != "logs-body" && part.id != "logs-fit"));
}

#[test]
fn folds_stay_open_whatever_is_counted_otherwise() {
    check_kept(&mut job(small()), |job| job.ask("corrected"), |job| job.ask("corrected"));
    let mut logs = small();
    logs.models.push("my-own-model".into());
    logs.calls[6].model = 2;
    let mut job = job(logs);
    job.set_zone("Europe/Berlin", east());
    check_kept(&mut job, |job| job.ask("price 2 as claude-opus-5"), |job| job.ask("price 2 as"));
    let zone = |name: &'static str, minutes| {
        move |job: &mut Job| {
            job.set_zone(name, sawtooth::logs::Zone { first: minutes, changes: Vec::new() });
            job.ask("")
        }
    };
    check_kept(&mut job, zone("UTC", 0), zone("Europe/Berlin", 120));
}

/// Pictures hold no fold and nothing that can be typed in.
#[test]
fn a_width_changes_pictures_alone() {
    let mut job = job(small());
    let was = body(&mut job);
    let new = job.ask("width 360");
    let is = body(&mut job);
    let old = job.ask("width 688");
    assert_eq!(without(&was, &old), without(&is, &new));
    for part in &new {
        assert!(!["<details", "<input", "<button"].iter().any(|tag| part.html.contains(tag)), "{}", part.id);
    }
    assert!(part(&new, "logs-course-picture").contains("<svg"));
}

/// Where a price makes the first forecast, its folds come with it.
#[test]
fn a_first_forecast_comes_whole() {
    let mut logs = small();
    logs.models = vec!["one-model".into(), "another-model".into()];
    let mut job = job(logs);
    assert!(!body(&mut job).contains("fold-logs-inputs"));
    assert!(part(&job.ask("price 0 as claude-opus-5"), "logs-fit").contains("fold-logs-inputs"));
}

#[test]
fn the_course_is_one_of_the_sessions_that_are_shown() {
    let mut job = job(small());
    let opened = |parts: &[Part]| {
        let html = part(parts, "logs-sessions");
        let pressed = |at: u32| format!("data-ask=\"open {at}\" aria-pressed=\"true\"");
        (0..2).find(|at| html.contains(&pressed(*at)))
    };
    for (ask, shown) in [
        ("open 1", Some(1)),
        // Session 0 alone is in the first project.
        ("filter project 0", Some(0)),
        ("filter project 0", Some(1)),
        ("filter session 0", Some(0)),
        ("open 1", Some(1)),
    ] {
        assert_eq!(opened(&job.ask(ask)), shown, "{ask}");
    }
}

#[test]
fn a_pressed_button_stays_where_it_was_pressed() {
    let mut job = job(small());
    let here = |parts: &[Part]| (part(parts, "logs-answer"), part(parts, "logs-here"));
    let (answer, told) = here(&job.ask("filter model 1"));
    assert!(answer.contains("id=\"logs-chosen-model\"") && !answer.contains("aria-disabled"));
    // The second model's share of the $1.19 (the whole of small logs).
    assert_eq!(told, "<b>$0.15</b> of $1.19: Sonnet 5.");
    let (answer, told) = here(&job.ask("filter model 1"));
    assert!(answer.contains("id=\"logs-chosen-model\" data-ask=\"filter model 1\""));
    assert_eq!(told, "<b>$1.19</b>: everything is shown.");
    job.ask("filter model 1");
    let (answer, _) = here(&job.ask("filter"));
    assert!(answer.contains("id=\"logs-all\" data-ask=\"filter\" aria-disabled=\"true\""));
    assert!(!body(&mut job).contains("id=\"logs-all\""));
}

#[test]
fn faults_and_empty_files_are_counted_whole() {
    let fault = |line| ReadFault { file: "a.jsonl".into(), line: Some(line), why: Why::Malformed };
    let reading = |unread, empty| Reading {
        files: 200,
        unread,
        empty,
        empty_files: (0..empty.min(3)).map(|file| format!("<{file}>.jsonl")).collect(),
        faults: (0..unread.min(100)).map(fault).collect(),
        ..Reading::default()
    };
    for (reading, says, never) in [
        (reading(1_250, 17), "1,250 files or lines were not read as they stand; the rest was", "100 files"),
        (
            reading(1_250, 17),
            "<li>And 1,230 more.</li><li>17 files are empty: &lt;0&gt;.jsonl, &lt;1&gt;.jsonl, &lt;2&gt;.jsonl and 14 more.</li>",
            "nothing in it",
        ),
        (
            reading(0, 1),
            "<summary>1 file is empty</summary><p class=\"note\">&lt;0&gt;.jsonl</p>",
            "not read",
        ),
        (reading(1, 0), "1 file or line was not read as it stands", "empty"),
    ] {
        let html = body(&mut job(Logs { reading, ..Logs::default() }));
        assert!(html.contains(says) && !html.contains(never), "{says}: {html}");
    }
}

/// A conversation that begins with 300,000 tokens cannot be compacted to 60,000.
#[test]
fn thresholds_below_what_a_compaction_leaves_are_none() {
    let mut logs = logs(&["claude-opus-5"]);
    let grown = |at: u32| call(i64::from(at) * MINUTE, [0, 20_000, 0, 300_000 + 20_000 * at, 100]);
    logs.calls = (0..10).map(grown).collect();
    let html = part(&job(logs.clone()).ask("filter"), "logs-replays");
    assert!(!html.contains("<th scope=\"row\">Compaction at 60K") && html.contains("Compaction at 400K"));
    assert!(html.contains("Compaction at 60K, 80K, 100K, 120K, 160K or 200K is not possible"), "{html}");
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
    let mut job = job(logs);
    for (typed, value, wrong) in [
        ("abc", "value=\"abc\" aria-invalid=\"true\"", true),
        ("-3", "value=\"-3\" aria-invalid=\"true\"", true),
        ("<b>", "value=\"&lt;b&gt;\" aria-invalid=\"true\"", true),
        ("2.5", "value=\"2.5\"", false),
        ("", "value=\"\"", false),
    ] {
        let html = part(&job.ask(&format!("price 1 rate read {typed}")), "logs-prices");
        assert!(html.contains(value), "{typed}: {html}");
        assert_eq!(html.contains("is no rate"), wrong, "{typed}");
    }
}

/// Sessions and calls of the forecast against those of the answer.
#[test]
fn a_forecast_says_what_it_leaves_out() {
    let mut logs = small();
    logs.models.push("no-such-model".into());
    logs.sessions.push(Session { id: "33333333-cccc".into(), project: 1, resumed: false });
    logs.calls.push(Call { session: 2, model: 2, ..call(27 * HOUR, [3, 0, 0, 9_000, 10]) });
    let mut job = job(logs);
    let html = body(&mut job);
    for says in [
        "1 call has no price and is not in this sum: say below what its model costs.",
        "Made from 2 sessions with 6 calls of main conversations on 2 active days, 3 to 4 July 2026.",
        "Of the 8 calls in 3 sessions that were read, 1 call of sub-agents is in it as what a session’s sub-agents do; \
         1 call is left out, of models that no scenario has a price for: no-such-model; 1 session has no main conversation that counts.",
        "cost the same as the real ones do",
    ] {
        assert!(html.contains(says), "{says}: {html}");
    }
    assert_eq!(part(&job.ask("filter model 0"), "logs-month-whole").matches("everything").count(), 1);
    assert_eq!(part(&job.ask("filter"), "logs-month-whole"), "");
    let finding = part(&job.ask("filter class output"), "logs-pauses-finding");
    assert_eq!(finding, "Nothing of this was paid for a prefix written again");
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
            "$3.10 of reports on 2 person-days of 2 people, whose month it is together, 1 July 2026. $0.10 of it is of web searches",
        ),
        (
            ReportKind::AdminCost,
            vec![row(Some(1), 2.0, ""), row(Some(2), -0.5, "")],
            "$2.00 of reports on 1 active day, 1 July 2026. Credits of $0.50 are not taken off.",
        ),
        (ReportKind::CcusageWeekly, vec![row(Some(6), 7.0, "")], "weeks beginning 6 July 2026"),
        // $7 a week is $30.44 in a mean month of 30.44 days.
        (ReportKind::CcusageWeekly, vec![row(Some(6), 7.0, "")], "As a forecast: $30 a month"),
        (ReportKind::UsageText, vec![row(None, 2.0, "")], "It counts 1 session."),
    ] {
        let mut job = job(Logs::default());
        job.read(Logs::default(), vec![Report { kind: Some(kind), rows }]);
        job.ask("rest");
        let html = body(&mut job);
        assert!(html.contains(says), "{says}: {html}");
    }
}

/// Sonnet 4 had dearer rates above 200,000 tokens from 12 August 2025 on (prices/data/claude.json).
#[test]
fn prices_of_one_model_are_told_apart() {
    let mut logs = logs(&["claude-sonnet-4-20250514"]);
    let days = [START - 380 * 24 * HOUR, START - 200 * 24 * HOUR];
    logs.calls = days.map(|at| Call { asked: at, answered: at, ..call(0, [900, 0, 0, 0, 9]) }).to_vec();
    let html = part(&job(logs).ask("filter"), "logs-receipt");
    for says in ["Sonnet 4, one rate for all prompts", "Sonnet 4, dearer above 200K, from 12 August 2025 to"]
    {
        assert!(html.contains(says), "{says}: {html}");
    }
}

/// Totals come first: the forecast is asked for once they are shown.
#[test]
fn the_forecast_is_made_when_it_is_asked_for() {
    let table = RateTable::shipped();
    let plans = sawtooth::prices::plans::shipped();
    let mut job = Job::new(table, plans, Locale::default(), date(2026, 11, 21), Zone::UTC);
    let row = ReportRow {
        day: Some(date(2026, 11, 20)),
        model: Some("claude-opus-5-5".into()),
        usd: Some(5.0),
        ..ReportRow::default()
    };
    let report = Report { kind: Some(ReportKind::CcusageDaily), rows: vec![row] };
    job.read(Logs::default(), vec![report]);
    assert!(job.ask("")[0].html.contains("The forecast is being made"));
    let parts = job.ask("rest");
    assert_eq!(parts[0].id, "logs-fit");
    assert!(parts[0].html.contains("logs-use"), "{}", parts[0].html);
    assert_eq!(job.ask("rest"), []);
    assert!(job.ask("")[0].html.contains(&parts[0].html));
}
