//! Days off by the month that groups have of their own.

use super::year::{in_2027, looked, usd, year};
use crate::near;
use sawtooth::decisions::difference::{difference, take};
use sawtooth::decisions::year::differs;
use sawtooth::prices::RateTable;
use sawtooth::scenario::link::{self, Fault};
use sawtooth::scenario::{Group, Pays, Preset, Scenario, Team};

/// Groups in different countries: each as if it were alone with its days off, and together the total.
#[test]
fn days_off_of_each_group_add_up_to_the_months() {
    let table = RateTable::shipped();
    let light = Group { people: 6.0, like: Some(Preset::Light), ..Group::default() };
    let team = in_2027(|s| {
        s.add_group(Group { name: "Paris".into(), people: 5.0, ..Group::default() });
        s.add_group(light);
        s.add_group(Group { people: 3.0, pays: Pays::Plan("max".into()), ..Group::default() });
        (s.batch.jobs, s.budget.days_off[7], s.budget.days_off[11]) = (500.0, 10.0, 4.0);
        let mut paris = [0.0; 12];
        (paris[7], paris[4]) = (15.0, 5.0);
        s.team.set_days_off(1, Some(paris));
        s.team.set_days_off(2, Some([0.0; 12]));
    });
    let (found, plain) = (
        year(&table, &team),
        year(
            &table,
            &in_2027(|s| {
                *s = Scenario { budget: s.budget.clone(), ..team.clone() };
                (0..4).for_each(|group| s.team.set_days_off(group, None));
                s.budget.days_off = [0.0; 12];
            }),
        ),
    );
    // Of 20, 20, 15 and 20 active days.
    let left = |group: usize, off: f64| if group == 2 { 1.0 - off / 15.0 } else { 1.0 - off / 20.0 };
    for (at, (month, whole)) in found.months.iter().zip(&plain.months).enumerate() {
        let off = |group: usize| match (group, at) {
            (1, 4) => 5.0,
            (1, 7) => 15.0,
            (1 | 2, _) => 0.0,
            (_, 7) => 10.0,
            (_, 11) => 4.0,
            _ => 0.0,
        };
        let mut sum = month.paid.batch;
        for (part, whole) in month.paid.parts.iter().zip(&whole.paid.parts) {
            let used = whole.api + whole.credits.middle();
            near(part.month.middle(), whole.price + used * left(part.group, off(part.group)), 1e-6);
            near(part.at_api_prices, whole.at_api_prices * left(part.group, off(part.group)), 1e-6);
            sum += part.month.middle();
        }
        near(month.paid.usd().expect("known"), sum, 1e-6);
        let api: f64 = month.paid.parts.iter().map(|part| part.at_api_prices).sum();
        near(month.paid.at_api_prices, api + month.paid.batch, 1e-6);
        assert_eq!(month.own_days_off, [(1, off(1)), (2, 0.0)]);
    }
    near(usd(&table, &team).iter().sum(), found.total(&team).expect("known").middle(), 1e-6);
    // The plain month is nobody's holiday.
    assert_eq!(looked(&team).now, looked(&Scenario { team: plain_team(&team), ..team.clone() }).now);
    assert!(differs(&team));
}

fn plain_team(scenario: &Scenario) -> Team {
    let mut team = scenario.team.clone();
    (0..scenario.count_groups()).for_each(|group| team.set_days_off(group, None));
    team
}

/// A group's own days off go along with it, whatever group is before it, and are copied with it.
#[test]
fn days_off_stay_with_their_group() {
    let mut s = in_2027(|s| {
        s.add_group(Group { name: "Paris".into(), people: 5.0, ..Group::default() });
        s.team.set_days_off(1, Some([2.0; 12]));
        s.set_number("light", 4.0);
    });
    assert_eq!((s.days_off(1), s.days_off(2)), (&[0.0; 12], &[2.0; 12]));
    s.copy_group(2);
    s.set_number("light", 0.0);
    assert_eq!((s.days_off(1), s.days_off(2)), (&[2.0; 12], &[2.0; 12]));
    s.remove_group(1);
    s.let_group_be_like(1, Some(Preset::Heavy));
    assert_eq!((s.count_groups(), s.days_off(1)), (2, &[2.0; 12]));
    s.team.set_days_off(1, None);
    s.budget.days_off[3] = 1.0;
    assert_eq!((s.days_off(1), s.days_off(9)), (&s.budget.days_off, &s.budget.days_off));
}

#[test]
fn links_and_files_carry_the_days_off_of_groups() {
    let mut scenario = in_2027(|s| {
        s.set_number("light", 4.0);
        s.add_group(Group { name: "Paris".into(), people: 5.0, ..Group::default() });
        s.budget.days_off[7] = 10.0;
        let mut own = [0.0; 12];
        (own[4], own[5], own[11]) = (2.0, -0.5, 7.0);
        s.team.set_days_off(2, Some(own));
        s.team.set_days_off(1, Some([0.0; 12]));
    });
    let written = link::encode(&scenario);
    assert!(written.contains("~groupDaysOff-group2_none_group3_may2jun-0.5dec7~"), "{written}");
    assert_eq!(link::decode(&written).scenario.as_ref(), Some(&scenario));
    assert_eq!(link::file::read(&link::file::write(&scenario)).scenario.as_ref(), Some(&scenario));
    scenario.team.set_days_off(0, Some([1.0; 12]));
    assert_eq!(link::decode(&link::encode(&scenario)).scenario.as_ref(), Some(&scenario));
    // A group of whom there are none yet is none that a preset's name counts, and moves nobody's days.
    scenario.set_people(1, 0.0);
    assert_eq!(link::decode(&link::encode(&scenario)).scenario.as_ref(), Some(&scenario));
    for wrong in [
        "group2",
        "group3_may2",
        "group2_may32",
        "group2_2may",
        "group2_may",
        "group2_may2may3",
        "group9x_none",
        "group2_none_group2_none",
        "may2",
    ] {
        let text = ["s1~average1~on-2026-11-28~rev-4~group2-Paris_5~groupDaysOff-", wrong].concat();
        let opened = link::decode(&text);
        let fault = Fault::BadValue { key: "groupDaysOff".into(), value: wrong.into() };
        assert!(opened.faults.contains(&fault), "{wrong}: {:?}", opened.faults);
        assert_eq!(opened.scenario.expect("a scenario").team.own_days_off(1), None);
    }
}

/// They are one line among what differs, and change no dollars of the plain month.
#[test]
fn days_off_are_a_difference_of_their_own() {
    let before = in_2027(|s| s.add_group(Group { name: "Paris".into(), people: 5.0, ..Group::default() }));
    let mut after = before.clone();
    after.team.set_days_off(1, Some([1.0; 12]));
    let found = difference(&RateTable::shipped(), &before, &after).expect("both have a price");
    let steps: Vec<_> = found.steps.iter().map(|step| (step.keys.clone(), step.usd)).collect();
    assert_eq!(steps, [(vec!["daysOff"], 0.0)]);
    let mut taken = before.clone();
    take(&mut taken, &after, "daysOff");
    assert_eq!(taken, after);
    after.budget.days_off[2] = 3.0;
    after.remove_group(1);
    let found = difference(&RateTable::shipped(), &before, &after).expect("both have a price");
    assert_eq!(
        found.steps.iter().flat_map(|step| step.keys.clone()).collect::<Vec<_>>(),
        ["groups", "daysOff"]
    );
}
