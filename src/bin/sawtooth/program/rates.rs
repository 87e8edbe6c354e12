//! The price list of a day.

use super::open;
use super::output::Printed;
use super::table::aligned;
use sawtooth::prices::{Class, Date, Model, PriceRow, PriceTier, RateTable, Rates};
use sawtooth::view::{Locale, labels, words};
use serde_json::{Map, Value, json};

#[derive(clap::Args)]
pub struct Wish {
    /// The prices of this day, like 2026-11-30; today's without it.
    #[arg(long, value_name = "DATE", value_parser = day)]
    on: Option<Date>,
    /// Prints JSON in the shape of schema/rates.json.
    #[arg(long)]
    json: bool,
}

fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "a day is needed, like 2026-11-30".into())
}

pub fn answer(wish: &Wish) -> Result<Printed, String> {
    let table = RateTable::shipped();
    let on = wish.on.unwrap_or_else(open::today);
    let price = |model| Some(Priced { model, row: Model::price(model, on, table.revision)?, on });
    let models: Vec<Priced> = table.models.iter().filter_map(price).collect();
    if models.is_empty() {
        let first = table.models.iter().flat_map(|model| &model.prices).map(|row| row.from).min();
        let first = first.map_or(String::new(), |first| format!("; the first prices are of {first}"));
        return Err(format!("no model has a price on {on}{first}"));
    }
    Ok(match wish.json {
        true => Printed::json(json!({
            "on": on.to_string(),
            "revision": table.revision,
            "unit": UNIT,
            "models": models.iter().map(Priced::json).collect::<Vec<_>>(),
        })),
        false => Printed::titled(as_table(&table, on, &models)),
    })
}

const UNIT: &str = "USD per million tokens";
/// As the list of prices writes them, which no rate outdoes.
const DECIMALS: usize = 5;

/// A model and its prices on a day.
struct Priced<'a> {
    model: &'a Model,
    row: &'a PriceRow,
    on: Date,
}

fn as_table(table: &RateTable, on: Date, models: &[Priced]) -> String {
    let head = std::iter::once("Model".to_string());
    let head = head.chain(Class::ALL.map(|class| labels::class(class).into())).chain(["Checked".into()]);
    let rows =
        std::iter::once(head.collect()).chain(models.iter().flat_map(Priced::rows)).collect::<Vec<_>>();
    let sources: String = models.iter().map(Priced::source).collect();
    format!("{UNIT} on {on}, revision {}\n\n{}\nSources\n{sources}", table.revision, aligned(&rows))
}

impl Priced<'_> {
    /// A line for each tier.
    fn tiers(&self) -> impl Iterator<Item = (PriceTier, Rates)> {
        let all = [Some(self.row.rates), self.row.step.map(|step| step.rates), self.row.fast];
        PriceTier::ALL.into_iter().zip(all).filter_map(|(tier, rates)| Some((tier, rates?)))
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let locale = Locale::default();
        let row = |(tier, rates): (PriceTier, Rates)| {
            let tier = words::tier(tier, self.row.step.map(|step| step.above), &locale);
            let name = [Some(self.model.name.clone()), tier, self.state()];
            let name = name.into_iter().flatten().collect::<Vec<_>>().join(", ");
            let cells = Class::ALL.map(|class| locale.short(rates.of(class), DECIMALS));
            std::iter::once(name).chain(cells).chain([self.row.checked.to_string()]).collect()
        };
        self.tiers().map(row).collect()
    }

    /// Why it may be no price to plan with.
    fn state(&self) -> Option<String> {
        match self.model.retires {
            Some(end) if self.model.retired(self.on) => Some(format!("retired {end}")),
            _ => self.row.provisional.then(|| "unconfirmed".into()),
        }
    }

    fn source(&self) -> String {
        let Priced { model, row, .. } = self;
        format!("  {} ({}): since {}; {}\n", model.name, model.id, row.from, row.source)
    }

    fn json(&self) -> Value {
        let Priced { model, row, on } = self;
        json!({
            "id": model.id,
            "name": model.name,
            "current": model.current,
            "retires": model.retires.map(|end| end.to_string()),
            "retired": model.retired(*on),
            "context_window": model.window,
            "us_only": model.us_only,
            "since": row.from.to_string(),
            "checked": row.checked.to_string(),
            "source": row.source,
            "provisional": row.provisional,
            "usd": by_class(&row.rates),
            "usd_above": row.step.map(|step| json!({ "prompt_tokens": step.above, "usd": by_class(&step.rates) })),
            "usd_fast_mode": row.fast.map(|rates| by_class(&rates)),
        })
    }
}

fn by_class(rates: &Rates) -> Value {
    let key = |class| match class {
        Class::Input => "input",
        Class::Write5m => "write_5m",
        Class::Write1h => "write_1h",
        Class::Read => "read",
        Class::Output => "output",
    };
    Value::Object(
        Class::ALL
            .into_iter()
            .map(|class| (key(class).into(), rates.of(class).into()))
            .collect::<Map<_, _>>(),
    )
}
