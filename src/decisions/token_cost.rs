//! A token's life: what tokens cost that are read once, and tokens that always stand there.
//!
//! Both are marginal: nobody else's request crosses a step for them, and no compaction comes
//! earlier. So a few tokens cost what this says, and a great many somewhat more. With idle
//! compaction, tokens that are read once come in a session without a long pause before them.

use crate::model::bill;
use crate::model::estimate::{Answer, sessions_a_month};
use crate::model::mixture::{Route, along, held, lengths, routes, whole_turns};
use crate::model::price::{Price, Prices};
use crate::model::session::idle::{MOST_REQUESTS, unpaused};
use crate::model::session::{Course, Run, Trajectory};
use crate::model::usage::{Source, Usage};
use crate::prices::{Class, PriceTier, Tokenizer};
use crate::scenario::{Basis, Lifetime, Scenario};

/// Letters of an English word with the blank after it.
const CHARACTERS_A_WORD: f64 = 5.6;
/// Words in a token: a million tokens are 555K words on the 2026 tokenizer and 750K on the
/// classic one (Claude docs, as FACTS.md section 1 quotes them).
const WORDS_A_TOKEN_2026: f64 = 0.555;
const WORDS_A_TOKEN_CLASSIC: f64 = 0.75;
/// One KB of plain text.
const KILOBYTE: f64 = 1_000.0;
/// Tokens by which the floor is raised to see what a token there costs; the cost is even.
const RAISED: f64 = 1_000.0;

/// USD throughout; tokens as the scenario counts them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Life {
    /// In the median session of the first kind; `None` where it has fewer requests than that.
    pub read: Option<Reading>,
    /// Requests of the median session.
    pub requests: f64,
    /// The scenario's standing tokens.
    pub standing: Standing,
    /// One KB of a file that always stands in the floor, such as CLAUDE.md.
    pub kilobyte: Standing,
}

/// Tokens that one request reads, until the session ends or the context is compacted: then
/// they are gone, in the summary or cut. (Pruning may keep them; the summary never does.)
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    pub tokens: f64,
    pub usd: f64,
    /// Dollars over what they cost once as plain input; 0 for no tokens.
    pub times: f64,
    /// Whether a compaction comes before the session ends, on any model of the mix.
    pub compacted: bool,
}

/// Tokens before every first message of one developer's month, sub-agents left out: they
/// have floors of their own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    pub tokens: f64,
    pub usd: f64,
}

/// `None` for a session that is known by its totals alone.
pub fn life(answer: &Answer) -> Option<Life> {
    if answer.scenario.basis == Basis::Totals {
        return None;
    }
    let held = held(&answer.prices, &answer.scenario).ok()?;
    let kinds: Vec<(Scenario, f64)> = held.into_iter().map(|(one, share)| (alone(one), share)).collect();
    let (scenario, _) = kinds.first()?;
    let requests = whole_turns(scenario.median_requests());
    let there = kinds.iter().filter(|(_, share)| *share > 0.0);
    let month: Option<f64> = there.map(|(one, share)| Some(standing(&answer.prices, one)? * share)).sum();
    let a_token = month? / RAISED;
    let stands = |tokens: f64| Standing { tokens, usd: a_token * tokens };
    let read = match scenario.life.at <= requests {
        true => Some(reading(&answer.prices, scenario, requests)?),
        false => None,
    };
    Some(Life {
        read,
        requests,
        standing: stands(scenario.life.standing),
        kilobyte: stands(kilobyte(scenario)),
    })
}

/// The main conversation.
fn alone(mut one: Scenario) -> Scenario {
    (one.agents.count, one.background) = (0.0, 0.0);
    one
}

/// Tokens of a KB, by the tokenizer that the scenario's sizes were counted with.
fn kilobyte(scenario: &Scenario) -> f64 {
    let words = match scenario.tokenizer {
        Tokenizer::Since2026 => WORDS_A_TOKEN_2026,
        Tokenizer::Classic => WORDS_A_TOKEN_CLASSIC,
    };
    KILOBYTE / CHARACTERS_A_WORD / words
}

/// USD a month of [`RAISED`] tokens more in the floor. With limit, window and steps raised as
/// much, every request stays what it was but for those tokens.
fn standing(prices: &Prices, scenario: &Scenario) -> Option<f64> {
    let as_it_is = routes(prices, scenario).ok()?;
    let mut raised = routes(prices, scenario).ok()?;
    for route in &mut raised {
        let Course { floor, limit, window, idle_from, .. } = &mut route.course;
        [floor, limit, window, idle_from].into_iter().for_each(|size| *size += RAISED);
        route.servers.iter_mut().for_each(|(_, server)| server.step += RAISED);
    }
    let session = |routes: &[Route]| {
        let expected = along(prices, scenario, routes, &lengths(scenario)).ok()?;
        Some(bill::total(prices, &expected.usage))
    };
    Some((session(&raised)? - session(&as_it_is)?) * sessions_a_month(scenario))
}

