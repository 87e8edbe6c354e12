//! Cautions: what to know of a scenario that was made from single calls.

use super::pool::Pool;
use super::{Caution, Days, FEW_DAYS, FEW_SESSIONS, NOT_MET, Residual, SHORT_SPAN};

/// Contexts that differ by more are said to.
const OTHER_PROMPTS: f64 = 0.05;

/// Of the sessions what they miss, where there are any.
pub(super) fn add(pool: &Pool, days: &Days, residual: Option<&Residual>, all: &mut Vec<Caution>) {
    if residual.is_some() && pool.main.len() < FEW_SESSIONS {
        all.push(Caution::FewSessions { sessions: pool.main.len() });
    }
    if days.usd.len() < FEW_DAYS {
        all.push(Caution::FewDays { days: days.usd.len() });
    }
    if days.span() < SHORT_SPAN {
        all.push(Caution::ShortSpan { days: days.span() });
    }
    if pool.orphans > 0 {
        all.push(Caution::Orphans { sessions: pool.orphans });
    }
    let weeks = days.idle_weeks();
    if weeks > 0 {
        all.push(Caution::IdleWeeks { weeks });
    }
    let weeks = days.swept_weeks();
    if weeks > 0 {
        all.push(Caution::SweptWeeks { weeks });
    }
    if let Some(days) = days.part_week() {
        all.push(Caution::PartWeek { days });
    }
    if let Some(residual) = residual {
        terms(pool, residual, all);
    }
    if !pool.left_out.is_empty() {
        let calls = pool.left_out.iter().map(|(_, calls)| calls).sum();
        all.push(Caution::LeftOut { calls, share: pool.left_out_share() });
    }
    let Some(residual) = residual else { return };
    // What its terms miss is told already.
    let error = residual.missed();
    let (real, modelled) = residual.prompts;
    let prompts = if real > 0.0 { modelled / real - 1.0 } else { 0.0 };
    if error.abs() > NOT_MET {
        all.push(Caution::NotMet { error });
    } else if prompts.abs() > OTHER_PROMPTS {
        all.push(Caution::OtherPrompts { error: prompts });
    }
}

/// Speed and place, where they were not the same for all of the work.
fn terms(pool: &Pool, residual: &Residual, all: &mut Vec<Caution>) {
    let is_part = |share: f64| share > 0.01 && share < 0.99;
    let [fast, us] = [pool.fast_share(pool.all()), pool.us_share(pool.all())];
    if is_part(fast) {
        all.push(Caution::PartlyFast { share: fast, less: residual.less[0] });
    }
    if is_part(us) {
        all.push(Caution::PartlyUs { share: us, less: residual.less[1] });
    }
}
