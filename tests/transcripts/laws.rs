//! Laws: what is counted depends neither on how bytes are cut, nor on the order of files and
//! copies.

use crate::{File, cut, logs, read};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use sawtooth::logs::read::transcript::Transcripts;
use sawtooth::logs::{Logs, Reading};

fn everything() -> Vec<File> {
    [logs("home"), logs("traps")].concat()
}

#[test]
fn single_bytes_are_as_good_as_files() {
    let files = everything();
    assert_eq!(cut(&files, |bytes| bytes.chunks(1).collect()), read(&files));
}

/// As if nothing had been pushed twice or between files.
#[test]
fn bytes_without_a_file_are_not_read() {
    let mut transcripts = Transcripts::new();
    transcripts.push(b"{}\n");
    transcripts.end();
    assert_eq!(transcripts.finish(), Logs::default());
}

fn without_faults(mut logs: Logs) -> Logs {
    logs.reading.faults.sort_by_key(|fault| (fault.file.clone(), fault.line));
    logs
}

/// A quarter of proptest's usual: each reads every fixture, or many small files.
fn cases() -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig { cases: usual.cases.div_ceil(4), failure_persistence: None, ..usual }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn cuts_change_nothing(cuts in prop::collection::vec(any::<Index>(), 0..12)) {
        let files = everything();
        let pieces = |bytes: &'_ [u8]| -> Vec<std::ops::Range<usize>> {
            let mut at: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).collect();
            at.extend([0, bytes.len()]);
            at.sort_unstable();
            at.windows(2).map(|ends| ends[0]..ends[1]).collect()
        };
        let as_cut = cut(&files, |bytes| pieces(bytes).into_iter().map(|piece| &bytes[piece]).collect());
        prop_assert_eq!(as_cut, read(&files));
    }

    /// Where a file comes first, its copies are merged into later ones, and the other way round.
    #[test]
    fn files_may_come_in_any_order(files in Just(everything()).prop_shuffle()) {
        prop_assert_eq!(without_faults(read(&files)), without_faults(read(&everything())));
    }

    /// However many readers read them, and whichever of them ends first.
    #[test]
    fn files_may_be_read_apart(files in Just(everything()).prop_shuffle(), sizes in prop::collection::vec(1..6_usize, 1..60)) {
        prop_assert_eq!(apart(&files, &sizes), read(&files));
    }

    #[test]
    fn copies_may_be_read_apart(copies in prop::collection::vec(copy(), 1..24)) {
        let files = written(&copies);
        prop_assert_eq!(apart(&files, &[1]), read(&files));
    }

    /// Whichever file a copy is in, and wherever in it.
    #[test]
    fn copies_may_come_in_any_order(copies in prop::collection::vec(copy(), 1..24)) {
        let expected = sums(&read(&written(&copies)));
        let mut runner = TestRunner::deterministic();
        for _ in 0..4 {
            let mut other = Just(copies.clone()).prop_shuffle().new_tree(&mut runner).unwrap().current();
            prop_assert_eq!(&sums(&read(&written(&other))), &expected);
            // The estimate goes by the text of one file; all else holds across files as well.
            other.iter_mut().enumerate().for_each(|(at, copy)| copy.file = at % 3);
            let across = sums(&read(&written(&other)));
            prop_assert_eq!(&across[..9], &expected[..9]);
        }
    }

    #[test]
    fn any_bytes_are_read(chunks in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..200), 0..6)) {
        let whole: Vec<u8> = chunks.concat();
        let at_once = read(&[("any.jsonl".into(), whole)]);
        let mut transcripts = Transcripts::new();
        transcripts.begin("any.jsonl");
        chunks.iter().for_each(|chunk| transcripts.push(chunk));
        prop_assert_eq!(transcripts.finish(), at_once);
    }

    /// A line that is cut anywhere says nothing, and is malformed: but where the cut is behind a
    /// bracket, as the end of a line without usage would be, which is not looked into.
    #[test]
    fn a_cut_line_never_says_more(line in any::<Index>(), at in any::<Index>()) {
        let files = logs("home");
        let lines: Vec<&[u8]> = files.iter().flat_map(|(_, bytes)| bytes.trim_ascii_end().split(|b| *b == b'\n')).collect();
        let line = lines[line.index(lines.len())];
        let whole = read(&[("cut.jsonl".into(), line.to_vec())]);
        let left = &line[..at.index(line.len())];
        let cut = read(&[("cut.jsonl".into(), left.to_vec())]);
        prop_assert!(cut.calls.is_empty() && cut.prompts.is_empty(), "{:?}", cut);
        prop_assert_eq!(whole.reading.malformed, 0);
        prop_assert!(left.trim_ascii_end().ends_with(b"}") || cut.reading.malformed == cut.reading.lines, "{:?}", cut);
    }
}

