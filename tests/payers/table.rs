//! The options: every plan has a row, and every row the dollars that the headline would have.

use crate::{answer, listed, on, pays, preset, typical};
use sawtooth::decisions::options::{Even, Fit, Offered, OptionRow, Options, options};
use sawtooth::scenario::{Billed, Lifetime, PayWith, Pays, Preset, Scenario};
use sawtooth::view::Locale;
use sawtooth::view::options::{OptionLine, choose, table};

fn rows(scenario: &Scenario) -> Options {
    options(&listed(), &answer(scenario))
}

fn lines(scenario: &Scenario) -> Vec<OptionLine> {
    table(&rows(scenario), &listed(), scenario, &Locale::default()).rows
}

pub fn line(scenario: &Scenario, id: &str) -> OptionLine {
    lines(scenario).into_iter().find(|line| line.id == id).unwrap_or_else(|| panic!("no row {id}"))
}

fn cells(line: &OptionLine) -> [&str; 5] {
    [&line.month, &line.twelve_months, &line.against_now, &line.cheaper_from, &line.within_limit]
}

/// PAGE, the table of the typical developer on the API.
#[test]
fn table_reads_as_it_is_drawn() {
    let scenario = typical();
    let cell = |id: &str| line(&scenario, id);
    assert_eq!(cells(&cell("api")), ["$155", "$1,863", "now", "–", "no limit"]);
    assert_eq!(
        cells(&cell("plan-pro")),
        ["$20", "$240, or $204 billed yearly", "−$135", "0.5 sessions a day", "unknown: needs $44 a week"]
    );
    assert_eq!(cells(&cell("plan-max")), ["$100", "$1,200", "−$55", "2.6 a day", "unknown"]);
    assert_eq!(cells(&cell("plan-ultra")), ["$200", "$2,400", "+$45", "5.2 a day", "unknown; more than Max"]);
    assert_eq!(cell("plan-max").about, "was Max 5x");
    assert!(cell("api").is_certain && !cell("plan-max").is_certain);
    assert!(lines(&scenario).iter().all(|line| line.cheapest.is_empty()), "no limit is known");
}

#[test]
fn no_plan_disappears() {
    for people in [1.0, 12.0] {
        let mut scenario = typical();
        scenario.team.own = people;
        let all = lines(&scenario);
        for plan in listed() {
            assert!(all.iter().any(|line| line.id == format!("plan-{}", plan.id)), "{} of {people}", plan.id);
        }
    }
    let mut team = typical();
    team.team.own = 12.0;
    let max = line(&team, "plan-max");
    assert_eq!((max.month.as_str(), max.about.as_str()), ("$1,200", "was Max 5x; 12 accounts, one each"));
    assert!(max.is_for_others && !line(&team, "plan-team-premium").is_for_others);
    assert_eq!(line(&typical(), "plan-team-premium").about, "a team’s plan, by the seat");
}

/// With credits the work of a plan past its limit gets done, which is not to say that it fits.
#[test]
fn cheapest_past_its_limit_is_not_said_to_fit() {
    let cheapest = |used: f64| line(&on("max", Preset::Average, Some((used, used))), "plan-max").cheapest;
    assert_eq!(cheapest(0.6), "cheapest known to fit");
    assert_eq!(cheapest(1.05), "cheapest known, with credits");
}

/// "At API prices" in the headline is with the plan's cache of an hour, the API's row without.
#[test]
fn row_of_the_api_says_that_its_cache_is_shorter() {
    let mut on_max = on("max", Preset::Average, None);
    assert_eq!(line(&on_max, "api").about, "with a 5-minute cache");
    on_max.cache.lifetime = Some(Lifetime::OneHour);
    assert_eq!(line(&on_max, "api").about, "");
    assert_eq!(line(&typical(), "api").about, "");
}

/// Every row's dollars are what the headline has once the row is chosen.
#[test]
fn chosen_row_is_what_is_paid() {
    let mut mixed = typical();
    mixed.team.own = 12.0;
    mixed.set_number("light", 8.0);
    mixed.set_number("heavy", 3.0);
    let mut known = on("team-premium", Preset::Average, Some((0.5, 0.7)));
    known.set_number("light", 4.0);
    known.set_number("heavy", 2.0);
    for scenario in [typical(), on("max", Preset::Heavy, Some((1.2, 1.2))), mixed, known] {
        for row in rows(&scenario).rows {
            let mut chosen = scenario.clone();
            choose(&row, &listed(), &mut chosen);
            let paid = pays(&chosen);
            let (one, other) = (paid.usd().expect("known"), row.paid.usd().expect("known"));
            assert!((one - other).abs() < 1e-6, "{:?}: {one} and {other}", row.offered);
            let now: Vec<OptionRow> = rows(&chosen).rows.into_iter().filter(|row| row.is_now).collect();
            assert_eq!(now.len(), 1, "{:?}", row.offered);
            assert_eq!(now[0].paid, paid, "{:?}", row.offered);
        }
    }
}

