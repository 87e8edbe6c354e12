//! Prices that were negotiated, one's own currency, and what sessions run with.

use crate::harness::{DESK, Page};
use sawtooth::prices::RateTable;
use sawtooth::scenario::{Effort, Preset, Scenario, Window};
use serde_json::json;

/// The value stands in the address, and is there again when that link is opened.
fn kept(page: &Page, expected: &Scenario) {
    page.expect(expected);
    let fragment = page.fragment();
    page.goto(&fragment);
    page.expect(expected);
}

#[test]
fn a_discount_is_typed_kept_and_said() {
    DESK.open(|page| {
        let s = page.preset(Preset::Average);
        page.set_field("discount", "15");
        let less = page.expect_change(&s, |s| s.discount = 0.15);
        kept(page, &less);
        page.until("what is said of it", || page.text("#notes").contains("list prices less 15%"));
        assert!(page.text("#foot-prices").starts_with("US dollars, list prices less 15%, before tax."));
        page.set_field("discount", "-5");
        page.expect_change(&s, |s| s.discount = -0.05);
        page.set_field("discount", "100");
        page.until("the problem", || page.text("#p-discount").contains("99.9999%"));
    });
}

#[test]
fn currency_and_tax_stand_under_the_headline() {
    DESK.size(360, 780).open(|page| {
        let s = page.preset(Preset::Average);
        assert!(!page.shows("#local"));
        page.set_field("currency", "EURO");
        page.until("the problem", || page.text("#p-f-currency").contains("no currency code"));
        page.set_field("currency", "eur");
        page.until("the rate to be asked for", || page.text("#p-f-currency").contains("how many EUR"));
        for (key, text) in [("rate", "0.92"), ("rateOn", "2026-11-28"), ("tax", "19")] {
            page.set_field(key, text);
        }
        let local = page.expect_change(&s, |s| {
            s.local.currency = "EUR".into();
            (s.local.rate, s.local.tax, s.local.rate_on) = (0.92, 0.19, "2026-11-28".into());
        });
        let line = "EUR 142.86 a month before tax, EUR 170.01 with 19% tax, at 0.92 EUR per US$ (your rate of 2026-11-28).";
        page.until("the line", || page.text("#local") == line);
        kept(page, &local);
        page.until("the line", || page.text("#local") == line);
        let over = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
        assert!(page.is(&format!("{over} <= 0")), "nothing overflows sideways");
    });
}

#[test]
fn window_and_effort_are_chosen_and_kept() {
    DESK.open(|page| {
        let s = page.preset(Preset::Average);
        page.choose("window", "1m");
        let large = page.expect_change(&s, |s| s.window = Window::Large);
        page.choose("effort", "xhigh");
        let both = page.expect_change(&large, |s| s.effort = Effort::ExtraHigh);
        kept(page, &both);
        page.press("#undo");
        page.press("#undo");
    });
}

const SETTING: &str = r#"{"modelPricing":{"multiplier":0.5,"overrides":{"claude-opus-5-5":{"input":4,"output":20,"cacheRead":0.2,"cacheWrite":5}}}}"#;

#[test]
fn a_setting_of_prices_is_pasted_dropped_and_copied() {
    DESK.open(|page| {
        let s = page.preset(Preset::Average);
        let taken = |text: &str| sawtooth::view::managed::taken(&RateTable::shipped(), &s, text).expect("a setting");
        let paste = "const data = new DataTransfer(); data.setData('text', arguments[0]);
            document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))";
        page.run(paste, json!([SETTING]));
        page.expect(&taken(SETTING));
        page.until("what was done", || page.text("body").contains("Prices taken over: list prices less 50%"));
        page.press("#undo");
        page.expect(&s);
        let drop = "const data = new DataTransfer(); data.items.add(new File([arguments[0]], 'managed-settings.json'));
            document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))";
        page.run(drop, json!([SETTING.replace("0.5", "50")]));
        page.until("what is wrong", || page.text("#banner").contains("“multiplier” is 50"));
        page.expect(&s);
        page.run(drop, json!([SETTING]));
        page.expect(&taken(SETTING));
        page.run("document.querySelector('#fold-prices').open = true", json!([]));
        page.until("the prices", || page.count("#copy-prices") == 1);
        page.focus("#copy-prices");
        page.keys(" ");
        page.until("the copy", || page.clipboard().contains("modelPricing"));
        let copied = page.clipboard();
        assert_eq!(taken(&copied), taken(SETTING));
    });
}
