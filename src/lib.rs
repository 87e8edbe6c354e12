//! Sawtooth: what Claude Code will cost, request by request, in closed form.

pub mod anchor;
pub mod bill;
pub mod chart;
pub mod estimate;
pub mod expected;
pub mod link;
pub mod optimize;
pub mod plans;
pub mod price;
pub mod rates;
pub mod scenario;
pub mod session;
pub mod usage;
