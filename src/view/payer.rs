//! Whom one can pay, in words: the menu, and what stands after "on".

use super::labels;
use crate::prices::plans::Plan;
use crate::scenario::{Cloud, PayWith, Preset, Scenario};

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

const CLOUDS: [Cloud; 8] = [
    Cloud::Any,
    Cloud::Bedrock,
    Cloud::BedrockRegional,
    Cloud::BedrockGov,
    Cloud::Vertex,
    Cloud::VertexRegional,
    Cloud::Foundry,
    Cloud::AwsPlatform,
];

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
    for cloud in CLOUDS {
        let word = cloud_word(cloud);
        all.push(choice(
            format!("cloud-{word}"),
            cloud_name(cloud).into(),
            labels::paid::CLOUD,
            PayWith::Cloud(cloud),
        ));
    }
    all
}

fn cloud_word(cloud: Cloud) -> &'static str {
    let words = crate::scenario::choice("cloud").map_or(&[][..], |choice| choice.words);
    CLOUDS.iter().position(|c| *c == cloud).and_then(|at| words.get(at)).copied().unwrap_or_default()
}

/// The provider and its region, with what the region adds.
pub fn cloud_name(cloud: Cloud) -> &'static str {
    labels::input::CLOUDS.iter().find(|(word, _)| *word == cloud_word(cloud)).map_or("", |(_, name)| name)
}

/// Where tokens are paid one by one: "on the API", "at your cloud provider".
pub fn on_tokens(scenario: &Scenario) -> String {
    match scenario.pays_with() {
        PayWith::Cloud(Cloud::Any) => format!("at {}", cloud_name(Cloud::Any)),
        PayWith::Cloud(cloud) => format!("on {}", cloud_name(cloud)),
        PayWith::ApiKey | PayWith::Plan(_) => format!("on the {}", labels::paid::API),
    }
}

/// The same as a name: "API", "Amazon Bedrock, global".
pub fn tokens_name(scenario: &Scenario) -> &'static str {
    match scenario.pays_with() {
        PayWith::Cloud(Cloud::Any) => labels::paid::CLOUD,
        PayWith::Cloud(cloud) => cloud_name(cloud),
        PayWith::ApiKey | PayWith::Plan(_) => labels::paid::API,
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
        assert_eq!(all.len(), 1 + plans.len() + CLOUDS.len());
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
