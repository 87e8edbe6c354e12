//! Later: what is made of the answer a frame or more after it, because a moving slider must
//! not wait for it.

use super::parts::set_if_other;
use super::{Lists, Session};
use crate::model::estimate::Answer;
use crate::page::platform::{frames, in_browser};
use leptos::prelude::*;
use std::rc::Rc;

/// A value, and whether it is behind the scenario.
pub struct Later<T: Send + Sync + 'static> {
    pub value: RwSignal<Option<T>>,
    pub stale: RwSignal<bool>,
}

impl<T: Send + Sync + 'static> Clone for Later<T> {
    fn clone(&self) -> Later<T> {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Later<T> {}

impl Session {
    /// Follows the answer, one such value a frame, the latest answer only, and only while
    /// `wanted`. The first value is there at once where it is wanted at once. Nothing where
    /// there is no answer.
    pub fn later<T>(
        self,
        wanted: Signal<bool>,
        make: impl Fn(&Lists, &Answer) -> Option<T> + Send + Sync + 'static,
    ) -> Later<T>
    where
        T: Send + Sync + 'static,
    {
        let now = move || {
            let lists = self.lists();
            self.estimate.with_untracked(|e| e.answer.as_ref().and_then(|answer| make(&lists, answer)))
        };
        let first = if wanted.get_untracked() { now() } else { None };
        let later = Later { value: RwSignal::new(first), stale: RwSignal::new(false) };
        if in_browser() {
            self.follow(wanted, later.stale, Rc::new(move || later.value.try_set(now()).is_none()));
        }
        later
    }

    /// `renew` makes the value; whether it has a place still, which its component may have taken away.
    fn follow(self, wanted: Signal<bool>, stale: RwSignal<bool>, renew: Rc<dyn Fn() -> bool>) {
        let number = frames::number();
        let had_first = wanted.get_untracked();
        let ask = move || {
            if !stale.get_untracked() || !wanted.get_untracked() {
                return;
            }
            let renew = renew.clone();
            frames::one_a_frame(number, move || {
                if renew() {
                    stale.set(false);
                }
            });
        };
        let asks_again = ask.clone();
        // Only another answer makes it stale, not that it is wanted or no longer is.
        Effect::new(move |before: Option<()>| {
            self.estimate.track();
            self.baseline.track();
            if before.is_some() || !had_first {
                set_if_other(stale, true);
                ask();
            }
        });
        Effect::new(move |before: Option<()>| {
            wanted.track();
            if before.is_some() {
                asks_again();
            }
        });
    }
}
