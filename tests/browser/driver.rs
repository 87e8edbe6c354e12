//! A WebDriver client in a page of code: JSON over HTTP to a chromedriver of the test's
//! own. A client crate brings an async runtime, an HTTP stack and TLS: a hundred crates
//! for requests to the loopback address.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

/// Chromium without a screen, and without anything that calls home.
const FLAGS: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--accept-lang=en-US",
    "--window-size=1280,900",
];

/// A browser with a fresh profile, which goes when this does.
pub struct Driver {
    process: Child,
    port: u16,
    session: String,
}

impl Driver {
    pub fn start() -> Driver {
        // It ends where another one took its port between the choice and the use of it.
        let (process, port) = (0..5).find_map(|_| start()).expect("chromedriver starts");
        let mut driver = Driver { process, port, session: String::new() };
        let session = driver.request("POST", "/session", &capabilities());
        driver.session = session["sessionId"].as_str().expect("a session").into();
        driver
    }

    /// A command of the session; WebDriver's own errors end the test.
    #[track_caller]
    pub fn post(&self, command: &str, body: Value) -> Value {
        self.request("POST", &format!("/session/{}{command}", self.session), &body)
    }

    /// The same where one kind of error means that it is to be tried again; whether it worked.
    #[track_caller]
    pub fn try_post(&self, command: &str, body: Value, unless: &str) -> bool {
        let path = format!("/session/{}{command}", self.session);
        let answer = exchange(self.port, "POST", &path, &body).expect("chromedriver answers");
        let Some(error) = error_of(&answer["value"]) else { return true };
        assert!(error.contains(unless), "{path} {body}: {error}");
        false
    }

    /// A command of Chrome's own protocol.
    #[track_caller]
    pub fn devtools(&self, command: &str, params: Value) -> Value {
        self.post("/goog/cdp/execute", json!({ "cmd": command, "params": params }))
    }

    #[track_caller]
    fn request(&self, method: &str, path: &str, body: &Value) -> Value {
        let answer = exchange(self.port, method, path, body).expect("chromedriver answers");
        let value = answer["value"].clone();
        if let Some(error) = error_of(&value) {
            panic!("{path} {body}: {error}");
        }
        value
    }
}

/// WebDriver's own error, with its message.
fn error_of(value: &Value) -> Option<String> {
    let (error, message) = (value.get("error")?, value.get("message")?);
    Some(format!("{error}: {}", message.as_str().unwrap_or_default()))
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Ending the session ends the browser and removes its profile.
        let _ = exchange(self.port, "DELETE", &format!("/session/{}", self.session), &Value::Null);
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn capabilities() -> Value {
    json!({ "capabilities": { "alwaysMatch": {
        "goog:chromeOptions": { "args": FLAGS, "binary": tool("find-browser") },
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        "timeouts": { "script": 20_000, "pageLoad": 20_000 },
    } } })
}

/// What scripts/tools.sh knows: where the browser is, or the folder of axe-core.
pub fn tool(what: &str) -> String {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/scripts/tools.sh");
    let found = Command::new(script).arg(what).output().expect("scripts/tools.sh runs");
    assert!(found.status.success(), "scripts/tools.sh {what} found nothing: run scripts/tools.sh browser");
    String::from_utf8_lossy(&found.stdout).trim().into()
}

fn start() -> Option<(Child, u16)> {
    let mut process = Command::new("chromedriver")
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("chromedriver is not on PATH: run scripts/tools.sh browser");
    let output = BufReader::new(process.stdout.take().expect("piped"));
    let mut lines = output.lines().map_while(Result::ok);
    let Some(line) = lines.find(|line| line.contains("started successfully on port")) else {
        let _ = process.wait();
        return None;
    };
    // Whatever else it says must not fill the pipe.
    std::thread::spawn(move || lines.for_each(drop));
    let digits: String = line.chars().filter(char::is_ascii_digit).collect();
    Some((process, digits.parse().expect("a port")))
}

/// One HTTP request and the JSON it is answered with.
fn exchange(port: u16, method: &str, path: &str, body: &Value) -> std::io::Result<Value> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    let body = if body.is_null() { String::new() } else { body.to_string() };
    let head = format!("{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n");
    write!(stream, "{head}Content-Length: {}\r\n\r\n{body}", body.len())?;
    let mut answer = BufReader::new(stream);
    let mut length = 0;
    let mut line = String::new();
    while answer.read_line(&mut line)? > 2 {
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        }
        line.clear();
    }
    let mut text = vec![0; length];
    answer.read_exact(&mut text)?;
    Ok(serde_json::from_slice(&text)?)
}
