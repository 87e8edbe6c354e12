//! What a person does on the page: by pointer and keyboard.

use super::{PICTURES, Page, key};
use crate::driver::tool;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// From the project's folder on; a path from the root stays.
pub fn in_project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Doing, as a person does: by pointer and keyboard.
impl Page {
    /// Clicks an element in the middle, once the folds around it are open.
    #[track_caller]
    pub fn press(&self, css: &str) {
        // A menu is opened first, as a person does.
        let in_menu = "const menu = document.querySelector(arguments[0])?.closest('.menu-body');
            return menu?.hidden ? menu.id : ''";
        if let Some(menu) = self.run(in_menu, json!([css])).as_str().filter(|menu| !menu.is_empty()) {
            self.press(&format!("#{}", menu.trim_end_matches("-menu")));
            self.until("the menu", || self.shows(&format!("#{menu}")));
        }
        // The fold that a summary is of is opened by the press itself.
        let script = "const e = document.querySelector(arguments[0]);
            const outside = e?.matches('summary') ? e.parentElement : e;
            for (let d = outside?.parentElement?.closest('details'); d; d = d.parentElement.closest('details')) d.open = true;
            e?.scrollIntoView({ block: 'center', behavior: 'instant' })";
        self.reach(css);
        // What was unfolded or drawn a moment ago may still push it under a bar.
        self.until(&format!("{css} to be free"), || {
            self.run(script, json!([css]));
            self.driver.try_post(&format!("{}/click", self.element(css)), json!({}), "click intercepted")
        });
    }

    /// Opens the inputs under "more inputs", as a person does who looks for one that is not there:
    /// what is in a fold is made when the fold is opened.
    #[track_caller]
    pub fn reach(&self, css: &str) {
        if self.count(css) > 0 {
            return;
        }
        let open = "document.querySelectorAll('#fold-more-inputs, #fold-more-inputs details').forEach(d => d.open = true)";
        self.until(&format!("{css} in a fold"), || {
            self.run(open, json!([]));
            self.count(css) > 0
        });
    }

    /// An element as WebDriver names it.
    #[track_caller]
    fn element(&self, css: &str) -> String {
        let element = self.run("return document.querySelector(arguments[0])", json!([css]));
        let id = element.as_object().and_then(|found| found.values().next()?.as_str());
        format!("/element/{}", id.unwrap_or_else(|| panic!("no {css}")))
    }

    /// Hands an input for files these, by their paths in the project or from the root.
    #[track_caller]
    pub fn choose_files(&self, css: &str, paths: &[&str]) {
        let text =
            paths.iter().map(|path| in_project(path).display().to_string()).collect::<Vec<_>>().join("\n");
        self.driver.post(&format!("{}/value", self.element(css)), json!({ "text": text }));
    }

    /// Drags files and folders of the project over the page and lets them go there.
    #[track_caller]
    pub fn drop_on_page(&self, paths: &[&str]) {
        let files: Vec<PathBuf> = paths.iter().map(|path| in_project(path)).collect();
        for kind in ["dragEnter", "dragOver", "drop"] {
            let data = json!({ "items": [], "files": files, "dragOperationsMask": 1 });
            let event = json!({ "type": kind, "x": 200, "y": 300, "data": data });
            self.driver.devtools("Input.dispatchDragEvent", event);
        }
    }

