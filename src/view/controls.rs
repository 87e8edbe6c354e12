//! The inputs in words: label, unit, help, and how a slider moves each number.

use super::Locale;
use crate::scenario::{Field, Kind, Scenario, field};

/// How one number is asked for.
pub struct Control {
    pub key: &'static str,
    pub label: &'static str,
    pub unit: &'static str,
    pub slider: Slider,
}

/// The usual range, narrower than what the field allows.
pub enum Slider {
    /// From, to, step.
    Even(f64, f64, f64),
    /// From, to, in even ratios; 0 stands below the first.
    Ratio(f64, f64),
}

/// Positions of a ratio slider.
const POSITIONS: f64 = 200.0;

use Slider::{Even, Ratio};

const fn control(key: &'static str, label: &'static str, unit: &'static str, slider: Slider) -> Control {
    Control { key, label, unit, slider }
}

/// How every number is asked for.
pub static CONTROLS: &[Control] = &[
    control("sessions", "Sessions a day", "sessions", Even(0.0, 20.0, 0.5)),
    control("days", "Active days a month", "days", Even(0.0, 31.0, 1.0)),
    control("messages", "Messages a session", "messages", Even(0.5, 50.0, 0.5)),
    control("hit", "Cache hit rate", "%", Even(0.0, 1.0, 0.005)),
    control("reported", "Reported hit rate", "%", Even(0.0, 1.0, 0.005)),
    control("pauses5m", "Pauses over 5 minutes", "a session", Even(0.0, 20.0, 0.5)),
    control("pauses60m", "Pauses over an hour", "a session", Even(0.0, 10.0, 0.1)),
    control("threshold", "Compact at", "tokens", Ratio(20_000.0, 1_000_000.0)),
    control("paid", "What you paid", "USD", Ratio(1.0, 10_000.0)),
    control("totalInput", "Input", "tokens", Ratio(1_000.0, 10_000_000.0)),
    control("totalWrite5m", "Cache write, 5 minutes", "tokens", Ratio(1_000.0, 10_000_000.0)),
    control("totalWrite1h", "Cache write, 1 hour", "tokens", Ratio(1_000.0, 10_000_000.0)),
    control("totalRead", "Cache read", "tokens", Ratio(1_000.0, 100_000_000.0)),
    control("totalOutput", "Output", "tokens", Ratio(100.0, 1_000_000.0)),
    control("perMessage", "Requests per message", "requests", Even(1.0, 40.0, 0.5)),
    control("spread", "Spread of session lengths", "× at one in ten", Even(1.0, 10.0, 0.1)),
    control("floor", "Floor", "tokens", Ratio(1_000.0, 300_000.0)),
    control("growth", "Growth per request", "tokens", Ratio(50.0, 20_000.0)),
    control("output", "Output per request", "tokens", Ratio(50.0, 10_000.0)),
    control("warm", "Warm floor", "%", Even(0.0, 1.0, 0.05)),
    control("every", "Also compact every", "requests", Even(0.0, 200.0, 1.0)),
    control("summary", "Summary", "tokens", Ratio(500.0, 50_000.0)),
    control("reacquire", "Read again after it", "tokens", Ratio(500.0, 100_000.0)),
    control("kept", "History that pruning keeps", "tokens", Ratio(500.0, 500_000.0)),
    control("prunePrice", "Pruning price", "USD per million", Even(0.0, 5.0, 0.05)),
    control("routerPrice", "Router price", "USD per request", Even(0.0, 0.05, 0.0005)),
    control("tokenizerFactor", "Tokenizer factor", "×", Even(1.0, 1.35, 0.01)),
    control("agents", "Sub-agents", "a session", Even(0.0, 20.0, 0.5)),
    control("agentTurns", "Requests each", "requests", Even(1.0, 100.0, 1.0)),
    control("agentFloor", "Their floor", "tokens", Ratio(1_000.0, 100_000.0)),
    control("agentGrowth", "Their growth per request", "tokens", Ratio(50.0, 20_000.0)),
    control("agentOutput", "Their output per request", "tokens", Ratio(50.0, 10_000.0)),
    control("background", "Background work", "USD a session", Even(0.0, 0.2, 0.005)),
    control("jobs", "Batch jobs", "a month", Ratio(1.0, 1_000_000.0)),
    control("jobInput", "Input each", "tokens", Ratio(100.0, 1_000_000.0)),
    control("jobOutput", "Output each", "tokens", Ratio(10.0, 100_000.0)),
    control("developers", "Developers who work like this", "people", Even(0.0, 200.0, 1.0)),
    control("light", "Light users beside them", "people", Even(0.0, 200.0, 1.0)),
    control("average", "Average users", "people", Even(0.0, 200.0, 1.0)),
    control("heavy", "Heavy users", "people", Even(0.0, 200.0, 1.0)),
    control("rework", "Rework", "%", Even(0.0, 1.0, 0.01)),
    control("creditCap", "Cap on usage credits", "USD a month", Ratio(5.0, 2_000.0)),
    control("weekSpread", "Spread between weeks", "×", Even(1.0, 5.0, 0.1)),
    control("idleMonths", "Months without work", "a year", Even(0.0, 6.0, 0.5)),
    control("onApi", "Sessions that stay on the API", "%", Even(0.0, 1.0, 0.05)),
    control("moved", "Share that moves to a cheaper family", "%", Even(0.0, 1.0, 0.05)),
    control("leanFloor", "Down to", "tokens", Ratio(5_000.0, 100_000.0)),
    control("lessGrowth", "Smaller by", "%", Even(0.0, 0.9, 0.05)),
    control("lessOutput", "Shorter by", "%", Even(0.0, 0.9, 0.05)),
    control("explored", "Requests that run in sub-agents", "%", Even(0.0, 0.9, 0.05)),
    control("pieces", "Sessions instead of one", "sessions", Even(1.0, 20.0, 1.0)),
    control("toBatch", "Requests that become batch jobs", "%", Even(0.0, 0.9, 0.05)),
    control("avoided", "Lost prefixes avoided", "%", Even(0.0, 1.0, 0.05)),
    control("goal", "A month under", "USD, everybody", Ratio(1.0, 100_000.0)),
    control("lifeRead", "Tokens that are read", "tokens", Ratio(100.0, 500_000.0)),
    control("lifeAt", "At request", "", Ratio(1.0, 1_000.0)),
    control("standing", "Tokens of a tool server’s definitions", "tokens", Ratio(100.0, 100_000.0)),
];

