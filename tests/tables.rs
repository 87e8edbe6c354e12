//! Every table of the page copies as CSV.
#![cfg(feature = "page")]

#[path = "seeing/build.rs"]
#[allow(dead_code, unused_imports, reason = "the tests of what is shown need the rest")]
mod build;
#[path = "tables/walked.rs"]
mod walked;

use build::{OPUS, session as worker_session, small, with_reports};
use leptos::prelude::*;
use sawtooth::logs::{Logs, Report, ReportKind, ReportRow};
use sawtooth::page::App;
use sawtooth::page::rest::Rest;
use sawtooth::page::sections::breakdown::Breakdown;
use sawtooth::page::sections::budget::BudgetSection;
use sawtooth::page::sections::decisions::Decided;
use sawtooth::page::sections::logs::LogsSection;
use sawtooth::page::sections::plans::CapacityTable;
use sawtooth::page::sections::prices::PriceList;
use sawtooth::page::sections::range::RangeSection;
use sawtooth::page::sections::statement::StatementSection;
use sawtooth::page::state::{
    FollowedActions, FollowedEffects, FollowedOptions, FollowedRange, Session, Start, session,
};
use sawtooth::prices::date;
use sawtooth::scenario::{Group, PayWith, Pays, Preset, Scenario, august};
use sawtooth::view::Locale;
use sawtooth::view::csv::shown;
use sawtooth::view::decisions::DECISIONS;
use sawtooth::view::logs::Part;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;
use walked::{Walked, walk};

fn start(edit: impl Fn(&mut Scenario)) -> Start {
    let mut start = Start::fresh(date(2026, 11, 28), Locale::default());
    edit(&mut start.scenario);
    start
}

fn rendered<V: IntoView + 'static>(edit: impl Fn(&mut Scenario), part: impl FnOnce() -> V) -> String {
    Owner::new().with(|| {
        let session = Session::new(start(edit));
        provide_context(session);
        let options = FollowedOptions::new(session);
        provide_context(options);
        provide_context(FollowedActions::new(session));
        provide_context(FollowedEffects::new(session, options));
        provide_context(FollowedRange::new(session));
        provide_context(Rest::new(session));
        part().into_view().to_html()
    })
}

fn typical(_: &mut Scenario) {}

/// Two groups on different ways to pay, kinds of session, a budget and a baseline.
fn team(s: &mut Scenario) {
    (s.team.own, s.team.name) = (12.0, "Front end".into());
    s.add_kind_of("Quick question", 3.0, |kind| kind.work.messages = 1.0);
    s.add_group(Group { name: "Back end".into(), people: 1_800.0, ..Group::default() });
    s.team.set_pays(1, Pays::Plan("team-premium".into()));
    s.budget.month = 350_000.0;
    s.baseline = Some(Box::new(august(Preset::Average, s.price_revision)));
}

fn subscriber(s: &mut Scenario) {
    s.pay_with(PayWith::Plan("max".into()));
    s.plans.state_capacity("max", 140.0, 90.0);
}

type Edit = fn(&mut Scenario);
const STATES: [(&str, Edit); 3] = [("typical", typical), ("team", team), ("subscriber", subscriber)];

fn reports() -> Vec<Part> {
    let row = ReportRow {
        day: Some(date(2026, 7, 1)),
        model: Some(OPUS.into()),
        usd: Some(5_000.0),
        ..ReportRow::default()
    };
    let rows = vec![row.clone(), ReportRow { day: Some(date(2026, 7, 2)), ..row }];
    with_reports(Logs::default(), vec![Report { kind: Some(ReportKind::CcusageDaily), rows }]).shown()
}

/// Every place where the page has a table, with what folds hide opened.
fn every_part() -> &'static [(String, String)] {
    static PARTS: OnceLock<Vec<(String, String)>> = OnceLock::new();
    PARTS.get_or_init(made)
}

