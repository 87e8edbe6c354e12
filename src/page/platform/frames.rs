//! Work between two paints.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};

/// A number, and what is to be done.
type Act = (u64, Box<dyn FnOnce()>);

static NUMBER: AtomicU64 = AtomicU64::new(0);

thread_local! {
    static WAITING: RefCell<VecDeque<Act>> = const { RefCell::new(VecDeque::new()) };
    /// Whether something was asked for since the last frame.
    static ASKED: Cell<bool> = const { Cell::new(false) };
    static FRAME: RefCell<Option<gloo::render::AnimationFrame>> = const { RefCell::new(None) };
}

/// A number of one's own for [`one_a_frame`].
pub fn number() -> u64 {
    NUMBER.fetch_add(1, Ordering::Relaxed)
}

/// Acts before the browser paints next, without waiting for anything else.
pub fn next(act: impl FnOnce() + 'static) {
    gloo::timers::callback::Timeout::new(0, act).forget();
}

/// Acts after so many milliseconds.
pub fn after(ms: u32, act: impl FnOnce() + 'static) {
    gloo::timers::callback::Timeout::new(ms, act).forget();
}

/// Acts in one of the next frames, one act a frame, from the first on for which nothing new was
/// asked: while a slider moves, each of its frames has enough to do. An act of the same number that
/// still waits is replaced: the latest wins, and keeps the place of the one before.
pub fn one_a_frame(number: u64, act: impl FnOnce() + 'static) {
    WAITING.with_borrow_mut(|waiting| match waiting.iter_mut().find(|(of, _)| *of == number) {
        Some((_, before)) => *before = Box::new(act),
        None => waiting.push_back((number, Box::new(act))),
    });
    ASKED.set(true);
    ask();
}

fn ask() {
    FRAME.with_borrow_mut(|frame| {
        frame.get_or_insert_with(|| {
            gloo::render::request_animation_frame(|_| {
                FRAME.take();
                let is_busy = ASKED.take();
                let next = || WAITING.with_borrow_mut(VecDeque::pop_front);
                if let Some((_, act)) = if is_busy { None } else { next() } {
                    act();
                }
                if WAITING.with_borrow(|waiting| !waiting.is_empty()) {
                    ask();
                }
            })
        });
    });
}
