//! Service tiers as files name them.

/// Those at list price, or at half of it, by the API's names and those of gateways.
const LISTED: [&str; 6] = ["", "standard", "standard_only", "auto", "default", "batch"];
/// How the others begin, among words that are no tiers.
const UNLISTED: [&str; 2] = ["priority", "flex"];

/// Whether no price of a tier is published.
pub(super) fn is_unlisted(tier: &str) -> bool {
    !LISTED.iter().any(|listed| tier.eq_ignore_ascii_case(listed))
}

/// The same of a word that may be no tier at all.
pub(super) fn names_unlisted(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    UNLISTED.iter().any(|tier| word.starts_with(tier))
}
