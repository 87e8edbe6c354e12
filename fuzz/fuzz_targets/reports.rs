//! Any bytes are read as a report of any format without a panic and to the same end. So are
//! two reports that say some of the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sawtooth_fuzz::{check_file, check_logs, check_reports, import, seed};

fuzz_target!(|data: &[u8]| {
    check_file(data);
    // Lines that both files have are rows that both have, below the same header.
    let lines: Vec<&[u8]> = data.split_inclusive(|byte| *byte == b'\n').collect();
    let from = seed(data).checked_rem(lines.len()).unwrap_or(0);
    let [first, second] = [&lines[..lines.len() - from], &lines[from..]].map(<[_]>::concat);
    let second = [lines.first().copied().unwrap_or_default(), &second].concat();
    for files in [[("a", &first[..]), ("b", &second[..])], [("a", &second[..]), ("b", &first[..])]] {
        let both = import(&files, usize::MAX);
        check_logs(&both.logs);
        check_reports(&both);
    }
});
