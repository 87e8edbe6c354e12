//! How sure the statement is, by the functions of the page.

use super::StatementRange;
use crate::decisions::range::{POINTS, dimensions, paid_range, range};
use crate::decisions::sensitivity::{self, sensitivity};
use crate::model::draws::Points;
use crate::model::estimate::Answer;
use crate::prices::plans::Plan;
use crate::scenario::Scenario;
use crate::view::Locale;
use crate::view::range::moves_most;

/// The range of what is paid, and a sentence on the input that moves the month most; nothing where every
/// input is exact.
pub fn sure(
    plans: &[Plan],
    asked: &Scenario,
    answer: &Answer,
    locale: &Locale,
) -> (Option<StatementRange>, Option<String>) {
    let inputs = asked.uncertain().len();
    let points = Points::new(dimensions(asked), POINTS);
    let paid = range(asked, answer, &points)
        .and_then(|month| paid_range(plans, asked, answer, &month, &points))
        .map(|paid| StatementRange { p10: paid.p10, p50: paid.p50, p90: paid.p90 });
    let points = Points::new(sensitivity::dimensions(inputs), sensitivity::POINTS);
    (paid, moves_most(&sensitivity(asked, answer, &points), locale))
}
