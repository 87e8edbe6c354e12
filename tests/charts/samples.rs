//! Typical charts, with the numbers as a page would hand them over.

use sawtooth::chart::*;

pub fn axis(max: f64, about: usize, title: &str, text: impl Fn(f64) -> String) -> Axis {
    let ticks = ticks(max, about).into_iter().map(|t| (t, text(t))).collect();
    Axis { max, ticks, title: title.into() }
}

pub fn mark(at: f64, label: &str) -> Mark {
    Mark { at, label: label.into() }
}

fn dollars(value: f64) -> String {
    format!("${value}")
}

fn thousands(value: f64) -> String {
    if value == 0.0 { "0".into() } else { format!("{}K", value / 1000.0) }
}

pub fn line(label: &str, ink: LineInk, points: Vec<(f64, f64)>) -> Line {
    Line { label: label.into(), ink, points, area: false }
}

pub fn bill() -> Bars {
    let shares = [0.41, 0.33, 0.17, 0.06, 0.03];
    let row = |label: &str, total: f64, emphasis| Bar {
        label: label.into(),
        start: 0.0,
        parts: shares.iter().map(|share| share * total).collect(),
        range: None,
        total: dollars(total),
        emphasis,
    };
    Bars {
        rows: vec![
            row("Light", 22.0, false),
            row("Heavy", 417.0, false),
            row("Yours", 155.0, true),
            row("Yours, optimized", 98.0, true),
        ],
        range_name: String::new(),
        part_names: ["Cache write", "Cache read", "Output", "Input", "Other"].map(String::from).into(),
        marks: vec![mark(260.0, "published average, $13 a day"), mark(600.0, "90% stay below, $30 a day")],
        axis: axis(650.0, 6, "dollars a month", dollars),
        description: "Cost a month of four profiles, by what it is paid for".into(),
    }
}

/// The month that the page opens with: one part a row, and no axis but the baseline.
pub fn spend(heavy: f64, marks: Vec<Mark>) -> Bars {
    let row = |label: &str, usd: f64, emphasis| Bar {
        label: label.into(),
        start: 0.0,
        parts: vec![usd],
        range: None,
        total: dollars(usd),
        emphasis,
    };
    let rows = [("Light", 22.0, false), ("Yours", 155.0, true), ("Optimized", 93.0, false)];
    Bars {
        rows: rows
            .into_iter()
            .chain([("Heavy", heavy, false)])
            .map(|(l, usd, own)| row(l, usd, own))
            .collect(),
        part_names: vec![],
        range_name: String::new(),
        marks,
        axis: Axis { max: heavy, ticks: vec![], title: String::new() },
        description: "Monthly spend: light, yours, optimized and heavy".into(),
    }
}

/// The same with ranges, of which the widest ends with the axis.
pub fn ranged() -> Bars {
    let mut chart = spend(417.0, vec![]);
    let ranges = [[12.0, 46.0], [85.0, 317.0], [51.0, 190.0], [220.0, 875.0]];
    for (row, range) in chart.rows.iter_mut().zip(ranges) {
        row.range = Some(range);
    }
    (chart.range_name, chart.axis.max) = ("80% range".into(), 875.0);
    chart
}

/// The same with a bar so long that the axis ends before it.
pub fn beyond() -> Bars {
    let mut chart = spend(9_400.0, vec![]);
    chart.axis = axis(400.0, 4, "dollars a month", dollars);
    chart
}

/// Context per request: grows, and falls back whenever it reaches the limit.
fn sawtooth(limit: f64, requests: usize) -> Vec<(f64, f64)> {
    let mut context = 40_000.0;
    let mut points = vec![(0.0, context)];
    for n in 1..=requests {
        context += 1_300.0;
        points.push((n as f64, context));
        if context > limit {
            context = 40_000.0;
            points.push((n as f64, context));
        }
    }
    points
}

/// Cost so far, where each request costs in proportion to its context.
fn cumulative(context: &[(f64, f64)], total: f64) -> Vec<(f64, f64)> {
    let sum: f64 = context.iter().map(|p| p.1).sum();
    let mut cost = 0.0;
    let add = |p: &(f64, f64)| {
        cost += p.1 / sum * total;
        (p.0, cost)
    };
    context.iter().map(add).collect()
}

