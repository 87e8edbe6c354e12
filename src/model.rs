//! Scenario to tokens to dollars. `estimate` is the whole answer; `bill` is the one place
//! where tokens become money.

pub mod anchor;
pub mod bill;
pub mod counts;
pub mod draws;
pub mod estimate;
pub mod linear;
pub mod managed;
pub mod mixture;
pub mod price;
pub mod reprice;
pub mod room;
pub mod session;
pub mod team;
pub mod usage;
