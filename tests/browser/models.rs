//! Models, their shares and their prices.

use crate::harness::{DESK, Page, key};
use sawtooth::prices::{Class, PriceTier};
use sawtooth::scenario::{Preset, PriceKey, Scenario};
use serde_json::json;

fn focused(page: &Page) -> String {
    page.run("return document.activeElement?.id ?? ''", json!([])).as_str().unwrap_or_default().into()
}

#[test]
fn another_model_keeps_the_focus_and_leaves_no_doubles() {
    DESK.open(|page| {
        page.select("#mix-m-0", "claude-opus-5");
        let s =
            page.expect_change(&page.preset(Preset::Average), |s| s.mix[0].model = "claude-opus-5".into());
        assert_eq!(focused(page), "mix-m-0");
        let taken = "document.querySelector('#mix-m-0 option[value=\"claude-sonnet-5-5\"]').disabled";
        assert!(page.is(taken), "a model of another row cannot be chosen again");
        page.focus("#mix-r-0");
        page.keys(" ");
        page.expect_change(&s, |s| s.remove_model(0));
        assert_eq!(focused(page), "mix-r-0", "the focus stays where the next one is removed");
    });
}

#[test]
fn a_share_that_went_to_the_end_comes_back() {
    DESK.open(|page| {
        let first = page.preset(Preset::Average);
        page.focus("#mix-s-0");
        page.keys(&key::RIGHT.to_string().repeat(50));
        let all = page.expect_change(&first, |s| s.set_share(0, 1.0));
        assert_eq!(all.mix[1].share, 0.0);
        page.keys(&key::LEFT.to_string().repeat(50));
        page.expect(&first);
    });
}

#[test]
fn a_share_that_is_none_is_said_until_it_is_mended() {
    DESK.open(|page| {
        page.type_over("#mix-0", "abc");
        page.until("the problem", || page.text("#p-mix").contains("abc"));
        assert!(page.is("document.querySelector('#mix-0').ariaInvalid === 'true'"));
        page.type_over("#mix-0", "60");
        page.expect_change(&page.preset(Preset::Average), |s| s.set_share(0, 0.6));
        page.until("the problem to go", || page.text("#p-mix").is_empty());
        assert!(page.is("document.querySelector('#mix-0').ariaInvalid === 'false'"));
    });
}

/// One step of undo for each row, however quickly one follows the other.
#[test]
fn each_share_is_its_own_step() {
    DESK.open(|page| {
        let first = page.preset(Preset::Average);
        for row in ["#mix-s-0", "#mix-s-2"] {
            page.focus(row);
            page.keys(&key::RIGHT.to_string());
        }
        page.press("#undo");
        let one = page.expect_change(&first, |s| s.set_share(0, 0.51));
        assert_ne!(one, first);
        page.press("#undo");
        page.expect(&first);
    });
}

fn read_of_opus() -> PriceKey {
    PriceKey { model: "claude-opus-5-5".into(), tier: PriceTier::Lower, class: Class::Read }
}

const READ: &str = "#rate-claude-opus-5-5-lower-read";

fn open_prices(page: &Page) -> Scenario {
    page.run("document.querySelector('#fold-prices').open = true", json!([]));
    page.until("the prices", || page.count(READ) == 1);
    page.preset(Preset::Average)
}

#[test]
fn a_price_of_one_s_own() {
    DESK.open(|page| {
        let s = open_prices(page);
        let listed = page.value(READ);
        page.type_over(READ, "0.5");
        let own = page.expect_change(&s, |s| s.overrides.extend([(read_of_opus(), 0.5)]));
        assert_eq!(focused(page), "rate-claude-opus-5-5-lower-output", "Tab goes on to the next rate");
        assert!(page.is(&format!("document.querySelector('{READ}').title.includes('{listed}')")));
        assert!(page.text("#mark-prices").contains('1'));
        page.type_over(READ, "gratis");
        page.until("the problem", || page.text("#p-prices").contains("gratis"));
        page.expect(&own);
        page.type_over(READ, "");
        page.expect(&s);
        assert_eq!((page.value(READ), page.text("#p-prices")), (listed, String::new()));
    });
}

#[test]
fn a_price_of_a_model_that_left_is_said() {
    DESK.open(|page| {
        let s = open_prices(page);
        page.type_over(READ, "0.5");
        let own = page.expect_change(&s, |s| s.overrides.extend([(read_of_opus(), 0.5)]));
        page.press("#mix-r-0");
        page.expect_change(&own, |s| s.remove_model(0));
        page.until("a note on it", || page.text("#notes").contains("is kept, but not used here"));
    });
}
