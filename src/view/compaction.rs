//! The compaction curve: a month over the threshold, over messages between compactions, or
//! over the sessions that do the work of one.

use super::answer::basis;
use super::format::plural;
use super::{Chart, Figure, Locale, Readouts, Series, Stops, Table, Texts, Unit, labels, spend};
use crate::chart::{Axis, Line, LineInk, Lines, Mark, Panel};
use crate::decisions::compaction::{CENT, Cost, Curve, LOWEST, curve, pays_up_to};
use crate::model::estimate::Answer;
use crate::model::price::Price;
use crate::prices::AUTO_RESERVE;
use crate::scenario::{Curve as Over, Method, Trigger};

/// Points of a line: two in each column that the eye tells apart.
const POINTS: usize = 300;
/// What is drawn of a line that leaves the month as it is far below it.
const HEADROOM: f64 = 1.6;
/// Where the axis begins, so that its first tick and the one of no dollars stay apart.
const START: f64 = 0.03;
/// Share of an axis under which two marks would be one.
const CLOSE: f64 = 0.03;
/// Windows whose auto-compaction people know.
const WINDOWS: [(f64, &str); 2] = [(200_000.0, "auto, 200K window"), (1_000_000.0, "auto, 1M window")];
const WARM: &str = "warm cache";
const COLD: &str = "cold cache";

/// The curve that is shown, and how its places are read.
struct Shown<'a> {
    answer: &'a Answer,
    curve: Curve,
    over: Over,
    cold: bool,
}

fn shown(answer: &Answer) -> Option<Shown<'_>> {
    let curve = curve(&answer.prices, &answer.scenario)?;
    let cold = curve.has_cold();
    Some(Shown { answer, curve, over: answer.scenario.curve, cold })
}

/// What the picture shows, without it.
pub fn finding(answer: &Answer, locale: &Locale) -> Option<String> {
    Some(shown(answer)?.title(locale))
}

/// The picture, or `None` for a session that is known by its totals alone.
pub fn figure(answer: &Answer, locale: &Locale) -> Option<Figure> {
    let shown = shown(answer)?;
    let stops = shown.stops(false);
    Some(Figure {
        title: shown.title(locale),
        chart: Chart::Lines(shown.chart(&stops, locale)),
        readouts: shown.readouts(&stops, locale),
    })
}

/// What stands beside it.
pub fn texts(answer: &Answer, locale: &Locale) -> Option<Texts> {
    let shown = shown(answer)?;
    Some(Texts { notes: shown.notes(locale), table: shown.table(locale) })
}

