//! What other totals of the same work say, in both forms of the answer.

use super::Read;
use sawtooth::logs::spend::{Check, Checked};
use sawtooth::view::{Locale, logs};
use serde_json::{Value, json};

pub fn json(read: &Read) -> Value {
    let check = |check: &Check| {
        let mut value =
            json!({ "kind": logs::kind(check.kind), "reported": check.reported, "counted": check.counted });
        match check.of {
            Checked::Session(at) => value["session"] = id(read, at).into(),
            Checked::Nearest(at) => value["nearest_session"] = id(read, at).into(),
            Checked::Days(first, last) => {
                value["days"] = json!({ "first": first.to_string(), "last": last.to_string() });
            }
        }
        value
    };
    read.sums.checks.iter().map(check).collect()
}

pub fn table(read: &Read) -> Option<String> {
    let usd = |usd: f64| format!("${}", Locale::default().fixed(usd, 2));
    let line = |check: &Check| {
        let of = match check.of {
            Checked::Session(at) => format!("session {}", id(read, at)),
            Checked::Nearest(at) => format!("nearest to session {}", id(read, at)),
            Checked::Days(first, last) => format!("{first} to {last}"),
        };
        let kind = logs::kind(check.kind);
        format!("  {kind}, {of}: {} there, {} here", usd(check.reported), usd(check.counted))
    };
    let lines: Vec<String> = read.sums.checks.iter().map(line).collect();
    (!lines.is_empty())
        .then(|| format!("Checked against other totals of the same work\n{}", lines.join("\n")))
}

fn id(read: &Read, session: u32) -> &str {
    read.imported.logs.sessions.get(session as usize).map_or("", |session| &session.id)
}
