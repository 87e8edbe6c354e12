//! What to know of a scenario that was made from logs.

use super::words::{count, percent};
use crate::forecast::backtest::Untested;
use crate::forecast::calibrate::{Caution, Little};
use crate::view::Locale;

/// A sentence or two for each.
pub fn cautions(all: &[Caution], locale: &Locale) -> Vec<String> {
    all.iter().map(|caution| text(caution, locale)).collect()
}

/// Why a forecast is held against nothing.
pub fn untested(why: Untested, locale: &Locale) -> String {
    match why {
        Untested::FewDays => "With one active day there is nothing to test the forecast on.".into(),
        Untested::NothingBefore { days } => format!(
            "The forecast is not tested: the first {} have no main conversation with a price, so nothing can be forecast from them.",
            count(days, "active day", "active days", locale)
        ),
    }
}

/// Why nothing comes of what was read.
pub fn too_little(why: Little) -> &'static str {
    match why {
        Little::NothingSpent => "No forecast comes from this: nothing in it has a cost.",
        Little::NoKnownModel => "No forecast comes from this: none of its models is in the price list.",
        Little::OnlySubAgents => {
            "No forecast comes from this: what has a price are sub-agents, and the main conversations that started them are missing."
        }
    }
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
        Caution::PartlyFast { share: fast, less } => format!(
            "{} of the cost ran in fast mode; a scenario has all of it or none, {}.",
            share(*fast),
            and_so(*less, locale)
        ),
        Caution::PartlyUs { share: us, less } => format!(
            "{} of the cost ran in the US only; a scenario has all of it or none, {}.",
            share(*us),
            and_so(*less, locale)
        ),
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
        Caution::LeftOut { calls, share } => format!(
            "{} of models that the price list does not have{} not in the forecast: a scenario can name only those of the list.",
            count(*calls, "call", "calls", locale),
            of_dollars(*share, *calls, locale)
        ),
        Caution::LeftOutRows { rows, share } => format!(
            "{} of models that the price list does not have{} not in the forecast.",
            count(*rows, "row", "rows", locale),
            of_dollars(*share, *rows, locale)
        ),
        Caution::ReportsBeside { reports } => format!(
            "{} beside the transcripts {} not in this forecast: it is made of single calls alone.",
            count(*reports, "report", "reports", locale),
            if *reports == 1 { "is" } else { "are" }
        ),
    }
}

/// "and so costs 12% less than it really did".
fn and_so(less: f64, locale: &Locale) -> String {
    let by = percent(less.abs(), locale);
    let word = if less < 0.0 { "more" } else { "less" };
    format!("and so costs {by} {word} than it really did")
}

/// ", 40% of the dollars, are".
fn of_dollars(share: Option<f64>, count: usize, locale: &Locale) -> String {
    let are = if count == 1 { "is" } else { "are" };
    match share {
        Some(share) => format!(", {} of the dollars, {are}", percent(share, locale)),
        None => format!(" {are}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{cautions, too_little, untested};
    use crate::forecast::backtest::Untested;
    use crate::forecast::calibrate::{Caution, Little};
    use crate::view::Locale;

    #[test]
    fn every_caution_says_its_numbers() {
        for (caution, says) in [
            (
                Caution::PartlyFast { share: 0.4, less: 0.2 },
                "40% of the cost ran in fast mode; a scenario has all of it or none, and so costs 20% less than it really did.",
            ),
            (
                Caution::PartlyUs { share: 0.9, less: -0.01 },
                "90% of the cost ran in the US only; a scenario has all of it or none, and so costs 1% more than it really did.",
            ),
            (
                Caution::LeftOut { calls: 1, share: None },
                "1 call of models that the price list does not have is not in the forecast: a scenario can name only those of the list.",
            ),
            (
                Caution::LeftOutRows { rows: 20, share: Some(0.5) },
                "20 rows of models that the price list does not have, 50% of the dollars, are not in the forecast.",
            ),
            (
                Caution::ReportsBeside { reports: 2 },
                "2 reports beside the transcripts are not in this forecast: it is made of single calls alone.",
            ),
        ] {
            assert_eq!(cautions(&[caution], &Locale::default()), [says]);
        }
    }

    /// Each reason has its own words, and "one active day" is said of one active day alone.
    #[test]
    fn reasons_are_told_apart() {
        let [day, agents] = [Untested::FewDays, Untested::NothingBefore { days: 3 }];
        let locale = Locale::default();
        assert!(untested(day, &locale).starts_with("With one active day"));
        assert!(untested(agents, &locale).contains("the first 3 active days have no main conversation"));
        let all = [Little::NothingSpent, Little::NoKnownModel, Little::OnlySubAgents].map(too_little);
        assert!(all[0] != all[1] && all[1] != all[2] && all[1].contains("price list"));
    }
}
