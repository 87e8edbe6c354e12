//! The client's own setting of negotiated prices, `modelPricing`, as a whole settings file or that
//! object alone:
//!
//! ```json
//! {"modelPricing": {"multiplier": 0.85, "overrides": {"claude-opus-5-5":
//!   {"input": 4, "output": 20, "cacheRead": 0.2, "cacheWrite": 5}}}}
//! ```
//!
//! Bounds and what is required are those of claude-agent-sdk 0.3.332, `sdk.d.ts`.

use serde_json::{Map, Value};

/// The rates of a row, USD per million tokens; all four are required.
pub const RATES: [&str; 4] = ["input", "output", "cacheRead", "cacheWrite"];
/// Of one of them.
pub const MOST: f64 = 10_000.0;
const MOST_TIMES: f64 = 10.0;
const NAME: &str = "modelPricing";
const MULTIPLIER: &str = "multiplier";
const OVERRIDES: &str = "overrides";

/// The setting. The multiplier scales every price, those of rows too.
#[derive(Clone, Debug, PartialEq)]
pub struct Managed {
    pub multiplier: f64,
    /// What stands for each model id, in the order of [`RATES`].
    pub rows: Vec<(String, [f64; 4])>,
}

/// Why a setting is not taken. A place is written as in "overrides.claude-opus-5-5.input".
#[derive(Clone, Debug, PartialEq)]
pub enum Wrong {
    /// It breaks JSON's rules from this line on.
    Broken {
        line: usize,
    },
    /// There is no `modelPricing` in it.
    None,
    Unknown {
        place: String,
    },
    Missing {
        place: String,
    },
    /// Not a number, or outside of these bounds. The lower one of a multiplier is no number of it.
    Value {
        place: String,
        value: String,
        most: f64,
    },
    /// A price of nothing, with which no part of a bill can be compared.
    Zero {
        place: String,
    },
    UnknownModel {
        id: String,
    },
    /// Two ids of one model.
    Repeated {
        id: String,
    },
}

/// Whether a text is such a setting, right or wrong.
pub fn holds(text: &str) -> bool {
    // Most texts are none; logs are large.
    [NAME, MULTIPLIER, OVERRIDES].iter().any(|word| text.contains(word))
        && serde_json::from_str(text).is_ok_and(|value: Value| setting(&value).is_some())
}

fn setting(file: &Value) -> Option<&Value> {
    let own = |map: &Map<String, Value>| {
        !map.is_empty() && map.keys().all(|key| key == MULTIPLIER || key == OVERRIDES)
    };
    file.get(NAME).or_else(|| Some(file).filter(|file| file.as_object().is_some_and(own)))
}

/// # Errors
/// All that is wrong with it, each with its place.
pub fn read(text: &str) -> Result<Managed, Vec<Wrong>> {
    let file: Value = serde_json::from_str(text).map_err(|e| vec![Wrong::Broken { line: e.line() }])?;
    let setting = setting(&file).ok_or_else(|| vec![Wrong::None])?;
    let mut wrong = Vec::new();
    let mut managed = Managed { multiplier: 1.0, rows: Vec::new() };
    for (key, value) in map(setting, NAME, &mut wrong) {
        match key.as_str() {
            MULTIPLIER => {
                let times = number(value, MULTIPLIER.into(), MOST_TIMES, &mut wrong);
                managed.multiplier = times.unwrap_or(1.0);
            }
            OVERRIDES => {
                let rows = map(value, OVERRIDES, &mut wrong);
                managed.rows =
                    rows.into_iter().map(|(id, row)| (id.clone(), rates(id, row, &mut wrong))).collect();
            }
            _ => wrong.push(Wrong::Unknown { place: key.clone() }),
        }
    }
    if managed.multiplier == 0.0 {
        let (place, value) = (MULTIPLIER.to_string(), "0".to_string());
        wrong.push(Wrong::Value { place, value, most: MOST_TIMES });
    }
    if wrong.is_empty() { Ok(managed) } else { Err(wrong) }
}

fn rates(id: &str, row: &Value, wrong: &mut Vec<Wrong>) -> [f64; 4] {
    let place = |name: &str| format!("{OVERRIDES}.{id}.{name}");
    let given = map(row, &format!("{OVERRIDES}.{id}"), wrong);
    for (name, _) in given.iter().filter(|(name, _)| !RATES.contains(&name.as_str())) {
        wrong.push(Wrong::Unknown { place: place(name) });
    }
    RATES.map(|name| match given.iter().find(|(given, _)| *given == name) {
        None => {
            wrong.push(Wrong::Missing { place: place(name) });
            0.0
        }
        Some((_, value)) => number(value, place(name), MOST, wrong).unwrap_or_default(),
    })
}

fn map<'a>(value: &'a Value, place: &str, wrong: &mut Vec<Wrong>) -> Vec<(&'a String, &'a Value)> {
    match value.as_object() {
        Some(map) => map.iter().collect(),
        None => {
            wrong.push(Wrong::Missing { place: place.into() });
            Vec::new()
        }
    }
}

fn number(value: &Value, place: String, most: f64, wrong: &mut Vec<Wrong>) -> Option<f64> {
    let found = value.as_f64().filter(|n| (0.0..=most).contains(n));
    if found.is_none() {
        wrong.push(Wrong::Value { place, value: value.to_string(), most });
    }
    found
}

/// The setting as a file has it. A multiplier of 1 is none.
pub fn write(managed: &Managed) -> String {
    let mut setting = Map::new();
    if managed.multiplier != 1.0 {
        setting.insert(MULTIPLIER.into(), managed.multiplier.into());
    }
    let row = |rates: &[f64; 4]| -> Map<String, Value> {
        RATES.into_iter().zip(rates).map(|(name, rate)| (name.into(), (*rate).into())).collect()
    };
    if !managed.rows.is_empty() {
        let rows: Map<String, Value> =
            managed.rows.iter().map(|(id, rates)| (id.clone(), row(rates).into())).collect();
        setting.insert(OVERRIDES.into(), rows.into());
    }
    let file: Map<String, Value> = [(NAME.to_string(), setting.into())].into_iter().collect();
    format!("{:#}", Value::Object(file))
}
