//! A picture as a file of its own: with a size, its colours and its ground.
//!
//! The rules are those of the page, read from the same sheet; programs that show SVG files
//! know neither `var()` nor `light-dark()`, so both are resolved here.

use super::Picture;
use std::fmt::Write;

const SHEET: &str = include_str!("../../style/chart.css");

/// The light or the dark side of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    Light,
    Dark,
}

/// The picture as the text of an `.svg` file that looks right outside of the page.
pub fn standalone(picture: &Picture, theme: Theme) -> String {
    let Picture { svg, width, height, .. } = picture;
    let (tag, rest) = svg.split_once('>').unwrap_or((svg, "</svg>"));
    let attributes = tag.trim_start_matches("<svg");
    let mut out = String::with_capacity(svg.len() + SHEET.len());
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\"{attributes}>\
         <style>{}</style><rect class=\"i-paper\" width=\"{width}\" height=\"{height}\"/>{rest}",
        rules(theme)
    );
    out
}

/// The sheet's rules with literal values, without its variables, comments and media queries.
fn rules(theme: Theme) -> String {
    let sheet = without_comments(SHEET);
    let (variables, rest) = sheet.split_once('}').unwrap_or(("", &sheet));
    let rules = rest.split("@media").next().unwrap_or(rest);
    let mut rules: String = rules.split_whitespace().collect::<Vec<_>>().join(" ");
    for declaration in variables.rsplit('{').next().unwrap_or("").split(';') {
        if let Some((name, value)) = declaration.split_once(':') {
            rules = rules.replace(&format!("var({})", name.trim()), side(value.trim(), theme));
        }
    }
    rules
}

fn without_comments(sheet: &str) -> String {
    let mut pieces = sheet.split("/*");
    let first = pieces.next().unwrap_or("").to_owned();
    pieces.fold(first, |kept, piece| kept + piece.split_once("*/").map_or("", |(_, code)| code))
}

/// The light or dark half of `light-dark(a, b)`; any other value as it is.
fn side(value: &str, theme: Theme) -> &str {
    let pair = value.strip_prefix("light-dark(").and_then(|v| v.strip_suffix(')'));
    match (pair.and_then(|pair| pair.split_once(',')), theme) {
        (Some((light, _)), Theme::Light) => light.trim(),
        (Some((_, dark)), Theme::Dark) => dark.trim(),
        (None, _) => value,
    }
}
