//! The whole page rendered to a string, as four people have it before them.
#![cfg(feature = "page")]

use leptos::prelude::*;
use sawtooth::decisions::payment::state_capacity;
use sawtooth::model::estimate::estimate;
use sawtooth::page::App;
use sawtooth::page::state::Start;
use sawtooth::prices::{RateTable, date};
use sawtooth::scenario::{PayPer, PayWith, Pays, Scenario};
use sawtooth::view::Locale;

/// The page for a scenario, made by `edit` from the typical one.
fn page(edit: impl Fn(&mut Scenario)) -> String {
    let mut start = Start::fresh(date(2026, 11, 28), Locale::default());
    edit(&mut start.scenario);
    Owner::new().with(|| view! { <App start/> }.to_html())
}

fn typical(_: &mut Scenario) {}

fn on_max(s: &mut Scenario) {
    s.pay_with(PayWith::Plan("max".into()));
    let answer = estimate(&RateTable::shipped(), s).answer.expect("a price");
    assert!(state_capacity(s, &answer, 0.6, 0.6, None));
}

fn billed(s: &mut Scenario) {
    *s = s.typed_bill(&s.clone(), 300.0, PayPer::Month);
}

fn team(s: &mut Scenario) {
    s.team.own = 20.0;
}

fn without_price(s: &mut Scenario) {
    s.mix[0].model = "no-such-model".into();
}

/// All on Sonnet 5.5, priced by a day before it cost what it costs today.
fn older_prices(s: &mut Scenario) {
    s.priced_on = date(2026, 10, 1);
    s.mix.retain(|share| share.model == "claude-sonnet-5-5");
    s.mix[0].share = 1.0;
}

type Edit = fn(&mut Scenario);

const STATES: [(&str, Edit); 6] = [
    ("typical", typical),
    ("max", on_max),
    ("bill", billed),
    ("team", team),
    ("no price", without_price),
    ("older prices", older_prices),
];

/// Values of an attribute.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let opening = format!(" {attribute}=\"");
    html.split(&opening).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// What stands between an element with that id and the end of its tag, in words.
