//! What a forecast rests on, and what of all that was read it leaves out.

use super::Seen;
use super::answer::between;
use super::words::count;
use crate::forecast::calibrate::{Anchored, Calibration, MetBy};
use crate::logs::ReportKind;
use crate::logs::spend::{Filter, reported};
use crate::prices::Date;
use crate::view::waterfall::cents;
use crate::view::words;

/// What of a scenario of single calls.
pub(super) fn logs(made: &Calibration, seen: &Seen) -> String {
    let locale = seen.locale;
    let number = |n, one, many| count(n, one, many, locale);
    let band = match made.band.zip(seen.forecast.month()) {
        Some(((low, high), month)) => format!(
            " 8 of 10 months made of such days come to between {} and {}.",
            locale.money(month * low),
            locale.money(month * high)
        ),
        None => String::new(),
    };
    format!(
        "Made from {} with {} on {}, {}.{}{band} {}",
        number(made.sessions, "session", "sessions"),
        number(made.calls, "call of the main conversation", "calls of main conversations"),
        number(made.active_days, "active day", "active days"),
        dates(Some(made.first), Some(made.last)),
        left_out(made, seen),
        meets(made.residual.error(), seen),
    )
}

/// How near the scenario comes to what was read.
fn meets(error: f64, seen: &Seen) -> String {
    const SAME: f64 = 0.0005;
    if error.abs() < SAME {
        return "The scenario’s sessions cost the same as the real ones do at its prices.".into();
    }
    let share = seen.locale.fixed((1.0 + error) * 100.0, 1);
    format!("The scenario’s sessions cost {share}% of what the real ones do at its prices.")
}

/// Why these are fewer sessions and calls than stand above.
fn left_out(made: &Calibration, seen: &Seen) -> String {
    let number = |n, one, many| count(n, one, many, seen.locale);
    let all = seen.books.total(&Filter::default());
    let unknown: usize = made.left_out.iter().map(|(_, calls)| calls).sum();
    let agents = all.calls.saturating_sub(made.calls).saturating_sub(unknown);
    let mut why = Vec::new();
    if agents > 0 {
        let calls = number(agents, "call of sub-agents is", "calls of sub-agents are");
        why.push(format!("{calls} in it as what a session’s sub-agents do"));
    }
    if unknown > 0 {
        let names: Vec<String> = made.left_out.iter().map(|(model, _)| seen.model(*model as u32)).collect();
        let calls = number(unknown, "call is", "calls are");
        why.push(format!(
            "{calls} left out, of models that no scenario has a price for: {}",
            names.join(", ")
        ));
    }
    let without = all.sessions.saturating_sub(made.sessions);
    if without > 0 {
        let sessions = number(without, "session has", "sessions have");
        why.push(format!("{sessions} no main conversation that counts"));
    }
    if why.is_empty() {
        return String::new();
    }
    format!(
        " Of the {} in {} that were read, {}.",
        number(all.calls, "call", "calls"),
        number(all.sessions, "session", "sessions"),
        why.join("; ")
    )
}

pub(super) fn cautions(made: &Calibration, seen: &Seen) -> Vec<String> {
    super::cautions::cautions(&made.cautions, seen.locale)
}

/// What of a scenario of sums.
pub(super) fn reports(made: &Anchored, seen: &Seen) -> String {
    let number = |n, one, many| count(n, one, many, seen.locale);
    let days = made.active_days.map_or(String::new(), |days| match made.people {
        0 | 1 => format!(" on {}", number(days, "active day", "active days")),
        // A day on which three worked counts three times.
        people => format!(
            " on {} of {}, whose month it is together",
            number(days, "person-day", "person-days"),
            number(people, "person", "people")
        ),
    });
    let when = dates(made.first, made.last);
    let when = if when.is_empty() { when } else { format!(", {when}") };
    let usd = cents(made.usd, seen.locale);
    format!(
        "{usd} of reports{days}{when}.{}{} Sums say nothing of single sessions: their shape stays the average preset’s, {}.",
        not_counted(made, seen),
        unnamed(seen),
        words_of(made.met_by),
    )
}

fn words_of(met_by: MetBy) -> &'static str {
    match met_by {
        MetBy::Messages => "with as many messages as cost this",
        MetBy::Sessions => "with as many of them as cost this, since none of any length does",
        MetBy::Contexts => "with contexts of such a size that as many of them as are counted cost this",
    }
}

/// USD of all reports as they stand above.
fn shown(seen: &Seen) -> f64 {
    let usd = |report| reported(seen.table, report, seen.today).total.paid.usd();
    seen.reports.iter().map(usd).sum()
}

/// Why it is another sum than that of the reports.
fn not_counted(made: &Anchored, seen: &Seen) -> String {
    let left = shown(seen) - made.usd;
    if left.abs() < 0.005 {
        return String::new();
    }
    let has = |kind| seen.reports.iter().any(|report| report.kind == Some(kind));
    let usd = cents(left.abs(), seen.locale);
    let usage = has(ReportKind::AdminUsage) || has(ReportKind::ConsoleCsv);
    match (left > 0.0, has(ReportKind::AdminCost) && usage) {
        (true, true) => format!(
            " {usd} more stand in the usage report: the cost report is the bill for the same work, so of its days it alone counts."
        ),
        (true, false) => format!(" {usd} more stand in rows that it leaves out."),
        (false, _) => format!(" Credits of {usd} are not taken off."),
    }
}

/// Dollars of it that belong to no single model.
fn unnamed(seen: &Seen) -> String {
    let billed = seen.reports.iter().any(|report| report.kind == Some(ReportKind::AdminCost));
    let is_usage = |kind| matches!(kind, Some(ReportKind::AdminUsage | ReportKind::ConsoleCsv));
    let of = seen.reports.iter().filter(|report| !(billed && is_usage(report.kind)));
    let models = of.flat_map(|report| reported(seen.table, report, seen.today).models);
    let usd: f64 = models.filter(|(name, _)| name.is_none()).map(|(_, sum)| sum.paid.usd()).sum();
    if usd < 0.005 {
        return String::new();
    }
    format!(
        " {} of it is of web searches or of several models together: it counts, as if the named models had cost it.",
        cents(usd, seen.locale)
    )
}

pub(super) fn cautions_of_reports(made: &Anchored, seen: &Seen) -> Vec<String> {
    let mut all = super::cautions::cautions(&made.cautions, seen.locale);
    let kinds: Vec<_> = seen.reports.iter().filter_map(|report| report.kind).collect();
    let longer = [ReportKind::CcusageWeekly, ReportKind::CcusageMonthly];
    if made.active_days.is_none() && longer.iter().any(|kind| kinds.contains(kind)) {
        all.push(
            "It has weeks or months and no days: the month is their mean, and how it divides into days is the preset’s.".into(),
        );
    } else if made.active_days.is_none() {
        let work = &made.scenario.work;
        let a_day = seen.locale.short(work.sessions_per_day, 2);
        let days = seen.locale.short(work.active_days, 1);
        all.push(match made.from_preset.contains(&"sessions") {
            true => format!("It has no days: {a_day} sessions a day and {days} active days a month are the preset’s, and with them the month."),
            false => "It has sessions and no days: the month is their mean, and how it divides into days is the preset’s.".into(),
        });
    }
    all
}

fn dates(first: Option<Date>, last: Option<Date>) -> String {
    match (first, last) {
        (Some(first), Some(last)) if first == last => words::day(first),
        (Some(first), Some(last)) => between(first, last),
        _ => String::new(),
    }
}
