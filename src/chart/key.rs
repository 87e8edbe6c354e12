//! The key under a chart: samples with names, for what found no room beside the data.

use super::ink::Ink;
use super::pen::{At, Drawn, Label, Pen};
use super::text::{self, LINE};

/// A name and the inks it is drawn in.
pub(super) struct Entry {
    pub inks: Vec<Ink>,
    pub name: String,
    /// A stroke rather than squares.
    pub stroke: bool,
}

pub(super) struct Key {
    entries: Vec<(Entry, f64, f64)>,
    pub height: f64,
}

const SQUARE: f64 = 9.0;
const STROKE: f64 = 18.0;

impl Entry {
    fn sample(&self) -> f64 {
        if self.stroke { STROKE } else { (SQUARE + 1.0) * self.inks.len() as f64 }
    }

    fn width(&self) -> f64 {
        self.sample() + 5.0 + text::width(&self.name, false)
    }

    fn draw(&self, pen: &Pen, (x, y): (f64, f64)) -> Drawn {
        for (n, &ink) in self.inks.iter().enumerate() {
            let left = x + n as f64 * (SQUARE + 1.0);
            match self.stroke {
                true => pen.rule(ink, &[(x, y), (x + STROKE, y)])?,
                false => pen.square(ink, (left, y - SQUARE / 2.0), SQUARE)?,
            }
        }
        let start = x + self.sample() + 5.0;
        pen.text(&Label::new(&self.name, Ink::Text, start, y, At::Start))
    }
}

impl Key {
    /// Lays the entries out in rows.
    pub fn new(entries: Vec<Entry>, left: f64, width: f64) -> Key {
        let (mut x, mut y) = (left, LINE);
        let mut placed = Vec::new();
        for mut entry in entries {
            entry.name = text::fit(&entry.name, false, width - left - entry.sample() - 5.0);
            if x > left && x + entry.width() > width {
                (x, y) = (left, y + LINE + 2.0);
            }
            let next = x + entry.width() + 16.0;
            placed.push((entry, x, y));
            x = next;
        }
        let height = if placed.is_empty() { 0.0 } else { y + LINE / 2.0 };
        Key { entries: placed, height }
    }

    pub fn draw(&self, pen: &Pen, top: f64) -> Drawn {
        self.entries.iter().try_for_each(|(entry, x, y)| entry.draw(pen, (*x, top + y)))
    }
}
