//! What a month costs and why: as a table, for programs, as the setting of its prices, or as a statement.

pub mod decisions;
mod groups;
mod json;
mod managed;
mod statement;
pub mod sure;

use super::open;
use super::output::Printed;
use sawtooth::decisions::difference::paid_twice;
use sawtooth::decisions::options::options;
use sawtooth::decisions::payment::paid;
use sawtooth::model::estimate::{Answer, Estimate, estimate};
use sawtooth::prices::plans::Plan;
use sawtooth::prices::{RateTable, plans};
use sawtooth::scenario::Scenario;
use sawtooth::view::headline::{Asked, Source, headline};
use sawtooth::view::{Locale, answer, difference, labels, local, receipt, tasks};
use std::ffi::OsString;
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Wish {
    /// A link, a scenario file or -; without one, the average preset.
    #[arg(value_name = "LINK|FILE", value_hint = clap::ValueHint::FilePath)]
    place: Option<OsString>,
    /// Takes prices from `modelPricing` of a Claude Code settings file.
    #[arg(long, value_name = "SETTINGS")]
    prices: Option<PathBuf>,
    /// Prints the scenario's prices as `modelPricing`.
    #[arg(long, conflicts_with_all = ["json", "statement", "csv", "xlsx"])]
    model_pricing: bool,
    /// Prints JSON in the shape of schema/estimate.json.
    #[arg(long, conflicts_with_all = ["statement", "csv", "xlsx"])]
    json: bool,
    #[command(flatten)]
    kept: statement::Kept,
}

pub fn answer(wish: &Wish) -> Result<Printed, String> {
    let table = RateTable::shipped();
    let place = wish.place.as_deref();
    let scenario = place.map_or_else(|| Ok(open::default(&table)), open::read)?;
    let scenario = match &wish.prices {
        Some(file) => managed::take(&table, &scenario, file)?,
        None => scenario,
    };
    if wish.model_pricing {
        return Ok(Printed::raw(managed::give(&table, &scenario)));
    }
    let priced = open::price(&table, &scenario)?;
    let shown = priced.answer.as_ref().ok_or("there is no price")?;
    let notes = answer::notes(&priced, &Locale::default());
    Ok(if wish.kept.is_any() {
        Printed::titled(statement::show(&wish.kept, place, &scenario, shown)?)
    } else if wish.json {
        Printed::json(json::json(&table, &scenario, shown, &notes))
    } else {
        Printed::titled(as_table(&table, &scenario, &priced, shown, &notes, &Locale::default()))
    })
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
pub fn first_lines(
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
