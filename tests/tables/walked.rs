//! The tables of a part of the page that was rendered to a string, as its reader in a browser finds them.

use sawtooth::view::csv::ShownCell;

#[derive(Default)]
pub struct Walked {
    pub tables: Vec<Vec<Vec<ShownCell>>>,
    /// What is wrong with where they and their buttons stand.
    pub faults: Vec<String>,
}

/// An element of the class `copies`, or another one of its kind.
struct Open {
    kind: String,
    copies: bool,
    tables: usize,
    buttons: usize,
}

pub fn walk(html: &str) -> Walked {
    let mut found = Walked::default();
    let mut open: Vec<Open> = Vec::new();
    for (at, tag) in
        html.match_indices('<').map(|(at, _)| (at, html[at + 1..].split('>').next().unwrap_or_default()))
    {
        let kind = tag.split(' ').next().unwrap_or_default();
        match kind {
            "div" | "section" => {
                let copies = classes(tag).any(|class| class == "copies");
                open.push(Open { kind: kind.into(), copies, tables: 0, buttons: 0 });
            }
            "/div" | "/section" => {
                let Some(ended) = open.pop().filter(|open| kind.ends_with(&open.kind)) else {
                    panic!("{kind} at {at}")
                };
                if ended.copies && (ended.tables, ended.buttons) != (1, 1) {
                    found.faults.push(format!("{} tables and {} buttons", ended.tables, ended.buttons));
                }
            }
            "table" => {
                let table = html[at..].split("</table>").next().unwrap_or_default();
                found.tables.push(rows(table));
                match open.iter_mut().rev().find(|open| open.copies) {
                    Some(open) => open.tables += 1,
                    None => found.faults.push(format!("no button: {}", text(table))),
                }
            }
            "button" if classes(tag).any(|class| class == "copy-table") => {
                match open.iter_mut().rev().find(|open| open.copies) {
                    Some(open) => open.buttons += 1,
                    None => found.faults.push("a button without a table".into()),
                }
            }
            _ => {}
        }
    }
    found
}

fn classes(tag: &str) -> impl Iterator<Item = &str> {
    attribute(tag, "class").unwrap_or_default().split_whitespace()
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()
}

fn is_hidden(tag: &str) -> bool {
    tag.split(' ').any(|word| word == "hidden" || word.starts_with("hidden="))
}

fn rows(table: &str) -> Vec<Vec<ShownCell>> {
    let rows = table.split("<tr").skip(1).filter(|row| !is_hidden(row.split('>').next().unwrap_or_default()));
    rows.map(|row| cells(row.split("</tr>").next().unwrap_or_default())).collect()
}

fn cells(row: &str) -> Vec<ShownCell> {
    let starts: Vec<usize> = row
        .match_indices(['<'])
        .map(|(at, _)| at)
        .filter(|at| {
            ["<td", "<th"].iter().any(|cell| row[*at..].starts_with(cell))
                && !row[*at..].starts_with("<thead")
        })
        .collect();
    let ends = starts.iter().skip(1).copied().chain([row.len()]);
    starts.iter().zip(ends).map(|(from, to)| cell(&row[*from..to])).collect()
}

fn cell(html: &str) -> ShownCell {
    let small = |piece: &str| {
        piece.split_once("</small>").map(|(small, rest)| (format!("<small{small}"), rest.to_string()))
    };
    let mut pieces = html.split("<small");
    let mut own = pieces.next().unwrap_or_default().to_string();
    let mut more = Vec::new();
    for (small, rest) in pieces.filter_map(small) {
        own += &rest;
        if !is_hidden(small.split('>').next().unwrap_or_default()) && !text(&small).is_empty() {
            more.push(text(&small));
        }
    }
    let field = own.split("<input").nth(1).map(|tag| attribute(tag, "value").unwrap_or_default().to_string());
    ShownCell { text: field.unwrap_or_else(|| text(&own)), more: more.join("; ") }
}

/// The text between tags.
fn text(html: &str) -> String {
    let texts: String =
        html.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text).collect();
    let texts = texts.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    texts.split_whitespace().collect::<Vec<_>>().join(" ")
}
