//! What files come to together, as the terminal and the page say it.

use super::read;
use sawtooth::logs::ledger::Terms;
use sawtooth::logs::spend::{Account, Books, Filter, Reported, Whole, reported, whole};
use sawtooth::prices::{RateTable, date};

/// A file's name and text.
pub type File<'a> = (&'a str, String);

/// Of transcripts and reports, as of 29 November 2026.
pub fn total(files: &[File]) -> Whole {
    let imported = read(files, 4096);
    let table = RateTable::shipped();
    let terms = Terms { corrected: true, ..Terms::default() };
    let account = Account::new(&table, &imported.logs, &terms);
    let books = Books { logs: &imported.logs, account: &account };
    let each: Vec<Reported> =
        imported.reports.iter().map(|report| reported(&table, report, date(2026, 11, 29))).collect();
    whole((&books.total(&Filter::default()), &books.correction(), true), &imported.logs.reading, &each)
}

/// The files come to so many USD, in whichever order they are read.
pub fn check_total(name: &str, files: &[File], usd: f64) {
    let mut files = files.to_vec();
    for _ in 0..2 {
        let found = total(&files).usd.unwrap_or(f64::NAN);
        assert!((found - usd).abs() < 1e-9, "{name}: {found} and not {usd}");
        files.reverse();
    }
}

/// A transcript with a call of Opus 5.5 with 1M tokens sent, $4, at ten (UTC) on each day of
/// November 2026.
pub fn calls(days: &[u32]) -> File<'static> {
    let line = |day: &u32| {
        format!(
            r#"{{"parentUuid":null,"type":"assistant","uuid":"u{day}","sessionId":"s","timestamp":"2026-11-{day:02}T10:00:00.000Z","requestId":"r{day}","message":{{"id":"m{day}","model":"claude-opus-5-5","stop_reason":"end_turn","content":[],"usage":{{"input_tokens":1000000,"output_tokens":0}}}}}}"#
        )
    };
    ("projects/a/s.jsonl", days.iter().map(line).collect::<Vec<_>>().join("\n"))
}

/// The Console's usage by day of November 2026, in millions of tokens sent to Opus 5.5, $4 each.
pub fn console(days: &[(u32, u32)]) -> File<'static> {
    let row = |(day, millions): &(u32, u32)| format!("2026-11-{day:02},claude-opus-5-5,{millions}000000,0\n");
    let header = "usage_date_utc,model_version,usage_input_tokens_no_cache,usage_output_tokens\n";
    ("console.csv", header.to_string() + &days.iter().map(row).collect::<String>())
}
