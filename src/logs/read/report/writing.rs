//! Writing: numbers and days of a table as a spreadsheet saved them in the writing of its language:
//! "1.234,56", "15.11.2026", "11/15/2026".
//!
//! Most cells can be read in one way only, and they tell how the others are meant: "1,234" is a
//! fraction beside "0,05", and a thousand beside "12,345.67". Where no cell tells, the semicolon between
//! cells does: spreadsheets write it where the comma is their decimal sign. What can still be read in two
//! ways is not read at all.

use std::borrow::Cow;

use csv::StringRecord;

use super::cells::plain;
use crate::logs::read::number::{Mark, mark};

/// In the names of columns of numbers, and of those of them that are counted whole.
const AMOUNTS: [&str; 7] = ["cost", "price", "spend", "usd", "amount", "quantity", "rate"];
const COUNTS: [&str; 2] = ["tokens", "requests"];
/// Those that have no other name.
const USAGE: [&str; 2] = ["usage", "byokusage"];
/// In the place of what is not read.
const OPEN: &str = "?";

#[derive(Clone, Copy, PartialEq)]
enum Column {
    Amount,
    Count,
    Day,
    Other,
}

impl Column {
    fn of(name: &str) -> Column {
        let name = plain(name);
        let has = |parts: &[&str]| parts.iter().any(|part| name.contains(part));
        match () {
            () if has(&AMOUNTS) || USAGE.contains(&name.as_str()) => Column::Amount,
            () if has(&COUNTS) || name.ends_with("count") => Column::Count,
            () if name.contains("date") || name.ends_with("start") || name.ends_with("end") => Column::Day,
            () => Column::Other,
        }
    }
}

/// How the cells of one table are written, as far as some of them tell.
pub(super) struct Writing {
    columns: Vec<Column>,
    delimiter: u8,
    /// Whether some number has a comma or a point for its decimal sign.
    commas: bool,
    points: bool,
    /// Whether there are numbers with a comma, and with a point, that can be read in two ways.
    open_commas: bool,
    open_points: bool,
    /// Whether a whole number has one mark and three digits behind it.
    has_thousands: bool,
    /// Whether there are days in another writing than here.
    has_days: bool,
    /// Whether some day is before its month, and behind it.
    days_first: bool,
    months_first: bool,
}

impl Writing {
    pub fn of(names: &StringRecord, delimiter: u8, records: &[StringRecord]) -> Writing {
        let mut writing = Writing {
            columns: names.iter().map(Column::of).collect(),
            delimiter,
            commas: false,
            points: false,
            open_commas: false,
            open_points: false,
            has_thousands: false,
            has_days: false,
            days_first: false,
            months_first: false,
        };
        for record in records {
            for (at, cell) in record.iter().enumerate() {
                writing.see(at, cell);
            }
        }
        writing
    }

    fn column(&self, at: usize) -> Column {
        self.columns.get(at).copied().unwrap_or(Column::Other)
    }

    fn see(&mut self, at: usize, cell: &str) {
        match self.column(at) {
            Column::Other => {}
            Column::Day => {
                let order = Day::of(cell).map(|day| day.order);
                self.has_days |= order.is_some();
                self.days_first |= order == Some(Order::DayFirst);
                self.months_first |= order == Some(Order::MonthFirst);
            }
            column => match mark(cell) {
                Some(Mark::Decimal(',')) => self.commas = true,
                Some(Mark::Decimal(_)) => self.points = true,
                // Of whole numbers it is no fraction.
                Some(Mark::Open(_)) if column == Column::Count => self.has_thousands = true,
                Some(Mark::Open(',')) => self.open_commas = true,
                Some(Mark::Open(_)) => self.open_points = true,
                None => {}
            },
        }
    }

