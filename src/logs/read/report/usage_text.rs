//! The text of `/usage` or `/cost`, as the terminal shows it or as somebody pasted it
//! (FACTS.md 5.2): several of them in one text, lines that the terminal wrapped, marks in front.

use super::field::{MOST, Unreadable};
use super::part::{Found, Part, Row, content, count_once};
use super::scope::Scope;
use crate::logs::ledger::known;
use crate::logs::read::number::unsigned;
use crate::logs::{ReportKind, ReportRow, ReportTokens, Why};
use crate::prices::RateTable;

/// What stands in every one of them: the heading of older versions, that of 2.1.332, and the list
/// of models; or what a subscription is shown instead.
pub(crate) const SIGNS: [&str; 4] = ["Total cost:", "Estimated cost:", "by model:", "Current week"];
/// What GitHub's Copilot prints of itself in nearly the same words.
const OTHER: &str = "Premium request";
/// What the heading adds where the client did not know a model.
const GUESSED: &str = "unknown models";

/// Nothing where the text has no such part.
pub(super) fn read(text: &str) -> Option<Found> {
    let mut pastes: Vec<Paste> = Vec::new();
    for line in text.lines().map(bare) {
        if let Some(cost) = SIGNS[..2].iter().find_map(|sign| line.strip_prefix(sign)) {
            let is_guess = cost.contains(GUESSED);
            pastes.push(Paste { usd: dollars(cost), is_guess, ..Paste::default() });
        } else if line.contains(SIGNS[2]) {
            // Of a text whose beginning was not copied.
            match pastes.last_mut().filter(|paste| !paste.by_model) {
                Some(paste) => paste.by_model = true,
                None => pastes.push(Paste { by_model: true, ..Paste::default() }),
            }
        } else if let Some(paste) = pastes.last_mut() {
            paste.add(line);
        }
    }
    let part = |paste: &Paste| {
        let mut part = Part::new(ReportKind::UsageText);
        part.add(paste.rows().ok_or(Unreadable));
        part
    };
    let parts: Vec<Part> = pastes.iter().map(part).collect();
    let is_readable = parts.iter().any(|part| !part.rows.is_empty());
    match parts.is_empty() {
        _ if text.contains(OTHER) && !is_readable => Some(Found::fault(None, Why::OtherProgram)),
        true => (text.contains(SIGNS[3]) && text.contains("% used")).then(|| Found::fault(None, Why::Shares)),
        false => Some(Found { parts, faults: Vec::new() }),
    }
}

/// Without what terminals draw around the text.
fn bare(line: &str) -> &str {
    let drawn = |c: char| c.is_whitespace() || c == '>' || ('\u{2190}'..='\u{2bff}').contains(&c);
    line.trim_matches(drawn)
}

#[derive(Default)]
struct Paste {
    usd: Option<f64>,
    /// Whether the client says that it did not know a model.
    is_guess: bool,
    by_model: bool,
    /// A line for each model, put together again where it was wrapped.
    models: Vec<String>,
}

impl Paste {
    fn add(&mut self, line: &str) {
        if !self.by_model || line.is_empty() {
            return;
        }
        let begins = line.split_once(':').is_some_and(|(name, _)| !name.is_empty() && !name.contains(','));
        match self.models.last_mut() {
            _ if begins => self.models.push(line.into()),
            // What follows on the last model's line is not the terminal's wrapping.
            Some(last) if !last.ends_with(')') => {
                last.push(' ');
                last.push_str(line);
            }
            _ => {}
        }
    }

    fn rows(&self) -> Option<Vec<Row>> {
        let mut rows: Vec<ReportRow> = self.models.iter().filter_map(|line| model(line)).collect();
        let priced = rows.iter().any(|row| row.usd.is_some());
        match rows.as_mut_slice() {
            [only] if !priced => only.usd = self.usd,
            // Dollars of all models together, as older versions gave them, or of none that is named.
            _ if !priced && self.usd.is_some() => {
                rows.push(ReportRow { usd: self.usd, ..ReportRow::default() });
            }
            [] => return None,
            _ => {
                let rest = self.rest(&mut rows);
                rows.extend(rest);
            }
        }
        if self.is_guess {
            self.mark_guesses(&mut rows);
        }
        // The very same text twice is one session; any other is another one.
        let scope = Scope::EVER.of_content(content(&rows));
        let mut rows: Vec<Row> = rows.into_iter().map(|row| Row { row, scope }).collect();
        count_once(&mut rows, 1.0);
        Some(rows)
    }

