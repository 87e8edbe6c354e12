//! Controls: sliders, numbers, models, cache and compaction.

use crate::harness::{DESK, Page, key};
use sawtooth::scenario::link;
use sawtooth::scenario::{HitSource, Preset, Trigger};

#[test]
fn a_slider_moves_number_answer_picture_and_address() {
    DESK.open(|page| {
        let before = Seen::of(page);
        page.focus("#s-messages");
        page.keys(&key::RIGHT.to_string().repeat(3));
        page.until("everything to follow", || {
            let now = Seen::of(page);
            now.number != before.number && now.month != before.month && now.picture != before.picture
        });
        let moved = page.value("#f-messages").parse::<f64>().expect("a number");
        assert!(moved > 4.0, "{moved}");
        page.expect_change(&page.preset(Preset::Average), |s| s.work.messages = moved);
    });
}

struct Seen {
    number: String,
    month: String,
    picture: String,
}

impl Seen {
    fn of(page: &Page) -> Seen {
        Seen {
            number: page.value("#f-messages"),
            month: page.text("#month"),
            picture: page.html("#spend svg"),
        }
    }
}

#[test]
fn a_number_moves_its_slider() {
    DESK.open(|page| {
        let before = page.value("#s-days");
        page.set_field("days", "10");
        page.until("the slider to follow", || page.value("#s-days") != before);
    });
}

#[test]
fn numbers_are_taken_as_people_write_them() {
    DESK.open(|page| {
        let mut s = page.preset(Preset::Average);
        for (text, tokens) in [("50k", 50e3), ("0.045M", 45e3), ("38,500", 38_500.0), (" 41 K ", 41e3)] {
            page.set_field("floor", text);
            s = page.expect_change(&s, |s| s.shape.floor = tokens);
        }
    });
}

#[test]
fn what_is_out_of_range_is_said_and_not_used() {
    DESK.open(|page| {
        let s = page.preset(Preset::Average);
        for (field, text) in [("days", "-3"), ("days", "many"), ("hit", "-1"), ("floor", "")] {
            page.set_field(field, text);
            let problem = format!("#p-{field}");
            page.until(&format!("a problem with {text:?} in {field}"), || !page.text(&problem).is_empty());
            page.expect(&s);
            page.set_field(
                field,
                if field == "floor" {
                    "40k"
                } else if field == "hit" {
                    "98"
                } else {
                    "20"
                },
            );
            page.until("the problem to go", || page.text(&problem).is_empty());
        }
        page.expect(&s);
    });
}

/// While 45 is typed, there is a 4; who meant 45 never meant that.
#[test]
fn what_is_out_of_range_leaves_no_half_typed_number() {
    DESK.open(|page| {
        let s = page.preset(Preset::Average);
        for (field, text) in [("days", "45"), ("hit", "101"), ("messages", "60000")] {
            page.set_field(field, text);
            page.until(&format!("a problem with {text}"), || !page.text(&format!("#p-{field}")).is_empty());
            page.expect(&s);
        }
    });
}

#[test]
fn the_mix_adds_up() {
    DESK.open(|page| {
        let s = page.preset(Preset::Average);
        page.type_over("#mix-0", "70");
        let s = page.expect_change(&s, |s| s.set_share(0, 0.7));
        page.focus("#mix-s-1");
        page.keys(&key::RIGHT.to_string());
        page.until("the slider's share", || page.scenario() != s);
        let s = page.scenario();
        assert!((s.mix.iter().map(|m| m.share).sum::<f64>() - 1.0).abs() < 1e-9, "{:?}", s.mix);
        page.expect(&s);

        page.select("#mix-m-0", "claude-opus-4-8");
        let s = page.expect_change(&s, |s| s.mix[0].model = "claude-opus-4-8".into());
        page.press("#mix-add");
        page.until("another row", || page.count("#mix-3") == 1);
        page.type_over("#mix-3", "25");
        page.until("a share for the added model", || page.scenario().mix.len() == 4 && page.scenario() != s);
        let s = page.scenario();
        assert_eq!(s.mix[3].share, 0.25);
        page.expect(&s);
    });
}

