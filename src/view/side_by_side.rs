//! Scenarios beside one another: a column each, with the numbers of its own headline.

use super::headline::{Asked, Headline, Source, headline, range};
use super::labels::{side_by_side as labels, statement as told};
use super::statement::{Assumed, assumptions};
use super::{Figure, Locale, Table, Texts, difference};
use crate::decisions::payment::{Span, paid};
use crate::decisions::side_by_side::Side;
use crate::model::estimate::{Answer, estimate};
use crate::prices::RateTable;
use crate::prices::plans::Plan;
use crate::scenario::{Place, Scenario};

/// What a table and its waterfalls are made of.
pub struct Seen<'a> {
    pub table: &'a RateTable,
    pub plans: &'a [Plan],
    pub sides: &'a [Side],
    pub locale: &'a Locale,
}

/// What each is called, no two alike.
pub fn titles(scenarios: &[(Place, &Scenario)]) -> Vec<String> {
    let mut titles: Vec<String> = Vec::new();
    for (at, (place, scenario)) in scenarios.iter().enumerate() {
        let title = match (place, scenario.name.as_str()) {
            (Place::Present, "") => labels::PRESENT.into(),
            (Place::Baseline, "") => labels::BASELINE.into(),
            (Place::Beside(_), "") => difference::like(scenario).unwrap_or_else(|| labels::LINK.into()),
            (_, name) => name.to_string(),
        };
        let is_taken = titles.contains(&title);
        titles.push(if is_taken { format!("{title} ({})", at + 1) } else { title });
    }
    titles
}

impl Seen<'_> {
    pub fn titles(&self) -> Vec<String> {
        titles(&self.sides.iter().map(|side| (side.place, &side.scenario)).collect::<Vec<_>>())
    }

    /// What is paid and why, a column for each. What one has no such line of is empty.
    pub fn table(&self) -> Table {
        let columns: Vec<Vec<(String, String)>> = self.sides.iter().map(|side| self.lines(side)).collect();
        let mut labels: Vec<&String> = Vec::new();
        for (label, _) in columns.iter().flatten() {
            if !labels.contains(&label) {
                labels.push(label);
            }
        }
        let cell = |column: &Vec<(String, String)>, label: &str| {
            column.iter().find(|(own, _)| own == label).map(|(_, text)| text.clone()).unwrap_or_default()
        };
        let row = |label: &String| {
            std::iter::once(label.clone()).chain(columns.iter().map(|column| cell(column, label))).collect()
        };
        Table {
            caption: labels::TITLE.into(),
            head: std::iter::once(told::ITEM.to_string()).chain(self.titles()).collect(),
            rows: labels.into_iter().map(row).chain([self.differences()]).collect(),
        }
    }

    /// As the headline of this scenario has it, and then what carries the cost.
    fn lines(&self, side: &Side) -> Vec<(String, String)> {
        let headline = self.headline(side);
        let line = |label: &str, text: String| (label.to_string(), text);
        let mut lines = vec![line(told::YOU_PAY_MONTH, headline.money)];
        let Some((answer, options)) = side.estimate.answer.as_ref().zip(side.options.as_ref()) else {
            lines.push(line(labels::WHY, headline.from_what));
            return lines;
        };
        let ends = side.range.as_ref().map(|range| Span { low: range.p10, high: range.p90 });
        let ends = ends.map_or_else(|| labels::NO_RANGE.into(), |ends| range(ends, self.locale));
        lines.push(line(told::RANGE, ends));
        lines.push(line(told::AT_API_PRICES, self.locale.money(options.now.at_api_prices)));
        let asked = Assumed { scenario: &side.scenario, answer, options, plans: self.plans };
        lines.extend(assumptions(asked, self.locale).into_iter().map(|one| (one.label, one.value)));
        lines
    }

    fn headline(&self, side: &Side) -> Headline {
        let asked = Asked {
            table: self.table,
            plans: self.plans,
            scenario: &side.scenario,
            estimate: &side.estimate,
            options: side.options.as_ref(),
            source: &Source::Inputs,
            range: side.range.as_ref(),
        };
        headline(&asked, self.locale)
    }

    /// By label, against the first.
    fn differences(&self) -> Vec<String> {
        let (Some(first), titles) = (self.sides.first(), self.titles()) else { return Vec::new() };
        let label = format!("{} {}", labels::DIFFERS, titles.first().map(String::as_str).unwrap_or_default());
        let cell = |side: &Side| match side.differs_in(first) {
            _ if side.place == first.place => String::new(),
            keys if keys.is_empty() => labels::NOTHING.into(),
            keys => difference::names(&keys),
        };
        std::iter::once(label).chain(self.sides.iter().map(cell)).collect()
    }

    /// The way at API prices from one to another, each by its title; nothing where one has no price or
    /// both are the same.
    pub fn waterfall(&self, from: usize, to: usize) -> Option<(Figure, Texts)> {
        let titles = self.titles();
        let named = |at: usize| {
            let side = self.sides.get(at)?;
            Some(Scenario { name: titles.get(at)?.clone(), ..side.scenario.clone() })
        };
        let (before, after) = (named(from)?, named(to).filter(|_| from != to)?);
        let figure = difference::figure(self.table, &before, &after, self.locale)?;
        Some((figure, difference::texts(self.table, self.plans, &before, &after, self.locale)?))
    }
}

/// "This scenario $155, Light $22 a month": what is paid under each, in the order of the columns.
pub fn finding(table: &RateTable, plans: &[Plan], answer: &Answer, locale: &Locale) -> String {
    let sides = answer.scenario.sides();
    if sides.len() == 1 {
        return labels::ALONE.into();
    }
    let titles = titles(&sides.iter().map(|(place, scenario)| (*place, scenario)).collect::<Vec<_>>());
    let month = |(place, scenario): &(Place, Scenario)| {
        let other = (*place != Place::Present).then(|| estimate(table, scenario).answer);
        let month = other.map_or_else(|| paid(plans, answer).month, |other| paid(plans, &other?).month);
        month.map_or_else(|| labels::NO_NUMBER.into(), |month| range(month, locale))
    };
    let all: Vec<String> =
        sides.iter().zip(&titles).map(|(side, title)| format!("{title} {}", month(side))).collect();
    format!("{} {}", all.join(", "), super::labels::paid::A_MONTH)
}
