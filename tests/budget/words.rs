//! Team and budget in words, tables and pictures.

use sawtooth::decisions::budget::{Outlook, outlook};
use sawtooth::decisions::payment::paid;
use sawtooth::decisions::pilot;
use sawtooth::decisions::range::{MonthRange, POINTS, dimensions, range};
use sawtooth::decisions::year::Year;
use sawtooth::model::draws::Points;
use sawtooth::model::estimate::{Answer, estimate};
use sawtooth::prices::{RateTable, date, plans};
use sawtooth::scenario::{Group, PayWith, Preset, Scenario};
use sawtooth::view::budget::Entry;
use sawtooth::view::{Chart, Locale, budget};

fn team(people: f64, usd: f64) -> Scenario {
    let mut scenario = Preset::Average.scenario(date(2026, 11, 28), 4);
    (scenario.team.own, scenario.budget.month) = (people, usd);
    scenario
}

fn answer(scenario: &Scenario) -> Answer {
    estimate(&RateTable::shipped(), scenario).answer.expect("a price")
}

fn found(scenario: &Scenario) -> Outlook {
    let answer = answer(scenario);
    let range = range(scenario, &answer, &Points::new(dimensions(scenario), POINTS));
    looked(&answer, range.as_ref()).expect("a team")
}

fn looked(answer: &Answer, range: Option<&MonthRange>) -> Option<Outlook> {
    let (table, plans) = (RateTable::shipped(), plans::shipped());
    let paid = paid(&plans, answer);
    outlook(&paid, answer, range, Year::new(&table, &plans, answer, &paid))
}

fn sentences(scenario: &Scenario) -> Vec<String> {
    budget::sentences(&found(scenario), scenario, &Locale::default())
}

#[test]
fn team_and_its_budget_are_said() {
    let mut scenario = team(20.0, 3_500.0);
    scenario.budget.fiscal_from = 4;
    insta::assert_snapshot!("unsure", sentences(&scenario).join("\n"));
    scenario.ranges.off = true;
    scenario.budget.joining = 2.0;
    assert!(
        sentences(&scenario)[3]
            .starts_with("With 2 people more each month, twelve budgets ($42,000) run out in ")
    );
    scenario.budget.joining = 0.0;
    insta::assert_snapshot!("people_alone", sentences(&scenario).join("\n"));
}

#[test]
fn one_person_has_a_short_section() {
    assert_eq!(sentences(&team(1.0, 0.0)).len(), 1);
    let outlook = found(&team(1.0, 200.0));
    assert!(budget::narrowing(&outlook, &Locale::default()).rows.is_empty());
    assert_eq!(budget::distribution(&outlook, &Locale::default()), None);
    // What is not known is all that moves it: the same as the month's own range.
    let scenario = team(1.0, 200.0);
    let month = range(&scenario, &answer(&scenario), &Points::new(8, POINTS)).expect("a range");
    let passed = outlook.budget.expect("a budget").passed;
    assert!((passed - (1.0 - month.part_below(200.0))).abs() < 0.04, "{passed}");
}

#[test]
fn plans_are_said_to_be_flat() {
    let mut scenario = team(20.0, 0.0);
    scenario.pay_with(PayWith::Plan("max".into()));
    let all = sentences(&scenario);
    assert_eq!(
        all,
        ["20 people: you pay $2,000 a month. Nothing that the team pays varies from person to person."]
    );
    scenario.pay_with(PayWith::Plan(String::new()));
    let answer = answer(&scenario);
    assert_eq!(looked(&answer, None), None);
}

#[test]
fn tables_have_the_numbers_of_the_pictures() {
    let scenario = team(20.0, 3_500.0);
    let (outlook, locale) = (found(&scenario), Locale::default());
    let (figure, texts) = budget::distribution(&outlook, &locale).expect("a picture");
    assert_eq!(texts.table.rows[0][1], locale.money(outlook.band[0]));
    assert_eq!(texts.table.rows[5][2], locale.money(outlook.people_band[2]));
    let Chart::Lines(lines) = &figure.chart else { panic!("lines") };
    // The picture has nearly all months, and each once.
    let drawn: f64 = lines.panels[0].lines[0].points.iter().map(|(_, share)| share).sum();
    assert!((97.0..=100.0).contains(&drawn), "{drawn}");
    assert_eq!(lines.panels[0].flags.len(), 4);
    let (figure, texts) = budget::course(&outlook, &scenario, &locale).expect("a picture");
    assert_eq!((texts.table.rows.len(), texts.table.rows[0][0].as_str()), (12, "January"));
    assert_eq!(texts.table.rows[11][3], locale.money(outlook.course[11].p90));
    assert!(figure.title.ends_with("against $42,000"), "{}", figure.title);
    assert_eq!(budget::course(&found(&team(20.0, 0.0)), &scenario, &locale), None);
    assert_eq!(budget::narrowing(&outlook, &locale).rows.len(), 5);
}

