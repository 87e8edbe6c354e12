//! The speed of the sums: `make bench`, which reads what criterion measured.

use criterion::{Criterion, criterion_group, criterion_main};
use sawtooth::decisions::savings::nearly_pulled;
use sawtooth::model::bill;
use sawtooth::model::estimate::estimate;
use sawtooth::model::mixture::of_turns;
use sawtooth::model::price::Prices;
use sawtooth::prices::RateTable;
use sawtooth::scenario::{Preset, Scenario, Share, Trigger};
use std::hint::black_box;

fn average(table: &RateTable) -> Scenario {
    // Any day on which the shipped prices hold; a benchmark has no clock of its own.
    Preset::Average.scenario(sawtooth::prices::date(2026, 11, 21), table.revision)
}

/// One session's expected cost on one model without spread, by its number of requests.
fn session(c: &mut Criterion) {
    let table = RateTable::shipped();
    let mut scenario = average(&table);
    scenario.mix = vec![Share { model: "claude-opus-5-5".into(), share: 1.0 }];
    // So low that the shortest compacts as well: then their numbers alone differ.
    scenario.compaction.trigger = Trigger::Threshold;
    scenario.compaction.threshold = 80_000.0;
    let prices = Prices::new(&table, &scenario, &[]);
    for requests in [50.0, 1_000.0, 1_000_000.0] {
        c.bench_function(&format!("session/{requests}"), |b| {
            b.iter(|| {
                let expected = of_turns(&prices, black_box(&scenario), std::iter::once(black_box(requests)));
                expected.map(|e| bill::total(&prices, &e.usage))
            });
        });
    }
}

/// What a moved slider needs: the answer with spread and mix, and the profiles beside it.
fn page(c: &mut Criterion) {
    let table = RateTable::shipped();
    let scenario = average(&table);
    c.bench_function("page", |b| {
        b.iter(|| {
            let scenario = black_box(&scenario);
            let mine = estimate(&table, scenario);
            let light = estimate(&table, &scenario.like(Preset::Light));
            let heavy = estimate(&table, &scenario.like(Preset::Heavy));
            let optimized = mine.answer.as_ref().map(|answer| nearly_pulled(&table, &[], answer));
            (mine, light, heavy, optimized)
        });
    });
}

criterion_group! {
    name = all;
    config = Criterion::default().without_plots();
    targets = session, page
}
criterion_main!(all);
