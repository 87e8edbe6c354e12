//! Kinds of session: what stands in the row of each, and the chips that add one.

use super::format::plural;
use super::inputs::{Form, input};
use super::labels::kinds as labels;
use super::receipt::adding_up;
use super::{Locale, Table};
use crate::decisions::kinds::{KindMonth, by_kind};
use crate::model::estimate::Answer;
use crate::prices::RateTable;
use crate::scenario::{Differences, Kind, Scenario, Share, field};

/// One row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KindRow {
    /// As it is called where it has no name: "Kind 2".
    pub name: String,
    pub sessions: f64,
    pub messages: f64,
    /// The id of its only model, or "3 models".
    pub model: String,
    /// "Base context 64K, growth 970 of its own"; empty where nothing else differs from the first.
    pub own: String,
    /// USD a month; "–" without a price.
    pub month: String,
}

pub fn rows(scenario: &Scenario, answer: Option<&Answer>, locale: &Locale) -> Vec<KindRow> {
    // Messages as a bill is solved for them.
    let shown = answer.filter(|_| scenario.fitted()).map_or(scenario, |answer| &answer.scenario);
    let months: Vec<f64> = answer.map(by_kind).unwrap_or_default().iter().map(KindMonth::month).collect();
    let months = adding_up(&months, locale);
    let row = |(kind, (one, share)): (usize, (Scenario, f64))| KindRow {
        name: name(scenario, kind),
        sessions: scenario.work.sessions_per_day * share,
        messages: one.work.messages,
        model: model(&one.mix),
        own: own(scenario, kind, locale),
        month: months.get(kind).map_or_else(|| "–".into(), String::clone),
    };
    shown.by_kind().enumerate().map(row).collect()
}

pub fn name(scenario: &Scenario, kind: usize) -> String {
    match scenario.name_of_kind(kind) {
        "" => format!("{} {}", labels::KIND, kind + 1),
        name => name.into(),
    }
}

fn model(mix: &[Share]) -> String {
    let used: Vec<&Share> = mix.iter().filter(|share| share.share > 0.0).collect();
    match used.as_slice() {
        [one] => one.model.clone(),
        all => plural(&all.len().to_string(), "model", "models"),
    }
}

/// Inputs that are named; the others are counted.
const NAMED: usize = 2;

fn own(scenario: &Scenario, kind: usize, locale: &Locale) -> String {
    let of = kind.checked_sub(1).and_then(|other| scenario.kinds.get(other));
    let own = of.map(|of| own_inputs(&of.own, &["messages"], locale)).unwrap_or_default();
    if own.is_empty() { own } else { format!("{own} of its own") }
}

/// What differs but for the inputs that stand elsewhere: "Base context 64K, Growth 970 and 2 more
/// inputs".
pub(super) fn own_inputs(own: &Differences, elsewhere: &[&str], locale: &Locale) -> String {
    let label = |key: &str| input(key).map_or("", |input| input.label);
    let number = |(key, value): &(&'static str, f64)| {
        let value = match field(key)?.kind {
            Kind::Tokens => locale.tokens(*value),
            Kind::Share => locale.percent(*value),
            _ => locale.short(*value, 2),
        };
        Some(format!("{} {value}", label(key)))
    };
    let numbers = own.numbers.iter().filter(|(key, _)| !elsewhere.contains(key)).filter_map(number);
    let choices = own.choices.iter().filter_map(|(key, word)| {
        let Form::Choice(words) = input(key)?.form else { return None };
        let chosen = words.iter().find(|(known, _)| known == word)?.1;
        Some(format!("{} {chosen}", label(key)))
    });
    let agents = own.agent_model.iter().map(|_| label("agentModel").to_string());
    let mut all: Vec<String> = numbers.chain(choices).chain(agents).collect();
    let more = all.len().saturating_sub(NAMED);
    all.truncate(NAMED);
    let more = (more > 0).then(|| plural(&more.to_string(), "more input", "more inputs"));
    let named = all.join(", ");
    more.map_or(named.clone(), |more| format!("{named} and {more}"))
}

/// A kind that one can add: its name, messages and model. Models as a published guide gives them to
/// questions, features and refactors; messages by the calls of sessions in 34,000 public calls (median 23
/// to 60, 90th percentile to 219, about 10 a message), a run without anybody being one prompt.
pub struct Offer {
    pub key: &'static str,
    pub name: &'static str,
    messages: f64,
    family: crate::prices::Family,
}

pub const OFFERS: [Offer; 4] = [
    Offer { key: "question", name: labels::QUESTION, messages: 1.0, family: crate::prices::Family::Haiku },
    Offer { key: "feature", name: labels::FEATURE, messages: 4.0, family: crate::prices::Family::Sonnet },
    Offer { key: "refactor", name: labels::REFACTOR, messages: 20.0, family: crate::prices::Family::Opus },
    Offer { key: "headless", name: labels::HEADLESS, messages: 1.0, family: crate::prices::Family::Sonnet },
];

impl Offer {
    /// Adds one session a day of it.
    pub fn add(&self, table: &RateTable, scenario: &mut Scenario) {
        let model = table.models.iter().find(|model| model.current && model.family == self.family);
        scenario.add_kind_of(self.name, 1.0, |one| {
            one.work.messages = self.messages;
            if let Some(model) = model {
                one.mix = vec![Share { model: model.id.clone(), share: 1.0 }];
            }
        });
    }
}

/// Spend by kind: rows that add up to the month at API prices. Nothing for sessions of one kind.
pub fn table(answer: &Answer, locale: &Locale) -> Option<Table> {
    let scenario = &answer.scenario;
    if scenario.count_kinds() == 1 {
        return None;
    }
    let kinds = by_kind(answer);
    let own: f64 = kinds.iter().map(KindMonth::month).sum();
    let cents = super::waterfall::cents;
    let row = |name: String, a_day: String, session: String, usd: f64| {
        vec![name, a_day, session, cents(usd, locale)]
    };
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (place, kind) in kinds.iter().enumerate() {
        let a_day = locale.short(kind.sessions_per_day, 2);
        rows.push(row(name(scenario, place), a_day, cents(kind.session.total, locale), kind.month()));
    }
    let rest = answer.month.total - own;
    if rest >= 0.005 {
        rows.push(row(labels::REST.into(), String::new(), String::new(), rest));
    }
    rows.push(row(labels::TOTAL.into(), String::new(), String::new(), answer.month.total));
    Some(Table { caption: labels::TABLE.into(), head: labels::HEAD.map(String::from).to_vec(), rows })
}
