//! What was read and what was not, in words.

use sawtooth::logs::{ReadFault, ReportKind, Why};
use sawtooth::view::Locale;

/// "projects/a.jsonl, line 3: ...".
pub fn fault(fault: &ReadFault) -> String {
    let line = fault.line.map_or(String::new(), |line| format!(", line {line}"));
    format!("{}{line}: {}.", fault.file, why(&fault.why))
}

fn why(why: &Why) -> String {
    let size = |bytes: u64| format!("{} MB", Locale::default().short(bytes as f64 / 1e6, 0));
    match why {
        Why::Empty => "there is nothing in it".into(),
        Why::Binary => "it is neither text nor an archive of a known kind".into(),
        Why::Unknown => "it is text of no known kind".into(),
        Why::Malformed => {
            "it is not what it should be here: no JSON, a wrong sum, or a number that cannot be right".into()
        }
        Why::CutShort => "it ends in the middle; what is before that was read".into(),
        Why::TooLarge { limit } => format!("it unpacks to more than is read ({})", size(*limit)),
        Why::LineTooLong { limit } => format!("the line is longer than is read ({})", size(*limit)),
        Why::Packed => "it is encrypted or packed in a way that is not read".into(),
        Why::CountsTwice { other } => format!("what it has in common with {other} was left out of it"),
        Why::MorePages => "it says that there are more pages, which are not here".into(),
        Why::Refused { says } => format!("it cannot be opened ({says})"),
    }
}

pub fn kind(kind: Option<ReportKind>) -> &'static str {
    match kind {
        Some(ReportKind::UsageText) => "text of /usage",
        Some(ReportKind::SdkResult) => "results of claude -p",
        Some(ReportKind::CcusageDaily) => "ccusage, days",
        Some(ReportKind::CcusageWeekly) => "ccusage, weeks",
        Some(ReportKind::CcusageMonthly) => "ccusage, months",
        Some(ReportKind::CcusageSession) => "ccusage, sessions",
        Some(ReportKind::CcusageBlocks) => "ccusage, 5-hour blocks",
        Some(ReportKind::AdminUsage) => "Admin API, usage",
        Some(ReportKind::AdminCost) => "Admin API, cost",
        Some(ReportKind::AdminClaudeCode) => "Admin API, Claude Code",
        Some(ReportKind::ConsoleCsv) => "usage from the Console",
        None => "report",
    }
}
