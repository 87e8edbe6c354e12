//! The team as a list of groups: people, what they work like, how they pay, what that comes to.

use super::headline::range;
use super::{Locale, labels, limit, payer};
use crate::decisions::payment::{Paid, PartPaid, Payer};
use crate::prices::plans::Plan;
use crate::scenario::{Group, Pays, Scenario};

/// One row of the table of a team. All four are there, people or not.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupLine {
    pub group: Group,
    pub name: &'static str,
    /// The key of the number field of its people.
    pub people_key: &'static str,
    /// The value of its menu, one of [`pays_choices`].
    pub pays: String,
    /// "12 on Team Premium"; with fewer seats than people two payers.
    pub on_what: String,
    /// USD of one of them a month, and of all; "–" without people or where it is open.
    pub each: String,
    pub month: String,
    /// "uses about 60% of its limit", "weekly use not entered", nothing on the API.
    pub limit: String,
}

/// One line of the menu of how a group pays.
#[derive(Clone, Debug, PartialEq)]
pub struct PaysChoice {
    pub value: String,
    pub label: String,
    pub pays: Pays,
}

const NOTHING: &str = "–";
const FOLLOW: &str = "as-scenario";
const API: &str = "api";

pub fn lines(paid: &Paid, plans: &[Plan], scenario: &Scenario, locale: &Locale) -> Vec<GroupLine> {
    Group::ALL.map(|group| line(group, paid, plans, scenario, locale)).to_vec()
}

/// The menu: as everybody, the API, then every plan. A plan of which the list knows nothing
/// stays in it while it is in force.
pub fn pays_choices(group: Group, plans: &[Plan], scenario: &Scenario) -> Vec<PaysChoice> {
    let choice = |label: String, pays: Pays| PaysChoice { value: value(&pays), label, pays };
    let mut all = vec![
        choice(labels::paid::PAYS_AS_ALL.into(), Pays::AsScenario),
        choice(payer::tokens_name(scenario).into(), Pays::Api),
    ];
    all.extend(plans.iter().map(|plan| choice(plan.name.clone(), Pays::Plan(plan.id.clone()))));
    let now = scenario.group_pays.of(group);
    if let Pays::Plan(id) = now
        && all.iter().all(|choice| choice.pays != *now)
    {
        all.push(choice(id.clone(), now.clone()));
    }
    all
}

fn value(pays: &Pays) -> String {
    match pays {
        Pays::AsScenario => FOLLOW.into(),
        Pays::Api => API.into(),
        Pays::Plan(id) => format!("plan-{id}"),
    }
}

fn line(group: Group, paid: &Paid, plans: &[Plan], scenario: &Scenario, locale: &Locale) -> GroupLine {
    let parts: Vec<&PartPaid> = paid.parts.iter().filter(|part| part.group == group).collect();
    let on = |part: &&PartPaid| {
        let on = match part.payer {
            Payer::Api => payer::on_tokens(scenario),
            Payer::Plan(place) => format!("on {}", plans.get(place).map_or("", |plan| &plan.name)),
        };
        format!("{} {on}", locale.short(part.people, 1))
    };
    let people: f64 = parts.iter().map(|part| part.people).sum();
    let month = parts.iter().map(|part| part.month).reduce(|sum, next| sum.plus(next));
    let dollars = |month| range(month, locale);
    GroupLine {
        group,
        name: payer::group_name(group),
        people_key: people_key(group),
        pays: value(scenario.group_pays.of(group)),
        on_what: parts.iter().map(on).collect::<Vec<_>>().join(", "),
        each: month.map_or(NOTHING.into(), |month| dollars(month.times(1.0 / people))),
        month: month.map_or(NOTHING.into(), dollars),
        limit: parts.iter().find_map(|part| limit_of(part, locale)).unwrap_or_default(),
    }
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

/// The key of a group's number of people, in [`crate::scenario::FIELDS`].
pub fn people_key(group: Group) -> &'static str {
    match group {
        Group::Own => "developers",
        Group::Light => "light",
        Group::Average => "average",
        Group::Heavy => "heavy",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decisions::payment::paid;
    use crate::model::estimate::estimate;
    use crate::prices::{RateTable, date, plans};
    use crate::scenario::{Preset, field};

    #[test]
    fn group_rows_name_their_fields_and_payers() {
        let mut scenario = Preset::Average.scenario(date(2026, 11, 21), 1);
        (scenario.team.own, scenario.team.light) = (12.0, 8.0);
        scenario.group_pays.set(Group::Own, Pays::Plan("team-premium".into()));
        scenario.plans.state_capacity("team-premium", 72.73, 72.73);
        let answer = estimate(&RateTable::shipped(), &scenario).answer.expect("a price");
        let plans = plans::shipped();
        let rows = lines(&paid(&plans, &answer), &plans, &scenario, &Locale::default());
        for row in &rows {
            let field = field(row.people_key).expect("a field of that name");
            assert_eq!((field.get)(&scenario), scenario.people(row.group));
            let choices = pays_choices(row.group, &plans, &scenario);
            assert_eq!(choices.iter().filter(|choice| choice.value == row.pays).count(), 1);
        }
        let own = &rows[0];
        assert_eq!(
            (own.on_what.as_str(), own.each.as_str(), own.month.as_str()),
            ("12 on Team Premium", "$125", "$1,500")
        );
        assert_eq!(own.limit, "uses about 60% of its limit");
        let light = &rows[1];
        assert_eq!(
            (light.on_what.as_str(), light.month.as_str(), light.limit.as_str()),
            ("8 on the API", "$177", "")
        );
        assert_eq!(rows[3].month, "–");
    }
}
