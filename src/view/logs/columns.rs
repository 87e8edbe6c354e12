//! Columns beside each other: the days of a reading, the hours of a day.

use crate::chart::ticks;
use crate::view::Locale;
use crate::view::html::escape;

pub(super) struct Column {
    pub value: f64,
    /// Under it; may be empty.
    pub label: String,
    /// Not chosen, where another one is.
    pub pale: bool,
}

const HEIGHT: f64 = 96.0;
const TOP: f64 = 14.0;
const LABELS: f64 = 18.0;
const LEFT: f64 = 44.0;

/// An SVG of so many CSS pixels; values are dollars from zero up.
pub(super) fn columns(all: &[Column], width: f64, description: &str, locale: &Locale) -> String {
    let width = width.clamp(240.0, 1400.0);
    let most = all.iter().map(|column| column.value).fold(0.0, f64::max);
    let max = if most > 0.0 { most } else { 1.0 };
    let step = (width - LEFT) / all.len().max(1) as f64;
    let bottom = TOP + HEIGHT;
    let mut out = format!(
        "<svg class=\"chart\" viewBox=\"0 0 {width} {}\" role=\"img\" aria-label=\"{}\">",
        bottom + LABELS,
        escape(description)
    );
    let across = |y: f64, ink: &str| format!("<path class=\"{ink}\" d=\"M{LEFT} {y:.1}H{width}\"/>");
    for tick in ticks(max, 2).into_iter().filter(|tick| *tick > 0.0) {
        let y = bottom - tick / max * HEIGHT;
        let text = format!("${}", locale.short(tick, 2));
        out += &across(y, "i-grid");
        out += &format!(
            "<text class=\"i-muted\" x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{text}</text>",
            LEFT - 6.0,
            y + 4.0
        );
    }
    let gap = if step > 6.0 { 2.0 } else { step * 0.2 };
    for (at, column) in all.iter().enumerate().filter(|(_, column)| column.value > 0.0) {
        let height = (column.value / max * HEIGHT).max(1.0);
        let ink = if column.pale { "i-rest-4" } else { "i-part-1" };
        out += &format!(
            "<rect class=\"{ink}\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{height:.1}\"/>",
            LEFT + at as f64 * step + gap / 2.0,
            bottom - height,
            step - gap,
        );
    }
    out += &across(bottom, "i-axis");
    for (at, column) in all.iter().enumerate().filter(|(_, column)| !column.label.is_empty()) {
        let (x, anchor) = match at {
            0 => (LEFT, "start"),
            at if at + 1 == all.len() => (width, "end"),
            at => (LEFT + (at as f64 + 0.5) * step, "middle"),
        };
        let label = escape(&column.label);
        out += &format!(
            "<text class=\"i-muted\" x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\">{label}</text>",
            bottom + LABELS - 4.0
        );
    }
    out + "</svg>"
}
