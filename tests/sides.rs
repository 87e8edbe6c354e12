//! Scenarios side by side.

use sawtooth::decisions::difference::difference;
use sawtooth::decisions::options::options;
use sawtooth::decisions::range::{POINTS, dimensions, paid_range, range};
use sawtooth::decisions::side_by_side::{Side, sides};
use sawtooth::model::draws::Points;
use sawtooth::model::estimate::estimate;
use sawtooth::prices::plans::{self, Plan};
use sawtooth::prices::{RateTable, date};
use sawtooth::scenario::{Basis, Pay, PayPer, PayWith, Preset, Scenario, august};
use sawtooth::view::headline::{self, Source, headline};
use sawtooth::view::labels::{side_by_side as labels, statement as told};
use sawtooth::view::side_by_side::{Seen, finding};
use sawtooth::view::{Chart, Locale, Table};

#[cfg(feature = "page")]
#[path = "sides/page.rs"]
mod page;

pub fn preset(preset: Preset) -> Scenario {
    preset.scenario(date(2026, 11, 28), 1)
}

/// The typical one; on Max as its baseline, called "On Max"; a team's bill as a link.
pub fn three() -> Scenario {
    let mut all = preset(Preset::Average);
    let mut on_max = Scenario { name: "On Max".into(), ..preset(Preset::Heavy) };
    on_max.pay_with(PayWith::Plan("max".into()));
    let mut billed = Scenario { name: "March, the bill".into(), ..preset(Preset::Average) };
    (billed.basis, billed.pay) = (Basis::Pay, Pay { amount: 5_000.0, per: PayPer::Month });
    (billed.exact, billed.team.own) = (true, 20.0);
    billed.mix.truncate(1);
    billed.mix[0].share = 1.0;
    all.baseline = Some(Box::new(on_max));
    all.put_beside(&billed);
    all
}

struct Shown {
    table: RateTable,
    plans: Vec<Plan>,
    sides: Vec<Side>,
    locale: Locale,
}

impl Shown {
    fn of(scenario: &Scenario) -> Shown {
        let (table, plans) = (RateTable::shipped(), plans::shipped());
        let sides = sides(&table, &plans, scenario);
        Shown { table, plans, sides, locale: Locale::default() }
    }

    fn seen(&self) -> Seen<'_> {
        Seen { table: &self.table, plans: &self.plans, sides: &self.sides, locale: &self.locale }
    }
}

fn row<'a>(table: &'a Table, label: &str) -> &'a [String] {
    let found = table.rows.iter().find(|row| row[0] == label);
    &found.unwrap_or_else(|| panic!("no {label} in {table:?}"))[1..]
}

/// What each would show alone on the page.
fn headlines(scenario: &Scenario) -> Vec<headline::Headline> {
    let (table, plans, locale) = (RateTable::shipped(), plans::shipped(), Locale::default());
    let alone = |(_, scenario): (_, Scenario)| {
        let estimate = estimate(&table, &scenario);
        let answer = estimate.answer.as_ref().expect("a price");
        let options = options(&plans, answer);
        let points = Points::new(dimensions(&scenario), POINTS);
        let range = range(&scenario, answer, &points)
            .and_then(|month| paid_range(&plans, &scenario, answer, &month, &points));
        let asked = headline::Asked {
            table: &table,
            plans: &plans,
            scenario: &scenario,
            estimate: &estimate,
            options: Some(&options),
            source: &Source::Inputs,
            range: range.as_ref(),
        };
        headline(&asked, &locale)
    };
    scenario.sides().into_iter().map(alone).collect()
}

#[test]
fn each_column_has_the_numbers_of_its_own_headline() {
    let shown = Shown::of(&three());
    let table = shown.seen().table();
    let alone = headlines(&three());
    let money: Vec<&str> = alone.iter().map(|one| one.money.as_str()).collect();
    assert_eq!(row(&table, told::YOU_PAY_MONTH), money);
    assert_eq!(money, ["$155", "$100", "$5,000"]);
    // Of the API and of a bill it is what is paid.
    assert_eq!(row(&table, told::AT_API_PRICES)[0], "$155");
    let at_api_prices = alone[1].at_api_prices.as_deref().expect("a plan");
    assert_eq!(at_api_prices, format!("At API prices: {}", row(&table, told::AT_API_PRICES)[1]));
    assert_eq!(row(&table, told::AT_API_PRICES)[2], "$5,000");
    let range = row(&table, told::RANGE);
    assert_eq!(alone[0].range, format!("80% range {}", range[0]));
    assert_eq!(range[2], labels::NO_RANGE, "a bill is known");
}

