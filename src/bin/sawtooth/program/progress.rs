//! How far a long read is, on a terminal.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{IsTerminal, stderr};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// A shorter read is over before a bar could be read.
const SHORT: Duration = Duration::from_millis(500);
const LOOK: &str = "Reading {bar:30} {decimal_bytes} of {decimal_total_bytes}, {eta} left";

/// Bytes read of all files; nothing without a terminal.
pub struct Progress {
    bar: Option<ProgressBar>,
    is_shown: AtomicBool,
}

impl Progress {
    /// `total` is asked for only where the error output is a terminal.
    pub fn of(total: impl FnOnce() -> u64) -> Progress {
        let bar = stderr().is_terminal().then(|| {
            let bar = ProgressBar::with_draw_target(Some(total()), ProgressDrawTarget::hidden());
            bar.set_style(
                ProgressStyle::with_template(LOOK).unwrap_or_else(|_| ProgressStyle::default_bar()),
            );
            bar
        });
        Progress { bar, is_shown: AtomicBool::new(false) }
    }

    pub fn add(&self, bytes: usize) {
        let Some(bar) = &self.bar else { return };
        bar.inc(bytes as u64);
        if bar.elapsed() > SHORT && !self.is_shown.swap(true, Ordering::Relaxed) {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}

impl Drop for Progress {
    /// Leaves no line behind.
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
