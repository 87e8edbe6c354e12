//! A model's name in a log -> the model of the table, and what else the name says.

use crate::model::price::surcharge;
use crate::prices::{Model, RateTable};
use crate::scenario::Cloud;

/// What providers and gateways put behind an id: endpoints, context windows, thinking and effort.
/// None of them changes a price.
const ENDS: [&str; 10] =
    ["-latest", "-v1", "-v2", "-thinking", "-1m", "-low", "-medium", "-high", "-xhigh", "-max"];
/// Fast mode, which does.
const FAST: &str = "-fast";
/// Regions in the ids of Bedrock's inference profiles, each more expensive than the global endpoint
/// (FACTS-2026-11-28, (b), Clouds).
const REGIONS: [&str; 5] = ["us", "eu", "au", "jp", "apac"];
/// What every model of Claude is one of.
pub const FAMILIES: [&str; 5] = ["opus", "sonnet", "haiku", "fable", "mythos"];

/// The model that a log means: by its id, or by one dressed up as gateways and clouds do
/// ("us.anthropic.claude-opus-4-8-v1:0", "claude-haiku-4-5@20251001", "claude-opus-5-5[1m]",
/// "anthropic/claude-sonnet-4.5", "claude-4.5-sonnet"), or by its name as the Console shows it
/// ("Claude Sonnet 4.5"), or as trackers shorten it ("Sonnet 4.5").
/// Nothing for a name that could be another model's.
pub fn known<'a>(table: &'a RateTable, name: &str) -> Option<&'a Model> {
    let id = bare(name)?;
    let exact = |id: &str| table.models.iter().find(|model| model.id == id);
    let undated = |id: &str| table.models.iter().find(|model| without_day(&model.id) == id);
    let found = |id: &str| {
        exact(id)
            .or_else(|| exact(without_day(id)))
            .or_else(|| undated(without_day(id)))
            .or_else(|| exact(&[without_day(id), "-0"].concat()))
    };
    let model = found(&id).or_else(|| found(&family_first(without_day(&id))?))?;
    let has_fast = || model.prices.iter().any(|row| row.fast.is_some());
    (!is_fast(name) || has_fast()).then_some(model)
}

/// Whether a name says that it ran in fast mode: "claude-opus-5-fast".
pub fn is_fast(name: &str) -> bool {
    written(name).is_some_and(|id| without_ends(&id).1)
}

/// The place that a name says: only Bedrock's ids do, "eu.anthropic.claude-..."; Vertex has the same
/// ids for all of its endpoints.
pub fn place(name: &str) -> Cloud {
    let name = name.to_ascii_lowercase();
    let before = name.find("anthropic.claude").map_or("", |start| &name[..start]);
    match before.trim_end_matches(['.', '/']).rsplit(['/', '.', ':']).next().unwrap_or_default() {
        "us-gov" => Cloud::BedrockGov,
        region if region.starts_with("us-gov-") && is_region(region) => Cloud::BedrockGov,
        region if REGIONS.contains(&region) || is_region(region) => Cloud::BedrockRegional,
        _ => Cloud::Any,
    }
}

/// A region of AWS, as gateways write it before an id: "bedrock/us-east-1/anthropic.claude-...".
fn is_region(name: &str) -> bool {
    let number = name.rsplit_once('-').filter(|(area, _)| area.contains('-')).map(|(_, number)| number);
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// What a name says of where it was served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Region {
    /// It names the place, or the model costs the same everywhere.
    Known,
    /// Nothing, if a cloud served it.
    HiddenInClouds,
    /// One of Bedrock's without its profile, or one of Vertex AI's, the same for all of its endpoints: "claude-opus-5-5@20260801",
    /// "vertex_ai/claude-opus-5-5".
    Hidden,
}

/// Of a model that costs more at a regional endpoint.
pub fn region(table: &RateTable, name: &str) -> Region {
    let costs_more = |model: &Model| surcharge(Cloud::VertexRegional, model.released) > 1.0;
    let is_said = place(name) != Cloud::Any || name.to_ascii_lowercase().contains("global.");
    if is_said || !known(table, name).is_some_and(costs_more) {
        return Region::Known;
    }
    // Bedrock's own ids, where no profile or region stands before them.
    let is_bare = name.to_ascii_lowercase().contains("anthropic.claude");
    match is_bare || name.contains('@') || name.to_ascii_lowercase().contains("vertex") {
        true => Region::Hidden,
        false => Region::HiddenInClouds,
    }
}

/// Without what stands before and after a provider's id.
fn bare(name: &str) -> Option<String> {
    Some(without_ends(&written(name)?).0.into())
}

/// From "claude" on, as the provider writes ids: in small letters, with dashes.
fn written(name: &str) -> Option<String> {
    let name = name.to_ascii_lowercase();
    let is_short = FAMILIES.iter().any(|family| name.starts_with(family));
    let short = if is_short { ["claude-", &name].concat() } else { name };
    let id = &short[short.find("claude")?..];
    let id = id.split(['[', '@', ':', '(']).next().unwrap_or(id).trim_end();
    Some(id.replace(['.', ' ', '_'], "-"))
}