fn words(html: &str, id: &str, end: &str) -> String {
    let from = html.split(&format!(" id=\"{id}\"")).nth(1).unwrap_or_else(|| panic!("no {id}"));
    let inner = from.split(end).next().unwrap_or_default();
    let texts = inner.split('<').map(|piece| piece.split_once('>').map_or("", |(_, text)| text));
    texts.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_id_is_there_once_and_every_reference_leads_to_one() {
    for (name, edit) in STATES {
        let html = page(edit);
        let mut ids = values(&html, "id");
        ids.sort_unstable();
        for pair in ids.windows(2) {
            assert_ne!(pair[0], pair[1], "{name}: twice");
        }
        for attribute in ["for", "aria-describedby", "aria-controls", "aria-labelledby"] {
            for id in values(&html, attribute).into_iter().flat_map(str::split_whitespace) {
                assert!(ids.binary_search(&id).is_ok(), "{name}: {attribute} leads to {id}");
            }
        }
    }
}

/// One text in three slots: money, on what, from what.
#[test]
fn headline_says_what_each_person_pays() {
    let headline = |edit: Edit| {
        let html = page(edit);
        let money = [words(&html, "answer-sentence", "</h1>"), words(&html, "from-what", "</p>")];
        money.concat()
    };
    assert_eq!(
        headline(typical),
        "$155 a month 80% range $83 to $321 on the API, for a typical developer. Not yet your numbers."
    );
    let max = headline(on_max);
    assert!(max.starts_with("$100 a month on Max. A full week uses about 60% of your limit"), "{max}");
    assert!(max.ends_with("At API prices: $189"), "{max}");
    let bill = headline(billed);
    assert!(bill.starts_with("$300 a month your bill. It matches 4 sessions a day, 20 days"), "{bill}");
    let team = headline(team);
    assert!(
        team.starts_with("$3,106 a month 80% range $1,691 to $6,348 20 developers, $155 each; on the API"),
        "{team}"
    );
    assert!(headline(without_price).starts_with('–'));
    assert_eq!(
        headline(older_prices),
        "$151 a month 80% range $78 to $316 on the API, with the prices of 1 October 2026; $109 with today’s: \
         Sonnet 5.5 cache read fell from $0.2 to $0.1 per million."
    );
    let on_a_plan = |s: &mut Scenario| {
        on_max(s);
        older_prices(s);
    };
    // A plan costs what it costs.
    let one_on_a_seat = |s: &mut Scenario| {
        older_prices(s);
        s.set_number("heavy", 1.0);
        s.team.set_pays(1, Pays::Plan("team-premium".into()));
    };
    for edit in [on_a_plan as Edit, one_on_a_seat] {
        let headline = headline(edit);
        assert!(headline.starts_with('$') && !headline.contains("with today’s"), "{headline}");
    }
}

/// Below its limit nothing on a plan saves a dollar.
#[test]
fn effects_and_actions_on_a_plan_are_points_of_its_limit() {
    let html = page(on_max);
    assert_eq!(words(&html, "e-sessions", "</p>"), "1 more: about +15 points of your weekly limit");
    let actions = words(&html, "actions", "</section>");
    assert!(actions.contains("−10 points") && !actions.contains("−$"), "{actions}");
    let total = words(&html, "action-total", "</span>");
    assert!(total.starts_with("60% − ") && total.ends_with("of your weekly limit (estimate)"), "{total}");
}

/// Past its limit a plan bills credits, and without a known use only list prices can be told.
#[test]
fn unit_of_effects_follows_what_is_known_of_the_plan() {
    let effect = |edit: Edit| words(&page(edit), "e-sessions", "</p>");
    let past = |s: &mut Scenario| {
        s.pay_with(PayWith::Plan("max".into()));
        let answer = estimate(&RateTable::shipped(), s).answer.expect("a price");
        assert!(state_capacity(s, &answer, 2.0, 2.0, None));
    };
    let unknown = |s: &mut Scenario| s.pay_with(PayWith::Plan("max".into()));
    assert_eq!(effect(typical), "1 more: +$39 a month");
    assert!(effect(unknown).ends_with(" a month at API prices"), "{}", effect(unknown));
    let html = page(past);
    // All nine weeks are past it, so all of a change is credits, with the cache of the API: a fourth
    // of four sessions.
    assert_eq!(words(&html, "e-sessions", "</p>"), "1 more: you pay about $39 more a month");
    let month = words(&html, "month", "</strong>");
    let total = words(&html, "action-total", "</span>");
    assert!(total.starts_with(&format!("You pay: {month} − ")) && total.ends_with(" (estimate)"), "{total}");
}

/// What is told of a plan's limit adds up as it stands there.
#[test]
fn points_of_actions_add_up() {
    let total = words(&page(on_max), "action-total", "</span>");
    let number = |text: &str| text.trim().trim_end_matches('%').parse::<f64>().expect("a number");
    let (steps, after) = total.split_once(" = about ").expect("a sum");
    let mut steps = steps.split(" − ").map(number);
    let before = steps.next().expect("the share");
    assert_eq!(before - steps.sum::<f64>(), number(after.split('%').next().expect("a share")));
}

#[test]
fn team_has_one_total() {
    let html = page(team);
    let row = words(&html, "option-api", "</tr>");
    assert!(row.contains("$3,106$37,268now"), "{row}");
    assert!(words(&html, "action-total", "</span>").starts_with("$3,106 − "));
    assert_eq!(words(&html, "spend-title", "</h3>"), "Monthly spend, per developer");
}

/// Without a price there is no number, and a way to the field that mends it.
#[test]
fn page_without_a_price_says_what_is_missing() {
    let html = page(without_price);
    assert!(html.contains("id=\"mend\""));
    assert!(!words(&html, "answer", "</section>").contains('$'));
    assert!(words(&html, "spend", "</figure>").contains("No chart without a price"));
}

/// What each section of the first screen is made of.
#[test]
fn sections_are_as_they_were() {
    let html = page(typical);
    let pieces = [("top", "<header", "</header>"), ("answer", "<section id=\"answer\"", "</section>")]
        .into_iter()
        .chain([("inputs", "<section id=\"know\"", "</section>")])
        .chain([("options", "<section id=\"options\"", "</section>")])
        .chain([("spend", "<figure id=\"spend\"", "</figure>")])
        .chain([("actions", "<section id=\"actions\"", "</section>")]);
    for (name, start, end) in pieces {
        let Some(at) = html.find(start) else { continue };
        let piece = &html[at..];
        let piece = &piece[..piece.find(end).expect("its end")];
        insta::assert_snapshot!(name, lines(piece));
    }
}

/// A line for each tag, without the drawings, which have snapshots of their own.
fn lines(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find("<svg") {
        out += &rest[..at];
        rest = rest[at..].split_once("</svg>").map_or("", |(_, rest)| rest);
    }
    out += rest;
    out.replace("<!>", "").replace("><", ">\n<")
}

/// The paragraph with that id, where it is in sight.
fn shown(html: &str, id: &str) -> Option<String> {
    let tag = html.split('<').find(|tag| tag.contains(&format!(" id=\"{id}\"")))?;
    (!tag.split('>').next()?.contains(" hidden")).then(|| words(html, id, "</p>"))
}

#[test]
fn token_counts_in_force_offer_the_way_back_to_messages() {
    let counted = |s: &mut Scenario| s.basis = sawtooth::scenario::Basis::Totals;
    let said = shown(&page(counted), "token-counts");
    assert_eq!(said.as_deref(), Some("Token counts are in force. Use messages instead"));
    assert_eq!(shown(&page(typical), "token-counts"), None);
}

#[test]
fn presets_beside_a_plan_say_whose_dollars_they_have() {
    assert_eq!(shown(&page(on_max), "presets-basis").as_deref(), Some("Presets at API prices"));
    assert_eq!(shown(&page(typical), "presets-basis"), None);
}
