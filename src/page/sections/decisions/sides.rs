//! Scenarios side by side: added from links, opened, taken out, and the way from one to another.

use super::against::{linked, priced};
use crate::decisions::side_by_side::{Side, sides};
use crate::model::estimate::Answer;
use crate::page::components::{DataTable, FigureCard, Menu, Show, Shown, TextInput};
use crate::page::platform::element;
use crate::page::state::{Lists, Session, session};
use crate::scenario::{LONGEST_NAME, Place, Scenario};
use crate::view::labels::side_by_side as labels;
use crate::view::side_by_side::Seen;
use crate::view::{Figure, Texts};
use leptos::prelude::*;

/// The values of both menus, by the places of the columns.
const COLUMNS: [&str; 4] = ["0", "1", "2", "3"];

#[component]
pub fn Sides() -> impl IntoView {
    let session = session();
    let make = move |lists: &Lists, _: &Answer| {
        let of = |scenario: &Scenario| sides(&lists.table, &lists.plans, scenario);
        Some(session.scenario.with_untracked(of))
    };
    let later = session.later(session.at_rest(), make);
    let seen = Found { session, sides: later.value };
    let several =
        Memo::new(move |_| later.value.with(|sides| sides.as_ref().is_some_and(|all| all.len() > 1)));
    let table = Signal::derive(move || seen.with(|seen| Some(seen.table())).unwrap_or_default());
    view! {
        <p class="help">{labels::HELP}</p>
        <LinkField/>
        <Show when=several>
            <Others/>
            <div class="scroll" id="sides-table" class:stale=move || later.stale.get() tabindex="0" role="region" aria-label=labels::TITLE>
                <DataTable table quiet_caption=true/>
            </div>
            <Way seen stale=later.stale/>
        </Show>
    }
}

/// The scenarios of this moment, for what is made of them.
#[derive(Clone, Copy)]
struct Found {
    session: Session,
    sides: RwSignal<Option<Vec<Side>>>,
}

impl Found {
    fn with<T>(self, make: impl FnOnce(&Seen) -> Option<T>) -> Option<T> {
        let lists = self.session.lists();
        self.sides.with(|sides| {
            let sides = sides.as_ref()?;
            make(&Seen { table: &lists.table, plans: &lists.plans, sides, locale: &lists.locale })
        })
    }
}

/// A link that was taken leaves its field empty; one that was refused stays to be mended.
#[component]
fn LinkField() -> impl IntoView {
    let session = session();
    let (typed, problem) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let on_text = Callback::new(move |text: String| {
        let added = add(session, &text);
        typed.set(text);
        if added.is_ok() {
            typed.set(String::new());
        }
        problem.set(added.err().unwrap_or_default());
    });
    let label = Signal::stored(labels::PASTE.to_string());
    view! { <TextInput id="side-link" label text=typed problem on_text/> }
}

fn add(session: Session, text: &str) -> Result<(), String> {
    if text.trim().is_empty() {
        return Ok(());
    }
    let other = priced(session, linked(text)?)?;
    if !session.scenario.with_untracked(Scenario::has_room_beside) {
        return Err(labels::NO_ROOM.into());
    }
    session.edit("", |s| s.put_beside(&other));
    session.ui.say_done(labels::ADDED);
    Ok(())
}

/// What can be done with those that stand beside the one on the page.
#[component]
fn Others() -> impl IntoView {
    let session = session();
    let others = session.part(|s| {
        let sides = s.sides();
        let all: Vec<(Place, &Scenario)> = sides.iter().map(|(place, side)| (*place, side)).collect();
        let titles = crate::view::side_by_side::titles(&all);
        let one = |(at, title): (usize, String)| (at, sides[at].0, sides[at].1.name.clone(), title);
        titles.into_iter().enumerate().skip(1).map(one).collect::<Vec<_>>()
    });
    let row = move |(at, place, name, title): (usize, Place, String, String)| {
        let open = move |_| {
            if let Some(front) = session.scenario.with_untracked(|s| s.brought_forward(place)) {
                session.replace(front);
                element::focus_soon(&format!("side-open-{at}"));
            }
        };
        let take_out = move |_| {
            session.edit("", |s| s.take_out(place));
            element::focus_soon("side-link");
        };
        let naming = match place {
            Place::Beside(link) => {
                let text = Signal::stored(name);
                let on_text =
                    Callback::new(move |name: String| session.edit("", |s| s.name_beside(link, &name)));
                let label = Signal::stored(format!("{}: {title}", labels::NAME));
                let none = Signal::stored(String::new());
                Some(
                    view! { <TextInput id=format!("side-name-{at}") label text problem=none longest=LONGEST_NAME on_text/> },
                )
            }
            Place::Present | Place::Baseline => None,
        };
        view! {
            <li>
                <strong>{title.clone()}</strong>
                {naming}
                <p class="buttons">
                    <button type="button" class="quiet" id=format!("side-open-{at}") aria-label=format!("{} {title}", labels::OPEN)
                        on:click=open>{labels::OPEN}</button>
                    <button type="button" class="quiet" id=format!("side-out-{at}") aria-label=format!("{} {title}", labels::TAKE_OUT)
                        on:click=take_out>{labels::TAKE_OUT}</button>
                </p>
            </li>
        }
    };
    view! { <ul class="plain beside" id="sides">{move || others.get().into_iter().map(row).collect_view()}</ul> }
}

/// Two menus, and the waterfall between what they name.
#[component]
fn Way(seen: Found, stale: RwSignal<bool>) -> impl IntoView {
    // From the first that stands beside it to the one on the page.
    let (from, to) = (RwSignal::new(1), RwSignal::new(0));
    let titles = Memo::new(move |_| seen.with(|seen| Some(seen.titles())).unwrap_or_default());
    let menu = move |name: &'static str, label: &'static str, at: RwSignal<usize>| {
        let options = COLUMNS.into_iter().zip(titles.get()).collect();
        let chosen = Signal::derive(move || COLUMNS.get(at.get()).copied().unwrap_or_default().to_string());
        let on_choose = Callback::new(move |word: &'static str| {
            at.set(COLUMNS.iter().position(|column| *column == word).unwrap_or_default());
        });
        view! { <Menu name label=Signal::stored(label.to_string()) options chosen on_choose/> }
    };
    let shown = Signal::derive(move || {
        let (figure, texts): (Figure, Texts) = seen.with(|seen| seen.waterfall(from.get(), to.get()))?;
        Some(Shown { figure, texts })
    });
    let session = session();
    let on_trouble = Callback::new(move |text: &'static str| session.ui.say(text));
    view! {
        <div class="beside">
            {move || menu("side-from", labels::FROM, from)}
            {move || menu("side-to", labels::TO, to)}
        </div>
        <FigureCard id="sides-way" name=labels::WAY shown stale absent=Signal::stored(labels::NO_WAY.to_string())
            locale=session.locale() on_trouble/>
    }
}
