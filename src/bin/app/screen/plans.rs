//! What the reader states of plans: prices, what they carry, seats.

use super::figures::with_answer;
use crate::dom;
use crate::page::Page;
use sawtooth::decisions::plans::compare;
use sawtooth::scenario::{PlanKey, Term};
use sawtooth::view::{html, plans};
use web_sys::Element;

/// The rows; the focus stays where it was typed.
pub fn paint_rows(page: Page) {
    let rows = with_answer(page, |s| {
        let week = compare(s.plans, s.answer).week;
        Some(html::plan_lines(&plans::lines(s.plans, &s.answer.scenario, week, s.locale)))
    });
    dom::keep_focus("fold-capacity", || dom::set_html("plan-rows", &rows.unwrap_or_default()));
    if dom::all("#measured > *").is_empty() {
        let measured = sawtooth::prices::plans::measurements();
        let measured = plans::measurements(&measured, page.plans, page.locale);
        dom::set_html("measured", &html::measured(&measured));
    }
}

fn key(element: &Element) -> Option<PlanKey> {
    let term = element.get_attribute("data-term")?;
    let term = Term::ALL.into_iter().find(|t| t.key() == term)?;
    Some(PlanKey { plan: element.get_attribute("data-plan")?, term })
}

/// A statement about a plan; an empty field takes it back.
pub fn stated(page: Page, element: &Element) {
    let Some(key) = key(element) else { return };
    let text = dom::value_of(element);
    let read = with_answer(page, |s| {
        let week = compare(s.plans, s.answer).week;
        Some(plans::read(&text, key.term, week, s.locale))
    });
    match read {
        Some(Ok(value)) => {
            dom::set_text("p-plans", "");
            let _ = element.remove_attribute("aria-invalid");
            page.edit(&element.id(), |s| match value {
                Some(value) => s.plans.terms.insert(key, value),
                None => s.plans.terms.remove(&key),
            });
        }
        Some(Err(problem)) => {
            dom::set_text("p-plans", &problem);
            let _ = element.set_attribute("aria-invalid", "true");
        }
        None => {}
    }
}

/// Takes a public measurement over as what the plan carries.
pub fn take(page: Page, plan: &str, usd: &str) {
    let Some(usd) = sawtooth::decimal::read(usd) else { return };
    page.edit("", |s| {
        for term in [Term::Low, Term::High] {
            s.plans.terms.insert(PlanKey { plan: plan.into(), term }, usd);
        }
    });
}
