//! Bands: how far the month of one developer may lie from each of the bars on spend.

use super::range::Drawn;
use super::weeks;
use crate::model::draws::{Months, Points};
use crate::model::estimate::Answer;
use crate::model::price::Prices;
use crate::prices::RateTable;
use crate::scenario::{Preset, Scenario, Uncertain};

/// The 10th and the 90th percentile of each bar's month at API prices, USD; `None` where all of it is
/// known exactly.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bands {
    pub light: Option<[f64; 2]>,
    pub baseline: Option<[f64; 2]>,
    pub yours: Option<[f64; 2]>,
    pub optimized: Option<[f64; 2]>,
    pub heavy: Option<[f64; 2]>,
}

/// One person's month and what is not known of it.
pub struct OneMonth(Drawn);

/// All of them. `asked` is the scenario as it was asked for, `answer` its answer.
pub fn bands(
    table: &RateTable,
    asked: &Scenario,
    answer: &Answer,
    optimized: &Scenario,
    baseline: Option<&Answer>,
    points: &Points,
) -> Bands {
    let of = |one: Option<OneMonth>| one.and_then(|one| one.band(points));
    Bands {
        yours: of(OneMonth::yours(table, asked, answer)),
        optimized: of(OneMonth::optimized(table, asked, answer, optimized)),
        ..of_others(table, asked, weeks::of_month(answer), baseline, points)
    }
}

/// Of the bars beside one's own two, which no slider moves. Light and heavy have the weeks of the answer.
pub fn of_others(
    table: &RateTable,
    asked: &Scenario,
    weeks: f64,
    baseline: Option<&Answer>,
    points: &Points,
) -> Bands {
    let of = |one: Option<OneMonth>| one.and_then(|one| one.band(points));
    Bands {
        light: of(OneMonth::like(table, asked, Preset::Light, weeks)),
        baseline: of(baseline.and_then(|held| OneMonth::baseline(table, held))),
        heavy: of(OneMonth::like(table, asked, Preset::Heavy, weeks)),
        ..Bands::default()
    }
}

impl OneMonth {
    /// Of the answer, in which messages may be solved for.
    pub fn yours(table: &RateTable, asked: &Scenario, answer: &Answer) -> Option<OneMonth> {
        OneMonth::new(table, &answer.scenario, asked.uncertain(), weeks::of_month(answer))
    }

    /// With the ticked actions: they make nothing of one's work better known.
    pub fn optimized(
        table: &RateTable,
        asked: &Scenario,
        answer: &Answer,
        optimized: &Scenario,
    ) -> Option<OneMonth> {
        OneMonth::new(table, optimized, asked.uncertain(), weeks::of_month(answer))
    }

    fn baseline(table: &RateTable, baseline: &Answer) -> Option<OneMonth> {
        let uncertain = baseline.scenario.uncertain();
        OneMonth::new(table, &baseline.scenario, uncertain, weeks::of_month(baseline))
    }

    /// Of a preset with its own widths and the weeks of the answer, see [`weeks::of_month`]; unless ranges
    /// are off.
    fn like(table: &RateTable, asked: &Scenario, preset: Preset, weeks: f64) -> Option<OneMonth> {
        let like = asked.like(preset);
        let uncertain = if asked.ranges.off { Vec::new() } else { like.uncertain() };
        OneMonth::new(table, &like, uncertain, weeks)
    }

    /// `None` where nothing is uncertain. Weeks average out over as many people as they do in the
    /// headline, of which this is one person's share.
    fn new(
        table: &RateTable,
        scenario: &Scenario,
        mut uncertain: Vec<Uncertain>,
        weeks: f64,
    ) -> Option<OneMonth> {
        if uncertain.is_empty() {
            return None;
        }
        // How many work like this changes no month of one; its dimension stays that of the headline's range.
        uncertain
            .iter_mut()
            .filter(|input| input.field.key == "developers")
            .for_each(|input| input.sigma = 0.0);
        let one = scenario.as_group(0);
        let prices = Prices::new(table, &one, &[]);
        Some(OneMonth(Drawn { months: Months::of_one(&prices, one, uncertain), weeks }))
    }

    /// Whether it follows a moving slider.
    pub fn is_fast(&self) -> bool {
        self.0.months.is_fast()
    }

    pub fn band(&self, points: &Points) -> Option<[f64; 2]> {
        self.0.range(points).map(|range| [range.p10, range.p90])
    }
}
