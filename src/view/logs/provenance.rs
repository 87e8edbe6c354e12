//! What a forecast is made from, and what of all that was read it leaves out.

use super::LogsState;
use super::words::{between, count};
use crate::forecast::calibrate::{Anchored, Calibration, MetBy};
use crate::logs::spend::{Filter, reported};
use crate::logs::{Report, ReportKind};
use crate::prices::Date;
use crate::view::waterfall::cents;
use crate::view::words;

/// What of a scenario of single calls.
pub(super) fn logs(made: &Calibration, month: f64, state: &LogsState) -> String {
    let locale = state.locale;
    let number = |n, one, many| count(n, one, many, locale);
    let band = match made.band {
        Some((low, high)) => format!(
            " 80% range of such months: {} to {}.",
            locale.money(month * low),
            locale.money(month * high)
        ),
        None => String::new(),
    };
    format!(
        "Made from {}, {}, on {}, {}.{band}{} {}",
        number(made.sessions, "session", "sessions"),
        number(made.calls, "main-conversation call", "main-conversation calls"),
        number(made.active_days, "active day", "active days"),
        dates(Some(made.first), Some(made.last)),
        left_out(made, state),
        meets(made.residual.error(), state),
    )
}

/// How near the scenario comes to what was read.
fn meets(error: f64, state: &LogsState) -> String {
    const SAME: f64 = 0.0005;
    if error.abs() < SAME {
        return "The scenario costs the same as the actual sessions at its prices.".into();
    }
    let share = state.locale.fixed((1.0 + error) * 100.0, 1);
    format!("The scenario costs {share}% of the actual sessions at its prices.")
}

/// Why these are fewer sessions and calls than stand above.
fn left_out(made: &Calibration, state: &LogsState) -> String {
    let number = |n, one, many| count(n, one, many, state.locale);
    let all = state.books.total(&Filter::default());
    let unknown: usize = made.left_out.iter().map(|(_, calls)| calls).sum();
    let agents = all.calls.saturating_sub(made.calls).saturating_sub(unknown);
    let mut why = Vec::new();
    if agents > 0 {
        let calls = number(agents, "sub-agent call counts", "sub-agent calls count");
        why.push(format!("{calls} as its sub-agents"));
    }
    if unknown > 0 {
        let names: Vec<String> = made.left_out.iter().map(|(model, _)| state.model(*model as u32)).collect();
        let calls = number(unknown, "call is", "calls are");
        why.push(format!("{calls} left out, of models without a list price ({})", names.join(", ")));
    }
    let without = all.sessions.saturating_sub(made.sessions);
    if without > 0 {
        let sessions = number(without, "session has", "sessions have");
        why.push(format!("{sessions} no main conversation"));
    }
    if why.is_empty() {
        return String::new();
    }
    format!(
        " Of {} in {} read: {}.",
        number(all.calls, "call", "calls"),
        number(all.sessions, "session", "sessions"),
        why.join("; ")
    )
}

/// What of a scenario of totals.
pub(super) fn reports(made: &Anchored, state: &LogsState) -> String {
    let number = |n, one, many| count(n, one, many, state.locale);
    let days = made.active_days.map_or(String::new(), |days| match made.people {
        0 | 1 => format!(" on {}", number(days, "active day", "active days")),
        // A day on which three worked counts three times.
        people => format!(
            " on {} of {} together",
            number(days, "person-day", "person-days"),
            number(people, "person", "people")
        ),
    });
    let when = dates(made.first, made.last);
    let when = if when.is_empty() { when } else { format!(", {when}") };
    let usd = cents(made.usd, state.locale);
    format!(
        "{usd} in reports{days}{when}.{}{} Totals say nothing about single sessions: their shape is the preset’s, {}.",
        not_counted(made, state),
        unnamed(state),
        words_of(made.met_by),
    )
}

fn words_of(met_by: MetBy) -> &'static str {
    match met_by {
        MetBy::Messages => "with as many messages as cost this",
        MetBy::Sessions => "with as many sessions as cost this",
        MetBy::Contexts => "with the context size that costs this",
    }
}

/// USD of all reports as they stand above.
fn shown(state: &LogsState) -> f64 {
    let usd = |report| reported(state.table, report, state.today).total.paid.usd();
    state.reports.iter().map(usd).sum()
}

/// Why it is another total than that of the reports.
fn not_counted(made: &Anchored, state: &LogsState) -> String {
    let left = shown(state) - made.usd;
    if left.abs() < 0.005 {
        return String::new();
    }
    let is_usage = |report: &Report| report.kind.is_some_and(ReportKind::is_usage);
    let has = |is: &dyn Fn(&Report) -> bool| state.reports.iter().any(is);
    let usd = cents(left.abs(), state.locale);
    match (left > 0.0, has(&Report::pays_for_usage) && has(&is_usage)) {
        (true, true) => format!(
            " Another {usd} in the usage report is the same work as the cost report, which alone counts."
        ),
        (true, false) => format!(" Another {usd} is in rows left out."),
        (false, _) => format!(" Credits of {usd} are not deducted."),
    }
}

/// Dollars of it that belong to no single model.
fn unnamed(state: &LogsState) -> String {
    let billed = state.reports.iter().any(Report::pays_for_usage);
    let is_usage = |report: &&Report| report.kind.is_some_and(ReportKind::is_usage);
    let of = state.reports.iter().filter(|report| !(billed && is_usage(report)));
    let models = of.flat_map(|report| reported(state.table, report, state.today).models);
    let usd: f64 = models.filter(|(name, _)| name.is_none()).map(|(_, sum)| sum.paid.usd()).sum();
    if usd < 0.005 {
        return String::new();
    }
    format!(" {} of it names no single model and is spread over those named.", cents(usd, state.locale))
}

pub(super) fn cautions_of_reports(made: &Anchored, state: &LogsState) -> Vec<String> {
    let mut all = super::cautions::cautions(&made.cautions, state.locale);
    let kinds: Vec<_> = state.reports.iter().filter_map(|report| report.kind).collect();
    let longer = [ReportKind::CcusageWeekly, ReportKind::CcusageMonthly];
    if made.active_days.is_none() && longer.iter().any(|kind| kinds.contains(kind)) {
        all.push("Weeks or months only: the month is their mean, and its days are the preset’s.".into());
    } else if made.active_days.is_none() {
        let work = &made.scenario.work;
        let a_day = state.locale.short(work.sessions_per_day, 2);
        let days = state.locale.short(work.active_days, 1);
        all.push(match made.from_preset.contains(&"sessions") {
            true => format!("No days: {a_day} sessions a day and {days} active days a month are the preset’s, and so is the month."),
            false => "Sessions without days: the month is their mean, and its days are the preset’s.".into(),
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
