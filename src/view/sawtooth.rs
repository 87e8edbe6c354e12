//! One session's context, request by request, and what it has cost so far.

use super::format::plural;
use super::{Chart, Figure, Locale, Readouts, Series, Stops, Table, Texts, Unit, kinds, labels, spend};
use crate::chart::{Axis, Line, LineInk, Lines, Mark, Panel, ticks};
use crate::model::bill;
use crate::model::estimate::Answer;
use crate::model::mixture::{self, Lengths, Route, along};
use crate::model::price::Prices;
use crate::model::session::Trajectory;
use crate::prices::RateTable;
use crate::scenario::{Basis, Scenario, Shown, Trigger};

/// Places on the x axis that have a readout: as many as a pointer can tell apart.
const COST_SAMPLES: f64 = 64.0;
/// Teeth that are drawn each for itself; more of them are closer than pixels, and sampled.
const MOST_TEETH: usize = 120;
const CONTEXT_SAMPLES: f64 = 480.0;
/// Compactions that get a mark each; where there are more, the picture is the mark.
const MOST_MARKS: usize = 40;
/// Rows of the table, spread over the session.
const TABLE_ROWS: usize = 20;
/// What is drawn of a line that leaves the others far below it.
const HEADROOM: f64 = 1.5;

/// One way to do the session: yours, or another to compare it with.
struct Way {
    label: &'static str,
    ink: LineInk,
    prices: Prices,
    route: Route,
    trajectory: Trajectory,
    /// Requests of its own session, at most as many as are drawn: a split session is shorter.
    ends: f64,
    /// USD after each of the stops, NaN after its end, and after its last request.
    costs: Vec<f64>,
    total: f64,
}

impl Way {
    fn name(&self) -> &str {
        let model = self.route.servers.first().and_then(|(m, _)| self.prices.0.get(*m));
        model.map_or("", |price| &price.name)
    }

    /// Context in the model's own tokens, as its screens show it; NaN after the session's end.
    fn context(&self, request: f64) -> f64 {
        if request > self.ends {
            return f64::NAN;
        }
        self.trajectory.prompt(&self.route.course, request) * self.scale()
    }

    fn scale(&self) -> f64 {
        self.route.servers.first().and_then(|(m, _)| self.prices.0.get(*m)).map_or(1.0, |price| price.scale)
    }
}

/// The scenarios that a session is drawn beside.
pub struct Others<'a> {
    pub optimized: &'a Scenario,
    pub baseline: Option<&'a Scenario>,
}

/// The picture, or `None` for a session that is known by its totals alone.
pub fn figure(table: &RateTable, answer: &Answer, others: &Others, locale: &Locale) -> Option<Figure> {
    let Compared { turns, stops, ways } = compared(table, answer, others)?;
    Some(Figure {
        title: title(answer, &ways[0], turns, locale),
        chart: Chart::Lines(chart(&ways, turns, &stops, locale)),
        readouts: readouts(&ways, stops),
    })
}

/// What stands beside it.
pub fn texts(table: &RateTable, answer: &Answer, others: &Others, locale: &Locale) -> Option<Texts> {
    let Compared { stops, ways, .. } = compared(table, answer, others)?;
    Some(Texts { notes: notes(answer, &ways[0], locale), table: table_of(&ways, &stops, locale) })
}

/// The session in several ways, yours first.
struct Compared {
    turns: f64,
    stops: Vec<f64>,
    ways: Vec<Way>,
}

fn compared(table: &RateTable, answer: &Answer, others: &Others) -> Option<Compared> {
    if answer.scenario.basis == Basis::Totals {
        return None;
    }
    // A picture can show one session: one of the first kind.
    let scenario = &match answer.scenario.count_kinds() {
        1 => answer.scenario.clone(),
        _ => mixture::held(&answer.prices, &answer.scenario).ok()?.into_iter().next()?.0,
    };
    let baseline = others.baseline.map(|baseline| baseline.as_kind(0));
    let others = &Others { optimized: &others.optimized.as_kind(0), baseline: baseline.as_ref() };
    let turns = requests(scenario, scenario.shown);
    let stops = samples(turns, COST_SAMPLES);
    let ways: Vec<Way> = ways(scenario, others)
        .into_iter()
        .filter_map(|(label, ink, other)| {
            let ends = requests(&other, scenario.shown).min(turns);
            way(table, label, ink, other, ends, &stops)
        })
        .collect();
    ways.first().filter(|way| way.label == YOURS)?;
    Some(Compared { turns, stops, ways })
}

