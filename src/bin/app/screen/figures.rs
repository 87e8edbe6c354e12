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
use sawtooth::view::decisions::Seen;
use sawtooth::view::{
    Chart, Figure, Texts, compaction, difference, html, lifetime, plans, savings, sawtooth as session, spend,
};

/// A picture of the page by the id of its `<figure>`, as it was drawn last.
pub struct Place {
    pub id: &'static str,
    make: fn(Page) -> Option<Figure>,
    texts: fn(Page) -> Option<Texts>,
    width: f64,
    /// Folded away: neither made nor shown.
    folded: bool,
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
            folded: dom::within(id, "details:not([open])"),
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
            |page| {
                with_answer(page, |s| {
                    Some(spend::figure(s.table, s.answer, s.optimized, s.baseline, s.locale))
                })
            },
            |page| {
                with_answer(page, |s| {
                    Some(spend::texts(s.table, s.answer, s.optimized, s.baseline, s.locale))
                })
            },
        ),
        Place::new(
            "sawtooth",
            |page| with_answer(page, |s| session::figure(s.table, s.answer, &s.others(), s.locale)),
            |page| with_answer(page, |s| session::texts(s.table, s.answer, &s.others(), s.locale)),
        ),
        Place::new(
            "plans",
            |page| with_answer(page, |s| Some(s.plans())),
            |page| with_answer(page, |s| Some(plans::texts(s.plans, s.answer, s.locale))),
        ),
        Place::new(
            "levers",
            |page| with_answer(page, |s| Some(savings::figure(&s.optimized.pulled, s.locale))),
            |page| {
                with_answer(page, |s| {
                    Some(savings::texts(&s.optimized.pulled, &s.optimized.ranked, s.locale))
                })
            },
        ),
        Place::new(
            "compacting",
            |page| with_answer(page, |s| compaction::figure(s.answer, s.locale).map(|f| s.beside(f))),
            |page| with_answer(page, |s| compaction::texts(s.answer, s.locale)),
        ),
        Place::new(
            "lifetime",
            |page| with_answer(page, |s| lifetime::figure(s.answer, s.locale).map(|f| s.beside(f))),
            |page| with_answer(page, |s| lifetime::texts(s.answer, s.locale)),
        ),
        Place::new(
            "against",
            |page| {
                with_answer(page, |s| {
                    difference::figure(s.table, &s.baseline?.scenario, &s.answer.scenario, s.locale)
                })
            },
            |page| {
                with_answer(page, |s| {
                    difference::texts(s.table, &s.baseline?.scenario, &s.answer.scenario, s.locale)
                })
            },
        ),
    ];
    let ids: Vec<&str> = places.iter().map(|p| p.id).collect();
    page.places.set_value(places);
    browser::watch_sight(&ids, move |id, in_sight| {
        with(page, id, |place| place.in_sight = in_sight);
    });
    whenever(move || {
        page.estimate.track();
        draw_again(page, |_| true);
    });
    // What was nearly optimized while a slider moved is optimized at rest.
    whenever(move || {
        if !page.moving.get() {
            draw_again(page, |id| ["spend", "sawtooth", "levers"].contains(&id));
        }
    });
}

fn draw_again(page: Page, which: fn(&str) -> bool) {
    page.places.update_value(|places| places.iter_mut().filter(|p| which(p.id)).for_each(|p| p.due = true));
    next_frame(page);
}

/// What is made of the answer, where there is one.
pub fn with_answer<T>(page: Page, make: impl FnOnce(&Seen) -> Option<T>) -> Option<T> {
    let (mut make, mut made) = (Some(make), None);
    seen(page, &mut |seen| made = make.take().and_then(|make| make(seen)));
    made
}

/// One piece of code for whatever is made.
fn seen(page: Page, act: &mut dyn FnMut(&Seen)) {
    let (estimate, optimized) = (page.estimate.read_untracked(), page.optimized.read_untracked());
    let baseline = page.baseline.read_untracked();
    let Some((answer, optimized)) = estimate.answer.as_ref().zip(optimized.as_ref()) else { return };
    let Page { table, plans, locale, .. } = page;
    act(&Seen { table, plans, answer, optimized, baseline: baseline.as_ref(), locale });
}

fn width_of(id: &str) -> f64 {
    dom::element(&format!("{id}-place")).map_or(0.0, |place| f64::from(place.client_width()))
}

/// A fold was opened or closed: the picture in it is made only while it can be seen.
pub fn folded(page: Page) {
    page.places.update_value(|places| {
        for place in places {
            let folded = dom::within(place.id, "details:not([open])");
            // What stayed away while the scenario changed is behind.
            place.due |= place.folded && !folded;
            place.folded = folded;
        }
    });
    measure(page);
}

/// The pictures that can be seen once they are scrolled to.
pub fn unfolded(page: Page) -> Vec<&'static str> {
    page.places.with_value(|places| places.iter().filter(|p| !p.folded).map(|p| p.id).collect())
}

/// One frame to make the next picture, one to show it, and one for the slider alone.
pub fn next_frame(page: Page) {
    browser::at_next_frame(move || {
        let Some(index) = page.places.with_value(|places| first_due(places)) else {
            return super::decisions::next(page);
        };
        make(page, index);
        browser::at_next_frame(move || {
            show(page, index);
            browser::at_next_frame(move || next_frame(page));
        });
    });
}

/// The one that waits longest among those in sight, then among the others.
fn first_due(places: &[Place]) -> Option<usize> {
    let due = (0..places.len()).filter(|i| places[*i].due && !places[*i].folded);
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
    let title = figure.map_or_else(|| absent(page, id), |f| &f.title);
    dom::set_text(&format!("{id}-title"), title);
    dom::set_html(&format!("{id}-chart"), place.picture.as_ref().map_or("", |p| &p.svg));
}

/// The notes under a picture, and its table where that is open. What is read and not looked
/// at follows at rest: laying out paragraphs costs frames.
pub fn paint_texts(page: Page, id: &str) {
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
fn absent(page: Page, id: &str) -> &'static str {
    match page.estimate.with_untracked(|e| e.answer.is_some()) {
        true if id == "against" => match page.scenario.with_untracked(|s| s.baseline.is_some()) {
            true => "What is held has no price",
            false => "Nothing is held yet to compare this with",
        },
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
