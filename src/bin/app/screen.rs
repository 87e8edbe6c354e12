//! The screen: what the page shows follows the scenario, and what the reader does changes it.
//!
//! The page's HTML is written when it is built (`sawtooth::view::page`), so nothing is
//! created here: effects paint the places that change, and one listener a kind of event
//! finds the input it came from. Leptos's reactive core gives the signals, memos and effects. Its views are
//! not used: with them the program was 316 KB over the wire, and the first paint had to
//! wait for it.

mod answer;
mod decisions;
mod events;
mod fields;
mod figures;
mod from_logs;
mod logs;
mod mix;
mod plans;
mod readout;
mod sheets;

pub use decisions::Task;
pub use fields::Draft;
pub use figures::Place;
pub use mix::Slide;

use crate::page::Page;

/// Paints the page now and whenever it changes, and listens to the reader.
pub fn run(page: Page) {
    fields::paint(page);
    mix::paint(page);
    from_logs::paint(page);
    answer::paint(page);
    figures::paint(page);
    sheets::paint(page);
    decisions::paint(page);
    events::listen(page);
}
