//! A picture: its finding as a title, readouts by pointer, touch and keys, and its table.

use crate::browser;
use crate::page::Page;
use gloo::events::EventListener;
use leptos::html::Div;
use leptos::prelude::*;
use sawtooth::chart::{Picture, Theme, standalone};
use sawtooth::view::{Chart, Figure as Shown, Table as Rows};

/// Before the first measurement: what fits a phone.
const FIRST_WIDTH: f64 = 340.0;

#[component]
pub fn Figure(
    id: &'static str,
    name: &'static str,
    figure: Memo<Option<Shown>>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let place = NodeRef::<Div>::new();
    let width = measured(place);
    let picture = Memo::new(move |_| figure.with(|f| f.as_ref().map(|f| f.chart.draw(width.get()))));
    let open = RwSignal::new(false);
    let title = move || figure.with(|f| f.as_ref().map(|f| f.title.clone()).unwrap_or_default());
    let notes = Memo::new(move |_| figure.with(|f| f.as_ref().map(|f| f.notes.clone()).unwrap_or_default()));
    view! {
        <figure id=id hidden=move || figure.with(Option::is_none)>
            <figcaption>
                <p class="kicker">{name}</p>
                <h2>{title}</h2>
                {children.map(|c| c())}
            </figcaption>
            <div class="chart-place" node_ref=place>
                <div class="chart-holder" inner_html=move || picture.with(|p| p.as_ref().map(|p| p.svg.clone()).unwrap_or_default())></div>
                <Readout name figure picture/>
            </div>
            {move || notes.get().into_iter().map(|note| view! { <p class="note">{note}</p> }).collect_view()}
            <p class="buttons">
                <button type="button" class="quiet" data-table aria-expanded=move || if open.get() { "true" } else { "false" }
                    on:click=move |_| open.update(|o| *o = !*o)>
                    {move || if open.get() { "Hide the table" } else { "Show as a table" }}
                </button>
                <Save id picture/>
            </p>
            <Show when=move || open.get()>
                <Table table=Signal::derive(move || figure.with(|f| f.as_ref().map(|f| f.table.clone()).unwrap_or_default()))/>
            </Show>
        </figure>
    }
}

/// The width that there is, followed as it changes.
fn measured(place: NodeRef<Div>) -> RwSignal<f64> {
    let width = RwSignal::new(FIRST_WIDTH);
    let measure = move || {
        let now = place.get_untracked().map(|p| f64::from(p.client_width()).floor()).filter(|w| *w > 0.0);
        if let Some(now) = now.filter(|now| *now != width.get_untracked()) {
            width.set(now);
        }
    };
    Effect::new(move |_| {
        place.track();
        measure();
    });
    if let Some(window) = browser::window() {
        let listener = StoredValue::new_local(EventListener::new(&window, "resize", move |_| measure()));
        on_cleanup(move || listener.dispose());
    }
    width
}

/// Which stop the reader is at, its line in the picture and its numbers in words.
#[component]
fn Readout(name: &'static str, figure: Memo<Option<Shown>>, picture: Memo<Option<Picture>>) -> impl IntoView {
    let page = expect_context::<Page>();
    let at = RwSignal::new(None::<usize>);
    let stops = move || picture.with(|p| p.as_ref().map_or(0, |p| p.stops.len()));
    let bars = move || figure.with(|f| f.as_ref().is_some_and(|f| matches!(f.chart, Chart::Bars(_))));
    let text = move || {
        let stop = at.get()?;
        figure.with(|f| f.as_ref().map(|f| page.locale.with_value(|l| f.readouts.text(stop, l))))
    };
    let pointed = move |event: leptos::ev::PointerEvent| {
        let across = !bars();
        let place = if across { f64::from(event.offset_x()) } else { f64::from(event.offset_y()) };
        at.set(picture.with_untracked(|p| p.as_ref().and_then(|p| nearest(&p.stops, place))));
    };
    let keyed = move |event: leptos::ev::KeyboardEvent| {
        let count = stops();
        let Some(next) = moved(&event.key(), at.get_untracked(), count) else { return };
        event.prevent_default();
        at.set(next);
    };
    let px = move |pick: fn(&Picture, f64) -> f64| {
        let stop = at.get();
        picture.with(|p| {
            let p = p.as_ref()?;
            p.stops.get(stop?).map(|place| format!("{:.1}px", pick(p, *place)))
        })
    };
    view! {
        <div class="overlay" tabindex="0" role="group" aria-label=format!("{name}: values, by arrow keys")
            on:pointermove=pointed on:pointerdown=pointed on:pointerleave=move |_| at.set(None)
            on:keydown=keyed on:blur=move |_| at.set(None)>
            <div class="cursor" class:row=bars hidden=move || at.get().is_none()
                style:left=move || px(|p, x| if p.plot.left <= x { x } else { p.plot.left })
                style:top=move || px(|p, y| if y.is_finite() { p.plot.top.min(y) } else { 0.0 })
                style:height=move || px(|p, _| p.plot.bottom - p.plot.top)></div>
        </div>
        <p class="readout" aria-live="polite">{move || text().unwrap_or_default()}</p>
    }
}

