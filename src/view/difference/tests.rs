use super::*;
use crate::decisions::payment::{paid, state_capacity};
use crate::prices::{date, plans};
use crate::scenario::PayWith;

fn answer(scenario: &Scenario) -> Answer {
    crate::model::estimate::estimate(&RateTable::shipped(), scenario).answer.expect("a price")
}

fn today(preset: Preset) -> Scenario {
    preset.scenario(date(2026, 11, 21), 1)
}

#[test]
fn the_published_average_and_today_s() {
    let (table, locale) = (RateTable::shipped(), Locale::default());
    let (then, now) = (august(Preset::Average, 1), today(Preset::Average));
    let figure = figure(&table, &then, &now, &locale).expect("both have a price");
    assert_eq!(figure.title, "$108 a month less than the published average, on the API: models -$108");
    assert_eq!(
        sentence(&plans::shipped(), &answer(&then), &answer(&now), &locale),
        "$108.11 a month less than the published average ($263.40), on the API (−41%)"
    );
    let texts = texts(&table, &plans::shipped(), &then, &now, &locale).expect("the same");
    assert_eq!(
        texts.table.rows.iter().map(|row| row[3].as_str()).collect::<Vec<_>>(),
        ["", "$0.00", "-$108.11", ""]
    );
}

#[test]
fn a_step_says_from_where_to_where() {
    let (table, locale) = (RateTable::shipped(), Locale::default());
    let (mut before, mut after) = (today(Preset::Average), today(Preset::Average));
    before.name = "cheap".into();
    after.work.messages = 6.0;
    after.cache.on = false;
    after.shape.floor = 40_020.0;
    let found = difference(&table, &before, &after).expect("both have a price");
    let labels: Vec<String> = drawn(&table, &found, &locale).into_iter().map(|step| step.0).collect();
    assert_eq!(
        labels,
        ["Base context 40,000 → 40,020", "Messages a session 4 → 6", "Prompt caching on → off"]
    );
    let line = sentence(&plans::shipped(), &answer(&before), &answer(&after), &locale);
    assert!(line.contains(" more than “cheap” ($155.29), on the API (+"), "{line}");
    after.payment = crate::scenario::Payment::Subscription;
    let line = sentence(&plans::shipped(), &answer(&before), &answer(&after), &locale);
    assert!(line.contains(" more than “cheap” ($155.29 on the API), at API prices"), "{line}");
    assert!(line.starts_with("What you pay is not known: no plan is chosen. $"), "{line}");
}

/// Three sessions more past the limit: credits, beside what they would cost by the token.
#[test]
fn comparison_on_a_plan_says_what_is_paid() {
    let (table, plans, locale) = (RateTable::shipped(), plans::shipped(), Locale::default());
    let mut before = today(Preset::Average);
    before.name = "held".into();
    before.pay_with(PayWith::Plan("max".into()));
    let week = answer(&before);
    assert!(state_capacity(&mut before, &week, 0.6, 0.6, None));
    let mut after = before.clone();
    after.work.sessions_per_day = 7.0;
    let said = |s: &Scenario| sentence(&plans, &answer(&before), &answer(s), &locale);
    let usd = paid(&plans, &answer(&after)).usd().expect("known");
    let (now, more) = (waterfall::cents(usd, &locale), waterfall::cents(usd - 100.0, &locale));
    let first = format!("You pay {now} a month, {more} more than with “held” ($100.00).");
    let line = said(&after);
    let rest = line.strip_prefix(&first).unwrap_or_else(|| panic!("{line}, not {first}"));
    assert_eq!(rest, " $141.83 a month more than “held” ($189.10), at API prices (+75%)");
    assert!(usd > 101.0);
    let texts = texts(&table, &plans, &before, &after, &locale).expect("both have a price");
    assert_eq!(texts.notes[0], first);
    assert!(texts.table.caption.ends_with(": dollars a month at API prices, team"));
    // Inside the limit both pay the plan's price, whatever the work.
    after.work.sessions_per_day = 3.0;
    let line = said(&after);
    assert!(line.starts_with("You pay $100.00 a month, the same as with “held”. $47.2"), "{line}");
    // From the API to the plan.
    before.pay_with(PayWith::ApiKey);
    let line = sentence(&plans, &answer(&before), &answer(&after), &locale);
    assert!(line.starts_with("You pay $100.00 a month, $55.29 less than with “held” ($155.29)."), "{line}");
}

#[test]
fn kinds_and_groups_are_counted() {
    let (table, locale) = (RateTable::shipped(), Locale::default());
    let (before, mut after) = (today(Preset::Average), today(Preset::Average));
    after.add_kind_of("Quick question", 4.0, |one| one.work.messages = 1.0);
    after.add_group(crate::scenario::Group { people: 2.0, ..Default::default() });
    after.edit_group(1, |one| one.work.active_days = 10.0);
    let found = difference(&table, &before, &after).expect("both have a price");
    let labels: Vec<String> = drawn(&table, &found, &locale).into_iter().map(|step| step.0).collect();
    assert_eq!(
        labels,
        ["Kinds of session 1 kind → 2 kinds", "Sessions a day 4 → 8", "Groups of people 1 group → 2 groups"]
    );
    assert_eq!(super::super::answer::label("group3"), "Groups of people");
}

#[test]
fn the_smallest_of_many_share_a_bar() {
    let (table, locale) = (RateTable::shipped(), Locale::default());
    let (light, mut heavy) = (today(Preset::Light), today(Preset::Heavy));
    heavy.cache.warm = 0.5;
    heavy.shape.output = 900.0;
    heavy.background = 0.02;
    heavy.agents.count = 2.0;
    heavy.team.own = 3.0;
    let found = difference(&table, &light, &heavy).expect("both have a price");
    let steps = drawn(&table, &found, &locale);
    assert!(found.steps.len() > MOST_STEPS);
    assert_eq!((steps.len(), steps[MOST_STEPS].0.as_str()), (MOST_STEPS + 1, "Other inputs"));
    let sum: f64 = steps.iter().map(|step| step.1).sum();
    let printed = waterfall::printed(found.after) - waterfall::printed(found.before);
    assert!((sum - printed).abs() < 1e-9);
    for (label, _) in steps {
        assert!(label.chars().count() <= LONGEST_LABEL, "{label}");
    }
}
