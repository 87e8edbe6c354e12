//! Text -> [`Value`], by the grammar of RFC 8259.

use std::str::Chars;

use super::{NotJson, Value};
use crate::decimal;

/// Far deeper than any file of ours, and far from the end of the stack.
const DEEPEST: u8 = 127;

pub(super) fn read(text: &str) -> Result<Value, NotJson> {
    let mut reader = Reader { rest: text.chars() };
    let value = reader.value(DEEPEST);
    reader.blanks();
    let left = reader.rest.as_str().len();
    match value {
        Some(value) if left == 0 => Ok(value),
        _ => Err(NotJson { line: 1 + text.bytes().take(text.len() - left).filter(|b| *b == b'\n').count() }),
    }
}

struct Reader<'a> {
    rest: Chars<'a>,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.rest.clone().next()
    }

    /// Goes past `c` if it comes next.
    fn eat(&mut self, c: char) -> bool {
        let next = self.peek() == Some(c);
        if next {
            self.rest.next();
        }
        next
    }

    fn blanks(&mut self) {
        while let Some(' ' | '\n' | '\r' | '\t') = self.peek() {
            self.rest.next();
        }
    }

    fn value(&mut self, depth: u8) -> Option<Value> {
        self.blanks();
        match self.peek()? {
            'n' => self.word("null", Value::Null),
            't' => self.word("true", Value::Flag(true)),
            'f' => self.word("false", Value::Flag(false)),
            '"' => self.text().map(Value::Text),
            '[' => self.list(depth.checked_sub(1)?).map(Value::List),
            '{' => self.object(depth.checked_sub(1)?).map(Value::Object),
            _ => self.number().map(Value::Number),
        }
    }

    fn word(&mut self, word: &str, value: Value) -> Option<Value> {
        word.chars().all(|c| self.eat(c)).then_some(value)
    }

    fn list(&mut self, depth: u8) -> Option<Vec<Value>> {
        let mut items = Vec::new();
        while self.more('[', ']', items.is_empty())? {
            items.push(self.value(depth)?);
        }
        Some(items)
    }

    fn object(&mut self, depth: u8) -> Option<Vec<(String, Value)>> {
        let mut pairs = Vec::new();
        while self.more('{', '}', pairs.is_empty())? {
            self.blanks();
            let key = self.text()?;
            self.blanks();
            let value = if self.eat(':') { self.value(depth)? } else { return None };
            pairs.push((key, value));
        }
        Some(pairs)
    }

    /// Goes to the next item of a list or an object, over what opens it or a comma, or
    /// past its end.
    fn more(&mut self, open: char, close: char, first: bool) -> Option<bool> {
        self.blanks();
        if first {
            self.eat(open);
            self.blanks();
        }
        match (self.eat(close), first) {
            (true, _) => Some(false),
            (false, true) => Some(true),
            (false, false) => self.eat(',').then_some(true),
        }
    }

    fn text(&mut self) -> Option<String> {
        let mut out = String::new();
        if !self.eat('"') {
            return None;
        }
        loop {
            match self.rest.next()? {
                '"' => return Some(out),
                '\\' => out.push(self.escaped()?),
                c if c < ' ' => return None,
                c => out.push(c),
            }
        }
    }

    fn escaped(&mut self) -> Option<char> {
        match self.rest.next()? {
            c @ ('"' | '\\' | '/') => Some(c),
            'n' => Some('\n'),
            'r' => Some('\r'),
            't' => Some('\t'),
            'b' => Some('\u{8}'),
            'f' => Some('\u{c}'),
            'u' => self.unicode(),
            _ => None,
        }
    }

    /// Beyond 16 bits a character is written as two halves.
    fn unicode(&mut self) -> Option<char> {
        let unit = self.hex()?;
        if !(0xd800..0xdc00).contains(&unit) {
            return char::from_u32(unit);
        }
        let low = if self.eat('\\') && self.eat('u') { self.hex()? } else { return None };
        let low = low.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
        char::from_u32(0x10000 + (unit - 0xd800) * 0x400 + low)
    }

    fn hex(&mut self) -> Option<u32> {
        (0..4).try_fold(0, |sum, _| Some(sum * 16 + self.rest.next()?.to_digit(16)?))
    }

    fn number(&mut self) -> Option<f64> {
        let negative = self.eat('-');
        let from = self.rest.as_str();
        if !self.eat('0') {
            self.digits()?;
        }
        if self.eat('.') {
            self.digits()?;
        }
        if self.eat('e') || self.eat('E') {
            _ = self.eat('+') || self.eat('-');
            self.digits()?;
        }
        // By length: comparing what is left would take as long again for every number.
        let text = from.get(..from.len() - self.rest.as_str().len())?;
        let size = decimal::read(text).filter(|size| size.is_finite())?;
        Some(if negative { -size } else { size })
    }

    fn digits(&mut self) -> Option<()> {
        let digit = |reader: &Self| reader.peek().filter(char::is_ascii_digit);
        digit(self)?;
        while digit(self).is_some() {
            self.rest.next();
        }
        Some(())
    }
}
