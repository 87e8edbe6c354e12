//! Dollars, moments, names and faults as these parts write them.

use crate::logs::spend::{Key, Rows};
use crate::logs::{Apart, Moment, ReadFault, Reading, ReportKind, Why, Zone};
use crate::prices::Date;
use crate::view::receipt::shared_out;
use crate::view::waterfall::cents;
use crate::view::{Locale, labels, words};

/// Faults that are told one by one.
const TOLD: usize = 20;

/// What can be read, for those who have something else.
const KINDS: &str = "Files that can be read: transcripts of Claude Code, ~/.claude.json, results of claude -p, JSON of a \
    status line, texts of /usage, OpenTelemetry, answers of the API and of its batches, reports of the Admin API, CSV \
    of the Console, of Enterprise spend and of OpenRouter, bills of AWS and in FOCUS columns, and JSON of ccusage, \
    tokscale and codeburn.";

/// USD to the cent of parts that add up as printed to a total as printed; the total is the
/// parts' sum but for the last binary digits.
pub(super) fn printed(parts: &[f64], total: f64) -> Vec<f64> {
    let exact: Vec<f64> = parts.iter().map(|usd| usd * 100.0).collect();
    shared_out(&exact, libm::round(total * 100.0)).into_iter().map(|cents| cents / 100.0).collect()
}

/// USD of a side's rows as they are printed.
pub(super) fn printed_rows(rows: &Rows) -> Vec<(Key, f64)> {
    let exact: Vec<f64> = rows.rows.iter().map(|row| row.usd).collect();
    rows.rows.iter().map(|row| row.key).zip(printed(&exact, rows.total)).collect()
}

/// "$12.30 less", "$4.10 more", "the same".
pub(super) fn less(usd: f64, locale: &Locale) -> String {
    match libm::round(usd * 100.0) {
        0.0 => "the same".into(),
        up if up > 0.0 => format!("{} less", cents(usd, locale)),
        _ => format!("{} more", cents(-usd, locale)),
    }
}

/// "1 call", "3,841 calls".
pub(super) fn count(number: usize, one: &str, many: &str, locale: &Locale) -> String {
    crate::view::format::plural(&locale.fixed(number as f64, 0), one, many)
}

/// "14:05" in that zone.
pub(super) fn clock(at: Moment, zone: &Zone) -> String {
    let minutes = at.div_euclid(60_000).saturating_add(i64::from(zone.offset(at)));
    format!("{:02}:{:02}", minutes.rem_euclid(1440) / 60, minutes.rem_euclid(60))
}

/// "3 Jul 2026, 14:05", on one line.
pub(super) fn moment(at: Moment, zone: &Zone) -> String {
    let long = words::day(zone.date(at));
    let mut parts = long.split(' ');
    let (day, month, year) = (parts.next(), parts.next(), parts.next());
    let month: String = month.unwrap_or_default().chars().take(3).collect();
    let date = [day.unwrap_or_default(), &month, year.unwrap_or_default()].join("\u{a0}");
    format!("{date},\u{a0}{}", clock(at, zone))
}

/// A length of time in its largest unit: "40 s", "12 min", "3 h", "2 days".
pub(super) fn span(ms: Moment, locale: &Locale) -> String {
    let text = |ms: i64, unit: i64| locale.short(ms as f64 / unit as f64, 0);
    match ms {
        ms if ms < 60_000 => format!("{} s", text(ms, 1000)),
        ms if ms < 90 * 60_000 => format!("{} min", text(ms, 60_000)),
        ms if ms < 36 * 3_600_000 => format!("{} h", text(ms, 3_600_000)),
        ms => format!("{} days", text(ms, 86_400_000)),
    }
}

/// A share as a whole percentage, or a tenth of one where that is little.
pub(super) fn percent(share: f64, locale: &Locale) -> String {
    let decimals = if share < 0.0995 { 1 } else { 0 };
    format!("{}%", locale.short(share * 100.0, decimals))
}

/// "3 to 5 July 2026", "10 July to 1 August 2026".
pub(super) fn between(first: Date, last: Date) -> String {
    let (from, to) = (words::day(first), words::day(last));
    // What the two days end with alike is said once.
    let shared = match (first.year() == last.year(), first.month() == last.month()) {
        (true, true) => to.split_once(' ').map_or("", |(_, month)| month),
        (true, false) => to.rsplit_once(' ').map_or("", |(_, year)| year),
        _ => "",
    };
    format!("{} to {to}", from.trim_end_matches(shared).trim_end())
}

