//! The way between two scenarios, routing taken apart, and what tokens cost in their life.

use crate::{cases, close, scenarios, table};
use proptest::prelude::*;
use sawtooth::decisions::difference::{INPUTS, difference, differs, take};
use sawtooth::decisions::routing::{Way, routing};
use sawtooth::decisions::token_cost::life;
use sawtooth::model::estimate::{Answer, estimate};
use sawtooth::prices::{PriceTier, plans};
use sawtooth::scenario::{HitSource, Preset, Routing, Scenario, Trigger};
use sawtooth::view::{self, Locale, difference as shown};

fn month(scenario: &Scenario) -> Option<f64> {
    estimate(table(), scenario).answer.map(|answer| answer.month.total)
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn steps_lead_from_one_month_to_the_other(before in scenarios::any_scenario(), after in scenarios::any_scenario()) {
        let found = difference(table(), &before, &after);
        let (Some(from), Some(to)) = (month(&before), month(&after)) else {
            prop_assert!(found.is_none());
            return Ok(());
        };
        let found = found.unwrap();
        prop_assert_eq!((found.before, found.after), (from, to));
        let sum: f64 = found.steps.iter().map(|step| step.usd).sum();
        close(from + sum, to, from.max(to), "steps")?;
        prop_assert!(found.steps.iter().all(|step| step.usd.is_finite()));
        let keys: Vec<&str> = found.steps.iter().flat_map(|step| step.keys.iter().copied()).collect();
        let differing: Vec<&str> = INPUTS.into_iter().filter(|key| differs(&before, &after, key)).collect();
        prop_assert_eq!(keys, differing);
    }

    /// So the last step can take the other scenario's price as it is.
    #[test]
    fn all_inputs_taken_over_are_the_other_month(before in scenarios::any_scenario(), after in scenarios::any_scenario()) {
        let mut taken = before;
        INPUTS.into_iter().for_each(|key| take(&mut taken, &after, key));
        prop_assert_eq!(month(&taken), month(&after));
    }

    /// Cents as they are printed, in the table's last two columns.
    #[test]
    fn printed_steps_lead_from_sum_to_sum(before in scenarios::any_scenario(), after in scenarios::any_scenario()) {
        let Some(texts) = shown::texts(table(), &plans::shipped(), &before, &after, &Locale::default()) else { return Ok(()) };
        let cents = |text: &str| text.replace(['$', ',', '.', '+'], "").parse::<i64>().unwrap_or(0);
        let column = |n: usize| texts.table.rows.iter().map(move |row| cents(&row[n])).collect::<Vec<_>>();
        let (changes, sums) = (column(3), column(4));
        for (n, pair) in sums.windows(2).enumerate() {
            prop_assert_eq!(pair[0] + changes[n + 1], pair[1]);
        }
        let figure = shown::figure(table(), &before, &after, &Locale::default()).unwrap();
        prop_assert!(!figure.title.contains("NaN") && figure.readouts.series[0].values.len() <= 11);
    }
}

