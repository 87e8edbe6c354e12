//! The same estimate on a terminal, from a link or a scenario file:
//!
//! ```text
//! cargo run --release --example estimate -- 'https://…/#s1~average1~…'
//! cargo run --release --example estimate -- scenario.json --json
//! ```
//!
//! Without an argument it prices the average preset. What real work cost, from logs and
//! reports, in table or JSON:
//!
//! ```text
//! cargo run --release --example estimate -- --usage ~/.claude/projects usage.csv
//! ```
//!
//! ```text
//! cargo run --release --example estimate -- scenario.json --prices managed-settings.json
//! ```
//!
//! takes negotiated prices from Claude Code's own setting `modelPricing`, and `--model-pricing` prints
//! those of a scenario as that setting.
//!
//! ```text
//! cargo run --release --example estimate -- 'https://…/#s1~average1~…' --statement --xlsx budget.xlsx
//! ```
//!
//! prints the statement, as the page shows it to who opens a link, and writes it as a workbook or with
//! `--csv` as a table.
//!
//! `-` is the standard input. `--recorded` counts output as the log has it, without the correction;
//! `--zone +02:00` says where days begin. Exit code 2 and a sentence for what cannot be read or has no
//! price.

mod decisions;
mod groups;
mod managed;
mod output;
mod statement;
mod sure;
mod usage;

use sawtooth::decisions::difference::paid_twice;
use sawtooth::decisions::options::options;
use sawtooth::decisions::payment::paid;
use sawtooth::model::estimate::{Answer, Estimate, MONTHS_A_YEAR, estimate};
use sawtooth::prices::plans::Plan;
use sawtooth::prices::{RateTable, plans};
use sawtooth::scenario::link::{self, Fault, Opened};
use sawtooth::scenario::{Preset, Scenario};
use sawtooth::view::headline::{Asked, Source, headline};
use sawtooth::view::{Locale, answer, difference, labels, local, payer, receipt, tasks, words};
use serde_json::{Value, json};
use std::ffi::{OsStr, OsString};
use std::io::Write;
use std::process::ExitCode;

const HELP: &str = "\
What Claude Code costs, from a link, a scenario file, or logs and reports.

  estimate [LINK|FILE] [--prices SETTINGS] [--json | --model-pricing]
  estimate [LINK|FILE] [--statement] [--csv FILE] [--xlsx FILE]
  estimate --usage PATH... [--json] [--recorded] [--zone +02:00]
  estimate --usage PATH... --sessions FOLDER --salt SECRET [--person NAME]

  --prices     modelPricing of a Claude Code settings file in the place of the scenario's prices
  --model-pricing
               the scenario's prices as that setting
  --statement  what the month is and rests on, to read and to keep
  --csv, --xlsx
               the same written to a file
  --usage      what real work cost: files and folders, or - for the standard input
  --recorded   output tokens as the logs have them, without the estimate of missing counts
  --zone       where days begin; UTC without it
  --sessions   writes days.csv and sessions.csv there: totals, with names as hashes
  --salt, --person
               what hashes are made with, and whose logs these are
  --json       the answer for programs
  --help       this text";

fn main() -> ExitCode {
    match run(std::env::args_os().skip(1)) {
        Ok(text) => {
            // A reader that stops early (`| head`) is no mistake.
            let _ = writeln!(std::io::stdout(), "{text}");
            ExitCode::SUCCESS
        }
        Err(sentence) => {
            eprintln!("estimate: {}.", sentence.trim_end_matches('.'));
            ExitCode::from(2)
        }
    }
}

fn run(mut arguments: impl Iterator<Item = OsString>) -> Result<String, String> {
    let (mut json, mut of_usage, mut recorded, mut zone) = (false, false, false, None);
    let (mut prices, mut as_setting) = (None, false);
    let mut places = Vec::new();
    let mut kept = statement::Wish::default();
    let mut tables = usage::tables::Wish::default();
    while let Some(argument) = arguments.next() {
        // What is no Unicode can still be the name of a file.
        match argument.to_str().unwrap_or_default() {
            "--help" | "-h" => return Ok(HELP.into()),
            "--json" => json = true,
            "--usage" => of_usage = true,
            "--recorded" => recorded = true,
            "--zone" => {
                let given = arguments.next().ok_or("--zone needs one, like +02:00")?;
                zone = Some(given.to_string_lossy().into_owned());
            }
            "--prices" => prices = Some(arguments.next().ok_or("--prices needs a settings file")?),
            "--model-pricing" => as_setting = true,
            "--statement" => kept.text = true,
            "--csv" => kept.csv = Some(arguments.next().ok_or("--csv needs a file to write")?),
            "--xlsx" => kept.xlsx = Some(arguments.next().ok_or("--xlsx needs a file to write")?),
            option if tables.takes(option, || arguments.next())? => {}
            option if option.starts_with("--") => {
                return Err(format!(
                    "{option} is no option; there are --json, --prices, --model-pricing, --statement, --csv, \
                     --xlsx, --usage, --recorded, --zone, --sessions, --salt, --person and --help"
                ));
            }
            _ => places.push(argument),
        }
    }
    if of_usage && (as_setting || prices.is_some() || kept.is_any()) {
        return Err(
            "--prices, --model-pricing, --statement, --csv and --xlsx go with a link or a scenario file"
                .into(),
        );
    }
    if of_usage {
        let zone = zone.unwrap_or_else(|| "UTC".into());
        let wish = usage::Wish { paths: places, json, recorded, zone, tables };
        return if wish.paths.is_empty() {
            Err("--usage needs files or folders".into())
        } else {
            usage::show(&wish)
        };
    }
    match places.as_slice() {
        _ if recorded || zone.is_some() || tables.is_any() => {
            Err("--recorded, --zone, --sessions, --salt and --person go with --usage".into())
        }
        [_, extra, ..] => Err(format!("one link or file at a time, and {} is another", extra.display())),
        places => {
            let table = RateTable::shipped();
            let scenario = places.first().map_or_else(|| Ok(default(&table)), |place| read(place))?;
            let scenario = match prices {
                Some(file) => managed::take(&table, &scenario, &file)?,
                None => scenario,
            };
            if as_setting {
                return Ok(managed::give(&table, &scenario));
            }
            let priced = price(&table, &scenario)?;
            if kept.is_any() {
                let answer = priced.answer.as_ref().ok_or("there is no price")?;
                return statement::show(&kept, places.first().map(OsString::as_os_str), &scenario, answer);
            }
            show(&table, &scenario, &priced, !json)
        }
    }
}

