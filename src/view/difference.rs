//! The difference between two scenarios, input by input, in words and as a waterfall.

use super::answer::{basis_of_all, basis_of_two, title as named};
use super::format::{capital, lower, plural};
use super::{Chart, Figure, Locale, Texts, budget, inputs, labels, payer, spend, waterfall, words};
use crate::chart::Mark;
use crate::decisions::difference::{Difference, PaidTwice, Step, difference, paid_twice};
use crate::decisions::payment::Span;
use crate::model::estimate::Answer;
use crate::prices::RateTable;
use crate::prices::plans::Plan;
use crate::scenario::in_order;
use crate::scenario::link::Fault;
use crate::scenario::{Kind, Preset, Scenario, august, choice, field};

/// Steps that have a bar of their own; the rest share one.
const MOST_STEPS: usize = 8;
/// Steps that the title names.
const NAMED: usize = 2;
/// Characters of a label that a telephone's width holds.
const LONGEST_LABEL: usize = 44;
/// USD below which two months are the same as printed.
const HALF_A_CENT: f64 = 0.005;

/// The waterfall between two scenarios; `None` where one of them has no price.
pub fn figure(table: &RateTable, before: &Scenario, after: &Scenario, locale: &Locale) -> Option<Figure> {
    let found = difference(table, before, after)?;
    let steps = drawn(table, &found, locale);
    let first = capital(&name(before));
    let (from, to) = ((first.as_str(), found.before), (own_name(after), found.after));
    Some(Figure {
        title: title(&found, &name(before), locale),
        chart: Chart::Bars(waterfall::chart(from, &steps, to, locale)),
        readouts: waterfall::readouts(from, &steps, to),
    })
}

/// What stands beside it: what is paid, and every input that differs, those without an effect too.
pub fn texts(
    table: &RateTable,
    plans: &[Plan],
    before: &Scenario,
    after: &Scenario,
    locale: &Locale,
) -> Option<Texts> {
    let found = difference(table, before, after)?;
    let name = name(before);
    let steps: Vec<(String, f64)> = found.steps.iter().map(|s| (labels(&s.keys), s.usd)).collect();
    let cells = |step: &Step| {
        let side =
            |i: usize| joined(step.keys.iter().map(|key| values(table, &found, key, locale)[i].clone()));
        vec![side(0), side(1)]
    };
    let cells: Vec<Vec<String>> = found.steps.iter().map(cells).collect();
    let first = capital(&name);
    let (from, to) = ((first.as_str(), found.before), (own_name(after), found.after));
    let [then, now] = found.answers.as_ref();
    let basis = basis_of_two(&now.scenario, &then.scenario, " ");
    let caption = format!("From {name} to {}: dollars a month{basis}, team", to.0);
    let table = waterfall::table(caption, &["from", "to"], from, &steps, &cells, to, locale);
    let paid = paid_sentence(&paid_twice(plans, then, now), &name, locale);
    Some(Texts { notes: paid.into_iter().chain(notes(&found)).collect(), table })
}

/// One line for beside the answer: "$60.10 a month more than “name” ($95.19), on the API (+63%)". Where
/// a plan is paid, what leaves the account stands before it.
pub fn sentence(plans: &[Plan], before: &Answer, after: &Answer, locale: &Locale) -> String {
    let paid = paid_sentence(&paid_twice(plans, before, after), &name(&before.scenario), locale);
    let by_the_token = by_the_token(before, after, locale);
    paid.into_iter().chain([by_the_token]).collect::<Vec<_>>().join(" ")
}

/// "You pay $176.84 a month, $76.84 more than with “name” ($100.00)." `None` where nobody is on a
/// plan: then the months at API prices are what is paid.
fn paid_sentence(paid: &PaidTwice, name: &str, locale: &Locale) -> Option<String> {
    if !paid.on_a_plan {
        return None;
    }
    let Some((then, now)) = paid.then.zip(paid.now) else { return Some(labels::paid::NOT_KNOWN.into()) };
    let cents = |usd| waterfall::cents(usd, locale);
    let ends = |span: Span| match (cents(span.low), cents(span.high)) {
        (low, high) if low == high => low,
        (low, high) => format!("{low} to {high}"),
    };
    let you_pay = format!("{} {} {}", labels::paid::YOU_PAY, ends(now), labels::paid::A_MONTH);
    // Of the two as printed, so that they add up.
    let more = waterfall::printed(now.middle()) - waterfall::printed(then.middle());
    if more.abs() < HALF_A_CENT {
        return Some(format!("{you_pay}, the same as with {name}."));
    }
    let about = if then.low == then.high && now.low == now.high { "" } else { "about " };
    let more = format!("{about}{} {}", cents(more.abs()), than(more > 0.0));
    Some(format!("{you_pay}, {more} with {name} ({}).", ends(then)))
}

