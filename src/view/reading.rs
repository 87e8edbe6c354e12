//! What is said while logs are read, and where that fails.

use super::Locale;
use super::format::plural;
use crate::logs::read::Progress;
use crate::logs::{Logs, Report, Why};

/// The sentence where the worker cannot be loaded while the page is online. WebAssembly's SIMD
/// came with these (webassembly.org/features).
pub const NO_READER: &str = "The part that reads logs could not be loaded. Try again; if that fails, this browser may be too old. It needs Chrome or Edge 91, Firefox 89, Safari 16.4 or later.";
/// The sentence where the worker cannot be loaded while the page is offline.
pub const OFFLINE: &str =
    "The part that reads logs could not be loaded because the page is offline. Go online, then try again.";
/// The sentence where the worker ended.
pub const READER_STOPPED: &str =
    "Reading hit an internal error. Your scenario is unchanged. You can choose the logs again.";
/// Why a file is not read that is there: a session that goes on writes to its transcript.
pub const NOT_READABLE: &str =
    "it changed since you chose it, or the browser may not read it; choose it again";
/// The sentence for an empty folder.
pub const NOTHING: &str = "There is no file in it.";
pub const STOPPED: &str = "Reading stopped. Nothing of it is kept.";
pub const CLEARED: &str = "Cleared: nothing of your logs is left on this page.";
pub const INPUTS_CLEARED: &str = "Cleared: nothing of your logs is left on this page. The inputs they made are the Typical preset’s again.";
pub const USED: &str = "Your logs are the scenario now. Undo brings back what was.";
pub const COMPARED: &str = "Compared with what your plan’s limit carries.";
/// The name of a text that was pasted, where a file has its path.
pub const PASTED: &str = "pasted text";

/// How far the reading is, of so many files and bytes, after so many seconds.
pub fn progress(read: Progress, files: u64, bytes: u64, seconds: f64, locale: &Locale) -> String {
    let megabytes = |bytes: u64| locale.fixed(bytes as f64 / 1e6, 0);
    let mut parts = vec![
        format!("{} of {} files", number(read.files, locale), number(files, locale)),
        format!("{} of {} MB", megabytes(read.bytes.min(bytes)), megabytes(bytes)),
        plural(&number(read.calls, locale), "call", "calls"),
    ];
    // Before half a second nobody knows, and then it is nearly over.
    if seconds >= 0.5 && read.bytes > 0 {
        let left = seconds * (bytes as f64 / read.bytes as f64 - 1.0);
        parts.push(match libm::ceil(left) {
            left if left >= 100.0 => format!("about {} minutes left", locale.fixed(left / 60.0, 0)),
            left => format!("{} s left", locale.fixed(left.max(0.0), 0)),
        });
    }
    parts.join(" · ")
}

/// What a reading knows from those before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Before {
    /// Files that were given once more and had not changed, which were not read again.
    pub unchanged: u64,
    /// Files of earlier readings that were not given once more.
    pub earlier: u64,
}

/// What was read in the end, with what was known before and what could not be read.
pub fn done(logs: &Logs, reports: &[Report], before: Before, locale: &Locale) -> String {
    let count = |n: usize, one, many| plural(&number(n as u64, locale), one, many);
    let found = [(logs.logged(), "call", "calls"), (reports.len(), "report", "reports")];
    let found = found.into_iter().filter(|(n, ..)| *n > 0).map(|(n, one, many)| count(n, one, many));
    let found: Vec<String> = found.collect();
    let files = count(logs.reading.files as usize, "file", "files");
    let mut text = match found.is_empty() {
        true if logs.reading.files == 0 => "No usage was found.".into(),
        true => format!("No usage in {files}."),
        false => format!("Read {files} with {}.", found.join(" and ")),
    };
    let faults = || logs.reading.faults.iter().map(|fault| &fault.why);
    if faults().any(|why| !is_left_out(why)) {
        text += " Some of it could not be read: see the list.";
    } else if faults().count() > 0 {
        text += " Some of it was left out: see the list.";
    }
    if before.unchanged > 0 {
        text += &format!(
            " Unchanged since the last reading: {}.",
            count(before.unchanged as usize, "file", "files")
        );
    }
    if before.earlier > 0 {
        text += " Earlier files are counted too.";
    }
    text + " Nothing was sent anywhere."
}

