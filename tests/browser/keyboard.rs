//! The page by the keyboard alone.

use crate::harness::{DESK, Page, key};
use serde_json::json;

/// Everything can be reached and used by keyboard alone: a toolbar is one stop, and arrows go
/// through it.
#[test]
fn keyboard_reaches_every_control() {
    DESK.open(|page| {
        let script = "return [...document.querySelectorAll('input,select,button,summary,a[href]')]
            .filter(e => e.checkVisibility() && !e.disabled && e.tabIndex < 0 && e.type !== 'radio'
                && !e.closest('[role=toolbar]'))
            .map(e => e.outerHTML.slice(0, 120))";
        assert_eq!(page.run(script, json!([])), json!([]), "out of the keyboard's reach");
        for bar in [".toolbar.bar", ".toolbar.chips"] {
            let stops =
                format!("[...document.querySelectorAll('{bar} button')].filter(e => e.checkVisibility())");
            assert!(
                page.is(&format!("{stops}.filter(e => e.tabIndex === 0).length === 1")),
                "{bar} is one stop"
            );
            page.run(&format!("{stops}.find(e => e.tabIndex === 0).focus()"), json!([]));
            let count = page.run(&format!("return {stops}.length"), json!([])).as_u64().expect("a count");
            let mut reached = std::collections::BTreeSet::new();
            for _ in 0..count {
                reached.insert(page.run("return document.activeElement.textContent", json!([])).to_string());
                page.keys(&key::RIGHT.to_string());
            }
            assert_eq!(reached.len() as u64, count, "{bar}: {reached:?}");
        }
    });
}

/// From a fresh page, by the keyboard alone, as a screen reader's user goes too.
#[test]
fn bill_and_plan_are_at_most_twelve_keys_away() {
    const MOST: usize = 12;
    let at = |page: &Page, id: &str| page.is(&format!("document.activeElement.id === '{id}'"));
    // Presses a key until that has the focus, and counts.
    let press_until = |page: &Page, pressed: &mut usize, what: char, id: &str| {
        while !at(page, id) {
            assert!(*pressed < MOST, "{id} is more than {MOST} keys away");
            page.keys(&what.to_string());
            *pressed += 1;
        }
    };
    DESK.open(|page| {
        press_until(page, &mut 0, key::TAB, "c-payer");
    });
    DESK.open(|page| {
        let mut pressed = 0;
        press_until(page, &mut pressed, key::TAB, "r-know-work");
        press_until(page, &mut pressed, key::RIGHT, "r-know-paid");
        page.until("the bill's sentence", || page.count("#f-paid") == 1);
        press_until(page, &mut pressed, key::TAB, "f-paid");
    });
}

/// The ring that says where the keyboard is stays off what the slider belongs to.
#[test]
fn focus_ring_of_a_slider_covers_nothing() {
    for (width, height) in [(1280, 900), (390, 844)] {
        DESK.size(width, height).open(|page| {
            page.unfold();
            let covered = "return [...document.querySelectorAll('.field input[type=range]')].filter(e => e.checkVisibility())
                .flatMap(slider => {
                    slider.focus({ focusVisible: true });
                    const style = getComputedStyle(slider), own = slider.getBoundingClientRect();
                    const wide = style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth) + parseFloat(style.outlineOffset);
                    const meets = r => r.width > 0 && r.left < own.right + wide && r.right > own.left - wide
                        && r.top < own.bottom + wide && r.bottom > own.top - wide;
                    const near = slider.closest('.field').querySelectorAll('label, .help-button, input[type=text], .unit, .effect, .help');
                    return [...near].filter(e => e.checkVisibility() && !e.contains(slider) && meets(e.getBoundingClientRect()))
                        .map(e => slider.id + ' over ' + e.outerHTML.slice(0, 60));
                })";
            assert_eq!(page.run(covered, json!([])), json!([]), "{width} px wide");
            assert!(page.is("document.activeElement.type === 'range' && getComputedStyle(document.activeElement).outlineStyle !== 'none'"));
        });
    }
}