/// What is read in the median session, over the mix; nothing is done again.
fn reading(prices: &Prices, scenario: &Scenario, requests: f64) -> Option<Reading> {
    let right = Scenario { rework: 0.0, ..scenario.clone() };
    let (mut usage, mut as_input, mut compacted) = (Usage::default(), Usage::default(), false);
    for route in routes(prices, &right).ok()? {
        let trajectory = Trajectory::new(&route.course, requests).ok()?;
        let stay = Stay::new(&route.course, &trajectory, right.life.at)?;
        compacted |= stay.compacted;
        for (model, server) in &route.servers {
            let teller = Teller {
                price: prices.0.get(*model)?,
                model: *model,
                scenario: &right,
                tokens: right.life.read * route.weight * server.share,
                seen: Seen(server.share),
                below: stay.below(server.step),
            };
            match stay.pauses(right.cache.long_pauses) {
                Some(long) => teller.tell_with_pauses(&stay, long, &mut usage),
                None => teller.tell(&stay, &mut usage),
            }
            teller.tell_input(&mut as_input);
        }
    }
    let (usd, once) = (bill::total(prices, &usage), bill::total(prices, &as_input));
    let times = if once > 0.0 { usd / once } else { 0.0 };
    Some(Reading { tokens: right.life.read, usd, times, compacted })
}

/// The requests of one segment from the one that reads the tokens on.
struct Stay {
    /// Context before the first of them, and what each adds.
    base: f64,
    growth: f64,
    requests: f64,
    /// Whether a compaction ends the segment, and by a request of its own.
    compacted: bool,
    summarised: bool,
    /// Context from which a long pause compacts.
    idle_from: f64,
}

impl Stay {
    /// `None` beyond the session.
    fn new(course: &Course, trajectory: &Trajectory, at: f64) -> Option<Stay> {
        let run: &Run = trajectory.runs().iter().rev().find(|run| run.first < at)?;
        let inside = at - run.first - 1.0;
        let segment = libm::floor(inside / run.length);
        if segment >= run.count {
            return None;
        }
        let place = inside - segment * run.length;
        let compacted = segment < run.closed;
        Some(Stay {
            base: run.base + segment * run.stride + place * course.growth,
            growth: course.growth,
            requests: run.length - place,
            compacted,
            summarised: compacted && course.summarises(),
            idle_from: course.idle_from,
        })
    }

    /// The chance of a long pause after each request, where such pauses compact.
    fn pauses(&self, long_pauses: f64) -> Option<f64> {
        let idle =
            self.base + self.requests * self.growth >= self.idle_from && self.requests <= MOST_REQUESTS;
        (idle && long_pauses > 0.0).then_some(long_pauses)
    }

    /// How many of the requests are not over a step.
    fn below(&self, step: f64) -> f64 {
        crate::model::session::last_within(self.base, self.growth, step).min(self.requests)
    }
}

/// The chance that a model which serves a share of the requests has seen tokens before.
#[derive(Clone, Copy)]
struct Seen(f64);

impl Seen {
    /// (1 - share)^k: none of k requests was its own.
    fn missed(self, k: f64) -> f64 {
        if self.0 >= 1.0 { f64::from(k == 0.0) } else { libm::exp(k * libm::log1p(-self.0)) }
    }

    /// Sum of the chance over the requests from..to, counted from the reading one.
    fn sum(self, from: f64, to: f64) -> f64 {
        (to - from) - (self.missed(from) - self.missed(to)) / self.0
    }
}

/// What one model is billed for the tokens.
struct Teller<'a> {
    price: &'a Price,
    model: usize,
    scenario: &'a Scenario,
    /// In the scenario's tokens, times the model's share.
    tokens: f64,
    seen: Seen,
    below: f64,
}

