//! What several sections show of the answer, made once.

use super::later::Later;
use super::parts::set_if_other;
use super::{Lists, Session};
use crate::decisions::actions::{Actions, actions_paid_in};
use crate::decisions::effects::effect_paid_in;
use crate::decisions::options::{Options, options};
use crate::decisions::paid_in::{PaidIn, paid_in};
use crate::decisions::range::{self, MonthRange, POINTS, PaidRange, QUICK_POINTS, paid_range};
use crate::model::draws::Points;
use crate::model::estimate::{Answer, Estimate};
use crate::model::reprice::reprice;
use crate::scenario::Scenario;
use crate::view::headline::{Asked, Headline, Source, headline};
use crate::view::{bill, effects, from_logs, labels, words};
use leptos::prelude::*;

/// Every way to pay, what is paid now, and what a change of it is counted in: dollars, or points
/// of a plan's limit.
#[derive(Clone, Copy)]
pub struct FollowedOptions {
    pub options: Memo<Option<Options>>,
    pub unit: Memo<PaidIn>,
}

impl FollowedOptions {
    pub fn new(session: Session) -> FollowedOptions {
        let options = Memo::new(move |_| session.with_answer(|lists, answer| options(&lists.plans, answer)));
        let unit = Memo::new(move |_| {
            let month = session.with_answer(|_, answer| answer.month.total).unwrap_or_default();
            options.with(|o| o.as_ref().map_or(PaidIn::Dollars, |o| paid_in(&o.now, month)))
        });
        FollowedOptions { options, unit }
    }
}

/// How far the month may lie from the answer.
#[derive(Clone, Copy)]
pub struct FollowedRange {
    /// At API prices.
    pub month: Memo<Option<MonthRange>>,
    /// Whether it waits for the slider to rest: what takes an estimate for every draw does.
    pub stale: RwSignal<bool>,
    /// What the draws are made of.
    pub points: FollowedPoints,
    paid: Memo<Option<PaidRange>>,
}

/// Points of ranges: a few while changes follow one another as a slider's do, else all of them.
#[derive(Clone, Copy)]
pub struct FollowedPoints {
    pub all: Memo<Points>,
    pub quick: Memo<Points>,
    hurried: RwSignal<bool>,
}

impl FollowedPoints {
    fn new(session: Session) -> FollowedPoints {
        let dimensions = Memo::new(move |_| session.scenario.with(range::dimensions));
        let all = Memo::new(move |_| Points::new(dimensions.get(), POINTS));
        let quick = Memo::new(move |_| all.with(|points| points.first(QUICK_POINTS)));
        FollowedPoints { all, quick, hurried: session.hurried }
    }

    /// With those of this moment.
    pub fn with<T>(self, draw: impl FnOnce(&Points) -> T) -> T {
        if self.hurried.get() { self.quick.with(draw) } else { self.all.with(draw) }
    }
}

impl FollowedRange {
    pub fn new(session: Session) -> FollowedRange {
        let stale = RwSignal::new(false);
        let points = FollowedPoints::new(session);
        let month = Memo::new(move |before: Option<&Option<MonthRange>>| {
            let drawn = session
                .scenario
                .with(|asked| session.with_answer(|_, answer| range::drawn(asked, answer)).flatten());
            let waits = drawn.as_ref().is_some_and(|drawn| !drawn.months.is_fast()) && session.moving.get();
            set_if_other(stale, waits);
            match (waits, before) {
                (true, Some(before)) => before.clone(),
                _ => points.with(|points| drawn?.range(points)),
            }
        });
        let paid = Memo::new(move |_| {
            month.with(|range| {
                let range = range.as_ref()?;
                let paid = |lists: &Lists, answer: &Answer| {
                    session.scenario.with(|asked| {
                        points.with(|points| paid_range(&lists.plans, asked, answer, range, points))
                    })
                };
                session.with_answer(paid).flatten()
            })
        });
        FollowedRange { month, stale, points, paid }
    }
}

/// What stands first on the page. The last that was right stays, dimmed, while a bill cannot
/// be met.
#[derive(Clone, Copy)]
pub struct FollowedHeadline(pub Memo<Headline>);

impl FollowedHeadline {
    pub fn new(session: Session, followed: FollowedOptions, ranges: FollowedRange) -> FollowedHeadline {
        FollowedHeadline(Memo::new(move |before: Option<&Headline>| {
            let lists = session.lists();
            session.scenario.with(|scenario| {
                session.estimate.with(|estimate| {
                    let now = followed.options.with(|options| {
                        let source = source(session, &lists, scenario, estimate, options.as_ref());
                        let asked = asked(&lists, scenario, estimate, options.as_ref(), &source);
                        ranges
                            .paid
                            .with(|range| headline(&Asked { range: range.as_ref(), ..asked }, &lists.locale))
                    });
                    let unmet =
                        estimate.problems.iter().find_map(|p| bill::impossible(&p.trouble, &lists.locale));
                    match (unmet, before.filter(|before| !before.money.is_empty())) {
                        (Some(why), Some(before)) => before.dimmed(&why, now.mend),
                        _ => now,
                    }
                })
            })
        }))
    }
}

