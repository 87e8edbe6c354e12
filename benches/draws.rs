//! The months of a range as the page draws them, for a browser to time: `benches/draws.mjs`.

use sawtooth::decisions::range;
use sawtooth::model::draws::{Months, Points};
use sawtooth::model::estimate::{Answer, estimate};
use sawtooth::prices::{RateTable, date};
use sawtooth::scenario::{Preset, Range, Scenario};
use wasm_bindgen::prelude::wasm_bindgen;

fn main() {}

/// The average preset with eight uncertain inputs, its median session of so many requests.
#[wasm_bindgen]
pub struct Drawn {
    scenario: Scenario,
    answer: Answer,
    points: Points,
}

#[wasm_bindgen]
impl Drawn {
    #[wasm_bindgen(constructor)]
    pub fn new(requests: f64, points: usize) -> Drawn {
        let mut scenario = Preset::Average.scenario(date(2026, 11, 28), 4);
        let messages = requests / scenario.work.requests_per_message;
        scenario.work.messages = messages;
        scenario.ranges.set("messages", Some(Range { low: messages * 0.67, high: messages * 1.5 }));
        let answer = estimate(&RateTable::shipped(), &scenario).answer.expect("the preset has a price");
        let points = Points::new(scenario.uncertain().len(), points);
        Drawn { scenario, answer, points }
    }

    pub fn point(&self) -> f64 {
        self.answer.month.total
    }

    /// 10th, 50th and 90th percentile, transforms and sorting included.
    pub fn range(&self) -> Vec<f64> {
        // The loop has what is not known, and no weeks.
        let months = Months::new(&self.answer, self.scenario.uncertain());
        let range = range::of(&months, &self.points).expect("a range");
        vec![range.p10, range.p50, range.p90]
    }

    /// The sum of every point's month, so many times over: what a draw takes by itself.
    pub fn draws(&self, times: usize) -> f64 {
        let months = Months::new(&self.answer, self.scenario.uncertain());
        let columns = months.factors(&self.points);
        let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
        let sum = |_: usize| -> f64 { months.all(&columns, self.points.len()).iter().sum() };
        (0..times).map(sum).sum()
    }
}
