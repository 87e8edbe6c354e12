//! Cells: sessions of a group that are alike, added up.

use super::list::{Chain, Of};
use super::session::{Conversation, Part};
use crate::forecast::calibrate::inputs::Made;
use crate::forecast::calibrate::kinds::Unit;
use crate::forecast::calibrate::pool::{Pool, Work};
use crate::forecast::calibrate::sums::Sums;
use crate::logs::Call;
use crate::logs::ledger::{SEARCH, tier};
use crate::model::bill;
use crate::model::price::{Prices, US_ONLY};
use crate::prices::Class;
use std::collections::BTreeMap;

/// Cells for each doubling of the largest context, and of the base context.
const PEAKS: f64 = 8.0;
const FLOORS: f64 = 4.0;

/// A session's number where each is a cell for itself; how it was begun, whether it was compacted, its size and its
/// base context.
type Key = (usize, bool, bool, i32, i32);

/// The sessions of a group, at the terms of its scenario.
pub(super) struct Cells<'a> {
    pub pool: &'a Pool<'a>,
    pub made: &'a Made,
    /// The same prices without the place.
    plain: Prices,
    /// Whether each session is a cell for itself: where they are few, cuts fall between any two.
    is_single: bool,
    cells: BTreeMap<Key, Unit>,
    pub counts: Counts,
}

/// What all of them come to, beside what their kinds are made of.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts {
    pub sessions: usize,
    pub calls: usize,
    pub agents: usize,
    pub cuts: f64,
    pub carried: f64,
    pub read: f64,
    /// Tokens that main conversations wrote for 5 minutes and for an hour.
    pub written: [f64; 2],
    pub messages: f64,
    /// Pauses longer than 5 and than 60 minutes.
    pub pauses: [f64; 2],
    /// Sessions by the model of which most of it was, by the place among the prices.
    pub of_model: Vec<usize>,
    /// Sessions that began on each day.
    pub began: BTreeMap<i64, f64>,
    /// Batch jobs: what they did, how many they were, USD of searches.
    pub jobs: Work,
    pub job_count: f64,
    pub job_searches: f64,
}

/// One session of a group.
pub(super) struct Session<'a> {
    pub parts: &'a [Part],
    pub headless: bool,
    /// What its project's sessions begin with.
    pub usual: f64,
    /// Whether all of it is known that stands in no line.
    pub is_known: bool,
}

