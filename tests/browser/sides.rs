//! Scenarios side by side, as a person puts them there.

use crate::harness::{DESK, Page, native};
use sawtooth::prices::{RateTable, plans};
use sawtooth::scenario::{PayWith, Preset, Scenario, link};
use sawtooth::view::Locale;
use sawtooth::view::labels::side_by_side as labels;
use sawtooth::view::side_by_side::finding;
use serde_json::json;

#[track_caller]
fn open(page: &Page) {
    page.run("document.getElementById('fold-sides').open = true", json!([]));
    page.until("its inside", || page.count("#side-link") == 1);
}

/// On Max, called so.
fn on_max(page: &Page) -> Scenario {
    let mut s = Scenario { name: "On Max".into(), ..page.preset(Preset::Heavy) };
    s.pay_with(PayWith::Plan("max".into()));
    s
}

#[test]
fn links_stand_beside_the_scenario_and_come_back_with_the_page() {
    DESK.open(|page| {
        open(page);
        page.type_over("#side-link", "s1~average1~broken");
        page.until("a problem", || page.text("#p-side-link").contains("cannot be read"));
        assert_eq!(page.scenario().beside.len(), 0);
        page.type_over("#side-link", &link::encode(&on_max(page)));
        page.until("it to stand there", || page.text("#sides-table").contains("On Max"));
        assert_eq!((page.text("#p-side-link"), page.value("#side-link")), (String::new(), String::new()));
        page.type_over("#side-link", &link::encode(&page.preset(Preset::Light)));
        page.until("three", || page.count("#sides-table thead th") == 4);
        page.type_over("#side-link", &link::encode(&page.preset(Preset::Light)));
        page.until("no room", || page.text("#p-side-link") == labels::NO_ROOM);
        page.type_over("#side-name-2", "A quiet month");
        let s = page.until_scenario("a name", |s| s.sides().iter().any(|(_, s)| s.name == "A quiet month"));
        let line = finding(&RateTable::shipped(), &plans::shipped(), &native(&s), &Locale::default());
        page.until(&line, || page.text("#finding-sides") == line);
        page.until("it to be stored", || page.stored().contains("beside-"));
        page.reload();
        open(page);
        page.until("all of them again", || page.text("#sides-table").contains("A quiet month"));
        assert_eq!(page.axe(), [""; 0]);
        page.press("#forget");
        page.press("#forget-now");
        page.until("one alone", || page.scenario().sides().len() == 1);
        assert_eq!(page.stored(), "\"[]\"");
    });
}

#[test]
fn one_is_opened_and_taken_out_and_undo_brings_it_back() {
    DESK.open(|page| {
        open(page);
        let other = on_max(page);
        page.type_over("#side-link", &link::encode(&other));
        let before = page.until_scenario("it there", |s| s.beside.len() == 1);
        page.press("#side-open-1");
        let front = page.until_scenario("it in front", |s| s.alone() == other);
        page.expect(&front);
        assert_eq!(front.sides()[1].1, before.alone());
        page.press("#undo");
        page.until_scenario("the first again", |s| *s == before);
        page.press("#side-out-1");
        page.until_scenario("it gone", |s| s.beside.is_empty());
        page.until("the focus", || page.is("document.activeElement.id === 'side-link'"));
        page.press("#undo");
        page.until_scenario("it back", |s| *s == before);
    });
}

/// The menus choose between which two the way is shown.
#[test]
fn way_leads_between_the_two_that_are_chosen() {
    DESK.open(|page| {
        open(page);
        for preset in [Preset::Light, Preset::Heavy] {
            let count = page.count("#sides li");
            page.type_over("#side-link", &link::encode(&page.preset(preset)));
            page.until("it there", || page.count("#sides li") == count + 1);
        }
        page.until("the menus", || page.count("#c-side-to option") == 3);
        page.select("#c-side-from", "1");
        page.select("#c-side-to", "2");
        page.until("the way", || page.text("#sides-way-title").contains("“Light”"));
        page.select("#c-side-from", "2");
        page.until("none to itself", || page.text("#sides-way-title") == labels::NO_WAY);
    });
}
