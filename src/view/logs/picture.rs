//! One session as it really was: its context call by call and what it had cost by then, with
//! its compactions and lost prefixes.

use super::Seen;
use super::parts::COURSE;
use super::words::{count, moment, span};
use crate::chart::{self, Axis, Line, LineInk, Lines, Mark, Panel, ticks};
use crate::logs::Call;
use crate::logs::counterfactual::Lost;
use crate::logs::spend::{Filter, Key, Kind};
use crate::view::Table;
use crate::view::html::{escape, table};
use crate::view::waterfall::cents;

/// Calls that are drawn each for itself, and rows of the table that are spread between events.
const MOST_POINTS: usize = 1_200;
const SPREAD: usize = 16;

/// A session's main conversation, call by call.
struct Course<'a> {
    seen: &'a Seen<'a>,
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

pub(super) fn figure(seen: &Seen, session: u32) -> String {
    let course = Course::new(seen, session);
    if course.calls.len() < 2 {
        return "<p class=\"note\">Its main conversation has too few calls for a picture.</p>".into();
    }
    format!(
        "<figure aria-labelledby=\"logs-course\"><figcaption><p class=\"kicker\">{}</p><h4 id=\"logs-course\">{}</h4></figcaption>\
         <div class=\"chart-place\" id=\"{COURSE}\">{}</div><details class=\"logs-table\" id=\"fold-logs-course\"><summary>Show as a table</summary>\
         <div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"The session, as a table\">{}</div></details></figure>",
        escape(&seen.session(session)),
        escape(&course.title()),
        course.drawn(),
        table(&course.table())
    )
}

/// The picture alone, as it fits now; nothing of too few calls.
pub(super) fn drawn(seen: &Seen, session: u32) -> String {
    let course = Course::new(seen, session);
    if course.calls.len() < 2 { String::new() } else { course.drawn() }
}

impl<'a> Course<'a> {
    fn drawn(&self) -> String {
        chart::lines(&self.chart(), self.seen.width).svg
    }

