//! Pool: the conversations that count, and what they did in all.

use super::inputs::Made;
use crate::forecast::session_fit::{self, Fit};
use crate::logs::ledger::{self, Ledger, PricedAs, Terms};
use crate::logs::sorted;
use crate::logs::{Call, Logs};
use crate::model::bill;
use crate::model::price::{Price, Prices, US_ONLY};
use crate::prices::{Class, RateTable};
use crate::scenario::{Cloud, Payment, Preset, Scenario, Share, Window};
use std::collections::{BTreeMap, HashSet};

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
    pub main: Vec<Fit>,
    pub agents: Vec<Fit>,
    pub left_out: Vec<(usize, usize)>,
    /// Sessions of which only sub-agents are left: the client deletes a session's own file after 30
    /// days, and leaves those of its sub-agents (anthropics/claude-code#58154).
    pub orphans: usize,
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

    /// The dearest of its models.
    pub fn dominant(&self) -> usize {
        let dearer = |a: usize, b: usize| if self.of_model[b] > self.of_model[a] { b } else { a };
        (0..self.of_model.len()).reduce(dearer).unwrap_or_default()
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
        let cloud = cloud(logs);
        let (prices, places, window) = priced(table, logs, terms, (base, cloud));
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
            us_only,
        };
        let fits = session_fit::fits_of(logs, ledger, |place| pool.counts(place));
        let (main, agents): (Vec<Fit>, Vec<Fit>) = fits.into_iter().partition(Fit::is_main);
        let main_calls = logs.calls.iter().filter(|call| call.chain == 0);
        let with_main: HashSet<u32> = main_calls.map(|call| call.session).collect();
        let (agents, orphans): (Vec<Fit>, Vec<Fit>) =
            agents.into_iter().partition(|fit| with_main.contains(&fit.session));
        pool.orphans = orphans.chunk_by(|a, b| a.session == b.session).count();
        (pool.main, pool.agents) = (main, agents);
        pool.main.shrink_to_fit();
        pool.agents.shrink_to_fit();
        pool.left_out = pool.count_left_out();
        pool
    }

    /// Whether a main conversation had no person before it.
    pub fn is_headless(&self, fit: &Fit) -> bool {
        self.logs.sessions.get(fit.session as usize).is_some_and(|session| session.headless)
    }

    /// Whose main conversations these are: one developer's, unless tables name several.
    #[cfg(feature = "tables")]
    pub fn people(&self) -> f64 {
        let session = |fit: &Fit| self.logs.sessions.get(fit.session as usize);
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
    pub fn work(&self, fits: &[Fit], prices: &Prices) -> Work {
        let mut work = Work { of_model: vec![0.0; prices.0.len()], ..Work::default() };
        let calls = fits.iter().flat_map(|fit| fit.of(self.logs));
        calls.for_each(|call| self.add(&mut work, call, prices, false));
        work
    }

    /// The same of batch jobs, each at the speed and the place it had.
    pub fn work_of_jobs(&self, jobs: &[Call], prices: &Prices) -> Work {
        let mut work = Work { of_model: vec![0.0; prices.0.len()], ..Work::default() };
        jobs.iter().for_each(|call| self.add(&mut work, call, prices, true));
        work
    }

    fn add(&self, work: &mut Work, call: &Call, prices: &Prices, own_terms: bool) {
        let Some((at, price)) = self.place(call).and_then(|at| Some((at, prices.0.get(at)?))) else {
            return;
        };
        let fast = if own_terms { call.fast } else { price.fast };
        let us = if own_terms && call.us_only && self.offers_us(at) { US_ONLY } else { 1.0 };
        let times = if own_terms { us * bill::BATCH } else { us };
        let tier = ledger::tier(price, fast, call.context() as f64);
        for (class, count) in Class::ALL.into_iter().zip(self.ledger.tokens(call)) {
            let usd = bill::usd(price, tier, class, f64::from(count)) * times;
            work.tokens[class as usize] += f64::from(count) / price.scale;
            work.usd[class as usize] += usd;
            work.of_model[at] += usd;
        }
    }

    /// USD of all that was done at a scenario's prices, at its speed or else each call at its
    /// own, and the same of the place. Without searches.
    pub fn usd(&self, scenario: &Scenario, at: (bool, bool)) -> f64 {
        self.usd_of(self.all(), scenario, at)
    }

    /// The same of some conversations.
    pub fn usd_of<'f>(
        &self,
        fits: impl Iterator<Item = &'f Fit>,
        scenario: &Scenario,
        (one_speed, one_place): (bool, bool),
    ) -> f64 {
        let plain = self.prices.under(scenario);
        let calls = fits.flat_map(|fit| fit.of(self.logs));
        let of = |call: &Call| {
            let at = self.place(call)?;
            let price = plain.0.get(at)?;
            let in_the_us = if one_place { scenario.us_only } else { call.us_only && self.offers_us(at) };
            let tier =
                ledger::tier(price, if one_speed { price.fast } else { call.fast }, call.context() as f64);
            let classes = Class::ALL.into_iter().zip(self.ledger.tokens(call));
            let usd: f64 = classes.map(|(class, n)| bill::usd(price, tier, class, f64::from(n))).sum();
            Some(if in_the_us { usd * US_ONLY } else { usd })
        };
        calls.filter_map(of).sum()
    }

    /// USD at the list prices of their days, searches included.
    pub fn listed(&self) -> f64 {
        self.listed_of(self.all())
    }

    pub fn listed_of<'f>(&self, fits: impl Iterator<Item = &'f Fit>) -> f64 {
        let all = fits.flat_map(|fit| &fit.calls);
        all.filter_map(|place| self.ledger.usd(self.logs, *place)).sum()
    }

    /// USD of searches of the web.
    pub fn searches(&self) -> f64 {
        self.searches_of(self.all())
    }

    pub fn searches_of<'f>(&self, fits: impl Iterator<Item = &'f Fit>) -> f64 {
        let all = fits.flat_map(|fit| fit.of(self.logs));
        all.map(|call| f64::from(call.web_searches) * ledger::SEARCH).sum()
    }

    /// USD of what no line of a session holds, by session, of those of which that is known: by the client's
    /// totals, or where no session has any, by the searches of a tool.
    pub fn unlogged_by_session(&self) -> BTreeMap<u32, f64> {
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
        let calls = || self.main.iter().flat_map(|fit| fit.of(self.logs));
        let hour: f64 = calls().map(|call| f64::from(call.write_1h)).sum();
        let five: f64 = calls().map(|call| f64::from(call.write_5m)).sum();
        if hour + five > 0.0 { hour / (hour + five) } else { 0.0 }
    }

    /// Share of these conversations' cost that ran in fast mode.
    pub fn fast_share<'f>(&self, fits: impl Iterator<Item = &'f Fit>) -> f64 {
        self.share_of_cost(fits, |call| call.fast)
    }

    /// Share of these conversations' cost that ran in the US only.
    pub fn us_share<'f>(&self, fits: impl Iterator<Item = &'f Fit>) -> f64 {
        self.share_of_cost(fits, |call| call.us_only && self.place(call).is_some_and(|at| self.offers_us(at)))
    }

    /// Main conversations and sub-agents'.
    pub fn all(&self) -> impl Iterator<Item = &Fit> {
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

    fn share_of_cost<'f>(&self, fits: impl Iterator<Item = &'f Fit>, counts: impl Fn(&Call) -> bool) -> f64 {
        let (mut some, mut all) = (0.0, 0.0);
        for (place, call) in fits.flat_map(|fit| fit.calls.iter().zip(fit.of(self.logs))) {
            let usd = self.ledger.usd(self.logs, *place).unwrap_or(0.0);
            all += usd;
            some += if counts(call) { usd } else { 0.0 };
        }
        if all > 0.0 { some / all } else { 0.0 }
    }

    /// Tokens of the scenario for one token of a conversation: the model of its first call
    /// counted them.
    pub fn scale(&self, made: &Made, fit: &Fit) -> f64 {
        let place = fit.of(self.logs).next().and_then(|call| self.place(call));
        let price = place.and_then(|at| made.prices.0.get(at));
        price.map_or(1.0, |price| 1.0 / price.scale)
    }
}

