//! One session as it was: its context call by call and its cost so far, with its compactions
//! and lost prefixes.

use serde::{Deserialize, Serialize};

use super::words::{count, moment, span};
use super::{LogsState, TabledFigure};
use crate::chart::{Axis, Line, LineInk, Lines, Mark, Panel, ticks};
use crate::logs::Call;
use crate::logs::counterfactual::Lost;
use crate::logs::spend::{Filter, Key, Kind};
use crate::view::waterfall::cents;
use crate::view::{Chart, Figure, Readouts, Series, Stops, Table, Unit, labels};

/// Calls that are drawn each for itself, and rows of the table that are spread between events.
const MOST_POINTS: usize = 1_200;
const SPREAD: usize = 16;
const HEAD: [&str; 8] =
    ["Call", "When", "Context", "From cache", "Written", "Output", "Cost so far", "What happened"];

/// A session by its name, with its picture where it has calls enough for one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Course {
    pub session: String,
    pub figure: Option<TabledFigure>,
}

pub(super) fn course(state: &LogsState, session: u32) -> Course {
    let calls = Calls::new(state, session);
    let figure =
        (calls.calls.len() > 1).then(|| TabledFigure { figure: calls.figure(), table: calls.table() });
    Course { session: state.session(session), figure }
}

/// A session's main conversation, call by call.
struct Calls<'a> {
    state: &'a LogsState<'a>,
    /// Places in the logs.
    calls: Vec<usize>,
    /// USD after each of them.
    costs: Vec<f64>,
    lost: Vec<Lost>,
    /// USD of its sub-agents, and how many of their calls.
    agents: (f64, usize),
    /// Calls of both without a price, which are in no dollar here.
    unpriced: usize,
}

