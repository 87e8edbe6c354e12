//! Keys: the outermost names of JSON objects in a text that may be cut anywhere.

/// How deep a text of JSON is in brackets; those within strings are none.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::logs::read) struct Brackets {
    depth: usize,
    in_string: bool,
    escaped: bool,
}

impl Brackets {
    pub fn in_string(&self) -> bool {
        self.in_string
    }

    /// As if a quote had come, where one is missing.
    pub fn end_string(&mut self) {
        (self.in_string, self.escaped) = (false, false);
    }

    /// Goes past a byte, to the depth after it.
    pub fn step(&mut self, byte: u8) -> usize {
        if self.in_string {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.in_string = false,
                _ => {}
            }
            return self.depth;
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        self.depth
    }
}

/// The outermost names of an object, each with what begins after its colon.
pub(super) struct Object<'a>(Vec<(&'a [u8], &'a [u8])>);

impl<'a> Object<'a> {
    pub fn has(&self, key: &str) -> bool {
        self.0.iter().any(|(name, _)| *name == key.as_bytes())
    }

    /// Whether an object stands under the name.
    pub fn has_object(&self, key: &str) -> bool {
        self.0.iter().any(|(name, value)| *name == key.as_bytes() && value.starts_with(b"{"))
    }

    /// The text under "type".
    pub fn kind(&self) -> Option<&'a [u8]> {
        let (_, value) = self.0.iter().find(|(name, _)| *name == b"type")?;
        let text = value.strip_prefix(b"\"")?;
        text.get(..text.iter().position(|byte| *byte == b'"')?)
    }
}

/// The first object of the text, whatever its lines, and those that begin on lines of their own.
pub(super) fn objects(text: &[u8]) -> impl Iterator<Item = Object<'_>> {
    let lines = text.split(|byte| *byte == b'\n').filter(|line| line.starts_with(b"{\""));
    let listed = text.strip_prefix(b"[").map_or(text, <[u8]>::trim_ascii_start);
    std::iter::once(listed).chain(lines).map(|text| Object(names(text)))
}

fn names(text: &[u8]) -> Vec<(&[u8], &[u8])> {
    let (mut brackets, mut names, mut string) = (Brackets::default(), Vec::new(), 0);
    if !text.starts_with(b"{") {
        return names;
    }
    for (at, byte) in text.iter().enumerate() {
        let was_in_string = brackets.in_string;
        let depth = brackets.step(*byte);
        match (was_in_string, brackets.in_string) {
            (false, true) => string = at + 1,
            (true, false) if depth == 1 => {
                let after = text[at + 1..].trim_ascii_start();
                let value = after.strip_prefix(b":").map(<[u8]>::trim_ascii_start);
                names.extend(value.map(|value| (&text[string..at], value)));
            }
            _ if depth == 0 => break,
            _ => {}
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::objects;

    fn check(text: &str, expected: &[&str]) {
        let object = objects(text.as_bytes()).next().expect("the first one");
        let names: Vec<_> = object.0.iter().map(|(name, _)| String::from_utf8_lossy(name)).collect();
        assert_eq!(names, expected, "{text}");
    }

    #[test]
    fn outermost_names_however_far_the_text_goes() {
        check(r#"{"a":{"b":1},"c" : [{"d":2}],"e":"}\",{\"f\":3"}{"g":4}"#, &["a", "c", "e"]);
        check("{\n  \"a\": 1,\n  \"b\"", &["a"]);
        check(r#"[{"a":1},{"b":2}]"#, &["a"]);
        check(r#"{"a":"unfinished, "b":1"#, &["a"]);
        check("", &[]);
        check("[1]", &[]);
    }

    #[test]
    fn the_type_is_its_text() {
        let kind = |text: &str| objects(text.as_bytes()).next().and_then(|o| o.kind().map(<[u8]>::to_vec));
        assert_eq!(kind(r#"{"a":1,"type": "result"}"#), Some(b"result".to_vec()));
        assert_eq!(kind(r#"{"type":3}"#), None);
        assert_eq!(kind(r#"{"type":"res"#), None);
    }
}
