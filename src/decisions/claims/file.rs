//! The claims' file, and the checks that make each a `Claim`.

use super::{Claim, Measure, Said};
use crate::json::Value;
use crate::prices::Fields;
use crate::scenario::Scenario;
use crate::scenario::link;

const SCHEMA: &str = "sawtooth-advice/1";

/// The claims this build carries.
pub fn shipped() -> Vec<Claim> {
    // No user input reaches this: the test below fails first.
    parse(include_str!("claims.json")).expect("the embedded claims are valid")
}

/// Reads claims in the form of `claims.json`.
///
/// # Errors
/// A sentence that names the claim and the field that cannot be right.
pub fn parse(json: &str) -> Result<Vec<Claim>, String> {
    let file = Value::read(json).map_err(|wrong| format!("advice: not JSON from line {} on", wrong.line))?;
    let mut file = Fields::of("advice: ", file);
    if file.text("schema") != SCHEMA {
        file.refuse(&format!("not {SCHEMA:?}"));
    }
    let values = file.list("claims");
    file.done()?;
    let mut claims: Vec<Claim> = Vec::new();
    for value in values {
        let claim = claim(value)?;
        if claims.iter().any(|other| other.id == claim.id) {
            return Err(format!("{}: id appears twice", claim.id));
        }
        claims.push(claim);
    }
    Ok(claims)
}

fn claim(value: Value) -> Result<Claim, String> {
    let mut fields = Fields::of("a claim: ", value);
    let id = fields.text("id");
    fields.opening = format!("{id}: ");
    let measure = measure(&mut fields);
    let mut scenario = linked(&id, &fields.text("link"))?;
    if let Some(before) = fields.text_if_any("before") {
        scenario.baseline = Some(Box::new(linked(&id, &before)?));
    }
    if matches!(measure, Measure::Saving | Measure::Times) != scenario.baseline.is_some() {
        fields.refuse("before is there for a saving and for times, and only for them");
    }
    let claim = Claim {
        id,
        claim: fields.text("claim"),
        from: fields.text("from"),
        measure,
        said: said(&mut fields),
        dated: fields.flag_if_any("dated"),
        scenario,
        because: fields.text("because"),
    };
    fields.done()?;
    Ok(claim)
}

fn measure(fields: &mut Fields) -> Measure {
    match fields.text("measure").as_str() {
        "session" => Measure::Session,
        "saving" => Measure::Saving,
        "times" => Measure::Times,
        "peak" => Measure::Peak,
        "plan-day" => Measure::PlanDay(fields.text("plan")),
        word => {
            fields.refuse(&format!("measure {word:?} is not one of the five"));
            Measure::Session
        }
    }
}

fn said(fields: &mut Fields) -> Said {
    match fields.positive_if_any("about") {
        Some(value) => Said::About { value, within: fields.positive("within") },
        None => Said::Over(fields.number("over")),
    }
}

/// A link that reads without a fault and holds one scenario.
fn linked(id: &str, fragment: &str) -> Result<Scenario, String> {
    let opened = link::decode(fragment);
    let whole = opened.scenario.filter(|s| opened.faults.is_empty() && s.baseline.is_none());
    whole.ok_or_else(|| format!("{id}: {fragment:?} is no whole link"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_embedded_claims_parse() {
        assert_eq!(super::parse(include_str!("claims.json")), Ok(super::shipped()));
    }
}
