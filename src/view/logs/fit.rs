//! What the logs say of the months to come: the scenario they make, how it can be taken over,
//! and what a subscriber can compare with it.

use super::parts::{INPUTS, MONTH, SWITCH, WHOLE, place};
use super::{Seen, inputs, rests, tried};
use crate::decisions::plans::compare;
use crate::prices::plans::PlanUsage;
use crate::scenario::link;
use crate::view::html::{each, escape};

/// The inside of the part; nothing where neither logs nor reports make a scenario.
pub(super) fn fit(seen: &Seen) -> String {
    if seen.owes_rest {
        return "<p class=\"note\">The forecast is being made…</p>".into();
    }
    if seen.forecast.scenario.is_none() || seen.forecast.month().is_none() {
        return too_little(seen);
    }
    format!(
        "{}<p class=\"note logs-about-use\">The inputs above become what was read, each marked and still yours to change; Undo brings back what was. \
         A link to it carries these numbers, and no path, name or word of the logs.</p>\
         <div class=\"logs-folds\"><details id=\"fold-logs-inputs\"><summary><h3>The inputs, and how they spread</h3></summary>{}</details>{}{}</div>",
        place(seen, MONTH),
        place(seen, INPUTS),
        tried::tried(seen),
        stay_with_part(seen),
    )
}

/// What a month comes to, what that rests on, and the button that takes it over.
pub(super) fn month(seen: &Seen) -> String {
    let forecast = seen.forecast;
    let Some((scenario, month)) = forecast.scenario.as_ref().zip(forecast.month()) else {
        return String::new();
    };
    let (rests, cautions) = match (&forecast.calibration, &forecast.anchored) {
        (Some(made), _) => (rests::logs(made, seen), rests::cautions(made, seen)),
        (_, Some(made)) => (rests::reports(made, seen), rests::cautions_of_reports(made, seen)),
        _ => return String::new(),
    };
    format!(
        "<h3 id=\"logs-fit-title\">As a forecast: {} a month at list prices</h3><p class=\"note\">{} <span id=\"{WHOLE}\">{}</span></p>\
         <ul class=\"plain note\">{}</ul>\
         <p class=\"logs-act\"><button type=\"button\" id=\"logs-use\" data-work=\"{}\">Use it as my scenario</button></p>",
        seen.locale.money(month),
        escape(&rests),
        whole(seen),
        each("li", &cautions),
        escape(&link::encode(scenario)),
    )
}

/// A choice changes no forecast.
pub(super) fn whole(seen: &Seen) -> &'static str {
    if seen.filter.is_empty() { "" } else { "It is of everything that was read, whatever is chosen." }
}

pub(super) fn inputs(seen: &Seen) -> String {
    match (&seen.forecast.calibration, &seen.forecast.anchored) {
        (Some(made), _) => inputs::inputs(seen, &made.inputs, &[]),
        (_, Some(made)) => inputs::inputs(seen, &made.inputs, &made.from_preset),
        _ => String::new(),
    }
}

fn too_little(seen: &Seen) -> String {
    let read = !seen.books.logs.calls.is_empty() || !seen.reports.is_empty();
    let why = seen.forecast.too_little.as_ref().map(|little| little.why).unwrap_or_default();
    if read { format!("<p class=\"note\">{}</p>", super::too_little(why)) } else { String::new() }
}

/// The fold of [`stay`], the inside of which is a part.
fn stay_with_part(seen: &Seen) -> String {
    let whole = stay(seen);
    match whole.split_once("</summary>") {
        Some((opens, _)) => format!("{opens}</summary>{}</details>", place(seen, SWITCH)),
        None => whole,
    }
}

pub(super) fn switch(seen: &Seen) -> String {
    let whole = stay(seen);
    let inside = whole.split_once("</summary>").map_or("", |(_, rest)| rest);
    inside.strip_suffix("</details>").unwrap_or(inside).into()
}

/// What a subscriber has to say for the plans to be compared, in one step with taking the
/// scenario over.
fn stay(seen: &Seen) -> String {
    let Some((answer, scenario)) = seen.forecast.answer.as_ref().zip(seen.forecast.scenario.as_ref()) else {
        return String::new();
    };
    let week = compare(seen.plans, answer).week;
    let limited = seen.plans.iter().filter(|plan| plan.usage == PlanUsage::Limited);
    let option = |plan: &crate::prices::plans::Plan| {
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
         <p class=\"note\">A week of {} comes to {} at list prices. Limits of plans are not published, so say what you saw: which share of \
         its weekly limit does such a week use? <code>/usage</code> shows it.</p>\
         <div class=\"logs-stay\"><div class=\"field menu\"><label for=\"stay-plan\">Your plan</label>\
         <select id=\"stay-plan\">{options}</select></div>{}{}</div><p class=\"problem\" id=\"p-stay\" aria-live=\"polite\"></p>\
         <p class=\"logs-act\"><button type=\"button\" id=\"stay\" data-work=\"{}\">Compare with this work</button></p></details>",
        if scenario.team.own > 1.0 { "one developer’s work" } else { "this work" },
        seen.locale.money(week),
        field("stay-low", "Share used, at least"),
        field("stay-high", "at most"),
        escape(&link::encode(scenario)),
    )
}
