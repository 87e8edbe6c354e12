//! Charts as a reader gets them: typical pictures, their geometry, and any input at all.

#[path = "charts/contrast.rs"]
mod contrast;
#[path = "charts/samples.rs"]
mod samples;
#[path = "charts/xml.rs"]
mod xml;

use contrast::color;
use proptest::prelude::*;
use samples::*;
use sawtooth::chart::*;
use xml::{check_svg, texts};

const STYLE: &str = include_str!("../style/chart.css");

#[test]
fn typical_pictures() {
    for width in [360.0, 720.0] {
        let pictures = [
            ("bill", bars(&bill(), width)),
            ("spend", bars(&spend(417.0, vec![mark(100.0, "you pay $100")]), width)),
            ("beyond", bars(&beyond(), width)),
            ("session", lines(&session(160), width)),
            ("plans", lines(&plans(), width)),
            ("waterfall", bars(&waterfall(), width)),
            ("capacity", lines(&capacity(), width)),
        ];
        for (name, picture) in pictures {
            check_svg(&picture.svg);
            insta::assert_snapshot!(format!("{name}-{width}"), picture.svg.replace("><", ">\n<"));
        }
    }
}

#[test]
fn stops_are_where_the_values_are() {
    let Picture { stops, plot, .. } = lines(&plans(), 600.0);
    assert_eq!(stops.len(), 13);
    assert_eq!((stops[0], stops[12]), (plot.left, plot.right));
    // plotters' pixels are tenths of CSS pixels here.
    assert!((stops[6] - (plot.left + plot.right) / 2.0).abs() < 0.11);

    let Picture { stops, plot, .. } = bars(&bill(), 600.0);
    assert_eq!(stops.len(), 4);
    assert!(stops.windows(2).all(|pair| pair[1] - pair[0] > 22.0));
    assert!(stops.iter().all(|y| (plot.top..plot.bottom).contains(y)));
}

#[test]
fn the_data_lies_in_the_plot_that_is_reported() {
    let picture = lines(&plans(), 640.0);
    let Rect { left, bottom, .. } = picture.plot;
    let start = format!("class=\"i-yours\" d=\"m{left} {bottom} ");
    assert!(picture.svg.contains(&start), "{start}");
}

/// The rectangles of a picture, as (ink, left, width).
fn rectangles(svg: &str) -> Vec<(&str, f64, f64)> {
    let value = |element: &'static str| {
        move |tag: &str| -> f64 {
            let (_, rest) = tag.split_once(&format!(" {element}=\"")).unwrap();
            rest.split('"').next().unwrap().parse().unwrap()
        }
    };
    let tags = svg.split("<rect class=\"").skip(1);
    tags.map(|tag| (tag.split('"').next().unwrap(), value("x")(tag), value("width")(tag))).collect()
}

#[test]
fn bars_are_as_long_as_their_values() {
    for width in [340.0, 480.0, 720.0] {
        let picture = bars(&spend(417.0, vec![]), width);
        let found = rectangles(&picture.svg);
        assert_eq!(
            found.iter().map(|r| r.0).collect::<Vec<_>>(),
            ["i-rest-1", "i-part-1", "i-rest-1", "i-rest-1"]
        );
        for ((_, left, wide), usd) in found.iter().zip([22.0, 155.0, 93.0, 417.0]) {
            assert_eq!(*left, picture.plot.left);
            let scale = (picture.plot.right - picture.plot.left) / 417.0;
            assert!((wide - usd * scale).abs() < 0.11, "{wide} for {usd}");
        }
        // A row takes 32 pixels, and nothing stands above or below the rows.
        assert!(picture.height <= 4.0 * 32.0 + 10.0, "{}", picture.height);
    }
}

#[test]
fn bars_beside_a_far_longer_one_are_seen() {
    let picture = bars(&spend(90_000.0, vec![]), 340.0);
    assert!(rectangles(&picture.svg).iter().all(|(_, _, wide)| *wide >= 2.0), "{}", picture.svg);
    for total in ["$22", "$155", "$93", "$90000"] {
        assert!(texts(&picture.svg).iter().any(|text| text.content == total), "{total}");
    }
}

