//! What several sections show of the answer, made once.

use super::later::Later;
use super::{Lists, Session};
use crate::decisions::actions::{Actions, actions};
use crate::decisions::effects::effect;
use crate::model::estimate::Answer;
use crate::scenario::Scenario;
use crate::view::effects;
use leptos::prelude::*;

/// The one list of actions, with the optimized scenario.
#[derive(Clone, Copy)]
pub struct FollowedActions(pub Later<Actions>);

impl FollowedActions {
    pub fn new(session: Session) -> FollowedActions {
        let wanted = Signal::stored(true);
        FollowedActions(session.later(wanted, |lists, answer| Some(actions(&lists.table, answer))))
    }
}

/// Inputs of the first screen that have a line for their effect.
const KEYS: [&str; 6] = ["sessions", "days", "messages", "hit", "reported", "threshold"];

/// What a step more of each input would do, in words.
#[derive(Clone, Copy)]
pub struct FollowedEffects {
    session: Session,
    all: Later<Vec<(&'static str, String)>>,
}

impl FollowedEffects {
    pub fn new(session: Session) -> FollowedEffects {
        let all = session.later(Signal::stored(true), move |lists, answer| {
            let asked = session.scenario.get_untracked();
            Some(KEYS.iter().map(|key| (*key, line(lists, &asked, answer, key))).collect())
        });
        FollowedEffects { session, all }
    }

    /// The line of an input, where it has one.
    pub fn line(self, key: &'static str) -> Option<Signal<String>> {
        KEYS.contains(&key).then(|| self.of(key))
    }

    /// The line of one of these inputs: at once while it is the one that moves, else a frame later.
    pub fn of(self, key: &'static str) -> Signal<String> {
        let session = self.session;
        let own = Memo::new(move |_| {
            let moves = session.moving_input.with(|input| input == key);
            let asked = session.scenario.get();
            moves.then(|| session.with_answer(|lists, answer| line(lists, &asked, answer, key))).flatten()
        });
        Signal::derive(move || {
            own.get().unwrap_or_else(|| {
                let of = |all: &Vec<(&'static str, String)>| {
                    all.iter().find(|(k, _)| *k == key).map(|(_, l)| l.clone())
                };
                self.all.value.with(|all| all.as_ref().and_then(of)).unwrap_or_default()
            })
        })
    }
}

fn line(lists: &Lists, asked: &Scenario, answer: &Answer, key: &str) -> String {
    effect(&lists.table, asked, answer, key)
        .map(|effect| effects::line(&effect, &lists.locale))
        .unwrap_or_default()
}