/// Requests of the session that is shown.
fn requests(scenario: &Scenario, shown: Shown) -> f64 {
    match shown {
        Shown::Median => mixture::whole_turns(scenario.median_requests()),
        Shown::Long => mixture::long_turns(scenario),
    }
}

const YOURS: &str = "yours";
const OPTIMIZED: &str = "optimized";
const BASELINE: &str = "baseline";
const UNCOMPACTED: &str = "without compaction";
const WINDOW_ONLY: &str = "compacted at a full window";

/// Yours, optimized, and the same work without compaction and without caching; beside a
/// baseline, that one instead of the two.
fn ways(yours: &Scenario, others: &Others) -> Vec<(&'static str, LineInk, Scenario)> {
    let mut uncompacted = yours.clone();
    uncompacted.compaction.trigger = Trigger::Off;
    uncompacted.compaction.every = 0.0;
    let mut uncached = yours.clone();
    uncached.cache.on = false;
    let optimized = (OPTIMIZED, LineInk::Optimized, others.optimized.clone());
    if let Some(baseline) = others.baseline.filter(|baseline| baseline.basis != Basis::Totals) {
        let baseline = (BASELINE, LineInk::Plain(0), baseline.clone());
        return vec![(YOURS, LineInk::Yours, yours.clone()), optimized, baseline];
    }
    vec![
        (YOURS, LineInk::Yours, yours.clone()),
        optimized,
        (UNCOMPACTED, LineInk::Plain(1), uncompacted),
        ("without caching", LineInk::Plain(2), uncached),
    ]
}

fn way(
    table: &RateTable,
    label: &'static str,
    ink: LineInk,
    mut scenario: Scenario,
    ends: f64,
    stops: &[f64],
) -> Option<Way> {
    let prices = Prices::new(table, &scenario, &[]);
    settle(&mut scenario, &prices);
    let mut routes = mixture::routes(&prices, &scenario).ok()?;
    // A session of i requests costs what a longer one has cost after its i-th.
    let cost = |request: f64| {
        let so_far = along(&prices, &scenario, &routes, &Lengths::equally(std::iter::once(request))).ok()?;
        Some(bill::total(&prices, &so_far.usage))
    };
    let within = |request: &f64| if *request > ends { Some(f64::NAN) } else { cost(*request) };
    let costs = stops.iter().map(within).collect::<Option<Vec<f64>>>()?;
    let total = cost(ends)?;
    let busiest = (0..routes.len()).max_by(|a, b| routes[*a].weight.total_cmp(&routes[*b].weight))?;
    let route = routes.swap_remove(busiest);
    let trajectory = Trajectory::new(&route.course, ends).ok()?;
    // A window compacts whatever the settings say.
    let label = if label == UNCOMPACTED && trajectory.compactions > 0.0 { WINDOW_ONLY } else { label };
    Some(Way { label, ink, prices, route, trajectory, ends, costs, total })
}

/// The main conversation alone, at the hit rate that its sessions have on average.
fn settle(scenario: &mut Scenario, prices: &Prices) {
    if let Ok(whole) = mixture::expected(prices, scenario) {
        mixture::hold(scenario, whole.hit_rate);
    }
    // A picture shows one session: when pauses come, chance decides.
    scenario.compaction.idle = false;
    scenario.agents.count = 0.0;
    scenario.background = 0.0;
}

/// Requests from 1 to `turns`, every one or evenly spread.
fn samples(turns: f64, most: f64) -> Vec<f64> {
    let count = turns.min(most);
    let at = |i: usize| {
        if count < 2.0 { 1.0 } else { 1.0 + libm::round(i as f64 * (turns - 1.0) / (count - 1.0)) }
    };
    (0..count as usize).map(at).collect()
}

fn chart(ways: &[Way], turns: f64, stops: &[f64], locale: &Locale) -> Lines {
    let mut x_ticks: Vec<(f64, String)> =
        ticks(turns, 6).into_iter().filter(|t| *t >= 1.0).map(|t| (t, locale.short(t, 1))).collect();
    x_ticks.insert(0, (1.0, "1".into()));
    x_ticks.dedup_by(|b, a| b.0 - a.0 < turns * 0.04);
    Lines {
        panels: vec![context_panel(ways, locale), cost_panel(ways, stops, locale)],
        x: Axis { max: turns.max(2.0), ticks: x_ticks, title: "requests".into() },
        stops: stops.to_vec(),
        ribbon: Vec::new(),
        description: "Context per request over one session, and its cumulative cost, for the ways compared"
            .into(),
    }
}

