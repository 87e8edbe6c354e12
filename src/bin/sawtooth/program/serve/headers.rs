//! What stands before the bytes of a file.

use tiny_http::Header;

/// The rules of a `_headers` file, as Netlify and Cloudflare Pages read it: a path, or the beginning of one
/// and a star, and below it headers that are indented.
pub struct Rules(Vec<Rule>);

struct Rule {
    path: String,
    headers: Vec<Header>,
}

impl Rules {
    /// Lines that are neither a path nor a header are left out.
    pub fn read(text: &str) -> Rules {
        let mut rules: Vec<Rule> = Vec::new();
        for line in text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
            if !line.starts_with([' ', '\t']) {
                rules.push(Rule { path: line.trim().into(), headers: Vec::new() });
            } else if let Some(rule) = rules.last_mut() {
                rule.headers.extend(line.trim().parse::<Header>().ok());
            }
        }
        Rules(rules)
    }

    /// What is said of a path beside `headers`. Of two with one name the later holds.
    pub fn of(&self, path: &str, mut headers: Vec<Header>) -> Vec<Header> {
        let meant = |rule: &&Rule| match rule.path.strip_suffix('*') {
            Some(start) => path.starts_with(start),
            None => path == rule.path,
        };
        for header in self.0.iter().filter(meant).flat_map(|rule| &rule.headers) {
            headers.retain(|known| known.field != header.field);
            headers.push(header.clone());
        }
        headers
    }
}

/// One that the program writes itself, all of it ASCII.
pub fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("headers here are ASCII")
}

/// By what a file's name ends in.
pub fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}
