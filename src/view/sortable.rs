//! A table whose rows can be put in another order, and of which one group can be shown alone.

use crate::scenario::in_order;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sortable {
    pub caption: String,
    pub lines: Vec<Line>,
}

/// The first cell heads its row.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub cells: Vec<Cell>,
    /// Whether it stands out, and stays whatever group is shown.
    pub is_marked: bool,
    pub group: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    pub text: String,
    /// What is said below it.
    pub more: Vec<String>,
    pub order: Order,
}

/// What a cell is sorted by.
#[derive(Clone, Debug, PartialEq)]
pub enum Order {
    Number(f64),
    Text(String),
    /// After all others, whichever way they are sorted.
    Last,
}

/// By which column, and which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sorting {
    pub column: usize,
    pub is_descending: bool,
}

impl Cell {
    pub fn new(text: impl Into<String>, order: Order) -> Cell {
        Cell { text: text.into(), more: Vec::new(), order }
    }

    pub fn with(self, more: Vec<String>) -> Cell {
        Cell { more, ..self }
    }
}

impl Sorting {
    /// The smallest of a column first.
    pub fn by(column: usize) -> Sorting {
        Sorting { column, is_descending: false }
    }

    /// After its column's head was pressed: the other way round, or by another column.
    pub fn pressed(self, column: usize) -> Sorting {
        let is_descending = self.column == column && !self.is_descending;
        Sorting { column, is_descending }
    }

    /// The word of `aria-sort`, of the column that is sorted by.
    pub fn aria(self, column: usize) -> Option<&'static str> {
        let word = if self.is_descending { "descending" } else { "ascending" };
        (self.column == column).then_some(word)
    }
}

impl Sortable {
    /// The groups of its lines, each once, in the order of the lines. Marked lines have none.
    pub fn groups(&self) -> Vec<String> {
        let mut groups: Vec<String> = Vec::new();
        for line in self.lines.iter().filter(|line| !line.is_marked) {
            if !groups.contains(&line.group) {
                groups.push(line.group.clone());
            }
        }
        groups
    }

    /// The lines of a group, or all, in an order. What has no place in it stays last.
    pub fn sorted(&self, by: Sorting, group: Option<&str>) -> Vec<Line> {
        let is_shown = |line: &&Line| line.is_marked || group.is_none_or(|group| line.group == group);
        let is_last = |line: &&Line| matches!(order(line, by.column), Order::Last);
        let (last, known): (Vec<&Line>, Vec<&Line>) = self.lines.iter().filter(is_shown).partition(is_last);
        let mut lines = in_order::by_key(known, |line| key(line, by.column));
        if by.is_descending {
            lines.reverse();
        }
        lines.into_iter().chain(last).cloned().collect()
    }
}

fn order(line: &Line, column: usize) -> &Order {
    line.cells.get(column).map_or(&Order::Last, |cell| &cell.order)
}

/// Texts after numbers, whatever their case.
fn key(line: &Line, column: usize) -> (f64, String) {
    match order(line, column) {
        Order::Number(number) => (*number, String::new()),
        Order::Text(text) => (f64::INFINITY, text.to_ascii_lowercase()),
        Order::Last => (f64::INFINITY, String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Sortable {
        let line = |name: &str, order: Order, is_marked: bool, group: &str| Line {
            cells: vec![Cell::new(name, Order::Text(name.into())), Cell::new("", order)],
            is_marked,
            group: group.into(),
        };
        let lines = vec![
            line("beta", Order::Number(2.0), false, "x"),
            line("Alpha", Order::Last, false, "y"),
            line("yours", Order::Number(3.0), true, "mine"),
            line("gamma", Order::Number(1.0), false, "y"),
        ];
        Sortable { caption: String::new(), lines }
    }

    fn names(by: Sorting, group: Option<&str>) -> Vec<String> {
        table().sorted(by, group).into_iter().map(|line| line.cells[0].text.clone()).collect()
    }

    #[test]
    fn numbers_sort_both_ways_and_the_unknown_stays_last() {
        let rising = Sorting::by(1);
        assert_eq!(names(rising, None), ["gamma", "beta", "yours", "Alpha"]);
        assert_eq!(names(rising.pressed(1), None), ["yours", "beta", "gamma", "Alpha"]);
        assert_eq!(rising.pressed(1).pressed(1), rising);
    }

    #[test]
    fn names_sort_whatever_their_case() {
        let by = Sorting::by(1).pressed(0);
        assert_eq!(names(by, None), ["Alpha", "beta", "gamma", "yours"]);
        assert_eq!(
            (by.aria(0), by.aria(1), by.pressed(0).aria(0)),
            (Some("ascending"), None, Some("descending"))
        );
    }

    #[test]
    fn a_group_is_shown_with_the_marked_line() {
        assert_eq!(names(Sorting::by(1), Some("y")), ["gamma", "yours", "Alpha"]);
        assert_eq!(table().groups(), ["x", "y"]);
    }
}
