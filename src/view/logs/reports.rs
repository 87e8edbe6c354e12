//! Reports without single calls: what they add up to, and what they cannot tell.

use super::Seen;
use super::words::{count, kind, percent, printed};
use crate::logs::ReportKind;
use crate::logs::spend::{Paid, Reported, Sum, reported};
use crate::view::html::{each, escape, table};
use crate::view::waterfall::cents;
use crate::view::{Table, format, words};

/// Days that are listed, the latest.
const DAYS: usize = 62;
/// A share that is known nearer than it is printed.
const SURE: f64 = 0.005;

pub(super) fn reports(seen: &Seen) -> String {
    let one = |report| section(seen, &reported(seen.table, report, seen.today));
    seen.reports.iter().map(one).collect()
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
        kind(report.kind),
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
        vec![name, tokens(of.input), tokens(of.written()), tokens(of.read), tokens(of.output), money]
    };
    all.into_iter().zip(usd).map(row).collect()
}

fn model_name(seen: &Seen, name: Option<&str>) -> String {
    let Some(name) = name else { return "several models, or not said".into() };
    let known = crate::logs::ledger::known(seen.table, name);
    known.map_or_else(|| super::names::cut(name, 60), |model| model.name.clone())
}

/// What the dollars of a report are.
pub fn paid(paid: Paid) -> &'static str {
    match (paid.stated != 0.0, paid.priced != 0.0) {
        (true, false) => "as the report says",
        (true, true) => "partly as the report says, partly its tokens at list price",
        _ => "its tokens at list price",
    }
}

fn basis(report: &Reported) -> String {
    let whose = paid(report.total.paid);
    let known: Vec<_> = report.days.iter().filter_map(|(day, _)| *day).collect();
    // Of weeks and months, the rows name the first days.
    let what = match report.kind {
        Some(ReportKind::CcusageWeekly) => "weeks beginning ",
        Some(ReportKind::CcusageMonthly) => "months beginning ",
        _ => "",
    };
    match (known.first(), known.last()) {
        (Some(first), Some(last)) if first != last => {
            format!("{whose}, {what}{}", super::answer::between(*first, *last))
        }
        (Some(day), _) => format!("{whose}, {what}{}", words::day(*day)),
        _ => whose.into(),
    }
}

fn notes(seen: &Seen, report: &Reported) -> Vec<String> {
    let mut notes = vec![
        "It has sums and no single calls: what pauses cost, what compactions saved and how sessions went cannot be known from it.".into(),
    ];
    notes.extend(lifetimes(seen, report));
    if report.total.paid.unpriced > 0 {
        let rows = count(
            report.total.paid.unpriced,
            "row has neither dollars nor a model with a list price and is not in the sum",
            "rows have neither dollars nor a model with a list price and are not in the sum",
            seen.locale,
        );
        notes.push(format!("{rows}."));
    }
    if report.people > 1 {
        notes.push(format!(
            "It is the work of {} people or keys.",
            seen.locale.fixed(report.people as f64, 0)
        ));
    }
    if let Some(sessions) = report.sessions.filter(|sessions| *sessions > 0.0) {
        let sessions = format::plural(&seen.locale.short(sessions, 1), "session", "sessions");
        notes.push(format!("It counts {sessions}."));
    }
    notes
}

/// Of cache writes whose lifetime the report does not say, what its dollars do.
fn lifetimes(seen: &Seen, report: &Reported) -> Vec<String> {
    let (writes, unsplit) = (&report.writes, report.total.tokens.write_unsplit);
    if unsplit == 0 {
        return Vec::new();
    }
    let tokens = |count: f64| seen.locale.tokens(count);
    let share = |of: f64| percent(of / writes.inferred, seen.locale);
    let all = tokens(unsplit as f64);
    let about = if writes.error < writes.inferred * SURE {
        String::new()
    } else {
        format!(", give or take {},", share(writes.error))
    };
    let mut notes = vec![format!("It does not say for how long {all} tokens were cached.")];
    if writes.inferred > 0.0 {
        let whose = if writes.unknown > 0.0 { tokens(writes.inferred) + " of them" } else { "them".into() };
        let hours = share(writes.inferred_1h);
        notes[0] +=
            &format!(" Its dollars mean that about {hours}{about} of {whose} were written for an hour.");
    } else if writes.impossible == 0 {
        notes[0] += " Where it states no dollars, they count at the 5-minute rate.";
    }
    if writes.impossible > 0 {
        let rows = count(writes.impossible, "row", "rows", seen.locale);
        notes.push(format!(
            "The dollars of {rows} fit no lifetime of the cache writes: they are not the list price of these tokens, \
             or some prompts were above the model’s price step."
        ));
    }
    notes
}
