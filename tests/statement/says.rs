//! What the statement says.

use super::{asked, many_groups, mixed, past_its_limit, typical, with_range};
use sawtooth::scenario::{Basis, PayPer, PayWith, Preset, Scenario};
use sawtooth::view::Locale;
use sawtooth::view::statement::{Statement, StatementRange, statement, text};

fn of(scenario: &Scenario) -> Statement {
    asked(scenario, |asked| statement(asked, &Locale::default()))
}

fn value<'a>(told: &'a Statement, label: &str) -> &'a str {
    let all = told.assumptions.iter().find(|one| one.label == label);
    all.map_or_else(|| panic!("no {label}"), |one| one.value.as_str())
}

#[test]
fn typical_statement() {
    insta::assert_snapshot!(text(&of(&typical())));
}

#[test]
fn statement_of_a_mixed_team() {
    insta::assert_snapshot!(text(&of(&mixed())));
}

#[test]
fn statement_past_a_limit() {
    insta::assert_snapshot!(text(&of(&past_its_limit())));
}

#[test]
fn assumptions_are_at_most_ten_and_each_has_a_source() {
    let mut kinds = typical();
    kinds.add_kind_of("Quick question", 3.0, |kind| kind.work.messages = 1.0);
    let mut totals = Preset::Textbook.scenario(typical().priced_on, 1);
    totals.mix.truncate(1);
    assert_eq!(totals.basis, Basis::Totals);
    let bill = typical().typed_bill(&typical(), 300.0, PayPer::Month);
    for scenario in [typical(), mixed(), past_its_limit(), kinds, totals, bill] {
        let told = of(&scenario);
        assert!((6..=10).contains(&told.assumptions.len()), "{:?}", told.assumptions);
        for one in told.assumptions.iter().chain(&told.inputs) {
            assert!(!one.label.is_empty() && !one.value.is_empty() && !one.source.is_empty(), "{one:?}");
        }
    }
}

#[test]
fn sources_are_the_preset_what_was_entered_the_bill_and_logs() {
    let source = |told: &Statement, label: &str| {
        told.assumptions.iter().find(|one| one.label == label).map(|one| one.source.clone()).expect("a line")
    };
    assert_eq!(source(&of(&typical()), "Sessions a day"), "preset Typical");
    let mut seven = typical();
    seven.work.sessions_per_day = 7.0;
    assert_eq!(source(&of(&seven), "Sessions a day"), "entered");
    let bill = typical().typed_bill(&typical(), 300.0, PayPer::Month);
    assert_eq!(source(&of(&bill), "Messages a session"), "fitted to your bill: $300 a month");
    let links: Vec<serde_json::Value> =
        serde_json::from_str(include_str!("../golden_links.json")).expect("links");
    let decoded = links
        .iter()
        .filter_map(|one| sawtooth::scenario::link::decode(one["link"].as_str().expect("a link")).scenario);
    let logs = decoded.into_iter().find(|s| s.from_logs.is_some()).expect("one from logs");
    assert!(of(&logs).inputs.iter().any(|one| one.source.starts_with("from logs")));
}

/// One unlabelled dollar would be taken for the other.
#[test]
fn what_is_paid_and_api_prices_are_two_lines() {
    let told = of(&past_its_limit());
    let label = |label: &str| told.summary.iter().find(|fact| fact.label == label).map(|f| f.text.clone());
    assert!(label("You pay a month").expect("a month").contains(" to "));
    assert_eq!(label("At API prices a month").as_deref(), Some("$189"));
    assert!(of(&typical()).summary.iter().all(|fact| fact.label != "At API prices a month"));
    let mut open = typical();
    open.pay_with(PayWith::Plan(String::new()));
    let told = of(&open);
    assert!(told.summary.iter().all(|fact| !fact.label.starts_with("You pay")), "{:?}", told.summary);
    assert_eq!(value(&told, "Paid with"), "Subscription");
}

#[test]
fn range_and_what_matters_most_have_a_line_each_where_they_are_known() {
    let range = StatementRange { p10: 96.2, p50: 151.0, p90: 240.4 };
    let rests_on = "Messages a session move the month most.".to_string();
    let told = with_range(&typical(), Some(range), Some(rests_on.clone()), |asked| {
        statement(asked, &Locale::default())
    });
    let label = |label: &str| told.summary.iter().find(|fact| fact.label == label).map(|f| f.text.clone());
    assert_eq!(label("80% range of a month").as_deref(), Some("$96 to $240"));
    assert_eq!(label("Median month (P50)").as_deref(), Some("$151"));
    assert_eq!(label("What matters most"), Some(rests_on));
    // The range rests on weeks that differ.
    let weeks = |told: &Statement| {
        let line = told.inputs.iter().find(|one| one.label == "Heaviest week in ten").cloned();
        line.map(|line| (line.value, line.source))
    };
    let value = "1.4 times the median week; each person’s weeks differ by themselves, 4.3 a month";
    let source = "preset Typical: a week of 18 sessions as long as its own";
    assert_eq!(weeks(&told), Some((value.into(), source.into())));
    let mut entered = typical();
    entered.plans.week_spread = 2.0;
    let told = with_range(&entered, Some(range), None, |asked| statement(asked, &Locale::default()));
    assert_eq!(weeks(&told).map(|line| line.1).as_deref(), Some("entered"));
    let without = of(&typical());
    assert_eq!(weeks(&without), None);
    assert!(without.summary.iter().all(|fact| !fact.label.contains("range")));
}

/// Where the first page of paper has no room for all groups, it has one row for them.
#[test]
fn groups_on_paper_are_one_row_with_the_total_of_all() {
    assert_eq!(of(&mixed()).groups_on_paper, None);
    let told = of(&many_groups());
    let (all, few) = (told.groups, told.groups_on_paper.expect("fewer"));
    assert_eq!((all.rows.len(), few.rows.len()), (13, 2));
    assert_eq!((all.head, all.rows.last()), (few.head, few.rows.last()));
    assert_eq!(few.rows[0][0], "12 rows, in the appendix");
    for column in [1, 3, 4] {
        assert_eq!(few.rows[0][column], few.rows[1][column]);
    }
    assert_eq!(value(&of(&many_groups()), "People"), "161 developers, 12 groups");
}

/// However many groups there are, the first page has no more rows than it holds beside its heads.
#[test]
fn first_page_has_room_for_its_rows() {
    for scenario in [typical(), mixed(), past_its_limit(), many_groups()] {
        let told = of(&scenario);
        let groups = told.groups_on_paper.as_ref().unwrap_or(&told.groups);
        let facts = told.summary.iter().filter(|fact| !fact.text.is_empty()).count();
        let rows = facts + told.options.rows.len() + told.assumptions.len() + groups.rows.len();
        assert!(rows <= 34, "{rows} rows");
        let longest = told.assumptions.iter().map(|one| one.value.chars().count()).max();
        assert!(longest <= Some(150), "{longest:?} characters in a cell");
    }
}

#[test]
fn title_is_composed_where_there_is_none() {
    assert_eq!(of(&typical()).title, "Claude Code for 1 developer");
    assert_eq!(of(&mixed()).title, "January budget");
}
