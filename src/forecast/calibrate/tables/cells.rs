//! Cells: sessions of a group that are alike, added up.

use super::list::{Chain, List};
use super::rates::Rates;
use super::session::{Conversation, Part};
use crate::forecast::calibrate::compacting::{self, Seen};
use crate::forecast::calibrate::inputs::Made;
use crate::forecast::calibrate::kinds::Unit;
use crate::forecast::calibrate::means::{self, Means};
use crate::forecast::calibrate::pool::{Pool, Work};
use crate::forecast::calibrate::sums::Sums;
use crate::logs::Call;
use crate::logs::ledger::SEARCH;
use crate::model::bill;
use crate::prices::Class;
use std::collections::BTreeMap;

/// Cells for each doubling of the largest context, and of the base context.
const STEPS: (f64, f64) = (8.0, 4.0);

/// A session's number where each is a cell for itself, and what those of a cell have in common.
type Key = (usize, (bool, bool, i32, i32));

/// The sessions of a group, at the terms of its scenario.
pub(super) struct Cells<'a> {
    pub pool: &'a Pool<'a>,
    pub made: &'a Made,
    /// By the kinds of the list: what a token costs, where it has a price.
    rates: Vec<Option<Rates>>,
    /// Whether each session is a cell for itself: where they are few, cuts fall between any two.
    is_single: bool,
    cells: BTreeMap<Key, Cell>,
    pub counts: Counts,
    means: Means,
    /// Main conversations' requests.
    turns: Vec<f64>,
}

/// Sessions of one cell, whose tokens by the kinds of the list are priced when all are there.
#[derive(Clone, Debug, Default)]
struct Cell {
    unit: Unit,
    tokens: Vec<[f64; 5]>,
}