/// Inputs that are one fold away, by what they are about.
pub struct Fold {
    pub id: &'static str,
    pub name: &'static str,
    /// Where it counts, as `data-when` says it.
    pub when: &'static str,
    pub keys: &'static [&'static str],
}

/// A session's counts say nothing of how it came about.
const BUILT_UP: &str = "know=work,paid,unknown";
const ALWAYS: &str = "know=work,paid,unknown,totals";

pub static FOLDS: &[Fold] = &[
    Fold {
        id: "context",
        name: "Context",
        when: BUILT_UP,
        keys: &["floor", "growth", "output", "perMessage", "spread"],
    },
    Fold { id: "cache", name: "Cache", when: BUILT_UP, keys: &["caching", "lifetime", "warm"] },
    Fold {
        id: "compaction",
        name: "Compaction in detail",
        when: BUILT_UP,
        keys: &["every", "method", "summary", "reacquire", "kept", "prunePrice"],
    },
    Fold { id: "routing", name: "Routing", when: BUILT_UP, keys: &["routing", "routerPrice"] },
    Fold {
        id: "models",
        name: "Speed, place and tokenizer",
        when: ALWAYS,
        keys: &["fast", "us", "tokenizer", "tokenizerFactor"],
    },
    Fold {
        id: "agents",
        name: "Sub-agents and background",
        when: BUILT_UP,
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
    Fold {
        id: "batch",
        name: "Batch jobs",
        when: ALWAYS,
        keys: &["jobs", "jobModel", "jobInput", "jobOutput"],
    },
    Fold { id: "team", name: "Team", when: ALWAYS, keys: &["developers", "light", "average", "heavy"] },
];

/// The control of a field.
pub fn of(key: &str) -> Option<&'static Control> {
    CONTROLS.iter().find(|c| c.key == key)
}

