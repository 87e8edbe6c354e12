//! What the page gets: as a whole for small logs, and safe whatever the names are.

use super::build::*;
use sawtooth::logs::{
    Call, Logs, ReadFault, Reading, Report, ReportKind, ReportRow, ReportTokens, Session, Why,
};
use sawtooth::prices::date;

/// Two sessions in two projects: a lost prefix, a compaction, a sub-agent, a search.
pub fn small() -> Logs {
    let mut logs = logs(&[OPUS, "claude-sonnet-5"]);
    logs.projects.push("/home/me/elsewhere/project".into());
    logs.sessions.push(Session { id: "22222222-bbbb".into(), project: 1, resumed: false });
    logs.compactions = vec![compaction(2 * HOUR + 30 * SECOND, false)];
    let of = |session, chain, model, call| Call { session, chain, model, ..call };
    logs.calls = vec![
        call(0, [3, 0, 40_000, 0, 400]),
        call(20 * SECOND, [3, 0, 2_000, 40_000, 900]),
        call(2 * HOUR, [3, 0, 43_000, 0, 300]),
        call(2 * HOUR + MINUTE, [3, 0, 12_000, 8_000, 300]),
        of(0, 1, 1, call(40 * SECOND, [5, 20_000, 0, 0, 700])),
        of(1, 0, 1, Call { web_searches: 2, ..call(26 * HOUR, [3, 15_000, 0, 10_000, 250]) }),
        of(
            1,
            0,
            1,
            Call { is_final: false, estimated: 2_000, ..call(26 * HOUR + MINUTE, [3, 900, 0, 25_000, 2]) },
        ),
    ];
    logs.reading = Reading {
        files: 3,
        bytes: 1_234_567,
        lines: 321,
        usage_lines: 19,
        duplicates: 12,
        malformed: 1,
        synthetic: 2,
        passed_over: 4,
        empty: 17,
        empty_files: ["b", "c", "d"].map(|name| format!("project/{name}.jsonl")).to_vec(),
        beside: 2,
        unread: 1,
        faults: vec![ReadFault { file: "project/a.jsonl".into(), line: Some(31), why: Why::Malformed }],
    };
    logs
}

#[test]
fn the_whole_of_small_logs() {
    let mut job = job(small());
    job.set_zone("Europe/Berlin", east());
    job.offer_zones(vec!["Europe/Berlin".into(), "UTC".into()]);
    let parts = job.ask("");
    assert_eq!(parts.iter().map(|part| part.id.as_str()).collect::<Vec<_>>(), ["logs-body"]);
    insta::assert_snapshot!("body", parts[0].html.replace("><", ">\n<"));
}

#[test]
fn a_report_says_what_it_cannot_tell() {
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
    let mut job = job(Logs::default());
    job.read(
        Logs::default(),
        vec![Report {
            kind: Some(ReportKind::CcusageDaily),
            rows: vec![row(1, Some(1.4)), row(2, Some(1.5))],
        }],
    );
    job.ask("rest");
    insta::assert_snapshot!("report", job.ask("").remove(0).html.replace("><", ">\n<"));
}

/// Dollars that no lifetime explains are told, and nothing is guessed from them.
#[test]
fn a_report_of_other_prices_tells_no_lifetime() {
    let row = |usd| ReportRow {
        model: Some(OPUS.into()),
        tokens: ReportTokens { write_unsplit: 100_000, ..ReportTokens::default() },
        usd: Some(usd),
        ..ReportRow::default()
    };
    // 100,000 written cost $0.625 for 5 minutes and $1 for an hour.
    for (rows, said, unsaid) in [
        (vec![row(9.0)], "The dollars of 1 row fit no lifetime", "mean that"),
        (vec![row(9.0), row(1.0)], "about 100% of 100K of them", "5-minute rate"),
        (vec![row(1.0)], "about 100% of them", "fit no lifetime"),
    ] {
        let mut job = job(Logs::default());
        job.read(Logs::default(), vec![Report { kind: Some(ReportKind::CcusageDaily), rows }]);
        job.ask("rest");
        let html = job.ask("").remove(0).html;
        assert!(html.contains(said) && !html.contains(unsaid), "{said}: {html}");
    }
}

/// Questions after which every part was made.
const ASKS: [&str; 12] = [
    "filter project 0",
    "filter model 0",
    "filter session 0",
    "filter",
    "open 0",
    "open 1",
    "more session",
    "width 360",
    "corrected",
    "price 2 as claude-opus-5",
    "price 2 rate read 0.5",
    "",
];

