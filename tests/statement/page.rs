//! The statement on the page.

use super::mixed;
use leptos::prelude::*;
use sawtooth::page::rest::Rest;
use sawtooth::page::sections::more::MoreMenu;
use sawtooth::page::sections::statement::StatementSection;
use sawtooth::page::state::{Session, Start};
use sawtooth::scenario::Scenario;
use sawtooth::view::Locale;

/// A part of the page, as the session is set up.
fn rendered<V: IntoView + 'static>(
    scenario: Scenario,
    set_up: impl FnOnce(Session),
    part: impl FnOnce() -> V,
) -> String {
    let start = Start { scenario, today: super::TODAY, locale: Locale::default() };
    Owner::new().with(|| {
        let session = Session::new(start);
        provide_context(session);
        provide_context(Rest::new(session));
        set_up(session);
        part().into_view().to_html()
    })
}

#[test]
fn statement_is_made_while_it_is_read_or_printed_only() {
    let part = |set_up: fn(Session)| rendered(mixed(), set_up, StatementSection);
    assert!(!part(|_| {}).contains("January budget"));
    assert!(part(|session| session.ui.reading.set(true)).contains("January budget"));
    let printed = part(|session| session.ui.printing.set(true));
    assert!(printed.contains("statement-paid"), "the appendix is printed");
    assert!(printed.contains("<svg") && printed.contains("EUR 1,775.81 a month before tax"));
}

/// The first page of paper has the short table and the appendix the whole one; the screen has the whole one
/// once.
#[test]
fn printed_groups_are_short_with_the_whole_in_the_appendix() {
    let html = rendered(super::many_groups(), |session| session.ui.printing.set(true), StatementSection);
    let (page, appendix) = html.split_once("class=\"appendix\"").expect("an appendix");
    let tables = |html: &str, class: &str| {
        let rows = |part: &str| part.split("</table>").next().unwrap_or_default().matches("<tr").count();
        html.split(class).skip(1).map(rows).collect::<Vec<_>>()
    };
    assert_eq!(tables(page, "on-screen\""), [14]);
    assert_eq!(tables(page, "on-paper\""), [3]);
    assert_eq!(tables(appendix, "on-paper\""), [14]);
    let few = rendered(mixed(), |session| session.ui.printing.set(true), StatementSection);
    assert!(!few.contains("on-paper") && !few.contains("on-screen"));
    let style = include_str!("../../style/statement.css");
    let (screen, print) = style.split_once("@media print").expect("rules for paper");
    assert!(screen.contains(".on-paper { display: none; }") && !screen.contains(".on-screen"));
    assert!(
        print.contains(".on-paper { display: block; }") && print.contains(".on-screen { display: none; }")
    );
}

#[test]
fn statement_without_a_price_says_so() {
    let mut scenario = mixed();
    scenario.mix[0].model = "no-such-model".into();
    let text = rendered(scenario, |session| session.ui.reading.set(true), StatementSection);
    assert!(text.contains(sawtooth::view::labels::statement::NO_PRICE), "{text}");
}

/// A hidden element keeps what it hides out of reach.
#[test]
fn nothing_that_changes_a_strangers_scenario_is_offered() {
    let menu = |reading: bool| rendered(mixed(), move |session| session.ui.reading.set(reading), MoreMenu);
    let hidden = |html: &str, id: &str| {
        let before = html.split(&format!("id=\"{id}\"")).next().unwrap_or_default();
        let tag = html[before.len()..].split('>').next().unwrap_or_default();
        let group = before.rsplit("<div").find(|div| div.contains("class=\"items\"")).unwrap_or_default();
        let group = group.split('>').next().unwrap_or_default();
        // What comes after the group is not in it.
        let is_in_group = !before.contains("</div><fieldset");
        tag.contains("hidden") || (is_in_group && group.contains("hidden"))
    };
    for id in ["redo", "reset", "forget"] {
        assert!(hidden(&menu(true), id), "{id}");
        assert!(!hidden(&menu(false), id), "{id}");
    }
}