#[test]
fn known_limit_says_whether_the_work_fits() {
    let fits = |used| line(&on("max", Preset::Average, Some((used, used))), "plan-max").within_limit;
    assert_eq!(fits(0.6), "yes");
    assert_eq!(fits(0.75), "8 weeks of 9");
    assert_eq!(fits(2.0), "no");
    let range = on("max", Preset::Average, Some((0.6, 0.75)));
    assert_eq!(line(&range, "plan-max").within_limit, "8 to 9 weeks of 9");
    assert_eq!(line(&range, "plan-ultra").within_limit, "unknown; more than Max");
}

#[test]
fn cheapest_known_to_fit_is_marked() {
    let cheapest = |scenario: &Scenario| {
        let marked: Vec<String> = lines(scenario)
            .into_iter()
            .filter(|line| !line.cheapest.is_empty())
            .map(|line| line.id)
            .collect();
        marked
    };
    assert_eq!(cheapest(&on("max", Preset::Average, Some((0.6, 0.6)))), ["plan-max"]);
    // $22 of work: the API costs less than a plan that surely fits.
    assert_eq!(cheapest(&on("max", Preset::Light, Some((0.1, 0.1)))), ["api"]);
}

/// A capacity that is known decides the break-even; else the price alone does.
#[test]
fn break_even_needs_no_limit() {
    let even = |scenario: &Scenario| {
        rows(scenario).rows.into_iter().find(|row| row.offered == Offered::Plan(1)).expect("Max").even
    };
    let Even::From(open, None) = even(&typical()) else { panic!("Max pays some day") };
    assert!((open - 4.0 * 100.0 / 155.285).abs() < 1e-3, "{open}");
    let mut small = typical();
    small.plans.state_capacity("max", 5.0, 5.0);
    assert_eq!(even(&small), Even::Never);
    let enterprise = rows(&typical()).rows.into_iter().find(|row| row.offered == Offered::Plan(5));
    assert_eq!(enterprise.expect("Enterprise").even, Even::Never);
}

#[test]
fn open_plan_compares_with_nothing() {
    let mut scenario = typical();
    scenario.pay_with(PayWith::Plan(String::new()));
    let all = lines(&scenario);
    assert!(all.iter().all(|line| line.against_now == "–" && !line.is_now));
    let notes = table(&rows(&scenario), &listed(), &scenario, &Locale::default()).notes;
    assert!(notes[0].starts_with("Which plan?"), "{notes:?}");
}

#[test]
fn yearly_price_is_told_once() {
    let mut scenario = typical();
    scenario.plans.billed = Billed::Yearly;
    assert_eq!(line(&scenario, "plan-pro").twelve_months, "$204");
    assert_eq!(line(&scenario, "plan-max").twelve_months, "$1,200");
}

/// Heavy developers sit, light ones stay on the API: no single plan costs as little.
#[test]
fn best_mix_seats_those_whom_it_pays_for() {
    let mut scenario = preset(Preset::Average);
    scenario.team.own = 0.0;
    scenario.set_number("light", 8.0);
    scenario.set_number("heavy", 12.0);
    let mix = line(&scenario, "mix");
    assert_eq!(mix.about, "8 on the API, 12 on Team Premium; if the seats are enough");
    assert_eq!(mix.month, "$1,677");
    // With limits that are known the mix holds, and costs no more than any other way.
    scenario.plans.state_capacity("team-premium", 200.0, 200.0);
    scenario.plans.state_capacity("team-standard", 20.0, 20.0);
    let options = rows(&scenario);
    let best = options.best_mix().expect("a mix");
    assert_eq!(best.offered, Offered::Mix { known: true });
    assert!(!best.paid.use_is_open() && !best.paid.waits());
    let cost = |row: &OptionRow| row.paid.month.expect("known").high;
    for row in options.rows.iter().filter(|row| !matches!(row.fit, Fit::Unknown { .. } | Fit::MoreThan(_))) {
        assert!(cost(best) <= cost(row) + 1e-9, "{:?} costs less", row.offered);
    }
}

#[test]
fn mixed_payers_have_a_row_of_their_own() {
    let mut scenario = typical();
    scenario.team.own = 12.0;
    scenario.set_number("light", 8.0);
    scenario.team.set_pays(0, Pays::Plan("team-premium".into()));
    let now = line(&scenario, "as-now");
    assert_eq!((now.against_now.as_str(), now.about.as_str()), ("now", "12 on Team Premium, 8 on the API"));
    assert!(lines(&scenario).iter().filter(|line| line.is_now).count() == 1);
}
