//! A file for each trap. Where nothing else is said, an answer has 10 tokens of input, 100
//! of 5-minute writes, 1,000 of reads and 20 of output, so every number says where it is from.

use crate::{File, logs, read, told};
use sawtooth::logs::{Compacted, Logs, Why};

/// The answer of which most traps have one.
const ONE: &str = "0.0 opus-5-5 10 100 0 1000 20";

/// The trap's files together.
fn trap(names: &[&str]) -> Logs {
    let all = logs("traps");
    let named = |name: &&str| all.iter().find(|(path, _)| *path == format!("traps/{name}.jsonl")).cloned();
    let files: Vec<File> = names.iter().map(|name| named(name).expect(name)).collect();
    read(&files)
}

/// `counted`: lines, lines with usage, copies, malformed lines, synthetic ones.
fn check(name: &str, calls: &[&str], counted: [u64; 5]) {
    let logs = trap(&[name]);
    let read: Vec<String> = logs.calls.iter().map(|call| told(&logs, call)).collect();
    assert_eq!(read, calls, "{name}");
    let reading = &logs.reading;
    let counts =
        [reading.lines, reading.usage_lines, reading.duplicates, reading.malformed, reading.synthetic];
    assert_eq!(counts, counted, "{name}: {:?}", reading.faults);
    let answers = reading.usage_lines - reading.duplicates;
    assert_eq!(answers + reading.beside, logs.calls.len() as u64, "{name}");
}

/// An answer is a line for each block; until it ends, lines have the count of that moment.
#[test]
fn of_copies_the_largest_output_counts() {
    check("copies-rising", &[ONE], [3, 3, 2, 0, 0]);
    check("copies-falling", &[ONE], [3, 3, 2, 0, 0]);
}

/// The sidechain's copy has another request id, 11 tokens of input and 30 of output: the main
/// one's prompt counts, and the larger output.
#[test]
fn a_sidechains_copy_goes_by_the_message_alone() {
    let main = "0.0 opus-5-5 10 100 0 1000 30";
    check("sidechain-after", &[main], [2, 2, 1, 0, 0]);
    check("sidechain-before", &[main], [2, 2, 1, 0, 0]);
    check("sidechain-only", &["0.1 opus-5-5 10 100 0 1000 25"], [2, 2, 1, 0, 0]);
}

#[test]
fn ids_may_be_missing() {
    check("request-missing", &[ONE], [3, 3, 2, 0, 0]);
    check("request-nowhere", &[ONE], [2, 2, 1, 0, 0]);
    // By the request's id where the message has none, and by the line's where both are missing.
    check("message-missing", &[ONE, ONE, ONE], [5, 5, 2, 0, 0]);
}

/// A message id twice under two request ids is two calls, and so is a request id under two.
#[test]
fn both_ids_make_a_call() {
    check("two-requests", &[ONE, ONE, ONE], [3, 3, 0, 0, 0]);
}

/// The sub-agent's two lines are one call; what stands in `normalizedMessages`, in progress of
/// another type or of a hook is none.
#[test]
fn a_sub_agents_progress_counts() {
    check("progress", &[ONE, "0.1 haiku-5-5 3 50 0 0 7"], [6, 3, 1, 0, 0]);
}

#[test]
fn what_no_model_answered_is_no_call() {
    check("synthetic", &[ONE], [2, 1, 0, 0, 1]);
    // One with usage of nothing but zeros, one without.
    check("api-error", &[ONE], [3, 1, 0, 0, 2]);
}

#[test]
fn what_is_billed_differently_is_told_apart() {
    check("fast", &["0.0 opus-5-5 10 100 0 1000 20 fast", ONE], [2, 2, 0, 0, 0]);
    check("us-only", &["0.0 opus-5-5 10 100 0 1000 20 us", ONE, ONE], [3, 3, 0, 0, 0]);
    check("web-search", &["0.0 opus-5-5 10 100 0 1000 20 3 searches"], [2, 2, 1, 0, 0]);
    check("one-hour", &["0.0 opus-5-5 10 100 200 1000 20"], [1, 1, 0, 0, 0]);
    check("no-split", &["0.0 opus-5-5 10 300 0 1000 20"], [1, 1, 0, 0, 0]);
    let beyond = ["0.0 haiku-5-5 0 100000 0 0 1000", "0.0 haiku-5-5 1 100000 0 0 1000"];
    check("long-context", &beyond, [2, 2, 0, 0, 0]);
}

/// Totals of 300, 100 and 300 tokens with splits of 0+200, 50+200 and 0+0; then a split of
/// 30+70 without a total.
#[test]
fn the_total_of_writes_rules_over_their_split() {
    let calls = [
        "0.0 opus-5-5 10 100 200 1000 20",
        "0.0 opus-5-5 10 0 100 1000 20",
        "0.0 opus-5-5 10 300 0 1000 20",
        "0.0 opus-5-5 10 30 70 1000 20",
    ];
    check("split-disagrees", &calls, [4, 4, 0, 0, 0]);
}

