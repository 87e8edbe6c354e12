//! What the fuzz targets have in common: files are read in pieces, and what was read adds up.
//!
//! A target runs for ten minutes, from the tests' own samples on, with
//!
//! ```sh
//! fuzz/run.sh transcripts     # or archives, or reports
//! ```

use sawtooth::logs::read::{Import, Imported};
use sawtooth::logs::{Call, Logs, Reading};

/// A number that the bytes decide, for choices that a run repeats.
pub fn seed(data: &[u8]) -> usize {
    data.iter().fold(7_usize, |seed, byte| seed.wrapping_mul(31).wrapping_add(usize::from(*byte)))
}

/// Files, in pieces of so many bytes.
pub fn import(files: &[(&str, &[u8])], most: usize) -> Imported {
    let mut import = Import::new();
    for (path, bytes) in files {
        import.begin(path);
        bytes.chunks(most).for_each(|piece| import.push(piece));
        import.end();
    }
    import.finish()
}

/// A file is read to the same end however it is cut, and what was read adds up. Twice under two
/// names it counts once.
pub fn check_file(data: &[u8]) -> Imported {
    let whole = import(&[("a", data)], usize::MAX);
    for most in [1, 2 + seed(data) % 40, 1000] {
        assert_eq!(import(&[("a", data)], most), whole);
    }
    check_logs(&whole.logs);
    check_reports(&whole);
    let twice = import(&[("a", data), ("b", data)], usize::MAX);
    assert_eq!(twice.reports, whole.reports);
    assert_eq!(twice.logs.logged(), whole.logs.logged());
    whole
}

pub fn check_logs(logs: &Logs) {
    let reading = &logs.reading;
    // A refusal and an answer without counts are no calls, and one may list more requests than itself.
    // What the client's totals have of the second is in none of these numbers.
    let lines = reading.usage_lines - reading.duplicates;
    let has_totals = logs.sessions.iter().any(|session| session.has_totals);
    assert!(has_totals || logs.logged() as u64 + reading.refused + reading.uncounted >= lines);
    assert!(reading.unread >= reading.faults.len() as u64);
    assert!(reading.empty >= reading.empty_files.len() as u64);
    assert!(reading.faults.len() <= Reading::MOST_FAULTS);
    assert!(logs.calls.iter().all(|call| call.asked <= call.answered));
    let places = |call: &Call| {
        (call.session as usize) < logs.sessions.len() && (call.model as usize) < logs.models.len()
    };
    assert!(logs.calls.iter().all(places));
    assert!(logs.sessions.iter().all(|session| (session.project as usize) < logs.projects.len()));
}

/// Dollars of every row are a number, and no row covers days before its first.
pub fn check_reports(imported: &Imported) {
    for report in &imported.reports {
        assert!(report.kind.is_some() && !report.rows.is_empty());
        for row in &report.rows {
            assert!(row.usd.is_none_or(f64::is_finite), "{row:?}");
            assert!(row.sessions.is_none_or(f64::is_finite), "{row:?}");
            assert!(row.until.is_none_or(|until| row.day.is_some_and(|day| day < until)), "{row:?}");
        }
    }
}