/// Without what stands behind an id, and whether fast mode is among it.
fn without_ends(id: &str) -> (&str, bool) {
    let (mut id, mut is_fast) = (id, false);
    loop {
        let shorter = match id.strip_suffix(FAST) {
            Some(shorter) => {
                is_fast = true;
                Some(shorter)
            }
            None => ENDS.iter().find_map(|end| id.strip_suffix(end)),
        };
        match shorter {
            Some(shorter) => id = shorter,
            None => return (id, is_fast),
        }
    }
}

/// "claude-4-5-sonnet" -> "claude-sonnet-4-5".
fn family_first(id: &str) -> Option<String> {
    let (version, family) = id.strip_prefix("claude-")?.rsplit_once('-')?;
    let is_version = version.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    (is_version && FAMILIES.contains(&family)).then(|| ["claude-", family, "-", version].concat())
}

/// Without a final "-20250514".
fn without_day(id: &str) -> &str {
    match id.rsplit_once('-') {
        Some((id, day)) if day.len() == 8 && day.bytes().all(|digit| digit.is_ascii_digit()) => id,
        _ => id,
    }
}

#[cfg(test)]
mod tests {
    use super::{is_fast, known, place};
    use crate::prices::RateTable;
    use crate::scenario::Cloud;

    #[test]
    fn places_are_said_in_letters_of_any_size() {
        assert_eq!(place("US.ANTHROPIC.CLAUDE-OPUS-4-8-V1:0"), Cloud::BedrockRegional);
        assert_eq!(place("global.anthropic.claude-opus-4-8-v1:0"), Cloud::Any);
    }

    #[test]
    fn names_as_logs_write_them() {
        let table = RateTable::shipped();
        for (name, id) in [
            ("claude-opus-5-5", Some("claude-opus-5-5")),
            ("claude-sonnet-4-20250514", Some("claude-sonnet-4-0")),
            ("claude-opus-4-1-20250805", Some("claude-opus-4-1")),
            ("claude-haiku-4-5@20251001", Some("claude-haiku-4-5")),
            ("us.anthropic.claude-opus-4-8-v1:0", Some("claude-opus-4-8")),
            ("anthropic/claude-opus-5-5[1m]", Some("claude-opus-5-5")),
            ("claude-opus-5-5 (1M context)", Some("claude-opus-5-5")),
            ("Opus 5.5", Some("claude-opus-5-5")),
            ("opus", None),
            ("opus-large-5.5", None),
            ("claude-3-5-haiku-20241022", Some("claude-3-5-haiku-20241022")),
            ("claude-3-5-haiku-latest", Some("claude-3-5-haiku-20241022")),
            ("Claude Sonnet 4.5", Some("claude-sonnet-4-5")),
            ("anthropic/claude-sonnet-4.5", Some("claude-sonnet-4-5")),
            ("anthropic--claude-4.5-sonnet", Some("claude-sonnet-4-5")),
            ("claude-4-sonnet-20250514", Some("claude-sonnet-4-0")),
            ("Claude-Opus-5-5", Some("claude-opus-5-5")),
            ("claude-opus-4-8-thinking", Some("claude-opus-4-8")),
            ("claude-opus-5-5-1m-high", Some("claude-opus-5-5")),
            ("claude-opus-4-7 [1m]", Some("claude-opus-4-7")),
            ("claude-opus-5-fast", Some("claude-opus-5")),
            ("claude-sonnet-4-5-20250929-thinking", Some("claude-sonnet-4-5")),
            // No such price is known.
            ("claude-haiku-4-5-fast", None),
            ("claude-opus-5-5-custom", None),
            ("claude-instant-1.2", None),
            ("Claude Sonnet", None),
            ("claude-sonnet", None),
            ("claude-opus-9", None),
            ("gpt-5.5", None),
            ("", None),
        ] {
            assert_eq!(known(&table, name).map(|model| model.id.as_str()), id, "{name}");
        }
    }

    #[test]
    fn speed_and_place_as_names_say_them() {
        assert!(is_fast("claude-opus-5-fast") && is_fast("anthropic/claude-opus-5.5-fast-high"));
        assert!(!is_fast("claude-opus-5-5") && !is_fast("fast"));
        for (name, expected) in [
            ("us.anthropic.claude-opus-4-8-v1:0", Cloud::BedrockRegional),
            ("us-gov.anthropic.claude-sonnet-4-5-20250929-v1:0", Cloud::BedrockGov),
            ("global.anthropic.claude-opus-4-8", Cloud::Any),
            ("anthropic.claude-opus-4-8", Cloud::Any),
            ("bedrock/eu.anthropic.claude-opus-4-8", Cloud::BedrockRegional),
            (
                "arn:aws:bedrock:eu-west-1:1:inference-profile/apac.anthropic.claude-opus-4-8",
                Cloud::BedrockRegional,
            ),
            ("claude-opus-4-8", Cloud::Any),
        ] {
            assert_eq!(place(name), expected, "{name}");
        }
    }
}