impl Shown<'_> {
    /// Where a place lies on the axis, 0 to 1: what doubles is as far apart everywhere, except
    /// for a handful of sessions.
    fn share(&self, place: f64) -> f64 {
        let start = self.start();
        let (at, all) = match self.over {
            Over::Split => (place - start, self.curve.end - start),
            _ => (libm::log(place / start), libm::log(self.curve.end / start)),
        };
        START + (1.0 - START) * if all > 0.0 { at / all } else { 0.0 }
    }

    fn start(&self) -> f64 {
        if self.over == Over::Threshold { LOWEST } else { 1.0 }
    }

    /// A place in words: "115K", "5.3 messages", "3 sessions".
    fn words(&self, place: f64, locale: &Locale) -> String {
        match self.over {
            Over::Threshold => locale.tokens(place),
            Over::Messages => plural(&self.number(place, locale), "message", "messages"),
            Over::Split => plural(&self.number(place, locale), "session", "sessions"),
        }
    }

    /// The same on the axis, whose title has the unit.
    fn number(&self, place: f64, locale: &Locale) -> String {
        match self.over {
            Over::Threshold => locale.tokens(place),
            Over::Messages => locale.short(self.messages(place), if place < 1e3 { 1 } else { 0 }),
            Over::Split => locale.short(place, 0),
        }
    }

    fn messages(&self, requests: f64) -> f64 {
        requests / self.answer.scenario.work.requests_per_message
    }

    /// The setting in force: "auto", "120K", "every 5 messages".
    fn setting(&self, locale: &Locale) -> String {
        let compaction = &self.answer.scenario.compaction;
        match (self.over, compaction.trigger) {
            (Over::Split, _) => "one".into(),
            (Over::Messages, _) if compaction.every > 0.0 => {
                format!("every {}", self.words(compaction.every, locale))
            }
            (_, Trigger::Auto) => "auto".into(),
            (_, Trigger::Threshold) => locale.tokens(compaction.threshold),
            (_, Trigger::Off) => "at a full window".into(),
        }
    }

    fn chart(&self, stops: &[f64], locale: &Locale) -> Lines {
        let panel = Panel {
            areas: Vec::new(),
            title: if self.cold {
                "A developer’s month, cache warm or cold"
            } else {
                "A developer’s month"
            }
            .into(),
            y: spend::money_axis(self.top(), "", locale),
            height: 220.0,
            lines: self.lines(locale),
            levels: self.levels(locale),
            flags: self.flags(locale),
        };
        let (title, description) = match self.over {
            Over::Threshold => ("compact at, tokens", "The month over the context at which sessions compact"),
            Over::Messages => ("messages between compactions", "The month over messages between compactions"),
            Over::Split => ("sessions instead of one", "The month over the sessions that do the work of one"),
        };
        Lines {
            ribbon: Vec::new(),
            panels: vec![panel],
            x: Axis { max: 1.0, ticks: self.ticks(locale), title: title.into() },
            stops: stops.iter().map(|place| self.share(*place)).collect(),
            description: description.into(),
        }
    }

    /// Enough for the month as it is and the cheapest ones; a curve that rises beyond leaves
    /// the picture.
    fn top(&self) -> f64 {
        let Curve { now, best, best_cold, .. } = &self.curve;
        let all = [now.warm, now.cold, best.usd, best_cold.usd];
        all.into_iter().filter(|usd| usd.is_finite()).fold(0.0, f64::max) * HEADROOM
    }

    fn lines(&self, locale: &Locale) -> Vec<Line> {
        let line = |cold: bool, label: &str, ink| Line {
            label: label.into(),
            ink,
            points: self.points(cold),
            area: false,
        };
        let now = self.curve.now.warm;
        let mut lines = vec![line(false, if self.cold { "warm" } else { "" }, LineInk::Yours)];
        if self.cold {
            lines.push(line(true, "cold", LineInk::Plain(0)));
        }
        if self.is_apart() {
            // A line and no level: flags rise to levels, and this one has nothing to mark.
            let points = vec![(0.0, now), (1.0, now)];
            let label = format!("now {}", locale.money(now));
            lines.push(Line { label, ink: LineInk::Plain(1), points, area: false });
        }
        lines
    }

    /// Whether the month as it is and the cheapest one are two lines to the eye.
    fn is_apart(&self) -> bool {
        self.curve.now.warm - self.curve.best.usd > self.top() * CLOSE
    }

    fn points(&self, cold: bool) -> Vec<(f64, f64)> {
        let on_axis = |(place, usd): (f64, f64)| (self.share(place), usd);
        if self.over == Over::Split {
            // Nothing lies between whole sessions: the line only joins them.
            let usd = |usd: &Cost| if cold { usd.cold } else { usd.warm };
            return self.curve.steps.iter().map(|s| on_axis((s.from, usd(&s.usd)))).collect();
        }
        let corners = self.curve.corners(cold, POINTS, &|place| self.share(place));
        corners.into_iter().map(on_axis).collect()
    }

    fn levels(&self, locale: &Locale) -> Vec<Mark> {
        let best = self.curve.best.usd;
        let name = if self.curve.saves() >= CENT { "cheapest" } else { "now" };
        vec![Mark { at: best, label: format!("{name} {}", locale.money(best)) }]
    }

    /// The cheapest place, yours and the defaults: of those that touch, the first.
    fn flags(&self, locale: &Locale) -> Vec<Mark> {
        let mut flags: Vec<Mark> = Vec::new();
        let mut add = |place: f64, label: String| {
            let at = self.share(place);
            if (0.0..=1.0).contains(&at) && flags.iter().all(|flag| (flag.at - at).abs() > CLOSE) {
                flags.push(Mark { at, label });
            }
        };
        if self.curve.saves() >= CENT {
            add(self.curve.best.at, self.words(self.curve.best.at, locale));
        }
        if let Some(yours) = self.curve.yours.filter(|_| self.over != Over::Split) {
            add(yours, format!("yours, {}", self.setting(locale)));
        }
        for (auto, label) in self.autos() {
            add(auto, label);
        }
        flags
    }

    /// The defaults that lie on the curve: of models with a rule of their own, and of windows
    /// that no such model alone has.
    fn autos(&self) -> Vec<(f64, String)> {
        if self.over != Over::Threshold {
            return Vec::new();
        }
        let is_own = |price: &&Price| price.auto_compact != price.window - AUTO_RESERVE;
        let (own, others): (Vec<&Price>, Vec<&Price>) = self.mix().partition(is_own);
        let has = |all: &[&Price], window: f64| all.iter().any(|price| price.window == window);
        let windows = WINDOWS.into_iter().filter(|(window, _)| has(&others, *window) || !has(&own, *window));
        let by_window = windows.map(|(window, label)| (window, window - AUTO_RESERVE, label.into()));
        let by_name =
            own.iter().map(|price| (price.window, price.auto_compact, format!("auto, {}", price.name)));
        let all = by_window.chain(by_name).filter(|(window, ..)| *window <= self.curve.end);
        all.map(|(_, auto, label)| (auto, label)).collect()
    }

    /// The models of the main conversation.
    fn mix(&self) -> impl Iterator<Item = &Price> {
        let shares = self.answer.scenario.mix.iter().filter(|share| share.share > 0.0);
        shares.filter_map(|share| self.answer.prices.0.iter().find(|price| price.id == share.model))
    }

    fn ticks(&self, locale: &Locale) -> Vec<(f64, String)> {
        let per =
            if self.over == Over::Messages { self.answer.scenario.work.requests_per_message } else { 1.0 };
        let places: Vec<f64> = match self.over {
            Over::Split if self.curve.end > 10.0 => vec![1.0, 5.0, 10.0, 15.0, 20.0],
            Over::Split => self.curve.steps.iter().map(|step| step.from).collect(),
            _ => round(self.start() / per, self.curve.end / per).into_iter().map(|n| n * per).collect(),
        };
        places.into_iter().map(|place| (self.share(place), self.number(place, locale))).collect()
    }

    /// Places with a readout, or with a row of the table, which needs fewer.
    fn stops(&self, few: bool) -> Vec<f64> {
        let Curve { end, best, yours, .. } = &self.curve;
        let mut all: Vec<f64> = match self.over {
            Over::Split => self.curve.steps.iter().map(|step| step.from).collect(),
            Over::Threshold => thresholds(*end, few),
            Over::Messages => numbers(*end, if few { 20.0 } else { 60.0 }),
        };
        let known = self.autos().into_iter().map(|(auto, _)| auto);
        all.extend(known.chain([best.at]).chain(*yours));
        all.retain(|place| (self.start()..=*end).contains(place));
        all.sort_by(f64::total_cmp);
        all.dedup();
        all
    }

    fn readouts(&self, stops: &[f64], locale: &Locale) -> Readouts {
        let series = |label: &str, usd: fn(&Cost) -> f64| Series {
            label: label.into(),
            unit: Unit::Money,
            values: stops.iter().map(|place| usd(&self.curve.at(*place))).collect(),
        };
        let warm = series(if self.cold { WARM } else { "a month" }, |usd| usd.warm);
        let cold = self.cold.then(|| series(COLD, |usd| usd.cold));
        Readouts {
            heading: match self.over {
                Over::Threshold => "Compacting at ",
                Over::Messages => "Compacting every ",
                Over::Split => "In ",
            }
            .into(),
            at: Stops::Named(stops.iter().map(|place| self.words(*place, locale)).collect()),
            series: std::iter::once(warm).chain(cold).collect(),
        }
    }

    fn table(&self, locale: &Locale) -> Table {
        let place = match self.over {
            Over::Threshold => labels::input::THRESHOLD,
            Over::Messages => "Compact every",
            Over::Split => "Instead of one",
        };
        let mut head = vec![place, "Month", "Against now"];
        head.extend(self.cold.then_some("With a cold cache"));
        let row = |place: f64| {
            let usd = self.curve.at(place);
            let money = |usd: f64| if usd.is_finite() { locale.money(usd) } else { "does not fit".into() };
            let more = usd.warm - self.curve.now.warm;
            let more = if more.abs() < CENT { 0.0 } else { more };
            let mut row = vec![self.words(place, locale), money(usd.warm), money(more)];
            row.extend(self.cold.then(|| money(usd.cold)));
            row
        };
        Table {
            caption: format!("One developer’s month {}", basis(self.answer.scenario.payment)),
            head: head.into_iter().map(String::from).collect(),
            rows: self.stops(true).into_iter().map(row).collect(),
        }
    }
}

