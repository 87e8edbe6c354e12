//! Cost per task.

pub const TITLE: &str = "Cost per task";
pub const NONE: &str = "No task added yet";
pub const TASK: &str = "Task";
pub const ADD: &str = "Add a task";
pub const TYPICAL: &str = "Add a typical task";
pub const BUG: &str = "Bug fix";
pub const FEATURE: &str = "Feature";
pub const REVIEW: &str = "Code review";
pub const NAME: &str = "name";
pub const SESSIONS: &str = "sessions";
pub const HELP: &str = "Name a task and count its sessions: 0.5 is one session in every other task. The offered counts are a place to begin, because nobody publishes them. Set yours.";
pub const RANGE: &str = "80% range";
pub const WITHIN: &str = "Of 10 such tasks, 8 cost within the range. It comes from how long sessions are and which model each runs on.";
pub const NO_PRICE: &str = "A session in this task has no price. Check its kind of session.";
/// In the kinds of session.
pub const GO: &str = "Price a task";
