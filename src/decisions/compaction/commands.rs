//! Thresholds that a person can set in Claude Code, and the cheapest of them.
//!
//! `/autocompact N` and `CLAUDE_CODE_AUTO_COMPACT_WINDOW=N` compact at N - 33,000, with N from
//! 100,000 to 1,000,000 (FACTS-2026-11-28 section d: 167,000 at 200,000, 87,000 at 120,000,
//! 67,000 at 100,000). On models without compaction ahead of time,
//! `CLAUDE_AUTOCOMPACT_PCT_OVERRIDE=p` compacts at p% of the window less 20,000.

use super::Best;
use super::plain::round_unit;
use super::threshold::{Kinds, LOWEST};
use crate::model::price::Prices;
use crate::prices::{AUTO_RESERVE, Model, RateTable};
use crate::scenario::{Scenario, Window};

/// What `/autocompact` takes, tokens.
const COMMAND: (f64, f64) = (100_000.0, 1_000_000.0);
/// Tokens between the thresholds that are tried: nobody types a finer one.
const APART: f64 = 1_000.0;
/// Steps between thresholds of which only one is tried at first.
const SPARSE: usize = 8;
/// Tokens of the window that a percentage is not counted from.
const PERCENT_RESERVE: f64 = 20_000.0;
const PERCENTS: std::ops::RangeInclusive<u8> = 1..=100;

/// How one model of a mix is made to compact at a threshold.
#[derive(Clone, Debug, PartialEq)]
pub enum Setting {
    /// `/autocompact` or the window variable, with this many tokens.
    Window { tokens: f64 },
    /// The percentage variable, in whole percent, for a model that the agent compacts only
    /// after a refusal; or `/compact` by hand.
    Percent { model: String, percent: f64 },
    /// The same on a model that the agent runs at a smaller window unless `[1m]` is asked for:
    /// its id and its name.
    LargeWindow { model: String, name: String, tokens: f64 },
    /// The threshold is beyond this model's window: nothing changes for it.
    Nothing { model: String },
}

/// The thresholds that every model of a mix can be set to, tokens, rising: whole thousands,
/// or whole percents where no model compacts ahead of time.
pub fn thresholds(table: &RateTable, scenario: &Scenario) -> Vec<f64> {
    let ahead = |model: &&Model| !model.compacts_when_full();
    if mix(table, scenario).any(|model| ahead(&model)) {
        let window = mix(table, scenario).map(|model| scenario.window_of(model)).fold(0.0, f64::max);
        let (least, most) = (COMMAND.0 - AUTO_RESERVE, COMMAND.1.min(window) - AUTO_RESERVE);
        return (0..=((most - least) / APART) as u32).map(|i| least + f64::from(i) * APART).collect();
    }
    let window = mix(table, scenario).map(|model| model.window).fold(0.0, f64::max);
    let at = |percent| percent_of(window, f64::from(percent));
    PERCENTS.map(at).filter(|threshold| *threshold >= LOWEST).collect()
}

/// What to set for a threshold, for each way in which the models of a mix are set.
pub fn settings(table: &RateTable, scenario: &Scenario, threshold: f64) -> Vec<Setting> {
    let mut all: Vec<Setting> = Vec::new();
    for model in mix(table, scenario) {
        let name = || model.name.clone();
        let setting = match threshold {
            beyond if beyond >= scenario.window_of(model) => Setting::Nothing { model: name() },
            _ if model.compacts_when_full() => Setting::Percent {
                model: name(),
                percent: libm::round(threshold / percent_of(model.window, 100.0) * 100.0).min(100.0),
            },
            _ if asks_for_large(scenario, model, threshold) => {
                let (model, tokens) = (model.id.clone(), threshold + AUTO_RESERVE);
                Setting::LargeWindow { model, name: name(), tokens }
            }
            _ => Setting::Window { tokens: threshold + AUTO_RESERVE },
        };
        if !all.contains(&setting) {
            all.push(setting);
        }
    }
    all
}

/// Whether the agent's own window is too small for a threshold, and the large one is not yet asked
/// for. What to type follows from the agent of today, whatever the revision.
fn asks_for_large(scenario: &Scenario, model: &Model, threshold: f64) -> bool {
    let own = model.agent_window.filter(|_| scenario.window != Window::Large);
    own.is_some_and(|window| threshold > window.tokens - AUTO_RESERVE)
}

fn percent_of(window: f64, percent: f64) -> f64 {
    (window - PERCENT_RESERVE) * percent / 100.0
}

/// The models of all kinds of session.
fn mix<'a>(table: &'a RateTable, scenario: &Scenario) -> impl Iterator<Item = &'a Model> {
    scenario.mean_mix().into_iter().filter(|s| s.share > 0.0).filter_map(|s| table.model(&s.model))
}

