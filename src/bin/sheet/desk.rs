//! What the page asks, and what it is answered.

use js_sys::{Array, Uint8Array};
use sawtooth::decisions::breakdown::breakdown;
use sawtooth::decisions::options::options;
use sawtooth::decisions::year::Year;
use sawtooth::model::estimate::estimate;
use sawtooth::prices::{RateTable, plans};
use sawtooth::scenario::link;
use sawtooth::view::Locale;
use sawtooth::view::logs_session::from_bytes;
use sawtooth::view::statement::{Asked, Wish, sure, xlsx};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// Listens, and says that it does.
pub fn open() {
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map(|l| format!("{}:{}", l.file(), l.line()));
        send(&place.unwrap_or_default().into());
    }));
    let listener = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| {
        let message: Array = event.data().into();
        let made = from_bytes(&Uint8Array::new(&message.get(0)).to_vec()).and_then(|wish| make(&wish));
        match made {
            Some(bytes) => send(&Uint8Array::from(bytes.as_slice()).into()),
            None => send(&"the scenario has no price".into()),
        }
    });
    scope().set_onmessage(Some(listener.as_ref().unchecked_ref()));
    listener.forget();
    send(&Uint8Array::new_with_length(0).into());
}

fn make(wish: &Wish) -> Option<Vec<u8>> {
    let (table, plans) = (RateTable::shipped(), plans::shipped());
    let scenario = link::decode(&wish.link).scenario?;
    let answer = estimate(&table, &scenario).answer?;
    let (range, rests_on) = sure(&plans, &scenario, &answer, &Locale::default());
    let options = options(&plans, &answer);
    let asked = Asked {
        scenario: &scenario,
        answer: &answer,
        options: &options,
        year: &Year::new(&table, &plans, &answer, &options.now),
        broken: &breakdown(&plans, &answer),
        plans: &plans,
        today: wish.today,
        link: &format!("{}#{}", wish.address, wish.link),
        range,
        rests_on,
    };
    xlsx(&asked).ok()
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

fn send(message: &JsValue) {
    // It refuses only what cannot be copied, and bytes and texts can.
    let _ = scope().post_message(message);
}
