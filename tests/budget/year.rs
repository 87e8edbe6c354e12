//! Months of a budget's year that are unlike, and prices from the day on which they change.

use crate::seeded::Seeded;
use crate::{near, person};
use sawtooth::decisions::budget::{MonthTeam, Outlook, alike, budget, course, outlook};
use sawtooth::decisions::payment::{Paid, Span, paid};
use sawtooth::decisions::people::{Amounts, Team};
use sawtooth::decisions::price_changes::{Change, Status};
use sawtooth::decisions::range::{POINTS, dimensions, range};
use sawtooth::decisions::year::{Year, differs};
use sawtooth::model::draws::Points;
use sawtooth::model::estimate::{Answer, estimate};
use sawtooth::prices::{Date, PriceRow, RateTable, Rates, date, plans};
use sawtooth::scenario::link::{self, Fault};
use sawtooth::scenario::{Basis, Group, Pay, PayPer, PayWith, Pays, PriceSwitch, Scenario, Share};

/// 20 developers with a budget for the calendar year 2027, priced on 28 November 2026.
pub(super) fn in_2027(change: impl FnOnce(&mut Scenario)) -> Scenario {
    let opened = link::decode("s1~average1~on-2026-11-28~rev-4~developers-20~budget-3500~budgetYear-2027");
    let mut scenario = opened.scenario.expect("a scenario");
    change(&mut scenario);
    scenario
}

fn on(scenario: &mut Scenario, models: &[(&str, f64)]) {
    let share = |(model, share): &(&str, f64)| Share { model: (*model).into(), share: *share };
    scenario.mix = models.iter().map(share).collect();
}

fn answer(table: &RateTable, scenario: &Scenario) -> (Answer, Paid) {
    let answer = estimate(table, scenario).answer.expect("a price");
    let paid = paid(&plans::shipped(), &answer);
    (answer, paid)
}

pub(super) fn year(table: &RateTable, scenario: &Scenario) -> Year {
    let (answer, paid) = answer(table, scenario);
    Year::new(table, &plans::shipped(), &answer, &paid)
}

pub(super) fn looked(scenario: &Scenario) -> Outlook {
    let table = RateTable::shipped();
    let (answer, paid) = answer(&table, scenario);
    let range = range(scenario, &answer, &Points::new(dimensions(scenario), POINTS));
    outlook(&paid, &answer, range.as_ref(), year(&table, scenario)).expect("a team")
}

/// USD of each month as it leaves the account.
pub(super) fn usd(table: &RateTable, scenario: &Scenario) -> Vec<f64> {
    let months = year(table, scenario).paid(scenario);
    months.iter().map(|month| month.paid.map(Span::middle).expect("known")).collect()
}

/// The shipped table with another price of Opus 5.5 from a day on.
fn with_opus_from(day: Date, times: f64, change: impl FnOnce(&mut PriceRow)) -> RateTable {
    let mut table = RateTable::shipped();
    let opus = table.models.iter_mut().find(|model| model.id == "claude-opus-5-5").expect("there");
    let last = opus.price(date(2026, 11, 28), 4).expect("a price").clone();
    let mut rates: Rates = last.rates;
    (rates.input, rates.output, rates.read) = (rates.input * times, rates.output * times, rates.read * times);
    (rates.write_5m, rates.write_1h) = (rates.write_5m * times, rates.write_1h * times);
    let mut row = PriceRow { from: day, to: None, revision: 4, rates, ..last };
    change(&mut row);
    opus.prices.push(row);
    table
}

