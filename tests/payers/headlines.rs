//! Every state of the headline, as PAGE.md words it.

use crate::{listed, on, preset, typical};
use sawtooth::decisions::options::{Options, options};
use sawtooth::model::estimate::estimate;
use sawtooth::prices::RateTable;
use sawtooth::scenario::{Basis, Cloud, Overflow, PayWith, Pays, Preset, Scenario};
use sawtooth::view::Locale;
use sawtooth::view::headline::{Asked, Headline, Opening, Source, headline, opening};

pub fn of(scenario: &Scenario) -> Headline {
    told(scenario, &Source::Inputs)
}

fn told(scenario: &Scenario, source: &Source) -> Headline {
    let (table, plans) = (RateTable::shipped(), listed());
    let estimate = estimate(&table, scenario);
    let options: Option<Options> = estimate.answer.as_ref().map(|answer| options(&plans, answer));
    let asked = Asked {
        table: &table,
        plans: &plans,
        scenario,
        estimate: &estimate,
        options: options.as_ref(),
        source,
        range: None,
    };
    headline(&asked, &Locale::default())
}

fn check(scenario: &Scenario, expected: &str) {
    assert_eq!(of(scenario).sentence(), expected);
}

#[test]
fn untouched_headline_says_whose_numbers_it_has() {
    check(&typical(), "$155 a month on the API, for a typical developer. Not yet your numbers.");
    check(&preset(Preset::Light), "$22 a month on the API, for a light developer. Not yet your numbers.");
}

#[test]
fn own_inputs_need_no_more_words() {
    let mut scenario = typical();
    scenario.work.sessions_per_day = 6.0;
    check(&scenario, "$233 a month on the API");
}

/// Whatever tab is open: token counts that were typed stay in force until messages are used again.
#[test]
fn headline_of_token_counts_says_so() {
    let typical = typical();
    let in_force = sawtooth::model::counts::of(&crate::answer(&typical));
    let typed = typical.typed_tokens(in_force, "totalOutput", 2.0 * in_force.output);
    let usd = Locale::default().money(crate::answer(&typed).month.total);
    check(&typed, &format!("{usd} a month on the API, from the token counts of one session."));
    let bill = Source::Told { on_what: None, from_what: "$44 less than your bill".into() };
    let told = told(&typed, &bill).sentence();
    assert!(told.ends_with("$44 less than your bill. From the token counts of one session."), "{told}");
    let mut on_a_plan = typed.clone();
    on_a_plan.pay_with(PayWith::Plan("max".into()));
    let said = of(&on_a_plan);
    assert!(said.from_what.ends_with(" From the token counts of one session."), "{said:?}");
    let back = Scenario { basis: Basis::Work, ..typed };
    assert_eq!(crate::answer(&back).month.total, crate::answer(&typical).month.total);
    assert!(!of(&back).sentence().contains("token counts"));
}

/// The bill's own sentence has no full stop, and the plan's begins small.
#[test]
fn sentences_of_a_plan_follow_what_is_said_of_a_bill() {
    let bill = Source::Told { on_what: None, from_what: "$200 less than your bill".into() };
    let said = told(&on("max", Preset::Average, None), &bill).from_what;
    assert!(said.starts_with("$200 less than your bill. Weekly use not entered."), "{said}");
}

#[test]
fn cloud_headline_names_provider_and_region() {
    let mut scenario = typical();
    scenario.work.sessions_per_day = 6.0;
    scenario.pay_with(PayWith::Cloud(Cloud::Any));
    check(&scenario, "$233 a month at your cloud provider");
    scenario.pay_with(PayWith::Cloud(Cloud::BedrockRegional));
    check(&scenario, "$256 a month on Amazon Bedrock, regional (+10%)");
}

#[test]
fn subscription_without_a_plan_asks_which() {
    let mut scenario = typical();
    scenario.pay_with(PayWith::Plan(String::new()));
    let headline = of(&scenario);
    assert_eq!(headline.sentence(), "– on a subscription. Which plan? At API prices: $189");
    assert_eq!(headline.mend.expect("a question").key, "plan");
}

#[test]
fn plan_inside_its_limit_tells_its_share() {
    let mut scenario = on("max", Preset::Average, Some((0.6, 0.6)));
    scenario.name = "mine".into();
    scenario.work.messages = 4.1;
    let headline = of(&scenario);
    assert_eq!((headline.money.as_str(), headline.on_what.as_str()), ("$100", "on Max"));
    assert_eq!(
        headline.from_what,
        "A full week uses about 62% of your limit; a first week in nine passes it from 4.4 sessions a day."
    );
    assert_eq!(headline.at_api_prices.as_deref(), Some("At API prices: $195"));
}

#[test]
fn untouched_plan_says_whose_work_it_rests_on() {
    check(
        &on("max", Preset::Average, None),
        "$100 a month on Max, weekly use not entered. Based on a typical developer’s work. \
         Set yours, or read your logs. At API prices: $189",
    );
}

/// A moved input, so that nothing is told of a preset.
fn worked(scenario: Scenario) -> Scenario {
    let mut scenario = scenario;
    scenario.work.requests_per_message = 10.5;
    scenario
}

