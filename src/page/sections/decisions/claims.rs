//! Common claims, checked.

use crate::decisions::claims::shipped;
use crate::page::state::{Session, session};
use crate::scenario::link;
use crate::view::claims::{self, ClaimLine};
use crate::view::labels::decisions as words;
use leptos::prelude::*;

/// All of them, by today's prices.
pub fn all(session: Session) -> claims::Claims {
    let lists = session.lists();
    claims::claims(&shipped(), &lists.table, &lists.plans, lists.today, &lists.locale)
}

#[component]
pub fn Claims() -> impl IntoView {
    let all = all(session());
    view! {
        <p class="help">{all.note}</p>
        <dl>{all.lines.into_iter().map(|line| view! { <ClaimLine line/> }).collect_view()}</dl>
    }
}

#[component]
fn ClaimLine(line: ClaimLine) -> impl IntoView {
    let session = session();
    let (link, mark) = (line.link.clone(), line.mark());
    let open = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        session.open(link::decode(&link), words::CLAIM);
        crate::page::platform::element::go_to("answer-sentence");
    };
    view! {
        <div class="advice" id=format!("advice-{}", line.id) data-verdict=mark>
            <dt>{line.claim.clone()}</dt>
            <dd>
                <p><strong>{line.verdict} "."</strong> " " {line.compared}</p>
                <p>
                    {line.because}
                    " "
                    <a href=line.link data-open="advice" on:click=open>
                        {line.link_label}<span class="spoken">{format!(": {}", line.claim)}</span>
                    </a>
                </p>
            </dd>
        </div>
    }
}
