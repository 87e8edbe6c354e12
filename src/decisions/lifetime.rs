//! Lifetime: 5-minute against 1-hour cache writes, by the pauses in the work.
//!
//! A pause that is longer than the lifetime loses the prefix of one request (MODEL.md
//! section 3, the rhythm of work). Cost is linear in the chance of a hit, so that two months
//! at each lifetime, with nothing and with everything kept, say all others exactly.
//!
//! Where logs tell both the hit rate and the pauses, prefixes are lost for other reasons too,
//! or pauses lose nothing. What the hit rate says beyond the pauses then counts at both
//! lifetimes: the month at the lifetime in force is the month of the answer, and only the
//! pauses between five minutes and an hour tell the two apart.

use crate::model::bill;
use crate::model::estimate::sessions_a_month;
use crate::model::mixture::{along, expected, lengths, routes};
use crate::model::price::Prices;
use crate::scenario::{Basis, HitSource, Lifetime, Scenario};

/// USD a month of one developer at one lifetime.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Writes {
    /// With every prefix lost, and with none.
    pub lost: f64,
    pub kept: f64,
}

/// Both lifetimes at the pauses of a scenario, whatever its hit rate comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lifetimes {
    pub five_minutes: Writes,
    pub one_hour: Writes,
    /// Pauses a session longer than five minutes, those longer than an hour among them.
    pub pauses: f64,
    pub long_pauses: f64,
    /// Share of the later requests that lose their prefix beyond what pauses lose; below zero
    /// where pauses lose less. 0 unless logs tell the hit rate and the pauses.
    pub beyond_pauses: f64,
    /// Requests of a mean session before which a pause may come.
    pub later_requests: f64,
    /// Pauses longer than five minutes a session at which both cost the same, the long ones
    /// as they are; `None` where one lifetime is cheaper however many there are.
    pub even: Option<f64>,
    /// The lifetime in force.
    pub now: Lifetime,
    /// USD a month of one more pause an active day, of 5 to 60 minutes and of over an hour,
    /// at the lifetime in force.
    pub coffee: f64,
    pub lunch: f64,
}

impl Writes {
    fn at(&self, lost: f64) -> f64 {
        self.kept + (self.lost - self.kept) * lost.clamp(0.0, 1.0)
    }
}

/// The comparison; `None` for totals, without caching, where sessions have one request, and
/// for what has no price.
pub fn lifetimes(prices: &Prices, scenario: &Scenario) -> Option<Lifetimes> {
    if scenario.basis == Basis::Totals || !scenario.cache.on {
        return None;
    }
    let later_requests = lengths(scenario).mean() - 1.0;
    if later_requests <= 0.0 {
        return None;
    }
    let long_pauses = scenario.cache.pauses_60m;
    let mut all = Lifetimes {
        five_minutes: writes(prices, scenario, Lifetime::FiveMinutes)?,
        one_hour: writes(prices, scenario, Lifetime::OneHour)?,
        // Where the pauses are not in force, nothing has checked their order.
        pauses: scenario.cache.pauses_5m.max(long_pauses),
        long_pauses,
        beyond_pauses: beyond_pauses(prices, scenario, later_requests),
        later_requests,
        even: None,
        now: scenario.lifetime(),
        coffee: 0.0,
        lunch: 0.0,
    };
    all.even = all.even();
    if scenario.work.sessions_per_day > 0.0 {
        let more = 1.0 / scenario.work.sessions_per_day;
        all.coffee = all.in_force(more, 0.0) - all.in_force(0.0, 0.0);
        all.lunch = all.in_force(more, more) - all.in_force(0.0, 0.0);
    }
    Some(all)
}

impl Lifetimes {
    /// USD a month with so many pauses longer than five minutes a session.
    pub fn at_five_minutes(&self, pauses: f64) -> f64 {
        self.five_minutes.at(self.share(pauses) + self.beyond_pauses)
    }

    /// The same with the 1-hour lifetime, which only the long ones outlast.
    pub fn at_one_hour(&self, long_pauses: f64) -> f64 {
        self.one_hour.at(self.share(long_pauses) + self.beyond_pauses)
    }

    /// USD a month as it is, at five minutes and at an hour.
    pub fn months(&self) -> (f64, f64) {
        (self.at_five_minutes(self.pauses), self.at_one_hour(self.long_pauses))
    }

    /// The share of later requests that so many pauses a session are.
    pub fn share(&self, pauses: f64) -> f64 {
        pauses / self.later_requests
    }

    fn in_force(&self, more: f64, more_long: f64) -> f64 {
        match self.now {
            Lifetime::FiveMinutes => self.at_five_minutes(self.pauses + more),
            Lifetime::OneHour => self.at_one_hour(self.long_pauses + more_long),
        }
    }

    fn even(&self) -> Option<f64> {
        let Writes { lost, kept } = self.five_minutes;
        let (least, most) = (self.share(self.long_pauses).min(1.0), 1.0);
        let share = (self.at_one_hour(self.long_pauses) - kept) / (lost - kept) - self.beyond_pauses;
        // With nothing carried both never meet, or always.
        (lost > kept && (least..=most).contains(&share)).then_some(share * self.later_requests)
    }
}

/// Whether logs tell how many pauses there are, beside a hit rate that is no reading of them.
pub fn pauses_are_known(scenario: &Scenario) -> bool {
    let known = |key| scenario.mark(key).is_some();
    scenario.cache.source != HitSource::Rhythm && known("pauses5m") && known("pauses60m")
}