/// The numbers of three links as they were when all months were alike, to the last digit.
#[test]
fn nothing_by_the_month_leaves_every_number_as_it_was() {
    let before = [
        (
            "s1~average1~on-2026-11-28~rev-4~developers-20~budget-3500~joining-2~fiscalFrom-apr",
            [2947.3857971154157, 12115.156649863336, 59371.273563307, 119132.08883024371],
            [0.39579805573509885, 0.7461700674112862, 6872.267396702433],
            [Some(10), Some(6)],
        ),
        (
            "s1~average1~on-2026-11-28~rev-4~developers-12~budget-3000~light-8~heavy-4~groupPays-own_team-premium~jobs-1000",
            [3001.872951080367, 14191.47994892396, 40495.93270389183, 65913.68694722393],
            [0.5006085617283128, 0.6537563605435927, 6016.852047537595],
            [Some(11), Some(7)],
        ),
        (
            "s1~average1~on-2026-11-28~rev-4~developers-20~budget-3500~ranges-off~mix-opus-4-5_0.5_sonnet-5-5_0.5~budgetRisk-0.2",
            [3609.069467140759, 18937.719024834005, 47205.32647642013, 55864.23623562232],
            [0.5325025131452689, 0.8347420593201209, 5027.692445347098],
            [Some(11), Some(9)],
        ),
    ];
    for (link, [first, half, median, bad], chances, runs_out) in before {
        let scenario = link::decode(link).scenario.expect("a scenario");
        let found = looked(&scenario);
        let budget = found.budget.expect("a budget");
        let after = &found.course;
        assert_eq!([after[0].p50, after[5].p10, after[11].p50, after[11].p90], [first, half, median, bad]);
        assert_eq!([budget.passed, budget.year_passed, budget.enough], chances);
        assert_eq!(budget.runs_out, runs_out);
        assert!(!differs(&scenario) && found.year.changes.is_empty());
    }
}

/// No price of the average's models changes in 2027.
#[test]
fn calendar_year_without_a_change_changes_no_number() {
    let (dated, undated) = (in_2027(|_| ()), in_2027(|s| s.budget.year = 0.0));
    let (found, plain) = (looked(&dated), looked(&undated));
    assert_eq!((&found.course, &found.ahead, found.budget), (&plain.course, &plain.ahead, plain.budget));
    assert!(found.ahead.iter().all(|month| *month == found.ahead[0]));
    assert_eq!(found.ahead[0].passed, found.budget.expect("a budget").passed);
    assert_eq!(found.year.months[0].first, date(2027, 1, 1));
    assert_eq!(plain.year.months[0].first, date(2026, 1, 1));
    assert_eq!(looked(&in_2027(|s| s.budget.fiscal_from = 4)).year.months[11].first, date(2028, 3, 1));
}

#[test]
fn twelve_months_add_up_to_the_year() {
    let table = with_opus_from(date(2027, 3, 11), 2.0, |_| ());
    let mut scenario = in_2027(|s| {
        s.budget.joiners[4] = 5.0;
        s.budget.days_off[7] = 10.0;
        s.add_group(Group { people: 6.0, pays: Pays::Plan("max".into()), ..Group::default() });
    });
    for idle in [0.0, 2.0] {
        scenario.plans.idle_months = idle;
        let (answer, paid) = answer(&table, &scenario);
        let year = year(&table, &scenario);
        let sum: f64 = usd(&table, &scenario).iter().sum();
        near(year.total(&scenario).expect("known").middle(), sum, 1e-6);
        if idle == 0.0 {
            let found = outlook(&paid, &answer, None, year).expect("a team");
            near(found.ahead.iter().map(|month| month.mean).sum(), sum, 1e-6);
        }
    }
    // With nothing that differs they are the year that is paid.
    let plain = in_2027(|s| (s.budget.year, s.plans.idle_months) = (0.0, 3.0));
    let table = RateTable::shipped();
    let paid = answer(&table, &plain).1.year.expect("known").middle();
    near(usd(&table, &plain).iter().sum(), paid, 1e-6);
}

#[test]
fn joiner_changes_only_that_month_and_later_ones() {
    let plain = looked(&in_2027(|_| ()));
    let found = looked(&in_2027(|s| {
        s.budget.joiners[2] = 5.0;
        s.budget.joiners[5] = -10.0;
    }));
    let people: Vec<f64> = found.year.months.iter().map(|month| month.people).collect();
    assert_eq!(people, [20., 20., 25., 25., 25., 15., 15., 15., 15., 15., 15., 15.]);
    assert_eq!((&found.ahead[..2], &found.course[..2]), (&plain.ahead[..2], &plain.course[..2]));
    near(found.ahead[2].mean, plain.ahead[0].mean * 1.25, 1e-6);
    assert!(found.ahead[2].passed > plain.ahead[2].passed && found.ahead[5].passed < plain.ahead[5].passed);
    assert_ne!(found.course[2], plain.course[2]);
    // The headline is the plain month.
    assert_eq!((found.now, found.band), (plain.now, plain.band));
    // All gone is nobody, and nobody costs nothing.
    let gone = looked(&in_2027(|s| s.budget.joiners[0] = -30.0));
    assert!(gone.ahead.iter().all(|month| month.mean == 0.0 && month.passed == 0.0));
    assert_eq!(gone.budget.expect("a budget").runs_out, [None, None]);
}

