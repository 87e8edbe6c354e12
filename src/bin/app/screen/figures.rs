//! The pictures: drawn at the width there is, read by pointer, touch and keys.

use crate::browser;
use crate::dom;
use crate::page::Page;
use crate::react::{derived, whenever};
use leptos::prelude::*;
use sawtooth::chart::{Picture, Theme, standalone};
use sawtooth::view::{Chart, Figure, html, plans, sawtooth as session, spend};

/// A picture of the page by the id of its `<figure>`.
#[derive(Clone, Copy)]
pub struct Place {
    pub id: &'static str,
    figure: Memo<Option<Figure>>,
    width: RwSignal<f64>,
    picture: Memo<Option<Picture>>,
    /// The stop that the reader is at.
    at: RwSignal<Option<usize>>,
    open: RwSignal<bool>,
}

pub fn paint(page: Page) {
    let places = [
        place("spend", derived(move || monthly(page))),
        place("sawtooth", derived(move || one_session(page))),
        place("plans", derived(move || beside_plans(page))),
    ];
    for place in places {
        paint_one(page, place);
    }
    page.places.set_value(places.to_vec());
    measure(page);
}

fn monthly(page: Page) -> Option<Figure> {
    let (estimate, optimized) = (page.estimate.read(), page.optimized.read());
    let (answer, optimized) = (estimate.answer.as_ref()?, optimized.as_ref()?);
    Some(page.table.with_value(|t| spend::figure(t, answer, optimized, &page.locale())))
}

fn one_session(page: Page) -> Option<Figure> {
    let (estimate, optimized) = (page.estimate.read(), page.optimized.read());
    let (answer, optimized) = (estimate.answer.as_ref()?, optimized.as_ref()?);
    page.table.with_value(|t| session::figure(t, answer, &optimized.scenario, &page.locale()))
}

fn beside_plans(page: Page) -> Option<Figure> {
    let estimate = page.estimate.read();
    let answer = estimate.answer.as_ref()?;
    Some(page.plans.with_value(|p| plans::figure(p, answer, &page.locale())))
}

fn place(id: &'static str, figure: Memo<Option<Figure>>) -> Place {
    let width = RwSignal::new(width_of(id));
    let picture = derived(move || figure.with(|f| f.as_ref().map(|f| f.chart.draw(width.get()))));
    Place { id, figure, width, picture, at: RwSignal::new(None), open: RwSignal::new(false) }
}

fn width_of(id: &str) -> f64 {
    dom::element(&format!("{id}-place")).map_or(0.0, |place| f64::from(place.client_width()))
}

/// Follows the window: each picture is drawn for the pixels it has.
pub fn measure(page: Page) {
    page.places.with_value(|places| {
        for place in places {
            let now = width_of(place.id);
            if now > 0.0 && now != place.width.get_untracked() {
                place.width.set(now);
            }
        }
    });
}

fn paint_one(page: Page, place: Place) {
    let id = place.id;
    whenever(move || {
        place.figure.with(|figure| {
            dom::show(id, figure.is_some());
            let Some(figure) = figure else { return };
            dom::set_text(&format!("{id}-title"), &figure.title);
            dom::set_html(&format!("{id}-notes"), &html::each("p", &figure.notes));
        });
    });
    whenever(move || {
        let svg = place.picture.with(|p| p.as_ref().map(|p| p.svg.clone()));
        dom::set_html(&format!("{id}-chart"), &svg.unwrap_or_default());
    });
    whenever(move || {
        dom::show(&format!("{id}-table"), place.open.get());
        if place.open.get() {
            let table = place.figure.with(|f| f.as_ref().map(|f| html::table(&f.table)));
            dom::set_html(&format!("{id}-table"), &table.unwrap_or_default());
        }
    });
    whenever(move || paint_readout(page, place));
}

/// The numbers at the reader's stop in words, and its line in the picture.
fn paint_readout(page: Page, place: Place) {
    let id = place.id;
    let at = place.at.get();
    let text = at.and_then(|stop| {
        place.figure.with(|f| f.as_ref().map(|f| page.locale.with_value(|l| f.readouts.text(stop, l))))
    });
    dom::set_text(&format!("{id}-readout"), &text.unwrap_or_default());
    let Some(cursor) = dom::element(&format!("{id}-cursor")) else { return };
    let line = at.and_then(|stop| place.picture.with(|p| p.as_ref().and_then(|p| line(place, p, stop))));
    cursor.set_hidden(line.is_none());
    if let Some([left, top, width, height]) = line {
        for (name, value) in [("left", left), ("top", top), ("width", width), ("height", height)] {
            let _ = cursor.style().set_property(name, &format!("{value:.1}px"));
        }
    }
}