/// A chance that stays what it is, whatever else is changed.
fn given(scenario: &Scenario) -> Scenario {
    let mut scenario = scenario.clone();
    scenario.cache.source = HitSource::Given;
    scenario
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn a_mix_is_taken_apart_and_adds_up(scenario in scenarios::any_scenario()) {
        let Some(answer) = estimate(table(), &scenario).answer else { return Ok(()) };
        let Some(routed) = routing(table(), &answer) else { return Ok(()) };
        readable(&view::routing::texts(table(), &answer, &Locale::default()))?;
        let of = |way: &Way| routed.rows.iter().find(|row| row.way == *way).and_then(|row| row.usd);
        let size = answer.developer_month;
        let mut weighted = Some(0.0);
        for row in &routed.rows {
            prop_assert!(row.usd.is_none_or(|usd| usd.is_finite() && usd >= 0.0));
            if let Way::One { share, .. } = row.way && share > 0.0 {
                weighted = weighted.zip(row.usd).map(|(sum, usd)| sum + usd * share);
            }
        }
        let now = match scenario.routing {
            Routing::PerSession => of(&Way::MixPerSession),
            Routing::PerRequest => of(&Way::MixPerRequest),
        };
        if let Some(now) = now {
            close(now, answer.developer_month, size, "as it is routed")?;
        }
        let Some(saving) = &routed.saving else { return Ok(()) };
        let parts = saving.rework + saving.rewrites + saving.router + saving.step + saving.other;
        let size = size.max(saving.alone);
        close(saving.alone * saving.listed - saving.usd, parts, size, "the promise")?;
        close(saving.alone - saving.usd, answer.developer_month, size, "the saving")?;
        prop_assert!(saving.rework >= 0.0 && (scenario.rework > 0.0 || saving.rework == 0.0));
        prop_assert!((0.0..=1.0).contains(&saving.listed), "{saving:?}");
        if let Some((mix, weighted)) = of(&Way::MixPerSession).zip(weighted) {
            close(mix - saving.rework, weighted, size, "the mix of whole sessions")?;
        }
    }

    #[test]
    fn standing_tokens_cost_what_a_larger_floor_does(scenario in scenarios::any_scenario(), at in 1u32..60) {
        let mut scenario = given(&scenario);
        (scenario.compaction.trigger, scenario.compaction.every) = (Trigger::Off, 0.0);
        scenario.agents.count = 0.0;
        scenario.life.at = at.into();
        scenario.life.standing = 0.5;
        let Some(answer) = uncompacted(&scenario) else { return Ok(()) };
        let Some(life) = life(&answer) else { return Ok(()) };
        readable(&view::token_cost::sentences(&answer, &Locale::default()))?;
        scenario.shape.floor += scenario.life.standing;
        let Some(larger) = uncompacted(&scenario).filter(|larger| same_bands(&answer, larger)) else { return Ok(()) };
        let more = larger.developer_month - answer.developer_month;
        let size = 1e-6 * more.max(1e-6 * answer.developer_month);
        prop_assert!((life.standing.usd - more).abs() <= size, "{} is not {more}", life.standing.usd);
    }

    /// What is read at a request costs what it would in the floor of a session that begins
    /// there, cold.
    #[test]
    fn what_is_read_costs_what_a_floor_does_from_there(scenario in scenarios::any_scenario(), at in 1u32..60) {
        let mut scenario = given(&scenario);
        (scenario.compaction.trigger, scenario.compaction.every) = (Trigger::Off, 0.0);
        (scenario.agents.count, scenario.rework, scenario.work.spread) = (0.0, 0.0, 1.0);
        (scenario.life.at, scenario.life.read) = (at.into(), 0.5);
        let Some(answer) = uncompacted(&scenario) else { return Ok(()) };
        let Some(life) = life(&answer) else { return Ok(()) };
        let Some(read) = life.read else {
            prop_assert!(scenario.life.at > life.requests);
            return Ok(());
        };
        let mut rest = scenario.clone();
        rest.work.messages = (life.requests - scenario.life.at + 1.0) / rest.work.requests_per_message;
        rest.shape.floor += (scenario.life.at - 1.0) * scenario.shape.growth;
        rest.cache.warm = 0.0;
        let mut more = rest.clone();
        more.shape.floor += scenario.life.read;
        let (Some(rest), Some(more)) = (uncompacted(&rest), uncompacted(&more)) else { return Ok(()) };
        if same_bands(&rest, &more) {
            let usd = more.session.total - rest.session.total;
            let size = 1e-6 * usd.max(1e-6 * more.session.total);
            prop_assert!((read.usd - usd).abs() <= size, "{} is not {usd}", read.usd);
        }
    }

    #[test]
    fn a_life_has_a_price_wherever_it_is(scenario in scenarios::any_scenario(), at in 1u32..300, tokens in 0.0..1e5f64) {
        let mut scenario = scenario;
        (scenario.life.at, scenario.life.read, scenario.life.standing) = (at.into(), tokens, tokens);
        if let Some(answer) = estimate(table(), &scenario).answer {
            sound(&answer)?;
        }
    }
}

/// Whatever the answer is to, its life, its routing and its way to a preset are dollars.
pub fn sound(answer: &Answer) -> Result<(), TestCaseError> {
    let sentences = view::token_cost::sentences(answer, &Locale::default());
    readable(&(sentences, view::routing::texts(table(), answer, &Locale::default())))?;
    if let Some(life) = life(answer) {
        let read = life.read.map_or(0.0, |read| read.usd);
        for usd in [read, life.standing.usd, life.kilobyte.usd] {
            // A difference of two sums has their last digits.
            prop_assert!(usd.is_finite() && usd >= -1e-9 * answer.developer_month, "{life:?}");
        }
    }
    let preset = Preset::Average.scenario(sawtooth::prices::date(2026, 11, 21), 1);
    readable(
        &shown::figure(table(), &answer.scenario, &preset, &Locale::default()).map(|figure| figure.title),
    )?;
    let preset = estimate(table(), &preset).answer.expect("a preset has a price");
    readable(&shown::sentence(&plans::shipped(), &preset, answer, &Locale::default()))
}

fn readable(texts: &impl std::fmt::Debug) -> Result<(), TestCaseError> {
    let text = format!("{texts:?}");
    prop_assert!(!text.contains("NaN") && !text.contains("$inf"), "{}", text);
    Ok(())
}

/// The answer, if the session stays within its window.
fn uncompacted(scenario: &Scenario) -> Option<Answer> {
    let fits = |answer: &Answer| answer.expected.compactions == 0.0;
    estimate(table(), scenario).answer.filter(fits)
}

/// Whether no request crossed a step from one to the other.
fn same_bands(one: &Answer, other: &Answer) -> bool {
    let over = |answer: &Answer| {
        let lines = answer.session.lines.iter().filter_map(|line| line.of);
        let upper =
            lines.filter(|of| of.tier == PriceTier::Upper && of.class == sawtooth::prices::Class::Output);
        upper.map(|of| of.tokens).sum::<f64>()
    };
    // Output counts the requests, where there is any.
    one.scenario.shape.output >= 1.0 && (over(one) - over(other)).abs() < 1e-9
}
