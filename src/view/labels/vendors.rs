//! Other vendors, side by side.

pub const TITLE: &str = "Other vendors";
pub const FILTER: &str = "Vendor";
pub const ALL: &str = "All vendors";
pub const TABLE: &str = "Other vendors’ models";
pub const SOURCES: &str = "Where these prices come from";
/// The scenario's own row.
pub const YOURS: &str = "Your mix";
pub const CLAUDE: &str = "Anthropic";
pub const MODEL: &str = "Model";
pub const MONTH: &str = "Month";
pub const AGAINST: &str = "Against yours";
pub const VENDOR: &str = "Vendor";
pub const INPUT: &str = "Input";
pub const OUTPUT: &str = "Output";
pub const READ: &str = "Cache read";
pub const WRITE: &str = "Cache write";
pub const STEP: &str = "Long prompts";
pub const CHANGES: &str = "Changes";
pub const AS_INPUT: &str = "as\u{a0}input";
pub const NO_STEP: &str = "one price";
pub const NOTHING: &str = "–";
pub const SAME: &str = "0%";
pub const UNCONFIRMED: &str = "Unconfirmed price";
pub const HOURS: &str = "Depends on the hour";
pub const PROMOTION: &str = "Promotion may be over";
pub const TOKENIZERS: &str =
    "The tokens are Claude’s. Another tokenizer makes more or fewer of the same text.";
pub const CACHES: &str =
    "Caches work by other rules elsewhere. The hits, misses and writes here are those on Claude.";
pub const ABILITY: &str = "How well a model works, and how many requests it needs, is not compared.";
pub const RULE: &str =
    "What has no cache price costs what input does. A long prompt raises the whole request, output included.";
pub const NO_STEPS_SEEN: &str = "Totals do not show single prompts, so none is taken as long.";
/// What only the scenario's own row has.
pub const FAST: &str = "fast mode";
pub const US_ONLY: &str = "US-only inference";
pub const REGION: &str = "what your cloud’s region adds";
