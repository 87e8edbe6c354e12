//! The team as a list of groups: people, what they work like, how they pay, what that comes to.

use super::format::plural;
use super::headline::range;
use super::kinds::own_inputs;
use super::receipt::adding_up;
use super::{Locale, labels, limit, payer};
use crate::decisions::payment::{Paid, PartPaid, Span};
use crate::prices::plans::Plan;
use crate::scenario::{Cloud, Group, LIKES, PayWith, Pays, Preset, Scenario, people_of};

/// Everybody, group by group.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TeamView {
    pub rows: Vec<GroupLine>,
    /// "20 people", with what is paid beside the groups; and all of it a month.
    pub people: String,
    pub month: String,
}

/// One group.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GroupLine {
    pub name: String,
    pub people: f64,
    /// Sessions a day and active days of one of them.
    pub sessions: f64,
    pub days: f64,
    /// The value of its menu, one of [`like_choices`]; empty for the first group.
    pub like: &'static str,
    /// The value of its menu, one of [`pays_choices`].
    pub pays: String,
    /// "8 people on Team Premium"; with fewer seats than people two payers.
    pub summary: String,
    /// USD of one of them a month, and of all; "–" without people or where it is open.
    pub each: String,
    pub month: String,
    /// "uses about 60% of its limit", "weekly use not entered", nothing on the API.
    pub limit: String,
    /// What else they have of their own.
    pub own: String,
}

impl GroupLine {
    /// "$125 each; uses about 60% of its limit".
    pub fn beside(&self) -> String {
        let each = [self.each.as_str(), labels::team::EACH].join(" ");
        if self.limit.is_empty() { each } else { [each.as_str(), self.limit.as_str()].join("; ") }
    }
}

/// One line of a menu of a group.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupChoice<T> {
    pub value: String,
    pub label: String,
    /// What it is among: nothing, or a heading of the menu.
    pub under: &'static str,
    pub choice: T,
}

impl<T> GroupChoice<T> {
    fn new(value: &str, label: &str, choice: T) -> GroupChoice<T> {
        GroupChoice { value: value.into(), label: label.into(), under: "", choice }
    }
}

const NOTHING: &str = "–";
const FOLLOW: &str = "as-scenario";
const API: &str = "api";
const KEY: &str = "api-key";
/// Stands for the first group in the menu of whom a group works like.
const FIRST: &str = "first";

pub fn team(scenario: &Scenario, paid: Option<&Paid>, plans: &[Plan], locale: &Locale) -> TeamView {
    let mut rows: Vec<GroupLine> =
        (0..scenario.count_groups()).map(|group| line(scenario, group, paid, plans, locale)).collect();
    if let Some(paid) = paid {
        add_up(&mut rows, paid, locale);
    }
    let people: f64 = (0..scenario.count_groups()).map(|group| scenario.people(group)).sum();
    let batch = paid.filter(|paid| paid.batch > 0.0).map(|paid| {
        format!("{} {}", super::format::lower(labels::paid::BATCH_JOBS), locale.money(paid.batch))
    });
    let unused = paid.filter(|paid| !paid.unused.is_empty()).map(|paid| {
        let usd: f64 = paid.unused.iter().map(|unused| unused.usd).sum();
        format!("{} {}", super::format::lower(labels::paid::UNUSED_SEATS), locale.money(usd))
    });
    let beside: Vec<String> = batch.into_iter().chain(unused).collect();
    let all = plural(&locale.short(people, 1), "person", "people");
    TeamView {
        rows,
        people: if beside.is_empty() { all } else { format!("{all}, with {}", beside.join(" and ")) },
        month: paid.and_then(|paid| paid.month).map_or(NOTHING.into(), |month| range(month, locale)),
    }
}

