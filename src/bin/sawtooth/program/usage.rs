//! What real work cost, from the files that Claude Code and others left.

mod checks;
mod files;
mod forecast;
mod json;
mod kinds;
mod models;
mod table;
mod tables;

use super::open;
use super::output::{Printed, aside};
use sawtooth::forecast::backtest::{backtest, backtest_sessions};
use sawtooth::forecast::calibrate::calibrate_books;
use sawtooth::forecast::calibrate::tables::Tables;
use sawtooth::forecast::{Forecast, beside_sessions};
use sawtooth::logs::ledger::{Ledger, Priced, Terms, priced};
use sawtooth::logs::read::Imported;
use sawtooth::logs::spend::{
    Account, Books, Check, Correction, Filter, Paid, Reported, Shares, Total, Whole, reported, whole,
};
use sawtooth::logs::{Logs, Report, Zone};
use sawtooth::model::bill::Bill;
use sawtooth::prices::{Date, RateTable};
use sawtooth::scenario::Scenario;
use sawtooth::view::{Locale, logs, logs::faults};
use std::ffi::OsString;
use std::panic::resume_unwind;
use std::thread;

#[derive(clap::Args)]
pub struct Wish {
    /// Files and folders of logs and reports, or - for standard input.
    #[arg(value_name = "PATH", required = true, value_hint = clap::ValueHint::AnyPath)]
    paths: Vec<OsString>,
    /// Prints JSON in the shape of schema/usage.json.
    #[arg(long)]
    json: bool,
    /// Counts output tokens as the logs have them, without the estimate of missing counts.
    #[arg(long)]
    recorded: bool,
    /// Where days begin, like +02:00.
    #[arg(long, default_value = "UTC", allow_hyphen_values = true)]
    zone: String,
    #[command(flatten)]
    tables: tables::Tables,
}

/// Everything that was read, priced: both forms of the answer are made of it.
pub struct Read {
    pub imported: Imported,
    pub terms: Terms,
    pub zone: String,
    account: Account,
    pub sums: Sums,
}

/// What all of it comes to.
pub struct Sums {
    /// Of every call.
    pub total: Total,
    pub shares: Shares,
    pub correction: Correction,
    pub reports: Priced,
    pub reports_bill: Bill,
    /// Of each report, as the page shows it.
    pub paid: Vec<Paid>,
    pub whole: Whole,
    /// Other totals of the same work.
    pub checks: Vec<Check>,
    /// USD with what is estimated left out, or counted where it was left out.
    pub otherwise: f64,
}

pub fn show(wish: &Wish) -> Result<Printed, String> {
    let zone = zone(&wish.zone)?;
    let imported = files::read(&wish.paths, &zone)?;
    let table = RateTable::shipped();
    if let Some(written) = wish.tables.write(&table, &imported.logs)? {
        return Ok(Printed::raw(written));
    }
    let terms = Terms { zone, corrected: !wish.recorded, ..Terms::default() };
    let base = open::default(&table);
    let account = Account::new(&table, &imported.logs, &terms);
    let (sums, forecast) = side_by_side((&table, &base), &imported, &terms, &account);
    let read = Read { sums, imported, terms, zone: wish.zone.clone(), account };
    let reading = &read.imported.logs.reading;
    if read.imported.logs.calls.is_empty() && read.imported.reports.is_empty() && reading.is_without_answers()
    {
        let faults = faults(reading, &Locale::default());
        let why = if faults.is_empty() {
            "there is no transcript and no report in it.".into()
        } else {
            faults.join(" ")
        };
        return Err(format!("no usage was found: {why}"));
    }
    logs::packed(reading, &Locale::default()).iter().for_each(|line| aside(line));
    let forecast = forecast::sections(&forecast);
    let printed = match wish.json {
        true => Printed::json(json::json(&read, &forecast)),
        false => Printed::titled(table::table(&read, &forecast)),
    };
    // The program ends with its answer: giving back every call one by one would only take time.
    std::mem::forget(read);
    Ok(printed)
}

