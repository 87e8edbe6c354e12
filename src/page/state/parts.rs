//! Parts of the scenario and of its problems, each with followers of its own. A signal that is
//! set only where its value is another wakes nobody else, which a memo of the whole scenario
//! would: hundreds, with every step of a slider.

use crate::scenario::{FIELDS, Range, Scenario};
use crate::view::inputs;
use leptos::prelude::*;

#[derive(Clone, Copy)]
pub struct Parts {
    /// One for each of [`FIELDS`], in their order.
    numbers: StoredValue<Vec<RwSignal<f64>>>,
    /// All that is no number, as [`without_numbers`] leaves it.
    pub(super) settings: RwSignal<Scenario>,
    /// The inputs that differ from what the scenario started from.
    pub changed: RwSignal<Vec<&'static str>>,
    /// Each problem with the key of its field, in words.
    pub problems: RwSignal<Vec<(&'static str, String)>>,
}

impl Parts {
    pub fn new(scenario: &Scenario, problems: Vec<(&'static str, String)>) -> Parts {
        let numbers = FIELDS.iter().map(|field| RwSignal::new((field.get)(scenario))).collect();
        Parts {
            numbers: StoredValue::new(numbers),
            settings: RwSignal::new(without_numbers(scenario)),
            changed: RwSignal::new(inputs::changed(scenario)),
            problems: RwSignal::new(problems),
        }
    }

    /// Follows the scenario that was put in place.
    pub fn follow(self, scenario: &Scenario, problems: Vec<(&'static str, String)>) {
        self.numbers.with_value(|numbers| {
            for (field, number) in FIELDS.iter().zip(numbers) {
                set_if_other(*number, (field.get)(scenario));
            }
        });
        set_if_other(self.settings, without_numbers(scenario));
        set_if_other(self.changed, inputs::changed(scenario));
        set_if_other(self.problems, problems);
    }

    /// The number of that key; none where no field has it.
    pub fn number(self, key: &str) -> Option<RwSignal<f64>> {
        let at = FIELDS.iter().position(|field| field.key == key)?;
        self.numbers.with_value(|numbers| numbers.get(at).copied())
    }
}

pub fn set_if_other<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, now: T) {
    if signal.with_untracked(|before| *before != now) {
        signal.set(now);
    }
}

/// Each number at its least, so that a number read from here by mistake is never one that was entered.
fn without_numbers(scenario: &Scenario) -> Scenario {
    let mut settings = scenario.clone();
    for field in FIELDS {
        (field.set)(&mut settings, field.min);
    }
    // A preset's people are such a field, and with nobody left their group would be gone.
    settings.team.groups.clone_from(&scenario.team.groups);
    settings.team.groups.iter_mut().for_each(|group| group.people = 0.0);
    // Their numbers go along with a slider's too.
    settings.ranges.own.iter_mut().for_each(|(_, range)| *range = Range { low: 0.0, high: 0.0 });
    settings
}