/// The groups' months as they are printed lead to the printed total, where none of them is a range.
fn add_up(rows: &mut [GroupLine], paid: &Paid, locale: &Locale) {
    let unused: f64 = paid.unused.iter().map(|unused| unused.usd).sum();
    let of = |group: usize| {
        let parts = paid.parts.iter().filter(|part| part.group == group).map(|part| part.month);
        parts.reduce(Span::plus).unwrap_or_default()
    };
    let spans: Vec<Span> = (0..rows.len()).map(of).collect();
    if spans.iter().any(|span| span.low != span.high) {
        return;
    }
    let all: Vec<f64> = spans.iter().map(|span| span.low).chain([paid.batch, unused]).collect();
    for ((row, span), text) in rows.iter_mut().zip(&spans).zip(adding_up(&all, locale)) {
        if span.low > 0.0 {
            row.month = text;
        }
    }
}

/// Whom a group can work like: the first one, or a preset.
pub fn like_choices() -> Vec<GroupChoice<Option<Preset>>> {
    let first = GroupChoice::new(FIRST, labels::team::LIKE_FIRST, None);
    let preset = |preset: Preset| GroupChoice::new(people_of(preset), labels::preset(preset), Some(preset));
    std::iter::once(first).chain(LIKES.map(preset)).collect()
}

/// The menu: as everybody, by the token as everybody, then every plan and cloud provider, and an API
/// key where the scenario pays a provider. What the lists would leave out stays while it is in force.
pub fn pays_choices(group: usize, plans: &[Plan], scenario: &Scenario) -> Vec<GroupChoice<Pays>> {
    let now = scenario.team.pays(group);
    let choice = |label: &str, pays: Pays| GroupChoice::new(&value(&pays), label, pays);
    let cloud = match scenario.pays_with() {
        PayWith::Cloud(cloud) => Some(cloud),
        PayWith::ApiKey | PayWith::Plan(_) => None,
    };
    let mut all = vec![
        choice(labels::paid::PAYS_AS_ALL, Pays::AsScenario),
        choice(payer::tokens_name(scenario), Pays::Api),
    ];
    if cloud.is_some() || *now == Pays::Key {
        all.push(choice(labels::paid::API_KEY, Pays::Key));
    }
    all.extend(plans.iter().map(|plan| choice(&plan.name, Pays::Plan(plan.id.clone()))));
    let others = Cloud::ALL.into_iter().filter(|other| cloud != Some(*other) || *now == Pays::Cloud(*other));
    all.extend(others.map(|other| GroupChoice {
        under: labels::paid::CLOUD,
        ..choice(payer::cloud_name(other), Pays::Cloud(other))
    }));
    if let Pays::Plan(id) = now
        && all.iter().all(|choice| choice.choice != *now)
    {
        all.push(choice(id, now.clone()));
    }
    all
}

fn value(pays: &Pays) -> String {
    match pays {
        Pays::AsScenario => FOLLOW.into(),
        Pays::Api => API.into(),
        Pays::Key => KEY.into(),
        Pays::Plan(id) => format!("plan-{id}"),
        Pays::Cloud(cloud) => format!("cloud-{}", cloud.word()),
    }
}

fn line(
    scenario: &Scenario,
    place: usize,
    paid: Option<&Paid>,
    plans: &[Plan],
    locale: &Locale,
) -> GroupLine {
    let parts: Vec<&PartPaid> =
        paid.iter().flat_map(|paid| &paid.parts).filter(|p| p.group == place).collect();
    let on = |part: &PartPaid| payer::on(part.payer, plans, scenario);
    let people = scenario.people(place);
    let counted = plural(&locale.short(people, 1), "person", "people");
    let summary = match parts.as_slice() {
        [] => counted,
        [one] => format!("{counted} {}", on(one)),
        several => {
            let part = |part: &&PartPaid| format!("{} {}", locale.short(part.people, 1), on(part));
            several.iter().map(part).collect::<Vec<_>>().join(", ")
        }
    };
    let month = parts.iter().map(|part| part.month).reduce(Span::plus);
    let dollars = |month| range(month, locale);
    let group = place.checked_sub(1).and_then(|at| scenario.team.groups.get(at));
    let one = scenario.as_group(place);
    GroupLine {
        name: payer::group_name(scenario, place),
        people,
        sessions: one.work.sessions_per_day,
        days: one.work.active_days,
        like: group.map_or("", |group| group.like.map_or(FIRST, people_of)),
        pays: value(scenario.team.pays(place)),
        summary,
        each: month.map_or(NOTHING.into(), |month| dollars(month.times(1.0 / people))),
        month: month.map_or(NOTHING.into(), dollars),
        limit: parts.iter().find_map(|part| limit_of(part, locale)).unwrap_or_default(),
        own: group.map(|group| own(group, locale)).unwrap_or_default(),
    }
}

