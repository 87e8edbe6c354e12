//! Monthly spend: four bars on one axis, each with its range.

use crate::decisions::actions::Actions;
use crate::decisions::bands::{self, Bands, OneMonth};
use crate::decisions::weeks;
use crate::model::draws::Points;
use crate::model::estimate::Answer;
use crate::page::components::{FigureCard, Shown};
use crate::page::state::{
    FollowedActions, FollowedOptions, FollowedPoints, FollowedRange, Lists, Session, session,
};
use crate::scenario::{Preset, Ranges, Scenario};
use crate::view::labels::{figure, spend as words};
use crate::view::spend;
use leptos::prelude::*;

#[component]
pub fn SpendSection() -> impl IntoView {
    let session = session();
    let actions = expect_context::<FollowedActions>();
    let options = expect_context::<FollowedOptions>().options;
    let followed = FollowedBands::new(session, expect_context::<FollowedRange>());
    let in_sight = RwSignal::new(true);
    let shown = Memo::new(move |_| {
        let paid = options.with(|o| o.as_ref().and_then(|o| o.now.plan_price_each()));
        // The list of actions follows a moving slider later than the bar that they make.
        let behind = actions.0.stale.get();
        let found = |a: &Actions, lists: &Lists, answer: &Answer| match behind {
            true => a.repeated(&lists.table, answer),
            false => a.scenario.clone(),
        };
        session.baseline.with(|baseline| {
            let make = |lists: &Lists, answer: &Answer| {
                let optimized = actions.0.value.with(|a| a.as_ref().map(|a| found(a, lists, answer)))?;
                let seen = spend::Seen {
                    table: &lists.table,
                    answer,
                    optimized: &optimized,
                    baseline: baseline.as_ref(),
                    bands: followed.bands(lists, answer, &optimized),
                    paid,
                    locale: &lists.locale,
                };
                Some(Shown { figure: spend::figure(&seen), texts: spend::texts(&seen) })
            };
            session.with_answer(make).flatten()
        })
    });
    let on_trouble = Callback::new(move |text: &'static str| session.ui.say(text));
    view! {
        <FigureCard id="spend" name=words::TITLE shown absent=Signal::stored(figure::NO_PRICE.to_string())
            locale=session.locale() in_sight on_trouble/>
    }
}

/// The range of each bar.
#[derive(Clone, Copy)]
struct FollowedBands {
    session: Session,
    range: FollowedRange,
    /// Those of the bars that no slider changes, and what they were drawn from.
    fixed: Memo<(Fixed, Bands)>,
}

/// All that such bars take from the page: what presets are asked with, the baseline, everybody's weeks, and
/// the points' dimensions.
#[derive(Clone, PartialEq)]
struct Fixed {
    asked: Scenario,
    baseline: Option<Scenario>,
    weeks: f64,
    dimensions: usize,
}

impl FollowedBands {
    fn new(session: Session, range: FollowedRange) -> FollowedBands {
        let points = range.points;
        let fixed = Memo::new(move |before: Option<&(Fixed, Bands)>| {
            let fixed = Fixed::of(session, points);
            match before.filter(|(known, _)| *known == fixed) {
                Some(before) => before.clone(),
                None => {
                    let bands = fixed.bands(session, points);
                    (fixed, bands)
                }
            }
        });
        FollowedBands { session, range, fixed }
    }

    /// While the slider moves, a band that takes an estimate for every draw is left out; the optimized
    /// bar's has fewer draws then at rest too.
    fn bands(self, lists: &Lists, answer: &Answer, optimized: &Scenario) -> Bands {
        let FollowedBands { session, range, fixed } = self;
        let points = range.points;
        let band = |one: OneMonth, may_be_quick: bool| match one.is_fast() {
            false if session.moving.get() => None,
            false if may_be_quick => points.quick.with(|points| one.band(points)),
            _ => points.with(|points| one.band(points)),
        };
        let (yours, optimized) = session.scenario.with(|asked| {
            let alone = asked.team.is_one_person() && answer.batch_month == 0.0;
            let yours = OneMonth::yours(&lists.table, asked, answer).and_then(|one| {
                match alone && (one.is_fast() || !session.moving.get()) {
                    // One person's month is everybody's, which is drawn already.
                    true => range.month.with(|month| month.as_ref().map(|month| [month.p10, month.p90])),
                    false => band(one, false),
                }
            });
            let optimized = OneMonth::optimized(&lists.table, asked, answer, optimized);
            (yours, optimized.and_then(|one| band(one, true)))
        });
        let fixed = fixed.with(|(_, bands)| *bands);
        Bands { yours, optimized, ..fixed }
    }
}

impl Fixed {
    fn of(session: Session, points: FollowedPoints) -> Fixed {
        // Every preset has the same of it, and no work of its own.
        let asked = session.scenario.with(|asked| Scenario {
            ranges: Ranges { off: asked.ranges.off, own: Vec::new() },
            ..asked.like(Preset::Light)
        });
        let weeks = session.with_answer(|_, answer| weeks::of_month(answer)).unwrap_or_default();
        Fixed {
            asked,
            baseline: session.baseline.with(|held| held.as_ref().map(|held| held.scenario.clone())),
            // A sum over people: of the same ones, the last digit is another with other work.
            weeks: (weeks * 1e12).round() / 1e12,
            dimensions: points.all.with(Points::dimensions),
        }
    }

    fn bands(&self, session: Session, points: FollowedPoints) -> Bands {
        let lists = session.lists();
        session.baseline.with(|baseline| {
            let baseline = baseline.as_ref();
            points
                .all
                .with(|points| bands::of_others(&lists.table, &self.asked, self.weeks, baseline, points))
        })
    }
}
