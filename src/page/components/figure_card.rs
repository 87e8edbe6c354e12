//! A picture: its finding as a title, numbers by pointer, touch and keys, and its table.

use super::{DataTable, Notes, Show};
use crate::chart::{Picture, Theme, standalone};
use crate::page::platform::{element, files, in_browser};
use crate::view::labels::figure as labels;
use crate::view::{Chart, Figure, Locale, Table, Texts};
use leptos::html::Div;
use leptos::prelude::*;

/// A picture with its words.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    pub figure: Figure,
    pub texts: Texts,
}

/// Widths, in CSS pixels, for which a picture is drawn before its place was measured: a phone's
/// and a desktop's. The style sheet shows one of them.
const FIRST_WIDTHS: [(&str, f64); 2] = [("narrow", 350.0), ("wide", 840.0)];

/// `id` names its elements: `ID-title`, `ID-chart`, `ID-readout`, `ID-notes`, `ID-table`.
#[component]
pub fn FigureCard(
    id: &'static str,
    name: &'static str,
    #[prop(into)] shown: Signal<Option<Shown>>,
    /// Whether it is behind the inputs.
    #[prop(optional, into)]
    stale: Signal<bool>,
    /// Said where there is no picture.
    #[prop(into)]
    absent: Signal<String>,
    locale: Locale,
    /// Told whether it can be seen.
    #[prop(optional)]
    in_sight: Option<RwSignal<bool>>,
    /// Told what a browser cannot do.
    on_trouble: Callback<&'static str>,
    /// Told which row of a bar chart was pressed.
    #[prop(optional)]
    on_press: Option<Callback<usize>>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let place = NodeRef::<Div>::new();
    let width = measured(&format!("{id}-place"), place, in_sight);
    let picture = Memo::new(move |_| {
        let width = width.get()?;
        shown.with(|s| s.as_ref().map(|s| s.figure.chart.draw(width)))
    });
    let first = move || width.with(Option::is_none).then(|| first_pictures(shown)).flatten();
    let drawing =
        move || picture.with(|p| p.as_ref().map(|p| p.svg.clone())).or_else(first).unwrap_or_default();
    let (holder, drawn) = followed(drawing);
    let open = RwSignal::new(false);
    let at = RwSignal::new(None::<usize>);
    let readout = move || {
        let stop = at.get()?;
        shown.with(|s| s.as_ref().map(|s| s.figure.readouts.text(stop, &locale)))
    };
    let title =
        move || shown.with(|s| s.as_ref().map(|s| s.figure.title.clone())).unwrap_or_else(|| absent.get());
    let notes =
        Signal::derive(move || shown.with(|s| s.as_ref().map(|s| s.texts.notes.clone()).unwrap_or_default()));
    let table = Signal::derive(move || -> Table {
        shown.with(|s| s.as_ref().map(|s| s.texts.table.clone()).unwrap_or_default())
    });
    view! {
        <figure id=id class="card" class:stale=move || stale.get() class:empty=move || shown.with(Option::is_none)
            aria-labelledby=format!("{id}-title")>
            <figcaption>
                <p class="kicker" hidden=move || title().starts_with(name)>{name}</p>
                <h3 id=format!("{id}-title") tabindex="-1">{title}</h3>
                {children.map(|children| children())}
            </figcaption>
            <div class="chart-place" id=format!("{id}-place") node_ref=place>
                <div class="chart-holder" id=format!("{id}-chart") node_ref=holder inner_html=drawn></div>
                <Overlay id name shown picture at on_press/>
            </div>
            <p class="buttons">
                <button type="button" class="quiet" data-table=id aria-controls=format!("{id}-table")
                    aria-expanded=move || if open.get() { "true" } else { "false" }
                    on:click=move |_| open.update(|o| *o = !*o)>
                    {move || if open.get() { labels::HIDE_TABLE } else { labels::SHOW_TABLE }}
                </button>
                <button type="button" class="quiet" data-svg=id on:click=move |_| save_svg(id, picture)>{labels::SAVE_SVG}</button>
                <button type="button" class="quiet" data-png=id on:click=move |_| save_png(id, picture, on_trouble)>{labels::SAVE_PNG}</button>
            </p>
            <div class="figure-foot">
                <details class="how" hidden=move || notes.with(Vec::is_empty)>
                    <summary>{labels::HOW}</summary>
                    <div class="figure-notes" id=format!("{id}-notes")><Notes notes/></div>
                </details>
                <p class="readout" id=format!("{id}-readout") aria-live="polite">{readout}</p>
            </div>
            <div class="scroll" id=format!("{id}-table") tabindex="0" role="region" aria-label=format!("{name}, table")
                hidden=move || !open.get()>
                <Show when=move || open.get()><DataTable table/></Show>
            </div>
        </figure>
    }
}

