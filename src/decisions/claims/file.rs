//! The claims' file, and the checks that make each a `Claim`.

use super::{Claim, Measure, Said};
use crate::prices::json;
use crate::scenario::Scenario;
use crate::scenario::link;
use serde::Deserialize;

const SCHEMA: &str = "sawtooth-advice/1";

/// The claims this build carries.
pub fn shipped() -> Vec<Claim> {
    checked(json::shipped(include_str!("claims.json"))).expect("the embedded claims are valid")
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: String,
    claims: Vec<ClaimInFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClaimInFile {
    id: String,
    claim: String,
    from: String,
    measure: Word,
    /// Of the measure `plan-day` alone.
    plan: Option<String>,
    /// Either `about` with `within`, or `over`.
    #[serde(default, deserialize_with = "json::positive_if_any")]
    about: Option<f64>,
    #[serde(default, deserialize_with = "json::positive_if_any")]
    within: Option<f64>,
    over: Option<f64>,
    #[serde(default)]
    dated: bool,
    link: String,
    before: Option<String>,
    because: String,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Word {
    Session,
    Saving,
    Times,
    Peak,
    PlanDay,
}

/// Reads claims in the form of `claims.json`.
///
/// # Errors
/// A sentence that names the claim and the field that cannot be right.
pub fn parse(json: &str) -> Result<Vec<Claim>, String> {
    checked(json::read("advice", json)?)
}

fn checked(file: File) -> Result<Vec<Claim>, String> {
    if file.schema != SCHEMA {
        return Err(format!("advice: not {SCHEMA:?}"));
    }
    let mut claims: Vec<Claim> = Vec::new();
    for claim in file.claims {
        let id = claim.id.clone();
        let claim = claim.checked().map_err(|wrong| format!("{id}: {wrong}"))?;
        if claims.iter().any(|other| other.id == id) {
            return Err(format!("{id}: id appears twice"));
        }
        claims.push(claim);
    }
    Ok(claims)
}

impl ClaimInFile {
    fn checked(self) -> Result<Claim, String> {
        let (measure, said) = (self.measure()?, self.said()?);
        let mut scenario = linked(&self.link)?;
        if let Some(before) = &self.before {
            scenario.baseline = Some(Box::new(linked(before)?));
        }
        if matches!(measure, Measure::Saving | Measure::Times) != scenario.baseline.is_some() {
            return Err("before is there for a saving and for times, and only for them".into());
        }
        let ClaimInFile { id, claim, from, dated, because, .. } = self;
        Ok(Claim { id, claim, from, measure, said, dated, scenario, because })
    }

    fn measure(&self) -> Result<Measure, String> {
        Ok(match (self.measure, &self.plan) {
            (Word::PlanDay, Some(plan)) => Measure::PlanDay(plan.clone()),
            (Word::PlanDay, None) => return Err("plan is missing".into()),
            (_, Some(_)) => return Err("plan is there for plan-day, and only for it".into()),
            (Word::Session, None) => Measure::Session,
            (Word::Saving, None) => Measure::Saving,
            (Word::Times, None) => Measure::Times,
            (Word::Peak, None) => Measure::Peak,
        })
    }

    fn said(&self) -> Result<Said, String> {
        match (self.about, self.within, self.over) {
            (Some(value), Some(within), None) => Ok(Said::About { value, within }),
            (None, None, Some(bound)) => Ok(Said::Over(bound)),
            (Some(_), None, None) => Err("within is missing".into()),
            (None, None, None) => Err("over is missing".into()),
            _ => Err("there is either about with within, or over".into()),
        }
    }
}

/// A link that reads without a fault and holds one scenario.
fn linked(fragment: &str) -> Result<Scenario, String> {
    let opened = link::decode(fragment);
    let whole = opened.scenario.filter(|s| opened.faults.is_empty() && s.baseline.is_none());
    whole.ok_or_else(|| format!("{fragment:?} is no whole link"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_embedded_claims_parse() {
        assert_eq!(super::parse(include_str!("claims.json")), Ok(super::shipped()));
    }
}
