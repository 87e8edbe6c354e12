//! What the logs say of the months to come: the scenario they make, how it can be taken over,
//! and what a subscriber can compare with it.

use super::Seen;
use super::words::{count, percent};
use super::{cautions, tried};
use crate::calibrate::{Anchored, Calibrated, Calibration, MetBy};
use crate::link;
use crate::plans::PlanUsage;
use crate::plans::compare::compare;
use crate::rates::Date;
use crate::view::html::{each, escape, table};
use crate::view::{Table, controls, words};

/// The inside of the part; nothing where neither logs nor reports make a scenario.
pub(super) fn fit(seen: &Seen) -> String {
    let forecast = seen.forecast;
    let (rests, inputs, preset, cautions) = match (&forecast.calibration, &forecast.anchored) {
        (Some(made), _) => (rests(made, seen), &made.inputs, &[][..], &made.cautions),
        (_, Some(made)) => (anchored(made, seen), &made.inputs, &made.from_preset[..], &made.cautions),
        _ => return too_little(seen),
    };
    let Some((scenario, month)) = forecast.scenario.as_ref().zip(forecast.month()) else {
        return too_little(seen);
    };
    let month = seen.locale.money(month);
    format!(
        "<h3 id=\"logs-fit-title\">As a forecast: {month} a month at list prices</h3><p class=\"note\">{}</p><ul class=\"plain note\">{}</ul>\
         <p class=\"logs-act\"><button type=\"button\" id=\"logs-use\" data-work=\"{}\">Use it as my scenario</button></p>\
         <p class=\"note\">The inputs above become what was read, each marked and still yours to change; Undo brings back what was. \
         A link to it carries these numbers, and no path, name or word of the logs.</p>\
         <div class=\"logs-folds\"><details id=\"fold-logs-inputs\"><summary><h3>The inputs, and how they spread</h3></summary><div class=\"scroll\" tabindex=\"0\" \
         role=\"region\" aria-label=\"Inputs from the logs\">{}</div>{}</details>{}{}</div>",
        escape(&rests),
        each("li", &cautions::cautions(cautions, seen.locale)),
        escape(&link::encode(scenario)),
        table(&inputs_table(seen, inputs)),
        from_preset(preset),
        tried::tried(seen),
        stay(seen),
    )
}

fn too_little(seen: &Seen) -> String {
    let read = !seen.books.logs.calls.is_empty() || !seen.reports.is_empty();
    let why = seen.forecast.too_little.as_ref().map(|little| little.why).unwrap_or_default();
    if read { format!("<p class=\"note\">{}</p>", super::too_little(why)) } else { String::new() }
}

fn rests(made: &Calibration, seen: &Seen) -> String {
    let locale = seen.locale;
    let number = |n, one, many| count(n, one, many, locale);
    let band = match made.band.zip(seen.forecast.month()) {
        Some(((low, high), month)) => format!(
            " 8 of 10 months made of such days come to between {} and {}.",
            locale.money(month * low),
            locale.money(month * high)
        ),
        None => String::new(),
    };
    let hit = made
        .hit_rate
        .map_or(String::new(), |rate| format!(" Their cache was hit {} of the time.", percent(rate, locale)));
    format!(
        "Made from {} with {} on {}, {}.{band}{hit} The scenario’s sessions cost {} of what the real ones do at its prices.",
        number(made.sessions, "session", "sessions"),
        number(made.calls, "call", "calls"),
        number(made.active_days, "active day", "active days"),
        between(Some(made.first), Some(made.last)),
        format_args!("{}%", locale.fixed((1.0 + made.residual.error()) * 100.0, 1)),
    )
}