#[test]
fn a_low_hit_rate_is_answered_with_what_it_means() {
    DESK.open(|page| {
        let s = page.preset(Preset::Average);
        let before = page.text("body");
        page.set_field("hit", "70");
        let s = page.expect_change(&s, |s| s.cache.hit_rate = 0.7);
        let after = page.text("body");
        assert!(after.contains("hit rate") && after.len() > before.len(), "a note on 70%");
        page.choose("caching", "off");
        let s = page.expect_change(&s, |s| s.cache.on = false);
        page.choose("caching", "on");
        page.choose("hitFrom", "rhythm");
        page.set_field("pauses5m", "3");
        page.expect_change(&s, |s| {
            (s.cache.on, s.cache.source, s.cache.pauses_5m) = (true, HitSource::Rhythm, 3.0);
        });
    });
}

#[test]
fn an_impossible_reported_rate_is_said() {
    DESK.open(|page| {
        page.choose("hitFrom", "reported");
        page.set_field("reported", "99.9");
        page.until("a problem at the rate", || !page.text("#p-reported").is_empty());
        assert_eq!(page.text("#month"), "–", "no price is no number");
        assert!(page.text("#from-what").contains("Reported cache hit rate"), "{}", page.text("#from-what"));
        page.until("the way out", || page.shows("#nearest"));
        page.press("#nearest");
        page.until("the problem to go", || page.text("#p-reported").is_empty());
        let nearest: f64 = page.value("#f-reported").parse().expect("a percentage");
        assert!((90.0..99.9).contains(&nearest) && !page.shows("#nearest"), "{nearest}");
        page.set_field("reported", "90");
        page.until("the rate", || page.scenario().cache.reported == 0.9);
    });
}

#[test]
fn looking_at_a_tab_changes_nothing() {
    DESK.open(|page| {
        let s = page.preset(Preset::Average);
        for tab in ["paid", "totals", "logs", "work"] {
            page.choose("know", tab);
            page.expect(&s);
        }
        assert!(page.is("document.querySelector('#undo').ariaDisabled === 'true'"), "nothing to take back");
        assert_eq!(page.count("[data-preset=average1][aria-pressed=true]"), 1);
        page.press("[data-preset=light1]");
        page.expect(&page.preset(Preset::Light));
        page.until("it to be marked", || page.count("[data-preset=light1][aria-pressed=true]") == 1);
        page.set_field("days", "7");
        page.until("no preset", || page.count("[data-preset][aria-pressed=true]") == 0);
    });
}

#[test]
fn compaction() {
    DESK.open(|page| {
        let s = page.preset(Preset::Average);
        page.choose("compact", "off");
        let s = page.expect_change(&s, |s| s.compaction.trigger = Trigger::Off);
        page.choose("compact", "at");
        page.set_field("threshold", "80k");
        let s = page.expect_change(&s, |s| {
            (s.compaction.trigger, s.compaction.threshold) = (Trigger::Threshold, 80e3);
        });
        page.choose("method", "prune");
        page.expect_change(&s, |s| s.compaction.method = sawtooth::scenario::Method::Prune);
    });
}

#[test]
fn a_refused_number_leaves_no_step_of_undo() {
    DESK.open(|page| {
        page.set_field("sessions", "999");
        page.until("the problem", || !page.text("#p-sessions").is_empty());
        assert!(
            page.is("document.querySelector('#undo').ariaDisabled === 'true'"),
            "9 and 99 were on the way only"
        );
    });
}