fn nearest(stops: &[f64], place: f64) -> Option<usize> {
    (0..stops.len()).min_by(|a, b| (stops[*a] - place).abs().total_cmp(&(stops[*b] - place).abs()))
}

/// Where a key leads: `None` for keys that mean nothing here.
fn moved(key: &str, at: Option<usize>, count: usize) -> Option<Option<usize>> {
    let last = count.checked_sub(1)?;
    Some(match key {
        "ArrowRight" | "ArrowDown" => Some(at.map_or(0, |i| (i + 1).min(last))),
        "ArrowLeft" | "ArrowUp" => Some(at.map_or(last, |i| i.saturating_sub(1))),
        "PageDown" => Some(at.map_or(0, |i| (i + 10).min(last))),
        "PageUp" => Some(at.map_or(last, |i| i.saturating_sub(10))),
        "Home" => Some(0),
        "End" => Some(last),
        "Escape" => None,
        _ => return None,
    })
}

#[component]
fn Save(id: &'static str, picture: Memo<Option<Picture>>) -> impl IntoView {
    let page = expect_context::<Page>();
    let drawn = move || {
        picture.get_untracked().map(|p| {
            let theme = if browser::dark() { Theme::Dark } else { Theme::Light };
            (standalone(&p, theme), p.width, p.height)
        })
    };
    let svg = move |_| {
        if let Some((svg, ..)) = drawn() {
            browser::save(&format!("sawtooth-{id}.svg"), "image/svg+xml", &svg);
        }
    };
    let png = move |_| {
        if let Some((svg, width, height)) = drawn() {
            let failed =
                move || page.status.set("This browser cannot draw the picture: save it as SVG.".into());
            browser::save_png(png_name(id), &svg, width, height, failed);
        }
    };
    view! {
        <button type="button" class="quiet" on:click=svg>"Save SVG"</button>
        <button type="button" class="quiet" on:click=png>"Save PNG"</button>
    }
}

fn png_name(id: &str) -> &'static str {
    match id {
        "spend" => "sawtooth-spend.png",
        "plans" => "sawtooth-plans.png",
        _ => "sawtooth-session.png",
    }
}

/// A table of text; wide ones scroll inside of their own frame.
#[component]
pub fn Table(table: Signal<Rows>) -> impl IntoView {
    let head =
        move || table.get().head.into_iter().map(|h| view! { <th scope="col">{h}</th> }).collect_view();
    let row = |row: Vec<String>| {
        let cells = row.into_iter().enumerate().map(|(i, cell)| match i {
            0 => view! { <th scope="row">{cell}</th> }.into_any(),
            _ => view! { <td>{cell}</td> }.into_any(),
        });
        view! { <tr>{cells.collect_view()}</tr> }
    };
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=move || table.with(|t| t.caption.clone())>
            <table>
                <caption>{move || table.with(|t| t.caption.clone())}</caption>
                <thead><tr>{head}</tr></thead>
                <tbody>{move || table.get().rows.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}
