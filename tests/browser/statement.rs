//! The statement: what who opens a link reads, prints and keeps.

use crate::harness::{DESK, Page, Setup, native};
use calamine::{Data, DataType, Reader, Xlsx};
use sawtooth::scenario::link;
use sawtooth::scenario::{Group, Pays, Preset, Scenario};
use sawtooth::view::labels::statement as labels;
use serde_json::json;
use std::collections::BTreeSet;
use std::io::{Cursor, Write};
use std::process::{Command, Stdio};

const SIZES: [Setup; 2] = [DESK, DESK.size(390, 844)];
/// Keeps what the page hands out as a file.
const KEPT: Setup = DESK.before(
    "window.files = [];
    const made = URL.createObjectURL;
    URL.createObjectURL = (blob) => { if (!blob.type.includes('javascript')) window.files.push(blob); return made.call(URL, blob); };",
);

/// 12 on Team Premium and 8 on the API.
fn budget(page: &Page) -> Scenario {
    let mut s = Scenario {
        name: "January budget".into(),
        note: "Agreed with finance.".into(),
        ..page.preset(Preset::Average)
    };
    s.team.own = 12.0;
    s.set_number("light", 8.0);
    s.team.set_pays(0, Pays::Plan("team-premium".into()));
    s
}

fn open(page: &Page) -> Scenario {
    page.load("");
    let s = budget(page);
    page.goto(&link::encode(&s));
    page.until("the statement", || page.shows("#statement-heading"));
    s
}

#[test]
fn a_link_of_another_opens_as_a_statement() {
    for size in SIZES {
        size.without_page(|page| {
            open(page);
            let text = page.text("#statement");
            for says in [
                "You pay a month",
                "Team Premium",
                "Sessions a day",
                "preset Typical",
                "price list, revision",
            ] {
                assert!(text.contains(says), "{says}: {text}");
            }
            assert!(page.is("document.documentElement.scrollWidth <= innerWidth"), "nothing sticks out");
            for hidden in ["#know", "#options", "#actions", "#undo", "#plans-heading"] {
                assert!(!page.shows(hidden), "{hidden}");
            }
            page.press("#more");
            for hidden in ["#reset", "#forget", "#redo"] {
                assert!(!page.shows(hidden), "{hidden}");
            }
            assert!(page.shows("#print") && page.shows("#download"));
            page.press("#more");
            assert_eq!(page.axe(), [""; 0]);
            page.open_tool();
            assert!(page.shows("#undo") && !page.shows("#statement"));
            assert_eq!(page.stored(), "\"[]\"");
        });
    }
}

#[test]
fn ones_own_link_opens_the_tool() {
    DESK.open(|page| {
        page.set_field("sessions", "9");
        page.until("it to be stored", || page.stored().contains("sessions-9"));
        let own = page.fragment();
        page.reload();
        assert!(page.shows("#know") && !page.shows("#statement"));
        page.goto(&own);
        assert!(page.shows("#know") && !page.shows("#statement"));
        page.press("#show-statement");
        page.until("the statement", || page.shows("#statement-heading") && !page.shows("#know"));
        page.open_tool();
    });
}

/// Sheets of paper in a PDF of Chromium.
fn pages(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    text.matches("/Type /Page\n").count()
}

/// From the statement and from the tool alike, on A4 and letter.
#[test]
fn print_is_the_statement_on_one_page_and_an_appendix() {
    for (width, height) in [(8.27, 11.69), (8.5, 11.0)] {
        DESK.without_page(|page| {
            open(page);
            let statement = page.pdf(width, height);
            page.open_tool();
            page.until("the page to rest", || page.count(".stale") == 0);
            let tool = page.pdf(width, height);
            if let Ok(folder) = std::env::var("SAWTOOTH_KEEP") {
                std::fs::write(format!("{folder}/statement-{width}.pdf"), &statement).expect("written");
                std::fs::write(format!("{folder}/tool-{width}.pdf"), &tool).expect("written");
            }
            for pdf in [statement, tool] {
                let pages = pages(&pdf);
                assert!((2..=3).contains(&pages), "{pages} pages on {width} by {height}");
            }
        });
    }
}