/// Whether it was read, and is no more than that for a reason.
fn is_left_out(why: &Why) -> bool {
    use Why::{Apart, CountsTwice, Covered, OtherServices};
    matches!(why, CountsTwice { .. } | Covered { .. } | OtherServices { .. } | Apart { .. })
}

fn number(count: u64, locale: &Locale) -> String {
    locale.fixed(count as f64, 0)
}

#[cfg(test)]
mod tests {
    use super::{Before, done, progress};
    use crate::logs::read::Progress;
    use crate::logs::{Call, Logs, ReadFault, Report, Why};
    use crate::view::Locale;

    #[test]
    fn how_far_it_is() {
        let check = |(files, bytes, calls), seconds, expected: &str| {
            let read = Progress { files, bytes, calls };
            assert_eq!(progress(read, 4_500, 510_000_000, seconds, &Locale::default()), expected);
        };
        check((0, 0, 0), 0.0, "0 of 4,500 files · 0 of 510 MB · 0 calls");
        check((9, 1_000_000, 1), 0.1, "9 of 4,500 files · 1 of 510 MB · 1 call");
        // 170 MB in a second: the other 340 take two more.
        check(
            (1_500, 170_000_000, 4_200),
            1.0,
            "1,500 of 4,500 files · 170 of 510 MB · 4,200 calls · 2 s left",
        );
        // 1 MB in a second: 509 more seconds are eight minutes and a half.
        check((9, 1_000_000, 10), 1.0, "9 of 4,500 files · 1 of 510 MB · 10 calls · about 8 minutes left");
        check((9, 510_000_000, 10), 2.0, "9 of 4,500 files · 510 of 510 MB · 10 calls · 0 s left");
        // Packed files are more when they are unpacked.
        check((9, 900_000_000, 10), 2.0, "9 of 4,500 files · 510 of 510 MB · 10 calls · 0 s left");
    }

    #[test]
    fn what_was_read() {
        let check = |calls, reports, faults, (unchanged, earlier), expected: &str| {
            let mut logs = Logs { calls: vec![Call::default(); calls], ..Logs::default() };
            logs.reading.files = 1;
            let fault = ReadFault { file: "a".into(), line: None, why: Why::Empty };
            logs.reading.faults = vec![fault; faults];
            let reports = vec![Report::default(); reports];
            let before = Before { unchanged, earlier };
            assert_eq!(done(&logs, &reports, before, &Locale::default()), expected);
        };
        check(1_200, 0, 0, (0, 0), "Read 1 file with 1,200 calls. Nothing was sent anywhere.");
        check(
            1,
            1,
            0,
            (0, 2),
            "Read 1 file with 1 call and 1 report. Earlier files are counted too. Nothing was sent anywhere.",
        );
        check(
            1_200,
            0,
            0,
            (1, 2),
            "Read 1 file with 1,200 calls. Unchanged since the last reading: 1 file. Earlier files are counted too. Nothing was sent anywhere.",
        );
        check(
            0,
            0,
            1,
            (0, 0),
            "No usage in 1 file. Some of it could not be read: see the list. Nothing was sent anywhere.",
        );
        let mut logs = Logs { calls: vec![Call::default()], ..Logs::default() };
        let why = Why::CountsTwice { other: "b".into() };
        logs.reading.faults = vec![ReadFault { file: "a".into(), line: None, why }];
        let text = done(&logs, &[], Before::default(), &Locale::default());
        assert!(text.contains("1 call. Some of it was left out: see the list."), "{text}");
    }
}
