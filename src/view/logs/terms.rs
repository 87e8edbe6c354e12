//! How the calls are counted, and what can be said about that.

use serde::{Deserialize, Serialize};

use super::words::count;
use super::{LogsState, UnpricedModel, Zones, unpriced};
use crate::view::waterfall::cents;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TermsView {
    pub correction: Option<Correction>,
    /// The chosen zone is among those offered.
    pub zones: Option<Zones>,
    pub unpriced: Vec<UnpricedModel>,
}

/// Output that was never counted to the end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    pub says: String,
    /// Whether it is counted as estimated.
    pub is_counted: bool,
    /// What the button does that changes this.
    pub button: String,
}

pub fn terms(state: &LogsState) -> TermsView {
    TermsView { correction: correction(state), zones: zones(state), unpriced: unpriced::models(state) }
}

fn correction(state: &LogsState) -> Option<Correction> {
    let found = state.books.correction();
    // Less than a cent is no matter of choice.
    if found.usd < 0.005 {
        return None;
    }
    let is_counted = state.terms.corrected;
    let calls = count(found.calls, "call has", "calls have", state.locale);
    let (tokens, usd) = (state.locale.tokens(found.tokens as f64), cents(found.usd, state.locale));
    let (counted, button) =
        if is_counted { ("is counted", "Leave it out") } else { ("is not counted", "Count it") };
    let outputs = (found.calls > 0).then(|| {
        format!("{calls} no final output count. Their text suggests about {tokens} more output tokens")
    });
    let summaries = (found.summaries > 0).then(|| {
        let summaries =
            count(found.summaries, "compaction’s summary is", "compactions’ summaries are", state.locale);
        format!("{summaries} in no log line, and estimated from the context before and after")
    });
    let what: Vec<String> = outputs.into_iter().chain(summaries).collect();
    let says = format!("{}: {usd}, which {counted}.", what.join(". "));
    Some(Correction { says, is_counted, button: button.into() })
}

fn zones(state: &LogsState) -> Option<Zones> {
    let Zones { chosen, offered } = state.zones;
    let own = Some(chosen).filter(|zone| !offered.contains(zone));
    let offered = own.into_iter().chain(offered).cloned().collect();
    (!chosen.is_empty()).then(|| Zones { chosen: chosen.clone(), offered })
}
