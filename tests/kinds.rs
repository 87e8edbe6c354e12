//! Kinds of session: what is laid down of them in links and files, and what they cost.

use proptest::prelude::*;
use sawtooth::model::estimate::estimate;
use sawtooth::prices::{RateTable, date};
use sawtooth::scenario::link::{Fault, decode, encode, file};
use sawtooth::scenario::*;

mod reference;
mod scenarios;

fn table() -> &'static RateTable {
    static TABLE: std::sync::OnceLock<RateTable> = std::sync::OnceLock::new();
    TABLE.get_or_init(RateTable::shipped)
}

fn average() -> Scenario {
    Preset::Average.scenario(date(2026, 11, 28), 3)
}

/// What a kind has of its own, taken from another scenario.
fn like(first: &Scenario, other: &Scenario) -> Scenario {
    let mut kind =
        Scenario { work: other.work, shape: other.shape, agents: other.agents.clone(), ..first.clone() };
    kind.work.sessions_per_day = first.work.sessions_per_day;
    kind.work.active_days = first.work.active_days;
    (kind.cache.hit_rate, kind.cache.warm, kind.cache.on) =
        (other.cache.hit_rate, other.cache.warm, other.cache.on);
    (kind.compaction.trigger, kind.compaction.threshold) =
        (other.compaction.trigger, other.compaction.threshold);
    // Another market's models need not be sold in this one.
    kind.agents.model.clone_from(&first.agents.model);
    kind.background = other.background;
    kind.cache.lifetime = other.cache.lifetime;
    kind
}

