//! Reports without single calls: what they add up to, and what they cannot tell.

use serde::{Deserialize, Serialize};

use super::LogsState;
use super::words::{between, count, kind, percent, printed};
use crate::logs::spend::{Paid, Reported, Sum, reported};
use crate::logs::{Days, ReportKind};
use crate::view::waterfall::cents;
use crate::view::{Table, format, words};

/// Days that are listed, the latest.
const DAYS: usize = 62;
/// A share that is known nearer than it is printed.
const SURE: f64 = 0.005;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportView {
    pub title: String,
    pub usd: String,
    /// What the dollars are, and of which days.
    pub basis: String,
    pub notes: Vec<String>,
    pub models: Table,
    pub days: Option<Table>,
}

pub(super) fn reports(state: &LogsState) -> Vec<ReportView> {
    state.reports.iter().map(|report| view(state, &reported(state.table, report, state.today))).collect()
}

fn view(state: &LogsState, report: &Reported) -> ReportView {
    let models = report.models.iter().map(|(model, sum)| (model_name(state, model.as_deref()), sum));
    ReportView {
        title: kind(report.kind).into(),
        usd: whole(state, report.total.paid),
        basis: basis(report),
        notes: notes(state, report),
        models: table("By model", "Model", rows(state, report, models)),
        days: (report.days.len() > 1).then(|| days(state, report)),
    }
}

fn days(state: &LogsState, report: &Reported) -> Table {
    let all = report.days.iter().map(|(days, sum)| (days.map_or("no day".into(), named), sum));
    let mut rows = rows(state, report, all);
    rows.drain(..rows.len().saturating_sub(DAYS));
    table("By day", "Day", rows)
}

/// One day, or the first and last of several.
fn named(days: Days) -> String {
    if days.first == days.last { words::day(days.first) } else { between(days.first, days.last) }
}

fn table(caption: &str, first: &str, rows: Vec<Vec<String>>) -> Table {
    let head = [first, "Input", "Cache writes", "Cache reads", "Output", "Cost"];
    Table { caption: caption.into(), head: head.map(String::from).to_vec(), rows }
}

fn rows<'a>(
    state: &LogsState,
    report: &Reported,
    all: impl Iterator<Item = (String, &'a Sum)>,
) -> Vec<Vec<String>> {
    let all: Vec<(String, &Sum)> = all.collect();
    let usd: Vec<f64> = all.iter().map(|(_, sum)| sum.paid.usd()).collect();
    let usd = printed(&usd, report.total.paid.usd());
    let row = |((name, sum), usd): ((String, &Sum), f64)| {
        let of = sum.tokens;
        let tokens = |tokens: u64| state.locale.tokens(tokens as f64);
        let money = money(state, sum.paid, usd);
        vec![name, tokens(of.input), tokens(of.written()), tokens(of.read), tokens(of.output), money]
    };
    all.into_iter().zip(usd).map(row).collect()
}

fn model_name(state: &LogsState, name: Option<&str>) -> String {
    let Some(name) = name else { return "several or unknown models".into() };
    let known = crate::logs::ledger::known(state.table, name);
    known.map_or_else(|| super::names::cut(name, 60), |model| model.name.clone())
}

/// All of it; "At least" where some of its rows may have cost more.
fn whole(state: &LogsState, paid: Paid) -> String {
    let usd = money(state, paid, paid.usd());
    let is_less = paid.unpriced + paid.below_step + paid.hidden_region > 0;
    match paid.known().filter(|_| is_less) {
        Some(_) => ["At least ", &usd].concat(),
        None => format::capital(&usd),
    }
}

/// What was used and has no price is no $0.
fn money(state: &LogsState, paid: Paid, usd: f64) -> String {
    paid.known().map_or("no price".into(), |_| cents(usd, state.locale))
}

/// What the dollars of a report are.
pub fn paid(paid: Paid) -> &'static str {
    match (paid.said > 0, paid.listed > 0) {
        (false, false) if paid.unpriced > 0 && paid.nameless == paid.unpriced => {
            "it does not say the models: ask for it grouped by model"
        }
        (false, false) if paid.unpriced > 0 => "no list price is known for its models",
        (true, false) if paid.guessed > 0 => "a guess of the client, which did not know a model",
        (true, false) => "as the report says",
        (true, true) => "partly as the report says, partly its tokens at list price",
        _ => "its tokens at list price",
    }
}

