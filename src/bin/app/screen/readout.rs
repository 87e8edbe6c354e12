//! Reading a picture: the stop under the pointer or reached by keys, in words and marked.

use super::figures::{Place, with};
use crate::dom;
use crate::page::Page;
use sawtooth::chart::Picture;

/// The numbers at the reader's stop in words, and its mark in the picture.
pub fn paint(page: Page, place: &Place) {
    let id = place.id;
    let text = place.at.zip(place.figure.as_ref());
    let text = text.map(|(stop, f)| f.readouts.text(stop, page.locale));
    dom::set_text(&format!("{id}-readout"), &text.unwrap_or_default());
    let Some(cursor) = dom::element(&format!("{id}-cursor")) else { return };
    let mark = place.at.zip(place.picture.as_ref()).and_then(|(stop, p)| mark(place, p, stop));
    cursor.set_hidden(mark.is_none());
    let _ = cursor.class_list().toggle_with_force("row", place.has_rows());
    if let Some([left, top, width, height]) = mark {
        for (name, value) in [("left", left), ("top", top), ("width", width), ("height", height)] {
            let _ = cursor.style().set_property(name, &format!("{value:.1}px"));
        }
    }
}

/// Left, top, width and height of the mark of a stop: a line through lines, a frame around
/// a bar's row.
fn mark(place: &Place, picture: &Picture, stop: usize) -> Option<[f64; 4]> {
    let (at, plot) = (*picture.stops.get(stop)?, picture.plot);
    let row = (plot.bottom - plot.top) / picture.stops.len() as f64;
    Some(match place.has_rows() {
        true => [0.0, at - row / 2.0, picture.width, row],
        false => [at, plot.top, 1.0, plot.bottom - plot.top],
    })
}

fn move_to(page: Page, place: &mut Place, stop: Option<usize>) {
    if stop != place.at {
        place.at = stop;
        paint(page, place);
    }
}

/// The pointer is here, in pixels of the picture; `None` when it left.
pub fn pointed(page: Page, id: &str, at: Option<(f64, f64)>) {
    with(page, id, |place| {
        let stop = at.and_then(|(x, y)| {
            let along = if place.has_rows() { y } else { x };
            place.picture.as_ref().and_then(|p| nearest(&p.stops, along))
        });
        move_to(page, place, stop);
    });
}

fn nearest(stops: &[f64], along: f64) -> Option<usize> {
    (0..stops.len()).min_by(|a, b| (stops[*a] - along).abs().total_cmp(&(stops[*b] - along).abs()))
}

/// A key over a picture; whether it meant something here.
pub fn keyed(page: Page, id: &str, key: &str) -> bool {
    let moved = with(page, id, |place| {
        let count = place.picture.as_ref().map_or(0, |p| p.stops.len());
        let next = next_stop(key, place.at, count)?;
        move_to(page, place, next);
        Some(())
    });
    moved.flatten().is_some()
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
