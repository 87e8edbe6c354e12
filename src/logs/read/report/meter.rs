//! Meter: what the texts of a bill's row say: the model, the kind of token, and how many tokens one
//! of its units is. What they do not say is nothing, never a guess.
//!
//! AWS has three spellings for the same meter: `USE1-MP:USE1_CacheReadInputTokenCount_Global-Units`,
//! from Opus 4.7 on `USE1-MP:USE1_cache_read_tokens_global_standard-Units`
//! (FACTS-2026-11-28, (b), Finance formats), and, with the model in it,
//! `USW2-Claude4.5Sonnet-cache-read-input-token-count`. Other clouds write sentences. So all are
//! read word by word.

use crate::logs::ReportTokens;
use crate::logs::ledger::FAMILIES;
use crate::logs::read::number::unsigned;
use crate::logs::read::tier::names_unlisted;

/// What is no usage of tokens, whatever else a row says: `Reserved_1Month_InputTPM_Global`.
const CAPACITY: [&str; 3] = ["reserved", "provisioned", "tpm"];
/// What counts something else.
const NO_TOKENS: [&str; 7] = ["search", "searches", "request", "requests", "image", "images", "characters"];
/// Behind a number that is no part of a version: "Claude Opus 4, 5 minute cache writes".
const TIMES: [&str; 8] = ["m", "min", "minute", "minutes", "h", "hr", "hour", "hours"];
/// Before the region and a sentence of each row that AWS Marketplace sells.
const MARKETPLACE: &str = "AWS Marketplace software usage|";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Input,
    Write5m,
    Write1h,
    /// Cache writes whose lifetime is not said.
    Write,
    Read,
    Output,
}

/// What a meter says beside the kind of token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Flags {
    pub batch: bool,
    pub global: bool,
    pub long_context: bool,
    pub fast: bool,
    /// Of a tier whose prices are not published.
    pub priority: bool,
}

impl Kind {
    /// So many tokens of this kind, to the nearest one.
    pub fn tokens(self, count: f64) -> ReportTokens {
        let count = libm::round(count) as u64;
        let none = ReportTokens::default();
        match self {
            Kind::Input => ReportTokens { input: count, ..none },
            Kind::Write5m => ReportTokens { write_5m: count, ..none },
            Kind::Write1h => ReportTokens { write_1h: count, ..none },
            Kind::Write => ReportTokens { write_unsplit: count, ..none },
            Kind::Read => ReportTokens { read: count, ..none },
            Kind::Output => ReportTokens { output: count, ..none },
        }
    }

    /// A cache write without a lifetime, in a spelling of which 5 minutes are the unsaid one.
    pub fn or_5m(self) -> Kind {
        if self == Kind::Write { Kind::Write5m } else { self }
    }
}

/// The kind of token that these texts of one meter say, the surest first; nothing where none says one
/// that is known.
pub(super) fn kind(meters: &[&str]) -> Option<Kind> {
    if is_capacity(meters) {
        return None;
    }
    meters.iter().find_map(|meter| one_kind(meter))
}

/// Whether it is capacity that was bought, whatever was used of it.
pub(super) fn is_capacity(meters: &[&str]) -> bool {
    let is_one = |meter: &&str| words(meter).iter().any(|word| CAPACITY.contains(&word.text.as_str()));
    meters.iter().any(is_one)
}

fn one_kind(meter: &str) -> Option<Kind> {
    let words = words(meter);
    let has = |any: &[&str]| words.iter().any(|word| any.contains(&word.text.as_str()));
    let both = |one: &str, two: &str| words.windows(2).any(|pair| pair[0].text == one && pair[1].text == two);
    let (input, output) =
        (has(&["input", "prompt", "inp"]), has(&["output", "response", "completion", "outp"]));
    if has(&NO_TOKENS) {
        return None;
    }
    if has(&["cache", "cached"]) && !both("no", "cache") {
        let is_read = has(&["read", "reads", "hit", "hits"]);
        let is_write = has(&["write", "writes", "creation", "created"]);
        return match (is_read, is_write) {
            (true, false) => Some(Kind::Read),
            (false, true) if has(&["1h", "60m", "1hr"]) || both("1", "hour") || both("1", "h") => {
                Some(Kind::Write1h)
            }
            (false, true) if has(&["5m", "5min"]) || both("5", "minute") || both("5", "m") => {
                Some(Kind::Write5m)
            }
            (false, true) => Some(Kind::Write),
            // What was cached is input again.
            (false, false) => (input && !output && has(&["cached"])).then_some(Kind::Read),
            (true, true) => None,
        };
    }
    match (input, output) {
        (true, false) => Some(Kind::Input),
        (false, true) => Some(Kind::Output),
        _ => None,
    }
}

