//! The receipt, the prices, and the link: what is painted only when it is looked at.

use crate::browser;
use crate::dom;
use crate::page::Page;
use crate::react::prelude::*;
use crate::react::{derived, whenever};
use sawtooth::scenario::PriceKey;
use sawtooth::scenario::link;
use sawtooth::view::{html, prices, receipt};
use web_sys::Element;

pub fn paint(page: Page) {
    whenever(move || {
        // Nobody reads its cents while a slider moves, and laying it out costs frames.
        page.rest.track();
        if page.receipt_open.get() {
            paint_receipt(page);
        }
    });
    paint_prices(page);
    paint_sharing(page);
}

/// The rows are written anew only for other models or another day: a rate that was typed
/// changes in its place, so that the focus can go on to the next.
fn paint_prices(page: Page) {
    let lines = derived(move || {
        let open = page.prices_open.get();
        let lines = || page.scenario.with(|s| prices::lines(page.table, s, page.locale));
        if open { lines() } else { Vec::new() }
    });
    let rows = derived(move || {
        lines.with(|lines| lines.iter().map(|l| (l.name.clone(), l.source.clone())).collect::<Vec<_>>())
    });
    whenever(move || {
        // Read, not only tracked: a memo that nobody reads never notices a change.
        rows.with(|_| dom::set_html("price-rows", &lines.with_untracked(|lines| html::price_lines(lines))));
    });
    whenever(move || {
        page.repaint_prices.track();
        lines.with(|lines| lines.iter().flat_map(|l| &l.cells).for_each(paint_rate));
    });
    let checked = derived(move || {
        let own = page.scenario.with(|s| s.overrides.len());
        let mark = if own > 0 { format!("{own} of your own") } else { String::new() };
        let checked = page.scenario.with(|s| prices::checked(page.table, s, page.today));
        (mark, checked.unwrap_or_default())
    });
    whenever(move || {
        checked.with(|(mark, (text, old))| {
            dom::set_or_hide("mark-prices", mark);
            dom::set_text("checked", text);
            dom::set_class("checked", "old", *old);
        });
    });
}

fn paint_rate(cell: &prices::Cell) {
    let id = cell.id();
    dom::set_value(&id, &cell.text);
    dom::set_class(&id, "own", cell.replaced.is_some());
    let title = cell.replaced.as_ref().map(|rate| format!("list price {rate}")).unwrap_or_default();
    dom::set_attribute(&id, "title", &title);
}

fn paint_receipt(page: Page) {
    let shown = page.estimate.with_untracked(|e| e.answer.as_ref().map(|a| receipt::receipt(a, page.locale)));
    let against = page.baseline.with_untracked(|baseline| {
        let answer = page.estimate.read_untracked();
        let both = answer.answer.as_ref().zip(baseline.as_ref());
        both.map(|(answer, baseline)| html::table(&receipt::against(answer, baseline, page.locale)))
    });
    dom::set_html("receipt-against", &against.unwrap_or_default());
    let (body, notes) = shown.map(|r| (html::receipt(&r), html::each("p", &r.notes))).unwrap_or_default();
    dom::set_html("receipt-body", &body);
    dom::set_html("receipt-notes", &notes);
}

fn paint_sharing(page: Page) {
    let here = browser::address();
    dom::show("only-here", browser::only_here());
    dom::show("copy-public", browser::only_here() && browser::public_address().is_some());
    whenever(move || {
        page.rest.track();
        let opened = page.opened.with(Option::is_some);
        dom::show("earlier", opened || browser::kept_before().is_some());
        let link = page.scenario.with_untracked(link::encode);
        dom::set_value("link", &format!("{here}#{link}"));
    });
    whenever(move || {
        if page.blocked.get() {
            dom::set_text(
                "memory",
                "This browser does not let the page keep anything: what you set is gone when the page closes.",
            );
        }
    });
}

/// Which rate an input of the price list stands for.
pub fn price_key(element: &Element) -> Option<PriceKey> {
    let word = |name: &str| element.get_attribute(name);
    link::price_key(&word("data-model")?, &word("data-band")?, &word("data-class")?)
}

/// Copies the link under an address, and says what happened.
pub fn copy(page: Page, address: &str) {
    let fragment = page.scenario.with_untracked(link::encode);
    if fragment.len() > link::LONGEST {
        return page.status.set("This scenario is too long for a link: save it as a file instead.".into());
    }
    let local = address == browser::address() && browser::only_here();
    browser::copy(&format!("{address}#{fragment}"), move |done| {
        page.status.set(match (done, local) {
            (true, false) => "Link copied: it opens to the same number anywhere.".into(),
            (true, true) => "Link copied, but only this machine can open this address.".into(),
            (false, _) => "The browser did not allow copying: select the link under “Share and keep”.".into(),
        });
    });
}