    /// The heading is the total. What its models miss by rounding goes to the most expensive one, and what is
    /// more than that is of models that are not listed.
    fn rest(&self, rows: &mut [ReportRow]) -> Option<ReportRow> {
        let rest = self.usd? - rows.iter().filter_map(|row| row.usd).sum::<f64>();
        // Dollars have four digits at most.
        let rest = libm::round(rest * 1e4) / 1e4;
        let usd = |row: &&mut ReportRow| row.usd.unwrap_or(0.0);
        if rest.abs() <= CENT * rows.len() as f64 {
            let largest = rows.iter_mut().max_by(|a, b| usd(a).total_cmp(&usd(b)))?;
            largest.usd = largest.usd.map(|usd| usd + rest);
            return None;
        }
        (rest > 0.0).then(|| ReportRow { usd: Some(rest), ..ReportRow::default() })
    }

    /// Those of the models that no table knows.
    fn mark_guesses(&self, rows: &mut [ReportRow]) {
        let table = RateTable::shipped();
        for row in rows {
            row.is_guess = row.model.as_deref().is_none_or(|name| known(&table, name).is_none());
        }
    }
}

/// Dollars are printed to the cent.
const CENT: f64 = 0.01;

/// "claude-sonnet-4-6:  1.2k input, 5.3k output, 940.0k cache read, 50.0k cache write ($0.55)";
/// nothing for any other line.
fn model(line: &str) -> Option<ReportRow> {
    let (name, rest) = line.split_once(':')?;
    let (counts, cost) = rest.split_once("($").unwrap_or((rest, ""));
    // Of the cache the text tells more, in a line of its own.
    let of_tokens = |part: &str| {
        let what = part.trim().split_once(' ').map_or("", |(_, what)| what);
        ["input", "output"].iter().any(|word| what.starts_with(word))
    };
    if !counts.split(", ").any(of_tokens) {
        return None;
    }
    let mut row = ReportRow::default();
    // Between counts stands a blank, within a count none: "1,234 input, 456 output".
    for count in counts.split(", ").flat_map(|part| part.split(",\u{a0}")) {
        add_count(&mut row, count.trim())?;
    }
    row.fast = [name, rest].iter().any(|text| text.contains("fast"));
    row.model = Some(name.split([' ', '(']).next().unwrap_or(name).into());
    row.usd = dollars(&["$", cost].concat());
    // A model that is used and costs nothing has no price.
    row.usd = row.usd.filter(|usd| *usd > 0.0 || row.tokens == ReportTokens::default());
    Some(row)
}

/// Nothing where it is no count; a word that is not known counts nothing.
fn add_count(row: &mut ReportRow, text: &str) -> Option<()> {
    if text.is_empty() {
        return Some(());
    }
    let (number, what) = text.split_once(' ')?;
    let count = short(number)?;
    let what = what.trim();
    let tokens = &mut row.tokens;
    let sum = match what {
        _ if what.starts_with("input") => &mut tokens.input,
        _ if what.starts_with("output") => &mut tokens.output,
        _ if what.starts_with("cache read") => &mut tokens.read,
        _ if what.starts_with("cache write") && what.contains("1h") => &mut tokens.write_1h,
        _ if what.starts_with("cache write") && what.contains("5m") => &mut tokens.write_5m,
        _ if what.starts_with("cache write") => &mut tokens.write_unsplit,
        _ if what.starts_with("web search") => &mut row.web_searches,
        _ => return Some(()),
    };
    *sum = sum.saturating_add(count);
    Some(())
}

/// "940", "1,234", "5.3k", "1.2m".
fn short(text: &str) -> Option<u64> {
    let text = text.replace(',', "").to_ascii_lowercase();
    let scaled = [("k", "e3"), ("m", "e6"), ("b", "e9")]
        .into_iter()
        .find_map(|(unit, power)| Some([text.strip_suffix(unit)?, power].concat()));
    let number = unsigned(&scaled.unwrap_or(text))?;
    (number < 1e15).then(|| libm::round(number) as u64)
}

/// The first amount after a dollar sign: "$1,234.56 (costs may be inaccurate ...)".
fn dollars(text: &str) -> Option<f64> {
    let amount = text.split_once('$')?.1;
    let end = amount.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.').unwrap_or(amount.len());
    unsigned(amount[..end].replace(',', "").trim_end_matches('.')).filter(|usd| *usd <= MOST)
}