impl Teller<'_> {
    /// Written when read first, then carried to the segment's end, and read by the summary.
    fn tell(&self, stay: &Stay, usage: &mut Usage) {
        let (below, all) = (self.below, stay.requests);
        let read = |from, to| self.seen.sum(from, to) * self.scenario.cache.hit_rate;
        self.add(usage, Source::Main, PriceTier::Lower, (below, read(0.0, below)));
        self.add(usage, Source::Main, PriceTier::Upper, (all - below, read(below, all)));
        if stay.summarised {
            let tier = if below < all { PriceTier::Upper } else { PriceTier::Lower };
            self.add(usage, Source::Compaction, tier, (1.0, read(all, all + 1.0)));
        }
    }

    /// The same where a long pause compacts a large context, which reads all of it surely.
    fn tell_with_pauses(&self, stay: &Stay, long_pauses: f64, usage: &mut Usage) {
        let hit = self.scenario.cache.hit_rate;
        let (mut there, mut chance) = (1.0, 0.0);
        for request in 1..=stay.requests as u32 {
            let request = f64::from(request);
            let tier = if request > self.below { PriceTier::Upper } else { PriceTier::Lower };
            self.add(usage, Source::Main, tier, (there, there * chance));
            chance = hit;
            if stay.base + request * stay.growth >= stay.idle_from {
                let last = request == stay.requests && !stay.compacted;
                let paused = if last { 0.0 } else { there * long_pauses };
                self.add(usage, Source::Compaction, tier, (paused, paused));
                there -= paused;
                chance = unpaused(hit, long_pauses);
            }
        }
        if stay.summarised {
            let tier = if self.below < stay.requests { PriceTier::Upper } else { PriceTier::Lower };
            self.add(usage, Source::Compaction, tier, (there, there * chance));
        }
    }

    fn tell_input(&self, usage: &mut Usage) {
        let tier = self.tier(if self.below > 0.0 { PriceTier::Lower } else { PriceTier::Upper });
        usage.of(Source::Main, self.model).add(tier, Class::Input, self.tokens * self.price.scale);
    }

    fn tier(&self, tier: PriceTier) -> PriceTier {
        if self.price.fast { PriceTier::Fast } else { tier }
    }

    /// So many requests send the tokens, and so many of them find them in the cache.
    fn add(&self, usage: &mut Usage, source: Source, tier: PriceTier, (sent, read): (f64, f64)) {
        let (tier, tokens) = (self.tier(tier), self.tokens * self.price.scale);
        let of = usage.of(source, self.model);
        if !self.scenario.cache.on {
            return of.add(tier, Class::Input, sent * tokens);
        }
        let write = match self.scenario.lifetime() {
            Lifetime::OneHour if source == Source::Main => Class::Write1h,
            _ => Class::Write5m,
        };
        of.add(tier, Class::Read, read * tokens);
        of.add(tier, write, (sent - read) * tokens);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::estimate::estimate;
    use crate::prices::{RateTable, date};
    use crate::scenario::{Preset, Share, Trigger};

    fn on_opus(change: impl Fn(&mut Scenario)) -> Life {
        let table = RateTable::shipped();
        let mut scenario = Preset::Average.scenario(date(2026, 11, 21), table.revision);
        scenario.mix = vec![Share { model: "claude-opus-5-5".into(), share: 1.0 }];
        change(&mut scenario);
        life(&estimate(&table, &scenario).answer.expect("a price")).expect("not totals")
    }

    fn cents(usd: f64) -> f64 {
        libm::round(usd * 1e4) / 1e2
    }

    /// Opus 5.5: input $4, 5-minute write $5, read $0.20 a million. 10,000 tokens are written
    /// once and carried 30 times: 1 + 30 * 0.02 writes and 30 * 0.98 reads.
    #[test]
    fn tokens_are_written_once_and_carried() {
        let read = on_opus(|_| {}).read.expect("request 10 of 40");
        assert_eq!(cents(read.usd), cents(0.01 * (1.6 * 5.0 + 29.4 * 0.2)));
        assert!((read.times - read.usd / 0.04).abs() < 1e-12 && !read.compacted);
        let off = on_opus(|s| s.cache.on = false).read.expect("the same");
        assert_eq!((cents(off.usd), off.times), (cents(31.0 * 0.04), 31.0));
    }

    /// From a floor of 40K at 1,300 a request, 80K compacts before request 31.
    #[test]
    fn a_compaction_reads_them_and_they_are_gone() {
        let at_80k =
            |s: &mut Scenario| (s.compaction.trigger, s.compaction.threshold) = (Trigger::Threshold, 80e3);
        let read = on_opus(at_80k).read.expect("request 10 of 40");
        assert!(read.compacted);
        // Twenty carried by requests 11 to 30, and one more by the compaction.
        assert_eq!(cents(read.usd), cents(0.01 * ((1.0 + 21.0 * 0.02) * 5.0 + 21.0 * 0.98 * 0.2)));
    }

    #[test]
    fn nothing_is_read_after_the_end() {
        assert_eq!(on_opus(|s| s.life.at = 40.0).read.map(|r| cents(r.usd)), Some(5.0));
        assert_eq!(on_opus(|s| s.life.at = 41.0).read, None);
    }

    #[test]
    fn a_kilobyte_is_about_320_tokens_or_240_classic_ones() {
        assert_eq!(libm::round(on_opus(|_| {}).kilobyte.tokens), 322.0);
        assert_eq!(libm::round(on_opus(|s| s.tokenizer = Tokenizer::Classic).kilobyte.tokens), 238.0);
    }
}
