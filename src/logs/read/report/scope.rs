//! Scope: what part of all work a row stands for, so that no work is counted twice.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::cells::Cells;
use crate::logs::date_of;
use crate::logs::read::transcript;
use crate::prices::{Date, date};

/// Minutes since 1970.
type Minute = i64;
const DAY: Minute = 24 * 60;

/// A stretch of time, and what else sets rows of one kind apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Scope {
    pub from: Minute,
    /// The first minute after it.
    pub to: Minute,
    /// Model, person, session and so on, by the kind's own order; 0 where the row is not
    /// told apart by it and so stands for all of them.
    apart: [u64; APART],
    /// Of AWS; 0 where none is named.
    account: u64,
    /// Of an answer of the API, as calls of transcripts have it; 0 where it has no id.
    pub message: u64,
    /// Of a row of a table.
    pub cells: Cells,
}

/// By how much rows of one kind are told apart at most.
const APART: usize = 14;

impl Scope {
    /// Work of which no time is known.
    pub const EVER: Scope = Scope {
        from: Minute::MIN,
        to: Minute::MAX,
        apart: [0; APART],
        account: 0,
        message: 0,
        cells: Cells::NONE,
    };

    pub fn between(from: Minute, to: Minute) -> Scope {
        Scope { from, to: to.max(from + 1), ..Scope::EVER }
    }

    pub fn days(first: Date, count: i64) -> Scope {
        let from = days_since_1970(first) * DAY;
        Scope::between(from, from + count * DAY)
    }

    /// From the first of the month to the last.
    pub fn month(first: Date) -> Scope {
        let (year, month) = if first.month() == 12 { (1, 1) } else { (0, first.month() + 1) };
        let next = Date::new(first.year() + year, month, 1);
        Scope::days(first, next.map_or(31, |next| i64::from(first.days_until(next))))
    }

    /// Told apart from rows of the same kind by these, where they are given.
    pub fn of(mut self, apart: &[Option<&str>]) -> Scope {
        for (place, name) in self.apart.iter_mut().zip(apart) {
            *place = name.map_or(0, |name| hash(name.as_bytes()).max(1));
        }
        self
    }

    /// The same, told apart by a hash alone.
    pub fn of_content(mut self, content: u64) -> Scope {
        self.apart[0] = content.max(1);
        self
    }

    /// The same, of a row of a table with these cells.
    pub fn in_table(mut self, cells: Cells) -> Scope {
        self.cells = cells;
        self
    }

    /// The same, of a person and a session, of what is told apart by a hash alone.
    pub fn of_worker(mut self, person: Option<&str>, session: Option<&str>) -> Scope {
        for (place, name) in [person, session].into_iter().enumerate() {
            self.apart[1 + place] = name.map_or(0, |name| hash(name.as_bytes()).max(1));
        }
        self
    }

    /// Hashes of that person and session; 0 where none is named.
    pub fn whose(&self) -> [u64; 2] {
        [self.apart[1], self.apart[2]]
    }

    /// The same, of a message with this id.
    pub fn of_message(mut self, id: &str) -> Scope {
        self.message = transcript::of_message(id);
        self
    }

    /// The same, of an account of AWS, if it is the number of one.
    pub fn of_account(mut self, number: &str) -> Scope {
        if number.len() == 12 && number.bytes().all(|byte| byte.is_ascii_digit()) {
            self.account = hash(number.as_bytes()).max(1);
        }
        self
    }

    /// Whether both name an account, and not the same.
    pub fn is_of_other_account(&self, other: &Scope) -> bool {
        self.account != 0 && other.account != 0 && self.account != other.account
    }

