//! The worker that makes a workbook of the statement: it says that it listens, gets one wish
//! (`view::statement::Wish`) and answers with the bytes of the file. A text says what ended it.

#[cfg(target_arch = "wasm32")]
mod desk;

#[cfg(target_arch = "wasm32")]
fn main() {
    desk::open();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("this is the page's worker; build it with `make serve`");
}
