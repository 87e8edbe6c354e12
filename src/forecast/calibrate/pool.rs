//! Pool: the conversations that count, and what they did in all.

use super::counted::{Alike, Counted};
use super::inputs::Made;
use crate::forecast::session_fit;
use crate::logs::ledger::{self, Ledger, Terms};
use crate::logs::sorted;
use crate::logs::{Call, Logs};
use crate::model::bill;
use crate::model::price::{Price, Prices, US_ONLY};
use crate::prices::{Class, RateTable};
use crate::scenario::{Cloud, Scenario, Window};
use std::collections::BTreeMap;

mod priced;

/// What is read of the logs, at the scenario's prices.
pub(super) struct Pool<'a> {
    pub logs: &'a Logs,
    pub ledger: &'a Ledger,
    /// Every model of the logs that the scenario can price, once.
    pub prices: Prices,
    /// By the model's place in the logs: its place in `prices`.
    places: Vec<Option<usize>>,
    /// With which those prices were made.
    pub window: Window,
    /// The same: where a price of its own is asked.
    pub cloud: Option<Cloud>,
    /// Main conversations, and sub-agents'.
    pub main: Vec<Counted>,
    pub agents: Vec<Counted>,
    pub left_out: Vec<(usize, usize)>,
    /// Sessions of which only sub-agents are left: the client deletes a session's own file after 30
    /// days, and leaves those of its sub-agents (anthropics/claude-code#58154).
    pub orphans: usize,
    /// USD of what no line of a session holds, by session, of those of which it is known.
    pub unlogged: BTreeMap<u32, f64>,
    /// Whether the times of its calls are real ones.
    pub has_times: bool,
    /// By the place in `prices`: whether the model offers inference in the US only.
    us_only: Vec<bool>,
}

/// Tokens and dollars of some conversations.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Work {
    /// Tokens by class, in the scenario's tokenizer.
    pub tokens: [f64; 5],
    /// USD by class, at the scenario's prices.
    pub usd: [f64; 5],
    /// USD by the model's place in the prices.
    pub of_model: Vec<f64>,
}

impl Work {
    pub fn prompt(&self) -> f64 {
        self.tokens[..Class::Output as usize].iter().sum()
    }

    pub fn prompt_usd(&self) -> f64 {
        self.usd[..Class::Output as usize].iter().sum()
    }

    pub fn output_usd(&self) -> f64 {
        self.usd[Class::Output as usize]
    }

    pub fn total(&self) -> f64 {
        self.usd.iter().sum()
    }

    /// The model that costs most of it.
    pub fn dominant(&self) -> usize {
        let costlier = |a: usize, b: usize| if self.of_model[b] > self.of_model[a] { b } else { a };
        (0..self.of_model.len()).reduce(costlier).unwrap_or_default()
    }
}

