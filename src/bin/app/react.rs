//! Leptos's signals, and its effects and memos of one kind each. It makes code for every
//! closure's own type, 2 KB an effect: boxed, all of them share it.

use prelude::*;

/// What the rest of the page names of it.
pub mod prelude {
    pub use reactive_graph::computed::Memo;
    pub use reactive_graph::effect::Effect;
    pub use reactive_graph::owner::{LocalStorage, StoredValue};
    pub use reactive_graph::signal::{RwSignal, Trigger};
    pub use reactive_graph::traits::*;
}

/// Acts now and whenever something that it read has changed.
pub fn whenever(act: impl Fn() + 'static) {
    boxed(Box::new(act));
}

fn boxed(act: Box<dyn Fn()>) {
    Effect::new(act);
}

/// A value made of others, made again when one of them has changed.
pub fn derived<T: PartialEq + Send + Sync + 'static>(
    make: impl Fn() -> T + Send + Sync + 'static,
) -> Memo<T> {
    remembered(Box::new(make))
}

fn remembered<T: PartialEq + Send + Sync + 'static>(make: Box<dyn Fn() -> T + Send + Sync>) -> Memo<T> {
    Memo::new(move |_| make())
}
