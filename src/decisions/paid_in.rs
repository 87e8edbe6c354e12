//! The unit of what is saved or added: what a dollar of work at API prices is to the person
//! who pays.

use super::payment::{Paid, PartPaid};

/// Weeks that a plan is checked over, see `plans::spread`.
const WEEKS: f64 = 9.0;

/// What a change of the month, in USD at API prices, is counted in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PaidIn {
    /// Dollars that leave the account: all is paid by the token.
    Dollars,
    /// Inside a plan's limit, or past it without credits, nothing saves a dollar: points (per
    /// cent) of the weekly limit for each USD a month.
    Points { per_usd: f64 },
    /// Past a plan's limit with credits: the share of a change that is credits, 0 to 1, from
    /// the weeks of nine that pass it. An estimate.
    Credits { share: f64 },
    /// A plan whose weekly use is not known: list dollars that nobody pays.
    ApiPrices,
    /// Several payers, a plan among them: what it would be if everybody paid by the token.
    ByTheToken,
}

/// The unit of everybody's month. `month` is that of the
/// estimate, USD at API prices, whose changes are told.
pub fn paid_in(paid: &Paid, month: f64) -> PaidIn {
    if !paid.parts.iter().any(|part| part.payer.is_plan()) {
        return PaidIn::Dollars;
    }
    let first = paid.parts.first().map(|part| part.payer);
    if paid.parts.iter().any(|part| Some(part.payer) != first) {
        return PaidIn::ByTheToken;
    }
    let [mut used, mut weeks, mut people] = [0.0; 3];
    for part in &paid.parts {
        let Some((share, past)) = use_of(part) else { return PaidIn::ApiPrices };
        used += share * part.people;
        weeks += past * part.people;
        people += part.people;
    }
    let has_credits = paid.parts.iter().any(|part| part.credits.high > 0.0);
    match (people > 0.0 && month > 0.0, has_credits && used > people) {
        (false, _) => PaidIn::ApiPrices,
        (true, true) => PaidIn::Credits { share: weeks / people / WEEKS },
        // The mean person's share, for each dollar of everybody's.
        (true, false) => PaidIn::Points { per_usd: 100.0 * used / people / month },
    }
}

impl PaidIn {
    /// A change of the month, USD at API prices, in this unit.
    pub fn of(self, usd: f64) -> f64 {
        match self {
            PaidIn::Dollars | PaidIn::ApiPrices | PaidIn::ByTheToken => usd,
            PaidIn::Points { per_usd } => usd * per_usd,
            PaidIn::Credits { share } => usd * share,
        }
    }
}

/// The share of the limit that a mean week uses, and how many weeks of nine pass it.
fn use_of(part: &PartPaid) -> Option<(f64, f64)> {
    let limit = part.limit.as_ref()?;
    let share = limit.share?;
    let (least, most) = limit.weeks_past;
    Some((share.middle(), (least + most) as f64 / 2.0))
}