/// A report's name by its kind, as a heading.
pub fn kind(kind: Option<ReportKind>) -> &'static str {
    match kind {
        Some(ReportKind::UsageText) => "The text of /usage",
        Some(ReportKind::SdkResult) => "Results of claude -p",
        Some(ReportKind::StatusLine) => "Status line",
        Some(ReportKind::CcusageDaily) => "ccusage, day by day",
        Some(ReportKind::CcusageWeekly) => "ccusage, week by week",
        Some(ReportKind::CcusageMonthly) => "ccusage, month by month",
        Some(ReportKind::CcusageSession) => "ccusage, session by session",
        Some(ReportKind::CcusageBlocks) => "ccusage, by 5-hour blocks",
        Some(ReportKind::AdminUsage) => "Admin API, usage",
        Some(ReportKind::AdminCost) => "Admin API, cost",
        Some(ReportKind::AdminClaudeCode) => "Admin API, Claude Code",
        Some(ReportKind::ConsoleCsv) => "Usage from the Console",
        Some(ReportKind::ConsoleCost) => "Cost from the Console",
        Some(ReportKind::EnterpriseSpend) => "Enterprise spend",
        Some(ReportKind::OpenTelemetry) => "OpenTelemetry of Claude Code",
        Some(ReportKind::ApiMessages) => "Answers of the API",
        Some(ReportKind::OpenRouter) => "OpenRouter activity",
        Some(ReportKind::Tokscale) => "tokscale",
        Some(ReportKind::Codeburn) => "codeburn",
        Some(ReportKind::ClientState) => "Last sessions (~/.claude.json)",
        Some(ReportKind::AwsCur) => "AWS bill (Cost and Usage Report)",
        Some(ReportKind::Focus) => "Bill in FOCUS columns",
        Some(ReportKind::Sessions) => "Table of sessions",
        None => "A report",
    }
}

/// "projects/a.jsonl, line 3: damaged …", how many more there are, and how many files are
/// empty.
pub fn faults(reading: &Reading, locale: &Locale) -> Vec<String> {
    let mut lines = packed(reading, locale);
    let (of_packed, others): (Vec<&ReadFault>, Vec<&ReadFault>) =
        reading.faults.iter().partition(|found| unpacks(found).is_some());
    let told = others.iter().take(TOLD);
    let said = of_packed.len() + told.len();
    lines.extend(told.map(|found| fault(found, locale)));
    let more = reading.unread.max(reading.faults.len() as u64).saturating_sub(said as u64);
    if more > 0 {
        lines.push(format!("{} more.", locale.fixed(more as f64, 0)));
    }
    let is_unknown = |found: &ReadFault| found.why == Why::Unknown;
    lines.extend(reading.faults.iter().any(is_unknown).then(|| KINDS.into()));
    lines.extend(empty(reading, locale).map(|(files, names)| format!("{files}: {names}.")));
    lines
}

fn unpacks(found: &ReadFault) -> Option<&'static str> {
    if let Why::Packed { unpack } = found.why { unpack } else { None }
}

/// "2 files were not unpacked: a.jsonl.zst, b.jsonl.zst. Run zstd -d on each, and add what comes out."
pub fn packed(reading: &Reading, locale: &Locale) -> Vec<String> {
    let mut by_command: Vec<(&str, Vec<&str>)> = Vec::new();
    for (unpack, file) in reading.faults.iter().filter_map(|found| Some((unpacks(found)?, &*found.file))) {
        match by_command.iter_mut().find(|(known, _)| *known == unpack) {
            Some((_, files)) => files.push(file),
            None => by_command.push((unpack, vec![file])),
        }
    }
    let line = |(unpack, files): (&str, Vec<&str>)| {
        let (count, names) = (count(files.len(), "file was", "files were", locale), files.join(", "));
        format!("{count} not unpacked: {names}. Run {unpack} on each, and add what comes out.")
    };
    by_command.into_iter().map(line).collect()
}

/// "4 files are empty" and "a.jsonl, b.jsonl, c.jsonl and 1 more"; nothing where none is.
pub(super) fn empty(reading: &Reading, locale: &Locale) -> Option<(String, String)> {
    let files = count(reading.empty as usize, "file is empty", "files are empty", locale);
    let more = match reading.empty.saturating_sub(reading.empty_files.len() as u64) {
        0 => String::new(),
        more => format!(" and {} more", locale.fixed(more as f64, 0)),
    };
    (reading.empty > 0).then(|| (files, reading.empty_files.join(", ") + &more))
}

/// "projects/a.jsonl, line 3: empty."
pub fn fault(fault: &ReadFault, locale: &Locale) -> String {
    if matches!(&fault.why, Why::CountsTwice { other } if *other == fault.file) {
        return format!("{}: it holds the same usage twice, which was counted once.", fault.file);
    }
    let line = fault.line.map_or(String::new(), |line| format!(", line {}", locale.fixed(line as f64, 0)));
    format!("{}{line}: {}.", fault.file, why(&fault.why, locale))
}

