//! What to know of a scenario that was made from logs.

use super::words::{count, percent};
use crate::calibrate::Caution;
use crate::view::Locale;

pub(super) fn cautions(all: &[Caution], locale: &Locale) -> Vec<String> {
    all.iter().map(|caution| text(caution, locale)).collect()
}

fn text(caution: &Caution, locale: &Locale) -> String {
    let share = |of: f64| percent(of.abs(), locale);
    match caution {
        Caution::FewSessions { sessions } => format!(
            "{} only: the inputs are theirs, and how your sessions differ is not known from so few (10 would begin to tell).",
            count(*sessions, "session", "sessions", locale)
        ),
        Caution::FewDays { days } => format!(
            "{} only: what one of them costs is known, what a month costs and how months differ is not (5 would begin to tell).",
            count(*days, "active day", "active days", locale)
        ),
        Caution::ShortSpan { days } => format!(
            "All within {}: how many days of a month are active cannot be told, so they are the preset’s.",
            count(usize::try_from(*days).unwrap_or(0), "day", "days", locale)
        ),
        Caution::NoPrompts => "No typed message is in it, so requests per message are the preset’s.".into(),
        Caution::MixedLifetimes { hour_share } => format!(
            "{} of the cache writes were for an hour and the others for 5 minutes. A scenario has one lifetime: the nearer one, \
             and a hit rate that makes up for the rest.",
            share(*hour_share)
        ),
        Caution::PartlyFast { share: fast } => {
            format!("{} of the cost ran in fast mode; a scenario has all of it or none.", share(*fast))
        }
        Caution::SeveralAgentModels { models } => format!(
            "Sub-agents ran on {}; a scenario has one for them, with as many sub-agents as cost the same.",
            count(*models, "model", "models", locale)
        ),
        Caution::NotMet { error } => format!(
            "The scenario comes {} {} what the real sessions cost: it cannot be made to meet it.",
            share(*error),
            if *error > 0.0 { "above" } else { "below" }
        ),
        Caution::OtherPrompts { error } => format!(
            "It costs what the logs did, with {} {} tokens of context: some of theirs was larger than today’s windows hold, or \
             dear and cheap models worked differently.",
            share(*error),
            if *error > 0.0 { "more" } else { "fewer" }
        ),
    }
}
