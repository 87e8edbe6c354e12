//! List: what rows cost at the list prices of their days.

use crate::logs::ledger::{Ledger, SEARCH, Terms};
use crate::logs::tables::again::hour_share;
use crate::logs::tables::packed::{Packed, Unpacked};
use crate::logs::{Call, Logs, Moment};
use crate::model::bill;
use crate::prices::{Class, RateTable};
use foldhash::fast::FixedState;
use std::collections::HashMap;

const DAY: Moment = 86_400_000;

/// A row's model, day, and whether it ran in the US only, in fast mode, and its band of prompts.
type Key = (u32, i64, bool, bool, u64);

/// A row's terms, as calls have them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Of {
    /// The place among [`List::models`].
    pub model: u32,
    pub fast: bool,
    pub us_only: bool,
    pub batch: bool,
    /// Tokens of a prompt in its band.
    pub prompt: u64,
    pub chain: Chain,
}

/// Whose requests they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Chain {
    #[default]
    Main,
    Agent,
    /// Of compactions.
    Summary,
    /// What stands in no line.
    Other,
}

pub(super) struct List<'a> {
    table: &'a RateTable,
    sessions: &'a Packed,
    corrected: bool,
    /// The models of all rows, each once, and the place of each name among them.
    pub models: Vec<String>,
    places: Vec<u32>,
    /// USD of a token of each class.
    rates: HashMap<Key, Option<[f64; 5]>, FixedState>,
}

impl<'a> List<'a> {
    pub fn new(table: &'a RateTable, sessions: &'a Packed, terms: &Terms) -> List<'a> {
        let hasher = FixedState::with_seed(7);
        let (models, places) = sessions.models();
        let mut list = List {
            table,
            sessions,
            corrected: terms.corrected,
            models,
            places,
            rates: HashMap::with_hasher(hasher),
        };
        // A call for each key, which the ledger prices.
        let mut calls = Vec::new();
        let mut keys: Vec<Key> = Vec::new();
        for found in sessions.rows() {
            let of = list.of(&found);
            let key = (of.model, found.day, of.us_only, of.fast, found.row.band);
            if list.rates.insert(key, None).is_none() {
                keys.push(key);
                calls.push(Call {
                    model: of.model,
                    answered: found.day * DAY,
                    us_only: of.us_only,
                    fast: of.fast,
                    input: u32::try_from(of.prompt).unwrap_or(u32::MAX),
                    ..Call::default()
                });
            }
        }
        let logs = Logs { models: list.models.clone(), calls, ..Logs::default() };
        let ledger = Ledger::new(table, &logs, terms);
        for (at, key) in keys.into_iter().enumerate() {
            let rates = ledger
                .price(at)
                .map(|(price, tier)| Class::ALL.map(|class| bill::usd(price, tier, class, 1.0)));
            list.rates.insert(key, rates);
        }
        list
    }

    pub fn of(&self, found: &Unpacked) -> Of {
        let name = |place| self.sessions.name(place);
        Of {
            model: self.places.get(found.model as usize).copied().unwrap_or_default(),
            fast: name(found.speed) == "fast",
            batch: name(found.speed) == "batch",
            us_only: name(found.geo) == "us",
            prompt: found.row.band * 1_000 + 1,
            chain: match name(found.chain) {
                "main" => Chain::Main,
                "agent" => Chain::Agent,
                "summary" => Chain::Summary,
                _ => Chain::Other,
            },
        }
    }

    /// Tokens of the calls that stand in lines, by class.
    pub fn tokens(&self, found: &Unpacked) -> [f64; 5] {
        let row = &found.row;
        let beyond = if self.corrected { row.estimated.unwrap_or(0) } else { 0 };
        let unsplit = row.write_unsplit.unwrap_or(0) as f64;
        let share = || hour_share(self.table, &self.sessions.with_terms(found));
        let hours = if unsplit > 0.0 { unsplit * share() } else { 0.0 };
        [
            row.input as f64,
            row.write_5m as f64 + (unsplit - hours),
            row.write_1h as f64 + hours,
            row.read as f64,
            (row.output + beyond) as f64,
        ]
    }

    /// USD of tokens of a row; nothing where its model has no price.
    pub fn usd(&self, found: &Unpacked, of: &Of, tokens: &[f64; 5]) -> Option<f64> {
        let key = (of.model, found.day, of.us_only, of.fast, found.row.band);
        let rates = self.rates.get(&key).copied().flatten()?;
        let usd: f64 = rates.iter().zip(tokens).map(|(rate, tokens)| rate * tokens).sum();
        Some(if of.batch { usd * bill::BATCH } else { usd })
    }

    /// USD of what a row has of no line: by the client's totals, or of summaries as estimated.
    pub fn unlogged(&self, found: &Unpacked, of: &Of) -> f64 {
        let is_guess = of.chain == Chain::Summary;
        let counts = found.row.unlogged().filter(|_| !is_guess || self.corrected);
        let Some(counts) = counts else { return 0.0 };
        let usd = self.usd(found, of, &counts.map(|count| count as f64)).unwrap_or(0.0);
        usd + found.row.unlogged_searches.unwrap_or(0) as f64 * SEARCH
    }
}
