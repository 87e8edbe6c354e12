//! The headline: what this person pays, in three slots: money, on what, from what.
//!
//! One number, one meaning: large is what leaves the account. Dollars at API prices stand in
//! their own slot and say so.

use super::{Locale, answer, labels, payer};
use crate::decisions::options::Options;
use crate::decisions::range::PaidRange;
use crate::model::estimate::Estimate;
use crate::prices::RateTable;
use crate::prices::plans::Plan;
use crate::scenario::{Basis, Scenario};

mod money;
mod paid;
mod plan;

pub use money::{adding, range};
pub use plan::weeks_past;

/// What stands first on the page; the parts are placed, never cut or joined otherwise.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Headline {
    /// "$155", "$100 to $177"; "–" without a number, nothing while something is opened.
    pub money: String,
    /// "a month" beside a number.
    pub per: String,
    /// "80% range $84 to $318", where the month is not known exactly.
    pub range: String,
    /// The payer's name alone, for a phone's menu: "API", "Max".
    pub payer: String,
    /// "on the API", "20 developers, $155 each; on the API".
    pub on_what: String,
    /// What the money consists of, where it is more than one thing.
    pub parts: String,
    /// Sentences, or what follows "on the API" after a comma.
    pub from_what: String,
    /// "At API prices: $311".
    pub at_api_prices: Option<String>,
    /// The input to mend or to answer first.
    pub mend: Option<Mend>,
    /// The last valid one, while the input cannot be met.
    pub dimmed: bool,
}

/// Where to go, and what the button there says.
#[derive(Clone, Debug, PartialEq)]
pub struct Mend {
    /// The key of an input.
    pub key: String,
    pub label: String,
}

/// Where the numbers come from. What is told comes from those who know: bill, logs, link.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Source {
    #[default]
    Inputs,
    Told {
        /// "your bill" in the place of the payer, where that says more.
        on_what: Option<String>,
        from_what: String,
    },
}

/// What is opened before there is a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    Link,
    Last,
}

/// All that a headline is made of.
pub struct Asked<'a> {
    pub table: &'a RateTable,
    pub plans: &'a [Plan],
    /// As it was asked, a bill not yet solved.
    pub scenario: &'a Scenario,
    pub estimate: &'a Estimate,
    /// Of the estimate's answer, where there is one.
    pub options: Option<&'a Options>,
    pub source: &'a Source,
    /// How far what is paid may lie from the answer, where that is not known exactly.
    pub range: Option<&'a PaidRange>,
}

const NO_NUMBER: &str = "–";

pub fn headline(asked: &Asked, locale: &Locale) -> Headline {
    match asked.options {
        Some(options) => paid::headline(asked, options, locale),
        None => without_price(asked, locale),
    }
}

/// Nothing of anybody's is painted before it is there.
pub fn opening(what: Opening) -> Headline {
    let from_what = match what {
        Opening::Link => labels::paid::OPENING_LINK,
        Opening::Last => labels::paid::OPENING_LAST,
    };
    Headline { from_what: from_what.into(), ..Headline::default() }
}

impl Headline {
    /// The same as the last that was right, while this keeps another from being computed.
    pub fn dimmed(&self, why: &str, mend: Option<Mend>) -> Headline {
        let from_what = why.to_string();
        Headline { dimmed: true, from_what, mend, at_api_prices: None, ..self.clone() }
    }

    /// All of it but the money, as one text.
    pub fn line(&self) -> String {
        let mut line = format!("{}{}{}", self.on_what, self.then_parts(), self.then_from_what());
        if let Some(more) = &self.at_api_prices {
            let between = match line.chars().last() {
                None => "",
                Some('.' | '…' | '?') => " ",
                Some(_) => ". ",
            };
            line += &format!("{between}{more}");
        }
        line
    }

    /// What follows [`Headline::on_what`]: ": $100 and about $77 of usage credits".
    pub fn then_parts(&self) -> String {
        if self.parts.is_empty() { String::new() } else { format!(": {}", self.parts) }
    }

    /// What follows [`Headline::on_what`] and the parts, with the sign between: ", for a typical
    /// developer. Not yet your numbers."
    pub fn then_from_what(&self) -> String {
        let sentence = self.from_what.chars().next().is_some_and(|first| !first.is_ascii_lowercase());
        let before = [&self.on_what, &self.parts].iter().any(|text| !text.is_empty());
        let between = match (before && !self.from_what.is_empty(), sentence) {
            (false, _) => "",
            (true, true) => ". ",
            (true, false) => ", ",
        };
        format!("{between}{}", self.from_what)
    }

    /// "$155 a month on the API, for a typical developer. Not yet your numbers."
    pub fn sentence(&self) -> String {
        let line = self.line();
        let colon = if line.starts_with(|first: char| first.is_ascii_digit()) { ":" } else { "" };
        let per = match self.range.is_empty() {
            true => format!("{}{colon}", self.per),
            false => format!("{}, {}{}", self.per, self.range, if colon.is_empty() { "," } else { colon }),
        };
        let parts = [self.money.clone(), per, line];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

/// What is missing, and the field that mends it.
fn without_price(asked: &Asked, locale: &Locale) -> Headline {
    let problem = answer::problems(asked.table, asked.estimate, locale).into_iter().next();
    let mend = problem.as_ref().map(|(key, _)| Mend { key: (*key).into(), label: answer::label(key).into() });
    Headline {
        money: NO_NUMBER.into(),
        payer: paid::payer_name(asked.plans, asked.scenario),
        from_what: problem.map_or_else(String::new, |(key, text)| format!("{}: {text}", answer::label(key))),
        mend,
        ..Headline::default()
    }
}

/// "$155" with "a month" beside it.
fn with_money(money: String) -> Headline {
    Headline { money, per: labels::paid::A_MONTH.into(), ..Headline::default() }
}

/// "for a typical developer. Not yet your numbers.", while nothing was changed and nobody works otherwise.
fn untouched(scenario: &Scenario, team: bool) -> Option<String> {
    let whose = payer::whose(scenario.base);
    let whose = if team { format!("each like {whose}") } else { format!("for {whose}") };
    let is_untouched = scenario.team.groups.is_empty() && scenario.works_like(scenario.base);
    is_untouched.then(|| format!("{whose}. {}", labels::paid::NOT_YET_YOURS))
}

/// "from the token counts of one session.", while those are what the month is computed from.
fn from_token_counts(scenario: &Scenario) -> Option<&'static str> {
    (scenario.basis == Basis::Totals).then_some(labels::paid::FROM_TOKEN_COUNTS)
}
