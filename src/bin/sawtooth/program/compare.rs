//! Scenarios side by side: the numbers of each, and what each input that differs adds from one to another.

use super::estimate::decisions::between;
use super::estimate::sure::json_of;
use super::open::{self, STANDARD_INPUT};
use super::output::Printed;
use super::table::{aligned, wrapped};
use sawtooth::decisions::difference::difference;
use sawtooth::decisions::side_by_side::Side;
use sawtooth::prices::plans::Plan;
use sawtooth::prices::{RateTable, plans};
use sawtooth::scenario::{Place, Scenario, choice, link};
use sawtooth::view::side_by_side::Seen;
use sawtooth::view::{Locale, Texts, difference as words};
use serde_json::{Value, json};
use std::ffi::{OsStr, OsString};
use std::path::Path;

#[derive(clap::Args)]
pub struct Wish {
    /// A link, a scenario file or -: what the months are compared with.
    #[arg(value_name = "A", value_hint = clap::ValueHint::FilePath)]
    before: OsString,
    /// A link, a scenario file or -.
    #[arg(value_name = "B", value_hint = clap::ValueHint::FilePath)]
    after: OsString,
    /// A third beside them.
    #[arg(value_name = "C", value_hint = clap::ValueHint::FilePath)]
    third: Option<OsString>,
    /// Prints JSON in the shape of schema/compare.json.
    #[arg(long)]
    json: bool,
}

pub fn answer(wish: &Wish) -> Result<Printed, String> {
    let places: Vec<&OsString> = [&wish.before, &wish.after].into_iter().chain(&wish.third).collect();
    if places.iter().filter(|place| **place == STANDARD_INPUT).count() > 1 {
        return Err("standard input is one of them at most: give a link or a file for the others".into());
    }
    let compared =
        Compared { table: RateTable::shipped(), plans: plans::shipped(), locale: Locale::default() };
    let (mut sides, mut links) = (Vec::new(), Vec::new());
    for (place, or) in places.into_iter().zip(["A", "B", "C"]) {
        let read = open::read(place)?;
        links.push(link::encode(&read));
        sides.push(compared.priced(read, place, or)?);
    }
    match wish.json {
        true => compared.as_json(&sides, &links).map(Printed::json),
        false => compared.as_tables(&sides).map(Printed::titled),
    }
    .ok_or_else(|| "one of them has no price".into())
}

struct Compared {
    table: RateTable,
    plans: Vec<Plan>,
    locale: Locale,
}

impl Compared {
    /// A scenario that has a price, by its own name; `or` is what is called so where it has none, nor a file.
    fn priced(&self, read: Scenario, place: &OsStr, or: &str) -> Result<Side, String> {
        let scenario = read.alone();
        open::price(&self.table, &scenario).map_err(|why| format!("{or}: {why}"))?;
        let file = Path::new(place).file_name().filter(|_| Path::new(place).is_file());
        let name = match (scenario.name.as_str(), file) {
            ("", Some(file)) => file.to_string_lossy().into_owned(),
            ("", None) => or.into(),
            (name, _) => name.into(),
        };
        let order = if or == "A" { Place::Present } else { Place::Beside(0) };
        Ok(Side::new(&self.table, &self.plans, order, Scenario { name, ..scenario }))
    }

    /// The waterfall from the first to each of the others, then all of them side by side.
    fn as_tables(&self, sides: &[Side]) -> Option<String> {
        let (first, others) = sides.split_first()?;
        let ways = others.iter().map(|side| self.way(&first.scenario, &side.scenario));
        let ways = ways.collect::<Option<Vec<_>>>()?.join("\n\n");
        let table = Seen { table: &self.table, plans: &self.plans, sides, locale: &self.locale }.table();
        let rows = [vec![table.head], table.rows].concat();
        Some(format!("{ways}\n\n{}", wrapped(&rows)))
    }

    /// What is more or less to pay, and the steps at API prices.
    fn way(&self, before: &Scenario, after: &Scenario) -> Option<String> {
        let found = difference(&self.table, before, after)?;
        let [then, now] = found.answers.as_ref();
        let Texts { notes, table } = words::texts(&self.table, &self.plans, before, after, &self.locale)?;
        let rows = [vec![table.head], table.rows].concat();
        let title = words::sentence(&self.plans, then, now, &self.locale);
        // What is paid is in the title.
        let notes = notes.iter().filter(|note| !title.starts_with(note.as_str()));
        let notes: String = notes.map(|note| format!("\n{note}")).collect();
        Some(format!("{title}\n\n{}{notes}", aligned(&rows)))
    }

    /// The first two as before there was a third, then every side and every two.
    fn as_json(&self, sides: &[Side], links: &[String]) -> Option<Value> {
        let way = |from: usize, to: usize| {
            let found = difference(&self.table, &sides.get(from)?.scenario, &sides.get(to)?.scenario)?;
            Some(between(&self.plans, &found))
        };
        let mut answer = way(0, 1)?;
        let named = |at: usize| json!({ "name": sides[at].scenario.name, "link": links[at] });
        (answer["before"], answer["after"]) = (named(0), named(1));
        let pairs = (0..sides.len()).flat_map(|to| (0..to).map(move |from| (from, to)));
        let pair = |(from, to): (usize, usize)| {
            let mut found = way(from, to)?;
            (found["from"], found["to"]) = (from.into(), to.into());
            Some(found)
        };
        let column = |at: usize| as_column(named(at), &sides[at], &sides[0]);
        answer["sides"] = (0..sides.len()).map(column).collect::<Option<Vec<_>>>()?.into();
        answer["ways"] = pairs.map(pair).collect::<Option<Vec<_>>>()?.into();
        Some(answer)
    }
}

/// A name and a link with its headline's numbers, what carries the cost, and the keys of the inputs that differ from the first's.
fn as_column(mut found: Value, side: &Side, first: &Side) -> Option<Value> {
    let (answer, options) = side.estimate.answer.as_ref().zip(side.options.as_ref())?;
    let scenario = &answer.scenario;
    let range = side.range.as_ref().map(|range| [range.p10, range.p50, range.p90]);
    found["you_pay_usd_month"] = options.now.usd().into();
    found["you_pay_range"] = json_of(range);
    found["at_api_prices_usd_month"] = options.now.at_api_prices.into();
    found["sessions_per_day"] = scenario.work.sessions_per_day.into();
    found["active_days"] = scenario.work.active_days.into();
    found["people"] = answer.developers().into();
    let share = |share: &sawtooth::scenario::Share| json!({ "model": share.model, "share": share.share });
    found["models"] = scenario.mean_mix().iter().map(share).collect();
    found["hit_rate"] = answer.expected.hit_rate.filter(|_| scenario.cache.on).into();
    let compact = choice("compact").map(|choice| (choice.get)(scenario));
    let threshold = (compact == Some("at")).then_some(scenario.compaction.threshold);
    found["compaction"] = json!({ "at": compact, "threshold": threshold });
    found["differs_in"] = side.differs_in(first).into();
    Some(found)
}
