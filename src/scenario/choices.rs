//! The choices of a scenario as a table, like its numbers in [`super::FIELDS`].

use super::{Basis, HitSource, Lifetime, Method, PayPer, Payment, Routing, Scenario, Shown, Trigger};
use crate::rates::Tokenizer;

/// One choice among named ones.
pub struct Choice {
    /// Its name in links and files; never changed once released, like the words.
    pub key: &'static str,
    pub words: &'static [&'static str],
    pub get: fn(&Scenario) -> &'static str,
    /// Does nothing for a word that is not in `words`.
    pub set: fn(&mut Scenario, &str),
}

macro_rules! place {
    ($s:ident ($($path:ident).+)) => { $s.$($path).+ };
}

macro_rules! choices {
    ($($key:literal $path:tt { $($word:literal => $value:expr),+ };)*) => {
        pub static CHOICES: &[Choice] = &[$(Choice {
            key: $key,
            words: &[$($word),+],
            get: |s| { $(if place!(s $path) == $value { return $word; })+ "" },
            set: |s, word| { $(if word == $word { place!(s $path) = $value; })+ },
        }),*];
    };
}

choices! {
    "know" (basis) { "work" => Basis::Work, "paid" => Basis::Pay, "totals" => Basis::Totals };
    "payment" (payment) { "api" => Payment::ApiKey, "subscription" => Payment::Subscription, "cloud" => Payment::Cloud };
    "paidPer" (pay.per) { "month" => PayPer::Month, "day" => PayPer::ActiveDay };
    "routing" (routing) { "session" => Routing::PerSession, "request" => Routing::PerRequest };
    "caching" (cache.on) { "on" => true, "off" => false };
    "hitFrom" (cache.source) { "given" => HitSource::Given, "reported" => HitSource::Reported, "rhythm" => HitSource::Rhythm };
    "lifetime" (cache.lifetime) { "auto" => None, "5m" => Some(Lifetime::FiveMinutes), "1h" => Some(Lifetime::OneHour) };
    "compact" (compaction.trigger) { "auto" => Trigger::Auto, "at" => Trigger::Threshold, "off" => Trigger::Off };
    "method" (compaction.method) { "summary" => Method::Summarise, "prune" => Method::Prune };
    "tokenizer" (tokenizer) { "2026" => Tokenizer::Since2026, "classic" => Tokenizer::Classic };
    "us" (us_only) { "no" => false, "yes" => true };
    "session" (shown) { "median" => Shown::Median, "long" => Shown::Long };
    "fast" (fast) { "no" => false, "yes" => true };
}

/// The choice of that name.
pub fn choice(key: &str) -> Option<&'static Choice> {
    CHOICES.iter().find(|c| c.key == key)
}
