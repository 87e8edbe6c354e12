//! An import in lines of text, as the tables of these tests tell it.

use sawtooth::logs::read::Imported;
use sawtooth::logs::{ReadFault, ReportRow, Why};
use sawtooth::scenario::Cloud;

/// Each report's kind and rows, then faults, then the count of files passed over.
pub fn told(imported: &Imported) -> Vec<String> {
    let mut out = Vec::new();
    for report in &imported.reports {
        out.extend(report.kind.map(|kind| format!("{kind:?}")));
        out.extend(report.rows.iter().map(row));
    }
    let reading = &imported.logs.reading;
    out.extend(reading.faults.iter().map(fault));
    assert!(reading.unread >= reading.faults.len() as u64);
    out.extend((reading.empty > 0).then(|| format!("empty {}", reading.empty)));
    out.extend((reading.passed_over > 0).then(|| format!("passed over {}", reading.passed_over)));
    out
}

fn row(row: &ReportRow) -> String {
    let tokens = row.tokens;
    let counts = [
        ("input", tokens.input),
        ("5m", tokens.write_5m),
        ("1h", tokens.write_1h),
        ("unsplit", tokens.write_unsplit),
        ("read", tokens.read),
        ("output", tokens.output),
    ];
    let mut parts: Vec<String> =
        counts.iter().filter(|(_, n)| *n > 0).map(|(k, n)| format!("{k} {n}")).collect();
    parts.extend(row.usd.map(|usd| format!("${usd}")));
    parts.extend(row.is_guess.then(|| "guess".into()));
    parts.extend((row.web_searches > 0).then(|| format!("searches {}", row.web_searches)));
    parts.extend(row.sessions.map(|sessions| format!("sessions {sessions}")));
    let whose = if row.is_key { "key" } else { "person" };
    parts.extend(row.person.as_ref().map(|_| whose.into()));
    parts.extend((row.place != Cloud::Any).then(|| format!("{:?}", row.place)));
    parts.extend(row.is_net.then(|| "net".into()));
    let flags = [
        (row.fast, "fast"),
        (row.us_only, "us"),
        (row.batch, "batch"),
        (row.priority, "priority"),
        (row.long_context, "long"),
    ];
    parts.extend(flags.iter().filter(|(is, _)| *is).map(|(_, name)| name.to_string()));
    let day = row.day.map_or("-".into(), |day| day.to_string());
    let day = day + &row.until.map_or(String::new(), |until| format!("..{until}"));
    format!("{day} {} {}", row.model.as_deref().unwrap_or("-"), parts.join(", "))
}

fn fault(fault: &ReadFault) -> String {
    let line = fault.line.map_or(String::new(), |line| format!(":{line}"));
    let why = match &fault.why {
        Why::Empty => "empty".into(),
        Why::Binary => "binary".into(),
        Why::Unknown => "unknown".into(),
        Why::Malformed => "malformed".into(),
        Why::Ambiguous => "two readings".into(),
        Why::OtherNames => "other names".into(),
        Why::NoTime => "no time".into(),
        Why::CutShort => "cut short".into(),
        Why::TooLarge { limit } => format!("larger than {limit}"),
        Why::TooDense { times } => format!("unpacks to more than {times} times its size"),
        Why::LineTooLong { limit } => format!("line longer than {limit}"),
        Why::Packed { .. } => "packed".into(),
        Why::CountsTwice { other } => format!("counts twice with {other}"),
        Why::Covered { rows, usd, in_part } => {
            let part = if *in_part { " in part" } else { "" };
            format!("{rows} rows, ${usd}, covered{part} by the transcripts")
        }
        Why::NoDates { other } => format!("no dates, added to {other}"),
        Why::NoResult => "no result".into(),
        Why::NoAnswers => "no answers".into(),
        Why::Shares => "shares".into(),
        Why::OtherProgram => "another program".into(),
        Why::Groups => "groups".into(),
        Why::OthersWithin { rows } => format!("{rows} with others within"),
        Why::Statistics => "statistics".into(),
        Why::MorePages => "more pages".into(),
        Why::OtherServices { rows } => format!("{rows} of other services"),
        Why::NoClaude { kind, rows } => format!("no Claude in {rows} rows of {kind:?}"),
        Why::OtherCurrency { currency, rows } => format!("{rows} in {currency}"),
        Why::Apart { what, rows, usd } => format!("{rows} of {what:?}, ${usd}"),
        Why::UnknownTokens { rows } => format!("{rows} of unknown tokens"),
        Why::Refused { says } => format!("refused: {says}"),
    };
    format!("! {}{line}: {why}", fault.file)
}
