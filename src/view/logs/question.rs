//! What a press or an entry in the section of logs asks of the worker.

use serde::{Deserialize, Serialize};

use crate::logs::spend::Key;
use crate::prices::Class;

/// What can be asked of what was read. What is not in the logs has no answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Question {
    /// Makes what takes longer than the totals, once: forecast, sessions and details.
    Rest,
    /// Shows only this row's calls, or takes that back.
    Filter(Key),
    ShowEverything,
    /// Shows this session's course.
    Open(u32),
    /// Days begin as in this zone. Only a browser knows its rules, so the worker answers with
    /// `LogsSession::set_zone`.
    Zone(String),
    /// Counts missing output as estimated, or only what was recorded.
    CountEstimated(bool),
    /// Prices a model of the logs like one of the list, or not at all.
    PriceLike {
        model: u32,
        like: Option<String>,
    },
    /// A rate of one's own, as typed, in USD per million; rates hold once there are five.
    PriceRate {
        model: u32,
        class: Class,
        text: String,
    },
}
