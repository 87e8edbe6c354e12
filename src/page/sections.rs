//! Parts of the page, which know the session.

pub mod actions;
pub mod answer;
pub mod banner;
pub mod field;
pub mod inputs;
pub mod logs;
pub mod mix;
pub mod more;
pub mod phone_bar;
pub mod spend;
pub mod toast;
pub mod top_bar;
