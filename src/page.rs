//! The page: Leptos components over one scenario, the same natively and in a browser.
//!
//! - `platform`: what the browser gives and takes; the only place that meets it.
//! - `state`: one [`Session`](state::Session) with the scenario, its history and what follows.
//! - `components`: atoms that know no scenario. State comes down by signals, events go up by callbacks.
//! - `sections`: parts of the page, which know the session.
//! - `rest`: which of them the browser loads after the first screen, and what becomes of the page
//!   until they are there. A function that `rest::Parts` names must be named nowhere else in what
//!   the first screen is made of, or it is loaded with that.
//!
//! Natively [`App`] renders to a string: the first paint, and the tests.

mod app;
pub mod components;
pub mod platform;
pub mod rest;
pub mod sections;
pub mod state;

pub use app::App;