#[test]
fn a_bar_beyond_the_axis_is_cut() {
    let cuts = |chart: &Bars| bars(chart, 480.0).svg.matches("i-gap").count();
    assert_eq!((cuts(&spend(417.0, vec![])), cuts(&beyond())), (0, 1));
    let picture = bars(&beyond(), 480.0);
    let longest = rectangles(&picture.svg).into_iter().map(|r| r.1 + r.2).fold(0.0, f64::max);
    assert!((longest - picture.plot.right).abs() < 0.11);
    assert!(texts(&picture.svg).iter().any(|text| text.content == "$9400"));
}

/// From end to end, over bars that stay as long as their values, with the totals beyond both.
#[test]
fn ranges_of_bars_stand_at_their_ends_and_are_named() {
    for width in [340.0, 480.0, 720.0] {
        let chart = ranged();
        let picture = bars(&chart, width);
        let scale = (picture.plot.right - picture.plot.left) / 875.0;
        let at = |usd: f64| picture.plot.left + usd * scale;
        // Each is a line along its bar and two ends across it.
        let strokes: Vec<f64> = picture
            .svg
            .split("class=\"i-mark\" d=\"m")
            .skip(1)
            .filter_map(|rest| rest.split(' ').next()?.parse().ok())
            .collect();
        let sample = strokes.len() - 1;
        assert_eq!(strokes.len(), 4 * 3 + 1, "{}", picture.svg);
        for (three, row) in strokes[..sample].chunks(3).zip(&chart.rows) {
            let [low, high] = row.range.unwrap();
            for (found, usd) in three.iter().zip([low, low, high]) {
                assert!((found - at(usd)).abs() < 0.11, "at {width}: {found}, not {usd}");
            }
            let total = texts(&picture.svg).into_iter().find(|text| text.content == row.total).unwrap();
            assert!(total.left >= at(high) + 2.0 && total.right <= width + 1.0, "at {width}: {total:?}");
        }
        assert!(texts(&picture.svg).iter().any(|text| text.content == "80% range"), "at {width}");
    }
    let unnamed = bars(&spend(417.0, vec![]), 480.0);
    assert!(!unnamed.svg.contains("i-mark"), "{}", unnamed.svg);
}

#[test]
fn a_mark_across_bars_stands_at_its_value() {
    let picture = bars(&spend(417.0, vec![mark(100.0, "you pay $100")]), 480.0);
    let (_, rest) = picture.svg.split_once("class=\"i-mark\" d=\"m").unwrap();
    let x: f64 = rest.split(' ').next().unwrap().parse().unwrap();
    let expected = picture.plot.left + 100.0 / 417.0 * (picture.plot.right - picture.plot.left);
    assert!((x - expected).abs() < 0.11, "{x}, not {expected}");
    let label = texts(&picture.svg).into_iter().find(|text| text.content == "you pay $100").unwrap();
    assert!((label.left - x).abs() < 8.0 && label.baseline < picture.plot.top);
}

/// Pictures whose labels come close: at every width no two texts may touch.
#[test]
fn no_two_labels_overlap() {
    for width in (300..=1100).step_by(20).map(f64::from) {
        let lines = [lines(&session(160), width), lines(&plans(), width), lines(&capacity(), width)];
        let paid = spend(417.0, vec![mark(100.0, "you pay $100"), mark(120.0, "a published average")]);
        let bars = [bill(), waterfall(), beyond(), ranged(), paid].map(|chart| bars(&chart, width));
        for picture in lines.into_iter().chain(bars) {
            let texts = texts(&picture.svg);
            for (n, a) in texts.iter().enumerate() {
                assert!(a.left >= -1.0 && a.right <= width + 1.0, "at {width}: {a:?} leaves the picture");
                for b in &texts[n + 1..] {
                    assert!(!a.touches(b), "at {width}: {a:?} and {b:?}");
                }
            }
        }
    }
}

#[test]
fn end_labels_keep_the_order_of_their_lines() {
    let ends = [5.0, 5.1, 5.2, 5.3, 0.1];
    let mut chart = plans();
    let to = |(n, end): (usize, &f64)| {
        line(&format!("line {n}"), LineInk::Plain(n as u8), vec![(0.0, 0.0), (12.0, *end)])
    };
    chart.panels[0].y.max = 10.0;
    chart.panels[0].lines = ends.iter().enumerate().map(to).collect();
    let texts = texts(&lines(&chart, 800.0).svg);
    let y = |n: usize| texts.iter().find(|t| t.content == format!("line {n}")).unwrap().baseline;
    for (above, below) in [(3, 2), (2, 1), (1, 0), (0, 4)] {
        assert!(y(below) - y(above) >= 16.9, "{above} over {below}");
    }
}

