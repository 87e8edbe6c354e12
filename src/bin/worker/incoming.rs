//! The files of a reading in their order: those that are known, and those that the page is
//! still handing over, which the reading waits for one after another.

use crate::files::Given;
use js_sys::{Array, Function, Promise};
use sawtooth::logs::file_selection::order;
use std::cell::RefCell;
use std::collections::{HashMap, VecDeque};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// What the page hands over, and whoever waits for it.
#[derive(Clone, Default)]
pub struct Mail(Rc<RefCell<(VecDeque<JsValue>, Option<Function>)>>);

impl Mail {
    pub fn bring(&self, files: &Array) {
        let mut mail = self.0.borrow_mut();
        mail.0.extend(files.iter());
        if let Some(wake) = mail.1.take() {
            let _ = wake.call0(&JsValue::NULL);
        }
    }

    fn take(&self) -> Option<JsValue> {
        self.0.borrow_mut().0.pop_front()
    }

    /// Returns when there is some.
    pub async fn wait(&self) {
        if self.0.borrow().0.is_empty() {
            let promise = Promise::new(&mut |wake, _| self.0.borrow_mut().1 = Some(wake));
            let _ = JsFuture::from(promise).await;
        }
    }
}

/// A file that is known, or the path of one that comes.
enum Slot {
    Known(Given),
    Coming(String),
}

pub struct Incoming {
    slots: VecDeque<Slot>,
    /// Of what is here by now, what cannot be told apart by path alone.
    loose: Vec<Given>,
    pub mail: Mail,
    /// How many there are in all.
    pub files: u64,
}

impl Incoming {
    /// The files of before and the paths of new ones; with the places of the new ones that
    /// are wanted, in their order.
    pub fn new(known: Vec<Given>, paths: Vec<String>, mail: Mail) -> (Incoming, Vec<usize>) {
        let all: Vec<&str> =
            known.iter().map(|given| &given.path).chain(&paths).map(String::as_str).collect();
        let newest: HashMap<&str, usize> = all.iter().enumerate().map(|(at, path)| (*path, at)).collect();
        let mut wanted = Vec::new();
        let slot = |at: usize| match at.checked_sub(known.len()) {
            None => Slot::Known(known[at].clone()),
            Some(new) => {
                wanted.push(new);
                Slot::Coming(paths[new].clone())
            }
        };
        // Whoever gives a file again that was refused means the same.
        let is_one =
            |at: &usize| names_its_session(all[*at]) || known.get(*at).is_some_and(|given| given.refused);
        let is_newest = |at: &usize| !is_one(at) || newest[all[*at]] == *at;
        let slots: VecDeque<Slot> = order(&all).into_iter().filter(is_newest).map(slot).collect();
        let files = slots.len() as u64;
        (Incoming { slots, loose: Vec::new(), mail, files }, wanted)
    }

    /// The next file, if it is here. One that was given before is left out.
    pub fn next(&mut self) -> Option<Given> {
        loop {
            let given = match self.slots.front()? {
                Slot::Coming(path) => Given::new(path.clone(), self.mail.take()?),
                Slot::Known(given) => given.clone(),
            };
            self.slots.pop_front();
            if names_its_session(&given.path) {
                return Some(given);
            }
            if !self.loose.iter().any(|other| other.is(&given)) {
                self.loose.push(given.clone());
                return Some(given);
            }
            self.files -= 1;
        }
    }

    pub fn is_over(&self) -> bool {
        self.slots.is_empty()
    }
}

/// Whether the same path is the same file, grown since: transcripts in folders have names that
/// no two of them share, while another folder may have another `usage.csv`.
fn names_its_session(path: &str) -> bool {
    path.contains('/') && path.trim_end_matches(".gz").ends_with(".jsonl")
}
