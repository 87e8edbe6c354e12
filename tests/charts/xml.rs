//! Reads a picture back: is it well-formed, and where are its texts?

/// A text and its extent, from the widths of Helvetica's usual letters.
#[derive(Debug)]
pub struct Text {
    pub content: String,
    pub left: f64,
    pub right: f64,
    pub baseline: f64,
}

impl Text {
    /// Whether the two lie on each other: 12 pixels is a line from ascender to descender.
    pub fn touches(&self, other: &Text) -> bool {
        let rows = (self.baseline - other.baseline).abs() < 12.0;
        rows && self.left < other.right && other.left < self.right
    }
}

/// Asserts balanced elements, quoted attributes, known entities, and no number that is none.
pub fn check_svg(svg: &str) {
    let mut open = Vec::new();
    let mut rest = svg;
    while let Some(start) = rest.find('<') {
        check_text(&rest[..start]);
        let end = start + rest[start..].find('>').expect("an open tag");
        let tag = &rest[start + 1..end];
        assert!(!tag.contains('<'), "{tag}");
        match (tag.strip_prefix('/'), tag.ends_with('/')) {
            (Some(name), _) => assert_eq!(open.pop(), Some(name)),
            (None, closed) => {
                let tag = tag.trim_end_matches('/');
                let name = tag.split(' ').next().unwrap();
                check_attributes(name, &tag[name.len()..]);
                (!closed).then(|| open.push(name));
            }
        }
        rest = &rest[end + 1..];
    }
    assert!(open.is_empty() && rest.is_empty(), "left open: {open:?} {rest}");
}

fn check_text(text: &str) {
    assert!(!text.contains('>') && text.chars().all(|c| c >= ' ' || c == '\n'), "{text:?}");
    for entity in text.split('&').skip(1) {
        let known = ["amp;", "lt;", "gt;", "quot;"];
        assert!(known.iter().any(|name| entity.starts_with(name)), "&{entity}");
    }
}

fn check_attributes(element: &str, attributes: &str) {
    let mut parts = attributes.split('"');
    while let (Some(name), Some(value)) = (parts.next(), parts.next()) {
        let name = name.strip_prefix(' ').and_then(|n| n.strip_suffix('=')).expect(attributes);
        check_text(value);
        assert_ne!(name, "style");
        match name {
            "x" | "y" | "width" | "height" | "cx" | "cy" | "r" => check_number(value),
            "d" => value.split(|c: char| c.is_ascii_alphabetic() || c == ' ').for_each(check_steps),
            "viewBox" => value.split(' ').for_each(check_number),
            "class" | "role" | "aria-label" | "text-anchor" | "xmlns" => {}
            other => panic!("{other} in {element}"),
        }
    }
}

fn check_steps(steps: &str) {
    steps.split('-').filter(|step| !step.is_empty()).for_each(check_number);
}

fn check_number(number: &str) {
    assert!(number.parse::<f64>().is_ok_and(f64::is_finite), "{number}");
    let decimals = number.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    assert!(decimals <= 1, "{number}");
}

pub fn texts(svg: &str) -> Vec<Text> {
    svg.split("<text ").skip(1).map(text).collect()
}

fn text(element: &str) -> Text {
    let (attributes, rest) = element.split_once('>').unwrap();
    let content = rest.split('<').next().unwrap().to_owned();
    let attribute = |name: &str| {
        let (_, value) = attributes.split_once(&format!(" {name}=\""))?;
        value.split('"').next()
    };
    let number = |name| attribute(name).unwrap().parse::<f64>().unwrap();
    let wide: f64 = content.chars().map(width).sum();
    let left = match attribute("text-anchor") {
        Some("middle") => number("x") - wide / 2.0,
        Some("end") => number("x") - wide,
        _ => number("x"),
    };
    Text { content, left, right: left + wide, baseline: number("y") }
}

/// Coarser than the library's table, and independent of it.
fn width(c: char) -> f64 {
    13.0 * match c {
        'I' | 'f' | 'i' | 'j' | 'l' | 't' | ' ' | ',' | '.' => 0.27,
        'm' | 'M' | '%' => 0.84,
        'A'..='Z' => 0.68,
        _ => 0.54,
    }
}
