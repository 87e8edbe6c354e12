//! What was spent, from six sides that filter each other.

use crate::page::components::{FigureCard, Shown};
use crate::page::state::session;
use crate::view::Texts;
use crate::view::labels::logs as labels;
use crate::view::logs::{Question, RowView, SideView, TabledFigure};
use leptos::prelude::*;

/// A picture as its card takes it.
pub(super) fn shown(figure: TabledFigure) -> Shown {
    Shown { figure: figure.figure, texts: Texts { notes: Vec::new(), table: figure.table } }
}

#[component]
pub(super) fn BreakdownView() -> impl IntoView {
    let session = session();
    let breakdown = session.logs.breakdown;
    let days = Memo::new(move |_| breakdown.with(|b| b.as_ref().and_then(|b| b.days.clone()).map(shown)));
    let has_days = Memo::new(move |_| days.with(Option::is_some));
    let sides = Memo::new(move |_| {
        let heads = |side: &SideView| (side.id.clone(), side.heading.clone());
        breakdown.with(|b| b.iter().flat_map(|b| &b.sides).map(heads).collect::<Vec<_>>())
    });
    let absent = Signal::stored(labels::NO_DAYS.to_string());
    let on_trouble = Callback::new(move |text: &'static str| session.ui.say(text));
    view! {
        <p class="note logs-press">{labels::FILTER_HELP}</p>
        <FilterChips/>
        <div id="logs-days" hidden=move || !has_days.get()>
            <FigureCard id="logs-by-day-chart" name=labels::DAYS shown=days absent locale=session.locale() on_trouble/>
        </div>
        <div class="logs-sides" id="logs-bars">
            <For each=move || sides.get() key=|(id, _)| id.clone() let:side><Side id=side.0 heading=side.1/></For>
        </div>
    }
}

/// What is chosen, each with the button that takes it back.
#[component]
fn FilterChips() -> impl IntoView {
    let session = session();
    let filters = Memo::new(move |_| session.logs.breakdown.with(|b| b.as_ref().map(|b| b.filters.clone())));
    let chips = move || filters.with(|f| f.as_ref().map(|f| f.chips.clone()).unwrap_or_default());
    let says = move || filters.with(|f| f.as_ref().map(|f| f.says.clone()));
    view! {
        <div class="logs-here">
            <p id="logs-here" tabindex="-1" aria-live="polite">{says}</p>
            // A choice on a side takes the place of the one before.
            <For each=chips key=|chip| (chip.id.clone(), chip.name.clone()) let:chip>
                <button type="button" class="quiet" id=format!("logs-chosen-{}", chip.id)
                    aria-label=format!("Remove filter: {}", chip.name)
                    on:click=move |_| session.ask_logs(chip.press.clone())>
                    {chip.name.clone()} " " <span aria-hidden="true">"×"</span>
                </button>
            </For>
            <button type="button" class="quiet" id="logs-all" hidden=move || chips().is_empty()
                on:click=move |_| session.ask_logs(Question::ShowEverything)>{labels::SHOW_ALL}</button>
        </div>
    }
}

#[component]
fn Side(id: String, heading: String) -> impl IntoView {
    let breakdown = session().logs.breakdown;
    let word = StoredValue::new(id.clone());
    let side = Memo::new(move |_| {
        let of = |side: &&SideView| word.with_value(|word| side.id == *word);
        breakdown.with(|b| b.iter().flat_map(|b| &b.sides).find(of).cloned())
    });
    let all = RwSignal::new(false);
    let rows = Signal::derive(move || {
        let rows = side.with(|s| s.as_ref().map(|s| s.rows.clone()).unwrap_or_default());
        let is_shown = |row: &RowView| row.is_first || all.get();
        rows.into_iter().filter(is_shown).collect::<Vec<_>>()
    });
    let more = Memo::new(move |_| side.with(|s| s.as_ref().and_then(|s| s.more.clone())));
    let text = move || more.get().map(|more| if all.get() { more.hide } else { more.show });
    let title = format!("logs-by-{id}");
    view! {
        <section aria-labelledby=title.clone()>
            <h3 id=title.clone()>{heading}</h3>
            <Rows rows/>
            <button type="button" class="quiet logs-more" id=format!("logs-more-{id}") hidden=move || more.with(Option::is_none)
                aria-expanded=move || if all.get() { "true" } else { "false" } on:click=move |_| all.update(|all| *all = !*all)>
                {text}
            </button>
        </section>
    }
}

/// Rows that can be pressed; a row keeps its button through every reply.
#[component]
pub(super) fn Rows(
    rows: Signal<Vec<RowView>>,
    /// Before a row's own id.
    #[prop(default = "logs")]
    prefix: &'static str,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    view! {
        <ul class=format!("logs-rows {class}")>
            <For each=move || rows.get() key=|row| row.id.clone() let:row><Row row rows prefix/></For>
        </ul>
    }
}

#[component]
fn Row(row: RowView, rows: Signal<Vec<RowView>>, prefix: &'static str) -> impl IntoView {
    let session = session();
    let id = format!("{prefix}-{}", row.id);
    let first = row.clone();
    let now = Memo::new(move |before: Option<&RowView>| {
        let found = rows.with(|rows| rows.iter().find(|other| other.id == row.id).cloned());
        // While it is on its way out it stays as it was.
        found.or_else(|| before.cloned()).unwrap_or_else(|| row.clone())
    });
    let press = first.press.clone();
    view! {
        <li>
            <button type="button" class="quiet" id=id title=move || now.with(|row| row.whole_name.clone())
                aria-pressed=move || if now.with(|row| row.is_chosen) { "true" } else { "false" }
                on:click=move |_| session.ask_logs(press.clone())>
                <span>{move || now.with(|row| row.name.clone())}</span>
                <b>{move || now.with(|row| row.usd.clone())}</b>
                <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
                    <rect width=move || now.with(|row| row.share) height="1"/>
                </svg>
            </button>
        </li>
    }
}
