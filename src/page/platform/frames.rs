//! Work between two paints.

use std::cell::RefCell;
use std::collections::VecDeque;

/// A number, and what is to be done.
type Act = (u64, Box<dyn FnOnce()>);

thread_local! {
    static WAITING: RefCell<VecDeque<Act>> = const { RefCell::new(VecDeque::new()) };
    static FRAME: RefCell<Option<gloo::render::AnimationFrame>> = const { RefCell::new(None) };
}

/// Acts before the browser paints next, without waiting for anything else.
pub fn next(act: impl FnOnce() + 'static) {
    gloo::timers::callback::Timeout::new(0, act).forget();
}

/// Acts after so many milliseconds.
pub fn after(ms: u32, act: impl FnOnce() + 'static) {
    gloo::timers::callback::Timeout::new(ms, act).forget();
}

/// Acts in one of the next frames, one act a frame. An act of the same number that still
/// waits is replaced: the latest wins, and keeps the place of the one before.
pub fn one_a_frame(number: u64, act: impl FnOnce() + 'static) {
    WAITING.with_borrow_mut(|waiting| match waiting.iter_mut().find(|(of, _)| *of == number) {
        Some((_, before)) => *before = Box::new(act),
        None => waiting.push_back((number, Box::new(act))),
    });
    ask();
}

fn ask() {
    FRAME.with_borrow_mut(|frame| {
        frame.get_or_insert_with(|| {
            gloo::render::request_animation_frame(|_| {
                FRAME.take();
                if let Some((_, act)) = WAITING.with_borrow_mut(VecDeque::pop_front) {
                    act();
                }
                if WAITING.with_borrow(|waiting| !waiting.is_empty()) {
                    ask();
                }
            })
        });
    });
}