/// An estimate that has an answer, or why there is none.
fn price(table: &RateTable, scenario: &Scenario) -> Result<Estimate, String> {
    let estimate = estimate(table, scenario);
    let why = || answer::no_price(table, &estimate, &Locale::default());
    match &estimate.answer {
        Some(_) => Ok(estimate),
        None => Err(why().unwrap_or_else(|| "there is no price".into())),
    }
}

fn show(table: &RateTable, scenario: &Scenario, priced: &Estimate, as_text: bool) -> Result<String, String> {
    let locale = Locale::default();
    let answer = priced.answer.as_ref().ok_or("there is no price")?;
    let notes = answer::notes(priced, &locale);
    Ok(if as_text {
        as_table(table, scenario, priced, answer, &notes, &locale)
    } else {
        as_json(table, scenario, answer, &notes)
    })
}

/// The average preset on the day its prices were checked.
fn default(table: &RateTable) -> Scenario {
    let checked = table.models.iter().flat_map(|m| &m.prices).map(|row| row.checked).max();
    Preset::Average.scenario(checked.expect("the table has rows"), table.revision)
}

/// What is a file is read as one; all else must be a link, however it was escaped on its way.
fn read(place: &OsStr) -> Result<Scenario, String> {
    let written = place.to_string_lossy();
    let text =
        if place == "-" { std::io::read_to_string(std::io::stdin()) } else { std::fs::read_to_string(place) };
    let opened = match text {
        Ok(text) if place == "-" && link::decode(text.trim()).faults != [Fault::NotOurs] => {
            link::decode(text.trim())
        }
        Ok(text) => link::file::read(&text),
        Err(error) => match link::decode(&written) {
            opened if opened.faults != [Fault::NotOurs] => opened,
            _ => return Err(format!("{written} is neither a link nor a file that can be read ({error})")),
        },
    };
    match opened {
        Opened { scenario: Some(scenario), faults } if faults.is_empty() => Ok(scenario),
        Opened { faults, .. } => {
            let why: Vec<String> = faults.iter().map(words::fault).collect();
            Err(format!("this scenario cannot be read whole: {}", why.join("; ")))
        }
    }
}

fn as_table(
    table: &RateTable,
    asked: &Scenario,
    estimate: &Estimate,
    shown: &Answer,
    notes: &[String],
    locale: &Locale,
) -> String {
    let plans = plans::shipped();
    let receipt = receipt::receipt(shown, locale);
    let line = |what: &str, row: &receipt::Row| {
        format!(
            "{what:<58}{:>16}{:>10}{:>13}{:>13}{:>15}\n",
            row.tokens, row.rate, row.session, row.month, row.year
        )
    };
    let mut out = String::new();
    let sure = sure::Sure::of(asked, shown);
    for line in first_lines(table, &plans, estimate, (shown, &sure), locale) {
        out += &format!("{line}\n");
    }
    out += "\n";
    out += &format!(
        "{:<58}{:>16}{:>10}{:>13}{:>13}{:>15}\n",
        "", "tokens/month", "$/M", "session", "month", "year"
    );
    for row in &receipt.rows {
        if let Some(head) = &row.head {
            out += &format!("{head}\n");
        }
        out += &line(&format!("  {}", row.what), row);
    }
    out += &line("Total", &receipt.total);
    let local = local::line(&shown.scenario, paid(&plans, shown).month, locale);
    for line in against(table, &plans, shown, locale).into_iter().chain((!local.is_empty()).then_some(local))
    {
        out += &format!("\n{line}\n");
    }
    for line in groups::lines(shown, locale) {
        out += &format!("\n{line}");
    }
    for line in sure.lines(asked, locale) {
        out += &format!("\n{line}\n");
    }
    let tasks = tasks::named(shown, locale);
    for (name, value) in answer::implied(shown, locale).into_iter().chain(tasks) {
        out += &format!("\n{name}: {value}");
    }
    out + &notes.iter().map(|note| format!("\n\nNote: {note}")).collect::<String>()
}

