//! Lifetime cost of tokens that are read once, and of those in every session, in sentences.

use super::answer::basis;
use super::{Locale, kinds};
use crate::decisions::token_cost::{Life, Reading, Standing, life};
use crate::model::estimate::Answer;

/// One sentence on tokens read once, one on tokens in every session; none for totals.
pub fn sentences(answer: &Answer, locale: &Locale) -> Vec<String> {
    let Some(life) = life(answer) else { return Vec::new() };
    let mut all = Vec::new();
    let at = locale.short(answer.scenario.life.at, 0);
    match &life.read {
        Some(read) if read.tokens > 0.0 => all.push(reading(read, &at, answer, locale)),
        Some(_) => {}
        None => all.push(format!(
            "The median session ends with request {}, before request {at}.",
            locale.short(life.requests, 0)
        )),
    }
    all.push(standing(&life, answer, locale));
    all
}

fn reading(read: &Reading, at: &str, answer: &Answer, locale: &Locale) -> String {
    let end = if read.compacted { "until the context is compacted" } else { "by the session’s end" };
    let end = match answer.scenario.count_kinds() {
        1 => end.into(),
        _ => format!("{end} in a session of kind “{}”", kinds::name(&answer.scenario, 0)),
    };
    format!(
        "{} tokens read at request {at} cost {} {} {end}: {} times their input price.",
        locale.tokens(read.tokens),
        locale.money(read.usd),
        basis(answer.scenario.payment),
        locale.short(read.times, 1)
    )
}

fn standing(life: &Life, answer: &Answer, locale: &Locale) -> String {
    let Standing { tokens, usd } = life.kilobyte;
    let kilobyte = format!(
        "1 KB of CLAUDE.md (about {} tokens) costs {} a month {}, per developer",
        locale.tokens(libm::round(tokens / 10.0) * 10.0),
        locale.money(usd),
        basis(answer.scenario.payment)
    );
    let Standing { tokens, usd } = life.standing;
    if tokens <= 0.0 {
        return format!("{kilobyte}.");
    }
    format!("{kilobyte}. {} tokens of tool definitions cost {}.", locale.tokens(tokens), locale.money(usd))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::estimate::estimate;
    use crate::prices::{RateTable, date};
    use crate::scenario::{Basis, Preset, Scenario};

    #[test]
    fn tokens_have_a_lifetime_cost() {
        let check = |change: fn(&mut Scenario), expected: &[&str]| {
            let table = RateTable::shipped();
            let mut scenario = Preset::Average.scenario(date(2026, 11, 21), table.revision);
            change(&mut scenario);
            let answer = estimate(&table, &scenario).answer.expect("a price");
            assert_eq!(sentences(&answer, &Locale::default()), expected);
        };
        let kilobyte = "1 KB of CLAUDE.md (about 320 tokens) costs $0.34 a month on the API, per developer";
        let standing = format!("{kilobyte}. 5K tokens of tool definitions cost $5.34.");
        let read = "10K tokens read at request 10 cost $0.098 on the API by the session’s end: 3.5 times their \
                    input price.";
        check(|_| {}, &[read, &standing]);
        let after = "The median session ends with request 40, before request 50.";
        check(|s| s.life.at = 50.0, &[after, &standing]);
        check(|s| (s.life.read, s.life.standing) = (0.0, 0.0), &[&format!("{kilobyte}.")]);
        check(|s| s.basis = Basis::Totals, &[]);
    }
}
