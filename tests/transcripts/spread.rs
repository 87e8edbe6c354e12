//! Transcripts that an editor or `jq` wrote again: records over several lines, or in a list.

use super::{File, cut, logs, read};
use proptest::prelude::*;
use sawtooth::logs::Logs;
use sawtooth::logs::read::Import;
use serde_json::{Value, ser};

/// The records of a file that are whole.
fn records(bytes: &[u8]) -> Vec<Value> {
    let values = bytes.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok());
    values.filter(Value::is_object).collect()
}

fn pretty(value: &Value, indent: &[u8]) -> Vec<u8> {
    let mut text = Vec::new();
    let form = ser::PrettyFormatter::with_indent(indent);
    serde::Serialize::serialize(value, &mut ser::Serializer::with_formatter(&mut text, form)).expect("JSON");
    text
}

/// How records may be written.
#[derive(Clone, Copy, Debug)]
enum Form {
    /// As the agent writes them, but for what is no record.
    Lines,
    /// `jq .`
    OneByOne(&'static [u8]),
    /// `jq -s .`
    List(&'static [u8]),
    /// `jq -cs .`
    OneLine,
    /// A record a line, in a list.
    LinesOfList,
    /// `[{` and `}, {`
    Joined,
}

const FORMS: [Form; 9] = [
    Form::OneByOne(b"  "),
    Form::OneByOne(b"\t"),
    Form::OneByOne(b""),
    Form::List(b"  "),
    Form::List(b"    "),
    Form::List(b""),
    Form::OneLine,
    Form::LinesOfList,
    Form::Joined,
];

fn written(records: &[Value], form: Form) -> Vec<u8> {
    let each = |indent| records.iter().map(|record| pretty(record, indent)).collect::<Vec<_>>();
    let lines = || records.iter().map(|record| record.to_string().into_bytes()).collect::<Vec<_>>();
    match form {
        Form::Lines => lines().join(&b"\n"[..]),
        Form::OneByOne(indent) => each(indent).join(&b"\n"[..]),
        Form::List(indent) => pretty(&Value::Array(records.to_vec()), indent),
        Form::OneLine => Value::Array(records.to_vec()).to_string().into_bytes(),
        Form::LinesOfList => [b"[\n", lines().join(&b",\n"[..]).as_slice(), b"\n]\n"].concat(),
        Form::Joined => [b"[", each(b"  ").join(&b", "[..]).as_slice(), b"]"].concat(),
    }
}

/// What is counted, however much text it took.
fn counted(mut logs: Logs) -> Logs {
    logs.reading.bytes = 0;
    logs
}

fn everything() -> Vec<(String, Vec<Value>)> {
    let all = [logs("home"), logs("traps")].concat();
    // Of one whose lines are no JSON for others, other records are left.
    all.into_iter().map(|(path, bytes)| (path, records(&bytes))).filter(|(_, all)| !all.is_empty()).collect()
}

fn files(form: Form) -> Vec<File> {
    everything().into_iter().map(|(path, all)| (path, written(&all, form))).collect()
}

#[test]
fn every_form_counts_as_lines_do() {
    let lines = counted(read(&files(Form::Lines)));
    assert!(lines.calls.len() > 40, "{}", lines.calls.len());
    for form in FORMS {
        let found = counted(read(&files(form)));
        assert_eq!(found.reading.lines, lines.reading.lines, "{form:?}");
        assert_eq!(found.calls, lines.calls, "{form:?}");
        let without_lines = |logs: &Logs| {
            let mut logs = logs.clone();
            logs.reading.faults.iter_mut().for_each(|fault| fault.line = None);
            logs
        };
        assert_eq!(without_lines(&found), without_lines(&lines), "{form:?}");
    }
}

/// What a file is, its first bytes say, whole or cut.
#[test]
fn every_form_is_known_for_a_transcript() {
    for form in FORMS {
        let mut import = Import::new();
        for (path, bytes) in files(form) {
            import.begin(&path);
            bytes.chunks(700).for_each(|piece| import.push(piece));
        }
        let found = import.finish();
        let lines = read(&files(Form::Lines));
        assert_eq!(found.logs.calls, lines.calls, "{form:?}");
        assert!(found.reports.is_empty());
    }
}

#[test]
fn single_bytes_are_as_good_as_forms() {
    for form in FORMS {
        let files = files(form);
        assert_eq!(cut(&files, |bytes| bytes.chunks(1).collect()), read(&files), "{form:?}");
    }
}

fn record(id: &str) -> Value {
    serde_json::json!({
        "type": "assistant", "sessionId": "s", "timestamp": "2026-11-20T10:00:00Z", "uuid": id,
        "message": { "id": id, "model": "claude-opus-5-5", "stop_reason": "end_turn",
            "content": [{ "type": "text", "text": "a {\n  \"b\": [1, 2]\n}" }],
            "usage": { "input_tokens": 10, "output_tokens": 5 } },
    })
}

fn one(bytes: Vec<u8>) -> Logs {
    read(&[("p/s.jsonl".into(), bytes)])
}

/// A record that was cut costs no other.
#[test]
fn what_is_cut_costs_no_other_record() {
    let all = ["a", "b", "c"].map(record);
    for form in [Form::OneByOne(b"  "), Form::List(b"  "), Form::LinesOfList] {
        let text = String::from_utf8(written(&all, form)).expect("text");
        let within = text.find("\"uuid\"").expect("of the first");
        let second = text[within..].find("\"sessionId\"").and_then(|at| text[..within + at].rfind('{'));
        let second = second.expect("the second");
        // Within a name of the first one, and within the last.
        let begins = text[..second].rfind('\n').expect("a line") + 1;
        let cut = [&text[..within + 3], "\n", &text[begins..]].concat();
        let logs = one(cut.into_bytes());
        assert_eq!((logs.calls.len(), logs.reading.malformed), (2, 1), "{form:?}");
        let logs = one(text[..text.len() - 30].into());
        assert_eq!((logs.calls.len(), logs.reading.malformed), (2, 1), "{form:?}");
    }
}

/// Lines, then a record over several, then lines once more, and a list.
#[test]
fn forms_may_follow_each_other() {
    let text = [
        written(&[record("a")], Form::Lines),
        written(&[record("b"), record("c")], Form::OneByOne(b"  ")),
        written(&[record("d")], Form::Lines),
        written(&[record("e"), record("f")], Form::List(b" ")),
        b"no record".to_vec(),
        written(&[record("g")], Form::Lines),
    ];
    let logs = one(text.join(&b"\n"[..]));
    assert_eq!((logs.calls.len(), logs.reading.malformed), (7, 1), "{:?}", logs.reading.faults);
    let marked = one([b"\xEF\xBB\xBF\r\n", written(&[record("a")], Form::List(b"  ")).as_slice()].concat());
    assert_eq!((marked.calls.len(), marked.reading.malformed), (1, 0));
}

/// Calls without any id are told apart by their lines, and those of a list have some too.
#[test]
fn calls_without_ids_on_one_line_are_several() {
    let mut call = record("");
    call["message"]["id"] = Value::Null;
    let all = [call.clone(), call.clone(), call];
    for form in FORMS {
        assert_eq!(one(written(&all, form)).calls.len(), 3, "{form:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Any bytes among and within such records are read to the end, however they are cut.
    #[test]
    fn damage_is_read_the_same_however_it_is_cut(
        form in 0..FORMS.len(),
        at in any::<prop::sample::Index>(),
        junk in prop::collection::vec(prop::sample::select(b"{}[]\",\n\\ a:".to_vec()), 0..12),
        size in 1_usize..40,
    ) {
        let mut text = written(&["a", "b", "c"].map(record), FORMS[form]);
        let at = at.index(text.len());
        text.splice(at..at, junk);
        let file = [("p/s.jsonl".to_string(), text)];
        let pieces = |bytes: &'_ [u8]| bytes.chunks(size).map(<[u8]>::to_vec).collect::<Vec<_>>();
        let mut transcripts = sawtooth::logs::read::transcript::Transcripts::new();
        transcripts.begin(&file[0].0);
        pieces(&file[0].1).iter().for_each(|piece| transcripts.push(piece));
        prop_assert_eq!(transcripts.finish(), read(&file));
    }
}
