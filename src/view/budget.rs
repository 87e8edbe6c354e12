//! Team and budget: what a team's month may be, and how a budget fares, in sentences.

use super::format::{capital, plural};
use super::labels::budget as labels;
use super::{Locale, Table, words};
use crate::decisions::budget::{Budget, Outlook, PersonLimit};
use crate::decisions::people::OUTLIER;
use crate::decisions::pilot::Forecast;
use crate::scenario::Scenario;

mod course;
mod distribution;
mod year;

pub use course::course;
pub use distribution::distribution;
pub use year::{
    ChangeLine, Entry, EntryCell, GroupDaysOff, MonthLine, changes, days_off, entered, groups_days_off,
    months, no_changes, that_count,
};

const MONTHS: f64 = 12.0;

/// What the team's month may be, then the budget, then its limits.
pub fn sentences(outlook: &Outlook, scenario: &Scenario, locale: &Locale) -> Vec<String> {
    let mut all = month(outlook, locale);
    if let Some(budget) = &outlook.budget {
        all.push(passed(budget, locale));
        all.push(fiscal_year(budget, outlook, scenario, locale));
        all.extend(year::counted(outlook));
        all.extend(limits(budget, outlook, scenario.budget.risk, locale));
    }
    all
}

fn month(outlook: &Outlook, locale: &Locale) -> Vec<String> {
    let money = |usd: f64| locale.money(usd);
    if outlook.everybody <= 1.0 {
        return vec![labels::ONE_PERSON.into()];
    }
    let people = plural(&locale.short(outlook.everybody, 1), "person", "people");
    let now = money(outlook.now);
    if outlook.team.people() <= 0.0 {
        return vec![format!("{people}: you pay {now} a month. {}", labels::NO_TEAM)]
            .into_iter()
            .chain(credits(outlook))
            .collect();
    }
    let band = |low: f64, high: f64| format!("{} to {}", money(low), money(high));
    let [low, _, high] = outlook.band;
    let mut all =
        vec![format!("{people}: you pay {now} a month. {} {}.", labels::WITH_PEOPLE, band(low, high))];
    if outlook.is_unsure() {
        let [low, _, high] = outlook.people_band;
        all.push(format!(
            "If only people vary, 8 of 10 months cost {}. {}",
            band(low, high),
            labels::TWO_KINDS
        ));
    }
    all.extend(outlook.outlier.map(|one| {
        format!(
            "One person in {} costs {} a month or more; the mean is {}. Such people are {} of the spend.",
            locale.short(OUTLIER, 0),
            money(one.usd),
            money(one.mean),
            whole_percent(one.share, locale)
        )
    }));
    if outlook.team.fixed > 0.0 {
        all.push(format!(
            "{} of it does not vary here: plans, seats and batch jobs.",
            money(outlook.team.fixed)
        ));
    }
    all.extend(credits(outlook));
    all
}

fn credits(outlook: &Outlook) -> Option<String> {
    (outlook.team.credits > 0.0).then(|| labels::CREDITS.into())
}

/// "A budget of $3,500 is passed in 3 months of 12."
fn passed(budget: &Budget, locale: &Locale) -> String {
    format!(
        "A budget of {} is passed {}. {} a month would be enough at the risk that you accept.",
        locale.money(budget.month),
        how_often(budget.passed, locale),
        locale.money(budget.enough)
    )
}

fn fiscal_year(budget: &Budget, outlook: &Outlook, scenario: &Scenario, locale: &Locale) -> String {
    let in_month = |months: u32| month_name(outlook, scenario, months);
    let last = match budget.runs_out {
        [None, None] => "last the fiscal year in 9 years of 10".to_string(),
        [None, Some(bad)] => {
            format!("last the median fiscal year, and run out in {} in the worst year of 10", in_month(bad))
        }
        [Some(median), bad] => format!(
            "run out in {} in the median fiscal year, in {} in the worst of 10",
            in_month(median),
            in_month(bad.unwrap_or(median))
        ),
    };
    let passed = whole_percent(budget.year_passed, locale);
    let year = locale.money(budget.month * MONTHS);
    let with = unlike(scenario, locale);
    capital(&format!("{with}twelve budgets ({year}) {last}. {passed} of years pass them."))
}