/// What poppler reads of a page of a PDF, from 1 on.
fn text_of(pdf: &[u8], page: usize) -> String {
    let page = page.to_string();
    let mut read = Command::new("pdftotext")
        .args(["-layout", "-f", &page, "-l", &page, "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("scripts/tools.sh browser installs it");
    // Its pages come once it has all of the file.
    read.stdin.take().expect("a pipe").write_all(pdf).expect("written");
    let read = read.wait_with_output().expect("its end");
    assert!(read.status.success());
    String::from_utf8(read.stdout).expect("UTF-8")
}

/// Every amount of dollars in a text, each once.
fn dollars(text: &str) -> BTreeSet<&str> {
    let is_of_one = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    let amount = |rest: &'_ str| rest.find(|c| !is_of_one(c)).unwrap_or(rest.len());
    let all = text.split('$').skip(1).map(|rest| rest[..amount(rest)].trim_end_matches(['.', ',']));
    all.filter(|amount| !amount.is_empty()).collect()
}

/// Another program reads in the print what the page shows, and nothing else.
#[test]
fn printed_dollars_are_those_of_the_page() {
    DESK.without_page(|page| {
        open(page);
        let pdf = page.pdf(8.27, 11.69);
        let (first, answer) = (text_of(&pdf, 1), page.text(".answer"));
        let shown = format!("{answer} {}", page.text("#statement"));
        for amount in dollars(&page.text("#statement")) {
            assert!(dollars(&first).contains(amount), "${amount} is not in {first}");
        }
        for amount in dollars(&first) {
            assert!(dollars(&shown).contains(amount), "${amount} is not on the page: {shown}");
        }
        assert!(dollars(&first).len() > 8 && first.contains("January budget"), "{first}");
        let costs = text_of(&pdf, 2);
        assert!(costs.contains(labels::APPENDIX), "{costs}");
        let month = page.text("#month");
        assert!(first.contains(&month), "{month}: {first}");
    });
}

/// 12 groups of 3 kinds of session: the first page ends with the link, the second begins with the appendix,
/// and that has every group.
#[test]
fn print_of_many_groups_keeps_to_its_page() {
    for (width, height) in [(8.27, 11.69), (8.5, 11.0)] {
        DESK.without_page(|page| {
            page.load("");
            let mut s = Scenario { name: "All of engineering".into(), ..page.preset(Preset::Average) };
            (s.team.own, s.team.name, s.kind_name) = (40.0, "Platform".into(), "Feature".into());
            s.add_kind_of("Quick question", 3.0, |kind| kind.work.messages = 1.0);
            s.add_kind_of("Migration", 1.0, |kind| kind.work.messages = 30.0);
            for group in 1..12u8 {
                let (name, people) = (format!("Group {group}"), f64::from(group) + 5.0);
                s.add_group(Group { name, people, ..Group::default() });
            }
            s.team.set_pays(3, Pays::Plan("team-premium".into()));
            page.goto(&link::encode(&s));
            page.until("the statement", || page.shows("#statement-heading"));
            assert!(page.is("document.documentElement.scrollWidth <= innerWidth"), "nothing sticks out");
            assert_eq!(page.table("#statement .on-screen table").len(), 14, "12 groups, a head and a total");
            assert!(!page.shows("#statement .on-paper"));
            let pdf = page.pdf(width, height);
            let (first, second) = (text_of(&pdf, 1), text_of(&pdf, 2));
            assert!(first.contains(labels::IN_APPENDIX) && first.contains("s1~average1"), "{first}");
            assert!(second.trim_start().starts_with(labels::APPENDIX), "{second}");
            for group in 1..12u8 {
                assert!(second.contains(&format!("Group {group} ")), "{group}: {second}");
            }
        });
    }
}

/// The bytes of the last file that was handed out.
fn file(page: &Page, count: usize) -> Vec<u8> {
    page.until("a file", || page.is(&format!("window.files.length === {count}")));
    let bytes = page.run_async("window.files.at(-1).arrayBuffer().then(b => done([...new Uint8Array(b)]))");
    serde_json::from_value(bytes).expect("bytes")
}

#[test]
fn downloads_hold_the_numbers_of_the_page() {
    KEPT.without_page(|page| {
        let s = open(page);
        page.press("#download-csv");
        let csv = String::from_utf8(file(page, 1)).expect("UTF-8");
        let fragment = format!("#{}", link::encode(&s));
        assert!(csv.contains("January budget") && csv.contains(&fragment), "{csv}");
        page.press("#download-xlsx");
        let mut book = Xlsx::new(Cursor::new(file(page, 2))).expect("a workbook");
        let groups = book.worksheet_range(labels::GROUPS).expect("groups");
        let (last, _) = groups.end().expect("rows");
        let total = groups.get_value((last, 5)).and_then(Data::as_f64).expect("a total");
        let plans = sawtooth::prices::plans::shipped();
        let paid = sawtooth::decisions::payment::paid(&plans, &native(&s)).usd().expect("known");
        assert!((total - paid).abs() < 0.006, "{total} and {paid}");
        page.until("word of it", || page.text("#status") == labels::MADE_FILE);
        page.until("the worker to be gone", || page.workers() == 0);
        page.run("window.files.length = 0", json!([]));
    });
}

#[test]
fn a_workbook_that_cannot_be_made_is_said() {
    const BROKEN: Setup = DESK.before(
        "window.Worker = class extends Worker { constructor(place, options) { super('index.html', options); } }",
    );
    BROKEN.open(|page| {
        page.press("#download-xlsx");
        page.until("the sentence", || page.text("#status") == labels::NOT_MADE);
        page.allow_in_console("MIME type");
    });
}
