//! Groups of people: in links, in files, and in what is edited of them.

use sawtooth::model::estimate::estimate;
use sawtooth::prices::{RateTable, date};
use sawtooth::scenario::link::{decode, encode, file};
use sawtooth::scenario::*;

fn typical() -> Scenario {
    Preset::Average.scenario(date(2026, 11, 28), RateTable::shipped().revision)
}

fn month(scenario: &Scenario) -> f64 {
    estimate(&RateTable::shipped(), scenario).answer.expect("a price").month.total
}

/// Three groups of which each has something of its own.
fn three() -> Scenario {
    let mut s = typical();
    (s.team.own, s.team.name) = (6.0, "Front end".into());
    s.set_number("heavy", 3.0);
    s.team.set_pays(1, Pays::Plan("team-premium".into()));
    s.add_group(Group { name: "Back_end & data".into(), people: 8.0, ..Group::default() });
    s.edit_group(2, |one| {
        (one.work.active_days, one.work.messages) = (18.0, 8.0);
        one.add_kind_of("Quick question", 3.0, |kind| kind.work.messages = 1.0);
    });
    s.team.set_pays(2, Pays::Api);
    s
}

#[test]
fn link_and_file_carry_groups() {
    let s = three();
    let link = encode(&s);
    assert!(link.contains("~heavy-3~"), "{link}");
    assert!(link.contains("~groupPays-heavy_team-premium~"), "{link}");
    assert!(link.contains("~group-Front_end~"), "{link}");
    assert!(
        link.contains("~group2-Back.5f.end.20..26..20.data_8_pays_api_sessions_7_days_18_")
            && link.contains("_messages_8"),
        "{link}"
    );
    assert_eq!(decode(&link).scenario, Some(s.clone()), "{link}");
    assert_eq!(file::read(&file::write(&s)).scenario, Some(s));
}

/// The issue of four groups with three kinds each.
#[test]
fn link_of_four_groups_of_three_kinds_is_short() {
    let mut s = typical();
    s.team.own = 12.0;
    let kinds = |one: &mut Scenario, messages: f64| {
        one.add_kind_of("Quick question", 3.0, |kind| {
            kind.work.messages = 1.0;
            kind.mix = vec![Share { model: "claude-haiku-5-5".into(), share: 1.0 }];
        });
        one.add_kind_of("Long refactor", 0.5, |kind| {
            (kind.work.messages, kind.shape.floor) = (messages, 64_150.0);
            kind.mix = vec![Share { model: "claude-opus-5-5".into(), share: 1.0 }];
        });
    };
    kinds(&mut s, 20.0);
    for (n, name) in ["Back end", "Data", "Platform and on-call"].into_iter().enumerate() {
        let people = 8.0 + n as f64;
        s.add_group(Group { name: name.into(), people, like: Some(Preset::Heavy), ..Group::default() });
        s.edit_group(n + 1, |one| {
            (one.work.active_days, one.work.sessions_per_day) = (18.0, 6.25 + n as f64);
            kinds(one, 12.0 + n as f64);
        });
        s.team.set_pays(n + 1, Pays::Plan("team-premium".into()));
    }
    let link = encode(&s);
    assert_eq!(decode(&link).scenario, Some(s));
    assert!(link.len() <= 1_400, "{} characters: {link}", link.len());
}

#[test]
fn groups_that_cannot_be_read_are_refused() {
    let link = encode(&three());
    for (from, to) in [
        ("_8_pays_api_", "_-8_pays_api_"),
        ("_days_18_", "_days_32_"),
        ("_days_18_", "_light_18_"),
        ("_days_18_", "_like_textbook_"),
        ("_kinds__kind_", "_kinds__nokind_"),
    ] {
        assert!(link.contains(from), "{from} in {link}");
        let opened = decode(&link.replace(from, to));
        assert!(
            opened.faults.iter().any(|f| matches!(f, link::Fault::BadValue { .. })),
            "{to}: {:?}",
            opened.faults
        );
    }
}

/// Presets that are counted come first, whatever was typed first.
#[test]
fn people_on_presets_are_groups() {
    let mut s = typical();
    s.set_number("heavy", 2.0);
    s.set_number("light", 5.0);
    s.add_group(Group { people: 1.0, ..Group::default() });
    s.set_number("average", 1.0);
    let likes: Vec<Option<Preset>> = s.team.groups.iter().map(|group| group.like).collect();
    assert_eq!(likes, [Some(Preset::Light), Some(Preset::Average), Some(Preset::Heavy), None]);
    assert_eq!(decode(&encode(&s)).scenario, Some(s.clone()));
    s.set_number("average", 0.0);
    assert_eq!(s.count_groups(), 4);
    // One with a name, or in another order, is no longer counted and stays where it is.
    s.name_group(1, "Support");
    assert_eq!((s.team.like(Preset::Light), s.people(1)), (0.0, 5.0));
    assert_eq!(decode(&encode(&s)).scenario, Some(s.clone()));
}

