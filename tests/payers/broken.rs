//! The breakdown: lines that add up to the headline, and a group's own session beside its month.

use crate::{answer, close, listed, on, pays, preset, typical};
use sawtooth::decisions::breakdown::{Breakdown, PaidFor, breakdown};
use sawtooth::scenario::{PayWith, Pays, Preset, Scenario};
use sawtooth::view::Locale;
use sawtooth::view::breakdown::{self as shown, Shown};

fn broken(scenario: &Scenario) -> Breakdown {
    breakdown(&listed(), &answer(scenario))
}

fn view(scenario: &Scenario) -> Shown {
    shown::breakdown(&broken(scenario), &listed(), scenario, &Locale::default())
}

fn csv(scenario: &Scenario) -> Vec<Vec<String>> {
    let text = shown::csv(&broken(scenario), &listed(), scenario);
    let mut reader = text.lines().map(|line| {
        // Names hold commas, and no quotes.
        let mut cells = vec![String::new()];
        let mut quoted = false;
        for c in line.chars() {
            match c {
                '"' => quoted = !quoted,
                ',' if !quoted => cells.push(String::new()),
                c => cells.last_mut().expect("a cell").push(c),
            }
        }
        cells
    });
    let head = reader.next().expect("a head");
    let rows: Vec<Vec<String>> = reader.collect();
    assert!(rows.iter().all(|row| row.len() == head.len()), "{rows:?}");
    rows
}

/// 12 on Team Premium, 8 light ones on the API, 2 seats too many, and batch jobs.
fn mixed() -> Scenario {
    let mut scenario = typical();
    scenario.team.own = 12.0;
    scenario.set_number("light", 8.0);
    scenario.team.set_pays(0, Pays::Plan("team-premium".into()));
    scenario.plans.state("team-premium", sawtooth::scenario::Term::Seats, Some(14.0));
    scenario.batch.jobs = 100.0;
    scenario
}

fn cents(text: &str) -> i64 {
    text.chars().filter(char::is_ascii_digit).collect::<String>().parse().expect("dollars")
}

#[test]
fn lines_add_up_to_what_is_paid() {
    let mut past = on("max", Preset::Heavy, Some((1.2, 1.5)));
    past.plans.on_api = 0.25;
    past.plans.idle_months = 2.0;
    for scenario in [typical(), mixed(), past, on("enterprise", Preset::Light, None)] {
        let (found, paid) = (broken(&scenario), pays(&scenario));
        close(found.lines.iter().map(|line| line.month).sum(), paid.usd().expect("known"));
        close(found.lines.iter().map(|line| line.year).sum(), paid.year.expect("known").middle());
        let unpaid = found.sections.iter().map(|section| section.month.total).sum::<f64>();
        close(unpaid, paid.at_api_prices);
        let shown = view(&scenario);
        let printed: i64 = shown.paid.iter().map(|row| cents(&row.month)).sum();
        assert_eq!(printed, cents(&shown.total.month));
    }
}

#[test]
fn seats_have_rows() {
    let shown = view(&mixed());
    let names: Vec<&str> = shown.paid.iter().map(|row| row.what.as_str()).collect();
    assert_eq!(
        names,
        [
            "Team Premium, 12 seats (On this profile)",
            "On the API, 8 developers (Light)",
            "Unused seats of Team Premium: 2",
            "Batch jobs, on the API"
        ]
    );
    assert_eq!(shown.paid[0].month, "$1,500.00");
    assert_eq!(shown.paid[2].month, "$250.00");
    let titles: Vec<&str> = shown.sections.iter().map(|section| section.title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "On Team Premium, 12 developers (On this profile), at API prices",
            "On the API, 8 developers (Light)",
            "Batch jobs, on the API"
        ]
    );
}

/// The session column of a group is its own: 8 light developers' sessions beside their months.
#[test]
fn session_stands_beside_the_month_of_its_own_group() {
    let found = broken(&mixed());
    let light = &found.sections[1];
    let alone = answer(&preset(Preset::Light));
    close(light.session.total, alone.session.total);
    close(light.month.total, 8.0 * alone.month.total);
    let own = &found.sections[0];
    close(own.month.total, 12.0 * 80.0 * own.session.total);
    close(own.month.total, 12.0 * answer(&on("max", Preset::Average, None)).month.total);
}

/// One person on the API reads the lines that were there before.
#[test]
fn api_breakdown_is_the_receipt() {
    let (found, whole) = (broken(&typical()), answer(&typical()));
    assert_eq!(found.sections.len(), 1);
    assert_eq!(found.sections[0].month.lines, whole.month.lines);
    assert_eq!(found.sections[0].session.lines, whole.session.lines);
}

#[test]
fn table_of_values_has_seats_and_adds_up() {
    let rows = csv(&mixed());
    let number = |text: &String| text.parse::<f64>().unwrap_or(0.0);
    let (total, lines) = rows.split_last().expect("a total");
    for column in [7, 13, 14] {
        let sum: f64 = lines.iter().map(|row| number(&row[column])).sum();
        assert!((sum - number(&total[column])).abs() < 1e-4, "column {column}: {sum} and {}", total[column]);
    }
    let seats = lines.iter().find(|row| row[0].starts_with("Team Premium, 12 seats")).expect("seats");
    assert_eq!((seats[13].as_str(), seats[14].as_str()), ("1500", "18000"));
    assert!(lines.iter().any(|row| row[0].starts_with("Unused seats")));
    assert!((number(&total[13]) - pays(&mixed()).usd().expect("known")).abs() <= 0.005);
    let light = lines.iter().find(|row| row[11] == "Light").expect("their tokens");
    assert_eq!((light[12].as_str(), light[13] == light[7]), ("on the API", true));
    let own = lines.iter().find(|row| row[11] == "On this profile").expect("their tokens");
    assert_eq!((own[12].as_str(), own[13].as_str()), ("on Team Premium", "0"));
}

#[test]
fn open_plan_has_tokens_and_no_total() {
    let mut scenario = typical();
    scenario.pay_with(PayWith::Plan(String::new()));
    let shown = view(&scenario);
    assert!(shown.paid.is_empty() && shown.total.month.is_empty());
    assert_eq!(shown.sections[0].title, "On a subscription, at API prices");
    assert_eq!(shown.sections[0].total.month, "$189.10");
    assert_eq!(csv(&scenario).last().expect("a total")[13], "");
}

#[test]
fn credits_have_a_line() {
    let found = broken(&on("max", Preset::Average, Some((1.3, 1.3))));
    assert!(matches!(found.lines[1].what, PaidFor::Credits { .. }), "{:?}", found.lines);
    let shown = view(&on("max", Preset::Average, Some((1.3, 1.3))));
    assert_eq!(shown.paid[1].what, "Usage credits past the limit of Max, estimated");
}
