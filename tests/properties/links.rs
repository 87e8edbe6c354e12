//! Links and files give back what was put in, and notice what was changed on the way.

use crate::{cases, scenarios, table};
use proptest::prelude::*;
use sawtooth::model::estimate::estimate;
use sawtooth::prices::{Class, PriceTier};
use sawtooth::scenario::link::{self, decode, encode, file};
use sawtooth::scenario::{
    CHOICES, Cloud, FIELDS, FromLogs, MOST_KINDS, MOST_TASKS, Mark, Pays, PlanKey, Preset, PriceKey,
    PriceSwitch, Scenario, Task, TeamBudget, Term,
};

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn a_link_reads_back(scenario in written()) {
        let text = encode(&scenario);
        prop_assert!(text.chars().all(|c| c.is_ascii_alphanumeric() || "-._~".contains(c)), "{text}");
        let opened = decode(&text);
        if text.len() > link::LONGEST_READ {
            let refused = matches!(opened.faults[..], [link::Fault::TooLong { .. }]);
            prop_assert!(refused && opened.scenario.is_none());
            return Ok(());
        }
        prop_assert_eq!(&opened.faults, &vec![], "{}", text);
        prop_assert_eq!(opened.scenario.as_ref(), Some(&scenario), "{}", text);
        same_estimate(&scenario, &opened.scenario.unwrap())?;
    }

    #[test]
    fn a_file_reads_back(scenario in written()) {
        let opened = file::read(&file::write(&scenario));
        prop_assert_eq!(&opened.faults, &vec![]);
        prop_assert_eq!(opened.scenario.as_ref(), Some(&scenario));
        same_estimate(&scenario, &opened.scenario.unwrap())?;
    }

    #[test]
    fn a_link_survives_what_programs_put_around_it(scenario in written(), around in 0usize..5) {
        let text = encode(&scenario);
        if text.len() > link::LONGEST_READ {
            return Ok(());
        }
        let wrapped = match around {
            0 => format!("https://example.org/page/#{text}"),
            1 => format!("<https://example.org/#{text}>."),
            2 => format!(" \"{text}\", "),
            3 => format!("https://example.org/?a=1&amp;b=2#{}", text.replace('~', "%7E")),
            _ => text.as_bytes().chunks(70).map(|c| std::str::from_utf8(c).unwrap()).collect::<Vec<_>>().join("\n"),
        };
        let opened = decode(&wrapped);
        prop_assert_eq!(&opened.faults, &vec![], "{}", wrapped);
        prop_assert_eq!(opened.scenario, Some(scenario));
    }

    #[test]
    fn an_altered_or_cut_link_is_noticed(scenario in written(), place in any::<usize>(), c in "[a-zA-Z0-9._~-]") {
        let text = encode(&scenario);
        let place = place % text.len();
        let altered = format!("{}{c}{}", &text[..place], &text[place + 1..]);
        if altered != text {
            prop_assert!(!decode(&altered).faults.is_empty(), "{text} as {altered}");
        }
        prop_assert!(!decode(&text[..place]).faults.is_empty(), "{text} cut to {}", &text[..place]);
    }

    #[test]
    fn anything_can_be_opened(text in ".{0,300}", bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        for text in [text.clone(), format!("s1~{text}"), String::from_utf8_lossy(&bytes).into_owned()] {
            let opened = decode(&text);
            prop_assert!(!opened.faults.is_empty());
            prop_assert!(!file::read(&text).faults.is_empty());
        }
    }

    #[test]
    fn a_mangled_link_or_file_can_be_opened(
        scenario in written(),
        cuts in proptest::collection::vec((any::<prop::sample::Index>(), ".{0,4}"), 1..5),
    ) {
        for text in [encode(&scenario), file::write(&scenario)] {
            let mut chars: Vec<char> = text.chars().collect();
            for (place, put) in &cuts {
                let place = place.index(chars.len());
                chars.splice(place..(place + put.len() / 2).min(chars.len()), put.chars());
            }
            let mangled: String = chars.into_iter().collect();
            for opened in [decode(&mangled), file::read(&mangled)] {
                if let Some(scenario) = opened.scenario {
                    estimate(table(), &scenario);
                    encode(&scenario);
                }
            }
        }
    }
}

/// What a scenario keeps of logs, of any inputs that there are.
fn from_logs() -> impl Strategy<Value = FromLogs> {
    let keys = FIELDS.iter().map(|f| f.key).chain(CHOICES.iter().map(|c| c.key)).chain([
        "mix",
        "agentModel",
        "jobModel",
    ]);
    let range = || proptest::option::of((0.0..1e4f64, 0.0..1e4f64).prop_map(|(low, more)| (low, low + more)));
    let mark = (proptest::sample::select(keys.collect::<Vec<_>>()), range());
    let marks = proptest::collection::vec(mark.prop_map(|(key, range)| Mark { key, range }), 0..30);
    let counts = (0u32..10_000, 0u32..1_000, 0u32..30);
    (counts, range(), proptest::option::of(0.0..100f64), marks).prop_map(|(counts, band, later, marks)| {
        let (sessions, days, inputs) = (counts.0.into(), counts.1.into(), counts.2.into());
        FromLogs { sessions, days, inputs, band, later, marks }
    })
}

