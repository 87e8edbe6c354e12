//! Whom one can pay, in words: the menu, and what stands after "on".

use super::labels;
use crate::decisions::payment::Payer;
use crate::model::price::Prices;
use crate::prices::plans::Plan;
use crate::scenario::{Cloud, PayWith, Pays, Preset, Scenario};

/// One line of the menu "I pay with".
#[derive(Clone, Debug, PartialEq)]
pub struct PayerChoice {
    /// Stable, for the menu: "api", "plan-max", "cloud-bedrock".
    pub value: String,
    pub label: String,
    /// What it is among: nothing, or a heading of the menu.
    pub under: &'static str,
    pub with: PayWith,
}

/// The whole menu. A subscription without a plan is in it only while it is in force.
pub fn choices(plans: &[Plan], scenario: &Scenario) -> Vec<PayerChoice> {
    let choice = |value: String, label: String, under, with| PayerChoice { value, label, under, with };
    let mut all = vec![choice("api".into(), labels::paid::API_KEY.into(), "", PayWith::ApiKey)];
    let open = PayWith::Plan(String::new());
    if scenario.pays_with() == open {
        all.push(choice("plan-".into(), format!("{}: which plan?", labels::paid::SUBSCRIPTION), "", open));
    }
    for plan in plans {
        let seat = if plan.per_seat { " seat" } else { "" };
        let former = plan.former_name.as_ref().map_or(String::new(), |name| format!(" (was {name})"));
        let label = format!("{}{seat}{former}", plan.name);
        all.push(choice(format!("plan-{}", plan.id), label, "", PayWith::Plan(plan.id.clone())));
    }
    for cloud in Cloud::ALL {
        let word = cloud.word();
        all.push(choice(
            format!("cloud-{word}"),
            cloud_name(cloud).into(),
            labels::paid::CLOUD,
            PayWith::Cloud(cloud),
        ));
    }
    all
}

/// The provider and its region, with what the region adds.
pub fn cloud_name(cloud: Cloud) -> &'static str {
    labels::input::CLOUDS.iter().find(|(word, _)| *word == cloud.word()).map_or("", |(_, name)| name)
}

/// Where tokens are paid one by one: "on the API", "at your cloud provider".
pub fn on_tokens(scenario: &Scenario) -> String {
    match cloud_of(scenario) {
        None => format!("on the {}", labels::paid::API),
        Some(cloud) => at_cloud(cloud),
    }
}

fn at_cloud(cloud: Cloud) -> String {
    let at = if cloud == Cloud::Any { "at" } else { "on" };
    format!("{at} {}", cloud_name(cloud))
}

/// The same as a name: "API", "Amazon Bedrock, global".
pub fn tokens_name(scenario: &Scenario) -> &'static str {
    cloud_of(scenario).map_or(labels::paid::API, name_of_cloud)
}

fn name_of_cloud(cloud: Cloud) -> &'static str {
    if cloud == Cloud::Any { labels::paid::CLOUD } else { cloud_name(cloud) }
}

fn cloud_of(scenario: &Scenario) -> Option<Cloud> {
    match scenario.pays_with() {
        PayWith::Cloud(cloud) => Some(cloud),
        PayWith::ApiKey | PayWith::Plan(_) => None,
    }
}

/// The groups that pay for tokens otherwise than the scenario: "Light: Amazon Bedrock, global".
pub fn apart(scenario: &Scenario) -> String {
    let one = |group: usize| {
        let name = match scenario.pays_apart(group)? {
            Pays::Cloud(cloud) => name_of_cloud(*cloud),
            _ => labels::paid::API,
        };
        Some(format!("{}: {name}", group_name(scenario, group)))
    };
    let all: Vec<String> = (1..scenario.count_groups()).filter_map(one).collect();
    if all.is_empty() { super::format::lower(labels::paid::PAYS_AS_ALL) } else { all.join(", ") }
}

/// Whose price it is, behind a model's name, where groups pay another than the scenario: "Amazon
/// Bedrock, regional (+10%)".
pub fn apart_at(prices: &Prices, model: usize) -> Option<&'static str> {
    let place = prices.0.get(model).filter(|_| prices.is_apart(model))?.place;
    Some(if place == Cloud::Any { labels::paid::LIST_PRICE } else { cloud_name(place) })
}

/// What stands behind people or a cost: "on Max", "on the API", "on Amazon Bedrock, global".
pub fn on(payer: Payer, plans: &[Plan], scenario: &Scenario) -> String {
    match payer {
        Payer::Api => on_tokens(scenario),
        Payer::Plan(place) => format!("on {}", plans.get(place).map_or("", |plan| &plan.name)),
        Payer::Cloud(cloud) => at_cloud(cloud),
        Payer::Key => format!("on the {}", labels::paid::API),
    }
}

/// The same as a name: "Max", "API", "Amazon Bedrock, global".
pub fn name<'a>(payer: Payer, plans: &'a [Plan], scenario: &Scenario) -> &'a str {
    match payer {
        Payer::Api => tokens_name(scenario),
        Payer::Plan(place) => plans.get(place).map_or("", |plan| &plan.name),
        Payer::Cloud(cloud) => name_of_cloud(cloud),
        Payer::Key => labels::paid::API,
    }
}

/// What a group is called in a list of them: by its name, or by whom it works like.
pub fn group_name(scenario: &Scenario, group: usize) -> String {
    let of = group.checked_sub(1).and_then(|at| scenario.team.groups.get(at));
    let like = of.and_then(|group| group.like);
    match (scenario.name_of_group(group), like) {
        ("", _) if group == 0 => labels::paid::GROUP_OWN.into(),
        ("", Some(Preset::Light)) => labels::paid::GROUP_LIGHT.into(),
        ("", Some(Preset::Average)) => labels::paid::GROUP_AVERAGE.into(),
        ("", Some(Preset::Heavy)) => labels::paid::GROUP_HEAVY.into(),
        ("", _) => format!("{} {}", labels::team::GROUP, group + 1),
        (name, _) => name.into(),
    }
}

/// Whose work an untouched preset describes: "a typical developer".
pub fn whose(preset: Preset) -> &'static str {
    match preset {
        Preset::Light => "a light developer",
        Preset::Average => "a typical developer",
        Preset::Heavy => "a heavy developer",
        Preset::Textbook => "a guide’s textbook example",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prices::date;

    #[test]
    fn payer_menu_offers_every_plan_and_cloud_once() {
        let mut scenario = Preset::Average.scenario(date(2026, 11, 21), 1);
        let plans = crate::prices::plans::shipped();
        let all = choices(&plans, &scenario);
        let mut values: Vec<&str> = all.iter().map(|choice| choice.value.as_str()).collect();
        assert_eq!(all.len(), 1 + plans.len() + Cloud::ALL.len());
        assert!(values.contains(&"plan-max") && values.contains(&"cloud-vertex-region"), "{values:?}");
        assert!(all.iter().any(|choice| choice.label == "Ultra (was Max 20x)"));
        values.sort_unstable();
        values.dedup();
        assert_eq!(values.len(), all.len());
        for choice in all {
            scenario.pay_with(choice.with.clone());
            assert_eq!(scenario.pays_with(), choice.with);
        }
    }
}