    /// The record as programs write it, and whether something in it can be read in two ways.
    pub fn plain<'a>(&self, record: &'a StringRecord) -> (Cow<'a, StringRecord>, bool) {
        if !(self.commas || self.open_commas || self.has_thousands || self.has_days) {
            return (Cow::Borrowed(record), false);
        }
        let mut is_open = false;
        let mut out = StringRecord::new();
        for (at, cell) in record.iter().enumerate() {
            let read = match self.column(at) {
                Column::Other => Some(cell.into()),
                Column::Day => self.day(cell),
                column => self.number(cell, column),
            };
            is_open |= read.is_none();
            out.push_field(read.as_deref().unwrap_or(OPEN));
        }
        out.set_position(record.position().cloned());
        (Cow::Owned(out), is_open)
    }

    fn number(&self, cell: &str, column: Column) -> Option<String> {
        let decimal = match mark(cell) {
            None => '.',
            Some(Mark::Decimal(sign)) => sign,
            Some(Mark::Open(sign)) if column == Column::Count => self.decimal_of_count(sign),
            Some(Mark::Open(sign)) => self.decimal(sign)?,
        };
        Some(if decimal == ',' { swapped(cell) } else { cell.into() })
    }

    /// The decimal sign of a whole number with this one mark and three digits behind it: another one,
    /// unless all numbers have their zeros behind it, "123.000" beside "0.500".
    fn decimal_of_count(&self, mark: char) -> char {
        match mark {
            ',' if self.commas => ',',
            ',' => '.',
            _ if self.points => '.',
            _ => ',',
        }
    }

    /// The decimal sign of a number with this one mark and three digits behind it.
    fn decimal(&self, mark: char) -> Option<char> {
        let both = self.open_commas && self.open_points;
        match (self.commas, self.points) {
            (true, true) => None,
            (true, false) => Some(','),
            (false, true) => Some('.'),
            // Of programs, which set no thousands apart.
            (false, false) if mark == '.' && !both => Some('.'),
            (false, false) => match self.delimiter {
                b';' if !both => Some(','),
                b',' if !both => Some('.'),
                _ => None,
            },
        }
    }

    /// A day that is written otherwise than here; any other text as it is.
    fn day(&self, cell: &str) -> Option<String> {
        let Some(day) = Day::of(cell) else { return Some(cell.into()) };
        let order = match (day.order, self.days_first, self.months_first) {
            (Order::Open, true, false) => Order::DayFirst,
            (Order::Open, false, true) => Order::MonthFirst,
            (order, ..) => order,
        };
        let [a, b, c] = day.parts;
        let [year, month, day_of] = match order {
            Order::YearFirst => [a, b, c],
            Order::DayFirst => [c, b, a],
            Order::MonthFirst => [c, a, b],
            Order::Open => return None,
        };
        let clock = day.clock.split(':').map(two).collect::<Vec<_>>().join(":");
        let clock = if clock == "0" { String::new() } else { [" ", &clock].concat() };
        Some([year, "-", &two(month), "-", &two(day_of), &clock].concat())
    }
}

/// Every comma a point, and every point a comma.
fn swapped(text: &str) -> String {
    let swap = |c| match c {
        ',' => '.',
        '.' => ',',
        c => c,
    };
    text.chars().map(swap).collect()
}

/// In two digits.
fn two(digits: &str) -> String {
    if digits.len() < 2 { ["0", digits].concat() } else { digits.into() }
}

#[derive(Clone, Copy, PartialEq)]
enum Order {
    YearFirst,
    DayFirst,
    MonthFirst,
    /// Either of the last two, or a year of two digits.
    Open,
}

/// A day of three numbers, and the clock behind it.
struct Day<'a> {
    parts: [&'a str; 3],
    clock: &'a str,
    order: Order,
}

