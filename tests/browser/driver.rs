//! The three engines' drivers as one. Chromium and WebKitGTK have a WebDriver server (driver/http.rs); Firefox is
//! spoken to in its own Marionette (driver/marionette.rs), because its server, geckodriver, is one more program to build.

mod http;
mod marionette;

use serde_json::{Value, json};
use std::process::Command;

/// Whose browser a test is run in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

/// A browser with a fresh profile, which goes when this does.
pub struct Driver {
    wire: Wire,
}

enum Wire {
    Http(http::Session),
    Marionette(marionette::Session),
}

impl Driver {
    pub fn start(engine: Engine) -> Driver {
        let wire = match engine {
            Engine::Firefox => Wire::Marionette(marionette::Session::start()),
            Engine::Chromium | Engine::WebKit => Wire::Http(http::Session::start(engine)),
        };
        Driver { wire }
    }

    /// A command of the session, by its place in WebDriver; the driver's own errors end the test.
    #[track_caller]
    pub fn post(&self, command: &str, body: Value) -> Value {
        self.ask(command, &body).unwrap_or_else(|error| panic!("{command} {body}: {error}"))
    }

    /// The same where one kind of error means that it is to be tried again; whether it worked.
    #[track_caller]
    pub fn try_post(&self, command: &str, body: Value, unless: &str) -> bool {
        let answer = self.ask(command, &body);
        if let Err(error) = &answer {
            assert!(error.contains(unless), "{command} {body}: {error}");
        }
        answer.is_ok()
    }

    /// A command of Chrome's own protocol.
    #[track_caller]
    pub fn devtools(&self, command: &str, params: Value) -> Value {
        self.post("/goog/cdp/execute", json!({ "cmd": command, "params": params }))
    }

    /// The value, or the error with its message.
    fn ask(&self, command: &str, body: &Value) -> Result<Value, String> {
        match &self.wire {
            Wire::Http(session) => session.ask(command, body),
            Wire::Marionette(session) => session.ask(command, body),
        }
    }
}

/// WebDriver's own error, with its message.
fn error_of(value: &Value) -> Option<String> {
    let (error, message) = (value.get("error")?, value.get("message")?);
    Some(format!("{error}: {}", message.as_str().unwrap_or_default()))
}

/// What scripts/tools.sh knows: where the browser is, or the folder of axe-core.
pub fn tool(what: &str) -> String {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/scripts/tools.sh");
    let found = Command::new(script).arg(what).output().expect("scripts/tools.sh runs");
    assert!(found.status.success(), "scripts/tools.sh {what} found nothing: run scripts/tools.sh browser");
    String::from_utf8_lossy(&found.stdout).trim().into()
}
