//! The compaction curve and the cache lifetimes as the page shows them.

#[path = "charts/xml.rs"]
mod xml;

use sawtooth::model::estimate::{Answer, estimate};
use sawtooth::prices::{RateTable, date};
use sawtooth::scenario::{Curve, HitSource, Lifetime, Method, Payment, Preset, Scenario, Share, Trigger};
use sawtooth::view::{Figure, Locale, Texts, compaction, lifetime};
use xml::{check_svg, texts};

fn answer(preset: Preset, edit: impl Fn(&mut Scenario)) -> Answer {
    let table = RateTable::shipped();
    let mut scenario = preset.scenario(date(2026, 11, 21), table.revision);
    edit(&mut scenario);
    let estimate = estimate(&table, &scenario);
    estimate.answer.unwrap_or_else(|| panic!("{:?}", estimate.problems))
}

fn on(model: &str) -> Vec<Share> {
    vec![Share { model: model.into(), share: 1.0 }]
}

/// What people would look at, and what a picture finds hard.
fn answers() -> Vec<Answer> {
    let low = |s: &mut Scenario| {
        (s.compaction.trigger, s.compaction.threshold) = (Trigger::Threshold, 70e3);
    };
    let small_window = |s: &mut Scenario| {
        (s.mix, s.payment) = (on("claude-haiku-4-5"), Payment::Subscription);
    };
    let short = |s: &mut Scenario| (s.work.messages, s.shape.floor) = (0.5, 5e3);
    let pruned = |s: &mut Scenario| {
        (s.compaction.method, s.compaction.prune_price) = (Method::Prune, 0.5);
    };
    let mut all = vec![answer(Preset::Heavy, low), answer(Preset::Heavy, small_window)];
    all.extend([answer(Preset::Light, short), answer(Preset::Heavy, pruned)]);
    for preset in [Preset::Light, Preset::Average, Preset::Heavy] {
        for over in [Curve::Threshold, Curve::Messages, Curve::Split] {
            all.push(answer(preset, |s| s.curve = over));
        }
    }
    all.push(answer(Preset::Heavy, |s| (s.curve, s.work.messages, s.work.spread) = (Curve::Split, 0.1, 1.0)));
    all
}

