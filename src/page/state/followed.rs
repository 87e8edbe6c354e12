//! What several sections show of the answer, made once.

use super::Session;
use super::later::Later;
use crate::decisions::actions::{Actions, actions};
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
