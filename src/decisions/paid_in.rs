//! The unit of what is saved or added: what a dollar of work at API prices is to the person
//! who pays.

use super::payment::{Paid, PartPaid, paid};
use crate::model::estimate::Answer;
use crate::prices::plans::Plan;

/// What a change of the month is counted in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PaidIn {
    /// Dollars that leave the account: all is paid by the token.
    Dollars,
    /// Inside a plan's limit, or past it without credits, nothing saves a dollar: points (per
    /// cent) of the weekly limit for each USD a month.
    Points { per_usd: f64 },
    /// Past a plan's limit with credits, or on a plan that bills all usage: what is paid after the
    /// change less what is paid before it. No share of the change at API prices, since weeks pass
    /// the limit one after another, and prices of what is billed have the 5-minute cache.
    Credits,
    /// A plan whose weekly use is not known: list dollars that nobody pays.
    ApiPrices,
    /// Several payers, a plan among them, and none past its limit with credits: what it would be if
    /// everybody paid by the token.
    ByTheToken,
}

/// The unit of everybody's month. `month` is that of the estimate, USD at API prices.
pub fn paid_in(paid: &Paid, month: f64) -> PaidIn {
    if !paid.parts.iter().any(|part| part.payer.is_plan()) {
        return PaidIn::Dollars;
    }
    if paid.parts.iter().all(|part| part.limit.is_none()) {
        return PaidIn::Credits;
    }
    let first = paid.parts.first().map(|part| part.payer);
    if paid.parts.iter().any(|part| Some(part.payer) != first) {
        let is_paid = !paid.use_is_open() && paid.parts.iter().any(is_past_with_credits);
        return if is_paid { PaidIn::Credits } else { PaidIn::ByTheToken };
    }
    let [mut used, mut people] = [0.0; 2];
    for part in &paid.parts {
        let share = part.limit.as_ref().and_then(|limit| limit.share);
        let Some(share) = share else { return PaidIn::ApiPrices };
        used += share.middle() * part.people;
        people += part.people;
    }
    let has_credits = paid.parts.iter().any(|part| part.credits.high > 0.0);
    match (people > 0.0 && month > 0.0, has_credits && used > people) {
        (false, _) => PaidIn::ApiPrices,
        (true, true) => PaidIn::Credits,
        // The mean person's share, for each dollar of everybody's.
        (true, false) => PaidIn::Points { per_usd: 100.0 * used / people / month },
    }
}

/// Whether a mean week passes the limit, and is paid for.
fn is_past_with_credits(part: &PartPaid) -> bool {
    let share = part.limit.as_ref().and_then(|limit| limit.share);
    part.credits.high > 0.0 && share.is_some_and(|share| share.middle() > 1.0)
}

impl PaidIn {
    /// The unit of an answer's month.
    pub fn of_answer(plans: &[Plan], answer: &Answer) -> PaidIn {
        paid_in(&paid(plans, answer), answer.month.total)
    }

    /// USD a month of everybody that changes are counted from: what is paid where credits are,
    /// else the month at API prices.
    pub fn month(self, plans: &[Plan], answer: &Answer) -> f64 {
        let credits = (self == PaidIn::Credits).then(|| paid(plans, answer).usd()).flatten();
        credits.unwrap_or(answer.month.total)
    }

    /// A change of that month, in USD, in this unit.
    pub fn of(self, usd: f64) -> f64 {
        match self {
            PaidIn::Dollars | PaidIn::Credits | PaidIn::ApiPrices | PaidIn::ByTheToken => usd,
            PaidIn::Points { per_usd } => usd * per_usd,
        }
    }
}
