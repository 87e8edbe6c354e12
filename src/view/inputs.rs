//! Every input in words: label, unit, help, slider, and when it shows.
//!
//! One row per input, in [`numbers`] and [`choices`]; the page makes its inputs from them.

use super::Locale;
use super::labels::{Words, fold};
use crate::scenario::{Kind, Scenario, choice, field};

mod choices;
mod numbers;
mod slider;

pub use choices::CHOICES;
pub use numbers::NUMBERS;
pub use slider::Slider;

/// How one part of the scenario is asked for.
pub struct Input {
    /// The key of its field, choice or word, or `agentModel`, `jobModel`.
    pub key: &'static str,
    pub label: &'static str,
    /// Where to find the number, and what is typical. `Commands` stand in backticks.
    pub help: &'static str,
    pub form: Form,
    /// The id of a term that explains the label, see [`super::terms::term_of`].
    pub term: Option<&'static str>,
    /// Shows where all of these hold.
    pub when: &'static [When],
}

/// What is entered.
pub enum Form {
    Number {
        unit: &'static str,
        slider: Slider,
    },
    /// The scenario's words with their labels.
    Choice(Words),
    /// A model's id, from [`super::prices::picker`].
    Model,
    /// A word of the scenario, such as this one.
    Text {
        example: &'static str,
    },
}

/// A choice that has one of these words.
pub struct When {
    pub key: &'static str,
    pub words: &'static [&'static str],
}

impl When {
    pub fn holds(&self, scenario: &Scenario) -> bool {
        choice(self.key).is_some_and(|choice| self.words.contains(&(choice.get)(scenario)))
    }
}

impl Input {
    const fn term(mut self, id: &'static str) -> Input {
        self.term = Some(id);
        self
    }

    const fn when(mut self, all: &'static [When]) -> Input {
        self.when = all;
        self
    }

    /// Whether it counts in this scenario.
    pub fn shows(&self, scenario: &Scenario) -> bool {
        self.when.iter().all(|when| when.holds(scenario))
    }

    /// A number's unit; empty for the others.
    pub fn unit(&self) -> &'static str {
        match self.form {
            Form::Number { unit, .. } => unit,
            _ => "",
        }
    }

    /// The unit beside its field: nothing where the label says it.
    pub fn unit_beside(&self) -> &'static str {
        let unit = self.unit();
        if self.label.to_ascii_lowercase().contains(unit) { "" } else { unit }
    }

    pub fn slider(&self) -> Option<&Slider> {
        match &self.form {
            Form::Number { slider, .. } => Some(slider),
            _ => None,
        }
    }

    /// A choice's words with their labels; none for the others.
    pub fn options(&self) -> Words {
        match self.form {
            Form::Choice(words) => words,
            _ => &[],
        }
    }
}

/// The input of a field, a choice or a model.
pub fn input(key: &str) -> Option<&'static Input> {
    NUMBERS.iter().chain(CHOICES).find(|input| input.key == key)
}

/// What one of a choice's words is called; the word itself where it has no label.
pub fn option(key: &str, word: &'static str) -> &'static str {
    let options = input(key).map_or(&[][..], Input::options);
    options.iter().find(|(own, _)| *own == word).map_or(word, |(_, label)| label)
}

/// Inputs that are one fold away, by what they are about.
pub struct Fold {
    pub id: &'static str,
    pub name: &'static str,
    pub when: &'static [When],
    pub keys: &'static [&'static str],
}

impl Fold {
    pub fn shows(&self, scenario: &Scenario) -> bool {
        self.when.iter().all(|when| when.holds(scenario))
    }
}

