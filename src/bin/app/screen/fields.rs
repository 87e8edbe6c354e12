//! Numbers and choices: their values, what is wrong with them, and how they are read.

use crate::dom;
use crate::page::Page;
use crate::react::prelude::*;
use crate::react::{derived, whenever};
use sawtooth::scenario::{CHOICES, FIELDS, Field, Preset, Scenario, Trouble, choice, field};
use sawtooth::view::{controls, words};
use std::cell::RefCell;
use web_sys::Element;

/// What is being typed. The text stands while the value in force does, so that "40k" is not
/// rewritten under the reader's hands and a number that is refused stays to be mended.
#[derive(Clone, PartialEq)]
pub struct Draft {
    key: &'static str,
    text: String,
    /// In force now, and before the typing began: 45 days are refused whole, and do not
    /// leave the 4 behind.
    value: f64,
    before: f64,
}

/// What was painted last, so that only what changed is painted again.
#[derive(Default)]
struct Painted {
    numbers: Vec<PaintedNumber>,
    words: Vec<&'static str>,
}

#[derive(Clone, PartialEq)]
struct PaintedNumber {
    value: f64,
    typed: Option<String>,
    problem: String,
}

pub fn paint(page: Page) {
    let before = RefCell::new(Painted::default());
    whenever(move || {
        page.scenario.with(|s| {
            let mut before = before.borrow_mut();
            paint_numbers(page, s, &mut before.numbers);
            let words = words_of(page, s);
            if before.words != words {
                paint_choices(&words);
                before.words = words;
            }
        });
    });
    let marks = derived(move || page.scenario.with(|s| marks(page, s)));
    whenever(move || marks.with(paint_marks));
    let texts = derived(move || page.scenario.with(|s| [s.name.clone(), s.note.clone()]));
    whenever(move || {
        texts.with(|[name, note]| {
            dom::set_value("name", name);
            dom::set_value("note", note);
            let both = [name.as_str(), note.as_str()].into_iter().filter(|text| !text.trim().is_empty());
            dom::set_or_hide("named", &both.collect::<Vec<_>>().join(": "));
        });
    });
    whenever(move || {
        let nearest = nearest(page).map(|rate| page.locale.percent(rate));
        dom::show("nearest", nearest.is_some());
        dom::set_text(
            "nearest",
            &format!("Use {}, the nearest that is possible", nearest.unwrap_or_default()),
        );
    });
    whenever(move || {
        for key in ["mix", "prices", "agentModel", "jobModel"] {
            dom::set_text(&format!("p-{key}"), &page.problem(key));
        }
    });
}

/// The possible hit rate that is nearest to an impossible one.
fn nearest(page: Page) -> Option<f64> {
    page.estimate.with(|e| {
        e.problems.iter().find_map(|problem| match problem.trouble {
            Trouble::ImpossibleHitRate { low, high } => {
                let (low, high) = words::inside(low, high);
                Some(page.scenario.with_untracked(|s| s.cache.reported).clamp(low, high))
            }
            _ => None,
        })
    })
}

pub fn use_nearest(page: Page) {
    if let Some(rate) = nearest(page) {
        page.edit("", |s| s.cache.reported = rate);
    }
}

fn paint_numbers(page: Page, scenario: &Scenario, before: &mut Vec<PaintedNumber>) {
    let draft = page.draft.get();
    for (i, field) in FIELDS.iter().enumerate() {
        let value = (field.get)(scenario);
        let typed = draft.as_ref().filter(|d| d.key == field.key && d.value == value).map(|d| d.text.clone());
        let now = PaintedNumber { value, problem: problem(page, field, typed.as_ref()), typed };
        match before.get_mut(i) {
            Some(before) if *before == now => {}
            Some(before) => {
                paint_number(page, field, &now, before.value != value);
                *before = now;
            }
            None => {
                paint_number(page, field, &now, true);
                before.push(now);
            }
        }
    }
}

