//! What differs between two scenarios: kinds of session and groups of people hold only what is
//! their own.

use super::{Scenario, Share, choice, field};

/// The inputs that may differ, by the keys of [`super::FIELDS`] and [`super::CHOICES`].
pub struct Inputs {
    pub numbers: &'static [&'static str],
    pub choices: &'static [&'static str],
}

/// The inputs that differ, with their values.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Differences {
    pub numbers: Vec<(&'static str, f64)>,
    pub choices: Vec<(&'static str, &'static str)>,
    pub mix: Option<Vec<Share>>,
    pub agent_model: Option<String>,
}

impl Differences {
    /// What of these inputs makes one scenario differ from another.
    pub fn between(from: &Scenario, other: &Scenario, of: &Inputs) -> Differences {
        let differs = |key: &&&str| from.differs(other, key);
        let number = |key: &&'static str| Some((*key, (field(key)?.get)(other)));
        let chosen = |key: &&'static str| Some((*key, (choice(key)?.get)(other)));
        Differences {
            numbers: of.numbers.iter().filter(differs).filter_map(number).collect(),
            choices: of.choices.iter().filter(differs).filter_map(chosen).collect(),
            mix: (from.mix != other.mix).then(|| other.mix.clone()),
            agent_model: (from.agents.model != other.agents.model).then(|| other.agents.model.clone()),
        }
    }

    pub fn is_empty(&self) -> bool {
        *self == Differences::default()
    }

    /// A number that differs.
    pub fn number(&self, key: &str) -> Option<f64> {
        self.numbers.iter().find(|(own, _)| *own == key).map(|(_, number)| *number)
    }

    /// Sets a number; nothing for one that may not differ.
    pub fn set(&mut self, of: &Inputs, key: &str, value: f64) -> Option<()> {
        let key = of.numbers.iter().find(|own| **own == key)?;
        match self.numbers.iter_mut().find(|(own, _)| own == key) {
            Some((_, number)) => *number = value,
            None => self.numbers.push((key, value)),
        }
        Some(())
    }

    /// Makes a choice; nothing for one that may not differ, or for another word.
    pub fn choose(&mut self, of: &Inputs, key: &str, word: &str) -> Option<()> {
        let key = of.choices.iter().find(|own| **own == key)?;
        let word = choice(key)?.words.iter().find(|known| **known == word)?;
        match self.choices.iter_mut().find(|(own, _)| own == key) {
            Some((_, chosen)) => *chosen = word,
            None => self.choices.push((key, word)),
        }
        Some(())
    }

    /// Makes a scenario differ so.
    pub fn put_on(&self, scenario: &mut Scenario) {
        for (key, value) in &self.numbers {
            if let Some(field) = field(key) {
                (field.set)(scenario, *value);
            }
        }
        for (key, word) in &self.choices {
            if let Some(choice) = choice(key) {
                (choice.set)(scenario, word);
            }
        }
        if let Some(mix) = &self.mix {
            scenario.mix.clone_from(mix);
        }
        if let Some(model) = &self.agent_model {
            scenario.agents.model.clone_from(model);
        }
    }
}
