//! The totals, how they were counted, and what was read.

use crate::page::components::{DataTable, Fold, KeyedList, Notes, RichText, Show};
use crate::page::sections::mix::model_options;
use crate::page::state::session;
use crate::scenario::Preset;
use crate::view::labels::logs as labels;
use crate::view::logs::{Question, RateField, ReportView, TermsView, UnpricedModel};
use crate::view::{Table, prices};
use leptos::prelude::*;

#[component]
pub(super) fn TotalsView() -> impl IntoView {
    let totals = session().logs.totals;
    let unpriced = move || totals.with(|t| t.as_ref().and_then(|t| t.unpriced.clone()));
    let text = |pick: fn(&crate::view::logs::Totals) -> &String| {
        move || totals.with(|t| t.as_ref().map(|t| pick(t).clone()))
    };
    view! {
        <div id="logs-answer">
            <p class="logs-total"><strong>{text(|t| &t.usd)}</strong> " " <span>{text(|t| &t.of)}</span></p>
            <p class="note">{text(|t| &t.note)}</p>
            {move || unpriced().map(|text| view! { <p class="note problem">{text}</p> })}
        </div>
    }
}

/// What can be said about how calls are counted.
#[component]
pub(super) fn Terms() -> impl IntoView {
    let session = session();
    let terms = session.logs.terms;
    let correction = move || terms.with(|t| t.as_ref().and_then(|t| t.correction.clone()));
    let says = move || correction().map(|c| c.says);
    let button = move || correction().map(|c| c.button);
    let other = move |_| {
        if let Some(correction) = untrack(correction) {
            session.ask_logs(Question::CountEstimated(!correction.is_counted));
        }
    };
    let models = Signal::derive(move || {
        let all = |t: &TermsView| t.unpriced.iter().map(|m| m.model.to_string()).collect::<Vec<_>>();
        terms.with(|t| t.as_ref().map(all).unwrap_or_default())
    });
    let model = Callback::new(move |place: String| {
        let all = terms.with_untracked(|t| t.as_ref().map(|t| t.unpriced.clone()).unwrap_or_default());
        let model = all.into_iter().find(|m| m.model.to_string() == place);
        model.map(|model| view! { <Unpriced model/> }).into_any()
    });
    view! {
        <Show when=move || models.with(|all| !all.is_empty())>
            <section aria-labelledby="logs-unknown" id="logs-prices">
                <h3 id="logs-unknown">{labels::UNPRICED}</h3>
                <p class="note">{labels::UNPRICED_HELP}</p>
                <ul class="logs-unknown">
                    <KeyedList keys=models row=model/>
                </ul>
            </section>
        </Show>
        <div class="logs-terms" id="logs-terms">
            <p class="note" hidden=move || correction().is_none()>
                {says} " " <button type="button" class="quiet" id="logs-corrected" on:click=other>{button}</button>
            </p>
            <ZoneMenu/>
        </div>
    }
}

#[component]
fn ZoneMenu() -> impl IntoView {
    let session = session();
    let zones =
        move || session.logs.terms.with(|t| t.as_ref().and_then(|t| t.zones.clone())).unwrap_or_default();
    // Four hundred: made again only where they are others.
    let offered = Memo::new(move |_| zones().offered);
    let chosen = Memo::new(move |_| zones().chosen);
    let option = move |zone: String| {
        let is_first = chosen.with_untracked(|c| *c == zone);
        view! { <option selected=is_first>{zone}</option> }
    };
    let picked = move |event| session.ask_logs(Question::Zone(event_target_value(&event)));
    view! {
        <p class="note" hidden=move || offered.with(Vec::is_empty)>
            <label for="logs-zone">{labels::ZONE}</label> " "
            <select id="logs-zone" prop:value=move || chosen.get() on:change=picked>
                {move || offered.get().into_iter().map(option).collect_view()}
            </select>
        </p>
    }
}