fn by_the_token(before: &Answer, after: &Answer, locale: &Locale) -> String {
    let (then, now) = (before.month.total, after.month.total);
    let bases = [before, after].map(|answer| basis_of_all(&answer.scenario));
    let cents = |usd| waterfall::cents(usd, locale);
    // Two kinds of dollars are named, not only subtracted.
    let other = if bases[0] == bases[1] { String::new() } else { format!(" {}", bases[0]) };
    let baseline = format!("{} ({}{other})", name(&before.scenario), cents(then));
    if (now - then).abs() < HALF_A_CENT {
        return format!("Same cost as {baseline}, {}", bases[1]);
    }
    let sign = if now > then { "+" } else { "−" };
    let share = if then >= HALF_A_CENT {
        format!(" ({sign}{}%)", locale.short((now / then - 1.0).abs() * 100.0, 0))
    } else {
        String::new()
    };
    // Of the two months as printed, so that they add up.
    let more = waterfall::printed(now) - waterfall::printed(then);
    format!("{} a month {} {baseline}, {}{share}", cents(more.abs()), than(now > then), bases[1])
}

/// Why a scenario cannot be a baseline.
pub fn nothing_to_compare(why: &str) -> String {
    format!("Nothing to compare with: {why}")
}

/// Why a link cannot be a baseline.
pub fn unreadable(faults: &[Fault]) -> String {
    let why: Vec<String> = faults.iter().map(words::fault).collect();
    format!("This link cannot be read: {}. Nothing was changed.", why.join("; "))
}

/// A picture of one developer's month with the baseline's as a level in it, which says whose dollars
/// it is in where that is not the API's.
pub fn beside(figure: Figure, baseline: Option<&Answer>, locale: &Locale) -> Figure {
    level(figure, baseline.map(|held| (&held.scenario, held.developer_month)), locale)
}

/// The same of another month, USD.
pub fn level(mut figure: Figure, baseline: Option<(&Scenario, f64)>, locale: &Locale) -> Figure {
    let panel = match &mut figure.chart {
        Chart::Lines(lines) => lines.panels.first_mut(),
        Chart::Bars(_) => None,
    };
    if let Some((panel, (held, at))) = panel.zip(baseline) {
        if at > panel.y.max {
            panel.y = spend::money_axis(at * 1.08, "", locale);
        }
        let basis = basis_of_two(held, held, " ");
        panel.levels.push(Mark { at, label: format!("baseline{basis} {}", locale.money(at)) });
    }
    figure
}

fn than(more: bool) -> &'static str {
    if more { "more than" } else { "less than" }
}

/// What a baseline is called.
fn name(scenario: &Scenario) -> String {
    if !scenario.name.is_empty() {
        return format!("“{}”", scenario.name);
    }
    if *scenario == august(Preset::Average, scenario.price_revision) {
        return "the published average".into();
    }
    like(scenario).map_or_else(|| "the baseline".into(), |preset| format!("the {preset} preset"))
}

/// The preset that a scenario works like.
pub fn like(scenario: &Scenario) -> Option<String> {
    let found = Preset::ALL.into_iter().find(|preset| scenario.works_like(*preset));
    found.map(|preset| labels::preset(preset).into())
}

fn own_name(scenario: &Scenario) -> &str {
    if scenario.name.is_empty() { "Yours" } else { &scenario.name }
}

fn title(found: &Difference, name: &str, locale: &Locale) -> String {
    let basis = basis_of_all(&found.answers[1].scenario);
    let more = found.after - found.before;
    if more.abs() < HALF_A_CENT {
        return format!("Same cost as {name}: {} a month {basis}", locale.money(found.after));
    }
    let usd: Vec<f64> = found.steps.iter().map(|step| step.usd).collect();
    let step = |i: usize| {
        let step = found.steps.get(i)?;
        let sign = if step.usd > 0.0 { "+" } else { "" };
        Some(format!("{} {sign}{}", lower(&labels(&step.keys)), locale.money(step.usd)))
    };
    let steps = joined(largest(&usd, NAMED).into_iter().filter_map(step));
    format!("{} a month {} {name}, {basis}: {steps}", locale.money(more.abs()), than(more > 0.0))
}

/// The places of the largest effects, in their own order.
fn largest(usd: &[f64], most: usize) -> Vec<usize> {
    let effects = (0..usd.len()).filter(|i| usd[*i] != 0.0);
    let largest = in_order::by_key(effects, |i| -usd[*i].abs());
    in_order::distinct(largest.into_iter().take(most))
}

/// The bars between the two sums, in the table's own cents; what has none is left out.
/// Where there are too many, one stands for the smallest.
fn drawn(table: &RateTable, found: &Difference, locale: &Locale) -> Vec<(String, f64)> {
    let exact: Vec<(String, f64)> = found.steps.iter().map(|step| (String::new(), step.usd)).collect();
    let cents = waterfall::rounded(found.before, &exact, found.after);
    let places = largest(&cents, MOST_STEPS);
    let shown = places.iter().filter_map(|i| Some((found.steps.get(*i)?, cents.get(*i)?)));
    let mut steps: Vec<(String, f64)> =
        shown.map(|(step, usd)| (label(table, found, step, locale), *usd)).collect();
    if cents.iter().filter(|usd| **usd != 0.0).count() > steps.len() {
        let rest = cents.iter().sum::<f64>() - steps.iter().map(|step| step.1).sum::<f64>();
        steps.push(("Other inputs".into(), rest));
    }
    steps
}

