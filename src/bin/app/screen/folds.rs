//! Everything else of the model, grouped, one fold away.

use super::field::{Menu, NumberField, Radios};
use super::mix::ModelOptions;
use crate::page::Page;
use leptos::prelude::*;
use sawtooth::scenario::Scenario;
use sawtooth::view::controls;

#[component]
pub fn Folds() -> impl IntoView {
    view! {
        <section class="folds" aria-label="More inputs">
            <h2>"Everything else"</h2>
            <Fold id="fold-context" name="Context" keys=&["perMessage", "spread", "floor", "growth", "output", "tokenizer", "tokenizerFactor"]>
                <NumberField key="floor"/>
                <NumberField key="growth"/>
                <NumberField key="output"/>
                <NumberField key="perMessage"/>
                <NumberField key="spread"/>
                <Menu key="tokenizer" label="Sizes were counted with" options=&[
                    ("2026", "the 2026 tokenizer (Opus 4.7 and later)"),
                    ("classic", "the older one (up to Opus and Sonnet 4.6)"),
                ] help="Priced on a model of the other kind, every size here is scaled by the factor."/>
                <NumberField key="tokenizerFactor"/>
            </Fold>
            <Fold id="fold-cache" name="Cache" keys=&["caching", "lifetime", "warm"]>
                <Radios key="caching" legend="Prompt caching" options=&[("on", "on"), ("off", "off")]/>
                <Menu key="lifetime" label="Cache lifetime" options=&[
                    ("auto", "as I pay: 5 minutes, 1 hour on a subscription"),
                    ("5m", "5 minutes"),
                    ("1h", "1 hour"),
                ] help="A 1-hour write costs 1.6 times a 5-minute one. Compactions and sub-agents always write for 5 minutes."/>
                <NumberField key="warm"/>
            </Fold>
            <Fold id="fold-compaction" name="Compaction" keys=&["every", "method", "summary", "reacquire", "kept", "prunePrice"]>
                <NumberField key="every"/>
                <Menu key="method" label="Method" options=&[
                    ("summary", "a summary, as /compact writes it"),
                    ("prune", "pruning by an outside service"),
                ] help="Pruning deletes history word for word and asks no model. Either way the cache is lost beyond the floor."/>
                <NumberField key="summary"/>
                <NumberField key="reacquire"/>
                <NumberField key="kept"/>
                <NumberField key="prunePrice"/>
            </Fold>
            <Fold id="fold-models" name="Routing and speed" keys=&["routing", "routerPrice", "fast", "us"]>
                <Radios key="routing" legend="The mix is" options=&[("session", "one model a session"), ("request", "a model for each request")]/>
                <p class="help">"Each model has its own cache: switching in mid-session (a router, /model) writes the context again."</p>
                <NumberField key="routerPrice"/>
                <Radios key="fast" legend="Fast mode, where the model has it" options=&[("no", "no"), ("yes", "yes")]/>
                <Radios key="us" legend="US-only inference, 10% dearer" options=&[("no", "no"), ("yes", "yes")]/>
            </Fold>
            <Fold id="fold-agents" name="Sub-agents and background" keys=&["agents", "agentTurns", "agentFloor", "agentGrowth", "agentOutput", "background"]>
                <NumberField key="agents"/>
                <ModelChoice id="c-agentModel" label="Their model" get=|s| s.agents.model.clone() set=|s, id| s.agents.model = id/>
                <NumberField key="agentTurns"/>
                <NumberField key="agentFloor"/>
                <NumberField key="agentGrowth"/>
                <NumberField key="agentOutput"/>
                <NumberField key="background"/>
            </Fold>
            <Fold id="fold-batch" name="Batch jobs" keys=&["jobs", "jobInput", "jobOutput"]>
                <NumberField key="jobs"/>
                <ModelChoice id="c-jobModel" label="Model" get=|s| s.batch.model.clone() set=|s, id| s.batch.model = id/>
                <NumberField key="jobInput"/>
                <NumberField key="jobOutput"/>
            </Fold>
            <Fold id="fold-team" name="Team" keys=&["developers", "light", "average", "heavy"]>
                <NumberField key="developers"/>
                <NumberField key="light"/>
                <NumberField key="average"/>
                <NumberField key="heavy"/>
            </Fold>
        </section>
    }
}

/// A group of inputs with the number of those that differ from the preset.
#[component]
fn Fold(
    id: &'static str,
    name: &'static str,
    keys: &'static [&'static str],
    children: Children,
) -> impl IntoView {
    let page = expect_context::<Page>();
    let changed = Memo::new(move |_| page.scenario.with(|s| controls::changed(s, keys)));
    let wrong = Memo::new(move |_| page.problems.with(|all| all.iter().any(|(k, _)| keys.contains(k))));
    view! {
        <details id=id>
            <summary>
                {name}
                <Show when=move || { changed.get() > 0 }>
                    <span class="mark">{move || format!("{} changed", changed.get())}</span>
                </Show>
                <Show when=move || wrong.get()><span class="mark wrong">"needs attention"</span></Show>
            </summary>
            {children()}
        </details>
    }
}

/// One model of the table.
#[component]
fn ModelChoice(
    id: &'static str,
    label: &'static str,
    get: fn(&Scenario) -> String,
    set: fn(&mut Scenario, String),
) -> impl IntoView {
    let page = expect_context::<Page>();
    let chosen = Memo::new(move |_| page.scenario.with(get));
    let problem =
        Memo::new(move |_| page.problem(if id == "c-jobModel" { "jobModel" } else { "agentModel" }));
    view! {
        <div class="field menu">
            <label for=id>{label}</label>
            <select id=id on:change=move |event| page.edit(id, |s| set(s, event_target_value(&event)))>
                {move || view! { <ModelOptions chosen=chosen.get()/> }}
            </select>
            <p class="problem" aria-live="polite">{problem}</p>
        </div>
    }
}
