//! Goal seek in words: the least change of one input, or that it cannot do it alone.

use super::answer::basis;
use super::format::lower;
use super::{Locale, controls, savings};
use crate::decisions::goal::{Found, Sought, seek};
use crate::decisions::savings::{Lever, Pulled, enough};
use crate::model::estimate::Answer;
use crate::prices::RateTable;
use crate::prices::plans::Plan;
use crate::scenario::{GoalBy, Kind, Scenario, choice, field};

/// What is said of a goal, and what a click would take over.
#[derive(Clone, Debug, PartialEq)]
pub struct GoalShown {
    pub sentence: String,
    pub found: Option<Scenario>,
    /// A set of levers that is enough, none of them in vain.
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
        (_, None) => format!("All the changes above together do not bring it under {}.", locale.money(usd)),
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

fn sentence(sought: &Sought, answer: &Answer, locale: &Locale) -> String {
    let goal = format!("{} {}", locale.money(answer.scenario.goal.month), basis(answer.scenario.payment));
    let name = name(answer.scenario.goal.by);
    match sought {
        Sought::Met => format!("The month is under {goal} as it is."),
        Sought::NotHere => format!("{name} is no input that counts in this scenario."),
        Sought::Unreachable { lowest } => format!(
            "Not reachable with this alone: the least that it brings the month to is {}.",
            locale.money(*lowest)
        ),
        Sought::Found(found) => {
            format!(
                "{name}: {}, and the month costs {}.",
                moved(answer.scenario.goal.by, found, locale),
                locale.money(found.usd)
            )
        }
    }
}

/// The input's own label.
fn name(by: GoalBy) -> &'static str {
    controls::of(by.key()).map_or("", |control| control.label)
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
    let names: Vec<String> = pulled.steps.iter().map(|s| lower(savings::name(s.lever))).collect();
    format!(
        "Of the changes above, these together do it: {}. The month costs {} then.",
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
