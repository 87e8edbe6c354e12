//! What can be entered of plans: a row of inputs for each, and what is typed there.

use super::super::{Locale, labels};
use crate::decisions::plans::{capacity_of, list_price, share_of};
use crate::prices::plans::{Measurement, Plan, PlanUsage};
use crate::scenario::{Field, MOST_STATED, PlanKey, Scenario, Term, field};

/// A plan's row of inputs.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanLine {
    pub name: String,
    /// In the order of [`Term::ALL`]; `None` where a plan has no such thing.
    pub cells: Vec<Option<PlanCell>>,
    pub source: String,
}

/// One statement and the input that shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanCell {
    pub key: PlanKey,
    pub label: String,
    pub text: String,
    pub placeholder: &'static str,
    /// The list's price, where another is in force.
    pub replaced: Option<String>,
    /// "40% of a week like this", beside a capacity.
    pub beside: Option<String>,
}

impl PlanCell {
    /// The id of its input.
    pub fn id(&self) -> String {
        format!("plan-{}-{}", self.key.plan, self.key.term.key())
    }
}

/// A row for each plan. `week_usd` is [`crate::decisions::plans::Comparison::week`].
pub fn lines(plans: &[Plan], scenario: &Scenario, week_usd: f64, locale: &Locale) -> Vec<PlanLine> {
    let line = |plan: &Plan| {
        let status = if plan.official { "official" } else { "second-hand" };
        PlanLine {
            name: plan.name.clone(),
            cells: Term::ALL.map(|term| cell(plan, scenario, term, week_usd, locale)).to_vec(),
            source: format!("{status}, checked {}: {}. {}", plan.checked, plan.source, plan.note),
        }
    };
    plans.iter().map(line).collect()
}

fn cell(plan: &Plan, scenario: &Scenario, term: Term, week_usd: f64, locale: &Locale) -> Option<PlanCell> {
    let capacity = matches!(term, Term::Low | Term::High);
    if capacity && plan.usage == PlanUsage::ApiRates {
        return None;
    }
    let own = match (term, scenario.plans.capacity(&plan.id)) {
        (Term::Low, (low, _)) => low,
        (Term::High, (_, high)) => high,
        _ => scenario.plans.term(&plan.id, term),
    };
    let listed = list_price(plan, scenario.plans.billed).0;
    let text = |value| locale.short(value, 4);
    let (label, placeholder) = match term {
        Term::Price => ("USD a month", ""),
        Term::Low => ("USD a week at API prices, at least", labels::plans::UNKNOWN),
        Term::High => ("USD a week at API prices, at most", labels::plans::UNKNOWN),
        Term::Seats => ("seats", "0"),
    };
    Some(PlanCell {
        key: PlanKey { plan: plan.id.clone(), term },
        label: format!("{}, {label}", plan.name),
        text: match (term, own) {
            (Term::Price, own) => text(own.unwrap_or(listed)),
            (Term::Seats, Some(0.0)) | (_, None) => String::new(),
            (_, Some(own)) => text(own),
        },
        placeholder,
        replaced: own.filter(|own| term == Term::Price && *own != listed).map(|_| text(listed)),
        beside: own
            .filter(|_| capacity)
            .and_then(|own| share_of(week_usd, own))
            .map(|share| format!("{} used by a week like this", locale.percent(share))),
    })
}

/// Reads what was typed: nothing is `None` (the list's price, an unknown capacity, no seats).
/// A percentage says what share of the plan's week a week like this, of `week_usd`, uses.
///
/// # Errors
/// A sentence that says what can be typed.
pub fn read(text: &str, term: Term, week_usd: f64, locale: &Locale) -> Result<Option<f64>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let capacity = matches!(term, Term::Low | Term::High);
    if capacity && text.ends_with('%') {
        return percentage(text, week_usd, locale).map(Some);
    }
    let value = parse(text, "creditCap", locale).filter(|value| *value <= MOST_STATED);
    let whole = term != Term::Seats || value.is_some_and(|value| value.trunc() == value);
    match value.filter(|_| whole) {
        Some(value) => Ok(Some(value)),
        None => Err(match term {
            Term::Price => "Type dollars a month, such as $90. Empty means the list price.".into(),
            Term::Seats => "Type a whole number of seats. Empty means none.".into(),
            Term::Low | Term::High => {
                "Type dollars a week at API prices, such as $90, or the share of the weekly limit that a \
                 week like this uses, such as 35%. Empty means unknown."
                    .into()
            }
        }),
    }
}