/// The place of a drawing that is there with its first state, and then changed no more than it differs.
fn followed(drawing: impl Fn() -> String + 'static) -> (NodeRef<Div>, String) {
    let holder = NodeRef::<Div>::new();
    let first = untrack(&drawing);
    if in_browser() {
        let first = first.clone();
        Effect::new(move |before: Option<String>| {
            let (before, now) = (before.unwrap_or_else(|| first.clone()), drawing());
            let Some(holder) = holder.get() else { return before };
            element::draw(&holder, &before, &now);
            now
        });
    }
    (holder, first)
}

/// Both first pictures, each in the class by which the style sheet chooses.
fn first_pictures(shown: Signal<Option<Shown>>) -> Option<String> {
    let draw = |figure: &Figure| {
        FIRST_WIDTHS
            .map(|(class, width)| format!("<div class=\"{class}\">{}</div>", figure.chart.draw(width).svg))
            .concat()
    };
    shown.with(|s| s.as_ref().map(|s| draw(&s.figure)))
}

/// The width that there is, followed as it changes; nothing before it is known. While the page is
/// built beside its first paint, the place of the same id in that one has it.
fn measured(id: &str, place: NodeRef<Div>, in_sight: Option<RwSignal<bool>>) -> RwSignal<Option<f64>> {
    if !in_browser() {
        return RwSignal::new(None);
    }
    let of = |place: &web_sys::Element| Some(element::width(place)).filter(|w| *w > 0.0);
    let width = RwSignal::new(element::by_id(id).and_then(|place| of(&place)));
    let watches: StoredValue<Vec<element::Watch>, LocalStorage> = StoredValue::new_local(Vec::new());
    Effect::new(move |_| {
        let Some(place) = place.get() else { return };
        let measure = {
            let place = place.clone();
            move || {
                let now = of(&place);
                if now.is_some() && width.try_get_untracked().is_some_and(|before| before != now) {
                    width.set(now);
                }
            }
        };
        // Asking lays out the page, so it waits to be told where the first paint has told already.
        // Elsewhere it asks: far out of sight nothing is laid out, and nobody tells.
        if width.get_untracked().is_none() {
            measure();
        }
        let size = element::watch_size(&place, measure);
        // The whole figure is watched: the place is hidden while there is no picture, and what is hidden is
        // never in sight again.
        let figure = place.parent_element();
        let sight = in_sight.zip(figure).and_then(|(seen, figure)| {
            element::watch_sight(&figure, move |now| {
                let _ = seen.try_set(now);
            })
        });
        watches.set_value(size.into_iter().chain(sight).collect());
    });
    width
}

