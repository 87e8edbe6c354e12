//! Share links: copied, opened elsewhere, and arrived broken.

use crate::harness::{DESK, Page};
use sawtooth::prices::RateTable;
use sawtooth::scenario::link;
use sawtooth::scenario::{Preset, Scenario, Trigger, august};

#[test]
fn a_copied_link_gives_the_same_answer_in_a_clean_profile() {
    let mut sent = None;
    DESK.open(|page| {
        page.set_field("sessions", "7");
        page.choose("compact", "off");
        let s = page.expect_change(&page.preset(Preset::Average), |s| {
            (s.work.sessions_per_day, s.compaction.trigger) = (7.0, Trigger::Off);
        });
        page.press("#copy");
        page.until("feedback", || !page.text("#status").is_empty());
        let copied = page.clipboard();
        assert_eq!(copied.split_once('#').map(|(_, fragment)| fragment), Some(link::encode(&s).as_str()));
        // The address is of this machine only, and the page says so.
        let said = page.text("body").to_lowercase();
        assert!(
            said.contains("only this") || said.contains("this machine") || said.contains("this computer")
        );
        sent = Some((copied, s, page.text("#answer-sentence")));
    });
    let (copied, scenario, answer) = sent.expect("a link");
    DESK.without_page(|page| {
        page.goto(copied.split_once('#').map_or("", |(_, fragment)| fragment));
        page.expect(&scenario);
        assert_eq!(page.text("#answer-sentence"), answer);
        assert!(!page.shows("#banner"), "{}", page.text("#banner"));
    });
}

#[test]
fn a_link_as_mail_programs_leave_it() {
    DESK.without_page(|page| {
        page.goto("");
        let s = Scenario { name: "my month".into(), ..page.preset(Preset::Heavy) };
        let link = link::encode(&s);
        for mangled in
            [link.replace('~', "%7E"), format!("{link}."), format!("{link}%3E"), format!("%20{link}")]
        {
            page.goto(&mangled);
            page.expect(&s);
            assert!(!page.shows("#banner"), "{mangled}: {}", page.text("#banner"));
        }
    });
}

/// Typed over in the address bar of the open page.
#[test]
fn a_link_opens_without_a_reload() {
    DESK.open(|page| {
        let s = page.preset(Preset::Heavy);
        page.run("location.hash = arguments[0]", serde_json::json!([link::encode(&s)]));
        page.expect(&s);
    });
}

/// Everything that goes wrong with a link on its way, and worse.
fn bad_links(good: &str) -> Vec<(&'static str, String)> {
    let middle = good.len() / 2;
    let flipped = if good.as_bytes()[middle] == b'x' { "y" } else { "x" };
    let head = good.split("~sessions").next().unwrap_or(good);
    vec![
        ("truncated", good[..good.len() - 6].into()),
        ("cut in half", good[..middle].into()),
        ("garbled", format!("{}{flipped}{}", &good[..middle], &good[middle + 1..])),
        ("too long", format!("{head}~note-{}~abc", "x".repeat(9_000))),
        ("too new", good.replacen("s1~", "s7~", 1)),
        ("another page's", "section-3".into()),
        ("a script", "s1~average1~name-%3Cscript%3Ealert(1)%3C/script%3E~abc".into()),
        ("an image", format!("{head}~%3Cimg%20src=x%20onerror=alert(1)%3E-1~abc")),
        ("a prototype", format!("{head}~__proto__-1~constructor-2~abc")),
        ("numbers", format!("{head}~days-1e999~floor-NaN~sessions--1~abc")),
        ("percent signs", "%E0%A4%A~%00~%".into()),
    ]
}

#[test]
fn bad_links_say_so_and_touch_nothing() {
    DESK.open(|page| {
        page.set_field("sessions", "9");
        let own = page.expect_change(&page.preset(Preset::Average), |s| s.work.sessions_per_day = 9.0);
        page.until("it to be stored", || page.stored().contains("sessions-9"));
        let stored = page.stored();
        let other = Scenario { name: "theirs".into(), ..page.preset(Preset::Heavy) };
        let mut other_links = other.clone();
        other_links.work.sessions_per_day = 2.0;
        for (what, bad) in bad_links(&link::encode(&other_links)) {
            page.goto(&bad);
            page.until(&format!("a banner for a link {what}"), || page.shows("#banner"));
            assert!(page.text("#banner").len() > 20, "{what}: {}", page.text("#banner"));
            assert_eq!(page.stored(), stored, "{what} changed what was stored");
            assert!(!page.is("document.querySelector('#banner script, #banner img')"), "{what}");
            shows_kept_or_default(page, &own, what);
            page.press("#banner-dismiss");
            page.until("the banner to go", || !page.shows("#banner"));
            assert_eq!(page.stored(), stored, "{what} changed what was stored");
        }
    });
}

/// Until the person agrees, the answer is their own or the default, never the bad link's.
fn shows_kept_or_default(page: &Page, own: &Scenario, what: &str) {
    let shown = page.month();
    let allowed = [own, &page.preset(Preset::Average)];
    assert!(allowed.iter().any(|s| shown.is(crate::harness::native(s).month.total)), "{what}: {shown:?}");
}

#[test]
fn what_could_be_read_is_used_when_agreed() {
    DESK.without_page(|page| {
        page.goto("");
        let mut s = page.preset(Preset::Heavy);
        s.work.sessions_per_day = 2.0;
        let good = link::encode(&s);
        page.goto(&good[..good.len() - 2]);
        page.until("the offer", || page.shows("#banner-use"));
        page.press("#banner-use");
        page.until("the scenario of the link", || page.month().is(crate::harness::native(&s).month.total));
        assert!(!page.shows("#banner"));
    });
}

#[test]
fn a_link_of_newer_prices_is_said_and_never_guessed() {
    DESK.without_page(|page| {
        page.goto("");
        let s = Scenario { price_revision: 7, ..page.preset(Preset::Heavy) };
        page.goto(&link::encode(&s));
        page.until("the banner", || page.text("#banner").contains("revision 7"));
        page.expect_month(&page.preset(Preset::Average));
        page.press("#banner-use");
        page.expect(&page.preset(Preset::Heavy));
    });
}

/// Priced on another day, with other prices: then and now.
#[test]
fn a_link_of_older_prices_shows_then_and_now() {
    let s = august(Preset::Average, RateTable::shipped().revision);
    DESK.without_page(|page| {
        page.goto(&link::encode(&s));
        page.until("the link's own price", || page.month().is(crate::harness::native(&s).month.total));
        let moved = sawtooth::model::reprice::reprice(&RateTable::shipped(), &s, page.today());
        assert_eq!(page.shows("#banner"), moved.is_some(), "{}", page.text("#banner"));
        if moved.is_some() {
            page.press("#banner-use");
            let now = s.priced_today(&RateTable::shipped(), page.today());
            page.until("today's price", || page.month().is(crate::harness::native(&now).month.total));
        }
    });
}
