//! The worker: reads logs beside the page, keeps what it read, and answers questions about it
//! with data (`view::logs_session`). The page has it loaded when logs are first given.
//! A panic ends the worker alone: the page
//! says so and goes on.

#[cfg(target_arch = "wasm32")]
mod desk;
#[cfg(target_arch = "wasm32")]
mod files;
#[cfg(target_arch = "wasm32")]
#[path = "../shared/here.rs"]
mod here;
#[cfg(target_arch = "wasm32")]
mod incoming;
#[cfg(target_arch = "wasm32")]
mod reading;
#[cfg(target_arch = "wasm32")]
mod warm;
#[cfg(target_arch = "wasm32")]
mod zone;

#[cfg(target_arch = "wasm32")]
fn main() {
    desk::open();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("this is the page's worker; build it with `make serve`");
}