/// A scenario with everything that only a link or a file carries.
fn written() -> impl Strategy<Value = Scenario> {
    let key = (
        prop_oneof![Just("claude-haiku-5-5".to_string()), "[a-z0-9:@/ ._-]{1,20}"],
        proptest::sample::select(PriceTier::ALL.to_vec()),
        proptest::sample::select(Class::ALL.to_vec()),
    );
    let key = key.prop_map(|(model, tier, class)| PriceKey { model, tier, class });
    let overrides = proptest::collection::btree_map(key, 1e-6..1e3f64, 0..4);
    let base = proptest::sample::select(Preset::ALL.to_vec());
    let day = (2024i16..2030, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| sawtooth::prices::date(y, m, d));
    let choices = proptest::collection::vec((0..CHOICES.len(), any::<prop::sample::Index>()), 0..6);
    let text = "[ -~\u{e4}\u{20ac}\u{1f41b}]{0,40}";
    let term = ("[a-z -]{1,12}", proptest::sample::select(Term::ALL.to_vec()));
    let term = term.prop_map(|(plan, term)| PlanKey { plan, term });
    let terms = proptest::collection::btree_map(term, 0.0..1e4f64, 0..4);
    let baseline = proptest::option::of((scenarios::any_scenario(), text.prop_map(String::from)));
    let pays = prop_oneof![
        3 => Just(Pays::AsScenario),
        1 => Just(Pays::Api),
        1 => Just(Pays::Key),
        1 => proptest::sample::select(Cloud::ALL.to_vec()).prop_map(Pays::Cloud),
        1 => "[a-z_ -]{0,12}".prop_filter("a word of its own", |id| id != "api").prop_map(Pays::Plan),
    ];
    let payers = ("[a-z. -]{0,12}", proptest::array::uniform4(pays));
    let count = prop_oneof![Just(0.0), Just(0.5), (0u32..=100).prop_map(f64::from), 0.0..100.0f64];
    let task = ("[ -~\u{e4}\u{1f41b}]{0,20}", proptest::collection::vec(count, 0..=MOST_KINDS));
    let tasks = proptest::collection::vec(task, 0..=MOST_TASKS);
    let beside = proptest::collection::vec(scenarios::any_scenario(), 0..=2);
    let month = prop_oneof![3 => Just(0.0), 1 => -31.0..31.0f64];
    let months = (proptest::array::uniform12(month.clone()), proptest::array::uniform12(month));
    let switch = ("[a-z0-9:@/ ._-]{1,20}", day.clone());
    let switch = switch.prop_map(|(model, on)| PriceSwitch { model, on });
    let year = (prop_oneof![Just(0.0), Just(2027.0)], months, proptest::collection::vec(switch, 0..3));
    let more = (terms, baseline, proptest::option::of(from_logs()), payers, tasks, beside, year);
    (scenarios::any_scenario(), base, text, text, overrides, day, 1u32..50, choices, more)
        .prop_map(|(scenario, base, name, note, overrides, priced_on, price_revision, choices, more)| {
            let overrides = overrides.into_iter().collect();
            let mut scenario =
                Scenario { base, name, note, overrides, priced_on, price_revision, ..scenario };
            scenario.plans.terms = more.0.into_iter().collect();
            scenario.from_logs = more.2;
            scenario.tasks = more.4.iter().map(|(name, counts)| Task::new(name, counts)).collect();
            scenario.plan = more.3.0;
            let (year, (joiners, days_off), switched) = more.6;
            scenario.budget = TeamBudget { year, joiners, days_off, switched, ..scenario.budget };
            for group in (0..scenario.count_groups()).step_by(2) {
                scenario.team.set_days_off(group, Some(joiners.map(|n| n.clamp(-31.0, 31.0))));
            }
            for (group, pays) in more.3.1.into_iter().enumerate() {
                scenario.let_group_pay(group, pays);
            }
            scenario.beside = more.5.iter().map(link::encode).collect();
            scenario.baseline = more.1.map(|(baseline, name)| Box::new(Scenario { name, ..baseline }));
            for (choice, word) in choices {
                let words = CHOICES[choice].words;
                (CHOICES[choice].set)(&mut scenario, words[word.index(words.len())]);
            }
            scenario
        })
        .boxed()
}

fn same_estimate(a: &Scenario, b: &Scenario) -> Result<(), TestCaseError> {
    let (a, b) = (estimate(table(), a), estimate(table(), b));
    // Debug text, because some problems carry a NaN.
    prop_assert_eq!(format!("{a:?}"), format!("{b:?}"));
    Ok(())
}

/// The links that people are shown, whole and to be tried.
#[test]
fn the_examples_in_the_documents_open() {
    for text in [include_str!("../../README.md"), include_str!("../../src/scenario/link.rs")] {
        let links = text.split(|c: char| !(c.is_ascii_alphanumeric() || "-._~".contains(c)));
        let links: Vec<&str> =
            links.filter(|word| word.starts_with("s1~") && word.contains("~on-")).collect();
        assert!(!links.is_empty());
        for link in links {
            assert_eq!(decode(link).faults, [], "{link}");
        }
    }
}