#[test]
fn batch_jobs_without_people_cost_the_same_every_month() {
    let scenario = in_2027(|s| (s.team.own, s.batch.jobs, s.budget.joiners[2]) = (0.0, 1_000.0, 5.0));
    let (table, months) = (RateTable::shipped(), usd(&RateTable::shipped(), &scenario));
    let batch = answer(&table, &scenario).1.batch;
    assert!(batch > 0.0 && months.iter().all(|month| *month == batch), "{months:?}");
}

#[test]
fn months_of_the_fiscal_year_keep_their_calendar_names() {
    let found = looked(&in_2027(|s| (s.budget.fiscal_from, s.budget.joiners[2]) = (4, 5.0)));
    // March 2028 is the last month of a year that begins in April 2027.
    assert_eq!([found.year.months[10].people, found.year.months[11].people], [20.0, 25.0]);
}

#[test]
fn days_off_scale_what_is_used_and_no_plan() {
    let table = RateTable::shipped();
    let by_token = in_2027(|s| s.budget.days_off[7] = 10.0);
    let months = usd(&table, &by_token);
    near(months[7], months[0] * 0.5, 1e-6);
    assert!(months.iter().enumerate().all(|(at, month)| at == 7 || *month == months[0]));
    assert_eq!(year(&table, &by_token).months[7].days_off, 10.0);
    // More days than others have, up to those of a month; and none.
    near(usd(&table, &in_2027(|s| s.budget.days_off[7] = -2.0))[7], months[0] * 1.1, 1e-6);
    near(usd(&table, &in_2027(|s| s.budget.days_off[7] = -31.0))[7], months[0] * 31.0 / 20.0, 1e-6);
    assert_eq!(usd(&table, &in_2027(|s| s.budget.days_off[7] = 31.0))[7], 0.0);
    let on_a_plan = in_2027(|s| {
        s.pay_with(PayWith::Plan("max".into()));
        s.budget.days_off[7] = 10.0;
    });
    assert!(usd(&table, &on_a_plan).iter().all(|month| *month == 2_000.0));
    // Each group has its own active days.
    let light = Group { people: 20.0, like: Some(sawtooth::scenario::Preset::Light), ..Group::default() };
    let both = in_2027(|s| {
        s.add_group(light);
        s.budget.days_off[7] = 5.0;
    });
    let parts = answer(&table, &both).1.parts;
    near(usd(&table, &both)[7], parts[0].api * 15.0 / 20.0 + parts[1].api * 10.0 / 15.0, 1e-6);
}

#[test]
fn month_in_which_a_price_changes_is_the_mean_weighted_by_its_days() {
    let table = with_opus_from(date(2027, 3, 11), 2.0, |_| ());
    let scenario = in_2027(|s| on(s, &[("claude-opus-5-5", 1.0)]));
    let months = usd(&table, &scenario);
    let [before, after] = [months[0], months[3]];
    near(before, answer(&table, &scenario).1.usd().expect("known"), 1e-9);
    near(after, 2.0 * before, 1e-6);
    // Ten days of March at the old price, 21 at the new one.
    near(months[2], (10.0 * before + 21.0 * after) / 31.0, 1e-6);
    assert_eq!((months[1], months[11]), (before, after));
    // From the first day of a month on there is nothing to weigh.
    let months = usd(&with_opus_from(date(2027, 3, 1), 2.0, |_| ()), &scenario);
    assert_eq!([months[1], months[2]], [before, after]);
    // It counts from the first month where it comes before the year.
    let months = usd(&with_opus_from(date(2026, 12, 10), 2.0, |_| ()), &scenario);
    assert!(months.iter().all(|month| *month == after), "{months:?}");
    // And not at all where it comes after it, or before the scenario's day.
    for day in [date(2028, 1, 1), date(2026, 11, 27)] {
        assert_eq!(year(&with_opus_from(day, 2.0, |_| ()), &scenario).changes, []);
    }
}