/// The chance of a hit at the other lifetime, where pauses are known: those between five
/// minutes and an hour are lost at one and not at the other.
pub fn chance_at_the_other(scenario: &Scenario, hit_rate: f64) -> Option<f64> {
    let later = lengths(scenario).mean() - 1.0;
    if !pauses_are_known(scenario) || later <= 0.0 {
        return None;
    }
    let between = (scenario.cache.pauses_5m - scenario.cache.pauses_60m).max(0.0) / later;
    Some(match scenario.lifetime() {
        Lifetime::FiveMinutes => (hit_rate + between).min(1.0),
        Lifetime::OneHour => (hit_rate - between).max(0.0),
    })
}

fn beyond_pauses(prices: &Prices, scenario: &Scenario, later_requests: f64) -> f64 {
    if !pauses_are_known(scenario) {
        return 0.0;
    }
    let Some(hit_rate) = expected(prices, scenario).ok().and_then(|found| found.hit_rate) else { return 0.0 };
    let pauses = match scenario.lifetime() {
        Lifetime::FiveMinutes => scenario.cache.pauses_5m.max(scenario.cache.pauses_60m),
        Lifetime::OneHour => scenario.cache.pauses_60m,
    };
    1.0 - hit_rate - pauses / later_requests
}

fn writes(prices: &Prices, scenario: &Scenario, lifetime: Lifetime) -> Option<Writes> {
    let mut other = scenario.clone();
    other.cache.lifetime = Some(lifetime);
    other.cache.source = HitSource::Given;
    let routes = routes(prices, &other).ok()?;
    let (sessions, lengths) = (sessions_a_month(scenario), lengths(scenario));
    let mut month = |hit_rate: f64| {
        other.cache.hit_rate = hit_rate;
        let session = along(prices, &other, &routes, &lengths).ok()?;
        Some(bill::total(prices, &session.usage) * sessions)
    };
    Some(Writes { lost: month(0.0)?, kept: month(1.0)? })
}

#[cfg(test)]
mod tests {
    use super::lifetimes;
    use crate::decisions::actions::{Standing, actions};
    use crate::decisions::savings::{Lever, What};
    use crate::model::estimate::{Answer, estimate};
    use crate::prices::{RateTable, date};
    use crate::scenario::{FromLogs, Lifetime, Mark, Preset, Scenario};

    /// As logs tell it: more is lost than pauses explain.
    fn calibrated(lifetime: Lifetime, hit_rate: f64) -> Scenario {
        let mut scenario = Preset::Average.scenario(date(2026, 11, 28), 1);
        (scenario.cache.lifetime, scenario.cache.hit_rate) = (Some(lifetime), hit_rate);
        (scenario.cache.pauses_5m, scenario.cache.pauses_60m) = (1.6, 0.4);
        let mark = |key| Mark { key, range: None };
        let marks = ["hit", "lifetime", "pauses5m", "pauses60m"].map(mark).to_vec();
        scenario.from_logs =
            Some(FromLogs { sessions: 40.0, days: 20.0, inputs: 4.0, band: None, later: None, marks });
        scenario
    }

    fn answer(scenario: &Scenario) -> Answer {
        estimate(&RateTable::shipped(), scenario).answer.expect("a price")
    }

    /// The month at the lifetime in force is the month of the answer, and what the list of
    /// actions says of the other one is the difference.
    #[test]
    fn calibrated_scenario_has_one_answer_about_lifetimes() {
        for (now, other, hit_rate) in [
            (Lifetime::FiveMinutes, Lifetime::OneHour, 0.93),
            (Lifetime::FiveMinutes, Lifetime::OneHour, 0.99),
            (Lifetime::OneHour, Lifetime::FiveMinutes, 0.97),
        ] {
            let mut scenario = calibrated(now, hit_rate);
            Lever::ALL.into_iter().for_each(|lever| {
                let tick = crate::scenario::choice(lever.key()).expect("a tick");
                (tick.set)(&mut scenario, "no");
            });
            let answer = answer(&scenario);
            let found = lifetimes(&answer.prices, &answer.scenario).expect("a comparison");
            let (five, hour) = found.months();
            let (mine, theirs) = if now == Lifetime::FiveMinutes { (five, hour) } else { (hour, five) };
            assert!((mine - answer.developer_month).abs() < 1e-9, "{mine} {}", answer.developer_month);
            let all = actions(&RateTable::shipped(), &answer);
            let row = all.rows.iter().find(|row| row.lever == Lever::Hour).expect("a row");
            assert_eq!(row.what, Some(What::Lifetime { to: other }));
            let Standing::Offered { saves } = row.standing else { panic!("{row:?}") };
            assert!((saves - (mine - theirs)).abs() < 1e-3 * mine, "{saves}, not {}", mine - theirs);
        }
    }

    /// Nothing but pauses that are known may compare lifetimes (MODEL.md section 3).
    #[test]
    fn unknown_pauses_compare_no_lifetimes() {
        let mut scenario = calibrated(Lifetime::FiveMinutes, 0.93);
        scenario.from_logs = None;
        let all = actions(&RateTable::shipped(), &answer(&scenario));
        let row = all.rows.iter().find(|row| row.lever == Lever::Hour).expect("a row");
        assert_eq!((row.what, row.standing), (None, Standing::Idle));
    }
}