#[test]
fn columns_say_what_carries_the_cost_and_what_differs() {
    let shown = Shown::of(&three());
    let table = shown.seen().table();
    assert_eq!(table.head, ["Item", "This scenario", "On Max", "March, the bill"]);
    assert!(table.rows.iter().all(|row| row.len() == 4));
    assert_eq!(row(&table, "People")[2], "20 developers");
    assert_eq!(row(&table, "Paid with"), ["API", "Max", "API"]);
    assert_eq!(row(&table, "Models")[2], "Opus 5.5");
    for label in ["Sessions a day", "Cache hit rate", "Compaction", "Prices"] {
        assert!(row(&table, label).iter().all(|cell| !cell.is_empty()), "{label}");
    }
    let differs = row(&table, "Differs from This scenario");
    assert_eq!(differs[0], "");
    assert!(differs[1].ends_with("plan"), "{}", differs[1]);
    assert!(differs[2].contains("Models") && differs[2].contains("developers"), "{}", differs[2]);
    let mut same = preset(Preset::Average);
    same.put_beside(&preset(Preset::Average));
    let table = Shown::of(&same).seen().table();
    assert_eq!(row(&table, "Differs from This scenario")[1], labels::NOTHING);
}

#[test]
fn waterfall_leads_between_any_two() {
    let shown = Shown::of(&three());
    let seen = shown.seen();
    for (from, to) in [(0, 1), (1, 0), (0, 2), (2, 1), (1, 2)] {
        let (figure, texts) = seen.waterfall(from, to).expect("both have a price");
        let ends = [from, to].map(|at| shown.sides[at].scenario.clone());
        let found = difference(&shown.table, &ends[0], &ends[1]).expect("both have a price");
        let Chart::Bars(bars) = figure.chart else { panic!("bars") };
        let (first, last) = (bars.rows.first().unwrap(), bars.rows.last().unwrap());
        assert_eq!((first.parts[0], last.parts[0]), (found.before, found.after));
        let titles = seen.titles();
        assert!(first.label.contains(&titles[from]) && last.label.contains(&titles[to]), "{}", first.label);
        assert!(texts.table.rows.len() >= 3);
    }
    assert_eq!(seen.waterfall(1, 1), None);
    assert_eq!(seen.waterfall(0, 3), None);
}

#[test]
fn titles_are_never_alike() {
    let mut all = preset(Preset::Average);
    all.put_beside(&preset(Preset::Light));
    all.put_beside(&preset(Preset::Light));
    assert_eq!(Shown::of(&all).seen().titles(), ["This scenario", "Light", "Light (3)"]);
    let named = Scenario { name: "Baseline".into(), ..preset(Preset::Average) };
    let all = Scenario { baseline: Some(Box::new(august(Preset::Heavy, 1))), ..named };
    assert_eq!(Shown::of(&all).seen().titles(), ["Baseline", "Baseline (2)"]);
}

#[test]
fn finding_is_what_is_paid_under_each() {
    let (table, plans) = (RateTable::shipped(), plans::shipped());
    let line = |scenario: &Scenario| {
        let answer = estimate(&table, scenario).answer.expect("a price");
        finding(&table, &plans, &answer, &Locale::default())
    };
    assert_eq!(line(&preset(Preset::Average)), labels::ALONE);
    assert_eq!(line(&three()), "This scenario $155, On Max $100, March, the bill $5,000 a month");
}

/// A link from elsewhere can carry one that has no price any more.
#[test]
fn side_without_a_price_says_why() {
    let mut all = three();
    all.baseline.as_mut().expect("one").mix[0].model = "no-such-model".into();
    let shown = Shown::of(&all);
    let table = shown.seen().table();
    assert_eq!(row(&table, told::YOU_PAY_MONTH)[1], labels::NO_NUMBER);
    assert!(row(&table, labels::WHY)[1].contains("no-such-model"));
    assert_eq!(shown.seen().waterfall(0, 1), None);
}