type View = (&'static str, fn(&Answer, &Locale) -> Option<Figure>, fn(&Answer, &Locale) -> Option<Texts>);

const VIEWS: [View; 2] =
    [("compaction", compaction::figure, compaction::texts), ("lifetime", lifetime::figure, lifetime::texts)];

#[test]
fn typical_pictures() {
    for (name, figure, _) in VIEWS {
        for width in [360.0, 720.0] {
            let figure = figure(&answer(Preset::Average, |_| ()), &Locale::default()).unwrap();
            let picture = figure.chart.draw(width);
            check_svg(&picture.svg);
            insta::assert_snapshot!(format!("{name}-{width}"), picture.svg.replace("><", ">\n<"));
        }
    }
}

#[test]
fn no_two_labels_overlap() {
    for answer in answers() {
        for figure in VIEWS.iter().filter_map(|(_, figure, _)| figure(&answer, &Locale::default())) {
            for width in (300..=1100).step_by(20).map(f64::from) {
                let texts = texts(&figure.chart.draw(width).svg);
                for (n, a) in texts.iter().enumerate() {
                    assert!(a.left >= -0.5 && a.right <= width + 0.5, "{}, {width}: {a:?}", figure.title);
                    for b in &texts[n + 1..] {
                        assert!(!a.touches(b), "{}, {width}: {a:?} and {b:?}", figure.title);
                    }
                }
            }
        }
    }
}

#[test]
fn words_and_rows_are_whole() {
    for answer in answers() {
        for (name, figure, texts) in VIEWS {
            let (figure, texts) = (figure(&answer, &Locale::default()), texts(&answer, &Locale::default()));
            let (Some(figure), Some(texts)) = (figure, texts) else { continue };
            let rows = texts.table.rows.concat();
            let said = [vec![figure.title.clone()], texts.notes, rows].concat().join("\n");
            for word in ["NaN", "inf", "  ", "-$0\n", "-$0.0", " ."] {
                assert!(!said.contains(word), "{name}: {word:?} in {said}");
            }
            assert!(texts.table.rows.iter().all(|row| row.len() == texts.table.head.len()));
            let stops = figure.chart.draw(720.0).stops.len();
            assert!(figure.readouts.series.iter().all(|series| series.values.len() == stops));
            assert!((0..stops).all(|stop| !figure.readouts.text(stop, &Locale::default()).is_empty()));
        }
    }
}

/// What the words are about is named in the picture.
#[test]
fn what_counts_is_labelled() {
    let check = |view: usize, labels: &[&str]| {
        let figure = VIEWS[view].1(&answer(Preset::Average, |_| ()), &Locale::default()).unwrap();
        for width in [360.0, 720.0] {
            let texts = texts(&figure.chart.draw(width).svg);
            let named = |label: &&str| texts.iter().any(|text| text.content == *label);
            assert!(labels.iter().all(named), "{width}: {texts:?}");
        }
    };
    check(0, &["warm", "cold", "now $155", "cheapest $139", "108K", "auto, 200K window", "yours, auto"]);
    check(1, &["5 minutes", "1 hour $147", "even at 0.76", "yours, 1"]);
}

#[test]
fn titles_tell_the_finding() {
    let check = |preset, edit: &dyn Fn(&mut Scenario), view: usize, expected: &str| {
        let figure = VIEWS[view].1(&answer(preset, edit), &Locale::default());
        assert_eq!(figure.unwrap().title, expected);
    };
    let over = |curve| move |s: &mut Scenario| s.curve = curve;
    let rhythm = |pauses: f64, lifetime| {
        move |s: &mut Scenario| {
            s.cache.source = HitSource::Rhythm;
            (s.cache.pauses_5m, s.cache.lifetime) = (pauses, Some(lifetime));
        }
    };
    check(
        Preset::Heavy,
        &over(Curve::Threshold),
        0,
        "Compacting at 115K instead of auto saves $72 a month on the API (17%); below 75K it costs more",
    );
    check(
        Preset::Average,
        &over(Curve::Messages),
        0,
        "Compacting every 5.3 messages instead of auto saves $16.01 a month on the API (10%); \
         below 2 messages it costs more",
    );
    check(
        Preset::Average,
        &over(Curve::Split),
        0,
        "The same work in 3 sessions instead of one saves $24 a month on the API (15%); \
         from 9 sessions on it costs more",
    );
    check(
        Preset::Light,
        &|s| (s.work.messages, s.shape.floor, s.work.spread) = (0.5, 5e3, 1.0),
        0,
        "No threshold changes the $1.94 a month on the API: the largest prompt is 10.5K",
    );
    check(
        Preset::Heavy,
        &rhythm(1.0, Lifetime::FiveMinutes),
        1,
        "1-hour writes are cheaper by $12.26 a month on the API, from 0.78 pauses a session",
    );
    check(
        Preset::Heavy,
        &rhythm(0.2, Lifetime::OneHour),
        1,
        "5-minute writes are cheaper by $33 a month on the API, up to 0.78 pauses a session",
    );
}

#[test]
fn without_a_shape_or_a_cache_there_is_no_picture() {
    let totals = answer(Preset::Textbook, |_| ());
    let uncached = answer(Preset::Average, |s| s.cache.on = false);
    let locale = Locale::default();
    assert_eq!(compaction::figure(&totals, &locale), None);
    assert_eq!(lifetime::figure(&totals, &locale), None);
    assert_eq!(lifetime::figure(&uncached, &locale), None);
    assert!(compaction::figure(&uncached, &locale).is_some());
}
