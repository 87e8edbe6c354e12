//! Your logs as the scenario: taken over, edited, told apart, and compared with a plan.

use crate::harness::{DESK, Page, link_from_logs, native};
use sawtooth::decisions::plans::compare;
use sawtooth::forecast::Forecast;
use sawtooth::logs::ledger::{Ledger, Terms};
use sawtooth::logs::read::Import;
use sawtooth::prices::RateTable;
use sawtooth::prices::plans::shipped;
use sawtooth::scenario::link;
use sawtooth::scenario::{PayWith, Preset, Scenario};
use sawtooth::view::{Locale, from_logs, plans};
use serde_json::json;
use std::path::Path;

const SESSIONS: [&str; 3] = [
    "tests/logs/home/projects/-home-sam-code-harbor/5e9b7c10-42aa-4f0b-b3de-91c1a7f2e402.jsonl",
    "tests/logs/home/projects/-home-sam-code-harbor/9d02e6f4-1b8c-4e11-8f3a-c7d5b04a6603.jsonl",
    "tests/logs/home/projects/-home-sam-code-harbor/3c1f0a52-7d0e-4b57-9a51-0e5b2f6c1d01.jsonl",
];

/// What the library makes of them, on top of what the page shows.
fn calibrated(page: &Page) -> Scenario {
    let mut import = Import::new();
    let mut names = SESSIONS;
    names.sort();
    for name in names {
        import.begin(Path::new(name).file_name().expect("a name").to_str().expect("text"));
        import.push(&std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect("a fixture"));
        import.end();
    }
    let (read, table) = (import.finish(), RateTable::shipped());
    let terms = Terms { corrected: true, ..Terms::default() };
    let ledger = Ledger::new(&table, &read.logs, &terms);
    let base = page.preset(Preset::Average);
    let found = Forecast::new(&table, (&read.logs, &read.reports), &ledger, &terms, &base);
    base.working_as(found.scenario.expect("they make a scenario"))
}

fn read(page: &Page) -> Scenario {
    page.choose_files("#logs-files", &SESSIONS);
    page.until("the forecast", || page.count("#logs-use") == 1);
    calibrated(page)
}

/// Waits for a scenario in the address, where what is paid is no price of its tokens.
#[track_caller]
fn expect_link(page: &Page, before: &Scenario, change: impl FnOnce(&mut Scenario)) -> Scenario {
    let mut after = before.clone();
    change(&mut after);
    let link = link::encode(&after);
    page.until(&link, || link::encode(&page.scenario()) == link);
    after
}

fn mark(scenario: &Scenario, key: &str, own: bool) -> String {
    from_logs::mark(scenario.mark(key).expect("a mark"), own, &Locale::default())
}

#[test]
fn the_logs_become_the_scenario_and_stay_open_to_edits() {
    DESK.open(|page| {
        let made = read(page);
        page.unfold();
        page.press("#logs-use");
        page.expect(&made);
        let sentence =
            |s: &Scenario| from_logs::sentence(&native(s), &Locale::default()).expect("a sentence");
        assert_eq!(page.text("#from-what").trim_start_matches(['.', ',', ' ']), sentence(&made));
        for key in ["sessions", "growth", "mix", "compact"] {
            assert_eq!(page.text(&format!("#l-{key}")), mark(&made, key, true));
        }
        let sessions = page.value("#f-sessions");
        page.set_field("sessions", "9");
        let edited = page.expect_change(&made, |s| {
            s.work.sessions_per_day = 9.0;
            s.mark_as(&made);
        });
        assert_eq!(page.count("#l-sessions"), 0);
        assert_eq!(page.text("#from-what").trim_start_matches(['.', ',', ' ']), sentence(&edited));
        assert!(sentence(&edited).contains("You changed 1 of"));
        // Put back, it is as the logs have it again.
        page.set_field("sessions", &sessions);
        page.expect(&made);
        assert_eq!(page.text("#l-sessions"), mark(&made, "sessions", true));
        // Whoever opens the link sees whose numbers they are: not theirs.
        page.reload();
        page.expect(&made);
        page.unfold();
        page.until("the mark", || page.count("#l-growth") == 1);
        assert_eq!(page.text("#l-growth"), mark(&made, "growth", false));
    });
}

