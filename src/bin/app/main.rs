//! The page in a browser: built beside the first paint, which it then replaces in one task.

#![recursion_limit = "512"]

#[cfg(target_arch = "wasm32")]
#[path = "../shared/here.rs"]
#[expect(dead_code, reason = "the worker needs all of it")]
mod here;
#[cfg(target_arch = "wasm32")]
mod swap;

#[cfg(target_arch = "wasm32")]
fn main() {
    use leptos::prelude::*;
    use sawtooth::page::{App, platform, state::Start};

    platform::crash::show_panics();
    let start = Start::fresh(here::today(), here::locale());
    swap::in_place_of("app", move || view! { <App start/> });
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("this is the page; build it with `make serve`, or run sawtooth on a terminal");
}