/// A total of 0 and one of `null`, each with a split of 30+70.
#[test]
fn a_split_without_a_total_counts() {
    let calls = ["0.0 opus-5-5 10 30 70 1000 20", "0.0 opus-5-5 10 30 70 1000 20"];
    check("total-missing", &calls, [2, 2, 0, 0, 0]);
}

/// Fields that are `null`, in a tool's input and in the record; then records that are empty.
#[test]
fn null_is_nothing() {
    check("null-fields", &[ONE, "0.0 opus-5-5 10 0 0 0 20"], [4, 2, 0, 0, 0]);
}

/// Compaction's own tokens are in no total (FACTS.md 5.1), so they are a call of their own.
#[test]
fn what_a_record_lists_beside_its_totals_counts_too() {
    check("iterations", &[ONE, "0.1 opus-5-5 90000 0 0 0 900"], [1, 1, 0, 0, 0]);
    assert_eq!(trap(&["iterations"]).reading.beside, 1);
}

/// The first of three calls is of no day; the last one is of the one before it.
#[test]
fn a_call_without_a_time_is_refused_or_has_the_last() {
    check("no-time", &[ONE, ONE], [3, 2, 0, 1, 0]);
    let logs = trap(&["no-time"]);
    let [first, last] = [&logs.calls[0], &logs.calls[1]];
    assert_eq!(first.answered, last.answered);
    let told: Vec<_> = logs.reading.faults.iter().map(|fault| (fault.line, fault.why.clone())).collect();
    assert_eq!(told, [(Some(1), Why::NoTime)]);
}

#[test]
fn how_a_line_is_written_does_not_matter() {
    check("blanks", &[ONE, ONE, ONE], [3, 3, 0, 0, 0]);
    check("crlf", &[ONE, ONE], [3, 2, 0, 0, 0]);
    check("no-final-newline", &[ONE, ONE], [2, 2, 0, 0, 0]);
    check("byte-order-mark", &[ONE], [1, 1, 0, 0, 0]);
    // "type" and "timestamp" after all that depends on them, "data" before "type".
    let agents = ["0.1 opus-5-5 10 100 0 1000 20", "0.1 haiku-5-5 3 50 0 0 7"];
    check("keys-reversed", &[ONE, agents[0], agents[1]], [5, 3, 0, 0, 0]);
}

/// In the text of prompts, answers and results, escaped; then as real keys of a tool's input,
/// of its result and of lines of other types.
#[test]
fn usage_counts_only_at_its_place() {
    check("usage-in-strings", &[ONE], [3, 1, 0, 0, 0]);
    check("usage-elsewhere", &[ONE], [4, 1, 0, 0, 0]);
}

/// Models no table knows keep their names; the third line writes the first one's with escapes.
#[test]
fn unknown_models_are_kept_by_name() {
    let calls = ["0.0 opus-9 10 100 0 1000 20", "0.0 gpt-5.5 10 100 0 1000 20"];
    check("unknown-models", &[calls[0], calls[1], calls[0]], [3, 3, 0, 0, 0]);
}

/// Estimates, where no copy has a stop reason: on the older tokenizer 53 + 140 / 3.5 = 93, of
/// 35 characters of thinking, 70 of text (one line of it is written twice) and 35 of JSON; on
/// the newer one 82 + 280 / 2.8 = 182 and, for text without blocks, 82 + 28 / 2.8 = 92. What was
/// recorded stands where it is larger, and where there is a stop reason.
#[test]
fn output_is_estimated_where_no_count_is_final() {
    let calls = [
        "0.0 sonnet-4-5-20250929 10 100 0 1000 1 ~93",
        "0.0 opus-5-5 10 100 0 1000 1 ~182",
        "0.0 opus-5-5 10 100 0 1000 500 ~500",
        "0.0 opus-5-5 10 100 0 1000 1 ~92",
        "0.0 opus-5-5 10 100 0 1000 1",
    ];
    check("output-placeholders", &calls, [8, 8, 3, 0, 0]);
    // 13 characters of several bytes each, and 4 that are written as escapes.
    let unicode = ["0.0 opus-5-5 10 100 0 1000 1 ~87", "0.0 opus-5-5 10 100 0 1000 1 ~83"];
    check("unicode", &unicode, [3, 2, 0, 0, 0]);
}

#[test]
fn what_cannot_be_read_is_named_by_its_line() {
    let most = format!("0.0 opus-5-5 10 100 0 1000 {}", u32::MAX);
    for (name, calls, counted, faults) in [
        ("malformed", &[ONE, ONE][..], [7, 2, 0, 5, 0], &[2, 3, 4, 6, 7][..]),
        // Negative, with a fraction, beyond 32 bits; as text it is a number all the same.
        ("numbers", &[ONE, ONE, &most], [6, 3, 0, 3, 0], &[2, 3, 4]),
        ("nul-bytes", &[ONE, ONE, ONE], [4, 3, 0, 2, 0], &[2, 4]),
        ("blank-lines", &[ONE], [2, 1, 0, 1, 0], &[5]),
    ] {
        check(name, calls, counted);
        let found = trap(&[name]).reading.faults;
        assert_eq!(found.iter().filter_map(|fault| fault.line).collect::<Vec<_>>(), faults, "{name}");
        assert!(found.iter().all(|fault| fault.why == Why::Malformed), "{name}: {found:?}");
        assert!(found.iter().all(|fault| fault.file == format!("traps/{name}.jsonl")));
    }
}

