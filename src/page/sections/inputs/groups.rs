//! The groups of a team: a line each, which opens to set its people, work and payer.

use crate::model::estimate::estimate;
use crate::page::components::{CellInput, TextInput, Toolbar};
use crate::page::platform::element;
use crate::page::state::{FollowedOptions, Session, session};
use crate::scenario::{GROUP_KEYS, Group, MOST_GROUPS, Pays, Scenario, field, link};
use crate::view::labels::{paid, team as labels};
use crate::view::team::{GroupChoice, GroupLine, TeamView, like_choices, pays_choices, team};
use crate::view::words;
use leptos::prelude::*;

#[component]
pub fn GroupRows() -> impl IntoView {
    let session = session();
    let options = expect_context::<FollowedOptions>().options;
    let shown = Memo::new(move |_| {
        let lists = session.lists();
        options.with(|options| {
            let paid = options.as_ref().map(|options| &options.now);
            session.scenario.with(|s| team(s, paid, &lists.plans, &lists.locale))
        })
    });
    let count = Memo::new(move |_| session.scenario.with(Scenario::count_groups));
    // A team begins with the number of its people.
    let open = RwSignal::new((count.get_untracked() == 1).then_some(0));
    view! {
        <fieldset class="team" id="team">
            <legend class="spoken">{labels::TITLE}</legend>
            {move || (0..count.get()).map(|group| view! { <GroupRow group shown open/> }).collect_view()}
            <p class="team-total">
                <span>{labels::TOTAL} ": " {move || shown.with(|team| team.people.clone())}</span>
                <span class="kind-usd">{move || shown.with(|team| team.month.clone())} " " {labels::A_MONTH}</span>
            </p>
            <AddGroup count open/>
        </fieldset>
    }
}

/// Chips for whom another group works like, and a field for a scenario's link.
#[component]
fn AddGroup(count: Memo<usize>, open: RwSignal<Option<usize>>) -> impl IntoView {
    let session = session();
    let add = move |group: Group| {
        open.set(Some(count.get_untracked()));
        session.edit("", |s| s.add_group(group));
    };
    let chips = like_choices().into_iter().enumerate().map(|(n, like)| {
        let add = move |_| add(Group { people: 1.0, like: like.choice, ..Group::default() });
        let name = if like.choice.is_none() { labels::ADD_FIRST.to_string() } else { like.label };
        view! {
            <button type="button" class="chip" id=format!("group-add-{}", like.value) tabindex=if n == 0 { "0" } else { "-1" }
                on:click=add>"+ " {name}</button>
        }
    });
    let chips = chips.collect_view();
    let text = RwSignal::new(String::new());
    let problem = RwSignal::new(String::new());
    let add_link = move |_| match from_link(session, &text.get_untracked()) {
        Ok(group) => {
            text.set(String::new());
            problem.set(String::new());
            add(group);
        }
        Err(why) => problem.set(why),
    };
    // Apart: in the view a > would end the tag.
    let is_full = move || count.get() >= MOST_GROUPS;
    view! {
        <div hidden=is_full>
            <Toolbar label=labels::ADD class="chips">{chips}</Toolbar>
            <div class="add-link">
                <TextInput id="group-link" label=Signal::stored(labels::FROM_LINK.to_string()) text=text problem=problem
                    on_text=Callback::new(move |typed| text.set(typed))/>
                <button type="button" class="quiet" id="group-link-add" on:click=add_link>{labels::ADD_LINK}</button>
            </div>
        </div>
        <p class="help" hidden=move || !is_full()>{labels::FULL}</p>
    }
}

/// The group that works like a scenario's link, one person, by the name of the scenario.
fn from_link(session: Session, text: &str) -> Result<Group, String> {
    let opened = link::decode(text);
    let faults: Vec<String> = opened.faults.iter().map(words::fault).collect();
    let scenario = opened.scenario.filter(|_| faults.is_empty()).ok_or_else(|| faults.join("; "))?;
    let answer = estimate(&session.lists().table, &scenario).answer;
    // Messages as a bill is solved for them.
    let work = answer.ok_or(labels::NO_PRICE)?.scenario;
    let group = session.scenario.with_untracked(|s| s.group_of(&work, scenario.name.clone(), 1.0));
    group.ok_or_else(|| labels::TOTALS.into())
}