fn why(why: &Why, locale: &Locale) -> String {
    let number = |rows: u64| count(rows as usize, "row", "rows", locale);
    let megabytes = |bytes: u64| format!("{} MB", locale.short(bytes as f64 / 1e6, 0));
    match why {
        Why::Empty => "empty".into(),
        Why::Binary => "neither text nor a known kind of archive".into(),
        Why::Unknown => "text of no kind that is known here".into(),
        Why::OtherNames => "its tokens are counted under names that are not known here".into(),
        Why::Malformed => "damaged (no JSON, a wrong checksum, or a number or a day that cannot be read)".into(),
        Why::Ambiguous => {
            "a number or a day with two readings, such as 1,234 or 11/12/2026: save the table again with \
            a decimal point and days like 2026-11-12"
                .into()
        }
        Why::NoTime => "a call without a time, which has no day and no price".into(),
        Why::CutShort => "cut off; everything before was read".into(),
        Why::TooLarge { limit } => {
            format!("larger than {} when unpacked; the rest was not read", megabytes(*limit))
        }
        Why::TooDense { times } => {
            format!("unpacks to more than {times} times its size, which no logs do; the rest was not read")
        }
        Why::LineTooLong { limit } => {
            format!("a line longer than {}, of which the rest was not read", megabytes(*limit))
        }
        Why::Packed { unpack: None } => "encrypted, or packed in an unsupported way".into(),
        Why::Packed { unpack: Some(unpack) } => {
            format!("not unpacked: run {unpack} on it, and add what comes out")
        }
        Why::Covered { rows, usd, .. } => format!(
            "has no days, or covers the same days as the transcripts: that part ({}, {} in its own dollars) was left \
             out; if it is other people’s work or another machine’s, read it alone",
            number(*rows),
            cents(*usd, locale)
        ),
        Why::CountsTwice { other } => format!("overlaps with {other}; the overlap was left out"),
        Why::NoDates { other } => {
            format!("has no dates and was added to {other}; if both are of the same days, read one alone")
        }
        Why::NoResult => {
            "a run that ended without its result: its messages are counted, so its cost is at least this"
                .into()
        }
        Why::NoAnswers => "a batch without an answer: nothing was billed".into(),
        Why::Shares => {
            format!("percentages of a plan and no dollars: type them under “{}”", labels::paid::WEEKLY_LIMIT)
        }
        Why::OtherProgram => "the usage of another program than Claude Code".into(),
        Why::Groups => {
            "groups of people added up, who may be in several: ask for the report without groups".into()
        }
        Why::OthersWithin { rows } => {
            format!("{} with other models than Claude in their dollars, counted whole", number(*rows))
        }
        Why::Statistics => {
            "Claude Code’s own statistics of all sessions, without dollars: not counted; the transcripts have them"
                .into()
        }
        Why::MorePages => "one page of a report; the next pages are missing".into(),
        Why::OtherServices { rows } => {
            format!("{} of other services than Claude left out", number(*rows))
        }
        Why::NoClaude { kind: of, rows } => {
            format!(
                "{} without any row of Claude ({} of other services); {}",
                kind(Some(*of)),
                number(*rows),
                names(*of)
            )
        }
        Why::OtherCurrency { currency, rows } => {
            format!("{} in {currency} left out; only US dollars are read", number(*rows))
        }
        Why::Apart { what, rows, usd } => {
            format!("{} ({}) {}", number(*rows), cents(*usd, locale), apart(*what))
        }
        Why::UnknownTokens { rows } => format!(
            "{} with an unknown kind of token or unit; the dollars count, the tokens do not",
            number(*rows)
        ),
        // A browser's own sentence may end with a stop, and this one has its own.
        Why::Refused { says } => format!("could not be opened: {}", says.trim_end_matches('.')),
    }
}

/// What has to be in a bill for its model to be known.
fn names(kind: ReportKind) -> &'static str {
    match kind {
        ReportKind::AwsCur => "export the product columns too, since most usage types name no model",
        ReportKind::OpenRouter => "all of its slugs name other models",
        ReportKind::CcusageDaily
        | ReportKind::CcusageWeekly
        | ReportKind::CcusageMonthly
        | ReportKind::CcusageSession
        | ReportKind::CcusageBlocks
        | ReportKind::Codeburn => "all of its models are of other vendors",
        ReportKind::Tokscale => "all of its entries are of other programs and models",
        _ => "a service, SKU, charge description or x_Model has to name it",
    }
}

/// What a bill has for Claude beside its usage, and what became of it.
fn apart(what: Apart) -> &'static str {
    match what {
        Apart::Discounts => {
            "of discounts kept apart and not deducted; an export with net costs has them deducted"
        }
        Apart::NetDiscounts => "of discounts left out, because the net costs have them deducted",
        Apart::Credits => "of credits or refunds kept apart and not deducted",
        Apart::Tax => "of tax kept apart and not added",
        Apart::Purchases => "of fees or commitments kept apart and not added",
        Apart::Corrections => "of corrections kept apart and not added",
        Apart::Others => "of an unknown type kept apart and not added",
    }
}