/// What all of them come to, beside what their kinds are made of.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts {
    pub sessions: usize,
    pub calls: usize,
    pub agents: usize,
    /// Tokens that main conversations wrote for 5 minutes and for an hour.
    pub written: [f64; 2],
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
    pub fn new((pool, made): (&'a Pool<'a>, &'a Made), list: &List, is_single: bool) -> Cells<'a> {
        let counts = Counts { of_model: vec![0; made.prices.0.len()], ..Counts::default() };
        let plain = pool.prices.under(&made.scenario);
        let rates = list.kinds.iter().map(|of| Rates::new((pool, made), &plain, of)).collect();
        let (cells, means, turns) = (BTreeMap::new(), Means::default(), Vec::new());
        Cells { pool, made, rates, is_single, cells, counts, means, turns }
    }

    /// Whether a row's model has a price, here and at list.
    fn rates(&self, part: &Part) -> Option<&Rates> {
        part.usd?;
        self.rates.get(part.kind as usize)?.as_ref()
    }

    pub fn add(&mut self, session: &Session) {
        let (parts, headless) = (session.parts, session.headless);
        parts.iter().filter(|part| part.of.batch).for_each(|part| self.add_job(part));
        let this: &Cells = self;
        let of =
            |is: fn(&Part) -> bool| parts.iter().filter(move |part| is(part) && this.rates(part).is_some());
        let (main, agents) = (of(Part::is_main), of(Part::is_agent));
        let Some(conversation) = Conversation::of(main.clone()) else { return };
        let place = self.pool.place(&Call { model: conversation.of.model, ..Call::default() });
        let scale = place.and_then(|at| self.made.prices.0.get(at)).map_or(1.0, |price| 1.0 / price.scale);
        let floor = conversation.first.min(session.usual);
        let known = |of: fn(&Part) -> Option<u64>| main.clone().filter_map(of).sum::<u64>() as f64;
        let started = |part: &Part| part.found.row.conversations.min(part.found.row.calls);
        let started = agents.clone().map(started).sum::<u64>();
        // Events name no sub-agent: then each row has one.
        let agent_count = if started > 0 { started as f64 } else { agents.clone().count() as f64 };
        let all = || main.clone().chain(agents.clone());
        let unlogged = |part: &Part| match part.of.chain {
            Chain::Summary | Chain::Other => part.total(),
            Chain::Main | Chain::Agent => part.unlogged,
        };
        let unlogged: f64 = parts.iter().filter(|part| !part.of.batch).map(unlogged).sum();
        let searches = |part: &Part| part.found.row.searches as f64 * SEARCH;
        // What its tokens cost comes with all others of its cell.
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
            agent_turns: agents.clone().map(|part| part.found.row.calls as f64).sum(),
            listed: all().filter_map(|part| part.usd).sum(),
            searches: all().map(searches).sum(),
            unlogged: if session.is_known { unlogged } else { 0.0 },
            known: f64::from(u8::from(session.is_known)),
            ..Sums::default()
        };
        let usd: f64 = main.clone().map(|part| part.usd.unwrap_or(0.0) - searches(part)).sum();
        let pauses = [known(|part| part.found.row.pauses_5m), known(|part| part.found.row.pauses_60m)];
        let dominant = self.dominant(main.clone());
        let auto = main.clone().filter_map(|part| self.rates(part)).map(|rates| rates.auto_compact);
        let auto = auto.fold(0.0, f64::max);
        let rates = std::mem::take(&mut self.rates);
        let counts = |part: &&Part| part.usd.is_some() && rates[part.kind as usize].is_some();
        let counted = |is: fn(&Part) -> bool| parts.iter().filter(counts).filter(move |part| is(part));
        self.count(&conversation, &sums, counted(Part::is_main));
        self.mean(&conversation, (scale, auto), counted(Part::is_main));
        self.counts.pauses.iter_mut().zip(pauses).for_each(|(sum, count)| *sum += count);
        self.counts.of_model.get_mut(dominant).into_iter().for_each(|count| *count += 1);
        let number = if self.is_single { self.counts.sessions } else { 0 };
        let one = Unit { sums, headless, peak: conversation.peak, floor, usd };
        let Cell { unit, tokens } = self.cells.entry((number, one.alike(STEPS))).or_default();
        unit.add(&one);
        tokens.resize(rates.len(), [0.0; 5]);
        for part in counted(|part| part.is_main() || part.is_agent()) {
            add(&mut tokens[part.kind as usize], &part.tokens);
        }
        self.rates = rates;
    }

    /// Whether sessions cost the same in both, and are cells of their size in both.
    pub fn is_like(&self, other: &Cells) -> bool {
        !self.is_single && !other.is_single && self.rates == other.rates
    }

    /// Takes in the sessions of another, in which they cost the same.
    pub fn take_in(&mut self, other: &Cells) {
        self.counts.add(&other.counts);
        self.means.add(&other.means);
        self.turns.extend_from_slice(&other.turns);
        for (key, cell) in &other.cells {
            let Cell { unit, tokens } = self.cells.entry(*key).or_default();
            unit.add(&cell.unit);
            tokens.resize(cell.tokens.len(), [0.0; 5]);
            for (sums, counts) in tokens.iter_mut().zip(&cell.tokens) {
                add(sums, counts);
            }
        }
    }

    /// The model, by its place among the prices, on which most was spent.
    fn dominant<'p>(&self, main: impl Iterator<Item = &'p Part> + Clone) -> usize {
        let mut places = main.clone().filter_map(|part| self.rates(part)).map(|rates| rates.at);
        let first = places.next().unwrap_or_default();
        if places.all(|at| at == first) {
            return first;
        }
        let mut work = Work { of_model: vec![0.0; self.made.prices.0.len()], ..Work::default() };
        main.filter_map(|part| Some((self.rates(part)?, part))).for_each(|(rates, part)| {
            rates.add(&mut work, &part.tokens);
        });
        work.dominant()
    }

    fn count<'p>(
        &mut self,
        conversation: &Conversation,
        sums: &Sums,
        main: impl Iterator<Item = &'p Part> + Clone,
    ) {
        let counts = &mut self.counts;
        counts.sessions += 1;
        counts.calls += conversation.calls as usize;
        counts.agents += sums.agent_count as usize;
        for part in main.clone() {
            counts.written[0] += part.tokens[Class::Write5m as usize];
            counts.written[1] += part.tokens[Class::Write1h as usize];
        }
        if let Some(day) = main.map(|part| part.found.terms.day).min() {
            *counts.began.entry(day).or_default() += 1.0;
        }
    }

    /// What the means have beside sums: of the compactions of a row their mean.
    fn mean<'p>(
        &mut self,
        conversation: &Conversation,
        (scale, auto): (f64, f64),
        main: impl Iterator<Item = &'p Part>,
    ) {
        let (line, means) = (conversation.line, &mut self.means);
        self.turns.push(conversation.calls);
        means.floors += line.floor * scale * conversation.calls;
        means.growths += line.growth * scale * conversation.calls;
        means.warm += conversation.first_read.min(line.floor) * scale;
        means.compacted.peaks.push(conversation.peak);
        means.compacted.is_beyond |= conversation.peak > compacting::beyond(auto);
        if conversation.cuts > 0.0 {
            let floor = line.floor * scale;
            means.compacted.seen.extend(main.map(|part| &part.found.row).filter_map(|row| {
                let times = row.segments.saturating_sub(row.conversations) as f64;
                let (before, after) = (row.cut_before as f64 / times, row.cut_after as f64 / times);
                let after = (after - line.growth) * scale;
                (times > 0.0 && row.cut_before > 0).then_some(Seen { before, after, floor, times })
            }));
        }
    }

    fn add_job(&mut self, part: &Part) {
        let Some(rates) = self.rates(part).cloned() else { return };
        self.counts.jobs.of_model.resize(self.made.prices.0.len(), 0.0);
        let own = rates.usd[0].map(|usd| usd * bill::BATCH);
        Rates { work: own, ..rates }.add(&mut self.counts.jobs, &part.tokens);
        self.counts.job_count += part.found.row.calls as f64;
        self.counts.job_searches += part.found.row.searches as f64 * SEARCH;
    }

    /// The cells with their mean sizes, and what all sessions come to.
    pub fn units(&self) -> (Vec<Unit>, Means) {
        let mut means = self.means.clone();
        let units = self.cells.values().map(|cell| self.unit(cell, &mut means)).collect();
        means.spread = means::spread(self.turns.clone());
        means.hour_share = self.counts.hour_share();
        (units, means)
    }

    fn unit(&self, cell: &Cell, means: &mut Means) -> Unit {
        let mut unit = cell.unit.clone();
        let models = vec![0.0; self.made.prices.0.len()];
        let work = || Work { of_model: models.clone(), ..Work::default() };
        (unit.sums.main, unit.sums.agents) = (work(), work());
        for (rates, tokens) in self.rates.iter().zip(&cell.tokens) {
            let Some(rates) = rates else { continue };
            let of = if rates.is_agent { &mut unit.sums.agents } else { &mut unit.sums.main };
            rates.add(of, tokens);
            let [real, termed, speed, place] =
                rates.usd.map(|usd| usd.iter().zip(tokens).map(|(usd, tokens)| usd * tokens).sum::<f64>());
            unit.sums.real += real;
            unit.sums.termed += termed;
            means.at_one[0] += speed;
            means.at_one[1] += place;
        }
        means.sums.add(&unit.sums);
        unit.of_mean_size()
    }
}

impl Counts {
    /// Share of the main conversations' cache writes that have the 1-hour lifetime.
    pub fn hour_share(&self) -> f64 {
        let [short, long] = self.written;
        if short + long > 0.0 { long / (short + long) } else { 0.0 }
    }
    fn add(&mut self, other: &Counts) {
        self.sessions += other.sessions;
        self.calls += other.calls;
        self.agents += other.agents;
        add(&mut self.written, &other.written);
        add(&mut self.pauses, &other.pauses);
        self.of_model.iter_mut().zip(&other.of_model).for_each(|(sum, count)| *sum += count);
        other.began.iter().for_each(|(day, count)| *self.began.entry(*day).or_default() += count);
        self.jobs.add(&other.jobs);
        self.job_count += other.job_count;
        self.job_searches += other.job_searches;
    }
}

fn add<const N: usize>(sums: &mut [f64; N], counts: &[f64; N]) {
    sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
}
