//! STUB until the rates branch lands.
pub use jiff::civil::Date;
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    Input,
    Write5m,
    Write1h,
    Read,
    Output,
}
impl Class {
    pub const ALL: [Class; 5] = [Class::Input, Class::Write5m, Class::Write1h, Class::Read, Class::Output];
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Band {
    Lower,
    Upper,
    Fast,
}
impl Band {
    pub const ALL: [Band; 3] = [Band::Lower, Band::Upper, Band::Fast];
}
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rates {
    pub input: f64,
    pub write_5m: f64,
    pub write_1h: f64,
    pub read: f64,
    pub output: f64,
}
impl Rates {
    pub fn of(&self, c: Class) -> f64 {
        match c {
            Class::Input => self.input,
            Class::Write5m => self.write_5m,
            Class::Write1h => self.write_1h,
            Class::Read => self.read,
            Class::Output => self.output,
        }
    }
    pub fn set(&mut self, c: Class, r: f64) {
        *match c {
            Class::Input => &mut self.input,
            Class::Write5m => &mut self.write_5m,
            Class::Write1h => &mut self.write_1h,
            Class::Read => &mut self.read,
            Class::Output => &mut self.output,
        } = r;
    }
}
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    pub above: f64,
    pub rates: Rates,
}
#[derive(Clone, Debug, PartialEq)]
pub struct PriceRow {
    pub revision: u32,
    pub from: Date,
    pub to: Option<Date>,
    pub rates: Rates,
    pub step: Option<Step>,
    pub fast: Option<Rates>,
    pub source: String,
    pub checked: Date,
    pub provisional: bool,
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    Fable,
    Mythos,
    Opus,
    Sonnet,
    Haiku,
}
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tokenizer {
    Classic,
    Since2026,
}
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    pub id: String,
    pub name: String,
    pub family: Family,
    pub current: bool,
    pub released: Date,
    pub retires: Option<Date>,
    pub retirement_note: Option<String>,
    pub window: f64,
    pub max_output: Option<f64>,
    pub tokenizer: Tokenizer,
    pub us_only: bool,
    pub prices: Vec<PriceRow>,
}
#[derive(Clone, Debug, PartialEq)]
pub struct RateTable {
    pub revision: u32,
    pub models: Vec<Model>,
}
impl RateTable {
    pub fn shipped() -> RateTable {
        let d = jiff::civil::date(2026, 1, 1);
        let m = |id: &str, name: &str, family, current, i: f64, read: f64, window, tokenizer, step: bool| {
            let r = |k: f64| Rates {
                input: i * k,
                write_5m: i * k * 1.25,
                write_1h: i * k * 2.0,
                read: read * k,
                output: i * k * 5.0,
            };
            Model {
                id: id.into(),
                name: name.into(),
                family,
                current,
                released: d,
                retires: None,
                retirement_note: None,
                window,
                max_output: None,
                tokenizer,
                us_only: true,
                prices: vec![PriceRow {
                    revision: 1,
                    from: d,
                    to: None,
                    rates: r(1.0),
                    step: if step { Some(Step { above: 1e5, rates: r(5.0) }) } else { None },
                    fast: None,
                    source: "".into(),
                    checked: jiff::civil::date(2026, 11, 21),
                    provisional: false,
                }],
            }
        };
        use Family::*;
        use Tokenizer::*;
        RateTable {
            revision: 1,
            models: vec![
                m("claude-opus-5-5", "Opus 5.5", Opus, true, 4.0, 0.2, 1e6, Since2026, false),
                m("claude-sonnet-5-5", "Sonnet 5.5", Sonnet, true, 2.0, 0.1, 1e6, Since2026, false),
                m("claude-haiku-5-5", "Haiku 5.5", Haiku, true, 0.1, 0.01, 1e6, Since2026, true),
                m("claude-sonnet-4-6", "Sonnet 4.6", Sonnet, false, 3.0, 0.3, 1e6, Classic, false),
                m("claude-opus-4-8", "Opus 4.8", Opus, false, 5.0, 0.5, 1e6, Since2026, false),
                m("claude-sonnet-5", "Sonnet 5", Sonnet, false, 2.0, 0.2, 1e6, Since2026, false),
                m("claude-haiku-4-5", "Haiku 4.5", Haiku, false, 1.0, 0.1, 2e5, Classic, false),
            ],
        }
    }
    pub fn model(&self, id: &str) -> Option<&Model> {
        self.models.iter().find(|m| m.id == id)
    }
}
impl Model {
    pub fn price(&self, day: Date, revision: u32) -> Option<&PriceRow> {
        self.prices.iter().find(|r| r.revision <= revision && r.from <= day)
    }
    pub fn retired(&self, day: Date) -> bool {
        self.retires.is_some_and(|r| r <= day)
    }
}
