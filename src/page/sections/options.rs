//! Every way to pay beside the one in force. Pressing a row sets it.

use crate::page::components::CopyTable;
use crate::page::state::parts::set_if_other;
use crate::page::state::{FollowedOptions, session};
use crate::view::labels::paid as labels;
use crate::view::options::{OptionLine, OptionTable, choose, table};
use leptos::prelude::*;

#[component]
pub fn OptionsSection() -> impl IntoView {
    let session = session();
    let options = expect_context::<FollowedOptions>().options;
    let shown = Memo::new(move |_| {
        let lists = session.lists();
        options
            .with(|o| o.as_ref().map(|o| session.scenario.with(|s| table(o, &lists.plans, s, &lists.locale))))
    });
    let ids = Memo::new(move |_| {
        let of = |t: &OptionTable| {
            t.rows.iter().map(|row| (row.id.clone(), row.is_for_others)).collect::<Vec<_>>()
        };
        shown.with(|s| s.as_ref().map(of).unwrap_or_default())
    });
    let others = RwSignal::new(false);
    let row = move |(id, is_for_others): (String, bool)| {
        view! { <OptionRow id all=shown hidden=Signal::derive(move || is_for_others && !others.get())/> }
    };
    let head = shown.with_untracked(|s| s.as_ref().map(|s| s.head.clone()).unwrap_or_default());
    let of_team = Memo::new(move |_| session.scenario.with(|s| !s.team.is_one_person()));
    let has_others = move || ids.with(|all| all.iter().any(|(_, others)| *others));
    view! {
        <section class="options copies" id="options" aria-labelledby="options-heading">
            <h2 id="options-heading" class="spoken" tabindex="-1">{labels::OPTIONS}</h2>
            <div class="scroll" tabindex="0" role="region" aria-label=format!("{}, table", labels::OPTIONS)>
                <table class="options-table" class:of-team=of_team class:whole=move || others.get()>
                    <thead><tr>{head.into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect_view()}</tr></thead>
                    <tbody>{move || ids.get().into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
            <div class="options-foot">
            <p>
                <button type="button" class="copy-code" id="all-plans" hidden=move || !has_others() aria-expanded=move || if others.get() { "true" } else { "false" }
                    on:click=move |_| others.update(|o| *o = !*o)>
                    {move || if others.get() { labels::FEWER } else { labels::OTHERS }}
                </button>
                " " <CopyTable/>
            </p>
            <div class="figure-notes">
                {move || shown.with(|s| s.as_ref().map(|s| s.notes.clone()).unwrap_or_default()).into_iter()
                    .map(|note| view! { <p>{note}</p> }).collect_view()}
            </div>
            </div>
        </section>
    }
}

#[component]
fn OptionRow(id: String, all: Memo<Option<OptionTable>>, hidden: Signal<bool>) -> impl IntoView {
    let session = session();
    let options = expect_context::<FollowedOptions>().options;
    let this = id.clone();
    let line = Memo::new(move |_| {
        let find = |t: &OptionTable| t.rows.iter().find(|row| row.id == this).cloned();
        all.with(|t| t.as_ref().and_then(find)).unwrap_or_default()
    });
    // What follows every step of a slider is one subscriber, and what does not is asked by none.
    let head = RwSignal::new(line.with_untracked(Head::of));
    Effect::new(move |_| line.with(|line| set_if_other(head, Head::of(line))));
    let cells = move || {
        line.with(|l| {
            [&l.month, &l.twelve_months, &l.against_now, &l.cheaper_from, &l.within_limit].map(String::clone)
        })
        .map(|text| view! { <td>{text}</td> })
        .collect_view()
    };
    let own = id.clone();
    let pressed = move |_| {
        let lists = session.lists();
        // The lines stand in the order of the rows.
        let place =
            all.with_untracked(|t| t.as_ref().and_then(|t| t.rows.iter().position(|row| row.id == own)));
        session.edit("", |s| {
            options.with_untracked(|o| {
                if let Some(row) = o.as_ref().zip(place).and_then(|(o, place)| o.rows.get(place)) {
                    choose(row, &lists.plans, s);
                }
            });
        });
    };
    let text = move |read: fn(&Head) -> String| move || head.with(read);
    let is = move |read: fn(&Head) -> bool| move || head.with(read);
    view! {
        <tr id=format!("option-{id}") class:now=is(|h| h.is_now) class:cheapest=is(|h| !h.cheapest.is_empty()) class:open=is(|h| !h.is_certain)
            hidden=move || hidden.get()>
            <th scope="row">
                <button type="button" class="payer" aria-pressed=move || if is(|h| h.is_now)() { "true" } else { "false" } on:click=pressed>
                    {text(|h| h.name.clone())}
                </button>
                " " <small>{text(|h| h.about.clone())}</small>
                " " <small class="tag" hidden=move || !is(|h| h.is_now)()>{labels::NOW}</small>
                " " <small class="tag" hidden=move || is(|h| h.cheapest.is_empty())()>{text(|h| h.cheapest.into())}</small>
            </th>
            {cells}
        </tr>
    }
}

/// What a row begins with. It follows no slider.
#[derive(Clone, Debug, PartialEq)]
struct Head {
    name: String,
    about: String,
    is_now: bool,
    cheapest: &'static str,
    is_certain: bool,
}

impl Head {
    fn of(line: &OptionLine) -> Head {
        let OptionLine { name, about, is_now, cheapest, is_certain, .. } = line.clone();
        Head { name, about, is_now, cheapest, is_certain }
    }
}
