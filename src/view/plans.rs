//! Picture 4: the month on the API beside the prices of the plans.
//!
//! No plan's limits are published, so nothing here says what a plan carries: it says what
//! it would have to carry to be worth its price.

use super::answer::basis;
use super::format::plural;
use super::{Chart, Figure, Locale, Readouts, Series, Stops, Table, Texts, Unit, spend};
use crate::chart::{Axis, Line, LineInk, Lines, Mark, Panel, ticks};
use crate::estimate::Answer;
use crate::plans::{Plan, PlanUsage};
use crate::scenario::Payment;

/// Weeks in a month: 52 in twelve months.
const WEEKS: f64 = 52.0 / 12.0;
/// Readouts along the axis, at most.
const SAMPLES: f64 = 60.0;
/// Share of an axis under which two labels would touch.
const CLOSE: f64 = 0.04;

/// What one developer's sessions cost on the API, as a line over sessions a day.
struct ApiLine {
    /// "on the API", and what its line is called.
    basis: &'static str,
    name: &'static str,
    /// USD a month of one session a day.
    slope: f64,
    /// Sessions a day as they are.
    now: f64,
}

fn api_line(answer: &Answer) -> ApiLine {
    ApiLine {
        basis: basis(answer.scenario.payment),
        name: if answer.scenario.payment == Payment::Subscription { "API-equivalent" } else { "API" },
        slope: answer.session.total * answer.scenario.work.active_days,
        now: answer.scenario.work.sessions_per_day,
    }
}

pub fn figure(plans: &[Plan], answer: &Answer, locale: &Locale) -> Figure {
    let api = api_line(answer);
    let drawn = drawn(plans, answer);
    let max = axis_end(&api, &drawn);
    let stops = stops(max);
    Figure {
        title: title(&drawn, &api, locale),
        chart: Chart::Lines(chart(&drawn, &api, max, &stops, locale)),
        readouts: readouts(&drawn, &api, stops),
    }
}

/// What stands beside it.
pub fn texts(plans: &[Plan], answer: &Answer, locale: &Locale) -> Texts {
    let api = api_line(answer);
    Texts { notes: notes(&api, locale), table: table(plans, &api, locale) }
}

/// A team's choice is among seats, one person's among personal plans.
fn drawn<'a>(plans: &'a [Plan], answer: &Answer) -> Vec<&'a Plan> {
    let team = answer.developers() > 1.0;
    plans.iter().filter(|p| p.usage == PlanUsage::Limited && p.per_seat == team).collect()
}

/// Sessions a day at which a price equals the API's bill.
fn even(api: &ApiLine, usd: f64) -> Option<f64> {
    (api.slope > 0.0).then(|| usd / api.slope)
}

/// Round numbers of sessions a day, so that a readout says exactly where it is.
fn stops(max: f64) -> Vec<f64> {
    const STEPS: [f64; 9] = [0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0];
    let step = STEPS.into_iter().find(|step| max / step <= SAMPLES).unwrap_or(50.0);
    (0..=(max / step) as usize).map(|i| i as f64 * step).collect()
}

/// Sessions a day, with a digit that counts: never 0 for what is not 0.
fn a_day(sessions: f64, locale: &Locale) -> String {
    let decimals = match sessions {
        s if s >= 0.095 || s == 0.0 => 1,
        s => (1.0 - libm::floor(libm::log10(s))).clamp(2.0, 12.0) as usize,
    };
    locale.short(sessions, decimals)
}

/// Wide enough for what the reader does and for the plans' crossings, but no crossing so
/// far out that it presses the rest together.
fn axis_end(api: &ApiLine, plans: &[&Plan]) -> f64 {
    let far = (api.now * 3.0).max(6.0);
    let crossings = plans.iter().filter_map(|p| even(api, p.usd_month)).filter(|x| *x <= far);
    crossings.fold(api.now * 1.5, f64::max).max(2.0) * 1.08
}

