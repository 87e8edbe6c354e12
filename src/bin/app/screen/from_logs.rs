//! A scenario made from logs: how it comes in, which inputs still are as the logs have them,
//! and what a subscriber says of the weekly limit.

use super::figures::with_answer;
use crate::dom;
use crate::page::Page;
use crate::react::prelude::*;
use crate::react::whenever;
use sawtooth::link;
use sawtooth::plans::compare::compare;
use sawtooth::scenario::{Payment, PlanKey, Scenario, Term};
use sawtooth::view::{from_logs, plans};
use std::cell::RefCell;

/// A line in the frame of every input that came from logs, and only while it does.
pub fn paint(page: Page) {
    let painted = RefCell::new(None);
    whenever(move || {
        page.scenario.with(|s| {
            let mut painted = painted.borrow_mut();
            if *painted != s.from_logs {
                painted.clone_from(&s.from_logs);
                paint_marks(page, s);
            }
        });
    });
}

fn paint_marks(page: Page, scenario: &Scenario) {
    dom::all(".from-logs").iter().for_each(|line| line.remove());
    for mark in scenario.from_logs.iter().flat_map(|logs| &logs.marks) {
        let (id, text) = (mark.key, from_logs::mark(mark, page.locale));
        dom::append_html(&format!("d-{id}"), &format!("<p class=\"from-logs\" id=\"l-{id}\">{text}</p>"));
    }
}

/// Puts the work of the logs, as a link brings it, in the place of the scenario's own.
pub fn take(page: Page, link: &str) {
    let Some(calibrated) = link::decode(link).scenario else { return };
    page.edit("", |s| *s = s.working_as(calibrated));
    page.unknown.set(false);
    page.status.set("Your logs are the scenario now; Undo brings back what was.".into());
    dom::focus("answer-sentence");
}

/// Takes the share of the weekly limit that such a week used as what the plan carries, and
/// goes to the comparison.
pub fn stay(page: Page) {
    let [plan, low, high] = ["stay-plan", "stay-low", "stay-high"]
        .map(|id| dom::element(id).map(|input| dom::value_of(&input)).unwrap_or_default());
    let read = with_answer(page, |s| {
        let week = compare(s.plans, s.answer).week;
        Some(plans::carries([&low, &high], week, s.locale))
    });
    match read {
        Some(Ok((low, high))) => {
            dom::set_text("p-stay", "");
            page.edit("", |s| {
                s.payment = Payment::Subscription;
                for (term, value) in [(Term::Low, low), (Term::High, high)] {
                    s.plans.terms.insert(PlanKey { plan: plan.clone(), term }, value);
                }
            });
            dom::focus("plans-title");
        }
        Some(Err(why)) => dom::set_text("p-stay", &why),
        None => dom::set_text("p-stay", "There is no price to compare with: see what is missing above."),
    }
}
