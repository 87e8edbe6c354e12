//! Estimate: the whole answer to a scenario, as data.

use crate::model::anchor;
use crate::model::bill::Bill;
use crate::model::mixture::{Expected, NoIdle, expected};
use crate::model::price::{Price, Prices};
use crate::model::team::{self, GroupMonth};
use crate::model::usage::{Source, Usage};
use crate::prices::{Class, Date, PriceTier, RateTable};
use crate::scenario::in_order;
use crate::scenario::{Basis, Lifetime, PriceKey, Problem, Scenario, Trigger, Window};

pub const MONTHS_A_YEAR: f64 = 12.0;
/// Days after which a price should be looked up again.
pub const OLD_PRICE_DAYS: i32 = 60;

/// An answer, or the problems that keep a price from being given.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimate {
    pub problems: Vec<Problem>,
    pub answer: Option<Answer>,
}

/// USD throughout; each bill's lines add up to its total.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The scenario with its messages solved for, where dollars were given.
    pub scenario: Scenario,
    pub prices: Prices,
    pub expected: Expected,
    /// One average session of this scenario's developers.
    pub session: Bill,
    /// Everybody's month, batch jobs included.
    pub month: Bill,
    /// One developer of this scenario on one active day, and in a month, without batch jobs.
    pub active_day: f64,
    pub developer_month: f64,
    pub batch_month: f64,
    /// People and USD a month by group, the scenario's own first.
    pub groups: Vec<(f64, f64)>,
    /// What those of them do that have people, and the first.
    pub team: Vec<GroupMonth>,
    pub warnings: Vec<Warning>,
    /// USD that the anchored scenario misses of what was paid, because requests are whole.
    pub anchor_miss: f64,
}

/// What the user should know beside the price.
#[derive(Clone, Debug, PartialEq)]
pub enum Warning {
    /// The window of this model forced compactions that the scenario does not ask for.
    WindowForced {
        model: String,
    },
    /// Every request after a compaction compacts again.
    Thrashing,
    /// A hit rate this low is not what real sessions have (REAL_USAGE: 95-98%).
    /// A lost prefix costs this many times a cache read, from and to over the mix.
    LowHitRate {
        hit_rate: f64,
        times: (f64, f64),
    },
    /// Totals cannot tell which prompts crossed this model's step.
    TotalsStep {
        model: String,
        above: f64,
    },
    NotFast {
        model: String,
    },
    /// The window that was asked for is larger than this model's own, which stays.
    OwnWindow {
        model: String,
        window: f64,
    },
    Retired {
        model: String,
        on: Date,
    },
    Retires {
        model: String,
        on: Date,
    },
    Provisional {
        model: String,
    },
    OldPrice {
        model: String,
        checked: Date,
    },
    /// Idle compaction is switched on and does nothing, or not all that it should.
    NoIdle {
        why: NoIdle,
    },
    /// A user's own rate for a model, or a tier of it, that nothing here is priced by.
    UnusedOverride {
        model: String,
    },
}

/// Real sessions reach 95-98%; under this the user is told what the number means.
pub const LOW_HIT_RATE: f64 = 0.90;

/// The answer to a scenario, by the prices of its day and revision.
pub fn estimate(table: &RateTable, scenario: &Scenario) -> Estimate {
    estimate_beside(table, scenario, None)
}

/// The same, beside another answer: groups that do what they do there are not priced again.
pub fn estimate_beside(table: &RateTable, scenario: &Scenario, other: Option<&Answer>) -> Estimate {
    let groups = scenario.other_groups();
    let known = other.map_or(&[][..], |other| &other.team);
    let is_known = |place: usize, one: &Scenario| team::known(known, place, one).is_some();
    let problems = scenario.problems_but_of(table, &groups, is_known);
    if !problems.is_empty() {
        return Estimate { problems, answer: None };
    }
    match answer(table, scenario, groups, other) {
        Ok(answer) => Estimate { problems, answer: Some(answer) },
        Err(problem) => Estimate { problems: vec![problem], answer: None },
    }
}

fn answer(
    table: &RateTable,
    scenario: &Scenario,
    groups: Vec<(Scenario, f64)>,
    other: Option<&Answer>,
) -> Result<Answer, Problem> {
    let others: Vec<&Scenario> = groups.iter().map(|(s, _)| s).collect();
    let prices = Prices::new(table, scenario, &others);
    let mut month = batch(&prices, scenario)?;
    let known = other.filter(|other| other.prices == prices).map_or(&[][..], |other| &other.team);
    let mut team = team::fixed(&prices, scenario, groups, known)?;
    team.iter().for_each(|group| month.add_times(&group.session, group.sessions));
    let (resolved, anchor_miss) = match scenario.basis {
        Basis::Pay => anchor::solve(&prices, scenario, crate::model::bill::total(&prices, &month))?,
        _ => (scenario.clone(), 0.0),
    };
    let expected = expected(&prices, &resolved)?;
    let own = team::own(&prices, &resolved, &expected.usage)?;
    own.iter().for_each(|group| month.add_times(&group.session, group.sessions));
    team.extend(own);
    let session = Bill::new(&prices, &expected.usage);
    let developer_month = session.total * sessions_a_month(&resolved);
    let mut groups: Vec<(f64, f64)> =
        (0..scenario.count_groups()).map(|n| (scenario.people(n), 0.0)).collect();
    for group in &team {
        groups[group.place].1 = group.usd(&prices);
    }
    groups[0].1 = developer_month * resolved.team.own;
    Ok(Answer {
        active_day: session.total * resolved.work.sessions_per_day,
        developer_month,
        batch_month: batch_usd(&prices, scenario)?,
        groups,
        team: in_order::by_key(team, |group| group.place),
        month: Bill::new(&prices, &month),
        warnings: warnings(&resolved, &prices, &expected),
        scenario: resolved,
        prices,
        expected,
        session,
        anchor_miss,
    })
}

