//! A scenario made from logs: how it comes in, which inputs still are as the logs have them,
//! and what a subscriber says of the weekly limit.

use crate::dom;
use crate::page::Page;
use crate::react::prelude::*;
use crate::react::whenever;
use sawtooth::decisions::plans::compare;
use sawtooth::model::estimate::estimate;
use sawtooth::scenario::link;
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
    let own = page.calibrated.with_value(|made| made.as_ref().is_some_and(|made| made.same_logs(scenario)));
    for mark in scenario.from_logs.iter().flat_map(|logs| &logs.marks) {
        let (id, text) = (mark.key, from_logs::mark(mark, own, page.locale));
        let frame = if id == "mix" { id.into() } else { format!("d-{id}") };
        dom::append_html(&frame, &format!("<p class=\"from-logs\" id=\"l-{id}\">{text}</p>"));
    }
}

/// Puts the work of the logs, as a link brings it, in the place of the scenario's own.
pub fn take(page: Page, link: &str) {
    let Some(calibrated) = link::decode(link).scenario else { return };
    let working = page.scenario.with_untracked(|s| s.working_as(calibrated));
    page.calibrated.set_value(Some(working.clone()));
    page.replace(working);
    // They are the reader's own now, also where the numbers are the same.
    page.scenario.with_untracked(|s| paint_marks(page, s));
    page.unknown.set(false);
    page.status.set("Your logs are the scenario now; Undo brings back what was.".into());
    dom::focus("answer-sentence");
}

/// Takes the share of the weekly limit that the logs' week used as what the plan carries, and
/// goes to the comparison. The work is that of the logs, unless it is in place already, edited
/// or not.
pub fn stay(page: Page, link: &str) {
    let [plan, low, high] = ["stay-plan", "stay-low", "stay-high"]
        .map(|id| dom::element(id).map(|input| dom::value_of(&input)).unwrap_or_default());
    let Some(made) = link::decode(link).scenario else { return };
    // The week that stands beside the question, whatever the inputs say by now.
    let week = estimate(page.table, &made).answer.map(|answer| compare(page.plans, &answer).week);
    let read = plans::carries([&low, &high], week.unwrap_or_default(), page.locale);
    dom::set_text("p-stay", read.as_ref().err().map_or("", |why| why));
    let Ok((low, high)) = read else { return };
    if !page.scenario.with_untracked(|s| s.same_logs(&made)) {
        take(page, link);
    }
    page.edit("", |s| {
        s.payment = Payment::Subscription;
        for (term, value) in [(Term::Low, low), (Term::High, high)] {
            s.plans.terms.insert(PlanKey { plan: plan.clone(), term }, value);
        }
    });
    page.status.set("Compared with what you said of the plan.".into());
    dom::focus("plans-title");
}
