//! The answer, what stands beside it, and what is said above the page.

use crate::dom;
use crate::page::{Banner, Page};
use crate::react::{derived, whenever};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use sawtooth::view::answer::{self, Headline};
use sawtooth::view::{html, page as written};
use std::cell::Cell;

/// Milliseconds of quiet after which a screen reader hears the new answer.
const QUIET: u32 = 700;

pub fn paint(page: Page) {
    paint_headline(page);
    paint_notes(page);
    whenever(move || page.banner.with(|banner| paint_banner(banner.as_ref())));
    whenever(move || page.status.with(|status| dom::set_text("status", status)));
    whenever(move || {
        page.history.with(|h| {
            dom::set_disabled("undo", !h.can_undo());
            dom::set_disabled("redo", !h.can_redo());
        });
    });
}

fn paint_headline(page: Page) {
    let waiting: StoredValue<Option<Timeout>, LocalStorage> = StoredValue::new_local(None);
    let headline = derived(move || page.estimate.with(|e| answer::headline(e, &page.locale())));
    let first = Cell::new(true);
    whenever(move || {
        headline.with(|headline| {
            dom::set_html("answer-sentence", &headline.as_ref().map(written::headline).unwrap_or_default());
            dom::show("answer-sentence", headline.is_some());
            let caution = headline.as_ref().and_then(|h| h.caution.as_deref());
            dom::set_or_hide("caution", caution.unwrap_or_default());
        });
        if !first.replace(false) {
            let sentence =
                headline.with_untracked(|h| h.as_ref().map(Headline::sentence).unwrap_or_default());
            waiting.set_value(Some(Timeout::new(QUIET, move || dom::set_text("spoken", &sentence))));
        }
    });
}

fn paint_notes(page: Page) {
    let texts = derived(move || {
        let locale = page.locale();
        let estimate = page.estimate.read();
        let missing = page.table.with_value(|t| answer::no_price(t, &estimate, &locale));
        let anchored =
            estimate.answer.as_ref().and_then(|a| page.scenario.with(|s| answer::anchored(s, a, &locale)));
        let notes = html::each("li", &answer::notes(&estimate, &locale));
        let implied = estimate.answer.as_ref().map(|a| answer::implied(a, &locale)).unwrap_or_default();
        [missing.unwrap_or_default(), anchored.unwrap_or_default(), notes, html::definitions(&implied)]
    });
    whenever(move || {
        texts.with(|[missing, anchored, notes, implied]| {
            dom::set_or_hide("missing", missing);
            dom::set_or_hide("anchored", anchored);
            dom::set_html("notes", notes);
            dom::set_html("implied", implied);
        });
    });
}

fn paint_banner(banner: Option<&Banner>) {
    dom::show("banner", banner.is_some());
    let Some(banner) = banner else { return dom::set_html("banner", "") };
    let offer = banner.offer.as_ref().map(|(label, _)| {
        format!("<button type=\"button\" id=\"banner-use\">{}</button>", html::escape(label))
    });
    dom::set_html(
        "banner",
        &format!(
            "<p>{}</p><ul>{}</ul><p class=\"buttons\">{}<button type=\"button\" id=\"banner-dismiss\" class=\"quiet\">{}</button></p>",
            html::escape(&banner.text),
            html::each("li", &banner.list),
            offer.unwrap_or_default(),
            banner.dismiss
        ),
    );
}
