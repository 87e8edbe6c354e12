//! Monthly spend: four bars on one axis, each with its range.

use crate::decisions::actions::Actions;
use crate::decisions::bands::{Bands, OneMonth};
use crate::decisions::weeks;
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
    let followed = FollowedBands::new(session, expect_context::<FollowedRange>().points);
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

/// The range of each bar. Those that no slider changes are drawn once.
#[derive(Clone, Copy)]
struct FollowedBands {
    session: Session,
    points: FollowedPoints,
    light: Memo<Option<[f64; 2]>>,
    heavy: Memo<Option<[f64; 2]>>,
    baseline: Memo<Option<[f64; 2]>>,
}

impl FollowedBands {
    fn new(session: Session, points: FollowedPoints) -> FollowedBands {
        let table = move || session.lists();
        let weeks =
            Memo::new(move |_| session.with_answer(|_, answer| weeks::of_month(answer)).unwrap_or_default());
        let preset = |preset: Preset| {
            // All that a bar of a preset takes from the scenario.
            let asked = Memo::new(move |_| {
                session.scenario.with(|s| Scenario {
                    ranges: Ranges { off: s.ranges.off, own: Vec::new() },
                    ..s.like(preset)
                })
            });
            Memo::new(move |_| {
                let one = asked.with(|asked| OneMonth::like(&table().table, asked, preset, weeks.get()))?;
                points.all.with(|points| one.band(points))
            })
        };
        let baseline = Memo::new(move |_| {
            let of = |held: &Answer| OneMonth::baseline(&table().table, held);
            let one = session.baseline.with(|held| held.as_ref().and_then(of))?;
            points.all.with(|points| one.band(points))
        });
        let (light, heavy) = (preset(Preset::Light), preset(Preset::Heavy));
        FollowedBands { session, points, light, heavy, baseline }
    }

    /// While the slider moves, a band that takes an estimate for every draw is left out; the optimized
    /// bar's has fewer draws then at rest too.
    fn bands(self, lists: &Lists, answer: &Answer, optimized: &Scenario) -> Bands {
        let FollowedBands { session, points, light, heavy, baseline } = self;
        let band = |one: OneMonth, may_be_quick: bool| match one.is_fast() {
            false if session.moving.get() => None,
            false if may_be_quick => points.quick.with(|points| one.band(points)),
            _ => points.with(|points| one.band(points)),
        };
        let (yours, optimized) = session.scenario.with(|asked| {
            let yours = OneMonth::yours(&lists.table, asked, answer);
            let optimized = OneMonth::optimized(&lists.table, asked, answer, optimized);
            (yours.and_then(|one| band(one, false)), optimized.and_then(|one| band(one, true)))
        });
        Bands { light: light.get(), baseline: baseline.get(), yours, optimized, heavy: heavy.get() }
    }
}