fn basis(report: &Reported) -> String {
    let whose = paid(report.total.paid);
    let known: Vec<Days> = report.days.iter().filter_map(|(days, _)| *days).collect();
    // Of weeks and months, the rows name the first days.
    let what = match report.kind {
        Some(ReportKind::CcusageWeekly) => "weeks beginning ",
        Some(ReportKind::CcusageMonthly) => "months beginning ",
        _ => "",
    };
    let last = |days: &Days| if what.is_empty() { days.last } else { days.first };
    match (known.first().map(|days| days.first), known.iter().map(last).max()) {
        (Some(first), Some(last)) => format!("{whose}, {what}{}", named(Days { first, last })),
        _ => whose.into(),
    }
}

fn notes(state: &LogsState, report: &Reported) -> Vec<String> {
    let mut notes = Vec::new();
    if report.kind != Some(ReportKind::Sessions) {
        notes.push("Totals only: this report cannot show pauses, compactions or single sessions.".into());
    }
    notes.extend(costs(report).map(String::from));
    notes.extend(discount(state, report));
    notes.extend(lifetimes(state, report));
    if report.total.paid.unpriced > 0 {
        let rows = count(
            report.total.paid.unpriced,
            "row has neither dollars nor a known model and is not in the total",
            "rows have neither dollars nor a known model and are not in the total",
            state.locale,
        );
        notes.push(format!("{rows}."));
    }
    if report.people > 1 {
        notes.push(format!("Work of {} people or keys.", state.locale.fixed(report.people as f64, 0)));
    }
    if let Some(sessions) = report.sessions.filter(|sessions| *sessions > 0.0) {
        let sessions = format::plural(&state.locale.short(sessions, 1), "session", "sessions");
        notes.push(format!("{}.", format::capital(&sessions)));
    }
    notes
}

/// Which of a bill's costs its dollars are.
fn costs(report: &Reported) -> Option<&'static str> {
    let paid = report.total.paid;
    Some(match report.kind? {
        ReportKind::AwsCur if paid.net == paid.rows => {
            "Cost is the net unblended cost: after discounts, before credits and tax."
        }
        ReportKind::AwsCur if paid.net == 0 => {
            "Cost is the unblended cost: before discounts in rows of their own, credits and tax."
        }
        ReportKind::AwsCur => "Cost is the net unblended cost where a row has it, else the unblended cost.",
        ReportKind::Focus => "Cost is the billed cost: after discounts, before credits, purchases and tax.",
        _ => return None,
    })
}

/// What was taken off the list price, where the report has both.
fn discount(state: &LogsState, report: &Reported) -> Option<String> {
    let Paid { before, after, .. } = report.total.paid;
    if before <= 0.0 {
        return None;
    }
    let off = (before - after) / before;
    let list = cents(before, state.locale);
    Some(match off.abs() < 0.0005 {
        true => "Cost is after discounts, before credits: the list price.".into(),
        false => format!(
            "Cost is after discounts, before credits: {list} at list price, {} off.",
            percent(off, state.locale)
        ),
    })
}

/// Of cache writes whose lifetime the report does not say, what its dollars do.
fn lifetimes(state: &LogsState, report: &Reported) -> Vec<String> {
    let (writes, unsplit) = (&report.writes, report.total.tokens.write_unsplit);
    if unsplit == 0 {
        return Vec::new();
    }
    let tokens = |count: f64| state.locale.tokens(count);
    let share = |of: f64| percent(of / writes.inferred, state.locale);
    let all = tokens(unsplit as f64);
    let about = if writes.error < writes.inferred * SURE {
        String::new()
    } else {
        format!(" (±{})", share(writes.error))
    };
    let mut notes = vec![format!("The report does not say how long {all} tokens were cached.")];
    if writes.inferred > 0.0 {
        let whose = if writes.unknown > 0.0 { tokens(writes.inferred) + " of them" } else { "them".into() };
        let hours = share(writes.inferred_1h);
        notes[0] += &format!(" Its dollars imply that about {hours}{about} of {whose} were 1-hour writes.");
    } else if writes.impossible == 0 {
        notes[0] += " Rows without dollars use the 5-minute rate.";
    }
    if writes.impossible > 0 {
        let rows = count(writes.impossible, "row", "rows", state.locale);
        notes.push(format!(
            "The dollars of {rows} fit neither cache lifetime: they are not list price, or some prompts were above a \
             price step."
        ));
    }
    notes
}