fn chart(plans: &[&Plan], api: &ApiLine, max: f64, stops: &[f64], locale: &Locale) -> Lines {
    let dearest = plans.iter().map(|p| p.usd_month).fold(0.0, f64::max);
    let top = (api.slope * max).max(dearest * 1.1);
    let level =
        |p: &&Plan| Mark { at: p.usd_month, label: format!("{} {}", p.name, locale.money(p.usd_month)) };
    // Flat prices under a steep bill lie on each other: one line names them all.
    let levels = match (plans.first(), plans.last()) {
        (Some(first), Some(last)) if dearest < top * CLOSE * 3.0 => {
            vec![Mark {
                at: dearest,
                label: format!(
                    "plans, {} {} to {} {}",
                    first.name,
                    locale.money(first.usd_month),
                    last.name,
                    locale.money(last.usd_month)
                ),
            }]
        }
        _ => plans.iter().map(level).collect(),
    };
    let crossing = |p: &&Plan| {
        let at = even(api, p.usd_month).filter(|x| *x <= max && *x >= max * CLOSE)?;
        Some(Mark { at, label: format!("{} a day", a_day(at, locale)) })
    };
    let panel = Panel {
        title: "Dollars a month of one developer".into(),
        y: spend::money_axis(top, "", locale),
        height: 220.0,
        lines: vec![Line {
            label: api.name.into(),
            ink: LineInk::Yours,
            points: vec![(0.0, 0.0), (max, api.slope * max)],
            area: false,
        }],
        levels,
        flags: plans.iter().filter_map(crossing).collect(),
    };
    Lines {
        panels: vec![panel],
        x: Axis {
            max,
            ticks: ticks(max, 6).into_iter().map(|t| (t, locale.short(t, 2))).collect(),
            title: "sessions a day".into(),
        },
        stops: stops.to_vec(),
        description: "The API’s bill over sessions a day, and the flat prices of plans".into(),
    }
}

fn title(plans: &[&Plan], api: &ApiLine, locale: &Locale) -> String {
    let bill = api.slope * api.now;
    let below = |p: &&&Plan| p.usd_month < bill;
    let name = |p: &&Plan| format!("{} ({})", p.name, locale.money(p.usd_month));
    let cheaper = plans.iter().filter(below).max_by(|a, b| a.usd_month.total_cmp(&b.usd_month));
    let dearer =
        plans.iter().filter(|p| p.usd_month >= bill).min_by(|a, b| a.usd_month.total_cmp(&b.usd_month));
    let bill = format!("{} a month {}", locale.money(bill), api.basis);
    match (cheaper, dearer) {
        (Some(low), Some(high)) => {
            format!("{bill} is more than {} costs and less than {}", name(low), name(high))
        }
        (Some(low), None) => {
            format!("{bill} is more than any plan’s price, {} included", name(low))
        }
        (None, Some(high)) => {
            format!("{bill} is less than the cheapest plan, {}", name(high))
        }
        (None, None) => bill,
    }
}

fn notes(api: &ApiLine, locale: &Locale) -> Vec<String> {
    let week = api.slope * api.now / WEEKS;
    vec![
        format!(
            "Plan limits are not published, so this cannot say what a plan carries. Yours would have to carry {} of \
             API-equivalent work a week; the usage screen’s percentage of the weekly limit tells a subscriber whether \
             theirs does.",
            locale.money(week)
        ),
        "Plan prices are second-hand where the table says so: look them up before you buy.".into(),
    ]
}

fn table(plans: &[Plan], api: &ApiLine, locale: &Locale) -> Table {
    let head = [
        "Plan",
        "a month",
        "billed yearly",
        "equals the API’s bill at",
        "must carry a week, to be worth it",
        "source",
    ];
    Table {
        caption: format!("Plans beside {} a month {}", locale.money(api.slope * api.now), api.basis),
        head: head.map(String::from).to_vec(),
        rows: plans.iter().map(|plan| row(plan, api, locale)).collect(),
    }
}

fn row(plan: &Plan, api: &ApiLine, locale: &Locale) -> Vec<String> {
    let former = plan.former_name.as_ref().map_or(String::new(), |name| format!(" (was {name})"));
    let seat = if plan.per_seat { " a seat" } else { "" };
    let sessions = |n: f64| format!("{} a day", plural(&a_day(n, locale), "session", "sessions"));
    let (same, worth) = match plan.usage {
        PlanUsage::ApiRates => ("never: all usage is billed beside it".into(), "–".into()),
        PlanUsage::Limited => (
            even(api, plan.usd_month).map_or("never".into(), sessions),
            format!("{} API-equivalent", locale.money(plan.usd_month / WEEKS)),
        ),
    };
    let status = if plan.official { "official" } else { "second-hand" };
    vec![
        format!("{}{former}", plan.name),
        format!("{}{seat}", locale.money(plan.usd_month)),
        plan.usd_month_annual.map_or("–".into(), |usd| locale.money(usd)),
        same,
        worth,
        format!("{status}, checked {}: {}. {}", plan.checked, plan.source, plan.note),
    ]
}

fn readouts(plans: &[&Plan], api: &ApiLine, stops: Vec<f64>) -> Readouts {
    let flat = |plan: &&Plan| Series {
        label: plan.name.clone(),
        unit: Unit::Money,
        values: stops.iter().map(|_| plan.usd_month).collect(),
    };
    let line = Series {
        label: api.name.into(),
        unit: Unit::Money,
        values: stops.iter().map(|x| x * api.slope).collect(),
    };
    Readouts {
        heading: "Sessions a day ".into(),
        series: std::iter::once(line).chain(plans.iter().map(flat)).collect(),
        at: Stops::Numbered { at: stops, decimals: 2 },
    }
}