impl<'a> Day<'a> {
    /// Nothing of what is no day, and of one that is written as programs do.
    fn of(cell: &'a str) -> Option<Day<'a>> {
        let (day, clock) = cell.trim().split_once(' ').unwrap_or((cell.trim(), ""));
        let mark = day.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '.' | '/' | '-'))?;
        let parts: Vec<&str> = day.split(mark).collect();
        let &[first, second, third] = parts.as_slice() else { return None };
        let is_number =
            |part: &&str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        let is_clock = clock.chars().all(|c| c.is_ascii_digit() || c == ':');
        if !parts.iter().all(is_number) || !is_clock {
            return None;
        }
        let above_12 = |part: &str| part.parse::<u32>().is_ok_and(|number| number > 12);
        let order = match (first.len(), third.len()) {
            (4, 2) if mark == '-' && second.len() == 2 => return None,
            (4, 1 | 2) => Order::YearFirst,
            (1 | 2, 4) if mark == '.' || above_12(first) => Order::DayFirst,
            (1 | 2, 4) if above_12(second) => Order::MonthFirst,
            _ => Order::Open,
        };
        Some(Day { parts: [first, second, third], clock, order })
    }
}

#[cfg(test)]
mod tests {
    use super::Writing;
    use csv::StringRecord;

    /// Cells of a column one below the other, and what they are as programs write them.
    fn check(column: &str, delimiter: u8, cells: &[&str], expected: &[&str]) {
        let names = StringRecord::from(vec![column]);
        let records: Vec<StringRecord> = cells.iter().map(|cell| StringRecord::from(vec![*cell])).collect();
        let writing = Writing::of(&names, delimiter, &records);
        let plain: Vec<_> = records.iter().map(|record| writing.plain(record).0).collect();
        let plain: Vec<&str> = plain.iter().map(|record| &record[0]).collect();
        assert_eq!(plain, expected, "{column} {cells:?}");
    }

    #[test]
    fn other_cells_tell_how_a_number_is_meant() {
        check("cost_usd", b';', &["1,234", "2,500"], &["1.234", "2.500"]);
        check("cost_usd", b',', &["1,234", "2,500"], &["1,234", "2,500"]);
        check("cost_usd", b'\t', &["1,234", "7"], &["?", "7"]);
        check("cost_usd", b'\t', &["1,234", "0,05"], &["1.234", "0.05"]);
        check("cost_usd", b';', &["1,234", "1,234.50"], &["1,234", "1,234.50"]);
        check("cost_usd", b';', &["1.234,56", "1.234"], &["1,234.56", "1,234"]);
        check("cost_usd", b';', &["1.234", "2.5"], &["1.234", "2.5"]);
        check("cost_usd", b';', &["1.234"], &["1.234"]);
        check("cost_usd", b';', &["1.234", "1,234"], &["?", "?"]);
        check("cost_usd", b';', &["1,234", "2,5", "2.5"], &["?", "2.5", "2.5"]);
        check("usage_output_tokens", b';', &["1,234"], &["1,234"]);
        check("usage_output_tokens", b';', &["1.234", "1.234.567"], &["1,234", "1,234,567"]);
        check("usage_output_tokens", b',', &["123.000", "0.500"], &["123.000", "0.500"]);
        check("cost_usd", b';', &["-0,5", "(1,25)", "$1,5"], &["-0.5", "(1.25)", "$1.5"]);
        check("model", b';', &["1,234"], &["1,234"]);
    }

    #[test]
    fn other_cells_tell_how_a_day_is_meant() {
        let check = |cells: &[&str], expected: &[&str]| check("usage_date_utc", b',', cells, expected);
        check(&["2026-11-15", "2026-11-15T00:00:00Z"], &["2026-11-15", "2026-11-15T00:00:00Z"]);
        check(&["11/15/2026", "11/2/2026"], &["2026-11-15", "2026-11-02"]);
        check(&["15/11/2026", "2/11/2026 7:05"], &["2026-11-15", "2026-11-02 07:05"]);
        check(&["5.11.2026", "2026/11/6"], &["2026-11-05", "2026-11-06"]);
        check(&["11/2/2026"], &["?"]);
        check(&["11/2/2026", "11/15/2026", "15/11/2026"], &["?", "2026-11-15", "2026-11-15"]);
        check(&["11/15/26", "Total", ""], &["?", "Total", ""]);
    }
}