const fn when(key: &'static str, words: &'static [&'static str]) -> When {
    When { key, words }
}

/// A session's totals say nothing of how it came about.
static BUILT_UP: [When; 1] = [when("know", &["work", "paid"])];
/// Sessions whose messages are an input, not an answer.
static MESSAGES: [When; 1] = [when("know", &["work"])];
static TOTALS: [When; 1] = [when("know", &["totals"])];
static BILL: [When; 1] = [when("know", &["paid"])];
static CACHED: [When; 2] = [when("know", &["work", "paid"]), when("caching", &["on"])];
static GIVEN: [When; 3] =
    [when("know", &["work", "paid"]), when("caching", &["on"]), when("hitFrom", &["given"])];
static REPORTED: [When; 3] =
    [when("know", &["work", "paid"]), when("caching", &["on"]), when("hitFrom", &["reported"])];
static RHYTHM: [When; 3] =
    [when("know", &["work", "paid"]), when("caching", &["on"]), when("hitFrom", &["rhythm"])];
static AT: [When; 2] = [when("know", &["work", "paid"]), when("compact", &["at"])];
/// Where pauses are no input of the hit rate.
static IDLE: [When; 4] = [
    when("know", &["work", "paid"]),
    when("caching", &["on"]),
    when("hitFrom", &["given", "reported"]),
    when("idle", &["yes"]),
];
static SUMMARY: [When; 1] = [when("method", &["summary"])];
static PRUNED: [When; 1] = [when("method", &["prune"])];
static CAPPED: [When; 1] = [when("overflow", &["capped"])];

pub static FOLDS: [Fold; 9] = [
    Fold {
        id: "context",
        name: fold::CONTEXT,
        when: &BUILT_UP,
        keys: &["floor", "growth", "output", "effort", "perMessage", "spread"],
    },
    Fold {
        id: "cache",
        name: fold::CACHE,
        when: &BUILT_UP,
        keys: &["caching", "hitFrom", "lifetime", "warm"],
    },
    Fold {
        id: "compaction",
        name: fold::COMPACTION,
        when: &BUILT_UP,
        keys: &[
            "window",
            "every",
            "method",
            "summary",
            "reacquire",
            "kept",
            "prunePrice",
            "idle",
            "longPauses",
        ],
    },
    Fold { id: "routing", name: fold::ROUTING, when: &BUILT_UP, keys: &["routing", "routerPrice"] },
    Fold {
        id: "models",
        name: fold::MODELS,
        when: &[],
        keys: &["fast", "us", "discount", "tokenizer", "tokenizerFactor"],
    },
    Fold {
        id: "agents",
        name: fold::AGENTS,
        when: &BUILT_UP,
        keys: &[
            "agents",
            "agentModel",
            "agentTurns",
            "agentFloor",
            "agentGrowth",
            "agentOutput",
            "background",
        ],
    },
    Fold { id: "batch", name: fold::BATCH, when: &[], keys: &["jobs", "jobModel", "jobInput", "jobOutput"] },
    Fold { id: "local", name: fold::LOCAL, when: &[], keys: &["currency", "rate", "rateOn", "tax"] },
    Fold { id: "team", name: fold::TEAM, when: &[], keys: &["developers", "light", "average", "heavy"] },
];

/// The number in words, for a screen reader at a slider: "40K tokens".
pub fn spoken(key: &str, value: f64, locale: &Locale) -> String {
    let (Some(field), Some(input)) = (field(key), input(key)) else { return String::new() };
    match field.kind {
        Kind::Tokens => format!("{} tokens", locale.tokens(value)),
        Kind::Share => locale.percent(value),
        Kind::Money => format!("${} {}", locale.value(field, value), input.unit()),
        Kind::Number | Kind::Count => format!("{} {}", locale.value(field, value), input.unit()),
    }
}

/// A range in words: "31K to 52K tokens". The unit stands once.
pub fn range(key: &str, low: f64, high: f64, locale: &Locale) -> String {
    let [low, high] = [low, high].map(|value| spoken(key, value, locale));
    let unit = high.find(' ').map_or("", |at| &high[at..]);
    format!("{} to {high}", low.strip_suffix(unit).unwrap_or(&low))
}

/// The inputs that differ from the preset that the scenario started from.
pub fn changed(scenario: &Scenario) -> Vec<&'static str> {
    let preset = scenario.base.scenario(scenario.priced_on, scenario.price_revision);
    keys().filter(|key| scenario.differs(&preset, key)).collect()
}

