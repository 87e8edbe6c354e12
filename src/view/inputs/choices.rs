//! Choices, models and words.

use super::super::labels::{Words, input};
use super::{BILL, BUILT_UP, CACHED, Form, Input};

const fn choice(key: &'static str, label: &'static str, words: Words, help: &'static str) -> Input {
    Input { key, label, help, form: Form::Choice(words), term: None, when: &[] }
}

const fn model(key: &'static str, label: &'static str, help: &'static str) -> Input {
    Input { key, label, help, form: Form::Model, term: None, when: &[] }
}

const fn text(key: &'static str, label: &'static str, example: &'static str) -> Input {
    Input { key, label, help: "", form: Form::Text { example }, term: None, when: &[] }
}

/// A row per input reads better than six lines.
#[rustfmt::skip]
pub static CHOICES: &[Input] = &[
    choice("know", input::KNOW, input::KNOWS, ""),
    choice("payment", input::PAYMENT, input::PAYMENTS, "On a plan the cache lives 1 hour instead of 5 minutes."),
    choice("cloud", input::CLOUD, input::CLOUDS, "Only a known surcharge changes the price."),
    choice("exact", input::EXACT, input::NO_YES, "A bill is met to the cent by mixing two neighbouring lengths of sessions.").when(&BILL),
    choice("paidPer", input::PAID_PER, input::PAID_PERS, "").when(&BILL),
    choice("routing", input::ROUTING, input::ROUTINGS, "Each model has its own cache: a switch mid-session writes the context again.").when(&BUILT_UP),
    choice("caching", input::CACHING, input::ON_OFF, "On by default. When off, `/usage` shows no cache reads.").when(&BUILT_UP),
    choice("hitFrom", input::HIT_FROM, input::HIT_FROMS, "").term("hit").when(&CACHED),
    choice("lifetime", input::LIFETIME, input::LIFETIMES, "Automatic: 1 hour on a plan, else 5 minutes. A 1-hour write costs 1.6 times as much.").term("lifetime").when(&CACHED),
    choice("compact", input::COMPACT, input::COMPACTS, "Automatic: at 967K of 1M, or 167K of 200K; Haiku, Sonnet and Opus 4.5 at a full 200K.").term("compact").when(&BUILT_UP),
    choice("method", input::METHOD, input::METHODS, "Pruning deletes history and asks no model. Both lose the cache beyond the base context.").when(&BUILT_UP),
    choice("idle", input::IDLE, input::NO_YES, "After a 54-minute pause, contexts of 200K tokens or more are compacted while cached. Setting `idleCompaction`, since 2.1.299, on subscriptions.").when(&BUILT_UP),
    choice("tokenizer", input::TOKENIZER, input::TOKENIZERS, "Sizes are scaled for models with the other tokenizer."),
    choice("us", input::US, input::NO_YES, "10% more, for requests with `inference_geo: us`."),
    choice("fast", input::FAST, input::NO_YES, "Faster answers at higher rates, where the model has it."),
    choice("window", input::WINDOW, input::WINDOWS, "`/context` shows it. Opus 4.6 and Sonnet 4.6 run at 200K unless `[1m]` stands behind their name.").when(&BUILT_UP),
    choice("effort", input::EFFORT, input::EFFORTS, "Changes no figure: what effort does to tokens is not published. Set output per request from your own logs.").when(&BUILT_UP),
    choice("session", input::SHOWN, input::SHOWNS, ""),
    choice("ranges", input::RANGES, input::RANGESES, "A number that you set is exact until you give it a range."),
    choice("billed", input::BILLED, input::BILLEDS, ""),
    choice("overflow", input::OVERFLOW, input::OVERFLOWS, "").term("credits"),
    choice("planAxis", input::PLAN_AXIS, input::PLAN_AXES, ""),
    choice("curve", input::CURVE, input::CURVES, ""),
    choice("goalBy", input::GOAL_BY, input::GOAL_BYS, ""),
    choice("fiscalFrom", input::FISCAL_FROM, input::FISCAL_FROMS, ""),
    model("agentModel", input::AGENT_MODEL, "").when(&BUILT_UP),
    model("jobModel", input::JOB_MODEL, ""),
    text("currency", input::CURRENCY, "EUR"),
    text("rateOn", input::RATE_ON, "2026-11-28"),
];
