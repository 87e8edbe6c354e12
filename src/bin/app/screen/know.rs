//! The one question, *what do you know?*, and the few inputs that answer it.

use super::field::{Menu, NumberField, Radios};
use super::mix::Mix;
use crate::page::Page;
use leptos::prelude::*;
use sawtooth::scenario::{Basis, HitSource, Preset, Trigger};

const WAYS: [(&str, &str); 4] = [
    ("work", "How I work"),
    ("paid", "What I pay"),
    ("totals", "My session’s tokens"),
    ("unknown", "I don’t know"),
];

#[component]
pub fn Know() -> impl IntoView {
    let page = expect_context::<Page>();
    let now = Memo::new(move |_| match page.scenario.with(|s| s.basis) {
        _ if page.unknown.get() => "unknown",
        Basis::Work => "work",
        Basis::Pay => "paid",
        Basis::Totals => "totals",
    });
    let choose = move |word: &'static str| {
        page.unknown.set(word == "unknown");
        page.edit("know", |s| {
            s.basis = match word {
                "paid" => Basis::Pay,
                "totals" => Basis::Totals,
                _ => Basis::Work,
            }
        });
    };
    let way = move |(word, label): (&'static str, &'static str)| {
        view! {
            <label>
                <input type="radio" name="know" value=word prop:checked=move || now.get() == word
                    on:change=move |_| choose(word)/>
                <span>{label}</span>
            </label>
        }
    };
    view! {
        <section id="know" tabindex="-1" aria-label="Inputs">
            <fieldset class="radios tabs">
                <legend>"What do you know?"</legend>
                {WAYS.map(way).collect_view()}
            </fieldset>
            {move || match now.get() {
                "paid" => view! { <Paid/> }.into_any(),
                "totals" => view! { <Totals/> }.into_any(),
                "unknown" => view! { <Presets/> }.into_any(),
                _ => view! { <Work/> }.into_any(),
            }}
            <Radios key="payment" legend="How do you pay?"
                options=&[("api", "API key"), ("subscription", "Subscription"), ("cloud", "Cloud provider")]/>
        </section>
    }
}

#[component]
fn Work() -> impl IntoView {
    view! {
        <NumberField key="sessions"/>
        <NumberField key="days"/>
        <NumberField key="messages"/>
        <Mix/>
        <HitRate/>
        <CompactionChoice/>
    }
}

#[component]
fn Paid() -> impl IntoView {
    view! {
        <NumberField key="paid"/>
        <Radios key="paidPer" legend="That was for"
            options=&[("day", "an active day of one developer"), ("month", "last month, everybody")]/>
        <NumberField key="sessions"/>
        <NumberField key="days"/>
        <Mix/>
        <HitRate/>
        <CompactionChoice/>
    }
}

#[component]
fn Totals() -> impl IntoView {
    view! {
        <p class="help">"The counts of one session, as a usage screen shows them. They are priced as they stand."</p>
        <NumberField key="totalInput"/>
        <NumberField key="totalWrite5m"/>
        <NumberField key="totalWrite1h"/>
        <NumberField key="totalRead"/>
        <NumberField key="totalOutput"/>
        <NumberField key="sessions"/>
        <NumberField key="days"/>
        <Mix/>
    }
}

const PRESETS: [(Preset, &str, &str); 4] = [
    (Preset::Light, "Light", "3 short sessions on 15 days, mostly Sonnet"),
    (Preset::Average, "Average", "4 sessions on 20 days, half of them Opus: the published average’s work"),
    (Preset::Heavy, "Heavy", "5 long sessions on 21 days, mostly Opus"),
    (
        Preset::Textbook,
        "Textbook",
        "a popular guide’s session of 45K input, 38K cached, 13K output on Sonnet 4.6",
    ),
];

#[component]
fn Presets() -> impl IntoView {
    let page = expect_context::<Page>();
    let base = Memo::new(move |_| page.scenario.with(|s| s.base));
    let preset = move |(preset, name, text): (Preset, &'static str, &'static str)| {
        let start = move |_| {
            page.start_from(preset);
            page.unknown.set(preset != Preset::Textbook);
        };
        view! {
            <button type="button" class="preset" data-preset=preset.key() on:click=start
                aria-pressed=move || if base.get() == preset { "true" } else { "false" }>
                <strong>{name}</strong><span>{text}</span>
            </button>
        }
    };
    view! {
        <p class="help">"Start from somebody like you, then change what you know better under “How I work”."</p>
        <div class="presets">{PRESETS.map(preset).collect_view()}</div>
    }
}

#[component]
fn HitRate() -> impl IntoView {
    let page = expect_context::<Page>();
    let source = Memo::new(move |_| page.scenario.with(|s| s.cache.source));
    let off = Memo::new(move |_| page.scenario.with(|s| !s.cache.on));
    view! {
        <div class="group">
            <Menu key="hitFrom" label="Hit rate from" options=&[
                ("given", "the chance at each request"),
                ("reported", "what my usage screen reports"),
                ("rhythm", "how often I pause"),
            ]/>
            {move || match source.get() {
                HitSource::Given => view! { <NumberField key="hit"/> }.into_any(),
                HitSource::Reported => view! { <NumberField key="reported"/> }.into_any(),
                HitSource::Rhythm => view! { <NumberField key="pauses5m"/><NumberField key="pauses60m"/> }.into_any(),
            }}
            <Show when=move || off.get()><p class="help">"Caching is switched off under Cache: no hit rate counts."</p></Show>
        </div>
    }
}

#[component]
fn CompactionChoice() -> impl IntoView {
    let page = expect_context::<Page>();
    let at = Memo::new(move |_| page.scenario.with(|s| s.compaction.trigger == Trigger::Threshold));
    view! {
        <div class="group">
            <Menu key="compact" label="Compaction" options=&[
                ("auto", "automatic, 33K below the window"),
                ("at", "at a context I choose"),
                ("off", "off"),
            ] help="Replaces the conversation by a summary. 200K windows compact at 167K, windows of 1M at 967K."/>
            <Show when=move || at.get()><NumberField key="threshold"/></Show>
        </div>
    }
}