/// The headline of this moment, for the page's title, which is written at rest.
pub fn headline_now(session: Session) -> Headline {
    let lists = session.lists();
    session.scenario.with_untracked(|scenario| {
        session.estimate.with_untracked(|estimate| {
            let options = estimate.answer.as_ref().map(|answer| options(&lists.plans, answer));
            headline(&asked(&lists, scenario, estimate, options.as_ref(), &Source::Inputs), &lists.locale)
        })
    })
}

fn asked<'a>(
    lists: &'a Lists,
    scenario: &'a Scenario,
    estimate: &'a Estimate,
    options: Option<&'a Options>,
    source: &'a Source,
) -> Asked<'a> {
    Asked { table: &lists.table, plans: &lists.plans, scenario, estimate, options, source, range: None }
}

/// Where the numbers come from, for those who tell more than the inputs: a bill, logs.
fn source(
    session: Session,
    lists: &Lists,
    scenario: &Scenario,
    estimate: &Estimate,
    options: Option<&Options>,
) -> Source {
    let Some(answer) = &estimate.answer else { return Source::Inputs };
    if let Some(from_what) = bill::matches(scenario, answer, &lists.locale) {
        return Source::Told { on_what: Some(labels::bill::YOURS.into()), from_what };
    }
    let against = session
        .baseline
        .with(|bill| bill::against_the_bill(&lists.plans, answer, bill.as_ref()?, &lists.locale));
    let logs = || from_logs::sentence(answer, &lists.locale);
    let older = || {
        // A plan costs the same by any prices of tokens, so both numbers are of the same bill only
        // where nobody is on one.
        let paid = &options?.now;
        let on_tokens = paid.unused.is_empty() && !paid.parts.iter().any(|part| part.payer.is_plan());
        let moved = (on_tokens && scenario.priced_on != lists.today)
            .then(|| reprice(&lists.table, scenario, lists.today))
            .flatten()?;
        Some(words::older_prices(&moved, scenario.priced_on, &lists.locale))
    };
    match against.or_else(logs).or_else(older) {
        Some(from_what) => Source::Told { on_what: None, from_what },
        None => Source::Inputs,
    }
}

/// The one list of actions, with the optimized scenario.
#[derive(Clone, Copy)]
pub struct FollowedActions(pub Later<Actions>);

impl FollowedActions {
    pub fn new(session: Session) -> FollowedActions {
        let wanted = Signal::stored(true);
        FollowedActions(session.later(wanted, |lists, answer| {
            let unit = PaidIn::of_answer(&lists.plans, answer);
            Some(actions_paid_in(unit, &lists.table, &lists.plans, answer))
        }))
    }
}

/// Inputs of the first screen that have a line for their effect.
const KEYS: [&str; 6] = ["sessions", "days", "messages", "hit", "reported", "threshold"];

/// What a step more of each input would do, in words.
#[derive(Clone, Copy)]
pub struct FollowedEffects {
    session: Session,
    unit: Memo<PaidIn>,
    all: Later<Vec<(&'static str, String)>>,
}

impl FollowedEffects {
    pub fn new(session: Session, followed: FollowedOptions) -> FollowedEffects {
        let unit = followed.unit;
        let all = session.later(Signal::stored(true), move |lists, answer| {
            let (asked, unit) = (session.scenario.get_untracked(), unit.get_untracked());
            Some(KEYS.iter().map(|key| (*key, line(lists, &asked, answer, key, unit))).collect())
        });
        FollowedEffects { session, unit, all }
    }

    /// Whether the lines are behind the inputs, but for that of the one that moves.
    pub fn are_stale(self) -> RwSignal<bool> {
        self.all.stale
    }

    /// The line of an input, where it has one.
    pub fn line(self, key: &'static str) -> Option<Signal<String>> {
        KEYS.contains(&key).then(|| self.of(key))
    }

    /// The line of one of these inputs: at once while it is the one that moves, else a frame later.
    pub fn of(self, key: &'static str) -> Signal<String> {
        let FollowedEffects { session, unit, .. } = self;
        let own = Memo::new(move |_| {
            // The others do not follow the scenario.
            if session.moving_input.with(|input| input != key) {
                return None;
            }
            let (asked, unit) = (session.scenario.get(), unit.get());
            session.with_answer(|lists, answer| line(lists, &asked, answer, key, unit))
        });
        Signal::derive(move || {
            own.get().unwrap_or_else(|| {
                let of = |all: &Vec<(&'static str, String)>| {
                    all.iter().find(|(k, _)| *k == key).map(|(_, l)| l.clone())
                };
                self.all.value.with(|all| all.as_ref().and_then(of)).unwrap_or_default()
            })
        })
    }
}

fn line(lists: &Lists, asked: &Scenario, answer: &Answer, key: &str, unit: PaidIn) -> String {
    effect_paid_in(unit, &lists.table, &lists.plans, asked, answer, key)
        .map(|effect| effects::line_paid_in(&effect, unit, &lists.locale))
        .unwrap_or_default()
}
