//! Why a total is no more than it is.

use super::words::count;
use crate::logs::spend::{Reason, Whole};
use crate::view::Locale;
use crate::view::waterfall::cents;

/// A sentence for each reason.
pub fn reasons(whole: &Whole, locale: &Locale) -> Vec<String> {
    whole.reasons.iter().map(|reason| sentence(*reason, locale)).collect()
}

fn sentence(reason: Reason, locale: &Locale) -> String {
    let number = |n, one, many| count(n, one, many, locale);
    match reason {
        Reason::UnpricedCalls(n) => {
            format!(
                "{} without a list price: not in the total.",
                number(n, "call of a model", "calls of models")
            )
        }
        Reason::UnpricedRows(n) => {
            format!("{} without dollars or a known model: not in the total.", number(n, "row", "rows"))
        }
        Reason::NamelessRows(n) => format!(
            "{} without dollars or a model cannot be priced: ask for the report grouped by model.",
            number(n, "row", "rows")
        ),
        Reason::NotRead(n) => {
            format!(
                "Usage in {} could not be read: the total is at least this.",
                number(n, "place", "places")
            )
        }
        Reason::NoResult(n) => {
            format!("{} ended without a result: the cost is at least this.", number(n, "run", "runs"))
        }
        Reason::RecordedOutput(n) => {
            format!("{} without a final output count, as recorded.", number(n, "call", "calls"))
        }
        Reason::EstimatedOutput(n) => {
            format!("{} without a final output count, estimated from the text.", number(n, "call", "calls"))
        }
        Reason::LeftOutSummaries(n) => {
            format!(
                "{} in no log line: not in the total.",
                number(n, "compaction summary", "compaction summaries")
            )
        }
        Reason::EstimatedSummaries(n) => format!(
            "{} in no log line, estimated from the context before and after.",
            number(n, "compaction summary", "compaction summaries")
        ),
        Reason::BelowStep(n) => format!(
            "{} of a model that costs more above a context size; the report does not tell them apart, so the total \
             has the lower price.",
            number(n, "row", "rows")
        ),
        Reason::HiddenRegion(n) => format!(
            "{} of Bedrock or Vertex AI whose id does not name the region: at the global price. Regional endpoints \
             cost 10% more.",
            number(n, "call", "calls")
        ),
        Reason::HiddenRegionRows(n) => format!(
            "{} of Bedrock or Vertex AI without the region: at the global price. Regional endpoints cost 10% more.",
            number(n, "row", "rows")
        ),
        Reason::LowestPrice(n) => format!(
            "{} that only the client's totals have, at the lowest price: fast mode, US-only inference or a price \
             step may have applied.",
            number(n, "amount", "amounts")
        ),
        Reason::BareSearches(n) => format!(
            "{}: the tokens of their own requests are in no log line.",
            number(n as usize, "web search", "web searches")
        ),
        Reason::BarePages(n) => format!(
            "{} by a model: the tokens of those requests are in no log line.",
            number(n as usize, "web page read", "web pages read")
        ),
        Reason::Orphans(n) => format!(
            "{} of which only sub-agents’ calls are left: Claude Code deletes the other files after 30 days.",
            number(n as usize, "session", "sessions")
        ),
        Reason::MoreElsewhere(n) => format!(
            "{} of which another total is higher: see what it was checked against.",
            number(n, "session", "sessions")
        ),
        Reason::MoreOnDays(n) => format!(
            "{} more on the transcripts’ days than these: other work of those days is not in the total.",
            number(n, "report has", "reports have")
        ),
        Reason::Uncounted(n) => {
            format!(
                "{} whose tokens, or whose prompt’s, are not counted: not in the total.",
                number(n as usize, "answer", "answers")
            )
        }
        Reason::Priority(n) => format!(
            "{} of a tier without a published price (priority, flex), at list price.",
            number(n as usize, "call", "calls")
        ),
        Reason::PriorityRows(n) => format!(
            "{} of a tier without a published price (priority, flex), at list price.",
            number(n, "row", "rows")
        ),
        Reason::NoFastPrice(n) => format!(
            "{} in fast mode, for which no price is known: at the price of standard mode.",
            number(n, "call or row", "calls or rows")
        ),
        Reason::Repriced(n) => format!(
            "{} of several days between which the price changed: at the price of the first day.",
            number(n, "row", "rows")
        ),
        Reason::Guessed(n) => {
            format!(
                "{} of a model that the client did not know: its dollars are a guess.",
                number(n, "row", "rows")
            )
        }
        Reason::Groups(n) => format!(
            "{} by groups of people, who may be in several: the total is at most this.",
            number(n, "report", "reports")
        ),
        Reason::OthersWithin(n) => format!(
            "{} with other models than Claude in their dollars: the total is at most this.",
            number(n as usize, "row", "rows")
        ),
        Reason::UnknownWrites => "Cache writes of unknown lifetime are priced as 5-minute writes.".into(),
        Reason::Reported(n) => format!("{} with dollars of its own.", number(n, "report", "reports")),
        Reason::Sessions(n) => format!(
            "Results of {} are added: a forked session’s result contains its parent’s.",
            number(n, "session", "sessions")
        ),
        Reason::Covered { rows, usd, in_part } => {
            let why = match in_part {
                true => "the transcripts have some of their days, so the total is at least this",
                false => "the transcripts have the same work",
            };
            let dollars = if usd == 0.0 { "no dollars of their own".into() } else { cents(usd, locale) };
            format!("{} of reports left out ({dollars}): {why}.", number(rows as usize, "row", "rows"))
        }
        Reason::Refused(n) => {
            format!("{} before any output: not billed.", number(n as usize, "refusal", "refusals"))
        }
    }
}
