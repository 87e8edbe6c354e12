//! Groups of people: added, set, named, copied, taken out and taken back, on a desk and on a phone.

use crate::harness::{DESK, Setup, key, native};
use sawtooth::scenario::link::encode;
use sawtooth::scenario::{Group, Pays, Preset};
use sawtooth::view::Locale;

const SIZES: [Setup; 2] = [DESK, DESK.size(390, 844)];

/// A lead of three groups: 12 as typed, 8 like heavy ones on seats, 3 with days of their own.
#[test]
fn lead_of_three_groups_sees_what_each_costs() {
    for size in SIZES {
        size.open(|page| {
            page.choose("people", "team");
            page.until("the first group", || page.shows("#group-developers"));
            page.fill("On this profile, people", "12");
            page.fill("On this profile, name", "Front end");
            page.press_named("button", "+ Heavy");
            page.fill("Heavy, people", "8");
            page.choose_named("Heavy, pay with", "plan-team-premium");
            page.fill("Heavy, name", "Back end");
            page.press_named("button", "+ Like the first");
            page.fill("Group 3, people", "3");
            page.fill("Group 3, days a month", "10");
            let s = page.until_scenario("three groups", |s| {
                s.count_groups() == 3 && s.as_group(2).work.active_days == 10.0
            });
            assert_eq!([0, 1, 2].map(|group| s.people(group)), [12.0, 8.0, 3.0]);
            assert_eq!(s.team.pays(1), &Pays::Plan("team-premium".into()));
            assert_eq!((s.name_of_group(0), s.name_of_group(1)), ("Front end", "Back end"));
            page.expect_month(&s);
            // The line of each is what it costs, and the total is what stands first on the page.
            let answer = native(&s);
            let locale = Locale::default();
            let first = locale.money(answer.groups[0].1);
            page.until("the first group's month", || page.text("#group summary").contains(&first));
            page.until("the seats", || page.text("#group2 summary").contains("$1,000"));
            page.until("the total", || page.text(".team-total").contains("23 people"));
            let large = page.text("#answer-sentence");
            let total =
                page.text(".team-total .kind-usd").split_whitespace().next().unwrap_or_default().to_string();
            assert!(large.contains(&total), "{total} in {large}");
            page.press_named("button", "Group 3, Remove");
            page.until_scenario("two groups", |s| s.count_groups() == 2);
            page.press("#undo");
            page.until_scenario("three groups again", |now| *now == s);
            assert_eq!(page.axe(), Vec::<String>::new());
        });
    }
}

#[test]
fn group_is_copied_and_gives_up_what_is_its_own() {
    DESK.open(|page| {
        let mut s = page.scenario();
        s.add_group(Group { name: "Back end".into(), people: 4.0, ..Group::default() });
        s.edit_group(1, |one| (one.work.active_days, one.shape.floor) = (18.0, 64e3));
        page.goto_tool(&encode(&s));
        page.until("the groups", || page.shows("#group2 summary"));
        page.press("#group2 > summary");
        page.until("what it has of its own", || page.text("#group2").contains("Base context 64K"));
        page.press_named("button", "Back end, Copy");
        let two = page.until_scenario("a copy", |s| s.count_groups() == 3);
        assert_eq!(two.team.groups[0], two.team.groups[1]);
        page.press("#group2 > summary");
        page.until("the first of them open", || page.shows("#group2-alike"));
        page.press("#group2-alike");
        let now = page.until_scenario("the first group's work", |s| s.as_group(1).shape.floor == 40e3);
        assert_eq!((now.as_group(1).work.active_days, now.as_group(2).work.active_days), (20.0, 18.0));
        page.expect_month(&now);
    });
}

/// Somebody sends their own scenario as a link: the lead pastes it as a group.
#[test]
fn link_becomes_a_group_and_an_unreadable_one_is_refused_at_its_field() {
    DESK.open(|page| {
        let mut theirs = page.preset(Preset::Heavy);
        (theirs.name, theirs.shape.growth) = ("Data team".into(), 2_222.0);
        let before = page.scenario();
        page.choose("people", "team");
        page.until("the field for a link", || page.shows("#group-link"));
        page.type_over("#group-link", "s1~nothing");
        page.press("#group-link-add");
        page.until("why not", || page.text("#p-group-link").contains("preset"));
        assert_eq!(page.scenario(), before);
        page.type_over("#group-link", &format!("https://example.org/#{}", encode(&theirs)));
        page.press("#group-link-add");
        let s = page.until_scenario("their group", |s| s.name_of_group(1) == "Data team");
        assert_eq!(s.as_group(1).shape.growth, 2_222.0);
        assert!((native(&s).groups[1].1 - native(&theirs).month.total).abs() < 1e-9);
        page.expect_month(&s);
    });
}

/// A group's bar opens its kinds of session, by keys and by a press, and a bar of these leads back.
#[test]
fn bar_of_a_group_is_pressed_to_look_at_it_alone() {
    DESK.open(|page| {
        let mut scenario = page.preset(Preset::Average);
        scenario.add_group(Group::like(Preset::Heavy, 2.0));
        scenario.add_kind_of("Quick question", 3.0, |one| one.work.messages = 1.0);
        page.goto_tool(&encode(&scenario));
        page.until("bars of groups", || page.text("#month-parts-title").contains(" a month"));
        let of_all = page.text("#month-parts-title");
        page.focus("#month-parts .overlay");
        page.keys(&format!("{}{}", key::DOWN, key::ENTER));
        page.until("the first group's kinds", || {
            page.text("#month-parts-title").starts_with("On this profile: ")
        });
        page.press("#month-parts .overlay");
        page.until("bars of groups again", || page.text("#month-parts-title") == of_all);
        assert_eq!(page.axe(), Vec::<String>::new());
    });
}