impl Slider {
    /// Lowest and highest position and the step between, for an `<input type=range>`.
    pub fn range(&self) -> (f64, f64, f64) {
        match self {
            Even(from, to, step) => (0.0, libm::round((to - from) / step), 1.0),
            Ratio(..) => (0.0, POSITIONS, 1.0),
        }
    }

    /// Where a value stands; values beyond the usual range stand at its end.
    pub fn position(&self, value: f64) -> f64 {
        let (low, high, _) = self.range();
        let position = match self {
            Even(from, _, step) => (value - from) / step,
            Ratio(from, to) if value >= *from => {
                1.0 + libm::log(value / from) / libm::log(to / from) * (POSITIONS - 1.0)
            }
            Ratio(from, _) => value / from,
        };
        libm::round(position).clamp(low, high)
    }

    /// The value at a position, round to the eye. `None` where the field forbids it.
    pub fn value(&self, position: f64, field: &Field) -> Option<f64> {
        let value = match self {
            // Through whole steps, so that 0.985 is not 0.9849999.
            Even(from, _, step) => tidy(from + position * step),
            Ratio(from, _) if position < 1.0 => {
                if field.allows(0.0) {
                    0.0
                } else {
                    *from
                }
            }
            Ratio(from, to) => {
                two_digits(from * libm::exp((position - 1.0) / (POSITIONS - 1.0) * libm::log(to / from)))
            }
        };
        field.allows(value).then_some(value)
    }
}

fn tidy(value: f64) -> f64 {
    libm::round(value * 1e6) / 1e6
}

/// 47,312 becomes 47,000: steps finer than 2% have no meaning on a slider.
fn two_digits(value: f64) -> f64 {
    let unit = libm::pow(10.0, libm::floor(libm::log10(value)) - 1.0);
    tidy(libm::round(value / unit) * unit)
}

/// The number in words, for a slider's reader: "40K tokens".
pub fn spoken(key: &str, value: f64, locale: &Locale) -> String {
    let (Some(field), Some(control)) = (field(key), of(key)) else { return String::new() };
    match field.kind {
        Kind::Tokens => format!("{} tokens", locale.tokens(value)),
        Kind::Share => locale.percent(value),
        Kind::Money => format!("${} {}", locale.value(field, value), control.unit),
        Kind::Number | Kind::Count => format!("{} {}", locale.value(field, value), control.unit),
    }
}

/// A range in words: "31K to 52K tokens". The unit stands once.
pub fn range(key: &str, low: f64, high: f64, locale: &Locale) -> String {
    let [low, high] = [low, high].map(|value| spoken(key, value, locale));
    let unit = high.find(' ').map_or("", |at| &high[at..]);
    format!("{} to {high}", low.strip_suffix(unit).unwrap_or(&low))
}

/// How many of these inputs differ from the preset that the scenario started from.
pub fn changed(scenario: &Scenario, preset: &Scenario, keys: &[&str]) -> usize {
    keys.iter().filter(|key| scenario.differs(preset, key)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::FIELDS;

    #[test]
    fn every_field_has_a_control_and_a_slider_that_stays_inside() {
        for field in FIELDS {
            let control = of(field.key).unwrap_or_else(|| panic!("{} has no control", field.key));
            let (low, high, _) = control.slider.range();
            for position in [low, low + 1.0, (low + high) / 2.0, high] {
                let value = control.slider.value(libm::floor(position), field);
                assert!(value.is_some(), "{} at {position}", field.key);
            }
        }
    }

    #[test]
    fn sliders_come_back_to_their_position() {
        for control in CONTROLS {
            let field = field(control.key).expect("a control belongs to a field");
            let (low, high, _) = control.slider.range();
            let middle = libm::floor((low + high) / 2.0);
            let value = control.slider.value(middle, field).expect("checked above");
            let back = control.slider.position(value);
            assert!((back - middle).abs() <= 1.0, "{}: {middle} came back as {back}", control.key);
        }
    }
}