pub fn session(requests: usize) -> Lines {
    let (yours, optimized) = (sawtooth(167_000.0, requests), sawtooth(100_000.0, requests));
    let endless = sawtooth(f64::INFINITY, requests);
    let compactions = [98.0, 147.0].map(|at| mark(at, "compaction")).to_vec();
    let context = Panel {
        title: "Context".into(),
        y: axis(220_000.0, 5, "tokens in each request", thousands),
        height: 180.0,
        lines: vec![
            line("Yours", LineInk::Yours, yours.clone()),
            line("Optimized", LineInk::Optimized, optimized.clone()),
        ],
        areas: vec![],
        levels: vec![mark(200_000.0, "window 200K")],
        flags: compactions[..1].to_vec(),
    };
    let cost = Panel {
        title: "Cost so far".into(),
        y: axis(15.0, 4, "dollars", dollars),
        height: 200.0,
        lines: vec![
            Line { area: true, ..line("Yours $3.10", LineInk::Yours, cumulative(&yours, 3.1)) },
            line("Optimized $2.20", LineInk::Optimized, cumulative(&optimized, 2.2)),
            line("No caching $14.00", LineInk::Plain(0), cumulative(&yours, 14.0)),
            line("No compaction $3.90", LineInk::Plain(1), cumulative(&endless, 3.9)),
        ],
        areas: vec![],
        levels: vec![],
        flags: vec![],
    };
    Lines {
        panels: vec![context, cost],
        x: axis(requests as f64, 6, "requests", |v| v.to_string()),
        stops: (0..=requests).map(|n| n as f64).collect(),
        ribbon: vec![],
        description: "Context and cost of a session, request by request".into(),
    }
}

pub fn plans() -> Lines {
    let panel = Panel {
        title: "API or subscription".into(),
        y: axis(250.0, 5, "dollars a month", dollars),
        height: 220.0,
        lines: vec![
            line("API, yours", LineInk::Yours, vec![(0.0, 0.0), (12.0, 420.0)]),
            line("API, optimized", LineInk::Optimized, vec![(0.0, 0.0), (12.0, 230.0)]),
        ],
        areas: vec![],
        levels: vec![mark(20.0, "Pro $20"), mark(100.0, "Max 5x $100"), mark(200.0, "Max 20x $200")],
        flags: vec![mark(20.0 / 35.0, "0.6"), mark(100.0 / 35.0, "2.9"), mark(200.0 / 35.0, "5.7 a day")],
    };
    Lines {
        panels: vec![panel],
        x: axis(12.0, 6, "sessions a day", |v| v.to_string()),
        stops: (0..=12).map(f64::from).collect(),
        ribbon: vec![],
        description: "Monthly cost over sessions a day: the API crosses plan prices".into(),
    }
}

/// From a published month to one's own: rises and falls that float, one label too long.
pub fn waterfall() -> Bars {
    let steps = [
        ("Prices of 22 August 2026 → 21 November 2026", -3.2),
        ("Models", -104.91),
        ("Floor 40K → 25K", -12.4),
        ("Messages a session 4 → 6", 144.61),
        ("Spread of session lengths 3 → 4.5", 18.03),
        ("A label that is far too long for any telephone: from one thing to quite another thing", -6.5),
        ("Other inputs", 0.4),
    ];
    let steps: Vec<(String, f64)> = steps.iter().map(|(label, usd)| (label.to_string(), *usd)).collect();
    let after = 263.4 + steps.iter().map(|step| step.1).sum::<f64>();
    let (from, to) = (("the published average", 263.4), ("Yours", after));
    sawtooth::view::waterfall::chart(from, &steps, to, &sawtooth::view::Locale::default())
}

/// A plan of uncertain capacity, and what is cheapest along the axis.
pub fn capacity() -> Lines {
    let mut chart = plans();
    let full = [(4.0, 100.0), (6.0, 100.0), (12.0, 260.0)].to_vec();
    let panel = &mut chart.panels[0];
    panel.lines.push(line("Max, on credits", LineInk::Plain(0), vec![(4.0, 100.0), (12.0, 350.0)]));
    panel.areas = vec![Area { ink: LineInk::Plain(0), low: full, high: vec![(4.0, 100.0), (12.0, 350.0)] }];
    let stretch = |from, to, label: &str| Stretch { from, to, label: label.into() };
    chart.ribbon = vec![
        stretch(0.0, 0.6, "API"),
        stretch(0.6, 2.9, "Pro, if it carries $5 a week"),
        stretch(2.9, 12.0, "Max"),
    ];
    chart
}