#[test]
fn pilot_is_said_with_what_it_rests_on() {
    let mut scenario = team(20.0, 0.0);
    let said = |scenario: &Scenario| {
        let answer = answer(scenario);
        budget::pilot(pilot::forecast(&answer).as_ref(), answer.month.total, scenario, &Locale::default())
    };
    assert_eq!(said(&scenario).len(), 1);
    scenario.budget.pilot = sawtooth::scenario::Pilot { people: 5.0, days: 10.0, spent: 900.0 };
    insta::assert_snapshot!("pilot", said(&scenario).join("\n"));
}

/// Sums of unlike groups differ in their last digits from the sum of all.
#[test]
fn what_rounding_leaves_is_no_cost_that_does_not_vary() {
    let mut scenario = team(12.0, 3_000.0);
    for (preset, people) in [(Preset::Heavy, 4.0), (Preset::Light, 3.0)] {
        scenario.team.set_like(preset, people);
    }
    assert_eq!(found(&scenario).team.fixed, 0.0);
    assert!(sentences(&scenario).iter().all(|sentence| !sentence.contains("does not vary")));
    scenario.batch.jobs = 1_000.0;
    assert!(found(&scenario).team.fixed > 1.0);
}

fn in_2027(change: impl FnOnce(&mut Scenario)) -> Scenario {
    let mut scenario = team(20.0, 3_500.0);
    (scenario.budget.year, scenario.budget.fiscal_from) = (2_027.0, 4);
    change(&mut scenario);
    scenario
}

#[test]
fn months_that_differ_are_said() {
    let scenario = in_2027(|s| {
        (s.budget.joiners[4], s.budget.joiners[10]) = (5.0, -2.0);
        s.budget.days_off[7] = 10.0;
    });
    let (found, locale) = (found(&scenario), Locale::default());
    let year = &sentences(&scenario)[4];
    assert!(year.starts_with("With joiners by month and days off by month, twelve budgets"), "{year}");
    assert!(
        year.contains("run out in March 2028 in the median fiscal year, in September 2027 in the worst"),
        "{year}"
    );
    let lines = budget::months(&found, &scenario, &locale);
    let names: Vec<&str> = lines.iter().map(|line| line.name.as_str()).collect();
    assert_eq!((names.len(), names[0], names[1], names[11]), (12, "April 2027", "May 2027", "March 2028"));
    let [joiners, days_off] = &lines[1].entries;
    assert_eq!((joiners.id.as_str(), joiners.label.as_str()), ("joiners-may", "Joiners, May 2027"));
    assert_eq!(joiners.entry.written(&scenario, joiners.calendar, &locale), "5");
    assert_eq!(days_off.entry.written(&scenario, days_off.calendar, &locale), "");
    let [people, median, range, passed] = &lines[1].cells;
    assert_eq!((people.as_str(), median), ("25", &locale.money(found.ahead[1].p50)));
    assert_eq!(
        *range,
        format!("{} to {}", locale.money(found.ahead[1].p10), locale.money(found.ahead[1].p90))
    );
    assert!(passed.ends_with('%'), "{passed}");
    // Without a budget there is nothing to pass.
    let without = Scenario { budget: sawtooth::scenario::TeamBudget::default(), ..scenario };
    assert_eq!(budget::months(&self::found(&without), &without, &locale)[0].cells[3], "–");
}

