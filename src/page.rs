//! The page: Leptos components over one scenario, the same natively and in a browser.
//!
//! - `platform`: what the browser gives and takes; the only place that meets it.
//! - `state`: one [`Session`](state::Session) with the scenario, its history and what follows.
//! - `components`: atoms that know no scenario. State comes down by signals, events go up by callbacks.
//! - `sections`: parts of the page, which know the session.
//!
//! Natively [`App`] renders to a string: the first paint, and the tests.

mod app;
pub mod components;
pub mod platform;
pub mod sections;
pub mod state;

pub use app::App;