/// "Messages a session 4 → 6", or without the values where they are too long.
fn label(table: &RateTable, found: &Difference, step: &Step, locale: &Locale) -> String {
    let short = labels(&step.keys);
    let [key] = step.keys.as_slice() else { return short };
    let [from, to] = values(table, found, key, locale);
    if from == to {
        return short;
    }
    let long = format!("{short} {from} → {to}");
    if long.chars().count() <= LONGEST_LABEL { long } else { short }
}

/// All of them in a row.
pub fn names(keys: &[&str]) -> String {
    let name = |(at, key): (usize, &&str)| if at == 0 { name_of(key).into() } else { lower(name_of(key)) };
    joined(keys.iter().enumerate().map(name))
}

fn labels(keys: &[&str]) -> String {
    match keys {
        [] => String::new(),
        [one] => name_of(one).into(),
        [one, two] => format!("{} and {}", name_of(one), lower(name_of(two))),
        [one, two, rest @ ..] => {
            format!("{}, {} and {} more", name_of(one), lower(name_of(two)), rest.len())
        }
    }
}

/// What an input is called.
fn name_of(key: &str) -> &'static str {
    match key {
        "plan" => labels::paid::PLAN,
        "plans" => labels::plans::CAPACITY,
        _ => inputs::input(key).map_or_else(|| named(key), |input| input.label),
    }
}

/// An input before and after.
fn values(table: &RateTable, found: &Difference, key: &str, locale: &Locale) -> [String; 2] {
    let both = |text: &dyn Fn(&Scenario) -> String| {
        [text(&found.answers[0].scenario), text(&found.answers[1].scenario)]
    };
    let revision = |at: usize| found.answers[at].scenario.price_revision;
    let revisions_differ = revision(0) != revision(1);
    let model = |id: &str| table.model(id).map_or_else(|| id.to_string(), |m| m.name.clone());
    match key {
        "prices" => both(&|s| prices(s, revisions_differ)),
        "mix" => both(&|s| {
            let share =
                |s: &crate::scenario::Share| format!("{} {}", locale.percent(s.share), model(&s.model));
            joined(s.mix.iter().filter(|s| s.share > 0.0).map(share))
        }),
        "agentModel" => both(&|s| model(&s.agents.model)),
        "jobModel" => both(&|s| model(&s.batch.model)),
        "kinds" => both(&|s| plural(&s.count_kinds().to_string(), "kind", "kinds")),
        "groupPays" => both(&|s| payer::apart(s)),
        "daysOff" => both(&|s| budget::days_off(s, locale)),
        "groups" => both(&|s| plural(&s.count_groups().to_string(), "group", "groups")),
        _ => match (field(key), choice(key)) {
            (Some(field), _) => {
                let texts = both(&|s| number(field.kind, (field.get)(s), locale));
                // Too near to each other for round numbers.
                if texts[0] == texts[1] { both(&|s| locale.value(field, (field.get)(s))) } else { texts }
            }
            (None, Some(choice)) => both(&|s| inputs::option(choice.key, (choice.get)(s)).into()),
            (None, None) => both(&|_| String::new()),
        },
    }
}

fn joined(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join(", ")
}

fn number(kind: Kind, value: f64, locale: &Locale) -> String {
    match kind {
        Kind::Tokens => locale.tokens(value),
        Kind::Share => locale.percent(value),
        Kind::Money => format!("${}", locale.short(value, 4)),
        Kind::Number | Kind::Count => locale.short(value, 2),
    }
}

/// The day of the prices, their revision where it differs, and own rates.
fn prices(scenario: &Scenario, revisions_differ: bool) -> String {
    let mut text = words::day(scenario.priced_on);
    if revisions_differ {
        text += &format!(", revision {}", scenario.price_revision);
    }
    if !scenario.overrides.is_empty() {
        text += &format!(", {} of your own", scenario.overrides.len());
    }
    text
}

fn notes(found: &Difference) -> Vec<String> {
    let mut notes = Vec::new();
    if found.steps.len() > 1 {
        notes.push("Inputs change from the top down, each on top of those above it.".into());
    }
    if found.steps.iter().any(|step| step.keys.len() > 1) {
        notes.push("Inputs in one step have no price without each other.".into());
    }
    if found.steps.iter().any(|step| step.usd == 0.0) {
        notes.push("Inputs that change nothing are in the table only.".into());
    }
    let [before, after] = found.answers.each_ref().map(|answer| basis_of_all(&answer.scenario));
    if before != after {
        notes.push(format!("The first total is {before}, the last one {after}."));
    }
    notes
}

#[cfg(test)]
mod tests;
