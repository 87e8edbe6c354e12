//! The contrast of colours, as WCAG 2.2 defines it.

/// A variable of the sheet for the light or dark theme, such as `#14161a`.
pub fn color<'a>(sheet: &'a str, name: &str, dark: bool) -> &'a str {
    let (_, rest) = sheet.split_once(&format!("--{name}: light-dark(")).expect(name);
    let (light, rest) = rest.split_once(", ").unwrap();
    if dark { rest.split(')').next().unwrap() } else { light }
}

pub fn contrast(a: &str, b: &str) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(hex: &str) -> f64 {
    let channel = |at: usize| {
        let c = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}