/// Sessions that one developer runs in a month.
pub fn sessions_a_month(scenario: &Scenario) -> f64 {
    scenario.work.sessions_per_day * scenario.work.active_days
}

/// A month's batch jobs: one uncached request each. Their sizes are the user's text too,
/// so they follow the tokenizer as the sizes of a session do.
fn batch(prices: &Prices, scenario: &Scenario) -> Result<Usage, Problem> {
    let mut usage = Usage::default();
    let jobs = &scenario.batch;
    if jobs.jobs > 0.0 {
        let model = prices.find(&jobs.model, "jobModel")?;
        let price = &prices.0[model];
        let prompt = jobs.input * price.scale;
        let upper = price.step.is_some_and(|step| prompt > step);
        let tier = if upper { PriceTier::Upper } else { PriceTier::Lower };
        let tokens = usage.of(Source::Batch, model);
        tokens.add(tier, Class::Input, prompt * jobs.jobs);
        tokens.add(tier, Class::Output, jobs.output * price.scale * jobs.jobs);
    }
    Ok(usage)
}

/// USD of a month's batch jobs.
pub(crate) fn batch_usd(prices: &Prices, scenario: &Scenario) -> Result<f64, Problem> {
    Ok(crate::model::bill::total(prices, &batch(prices, scenario)?))
}

fn warnings(scenario: &Scenario, prices: &Prices, expected: &Expected) -> Vec<Warning> {
    let mut all = Vec::new();
    if let Some(model) = expected.forced_by {
        all.push(Warning::WindowForced { model: prices.0[model].name.clone() });
    }
    if expected.thrashing {
        all.push(Warning::Thrashing);
    }
    all.extend(expected.idle_misses().map(|why| Warning::NoIdle { why }));
    if let Some(hit_rate) = expected.hit_rate.filter(|h| *h < LOW_HIT_RATE) {
        all.push(Warning::LowHitRate { hit_rate, times: write_over_read(scenario, prices) });
    }
    all.extend(prices.ordinary().flat_map(|price| price_warnings(scenario, price)));
    all.extend(unused_overrides(scenario, prices));
    all
}

fn write_over_read(scenario: &Scenario, prices: &Prices) -> (f64, f64) {
    let write = match scenario.lifetime() {
        Lifetime::FiveMinutes => Class::Write5m,
        Lifetime::OneHour => Class::Write1h,
    };
    let mix = scenario.mean_mix();
    let in_mix = |price: &&Price| mix.iter().any(|s| s.model == price.id && s.share > 0.0);
    let ratios = prices
        .ordinary()
        .filter(in_mix)
        .map(|p| p.rate(PriceTier::Lower, write) / p.rate(PriceTier::Lower, Class::Read));
    ratios.fold((f64::INFINITY, 0.0), |(low, high), ratio| (low.min(ratio), high.max(ratio)))
}

/// One session's bill by the scenario's own prices; `None` where it has none.
pub fn session_bill(table: &RateTable, scenario: &Scenario) -> Option<Bill> {
    let prices = Prices::new(table, scenario, &[]);
    expected(&prices, scenario).ok().map(|e| Bill::new(&prices, &e.usage))
}

fn unused_overrides(scenario: &Scenario, prices: &Prices) -> Vec<Warning> {
    let used = |key: &&PriceKey| {
        let price = prices.0.iter().find(|price| price.id == key.model);
        price.is_some_and(|price| price.tiers[key.tier as usize].is_some())
    };
    let unused = scenario.overrides.keys().filter(|key| !used(key)).map(|key| key.model.clone());
    let mut models: Vec<String> = unused.collect();
    models.dedup();
    models.into_iter().map(|model| Warning::UnusedOverride { model }).collect()
}

fn price_warnings(scenario: &Scenario, price: &Price) -> Vec<Warning> {
    let model = || price.name.clone();
    let mut all = Vec::new();
    let in_mix = scenario.mean_mix().iter().any(|s| s.model == price.id && s.share > 0.0);
    if let Some(above) = price.step.filter(|_| in_mix && scenario.basis == Basis::Totals) {
        all.push(Warning::TotalsStep { model: model(), above });
    }
    if scenario.fast && in_mix && !price.fast {
        all.push(Warning::NotFast { model: model() });
    }
    if scenario.window == Window::Large && price.window < Window::LARGE {
        all.push(Warning::OwnWindow { model: model(), window: price.window });
    }
    match price.retires {
        Some(on) if price.retired => all.push(Warning::Retired { model: model(), on }),
        Some(on) if scenario.priced_on.days_until(on) <= OLD_PRICE_DAYS => {
            all.push(Warning::Retires { model: model(), on });
        }
        _ => {}
    }
    if price.provisional {
        all.push(Warning::Provisional { model: model() });
    }
    if price.checked.days_until(scenario.priced_on) > OLD_PRICE_DAYS {
        all.push(Warning::OldPrice { model: model(), checked: price.checked });
    }
    all
}

impl Answer {
    /// Everybody who is counted.
    pub fn developers(&self) -> f64 {
        self.groups.iter().map(|(n, _)| n).sum()
    }

    /// Whether compactions are asked for or forced, and happen.
    pub fn compacts(&self) -> bool {
        self.expected.compactions > 0.0
    }

    /// Whether the scenario lets anything but the window compact.
    pub fn compaction_on(&self) -> bool {
        self.scenario.compaction.trigger != Trigger::Off || self.scenario.compaction.every > 0.0
    }
}
