//! The lines, the ground between them, and what is cheapest along the axis.

use super::super::format::plural;
use super::super::{Locale, Readouts, Series, Stops, Unit, spend};
use super::{Shown, capacity, count};
use crate::chart::{Area, Axis, Line, LineInk, Lines, Mark, Panel, Stretch, ticks};
use crate::decisions::plans::{Cheapest, Comparison, Offer, Piece};
use crate::prices::plans::Plan;
use crate::scenario::PlanAxis;

/// Points of a curve of credits: more than the bends that nine weeks give it.
const POINTS: u32 = 36;
/// Share of an axis under which two labels would touch.
const CLOSE: f64 = 0.04;

/// Wide enough for the scenario and for the plans' crossings, but no crossing so far out
/// that it presses the rest together.
pub fn axis_end(shown: &Shown) -> f64 {
    match shown.axis {
        PlanAxis::Days => 31.0,
        PlanAxis::People => libm::ceil(shown.now * 1.5).max(5.0),
        PlanAxis::Sessions => {
            let far = (shown.now * 3.0).max(6.0);
            let near = crossings(shown).map(|(at, _)| at).filter(|at| *at <= far);
            near.fold(shown.now * 1.5, f64::max).max(2.0) * 1.08
        }
    }
}

/// Round numbers along the axis, so that a readout says exactly where it is.
pub fn stops(axis: PlanAxis, max: f64) -> Vec<f64> {
    let mut stops = ticks(max, 50);
    stops.retain(|at| axis == PlanAxis::Sessions || at.trunc() == *at);
    stops
}

/// Where plans begin to cost no more than the API, at each capacity that is known of them.
fn crossings(shown: &Shown) -> impl Iterator<Item = (f64, String)> {
    let both = shown.drawn().flat_map(|(plan, offer)| {
        let second = offer.even_at_most.filter(|_| offer.even_at_most != offer.even_at_least);
        [offer.even_at_least, second].into_iter().flatten().map(|even| (even.sessions, plan.name.clone()))
    });
    both.filter_map(|(sessions, name)| Some((shown.compared.place(shown.axis, sessions)?, name)))
}

pub fn chart(shown: &Shown, max: f64, stops: &[f64], locale: &Locale) -> Lines {
    let api = shown.compared.api_at(shown.axis, max);
    let price = |(_, offer): (&Plan, &Offer)| Comparison::price_at(offer, shown.axis, max);
    let highest = shown.drawn().map(price).fold(0.0, f64::max);
    let top = api.max(highest * 1.1);
    let mut panel = Panel {
        title: title_of(shown.axis).into(),
        y: spend::money_axis(top, "", locale),
        height: 220.0,
        lines: vec![Line {
            label: shown.api().0.into(),
            ink: LineInk::Yours,
            points: vec![(0.0, 0.0), (max, api)],
            area: false,
        }],
        areas: Vec::new(),
        levels: levels(shown, top, locale),
        flags: crossings(shown).filter_map(|(at, _)| flag(shown.axis, at, max, locale)).collect(),
    };
    // Where the scenario is, unless a crossing says it.
    if panel.flags.iter().all(|flag| (flag.at - shown.now).abs() > max * CLOSE) && shown.now > 0.0 {
        panel.flags.push(Mark { at: shown.now, label: format!("yours, {}", count(shown.now, locale)) });
    }
    for (n, (plan, offer)) in shown.drawn().enumerate() {
        add_plan(&mut panel, shown, (plan, offer), LineInk::Plain(n as u8), max, locale);
    }
    let pieces = shown.compared.pieces(&shown.drawn, shown.axis, max);
    Lines {
        panels: vec![panel],
        x: Axis {
            max,
            ticks: ticks(max, 6).into_iter().map(|t| (t, locale.short(t, 2))).collect(),
            title: format!("{}; strip: cheapest", unit(shown.axis)),
        },
        stops: stops.to_vec(),
        ribbon: pieces
            .iter()
            .map(|piece| Stretch { from: piece.from, to: piece.to, label: cheapest(shown, piece, locale) })
            .collect(),
        description: format!(
            "A month on the API and on plans over {}, and which is cheapest where",
            unit(shown.axis)
        ),
    }
}

fn title_of(axis: PlanAxis) -> &'static str {
    match axis {
        PlanAxis::People => "Dollars a month, team",
        _ => "Dollars a month, one developer",
    }
}

fn unit(axis: PlanAxis) -> &'static str {
    match axis {
        PlanAxis::Sessions => "sessions a day",
        PlanAxis::Days => "active days a month",
        PlanAxis::People => "developers",
    }
}

fn flag(axis: PlanAxis, at: f64, max: f64, locale: &Locale) -> Option<Mark> {
    let number = count(at, locale);
    let label = match axis {
        PlanAxis::Days => plural(&number, "day", "days"),
        _ => format!("{number} a day"),
    };
    (at <= max && at >= max * CLOSE).then_some(Mark { at, label })
}