/// A button that has nothing more to do keeps the focus.
#[test]
fn focus_is_never_lost() {
    DESK.open(|page| {
        let focused = |id: &str| page.until(id, || page.is(&format!("document.activeElement.id === '{id}'")));
        page.focus("[data-preset=heavy1]");
        page.keys(" ");
        page.expect(&page.preset(Preset::Heavy));
        assert!(page.is("document.activeElement.dataset.preset === 'heavy1'"));
        page.focus("#undo");
        page.keys(" ");
        page.expect(&page.preset(Preset::Average));
        focused("undo");
        page.focus("#more");
        page.keys(" ");
        page.until("the menu", || page.shows("#redo"));
        page.focus("#redo");
        page.keys(" ");
        page.expect(&page.preset(Preset::Heavy));
        focused("redo");
        // Escape closes the menu and goes back to its button.
        page.keys(&key::ESCAPE.to_string());
        page.until("no menu", || !page.shows("#more-menu"));
        focused("more");
    });
}

#[test]
fn undo_and_redo() {
    DESK.open(|page| {
        let first = page.preset(Preset::Average);
        page.set_field("days", "10");
        let second = page.expect_change(&first, |s| s.work.active_days = 10.0);
        page.choose("compact", "off");
        let third = page.expect_change(&second, |s| s.compaction.trigger = Trigger::Off);
        for (button, outcome) in
            [("#undo", &second), ("#undo", &first), ("#redo", &second), ("#redo", &third)]
        {
            page.press(button);
            page.expect(outcome);
        }
        assert_eq!(page.value("#f-days"), "10");
        // Undone, then changed: there is nothing to redo.
        page.press("#undo");
        page.expect(&second);
        page.set_field("days", "12");
        page.expect_change(&second, |s| s.work.active_days = 12.0);
        assert!(page.is("document.querySelector('#redo').ariaDisabled === 'true'"), "redo is off");
    });
}

#[test]
fn name_and_note_are_in_the_link() {
    DESK.open(|page| {
        let s = page.preset(Preset::Average);
        page.type_over("#name", "Búfalo & co <b>");
        page.type_over("#note", "half of it ~ 50%");
        let s = page.expect_change(&s, |s| {
            (s.name, s.note) = ("Búfalo & co <b>".into(), "half of it ~ 50%".into());
        });
        assert_eq!(link::decode(&page.fragment()).scenario, Some(s));
    });
}

/// What is in a closed fold is made when it is opened: the way there opens it.
#[test]
fn mending_leads_into_a_closed_fold() {
    DESK.open(|page| {
        let mut scenario = page.preset(Preset::Average);
        (scenario.agents.count, scenario.agents.model) = (2.0, "no-such-model".into());
        page.run("location.hash = arguments[0]", serde_json::json!([link::encode(&scenario)]));
        page.until("the way", || page.shows("#mend"));
        assert_eq!(page.count("#c-agentModel"), 0, "nobody opened its fold");
        page.press("#mend");
        page.until("the menu", || page.is("document.activeElement.id === 'c-agentModel'"));
        assert!(page.shows("#c-agentModel"));
        page.select("#c-agentModel", "claude-haiku-5-5");
        page.until("a price", || page.text("#month").starts_with('$'));
    });
}

/// While a slider moves, what waits for it looks as if it did, and is there again once it rests.
#[test]
fn what_follows_later_is_dimmed_meanwhile() {
    DESK.open(|page| {
        let behind = |page: &Page| page.count("#know.behind") + page.count("#actions.stale");
        let moving = "const input = document.querySelector('#s-messages'); let left = 12;
            const step = () => {
                input.value = Number(input.value) + 1;
                input.dispatchEvent(new Event('input', { bubbles: true }));
                left -= 1;
                requestAnimationFrame(left > 0 ? step : () => done(document.querySelectorAll('#know.behind, #actions.stale').length));
            };
            step()";
        assert_eq!(behind(page), 0);
        assert_eq!(page.run_async(moving), serde_json::json!(2));
        page.until("both to follow", || behind(page) == 0);
    });
}