fn paint_number(page: Page, field: &Field, now: &PaintedNumber, moved: bool) {
    let key = field.key;
    let text = now.typed.clone().unwrap_or_else(|| page.locale.value(field, now.value));
    dom::set_value(&format!("f-{key}"), &text);
    if moved {
        paint_slider(page, key, now.value);
    }
    paint_problem(key, &now.problem);
}

/// Why what was typed is not taken, or what is wrong with the number in force.
fn problem(page: Page, field: &Field, typed: Option<&String>) -> String {
    let Some(text) = typed else { return page.problem(field.key) };
    let locale = page.locale;
    let allowed = || words::out_of_range(field.key, field.min, field.max, locale);
    match locale.parse(field, text) {
        None => format!("“{text}” is not a number here. {}", allowed()),
        Some(n) if !field.allows(n) => allowed(),
        Some(_) => page.problem(field.key),
    }
}

fn paint_slider(page: Page, key: &str, value: f64) {
    let Some(control) = controls::of(key) else { return };
    let position = format!("{}", control.slider.position(value));
    let spoken = controls::spoken(key, value, page.locale);
    // Some stand a second time, beside the picture that they decide.
    for id in [format!("s-{key}"), format!("m-{key}")] {
        dom::set_value(&id, &position);
        dom::set_attribute(&id, "aria-valuetext", &spoken);
    }
    dom::set_text(&format!("o-{key}"), &spoken);
}

fn paint_problem(key: &str, problem: &str) {
    dom::set_text(&format!("p-{key}"), problem);
    dom::set_class(&format!("d-{key}"), "wrong", !problem.is_empty());
    dom::set_attribute(
        &format!("f-{key}"),
        "aria-invalid",
        if problem.is_empty() { "false" } else { "true" },
    );
}

/// The word of each choice; "unknown" where the reader says so.
fn words_of(page: Page, scenario: &Scenario) -> Vec<&'static str> {
    let unknown = page.unknown.get();
    CHOICES.iter().map(|c| if c.key == "know" && unknown { "unknown" } else { (c.get)(scenario) }).collect()
}

fn paint_choices(words: &[&'static str]) {
    for (choice, word) in CHOICES.iter().zip(words) {
        dom::set_value(&format!("c-{}", choice.key), word);
        if let Some(radio) = dom::input(&format!("r-{}-{word}", choice.key)) {
            radio.set_checked(true);
        }
        if let Some(tick) = dom::input(&format!("t-{}", choice.key)) {
            tick.set_checked(*word == "yes");
        }
    }
    for element in dom::all("[data-when]") {
        let when = element.get_attribute("data-when").unwrap_or_default();
        let Some((key, wanted)) = when.split_once('=') else { continue };
        let word = CHOICES.iter().position(|c| c.key == key).and_then(|i| words.get(i)).copied();
        element.set_hidden(!wanted.split(',').any(|w| Some(w) == word));
    }
}

/// What differs from the preset, what is wrong, and which preset is in force.
#[derive(Clone, PartialEq)]
struct Marks {
    differs: Vec<bool>,
    changed: Vec<usize>,
    wrong: Vec<bool>,
    preset: Option<Preset>,
}

/// Every input that has a frame to mark: numbers, choices and models.
fn framed() -> impl Iterator<Item = &'static str> {
    let others = ["agentModel", "jobModel", "mix"];
    FIELDS.iter().map(|f| f.key).chain(CHOICES.iter().map(|c| c.key)).chain(others)
}

fn marks(page: Page, scenario: &Scenario) -> Marks {
    let preset = scenario.base.scenario(scenario.priced_on, scenario.price_revision);
    let wrong = |keys: &[&str]| page.problems.with(|all| all.iter().any(|(key, _)| keys.contains(key)));
    Marks {
        differs: framed().map(|key| scenario.differs(&preset, key)).collect(),
        changed: controls::FOLDS.iter().map(|f| controls::changed(scenario, &preset, f.keys)).collect(),
        wrong: controls::FOLDS.iter().map(|f| wrong(f.keys)).collect(),
        preset: Some(scenario.base).filter(|p| scenario.works_like(*p)),
    }
}

