//! `sawtooth serve`: the files of a built page, and nothing beside it.

use crate::{program, run, text};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

/// A server that ends with the test.
struct Served {
    child: Child,
    folder: PathBuf,
    place: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

const RULES: &str = "/*\n  Content-Security-Policy: default-src 'none'\n  X-Content-Type-Options: nosniff\n\n\
    /app-0123456789abcdef.js\n  Cache-Control: public, max-age=31536000, immutable\n  No header\n  B\u{e4}d: \u{1}\n";

fn page(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("sawtooth-serve-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(folder.join("dist")).expect("a folder");
    std::fs::write(folder.join("secret.txt"), "outside").expect("written");
    for (name, text) in
        [("index.html", "<p>page"), ("app-0123456789abcdef.js", "start()"), ("_headers", RULES)]
    {
        std::fs::write(folder.join("dist").join(name), text).expect("written");
    }
    std::os::unix::fs::symlink(folder.join("secret.txt"), folder.join("dist/link.txt")).expect("a link");
    folder
}

fn served(name: &str) -> Served {
    let folder = page(name);
    let dist = folder.join("dist");
    served_with(folder, &["--dir", dist.to_str().expect("UTF-8")])
}

fn served_with(folder: PathBuf, place: &[&str]) -> Served {
    let mut child = program()
        .args(["serve", "--port", "0"])
        .args(place)
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program was built");
    let mut first = String::new();
    BufReader::new(child.stdout.as_mut().expect("piped")).read_line(&mut first).expect("a line");
    let place = first.trim().strip_prefix("Sawtooth is at http://").and_then(|place| place.strip_suffix('/'));
    let place = place.unwrap_or_else(|| panic!("{first}")).to_string();
    Served { child, folder, place }
}

impl Served {
    /// The answer to a request for a path, exactly as it is written.
    fn asks(&self, method: &str, path: &str) -> String {
        String::from_utf8_lossy(&self.asks_with(method, path, "")).into_owned()
    }

    fn asks_with(&self, method: &str, path: &str, header: &str) -> Vec<u8> {
        let mut stream = TcpStream::connect(&self.place).expect("it listens");
        let request = format!("{method} {path} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n{header}\r\n");
        stream.write_all(request.as_bytes()).expect("it reads");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("it answers");
        answer
    }
}

#[test]
fn page_comes_with_its_policy() {
    let served = served("policy");
    assert!(served.place.starts_with("127.0.0.1:"), "{}", served.place);
    let page = served.asks("GET", "/?x#y");
    assert!(page.starts_with("HTTP/1.1 200") && page.ends_with("\r\n\r\n<p>page"), "{page}");
    for header in [
        "Content-Type: text/html; charset=utf-8",
        "Content-Security-Policy: default-src 'none'",
        "X-Content-Type-Options: nosniff",
        "Cache-Control: no-cache",
    ] {
        assert_eq!(page.matches(&format!("\r\n{header}\r\n")).count(), 1, "{header}: {page}");
    }
    let script = served.asks("GET", "/app-0123456789abcdef.js");
    assert!(
        script.contains("text/javascript")
            && script.contains("Cache-Control: public, max-age=31536000, immutable")
    );
    assert_eq!(script.matches("Cache-Control").count(), 1, "{script}");
    let head = served.asks("HEAD", "/index.html");
    assert!(head.starts_with("HTTP/1.1 200") && head.ends_with("\r\n\r\n"), "{head}");
}

#[test]
fn nothing_beside_the_page_is_served() {
    let served = served("outside");
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/link.txt",
        "//secret.txt",
        "/./index.html/..",
        "/none",
        "/_headers",
        "/.",
    ] {
        let answer = served.asks("GET", path);
        assert!(answer.starts_with("HTTP/1.1 404") && !answer.contains("outside"), "{path}: {answer}");
    }
    let refused = served.asks("POST", "/");
    assert!(refused.starts_with("HTTP/1.1 405") && refused.contains("Allow: GET, HEAD"), "{refused}");
}

#[test]
fn what_cannot_be_served_is_said() {
    let output = run(&["serve", "--dir", "/no/such/folder"]);
    assert_eq!((output.status.code(), text(&output.stderr).contains("cannot be read")), (Some(2), true));
    let empty = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let output = run(&["serve", "--dir", empty.to_str().expect("UTF-8")]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("make dist"), "{}", text(&output.stderr));
    let served = served("port");
    let port = served.place.rsplit_once(':').expect("a port").1;
    let dist = served.folder.join("dist");
    let output = run(&["serve", "--port", port, "--dir", dist.to_str().expect("UTF-8")]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output.stderr).contains("is taken: choose another with --port"),
        "{}",
        text(&output.stderr)
    );
}

#[cfg(not(feature = "embed"))]
#[test]
fn program_without_the_page_says_how_to_get_it() {
    let output = run(&["serve"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("make sawtooth"), "{}", text(&output.stderr));
}

/// After `make sawtooth`: `cargo test --features embed --test terminal serve`.
#[cfg(feature = "embed")]
#[test]
fn page_within_the_program_is_the_built_one() {
    let served = served_with(page("within"), &[]);
    let built = |name: &str| {
        std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("dist").join(name)).expect("`make dist`")
    };
    let body = |answer: &[u8]| {
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").expect("an end of the headers");
        (String::from_utf8_lossy(&answer[..end]).into_owned(), answer[end + 4..].to_vec())
    };
    let (head, plain) = body(&served.asks_with("GET", "/", ""));
    assert!(head.contains("Content-Security-Policy: default-src 'none'") && !head.contains("gzip"), "{head}");
    assert_eq!(plain, built("index.html"));
    let (head, packed) = body(&served.asks_with("GET", "/", "Accept-Encoding: gzip, br\r\n"));
    assert!(head.contains("Content-Encoding: gzip") && packed.len() * 3 < plain.len(), "{head}");
    let mut unpacked = Vec::new();
    flate2::read::GzDecoder::new(packed.as_slice()).read_to_end(&mut unpacked).expect("gzip");
    assert_eq!(unpacked, plain);
    assert!(served.asks("GET", "/index.html.gz").starts_with("HTTP/1.1 404"));
}
