//! List: what rows cost at the list prices of their days.

use crate::logs::ledger::{Ledger, SEARCH, Terms};
use crate::logs::tables::again::hour_share;
use crate::logs::tables::packed::{self, Packed, Unpacked};
use crate::logs::{Call, Logs, Moment};
use crate::model::bill;
use crate::prices::{Class, RateTable};

const DAY: Moment = 86_400_000;

/// A row's terms, as calls have them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Of {
    /// The place among [`List::models`].
    pub model: u32,
    pub fast: bool,
    pub us_only: bool,
    pub batch: bool,
    /// Whether it was begun without a terminal.
    pub headless: bool,
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
    /// The models of all rows, each once.
    pub models: Vec<String>,
    /// Terms that differ by more than the day, each once.
    pub kinds: Vec<Of>,
    /// By the place of a row's terms: the place among those, and USD of a token of each class.
    all: Vec<(u32, Option<[f64; 5]>)>,
}

impl<'a> List<'a> {
    pub fn new(table: &'a RateTable, sessions: &'a Packed, terms: &Terms) -> List<'a> {
        let (models, places) = sessions.models();
        let of = |terms: &packed::Terms| of(sessions, terms, &places);
        let all: Vec<Of> = sessions.terms().iter().map(of).collect();
        // A call for each, which the ledger prices.
        let call = |(of, terms): (&Of, &packed::Terms)| Call {
            model: of.model,
            answered: terms.day * DAY,
            us_only: of.us_only,
            fast: of.fast,
            input: u32::try_from(of.prompt).unwrap_or(u32::MAX),
            ..Call::default()
        };
        let calls = all.iter().zip(sessions.terms()).map(call).collect();
        let logs = Logs { models: models.clone(), calls, ..Logs::default() };
        let ledger = Ledger::new(table, &logs, terms);
        let rates = |at: usize| {
            let (price, tier) = ledger.price(at)?;
            Some(Class::ALL.map(|class| bill::usd(price, tier, class, 1.0)))
        };
        let mut kinds: Vec<Of> = Vec::new();
        let mut kind = |of: &Of| {
            let known = kinds.iter().position(|known| known == of);
            known.unwrap_or_else(|| {
                kinds.push(*of);
                kinds.len() - 1
            }) as u32
        };
        let all = all.iter().enumerate().map(|(at, of)| (kind(of), rates(at))).collect();
        List { table, sessions, corrected: terms.corrected, models, kinds, all }
    }

    /// The place among [`List::kinds`].
    pub fn kind(&self, found: &Unpacked) -> u32 {
        self.all.get(found.place as usize).map_or(0, |(kind, _)| *kind)
    }

    pub fn of(&self, kind: u32) -> Of {
        self.kinds.get(kind as usize).copied().unwrap_or_default()
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
    pub fn usd(&self, found: &Unpacked, tokens: &[f64; 5]) -> Option<f64> {
        let rates = self.all.get(found.place as usize)?.1.as_ref()?;
        let usd: f64 = rates.iter().zip(tokens).map(|(rate, tokens)| rate * tokens).sum();
        Some(if self.of(self.kind(found)).batch { usd * bill::BATCH } else { usd })
    }

    /// USD of what a row has of no line: by the client's totals, or of summaries as estimated.
    pub fn unlogged(&self, found: &Unpacked, of: &Of) -> f64 {
        let is_guess = of.chain == Chain::Summary;
        let counts = found.row.unlogged().filter(|_| !is_guess || self.corrected);
        let Some(counts) = counts else { return 0.0 };
        let usd = self.usd(found, &counts.map(|count| count as f64)).unwrap_or(0.0);
        usd + found.row.unlogged_searches.unwrap_or(0) as f64 * SEARCH
    }
}

fn of(sessions: &Packed, terms: &packed::Terms, places: &[u32]) -> Of {
    let name = |place| sessions.name(place);
    Of {
        model: places.get(terms.model as usize).copied().unwrap_or_default(),
        fast: name(terms.speed) == "fast",
        batch: name(terms.speed) == "batch",
        us_only: name(terms.geo) == "us",
        headless: name(terms.entry) == "headless",
        prompt: terms.band * 1_000 + 1,
        chain: match name(terms.chain) {
            "main" => Chain::Main,
            "agent" => Chain::Agent,
            "summary" => Chain::Summary,
            _ => Chain::Other,
        },
    }
}
