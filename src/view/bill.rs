//! The bill in words: what it matches, what no session costs, and what tokens cannot show.

use super::format::{lower, plural};
use super::{Locale, labels};
use crate::decisions::difference::paid_twice;
use crate::decisions::tokens::TokensShown;
use crate::model::estimate::Answer;
use crate::prices::plans::Plan;
use crate::scenario::{Scenario, Trouble};

/// What a bill comes to: "It matches 4 sessions a day, 20 days, 6.4 messages a session, ending
/// at 123K. Change sessions or days: the messages follow, the bill stays." `None` unless fitted to a bill.
pub fn matches(asked: &Scenario, answer: &Answer, locale: &Locale) -> Option<String> {
    asked.fitted().then(|| {
        let work = &answer.scenario.work;
        if answer.scenario.count_kinds() > 1 {
            // Their messages stand in their rows.
            return format!(
                "It matches {} a day, {}, with the messages of each kind below. Change sessions or days: the bill stays.",
                plural(&locale.short(work.sessions_per_day, 1), "session", "sessions"),
                plural(&locale.short(work.active_days, 1), "day", "days"),
            );
        }
        format!(
            "It matches {} a day, {}, {} a session, ending at {}. Change sessions or days: the messages follow, the bill stays.",
            plural(&locale.short(work.sessions_per_day, 1), "session", "sessions"),
            plural(&locale.short(work.active_days, 1), "day", "days"),
            plural(&locale.short(work.messages, 1), "message", "messages"),
            locale.tokens(answer.expected.median_peak),
        )
    })
}

/// Why no bill can be typed here; `None` where one can.
pub fn refused(scenario: &Scenario) -> Option<&'static str> {
    (!scenario.takes_a_bill()).then_some(labels::bill::ON_A_PLAN)
}

/// What 1 and 5,000 requests a session would cost, for a bill that none of them meets.
pub fn impossible(trouble: &Trouble, locale: &Locale) -> Option<String> {
    match trouble {
        Trouble::NoAnchor { low, high } if low.is_finite() => Some(format!(
            "No session of 1 to 5,000 requests costs this: 1 request comes to {}, 5,000 come to {}. \
             Change the bill, the sessions a day or the models.",
            locale.money(*low),
            locale.money(*high)
        )),
        Trouble::NoAnchor { .. } => {
            Some("No session of 1 to 5,000 requests costs this. Change the reported cache hit rate.".into())
        }
        _ => None,
    }
}

/// The month against the bill that is its baseline: "$44 less than your bill"; on a plan by what is
/// paid, and by the work at API prices. `None` where the baseline is no bill.
pub fn against_the_bill(plans: &[Plan], answer: &Answer, bill: &Answer, locale: &Locale) -> Option<String> {
    answer.scenario.baseline.as_ref().filter(|baseline| baseline.fitted())?;
    let more = answer.month.total - bill.month.total;
    let paid = paid_twice(plans, bill, answer);
    if !paid.on_a_plan {
        return Some(than_the_bill(more, locale));
    }
    let at = lower(labels::paid::AT_API_PRICES);
    Some(match paid.more() {
        Some(to_pay) => format!("{}; {at}: {}", than_the_bill(to_pay, locale), than_the_bill(more, locale)),
        None => format!("{at}: {}", than_the_bill(more, locale)),
    })
}

fn than_the_bill(more: f64, locale: &Locale) -> String {
    match more {
        more if more >= HALF_A_CENT => format!("{} more than your bill", locale.money(more)),
        more if more <= -HALF_A_CENT => format!("{} less than your bill", locale.money(-more)),
        _ => "as much as your bill".into(),
    }
}

/// USD under which two months are the same to the cent.
const HALF_A_CENT: f64 = 0.005;

