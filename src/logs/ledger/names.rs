//! A model's name in a log -> the model of the table.

use crate::prices::{Model, RateTable};

/// The model that a log means: by its id, or by one dressed up as gateways and clouds do
/// ("us.anthropic.claude-opus-4-8-v1:0", "claude-haiku-4-5@20251001", "claude-opus-5-5[1m]"),
/// or by its name as the Console shows it ("Claude Sonnet 4.5").
/// Nothing for a name that could be another model's.
pub fn known<'a>(table: &'a RateTable, name: &str) -> Option<&'a Model> {
    let id = bare(name);
    let exact = |id: &str| table.models.iter().find(|model| model.id == id);
    let undated = |id: &str| table.models.iter().find(|model| without_day(&model.id) == id);
    exact(id)
        .or_else(|| exact(without_day(id)))
        .or_else(|| undated(without_day(id)))
        .or_else(|| exact(&[without_day(id), "-0"].concat()))
        .or_else(|| shown(table, name))
}

fn shown<'a>(table: &'a RateTable, name: &str) -> Option<&'a Model> {
    let name = name.strip_prefix("Claude ")?;
    table.models.iter().find(|model| model.name == name)
}

/// Without what stands before and after a provider's id.
fn bare(name: &str) -> &str {
    let id = name.find("claude-").map_or(name, |start| &name[start..]);
    let id = id.split(['[', '@', ':']).next().unwrap_or(id);
    ["-latest", "-v1", "-v2"].into_iter().fold(id, |id, end| id.strip_suffix(end).unwrap_or(id))
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
    use super::known;
    use crate::prices::RateTable;

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
            ("claude-3-5-haiku-20241022", Some("claude-3-5-haiku-20241022")),
            ("claude-3-5-haiku-latest", Some("claude-3-5-haiku-20241022")),
            ("Claude Sonnet 4.5", Some("claude-sonnet-4-5")),
            ("Claude Sonnet", None),
            ("claude-sonnet", None),
            ("claude-opus-9", None),
            ("gpt-5.5", None),
            ("", None),
        ] {
            assert_eq!(known(&table, name).map(|model| model.id.as_str()), id, "{name}");
        }
    }
}