#[test]
fn days_off_of_a_group_are_said_beside_everybodys() {
    let locale = Locale::default();
    let scenario = in_2027(|s| {
        s.budget.days_off[7] = 10.0;
        s.add_group(Group { name: "Paris".into(), people: 5.0, ..Group::default() });
        s.add_group(Group::like(Preset::Light, 5.0));
        s.team.set_days_off(1, Some([0.0; 12]));
        Entry::DaysOffOf(1).set(s, 4, 3.0);
        // A group without its own stays without.
        Entry::DaysOffOf(2).set(s, 4, 3.0);
    });
    let found = found(&scenario);
    let groups = budget::groups_days_off(&found, &scenario);
    let cells: Vec<usize> = groups.iter().map(|of| of.cells.len()).collect();
    assert_eq!((cells, groups[1].name.as_str()), (vec![0, 12, 0], "Paris"));
    // In the order of the fiscal year, which begins in April.
    let may = &groups[1].cells[1];
    assert_eq!((may.id.as_str(), may.label.as_str()), ("daysOff-group2-may", "Days off, Paris, May 2027"));
    assert_eq!(may.entry.written(&scenario, may.calendar, &locale), "3");
    assert_eq!(Entry::DaysOffOf(2).written(&scenario, 7, &locale), "10");
    assert_eq!(budget::days_off(&scenario, &locale), "August 10; Paris: May 3");
    let entered = budget::entered(&scenario, &found.year, &locale);
    let said: Vec<(&str, &str)> = entered.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(said, [("Days off", "August 10"), ("Days off, Paris", "May 3")]);
    // A group may also have none where everybody has some.
    let none = Scenario::clone(&scenario);
    let none = {
        let mut none = none;
        none.team.set_days_off(1, Some([0.0; 12]));
        none
    };
    assert_eq!(budget::days_off(&none, &locale), "August 10; Paris: none");
    let alone = in_2027(|s| s.budget.days_off[7] = 10.0);
    assert_eq!(budget::groups_days_off(&self::found(&alone), &alone), []);
    // The sentence of the year says them where only a group has some.
    let only = in_2027(|s| {
        s.add_group(Group { people: 5.0, ..Group::default() });
        s.team.set_days_off(1, Some([1.0; 12]));
    });
    assert!(
        sentences(&only)[4].starts_with("With days off by month, twelve budgets"),
        "{:?}",
        sentences(&only)
    );
}

#[test]
fn number_of_a_month_that_is_none_is_said_with_its_field() {
    let read = |entry: Entry, text: &str| entry.read("Days off, May 2027", text, &Locale::default());
    assert_eq!((read(Entry::DaysOff, " "), read(Entry::Joiners, "-2.5")), (Ok(0.0), Ok(-2.5)));
    let wrong = read(Entry::DaysOff, "ten").expect_err("no number");
    assert!(wrong.starts_with("Days off, May 2027: “ten” is not a number here. From -31 to 31."), "{wrong}");
    assert!(read(Entry::DaysOff, "32").is_err() && read(Entry::Joiners, "32").is_ok());
}

#[test]
fn price_changes_of_the_year_are_said_with_what_is_paid_after_them() {
    let mut scenario = in_2027(|s| s.budget.fiscal_from = 1);
    assert_eq!(budget::changes(&found(&scenario), &Locale::default()), []);
    assert!(budget::no_changes(&scenario).starts_with("The price table knows no change"));
    scenario.mix[0].model = "claude-opus-4-5".into();
    let [line] = &budget::changes(&found(&scenario), &Locale::default())[..] else { panic!("one change") };
    assert!(line.counts && line.id == "change-claude-opus-4-5-2027-01-22");
    let start = "Opus 4.5 retires on 22 January 2027: its work moves to Opus 5.5. You pay $";
    assert!(line.text.starts_with(start) && line.text.ends_with(" a month from then on."), "{}", line.text);
    let counted = "The year is priced with these changes from their day: Opus 4.5 on 22 January 2027.";
    assert!(sentences(&scenario).iter().any(|sentence| sentence == counted));
    scenario.budget.switch(line.switch.clone());
    let [line] = &budget::changes(&found(&scenario), &Locale::default())[..] else { panic!("one change") };
    assert!(!line.counts && line.text.ends_with("its work moves to Opus 5.5."));
    assert!(sentences(&scenario).iter().all(|sentence| sentence != counted));
    scenario.budget.year = 0.0;
    assert!(budget::no_changes(&scenario).starts_with("Enter a budget year"));
}
