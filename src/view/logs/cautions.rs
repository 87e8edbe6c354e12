//! What to know of a scenario that was made from logs.

use super::words::{count, percent};
use crate::forecast::backtest::Untested;
use crate::forecast::calibrate::{Caution, Little};
use crate::view::Locale;

/// A sentence or two for each.
pub fn cautions(all: &[Caution], locale: &Locale) -> Vec<String> {
    all.iter().map(|caution| text(caution, locale)).collect()
}

/// Why there is no back-test.
pub fn untested(why: Untested, locale: &Locale) -> String {
    match why {
        Untested::FewDays => "One active day is too little for a back-test.".into(),
        Untested::NothingBefore { days } => format!(
            "No back-test: the first {} have no priced main conversation to forecast from.",
            count(days, "active day", "active days", locale)
        ),
    }
}

/// Why nothing comes of what was read.
pub fn too_little(why: Little) -> &'static str {
    match why {
        Little::NothingSpent => "No forecast: nothing here has a cost.",
        Little::NoKnownModel => "No forecast: no model of the price list is named here.",
        Little::OnlySubAgents => {
            "No forecast: only sub-agents have a price here, and the main conversations that started them are missing."
        }
    }
}

fn text(caution: &Caution, locale: &Locale) -> String {
    let share = |of: f64| percent(of.abs(), locale);
    match caution {
        Caution::FewSessions { sessions } => format!(
            "Only {}: too few to show how your sessions differ (10 would begin to).",
            count(*sessions, "session", "sessions", locale)
        ),
        Caution::FewDays { days } => format!(
            "Only {}: too few to show what a month costs or how months differ (5 would begin to).",
            count(*days, "active day", "active days", locale)
        ),
        Caution::ShortSpan { days } => format!(
            "All within {}: too short to tell active days a month, so they are the preset’s.",
            count(usize::try_from(*days).unwrap_or(0), "day", "days", locale)
        ),
        Caution::Orphans { sessions } => format!(
            "Of {} only sub-agents are left: Claude Code deletes main transcripts after 30 days. They, and days with nothing \
             else, are not in the forecast.",
            count(*sessions, "session", "sessions", locale)
        ),
        Caution::IdleWeeks { weeks } => format!(
            "{} without work: fewer active days a month.",
            count(*weeks, "whole week is", "whole weeks are", locale)
        ),
        Caution::SweptWeeks { weeks } => format!(
            "{} only sub-agents left: neither work nor time off in the days of a month.",
            count(*weeks, "whole week has", "whole weeks have", locale)
        ),
        Caution::PartWeek { days } => format!(
            "The logs begin within a week: only its {} from then on {} in the days of a month.",
            count(usize::try_from(*days).unwrap_or(0), "day", "days", locale),
            if *days == 1 { "counts" } else { "count" }
        ),
        Caution::NoPrompts => "No typed messages: requests per message are the preset’s.".into(),
        Caution::MixedLifetimes { hour_share } => format!(
            "{} of cache writes were 1-hour. A scenario has one lifetime: the nearer one, with a hit rate that makes up for \
             the rest.",
            share(*hour_share)
        ),
        Caution::PartlyFast { share: fast, less } => format!(
            "{} of the cost was in fast mode. A scenario has all or none, {}.",
            share(*fast),
            and_so(*less, locale)
        ),
        Caution::PartlyUs { share: us, less } => format!(
            "{} of the cost was US-only. A scenario has all or none, {}.",
            share(*us),
            and_so(*less, locale)
        ),
        Caution::SeveralAgentModels { models } => format!(
            "Sub-agents ran on {}. A scenario has one, with as many sub-agents as cost the same.",
            count(*models, "model", "models", locale)
        ),
        Caution::BatchJobs { models, cached } => format!(
            "Batch jobs ran on {}, with {} of their cost in cache reads and writes. A scenario’s have one model and no cache, \
             and cost the same.",
            count(*models, "model", "models", locale),
            share(*cached)
        ),
        Caution::NotMet { error } => format!(
            "The scenario costs {} {} the actual sessions: it cannot be fitted closer.",
            share(*error),
            if *error > 0.0 { "above" } else { "below" }
        ),
        Caution::OtherPrompts { error } => format!(
            "It costs what the logs did, with {} {} context tokens: some contexts exceeded today’s windows, or expensive and \
             cheap models worked differently.",
            share(*error),
            if *error > 0.0 { "more" } else { "fewer" }
        ),
        Caution::LeftOut { calls, share } => format!(
            "{} of models without a list price{} not in the forecast.",
            count(*calls, "call", "calls", locale),
            of_dollars(*share, *calls, locale)
        ),
        Caution::LeftOutRows { rows, share } => format!(
            "{} of models without a list price{} not in the forecast.",
            count(*rows, "row", "rows", locale),
            of_dollars(*share, *rows, locale)
        ),
        Caution::ReportsBeside { reports } => format!(
            "{} beside the transcripts {} not in this forecast, which uses single calls only.",
            count(*reports, "report", "reports", locale),
            if *reports == 1 { "is" } else { "are" }
        ),
    }
}

/// "so this costs 12% less than actual".
fn and_so(less: f64, locale: &Locale) -> String {
    let by = percent(less.abs(), locale);
    let word = if less < 0.0 { "more" } else { "less" };
    format!("so this costs {by} {word} than actual")
}

/// " (40% of the cost) are".
fn of_dollars(share: Option<f64>, count: usize, locale: &Locale) -> String {
    let are = if count == 1 { "is" } else { "are" };
    match share {
        Some(share) => format!(" ({} of the cost) {are}", percent(share, locale)),
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
                "40% of the cost was in fast mode. A scenario has all or none, so this costs 20% less than actual.",
            ),
            (
                Caution::PartlyUs { share: 0.9, less: -0.01 },
                "90% of the cost was US-only. A scenario has all or none, so this costs 1% more than actual.",
            ),
            (
                Caution::BatchJobs { models: 2, cached: 0.25 },
                "Batch jobs ran on 2 models, with 25% of their cost in cache reads and writes. A scenario’s have one model and \
                 no cache, and cost the same.",
            ),
            (
                Caution::SweptWeeks { weeks: 2 },
                "2 whole weeks have only sub-agents left: neither work nor time off in the days of a month.",
            ),
            (
                Caution::PartWeek { days: 1 },
                "The logs begin within a week: only its 1 day from then on counts in the days of a month.",
            ),
            (
                Caution::LeftOut { calls: 1, share: None },
                "1 call of models without a list price is not in the forecast.",
            ),
            (
                Caution::LeftOutRows { rows: 20, share: Some(0.5) },
                "20 rows of models without a list price (50% of the cost) are not in the forecast.",
            ),
            (
                Caution::ReportsBeside { reports: 2 },
                "2 reports beside the transcripts are not in this forecast, which uses single calls only.",
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
        assert!(untested(day, &locale).starts_with("One active day"));
        assert!(
            untested(agents, &locale).contains("the first 3 active days have no priced main conversation")
        );
        let all = [Little::NothingSpent, Little::NoKnownModel, Little::OnlySubAgents].map(too_little);
        assert!(all[0] != all[1] && all[1] != all[2] && all[1].contains("price list"));
    }
}
