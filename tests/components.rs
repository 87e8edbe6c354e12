//! The atoms, which know no scenario, rendered to strings as a browser gets them.
#![cfg(feature = "page")]

use leptos::prelude::*;
use sawtooth::page::components::{
    CellInput, Choice, DataTable, FigureCard, Fold, HelpButton, KeyedList, Menu, Notes, NumberInput,
    RichText, Shown, Slide, TextInput, Tick, Toolbar,
};
use sawtooth::prices::{RateTable, date, plans};
use sawtooth::scenario::Preset;
use sawtooth::view::{Locale, Table, plans as told};

fn rendered<V: IntoView + 'static>(atom: impl FnOnce() -> V) -> String {
    // A tag on a line of its own, so that a change is one line of the snapshot, and without the marks between
    // views, of which views of one type have others.
    Owner::new().with(|| atom().into_view().to_html()).replace("<!>", "").replace("><", ">\n<")
}

fn text(text: &str) -> Signal<String> {
    Signal::stored(text.to_string())
}

fn table() -> Table {
    let cells = |all: &[&str]| all.iter().map(ToString::to_string).collect::<Vec<_>>();
    Table {
        caption: "Tides".into(),
        head: cells(&["Day", "High"]),
        rows: vec![cells(&["Monday", "4.1 m"]), cells(&["<Tuesday>", "4.3 m"])],
    }
}

#[test]
fn number_input_has_label_slider_effect_help_and_problem() {
    let atom = || {
        let slide = Slide {
            low: 0.0,
            high: 40.0,
            position: Signal::stored(4.0),
            spoken: text("4 sessions a day"),
            on_slide: Callback::new(|_| {}),
        };
        view! {
            <NumberInput id="sessions" label=text("Sessions a day") text=text("4") unit="a day" problem=text("Too many.")
                slide=Some(slide) effect=Some(text("1 more: +$39 a month")) help="`/resume` lists yours." changed=true
                on_text=Callback::new(|_| {}) on_leave=Callback::new(|_| {})/>
        }
    };
    insta::assert_snapshot!("number_input", rendered(atom));
}

#[test]
fn number_input_has_only_what_it_is_given() {
    let atom = || {
        view! {
            <NumberInput id="paid" label=text("I paid") text=text("") placeholder=Some(text("155.29")) problem=text("")
                on_text=Callback::new(|_| {}) on_leave=Callback::new(|_| {})/>
        }
    };
    insta::assert_snapshot!("number_input_bare", rendered(atom));
}

#[test]
fn text_input_names_its_problem() {
    let atom = || {
        view! {
            <TextInput id="name" label=text("Title") text=text("\"January\" budget") problem=text("Too long.") longest=80
                placeholder="none" unit="days" on_text=Callback::new(|_| {})/>
        }
    };
    insta::assert_snapshot!("text_input", rendered(atom));
}

#[test]
fn choice_and_menu_mark_what_is_chosen() {
    let options = || vec![("stop", "I stop".to_string()), ("credits", "I use credits".to_string())];
    let choice = move || {
        view! {
            <Choice name="overflow" legend=text("When I reach my limit") options=options() chosen=text("credits")
                on_choose=Callback::new(|_| {}) segmented=true quiet=true help="Credits cost API prices."/>
        }
    };
    let menu = move || {
        view! {
            <Menu name="overflow" label=text("When I reach my limit") options=options() chosen=text("credits")
                on_choose=Callback::new(|_| {})/>
        }
    };
    insta::assert_snapshot!("choice", rendered(choice));
    insta::assert_snapshot!("menu", rendered(menu));
}

#[test]
fn tick_and_help_button_say_what_they_are_about() {
    let tick = || view! { <Tick id="t-batch" label=text("Batch") ticked=true on_tick=Callback::new(|_| {}) described="saves".to_string()/> };
    let help = || view! { <HelpButton id="h-hit" about=text("Cache hit rate") open=RwSignal::new(false)/> };
    insta::assert_snapshot!("tick", rendered(tick));
    insta::assert_snapshot!("help_button", rendered(help));
}

#[test]
fn cell_input_marks_a_value_of_ones_own() {
    let atom = || {
        view! {
            <CellInput id="rate" label="Opus 5.5: output" text=text("12.5") replaced=Signal::stored(Some("25".to_string()))
                placeholder="none" described="p-prices" on_text=Callback::new(|_| true)/>
        }
    };
    insta::assert_snapshot!("cell_input", rendered(atom));
}

#[test]
fn data_table_heads_its_rows_and_shows_markup_as_text() {
    insta::assert_snapshot!(
        "data_table",
        rendered(|| view! { <DataTable table=Signal::stored(table()) quiet_caption=true/> })
    );
}

#[test]
fn fold_shows_its_finding_and_mark_while_closed() {
    let atom = || {
        view! {
            <Fold id="weeks" title=text("Weeks") finding=text("cheapest at 110K") mark=text("3 set") heading=true>
                "inside"
            </Fold>
        }
    };
    insta::assert_snapshot!("fold", rendered(atom));
}

#[test]
fn keyed_list_keeps_the_order_of_its_keys() {
    let atom = || {
        let row = Callback::new(|key: String| view! { <li>{key}</li> }.into_any());
        view! { <ul><KeyedList keys=Signal::stored(vec!["b".to_string(), "a".to_string()]) row/></ul> }
    };
    insta::assert_snapshot!("keyed_list", rendered(atom));
}

#[test]
fn rich_text_shows_code_and_notes_are_paragraphs() {
    insta::assert_snapshot!(
        "rich_text",
        rendered(|| view! { <p><RichText text="Run `/context <all>` twice."/></p> })
    );
    let notes = || vec!["One.".to_string(), "`two`".to_string()];
    insta::assert_snapshot!("notes", rendered(move || view! { <Notes notes=Signal::stored(notes())/> }));
}

#[test]
fn toolbar_has_a_name() {
    insta::assert_snapshot!(
        "toolbar",
        rendered(|| view! { <Toolbar label="Presets" class="chips"><button>"Light"</button></Toolbar> })
    );
}

/// The picture itself has snapshots of its own.
#[test]
fn figure_card_has_its_table_and_says_what_is_absent() {
    let table = RateTable::shipped();
    let scenario = Preset::Average.scenario(date(2026, 11, 28), table.revision);
    let answer = sawtooth::model::estimate::estimate(&table, &scenario).answer.expect("an answer");
    let (all, locale) = (plans::shipped(), Locale::default());
    let figure = told::figure_beside(&all, &answer, None, &locale);
    let shown = Shown { figure, texts: told::texts(&all, &answer, &locale) };
    let card = |shown: Option<Shown>| {
        rendered(move || {
            view! {
                <FigureCard id="plans" name="Break-even" shown=Signal::stored(shown) stale=true absent=text("No price.")
                    locale=Locale::default() on_trouble=Callback::new(|_| {})/>
            }
        })
    };
    let there = card(Some(shown));
    assert_eq!(there.matches("<svg").count(), 2, "a phone's and a desktop's");
    let without_pictures = |html: &str| {
        let outside = |piece: &str| piece.split_once("</svg>").map_or("", |(_, rest)| rest).to_string();
        let (first, rest) = html.split_once("<svg").map_or((html, ""), |found| found);
        first.to_string() + &rest.split("<svg").map(outside).collect::<String>()
    };
    insta::assert_snapshot!("figure_card", without_pictures(&there));
    insta::assert_snapshot!("figure_card_absent", card(None));
}
