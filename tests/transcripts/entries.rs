//! How the client was started: with a person before it, or headless.

use crate::{File, read};

/// A line of an answer, and how the client that wrote it was started; empty where it does not say.
fn answer(entry: &str, second: u32) -> String {
    let entry = if entry.is_empty() { String::new() } else { format!(r#""entrypoint":"{entry}","#) };
    format!(
        r#"{{"isSidechain":false,{entry}"type":"assistant","uuid":"u{second}","timestamp":"2026-11-20T10:00:{second:02}.000Z","sessionId":"s","requestId":"r{second}","message":{{"id":"m{second}","model":"claude-opus-5-5","content":[],"stop_reason":"end_turn","usage":{{"input_tokens":2,"output_tokens":9}}}}}}"#
    )
}

fn headless(files: &[(&str, &[String])]) -> Vec<bool> {
    let file =
        |(path, lines): &(&str, &[String])| -> File { ((*path).into(), (lines.join("\n") + "\n").into()) };
    let logs = read(&files.iter().map(file).collect::<Vec<_>>());
    logs.sessions.iter().map(|session| session.headless).collect()
}

/// `claude -p` and the SDKs write "sdk-cli", "sdk-ts" and "sdk-py", a terminal "cli", an editor its name
/// (FACTS-2026-11-28, (d), Lines).
#[test]
fn sessions_say_how_the_client_was_started() {
    for (entry, is_headless) in [
        ("cli", false),
        ("sdk-cli", true),
        ("sdk-ts", true),
        ("sdk-py", true),
        ("claude-vscode", false),
        ("", false),
    ] {
        assert_eq!(headless(&[("p/s.jsonl", &[answer(entry, 1)])]), [is_headless], "{entry}");
    }
    // The first line that says it.
    assert_eq!(headless(&[("p/s.jsonl", &[answer("", 1), answer("sdk-cli", 2)])]), [true]);
    assert_eq!(headless(&[("p/s.jsonl", &[answer("cli", 1), answer("sdk-cli", 2)])]), [false]);
}

/// A sub-agent's lines do not speak for the session that started it.
#[test]
fn sub_agents_do_not_say_how_their_session_was_started() {
    let agent = "p/s/subagents/agent-1.jsonl";
    let agents = [answer("sdk-cli", 2)];
    assert_eq!(headless(&[("p/s.jsonl", &[answer("cli", 1)]), (agent, &agents)]), [false]);
    assert_eq!(headless(&[(agent, &agents), ("p/s.jsonl", &[answer("", 1)])]), [false]);
}