/// Round numbers on an axis on which what doubles is as far apart everywhere.
fn round(low: f64, high: f64) -> Vec<f64> {
    let decade = libm::floor(libm::log10(low)) as i32;
    let numbers =
        (decade..decade + 9).flat_map(|n| [1.0, 2.0, 5.0].map(|lead| lead * libm::pow(10.0, f64::from(n))));
    numbers.filter(|n| *n >= low * 0.999 && *n <= high * 1.001).collect()
}

/// Thresholds as people type them.
fn thresholds(end: f64, few: bool) -> Vec<f64> {
    let mut all = Vec::new();
    let mut at = LOWEST;
    while at <= end && all.len() < 200 {
        all.push(at);
        at += match at {
            t if t < 100e3 => {
                if few {
                    10e3
                } else {
                    5e3
                }
            }
            t if t < 200e3 => {
                if few {
                    20e3
                } else {
                    10e3
                }
            }
            t if t < 500e3 => {
                if few {
                    100e3
                } else {
                    25e3
                }
            }
            _ => {
                if few {
                    250e3
                } else {
                    50e3
                }
            }
        };
    }
    all
}

/// About so many whole numbers up to the end.
fn numbers(end: f64, about: f64) -> Vec<f64> {
    (0..=about as u32).map(|i| libm::round(libm::exp(libm::log(end) * f64::from(i) / about))).collect()
}

mod words;