/// What a plan carries, at least and at most, from the share of its weekly limit that a week
/// like this uses, at least and at most. One share alone stands for both.
///
/// # Errors
/// A sentence that says what can be typed.
pub fn carries(shares: [&str; 2], week_usd: f64, locale: &Locale) -> Result<(f64, f64), String> {
    let given: Vec<&str> = shares.into_iter().map(str::trim).filter(|text| !text.is_empty()).collect();
    let capacity = |text: &&str| percentage(text, week_usd, locale);
    let capacities = given.iter().map(capacity).collect::<Result<Vec<f64>, String>>()?;
    match capacities[..] {
        [] => Err("Type the share of the weekly limit that this week used, such as 35%.".into()),
        [one] => Ok((one, one)),
        [one, other, ..] => Ok((one.min(other), one.max(other))),
    }
}

fn percentage(text: &str, week_usd: f64, locale: &Locale) -> Result<f64, String> {
    let share = parse(text, "onApi", locale).filter(|share| *share > 0.0);
    let Some(share) = share else {
        return Err("Type a share of the weekly limit above 0%, such as 35%.".into());
    };
    capacity_of(week_usd, share).ok_or_else(|| {
        "No work of this scenario is on a plan, so a percentage means nothing. Type dollars.".into()
    })
}

/// Read as a number of that field's kind is.
fn parse(text: &str, like: &str, locale: &Locale) -> Option<f64> {
    let like: Option<&Field> = field(like);
    like.and_then(|like| locale.parse(like, text)).filter(|value| *value >= 0.0)
}

/// A public measurement, with the number to use.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// The plan's id.
    pub plan: String,
    pub text: String,
    /// USD a week at API prices.
    pub usd: f64,
}

/// The public measurements in words.
pub fn measurements(measured: &[Measurement], plans: &[Plan], locale: &Locale) -> Vec<Measured> {
    let name = |m: &Measurement| {
        let plan = plans.iter().find(|plan| plan.id == m.plan);
        plan.map_or(m.plan.clone(), |plan| match &plan.former_name {
            Some(former) => format!("{} (then {former})", plan.name),
            None => plan.name.clone(),
        })
    };
    let text = |m: &Measurement| Measured {
        plan: m.plan.clone(),
        text: format!(
            "{}: {} a week, measured {} by {}. {}",
            name(m),
            locale.money(m.usd_week),
            m.when,
            m.source,
            m.method
        ),
        usd: m.usd_week,
    };
    measured.iter().map(text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A week of $35 that used 35% to 50% of the limit: it carries $70 to $100.
    #[test]
    fn shares_of_the_limit_say_what_a_plan_carries() {
        let check = |shares, expected: Option<(f64, f64)>| {
            assert_eq!(carries(shares, 35.0, &Locale::default()).ok(), expected, "{shares:?}");
        };
        check(["35%", "50%"], Some((70.0, 100.0)));
        check(["50", "35"], Some((70.0, 100.0)));
        check(["", " 50 "], Some((70.0, 70.0)));
        check(["", ""], None);
        check(["much", "50"], None);
        check(["0", "50"], None);
    }

    #[test]
    fn statements_read_as_people_type_them() {
        let check = |text: &str, term, expected: Option<Option<f64>>| {
            assert_eq!(read(text, term, 35.0, &Locale::default()).ok(), expected, "{text}");
        };
        check("", Term::Low, Some(None));
        check(" $90 ", Term::Low, Some(Some(90.0)));
        check("1.5k", Term::High, Some(Some(1500.0)));
        check("35%", Term::High, Some(Some(100.0)));
        check("0%", Term::High, None);
        check("35%", Term::Price, None);
        check("0", Term::Price, Some(Some(0.0)));
        check("-5", Term::Price, None);
        check("2", Term::Seats, Some(Some(2.0)));
        check("2.5", Term::Seats, None);
        check("1e9", Term::Low, None);
        check("9m", Term::Low, None);
        check("much", Term::Low, None);
        assert!(read("35%", Term::Low, 0.0, &Locale::default()).is_err(), "no work to measure by");
    }
}