fn context_panel(ways: &[Way], locale: &Locale) -> Panel {
    let shown = || ways.iter().filter(|w| w.label == YOURS || w.label == OPTIMIZED);
    let peak = shown().map(|w| w.trajectory.peak * w.scale()).fold(0.0, f64::max);
    let window = ways[0].route.course.window * ways[0].scale();
    // A window of a million over a session of 90K would press it flat: then it is in words.
    let levels = if window <= peak * 1.6 { vec![level(window, ways[0].name(), locale)] } else { Vec::new() };
    let max = levels.iter().map(|l| l.at).fold(peak, f64::max) * 1.08;
    let line = |way: &Way| Line {
        label: way.label.into(),
        ink: way.ink,
        points: context_points(way),
        area: way.label == YOURS,
    };
    let marks = ways[0].trajectory.compacted_before(MOST_MARKS + 1);
    let flags = if marks.len() > MOST_MARKS { Vec::new() } else { flags(&marks) };
    Panel {
        title: "Context sent with each request, tokens".into(),
        y: Axis {
            max,
            ticks: ticks(max, 4).into_iter().map(|t| (t, locale.tokens(t))).collect(),
            title: String::new(),
        },
        height: 170.0,
        lines: shown().map(line).collect(),
        areas: Vec::new(),
        levels,
        flags,
    }
}

fn level(window: f64, name: &str, locale: &Locale) -> Mark {
    Mark { at: window, label: format!("{name}’s window, {}", locale.tokens(window)) }
}

/// A mark for each compaction, named where it stands alone.
fn flags(marks: &[f64]) -> Vec<Mark> {
    let label = |i| if i == 0 { "compaction".to_string() } else { String::new() };
    marks.iter().enumerate().map(|(i, at)| Mark { at: at - 0.5, label: label(i) }).collect()
}

/// Both ends and both sides of every compaction: between them the context grows evenly.
fn context_points(way: &Way) -> Vec<(f64, f64)> {
    let compacted = way.trajectory.compacted_before(MOST_TEETH + 1);
    let requests = if compacted.len() > MOST_TEETH {
        samples(way.ends, CONTEXT_SAMPLES)
    } else {
        let sides = compacted.into_iter().flat_map(|before| [before - 1.0, before]);
        std::iter::once(1.0).chain(sides).chain([way.ends]).collect()
    };
    requests.into_iter().map(|request| (request, way.context(request))).collect()
}

fn cost_panel(ways: &[Way], stops: &[f64], locale: &Locale) -> Panel {
    let largest = |skip: &str| ways.iter().filter(|w| w.label != skip).map(|w| w.total).fold(0.0, f64::max);
    let (all, most) = (largest(""), largest("without caching"));
    // Without caching a session costs many times more: its line leaves the picture, its
    // label says where it goes.
    let max = if all > most * HEADROOM { most * HEADROOM } else { all * 1.05 };
    let line = |way: &Way| Line {
        label: format!("{} {}", way.label, locale.money(way.total)),
        ink: way.ink,
        points: cost_points(way, stops),
        area: false,
    };
    let named: Vec<Line> = ways.iter().filter(|w| differs_from_yours(ways, w)).map(line).collect();
    Panel {
        title: labels::session::COST_SO_FAR.into(),
        y: spend::money_axis(max, "", locale),
        height: 170.0,
        lines: named,
        areas: Vec::new(),
        levels: Vec::new(),
        flags: Vec::new(),
    }
}

fn cost_points(way: &Way, stops: &[f64]) -> Vec<(f64, f64)> {
    let within = stops.iter().copied().zip(way.costs.iter().copied()).filter(|(at, _)| *at < way.ends);
    within.chain([(way.ends, way.total)]).collect()
}

/// A line that lies on yours would only hide it.
fn differs_from_yours(ways: &[Way], way: &Way) -> bool {
    way.label == YOURS || (way.total - ways[0].total).abs() > ways[0].total * 1e-6
}