/// The prices, flat whatever is used.
fn levels(shown: &Shown, top: f64, locale: &Locale) -> Vec<Mark> {
    if shown.axis == PlanAxis::People {
        return Vec::new();
    }
    let text = |(plan, offer): (&Plan, &Offer)| format!("{} {}", plan.name, locale.money(offer.price));
    let by_price = |least: f64| shown.drawn().filter(move |(_, offer)| offer.price == least);
    let prices = shown.drawn().map(|(_, offer)| offer.price);
    let (low, high) = (prices.clone().fold(f64::INFINITY, f64::min), prices.clone().fold(0.0, f64::max));
    // Flat prices under a steep bill lie on each other: one line names them all.
    match (by_price(low).next(), by_price(high).next()) {
        (Some(first), Some(last)) if prices.count() > 1 && high < top * CLOSE * 3.0 => {
            vec![Mark { at: high, label: format!("plans, {} to {}", text(first), text(last)) }]
        }
        _ => shown.drawn().map(|drawn| Mark { at: drawn.1.price, label: text(drawn) }).collect(),
    }
}

/// What is paid beside the price, from where it begins: a line for each capacity that is
/// known, and the ground between the two that are possible.
fn add_plan(
    panel: &mut Panel,
    shown: &Shown,
    drawn: (&Plan, &Offer),
    ink: LineInk,
    max: f64,
    locale: &Locale,
) {
    let (plan, offer) = drawn;
    let course = Course { shown, offer, max };
    let name = match capacity(offer, locale) {
        Some(capacity) if offer.is_known() => format!("{} at {capacity} a week", plan.name),
        Some(capacity) => format!("{}, {capacity} a week", plan.name),
        None => format!("{}, at least", plan.name),
    };
    let (large, small) = offer.capacities();
    let mut lines = vec![course.from(large, |ends| ends.0)];
    if offer.low.is_some() && offer.low != offer.high {
        lines.push(course.from(small, |ends| ends.1));
    }
    // One name for both: what lies between them says that they belong together.
    let names = std::iter::once(name).chain(std::iter::repeat(String::new()));
    let bent = lines.into_iter().filter(|points| points.iter().any(|(_, usd)| *usd != offer.price));
    let line = |(points, label)| Line { label, ink, points, area: false };
    panel.lines.extend(bent.zip(names).map(line));
    let stated = offer.low.is_some() || offer.high.is_some();
    if stated && offer.low != offer.high {
        let start = course.start(small);
        let (low, high) = (course.points(start, |ends| ends.0), course.points(start, |ends| ends.1));
        panel.areas.push(Area { ink, low, high });
    }
}

/// A plan's cost along the axis.
struct Course<'a> {
    shown: &'a Shown<'a>,
    offer: &'a Offer,
    max: f64,
}

impl Course<'_> {
    /// From where more than the price is paid.
    fn start(&self, capacity: f64) -> f64 {
        let compared = &self.shown.compared;
        if self.shown.axis == PlanAxis::People || compared.work.on_api > 0.0 {
            return 0.0;
        }
        compared.full_from(self.shown.axis, capacity).map_or(self.max, |at| at.min(self.max))
    }

    fn from(&self, capacity: f64, end: fn((f64, f64)) -> f64) -> Vec<(f64, f64)> {
        self.points(self.start(capacity), end)
    }

    fn points(&self, from: f64, end: fn((f64, f64)) -> f64) -> Vec<(f64, f64)> {
        let at = |n| from + (self.max - from) * f64::from(n) / f64::from(POINTS);
        let usd = |at| end(self.shown.compared.plan_at(self.offer, self.shown.axis, at));
        let points = (0..=POINTS).map(at).map(|at| (at, usd(at)));
        if from < self.max { points.collect() } else { Vec::new() }
    }
}

/// What is cheapest, and on what condition up to the piece's end.
fn cheapest(shown: &Shown, piece: &Piece, locale: &Locale) -> String {
    match &piece.cheapest {
        Cheapest::Api => shown.api().0.into(),
        Cheapest::Plan(plan) => shown.name(*plan).into(),
        Cheapest::PlanOrApi(plan) => {
            let offer = shown.compared.offers.get(*plan);
            match offer.and_then(|offer| shown.compared.least_at(offer, shown.axis, piece.to)) {
                Some(least) => {
                    format!("{}, if it carries {} a week", shown.name(*plan), locale.money(least))
                }
                None => shown.name(*plan).into(),
            }
        }
        Cheapest::Depends(plans) => {
            let names: Vec<&str> = plans.iter().map(|plan| shown.name(*plan)).collect();
            format!("depends: {}", names.join(" or "))
        }
    }
}

pub fn readouts(shown: &Shown, stops: Vec<f64>) -> Readouts {
    let series = |label: String, values: Vec<f64>| Series { label, unit: Unit::Money, values };
    let api = stops.iter().map(|at| shown.compared.api_at(shown.axis, *at)).collect();
    let mut all = vec![series(shown.api().0.into(), api)];
    for (plan, offer) in shown.drawn() {
        let (least, most): (Vec<f64>, Vec<f64>) =
            stops.iter().map(|at| shown.compared.plan_at(offer, shown.axis, *at)).unzip();
        if least == most {
            all.push(series(plan.name.clone(), least));
        } else {
            all.push(series(format!("{} at least", plan.name), least));
            all.push(series("at most".into(), most));
        }
    }
    let heading = match shown.axis {
        PlanAxis::Sessions => "Sessions a day ",
        PlanAxis::Days => "Active days a month ",
        PlanAxis::People => "Developers ",
    };
    Readouts { heading: heading.into(), series: all, at: Stops::Numbered { at: stops, decimals: 2 } }
}