impl<'a> Calls<'a> {
    fn new(state: &'a LogsState<'a>, session: u32) -> Calls<'a> {
        let (books, logs) = (state.books, state.books.logs);
        let mut only = Filter::default();
        only.toggle(Key::Session(session));
        // Of what no line holds, nobody knows when it was.
        let all: Vec<usize> = books.calls(&only).filter(|at| logs.calls[*at].is_logged()).collect();
        let usd = |at: usize| books.account.ledger.usd(logs, at).unwrap_or(0.0);
        let (calls, agents): (Vec<usize>, Vec<usize>) =
            all.into_iter().partition(|at| logs.calls[*at].chain == 0);
        let has_none = |at: &&usize| books.priced(**at).is_none();
        let unpriced = calls.iter().chain(&agents).filter(has_none).count();
        let mut sum = 0.0;
        let mut so_far = |at: &usize| {
            sum += usd(*at);
            sum
        };
        let costs = calls.iter().map(&mut so_far).collect();
        let pauses = books.pauses(&only, &state.terms.zone);
        let main = |lost: &Lost| logs.calls[lost.call].chain == 0;
        let lost = pauses.lost.into_iter().chain(pauses.sudden).filter(main).collect();
        let agents = (agents.iter().map(|at| usd(*at)).sum(), agents.len());
        Calls { state, calls, costs, lost, agents, unpriced }
    }

    fn call(&self, place: usize) -> &Call {
        &self.state.books.logs.calls[self.calls[place]]
    }

    fn kind(&self, place: usize) -> Kind {
        self.state.books.step(self.calls[place]).kind
    }

    fn lost(&self, place: usize) -> Option<&Lost> {
        self.lost.iter().find(|lost| lost.call == self.calls[place])
    }

    fn resumed(&self, place: usize) -> bool {
        let session = self.call(place).session as usize;
        self.state.books.logs.sessions.get(session).is_some_and(|session| session.resumed)
    }

    fn compactions(&self) -> Vec<usize> {
        (0..self.calls.len()).filter(|place| matches!(self.kind(*place), Kind::Compacted(_))).collect()
    }

    fn title(&self) -> String {
        let locale = self.state.locale;
        let number = |n, one, many| count(n, one, many, locale);
        let calls = number(self.calls.len(), "call", "calls");
        if self.unpriced == self.calls.len() + self.agents.1 {
            return format!("{calls}, none with a price");
        }
        let usd = self.costs.last().copied().unwrap_or(0.0);
        let mut parts = vec![format!("{calls} cost {}", cents(usd, locale))];
        if self.agents.1 > 0 {
            let calls = number(self.agents.1, "call", "calls");
            parts.push(format!("{calls} of sub-agents {}", cents(self.agents.0, locale)));
        }
        if self.unpriced > 0 {
            parts.push(format!("{} without a price", locale.fixed(self.unpriced as f64, 0)));
        }
        let compactions = self.compactions().len();
        if compactions > 0 {
            parts.push(number(compactions, "compaction", "compactions"));
        }
        if !self.lost.is_empty() {
            let usd: f64 = self.lost.iter().map(|lost| lost.usd).sum();
            let prefixes = number(self.lost.len(), "prefix", "prefixes");
            parts.push(format!("{prefixes} lost, {}", cents(usd, locale)));
        }
        parts.join("; ")
    }

    fn figure(&self) -> Figure {
        let title = self.title();
        let places = self.places(MOST_POINTS, true);
        let values = |of: &dyn Fn(usize) -> f64| places.iter().map(|place| of(*place)).collect();
        let series = |label: &str, unit, values| Series { label: label.into(), unit, values };
        Figure {
            readouts: Readouts {
                heading: "Call ".into(),
                at: Stops::Numbered { at: values(&number), decimals: 0 },
                series: vec![
                    series("context", Unit::Tokens, values(&|place| self.context(place))),
                    series("cost so far", Unit::Cents, values(&|place| self.costs[place])),
                ],
            },
            chart: Chart::Lines(Lines {
                panels: vec![self.context_panel(&places), self.cost_panel(&places)],
                x: self.axis(),
                stops: values(&number),
                ribbon: Vec::new(),
                description: format!("Context and cost call by call: {title}"),
            }),
            title,
        }
    }

    fn axis(&self) -> Axis {
        let (locale, last) = (self.state.locale, self.calls.len() as f64);
        let mut x: Vec<(f64, String)> =
            ticks(last, 6).into_iter().filter(|t| *t >= 1.0).map(|t| (t, locale.short(t, 0))).collect();
        x.insert(0, (1.0, "1".into()));
        x.dedup_by(|b, a| b.0 - a.0 < last * 0.04);
        Axis { max: last, ticks: x, title: "calls".into() }
    }

    fn context(&self, place: usize) -> f64 {
        self.call(place).context() as f64
    }

    fn context_panel(&self, places: &[usize]) -> Panel {
        let locale = self.state.locale;
        let context = |place: usize| self.context(place);
        let max = (0..self.calls.len()).map(context).fold(1.0, f64::max) * 1.12;
        let mark = |place: usize, label: String| Mark { at: number(place) - 0.5, label };
        let compactions = self.compactions().into_iter().map(|place| mark(place, "compaction".into()));
        let lost = (0..self.calls.len()).filter_map(|place| {
            self.lost(place).map(|lost| mark(place, format!("lost, {}", cents(lost.usd, locale))))
        });
        Panel {
            title: "Context per call, tokens".into(),
            y: axis(max, &|t| locale.tokens(t)),
            height: 170.0,
            lines: vec![line(points(places, context), true)],
            areas: Vec::new(),
            levels: Vec::new(),
            flags: compactions.chain(lost).collect(),
        }
    }

    fn cost_panel(&self, places: &[usize]) -> Panel {
        let locale = self.state.locale;
        let max = self.costs.last().copied().unwrap_or(0.0).max(0.01) * 1.05;
        Panel {
            title: labels::session::COST_SO_FAR.into(),
            y: axis(max, &|t| format!("${}", locale.short(t, 2))),
            height: 90.0,
            lines: vec![line(points(places, |place| self.costs[place]), false)],
            areas: Vec::new(),
            levels: Vec::new(),
            flags: Vec::new(),
        }
    }

    /// Every call, or of many the events with their neighbours and a spread of the others.
    fn places(&self, spread: usize, neighbours: bool) -> Vec<usize> {
        let count = self.calls.len();
        let every = count.div_ceil(spread.max(1)).max(1);
        let event = |place: usize| !matches!(self.kind(place), Kind::GoesOn) || self.lost(place).is_some();
        let shown = |place: &usize| {
            let beside = neighbours && place + 1 < count && event(place + 1);
            place.is_multiple_of(every) || place + 1 == count || event(*place) || beside
        };
        (0..count).filter(shown).collect()
    }

    fn table(&self) -> Table {
        Table {
            caption: "Calls of the session: every event, and some between".into(),
            head: HEAD.map(String::from).to_vec(),
            rows: self.places(SPREAD, false).into_iter().map(|place| self.row(place)).collect(),
        }
    }

    fn row(&self, place: usize) -> Vec<String> {
        let (call, locale) = (self.call(place), self.state.locale);
        let tokens = |tokens: u32| locale.tokens(f64::from(tokens));
        vec![
            locale.fixed(number(place), 0),
            moment(call.asked, &self.state.terms.zone),
            locale.tokens(call.context() as f64),
            tokens(call.read),
            locale.tokens(f64::from(call.write_5m) + f64::from(call.write_1h)),
            tokens(self.state.books.account.ledger.output(call)),
            cents(self.costs[place], locale),
            self.happened(place),
        ]
    }

    fn happened(&self, place: usize) -> String {
        let step = self.state.books.step(self.calls[place]);
        let pause = span(step.pause, self.state.locale);
        match (step.kind, self.lost(place)) {
            (Kind::First, _) if self.resumed(place) => "continues another session".into(),
            (Kind::First, _) => "start".into(),
            (Kind::Compacted(_), _) => "compaction".into(),
            (Kind::Fell, _) => "rewound".into(),
            (Kind::Switched, _) => format!("switched to {}", self.state.model(self.call(place).model)),
            (Kind::GoesOn, Some(lost)) => {
                format!("prefix lost after {pause}: {}", cents(lost.usd, self.state.locale))
            }
            (Kind::GoesOn, None) => String::new(),
        }
    }
}

/// Calls are counted from 1.
fn number(place: usize) -> f64 {
    place as f64 + 1.0
}

fn points(places: &[usize], value: impl Fn(usize) -> f64) -> Vec<(f64, f64)> {
    places.iter().map(|place| (number(*place), value(*place))).collect()
}

fn axis(max: f64, text: &dyn Fn(f64) -> String) -> Axis {
    Axis { max, ticks: ticks(max, 4).into_iter().map(|t| (t, text(t))).collect(), title: String::new() }
}

fn line(points: Vec<(f64, f64)>, area: bool) -> Line {
    Line { label: String::new(), ink: LineInk::Yours, points, area }
}
