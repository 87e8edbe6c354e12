//! What stands before the bytes of a file.

use tiny_http::Header;

/// The rules of a `_headers` file, as Netlify and Cloudflare Pages read it: a path, or the beginning of one
/// and a star, and below it headers that are indented.
pub struct Rules(Vec<Rule>);

struct Rule {
    path: String,
    headers: Vec<(String, String)>,
}

impl Rules {
    /// Lines that are neither a path nor a header are left out.
    pub fn read(text: &str) -> Rules {
        let mut rules: Vec<Rule> = Vec::new();
        for line in text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
            if !line.starts_with([' ', '\t']) {
                rules.push(Rule { path: line.trim().into(), headers: Vec::new() });
            } else if let (Some(rule), Some((name, value))) = (rules.last_mut(), line.trim().split_once(':'))
            {
                let is_one = Header::from_bytes(name, value.trim()).is_ok();
                rule.headers.extend(is_one.then(|| (name.to_string(), value.trim().to_string())));
            }
        }
        Rules(rules)
    }

    /// What is said of a path; of two headers of one name the later holds.
    pub fn of(&self, path: &str) -> Vec<(&str, &str)> {
        let meant = |rule: &&Rule| match rule.path.strip_suffix('*') {
            Some(start) => path.starts_with(start),
            None => path == rule.path,
        };
        let mut found: Vec<(&str, &str)> = Vec::new();
        for (name, value) in self.0.iter().filter(meant).flat_map(|rule| &rule.headers) {
            found.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
            found.push((name, value));
        }
        found
    }
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
