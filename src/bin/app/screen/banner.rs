//! What is said above the page until the reader decides.

use crate::page::Page;
use leptos::prelude::*;

#[component]
pub fn Banner() -> impl IntoView {
    let page = expect_context::<Page>();
    let offer = move |_| {
        if let Some((_, scenario)) = page.banner.get_untracked().and_then(|b| b.offer) {
            page.banner.set(None);
            page.replace(scenario);
        }
    };
    view! {
        <section id="banner" role="alert" hidden=move || page.banner.with(Option::is_none)>
            {move || page.banner.get().map(|banner| view! {
                <p>{banner.text}</p>
                <ul>{banner.list.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
                <p class="buttons">
                    {banner.offer.map(|(label, _)| view! {
                        <button id="banner-use" type="button" on:click=offer>{label}</button>
                    })}
                    <button id="banner-dismiss" type="button" class="quiet" on:click=move |_| page.banner.set(None)>
                        {banner.dismiss}
                    </button>
                </p>
            })}
        </section>
    }
}
