//! The ranges of the bars on spend beside the headline's.

use super::{answer, found, typical};
use sawtooth::decisions::actions::actions;
use sawtooth::decisions::bands::{Bands, bands};
use sawtooth::decisions::range::{POINTS, dimensions};
use sawtooth::model::draws::Points;
use sawtooth::prices::RateTable;
use sawtooth::scenario::{Group, PayWith, Preset, Range, Scenario};
use sawtooth::view::spend::{Seen, figure, texts};
use sawtooth::view::{Chart, Locale};

fn of(scenario: &Scenario) -> Bands {
    let (table, answer) = (RateTable::shipped(), answer(scenario));
    let optimized = actions(&table, &answer).scenario;
    let baseline = scenario.baseline.as_deref().map(self::answer);
    let points = Points::new(dimensions(scenario), POINTS);
    bands(&table, scenario, &answer, &optimized, baseline.as_ref(), &points)
}

fn near(found: Option<[f64; 2]>, expected: [f64; 2]) {
    let found = found.expect("a range");
    for (found, expected) in found.into_iter().zip(expected) {
        assert!((found / expected - 1.0).abs() < 1e-12, "{found}, not {expected}");
    }
}

/// One question has one answer: a bar's range is the headline's, for one developer of the team.
#[test]
fn band_of_yours_is_the_range_of_the_month() {
    let month = |scenario: &Scenario| found(scenario).map(|range| [range.p10, range.p90]).expect("a range");
    near(of(&typical()).yours, month(&typical()));
    let mut typed = typical();
    typed.set_number("messages", 9.0);
    typed.ranges.set("messages", Some(Range { low: 5.0, high: 20.0 }));
    typed.ranges.set("perMessage", Some(Range { low: 6.0, high: 18.0 }));
    near(of(&typed).yours, month(&typed));
    let mut team = typical();
    team.set_number("developers", 20.0);
    near(of(&team).yours, month(&team).map(|usd| usd / 20.0));
    // How many people there are changes no month of one.
    let before = of(&team).yours.expect("a range");
    team.ranges.set("developers", Some(Range { low: 10.0, high: 40.0 }));
    let after = of(&team).yours.expect("a range");
    assert!(after.iter().zip(before).all(|(after, before)| (after / before - 1.0).abs() < 0.01));
    // Bars are at API prices on a plan too, with the cache lifetime of subscriptions.
    let mut on_a_plan = typical();
    on_a_plan.pay_with(PayWith::Plan("max".into()));
    near(of(&on_a_plan).yours, month(&on_a_plan));
    assert!(month(&on_a_plan) != month(&typical()));
}

#[test]
fn other_groups_and_batch_jobs_are_in_no_bar() {
    // Weeks average out over everybody.
    let mut alone = typical();
    alone.plans.week_spread = 1.0;
    let mut mixed = alone.clone();
    mixed.add_group(Group::like(Preset::Heavy, 3.0));
    mixed.batch.jobs = 2_000.0;
    near(of(&mixed).yours, of(&alone).yours.expect("a range"));
}

#[test]
fn presets_have_their_own_widths() {
    let bands = of(&typical());
    for (band, preset) in [(bands.light, Preset::Light), (bands.heavy, Preset::Heavy)] {
        let range = found(&typical().like(preset)).expect("a range");
        near(band, [range.p10, range.p90]);
    }
    assert_eq!(bands.baseline, None);
}

/// What one does not know of one's work is no better known once a tick changes it.
#[test]
fn optimized_bar_is_as_unsure_as_yours() {
    let scenario = typical();
    let (yours, optimized) =
        (of(&scenario).yours.expect("a range"), of(&scenario).optimized.expect("a range"));
    assert!(optimized[0] < yours[0] && optimized[1] < yours[1], "{optimized:?} {yours:?}");
    let width = |[low, high]: [f64; 2]| (high / low).ln();
    assert!((width(optimized) / width(yours) - 1.0).abs() < 0.15, "{optimized:?} {yours:?}");
}

#[test]
fn exact_numbers_have_no_band() {
    let mut off = typical();
    off.ranges.off = true;
    off.baseline = Some(Box::new(off.clone()));
    assert_eq!(of(&off), Bands::default());
    let bill = typical().typed_bill(&typical(), 300.0, sawtooth::scenario::PayPer::Month);
    let bands = of(&bill);
    assert_eq!((bands.yours, bands.optimized), (None, None));
    assert!(bands.light.is_some() && bands.heavy.is_some());
}

#[test]
fn baseline_has_its_own_band() {
    let mut scenario = typical();
    scenario.baseline = Some(Box::new(typical()));
    scenario.set_number("sessions", 6.0);
    let bands = of(&scenario);
    let range = found(&typical()).expect("a range");
    near(bands.baseline, [range.p10, range.p90]);
    assert!(bands.yours != bands.baseline);
}

/// The picture holds every range, and its table, description, key and notes say what it is.
#[test]
fn picture_and_table_of_spend_have_the_bands() {
    let (scenario, table, locale) = (typical(), RateTable::shipped(), Locale::default());
    let answer = answer(&scenario);
    let optimized = actions(&table, &answer).scenario;
    let bands = of(&scenario);
    let seen = Seen {
        table: &table,
        answer: &answer,
        optimized: &optimized,
        baseline: None,
        bands,
        paid: None,
        locale: &locale,
    };
    let (drawn, beside) = (figure(&seen), texts(&seen));
    let Chart::Bars(bars) = &drawn.chart else { panic!("bars") };
    let highs: Vec<f64> = bars.rows.iter().filter_map(|row| row.range).map(|range| range[1]).collect();
    assert_eq!(highs.len(), 4);
    assert!(highs.iter().all(|high| *high <= bars.axis.max), "{highs:?} {}", bars.axis.max);
    assert!(bars.description.contains("80% range, P10 to P90"), "{}", bars.description);
    assert_eq!(bars.range_name, "80% range");
    assert_eq!(beside.table.head.last().map(String::as_str), Some("80% range"));
    let [low, high] = bands.yours.expect("a range").map(|usd| locale.money(usd));
    let yours = beside.table.rows.iter().find(|row| row[0] == "Yours").expect("a row");
    assert_eq!(yours.last(), Some(&format!("{low} to {high}")));
    assert!(drawn.readouts.text(1, &locale).ends_with(&format!("P10 {low}, P90 {high}")));
    assert!(beside.notes.iter().any(|note| note.contains("80% range")));
    // Without a range all of that is as it was.
    let seen = Seen { bands: Bands::default(), ..seen };
    let (drawn, beside) = (figure(&seen), texts(&seen));
    let Chart::Bars(bars) = &drawn.chart else { panic!("bars") };
    assert!(!bars.description.contains("range") && bars.axis.max < highs[3]);
    assert_eq!(beside.table.head.last().map(String::as_str), Some("total a month"));
    assert!(!drawn.readouts.text(1, &locale).contains("P10"));
}
