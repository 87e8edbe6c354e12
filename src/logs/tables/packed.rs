//! Packed: the rows of many tables in little memory, about 80 bytes each.
//!
//! What tells a row's price, its day and its terms, is the same for many rows and kept once ([`Terms`]). Its numbers
//! take as many bytes as they need, and those that are 0 none ([`numbers`]). Of a session and of a row's key only
//! hashes are kept: rows are sorted by them, so that the rows of a session stand together.

mod numbers;

use super::sessions::Row;
use crate::logs::date_of;
use crate::logs::read::transcript::names::Names;
use foldhash::fast;
use foldhash::quality::FixedState;
use std::collections::HashMap;
use std::hash::BuildHasher;

use numbers::Line;

/// Rows of sessions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Packed {
    names: Names,
    terms: Vec<Terms>,
    /// Their places by their hashes.
    places_of_terms: HashMap<u64, u32, fast::FixedState>,
    bytes: Vec<u8>,
    places: Vec<Place>,
}

/// What many rows have in common. Names are places in [`Packed::name`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// Days since 1970-01-01.
    pub day: i64,
    pub entry: u32,
    pub chain: u32,
    pub model: u32,
    pub speed: u32,
    pub geo: u32,
    /// One of [`super::BANDS`].
    pub band: u64,
}

/// Where a row is, and how many bytes it has. Sorted, the rows of a session are neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    session: u64,
    /// Of all that tells it from another row.
    key: u64,
    at: usize,
    length: u32,
}

/// The rows of one session.
#[derive(Clone, Copy, Debug)]
pub struct OfSession<'a> {
    packed: &'a Packed,
    places: &'a [Place],
}

impl<'a> OfSession<'a> {
    pub fn rows(self) -> impl Iterator<Item = Unpacked> + 'a {
        self.places.iter().map(move |place| self.packed.unpacked(place))
    }

    /// With their names.
    pub fn whole(self) -> Vec<Row> {
        self.places.iter().map(|place| self.packed.named(place)).collect()
    }
}