    fn new(seen: &'a Seen<'a>, session: u32) -> Course<'a> {
        let (books, logs) = (seen.books, seen.books.logs);
        let mut only = Filter::default();
        only.toggle(Key::Session(session));
        let all: Vec<usize> = books.calls(&only).collect();
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
        let pauses = books.pauses(&only, &seen.terms.zone);
        let main = |lost: &Lost| logs.calls[lost.call].chain == 0;
        let lost = pauses.lost.into_iter().chain(pauses.sudden).filter(main).collect();
        let agents = (agents.iter().map(|at| usd(*at)).sum(), agents.len());
        Course { seen, calls, costs, lost, agents, unpriced }
    }

    fn call(&self, place: usize) -> &Call {
        &self.seen.books.logs.calls[self.calls[place]]
    }

    fn kind(&self, place: usize) -> Kind {
        self.seen.books.step(self.calls[place]).kind
    }

    fn lost(&self, place: usize) -> Option<&Lost> {
        self.lost.iter().find(|lost| lost.call == self.calls[place])
    }

    fn resumed(&self, place: usize) -> bool {
        let session = self.call(place).session as usize;
        self.seen.books.logs.sessions.get(session).is_some_and(|session| session.resumed)
    }

    fn compactions(&self) -> Vec<usize> {
        (0..self.calls.len()).filter(|place| matches!(self.kind(*place), Kind::Compacted(_))).collect()
    }

    fn title(&self) -> String {
        let locale = self.seen.locale;
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

    fn chart(&self) -> Lines {
        let locale = self.seen.locale;
        let last = self.calls.len() as f64;
        let mut x: Vec<(f64, String)> =
            ticks(last, 6).into_iter().filter(|t| *t >= 1.0).map(|t| (t, locale.short(t, 0))).collect();
        x.insert(0, (1.0, "1".into()));
        x.dedup_by(|b, a| b.0 - a.0 < last * 0.04);
        Lines {
            panels: vec![self.context_panel(), self.cost_panel()],
            x: Axis { max: last, ticks: x, title: "calls".into() },
            stops: Vec::new(),
            ribbon: Vec::new(),
            description: format!("Context and cost call by call: {}", self.title()),
        }
    }

    fn context_panel(&self) -> Panel {
        let locale = self.seen.locale;
        let context = |place: usize| self.call(place).context() as f64;
        let max = (0..self.calls.len()).map(context).fold(1.0, f64::max) * 1.12;
        let mark = |place: usize, label: String| Mark { at: place as f64 + 0.5, label };
        let compactions = self.compactions().into_iter().map(|place| mark(place, "compaction".into()));
        let lost = (0..self.calls.len()).filter_map(|place| {
            self.lost(place).map(|lost| mark(place, format!("lost, {}", cents(lost.usd, locale))))
        });
        Panel {
            title: "Context sent with each call, tokens".into(),
            y: axis(max, &|t| locale.tokens(t)),
            height: 170.0,
            lines: vec![line(self.points(context), true)],
            bands: Vec::new(),
            levels: Vec::new(),
            flags: compactions.chain(lost).collect(),
        }
    }

    fn cost_panel(&self) -> Panel {
        let locale = self.seen.locale;
        let max = self.costs.last().copied().unwrap_or(0.0).max(0.01) * 1.05;
        Panel {
            title: "Cost so far, dollars".into(),
            y: axis(max, &|t| format!("${}", locale.short(t, 2))),
            height: 90.0,
            lines: vec![line(self.points(|place| self.costs[place]), false)],
            bands: Vec::new(),
            levels: Vec::new(),
            flags: Vec::new(),
        }
    }

    /// Every call, or of many the events with their neighbours and a spread of the others.
    fn points(&self, value: impl Fn(usize) -> f64) -> Vec<(f64, f64)> {
        let places = self.places(MOST_POINTS, true);
        places.into_iter().map(|place| (place as f64 + 1.0, value(place))).collect()
    }

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
            head: [
                "Call",
                "when",
                "context",
                "from cache",
                "written",
                "output",
                "cost so far",
                "what happened",
            ]
            .map(String::from)
            .to_vec(),
            rows: self.places(SPREAD, false).into_iter().map(|place| self.row(place)).collect(),
        }
    }

    fn row(&self, place: usize) -> Vec<String> {
        let (call, locale) = (self.call(place), self.seen.locale);
        let tokens = |tokens: u32| locale.tokens(f64::from(tokens));
        vec![
            locale.fixed(place as f64 + 1.0, 0),
            moment(call.asked, &self.seen.terms.zone),
            locale.tokens(call.context() as f64),
            tokens(call.read),
            locale.tokens(f64::from(call.write_5m) + f64::from(call.write_1h)),
            tokens(self.seen.books.account.ledger.output(call)),
            cents(self.costs[place], locale),
            self.happened(place),
        ]
    }

    fn happened(&self, place: usize) -> String {
        let step = self.seen.books.step(self.calls[place]);
        let pause = span(step.pause, self.seen.locale);
        match (step.kind, self.lost(place)) {
            (Kind::First, _) if self.resumed(place) => "goes on with another session".into(),
            (Kind::First, _) => "begins".into(),
            (Kind::Compacted(_), _) => "compaction".into(),
            (Kind::Fell, _) => "went back".into(),
            (Kind::Switched, _) => format!("changed to {}", self.seen.model(self.call(place).model)),
            (Kind::GoesOn, Some(lost)) => {
                format!("prefix lost after {pause}: {}", cents(lost.usd, self.seen.locale))
            }
            (Kind::GoesOn, None) => String::new(),
        }
    }
}

fn axis(max: f64, text: &dyn Fn(f64) -> String) -> Axis {
    Axis { max, ticks: ticks(max, 4).into_iter().map(|t| (t, text(t))).collect(), title: String::new() }
}

fn line(points: Vec<(f64, f64)>, area: bool) -> Line {
    Line { label: String::new(), ink: LineInk::Yours, points, area }
}
