//! Reports without single calls: what they add up to, and what they cannot tell.

use super::Seen;
use super::words::{count, percent, printed};
use crate::logs::{ReportKind, ReportTokens};
use crate::spent::{Reported, Sum, reported};
use crate::view::html::{each, escape, table};
use crate::view::waterfall::cents;
use crate::view::{Table, words};

/// Days that are listed, the latest.
const DAYS: usize = 62;

pub(super) fn reports(seen: &Seen) -> String {
    let one = |report| section(seen, &reported(seen.table, report, seen.today));
    seen.reports.iter().filter(|report| !report.rows.is_empty()).map(one).collect()
}

fn section(seen: &Seen, report: &Reported) -> String {
    let mut days = Table {
        caption: "By day".into(),
        head: head("Day"),
        rows: rows(
            seen,
            report,
            report.days.iter().map(|(day, sum)| (day.map_or("no day".into(), words::day), sum)),
        ),
    };
    let models = Table {
        caption: "By model".into(),
        head: head("Model"),
        rows: rows(
            seen,
            report,
            report.models.iter().map(|(model, sum)| (model_name(seen, model.as_deref()), sum)),
        ),
    };
    let left = days.rows.len().saturating_sub(DAYS);
    days.rows.drain(..left);
    let by_day = if report.days.len() > 1 { scroll(&days) } else { String::new() };
    format!(
        "<section class=\"fold-section\"><h3>{}</h3><p class=\"logs-total\"><strong>{}</strong> {}</p>{}{}{by_day}</section>",
        name(report.kind),
        cents(report.total.paid.usd(), seen.locale),
        escape(&basis(report)),
        format_args!("<div class=\"figure-notes\">{}</div>", each("p", &notes(seen, report))),
        scroll(&models),
    )
}

fn scroll(rows: &Table) -> String {
    let label = escape(&rows.caption);
    format!(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{label}\">{}</div>",
        table(rows)
    )
}

fn head(first: &str) -> Vec<String> {
    [first, "input", "cache writes", "cache reads", "output", "dollars"].map(String::from).to_vec()
}

fn rows<'a>(
    seen: &Seen,
    report: &Reported,
    all: impl Iterator<Item = (String, &'a Sum)>,
) -> Vec<Vec<String>> {
    let all: Vec<(String, &Sum)> = all.collect();
    let usd: Vec<f64> = all.iter().map(|(_, sum)| sum.paid.usd()).collect();
    let usd = printed(&usd, report.total.paid.usd());
    let row = |((name, sum), usd): ((String, &Sum), f64)| {
        let of = sum.tokens;
        let tokens = |tokens: u64| seen.locale.tokens(tokens as f64);
        let money = if sum.paid.usd() == 0.0 && sum.paid.unpriced > 0 {
            "no price".into()
        } else {
            cents(usd, seen.locale)
        };
        vec![name, tokens(of.input), tokens(written(&of)), tokens(of.read), tokens(of.output), money]
    };
    all.into_iter().zip(usd).map(row).collect()
}

fn written(of: &ReportTokens) -> u64 {
    of.write_5m.saturating_add(of.write_1h).saturating_add(of.write_unsplit)
}

fn model_name(seen: &Seen, name: Option<&str>) -> String {
    let Some(name) = name else { return "several models, or not said".into() };
    let known = crate::ledger::known(seen.table, name);
    known.map_or_else(|| super::names::cut(name, 60), |model| model.name.clone())
}

fn name(kind: Option<ReportKind>) -> &'static str {
    match kind {
        Some(ReportKind::UsageText) => "The text of /usage",
        Some(ReportKind::SdkResult) => "A result of claude -p",
        Some(ReportKind::CcusageDaily) => "ccusage, day by day",
        Some(ReportKind::CcusageWeekly) => "ccusage, week by week",
        Some(ReportKind::CcusageMonthly) => "ccusage, month by month",
        Some(ReportKind::CcusageSession) => "ccusage, session by session",
        Some(ReportKind::CcusageBlocks) => "ccusage, by 5-hour blocks",
        Some(ReportKind::AdminUsage) => "Admin API, usage",
        Some(ReportKind::AdminCost) => "Admin API, cost",
        Some(ReportKind::AdminClaudeCode) => "Admin API, Claude Code",
        Some(ReportKind::ConsoleCsv) => "Usage from the Console",
        None => "A report",
    }
}

fn basis(report: &Reported) -> String {
    let paid = report.total.paid;
    let whose = match (paid.stated != 0.0, paid.priced != 0.0) {
        (true, false) => "as the report says",
        (true, true) => "partly as the report says, partly its tokens at list price",
        _ => "its tokens at list price",
    };
    let known: Vec<_> = report.days.iter().filter_map(|(day, _)| *day).collect();
    match (known.first(), known.last()) {
        (Some(first), Some(last)) if first != last => {
            format!("{whose}, {}", super::answer::between(*first, *last))
        }
        (Some(day), _) => format!("{whose}, {}", words::day(*day)),
        _ => whose.into(),
    }
}

fn notes(seen: &Seen, report: &Reported) -> Vec<String> {
    let mut notes = vec![
        "It has sums and no single calls: what pauses cost, what compactions saved and how sessions went cannot be known from it.".into(),
    ];
    let unsplit = report.total.tokens.write_unsplit;
    if unsplit > 0 {
        let tokens = seen.locale.tokens(unsplit as f64);
        notes.push(match report.hour_writes {
            Some(share) => format!(
                "It does not say for how long {tokens} tokens were cached. Its dollars mean that about {} of them were written for an hour.",
                percent(share, seen.locale)
            ),
            None => format!(
                "It does not say for how long {tokens} tokens were cached; where it states no dollars, they count at the 5-minute rate."
            ),
        });
    }
    if report.total.paid.unpriced > 0 {
        let rows = count(report.total.paid.unpriced, "row has", "rows have", seen.locale);
        notes.push(format!("{rows} neither dollars nor a model with a list price and are not in the sum."));
    }
    if report.people > 1 {
        notes.push(format!("It is the work of {} people or keys.", report.people));
    }
    if let Some(sessions) = report.sessions.filter(|sessions| *sessions > 0.0) {
        notes.push(format!("It counts {} sessions.", seen.locale.fixed(sessions, 0)));
    }
    notes
}
