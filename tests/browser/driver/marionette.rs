//! Firefox by its Marionette: `[0, id, command, parameters]` as JSON with its length before it, over TCP, answered by
//! `[1, id, error, value]` (firefox-source-docs.mozilla.org, Marionette protocol). Its commands are WebDriver's.

use super::{error_of, tool};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::io::{BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A free port, pages that may use the clipboard, and nothing that calls home.
const PREFERENCES: &str = r#"user_pref("marionette.port", 0);
user_pref("dom.events.testing.asyncClipboard", true);
user_pref("intl.accept_languages", "en-US");
user_pref("app.update.disabledForTesting", true);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
"#;

pub struct Session {
    process: Child,
    profile: PathBuf,
    wire: RefCell<BufReader<TcpStream>>,
}

impl Session {
    pub fn start() -> Session {
        let profile = fresh_profile();
        let process = Command::new(tool("find-firefox"))
            .args([
                "--headless",
                "--marionette",
                "--no-remote",
                "--width",
                "1280",
                "--height",
                "900",
                "--profile",
            ])
            .arg(&profile)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("Firefox starts: run scripts/tools.sh browser");
        let wire = RefCell::new(BufReader::new(connect(&profile.join("MarionetteActivePort"))));
        let session = Session { process, profile, wire };
        read(&mut session.wire.borrow_mut()).expect("it greets");
        let wanted = json!({ "capabilities": { "alwaysMatch": { "timeouts": { "script": 20_000, "pageLoad": 20_000 } } } });
        session.command("WebDriver:NewSession", &wanted).expect("a session");
        session
    }

    pub fn ask(&self, command: &str, body: &Value) -> Result<Value, String> {
        let mut body = body.clone();
        let name = match command {
            "/url" => "WebDriver:Navigate",
            "/refresh" => "WebDriver:Refresh",
            "/execute/sync" => "WebDriver:ExecuteScript",
            "/execute/async" => "WebDriver:ExecuteAsyncScript",
            "/actions" => "WebDriver:PerformActions",
            "/window/rect" => "WebDriver:SetWindowRect",
            "/print" => "WebDriver:Print",
            _ => {
                let (id, what) = command
                    .strip_prefix("/element/")
                    .and_then(|rest| rest.split_once('/'))
                    .unwrap_or_default();
                body["id"] = json!(id);
                match what {
                    "click" => "WebDriver:ElementClick",
                    "value" => "WebDriver:ElementSendKeys",
                    _ => return Err(format!("{command} is not known to the tests' Marionette")),
                }
            }
        };
        self.command(name, &body)
    }

    fn command(&self, name: &str, body: &Value) -> Result<Value, String> {
        let mut wire = self.wire.borrow_mut();
        let message = json!([0, 1, name, body]).to_string();
        write!(wire.get_mut(), "{}:{message}", message.len()).map_err(|error| error.to_string())?;
        let answer = read(&mut wire).map_err(|error| error.to_string())?;
        if let Some(error) = error_of(&answer[2]) {
            return Err(error);
        }
        // Some commands wrap what they answer.
        let value = &answer[3];
        Ok(value.get("value").unwrap_or(value).clone())
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.command("Marionette:Quit", &json!({ "flags": ["eForceQuit"] }));
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = std::fs::remove_dir_all(&self.profile);
    }
}

fn fresh_profile() -> PathBuf {
    static COUNT: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
    let count = COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let profile = std::env::temp_dir().join(format!("sawtooth-firefox-{}-{count}", std::process::id()));
    std::fs::create_dir_all(&profile).expect("a folder for the profile");
    std::fs::write(profile.join("user.js"), PREFERENCES).expect("its preferences");
    profile
}

/// It writes the port it took into its profile.
fn connect(port: &Path) -> TcpStream {
    let start = Instant::now();
    loop {
        let text = std::fs::read_to_string(port).unwrap_or_default();
        let wire =
            text.trim().parse::<u16>().ok().and_then(|port| TcpStream::connect(("127.0.0.1", port)).ok());
        if let Some(wire) = wire {
            return wire;
        }
        assert!(start.elapsed() < Duration::from_secs(60), "Firefox opened no Marionette");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// One message: how many bytes, a colon, and so many bytes of JSON.
fn read(wire: &mut BufReader<TcpStream>) -> std::io::Result<Value> {
    let mut length = 0;
    loop {
        let mut byte = [0];
        wire.read_exact(&mut byte)?;
        match byte[0] {
            b':' => break,
            digit => length = length * 10 + usize::from(digit - b'0'),
        }
    }
    let mut text = vec![0; length];
    wire.read_exact(&mut text)?;
    Ok(serde_json::from_slice(&text)?)
}