/// What is paid as the page's headline says it, where a plan is among it, and then the month by
/// the token.
fn first_lines(
    table: &RateTable,
    plans: &[Plan],
    estimate: &Estimate,
    (shown, sure): (&Answer, &sure::Sure),
    locale: &Locale,
) -> Vec<String> {
    let by_the_token = answer::headline_of(shown, locale).sentence();
    if !paid_twice(plans, shown, shown).on_a_plan {
        return vec![by_the_token];
    }
    let (scenario, options) = (&shown.scenario, options(plans, shown));
    let (options_of, range) = (Some(&options), sure.paid.as_ref());
    let source = &Source::Inputs;
    let asked = Asked { table, plans, scenario, estimate, options: options_of, source, range };
    let paid = headline(&asked, locale).sentence();
    // Which plan is open: there are no dollars to pay.
    let paid = if options.now.open.is_some() { paid } else { format!("{} {paid}", labels::paid::YOU_PAY) };
    vec![paid, by_the_token]
}

/// The comparison with the baseline, where there is one.
fn against(table: &RateTable, plans: &[Plan], shown: &Answer, locale: &Locale) -> Option<String> {
    let held = shown.scenario.baseline.as_ref()?;
    let then = estimate(table, held).answer?;
    Some(difference::sentence(plans, &then, shown, locale))
}

fn as_json(table: &RateTable, scenario: &Scenario, shown: &Answer, notes: &[String]) -> String {
    let file: Value = serde_json::from_str(&link::file::write(scenario)).unwrap_or_default();
    let sure = sure::Sure::of(scenario, shown);
    output::text(json!({
        "scenario": file,
        "link": link::encode(scenario),
        "usd": {
            "session": shown.session.total,
            "active_day": shown.active_day,
            "developer_month": shown.developer_month,
            "month": shown.month.total,
            "year": shown.month.total * MONTHS_A_YEAR,
            // What leaves the account: null where it is open which plan is paid.
            "you_pay": paid(&plans::shipped(), shown).usd(),
            // 80% of such months lie from p10 to p90: of "month", and of "you_pay".
            "range": sure.range(),
            "you_pay_range": sure.of_what_is_paid(),
        },
        "sensitivity": sure.sensitivity(),
        // What you pay for people who differ, USD a month, and a budget's chances.
        "team": sure.team(),
        "budget": sure.budget(),
        // The same in the person's own money: null without one.
        "local": in_local_money(shown),
        "session": {
            "messages": shown.scenario.work.messages,
            "requests": shown.expected.turns,
            "compactions": shown.expected.compactions,
            "compactions_in_pauses": shown.expected.in_pauses,
            "median_peak_context": shown.expected.median_peak,
            "hit_rate": shown.expected.hit_rate,
            "reported_hit_rate": shown.expected.reported,
        },
        "groups": groups::json(shown),
        "decisions": decisions::all(table, shown),
        "receipt": { "session": lines(shown, &shown.session.lines), "month": lines(shown, &shown.month.lines) },
        "warnings": notes,
    }))
}

fn in_local_money(shown: &Answer) -> Option<Value> {
    let money = shown.scenario.local.money()?;
    let paid = paid(&plans::shipped(), shown);
    let both = |usd: Option<f64>| json!({ "before_tax": usd.map(|usd| money.before_tax(usd)), "with_tax": usd.map(|usd| money.with_tax(usd)) });
    Some(json!({
        "currency": money.currency,
        "per_usd": money.per_usd,
        "rate_on": Some(money.rate_on).filter(|day| !day.is_empty()),
        "tax_percent": money.tax * 100.0,
        "month": both(paid.usd()),
        "year": both(paid.year.map(|year| year.middle())),
    }))
}

fn lines(shown: &Answer, lines: &[sawtooth::model::bill::Line]) -> Vec<Value> {
    let line = |line: &sawtooth::model::bill::Line| {
        let price = line.of.map(|p| &shown.prices.0[p.model]);
        json!({
            "source": words::source(line.source),
            "model": price.map(|p| &p.id),
            "price_at": line.of.and_then(|p| payer::apart_at(&shown.prices, p.model)),
            "band": line.of.and_then(|p| words::tier(p.tier, price.and_then(|m| m.step), &Locale::default())),
            "class": line.of.map(|p| words::class(p.class)),
            "tokens": line.of.map(|p| p.tokens),
            "usd_per_million": line.of.map(|p| p.rate),
            "usd": line.usd,
            "price_source": price.map(|p| &p.source),
            "price_checked": price.map(|p| p.checked.to_string()),
        })
    };
    lines.iter().map(line).collect()
}