fn anchored(made: &Anchored, seen: &Seen) -> String {
    let usd = seen.locale.money(made.usd);
    let days = made.active_days.map_or(String::new(), |days| {
        let (one, many) =
            if made.people > 1 { ("person-day", "person-days") } else { ("active day", "active days") };
        format!(" on {}", count(days, one, many, seen.locale))
    });
    let people = match made.people {
        1 => String::new(),
        people => format!(" of {people} people, whose month it is together,"),
    };
    let when = between(made.first, made.last);
    let when = if when.is_empty() { when } else { format!(", {when}") };
    format!(
        "{usd} of reports{people}{days}{when}. Sums say nothing of single sessions: their shape stays the average preset’s, {}.",
        words_of(made.met_by)
    )
}

fn words_of(met_by: MetBy) -> &'static str {
    match met_by {
        MetBy::Messages => "with as many messages as cost this",
        MetBy::Sessions => "with as many of them as cost this, since none of any length does",
        MetBy::Contexts => "with contexts of such a size that as many of them as are counted cost this",
    }
}

fn between(first: Option<Date>, last: Option<Date>) -> String {
    match (first, last) {
        (Some(first), Some(last)) if first == last => words::day(first),
        (Some(first), Some(last)) => format!("{} to {}", words::day(first), words::day(last)),
        _ => String::new(),
    }
}

fn inputs_table(seen: &Seen, inputs: &[Calibrated]) -> Table {
    let row = |input: &Calibrated| {
        let text = |value| controls::spoken(input.key, value, seen.locale);
        let spread = match input.low < input.high {
            true => controls::range(input.key, input.low, input.high, seen.locale),
            false => "–".into(),
        };
        let label = controls::of(input.key).map_or(input.key, |control| control.label);
        vec![label.into(), text(input.value), spread, seen.locale.fixed(input.from as f64, 0)]
    };
    Table {
        caption: "Inputs from the logs".into(),
        head: ["Input", "in the scenario", "8 of 10 lie between", "from so many"].map(String::from).to_vec(),
        rows: inputs.iter().map(row).collect(),
    }
}

fn from_preset(keys: &[&'static str]) -> String {
    if keys.is_empty() {
        return String::new();
    }
    let label = |key: &&'static str| controls::of(key).map_or(*key, |control| control.label);
    let labels: Vec<&str> = keys.iter().map(label).collect();
    format!("<p class=\"note\">The average preset’s: {}.</p>", escape(&labels.join("; ")))
}

/// What a subscriber has to say for the plans to be compared, in one step with taking the
/// scenario over.
fn stay(seen: &Seen) -> String {
    let Some((answer, scenario)) = seen.forecast.answer.as_ref().zip(seen.forecast.scenario.as_ref()) else {
        return String::new();
    };
    let week = compare(seen.plans, answer).week;
    let limited = seen.plans.iter().filter(|plan| plan.usage == PlanUsage::Limited);
    let option = |plan: &crate::plans::Plan| {
        format!("<option value=\"{}\">{}</option>", escape(&plan.id), escape(&plan.name))
    };
    let options: String = limited.map(option).collect();
    let field = |id: &str, label: &str| {
        format!(
            "<div class=\"field\"><label for=\"{id}\">{label}</label><span class=\"entry\"><input id=\"{id}\" type=\"text\" \
             inputmode=\"decimal\" autocomplete=\"off\" aria-describedby=\"p-stay\"><span class=\"unit\">%</span></span></div>"
        )
    };
    format!(
        "<details id=\"fold-logs-stay\"><summary><h3>On a subscription: switch or stay?</h3></summary>\
         <p class=\"note\">A week of this work comes to {} at list prices. Limits of plans are not published, so say what you saw: which share of \
         its weekly limit does such a week use? <code>/usage</code> shows it.</p>\
         <div class=\"logs-stay\"><div class=\"field menu\"><label for=\"stay-plan\">Your plan</label>\
         <select id=\"stay-plan\">{options}</select></div>{}{}</div><p class=\"problem\" id=\"p-stay\" aria-live=\"polite\"></p>\
         <p class=\"logs-act\"><button type=\"button\" id=\"stay\" data-work=\"{}\">Compare with this work</button></p></details>",
        seen.locale.money(week),
        field("stay-low", "Share used, at least"),
        field("stay-high", "at most"),
        escape(&link::encode(scenario)),
    )
}