/// Chooses the stop that is read, by pointer, touch and keys, and marks it in the picture.
#[component]
fn Overlay(
    id: &'static str,
    name: &'static str,
    shown: Signal<Option<Shown>>,
    picture: Memo<Option<Picture>>,
    at: RwSignal<Option<usize>>,
    on_press: Option<Callback<usize>>,
) -> impl IntoView {
    let rows = move || shown.with(|s| s.as_ref().is_some_and(|s| matches!(s.figure.chart, Chart::Bars(_))));
    let mark = Memo::new(move |_| {
        let stop = at.get()?;
        picture.with(|p| p.as_ref().and_then(|p| mark_of(p, stop, rows())))
    });
    let pointed = move |event: leptos::ev::PointerEvent| {
        let (x, y) = (f64::from(event.offset_x()), f64::from(event.offset_y()));
        let along = if rows() { y } else { x };
        at.set(picture.with_untracked(|p| p.as_ref().and_then(|p| nearest(&p.stops, along))));
    };
    let gone = move |event: leptos::ev::PointerEvent| {
        // A finger that is lifted leaves what it showed to be read.
        if event.pointer_type() != "touch" {
            at.set(None);
        }
    };
    let press = move || {
        if let Some((on_press, row)) = on_press.zip(at.get_untracked()) {
            at.set(None);
            on_press.run(row);
        }
    };
    let keyed = move |event: leptos::ev::KeyboardEvent| {
        if on_press.is_some() && matches!(event.key().as_str(), "Enter" | " ") {
            event.prevent_default();
            press();
        }
        // The numbers are there before the picture, which waits for its place to be measured.
        let count = shown.with_untracked(|s| s.as_ref().map_or(0, |s| s.figure.readouts.at.count()));
        if let Some(next) =
            next_stop(&event.key(), at.get_untracked(), count).filter(|_| !element::is_command(&event))
        {
            event.prevent_default();
            at.set(next);
        }
    };
    let pixels = |length: f64| format!("{length:.1}px");
    let how = if on_press.is_some() { labels::VALUES_AND_ENTER } else { labels::VALUES };
    view! {
        <div class="overlay" class:pressable=on_press.is_some() data-figure=id tabindex="0" role="group"
            aria-label=format!("{name}: {how}") on:click=move |_| press()
            on:pointermove=pointed on:pointerdown=pointed on:pointerleave=gone on:keydown=keyed
            on:blur=move |_| at.set(None)>
            {move || mark.get().map(|[left, top, width, height]| view! {
                <div class="cursor" id=format!("{id}-cursor") class:row=rows style:left=pixels(left) style:top=pixels(top)
                    style:width=pixels(width) style:height=pixels(height)></div>
            })}
        </div>
    }
}

/// Left, top, width and height of the mark of a stop: a line through lines, a frame around
/// a bar's row.
fn mark_of(picture: &Picture, stop: usize, rows: bool) -> Option<[f64; 4]> {
    let (at, plot) = (*picture.stops.get(stop)?, picture.plot);
    let row = (plot.bottom - plot.top) / picture.stops.len() as f64;
    Some(match rows {
        true => [0.0, at - row / 2.0, picture.width, row],
        false => [at, plot.top, 1.0, plot.bottom - plot.top],
    })
}

fn nearest(stops: &[f64], along: f64) -> Option<usize> {
    (0..stops.len()).min_by(|a, b| (stops[*a] - along).abs().total_cmp(&(stops[*b] - along).abs()))
}

/// Where a key leads; `None` for keys that mean nothing here.
fn next_stop(key: &str, at: Option<usize>, count: usize) -> Option<Option<usize>> {
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

/// The picture as a file that looks right by itself, in the theme of the page.
fn file(picture: Memo<Option<Picture>>) -> Option<(String, Picture)> {
    let picture = picture.get_untracked()?;
    let theme = if element::dark() { Theme::Dark } else { Theme::Light };
    Some((standalone(&picture, theme), picture))
}

fn save_svg(id: &'static str, picture: Memo<Option<Picture>>) {
    if let Some((svg, _)) = file(picture) {
        files::save(&format!("sawtooth-{id}.svg"), "image/svg+xml", &svg);
    }
}

fn save_png(id: &'static str, picture: Memo<Option<Picture>>, on_trouble: Callback<&'static str>) {
    if let Some((svg, picture)) = file(picture) {
        let failed = move || on_trouble.run("This browser cannot draw the picture: save it as SVG.");
        files::save_png(format!("sawtooth-{id}.png"), &svg, picture.width, picture.height, failed);
    }
}
