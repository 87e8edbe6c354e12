//! The choices of a scenario as a table, like its numbers in [`super::FIELDS`].

use super::levers::TICKS;
use super::{
    Basis, Billed, Cloud, Curve, Effort, GoalBy, HitSource, Lifetime, Method, Overflow, PayPer, Payment,
    PlanAxis, Routing, Scenario, Shown, Trigger, Window,
};
use crate::prices::Tokenizer;

/// One choice among named ones.
#[derive(Clone, Copy)]
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
        const CHOSEN: &[Choice] = &[$(Choice {
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
    "exact" (exact) { "no" => false, "yes" => true };
    "cloud" (cloud) {
        "any" => Cloud::Any, "bedrock" => Cloud::Bedrock, "bedrock-region" => Cloud::BedrockRegional,
        "bedrock-gov" => Cloud::BedrockGov, "vertex" => Cloud::Vertex, "vertex-region" => Cloud::VertexRegional,
        "foundry" => Cloud::Foundry, "aws" => Cloud::AwsPlatform
    };
    "paidPer" (pay.per) { "month" => PayPer::Month, "day" => PayPer::ActiveDay };
    "routing" (routing) { "session" => Routing::PerSession, "request" => Routing::PerRequest };
    "caching" (cache.on) { "on" => true, "off" => false };
    "hitFrom" (cache.source) { "given" => HitSource::Given, "reported" => HitSource::Reported, "rhythm" => HitSource::Rhythm };
    "lifetime" (cache.lifetime) { "auto" => None, "5m" => Some(Lifetime::FiveMinutes), "1h" => Some(Lifetime::OneHour) };
    "compact" (compaction.trigger) { "auto" => Trigger::Auto, "at" => Trigger::Threshold, "off" => Trigger::Off };
    "method" (compaction.method) { "summary" => Method::Summarise, "prune" => Method::Prune };
    "idle" (compaction.idle) { "no" => false, "yes" => true };
    "tokenizer" (tokenizer) { "2026" => Tokenizer::Since2026, "classic" => Tokenizer::Classic };
    "us" (us_only) { "no" => false, "yes" => true };
    "session" (shown) { "median" => Shown::Median, "long" => Shown::Long };
    "fast" (fast) { "no" => false, "yes" => true };
    "window" (window) { "auto" => Window::Agent, "200k" => Window::Small, "1m" => Window::Large };
    "effort" (effort) {
        "auto" => Effort::Default, "low" => Effort::Low, "medium" => Effort::Medium, "high" => Effort::High,
        "xhigh" => Effort::ExtraHigh, "max" => Effort::Max
    };
    "ranges" (ranges.off) { "on" => false, "off" => true };
    "billed" (plans.billed) { "month" => Billed::Monthly, "year" => Billed::Yearly };
    "overflow" (plans.overflow) { "credits" => Overflow::Credits, "capped" => Overflow::Capped, "stop" => Overflow::Stop };
    "planAxis" (plans.axis) { "sessions" => PlanAxis::Sessions, "days" => PlanAxis::Days, "people" => PlanAxis::People };
    "curve" (curve) { "threshold" => Curve::Threshold, "messages" => Curve::Messages, "split" => Curve::Split };
    "goalBy" (goal.by) {
        "messages" => GoalBy::Messages, "sessions" => GoalBy::Sessions, "days" => GoalBy::Days,
        "hit" => GoalBy::HitRate, "floor" => GoalBy::Floor, "growth" => GoalBy::Growth, "output" => GoalBy::Output,
        "model" => GoalBy::Model, "threshold" => GoalBy::Threshold
    };
    "fiscalFrom" (budget.fiscal_from) {
        "jan" => 1, "feb" => 2, "mar" => 3, "apr" => 4, "may" => 5, "jun" => 6, "jul" => 7, "aug" => 8,
        "sep" => 9, "oct" => 10, "nov" => 11, "dec" => 12
    };
}

const ALL: [Choice; CHOSEN.len() + TICKS.len()] = {
    let (mut all, mut at) = ([CHOSEN[0]; CHOSEN.len() + TICKS.len()], 0);
    while at < all.len() {
        all[at] = if at < CHOSEN.len() { CHOSEN[at] } else { TICKS[at - CHOSEN.len()] };
        at += 1;
    }
    all
};

/// Every choice, in the order in which links and files write them; last the ticks of the levers.
pub static CHOICES: &[Choice] = &ALL;

/// The choice of that name.
pub fn choice(key: &str) -> Option<&'static Choice> {
    CHOICES.iter().find(|c| c.key == key)
}
