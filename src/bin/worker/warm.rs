//! A run before the first files are there.
//!
//! A browser starts a program in code that it made in a hurry, and meanwhile makes good code of
//! what runs most. So the worker reads and shows made-up transcripts first, while somebody is
//! still choosing: 100 to 150 ms of it take 100 ms off the first 500 MB of logs.

use sawtooth::logs::read::Import;
use sawtooth::view::logs_session::{LogsSession, to_bytes};

/// Half as many gain less, twice as many no more.
const FILES: usize = 200;
const CALLS: usize = 20;
const TIMES_SHOWN: usize = 4;

/// Has a session that nobody else asks read and show them.
pub fn up(mut session: LogsSession) {
    let (mut import, mut whole) = (Import::new(), Import::new());
    for file in 0..FILES {
        import.begin(&format!("projects/-warm/{file}.jsonl"));
        import.push(transcript(file).as_bytes());
        whole.append(&import.take());
    }
    let imported = whole.finish();
    session.read(imported);
    for _ in 0..TIMES_SHOWN {
        // As bytes too, as they go to the page.
        let _ = to_bytes(&session.shown());
    }
}

/// As Claude Code writes it: answers with their usage between much longer results.
fn transcript(file: usize) -> String {
    let result = r#"     1    let said = \"tide\";\n"#.repeat(100);
    let month = file % 12 + 1;
    let lines = |call: usize| {
        let about = format!(
            r#""isSidechain":false,"userType":"external","cwd":"/warm","sessionId":"{file}","version":"2.1.140","gitBranch":"main","uuid":"{file}-{call}","timestamp":"2026-{month:02}-01T09:00:{call:02}.000Z""#
        );
        let content = r#"[{"type":"tool_use","id":"a","name":"Bash","input":{"command":"ls"}}]"#;
        let usage = r#"{"input_tokens":4,"cache_creation_input_tokens":23410,"cache_read_input_tokens":18870,"cache_creation":{"ephemeral_5m_input_tokens":0,"ephemeral_1h_input_tokens":23410},"output_tokens":310,"service_tier":"standard"}"#;
        [
            format!(r#"{{"parentUuid":null,"type":"user",{about},"message":{{"role":"user","content":[{{"type":"tool_result","content":"{result}"}}]}},"toolUseResult":{{"stdout":"{result}"}}}}"#),
            format!(r#"{{"parentUuid":null,"type":"assistant",{about},"requestId":"{file}-{call}","message":{{"model":"claude-opus-5-5","id":"{file}-{call}","type":"message","role":"assistant","content":{content},"stop_reason":"tool_use","usage":{usage}}}}}"#),
            String::new(),
        ]
        .join("\n")
    };
    (0..CALLS).map(lines).collect()
}