    /// Draws a slider with the pointer, from and to so much of its width.
    #[track_caller]
    pub fn drag(&self, css: &str, from: f64, to: f64) {
        let place = "const e = document.querySelector(arguments[0]);
            e.scrollIntoView({ block: 'center', behavior: 'instant' });
            const { left, width, top, height } = e.getBoundingClientRect();
            return [left, width, top + height / 2]";
        let (left, width, y): (f64, f64, f64) =
            serde_json::from_value(self.run(place, json!([css]))).expect("a place");
        let to_share = |share: f64| {
            let x = (left + width * share).round();
            json!({ "type": "pointerMove", "duration": 50, "origin": "viewport", "x": x, "y": y.round() })
        };
        let (down, up) =
            (json!({ "type": "pointerDown", "button": 0 }), json!({ "type": "pointerUp", "button": 0 }));
        let steps = [to_share(from), down, to_share((from + to) / 2.0), to_share(to), up];
        let pointer = json!({ "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" }, "actions": steps });
        self.driver.post("/actions", json!({ "actions": [pointer] }));
    }

    /// Puts the keyboard's focus there and selects what is in it.
    #[track_caller]
    pub fn focus(&self, css: &str) {
        self.reach(css);
        let script = "const e = document.querySelector(arguments[0]);
            for (let d = e?.parentElement?.closest('details'); d; d = d.parentElement.closest('details')) d.open = true;
            e?.focus(); if (e?.type === 'text') e.select(); return document.activeElement === e && !!e";
        assert_eq!(self.run(script, json!([css])), Value::Bool(true), "no focus on {css}");
    }

    /// Types on the keyboard into whatever has the focus.
    #[track_caller]
    pub fn keys(&self, keys: &str) {
        let strokes = keys.chars().flat_map(|key| {
            [json!({ "type": "keyDown", "value": key }), json!({ "type": "keyUp", "value": key })]
        });
        let strokes: Vec<Value> = strokes.collect();
        self.driver.post(
            "/actions",
            json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": strokes }] }),
        );
    }

    /// Types a number over the one in a field and leaves it.
    #[track_caller]
    pub fn set_field(&self, key: &str, text: &str) {
        self.type_over(&format!("#f-{key}"), text);
    }

    #[track_caller]
    pub fn type_over(&self, css: &str, text: &str) {
        self.focus(css);
        // The first key replaces what is selected.
        self.keys(&format!("{}{text}{}", key::BACKSPACE, key::TAB));
    }

    /// Chooses a word: in a select by its key, among radio buttons by their name.
    #[track_caller]
    pub fn choose(&self, key: &str, word: &str) {
        let radio = format!("input[name=\"{key}\"][value=\"{word}\"]");
        self.reach(&format!("{radio}, #c-{key}"));
        if self.count(&radio) > 0 {
            // The button itself may be drawn by its label alone.
            let script = "const e = document.querySelector(arguments[0]);
                e.labels[0].setAttribute('data-test-press', '')";
            self.run(script, json!([radio]));
            self.press("[data-test-press]");
            self.run(
                "document.querySelector('[data-test-press]')?.removeAttribute('data-test-press')",
                json!([]),
            );
            self.until(&format!("{radio} to be chosen"), || self.count(&format!("{radio}:checked")) == 1);
        } else {
            self.select(&format!("#c-{key}"), word);
        }
    }

    /// Chooses an option of a select by its value.
    #[track_caller]
    pub fn select(&self, css: &str, value: &str) {
        self.focus(css);
        let script = "const [css, value] = arguments; const e = document.querySelector(css); e.value = value;
            e.dispatchEvent(new Event('input', { bubbles: true }));
            e.dispatchEvent(new Event('change', { bubbles: true })); return e.value";
        assert_eq!(self.run(script, json!([css, value])), json!(value), "{css} has no such option");
    }

    /// Opens every fold and every picture's table.
    #[track_caller]
    pub fn unfold(&self) {
        self.open_folds();
        for picture in PICTURES {
            let drawn = || {
                self.shows(&format!("#{picture} svg"))
                    || self.is(&format!("!!document.querySelector('#{picture}.empty')"))
            };
            // What was made while the statement hid it is drawn once it comes into sight.
            self.run(
                "document.querySelector(arguments[0])?.scrollIntoView()",
                json!([format!("#{picture}")]),
            );
            self.until(&format!("{picture} to be drawn"), drawn);
            if self.shows(&format!("#{picture} svg")) && !self.shows(&format!("#{picture} table")) {
                self.press(&format!("#{picture} [data-table]"));
            }
        }
    }

    pub fn open_folds(&self) {
        // What is inside one may be folded, too.
        let open = "const all = [...document.querySelectorAll('details')].filter(d => !d.open);
            all.forEach(d => d.open = true); return all.length";
        self.until("all folds to be open", || self.run(open, json!([])) == json!(0));
    }

    pub fn clipboard(&self) -> String {
        let text = self.run_async("navigator.clipboard.readText().then(done, e => done('refused: ' + e))");
        text.as_str().unwrap_or_default().into()
    }

    /// axe-core's findings, a line each, and the ids that stand twice, of which it tells only some.
    #[track_caller]
    pub fn axe(&self) -> Vec<String> {
        let path = tool("node-modules") + "/axe-core/axe.min.js";
        let axe = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        self.run(&axe, json!([]));
        let found = self.run_async(
            // What is out of sight and left out by the browser has places where nothing is painted: all
            // of it is laid out, so that a text stands before what it really stands before.
            "const out = [...document.querySelectorAll('.rest section')];
            out.forEach(section => section.style.contentVisibility = 'visible');
            const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
            const twice = ids.filter((id, n) => ids.indexOf(id) < n).map(id => `${id} stands twice`);
            const end = lines => {
                out.forEach(section => section.style.contentVisibility = '');
                done(lines.concat(twice));
            };
            axe.run(document, { resultTypes: ['violations'] }).then(r => end(r.violations.flatMap(v =>
                v.nodes.map(n => `${v.id}: ${n.target.join(' ')}: ${n.failureSummary}`))), e => end(['' + e]))",
        );
        serde_json::from_value(found).expect("lines")
    }
}