/// A row without its names, which are places in [`Packed::name`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Unpacked {
    /// The place in [`Packed::terms`], and what stands there.
    pub place: u32,
    pub terms: Terms,
    pub person: u32,
    pub project: u32,
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

    /// The terms of all rows, each once.
    pub fn terms(&self) -> &[Terms] {
        &self.terms
    }

    /// The models of all rows, each once, and by the place of a name its place among them.
    pub fn models(&self) -> (Vec<String>, Vec<u32>) {
        const NONE: u32 = u32::MAX;
        let (mut models, mut places) = (Vec::new(), vec![NONE; self.names.len()]);
        for terms in &self.terms {
            let place = &mut places[terms.model as usize];
            if *place == NONE {
                *place = models.len() as u32;
                models.push(self.name(terms.model).into());
            }
        }
        (models, places)
    }

    /// Takes a row in, which stays as it is.
    pub fn push(&mut self, row: &mut Row) {
        let at = self.bytes.len();
        let session = hash(&[&row.person, &row.project, &row.session]);
        let day = row.day.map_or(0, |day| i64::from(date_of(0).days_until(day)));
        let terms = [row.entry.as_str(), &row.chain, &row.model, &row.speed, &row.geo];
        let terms_hash = FixedState::with_seed(6).hash_one((day, terms, row.band));
        let key = FixedState::with_seed(6).hash_one((session, terms_hash));
        let place = match self.places_of_terms.get(&terms_hash) {
            Some(place) => *place,
            None => {
                let [entry, chain, model, speed, geo] = terms.map(|name| self.names.named(name));
                let place = self.terms.len() as u32;
                self.terms.push(Terms { day, entry, chain, model, speed, geo, band: row.band });
                self.places_of_terms.insert(terms_hash, place);
                place
            }
        };
        let [person, project] = [&row.person, &row.project].map(|name| self.names.named(name));
        let (mut first, mut line) = (Line::new(), Line::new());
        for number in [place, person, project, row.session.len() as u32] {
            first.write(u64::from(number));
        }
        numbers::write_row(&mut line, row);
        for bytes in [first.bytes(), row.session.as_bytes(), line.bytes()] {
            self.bytes.extend_from_slice(bytes);
        }
        let length = (self.bytes.len() - at) as u32;
        self.places.push(Place { session, key, at, length });
    }

    /// Takes in the rows of other files, which come after these.
    pub fn append(&mut self, other: &Packed) {
        for place in &other.places {
            self.push(&mut other.named(place));
        }
    }

    /// Sorts the rows by their sessions. Of rows with the same key, in exports of which one is newer, the one with
    /// more calls counts.
    pub fn settle(&mut self) {
        let mut places = std::mem::take(&mut self.places);
        let calls = |place: &Place| self.unpacked(place).row.calls;
        places.sort_unstable();
        places.dedup_by(|next, first| {
            let is_same = (next.session, next.key) == (first.session, first.key);
            if is_same && calls(next) > calls(first) {
                (first.at, first.length) = (next.at, next.length);
            }
            is_same
        });
        // In the order in which they are gone through: each that lies elsewhere waits for memory.
        let mut bytes = Vec::with_capacity(places.iter().map(|place| place.length as usize).sum());
        for place in &mut places {
            let at = bytes.len();
            bytes.extend_from_slice(self.bytes_of(place));
            place.at = at;
        }
        (self.places, self.bytes) = (places, bytes);
    }

    /// The rows of each session, once they are settled.
    pub fn sessions(&self) -> impl Iterator<Item = OfSession<'_>> {
        let alike = |a: &Place, b: &Place| a.session == b.session;
        self.places.chunk_by(alike).map(|places| OfSession { packed: self, places })
    }

    /// All rows.
    pub fn rows(&self) -> impl Iterator<Item = Unpacked> {
        self.places.iter().map(|place| self.unpacked(place))
    }

    /// The row with its day and the names that its price depends on.
    pub fn with_terms(&self, found: &Unpacked) -> Row {
        let Terms { day, model, speed, geo, .. } = found.terms;
        let [model, speed, geo] = [model, speed, geo].map(|place| self.name(place).into());
        Row { day: Some(date_of(day)), model, speed, geo, ..found.row.clone() }
    }

    fn bytes_of(&self, place: &Place) -> &[u8] {
        self.bytes.get(place.at..place.at + place.length as usize).unwrap_or_default()
    }

    fn unpacked(&self, place: &Place) -> Unpacked {
        self.read(place).0
    }

    /// A row, and its session.
    fn read(&self, place: &Place) -> (Unpacked, &[u8]) {
        let mut bytes = self.bytes_of(place);
        let mut next = || numbers::read(&mut bytes);
        let [place, person, project, length] = [next(), next(), next(), next()];
        let (session, mut rest) = bytes.split_at((length as usize).min(bytes.len()));
        let mut found = Unpacked {
            place: place as u32,
            terms: self.terms.get(place as usize).copied().unwrap_or_default(),
            person: person as u32,
            project: project as u32,
            row: Row::default(),
        };
        numbers::read_row(&mut rest, &mut found.row);
        (found, session)
    }

    fn named(&self, place: &Place) -> Row {
        let (found, session) = self.read(place);
        let Terms { day, entry, chain, model, speed, geo, .. } = found.terms;
        let names = [found.person, found.project, entry, chain, model, speed, geo];
        let [person, project, entry, chain, model, speed, geo] = names.map(|name| self.name(name).into());
        let session = String::from_utf8_lossy(session).into_owned();
        Row {
            day: Some(date_of(day)),
            person,
            project,
            session,
            entry,
            chain,
            model,
            speed,
            geo,
            ..found.row
        }
    }
}