/// The inputs that count in this scenario.
pub fn counting(scenario: &Scenario) -> Vec<&'static str> {
    keys().filter(|key| input(key).is_some_and(|input| input.shows(scenario))).collect()
}

fn keys() -> impl Iterator<Item = &'static str> {
    NUMBERS.iter().chain(CHOICES).map(|input| input.key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{CHOICES as WORDS, FIELDS};

    #[test]
    fn every_field_has_an_input_and_a_slider_that_stays_inside() {
        for field in FIELDS {
            let input = input(field.key).unwrap_or_else(|| panic!("{} has no input", field.key));
            let slider = input.slider().expect("a number has a slider");
            let (low, high, _) = slider.range();
            for position in [low, low + 1.0, (low + high) / 2.0, high] {
                let value = slider.value(libm::floor(position), field);
                assert!(value.is_some(), "{} at {position}", field.key);
            }
        }
    }

    #[test]
    fn sliders_come_back_to_their_position() {
        for input in NUMBERS {
            let field = field(input.key).expect("a number belongs to a field");
            let slider = input.slider().expect("a number has a slider");
            let (low, high, _) = slider.range();
            let middle = libm::floor((low + high) / 2.0);
            let value = slider.value(middle, field).expect("checked above");
            let back = slider.position(value);
            assert!((back - middle).abs() <= 1.0, "{}: {middle} came back as {back}", input.key);
        }
    }

    /// The savings' ticks are made from their list.
    #[test]
    fn every_choice_has_a_label_for_each_word() {
        for choice in WORDS.iter().filter(|choice| !choice.key.starts_with("do")) {
            let input = input(choice.key).unwrap_or_else(|| panic!("{} has no input", choice.key));
            let labelled: Vec<&str> = input.options().iter().map(|(word, _)| *word).collect();
            for word in choice.words {
                assert!(labelled.contains(word), "{} has no label for {word}", choice.key);
            }
            assert_eq!(labelled.len(), choice.words.len(), "{}", choice.key);
        }
    }

    #[test]
    fn no_two_inputs_have_one_label() {
        let all: Vec<&Input> = NUMBERS.iter().chain(CHOICES).collect();
        for (n, input) in all.iter().enumerate() {
            assert!(all[n + 1..].iter().all(|other| other.key != input.key), "{}", input.key);
            assert!(all[n + 1..].iter().all(|other| other.label != input.label), "{}", input.label);
        }
    }

    #[test]
    fn folds_conditions_and_terms_name_what_there_is() {
        let known = |key: &&str| input(key).is_some();
        assert!(FOLDS.iter().flat_map(|fold| fold.keys).all(known));
        for input in NUMBERS.iter().chain(CHOICES) {
            assert!(input.term.is_none_or(|id| crate::view::terms::term_of(id).is_some()), "{}", input.key);
            for when in input.when {
                let words = choice(when.key).map_or(&[][..], |choice| choice.words);
                assert!(when.words.iter().all(|word| words.contains(word)), "{}", input.key);
            }
        }
    }

    #[test]
    fn help_is_short_and_has_no_open_command() {
        for input in NUMBERS.iter().chain(CHOICES) {
            assert!(input.help.split(' ').count() <= 20, "{}: {}", input.key, input.help);
            assert!(input.help.matches('`').count() % 2 == 0, "{}: {}", input.key, input.help);
        }
    }

    #[test]
    fn an_input_shows_where_it_counts() {
        let mut scenario = crate::scenario::Preset::Average.scenario(crate::prices::date(2026, 11, 21), 1);
        let shows = |key: &str, scenario: &Scenario| input(key).is_some_and(|input| input.shows(scenario));
        assert!(shows("messages", &scenario) && shows("hit", &scenario) && !shows("reported", &scenario));
        assert!(!shows("threshold", &scenario) && !shows("totalRead", &scenario));
        scenario.cache.on = false;
        assert!(!shows("hit", &scenario) && shows("floor", &scenario));
        scenario.basis = crate::scenario::Basis::Totals;
        assert!(shows("totalRead", &scenario) && !shows("messages", &scenario) && shows("days", &scenario));
    }
}
