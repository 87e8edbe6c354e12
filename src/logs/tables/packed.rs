//! Packed: the rows of many tables in little memory, about 80 bytes each.
//!
//! A row's names are places in a list, and its numbers take as many bytes as they need (crate postcard). Of a
//! session and of a row's key only hashes are kept: rows are sorted by them, so that the rows of a session
//! stand together.

use super::sessions::{KNOWN, NUMBERS, Row};
use crate::logs::date_of;
use crate::logs::read::transcript::names::Names;
use foldhash::quality::FixedState;
use serde::{Deserialize, Serialize};
use std::hash::BuildHasher;

/// Rows of sessions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Packed {
    names: Names,
    bytes: Vec<u8>,
    places: Vec<Place>,
}

/// Where a row is. Sorted, the rows of a session are neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    session: u64,
    /// Of all that tells it from another row.
    key: u64,
    at: usize,
}

/// A row as it is kept.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Kept<'a> {
    /// Places of its names: person, project, entry, chain, model, speed, geo.
    names: [u32; 7],
    day: i64,
    #[serde(borrow)]
    session: &'a str,
    numbers: [u64; NUMBERS.len()],
    known: [Option<u64>; KNOWN.len()],
    sxy2: i64,
    usd: Option<f64>,
}

/// The rows of one session.
#[derive(Clone, Copy, Debug)]
pub struct OfSession<'a> {
    packed: &'a Packed,
    places: &'a [Place],
}

impl<'a> OfSession<'a> {
    pub fn rows(self) -> impl Iterator<Item = Unpacked> + 'a {
        self.places.iter().map(move |place| self.packed.unpacked(*place))
    }

    /// With their names.
    pub fn whole(self) -> Vec<Row> {
        self.places.iter().map(|place| self.packed.named(place.at)).collect()
    }
}

/// A row without its names, which are places in [`Packed::name`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Unpacked {
    /// Days since 1970-01-01.
    pub day: i64,
    pub person: u32,
    pub project: u32,
    pub entry: u32,
    pub chain: u32,
    pub model: u32,
    pub speed: u32,
    pub geo: u32,
    /// Its numbers; every name is empty, and there is no day.
    pub row: Row,
}

fn hash(names: &[&str]) -> u64 {
    FixedState::with_seed(5).hash_one(names)
}

impl Packed {
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    pub fn name(&self, place: u32) -> &str {
        self.names.name(place)
    }

    /// The models of all rows, each once, and by the place of a name its place among them.
    pub fn models(&self) -> (Vec<String>, Vec<u32>) {
        const NONE: u32 = u32::MAX;
        let (mut models, mut places) = (Vec::new(), vec![NONE; self.names.len()]);
        for found in self.rows() {
            let place = &mut places[found.model as usize];
            if *place == NONE {
                *place = models.len() as u32;
                models.push(self.name(found.model).into());
            }
        }
        (models, places)
    }

    /// Takes a row in, which stays as it is.
    pub fn push(&mut self, row: &mut Row) {
        let at = self.bytes.len();
        let day = row.day.map_or(0, |day| i64::from(date_of(0).days_until(day)));
        let session = hash(&[&row.person, &row.project, &row.session]);
        let terms = [row.entry.as_str(), &row.chain, &row.model, &row.speed, &row.geo];
        let key = FixedState::with_seed(6).hash_one((session, day, terms, row.band));
        self.places.push(Place { session, key, at });
        let numbers = NUMBERS.map(|(_, of)| *of(row));
        let known = KNOWN.map(|(_, of)| *of(row));
        let kept = [&row.person, &row.project, &row.entry, &row.chain, &row.model, &row.speed, &row.geo];
        let names = kept.map(|name| self.names.named(name));
        let (session, sxy2, usd) = (row.session.as_str(), row.sxy2, row.usd);
        let kept = Kept { names, day, session, numbers, known, sxy2, usd };
        // Memory takes every row.
        self.bytes = postcard::to_extend(&kept, std::mem::take(&mut self.bytes)).unwrap_or_default();
    }

    /// Takes in the rows of other files, which come after these.
    pub fn append(&mut self, other: &Packed) {
        for place in &other.places {
            self.push(&mut other.named(place.at));
        }
    }

    /// Sorts the rows by their sessions. Of rows with the same key, in exports of which one is newer, the one with
    /// more calls counts.
    pub fn settle(&mut self) {
        let mut places = std::mem::take(&mut self.places);
        let calls = |place: &Place| self.unpacked(*place).row.calls;
        places.sort_unstable();
        places.dedup_by(|next, first| {
            let is_same = (next.session, next.key) == (first.session, first.key);
            if is_same && calls(next) > calls(first) {
                first.at = next.at;
            }
            is_same
        });
        self.places = places;
    }

    /// The rows of each session, once they are settled.
    pub fn sessions(&self) -> impl Iterator<Item = OfSession<'_>> {
        let alike = |a: &Place, b: &Place| a.session == b.session;
        self.places.chunk_by(alike).map(|places| OfSession { packed: self, places })
    }

    /// All rows.
    pub fn rows(&self) -> impl Iterator<Item = Unpacked> {
        self.places.iter().map(|place| self.unpacked(*place))
    }

    /// The row with its day and the names that its price depends on.
    pub fn with_terms(&self, found: &Unpacked) -> Row {
        let [model, speed, geo] = [found.model, found.speed, found.geo].map(|place| self.name(place).into());
        Row { day: Some(date_of(found.day)), model, speed, geo, ..found.row.clone() }
    }

    fn kept(&self, at: usize) -> Kept<'_> {
        let bytes = self.bytes.get(at..).unwrap_or_default();
        postcard::take_from_bytes(bytes).map_or_else(|_| Kept::default(), |(kept, _)| kept)
    }

    fn unpacked(&self, place: Place) -> Unpacked {
        let kept = self.kept(place.at);
        let [person, project, entry, chain, model, speed, geo] = kept.names;
        Unpacked { day: kept.day, person, project, entry, chain, model, speed, geo, row: kept.row() }
    }

    fn named(&self, at: usize) -> Row {
        let kept = self.kept(at);
        let [person, project, entry, chain, model, speed, geo] =
            kept.names.map(|name| self.name(name).into());
        let (day, session) = (Some(date_of(kept.day)), kept.session.into());
        Row { day, person, project, session, entry, chain, model, speed, geo, ..kept.row() }
    }
}

impl Kept<'_> {
    /// Its numbers.
    fn row(&self) -> Row {
        let mut row = Row { sxy2: self.sxy2, usd: self.usd, ..Row::default() };
        NUMBERS.into_iter().zip(self.numbers).for_each(|((_, of), number)| *of(&mut row) = number);
        KNOWN.into_iter().zip(self.known).for_each(|((_, of), number)| *of(&mut row) = number);
        row
    }
}