impl<'a> Pool<'a> {
    pub fn new(
        table: &RateTable,
        logs: &'a Logs,
        ledger: &'a Ledger,
        terms: &Terms,
        base: &Scenario,
    ) -> Pool<'a> {
        let priced::Priced { prices, places, window, cloud } = priced::Priced::of(table, logs, terms, base);
        let offers = |price: &Price| table.model(&price.id).is_some_and(|model| model.us_only);
        let us_only = prices.0.iter().map(offers).collect();
        let mut pool = Pool {
            logs,
            ledger,
            prices,
            places,
            window,
            cloud,
            main: Vec::new(),
            agents: Vec::new(),
            left_out: Vec::new(),
            orphans: 0,
            unlogged: BTreeMap::new(),
            has_times: true,
            us_only,
        };
        let (mut main, mut agents, mut orphans) = (Vec::new(), Vec::new(), 0);
        let mut last_orphan = None;
        let mut with_main: Vec<u32> = Vec::new();
        for call in logs.calls.iter().filter(|call| call.chain == 0) {
            if with_main.last() != Some(&call.session) {
                with_main.push(call.session);
            }
        }
        for fit in session_fit::fits_of(logs, ledger, |place| pool.counts(place)) {
            let counted = Counted::new(&pool, fit);
            if counted.is_main() {
                main.push(counted);
            } else if with_main.binary_search(&counted.session).is_ok() {
                agents.push(counted);
            } else if last_orphan != Some(counted.session) {
                last_orphan = Some(counted.session);
                orphans += 1;
            }
        }
        main.shrink_to_fit();
        agents.shrink_to_fit();
        (pool.main, pool.agents, pool.orphans) = (main, agents, orphans);
        pool.unlogged = pool.unlogged_by_session();
        pool.left_out = pool.count_left_out();
        pool
    }

    /// Whether a main conversation had no person before it.
    pub fn is_headless(&self, fit: &Counted) -> bool {
        self.logs.sessions.get(fit.session as usize).is_some_and(|session| session.headless)
    }

    /// Whose main conversations these are: one developer's, unless tables name several.
    #[cfg(feature = "tables")]
    pub fn people(&self) -> f64 {
        let session = |fit: &Counted| self.logs.sessions.get(fit.session as usize);
        sorted::set(self.main.iter().filter_map(session).map(|session| session.person)).len().max(1) as f64
    }

    #[cfg(not(feature = "tables"))]
    pub fn people(&self) -> f64 {
        1.0
    }

    /// Whether a call, by its place, is of a model that has a price here and in the ledger.
    pub fn counts(&self, place: usize) -> bool {
        let known = self.logs.calls.get(place).is_some_and(|call| self.place(call).is_some());
        known && self.ledger.price(place).is_some()
    }

    /// Whether every model of the logs offers inference in the US only.
    pub fn all_offer_us(&self) -> bool {
        self.us_only.iter().all(|offers| *offers)
    }

    /// The place of a call's model in the prices.
    pub fn place(&self, call: &Call) -> Option<usize> {
        self.places.get(call.model as usize).copied().flatten()
    }

    fn count_left_out(&self) -> Vec<(usize, usize)> {
        let mut calls = vec![0; self.logs.models.len()];
        for (place, call) in self.logs.calls.iter().enumerate() {
            if let Some(count) = calls.get_mut(call.model as usize).filter(|_| !self.counts(place)) {
                *count += 1;
            }
        }
        calls.into_iter().enumerate().filter(|(_, count)| *count > 0).collect()
    }

    /// Everything that these conversations did, at the prices of a scenario.
    pub fn work<'f>(&self, of: impl IntoIterator<Item = &'f Counted>, prices: &Prices) -> Work {
        let mut work = Work { of_model: vec![0.0; prices.0.len()], ..Work::default() };
        for alike in of.into_iter().flat_map(|counted| &counted.alike) {
            if let Some(price) = prices.0.get(alike.at()) {
                alike.add_to(&mut work, price);
            }
        }
        work
    }

    /// The same of batch jobs, each at the speed and the place it had.
    pub fn work_of_jobs(&self, jobs: &[Call], prices: &Prices) -> Work {
        let mut work = Work { of_model: vec![0.0; prices.0.len()], ..Work::default() };
        for call in jobs {
            let Some((at, price)) = self.place(call).and_then(|at| Some((at, prices.0.get(at)?))) else {
                continue;
            };
            let us = if call.us_only && self.offers_us(at) { US_ONLY } else { 1.0 };
            let tier = ledger::tier(price, call.fast, call.context() as f64);
            for (class, count) in Class::ALL.into_iter().zip(self.ledger.tokens(call)) {
                let usd = bill::usd(price, tier, class, f64::from(count)) * us * bill::BATCH;
                work.tokens[class as usize] += f64::from(count) / price.scale;
                work.usd[class as usize] += usd;
                work.of_model[at] += usd;
            }
        }
        work
    }

    /// USD of these at a scenario's prices, at its speed or else each call at its own, and the same of the
    /// place. Without searches.
    pub fn usd_of<'f>(
        &self,
        of: impl Iterator<Item = &'f Counted>,
        scenario: &Scenario,
        at: (bool, bool),
    ) -> f64 {
        self.usd_under(of, (&self.prices.under(scenario), scenario.us_only), at)
    }

    /// The same with prices that are there already.
    pub fn usd_under<'f>(
        &self,
        of: impl Iterator<Item = &'f Counted>,
        (plain, us_only): (&Prices, bool),
        (one_speed, one_place): (bool, bool),
    ) -> f64 {
        let usd = |alike: &Alike| {
            let price = plain.0.get(alike.at())?;
            let in_the_us =
                if one_place { us_only } else { alike.is_us_only() && self.offers_us(alike.at()) };
            let tier = alike.tier(price, if one_speed { price.fast } else { alike.is_fast() });
            let classes = Class::ALL.into_iter().zip(alike.tokens);
            let usd: f64 = classes.map(|(class, n)| bill::usd(price, tier, class, n)).sum();
            Some(if in_the_us { usd * US_ONLY } else { usd })
        };
        of.flat_map(|counted| &counted.alike).filter_map(usd).sum()
    }

    /// USD at the list prices of their days, searches included.
    pub fn listed_of<'f>(&self, of: impl Iterator<Item = &'f Counted>) -> f64 {
        of.map(|counted| counted.listed(self)).sum()
    }

    /// USD of searches of the web.
    pub fn searches(&self) -> f64 {
        self.all().map(Counted::searched).sum()
    }

    /// USD of what no line of a session holds, by session, of those of which that is known: by the client's
    /// totals, or where no session has any, by the searches of a tool.
    fn unlogged_by_session(&self) -> BTreeMap<u32, f64> {
        let has_totals =
            |session: u32| self.logs.sessions.get(session as usize).is_some_and(|s| s.has_totals);
        let is_any = self.main.iter().any(|fit| has_totals(fit.session));
        let is_known = |session: u32| has_totals(session) || !is_any;
        let known = self.main.iter().map(|fit| fit.session).filter(|session| is_known(*session));
        let mut all = sorted::map(known.map(|session| (session, 0.0)));
        for (place, call) in self.logs.calls.iter().enumerate() {
            // What is left of deleted sessions is no part of these.
            let is_mine = !call.is_logged() || (call.sums_up && all.contains_key(&call.session));
            if is_mine
                && is_known(call.session)
                && let Some(usd) = self.ledger.usd(self.logs, place)
            {
                *all.entry(call.session).or_default() += usd;
            }
        }
        all
    }

    /// Share of the main conversations' cache writes that have the 1-hour lifetime.
    pub fn hour_share(&self) -> f64 {
        let of = |class| self.main.iter().map(|counted| counted.of_class(class)).sum::<f64>();
        let (hour, five) = (of(Class::Write1h), of(Class::Write5m));
        if hour + five > 0.0 { hour / (hour + five) } else { 0.0 }
    }

    /// Share of these conversations' cost that ran in fast mode.
    pub fn fast_share<'f>(&self, of: impl Iterator<Item = &'f Counted>) -> f64 {
        self.share_of_cost(of, Alike::is_fast)
    }

    /// Share of these conversations' cost that ran in the US only.
    pub fn us_share<'f>(&self, of: impl Iterator<Item = &'f Counted>) -> f64 {
        self.share_of_cost(of, |alike| alike.is_us_only() && self.offers_us(alike.at()))
    }

    /// Main conversations and sub-agents'.
    pub fn all(&self) -> impl Iterator<Item = &Counted> {
        self.main.iter().chain(&self.agents)
    }

    pub fn offers_us(&self, at: usize) -> bool {
        self.us_only.get(at).is_some_and(|offers| *offers)
    }

    /// Share of the dollars that calls have whose model no scenario can name; nothing where none
    /// of them has a price.
    pub fn left_out_share(&self) -> Option<f64> {
        let usd = |kept: bool| -> f64 {
            let calls = (0..self.logs.calls.len()).filter(|place| self.counts(*place) == kept);
            calls.filter_map(|place| self.ledger.usd(self.logs, place)).sum()
        };
        let (kept, left_out) = (usd(true), usd(false));
        (left_out > 0.0).then(|| left_out / (left_out + kept))
    }

    fn share_of_cost<'f>(
        &self,
        of: impl Iterator<Item = &'f Counted>,
        counts: impl Fn(&Alike) -> bool,
    ) -> f64 {
        let (mut some, mut all) = (0.0, 0.0);
        for alike in of.flat_map(|counted| &counted.alike) {
            let usd = alike.listed(self);
            all += usd;
            some += if counts(alike) { usd } else { 0.0 };
        }
        if all > 0.0 { some / all } else { 0.0 }
    }

    /// Tokens of the scenario for one token of a conversation: the model of its first call
    /// counted them.
    pub fn scale(&self, made: &Made, fit: &Counted) -> f64 {
        let place = fit.of(self.logs).next().and_then(|call| self.place(call));
        let price = place.and_then(|at| made.prices.0.get(at));
        price.map_or(1.0, |price| 1.0 / price.scale)
    }
}
