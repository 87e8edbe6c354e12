//! Elements by role and accessible name, from the browser's own accessibility tree.

use super::Page;
use serde_json::{Value, json};

impl Page {
    /// A selector for the only element in sight with that role and name, once it is there: the tree
    /// follows the page.
    #[track_caller]
    pub fn named(&self, role: &str, name: &str) -> String {
        self.until(name, || !self.nodes(role, name).is_empty());
        let all = self.nodes(role, name);
        let [one] = all.as_slice() else { panic!("{} elements are the {role} {name:?}", all.len()) };
        let node = json!({ "backendNodeId": one["backendDOMNodeId"] });
        let object = self.driver.devtools("DOM.resolveNode", node)["object"]["objectId"].clone();
        let mark = "function() {
            document.querySelectorAll('[data-test-named]').forEach((e) => e.removeAttribute('data-test-named'));
            this.setAttribute('data-test-named', '');
        }";
        let call = json!({ "objectId": object, "functionDeclaration": mark });
        self.driver.devtools("Runtime.callFunctionOn", call);
        "[data-test-named]".into()
    }

    fn nodes(&self, role: &str, name: &str) -> Vec<Value> {
        let root = self.driver.devtools("DOM.getDocument", json!({ "depth": 0 }))["root"]["nodeId"].clone();
        let asked = json!({ "nodeId": root, "role": role, "accessibleName": name });
        let found = self.driver.devtools("Accessibility.queryAXTree", asked);
        let told = |node: &&Value| node["ignored"] != Value::Bool(true);
        found["nodes"].as_array().into_iter().flatten().filter(told).cloned().collect()
    }

    #[track_caller]
    pub fn press_named(&self, role: &str, name: &str) {
        self.press(&self.named(role, name));
    }

    /// Types over what is in the field of that name, and leaves it.
    #[track_caller]
    pub fn fill(&self, name: &str, text: &str) {
        self.type_over(&self.named("textbox", name), text);
    }

    /// Presses the radio button of that name.
    #[track_caller]
    pub fn pick(&self, name: &str) {
        let radio = self.named("radio", name);
        self.focus(&radio);
        self.keys(" ");
        self.until(name, || self.count(&format!("{radio}:checked")) == 1);
    }

    /// Chooses an option of the menu of that name.
    #[track_caller]
    pub fn choose_named(&self, name: &str, value: &str) {
        self.select(&self.named("combobox", name), value);
    }
}