fn paint_marks(marks: &Marks) {
    for (key, differs) in framed().zip(&marks.differs) {
        dom::set_class(&format!("d-{key}"), "differs", *differs);
    }
    for (i, fold) in controls::FOLDS.iter().enumerate() {
        let text = if marks.changed[i] > 0 { format!("{} changed", marks.changed[i]) } else { String::new() };
        dom::set_or_hide(&format!("mark-{}", fold.id), &text);
        dom::show(&format!("wrong-{}", fold.id), marks.wrong[i]);
    }
    for preset in dom::all("[data-preset]") {
        let key = preset.get_attribute("data-preset");
        let pressed = marks.preset.is_some_and(|p| key.as_deref() == Some(p.key()));
        let _ = preset.set_attribute("aria-pressed", if pressed { "true" } else { "false" });
    }
}

/// A key of the page's own HTML as the table's.
fn known(key: &str) -> Option<&'static Field> {
    field(key)
}

/// Text in a number field: taken as soon as it is a number that the field allows.
pub fn typed(page: Page, key: &str, text: String) {
    let Some(field) = known(key) else { return };
    let value = page.scenario.with_untracked(|s| (field.get)(s));
    let begun = page.draft.get_untracked().filter(|d| d.key == key && d.value == value);
    let before = begun.map_or(value, |d| d.before);
    let read = page.locale.parse(field, &text).filter(|n| field.allows(*n));
    let value = read.unwrap_or(before);
    page.edit(key, |s| (field.set)(s, value));
    page.draft.set(Some(Draft { key: field.key, text, value, before }));
}

/// The reader left a number field: a number that was taken is written out in full.
pub fn left(page: Page, key: &str, text: &str) {
    let Some(field) = known(key) else { return };
    let right = page.locale.parse(field, text).is_some_and(|n| field.allows(n));
    if right {
        page.draft.set(None);
    }
}

pub fn slid(page: Page, key: &str, position: f64) {
    let Some((field, control)) = known(key).zip(controls::of(key)) else { return };
    if let Some(n) = control.slider.value(position, field) {
        page.draft.set(None);
        page.edit(key, |s| (field.set)(s, n));
    }
}

/// A radio button or a menu of the scenario's choices.
pub fn chosen(page: Page, key: &str, word: &str) {
    if key == "know" {
        page.unknown.set(word == "unknown");
    }
    // Not to know changes nothing yet: a preset does, once one is pressed.
    if let Some(choice) = choice(key).filter(|_| word != "unknown") {
        page.edit(key, |s| (choice.set)(s, word));
    }
}

/// A rate of the reader's own, or an empty field that brings the list's back.
pub fn priced(page: Page, element: &Element) {
    let text = dom::value_of(element);
    let Some(key) = super::sheets::price_key(element) else { return };
    let rate = page.locale.parse(&RATE, &text).filter(|r| RATE.allows(*r));
    match rate {
        _ if text.trim().is_empty() => page.edit(&element.id(), |s| {
            s.overrides.remove(&key);
        }),
        Some(rate) => page.edit(&element.id(), |s| {
            s.overrides.insert(key, rate);
        }),
        None => {
            let allowed = "a number above 0, up to 100,000 dollars per million tokens";
            dom::set_text(
                "p-prices",
                &format!("“{text}” is not a price: {allowed}. The last one is still used."),
            );
            let _ = element.set_attribute("aria-invalid", "true");
            return;
        }
    }
    let _ = element.remove_attribute("aria-invalid");
    // The problem of a number that was mended stays nowhere.
    dom::set_text("p-prices", &page.problem("prices"));
    page.repaint_prices.notify();
}

/// How a rate is read; overrides are kept by their own key.
static RATE: Field = Field {
    key: "prices",
    kind: sawtooth::scenario::Kind::Money,
    min: 0.000_001,
    max: 1e5,
    get: |_| 0.0,
    set: |_, _| {},
};
