//! Packed: the rows of many tables in little memory, about 80 bytes each.
//!
//! A row's names are places in a list, and its numbers are written one after the other in as many bytes as
//! they need (LEB128). Of a session and of a row's key only hashes are kept: rows are sorted by them, so that
//! the rows of a session stand together.

use super::sessions::{KNOWN, NUMBERS, Row};
use crate::logs::date_of;
use foldhash::quality::FixedState;
use std::collections::HashMap;
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
    at: u32,
}

/// Every name once.
#[derive(Clone, Debug, Default, PartialEq)]
struct Names {
    all: Vec<String>,
    places: HashMap<String, u32, FixedState>,
}

impl Names {
    fn place(&mut self, name: &str) -> u32 {
        if let Some(place) = self.places.get(name) {
            return *place;
        }
        let place = self.all.len() as u32;
        self.all.push(name.into());
        self.places.insert(name.into(), place);
        place
    }
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
    /// A hash of the person, the project and the session.
    pub session: u64,
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

/// Names of a row that are kept; of its session there is a hash, and its name stands with the numbers.
const KEPT: usize = 7;

fn hash(names: &[&str]) -> u64 {
    FixedState::with_seed(5).hash_one(names)
}

impl Packed {
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    pub fn name(&self, place: u32) -> &str {
        self.names.all.get(place as usize).map_or("", |name| name)
    }

    /// The models of all rows, each once, and by the place of a name its place among them.
    pub fn models(&self) -> (Vec<String>, Vec<u32>) {
        const NONE: u32 = u32::MAX;
        let (mut models, mut places) = (Vec::new(), vec![NONE; self.names.all.len()]);
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
        let Ok(at) = u32::try_from(self.bytes.len()) else { return };
        let day = row.day.map_or(0, |day| i64::from(date_of(0).days_until(day)));
        let session = hash(&[&row.person, &row.project, &row.session]);
        let terms = [row.entry.as_str(), &row.chain, &row.model, &row.speed, &row.geo];
        let key = FixedState::with_seed(6).hash_one((session, day, terms, row.band));
        self.places.push(Place { session, key, at });
        let kept = [&row.person, &row.project, &row.entry, &row.chain, &row.model, &row.speed, &row.geo];
        for name in kept {
            let place = self.names.place(name);
            self.write(u64::from(place));
        }
        self.write(day as u64);
        self.write(row.session.len() as u64);
        self.bytes.extend_from_slice(row.session.as_bytes());
        NUMBERS.into_iter().for_each(|(_, of)| self.write(*of(row)));
        // Nothing is 0, and what is known is one more.
        KNOWN
            .into_iter()
            .for_each(|(_, of)| self.write(of(row).map_or(0, |number| number.saturating_add(1))));
        self.write((row.sxy2 << 1 ^ row.sxy2 >> 63) as u64);
        self.write(row.usd.map_or(0, |usd| usd.to_bits().swap_bytes().saturating_add(1)));
    }

    fn write(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
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

    fn unpacked(&self, place: Place) -> Unpacked {
        let mut reader = Reader(self.bytes.get(place.at as usize..).unwrap_or_default());
        let [person, project, entry, chain, model, speed, geo] = [(); KEPT].map(|()| reader.next() as u32);
        let day = reader.next() as i64;
        reader.text();
        let row = reader.row();
        Unpacked { session: place.session, day, person, project, entry, chain, model, speed, geo, row }
    }

    fn named(&self, at: u32) -> Row {
        let mut reader = Reader(self.bytes.get(at as usize..).unwrap_or_default());
        let [person, project, entry, chain, model, speed, geo] =
            [(); KEPT].map(|()| self.name(reader.next() as u32).into());
        let day = Some(date_of(reader.next() as i64));
        let session = String::from_utf8_lossy(reader.text()).into_owned();
        Row { day, person, project, session, entry, chain, model, speed, geo, ..reader.row() }
    }
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn next(&mut self) -> u64 {
        let (mut number, mut shift) = (0, 0);
        while let Some((byte, rest)) = self.0.split_first() {
            self.0 = rest;
            number |= u64::from(byte & 0x7f) << shift;
            shift += 7;
            if *byte < 0x80 || shift > 63 {
                break;
            }
        }
        number
    }

    fn text(&mut self) -> &'a [u8] {
        let length = self.next() as usize;
        let (text, rest) = self.0.split_at(length.min(self.0.len()));
        self.0 = rest;
        text
    }

    fn row(&mut self) -> Row {
        let mut row = Row::default();
        NUMBERS.into_iter().for_each(|(_, of)| *of(&mut row) = self.next());
        KNOWN.into_iter().for_each(|(_, of)| *of(&mut row) = self.next().checked_sub(1));
        let sxy2 = self.next();
        row.sxy2 = (sxy2 >> 1) as i64 ^ -((sxy2 & 1) as i64);
        row.usd = self.next().checked_sub(1).map(|bits| f64::from_bits(bits.swap_bytes()));
        row
    }
}
