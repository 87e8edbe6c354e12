//! Terms that a newcomer may not know, each explained in a sentence, on demand.

use super::labels::{input, paid, plans};

/// A term and what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    pub id: &'static str,
    pub term: &'static str,
    pub explanation: &'static str,
}

const fn term(id: &'static str, term: &'static str, explanation: &'static str) -> Term {
    Term { id, term, explanation }
}

pub static TERMS: [Term; 12] = [
    term(
        "hit",
        input::HIT,
        "How often a request finds the conversation still cached, at a tenth of the input price or less.",
    ),
    term(
        "floor",
        input::FLOOR,
        "What every session starts with: system prompt, tools, CLAUDE.md and MCP servers.",
    ),
    term(
        "compact",
        "Compaction",
        "Claude Code replaces a long conversation with a summary, so that later requests send less.",
    ),
    term(
        "api-prices",
        paid::AT_API_PRICES,
        "What the same work would cost by the token, also called API-equivalent. On a plan you do not pay it.",
    ),
    term("credits", "Usage credits", "Pay for work past a plan’s limit, by the token, at API prices."),
    term(
        "capacity",
        plans::CAPACITY,
        "The work a plan’s weekly limit includes, in dollars at API prices. Anthropic publishes no limits.",
    ),
    term("break-even", "Break-even", "The use from which a plan costs no more than the API."),
    term("request", "Request", "One call to the model. One message usually takes several."),
    term("sub-agent", "Sub-agent", "A helper with its own context and cache, started by the conversation."),
    term("lifetime", input::LIFETIME, "How long an unused cache entry is kept: 5 minutes or 1 hour."),
    term("batch", "Batch API", "Runs single requests within a day, at half price."),
    term(
        "rework",
        "Rework",
        "Sessions that fail on a cheaper model and run again on the most expensive one.",
    ),
];

/// The term of that id.
pub fn term_of(id: &str) -> Option<&'static Term> {
    TERMS.iter().find(|term| term.id == id)
}

#[cfg(test)]
mod tests {
    use super::TERMS;

    #[test]
    fn a_term_is_explained_in_a_sentence_or_two() {
        for (n, term) in TERMS.iter().enumerate() {
            assert!(term.explanation.ends_with('.'), "{}", term.term);
            assert!(term.explanation.split(' ').count() <= 20, "{}", term.term);
            assert!(TERMS[n + 1..].iter().all(|other| other.id != term.id), "{} twice", term.id);
        }
    }
}