/// A model without a list price: priced like another one, or at rates of one's own.
#[component]
fn Unpriced(model: UnpricedModel) -> impl IntoView {
    let session = session();
    let at = model.model;
    let of = move |t: &TermsView| t.unpriced.iter().find(|m| m.model == at).cloned();
    let now = Signal::derive(move || session.logs.terms.with(|t| t.as_ref().and_then(of)));
    let like = move || now.get().and_then(|m| m.like).unwrap_or_default();
    let lists = session.lists();
    let groups = prices::picker(&lists.table, &Preset::Average.scenario(lists.today, lists.table.revision));
    let options = model_options(&groups, model.like.as_deref().unwrap_or_default(), &[]);
    let picked = move |event| {
        let like = Some(event_target_value(&event)).filter(|id| !id.is_empty());
        session.ask_logs(Question::PriceLike { model: at, like });
    };
    let rates = (0..model.rates.len()).map(|place| {
        view! { <Rate model=at name=model.name.clone() first=model.rates[place].clone() place now/> }
    });
    view! {
        <li>
            <p><b>{model.name.clone()}</b> ", " {model.calls.clone()}</p>
            <select id=format!("logs-as-{at}") aria-label=format!("Price {} like", model.name) prop:value=like on:change=picked>
                <option value="">{labels::NO_PRICE_YET}</option>
                {options}
            </select>
            <div class="logs-rates">{rates.collect_view()}</div>
        </li>
    }
}

#[component]
fn Rate(
    model: u32,
    name: String,
    first: RateField,
    /// Among the rates of the model.
    place: usize,
    now: Signal<Option<UnpricedModel>>,
) -> impl IntoView {
    let session = session();
    let id = format!("logs-rate-{model}-{}", first.id);
    let rate = move || now.get().and_then(|m| m.rates.get(place).cloned());
    let text = move || rate().map(|r| r.text).unwrap_or_default();
    let problem = move || rate().and_then(|r| r.problem).unwrap_or_default();
    let class = first.class;
    let typed = move |event| {
        session.ask_logs(Question::PriceRate { model, class, text: event_target_value(&event) });
    };
    let label = format!("{}: {}, USD per million tokens", name, first.label);
    view! {
        <div>
            <label for=id.clone()>{first.label.clone()}</label>
            <input id=id.clone() type="text" inputmode="decimal" autocomplete="off" class="rate" aria-label=label
                value=first.text.clone() prop:value=text on:change=typed aria-describedby=format!("p-{id}")
                aria-invalid=move || if problem().is_empty() { "false" } else { "true" }/>
            <p class="problem" id=format!("p-{id}") aria-live="polite">{problem}</p>
        </div>
    }
}

#[component]
pub(super) fn FactsFold() -> impl IntoView {
    let facts = session().logs.facts;
    let list = move || facts.with(|f| f.as_ref().map(|f| f.facts.clone()).unwrap_or_default());
    let counting = move || facts.with(|f| f.as_ref().and_then(|f| f.counting.clone()));
    let fact = |(name, value): (String, String)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> };
    view! {
        <Fold id="logs-facts" title=Signal::stored(labels::FACTS.to_string()) open=RwSignal::new(true)>
            <dl class="implied note">{move || list().into_iter().map(fact).collect_view()}</dl>
            {move || counting().map(|text| view! { <p class="note">{text}</p> })}
        </Fold>
    }
}

/// Files that were not read in full.
#[component]
pub(super) fn FaultsFold() -> impl IntoView {
    let facts = session().logs.facts;
    let faults = Memo::new(move |_| facts.with(|f| f.as_ref().and_then(|f| f.faults.clone())));
    let is_open = move || faults.with(|f| f.as_ref().is_some_and(|f| f.is_open));
    let open = RwSignal::new(untrack(is_open));
    // With other faults: these were not closed by anybody.
    Effect::new(move |_| open.set(is_open()));
    let title = Signal::derive(move || faults.get().map(|f| f.title).unwrap_or_default());
    let lines = move || faults.get().map(|f| f.lines).unwrap_or_default();
    let line = |text: String| view! { <li>{text}</li> };
    view! {
        <Show when=move || faults.with(Option::is_some)>
            <Fold id="logs-faults" title open>
                <ul class="plain note">{move || lines().into_iter().map(line).collect_view()}</ul>
            </Fold>
        </Show>
    }
}

/// Reports without single calls. They change only with the logs, so they are made again.
#[component]
pub(super) fn Reports() -> impl IntoView {
    let facts = session().logs.facts;
    let reports = move || facts.with(|f| f.as_ref().map(|f| f.reports.clone()).unwrap_or_default());
    move || reports().into_iter().map(report).collect_view()
}

fn report(report: ReportView) -> impl IntoView {
    view! {
        <section class="fold-section">
            <h3>{report.title}</h3>
            <p class="logs-total"><strong>{report.usd}</strong> " " <RichText text=report.basis/></p>
            <div class="figure-notes"><Notes notes=Signal::stored(report.notes)/></div>
            {table(report.models)}
            {report.days.map(table)}
        </section>
    }
}

fn table(table: Table) -> impl IntoView {
    let label = table.caption.clone();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=label><DataTable table=Signal::stored(table)/></div>
    }
}
