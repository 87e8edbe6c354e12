//! The decisions: findings beside their folds, levers, goal, baseline, and what is told in words.
//!
//! Only the line under the answer follows a moving slider. All else is made at rest, each in a
//! frame of its own after the pictures; of what is folded only the finding.

use super::figures::{self, with_answer};
use super::plans;
use crate::dom;
use crate::page::Page;
use crate::react::prelude::*;
use crate::react::{derived, whenever};
use sawtooth::model::estimate::estimate;
use sawtooth::scenario::link;
use sawtooth::scenario::{Preset, Scenario, august};
use sawtooth::view::goal::GoalShown;
use sawtooth::view::{
    answer, decisions, difference, goal, html, routing, savings as lever_words, token_cost,
};

pub fn paint(page: Page) {
    whenever(move || {
        page.rest.track();
        renew(page);
    });
    let against = derived(move || {
        let baseline = page.baseline.read();
        let held = page.scenario.with(|s| s.baseline.is_some());
        let estimate = page.estimate.read();
        let answers = estimate.answer.as_ref().zip(baseline.as_ref());
        let line = answers.map(|(answer, baseline)| difference::sentence(baseline, answer, page.locale));
        (held, line.unwrap_or_default())
    });
    whenever(move || {
        against.with(|(held, line)| {
            dom::show("held", *held);
            dom::set_or_hide("versus", line);
        });
    });
}

