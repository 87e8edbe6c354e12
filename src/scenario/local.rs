//! Local: the person's own currency and tax. For display alone: prices and what follows from them
//! stay in US dollars before tax.

use super::Scenario;

/// Where the list's own money is meant.
const DOLLARS: &str = "USD";

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Local {
    /// Three capital letters, as ISO 4217 has them; empty for US dollars.
    pub currency: String,
    /// Units of it for a US dollar; 0 where that was not said.
    pub rate: f64,
    /// The day of that rate, such as 2026-11-28; empty where that was not said.
    pub rate_on: String,
    /// Share of what is paid that comes on top of it.
    pub tax: f64,
}

/// In what money, and with what tax, something is shown beside US dollars.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LocalMoney<'a> {
    pub currency: &'a str,
    pub per_usd: f64,
    /// Empty where the rate has no day, and where none is needed.
    pub rate_on: &'a str,
    pub tax: f64,
}

impl LocalMoney<'_> {
    pub fn before_tax(&self, usd: f64) -> f64 {
        usd * self.per_usd
    }

    pub fn with_tax(&self, usd: f64) -> f64 {
        self.before_tax(usd) * (1.0 + self.tax)
    }

    pub fn is_dollars(&self) -> bool {
        self.currency == DOLLARS
    }
}

impl Local {
    /// `None` where US dollars before tax are all that is asked for, and while the rate is missing.
    pub fn money(&self) -> Option<LocalMoney<'_>> {
        let tax = self.tax;
        if self.currency.is_empty() || self.currency == DOLLARS {
            return (tax > 0.0).then_some(LocalMoney { currency: DOLLARS, per_usd: 1.0, rate_on: "", tax });
        }
        let (currency, per_usd, rate_on) = (&self.currency, self.rate, &self.rate_on);
        (per_usd > 0.0).then_some(LocalMoney { currency, per_usd, rate_on, tax })
    }

    pub fn lacks_rate(&self) -> bool {
        self.rate == 0.0 && !self.currency.is_empty() && self.currency != DOLLARS
    }
}

/// A word of the scenario, entered as text.
pub struct Word {
    /// Its name in links and files; never changed once released.
    pub key: &'static str,
    pub get: fn(&Scenario) -> &str,
    /// Takes a text; whether it is such a word, which may be none.
    pub set: fn(&mut Scenario, &str) -> bool,
}

pub static WORDS: [Word; 2] = [
    Word {
        key: "currency",
        get: |s| &s.local.currency,
        set: |s, text| put(&mut s.local.currency, code(text)),
    },
    Word { key: "rateOn", get: |s| &s.local.rate_on, set: |s, text| put(&mut s.local.rate_on, day(text)) },
];

/// The word of that name.
pub fn word(key: &str) -> Option<&'static Word> {
    WORDS.iter().find(|word| word.key == key)
}

fn put(place: &mut String, text: Option<String>) -> bool {
    let taken = text.is_some();
    *place = text.unwrap_or_else(|| std::mem::take(place));
    taken
}

fn code(text: &str) -> Option<String> {
    let code = text.trim().to_ascii_uppercase();
    let letters = code.bytes().filter(u8::is_ascii_uppercase).count();
    (code.is_empty() || (letters == 3 && code.len() == 3)).then_some(code)
}

fn day(text: &str) -> Option<String> {
    let text = text.trim();
    (text.is_empty() || text.parse::<crate::prices::Date>().is_ok()).then(|| text.into())
}