fn title(answer: &Answer, yours: &Way, turns: f64, locale: &Locale) -> String {
    let which = match answer.scenario.shown {
        Shown::Median => "The median session",
        Shown::Long => "A long session (1 in 10)",
    };
    let kinds = answer.scenario.count_kinds() > 1;
    let which = match kinds {
        true => format!("{which} of kind “{}”, ", kinds::name(&answer.scenario, 0)),
        false => format!("{which} of "),
    };
    let compactions = match yours.trajectory.compactions {
        c if c > 0.0 => format!(" with {}", plural(&locale.short(c, 0), "compaction", "compactions")),
        _ => String::new(),
    };
    let average = answer.session.total;
    let more = answer.scenario.agents.count > 0.0 || answer.scenario.background > 0.0;
    let compared = match answer.scenario.shown {
        _ if kinds => format!("; the mean of all kinds is {}", locale.money(average)),
        _ if more => {
            format!("; the mean, with sub-agents and background work, is {}", locale.money(average))
        }
        _ if answer.scenario.work.spread == 1.0 => String::new(),
        Shown::Median if average > yours.total => {
            format!("; the mean is {}, because long sessions cost more", locale.money(average))
        }
        _ => format!("; the mean is {}", locale.money(average)),
    };
    format!(
        "{which}{}{compactions} costs {}{compared}",
        plural(&locale.short(turns, 0), "request", "requests"),
        locale.money(yours.total)
    )
}

fn notes(answer: &Answer, yours: &Way, locale: &Locale) -> Vec<String> {
    let mut notes = Vec::new();
    let window = yours.route.course.window * yours.scale();
    let limit = yours.route.course.limit * yours.scale();
    let model = yours.name();
    let course = &yours.route.course;
    let by_count = course.every.is_finite() && yours.trajectory.peak + course.growth <= course.limit;
    let rule = match yours.trajectory.compactions {
        c if c > 0.0 && by_count => format!("It compacts every {} requests", locale.short(course.every, 0)),
        c if c > 0.0 => format!("It compacts at {}", locale.tokens(limit.min(window))),
        _ if limit < window => format!("It would compact at {}", locale.tokens(limit)),
        _ => "Only a full window would compact it".into(),
    };
    notes.push(format!("Context is shown on {model}, whose window is {}. {rule}.", locale.tokens(window)));
    if answer.scenario.mix.iter().filter(|s| s.share > 0.0).count() > 1 {
        notes.push("Cost is the mean over your mix of models.".into());
    }
    if answer.scenario.agents.count > 0.0 || answer.scenario.background > 0.0 {
        notes
            .push("Main conversation only. Sub-agents and background work are in the cost breakdown.".into());
    }
    if answer.expected.in_pauses > 0.0 {
        notes.push(format!("Context and cost are those without “{}”.", labels::input::IDLE));
    }
    notes
}

fn table_of(ways: &[Way], stops: &[f64], locale: &Locale) -> Table {
    let mut head = vec!["Request".to_string(), "Context, yours".into(), "Context, optimized".into()];
    head.extend(ways.iter().map(|w| format!("Cost so far, {}", w.label)));
    let optimized = ways.iter().find(|w| w.label == OPTIMIZED);
    let row = |i: usize| {
        let or_none = |value: f64, text: fn(&Locale, f64) -> String| {
            if value.is_nan() { "–".to_string() } else { text(locale, value) }
        };
        let mut row = vec![locale.short(stops[i], 0), locale.tokens(ways[0].context(stops[i]))];
        let other = optimized.map_or(f64::NAN, |w| w.context(stops[i]));
        row.push(or_none(other, Locale::tokens));
        row.extend(ways.iter().map(|w| or_none(w.costs[i], Locale::money)));
        row
    };
    let last = stops.len() - 1;
    let mut places: Vec<usize> = (0..TABLE_ROWS).map(|k| k * last / (TABLE_ROWS - 1)).collect();
    places.dedup();
    Table {
        caption: "Context and cost so far, by request".into(),
        head,
        rows: places.into_iter().map(row).collect(),
    }
}

fn readouts(ways: &[Way], stops: Vec<f64>) -> Readouts {
    let context = |way: &Way| Series {
        label: format!("{} context", way.label),
        unit: Unit::Tokens,
        values: stops.iter().map(|request| way.context(*request)).collect(),
    };
    let cost = |way: &Way| Series {
        label: format!("{} cost", way.label),
        unit: Unit::Money,
        values: way.costs.clone(),
    };
    let shown = ways.iter().filter(|w| w.label == YOURS || w.label == OPTIMIZED);
    Readouts {
        heading: "Request ".into(),
        series: shown.map(context).chain(ways.iter().map(cost)).collect(),
        at: Stops::Numbered { at: stops, decimals: 0 },
    }
}
