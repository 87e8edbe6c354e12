//! Sawtooth: what Claude Code will cost, request by request, in closed form.

pub mod chart;
pub mod plans;
pub mod rates;
