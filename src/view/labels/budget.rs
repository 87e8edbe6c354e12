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
pub const PILOT: &str = "Forecast from a pilot";
pub const PILOT_HELP: &str = "Enter what a few people spent together to forecast what everybody will.";
pub const PILOT_RESTS: &str = "This rests on three things: the pilot’s people are like the others, its days are like other \
    days, and people differ as much as the spread above says.";
