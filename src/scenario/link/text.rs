//! Free text in a link: letters and digits as they are, blanks as `_`, the rest as `.hex.`

/// Text in unreserved characters.
pub fn escape(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            ' ' => out.push('_'),
            '-' => out.push(c),
            c if c.is_ascii_alphanumeric() => out.push(c),
            c => out += &format!(".{:x}.", c as u32),
        }
    }
    out
}

/// The text that [`escape`] was given, or nothing if it was altered.
pub fn unescape(value: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = value;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '_' => out.push(' '),
            '.' => {
                let (hex, after) = rest.split_once('.')?;
                out.push(char::from_u32(u32::from_str_radix(hex, 16).ok()?)?);
                rest = after;
            }
            c if c == '-' || c.is_ascii_alphanumeric() => out.push(c),
            _ => return None,
        }
    }
    Some(out)
}

/// An id in a list, where `_` separates: its own blanks and underscores become hex.
pub fn escape_id(id: &str) -> String {
    id.split(' ').map(escape).collect::<Vec<_>>().join(".20.")
}

pub fn unescape_id(word: &str) -> Option<String> {
    unescape(word)
}

/// What a mail or chat program may have put around or into a link: the part after the
/// last `#`, percent escapes undone, brackets, quotes, blanks and final punctuation gone.
pub fn clean(input: &str) -> String {
    let text = percent_decoded(&input.replace("&amp;", "&"));
    let fragment = text.rsplit('#').next().unwrap_or_default();
    let fragment: String = fragment.chars().filter(|c| !c.is_whitespace()).collect();
    fragment.trim_matches(|c: char| !c.is_ascii_alphanumeric()).to_string()
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = tail.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let byte = hex.filter(|_| *first == b'%').and_then(|two| u8::from_str_radix(two, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
