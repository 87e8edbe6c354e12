//! Spread: a record over several lines, as editors and `jq` write it, or a list of records. The blanks
//! between its marks are taken out, so that it is written as the agent writes it.

use crate::logs::read::kind::Brackets;

/// Where a text is of records that are no lines.
#[derive(Clone, Debug, Default)]
pub struct Spread {
    brackets: Brackets,
    depth: usize,
    in_list: bool,
    /// Of the line so far: its bytes, and whether only blanks are among them.
    column: usize,
    has_text: bool,
    /// The column of the record that is being read, where it begins its line.
    from: Option<usize>,
}

/// What a byte is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    Blank,
    /// The first of a record; the one before it is over, whole or not.
    First,
    Inner,
    /// The last of a record.
    Last,
    /// The end of what is no line; lines follow.
    Over,
    /// It belongs to a line.
    Stray,
}

impl Spread {
    pub fn step(&mut self, byte: u8) -> Next {
        let (column, is_first) = (self.column, !self.has_text);
        self.column += 1;
        if byte == b'\n' {
            // Within a string no line ends: one that was cut ends here.
            self.brackets.end_string();
            (self.column, self.has_text) = (0, false);
            return if self.depth == 0 && !self.in_list { Next::Over } else { Next::Blank };
        }
        if !self.brackets.in_string() && byte.is_ascii_whitespace() {
            return Next::Blank;
        }
        self.has_text = true;
        if is_first && self.depth > 0 && self.from == Some(column) {
            match byte {
                // What was cut before its end is no part of the next record.
                b'{' => self.depth = 0,
                b'}' => {}
                // Nothing is indented.
                _ => self.from = None,
            }
        }
        if self.depth == 0 {
            return self.outside(byte, is_first.then_some(column));
        }
        self.depth = self.brackets.step(byte);
        if self.depth == 0 { Next::Last } else { Next::Inner }
    }

    fn outside(&mut self, byte: u8, column: Option<usize>) -> Next {
        match byte {
            b'{' => {
                self.brackets = Brackets::default();
                self.depth = self.brackets.step(byte);
                self.from = column;
                return Next::First;
            }
            b'[' => self.in_list = true,
            b']' => self.in_list = false,
            b',' => {}
            _ => return Next::Stray,
        }
        Next::Blank
    }
}
