//! Long lines and many faults.

use crate::{File, cut, read};
use sawtooth::logs::{Reading, Why};

/// Bytes of the longest line that is read.
const LONGEST: usize = 64 << 20;

/// A line of so many bytes whose one string fills it.
fn line(bytes: usize, before: &str, after: &str) -> Vec<u8> {
    let fill = bytes - before.len() - after.len();
    [before.as_bytes(), &b"x".repeat(fill), after.as_bytes()].concat()
}

const BEFORE: &str = r#"{"type":"assistant","message":{"id":"msg_1","model":"claude-opus-5-5","content":[{"type":"text","text":""#;
const AFTER: &str = r#""}],"stop_reason":"end_turn","usage":{"input_tokens":1,"output_tokens":2}},"timestamp":"2026-10-12T10:00:00.000Z"}"#;

fn file(lines: &[Vec<u8>]) -> Vec<File> {
    vec![("long.jsonl".into(), lines.join(&b'\n'))]
}

#[test]
fn a_line_of_three_megabytes_is_read() {
    let long = line(3 << 20, BEFORE, AFTER);
    let logs = read(&file(&[long.clone(), b"{}".to_vec(), long]));
    assert_eq!((logs.calls.len(), logs.reading.lines, logs.reading.duplicates), (1, 3, 1));
    assert_eq!(logs.reading.faults, []);
}

/// The longest that is read, and one byte more; the line after it is read, and has its number.
#[test]
fn a_line_beyond_the_limit_is_left_out() {
    let broken = b"{".to_vec();
    let files = file(&[line(LONGEST, BEFORE, AFTER), line(LONGEST + 1, BEFORE, AFTER), broken]);
    let at_once = read(&files);
    assert_eq!((at_once.calls.len(), at_once.reading.usage_lines), (1, 1));
    let faults: Vec<_> = at_once.reading.faults.iter().map(|fault| (fault.line, &fault.why)).collect();
    let limit = LONGEST as u64;
    assert_eq!(faults, [(Some(2), &Why::LineTooLong { limit }), (Some(3), &Why::CutShort)]);
    assert_eq!(cut(&files, |bytes| bytes.chunks(5 << 20).collect()), at_once);
}

#[test]
fn faults_are_counted_beyond_those_that_are_named() {
    let files = file(&vec![b"no".to_vec(); 150]);
    let reading = read(&files).reading;
    assert_eq!((reading.malformed, reading.unread, reading.faults.len()), (150, 150, Reading::MOST_FAULTS));
}
