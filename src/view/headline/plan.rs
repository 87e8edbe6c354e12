//! What a plan's price buys, in sentences.

use super::super::format::capital;
use super::super::{Locale, labels, limit, payer};
use super::paid::at_api_prices;
use super::{Asked, adding, from_token_counts};
use crate::decisions::options::Options;
use crate::decisions::payment::{Limit, Paid, Span};
use crate::prices::plans::PlanUsage;
use crate::scenario::{Basis, Overflow};

/// A plan of which the API asks less than this share for the same work is far too large.
const FAR_TOO_LARGE: f64 = 0.5;

pub(super) struct Sentences<'a> {
    pub asked: &'a Asked<'a>,
    pub options: &'a Options,
    pub place: usize,
    pub locale: &'a Locale,
}

impl Sentences<'_> {
    fn paid(&self) -> &Paid {
        &self.options.now
    }

    fn price(&self) -> f64 {
        self.paid().parts.iter().map(|part| part.price).sum()
    }

    fn credits(&self) -> Span {
        self.paid().parts.iter().fold(Span::default(), |sum, part| sum.plus(part.credits))
    }

    /// The limit that is used most, of several groups on the same plan.
    fn limit(&self) -> Option<&Limit> {
        let share = |limit: &Limit| limit.share.map_or(f64::INFINITY, |share| share.high);
        let limits = self.paid().parts.iter().filter_map(|part| part.limit.as_ref());
        limits.reduce(|most, next| if share(next) > share(most) { next } else { most })
    }

    /// "$100 and about $77 of usage credits (work past the limit, at API prices), in 7 weeks of 9".
    pub fn parts(&self) -> String {
        let (paid, locale, credits) = (self.paid(), self.locale, self.credits());
        let api: f64 = paid.parts.iter().map(|part| part.api).sum();
        let unused: f64 = paid.unused.iter().map(|unused| unused.usd).sum();
        let usage = self.asked.plans.get(self.place).map(|plan| plan.usage);
        let billed = if usage == Some(PlanUsage::ApiRates) {
            format!("of usage paid {}", labels::paid::BY_THE_TOKEN)
        } else {
            format!("{} for sessions that stay there", payer::on_tokens(self.asked.scenario))
        };
        let mut parts = vec![(self.price(), String::new(), "")];
        if credits.high > 0.0 {
            let past = "(work past the limit, at API prices)";
            let weeks = self.limit().map_or(String::new(), |limit| format!(", {}", weeks_past(limit)));
            parts.push((
                credits.middle(),
                format!("of {} {past}{weeks}", labels::paid::USAGE_CREDITS),
                "about ",
            ));
        }
        let others = [
            (api, billed, ""),
            (unused, "for unused seats".into(), ""),
            (paid.batch, "of batch jobs".into(), ""),
        ];
        parts.extend(others.into_iter().filter(|(usd, ..)| *usd > 0.0));
        if parts.len() == 1 {
            return String::new();
        }
        let shown = adding(&parts.iter().map(|part| part.0).collect::<Vec<_>>(), locale);
        let text = |((_, what, about), shown): (&(f64, String, &str), String)| {
            let ranges = !about.is_empty() && credits.low != credits.high;
            let shown = if ranges { super::range(credits, locale) } else { shown };
            let blank = if what.is_empty() { "" } else { " " };
            format!("{about}{shown}{blank}{what}")
        };
        let all: Vec<String> = parts.iter().zip(shown).map(text).collect();
        match all.as_slice() {
            [first, rest @ ..] => format!("{first} and {}", rest.join(", ")),
            [] => String::new(),
        }
    }

    pub fn told(&self) -> String {
        let mut sentences = Vec::new();
        if self.is_far_too_large() {
            sentences.push(self.same_work());
        } else {
            sentences.extend(self.limit().map(|limit| self.limit_sentence(limit)));
        }
        if self.paid().more {
            sentences.push(labels::paid::MORE_ON_CREDITS.into());
        }
        if self.asked.scenario.basis == Basis::Pay {
            sentences.push(labels::paid::BILL_ON_A_PLAN.into());
        } else if self.asked.scenario.works_like(self.asked.scenario.base) {
            let whose = payer::whose(self.asked.scenario.base);
            sentences.push(format!("Based on {whose}’s work. {}", labels::paid::SET_YOURS));
        } else {
            sentences.extend(from_token_counts(self.asked.scenario).map(String::from));
        }
        let first = sentences.first().map(|first| first.to_string());
        let rest = sentences.iter().skip(1).map(|s| capital(s));
        first.into_iter().chain(rest).collect::<Vec<_>>().join(" ")
    }

    fn limit_sentence(&self, limit: &Limit) -> String {
        let locale = self.locale;
        let Some(share) = limit.share else { return labels::paid::USE_NOT_ENTERED.into() };
        if limit.weeks_past.1 == 0 {
            let from = limit.first_past.map_or(String::new(), |first| {
                let day = |a_day: f64| locale.short(a_day, if a_day < 0.95 { 2 } else { 1 });
                let (low, high) = (day(first.low), day(first.high));
                let from = if low == high { low } else { format!("{low} to {high}") };
                format!("; a first week in nine passes it from {from} sessions a day")
            });
            return format!(
                "A full week uses about {} of your limit{from}.",
                limit::share(share.low, share.high, locale)
            );
        }
        if self.asked.scenario.plans.overflow == Overflow::Credits {
            return String::new();
        }
        match limit.full_on_day {
            Some(day) => format!("You reach the limit on about day {} of each week.", days(day)),
            None => format!("You reach the limit {}.", weeks_past(limit)),
        }
    }

    fn api_month(&self) -> Option<f64> {
        self.options.api()?.paid.usd()
    }

    fn is_far_too_large(&self) -> bool {
        let limited = self.asked.plans.get(self.place).is_some_and(|plan| plan.usage == PlanUsage::Limited);
        let rest = self.paid().batch;
        limited && self.api_month().is_some_and(|api| api - rest < self.price() * FAR_TOO_LARGE)
    }

    fn same_work(&self) -> String {
        let usd = self.api_month().unwrap_or_default() - self.paid().batch;
        format!("The same work costs {} {}.", self.locale.money(usd), payer::on_tokens(self.asked.scenario))
    }

    pub fn at_api_prices(&self) -> Option<String> {
        let limited = self.asked.plans.get(self.place).is_some_and(|plan| plan.usage == PlanUsage::Limited);
        let shown = limited && !self.is_far_too_large();
        shown.then(|| at_api_prices(self.paid().at_api_prices, self.locale))
    }
}

/// "in 7 weeks of 9", the one form in which weeks are told.
pub fn weeks_past(limit: &Limit) -> String {
    match limit.weeks_past {
        (1, 1) => "in 1 week of 9".into(),
        (least, most) if least == most => format!("in {most} weeks of 9"),
        (least, most) => format!("in {least} to {most} weeks of 9"),
    }
}

/// "5", "4 to 5": days of a week, 1 to 7.
fn days(day: Span) -> String {
    let whole = |day: f64| libm::round(day).clamp(1.0, 7.0);
    let (low, high) = (whole(day.low), whole(day.high));
    if low == high { format!("{low}") } else { format!("{low} to {high}") }
}