/// What is painted in a frame of its own, and for which decision.
#[derive(Clone, Copy)]
pub struct Task {
    paint: fn(Page, &'static str),
    id: &'static str,
}

/// What stands under pictures first, then the line under the answer and what else is open,
/// then the lines beside the folds.
fn renew(page: Page) {
    const OPEN: [Task; 7] = [
        Task { paint: |page, _| paint_top(page), id: "" },
        Task { paint: |page, _| paint_levers(page), id: "levers" },
        Task { paint: |page, _| paint_goal(page), id: "levers" },
        Task { paint: |page, _| plans::paint_rows(page), id: "capacity" },
        Task { paint: |page, _| dom::show("use-best", best_compaction(page).is_some()), id: "compacting" },
        Task { paint: paint_words, id: "life" },
        Task { paint: paint_words, id: "mixing" },
    ];
    let open = OPEN.into_iter().filter(|task| task.id.is_empty() || is_open(task.id));
    let findings = decisions::DECISIONS
        .iter()
        .filter(|d| d.id != "advice")
        .map(|d| Task { paint: paint_finding, id: d.id });
    let texts = figures::unfolded(page)
        .into_iter()
        .map(|id| Task { paint: |page, id| figures::paint_texts(page, id), id });
    let mut tasks: Vec<Task> = texts.chain(open).chain(findings).collect();
    // Taken from the end.
    tasks.reverse();
    page.tasks.set_value(tasks);
    figures::next_frame(page);
}

/// The next of what waits for a frame.
pub fn next(page: Page) {
    if let Some(task) = page.tasks.try_update_value(Vec::pop).flatten() {
        (task.paint)(page, task.id);
        figures::next_frame(page);
    }
}

/// Whether a fold is one of these.
pub fn has(fold: &str) -> bool {
    decisions::DECISIONS.iter().any(|d| fold.strip_prefix("fold-") == Some(d.id))
}

/// A fold was opened or closed.
pub fn toggled(page: Page) {
    figures::folded(page);
    renew(page);
}

/// Opens a fold and goes there.
pub fn open(page: Page, id: &str) {
    let fold = format!("fold-{id}");
    dom::set_attribute(&fold, "open", "");
    if let Some(summary) = dom::all(&format!("#{fold} > summary")).first() {
        let _ = summary.focus();
    }
    toggled(page);
}

fn is_open(id: &str) -> bool {
    dom::element(&format!("fold-{id}")).is_some_and(|fold| fold.has_attribute("open"))
}

fn paint_top(page: Page) {
    let top = with_answer(page, |s| Some(lever_words::top(&s.optimized.ranked, s.answer, s.locale)));
    dom::set_text("top-levers", &top.unwrap_or_default());
}

fn paint_finding(page: Page, id: &'static str) {
    let finding = with_answer(page, |s| Some(s.finding(id)));
    dom::set_text(&format!("finding-{id}"), &finding.unwrap_or_default());
}

fn paint_levers(page: Page) {
    let shown = with_answer(page, |s| Some(lever_words::rows(&s.optimized.ranked, s.answer, s.locale)));
    let rows = shown.unwrap_or_default();
    for (lever, text) in &rows {
        dom::set_text(&format!("saves-{}", lever.key()), text);
    }
    // Who is ticking must not lose the row under their hands.
    if dom::focus_within("lever-rows") {
        return;
    }
    for (lever, _) in rows {
        dom::to_the_end("lever-rows", &format!("lever-{}", lever.key()));
    }
}

fn goal_shown(page: Page) -> Option<GoalShown> {
    with_answer(page, |s| Some(goal::goal(s.table, s.plans, s.answer, s.locale)))
}

fn paint_goal(page: Page) {
    let Some(shown) = goal_shown(page) else { return };
    dom::set_text("goal-sentence", &shown.sentence);
    dom::set_text("goal-set", &shown.set);
    dom::show("goal-use", shown.found.is_some());
    dom::show("goal-tick", shown.levers.is_some());
}

fn best_compaction(page: Page) -> Option<Scenario> {
    with_answer(page, |s| sawtooth::decisions::compaction::at_best(&s.answer.prices, &s.answer.scenario))
}

pub fn compact_best(page: Page) {
    if let Some(best) = best_compaction(page) {
        // What was paid gives way to its messages: else they would only become more.
        page.edit("", |s| *s = best);
    }
}

pub fn make_goal(page: Page) {
    if let Some(found) = goal_shown(page).and_then(|shown| shown.found) {
        page.edit("", |s| *s = found);
        dom::focus("answer-sentence");
    }
}

pub fn tick_goal(page: Page) {
    if let Some(ticked) = goal_shown(page).and_then(|shown| shown.levers) {
        page.edit("", |s| s.levers = ticked.levers);
        dom::focus("fold-levers");
    }
}

fn paint_words(page: Page, id: &'static str) {
    if id == "life" {
        let sentences = with_answer(page, |s| Some(token_cost::sentences(s.answer, s.locale)));
        dom::set_html("life-sentences", &html::each("li", &sentences.unwrap_or_default()));
    } else {
        let (_, texts) =
            with_answer(page, |s| routing::texts(s.table, s.answer, s.locale)).unwrap_or_default();
        dom::set_html("mixing-notes", &html::each("p", &texts.notes));
        dom::set_html("mixing-table", &html::table(&texts.table));
    }
}

/// Holds a scenario as the baseline: a preset's by its key, the published one, or this one.
pub fn hold(page: Page, what: &str) {
    let revision = page.table.revision;
    let held = match (what, Preset::from_key(what)) {
        ("published", _) => august(Preset::Average, revision),
        (_, Some(preset)) => preset.scenario(page.today, revision),
        _ => Scenario { baseline: None, ..page.scenario.get_untracked() },
    };
    set(page, held);
}

/// Holds it, unless it has no price to compare with.
fn set(page: Page, held: Scenario) {
    let estimate = estimate(page.table, &held);
    if let Some(why) = answer::no_price(page.table, &estimate, page.locale) {
        return dom::set_text("p-baseline", &format!("Nothing to compare with: {why}"));
    }
    dom::set_text("p-baseline", "");
    page.edit("", |s| s.baseline = Some(Box::new(Scenario { baseline: None, ..held })));
    page.status.set("Held: everything on the page now says how it differs.".into());
}

/// Holds what a link brings; one that cannot be read whole changes nothing.
pub fn hold_link(page: Page, text: &str) {
    if text.trim().is_empty() {
        return dom::set_text("p-baseline", "");
    }
    match link::decode(text) {
        link::Opened { scenario: Some(held), faults } if faults.is_empty() => {
            dom::set_value("hold-link", "");
            set(page, held);
        }
        link::Opened { faults, .. } => {
            let why: Vec<String> = faults.iter().map(sawtooth::view::words::fault).collect();
            dom::set_text("p-baseline", &format!("This link cannot be read whole: {}", why.join(" ")));
        }
    }
}

/// The other one comes to the front; what the reader decides with stays theirs.
pub fn swap(page: Page) {
    page.edit("", |s| {
        if let Some(held) = s.baseline.take() {
            let front = held.deciding_as(s);
            let was = std::mem::replace(s, front);
            s.baseline = Some(Box::new(was));
        }
    });
}

pub fn release(page: Page) {
    page.edit("", |s| s.baseline = None);
    dom::focus("hold");
}
