//! Any bytes, cut anywhere, are read as lines of a transcript without a panic and to the same end.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sawtooth::logs::read::transcript::Transcripts;
use sawtooth::logs::{Call, Logs};
use sawtooth_fuzz::{check_logs, seed};

fuzz_target!(|data: &[u8]| {
    let whole = read(&[("projects/-a/one.jsonl", data)], usize::MAX);
    let seed = seed(data);
    for most in [1, 2 + seed % 40] {
        assert_eq!(read(&[("projects/-a/one.jsonl", data)], most), whole);
    }
    let reading = &whole.reading;
    assert_eq!(reading.bytes, data.len() as u64);
    // A line may hold several records that were written onto each other.
    check_logs(&whole);

    // Two files of the halves, in either order.
    let half = seed.checked_rem(data.len()).unwrap_or(0);
    let files = [("projects/-a/one.jsonl", &data[..half]), ("projects/-a/agent-two.jsonl", &data[half..])];
    let [first, second] = files;
    let (there, back) = (read(&[first, second], usize::MAX), read(&[second, first], usize::MAX));
    assert_eq!(totals(&there), totals(&back));
});

fn read(files: &[(&str, &[u8])], most: usize) -> Logs {
    let mut transcripts = Transcripts::new();
    for (path, bytes) in files {
        transcripts.begin(path);
        bytes.chunks(most).for_each(|chunk| transcripts.push(chunk));
        transcripts.end();
    }
    transcripts.finish()
}

fn totals(logs: &Logs) -> (usize, u64, u64, usize, usize) {
    let sum = |of: fn(&Call) -> u64| logs.calls.iter().map(of).fold(0, u64::wrapping_add);
    let tokens = sum(Call::context);
    (logs.calls.len(), tokens, sum(|call| call.output.into()), logs.prompts.len(), logs.compactions.len())
}
