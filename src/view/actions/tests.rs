use super::{ActionList, list};
use crate::decisions::actions::{actions, actions_paid_in};
use crate::decisions::paid_in::PaidIn;
use crate::decisions::payment::{paid, state_capacity};
use crate::decisions::savings::Lever;
use crate::model::estimate::estimate;
use crate::prices::plans;
use crate::prices::{RateTable, date};
use crate::scenario::{Overflow, PayWith, Preset, Scenario, Share, choice};
use crate::view::Locale;

fn listed(edit: impl Fn(&mut Scenario)) -> ActionList {
    let table = RateTable::shipped();
    let mut scenario = Preset::Average.scenario(date(2026, 11, 28), 1);
    edit(&mut scenario);
    let answer = estimate(&table, &scenario).answer.expect("a price");
    list(&table, &actions(&table, &answer), &Locale::default())
}

fn row(list: &ActionList, lever: Lever) -> &super::ActionRow {
    list.rows.iter().find(|row| row.lever == lever).expect("a row")
}

fn only(scenario: &mut Scenario, ticked: &[Lever]) {
    for lever in Lever::ALL {
        let word = if ticked.contains(&lever) { "yes" } else { "no" };
        (choice(lever.key()).expect("a tick").set)(scenario, word);
    }
}

/// What stands on the screen adds up as it stands there.
fn adds_up(list: &ActionList) {
    let number =
        |text: &str| text.trim_matches(['$', ' ']).replace(',', "").parse::<f64>().expect("a number");
    let (steps, after) = list.total.split_once(" = ").expect("a sum");
    let mut parts = steps.split(" − ");
    let before = number(parts.next().expect("a month"));
    let saves: Vec<f64> = parts.map(number).collect();
    let shown =
        list.rows.iter().filter(|row| row.counted).map(|row| number(row.saves.trim_start_matches('−')));
    assert_eq!(shown.collect::<Vec<_>>(), saves);
    assert!((before - saves.iter().sum::<f64>() - number(after)).abs() < 1e-6, "{}", list.total);
    assert_eq!(after, list.after);
}

#[test]
fn total_adds_up_as_it_is_printed() {
    for preset in [Preset::Light, Preset::Average, Preset::Heavy] {
        for people in [1.0, 3.0, 20.0] {
            adds_up(&listed(|s| {
                *s = preset.scenario(date(2026, 11, 28), 1);
                s.team.own = people;
            }));
        }
    }
    let typical = listed(|_| ());
    assert!(typical.total.starts_with("$155 − 27 − "), "{}", typical.total);
    assert_eq!(typical.apply.as_deref(), Some("Apply 4 changes"));
}

#[test]
fn row_says_exactly_what_to_do() {
    let all = listed(|s| only(s, &[Lever::Model, Lever::Compact]));
    let model = row(&all, Lever::Model);
    assert_eq!(
        model.instruction,
        "Sonnet 5.5 for 30% of the Opus 5.5 sessions, Haiku 5.5 for 30% of the Sonnet 5.5 sessions, chosen when a \
         session starts."
    );
    assert_eq!(model.copy, ["/model claude-sonnet-5-5", "/model claude-haiku-5-5"]);
    let compact = row(&all, Lever::Compact);
    let tokens = compact.copy[0].strip_prefix("/autocompact ").expect("a command");
    let threshold = tokens.parse::<f64>().expect("tokens") - 33_000.0;
    let at = Locale::default().tokens(threshold);
    assert_eq!(compact.instruction, format!("Compact at {at}: `/autocompact {tokens}`."));
    assert_eq!(compact.copy[1], format!("CLAUDE_CODE_AUTO_COMPACT_WINDOW={tokens}"));
    assert_eq!(row(&all, Lever::Split).copy, ["/clear"]);
    // Every action that is offered has its words, and all but none a source.
    for row in all.rows.iter().filter(|row| !row.saves.is_empty()) {
        assert!(row.instruction.ends_with('.') && row.source.is_some(), "{row:?}");
    }
}

