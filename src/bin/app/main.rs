//! The page: one screen over one scenario.

// The page exists only in a browser; natively the package is its library and examples.
#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(target_arch = "wasm32")]
mod page;
#[cfg(target_arch = "wasm32")]
mod screen;
#[cfg(target_arch = "wasm32")]
mod start;

#[cfg(target_arch = "wasm32")]
fn main() {
    browser::show_panics();
    let Some(place) = browser::element("app") else { return };
    place.set_inner_html("");
    leptos::mount::mount_to(place, screen::Screen).forget();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("this is the page; build it with `make serve`, or see examples/estimate.rs for a terminal");
}
