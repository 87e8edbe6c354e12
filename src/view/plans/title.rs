//! The break-evens in a sentence, for everybody, without a limit's size.

use super::super::Locale;
use super::{Shown, count, evens, until};
use crate::decisions::plans::Offer;
use crate::prices::plans::Plan;
use crate::scenario::PlanAxis;

/// "Pro is cheaper than the API from 0.5 sessions a day, Max from 2.6, Ultra from 5.2".
pub fn title(shown: &Shown, locale: &Locale) -> String {
    let mut plans = shown.drawn().filter(|(_, offer)| offer.even_at_least.is_some());
    let api = shown.api().0;
    let Some((plan, offer)) = plans.next() else {
        return format!("No plan is cheaper than the {api} for this work");
    };
    let each = if shown.axis == PlanAxis::People { " each" } else { "" };
    let first = format!("{} is cheaper than the {api} from {}{each}", plan.name, evens(shown, offer, locale));
    let rest = plans.map(|plan| more(shown, plan, locale));
    std::iter::once(first).chain(rest).collect::<Vec<_>>().join(", ")
}

/// A further plan, without the unit.
fn more(shown: &Shown, (plan, offer): (&Plan, &Offer), locale: &Locale) -> String {
    let axis = match shown.axis {
        PlanAxis::Days => PlanAxis::Days,
        PlanAxis::Sessions | PlanAxis::People => PlanAxis::Sessions,
    };
    let at = offer.even_at_least.and_then(|even| shown.compared.place(axis, even.sessions));
    let from = at.map_or("–".into(), |at| count(at, locale));
    format!("{} from {from}{}", plan.name, until(shown, axis, offer, locale))
}