/// The prices of the logs' models under the scenario's day and rates, and where each model of
/// the logs is among them.
fn priced(
    table: &RateTable,
    logs: &Logs,
    terms: &Terms,
    (base, cloud): (&Scenario, Option<Cloud>),
) -> (Prices, Vec<Option<usize>>, Window) {
    let ids: Vec<Option<&str>> = logs.models.iter().map(|name| id(table, terms, name)).collect();
    let mut asked = Preset::Average.scenario(base.priced_on, base.price_revision);
    (asked.overrides, asked.discount) = (base.overrides.clone(), base.discount);
    asked.window = window(table, logs, &ids, base);
    if let Some(cloud) = cloud {
        (asked.payment, asked.cloud) = (Payment::Cloud, cloud);
    }
    asked.mix.clear();
    for id in ids.iter().flatten() {
        if !asked.mix.iter().any(|share| share.model == *id) {
            asked.mix.push(Share { model: (*id).into(), share: 0.0 });
        }
    }
    let prices = Prices::new(table, &asked, &[]);
    let place = |id: &Option<&str>| prices.0.iter().position(|price| Some(price.id.as_str()) == *id);
    let places = ids.iter().map(place).collect();
    (prices, places, asked.window)
}

/// The place with prices of its own, by the models' ids, at which most prompt tokens were sent.
fn cloud(logs: &Logs) -> Option<Cloud> {
    let places: Vec<Cloud> = logs.models.iter().map(|name| ledger::place(name)).collect();
    let sent = |cloud: Option<Cloud>| {
        let is_there =
            |call: &&Call| cloud.is_none_or(|cloud| places.get(call.model as usize) == Some(&cloud));
        logs.calls.iter().filter(is_there).map(Call::context).sum::<u64>()
    };
    let all = sent(None);
    [Cloud::BedrockRegional, Cloud::BedrockGov].into_iter().find(|cloud| sent(Some(*cloud)) * 2 > all)
}

/// The large window where a context did not fit the one that a model would run with.
fn window(table: &RateTable, logs: &Logs, ids: &[Option<&str>], base: &Scenario) -> Window {
    let windows: Vec<f64> = ids
        .iter()
        .map(|id| id.and_then(|id| table.model(id)).map_or(f64::INFINITY, |model| base.window_of(model)))
        .collect();
    let is_beyond =
        |call: &Call| windows.get(call.model as usize).is_some_and(|w| call.context() as f64 > *w);
    if logs.calls.iter().any(is_beyond) { Window::Large } else { base.window }
}

/// The table's id of a model of the logs. A model with the user's own rates has none.
fn id<'t>(table: &'t RateTable, terms: &Terms, name: &str) -> Option<&'t str> {
    let own = terms.priced_as.iter().find(|(model, _)| model == name).map(|(_, price)| price);
    let model = match own {
        Some(PricedAs::Like(id)) => table.model(id),
        Some(PricedAs::Rates(_)) => None,
        None => ledger::known(table, name),
    };
    model.map(|model| model.id.as_str())
}
