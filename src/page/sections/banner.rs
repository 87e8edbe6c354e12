//! What is said above the page until the person decides.

use crate::page::platform::element;
use crate::page::state::session;
use leptos::prelude::*;

#[component]
pub fn BannerSection() -> impl IntoView {
    let session = session();
    let banner = session.ui.banner;
    let used = move |_| {
        session.take_offer();
        element::focus_soon("answer-sentence");
    };
    let dismissed = move |_| {
        session.dismiss();
        element::focus_soon("answer-sentence");
    };
    view! {
        <section id="banner" role="alert" hidden=move || banner.with(Option::is_none)>
            {move || banner.get().map(|banner| view! {
                <p>{banner.text}</p>
                <ul>{banner.list.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
                <p class="buttons">
                    {banner.offer.map(|offer| view! {
                        <button type="button" id="banner-use" on:click=used>{offer.label}</button>
                    })}
                    <button type="button" class="quiet" id="banner-dismiss" on:click=dismissed>{banner.dismiss}</button>
                </p>
            })}
        </section>
    }
}
