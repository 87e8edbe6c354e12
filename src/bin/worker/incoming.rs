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
    /// Of what is here by now, what cannot be told apart by path alone, by its path: files that were
    /// chosen one by one have no folder. Each with whether it was given at an earlier time alone.
    loose: HashMap<String, Vec<(Given, bool)>>,
    /// What was read of those that are given once more, by their paths.
    before: HashMap<String, Given>,
    pub mail: Mail,
    /// How many there are in all.
    pub files: u64,
    /// Those of them that are given once more and are as they were.
    pub unchanged: u64,
    /// Those that were given at an earlier time alone.
    pub earlier: u64,
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
        let earlier = slots.iter().filter(|slot| matches!(slot, Slot::Known(_))).count() as u64;
        let before = known.iter().filter(|given| names_its_session(&given.path));
        let before = before.map(|given| (given.path.clone(), given.clone())).collect();
        (Incoming { slots, loose: HashMap::new(), before, mail, files, unchanged: 0, earlier }, wanted)
    }

    /// The next file, if it is here, with what was read of it before where it is still the same.
    /// One that is here already is left out.
    pub fn next(&mut self) -> Option<Given> {
        loop {
            let (mut given, is_new) = match self.slots.front()? {
                Slot::Coming(path) => (Given::new(path.clone(), self.mail.take()?), true),
                Slot::Known(given) => (given.clone(), false),
            };
            self.slots.pop_front();
            if names_its_session(&given.path) {
                let before = self.before.get(&given.path).filter(|before| is_new && before.is(&given));
                given.part = before.map_or(given.part, |before| before.part.clone());
                self.unchanged += u64::from(is_new && given.part.is_some());
                return Some(given);
            }
            let of_its_name = self.loose.entry(given.path.clone()).or_default();
            let Some((_, is_known)) = of_its_name.iter_mut().find(|(other, _)| other.is(&given)) else {
                of_its_name.push((given.clone(), !is_new));
                return Some(given);
            };
            // Given once more, and not only twice at once.
            if std::mem::take(is_known) {
                self.unchanged += 1;
                self.earlier -= 1;
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
