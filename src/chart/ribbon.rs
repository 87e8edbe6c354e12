//! A strip under the x axis that says what holds along which part of it.

use super::frame::TICKS;
use super::ink::Ink;
use super::pen::{At, Drawn, Label, Pen};
use super::scale::share;
use super::text;
use super::{Lines, Rect};

const HEIGHT: f64 = 18.0;
/// Between a text and the end of its stretch.
const EDGE: f64 = 4.0;
/// Room under which even the beginning of a text says nothing.
const LEAST: f64 = 34.0;
/// Alternate tints; text on either is `OnPale`.
const TINTS: [Ink; 2] = [Ink::Rest5, Ink::Rest4];

pub(super) struct Ribbon {
    stretches: Vec<(Rect, Ink)>,
    labels: Vec<Label>,
    pub height: f64,
}

impl Ribbon {
    /// The strip under a plot and its ticks.
    pub fn new(chart: &Lines, plot: &Rect) -> Ribbon {
        let mut ribbon = Ribbon { stretches: Vec::new(), labels: Vec::new(), height: 0.0 };
        let top = plot.bottom + TICKS + 2.0;
        let across = |x| share(x, chart.x.max).map(|at| plot.at((at.clamp(0.0, 1.0), 0.0)).0);
        for stretch in &chart.ribbon {
            let (Some(left), Some(right)) = (across(stretch.from), across(stretch.to)) else { continue };
            if right <= left {
                continue;
            }
            let tint = TINTS[ribbon.stretches.len() % TINTS.len()];
            ribbon.name(&stretch.label, left, right, top + HEIGHT / 2.0);
            ribbon.stretches.push((Rect { left, top, right, bottom: top + HEIGHT }, tint));
            ribbon.height = HEIGHT + 4.0;
        }
        ribbon
    }

    fn name(&mut self, name: &str, left: f64, right: f64, middle: f64) {
        let room = right - left - 2.0 * EDGE;
        if room >= text::width(name, false).min(LEAST) {
            let name = text::fit(name, false, room);
            self.labels.push(Label::new(&name, Ink::OnPale, left + EDGE, middle, At::Start));
        }
    }

    pub fn draw(&self, pen: &Pen) -> Drawn {
        self.stretches.iter().try_for_each(|(place, ink)| pen.rect(*ink, place))?;
        self.labels.iter().try_for_each(|label| pen.text(label))
    }
}