/// "With 2 people more each month, ": what the sentence of the year begins with.
fn unlike(scenario: &Scenario, locale: &Locale) -> String {
    let budget = &scenario.budget;
    let people = plural(&locale.short(budget.joining.abs(), 1), "person", "people");
    let growing = match budget.joining {
        0.0 => None,
        more if more > 0.0 => Some(format!("{people} more each month")),
        _ => Some(format!("{people} fewer each month")),
    };
    let entered = |all: &[f64], name: &str| all.iter().any(|n| *n != 0.0).then(|| name.to_string());
    let joiners = entered(&budget.joiners, labels::WITH_JOINERS);
    let of_groups =
        (0..scenario.count_groups()).map(|group| entered(scenario.days_off(group), labels::WITH_DAYS_OFF));
    let days = of_groups.flatten().next();
    let all: Vec<String> = [growing, joiners, days].into_iter().flatten().collect();
    if all.is_empty() { String::new() } else { format!("with {}, ", all.join(" and ")) }
}

fn limits(budget: &Budget, outlook: &Outlook, risk: f64, locale: &Locale) -> Vec<String> {
    let workspace = format!(
        "{}: a workspace limit of {} a month. It stops everybody {}.",
        labels::CONSOLE,
        locale.money(budget.month),
        how_often(budget.passed, locale)
    );
    let person = match budget.person {
        PersonLimit::NotNeeded => labels::NO_LIMIT_NEEDED.into(),
        PersonLimit::Impossible => labels::NO_LIMIT_HELPS.into(),
        PersonLimit::Usd { usd, share, people } => format!(
            "Or a limit of {} a month for each person. It stops {} of {} people a month ({}). The budget is then passed in {} of months.",
            locale.money(usd),
            locale.short(people, 1),
            locale.short(outlook.team.people(), 1),
            whole_percent(share, locale),
            whole_percent(risk, locale)
        ),
    };
    // One person's limit is the workspace's.
    if outlook.team.people() > 1.0 { vec![workspace, person] } else { vec![workspace] }
}

/// How the band narrows; no rows where nobody pays by the token.
pub fn narrowing(outlook: &Outlook, locale: &Locale) -> Table {
    let row = |n: &crate::decisions::people::Narrowed| {
        let usd = [n.p10, n.p50, n.p90].map(|usd| locale.money(usd));
        std::iter::once(locale.short(n.people, 0)).chain(usd).collect()
    };
    let rows = if outlook.everybody > 1.0 { outlook.narrowed.iter().map(row).collect() } else { Vec::new() };
    Table { caption: labels::NARROWING.into(), head: labels::NARROWING_HEAD.map(String::from).to_vec(), rows }
}

/// A pilot's forecast; how to get one where none is entered.
pub fn pilot(forecast: Option<&Forecast>, now: f64, scenario: &Scenario, locale: &Locale) -> Vec<String> {
    let Some(found) = forecast else { return vec![labels::PILOT_HELP.into()] };
    let money = |usd: f64| locale.money(usd);
    let count = |n: f64| plural(&locale.short(n, 1), "person", "people");
    let days = plural(&locale.short(scenario.work.active_days, 1), "day", "days");
    let [low, high] = [0.1, 0.9].map(|part| found.spread.percentile(part));
    vec![
        format!(
            "The pilot cost {} a person and day. {} on {days}: {} a month, 80% range {} to {}. The inputs give {}.",
            money(found.person_day),
            count(found.people),
            money(found.month),
            money(low),
            money(high),
            money(now)
        ),
        format!(
            "A sample of {} leaves the mean month between {} and {}, in 8 of 10 such samples.",
            count(scenario.budget.pilot.people),
            money(found.mean[0]),
            money(found.mean[1])
        ),
        labels::PILOT_RESTS.into(),
    ]
}

/// "in 3 months of 12"; in per cent where that would round to none or all.
fn how_often(chance: f64, locale: &Locale) -> String {
    match libm::round(chance * MONTHS) {
        MONTHS | 0.0 => format!("in {} of months", whole_percent(chance, locale)),
        1.0 => "in 1 month of 12".into(),
        some => format!("in {} months of 12", locale.short(some, 0)),
    }
}

/// A chance is not known to a tenth of a percent.
fn whole_percent(share: f64, locale: &Locale) -> String {
    if share > 0.0 && share < 0.005 {
        return "under 1%".into();
    }
    if (0.995..1.0).contains(&share) {
        return "over 99%".into();
    }
    locale.percent(libm::round(share * 100.0) / 100.0)
}

/// The name of a month of the fiscal year, 1 to 12; with its year, where that was said.
fn month_name(outlook: &Outlook, scenario: &Scenario, months: u32) -> String {
    let month = outlook.year.months.get(months.saturating_sub(1) as usize);
    let Some(first) = month.map(|month| month.first) else { return String::new() };
    let name = words::month(first);
    if scenario.budget.year > 0.0 { format!("{name} {}", first.year()) } else { name.into() }
}
