//! Records that two writers wrote onto one line: a stub and then a whole one, or two whole ones
//! (anthropics/claude-code#52387); and those of a list, which other programs make of lines.

use memchr::memmem;

use super::entry::{Entry, Kind};

/// Places of a line at which a record is looked for where none is: more are no accident of writing.
const MOST: usize = 64;
/// What a record of the agent begins with; some of what stands within one begins so too.
const BEGINNINGS: [&[u8]; 6] = [
    b"{\"parentUuid\"",
    b"{\"type\"",
    b"{\"uuid\"",
    b"{\"sessionId\"",
    b"{\"timestamp\"",
    b"{\"isSidechain\"",
];

/// The whole records of a line, and whether anything else is on it.
pub struct Glued<'a> {
    pub entries: Vec<Entry<'a>>,
    pub is_torn: bool,
}

pub fn records(line: &[u8]) -> Glued<'_> {
    let mut glued = Glued { entries: Vec::new(), is_torn: false };
    let (mut from, mut torn) = (0, 0);
    while torn < MOST {
        let rest = without_marks(&line[from..]);
        if rest.is_empty() {
            return glued;
        }
        from = line.len() - rest.len();
        match Entry::first(rest) {
            Ok((entry, length)) if is_record(&entry) => {
                glued.entries.push(entry);
                from += length;
            }
            _ => {
                torn += 1;
                glued.is_torn = true;
                match next(&rest[1..]) {
                    Some(at) => from += 1 + at,
                    None => return glued,
                }
            }
        }
    }
    glued
}

/// Without what stands between the records of a list, and around them.
pub fn without_marks(text: &[u8]) -> &[u8] {
    let is_mark = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'[' | b',' | b']');
    &text[text.iter().take_while(|byte| is_mark(byte)).count()..]
}

/// The next place at which a record may begin.
fn next(text: &[u8]) -> Option<usize> {
    let begins = |at: &usize| BEGINNINGS.iter().any(|begin| text[*at..].starts_with(begin));
    memmem::find_iter(text, b"{\"").find(|at| begins(at) && !is_within(&text[..*at], &text[*at..]))
}

/// Whether an object is a part of what stands before it, such as a sub-agent's line in a line of
/// progress. What begins with its parent's id never is, nor are the client's totals.
fn is_within(before: &[u8], object: &[u8]) -> bool {
    let last = before.trim_ascii_end().last();
    let never = [BEGINNINGS[0], b"{\"type\":\"cost-state\""];
    !never.iter().any(|begin| object.starts_with(begin)) && matches!(last, Some(b':' | b',' | b'['))
}

/// Not a part of one: a block or a message has a type too.
fn is_record(entry: &Entry) -> bool {
    entry.kind != Kind::Other || !entry.session.is_empty() || !entry.uuid.is_empty()
}
