//! What was spent, from six sides that filter each other.

use crate::page::components::{FigureCard, KeyedList, Shown};
use crate::page::state::session;
use crate::view::Texts;
use crate::view::labels::logs as labels;
use crate::view::logs::{Chip, Question, RowView, SideView, TabledFigure};
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
    let sides = Signal::derive(move || {
        breakdown.with(|b| b.iter().flat_map(|b| &b.sides).map(|side| side.id.clone()).collect::<Vec<_>>())
    });
    let side = Callback::new(|id: String| view! { <Side id/> }.into_any());
    let absent = Signal::stored(labels::NO_DAYS.to_string());
    let on_trouble = Callback::new(move |text: &'static str| session.ui.say(text));
    view! {
        <p class="note logs-press">{labels::FILTER_HELP}</p>
        <FilterChips/>
        <div id="logs-days" hidden=move || days.with(Option::is_none)>
            <FigureCard id="logs-by-day-chart" name=labels::DAYS shown=days absent locale=session.locale() on_trouble/>
        </div>
        <div class="logs-sides" id="logs-bars">
            <KeyedList keys=sides row=side/>
        </div>
    }
}

/// What is chosen, each with the button that takes it back.
#[component]
fn FilterChips() -> impl IntoView {
    let session = session();
    let breakdown = session.logs.breakdown;
    let says = move || breakdown.with(|b| b.as_ref().map(|b| b.filters.says.clone()));
    // A choice on a side takes the place of the one before.
    let key = |chip: &Chip| format!("{} {}", chip.id, chip.name);
    let keys = Signal::derive(move || {
        breakdown.with(|b| b.iter().flat_map(|b| &b.filters.chips).map(key).collect::<Vec<_>>())
    });
    let chip = Callback::new(move |wanted: String| {
        let all =
            breakdown.with_untracked(|b| b.iter().flat_map(|b| b.filters.chips.clone()).collect::<Vec<_>>());
        all.into_iter().find(|chip| key(chip) == wanted).map(|chip| view! { <FilterChip chip/> }).into_any()
    });
    view! {
        <div class="logs-here">
            <p id="logs-here" tabindex="-1" aria-live="polite">{says}</p>
            <KeyedList keys row=chip/>
            <button type="button" class="quiet" id="logs-all" hidden=move || keys.with(Vec::is_empty)
                on:click=move |_| session.ask_logs(Question::ShowEverything)>{labels::SHOW_ALL}</button>
        </div>
    }
}

#[component]
fn FilterChip(chip: Chip) -> impl IntoView {
    let session = session();
    view! {
        <button type="button" class="quiet" id=format!("logs-chosen-{}", chip.id) aria-label=format!("Remove filter: {}", chip.name)
            on:click=move |_| session.ask_logs(chip.press.clone())>
            {chip.name.clone()} " " <span aria-hidden="true">"×"</span>
        </button>
    }
}

#[component]
fn Side(id: String) -> impl IntoView {
    let breakdown = session().logs.breakdown;
    let word = StoredValue::new(id.clone());
    let side = Memo::new(move |_| {
        let of = |side: &&SideView| word.with_value(|word| side.id == *word);
        breakdown.with(|b| b.iter().flat_map(|b| &b.sides).find(of).cloned())
    });
    let heading = side.with_untracked(|s| s.as_ref().map(|s| s.heading.clone()));
    let all = RwSignal::new(false);
    let rows = Signal::derive(move || {
        let rows = side.with(|s| s.as_ref().map(|s| s.rows.clone()).unwrap_or_default());
        let is_shown = |row: &RowView| row.is_first || all.get();
        rows.into_iter().filter(is_shown).collect::<Vec<_>>()
    });
    let text = move || {
        let more = side.with(|s| s.as_ref().and_then(|s| s.more.clone()));
        more.map(|more| if all.get() { more.hide } else { more.show })
    };
    let has_no_more = move || side.with(|s| s.as_ref().is_none_or(|s| s.more.is_none()));
    let title = format!("logs-by-{id}");
    view! {
        <section aria-labelledby=title.clone()>
            <h3 id=title.clone()>{heading}</h3>
            <Rows rows/>
            <button type="button" class="quiet logs-more" id=format!("logs-more-{id}") hidden=has_no_more
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
    let keys =
        Signal::derive(move || rows.with(|rows| rows.iter().map(|row| row.id.clone()).collect::<Vec<_>>()));
    let row = Callback::new(move |id: String| {
        let row = rows.with_untracked(|rows| rows.iter().find(|row| row.id == id).cloned());
        row.map(|row| view! { <Row row rows prefix/> }).into_any()
    });
    view! { <ul class=format!("logs-rows {class}")><KeyedList keys row/></ul> }
}

#[component]
fn Row(row: RowView, rows: Signal<Vec<RowView>>, prefix: &'static str) -> impl IntoView {
    let session = session();
    let id = format!("{prefix}-{}", row.id);
    let press = row.press.clone();
    let now = Memo::new(move |before: Option<&RowView>| {
        let found = rows.with(|rows| rows.iter().find(|other| other.id == row.id).cloned());
        // While it is on its way out it stays as it was.
        found.or_else(|| before.cloned()).unwrap_or_else(|| row.clone())
    });
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
