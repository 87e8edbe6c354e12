//! Goal seek in words: the least change of one input, or that it cannot do it alone.

use super::answer::basis_of_all;
use super::format::lower;
use super::{Locale, inputs, labels};
use crate::decisions::goal::{Found, Sought, seek};
use crate::decisions::savings::{Lever, Pulled, enough};
use crate::model::estimate::Answer;
use crate::prices::RateTable;
use crate::prices::plans::Plan;
use crate::scenario::{GoalBy, Kind, Scenario, choice, field};

/// A budget in sentences, and the scenarios that its buttons put in place.
#[derive(Clone, Debug, PartialEq)]
pub struct GoalShown {
    pub sentence: String,
    pub found: Option<Scenario>,
    /// A set of savings that is enough, each of them needed.
    pub set: String,
    pub levers: Option<Scenario>,
}

pub fn goal(table: &RateTable, plans: &[Plan], answer: &Answer, locale: &Locale) -> GoalShown {
    let usd = answer.scenario.goal.month;
    let sought = seek(table, answer);
    let pulled = match sought {
        Sought::Met => None,
        _ => enough(table, plans, answer, usd),
    };
    let set = match (&sought, &pulled) {
        (Sought::Met, _) => String::new(),
        (_, Some(pulled)) => all_of(pulled, locale),
        (_, None) => format!("All savings together do not bring the month to {}.", locale.money(usd)),
    };
    GoalShown {
        sentence: sentence(&sought, answer, locale),
        found: match sought {
            Sought::Found(found) => Some(found.scenario),
            _ => None,
        },
        set,
        levers: pulled.map(|pulled| ticked(&answer.scenario, &pulled)),
    }
}

/// Whether a budget was set. The scenario always has a number, which nobody chose before.
pub fn is_set(scenario: &Scenario) -> bool {
    scenario.differs(&scenario.base.scenario(scenario.priced_on, scenario.price_revision), "goal")
}

/// The least change in a line, without the set of savings.
pub fn finding(table: &RateTable, answer: &Answer, locale: &Locale) -> String {
    if !is_set(&answer.scenario) {
        return labels::decisions::GOAL_UNSET.into();
    }
    sentence(&seek(table, answer), answer, locale)
}

fn sentence(sought: &Sought, answer: &Answer, locale: &Locale) -> String {
    // A budget is one of tokens: on a plan it is not what is paid, and says so.
    let basis = basis_of_all(&answer.scenario);
    let goal = format!("{} {basis}", locale.money(answer.scenario.goal.month));
    let name = name(answer.scenario.goal.by);
    match sought {
        Sought::Met => format!("The month is within {goal} already."),
        Sought::NotHere => format!("{name} does not count in this scenario."),
        Sought::Unreachable { lowest } => {
            format!("{name} alone cannot do it: the lowest month is {} {basis}.", locale.money(*lowest))
        }
        Sought::Found(found) => {
            format!(
                "{name} {}: the month costs {} {basis}.",
                moved(answer.scenario.goal.by, found, locale),
                locale.money(found.usd)
            )
        }
    }
}

/// The input's own label.
fn name(by: GoalBy) -> &'static str {
    inputs::input(by.key()).map_or("", |input| input.label)
}

fn moved(by: GoalBy, found: &Found, locale: &Locale) -> String {
    let text = |value: f64| match field(by.key()).map(|f| f.kind) {
        Some(Kind::Share) => format!("{}%", locale.short(value * 100.0, 3)),
        Some(Kind::Tokens) => locale.tokens(value),
        _ => locale.short(value, 3),
    };
    format!("{} instead of {}", text(found.to), text(found.from))
}

fn all_of(pulled: &Pulled, locale: &Locale) -> String {
    let names: Vec<String> = pulled.steps.iter().map(|s| lower(labels::actions::name(s.lever))).collect();
    format!(
        "Savings that do it together: {}. The month then costs {}.",
        names.join("; "),
        locale.money(pulled.after)
    )
}

/// The scenario with these levers ticked and no others.
fn ticked(scenario: &Scenario, pulled: &Pulled) -> Scenario {
    let mut next = scenario.clone();
    for lever in Lever::ALL {
        let made = pulled.steps.iter().any(|step| step.lever == lever);
        if let Some(choice) = choice(lever.key()) {
            (choice.set)(&mut next, if made { "yes" } else { "no" });
        }
    }
    next
}
