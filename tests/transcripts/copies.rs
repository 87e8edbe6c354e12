//! Copies of sessions: backups of a home, files under other names, of an earlier time. Each call is
//! billed once, and a session is one wherever its copies lie.

use super::{File, logs, read};
use sawtooth::logs::Logs;

/// The home, and copies of its files under paths made of their own.
fn with_copies(name: impl Fn(&str) -> Option<String>) -> Logs {
    let mut files = logs("home");
    let copies: Vec<File> =
        files.iter().filter_map(|(path, bytes)| Some((name(path)?, bytes.clone()))).collect();
    files.extend(copies);
    read(&files)
}

fn is_one(copied: &Logs, what: &str) {
    let home = read(&logs("home"));
    assert_eq!(copied.sessions, home.sessions, "{what}");
    assert_eq!(copied.projects, home.projects, "{what}");
    assert_eq!(copied.calls, home.calls, "{what}");
    assert_eq!((&copied.prompts, &copied.compactions), (&home.prompts, &home.compactions), "{what}");
}

#[test]
fn a_backup_of_the_home_counts_once() {
    // Before the home by their paths, and after it.
    for folder in ["aa/.claude.backup", "zz/backup/2026-11-01/.claude"] {
        is_one(&with_copies(|path| Some([folder, "/", path].concat())), folder);
    }
}

#[test]
fn sessions_under_other_names_are_the_same() {
    let is_main = |path: &&str| path.matches('-').count() > 4 && !path.contains("agent-");
    for (before, end) in [("", " (1).jsonl"), ("", ".bak.jsonl"), ("", "-copy.jsonl"), ("aa/", ".jsonl.bak")]
    {
        let name = |path: &str| {
            let stem = Some(path).filter(is_main)?.strip_suffix(".jsonl")?;
            Some([before, stem, end].concat())
        };
        is_one(&with_copies(name), end);
    }
    // In a folder of another name, and in none.
    let flat = |path: &str| Some(path).filter(is_main)?.rsplit('/').next().map(|name| ["zz/", name].concat());
    is_one(&with_copies(flat), "flat");
}

/// The first lines of a session in a folder that comes first: the rest is the same session's.
#[test]
fn an_earlier_state_of_a_session_is_no_other_session() {
    let mut files = logs("home");
    let early = |bytes: &[u8]| bytes.split_inclusive(|b| *b == b'\n').take(9).collect::<Vec<_>>().concat();
    for (path, bytes) in logs("home").iter().filter(|(path, _)| !path.contains("agent-")) {
        let name = path.rsplit('/').next().unwrap_or_default();
        files.push((["aa/old/", name].concat(), early(bytes)));
    }
    let (copied, home) = (read(&files), read(&logs("home")));
    assert_eq!((copied.calls.len(), copied.sessions.len()), (home.calls.len(), home.sessions.len()));
    let tokens =
        |logs: &Logs| logs.calls.iter().map(|call| (call.context(), call.output)).collect::<Vec<_>>();
    let sorted = |logs: &Logs| {
        let mut all = tokens(logs);
        all.sort_unstable();
        all
    };
    assert_eq!(sorted(&copied), sorted(&home));
    assert_eq!(copied.prompts.len(), home.prompts.len());
}

fn without(name: &str, files: &mut [File]) {
    for (_, bytes) in files {
        let lines = String::from_utf8_lossy(bytes).into_owned();
        *bytes = lines.replace(&["\"", name, "\":"].concat(), &["\"_", name, "\":"].concat()).into_bytes();
    }
}

/// Whatever ids are missing, in the copy or in both.
#[test]
fn copies_without_ids_are_copies() {
    let none: &[&str] = &[];
    for (in_home, in_copy) in [
        (none, &["requestId"][..]),
        (&["requestId"], none),
        (&["requestId"], &["requestId"]),
        (&["requestId", "id"], &["requestId", "id"]),
        (&["requestId", "id", "uuid"], &["requestId", "id", "uuid"]),
    ] {
        let (mut home, mut copy) = (logs("home"), logs("home"));
        in_home.iter().for_each(|name| without(name, &mut home));
        in_copy.iter().for_each(|name| without(name, &mut copy));
        let alone = read(&home);
        copy.iter_mut().for_each(|(path, _)| *path = ["aa/", path].concat());
        let all = read(&[home, copy].concat());
        assert_eq!(
            (all.calls.len(), all.sessions.len()),
            (alone.calls.len(), alone.sessions.len()),
            "{in_copy:?}"
        );
    }
}
