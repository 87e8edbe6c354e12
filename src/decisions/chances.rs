//! Chances: how often each way to pay costs less, where the month is not known exactly.

use super::options::{Offered, OptionRow, Options, Takes};
use super::payment::{Paid, PartPaid, Payments};
use super::range::{MonthRange, times};

/// Parts of the draws that one month stands for: enough for twelfths.
const PARTS: usize = 60;
/// Weeks that a plan is checked over, see `plans::spread`.
const WEEKS: f64 = 9.0;

/// One row of the options. Shares of the months, 0..1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chance {
    pub offered: Offered,
    /// Costs less than the API; of a plan whose limit is not known, if the limit is enough.
    pub below_api: f64,
    /// Costs least of all whose cost is known; `None` where its own is not.
    pub cheapest: Option<f64>,
    /// A mean week stays within the limit, and single weeks pass it. `None` without a limit that is known.
    pub enough: Option<f64>,
    pub weeks_past: Option<f64>,
    pub is_now: bool,
}

/// The chances of the rows of the options; nothing where the month is 0. `month` is that of the answer,
/// at API prices. `limits_too` says that limits go along with the work, because nothing but a preset's
/// widths is uncertain (see [`super::range::paid_range`]).
pub fn chances(
    payments: &Payments,
    options: &Options,
    month: f64,
    range: &MonthRange,
    limits_too: bool,
) -> Vec<Chance> {
    let batch = options.now.batch;
    let part = |at: usize| range.percentile((at as f64 + 0.5) / PARTS as f64);
    let drawn: Option<Vec<Payments>> =
        (0..PARTS).map(|at| Some(payments.with_work(times(batch, month, part(at))?, limits_too))).collect();
    let Some(drawn) = drawn else { return Vec::new() };
    // A plan that is sold to teams is no choice of one person.
    let is_choice = |row: &&OptionRow| row.offered != Offered::AsNow && row.takes != Takes::Team;
    let rows: Vec<&OptionRow> = options.rows.iter().filter(is_choice).collect();
    let paid: Vec<Vec<Paid>> =
        rows.iter().map(|row| drawn.iter().map(|payments| payments.of(&row.deal)).collect()).collect();
    let Some(api) = rows.iter().position(|row| row.offered == Offered::Api).and_then(|at| paid.get(at))
    else {
        return Vec::new();
    };
    let least: Vec<f64> = (0..PARTS)
        .map(|at| paid.iter().filter_map(|row| surely(&row[at])).fold(f64::INFINITY, f64::min))
        .collect();
    let chance = |(row, paid): (&&OptionRow, &Vec<Paid>)| {
        let share =
            |holds: &dyn Fn(usize) -> bool| (0..PARTS).filter(|at| holds(*at)).count() as f64 / PARTS as f64;
        let is_known = paid.iter().all(|paid| surely(paid).is_some());
        Chance {
            offered: row.offered,
            below_api: share(&|at| paid[at].usd().zip(api[at].usd()).is_some_and(|(usd, api)| usd < api)),
            cheapest: is_known.then(|| share(&|at| surely(&paid[at]) == Some(least[at]))),
            enough: of_limit(paid, |part| Some(f64::from(part.limit.as_ref()?.share?.high <= 1.0))),
            weeks_past: of_limit(paid, |part| {
                let limit = part.limit.as_ref().filter(|limit| limit.share.is_some())?;
                Some(limit.weeks_past.1 as f64 / WEEKS)
            }),
            is_now: row.is_now,
        }
    };
    rows.iter().zip(&paid).map(chance).collect()
}

/// USD a month where every limit is known and no work waits.
fn surely(paid: &Paid) -> Option<f64> {
    let is_known = !paid.use_is_open() && !paid.waits() && !paid.more;
    paid.month.filter(|_| is_known).map(|month| month.high)
}

/// The mean over all months of something of those on a plan; `None` where one of them has it not.
fn of_limit(paid: &[Paid], of: impl Fn(&PartPaid) -> Option<f64>) -> Option<f64> {
    let mut sum = 0.0;
    for month in paid {
        let on_plans = month.parts.iter().filter(|part| part.payer.is_plan());
        let (all, people) = on_plans
            .map(|part| Some((of(part)? * part.people, part.people)))
            .try_fold((0.0, 0.0), |(all, people), part: Option<(f64, f64)>| {
                part.map(|(more, one)| (all + more, people + one))
            })?;
        if people <= 0.0 {
            return None;
        }
        sum += all / people;
    }
    Some(sum / paid.len() as f64)
}
