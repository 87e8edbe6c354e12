//! The pictures: what they show now, when they are drawn again, and what their keys do.
//!
//! A picture costs a browser more than everything else that an input changes. So the answer
//! follows at once, and a picture is made in one frame and shown in the next, those in
//! sight first and in turn: a dragged slider never waits for them. (Changing a picture's
//! elements instead of writing it anew was tried and measured: no faster, and 2 KB more.)

use super::readout;
use crate::browser;
use crate::dom;
use crate::page::Page;
use crate::react::prelude::*;
use crate::react::whenever;
use sawtooth::chart::{Picture, Theme, standalone};
use sawtooth::estimate::Answer;
use sawtooth::rates::RateTable;
use sawtooth::view::spend::Optimized;
use sawtooth::view::{Chart, Figure, Locale, Texts, html, plans, sawtooth as session, spend};

/// A picture of the page by the id of its `<figure>`, as it was drawn last.
pub struct Place {
    pub id: &'static str,
    make: fn(Page) -> Option<Figure>,
    texts: fn(Page) -> Option<Texts>,
    width: f64,
    pub figure: Option<Figure>,
    pub picture: Option<Picture>,
    notes: String,
    /// The stop that the reader is at.
    pub at: Option<usize>,
    table_open: bool,
    /// Whether something changed since it was drawn.
    due: bool,
    in_sight: bool,
    /// When it was drawn, in drawings of any picture.
    drawn: usize,
}

impl Place {
    fn new(id: &'static str, make: fn(Page) -> Option<Figure>, texts: fn(Page) -> Option<Texts>) -> Place {
        Place {
            id,
            make,
            texts,
            width: width_of(id),
            figure: None,
            picture: None,
            notes: String::new(),
            at: None,
            table_open: false,
            due: true,
            in_sight: true,
            drawn: 0,
        }
    }

    /// Whether its stops lie one below the other.
    pub fn has_rows(&self) -> bool {
        self.figure.as_ref().is_some_and(|f| matches!(f.chart, Chart::Bars(_)))
    }
}

pub fn paint(page: Page) {
    let places = vec![
        Place::new(
            "spend",
            |page| with_answer(page, |t, a, o, l| Some(spend::figure(t, a, o, l))),
            |page| with_answer(page, |t, a, o, l| Some(spend::texts(t, a, o, l))),
        ),
        Place::new(
            "sawtooth",
            |page| with_answer(page, |t, a, o, l| session::figure(t, a, &o.pulled.scenario, l)),
            |page| with_answer(page, |t, a, o, l| session::texts(t, a, &o.pulled.scenario, l)),
        ),
        Place::new(
            "plans",
            |page| with_answer(page, |_, a, _, l| Some(page.plans.with_value(|p| plans::figure(p, a, l)))),
            |page| with_answer(page, |_, a, _, l| Some(page.plans.with_value(|p| plans::texts(p, a, l)))),
        ),
    ];
    let ids: Vec<&str> = places.iter().map(|p| p.id).collect();
    page.places.set_value(places);
    browser::watch_sight(&ids, move |id, in_sight| {
        with(page, id, |place| place.in_sight = in_sight);
    });
    whenever(move || {
        page.estimate.track();
        page.places.update_value(|places| places.iter_mut().for_each(|p| p.due = true));
        next_frame(page);
    });
    // What is read and not looked at follows at rest: laying out paragraphs costs frames.
    whenever(move || {
        page.rest.track();
        let ids: Vec<&str> = page.places.with_value(|places| places.iter().map(|p| p.id).collect());
        ids.into_iter().for_each(|id| paint_texts(page, id));
    });
}

/// What a picture is made of, where there is an answer.
fn with_answer<T>(
    page: Page,
    make: impl FnOnce(&RateTable, &Answer, &Optimized, &Locale) -> Option<T>,
) -> Option<T> {
    let (estimate, optimized) = (page.estimate.read_untracked(), page.optimized.read_untracked());
    let (answer, optimized) = (estimate.answer.as_ref()?, optimized.as_ref()?);
    page.table.with_value(|t| page.locale.with_value(|l| make(t, answer, optimized, l)))
}