#[test]
fn a_cut_last_line_is_told_from_a_malformed_one() {
    for (name, counted) in [("cut-short", [2, 1, 0, 1, 0]), ("cut-short-result", [2, 1, 0, 1, 0])] {
        check(name, &[ONE], counted);
        let faults = trap(&[name]).reading.faults;
        assert_eq!((faults[0].line, &faults[0].why, faults.len()), (Some(2), &Why::CutShort, 1));
    }
    check("empty", &[], [0; 5]);
    let reading = trap(&["empty"]).reading;
    assert_eq!((reading.empty, reading.unread, reading.faults), (1, 0, vec![]));
    assert_eq!(reading.empty_files, ["traps/empty.jsonl"]);
}

/// The second file begins with the first one's prompt and call: both count once, in the first.
#[test]
fn a_fork_counts_once() {
    for files in [["fork-a", "fork-b"], ["fork-b", "fork-a"]] {
        let logs = trap(&files);
        let told: Vec<String> = logs.calls.iter().map(|call| told(&logs, call)).collect();
        assert_eq!(told, [ONE, ONE, &ONE.replace("0.0", "1.0")]);
        let sessions: Vec<_> = logs.sessions.iter().map(|s| (s.id.as_str(), s.resumed)).collect();
        assert_eq!(sessions, [("fork-a", false), ("fork-b", true)]);
        assert_eq!(logs.prompts.iter().map(|prompt| prompt.session).collect::<Vec<_>>(), [0, 0, 1]);
        assert_eq!((logs.reading.usage_lines, logs.reading.duplicates), (4, 1));
    }
}

/// Seconds after 2026-10-12T10:00:00Z.
fn seconds(at: i64) -> f64 {
    (at - 1_791_799_200_000) as f64 / 1_000.0
}

/// The first four and a repeated line are typed; what skills, tools, commands and the agent
/// itself write as a user is not.
#[test]
fn prompts_are_what_a_person_typed() {
    let at: Vec<f64> = trap(&["prompts"]).prompts.iter().map(|prompt| seconds(prompt.at)).collect();
    assert_eq!(at, [0.0, 1.0, 2.0, 3.0]);
}

/// A mark with its summary; a summary alone; a summary before its mark; a mark that says
/// nothing more. Neither a micro-compaction nor a sub-agent's.
#[test]
fn compactions_are_found_once() {
    let found = trap(&["compactions"]).compactions;
    let told = |c: &Compacted| (seconds(c.at), c.auto, c.before);
    let expected = [
        (10.0, Some(true), Some(156_000)),
        (30.0, None, None),
        (51.0, Some(false), Some(90_000)),
        (70.0, None, None),
    ];
    assert_eq!(found.iter().map(told).collect::<Vec<_>>(), expected);
}

/// In 2025 sub-agents shared their parent's file: parents tell their lines apart. Each call was
/// asked for when the line before it in its own chain was written.
#[test]
fn sidechains_in_one_file_are_chains_of_their_own() {
    let logs = trap(&["sidechains-in-parallel"]);
    let told = |at: usize| {
        let call = &logs.calls[at];
        (call.chain, seconds(call.asked), seconds(call.answered))
    };
    let expected =
        [(0, 0.0, 1.0), (0, 1.0, 12.0), (1, 2.0, 5.0), (1, 6.0, 8.0), (2, 3.0, 4.0), (2, 7.0, 9.0)];
    assert_eq!((0..logs.calls.len()).map(told).collect::<Vec<_>>(), expected);
}

/// An offset, a time that is none, and no time at all: the last two lines count at the time of
/// the line before.
#[test]
fn a_line_without_a_time_has_that_of_the_line_before() {
    let at: Vec<f64> = trap(&["time"]).calls.iter().map(|call| seconds(call.answered)).collect();
    assert_eq!(at, [0.0, 30.0, 30.0, 30.0]);
}

#[test]
fn paths_are_read_as_the_system_writes_them() {
    assert_eq!(trap(&["windows-paths"]).projects, [r"C:\Users\Sam\trap"]);
}

/// So that no fixture is forgotten: every file is some test's.
#[test]
fn every_trap_is_tried() {
    let tests = include_str!("traps.rs");
    for (path, _) in logs("traps") {
        let name = path.trim_start_matches("traps/").trim_end_matches(".jsonl");
        assert!(tests.contains(&format!("\"{name}\"")), "{name}");
    }
}