/// "Base context 64K, Messages 20 and 3 more inputs of its own; 3 kinds of session".
fn own(group: &Group, locale: &Locale) -> String {
    let inputs = own_inputs(&group.own, &["sessions", "days"], locale);
    let mix = group.own.mix.as_ref().map(|_| labels::team::OWN_MODELS.to_string());
    let kinds = group.kinds.as_ref().map(|own| match own.others.len() {
        0 => labels::team::ONE_KIND.to_string(),
        others => plural(&(others + 1).to_string(), "kind of session", "kinds of session"),
    });
    let all: Vec<String> =
        (!inputs.is_empty()).then_some(inputs).into_iter().chain(mix).chain(kinds).collect();
    if all.is_empty() { String::new() } else { format!("{} {}", labels::team::OWN, all.join("; ")) }
}

fn limit_of(part: &PartPaid, locale: &Locale) -> Option<String> {
    let limit = part.limit.as_ref()?;
    Some(match limit.share {
        None => labels::paid::USE_NOT_ENTERED.trim_end_matches('.').into(),
        Some(share) => {
            let share = limit::share(share.low, share.high, locale);
            let past = super::headline::weeks_past(limit);
            let past = if limit.weeks_past.1 > 0 { format!(", past it {past}") } else { String::new() };
            format!("uses about {share} of its limit{past}")
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decisions::payment::paid;
    use crate::model::estimate::estimate;
    use crate::prices::{RateTable, date, plans};

    fn view(change: impl Fn(&mut Scenario)) -> TeamView {
        let mut scenario = Preset::Average.scenario(date(2026, 11, 21), 1);
        change(&mut scenario);
        let answer = estimate(&RateTable::shipped(), &scenario).answer.expect("a price");
        let plans = plans::shipped();
        for group in 0..scenario.count_groups() {
            let pays = value(scenario.team.pays(group));
            let choices = pays_choices(group, &plans, &scenario);
            assert_eq!(choices.iter().filter(|choice| choice.value == pays).count(), 1);
        }
        team(&scenario, Some(&paid(&plans, &answer)), &plans, &Locale::default())
    }

    #[test]
    fn group_rows_name_their_people_and_payers() {
        let shown = view(|s| {
            s.team.own = 12.0;
            s.set_number("light", 8.0);
            s.team.set_pays(0, Pays::Plan("team-premium".into()));
            s.plans.state_capacity("team-premium", 72.73, 72.73);
        });
        let own = &shown.rows[0];
        assert_eq!(
            (own.summary.as_str(), own.each.as_str(), own.month.as_str()),
            ("12 people on Team Premium", "$125", "$1,500")
        );
        assert_eq!((own.limit.as_str(), own.like), ("uses about 60% of its limit", ""));
        let light = &shown.rows[1];
        assert_eq!((light.name.as_str(), light.like), ("Light", "light"));
        assert_eq!(
            (light.summary.as_str(), light.month.as_str(), light.limit.as_str()),
            ("8 people on the API", "$177", "")
        );
        assert_eq!((shown.people.as_str(), shown.month.as_str()), ("20 people", "$1,677"));
    }

    #[test]
    fn group_says_what_it_has_of_its_own() {
        let shown = view(|s| {
            s.add_group(Group { name: "Backend".into(), people: 1.0, ..Group::default() });
            s.edit_group(1, |one| {
                (one.work.active_days, one.work.messages, one.shape.floor) = (18.0, 8.0, 64e3);
            });
            s.batch.jobs = 1_000.0;
        });
        let group = &shown.rows[1];
        assert_eq!((group.name.as_str(), group.days, group.like), ("Backend", 18.0, "first"));
        assert_eq!(group.own, "Of its own: Messages a session 8, Base context 64K");
        assert!(shown.people.starts_with("2 people, with batch jobs $"), "{}", shown.people);
    }
}
