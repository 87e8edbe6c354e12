//! A request of another size, or with another part of it in the cache.

use crate::prices::Class;

const INPUT: usize = Class::Input as usize;
const SHORT: usize = Class::Write5m as usize;
const LONG: usize = Class::Write1h as usize;
const READ: usize = Class::Read as usize;
const OUTPUT: usize = Class::Output as usize;

/// The prompt of these tokens.
pub(super) fn context(tokens: &[f64; 5]) -> f64 {
    tokens[..OUTPUT].iter().sum()
}

/// The same answer to a prompt of another size of which so much is read from the cache; the
/// rest is written for the lifetimes that the real call wrote for, or else for the prefix's.
/// A call that cached nothing sends everything as input.
pub(super) fn resized(real: [f64; 5], prompt: f64, read: f64, hour: bool) -> [f64; 5] {
    let written = real[SHORT] + real[LONG];
    if written + real[READ] == 0.0 {
        return [prompt.max(0.0), 0.0, 0.0, 0.0, real[OUTPUT]];
    }
    let input = real[INPUT].min(prompt).max(0.0);
    let cached = (prompt - input).max(0.0);
    let read = read.max(0.0).min(cached);
    let long = match written > 0.0 {
        true => real[LONG] / written,
        false => f64::from(u8::from(hour)),
    };
    let write = cached - read;
    [input, write * (1.0 - long), write * long, read, real[OUTPUT]]
}

/// The same call, had its prefix been in the cache: it reads the context before it.
pub(super) fn reading(real: [f64; 5], before: f64, hour: bool) -> [f64; 5] {
    resized(real, context(&real), before.max(real[READ]), hour)
}

/// The same call with all of its writes for one lifetime.
pub(super) fn written_for(mut tokens: [f64; 5], hour: bool) -> [f64; 5] {
    let written = tokens[SHORT] + tokens[LONG];
    (tokens[SHORT], tokens[LONG]) = if hour { (0.0, written) } else { (written, 0.0) };
    tokens
}

pub(super) fn read(tokens: &[f64; 5]) -> f64 {
    tokens[READ]
}

/// What a summary's request sends and gets: the context from the cache, and the summary.
pub(super) fn summary(context: f64, tokens: f64) -> [f64; 5] {
    [0.0, 0.0, 0.0, context, tokens]
}
