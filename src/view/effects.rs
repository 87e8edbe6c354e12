//! Effects in words: the line under each input.

use super::Locale;
use super::labels::paid as labels;
use crate::decisions::effects::{Change, Effect};
use crate::decisions::paid_in::PaidIn;
use crate::scenario::{Kind, field};

/// Less than this a month is no effect, USD.
const CENT: f64 = 0.005;

/// "1 more: +$39 a month", "97%: +$15 a month", or the messages of a fit: "1 more: 6.4 to 5.1
/// messages a session". Empty where the input has no effect on the month.
pub fn line(effect: &Effect, locale: &Locale) -> String {
    line_paid_in(effect, PaidIn::Dollars, locale)
}

/// The same in the unit that the person pays in.
pub fn line_paid_in(effect: &Effect, unit: PaidIn, locale: &Locale) -> String {
    line_in(effect, &|usd| amount(usd, unit, locale), locale)
}

/// A change in USD a month at API prices, in the unit that the person pays in: "+$39 a month",
/// "about +15 points of your weekly limit".
pub fn amount(usd: f64, unit: PaidIn, locale: &Locale) -> String {
    let amount = unit.of(usd);
    match unit {
        PaidIn::Dollars => format!("{} a month", change(amount, locale)),
        PaidIn::Points { .. } => format!("about {} {}", points(amount, locale), labels::OF_YOUR_LIMIT),
        PaidIn::Credits => to_pay(amount, locale),
        PaidIn::ApiPrices => format!("{} a month at API prices", change(amount, locale)),
        PaidIn::ByTheToken => format!("{} a month {}", change(amount, locale), labels::BY_THE_TOKEN),
    }
}

/// "you pay about $12 more a month", "you pay the same".
fn to_pay(usd: f64, locale: &Locale) -> String {
    let way = if usd < 0.0 { "less" } else { "more" };
    match usd.abs() {
        none if none < CENT => labels::SAME_TO_PAY.into(),
        usd => format!("{} {} {way} {}", labels::YOU_PAY_ABOUT, locale.money(usd), labels::A_MONTH),
    }
}

/// "+15 points", "−0.4 points".
pub fn points(points: f64, locale: &Locale) -> String {
    let sign = if points < 0.0 { '−' } else { '+' };
    let digits = if points.abs() < 1.0 { 1 } else { 0 };
    let number = locale.fixed(points.abs(), digits);
    let unit = if number == "1" { "point" } else { "points" };
    format!("{sign}{number} {unit}")
}

fn line_in(effect: &Effect, amount: &dyn Fn(f64) -> String, locale: &Locale) -> String {
    let step = step(effect, locale);
    match effect.change {
        Change::Usd(usd) if usd.abs() < CENT => String::new(),
        Change::Usd(usd) => format!("{step}: {}", amount(usd)),
        Change::Paid(usd) => format!("{step}: {}", to_pay(usd, locale)),
        Change::Messages { from, to } if from == to => String::new(),
        Change::Messages { from, to } => {
            let digits = if locale.short(from, 1) == locale.short(to, 1) { 2 } else { 1 };
            format!(
                "{step}: {} to {} messages a session",
                locale.short(from, digits),
                locale.short(to, digits)
            )
        }
        Change::NoPrice => format!("{step}: no price"),
    }
}

/// A change in USD with its sign, as short as a forecast can stand for.
pub fn change(usd: f64, locale: &Locale) -> String {
    let sign = if usd < 0.0 { '−' } else { '+' };
    format!("{sign}{}", locale.money(usd.abs()))
}

/// "1 more", "5K fewer"; the new value of a share.
fn step(effect: &Effect, locale: &Locale) -> String {
    let kind = field(effect.key).map(|field| field.kind);
    let size = (effect.to - effect.from).abs();
    let way = if effect.to > effect.from { "more" } else { "less" };
    let counted = if effect.to > effect.from { "more" } else { "fewer" };
    match kind {
        Some(Kind::Share) => locale.percent(effect.to),
        Some(Kind::Tokens) => format!("{} tokens {counted}", locale.tokens(size)),
        Some(Kind::Money) => format!("{} {way}", locale.money(size)),
        _ => format!("{} {counted}", locale.short(size, 2)),
    }
}

#[cfg(test)]
mod tests {
    use super::line;
    use crate::decisions::effects::{Change, Effect, effect};
    use crate::model::estimate::estimate;
    use crate::prices::{RateTable, date};
    use crate::scenario::{PayPer, Preset, Scenario};
    use crate::view::Locale;

    fn under(scenario: &Scenario, key: &str) -> String {
        let table = RateTable::shipped();
        let answer = estimate(&table, scenario).answer.expect("a price");
        let effect = effect(&table, scenario, &answer, key).expect("a step");
        line(&effect, &Locale::default())
    }

    #[test]
    fn line_says_the_step_and_the_dollars() {
        let typical = Preset::Average.scenario(date(2026, 11, 28), 1);
        assert_eq!(under(&typical, "sessions"), "1 more: +$39 a month");
        assert_eq!(under(&typical, "days"), "1 more: +$7.76 a month");
        assert_eq!(under(&typical, "hit"), "97%: +$14.25 a month");
        assert!(under(&typical, "floor").starts_with("5K tokens more: +$"));
        // Not in force: no threshold is set.
        assert_eq!(under(&typical, "threshold"), "");
        let mut all = typical.clone();
        (all.work.active_days, all.shape.output) = (31.0, 1e6);
        assert!(under(&all, "days").starts_with("1 fewer: −$"));
    }

    #[test]
    fn line_of_a_fit_says_the_messages() {
        let typical = Preset::Average.scenario(date(2026, 11, 28), 1);
        let bill = typical.typed_bill(&typical, 300.0, PayPer::Month);
        let line = under(&bill, "sessions");
        assert!(line.starts_with("1 more: ") && line.ends_with(" messages a session"), "{line}");
    }

    #[test]
    fn line_past_a_limit_says_what_is_paid() {
        let change = |usd| Effect { key: "sessions", from: 4.0, to: 5.0, change: Change::Paid(usd) };
        let said = |usd| line(&change(usd), &Locale::default());
        assert_eq!(said(12.3), "1 more: you pay about $12.30 more a month");
        assert_eq!(said(-31.0), "1 more: you pay about $31 less a month");
        assert_eq!(said(0.0), "1 more: you pay the same");
    }
}