fn made() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (name, edit) in STATES {
        let mut add = |part: &str, html: String| all.push((format!("{part}, {name}"), html));
        add("page", Owner::new().with(|| view! { <App start=start(edit)/> }.to_html()));
        add("breakdown", rendered(edit, || view! { <Breakdown/> }));
        add("prices", rendered(edit, PriceList));
        add("plans", rendered(edit, CapacityTable));
        add("range", rendered(edit, RangeSection));
        add("budget", rendered(edit, BudgetSection));
        let read = || {
            session().ui.printing.set(true);
            StatementSection
        };
        add("statement", rendered(edit, read));
        for decision in DECISIONS {
            add(decision.id, rendered(edit, move || view! { <Decided id=decision.id/> }));
        }
    }
    for (name, parts) in [("logs", worker_session(small()).shown()), ("reports", reports())] {
        let html = rendered(typical, || {
            session().logs.show(parts);
            LogsSection
        });
        all.push((name.into(), html));
    }
    all
}

#[test]
fn every_table_has_its_button() {
    let mut count = 0;
    for (name, html) in every_part() {
        let Walked { tables, faults } = walk(html);
        assert!(faults.is_empty(), "{name}: {faults:?}");
        count += tables.len();
    }
    assert!(count > 60, "{count} tables");
}

/// A section that is not among [`every_part`] has no table without a button either.
#[test]
fn every_file_with_a_table_names_its_button() {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/page")];
    let mut count = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            let tables = text.matches("<table").count();
            let buttons = text.matches("<CopiedTable>").count() + text.matches("<CopyTable/>").count();
            assert!(
                tables == 0 || tables == buttons,
                "{}: {tables} tables, {buttons} buttons",
                path.display()
            );
            count += tables;
        }
    }
    assert!(count >= 10, "{count} tables");
}

#[test]
fn copied_tables_have_as_many_cells_in_each_row() {
    for (name, html) in every_part() {
        for rows in walk(html).tables.iter().filter(|rows| !rows.concat().is_empty()) {
            let text = shown(rows, &Locale::default());
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
            let widths: Vec<usize> =
                reader.records().map(|row| row.expect("CSV of one width").len()).collect();
            assert!(
                widths.len() == rows.len() && widths.iter().all(|width| *width == widths[0]),
                "{name}: {text}"
            );
        }
    }
}

/// What is a number alone on the page is one in the file: no sign of money, separator, unit or per cent.
#[test]
fn copied_numbers_are_numbers() {
    let mut numbers = 0;
    for (name, html) in every_part() {
        for rows in walk(html).tables {
            for cell in records(&shown(&rows, &Locale::default())).iter().skip(1).flatten() {
                numbers += usize::from(cell.parse::<f64>().is_ok());
                let is_figure = |c: char| c.is_ascii_digit() || "$.,%+-−KMB".contains(c);
                let looks_so = cell.contains(|c: char| c.is_ascii_digit()) && cell.chars().all(is_figure);
                let is_day = cell.len() == 10 && cell.matches('-').count() == 2;
                assert!(!looks_so || is_day || cell.parse::<f64>().is_ok(), "{name}: {cell}");
            }
        }
    }
    assert!(numbers > 1_500, "{numbers} numbers");
}

fn records(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.expect("CSV").iter().map(String::from).collect()).collect()
}

/// The options of the typical month, and days of a report.
#[test]
fn copied_table_is_what_is_shown() {
    let of = |name: &str, at: usize| {
        let (_, html) = every_part().iter().find(|(part, _)| part == name).expect("such a part");
        shown(&walk(html).tables[at], &Locale::default())
    };
    let options = of("page, typical", 0);
    let lines: Vec<&str> = options.lines().collect();
    assert_eq!(lines[1], "API,now,155,1863,now,,no limit");
    assert_eq!(lines[3], "Max,was Max 5x,100,1200,-55,2.6 a day,unknown");
    assert!(
        lines.iter().all(|line| !line.starts_with("Enterprise")),
        "others' plans are not shown: {options}"
    );
    assert!(of("reports", 2).contains("2026-07-02,0,0,0,0,5000"), "{}", of("reports", 2));
}