#[test]
fn names_from_outside_are_text() {
    const HOSTILE: &str = "\"'><img src=x onerror=alert(1)>&amp;<script>/";
    let mut logs = small();
    logs.models.push(HOSTILE.into());
    logs.calls[6].model = 2;
    logs.projects = vec![HOSTILE.into(), format!("{HOSTILE}<img onerror>")];
    logs.sessions.iter_mut().for_each(|session| session.id = HOSTILE.into());
    logs.reading.faults = vec![
        ReadFault { file: HOSTILE.into(), line: None, why: Why::Refused { says: HOSTILE.into() } },
        ReadFault { file: HOSTILE.into(), line: None, why: Why::CountsTwice { other: HOSTILE.into() } },
    ];
    let row =
        ReportRow { model: Some(HOSTILE.into()), session: Some(HOSTILE.into()), ..ReportRow::default() };
    let mut job = job(logs.clone());
    job.read(logs, vec![Report { kind: None, rows: vec![row.clone(), row] }]);
    job.ask("rest");
    job.set_zone(HOSTILE, east());
    job.offer_zones(vec![HOSTILE.into()]);
    for ask in ASKS {
        let parts = job.ask(ask);
        assert!(!parts.is_empty(), "{ask}");
        for part in parts {
            let (html, id) = (&part.html, &part.id);
            assert!(
                !html.contains("<img") && !html.contains("<script") && !html.contains("\"'>"),
                "{ask}: {id}"
            );
            assert!(
                !html.contains(" style=") && html.matches('<').count() == html.matches('>').count(),
                "{ask}: {id}"
            );
        }
    }
}

#[test]
fn what_is_not_understood_has_no_answer() {
    let mut job = job(small());
    let whole = job.ask("");
    for ask in [
        "nonsense",
        "filter",
        "filter model",
        "filter model 99",
        "filter model -1",
        "filter nothing 1",
        "filter day x",
        "filter class nothing",
        "open",
        "open 99",
        "width NaN",
        "width 5",
        "price",
        "price 99 as claude-opus-5",
        "price 0 as no-such-model",
        "price 0 rate nothing 1",
        "more nothing",
    ] {
        let answered = job.ask(ask);
        assert!(answered.is_empty() || ask == "filter", "{ask}");
    }
    assert_eq!(job.ask(""), whole);
}

#[test]
fn choices_are_taken_back_and_rates_hold_when_all_are_there() {
    let mut logs = small();
    logs.models[1] = "my-own-model".into();
    let mut job = job(logs);
    let whole = job.ask("");
    assert!(whole[0].html.contains("3 calls have no price"));
    job.ask("filter model 0");
    assert!(job.ask("")[0].html.contains("data-ask=\"filter model 0\" aria-pressed=\"true\""));
    job.ask("filter model 0");
    assert_eq!(job.ask(""), whole);
    let mut answer = |ask: &str| {
        let parts = job.ask(ask);
        parts.into_iter().find(|part| part.id == "logs-answer").unwrap().html
    };
    for class in ["input 5", "write5m 6.25", "write1h 10", "read 0.5"] {
        assert!(answer(&format!("price 1 rate {class}")).contains("3 calls have no price"));
    }
    let priced = answer("price 1 rate output 25");
    let like = answer("price 1 as claude-opus-5");
    assert!(!priced.contains("have no price"));
    let total = |html: &str| html.split("<strong>").nth(1).unwrap().split('<').next().unwrap().to_string();
    assert_eq!(total(&priced), total(&like));
    job.ask("price 1 as");
    assert_eq!(job.ask(""), whole);
}

#[test]
fn nothing_and_too_much_are_answered_too() {
    let mut far = small();
    for (call, at) in far.calls.iter_mut().zip([i64::MIN, i64::MAX, 0, -1, i64::MAX - 1, i64::MIN, 1]) {
        (call.asked, call.answered) = (at, at);
        (call.input, call.read, call.write_1h, call.output) = (u32::MAX, u32::MAX, u32::MAX, u32::MAX);
    }
    far.compactions[0].at = i64::MAX;
    // Places that are nowhere.
    (far.calls[5].session, far.calls[5].model) = (u32::MAX, u32::MAX);
    far.sessions[1].project = u32::MAX;
    for logs in [Logs::default(), far] {
        let mut job = job(logs);
        for ask in ASKS {
            let parts = job.ask(ask);
            assert!(
                parts.iter().all(|part| !part.html.contains("NaN") && !part.html.contains("inf")),
                "{ask}"
            );
        }
    }
}