#[test]
fn every_part_has_one_name() {
    for width in [300.0, 720.0, 1100.0] {
        let texts = texts(&bars(&bill(), width).svg);
        for name in bill().part_names {
            assert_eq!(texts.iter().filter(|t| t.content == name).count(), 1, "{name} at {width}");
        }
    }
}

#[test]
fn a_saved_picture_is_whole() {
    let svg = standalone(&bars(&bill(), 720.0), Theme::Dark);
    check_svg(&svg);
    assert!(svg.contains("xmlns=\"http://www.w3.org/2000/svg\" width=\"720\""));
    assert!(svg.contains("#14161a"));
}

/// 4.5 to 1 for text (WCAG 2.2, 1.4.3), 3 to 1 for the lines that carry data (1.4.11).
#[test]
fn colours_are_legible_in_both_themes() {
    let check = |a: &str, b: &str, least: f64| {
        for dark in [false, true] {
            let found = contrast::contrast(color(STYLE, a, dark), color(STYLE, b, dark));
            assert!(found >= least, "{a} on {b}, dark {dark}: {found}");
        }
    };
    for text in ["ink", "muted", "accent", "accent-2"] {
        check(text, "surface", 4.5);
    }
    for line in ["line", "axis", "part-1", "part-2", "rest-1", "rest-2"] {
        check(line, "surface", 3.0);
    }
    for ground in ["rest-4", "rest-5"] {
        check("on-pale", ground, 4.5);
    }
}

/// Where a system sets the colours, parts are told apart by tints of them.
#[test]
fn forced_colours_keep_parts_apart() {
    let (_, forced) = STYLE.split_once("@media (forced-colors: active)").expect("rules");
    let (forced, _) = forced.split_once("@media").expect("rules after them");
    for ramp in ["--part-", "--rest-"] {
        let mut tints: Vec<&str> =
            forced.split(ramp).skip(1).filter_map(|one| one.split([':', ';']).nth(1)).collect();
        tints.sort_unstable();
        tints.dedup();
        assert_eq!(tints.len(), 5, "{ramp} {tints:?}");
    }
    assert!(!forced.contains("fill:"), "no fill in place of a part's");
}

fn any_value() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => 0.0..1000.0,
        1 => any::<f64>(),
        1 => prop::sample::select(vec![0.0, -1.0, 1e15, 1e308, 1e-308, f64::NAN, f64::INFINITY]),
    ]
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z $0-9]{0,12}", "\\PC{0,80}", Just("<&\">'\u{0}\n".to_owned())]
}

fn any_axis() -> impl Strategy<Value = Axis> {
    (any_value(), prop::collection::vec((any_value(), any_text()), 0..8), any_text())
        .prop_map(|(max, ticks, title)| Axis { max, ticks, title })
}

fn any_marks() -> impl Strategy<Value = Vec<Mark>> {
    prop::collection::vec((any_value(), any_text()).prop_map(|(at, label)| Mark { at, label }), 0..6)
}

fn any_bars() -> impl Strategy<Value = Bars> {
    let start = prop_oneof![Just(0.0), any_value()];
    let parts = prop::collection::vec(any_value(), 0..8);
    let range = prop::option::of([any_value(), any_value()]);
    let bar = (any_text(), start, parts, range, any_text(), any::<bool>()).prop_map(
        |(label, start, parts, range, total, emphasis)| Bar { label, start, parts, range, total, emphasis },
    );
    let names = prop::collection::vec(any_text(), 0..8);
    (prop::collection::vec(bar, 0..6), names, any_text(), any_marks(), any_axis(), any_text()).prop_map(
        |(rows, part_names, range_name, marks, axis, description)| Bars {
            rows,
            part_names,
            range_name,
            marks,
            axis,
            description,
        },
    )
}

fn any_panel() -> impl Strategy<Value = Panel> {
    let ink =
        prop_oneof![Just(LineInk::Yours), Just(LineInk::Optimized), any::<u8>().prop_map(LineInk::Plain)];
    let points = prop::collection::vec((any_value(), any_value()), 0..20);
    let line = (any_text(), ink, points, any::<bool>()).prop_map(|(label, ink, points, area)| Line {
        label,
        ink,
        points,
        area,
    });
    let points = || prop::collection::vec((any_value(), any_value()), 0..12);
    let area = (points(), points(), any::<u8>()).prop_map(|(low, high, n)| Area {
        ink: LineInk::Plain(n),
        low,
        high,
    });
    let areas = prop::collection::vec(area, 0..3);
    (any_text(), any_axis(), any_value(), prop::collection::vec(line, 0..6), any_marks(), any_marks(), areas)
        .prop_map(|(title, y, height, lines, levels, flags, areas)| Panel {
            title,
            y,
            height,
            lines,
            areas,
            levels,
            flags,
        })
}

