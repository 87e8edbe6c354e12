//! The page: one screen over one scenario.

// The page exists only in a browser; natively the package is its library and examples.
#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(target_arch = "wasm32")]
mod dom;
#[cfg(target_arch = "wasm32")]
#[path = "../shared/here.rs"]
mod here;
#[cfg(target_arch = "wasm32")]
mod page;
#[cfg(target_arch = "wasm32")]
mod react;
#[cfg(target_arch = "wasm32")]
mod screen;
#[cfg(target_arch = "wasm32")]
mod start;

#[cfg(target_arch = "wasm32")]
fn main() {
    browser::show_panics();
    // Refused only where another program has set its executor, and there is none.
    let _ = any_spawner::Executor::init_wasm_bindgen();
    let owner = reactive_graph::owner::Owner::new();
    owner.with(|| {
        let page = page::Page::new();
        start::begin(page);
        screen::run(page);
    });
    // Signals and effects live as long as the page.
    std::mem::forget(owner);
    dom::ready();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("this is the page; build it with `make serve`, or see examples/estimate for a terminal");
}