    /// Where one of several rows of a report is told apart by something, those that have none of it are
    /// told apart too: what is of no workspace, in a report by workspace.
    pub fn tell_apart<'a>(scopes: impl Iterator<Item = &'a mut Scope>) {
        let mut scopes: Vec<&mut Scope> = scopes.collect();
        for place in 0..APART {
            if scopes.iter().any(|scope| scope.apart[place] != 0) {
                let none = scopes.iter_mut().filter(|scope| scope.apart[place] == 0);
                none.for_each(|scope| scope.apart[place] = hash(b"").max(1));
            }
        }
    }

    /// Whether rows of tables with the same columns stand for the same: there a blank cell is a name.
    pub fn is_same_group(&self, other: &Scope) -> bool {
        self.meets(other) && self.apart == other.apart
    }

    pub fn is_as_long_as(&self, other: &Scope) -> bool {
        (self.from, self.to) == (other.from, other.to)
    }

    /// Rows of one kind of which this is not 0 and not the same never clash.
    pub fn key(&self) -> u64 {
        self.apart[0]
    }

    /// The day of its last minute, in UTC.
    pub fn last_day(&self) -> Option<Date> {
        self.is_dated().then(|| date_of((self.to - 1).div_euclid(DAY)))
    }

    pub fn is_dated(&self) -> bool {
        self.to != Minute::MAX
    }

    pub fn meets(&self, other: &Scope) -> bool {
        self.from < other.to && other.from < self.to
    }

    /// Whether rows of one kind stand for some of the same work.
    pub fn clashes(&self, other: &Scope) -> bool {
        let same = |(mine, theirs): (&u64, &u64)| mine == theirs || *mine == 0 || *theirs == 0;
        self.meets(other) && self.apart.iter().zip(&other.apart).all(same)
    }
}

/// Only compared within one import, so any hash that is the same all through it will do.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}

fn days_since_1970(day: Date) -> i64 {
    i64::from(const { date(1970, 1, 1) }.days_until(day))
}

/// "2026-11-21" or "2026-11-21T09:30:00Z", with any offset: its day as written, and its minute.
pub(crate) fn time(text: &str) -> Option<(Date, Minute)> {
    let text = text.trim();
    let day: Date = text.get(..10)?.parse().ok()?;
    let minute = days_since_1970(day) * DAY;
    let Some(clock) = text.get(11..).filter(|clock| !clock.is_empty()) else {
        return (text.len() == 10).then_some((day, minute));
    };
    let hour: Minute = clock.get(..2)?.parse().ok()?;
    let past: Minute = clock.get(3..5)?.parse().ok()?;
    Some((day, minute + hour.clamp(0, 24) * 60 + past.clamp(0, 59) - offset(clock)))
}

/// Minutes east of UTC, of a clock's text such as "09:30:00.000+02:00".
fn offset(clock: &str) -> Minute {
    let Some(at) = clock.rfind(['+', '-']) else { return 0 };
    let rest = &clock[at..];
    let digits: Vec<Minute> = rest.chars().filter_map(|c| c.to_digit(10).map(Minute::from)).collect();
    let minutes = match digits.as_slice() {
        [a, b] => (a * 10 + b) * 60,
        [a, b, c, d] => (a * 10 + b) * 60 + c * 10 + d,
        _ => 0,
    };
    if rest.starts_with('-') { -minutes } else { minutes }
}

#[cfg(test)]
mod tests {
    use super::{DAY, Scope, time};
    use crate::prices::date;

    #[test]
    fn times_as_reports_write_them() {
        let start = 20_778 * DAY;
        for (text, expected) in [
            ("2026-11-21", Some(start)),
            ("2026-11-21T00:00:00Z", Some(start)),
            ("2026-11-21T09:30:00.123Z", Some(start + 570)),
            ("2026-11-21T09:30:00+02:00", Some(start + 450)),
            ("2026-11-21T09:30:00-0130", Some(start + 660)),
            ("2026-11-21 09:30", Some(start + 570)),
            ("2026-11", None),
            ("2026-11-21Tx", None),
            ("2026-11-2\u{e9}", None),
            ("", None),
        ] {
            assert_eq!(time(text).map(|(_, minute)| minute), expected, "{text}");
        }
        assert_eq!(time("2026-11-21T00:10:00+02:00").map(|(day, _)| day), Some(date(2026, 11, 21)));
    }

    #[test]
    fn work_is_the_same_unless_something_tells_it_apart() {
        let day = |day| Scope::days(date(2026, 11, day), 1);
        let month = Scope::month(date(2026, 11, 1));
        assert!(!day(1).clashes(&day(2)) && day(1).clashes(&day(1)) && day(30).clashes(&month));
        assert!(!Scope::month(date(2026, 12, 1)).clashes(&month));
        assert!(!Scope::month(date(2026, 12, 1)).clashes(&Scope::days(date(2027, 1, 1), 1)));
        let [opus, haiku] = ["opus", "haiku"].map(|model| day(1).of(&[Some(model)]));
        assert!(!opus.clashes(&haiku) && opus.clashes(&opus) && opus.clashes(&day(1)));
        assert!(Scope::EVER.clashes(&day(1)) && !Scope::EVER.is_dated() && day(1).is_dated());
    }
}
