//! Several sessions in one file, or through a pipe: what is read is what their own files say.

use crate::{File, logs, read, told};
use sawtooth::logs::Logs;
use std::collections::BTreeMap;

/// The lines of the home's files, in the order of their paths.
fn home() -> Vec<Vec<Vec<u8>>> {
    let lines = |(_, bytes): File| -> Vec<Vec<u8>> {
        bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect()
    };
    logs("home").into_iter().map(lines).collect()
}

fn as_one(path: &str, lines: impl IntoIterator<Item = Vec<u8>>) -> Logs {
    read(&[(path.into(), lines.into_iter().flatten().collect())])
}

/// By the session's id: whether it goes on with another's calls, and its calls, prompts and compactions.
type Told = BTreeMap<String, (bool, Vec<String>, Vec<String>)>;

fn by_session(logs: &Logs) -> Told {
    let mut all: Told =
        logs.sessions.iter().map(|s| (s.id.to_string(), (s.resumed, Vec::new(), Vec::new()))).collect();
    let id = |session: u32| logs.sessions[session as usize].id.to_string();
    for call in &logs.calls {
        let told = told(logs, call);
        let own = all.get_mut(&id(call.session)).unwrap();
        let without = told.split_once('.').unwrap().1;
        own.1.push(format!("{} {} {without}", call.asked, call.answered));
    }
    for prompt in &logs.prompts {
        all.get_mut(&id(prompt.session)).unwrap().2.push(format!("typed {}", prompt.at));
    }
    for mark in &logs.compactions {
        all.get_mut(&id(mark.session)).unwrap().2.push(format!("compacted {} {:?}", mark.at, mark.left));
    }
    all
}

#[test]
fn sessions_of_one_stream_are_those_of_their_files() {
    let expected = read(&logs("home"));
    for path in ["-", "stdin", "all.jsonl", "backup/all.jsonl.gz"] {
        let stream = as_one(path, home().concat());
        assert_eq!(by_session(&stream), by_session(&expected), "{path}");
        assert_eq!(stream.reading.files, 1);
        assert_eq!(stream.reading.duplicates, expected.reading.duplicates);
    }
    // Without a folder of the agent's, a project is where its sessions worked.
    assert_eq!(as_one("-", home().concat()).projects.len(), 2);
}

#[test]
fn files_in_any_order_hold_the_same_sessions() {
    let mut files = home();
    files.reverse();
    let (reversed, expected) = (as_one("-", files.concat()), read(&logs("home")));
    let sum = |logs: &Logs| logs.calls.iter().map(|call| call.context()).sum::<u64>();
    assert_eq!(reversed.calls.len(), expected.calls.len());
    assert_eq!(sum(&reversed), sum(&expected));
    let ids = |logs: &Logs| by_session(logs).into_keys().collect::<Vec<_>>();
    assert_eq!(ids(&reversed), ids(&expected));
}

/// What two sessions wrote at the same time, a line of each in turn.
#[test]
fn lines_of_two_sessions_may_take_turns() {
    let files: Vec<Vec<Vec<u8>>> = home()
        .into_iter()
        .filter(|lines| lines.iter().all(|line| contains(line, b"\"sessionId\"")))
        .collect();
    let longest = files.iter().map(Vec::len).max().unwrap();
    let turns = (0..longest).flat_map(|at| files.iter().filter_map(move |lines| lines.get(at).cloned()));
    let (mixed, one_by_one) = (as_one("-", turns), as_one("-", files.concat()));
    assert!(mixed.sessions.len() >= 3);
    assert_eq!(by_session(&mixed), by_session(&one_by_one));
}

fn contains(line: &[u8], text: &[u8]) -> bool {
    line.windows(text.len()).any(|window| window == text)
}

/// A resumed session's file begins with lines of the one it goes on with.
#[test]
fn file_named_after_its_session_is_one_session() {
    let lines = home().concat();
    let path = "projects/-p/3c1f0a52-7d0e-4b57-9a51-0e5b2f6c1d01.jsonl";
    let logs = as_one(path, lines.clone());
    assert_eq!(
        logs.sessions.iter().map(|s| &*s.id).collect::<Vec<_>>(),
        ["3c1f0a52-7d0e-4b57-9a51-0e5b2f6c1d01"]
    );
    // So is a sub-agent's, and one of which all lines are of one session is called as it is named.
    let agent = as_one("projects/-p/agent-6b1e77d0.jsonl", lines.clone());
    assert_eq!(agent.sessions.len(), 1);
    let one = as_one("projects/-p/mine.jsonl", home()[0].clone());
    assert_eq!(one.sessions.iter().map(|s| &*s.id).collect::<Vec<_>>(), ["mine"]);
    // Lines of "a" that "b" goes on with: the file is named after the session of its later lines.
    let line = |session: &str, id: u32| {
        format!(
            r#"{{"type":"assistant","uuid":"u{id}","timestamp":"2026-11-20T10:00:0{id}.000Z","sessionId":"{session}","message":{{"id":"m{id}","model":"claude-opus-5-5","content":"ok","stop_reason":"end_turn","usage":{{"input_tokens":{id},"output_tokens":1}}}}}}{}"#,
            "\n"
        )
        .into_bytes()
    };
    let of = |path: &str, lines: Vec<Vec<u8>>| as_one(path, lines).sessions.len();
    assert_eq!(of("p/b.jsonl", vec![line("a", 1), line("b", 2)]), 1);
    assert_eq!(of("p/b.jsonl", vec![line("b", 1), line("a", 2)]), 1);
    assert_eq!(of("p/c.jsonl", vec![line("a", 1), line("b", 2), line("a", 3)]), 2);
}

/// The same files once more beside their concatenation change nothing.
#[test]
fn copies_in_a_concatenation_count_once() {
    let mut files = logs("home");
    let expected = read(&files);
    files.push(("z/all.jsonl".into(), home().concat().concat()));
    let both = read(&files);
    assert_eq!(both.calls.len(), expected.calls.len());
    let ids = |logs: &Logs| by_session(logs).into_keys().collect::<Vec<_>>();
    assert_eq!(ids(&both), ids(&expected));
}
