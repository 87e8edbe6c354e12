//! Monthly spend: four bars on one axis.

use crate::decisions::actions::Actions;
use crate::model::estimate::Answer;
use crate::page::components::{FigureCard, Shown};
use crate::page::state::{FollowedActions, FollowedOptions, Lists, session};
use crate::view::labels::{figure, spend as words};
use crate::view::spend;
use leptos::prelude::*;

#[component]
pub fn SpendSection() -> impl IntoView {
    let session = session();
    let actions = expect_context::<FollowedActions>();
    let options = expect_context::<FollowedOptions>().options;
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