#[test]
fn group_changes_with_the_first_but_for_its_own_inputs() {
    let mut s = typical();
    s.add_group(Group { people: 1.0, ..Group::default() });
    s.edit_group(1, |one| one.work.messages = 9.0);
    s.work.messages = 2.0;
    s.shape.floor = 60e3;
    let one = s.as_group(1);
    assert_eq!((one.work.messages, one.shape.floor), (9.0, 60e3));
    s.let_group_be_like(1, Some(Preset::Heavy));
    let heavy = month(&Preset::Heavy.scenario(s.priced_on, s.price_revision));
    let own = month(&Scenario { team: Team { own: 1.0, ..Team::default() }, ..s.clone() });
    assert!((month(&s) - own - heavy).abs() < 1e-9);
}

/// A link of somebody's work becomes a group that costs what the link costs.
#[test]
fn group_of_a_link_costs_what_the_link_does() {
    let mut other = Preset::Heavy.scenario(date(2026, 11, 28), RateTable::shipped().revision);
    (other.shape.growth, other.agents.count, other.compaction.trigger) = (1_711.0, 2.0, Trigger::Threshold);
    other.tokenizer = sawtooth::prices::Tokenizer::Classic;
    other.add_kind_of("Headless run", 2.0, |one| one.cache.hit_rate = 0.9);
    for base in [Preset::Average, Preset::Textbook] {
        let mut s = Scenario { basis: Basis::Work, ..base.scenario(other.priced_on, other.price_revision) };
        let before = month(&s);
        let group = s.group_of(&other, "Theirs".into(), 3.0).expect("a group");
        s.add_group(group);
        assert!((month(&s) - before - 3.0 * month(&other)).abs() < 1e-9);
        assert_eq!(decode(&encode(&s)).scenario, Some(s));
    }
    let textbook = Preset::Textbook.scenario(other.priced_on, other.price_revision);
    assert_eq!(typical().group_of(&textbook, String::new(), 1.0), None);
    // And one that starts from it without its totals.
    let work = Scenario { basis: Basis::Work, ..textbook };
    let mut s = typical();
    let group = s.group_of(&work, String::new(), 1.0).expect("a group");
    let before = month(&s);
    s.add_group(group);
    assert!((month(&s) - before - month(&work)).abs() < 1e-9);
}

#[test]
fn group_with_an_impossible_input_is_named() {
    let mut s = typical();
    s.add_group(Group { people: 2.0, ..Group::default() });
    s.edit_group(1, |one| one.mix[0].share = 0.9);
    let found = estimate(&RateTable::shipped(), &s);
    assert!(found.answer.is_none());
    assert_eq!(found.problems.iter().map(|p| p.field).collect::<Vec<_>>(), ["group2"]);
    let mut s = typical();
    s.add_group(Group { people: 2.0, ..Group::default() });
    s.edit_group(1, |one| one.mix[0].model = "claude-unheard-of".into());
    assert_eq!(estimate(&RateTable::shipped(), &s).problems[0].field, "group2");
}

/// More groups than there may be are said, not dropped.
#[test]
fn link_of_too_many_groups_is_refused() {
    let mut s = typical();
    while s.count_groups() < MOST_GROUPS {
        s.copy_group(0);
    }
    let link = encode(&s).replace("~group2-", "~light-4~group2-");
    assert!(
        decode(&link).faults.contains(&link::Fault::BadValue { key: "group12".into(), value: "_1".into() })
    );
}

#[test]
fn groups_are_copied_and_taken_out() {
    let mut s = three();
    s.copy_group(2);
    assert_eq!((s.count_groups(), s.name_of_group(3)), (4, "Back_end & data"));
    s.remove_group(1);
    assert_eq!((s.count_groups(), s.people(1)), (3, 8.0));
    while s.count_groups() < MOST_GROUPS {
        s.copy_group(0);
    }
    s.copy_group(0);
    assert_eq!(s.count_groups(), MOST_GROUPS);
    assert_eq!(decode(&encode(&s)).scenario, Some(s));
}

/// People who are still to come are a group already, wherever it stands.
#[test]
fn group_without_people_is_in_link_and_file() {
    let mut s = three();
    for group in 0..s.team.groups.len() {
        s.team.groups[group].people = 0.0;
        let link = encode(&s);
        assert_eq!(decode(&link).scenario, Some(s.clone()), "{link}");
        assert_eq!(file::read(&file::write(&s)).scenario, Some(s.clone()));
    }
}