/// A forecast's first half beside its second and the sums, none of which needs another. The first takes
/// about as long as the others together; and each thread more keeps memory of its own.
fn side_by_side(
    (table, base): (&RateTable, &Scenario),
    imported: &Imported,
    terms: &Terms,
    account: &Account,
) -> (Sums, Forecast) {
    let (logs, ledger) = (&imported.logs, &account.ledger);
    // What a table says beside transcripts is a check of them.
    let sessions = Some(&imported.sessions).filter(|sessions| logs.calls.is_empty() && !sessions.is_empty());
    let sessions = sessions.map(|sessions| Tables::new(table, sessions, terms));
    let sessions = sessions.as_ref();
    thread::scope(|scope| {
        let others = scope.spawn(|| {
            let tried = match sessions {
                Some(sessions) => backtest_sessions(sessions, base),
                None => backtest(table, logs, ledger, terms, base),
            };
            (tried, Sums::new((table, base), imported, terms, account))
        });
        let made = match sessions {
            Some(sessions) => sessions.calibrate(base),
            None => calibrate_books(table, &Books { logs, account }, terms, base),
        };
        let (tried, sums) = others.join().unwrap_or_else(|panic| resume_unwind(panic));
        (sums, Forecast::of(table, &beside_sessions(&imported.reports), base, made, || tried))
    })
}

impl Sums {
    /// What has no day is priced as of the base's.
    fn new(
        (table, base): (&RateTable, &Scenario),
        imported: &Imported,
        terms: &Terms,
        account: &Account,
    ) -> Sums {
        let books = Books { logs: &imported.logs, account };
        let everything = Filter::default();
        let (total, shares, correction) =
            (books.total(&everything), books.shares(&everything), books.correction());
        let reports = priced(table, &imported.reports, base.priced_on);
        let reports_bill = Bill::new(&reports.prices, &reports.usage);
        let each = |report: &Report| reported(table, report, base.priced_on);
        let each: Vec<Reported> = imported.reports.iter().map(each).collect();
        let paid = each.iter().map(|report| report.total.paid).collect();
        let whole = whole((&total, &correction, terms.corrected), &imported.logs.reading, &each);
        let checks = books.checks(table, &imported.left_out, base.priced_on);
        let whole = whole.checked(&checks);
        let otherwise = match correction.usd == 0.0 {
            true => total.bill.total,
            false => otherwise(table, &imported.logs, terms),
        };
        Sums { otherwise, checks, whole, total, shares, correction, reports, reports_bill, paid }
    }
}

fn otherwise(table: &RateTable, logs: &Logs, terms: &Terms) -> f64 {
    let terms = Terms { corrected: !terms.corrected, ..terms.clone() };
    let ledger = Ledger::new(table, logs, &terms);
    Bill::new(&ledger.prices, &ledger.usage(logs, 0..logs.calls.len())).total
}

impl Read {
    pub fn ledger(&self) -> &Ledger {
        &self.account.ledger
    }

    /// The first and last day of calls and reports, on the calendar of the zone.
    pub fn dates(&self) -> Option<(Date, Date)> {
        let calls = self.imported.logs.calls.iter().map(|call| self.terms.zone.date(call.answered));
        let rows = self.imported.reports.iter().flat_map(|report| &report.rows);
        let days: Vec<Date> = calls.chain(rows.flat_map(|row| [row.day, row.until]).flatten()).collect();
        days.iter().min().copied().zip(days.iter().max().copied())
    }
}

/// "+02:00" or "UTC".
fn zone(text: &str) -> Result<Zone, String> {
    if text == "UTC" {
        return Ok(Zone::UTC);
    }
    let minutes = || {
        let (sign, clock) = (text.get(..1)?, text.get(1..)?);
        let (hours, minutes) = clock.split_once(':')?;
        let sign = [("+", 1), ("-", -1)].into_iter().find(|(s, _)| *s == sign)?.1;
        let number = |digits: &str| digits.parse::<i32>().ok().filter(|_| digits.len() == 2);
        let minutes = number(minutes).filter(|minutes| *minutes < 60)?;
        Some(sign * (number(hours).filter(|hours| *hours <= 14)? * 60 + minutes))
    };
    let first = minutes().ok_or_else(|| format!("{text} is no time zone; write it like +02:00"))?;
    Ok(Zone { first, changes: Vec::new() })
}