/// Left, top, width and height of the line through a stop: upright over lines, a strip
/// over a bar.
fn line(place: Place, picture: &Picture, stop: usize) -> Option<[f64; 4]> {
    let (at, plot) = (*picture.stops.get(stop)?, picture.plot);
    let strip = (plot.bottom - plot.top) / picture.stops.len() as f64;
    Some(match bars(place) {
        true => [0.0, at - strip / 2.0, picture.width, strip],
        false => [at, plot.top, 1.0, plot.bottom - plot.top],
    })
}

fn bars(place: Place) -> bool {
    place.figure.with_untracked(|f| f.as_ref().is_some_and(|f| matches!(f.chart, Chart::Bars(_))))
}

fn find(page: Page, id: &str) -> Option<Place> {
    page.places.with_value(|places| places.iter().find(|p| p.id == id).copied())
}

/// The pointer is here, in pixels of the picture; `None` when it left.
pub fn pointed(page: Page, id: &str, at: Option<(f64, f64)>) {
    let Some(place) = find(page, id) else { return };
    let stop = at.and_then(|(x, y)| {
        let along = if bars(place) { y } else { x };
        place.picture.with_untracked(|p| p.as_ref().and_then(|p| nearest(&p.stops, along)))
    });
    if stop != place.at.get_untracked() {
        place.at.set(stop);
    }
}

fn nearest(stops: &[f64], along: f64) -> Option<usize> {
    (0..stops.len()).min_by(|a, b| (stops[*a] - along).abs().total_cmp(&(stops[*b] - along).abs()))
}

/// A key over a picture; whether it meant something here.
pub fn keyed(page: Page, id: &str, key: &str) -> bool {
    let Some(place) = find(page, id) else { return false };
    let count = place.picture.with_untracked(|p| p.as_ref().map_or(0, |p| p.stops.len()));
    let Some(next) = next_stop(key, place.at.get_untracked(), count) else { return false };
    place.at.set(next);
    true
}

/// Where a key leads; `None` for keys that mean nothing here.
fn next_stop(key: &str, at: Option<usize>, count: usize) -> Option<Option<usize>> {
    let last = count.checked_sub(1)?;
    Some(match key {
        "ArrowRight" | "ArrowDown" => Some(at.map_or(0, |i| (i + 1).min(last))),
        "ArrowLeft" | "ArrowUp" => Some(at.map_or(last, |i| i.saturating_sub(1))),
        "PageDown" => Some(at.map_or(0, |i| (i + 10).min(last))),
        "PageUp" => Some(at.map_or(last, |i| i.saturating_sub(10))),
        "Home" => Some(0),
        "End" => Some(last),
        "Escape" => None,
        _ => return None,
    })
}

/// Opens or closes a picture's table.
pub fn toggle_table(page: Page, id: &str) {
    let Some(place) = find(page, id) else { return };
    place.open.update(|open| *open = !*open);
    let open = place.open.get_untracked();
    for button in dom::all(&format!("[data-table={id}]")) {
        button.set_text_content(Some(if open { "Hide the table" } else { "Show as a table" }));
        let _ = button.set_attribute("aria-expanded", if open { "true" } else { "false" });
    }
}

/// The picture as a file that looks right by itself, in the reader's theme.
fn file(page: Page, id: &str) -> Option<(String, Picture)> {
    let picture = find(page, id)?.picture.get_untracked()?;
    let theme = if browser::dark() { Theme::Dark } else { Theme::Light };
    Some((standalone(&picture, theme), picture))
}

pub fn save_svg(page: Page, id: &str) {
    if let Some((svg, _)) = file(page, id) {
        browser::save(&format!("sawtooth-{id}.svg"), "image/svg+xml", &svg);
    }
}

pub fn save_png(page: Page, id: &str) {
    if let Some((svg, picture)) = file(page, id) {
        let failed = move || page.status.set("This browser cannot draw the picture: save it as SVG.".into());
        browser::save_png(format!("sawtooth-{id}.png"), &svg, picture.width, picture.height, failed);
    }
}