#[test]
fn switch_that_is_off_gives_the_months_of_before() {
    let table = with_opus_from(date(2027, 3, 11), 2.0, |_| ());
    let mut scenario = in_2027(|s| on(s, &[("claude-opus-5-5", 0.5), ("claude-opus-4-5", 0.5)]));
    let all = year(&table, &scenario).changes;
    let kinds: Vec<(&str, Date, Status, bool)> =
        all.iter().map(|change| (change.name.as_str(), change.on, change.status, change.counts)).collect();
    let retires = ("Opus 4.5", date(2027, 1, 22), Status::Confirmed, true);
    assert_eq!(kinds, [retires, ("Opus 5.5", date(2027, 3, 11), Status::Confirmed, true)]);
    let plain =
        usd(&table, &Scenario { budget: in_2027(|s| s.budget.year = 0.0).budget, ..scenario.clone() });
    for change in &all {
        scenario.budget.switch(change.switch());
    }
    assert!(year(&table, &scenario).changes.iter().all(|change| !change.counts && change.month.is_none()));
    assert_eq!(usd(&table, &scenario), plain);
    // One of the two alone.
    scenario.budget.switch(all[1].switch());
    let months = usd(&table, &scenario);
    assert!(months[1] == plain[1] && months[3] > plain[3], "{months:?}");
    assert_eq!(scenario.budget.switched, [PriceSwitch { model: "claude-opus-4-5".into(), on: all[0].on }]);
}

#[test]
fn work_of_a_retired_model_moves_to_the_current_one_of_its_family() {
    let table = RateTable::shipped();
    let shares = [("claude-opus-4-5", 0.3), ("claude-opus-5-5", 0.2), ("claude-sonnet-5-5", 0.5)];
    let scenario = in_2027(|s| {
        on(s, &shares);
        s.add_kind_of("Question", 2.0, |one| one.mix = vec![Share { model: shares[0].0.into(), share: 1.0 }]);
        (s.agents.count, s.agents.model) = (1.0, shares[0].0.into());
        s.add_group(Group { people: 4.0, ..Group::default() });
        s.edit_group(1, |one| on(one, &[("claude-opus-4-5", 1.0)]));
    });
    let moved = in_2027(|s| {
        on(s, &[("claude-opus-5-5", 0.5), ("claude-sonnet-5-5", 0.5)]);
        s.add_kind_of("Question", 2.0, |one| one.mix = vec![Share { model: shares[1].0.into(), share: 1.0 }]);
        (s.agents.count, s.agents.model) = (1.0, shares[1].0.into());
        s.add_group(Group { people: 4.0, ..Group::default() });
        s.edit_group(1, |one| on(one, &[("claude-opus-5-5", 1.0)]));
    });
    let (months, later) = (usd(&table, &scenario), answer(&table, &moved).1.usd().expect("known"));
    near(months[1], later, 1e-6);
    near(months[0], (21.0 * answer(&table, &scenario).1.usd().expect("known") + 10.0 * later) / 31.0, 1e-6);
    let [change] = &year(&table, &scenario).changes[..] else { panic!("one change") };
    assert_eq!(change.month.map(f64::round), Some(later.round()));
    assert!(matches!(&change.what, Change::Retires { to: Some((id, _)) } if id == "claude-opus-5-5"));
    // A bill is what was paid before, not what the later price is fitted to.
    let bill = in_2027(|s| {
        on(s, &[("claude-opus-4-5", 1.0)]);
        (s.basis, s.exact) = (Basis::Pay, true);
        s.pay = Pay { amount: 4_000.0, per: PayPer::Month };
    });
    assert!(usd(&table, &bill)[1] < 3_900.0);
}

#[test]
fn announced_change_counts_and_a_cancelled_one_only_when_it_is_switched_on() {
    let day = date(2027, 3, 1);
    let mut scenario = in_2027(|s| on(s, &[("claude-opus-5-5", 1.0)]));
    let mut table = with_opus_from(day, 2.0, |row| row.provisional = true);
    assert_eq!(year(&table, &scenario).changes[0].status, Status::Announced);
    let raised = usd(&table, &scenario);
    // A later revision holds the old price from the same day on.
    table.revision = 5;
    let opus = table.models.iter_mut().find(|model| model.id == "claude-opus-5-5").expect("there");
    let old = opus.price(date(2026, 11, 28), 4).expect("a price").clone();
    opus.prices.push(PriceRow { revision: 5, from: day, ..old });
    // What was made before knows nothing of it.
    assert_eq!(usd(&table, &scenario), raised);
    scenario.price_revision = 5;
    let [change] = &year(&table, &scenario).changes[..] else { panic!("one change") };
    assert_eq!((change.status, change.counts), (Status::Cancelled, false));
    let plain = usd(&table, &scenario);
    assert!(plain.iter().all(|month| *month == raised[0]));
    scenario.budget.switch(change.switch());
    assert_eq!(usd(&table, &scenario), raised);
}