#[component]
fn GroupRow(group: usize, shown: Memo<TeamView>, open: RwSignal<Option<usize>>) -> impl IntoView {
    let key = *GROUP_KEYS.get(group)?;
    let line = move || shown.with(|team| team.rows.get(group).cloned().unwrap_or_default());
    let toggled = move |event: leptos::ev::Event| {
        let is_open = element::is_open(&event);
        if is_open != (open.get_untracked() == Some(group)) {
            open.set(is_open.then_some(group));
        }
    };
    let is_open = Memo::new(move |_| open.get() == Some(group));
    Some(view! {
        <details class="group-row" id=key prop:open=move || is_open.get() on:toggle=toggled>
            <summary>
                <span class="group-name">{move || line().name}</span> " "
                <span class="group-what">{move || line().summary}</span> " "
                <span class="kind-usd">{move || line().month} " " {labels::A_MONTH}</span>
            </summary>
            <GroupSet group key shown open/>
        </details>
    })
}

/// What is set of one group.
#[component]
fn GroupSet(
    group: usize,
    key: &'static str,
    shown: Memo<TeamView>,
    open: RwSignal<Option<usize>>,
) -> impl IntoView {
    let session = session();
    let line = move || shown.with(|team| team.rows.get(group).cloned().unwrap_or_default());
    let name = Memo::new(move |_| line().name);
    let labelled = move |what: &str| format!("{}, {what}", name.get());
    let own_name = Memo::new(move |_| session.scenario.with(|s| s.name_of_group(group).to_string()));
    let on_name = move |event| {
        let text = event_target_value(&event);
        session.edit("", |s| s.name_group(group, text.trim()));
        session.keep_now();
    };
    let copy = move |_| {
        open.set(session.scenario.with_untracked(|s| Some(s.count_groups())));
        session.edit("", |s| s.copy_group(group));
    };
    let remove = move |_| {
        open.set(None);
        session.edit("", |s| s.remove_group(group));
        element::focus("group-add-first");
    };
    let alike = move |_| {
        session.edit("", |s| {
            let like = group.checked_sub(1).and_then(|at| s.team.groups.get(at)).and_then(|group| group.like);
            s.let_group_be_like(group, like);
        })
    };
    let keys = [key, "developers"];
    let refused = RwSignal::new(String::new());
    let problem = move || {
        if refused.with(|text| !text.is_empty()) {
            return refused.get();
        }
        let mut all = keys.iter().take(if group == 0 { 2 } else { 1 }).map(|key| session.problem(key));
        all.find(|text| !text.is_empty()).unwrap_or_default()
    };
    let problem_id = format!("p-{key}");
    let number = move |get: fn(&GroupLine) -> f64| Signal::derive(move || get(&line()));
    view! {
        <div class="group-set">
            <input type="text" class="kind-name" id=format!("f-{key}") autocomplete="off" maxlength="80"
                aria-label=move || labelled(labels::NAME) placeholder=move || name.get() value=own_name.get_untracked()
                prop:value=move || own_name.get() on:change=on_name/>
            <div class="group-cells">
                <GroupNumber group key="developers" what=labels::PEOPLE name refused number=number(|line| line.people)
                    set=|s, group, n| s.set_people(group, n)/>
                <GroupNumber group key="sessions" what=labels::SESSIONS name refused number=number(|line| line.sessions)
                    set=|s, group, n| s.edit_group(group, |one| one.work.sessions_per_day = n)/>
                <GroupNumber group key="days" what=labels::DAYS name refused number=number(|line| line.days)
                    set=|s, group, n| s.edit_group(group, |one| one.work.active_days = n)/>
            </div>
            <GroupMenus group name shown/>
            <p class="help" hidden={group != 0}>{labels::FIRST_HELP}</p>
            <p class="effect">{move || line().beside()}</p>
            <p class="effect">{move || line().own}</p>
            <p class="buttons">
                <button type="button" class="quiet" id=format!("{key}-alike") aria-label=move || labelled(labels::ALIKE)
                    hidden=move || line().own.is_empty() on:click=alike>{labels::ALIKE}</button>
                <button type="button" class="quiet" aria-label=move || labelled(labels::COPY) on:click=copy>{labels::COPY}</button>
                <button type="button" class="quiet" aria-label=move || labelled(labels::REMOVE) hidden={group == 0} on:click=remove>{labels::REMOVE}</button>
            </p>
            <p class="problem" id=problem_id aria-live="polite">{problem}</p>
        </div>
    }
}

