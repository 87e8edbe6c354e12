//! Pieces: the values of a text of one or more JSON values: a document, pages one after the
//! other, or a value on each line.

use crate::logs::read::kind::Brackets;
use serde_json::Value;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    /// Of its first character, from 1.
    pub line: u64,
    pub text: &'a str,
    /// Whether the text ends before the value does.
    pub is_open: bool,
}

/// A piece, and the value that it is.
pub(super) type Read<'a> = (Piece<'a>, serde_json::Result<Value>);

pub(super) fn pieces(text: &str) -> impl Iterator<Item = Read<'_>> {
    by_brackets(text).into_iter().flat_map(|piece| {
        let value = serde_json::from_str(piece.text);
        // A broken line of many takes those after it with it: then each line stands alone.
        let lines = if value.is_err() { by_lines(&piece) } else { Vec::new() };
        match lines.len() {
            0 | 1 => vec![(piece, value)],
            _ => lines.into_iter().map(|line| (line, serde_json::from_str(line.text))).collect(),
        }
    })
}

fn by_brackets(text: &str) -> Vec<Piece<'_>> {
    let (mut out, mut line, mut at) = (Vec::new(), 1, 0);
    let bytes = text.as_bytes();
    let between = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b',' | 0x1e);
    while at < bytes.len() {
        let skipped = bytes[at..].iter().take_while(|byte| between(byte)).count();
        line += newlines(&bytes[at..at + skipped]);
        at += skipped;
        if at == bytes.len() {
            break;
        }
        let length = value_length(&bytes[at..]);
        let end = at + length.unwrap_or(bytes.len() - at);
        // Ends are at brackets or line ends, which are never inside of a character.
        let Some(piece) = text.get(at..end) else { break };
        out.push(Piece { line, text: piece, is_open: length.is_none() });
        line += newlines(&bytes[at..end]);
        at = end;
    }
    out
}

/// To the bracket that closes the first one, or to the end of the line where none opens.
fn value_length(bytes: &[u8]) -> Option<usize> {
    if !matches!(bytes.first(), Some(b'{' | b'[')) {
        return Some(bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len()));
    }
    let mut brackets = Brackets::default();
    bytes.iter().position(|byte| brackets.step(*byte) == 0).map(|last| last + 1)
}

/// Nothing unless every line begins a value of its own.
fn by_lines<'a>(piece: &Piece<'a>) -> Vec<Piece<'a>> {
    let lines = piece.text.lines().zip(piece.line..);
    let lines: Vec<_> = lines.filter(|(line, _)| !line.trim().is_empty()).collect();
    if !lines.iter().all(|(line, _)| line.starts_with('{')) {
        return Vec::new();
    }
    let last = lines.len().saturating_sub(1);
    let piece = |(place, (text, line)): (usize, (&'a str, u64))| {
        let is_open = place == last && value_length(text.as_bytes()).is_none();
        Piece { line, text, is_open }
    };
    lines.into_iter().enumerate().map(piece).collect()
}

pub(super) fn newlines(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}

#[cfg(test)]
mod tests {
    use super::pieces;

    /// Lines, texts and whether they are cut short.
    fn check(text: &str, expected: &[(u64, &str, bool)]) {
        let found: Vec<_> = pieces(text).map(|(p, _)| (p.line, p.text, p.is_open)).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn values_however_they_are_put_together() {
        check("", &[]);
        check("{\"a\":\n1}\n", &[(1, "{\"a\":\n1}", false)]);
        check("{}{}\r\n\n{}", &[(1, "{}", false), (1, "{}", false), (3, "{}", false)]);
        check("[{}],{\"}\":\"\\\"{\"}", &[(1, "[{}]", false), (1, "{\"}\":\"\\\"{\"}", false)]);
        check("{\"a\":[1,\n2", &[(1, "{\"a\":[1,\n2", true)]);
        check("oops\n{}", &[(1, "oops", false), (2, "{}", false)]);
    }

    #[test]
    fn a_broken_line_is_alone_broken() {
        let text = "{\"a\":1}\n{\"b\":\n{\"c\":2}\n{\"d\":";
        let expected =
            [(1, "{\"a\":1}", false), (2, "{\"b\":", false), (3, "{\"c\":2}", false), (4, "{\"d\":", true)];
        check(text, &expected);
    }
}