/// Two or three kinds with their shares, the first in the scenario itself.
fn several() -> impl Strategy<Value = (Scenario, Vec<(Scenario, f64)>)> {
    let one = || scenarios::any_scenario().prop_filter("sessions built up", |s| s.basis == Basis::Work);
    let shares = prop::collection::vec(1u32..1_000, 3);
    (one(), one(), one(), shares, 2usize..=3).prop_map(|(mut first, second, third, shares, count)| {
        first.cache.source = HitSource::Given;
        first.routing = Routing::PerSession;
        let all: f64 = shares[..count].iter().map(|n| f64::from(*n)).sum();
        let share = |at: usize| libm::round(f64::from(shares[at]) / all * 1e6) / 1e6;
        let mut kinds = vec![(first.clone(), 0.0)];
        kinds.push((like(&first, &second), share(1)));
        if count > 2 {
            kinds.push((like(&first, &third), share(2)));
        }
        kinds[0].1 = 1.0 - kinds[1..].iter().map(|(_, share)| share).sum::<f64>();
        kinds
            .iter_mut()
            .enumerate()
            .for_each(|(at, (kind, _))| kind.kind_name = ["A b", "C-d", "é"][at].into());
        let mut scenario = first;
        scenario.set_kinds(kinds.clone());
        (scenario, kinds)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn kinds_read_back_from_links_and_files((scenario, kinds) in several()) {
        for opened in [decode(&encode(&scenario)), file::read(&file::write(&scenario))] {
            prop_assert_eq!(&opened.faults, &vec![], "{}", encode(&scenario));
            prop_assert_eq!(opened.scenario.as_ref(), Some(&scenario));
        }
        for ((found, share), (kind, wanted)) in scenario.by_kind().zip(&kinds) {
            prop_assert!((share - wanted).abs() < 2e-6);
            prop_assert_eq!(found, Scenario { kinds: Vec::new(), ..kind.clone() });
        }
    }

    /// By the reference walk, a kind at a time.
    #[test]
    fn month_is_the_mean_over_the_kinds((scenario, _) in several()) {
        let mut scenario = scenario;
        // Groups that work like the first have its kinds too, but for what is their own.
        scenario.team.groups.retain(|group| group.like.is_some());
        let found = estimate(table(), &scenario);
        let mut sum = 0.0;
        let rest = Scenario { team: Team { own: 0.0, ..scenario.team.clone() }, ..scenario.as_kind(0) };
        let Ok(rest) = reference::month(table(), &rest).answer else { return Ok(()) };
        for (kind, share) in scenario.by_kind() {
            let walked = reference::month(table(), &kind);
            let Ok(walked) = walked.answer else {
                prop_assert!(walked.near || found.answer.is_none());
                return Ok(());
            };
            sum += (walked.month - rest.month) * share;
        }
        let problems = found.problems;
        let answer = found.answer.unwrap_or_else(|| panic!("every kind has a price: {problems:?}"));
        prop_assert!((answer.month.total - sum - rest.month).abs() <= 1e-6 * answer.month.total.abs());
        let lines: f64 = answer.month.lines.iter().map(|line| line.usd).sum();
        prop_assert!((answer.month.total - lines).abs() <= 1e-9 * lines.abs());
    }

    #[test]
    fn alike_kinds_are_one(share in 0.0..1.0f64, messages in 1.0..20.0f64) {
        let mut one = average();
        one.work.messages = messages;
        let mut two = one.clone();
        two.add_kind("Again".into(), libm::round(share * 1e6) / 1e6);
        let [one, two] = [one, two].map(|scenario| estimate(table(), &scenario).answer.expect("a price"));
        prop_assert!((one.month.total - two.month.total).abs() < 1e-9 * one.month.total);
        prop_assert!((one.expected.turns - two.expected.turns).abs() < 1e-9 * one.expected.turns);
        prop_assert!((one.expected.reported - two.expected.reported).abs() < 1e-12);
    }
}

/// Quick questions on Haiku beside the average preset's sessions.
fn two() -> Scenario {
    let mut scenario = average();
    scenario.kind_name = "Feature".into();
    scenario.add_kind("Quick question".into(), 0.5);
    let quick = scenario.kinds.last_mut().expect("added");
    quick.own.numbers.push(("messages", 2.0));
    quick.own.mix = Some(vec![Share { model: "claude-haiku-5-5".into(), share: 1.0 }]);
    scenario
}

#[test]
fn link_of_two_kinds_opens_to_its_number() {
    let link = "s1~average1~on-2026-11-28~rev-3~kind-Feature~kind2-Quick.20.question_0.5_messages_2_mix_1_haiku-5-5_1";
    assert!(encode(&two()).starts_with(link), "{}", encode(&two()));
    let answer = estimate(table(), &two()).answer.expect("a price");
    let [feature, quick] =
        [0, 1].map(|kind| estimate(table(), &two().as_kind(kind)).answer.expect("a price"));
    let mean = (feature.month.total + quick.month.total) / 2.0;
    assert!((answer.month.total - mean).abs() < 1e-9);
    assert!(quick.month.total < feature.month.total / 10.0);
}

#[test]
fn changing_every_kind_keeps_what_differs() {
    let mut scenario = two();
    scenario.each_kind(|kind| kind.work.messages *= 2.0);
    assert_eq!((scenario.work.messages, scenario.as_kind(1).work.messages), (8.0, 4.0));
    scenario.each_kind(|kind| kind.cache.hit_rate = 0.9);
    assert_eq!(scenario.kinds[0].own.numbers, [("messages", 4.0)], "what is alike stands once");
    assert_eq!(scenario.as_kind(1).cache.hit_rate, 0.9);
}

#[test]
fn sessions_of_one_kind_leave_those_of_the_others() {
    let mut scenario = two();
    scenario.set_sessions_of_kind(1, 6.0);
    let a_day = |kind: usize| scenario.work.sessions_per_day * scenario.share_of_kind(kind);
    assert_eq!((scenario.work.sessions_per_day, a_day(0), a_day(1)), (8.0, 2.0, 6.0));
    let mut without = scenario.clone();
    without.remove_kind(0);
    assert_eq!((without.kinds.len(), without.work.sessions_per_day, without.work.messages), (0, 6.0, 2.0));
    assert_eq!(
        (without.kind_name.as_str(), without.mix[0].model.as_str()),
        ("Quick question", "claude-haiku-5-5")
    );
    scenario.remove_kind(1);
    assert_eq!((scenario.kinds.len(), scenario.work.sessions_per_day, scenario.work.messages), (0, 2.0, 4.0));
}

#[test]
fn kinds_that_cannot_be_are_said_at_their_place() {
    for value in [
        "x",
        "Name_2",
        "Name_0.5_sessions_3",
        "Name_0.5_messages_0",
        "Name_0.5_mix_2_haiku-5-5_1",
        "N_0.5_compact_up",
    ] {
        let link = encode(&two()).replace("Quick.20.question_0.5_messages_2_mix_1_haiku-5-5_1", value);
        let opened = decode(&link);
        let bad = |fault: &Fault| matches!(fault, Fault::BadValue { key, .. } if key == "kind2");
        assert!(opened.faults.iter().any(bad), "{value}: {:?}", opened.faults);
        assert_eq!(opened.scenario.expect("the rest").kinds, [], "{value}");
    }
    let mut unknown = two();
    unknown.kinds[0].own.mix = Some(vec![Share { model: "gpt-9".into(), share: 1.0 }]);
    let fields: Vec<&str> = unknown.problems(table()).iter().map(|problem| problem.field).collect();
    assert_eq!(fields, ["kind2"]);
    let mut large = two();
    large.kinds[0].own.numbers.push(("floor", 2e6));
    let problems = estimate(table(), &large).problems;
    assert!(
        matches!(problems[..], [Problem { field: "kind2", trouble: Trouble::DoesNotFit { .. } }]),
        "{problems:?}"
    );
    let mut many = two();
    many.kinds[0].share = 0.7;
    many.add_kind("Third".into(), 0.7);
    assert_eq!(many.problems(table())[0].field, KIND_KEYS[0]);
}

/// One rate, read off a screen that counts all sessions.
#[test]
fn reported_hit_rate_is_that_of_all_kinds() {
    let mut scenario = two();
    let before = estimate(table(), &scenario).answer.expect("a price");
    scenario.cache.source = HitSource::Reported;
    scenario.cache.reported = before.expected.reported;
    let after = estimate(table(), &scenario).answer.expect("a price");
    assert!((after.month.total - before.month.total).abs() < 1e-9 * before.month.total);
    assert!((after.expected.hit_rate.expect("a rate") - scenario.cache.hit_rate).abs() < 1e-9);
}

#[test]
fn bill_is_met_by_all_kinds_together() {
    let mut scenario = two();
    (scenario.basis, scenario.exact) = (Basis::Pay, true);
    scenario.pay = Pay { amount: 200.0, per: PayPer::Month };
    let answer = estimate(table(), &scenario).answer.expect("a price");
    assert!((answer.month.total - 200.0).abs() < 0.005, "{}", answer.month.total);
    let found = &answer.scenario;
    let ratio = found.work.messages / found.as_kind(1).work.messages;
    assert!((ratio - 2.0).abs() < 1e-9, "a feature has twice the messages of a question: {ratio}");
}
