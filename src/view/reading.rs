//! What is said while logs are read, and where that fails.

use super::Locale;
use super::format::plural;
use crate::import::Progress;
use crate::logs::Logs;

/// The sentence where the worker cannot even begin. WebAssembly's SIMD came with these
/// (webassembly.org/features).
pub const NO_READER: &str = "The reader of logs could not be started: a part of the page is missing, or this browser is too old for it. It needs Chrome or Edge 91, Firefox 89, Safari 16.4, or a later one.";
/// The sentence where the worker ended.
pub const READER_STOPPED: &str = "Reading stopped because of a mistake of Sawtooth’s own. Your scenario is untouched; the logs can be given again.";
/// The sentence for an empty folder.
pub const NOTHING: &str = "There is no file in it.";
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

/// What was read in the end.
pub fn done(logs: &Logs, locale: &Locale) -> String {
    format!(
        "Read {} with {}. Nothing was sent anywhere.",
        plural(&number(logs.reading.files, locale), "file", "files"),
        plural(&number(logs.calls.len() as u64, locale), "call", "calls")
    )
}

fn number(count: u64, locale: &Locale) -> String {
    locale.fixed(count as f64, 0)
}

#[cfg(test)]
mod tests {
    use super::{done, progress};
    use crate::import::Progress;
    use crate::logs::{Call, Logs};
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
        let mut logs = Logs { calls: vec![Call::default(); 1_200], ..Logs::default() };
        logs.reading.files = 1;
        assert_eq!(
            done(&logs, &Locale::default()),
            "Read 1 file with 1,200 calls. Nothing was sent anywhere."
        );
    }
}
