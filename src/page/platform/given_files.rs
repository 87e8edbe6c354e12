//! Files and folders that a person drops, pastes or chooses.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Event, File, HtmlInputElement};

#[wasm_bindgen]
extern "C" {
    /// `boot.js`: the files of a drop or chooser, and the path of each.
    fn gather(items: &JsValue) -> Promise;
}

/// Files with the path of each. In place of one that cannot be had stands the browser's reason.
#[derive(Clone, Default)]
pub struct GivenFiles {
    files: Vec<JsValue>,
    paths: Vec<String>,
}

impl GivenFiles {
    /// A text as a file of that name.
    pub fn text(name: &str, text: &str) -> GivenFiles {
        let file = File::new_with_str_sequence(&Array::of1(&text.into()), name);
        let files: Vec<JsValue> = file.into_iter().map(JsValue::from).collect();
        GivenFiles { paths: vec![name.into(); files.len()], files }
    }

    pub fn is_empty(&self) -> bool {
        self.paths.is_empty()
    }

    pub fn paths(&self) -> &[String] {
        &self.paths
    }

    /// Of all of them together.
    pub fn bytes(&self) -> f64 {
        self.files.iter().filter_map(|file| file.dyn_ref::<File>()).map(|file| file.size()).sum()
    }

    pub fn append(&mut self, other: GivenFiles) {
        self.files.extend(other.files);
        self.paths.extend(other.paths);
    }

    /// Those at these places.
    pub fn at(&self, places: &[u32]) -> Array {
        places.iter().filter_map(|place| self.files.get(*place as usize)).collect()
    }

    /// The file, where there is only one and it has so many bytes at most.
    pub fn only_file(&self, longest: f64) -> Option<File> {
        let file = self.files.first()?.dyn_ref::<File>()?;
        (self.paths.len() == 1 && file.size() <= longest).then(|| file.clone())
    }
}

/// What an event brings, until its files are gathered.
pub struct Brought(JsValue);

/// What a drop, a drag or a paste brings, where there are files in it.
pub fn brought(event: &Event) -> Option<Brought> {
    let data = ["dataTransfer", "clipboardData"].map(|name| inside(event, name));
    let data = data.into_iter().find(JsValue::is_object)?;
    let types: Array = inside(&data, "types").dyn_into().ok()?;
    types.includes(&"Files".into(), 0).then(|| Brought(inside(&data, "items")))
}

/// The text that a paste brings.
pub fn text_of(event: &Event) -> String {
    let data = inside(event, "clipboardData");
    let read: Option<Function> = inside(&data, "getData").dyn_into().ok();
    let text = read.and_then(|read| read.call1(&data, &"text".into()).ok());
    text.and_then(|text| text.as_string()).unwrap_or_default()
}

/// What was chosen; the same can be chosen again.
pub fn chosen(event: &Event) -> Option<Brought> {
    let input: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let files = Array::from(&input.files()?.into());
    input.set_value("");
    Some(Brought(files.into()))
}

/// Whether a drag leaves the window, and not only one element for the next.
pub fn leaves_window(event: &Event) -> bool {
    inside(event, "relatedTarget").is_null()
}

fn inside(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or_default()
}

/// Goes through the folders. To be called within the event: afterwards the browser no longer
/// hands out what was dropped.
pub fn gather_files(brought: &Brought, done: impl FnOnce(GivenFiles) + 'static) {
    let gathered = gather(&brought.0);
    spawn_local(async move {
        let Ok(found) = JsFuture::from(gathered).await else { return };
        let [files, paths]: [Array; 2] = ["0", "1"].map(|at| inside(&found, at).unchecked_into());
        let paths = paths.iter().map(|path| path.as_string().unwrap_or_default()).collect();
        done(GivenFiles { files: files.iter().collect(), paths });
    });
}
