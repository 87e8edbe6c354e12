//! The statement: what finance reads, prints and keeps.

pub const TITLE: &str = "Statement";
pub const SUMMARY: &str = "Summary";
pub const ASSUMPTIONS: &str = "Assumptions";
pub const OPTIONS: &str = "Options";
pub const GROUPS: &str = "Groups";
pub const MONTHS: &str = "Months";
pub const BREAKDOWN: &str = "Breakdown";
pub const INPUTS: &str = "Inputs";
pub const APPENDIX: &str = "Appendix: cost breakdown and all inputs";

/// Lines of the summary.
pub const NOTE: &str = "Note";
pub const MADE: &str = "Date";
pub const PRICES_OF: &str = "Prices of";
pub const LINK: &str = "Link";
pub const YOU_PAY_MONTH: &str = "You pay a month";
pub const YOU_PAY_YEAR: &str = "You pay in 12 months";
pub const BUDGET_YEAR: &str = "You pay in the budget year";
pub const YEARLY: &str = "12 months billed at once";
pub const RANGE: &str = "80% range of a month";
pub const MEDIAN: &str = "Median month (P50)";
pub const AT_API_PRICES: &str = "At API prices a month";
pub const RESTS_ON: &str = "What matters most";
pub const PEOPLE: &str = "People";
pub const DISCOUNT: &str = "Negotiated discount";
pub const BEFORE_TAX: &str = "a month before tax";
pub const WITH_TAX: &str = "a month with tax";
pub const RATE: &str = "per US dollar";
pub const RATE_ON: &str = "Day of the exchange rate";
pub const TAX: &str = "Tax";
pub const OWN_MONEY: &str = "In your currency";

/// Assumptions.
pub const PAID_WITH: &str = "Paid with";
pub const PRICES: &str = "Prices";
pub const CONTEXT: &str = "Context";
pub const TOKENS: &str = "Tokens of a session";
pub const ENTERED: &str = "entered";
pub const SEATS: &str = "each group by itself";

/// Heads of tables.
pub const HEAD: [&str; 3] = ["Input", "Value", "Source"];
pub const GROUP_HEAD: [&str; 4] = ["Group", "People", "Paid with", "You pay a month"];
/// After a count: rows that the first page of paper has no room for.
pub const IN_APPENDIX: &str = "rows, in the appendix";
pub const GROUP_AT_API: &str = "At API prices a month";

/// Heads of the columns of files.
pub const ITEM: &str = "Item";
pub const VALUE: &str = "Value";
pub const UP_TO: &str = "Up to";
pub const GROUP: &str = "Group";
pub const ABOUT: &str = "About";
pub const SESSIONS: &str = "Sessions a day";
pub const DAYS: &str = "Active days a month";
pub const PAY_MONTH: &str = "You pay, USD a month";
pub const PAY_MONTH_TO: &str = "You pay at most, USD a month";
pub const PAY_YEAR: &str = "You pay, USD in 12 months";
pub const PAY_YEAR_TO: &str = "You pay at most, USD in 12 months";
pub const PAY_YEARLY: &str = "Billed yearly, USD";
pub const AGAINST_NOW: &str = "Against now, USD a month";
pub const API_MONTH: &str = "At API prices, USD a month";
pub const MONTH: &str = "Month";
pub const MODEL: &str = "Model";
pub const CLASS: &str = "Token class";
pub const TOKENS_MONTH: &str = "Tokens a month";
pub const LISTED_RATE: &str = "USD per million";
pub const USD_SESSION: &str = "USD a session";
pub const SOURCE: &str = "Source";
pub const PRICE_SOURCE: &str = "Price source";
pub const CHECKED: &str = "Price checked";
pub const TOTAL: &str = "Total";

/// Buttons.
pub const SKIP: &str = "Skip to the summary";
pub const DOWNLOAD: &str = "Download";
pub const AS_CSV: &str = "CSV";
pub const AS_XLSX: &str = "Excel workbook (XLSX)";
pub const SHOW: &str = "Show as a statement";
pub const NOT_MADE: &str = "The workbook could not be made. Try again, or download the CSV.";
pub const MAKING: &str = "The workbook is being made.";
pub const MADE_FILE: &str = "The workbook is in your downloads.";
pub const NO_PRICE: &str = "There is no statement without a price. See what is missing above.";
pub const CODE: &str = "QR code of the link";
/// Before a preset's name, as a source.
pub const OF_PRESET: &str = "preset";
pub const WEEKS: &str = "times the median week; each person’s weeks differ by themselves, 4.3 a month";
/// After the preset that has the number.
pub const WHY_WEEKS: &str = ": a week of 18 sessions as long as its own";