/// So many files at a time are taken out of a reader, and put together by another.
fn apart(files: &[File], sizes: &[usize]) -> Logs {
    let (mut reader, mut whole) = (Transcripts::new(), Transcripts::new());
    let mut sizes = sizes.iter().cycle();
    let mut left = files;
    while !left.is_empty() {
        let (some, rest) = left.split_at(*sizes.next().expect("endless").min(&left.len()));
        for (path, bytes) in some {
            reader.begin(path);
            reader.push(bytes);
        }
        whole.append(&reader.take());
        left = rest;
    }
    whole.finish()
}

/// A line of a call.
#[derive(Clone, Debug)]
struct Copy {
    file: usize,
    message: Option<u8>,
    request: Option<u8>,
    sidechain: bool,
    output: u8,
    writes: u8,
    split: Option<u8>,
    is_final: bool,
    text: u8,
}

fn copy() -> impl Strategy<Value = Copy> {
    let ids = (prop::option::weighted(0.9, 0..3_u8), prop::option::weighted(0.8, 0..3_u8));
    let counts = (select(vec![1, 5, 20]), select(vec![0, 100]), prop::option::of(select(vec![0, 40])));
    (0..3_usize, ids, any::<bool>(), counts, any::<bool>(), 0..50_u8).prop_map(
        |(file, (message, request), sidechain, (output, writes, split), is_final, text)| Copy {
            file,
            message,
            request,
            sidechain,
            output,
            writes,
            split,
            is_final,
            text,
        },
    )
}

fn written(copies: &[Copy]) -> Vec<File> {
    let file = |file: usize| {
        let own = copies.iter().filter(|copy| copy.file == file);
        (
            format!("projects/-a/{file}.jsonl"),
            own.map(|copy| line(copy) + "\n").collect::<String>().into_bytes(),
        )
    };
    (0..3).map(file).collect()
}

fn line(copy: &Copy) -> String {
    let id = |name: &str, id: Option<u8>| id.map_or("null".into(), |id| format!("\"{name}_{id}\""));
    let split = copy.split.map_or(String::new(), |hour| {
        let rest = copy.writes.saturating_sub(hour);
        format!("\"cache_creation\":{{\"ephemeral_5m_input_tokens\":{rest},\"ephemeral_1h_input_tokens\":{hour}}},")
    });
    format!(
        "{{\"isSidechain\":{},\"type\":\"assistant\",\"requestId\":{},\"timestamp\":\"2026-10-12T10:00:00.000Z\",\
         \"message\":{{\"id\":{},\"model\":\"claude-opus-5-5\",\"content\":\"{}\",\"stop_reason\":{},\"usage\":\
         {{\"input_tokens\":1,\"cache_creation_input_tokens\":{},{split}\"output_tokens\":{}}}}}}}",
        copy.sidechain,
        id("req", copy.request),
        id("msg", copy.message),
        "x".repeat(copy.text.into()),
        if copy.is_final { "\"end_turn\"" } else { "null" },
        copy.writes,
        copy.output,
    )
}

/// Calls, lines, copies, final calls, then tokens by class, then what is estimated.
fn sums(logs: &Logs) -> Vec<u64> {
    let Reading { usage_lines, duplicates, .. } = logs.reading;
    let sum = |of: fn(&sawtooth::logs::Call) -> u32| logs.calls.iter().map(|call| u64::from(of(call))).sum();
    let counts = [logs.calls.len() as u64, usage_lines, duplicates, sum(|call| call.is_final.into())];
    let tokens = [
        sum(|call| call.input),
        sum(|call| call.write_5m),
        sum(|call| call.write_1h),
        sum(|call| call.read),
        sum(|call| call.output),
        sum(|call| call.estimated),
    ];
    [&counts[..], &tokens[..]].concat()
}