/// The terms on which it served.
pub(super) fn flags(meter: &str) -> Flags {
    let words = words(meter);
    let has = |one: &str| words.iter().any(|word| word.text == one);
    Flags {
        batch: has("batch") || has("batches"),
        global: has("global"),
        long_context: has("long") && (has("ctx") || has("context")),
        fast: has("fast"),
        priority: words.iter().any(|word| names_unlisted(&word.text)),
    }
}

/// Whether a text names Claude.
pub(super) fn is_claude(text: &str) -> bool {
    text.to_ascii_lowercase().contains("claude")
}

/// Whether a name is another vendor's model: none of Claude's by its name or its family's.
pub(super) fn is_other_model(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let is_own = is_claude(&name) || FAMILIES.iter().any(|family| name.contains(family));
    // "<synthetic>" is what the agent says itself.
    !is_own && !name.is_empty() && !name.starts_with('<')
}

/// The first model that a text names by family and version, as ids are written: "Claude4.5Sonnet",
/// "Claude Sonnet 4.5" and "us.anthropic.claude-sonnet-4-5-20250929-v1:0" are "claude-sonnet-4-5".
pub(super) fn model(text: &str) -> Option<String> {
    if !is_claude(text) {
        return None;
    }
    let words = words(text);
    let starts = words.iter().enumerate().filter(|(_, word)| word.text == "claude");
    starts.filter_map(|(at, _)| id(&words[at + 1..])).next()
}

fn id(words: &[Word]) -> Option<String> {
    let is_family = |word: &&Word| FAMILIES.contains(&word.text.as_str());
    if let Some(family) = words.first().filter(is_family) {
        let (version, length) = version(&words[1..])?;
        return Some(["claude-", &family.text, "-", &version, speed(&words[1 + length..])].concat());
    }
    let (version, length) = version(words)?;
    let family = words.get(length).filter(is_family)?;
    // Up to Claude 3.7 the ids have the version first.
    let names = if version.starts_with('3') { [&version, &family.text] } else { [&family.text, &version] };
    Some(["claude-", names[0], "-", names[1], speed(&words[length + 1..])].concat())
}

/// Foundry sells fast mode under an id of its own, `claude-opus-5-5-fast` (FACTS-2026-11-28, (b), Clouds).
fn speed(behind: &[Word]) -> &'static str {
    if behind.first().is_some_and(|word| word.text == "fast") { "-fast" } else { "" }
}

/// A version at the beginning, as "4-5" or "4", and how many words it is.
fn version(words: &[Word]) -> Option<(String, usize)> {
    let number = |at: usize| words.get(at).filter(|word| word.text.len() <= 2 && is_number(&word.text));
    let major = number(0)?;
    let is_time = words.get(2).is_some_and(|word| TIMES.contains(&word.text.as_str()));
    let minor = number(1).filter(|word| matches!(word.before, '.' | '-' | '_') && !is_time);
    Some(match minor {
        Some(minor) => ([&major.text, "-", &minor.text].concat(), 2),
        None => (major.text.clone(), 1),
    })
}

/// Tokens of one unit, from the unit's own name, or else, where that is "Units" or not there, from
/// what AWS writes beside it.
pub(super) fn per_unit(unit: Option<&str>, meters: &[&str]) -> Option<f64> {
    let unit = unit.map(str::trim).unwrap_or_default();
    if matches!(unit.to_ascii_lowercase().as_str(), "" | "units" | "unit") {
        return of_marketplace(meters);
    }
    let is_token = |word: &Word| matches!(word.text.as_str(), "token" | "tokens");
    named_unit(unit, meters.iter().any(|meter| words(meter).iter().any(is_token)))
}

