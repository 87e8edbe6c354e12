//! The mix of models, whose shares always add up to 100%, and the other model menus.

use crate::dom;
use crate::page::Page;
use crate::react::prelude::*;
use crate::react::{derived, whenever};
use sawtooth::scenario::{Field, Kind, Routing, Scenario, Share};
use sawtooth::view::{html, prices};

/// How a share is read and shown; its setter is the scenario's own.
static SHARE: Field =
    Field { key: "mix", kind: Kind::Share, min: 0.0, max: 1.0, get: |_| 0.0, set: |_, _| {} };

pub fn paint(page: Page) {
    let models =
        derived(move || page.scenario.with(|s| s.mix.iter().map(|m| m.model.clone()).collect::<Vec<_>>()));
    whenever(move || {
        // Read, not only tracked: a memo that nobody reads never notices a change.
        models.with(|_| ());
        let rows = page.scenario.with_untracked(|s| rows(page, s));
        dom::keep_focus("mix-add", || dom::set_html("mix-rows", &rows));
    });
    let shares = derived(move || page.scenario.with(|s| (s.mix.clone(), s.routing)));
    whenever(move || shares.with(|(mix, routing)| paint_shares(page, mix, *routing)));
    let others = derived(move || page.scenario.with(|s| [s.agents.model.clone(), s.batch.model.clone()]));
    whenever(move || {
        let [agents, batch] = others.get();
        let groups = page.scenario.with_untracked(|s| prices::picker(page.table, s));
        dom::set_html("c-agentModel", &html::model_options(&groups, &agents, &[]));
        dom::set_html("c-jobModel", &html::model_options(&groups, &batch, &[]));
    });
}

fn rows(page: Page, scenario: &Scenario) -> String {
    {
        let name = |id: &str| page.table.model(id).map_or_else(|| id.to_string(), |m| m.name.clone());
        html::mix_rows(scenario, &prices::picker(page.table, scenario), name, page.locale)
    }
}

fn paint_shares(page: Page, mix: &[Share], routing: Routing) {
    for (i, share) in mix.iter().enumerate() {
        dom::set_value(&format!("mix-{i}"), &page.locale.share(share.share));
        dom::set_value(&format!("mix-s-{i}"), &format!("{:.0}", share.share * 100.0));
    }
    let of = if routing == Routing::PerRequest { "requests" } else { "sessions" };
    dom::set_text("mix-legend", &format!("Models, share of {of}"));
    let sum: f64 = mix.iter().map(|s| s.share).sum();
    dom::show("mix-scale", (sum - 1.0).abs() > 1e-5);
}

/// A share typed as a percentage.
pub fn typed(page: Page, index: usize, text: &str) {
    match page.locale.parse(&SHARE, text).filter(|n| SHARE.allows(*n)) {
        Some(share) => {
            page.edit(&format!("mix {index}"), |s| s.set_share(index, share));
            dom::set_text("p-mix", &page.problem("mix"));
            dom::set_attribute(&format!("mix-{index}"), "aria-invalid", "false");
        }
        None => {
            let text = format!("“{text}” is not a share from 0% to 100%; the last one is still used.");
            dom::set_text("p-mix", &text);
            dom::set_attribute(&format!("mix-{index}"), "aria-invalid", "true");
        }
    }
}

/// The mix as it was before a slider was moved, and as the slider left it: at 100% the
/// others' proportions would be lost for the way back.
#[derive(Clone)]
pub struct Slide {
    index: usize,
    before: Vec<Share>,
    after: Vec<Share>,
}

pub fn slid(page: Page, index: usize, percent: f64) {
    let now = page.scenario.with_untracked(|s| s.mix.clone());
    let goes_on = page.mix_slide.get_value().filter(|slide| slide.index == index && slide.after == now);
    let before = goes_on.map_or(now, |slide| slide.before);
    page.edit(&format!("mix {index}"), |s| {
        s.mix.clone_from(&before);
        s.set_share(index, percent / 100.0);
    });
    let after = page.scenario.with_untracked(|s| s.mix.clone());
    page.mix_slide.set_value(Some(Slide { index, before, after }));
}

/// Another model in a row; the menu lets nobody choose one of another row.
pub fn chosen(page: Page, index: usize, id: String) {
    page.edit("", |s| {
        if let Some(share) = s.mix.get_mut(index) {
            share.model = id;
        }
    });
}

/// The first of the list that is not in the mix yet, at no share.
pub fn add(page: Page) {
    let scenario = page.scenario.get_untracked();
    let groups = prices::picker(page.table, &scenario);
    let unused = |id: &&String| !scenario.mix.iter().any(|m| m.model == **id);
    let next = groups.iter().flat_map(|g| &g.models).map(|(id, _)| id).find(unused).cloned();
    if let Some(id) = next {
        page.edit("", |s| s.add_model(&id));
    }
}