/// A number of a group, in a cell with its unit after it.
#[component]
fn GroupNumber(
    group: usize,
    /// The field whose bounds it has.
    key: &'static str,
    what: &'static str,
    name: Memo<String>,
    number: Signal<f64>,
    /// Told why a text was not taken.
    refused: RwSignal<String>,
    set: fn(&mut Scenario, usize, f64),
) -> impl IntoView {
    let session = session();
    let locale = StoredValue::new(session.locale());
    let of = field(key)?;
    let text = Signal::derive(move || locale.with_value(|l| l.short(number.get(), 3)));
    let on_text = Callback::new(move |text: String| {
        let read = locale.with_value(|l| words::number(of, &text, l));
        refused.set(read.as_ref().err().cloned().unwrap_or_default());
        let Ok(n) = read else { return false };
        session.edit("", |s| set(s, group, n));
        session.keep_now();
        true
    });
    let id = GROUP_KEYS.get(group)?;
    let label = Signal::derive(move || format!("{}, {what}", name.get()));
    Some(view! {
        <span class="entry">
            <CellInput id=format!("{id}-{key}") label text replaced=Signal::stored(None::<String>) described=format!("p-{id}") on_text/>
            <span class="unit">{what}</span>
        </span>
    })
}

/// Whom they work like, where they are not the first, and how they pay.
#[component]
fn GroupMenus(group: usize, name: Memo<String>, shown: Memo<TeamView>) -> impl IntoView {
    let session = session();
    let key = GROUP_KEYS.get(group)?;
    let of = move |get: fn(&GroupLine) -> String| {
        Memo::new(move |_| shown.with(|team| team.rows.get(group).map(get).unwrap_or_default()))
    };
    let (like, pays) = (of(|line| line.like.to_string()), of(|line| line.pays.clone()));
    let option = |chosen: Memo<String>| {
        move |(value, label): (String, String)| {
            let (own, first) = (value.clone(), chosen.get_untracked() == value);
            view! { <option value=value selected=first prop:selected=move || chosen.with(|c| *c == own)>{label}</option> }
        }
    };
    let likes =
        like_choices().into_iter().map(|like| (like.value, like.label)).map(option(like)).collect_view();
    let followed = session.part(Scenario::pays_with);
    let payers = move || {
        let lists = session.lists();
        let all = session.scenario.with_untracked(|s| pays_choices(group, &lists.plans, s));
        pays.track();
        followed.track();
        let (plain, clouds): (Vec<_>, Vec<_>) = all.into_iter().partition(|pays| pays.under.is_empty());
        let options = |all: Vec<GroupChoice<Pays>>| {
            all.into_iter().map(|pays| (pays.value, pays.label)).map(option(pays)).collect_view()
        };
        view! { {options(plain)} <optgroup label=paid::CLOUD>{options(clouds)}</optgroup> }
    };
    let on_like = move |event| {
        let value = event_target_value(&event);
        let chosen = like_choices().into_iter().find(|like| like.value == value);
        session.edit("", |s| s.let_group_be_like(group, chosen.and_then(|like| like.choice)));
    };
    let on_pays = move |event| {
        let (value, lists) = (event_target_value(&event), session.lists());
        let all = session.scenario.with_untracked(|s| pays_choices(group, &lists.plans, s));
        if let Some(pays) = all.into_iter().find(|pays| pays.value == value) {
            session.edit("", |s| s.let_group_pay(group, pays.choice));
        }
    };
    Some(view! {
        <div class="group-menus">
            <label class="unit" for=format!("{key}-like") hidden={group == 0}>{labels::LIKE}</label>
            <select id=format!("{key}-like") aria-label=move || format!("{}, {}", name.get(), labels::LIKE) hidden={group == 0} on:change=on_like>{likes}</select>
            <label class="unit" for=format!("{key}-pays")>{labels::PAY_WITH}</label>
            <select id=format!("{key}-pays") aria-label=move || format!("{}, {}", name.get(), labels::PAY_WITH) on:change=on_pays>{payers}</select>
        </div>
    })
}
