//! A WebDriver client in a page of code: JSON over HTTP to a server of the test's own. A client crate brings an
//! async runtime, an HTTP stack and TLS: a hundred crates for requests to the loopback address.

use super::{Engine, error_of, tool};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

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

/// A server's process and the session in it.
pub struct Session {
    process: Child,
    port: u16,
    id: String,
}

impl Session {
    pub fn start(engine: Engine) -> Session {
        let start = if engine == Engine::WebKit { webkit } else { chromium };
        // It ends where another one took its port between the choice and the use of it.
        let (process, port) = (0..5).find_map(|_| start()).expect("the driver starts");
        let mut session = Session { process, port, id: String::new() };
        let answer = session.exchange("POST", "/session", &capabilities(engine)).expect("a browser starts");
        session.id = answer["sessionId"].as_str().expect("a session").into();
        session
    }

    pub fn ask(&self, command: &str, body: &Value) -> Result<Value, String> {
        self.exchange("POST", &format!("/session/{}{command}", self.id), body)
    }

    fn exchange(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        let mut answer =
            exchange(self.port, method, path, body).map_err(|error| format!("{path}: {error}"))?;
        let value = answer["value"].take();
        error_of(&value).map_or(Ok(value), Err)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // Ending the session ends the browser and removes its profile.
        let _ = exchange(self.port, "DELETE", &format!("/session/{}", self.id), &Value::Null);
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn capabilities(engine: Engine) -> Value {
    let timeouts = json!({ "script": 20_000, "pageLoad": 20_000 });
    let wanted = match engine {
        Engine::WebKit => json!({
            "webkitgtk:browserOptions": {
                "binary": tool("find-webkit"),
                "args": ["--automation"],
            },
            "timeouts": timeouts,
        }),
        Engine::Chromium | Engine::Firefox => json!({
            "goog:chromeOptions": { "args": FLAGS, "binary": tool("find-browser") },
            "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
            "timeouts": timeouts,
        }),
    };
    json!({ "capabilities": { "alwaysMatch": wanted } })
}

fn chromium() -> Option<(Child, u16)> {
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

/// It has no headless mode, so it paints on a screen that nobody sees; and it says nothing of its port.
fn webkit() -> Option<(Child, u16)> {
    let port =
        TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a free port").port();
    let mut process = Command::new("xvfb-run")
        .args(["--auto-servernum", "--server-args=-screen 0 1400x1000x24", "WebKitWebDriver"])
        .arg(format!("--port={port}"))
        // It has no language of its own: in that of a bare system numbers have no commas.
        .env("LC_ALL", "en_US.UTF-8")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("xvfb-run is not on PATH: run scripts/tools.sh browser");
    for _ in 0..200 {
        if process.try_wait().is_ok_and(|over| over.is_some()) {
            return None;
        }
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return Some((process, port));
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    None
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