/// Numbers of other logs are not called yours, though you read some.
#[test]
fn whose_logs_they_are_is_told_apart() {
    DESK.open(|page| {
        read(page);
        page.unfold();
        page.press("#logs-use");
        page.until("the mark", || page.text("#l-mix").starts_with("From your logs"));
        let theirs = link_from_logs();
        page.run("location.hash = arguments[0]", json!([theirs]));
        page.open_tool();
        page.until("their scenario", || page.text("#l-mix").starts_with("From logs"));
    });
}

/// The scenario of before lies in the offer to go back to it, and what was kept of it.
#[test]
fn clearing_takes_back_what_was_offered() {
    DESK.open(|page| {
        read(page);
        page.press("#logs-use");
        page.until("it to be stored", || page.stored().contains("logs-"));
        let plain = page.preset(Preset::Heavy);
        page.run("location.hash = arguments[0]", json!([link::encode(&plain)]));
        page.until("the way back", || page.text("#banner-use") == "Back to mine");
        page.open_tool();
        page.press("#logs-clear");
        page.until("it to be gone", || !page.shows("#banner"));
        page.expect(&plain);
        assert!(!page.stored().contains("logs-"), "{}", page.stored());
        assert!(!page.shows("#earlier"));
    });
}

/// Another zone makes everything again, but neither closes what is open nor forgets what is typed.
#[test]
fn what_is_open_and_typed_stays() {
    DESK.open(|page| {
        read(page);
        page.unfold();
        let open = || page.count("#logs-body details[open]");
        let before = open();
        page.select("#stay-plan", "max");
        page.type_over("#stay-low", "40");
        page.press("#logs-bars [id^='logs-model-']");
        page.until("the choice", || page.count("#logs-bars [aria-pressed='true']") == 1);
        assert_eq!(open(), before);
        let days = page.text("#logs-days");
        page.select("#logs-zone", "Pacific/Kiritimati");
        page.until("the other days", || page.text("#logs-days") != days);
        assert_eq!(open(), before);
        assert_eq!([page.value("#stay-plan"), page.value("#stay-low")], ["max", "40"]);
    });
}

#[test]
fn a_preset_lets_the_logs_go_and_undo_brings_them_back() {
    DESK.open(|page| {
        let before = page.preset(Preset::Average);
        let made = read(page);
        page.press("#logs-use");
        page.expect(&made);
        page.press("#undo");
        page.expect(&before);
        assert_eq!(page.count(".from-logs"), 0);
        assert!(!page.text("#from-what").contains(". Made from logs"));
        page.press("#more");
        page.press("#redo");
        page.expect(&made);
    });
}

#[test]
fn a_subscriber_is_told_to_switch_or_stay() {
    DESK.open(|page| {
        let before = page.preset(Preset::Average);
        let made = read(page);
        page.run("document.querySelector('#fold-logs-stay').open = true", json!([]));
        let problem = |shares: [&str; 2]| plans::carries(shares, 1.0, &Locale::default()).expect_err("none");
        page.press("#stay");
        page.until("why not", || page.text("#p-stay") == problem(["", ""]));
        page.type_over("#stay-low", "much");
        page.press("#stay");
        page.until("why not", || page.text("#p-stay") == problem(["much", ""]));
        page.expect(&before);
        page.select("#stay-plan", "max");
        page.type_over("#stay-low", "40");
        page.type_over("#stay-high", "60");
        page.press("#stay");
        let week = compare(&shipped(), &native(&made)).week;
        let (low, high) = plans::carries(["40", "60"], week, &Locale::default()).expect("a capacity");
        let compared = expect_link(page, &made, |s| {
            s.pay_with(PayWith::Plan("max".into()));
            s.plans.state_capacity("max", low, high);
        });
        assert_eq!(page.text("#p-stay"), "");
        assert!(page.is("document.activeElement.id === 'plans-heading'"), "the comparison has the focus");
        assert!(page.text("#answer-sentence").contains("on Max"), "the plan that was named is paid");
        // The work that is in place stays, edited or not.
        page.set_field("sessions", "9");
        let edited = expect_link(page, &compared, |s| {
            s.work.sessions_per_day = 9.0;
            s.mark_as(&compared);
        });
        page.press("#stay");
        page.until("the comparison", || page.is("document.activeElement.id === 'plans-heading'"));
        assert_eq!(page.scenario().work, edited.work);
    });
}
