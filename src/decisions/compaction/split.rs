//! The month by the number of sessions that do the work of one.
//!
//! The same requests, shared out as evenly as whole ones can be: of 40 requests in three
//! sessions one has 14 and two have 13. Each starts from the floor again, in the cache as far
//! as `warm` says, and pays its own background work; sub-agents stay as many.

use super::plain::cheapest;
use super::work::{Work, kinds};
use super::{Cost, Curve, Point, Step};
use crate::model::mixture::{Length, Route};
use crate::model::price::Prices;
use crate::scenario::Scenario;

/// More pieces than anybody starts by hand.
const MOST: f64 = 20.0;

pub fn curve(prices: &Prices, scenario: &Scenario) -> Option<Curve> {
    let kinds = kinds(prices, scenario)?;
    let kinds: Vec<(Vec<Route>, Work)> = kinds.into_iter().map(|work| (work.routes(|_| ()), work)).collect();
    let longest = kinds.iter().filter_map(|(_, work)| work.longest()).reduce(f64::max);
    let end = MOST.min(longest?);
    let step = |pieces: usize| {
        let pieces = pieces as f64;
        let months = kinds.iter().map(|(routes, work)| month(work, routes, pieces));
        Step { from: pieces, usd: months.fold(Cost::default(), Cost::plus) }
    };
    let steps: Vec<Step> = (1..=end as usize).map(step).collect();
    let now = steps.first()?.usd;
    let [best, best_cold] = [|usd: &Cost| usd.warm, |usd: &Cost| usd.cold].map(|usd| {
        let step = &steps[cheapest(&steps, usd)];
        Point { at: step.from, usd: usd(&step.usd) }
    });
    let curve = Curve { steps, whole: true, end, yours: Some(1.0), now, best, best_cold };
    curve.best.usd.is_finite().then_some(curve)
}

fn month(work: &Work, routes: &[Route], pieces: f64) -> Cost {
    let mut usd = work.around();
    for Length { requests, weight, .. } in &work.lengths {
        // A session of two requests is two sessions at most.
        let pieces = pieces.min(*requests);
        let (each, left) = (libm::floor(requests / pieces), requests % pieces);
        let sessions = work.sessions * weight;
        for route in routes {
            usd = usd.plus(work.each(route, each).times((pieces - left) * sessions));
            if left > 0.0 {
                usd = usd.plus(work.each(route, each + 1.0).times(left * sessions));
            }
        }
        let more = work.background * (pieces - 1.0) * sessions;
        usd = usd.plus(Cost { warm: more, cold: more });
    }
    usd
}
