//! Team and budget.

pub const TITLE: &str = "Team and budget";
/// The range beside the headline has no differences between people in it.
pub const WITH_PEOPLE: &str = "With people who differ, 8 of 10 months cost";
pub const DISTRIBUTION: &str = "What the team’s month may be";
pub const COURSE: &str = "The fiscal year against its budget";
pub const NARROWING: &str = "A person’s share of the month, by the size of the team";
pub const NARROWING_HEAD: [&str; 4] = ["People", "P10", "P50", "P90"];
pub const PERCENTILES_HEAD: [&str; 3] = ["Percentile", "A month", "If only people vary"];
pub const COURSE_HEAD: [&str; 4] = ["To the end of", "P10", "P50", "P90"];
pub const A_MONTH_PAID: &str = "dollars a month that you pay";
pub const ALL: &str = "with what you do not know";
pub const PEOPLE_ALONE: &str = "people alone";
pub const ONE_PERSON: &str =
    "The inputs describe one person. Differences between people count from two people on.";
pub const WHICH_PLAN: &str = "Choose a plan under “I pay with” to see what the team pays.";
pub const NO_TEAM: &str = "Nothing that the team pays varies from person to person.";
pub const NO_BUDGET: &str = "Enter a team budget to see it against the fiscal year.";
pub const CREDITS: &str = "Usage credits count with their mean: how they differ between people is not known.";
pub const WHY_SIGMA: &str = "People differ log-normally round the scenario’s mean. Published are a mean of $13 a day and “below $30 \
    for 90%”. No log-normal meets both exactly; a spread of 0.8 to 1.3 is consistent.";
pub const TWO_KINDS: &str = "What varies between people averages out over a team. What you do not know of the inputs is the same \
    for all of them, so it does not.";
pub const INDEPENDENT: &str = "Here each person’s spend is independent from month to month. If the same people stay high all year, \
    a year passes its budget as often as a month does.";
pub const CONSOLE: &str = "Enter in your provider’s console";
pub const NO_LIMIT_NEEDED: &str = "No limit for each person is needed at the risk that you accept.";
pub const NO_LIMIT_HELPS: &str =
    "No limit for each person holds this budget: plans, seats and batch jobs cost more.";
pub const YEAR: &str = "Months that differ";
pub const YEAR_HELP: &str = "Joiners count from their month on; leavers are below 0. Days off are active days fewer than in other \
    months; more days are below 0. The month above stays as it is.";
pub const YEAR_HEAD: [&str; 7] =
    ["Month", JOINERS, DAYS_OFF, "People", "You pay, P50", "You pay, P10 to P90", "Over the budget"];
pub const JOINERS: &str = "Joiners";
pub const DAYS_OFF: &str = "Days off";
pub const NO_DAYS_OFF: &str = "none";
pub const DAYS_OFF_OF: &str = "Days off by group";
pub const DAYS_OFF_OF_HELP: &str =
    "A group in another country can have days off of its own, in place of everybody’s.";
pub const OWN_DAYS_OFF: &str = "Own days off";
pub const AS_EVERYBODY: &str = "As everybody";
pub const GROUP: &str = "Group";
pub const NO_CHANCE: &str = "–";
pub const WITH_JOINERS: &str = "joiners by month";
pub const WITH_DAYS_OFF: &str = "days off by month";
pub const CHANGES: &str = "Price changes that count";
pub const COUNTED: &str = "The year is priced with these changes from their day";
pub const NO_CHANGES: &str = "The price table knows no change for your models before the end of this year.";
pub const NO_YEAR: &str = "Enter a budget year to count price changes from their day.";
pub const ANNOUNCED: &str = "Announced, by one source";
pub const CANCELLED: &str = "Announced once, then cancelled";
pub const PILOT: &str = "Forecast from a pilot";
pub const PILOT_HELP: &str = "Enter what a few people spent together to forecast what everybody will.";
pub const PILOT_RESTS: &str = "This rests on three things: the pilot’s people are like the others, its days are like other \
    days, and people differ as much as the spread above says.";