fn width_of(id: &str) -> f64 {
    dom::element(&format!("{id}-place")).map_or(0.0, |place| f64::from(place.client_width()))
}

/// One frame to make the next picture, one to show it, and one for the slider alone.
fn next_frame(page: Page) {
    browser::at_next_frame(move || {
        let Some(index) = page.places.with_value(|places| first_due(places)) else { return };
        make(page, index);
        browser::at_next_frame(move || {
            show(page, index);
            browser::at_next_frame(move || next_frame(page));
        });
    });
}

/// The one that waits longest among those in sight, then among the others.
fn first_due(places: &[Place]) -> Option<usize> {
    let due = (0..places.len()).filter(|i| places[*i].due);
    due.min_by_key(|i| (!places[*i].in_sight, places[*i].drawn))
}

fn make(page: Page, index: usize) {
    let Some(make) = page.places.with_value(|places| places.get(index).map(|p| p.make)) else { return };
    let figure = make(page);
    page.places.update_value(|places| {
        let now = 1 + places.iter().map(|p| p.drawn).max().unwrap_or_default();
        let place = &mut places[index];
        place.picture = figure.as_ref().map(|f| f.chart.draw(place.width));
        (place.figure, place.due, place.drawn) = (figure, false, now);
    });
}

fn show(page: Page, index: usize) {
    page.places.with_value(|places| {
        paint_figure(page, &places[index]);
        readout::paint(page, &places[index]);
    });
}

fn paint_figure(page: Page, place: &Place) {
    let (id, figure) = (place.id, place.figure.as_ref());
    dom::set_class(id, "empty", figure.is_none());
    let title = figure.map_or_else(|| absent(page), |f| &f.title);
    dom::set_text(&format!("{id}-title"), title);
    dom::set_html(&format!("{id}-chart"), place.picture.as_ref().map_or("", |p| &p.svg));
}

/// The notes under a picture, and its table where that is open.
fn paint_texts(page: Page, id: &str) {
    let Some((texts, table_open)) = with(page, id, |place| (place.texts, place.table_open)) else { return };
    let texts = texts(page);
    let notes = texts.as_ref().map(|t| html::each("p", &t.notes)).unwrap_or_default();
    with(page, id, |place| {
        if notes != place.notes {
            dom::set_html(&format!("{id}-notes"), &notes);
            place.notes = notes;
        }
    });
    if table_open {
        let table = texts.map(|t| html::table(&t.table)).unwrap_or_default();
        dom::set_html(&format!("{id}-table"), &table);
    }
}

/// Why there is no picture.
fn absent(page: Page) -> &'static str {
    match page.estimate.with_untracked(|e| e.answer.is_some()) {
        true => "Totals do not say how the session went: there is no picture of it",
        false => "No picture without a price: see what is missing above",
    }
}

/// Follows the window: each picture is drawn for the pixels it has.
pub fn measure(page: Page) {
    page.places.update_value(|places| {
        for place in places {
            let now = width_of(place.id);
            if now > 0.0 && now != place.width {
                (place.width, place.due) = (now, true);
            }
        }
    });
    next_frame(page);
}

/// Changes or asks the picture of that id.
pub fn with<T>(page: Page, id: &str, act: impl FnOnce(&mut Place) -> T) -> Option<T> {
    page.places.try_update_value(|places| places.iter_mut().find(|p| p.id == id).map(act)).flatten()
}

/// Opens or closes a picture's table.
pub fn toggle_table(page: Page, id: &str) {
    with(page, id, |place| {
        place.table_open = !place.table_open;
        dom::show(&format!("{id}-table"), place.table_open);
        for button in dom::all(&format!("[data-table={id}]")) {
            let text = if place.table_open { "Hide the table" } else { "Show as a table" };
            button.set_text_content(Some(text));
            let _ = button.set_attribute("aria-expanded", if place.table_open { "true" } else { "false" });
        }
    });
    paint_texts(page, id);
}

/// The picture as a file that looks right by itself, in the reader's theme.
fn file(page: Page, id: &str) -> Option<(String, Picture)> {
    let picture = with(page, id, |place| place.picture.clone()).flatten()?;
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
