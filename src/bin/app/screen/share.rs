//! Link, file and memory: how a scenario leaves the page and comes back.

use crate::browser;
use crate::page::Page;
use gloo::file::callbacks::{FileReader, read_as_text};
use leptos::prelude::*;
use sawtooth::link;
use sawtooth::scenario::Preset;

#[component]
pub fn TopButtons() -> impl IntoView {
    let page = expect_context::<Page>();
    let blank = |can: bool| !can;
    view! {
        <p class="buttons">
            <button type="button" id="undo" class="quiet" disabled=move || page.history.with(|h| blank(h.can_undo()))
                on:click=move |_| page.undo()>"Undo"</button>
            <button type="button" id="redo" class="quiet" disabled=move || page.history.with(|h| blank(h.can_redo()))
                on:click=move |_| page.redo()>"Redo"</button>
            <button type="button" id="copy" on:click=move |_| copy(page, &browser::address())>"Copy link"</button>
        </p>
    }
}

/// Copies the link under an address, and says what happened.
fn copy(page: Page, address: &str) {
    let fragment = page.scenario.with_untracked(link::encode);
    if fragment.len() > link::LONGEST {
        return page.status.set("This scenario is too long for a link: save it as a file instead.".into());
    }
    let local = address == browser::address() && browser::only_here();
    let text = format!("{address}#{fragment}");
    browser::copy(&text, move |done| {
        page.status.set(match (done, local) {
            (true, false) => "Link copied: it opens to the same number anywhere.".into(),
            (true, true) => "Link copied, but only this machine can open this address.".into(),
            (false, _) => {
                "The browser did not allow copying: select the link below and copy it by hand.".into()
            }
        });
    });
}

#[component]
pub fn Share() -> impl IntoView {
    let page = expect_context::<Page>();
    let link =
        Memo::new(move |_| page.scenario.with(|s| format!("{}#{}", browser::address(), link::encode(s))));
    let public = browser::public_address().filter(|_| browser::only_here());
    view! {
        <section id="share">
            <h2>"Share and keep"</h2>
            <Texts/>
            <div class="field">
                <label for="link">"Link to exactly this"</label>
                <input id="link" type="url" readonly prop:value=link on:focus=select_all/>
                <p class="help">
                    {if browser::only_here() { "Only this machine can open this address. " } else { "" }}
                    "The whole scenario is in the part after #, which browsers send to no server."
                </p>
            </div>
            {public.map(|address| view! {
                <p class="buttons"><button type="button" id="copy-public" on:click=move |_| copy(page, address)>
                    "Copy it with the public address"
                </button></p>
            })}
            <Files/>
            <Memory/>
        </section>
    }
}

fn select_all(event: leptos::ev::FocusEvent) {
    event_target::<web_sys::HtmlInputElement>(&event).select();
}

#[component]
fn Texts() -> impl IntoView {
    let page = expect_context::<Page>();
    let problem = |key| Memo::new(move |_| page.problem(key));
    let (name_problem, note_problem) = (problem("name"), problem("note"));
    view! {
        <div class="field">
            <label for="name">"Name"</label>
            <input id="name" type="text" autocomplete="off" prop:value=move || page.scenario.with(|s| s.name.clone())
                on:input=move |e| page.edit("name", |s| s.name = event_target_value(&e))/>
            <p class="problem" aria-live="polite">{name_problem}</p>
        </div>
        <div class="field">
            <label for="note">"Note"</label>
            <textarea id="note" rows="2" prop:value=move || page.scenario.with(|s| s.note.clone())
                on:input=move |e| page.edit("note", |s| s.note = event_target_value(&e))></textarea>
            <p class="problem" aria-live="polite">{note_problem}</p>
        </div>
    }
}

#[component]
fn Files() -> impl IntoView {
    let page = expect_context::<Page>();
    let reading: StoredValue<Option<FileReader>, LocalStorage> = StoredValue::new_local(None);
    let save = move |_| {
        browser::save("sawtooth.json", "application/json", &page.scenario.with_untracked(link::file::write))
    };
    let open = move |event| {
        let input = event_target::<web_sys::HtmlInputElement>(&event);
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        input.set_value("");
        if file.size() > link::file::LONGEST as f64 {
            return page.open(link::file::too_long(file.size() as usize), "file");
        }
        let task = read_as_text(&gloo::file::File::from(file), move |text| match text {
            Ok(text) => page.open(link::file::read(&text), "file"),
            Err(_) => page.status.set("The browser could not read that file.".into()),
        });
        reading.set_value(Some(task));
    };
    view! {
        <p class="buttons">
            <button type="button" class="quiet" id="save-file" on:click=save>"Save as a file"</button>
            <label class="button quiet">"Open a file"<input id="open-file" type="file" accept=".json,application/json" on:change=open/></label>
            <button type="button" class="quiet" on:click=|_| drop(browser::window().map(|w| w.print()))>"Print"</button>
        </p>
    }
}

#[component]
fn Memory() -> impl IntoView {
    let page = expect_context::<Page>();
    let before = RwSignal::new(browser::kept_before());
    let forget = move |_| {
        browser::forget();
        before.set(None);
        let fresh = page.table.with_value(|t| Preset::Average.scenario(page.today, t.revision));
        page.history.set(Default::default());
        page.scenario.set(fresh);
        page.touched.set(false);
        page.status.set("Forgotten: nothing of yours is left in this browser.".into());
    };
    let earlier = move |_| {
        if let Some(kept) = before.get_untracked() {
            page.open(link::decode(&kept), "kept scenario");
        }
    };
    view! {
        <p class="buttons">
            <Show when=move || before.with(Option::is_some)>
                <button type="button" class="quiet" id="earlier" on:click=earlier>"Open my earlier scenario"</button>
            </Show>
            <button type="button" class="quiet" id="forget" on:click=forget>"Forget everything"</button>
        </p>
        <p class="help">
            {move || if page.blocked.get() {
                "This browser does not let the page keep anything: what you set is gone when the page closes."
            } else {
                "Your last scenario is kept in this browser alone."
            }}
        </p>
    }
}