#[test]
fn end_of_an_introductory_price_counts_from_its_day() {
    // It holds from December to the end of February; what stood before holds again.
    let table = with_opus_from(date(2026, 12, 1), 0.5, |row| row.to = Some(date(2027, 3, 1)));
    let mut scenario = in_2027(|s| on(s, &[("claude-opus-5-5", 1.0)]));
    let months = usd(&table, &scenario);
    let listed = answer(&table, &scenario).1.usd().expect("known");
    near(months[1], listed / 2.0, 1e-6);
    assert_eq!(months[2], listed);
    // Without its end the lower price stays.
    let end = year(&table, &scenario).changes.last().map(|change| change.switch()).expect("two");
    scenario.budget.switch(end);
    near(usd(&table, &scenario)[11], listed / 2.0, 1e-6);
}

#[test]
fn chances_of_unlike_months_are_those_of_simulated_ones() {
    let team = |mean: f64| {
        let by_token = vec![Amounts { count: 20.0, mean, sigma: 1.28 }];
        Team { by_token, fixed: 100.0, credits: 0.0, factors: vec![0.8, 1.25], sigma: 1.28 }
    };
    let mean = |month: usize| [195.0, 100.0, 250.0][month / 4];
    let people = |month: usize| if month < 6 { 1.0 } else { 1.5 };
    let months: Vec<MonthTeam> =
        (0..12).map(|at| MonthTeam { team: team(mean(at)), people: people(at) }).collect();
    let plain = team(195.0);
    let found = budget(&plain, &plain.over(1), &months, &course(&months), 5_000.0, 0.1).expect("a budget");
    let (mut random, mut passed, mut half) = (Seeded(7), 0, 0);
    const YEARS: usize = 8_000;
    let middle = course(&months)[5].p50;
    for year in 0..YEARS {
        let factor = if year % 2 == 0 { 0.8 } else { 1.25 };
        let mut spent = 0.0;
        for month in 0..12 {
            let count = (20.0 * people(month)) as usize;
            let used: f64 = (0..count).map(|_| mean(month) * factor * person(&mut random)).sum();
            spent += used + 100.0 * people(month);
            half += usize::from(month == 5 && spent > middle);
        }
        passed += usize::from(spent > 60_000.0);
    }
    near(found.year_passed, passed as f64 / YEARS as f64, 0.015);
    near(half as f64 / YEARS as f64, 0.5, 0.018);
    assert_eq!(course(&alike(&plain, 0.0))[0].months, 1);
}

#[test]
fn links_and_files_carry_months_that_differ() {
    let scenario = in_2027(|s| {
        (s.budget.joiners[2], s.budget.joiners[5]) = (5.0, -2.5);
        (s.budget.days_off[7], s.budget.days_off[11]) = (10.0, 7.0);
        s.budget.switch(PriceSwitch { model: "claude-opus-4-5".into(), on: date(2027, 1, 22) });
    });
    let written = link::encode(&scenario);
    let parts = "~budgetYear-2027~joiners-mar5_jun-2.5~daysOff-aug10_dec7~priceSwitches-opus-4-5_2027-01-22~";
    assert!(written.contains(parts), "{written}");
    assert_eq!(link::decode(&written).scenario.as_ref(), Some(&scenario));
    assert_eq!(link::file::read(&link::file::write(&scenario)).scenario, Some(scenario));
    // What is as it was is not written.
    let plain = link::encode(&in_2027(|s| s.budget.year = 0.0));
    assert!(["budgetYear", "joiners", "daysOff", "priceSwitches"].iter().all(|key| !plain.contains(key)));
}

#[test]
fn months_that_cannot_be_read_are_faults_of_their_key() {
    let wrong = [
        ("joiners", "mar"),
        ("joiners", "march5"),
        ("joiners", "mar5_mar6"),
        ("joiners", "mar100001"),
        ("daysOff", "aug32"),
        ("daysOff", "aug--3"),
        ("priceSwitches", "opus-4-5"),
        ("priceSwitches", "opus-4-5_2027-02-30"),
        ("budgetYear", "2027.5"),
    ];
    for (key, value) in wrong {
        let opened = link::decode(&["s1~average1~on-2026-11-28~rev-4~", key, "-", value].concat());
        let fault = Fault::BadValue { key: key.into(), value: value.into() };
        assert!(opened.faults.contains(&fault), "{key}-{value}: {:?}", opened.faults);
    }
}
