//! The answer, what stands beside it, and what is said above the page.

use crate::dom;
use crate::page::{Banner, Page};
use crate::react::prelude::*;
use crate::react::{derived, whenever};
use gloo::timers::callback::Timeout;
use sawtooth::view::answer::{self, Headline};
use sawtooth::view::{from_logs, html};

pub fn paint(page: Page) {
    paint_headline(page);
    paint_notes(page);
    whenever(move || page.banner.with(|banner| paint_banner(banner.as_ref())));
    paint_status(page);
    whenever(move || {
        page.history.with(|h| {
            dom::set_disabled("undo", !h.can_undo());
            dom::set_disabled("redo", !h.can_redo());
        });
    });
}

/// Milliseconds that a passing message stays.
const PASSING: u32 = 6_000;

fn paint_status(page: Page) {
    let waiting: StoredValue<Option<Timeout>, LocalStorage> = StoredValue::new_local(None);
    whenever(move || {
        page.status.with(|status| dom::set_text("status", status));
        let gone = Timeout::new(PASSING, move || dom::set_text("status", ""));
        waiting.set_value(Some(gone));
    });
}

fn paint_headline(page: Page) {
    let headline = derived(move || page.estimate.with(|e| answer::headline(e, page.locale)));
    whenever(move || {
        headline.with(|headline| {
            dom::show("answer-sentence", headline.is_some());
            for (id, text) in headline.iter().flat_map(Headline::parts) {
                dom::set_text(id, text);
            }
            let caution = headline.as_ref().and_then(|h| h.caution.as_deref());
            dom::set_or_hide("caution", caution.unwrap_or_default());
        });
    });
    // A screen reader hears where a slider ends, not where it passes.
    whenever(move || {
        page.rest.track();
        headline.with_untracked(|h| {
            dom::set_text("spoken", &h.as_ref().map(Headline::sentence).unwrap_or_default());
        });
    });
}

fn paint_notes(page: Page) {
    let texts = derived(move || {
        let locale = page.locale;
        let estimate = page.estimate.read();
        let missing = answer::no_price(page.table, &estimate, locale);
        let anchored =
            estimate.answer.as_ref().and_then(|a| page.scenario.with(|s| answer::anchored(s, a, locale)));
        let notes = html::each("li", &answer::notes(&estimate, locale));
        let from = estimate.answer.as_ref().and_then(|a| from_logs::sentence(a, locale));
        [missing.unwrap_or_default(), anchored.unwrap_or_default(), from.unwrap_or_default(), notes]
    });
    whenever(move || {
        texts.with(|[missing, anchored, from, notes]| {
            dom::set_or_hide("missing", missing);
            dom::set_or_hide("anchored", anchored);
            dom::set_or_hide("from-logs", from);
            dom::set_html("notes", notes);
        });
    });
    whenever(move || {
        if page.implied_open.get() {
            let facts = page.estimate.with(|e| e.answer.as_ref().map(|a| answer::implied(a, page.locale)));
            dom::set_html("implied", &html::definitions(&facts.unwrap_or_default()));
        }
    });
}

fn paint_banner(banner: Option<&Banner>) {
    dom::show("banner", banner.is_some());
    let Some(banner) = banner else { return dom::set_html("banner", "") };
    let offer = banner
        .offer
        .as_ref()
        .map(|offer| format!("<button type=\"button\" id=\"banner-use\">{}</button>", offer.label));
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