#[test]
fn model_without_compaction_ahead_of_time_compacts_by_hand() {
    let all = listed(|s| {
        s.mix = vec![Share { model: "claude-haiku-4-5".into(), share: 1.0 }];
        s.work.messages = 9.0;
        only(s, &[Lever::Compact]);
    });
    let compact = row(&all, Lever::Compact);
    assert!(
        compact.instruction.contains("on Haiku 4.5, which does not compact ahead of time"),
        "{compact:?}"
    );
    assert_eq!(compact.copy[0], "/compact");
    assert!(compact.copy[1].starts_with("CLAUDE_AUTOCOMPACT_PCT_OVERRIDE="));
}

#[test]
fn row_that_does_nothing_says_why() {
    let all = listed(|_| ());
    let hour = row(&all, Lever::Hour);
    assert!(hour.saves.is_empty() && hour.note.contains("pauses"), "{hour:?}");
    let totals = listed(|s| *s = s.like(Preset::Textbook));
    assert_eq!(row(&totals, Lever::Floor).note, "Token counts alone do not show this.");
    let none = listed(|s| only(s, &[]));
    assert_eq!((none.total.as_str(), none.apply, none.after.as_str()), ("", None, "$155"));
}

/// The typical developer on Max, of which a full week uses this share.
fn on_max(used: f64, edit: impl Fn(&mut Scenario)) -> (ActionList, String) {
    let (table, plans, locale) = (RateTable::shipped(), plans::shipped(), Locale::default());
    let mut scenario = Preset::Average.scenario(date(2026, 11, 28), 1);
    scenario.pay_with(PayWith::Plan("max".into()));
    let answer = |s: &Scenario| estimate(&table, s).answer.expect("a price");
    let week = answer(&scenario);
    assert!(state_capacity(&mut scenario, &week, used, used, None));
    edit(&mut scenario);
    let answer = answer(&scenario);
    let unit = PaidIn::of_answer(&plans, &answer);
    let all = list(&table, &actions_paid_in(unit, &table, &plans, &answer), &locale);
    (all, locale.money(paid(&plans, &answer).usd().expect("known")))
}

/// The headline's dollars come first, and no row saves more than the credits in them.
#[test]
fn credits_lead_from_what_is_paid_to_what_is_left() {
    let (all, paid) = on_max(1.3, |_| ());
    let shown = all.total.strip_prefix("You pay: ").expect("what is paid");
    let shown = shown.replace("about ", "").replace(" (estimate)", "");
    assert!(shown.starts_with(&format!("{paid} − ")), "{shown}");
    adds_up(&ActionList { total: shown, ..all.clone() });
    assert_eq!(all.after, "$102");
    // No week is left past the limit: what is saved is work.
    let (all, _) = on_max(1.02, |s| {
        s.plans.week_spread = 1.0;
        only(s, &[Lever::Floor, Lever::Split, Lever::Compact]);
    });
    assert_eq!(all.after, "$100");
    let pauses = row(&all, Lever::Pauses);
    assert_eq!((pauses.saves.as_str(), pauses.note.starts_with("You pay the same")), ("$0", true));
}

/// Credits that end at a cap stay what they are: more of the work gets done instead.
#[test]
fn cap_on_credits_is_paid_with_and_without_a_change() {
    let capped = |s: &mut Scenario| {
        (s.plans.overflow, s.plans.credit_cap) = (Overflow::Capped, 5.0);
        only(s, &[Lever::Pauses]);
    };
    let (all, paid) = on_max(3.0, capped);
    assert_eq!(paid, "$105");
    let pauses = row(&all, Lever::Pauses);
    assert_eq!((pauses.saves.as_str(), pauses.counted), ("$0", true));
    assert_eq!(pauses.note, "You pay the same: more of the work fits under the limit or the cap.");
    assert_eq!(all.total, "You pay: $105 − 0 = about $105 (estimate)");
}