#[test]
fn plan_past_its_limit_adds_credits() {
    let scenario = worked(on("max", Preset::Average, Some((1.3, 1.3))));
    let headline = of(&scenario);
    assert_eq!(
        headline.line(),
        "on Max: $100 and about $48 of usage credits (work past the limit, at API prices), in 8 weeks of 9. \
         At API prices: $202"
    );
    assert_eq!(headline.money, "$148");
}

#[test]
fn range_of_use_keeps_both_ends() {
    let scenario = worked(on("max", Preset::Average, Some((0.5, 1.3))));
    let headline = of(&scenario);
    assert_eq!(headline.money, "$100 to $148");
    assert_eq!(
        headline.parts,
        "$100 and about $0 to $48 of usage credits (work past the limit, at API prices), in 0 to 8 weeks of 9"
    );
}

#[test]
fn plan_past_its_limit_stops() {
    let mut scenario = worked(on("max", Preset::Average, Some((1.3, 1.3))));
    scenario.plans.overflow = Overflow::Stop;
    check(
        &scenario,
        "$100 a month on Max. You reach the limit on about day 5 of each week. At API prices: $202",
    );
}

/// What it bills is paid, and "at API prices" stands for what is not.
#[test]
fn plan_that_bills_usage_says_that_it_is_paid() {
    let headline = of(&worked(on("enterprise", Preset::Average, None)));
    assert_eq!(headline.parts, "$20 and $166 of usage paid by the token");
    assert_eq!((headline.money.as_str(), headline.at_api_prices), ("$186", None));
    let mut team = worked(typical());
    team.team.own = 12.0;
    team.set_number("average", 8.0);
    team.team.set_pays(0, Pays::Plan("enterprise".into()));
    assert_eq!(of(&team).at_api_prices, None);
    team.team.set_pays(0, Pays::Plan("team-premium".into()));
    assert!(of(&team).at_api_prices.is_some());
}

#[test]
fn plan_far_too_large_says_what_the_api_asks() {
    let mut scenario = on("ultra", Preset::Light, None);
    scenario.work.sessions_per_day = 0.5;
    check(&scenario, "$200 a month on Ultra. The same work costs $3.69 on the API.");
}

#[test]
fn bill_on_a_plan_asks_for_the_limit() {
    let mut scenario = on("max", Preset::Average, None);
    scenario.basis = Basis::Pay;
    let headline = of(&scenario);
    assert_eq!(headline.money, "$100");
    assert!(headline.from_what.ends_with("enter your weekly limit."), "{}", headline.from_what);
}

#[test]
fn team_headline_has_one_total_and_the_best_seats() {
    let mut scenario = worked(typical());
    scenario.team.own = 20.0;
    check(
        &scenario,
        "$3,314 a month: 20 developers, $166 each; on the API. $2,500 with 20 Team Premium seats, if they are enough.",
    );
}

#[test]
fn several_payers_have_one_total() {
    let mut scenario = worked(typical());
    scenario.team.own = 12.0;
    scenario.set_number("average", 8.0);
    scenario.team.set_pays(0, Pays::Plan("team-premium".into()));
    let headline = of(&scenario);
    assert_eq!(headline.money, "$2,742");
    assert_eq!(headline.on_what, "20 developers");
    assert_eq!(headline.parts, "12 on Team Premium $1,500, 8 on the API $1,242");
    assert_eq!(headline.from_what, "Weekly use not entered.");
}

#[test]
fn problem_names_the_field_that_mends_it() {
    let mut scenario = typical();
    scenario.mix.clear();
    let headline = of(&scenario);
    assert_eq!((headline.money.as_str(), headline.per.as_str()), ("–", ""));
    assert_eq!(headline.from_what, "Models: Choose at least one model.");
    assert_eq!(headline.mend.expect("a field").key, "mix");
    let last = of(&typical());
    let dimmed = last.dimmed("Models: Choose at least one model.", None);
    assert!(dimmed.dimmed && dimmed.money == "$155");
}

#[test]
fn no_work_has_no_price() {
    let mut scenario = typical();
    scenario.work.active_days = 0.0;
    let headline = of(&scenario);
    assert_eq!(headline.money, "–");
    assert_eq!(headline.mend.expect("a field").key, "days");
    scenario.pay_with(PayWith::Plan("max".into()));
    assert_eq!(of(&scenario).money, "$100");
}

#[test]
fn opening_shows_no_number() {
    assert_eq!(opening(Opening::Link).sentence(), "Opening the scenario in this link…");
    assert_eq!(opening(Opening::Last).money, "");
}

#[test]
fn bill_and_logs_tell_their_own_source() {
    let bill =
        Source::Told { on_what: Some("your bill".into()), from_what: "It matches 4 sessions a day.".into() };
    assert_eq!(told(&typical(), &bill).sentence(), "$155 a month your bill. It matches 4 sessions a day.");
    let logs =
        Source::Told { on_what: None, from_what: "80% range $190 to $310, from 41 days of your logs".into() };
    let headline = told(&typical(), &logs);
    assert_eq!(headline.line(), "on the API. 80% range $190 to $310, from 41 days of your logs");
}