/// By how much, and why, the month changes where tokens alone are known: "$153.76 instead of
/// $155.29: token counts do not show which prompts of Haiku 5.5 are over its price step".
pub fn tokens_shown(shown: &TokensShown, locale: &Locale) -> Option<String> {
    let off = shown.before - shown.after;
    if off.abs() < HALF_A_CENT {
        return None;
    }
    let usd = |usd: f64| format!("${}", locale.fixed(usd, 2));
    let stepped = shown.steps.abs() >= HALF_A_CENT;
    let rest = (off - shown.steps).abs() >= off.abs() / 10.0;
    let mut why = Vec::new();
    if stepped {
        why.push(format!(
            "token counts do not show which prompts of {} are over {} price step",
            shown.models.join(" and "),
            if shown.models.len() == 1 { "its" } else { "their" }
        ));
    }
    if !stepped || rest {
        why.push("they are spread over your models like the sessions".to_string());
    }
    Some(format!("{} instead of {}: {}.", usd(shown.after), usd(shown.before), why.join("; ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decisions::tokens::tokens_shown as shown;
    use crate::model::anchor::end_fit;
    use crate::model::estimate::estimate;
    use crate::prices::{RateTable, date, plans};
    use crate::scenario::{PayPer, PayWith, Payment, Preset};

    fn answer(scenario: &Scenario) -> Answer {
        estimate(&RateTable::shipped(), scenario).answer.expect("a price")
    }

    fn bill(usd: f64) -> Scenario {
        let typical = Preset::Average.scenario(date(2026, 11, 28), 1);
        typical.typed_bill(&typical, usd, PayPer::Month)
    }

    #[test]
    fn bill_says_what_it_matches() {
        let (asked, locale) = (bill(300.0), Locale::default());
        let text = matches(&asked, &answer(&asked), &locale).expect("a fit");
        assert!(text.starts_with("It matches 4 sessions a day, 20 days, 6."), "{text}");
        assert!(text.ends_with("K. Change sessions or days: the messages follow, the bill stays."), "{text}");
        assert_eq!(matches(&asked, &answer(&asked), &locale).is_some(), asked.fitted());
    }

    #[test]
    fn bill_that_cannot_be_met_says_what_the_ends_cost() {
        let problems = estimate(&RateTable::shipped(), &bill(0.5)).problems;
        let text = impossible(&problems[0].trouble, &Locale::default()).expect("a sentence");
        assert!(text.contains("1 request comes to $") && text.contains("5,000 come to $"), "{text}");
    }

    #[test]
    fn bill_on_a_plan_asks_for_the_limit() {
        let mut scenario = bill(300.0);
        assert_eq!(refused(&scenario), None);
        scenario.payment = Payment::Subscription;
        assert!(refused(&scenario).is_some_and(|text| text.ends_with("Enter your weekly limit.")));
    }

    #[test]
    fn month_after_a_fit_stands_against_the_bill() {
        let asked = bill(300.0);
        let mut ended = end_fit(&asked, &answer(&asked));
        let plans = plans::shipped();
        let against =
            |s: &Scenario| against_the_bill(&plans, &answer(s), &answer(&asked), &Locale::default());
        assert_eq!(against(&ended).as_deref(), Some("as much as your bill"));
        ended.work.active_days = 18.0;
        assert_eq!(against(&ended).as_deref(), Some("$30 less than your bill"));
        // On a plan its price is what is paid; the work is the same, with the cache of a subscription.
        let mut on_max = ended.clone();
        on_max.pay_with(PayWith::Plan("max".into()));
        let more = answer(&on_max).month.total - 300.0;
        let said =
            format!("$200 less than your bill; at API prices: ${} more than your bill", libm::round(more));
        assert_eq!(against(&on_max), Some(said));
        ended.baseline = None;
        assert_eq!(against(&ended), None);
    }

    #[test]
    fn tokens_tab_says_by_how_much_and_why() {
        let typical = answer(&Preset::Average.scenario(date(2026, 11, 28), 1));
        let shown = shown(&RateTable::shipped(), &typical).expect("a price");
        assert_eq!(
            tokens_shown(&shown, &Locale::default()).as_deref(),
            Some(
                "$153.76 instead of $155.29: token counts do not show which prompts of Haiku 5.5 are over its \
                 price step."
            )
        );
    }
}
