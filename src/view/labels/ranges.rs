//! Ranges: how sure the month is.

pub const TITLE: &str = "How sure";
pub const RANGES: &str = "Ranges of the inputs";
pub const RANGE_OF: &str = "Range of";
pub const EIGHTY: &str = "80% range";
pub const NO_RANGE: &str = "–";
pub const DISTRIBUTION: &str = "What the month may be";
pub const DISTRIBUTION_NOTE: &str = "Each month is drawn from the ranges below, at API prices. P50 is the median of these months; \
    the answer above is the month at your numbers. The ends are within 0.5%; while a slider moves, within 1%.";
pub const VARIES_NOTE: &str = "The range is of what you do not know, and of how your weeks differ. Weeks are those by which plans \
    overflow; over a month and over people they average out. How different your sessions are is in every month already.";
pub const SHADED: &str = "shaded";
pub const TORNADO: &str = "What moves the month";
pub const TORNADO_NOTE: &str = "Each bar moves one input from its 10th to its 90th percentile, the others as they are set. “Alone” \
    and “with others” are Sobol’s indices: the share of the month’s variance.";
pub const TORNADO_HEAD: [&str; 6] =
    ["Input", "80% range", "Month at its low end", "At its high end", "Alone", "With others"];
pub const NARROW: &str = "Set yours to narrow the range.";
pub const CHANCES: &str = "Ways to pay, by how often they cost less";
pub const CHANCES_HEAD: [&str; 5] =
    ["Plan", "Costs less than the API", "Costs least", "Its limit is enough", "Weeks past its limit"];
pub const IF_ENOUGH: &str = "if its limit is enough";
pub const UNKNOWN_LIMIT: &str = "limit not known";
pub const ENTER_LIMIT: &str = "How often a limit is enough is known once you choose a plan under “I pay with” and enter what your weekly limit shows.";
pub const EVERY_MONTH: &str = "in every month";
pub const NO_MONTH: &str = "in no month";
pub const NOTHING: &str =
    "Every input counts as exact, so the month has no range. Give an input a range with the ± beside it.";
pub const OFF: &str = "Ranges are off: every input counts as exact.";
pub const FITTED: &str = "A bill is exact, so the month has no range.";
pub const PRESET: &str = "the preset’s";
pub const YOURS: &str = "yours";
pub const LOW: &str = "Low";
pub const HIGH: &str = "High";
pub const LOW_HELP: &str = "In one month of ten it is below the low end, in one above the high end.";
pub const EXACT: &str = "Exact";
pub const RESET: &str = "Reset";
pub const TO: &str = "to";
pub const REFUSED: &str = "Both ends must be above 0, the low end below the high end.";
pub const REFUSED_SHARE: &str = "Both ends must lie between 0% and 100%, the low end below the high end.";
