//! Sawtooth: what Claude Code will cost, request by request, in closed form.
//!
//! ```text
//! controls --edit--> Scenario --session, expected--> Usage --bill--> Bill --> Estimate --> view
//! link, file, preset ----^                             ^ price <- rates            view -> chart
//! ```
//!
//! Decisions are made from an Estimate and ask for others: `levers` and `goal` change the
//! scenario, `compaction`, `lifetime`, `routing` and `life` vary one thing in it, `plans`
//! holds it against subscriptions, `difference` against another scenario, and `advice` holds
//! common sayings against the model. None of them knows another but `levers` and `goal`,
//! which use the best threshold and the surest plan.
//!
//! Real work comes in beside that:
//!
//! ```text
//! files -chosen-> bytes -import-> Logs, Reports
//!                                  |-- ledger, spent --> Usage --bill--> Bill   what it cost, and why
//!                                  |-- replay --> what it had cost otherwise
//!                                  '-- fit, calibrate --> Scenario --backtest, band--> Forecast
//! ```
//!
//! `job` holds all of it for the worker, and answers its questions with parts of the page.
//!
//! Who never imports whom: `rates` only `json`; `session` nobody; `scenario` only `rates`;
//! `bill` is the one place where tokens become money; `view` writes text and computes no
//! money; `chart` knows only labelled numbers. The browser begins in `bin`, and nothing
//! outside of it names one. No module here reads a clock, a file or an address:
//! they are arguments. Problems are values beside the answer; nothing panics.
//! `tests/tidy.rs` holds all this.

pub mod advice;
pub mod anchor;
pub mod backtest;
pub mod band;
pub mod bill;
pub mod calibrate;
pub mod chart;
pub mod chosen;
pub mod compaction;
pub mod decimal;
pub mod difference;
pub mod estimate;
pub mod expected;
pub mod fit;
pub mod forecast;
pub mod goal;
pub mod history;
pub mod import;
pub mod job;
mod json;
pub mod ledger;
pub mod levers;
pub mod life;
pub mod lifetime;
pub mod link;
pub mod logs;
mod order;
pub mod plans;
pub mod price;
pub mod rates;
pub mod replay;
pub mod reprice;
pub mod routing;
pub mod scenario;
pub mod session;
pub mod spent;
pub mod usage;
pub mod view;