impl<'a> Cells<'a> {
    pub fn new(pool: &'a Pool<'a>, made: &'a Made, is_single: bool) -> Cells<'a> {
        let counts = Counts { of_model: vec![0; made.prices.0.len()], ..Counts::default() };
        let plain = pool.prices.under(&made.scenario);
        Cells { pool, made, plain, is_single, cells: BTreeMap::new(), counts }
    }

    /// Whether a row's model has a price, here and at list.
    fn counts(&self, part: &Part) -> Option<usize> {
        part.usd?;
        self.place(&part.of)
    }

    fn place(&self, of: &Of) -> Option<usize> {
        self.pool.place(&Call { model: of.model, ..Call::default() })
    }

    pub fn add(&mut self, session: &Session) {
        let (parts, headless) = (session.parts, session.headless);
        parts.iter().filter(|part| part.of.batch).for_each(|part| self.add_job(part));
        let of = |is: fn(&Part) -> bool| -> Vec<&Part> {
            parts.iter().filter(|part| is(part) && self.counts(part).is_some()).collect()
        };
        let (main, agents) = (of(Part::is_main), of(Part::is_agent));
        let Some(conversation) = Conversation::of(&main) else { return };
        let place = self.place(&conversation.of).unwrap_or_default();
        let scale = self.made.prices.0.get(place).map_or(1.0, |price| 1.0 / price.scale);
        let floor = conversation.first.min(session.usual);
        let known =
            |of: fn(&Part) -> Option<u64>| main.iter().filter_map(|part| of(part)).sum::<u64>() as f64;
        let began: Vec<&&Part> = agents.iter().filter(|part| part.found.row.conversations > 0).collect();
        // Events name no sub-agent: then each row has one.
        let agent_count = match began.is_empty() {
            true => agents.len() as f64,
            false => {
                began.iter().map(|part| part.found.row.conversations.min(part.found.row.calls)).sum::<u64>()
                    as f64
            }
        };
        let all = || main.iter().chain(&agents).copied();
        let unlogged = |part: &Part| match part.of.chain {
            Chain::Summary | Chain::Other => part.total(),
            Chain::Main | Chain::Agent => part.unlogged,
        };
        let unlogged: f64 = parts.iter().filter(|part| !part.of.batch).map(unlogged).sum();
        let sums = Sums {
            sessions: 1.0,
            turns: conversation.calls,
            squares: conversation.calls * conversation.calls,
            cuts: conversation.cuts,
            messages: known(|part| part.found.row.messages),
            floors: floor * scale,
            warm: conversation.first_read.min(floor) * scale,
            carried: conversation.carried,
            read: conversation.read,
            agent_count,
            agent_turns: agents.iter().map(|part| part.found.row.calls as f64).sum(),
            main: self.work(&main),
            agents: self.work(&agents),
            listed: all().filter_map(|part| part.usd).sum(),
            real: self.usd(all(), false),
            termed: self.usd(all(), true),
            searches: all().map(|part| part.found.row.searches as f64 * SEARCH).sum(),
            unlogged: if session.is_known { unlogged } else { 0.0 },
            known: f64::from(u8::from(session.is_known)),
        };
        self.count(&conversation, &sums, &main);
        self.counts.pauses[0] += known(|part| part.found.row.pauses_5m);
        self.counts.pauses[1] += known(|part| part.found.row.pauses_60m);
        let steps = |size: f64, of: f64| libm::round(libm::log2(size.max(1.0)) * of) as i32;
        let number = if self.is_single { self.counts.sessions } else { 0 };
        let key = (
            number,
            headless,
            conversation.cuts > 0.0,
            steps(conversation.peak, PEAKS),
            steps(floor, FLOORS),
        );
        let unit = self.cells.entry(key).or_default();
        unit.headless = headless;
        unit.peak += conversation.peak;
        unit.floor += floor;
        unit.usd += main
            .iter()
            .map(|part| part.usd.unwrap_or(0.0) - part.found.row.searches as f64 * SEARCH)
            .sum::<f64>();
        unit.sums.add(&sums);
    }

    fn count(&mut self, conversation: &Conversation, sums: &Sums, main: &[&Part]) {
        let counts = &mut self.counts;
        counts.sessions += 1;
        counts.calls += conversation.calls as usize;
        counts.agents += sums.agent_count as usize;
        counts.cuts += sums.cuts;
        counts.carried += sums.carried;
        counts.read += sums.read;
        counts.messages += sums.messages;
        for part in main {
            counts.written[0] += part.tokens[Class::Write5m as usize];
            counts.written[1] += part.tokens[Class::Write1h as usize];
        }
        if let Some(count) = counts.of_model.get_mut(sums.main.dominant()) {
            *count += 1;
        }
        if let Some(day) = main.iter().map(|part| part.found.day).min() {
            *counts.began.entry(day).or_default() += 1.0;
        }
    }

    fn add_job(&mut self, part: &Part) {
        let Some(at) = self.counts(part) else { return };
        let Some(price) = self.plain.0.get(at) else { return };
        let us = if part.of.us_only && self.pool.offers_us(at) { US_ONLY } else { 1.0 };
        let tier = tier(price, part.of.fast, part.of.prompt as f64);
        let times = us * bill::BATCH;
        self.counts.jobs.of_model.resize(self.plain.0.len(), 0.0);
        add(&mut self.counts.jobs, at, (price.scale, part), |class, tokens| {
            bill::usd(price, tier, class, tokens) * times
        });
        self.counts.job_count += part.found.row.calls as f64;
        self.counts.job_searches += part.found.row.searches as f64 * SEARCH;
    }

    /// As [`Pool::work`] has it of calls.
    fn work(&self, parts: &[&Part]) -> Work {
        let prices = &self.made.prices;
        let mut work = Work { of_model: vec![0.0; prices.0.len()], ..Work::default() };
        for part in parts {
            let Some((at, price)) = self.place(&part.of).and_then(|at| Some((at, prices.0.get(at)?))) else {
                continue;
            };
            let tier = tier(price, price.fast, part.of.prompt as f64);
            add(&mut work, at, (price.scale, part), |class, tokens| bill::usd(price, tier, class, tokens));
        }
        work
    }

    /// As [`Pool::usd_of`] has it of calls: at the scenario's speed and place, or each row at its own.
    fn usd<'p>(&self, parts: impl Iterator<Item = &'p Part>, as_scenario: bool) -> f64 {
        let of = |part: &Part| {
            let at = self.place(&part.of)?;
            let price = self.plain.0.get(at)?;
            let own = part.of.us_only && self.pool.offers_us(at);
            let in_the_us = if as_scenario { self.made.scenario.us_only } else { own };
            let fast = if as_scenario { price.fast } else { part.of.fast };
            let tier = tier(price, fast, part.of.prompt as f64);
            let classes = Class::ALL.into_iter().zip(part.tokens);
            let usd: f64 = classes.map(|(class, tokens)| bill::usd(price, tier, class, tokens)).sum();
            Some(if in_the_us { usd * US_ONLY } else { usd })
        };
        parts.filter_map(of).sum()
    }

    /// The cells with their mean sizes.
    pub fn units(&self) -> Vec<Unit> {
        let mean = |unit: &Unit| {
            let sessions = unit.sums.sessions;
            Unit { peak: unit.peak / sessions, floor: unit.floor / sessions, ..unit.clone() }
        };
        self.cells.values().map(mean).collect()
    }
}

fn add(work: &mut Work, at: usize, (scale, part): (f64, &Part), usd: impl Fn(Class, f64) -> f64) {
    for (class, tokens) in Class::ALL.into_iter().zip(part.tokens) {
        let usd = usd(class, tokens);
        work.tokens[class as usize] += tokens / scale;
        work.usd[class as usize] += usd;
        work.of_model[at] += usd;
    }
}
