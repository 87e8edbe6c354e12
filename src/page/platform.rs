//! What the browser gives and takes. Whatever it refuses becomes a value; nothing here panics.

pub mod address;
pub mod clipboard;
pub mod crash;
pub mod element;
pub mod files;
pub mod first_paint;
pub mod frames;
pub mod given_files;
pub mod storage;
pub mod tables;
pub mod worker;

/// Milliseconds since some moment.
pub fn now() -> f64 {
    if in_browser() { js_sys::Date::now() } else { 0.0 }
}

/// Whether there is a browser: natively the page is only rendered to a string.
pub const fn in_browser() -> bool {
    cfg!(target_arch = "wasm32")
}

/// The browser's window; there is none where the page is rendered to a string.
pub fn window() -> Option<web_sys::Window> {
    if in_browser() { web_sys::window() } else { None }
}
