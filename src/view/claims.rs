//! Common claims, checked: each beside what the model finds, and a link to see it.

use super::answer::basis;
use super::{Locale, labels, words};
use crate::decisions::claims::{Checked, Claim, Compared, Measure, Said, Verdict, check};
use crate::prices::plans::Plan;
use crate::prices::{Date, RateTable};
use crate::scenario::link;

/// Claims on one day.
#[derive(Clone, Debug, PartialEq)]
pub struct Claims {
    /// "3 of 13 common claims hold"
    pub finding: String,
    /// Which day's prices they are checked with.
    pub note: String,
    pub lines: Vec<ClaimLine>,
}

/// One claim in words.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimLine {
    pub id: String,
    pub claim: String,
    pub from: String,
    /// What is claimed and what the model finds, in the same unit.
    pub said: String,
    pub found: String,
    /// Both in a line.
    pub compared: String,
    /// "Right", or "Wrong: 7 times too high".
    pub verdict: String,
    /// The same for the style sheet, see [`ClaimLine::mark`].
    pub kind: Verdict,
    pub because: String,
    /// A fragment with its `#`; a comparison's holds both scenarios.
    pub link: String,
    pub link_label: String,
}

impl ClaimLine {
    /// The verdict as the style sheet knows it.
    pub fn mark(&self) -> &'static str {
        match self.kind {
            Verdict::Right => "right",
            Verdict::Nearly => "nearly",
            Verdict::Wrong | Verdict::Opposite => "wrong",
            Verdict::Unknown => "unknown",
        }
    }
}

/// Claims against the prices of `today`.
pub fn claims(claims: &[Claim], table: &RateTable, plans: &[Plan], today: Date, locale: &Locale) -> Claims {
    let lines = lines(claims, table, plans, today, locale);
    let right = lines.iter().filter(|line| line.kind == Verdict::Right).count();
    Claims {
        finding: format!("{right} of {} common claims hold", lines.len()),
        note: format!("By the prices of {}.", words::day(today)),
        lines,
    }
}

/// Each claim in words.
pub fn lines(
    claims: &[Claim],
    table: &RateTable,
    plans: &[Plan],
    today: Date,
    locale: &Locale,
) -> Vec<ClaimLine> {
    claims.iter().map(|claim| line(claim, &check(table, plans, claim, today), locale)).collect()
}

fn line(claim: &Claim, checked: &Checked, locale: &Locale) -> ClaimLine {
    let (said, found) = (said(claim, locale), found(&claim.measure, checked, locale));
    ClaimLine {
        compared: format!("Claimed: {said} ({}). In this model: {found}.", claim.from),
        id: claim.id.clone(),
        claim: claim.claim.clone(),
        from: claim.from.clone(),
        said,
        found,
        verdict: verdict(claim, checked, locale),
        kind: checked.verdict,
        because: claim.because.clone(),
        link: format!("#{}", link::encode(&checked.scenario)),
        link_label: labels::decisions::OPEN_CLAIM.into(),
    }
}

fn said(claim: &Claim, locale: &Locale) -> String {
    match (claim.said, &claim.measure) {
        (Said::About { value: 1.0, .. }, Measure::Times) => "no higher cost".into(),
        (Said::About { value, .. }, Measure::PlanDay(_)) => format!("{} a day", locale.money(value)),
        (Said::About { value, .. }, measure) => amount(measure, value, locale),
        (Said::Over(_), Measure::Saving) => "a saving".into(),
        (Said::Over(_), Measure::Times) => "a higher cost".into(),
        (Said::Over(value), measure) => format!("more than {}", amount(measure, value, locale)),
    }
}

/// A measure with its unit.
fn amount(measure: &Measure, value: f64, locale: &Locale) -> String {
    match measure {
        Measure::Session => format!("{} a session", locale.money(value)),
        Measure::Saving if value >= 0.0 => format!("{} less", percent(value, locale)),
        Measure::Saving if value > -1.0 => format!("{} more", percent(-value, locale)),
        Measure::Saving => times_as_much(1.0 - value, locale),
        Measure::Times => times_as_much(value, locale),
        Measure::Peak => format!("{} tokens", locale.tokens(value)),
        Measure::PlanDay(_) => format!("{} an active day", locale.money(value)),
    }
}

/// Whole percents, but for those of which a tenth is a part.
fn percent(share: f64, locale: &Locale) -> String {
    let decimals = if share < 0.0995 { 1 } else { 0 };
    format!("{}%", locale.short(share * 100.0, decimals))
}

fn times_as_much(times: f64, locale: &Locale) -> String {
    match factor(times, locale).as_str() {
        "1" => "as much".into(),
        factor => format!("{factor} times as much"),
    }
}

fn factor(times: f64, locale: &Locale) -> String {
    let decimals = match times {
        t if t >= 9.95 => 0,
        t if t >= 0.095 => 1,
        _ => 3,
    };
    locale.short(times, decimals)
}

fn found(measure: &Measure, checked: &Checked, locale: &Locale) -> String {
    let Some(value) = checked.measured else { return "no price".into() };
    let found = amount(measure, value, locale);
    let basis = basis(checked.scenario.payment);
    match (checked.compared, measure) {
        (Some(compared), _) => format!("{found}: {} {basis}", dollars(compared, locale)),
        (None, Measure::Session) => format!("{found} {basis}"),
        (None, Measure::PlanDay(_)) => found,
        (None, _) => found,
    }
}

fn dollars(compared: Compared, locale: &Locale) -> String {
    let (before, after) = (locale.money(compared.before), locale.money(compared.after));
    let per = if compared.monthly { "month" } else { "session" };
    format!("{after} instead of {before} a {per}")
}

fn verdict(claim: &Claim, checked: &Checked, locale: &Locale) -> String {
    let measure = &claim.measure;
    let costs_more = checked.measured.is_some_and(|measured| measured > 1.0);
    let word = match (checked.verdict, measure) {
        (Verdict::Right, _) => return "Right".into(),
        // "As much" is no number that one is times away from.
        (Verdict::Wrong, Measure::Times)
            if costs_more && matches!(claim.said, Said::About { value: 1.0, .. }) =>
        {
            return "Wrong: it costs more".into();
        }
        (Verdict::Opposite, Measure::Saving) => return "Wrong: it costs more".into(),
        (Verdict::Opposite, _) => return "Wrong: it is less".into(),
        (Verdict::Unknown, _) => return "No price to check it with".into(),
        (Verdict::Nearly, _) => "Nearly",
        (Verdict::Wrong, _) => "Wrong",
    };
    let times = checked.times.unwrap_or(1.0);
    let (off, way) = if times < 1.0 { (1.0 / times, "low") } else { (times, "high") };
    match factor(off, locale).as_str() {
        "1" => format!("{word}: a little too {way}"),
        factor => format!("{word}: {factor} times too {way}"),
    }
}