fn any_lines() -> impl Strategy<Value = Lines> {
    let stops = prop::collection::vec(any_value(), 0..20);
    let stretch =
        (any_value(), any_value(), any_text()).prop_map(|(from, to, label)| Stretch { from, to, label });
    let ribbon = prop::collection::vec(stretch, 0..5);
    (prop::collection::vec(any_panel(), 0..3), any_axis(), stops, ribbon, any_text())
        .prop_map(|(panels, x, stops, ribbon, description)| Lines { panels, x, stops, ribbon, description })
}

fn check(picture: &Picture, stops: usize) {
    check_svg(&picture.svg);
    check_svg(&standalone(picture, Theme::Light));
    assert_eq!(picture.stops.len(), stops);
    let Rect { left, top, right, bottom } = picture.plot;
    assert!(left < right && top < bottom, "{:?}", picture.plot);
    assert!(0.0 <= left && right <= picture.width && 0.0 <= top && bottom <= picture.height);
    assert!(picture.stops.iter().all(|stop| stop.is_finite()));
}

#[test]
fn ticks_are_round() {
    let check = |max, about, expected: &[f64]| assert_eq!(ticks(max, about), expected);
    check(700.0, 4, &[0.0, 200.0, 400.0, 600.0]);
    check(1.0, 4, &[0.0, 0.5, 1.0]);
    check(0.3, 3, &[0.0, 0.1, 0.2, 0.3]);
    check(200_000.0, 4, &[0.0, 50_000.0, 100_000.0, 150_000.0, 200_000.0]);
    check(0.0, 4, &[0.0]);
    check(f64::NAN, 4, &[0.0]);
    check(-3.0, 0, &[0.0]);
    assert!(ticks(1e15, 5).len() < 8);
}

proptest! {
    #[test]
    fn any_bars_make_a_sound_picture(chart in any_bars(), width in any_value()) {
        check(&bars(&chart, width), chart.rows.len());
    }

    #[test]
    fn any_lines_make_a_sound_picture(chart in any_lines(), width in any_value()) {
        check(&lines(&chart, width), chart.stops.len());
    }

    #[test]
    fn ticks_rise_from_zero_to_the_end(max in any_value(), about in 0usize..100) {
        let ticks = ticks(max, about);
        prop_assert_eq!(ticks[0], 0.0);
        prop_assert!(ticks.windows(2).all(|pair| pair[0] < pair[1] && pair[1] <= max * 1.000001));
        prop_assert!(ticks.len() <= 130);
    }
}

/// They are left in target/tmp/charts, to be looked at.
#[test]
fn every_picture_stands_alone_as_a_file() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("charts");
    std::fs::create_dir_all(&folder).unwrap();
    for width in [340.0, 360.0, 480.0, 720.0, 1100.0] {
        let pictures = [
            ("bill", bars(&bill(), width)),
            ("spend", bars(&spend(417.0, vec![]), width)),
            ("paid", bars(&spend(417.0, vec![mark(100.0, "you pay $100")]), width)),
            ("far", bars(&spend(9_400.0, vec![]), width)),
            ("beyond", bars(&beyond(), width)),
            ("session", lines(&session(160), width)),
            ("plans", lines(&plans(), width)),
            ("capacity", lines(&capacity(), width)),
            ("long", lines(&session(600), width)),
            ("waterfall", bars(&waterfall(), width)),
        ];
        for (name, picture) in pictures {
            for theme in [Theme::Light, Theme::Dark] {
                let file = folder.join(format!("{name}-{width}-{theme:?}.svg"));
                let svg = standalone(&picture, theme);
                assert!(svg.starts_with("<svg") && svg.contains("<style>") && svg.contains(".i-yours"));
                // Nothing is left for a browser to resolve.
                let rules = svg.split("</style>").next().unwrap();
                for word in ["var(", "light-dark", "/*", "@"] {
                    assert!(!rules.contains(word), "{word} in {name}: {rules}");
                }
                std::fs::write(file, svg).unwrap();
            }
        }
    }
}