/// The cheapest of these thresholds (rising) in the place of counts of requests, the roundest of those that cost the same; the
/// last of them where compacting early costs more. `None` for totals and what has no price.
///
/// A threshold that leaves idle compactions takes a pass over the requests. Of those every [`SPARSE`]th is tried, and all around the best.
pub fn cheapest_of(prices: &Prices, scenario: &Scenario, thresholds: &[f64]) -> Option<Best> {
    let mut kinds = Kinds::instead_of_counts(prices, scenario)?;
    // Above the largest prompt nothing is due, and all thresholds cost the same.
    let reached = kinds.reach();
    let few = (thresholds.partition_point(|threshold| *threshold <= reached) + 1).min(thresholds.len());
    let idle_from = kinds.idle_from();
    let dense = thresholds.partition_point(|threshold| *threshold < idle_from);
    let last = *thresholds.last()?;
    let mut best = Best { threshold: last, usd_month: kinds.just_above(last).warm };
    let mut take = |best: &mut Best, threshold: f64| {
        let usd_month = kinds.just_above(threshold).warm;
        let same = (usd_month - best.usd_month).abs() <= best.usd_month * SAME;
        let rounder = best.threshold < last && round_unit(threshold) > round_unit(best.threshold);
        if (!same && usd_month < best.usd_month) || (same && rounder) {
            *best = Best { threshold, usd_month };
        }
    };
    let sparse = |at: &usize| *at < dense || at.is_multiple_of(SPARSE);
    (0..few).filter(sparse).for_each(|at| take(&mut best, thresholds[at]));
    let found = thresholds.partition_point(|threshold| *threshold < best.threshold);
    let around = (found + 1).saturating_sub(SPARSE).max(dense)..(found + SPARSE).min(few);
    around.for_each(|at| take(&mut best, thresholds[at]));
    best.usd_month.is_finite().then_some(best)
}

/// Relative difference under which only the order of additions tells two months apart.
const SAME: f64 = 1e-12;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::estimate::estimate;
    use crate::prices::date;
    use crate::scenario::{Preset, Share, Trigger};

    fn on(models: &[&str]) -> Scenario {
        let mut scenario = Preset::Average.scenario(date(2026, 11, 28), 1);
        let share = 1.0 / models.len() as f64;
        scenario.mix = models.iter().map(|m| Share { model: (*m).into(), share }).collect();
        scenario
    }

    #[test]
    fn threshold_of_110k_is_autocompact_143000() {
        let table = RateTable::shipped();
        let scenario = on(&["claude-opus-5-5", "claude-sonnet-5-5"]);
        assert_eq!(settings(&table, &scenario, 110e3), [Setting::Window { tokens: 143e3 }]);
        let all = thresholds(&table, &scenario);
        assert_eq!((all.first(), all.last()), (Some(&67e3), Some(&967e3)));
    }

    #[test]
    fn models_without_compaction_ahead_of_time_get_a_percentage() {
        let table = RateTable::shipped();
        let haiku = on(&["claude-haiku-4-5"]);
        let percent = |percent| Setting::Percent { model: "Haiku 4.5".into(), percent };
        assert_eq!(settings(&table, &haiku, 90e3), [percent(50.0)]);
        assert_eq!(thresholds(&table, &haiku).last(), Some(&180e3));
        let both = on(&["claude-haiku-4-5", "claude-opus-5-5"]);
        let window = |tokens| Setting::Window { tokens };
        assert_eq!(settings(&table, &both, 90e3), [percent(50.0), window(123e3)]);
        let beyond = Setting::Nothing { model: "Haiku 4.5".into() };
        assert_eq!(settings(&table, &both, 300e3), [beyond, window(333e3)]);
    }

    /// Claude Code runs 4.6 at 200K unless `[1m]` is asked for.
    #[test]
    fn late_threshold_on_a_small_agent_window_asks_for_the_large_one() {
        let (table, sonnet) = (RateTable::shipped(), on(&["claude-sonnet-4-6"]));
        assert_eq!(settings(&table, &sonnet, 167e3), [Setting::Window { tokens: 200e3 }]);
        let large = Setting::LargeWindow {
            model: "claude-sonnet-4-6".into(),
            name: "Sonnet 4.6".into(),
            tokens: 333e3,
        };
        assert_eq!(settings(&table, &sonnet, 300e3), [large]);
    }

    /// Every threshold priced by a whole estimate.
    #[test]
    fn cheapest_threshold_is_the_cheapest_of_all() {
        let table = RateTable::shipped();
        for models in
            [&["claude-opus-5-5", "claude-haiku-5-5"][..], &["claude-haiku-4-5"], &["claude-opus-4-6"]]
        {
            let mut scenario = on(models);
            scenario.work.messages = 7.0;
            let answer = estimate(&table, &scenario).answer.expect("a price");
            let all = thresholds(&table, &scenario);
            let best = cheapest_of(&answer.prices, &answer.scenario, &all).expect("a best");
            let month = |threshold: f64| {
                let mut other = scenario.clone();
                (other.compaction.trigger, other.compaction.threshold) = (Trigger::Threshold, threshold);
                estimate(&table, &other).answer.map_or(f64::INFINITY, |a| a.developer_month)
            };
            let least = all.iter().map(|threshold| month(*threshold)).fold(f64::INFINITY, f64::min);
            assert!((month(best.threshold) - least).abs() <= 1e-9 * least, "{models:?} {best:?} {least}");
            assert!((best.usd_month - least).abs() <= 1e-9 * least);
        }
    }
}