/// "1K tokens", "1M tokens", "1000 tokens", "1 million tokens", "Tokens"; and "1K" or "1M" alone where
/// the meter counts tokens.
fn named_unit(unit: &str, of_tokens: bool) -> Option<f64> {
    let unit = unit.replace(',', "");
    let words = words(&unit);
    let (mut tokens, mut is_scaled, mut says_tokens) = (1.0, false, false);
    for word in &words {
        match word.text.as_str() {
            "token" | "tokens" => says_tokens = true,
            "k" | "thousand" | "1k" => (tokens, is_scaled) = (tokens * 1e3, true),
            "m" | "million" | "1m" => (tokens, is_scaled) = (tokens * 1e6, true),
            number if is_number(number) => tokens *= unsigned(number)?,
            _ => return None,
        }
    }
    let is_known = says_tokens || (is_scaled && of_tokens);
    (is_known && tokens > 0.0).then_some(tokens)
}

/// Of what AWS Marketplace sells, the sentence says it: "…|us-east-1|Million Input Tokens Regional".
/// Without one, a unit is a million tokens (FACTS-2026-11-28, (b), Finance formats).
fn of_marketplace(meters: &[&str]) -> Option<f64> {
    let sentence = meters.iter().find_map(|meter| meter.strip_prefix(MARKETPLACE)).map(words);
    let has = |one: &str| sentence.iter().flatten().any(|word| word.text == one);
    match (has("million"), has("thousand")) {
        (true, false) => Some(1e6),
        (false, true) => Some(1e3),
        (true, true) => None,
        (false, false) => {
            let is_unit = |meter: &&str| meter.contains("MP:") && meter.ends_with("-Units");
            meters.iter().any(is_unit).then_some(1e6)
        }
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A word in small letters, and the character before it; 0 where the two words touch.
struct Word {
    text: String,
    before: char,
}

/// Letters and digits, apart where a capital follows a small letter or a digit, and where a digit
/// follows a letter: "CacheWrite1hInput" is cache, write, 1h, input.
fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut last = ' ';
    for c in text.chars() {
        let follows = last.is_ascii_alphanumeric();
        let bends = (c.is_ascii_uppercase() && !last.is_ascii_uppercase())
            || (c.is_ascii_digit() && !last.is_ascii_digit());
        match words.last_mut().filter(|_| follows && !bends) {
            _ if !c.is_ascii_alphanumeric() => {}
            Some(word) => word.text.push(c.to_ascii_lowercase()),
            None => {
                let before = if follows { '\0' } else { last };
                words.push(Word { text: c.to_ascii_lowercase().into(), before });
            }
        }
        last = c;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{Flags, Kind, flags, kind, model, per_unit};

    #[test]
    fn kinds_of_tokens_in_every_spelling() {
        for (meter, expected) in [
            ("USE1-MP:USE1_InputTokenCount-Units", Some(Kind::Input)),
            ("EUW1-MP:EUW1_OutputTokenCount_Global_Batch-Units", Some(Kind::Output)),
            ("USW2-MP:USW2_ResponseTokenCount-Units", Some(Kind::Output)),
            ("USE1-MP:USE1_CacheReadInputTokenCount_Global-Units", Some(Kind::Read)),
            ("USE1-MP:USE1_CacheWriteInputTokenCount-Units", Some(Kind::Write)),
            ("USE1-MP:USE1_CacheWrite1hInputTokenCount-Units", Some(Kind::Write1h)),
            ("APN1-MP:APN1_input_tokens_standard-Units", Some(Kind::Input)),
            ("USE1-MP:USE1_output_tokens_long_ctx_global_standard-Units", Some(Kind::Output)),
            ("USE1-MP:USE1_cache_read_tokens_batch-Units", Some(Kind::Read)),
            ("USE1-MP:USE1_cache_write_tokens_standard-Units", Some(Kind::Write)),
            ("USE1-MP:USE1_cache_write_tokens_1h_global_standard-Units", Some(Kind::Write1h)),
            ("USW2-Claude4.5Sonnet-cache-write-input-token-count", Some(Kind::Write)),
            ("USE1-anthropic.claude-opus-4-8-mantle-output-tokens-standard", Some(Kind::Output)),
            ("USE1-MP:USE1_Reserved_1Month_InputTPM_Global-Units", None),
            ("Claude Sonnet 4.5 Cache Write 5 minute Tokens", Some(Kind::Write5m)),
            ("Claude Sonnet 4.5 1 hour cache writes", Some(Kind::Write1h)),
            ("Claude Opus 5.5 - Cached Input", Some(Kind::Read)),
            ("cache_creation", Some(Kind::Write)),
            ("input_no_cache", Some(Kind::Input)),
            ("uncached_input_tokens", Some(Kind::Input)),
            ("web search requests", None),
            ("cache storage", None),
            ("input and output tokens", None),
            ("Claude Consumption Units", None),
            ("", None),
        ] {
            assert_eq!(kind(&[meter]), expected, "{meter}");
        }
    }

    #[test]
    fn terms_beside_the_kind() {
        let none = Flags::default();
        for (meter, expected) in [
            ("USE1-MP:USE1_InputTokenCount-Units", none),
            ("USE1-MP:USE1_InputTokenCount_Global_Batch-Units", Flags { batch: true, global: true, ..none }),
            ("USE1-MP:USE1_input_tokens_long_ctx_standard-Units", Flags { long_context: true, ..none }),
            ("USE1-Claude4.5Sonnet-input-tokens-cross-region-global", Flags { global: true, ..none }),
            ("claude-opus-5-5-fast", Flags { fast: true, ..none }),
            (
                "USE1-MP:USE1_input_tokens_global_priority-Units",
                Flags { global: true, priority: true, ..none },
            ),
            ("USE1-MP:USE1_input_tokens_flex-Units", Flags { priority: true, ..none }),
        ] {
            assert_eq!(flags(meter), expected, "{meter}");
        }
    }

    #[test]
    fn models_in_every_spelling() {
        for (text, expected) in [
            ("Claude Opus 5.5 (Amazon Bedrock Edition)", Some("claude-opus-5-5")),
            ("Claude 4.6 Sonnet (Amazon Bedrock Edition)", Some("claude-sonnet-4-6")),
            ("Claude 3.5 Haiku (Amazon Bedrock Edition)", Some("claude-3-5-haiku")),
            ("Claude Sonnet 4 (Amazon Bedrock Edition)", Some("claude-sonnet-4")),
            ("USW2-Claude4.5Sonnet-input-tokens", Some("claude-sonnet-4-5")),
            ("USE1-anthropic.claude-opus-4-8-mantle-input-tokens-standard", Some("claude-opus-4-8")),
            (
                "arn:aws:bedrock:us-east-1:1:inference-profile/us.anthropic.claude-sonnet-4-5-20250929-v1:0",
                Some("claude-sonnet-4-5"),
            ),
            ("claude-opus-4-20250514", Some("claude-opus-4")),
            ("Claude API: claude_haiku_5_5 input", Some("claude-haiku-5-5")),
            ("claude-opus-4-1h-cache-write", Some("claude-opus-4")),
            ("Claude Opus 4 5 minute cache writes", Some("claude-opus-4")),
            ("claude-opus-4-5-minute-cache-write", Some("claude-opus-4")),
            ("Claude Opus 9 (Amazon Bedrock Edition)", Some("claude-opus-9")),
            ("/deployments/claude-opus-5-5-fast", Some("claude-opus-5-5-fast")),
            ("Claude Instant (Amazon Bedrock Edition)", None),
            ("Claude Consumption Units", None),
            ("Nova Pro 1.0", None),
        ] {
            assert_eq!(model(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn units_are_never_guessed() {
        let meter = "USE1-MP:USE1_InputTokenCount-Units";
        let thousand = "AWS Marketplace software usage|us-east-1|thousand Cache Read Input Tokens Regional";
        for (unit, meters, expected) in [
            (Some("Units"), vec![meter], Some(1e6)),
            (None, vec![meter], Some(1e6)),
            (Some("Units"), vec![meter, thousand], Some(1e3)),
            (Some("1K tokens"), vec![meter], Some(1e3)),
            (Some("1M tokens"), vec![thousand], Some(1e6)),
            (Some("1,000 Tokens"), vec![], Some(1e3)),
            (Some("1 million tokens"), vec![], Some(1e6)),
            (Some("tokens"), vec![], Some(1.0)),
            (Some("1M"), vec!["Claude Opus 5.5 Input Tokens"], Some(1e6)),
            (Some("1M"), vec!["Claude Opus 5.5 Input"], None),
            (Some("1"), vec!["Claude Opus 5.5 Input Tokens"], None),
            (Some("Units"), vec!["Claude Opus 5.5 Input Tokens"], None),
            (None, vec!["USW2-Claude4.5Sonnet-input-tokens"], None),
            (Some("Hrs"), vec![meter], None),
            (Some("0 tokens"), vec![], None),
        ] {
            assert_eq!(per_unit(unit, &meters), expected, "{unit:?} {meters:?}");
        }
    }
}
