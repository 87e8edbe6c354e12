//! The answer as a sentence, and what stands beside it.

use super::format::plural;
use super::{Locale, at_prices, bill, inputs, labels, words};
use crate::model::estimate::{Answer, Estimate, MONTHS_A_YEAR, Warning};
use crate::prices::{Date, RateTable};
use crate::scenario::{Basis, Compaction, Payment, Pays, Scenario, Trigger, Trouble};

/// The first thing one reads.
#[derive(Clone, Debug, PartialEq)]
pub struct Headline {
    /// "$155": a month for everybody; empty without a price.
    pub month: String,
    /// Which dollars these are: "a month on the API".
    pub basis: String,
    /// "$1,863 a year: $1.94 an average session, $7.76 a working day".
    pub rest: String,
}

impl Headline {
    /// The sentence as one text.
    pub fn sentence(&self) -> String {
        format!("{} {}, {}", self.month, self.basis, self.rest)
    }
}

/// The possible reported hit rate that is nearest to an impossible one, where one was given.
pub fn nearest_hit_rate(estimate: &Estimate, scenario: &Scenario) -> Option<f64> {
    estimate.problems.iter().find_map(|problem| match problem.trouble {
        Trouble::ImpossibleHitRate { low, high } => {
            let (low, high) = words::inside(low, high);
            Some(scenario.cache.reported.clamp(low, high))
        }
        _ => None,
    })
}

pub fn headline_of(answer: &Answer, locale: &Locale) -> Headline {
    let money = |usd| locale.money(usd);
    let people = answer.developers();
    let year = money(answer.month.total * MONTHS_A_YEAR);
    let session = format!(
        "{} an average session, {} a working day",
        money(answer.session.total),
        money(answer.active_day)
    );
    let rest = if people == 1.0 && answer.groups[0].0 == 1.0 {
        format!("{year} a year: {session}")
    } else if people > 0.0 {
        let all = plural(&locale.short(people, 1), "developer", "developers");
        let mean = if answer.groups[0].0 == people { "" } else { " on average" };
        // A session or a day of one of several kinds says nothing of the others.
        let own = if mean.is_empty() { format!(": {session}") } else { String::new() };
        format!("{year} a year for {all}, {} each a month{mean}{own}", money(answer.month.total / people))
    } else {
        format!("{year} a year, without a developer")
    };
    Headline {
        month: money(answer.month.total),
        basis: format!("a month {}", basis_of_all(&answer.scenario)),
        rest,
    }
}

/// Which dollars a month's are: never the price of a subscription.
pub fn basis(payment: Payment) -> &'static str {
    match payment {
        Payment::ApiKey => "on the API",
        Payment::Subscription => "at API prices",
        Payment::Cloud => "at your cloud provider",
    }
}

/// The same of everybody's month: groups may pay for tokens otherwise.
pub fn basis_of_all(scenario: &Scenario) -> &'static str {
    let seats = |group: usize| matches!(scenario.team.pays(group), Pays::Plan(_));
    let apart =
        (0..scenario.count_groups()).any(|group| scenario.pays_apart(group).is_some() || seats(group));
    let stated = scenario.payment != Payment::Subscription && scenario.plans.has_seats();
    if apart || stated { labels::paid::BY_THE_TOKEN } else { basis(scenario.payment) }
}

/// Which dollars two months side by side are, before them a blank or a comma; nothing where both are
/// on the API.
pub fn basis_of_two(one: &Scenario, other: &Scenario, before: &str) -> String {
    let bases = [one, other].map(basis_of_all);
    let not_api = bases.into_iter().find(|of| *of != basis(Payment::ApiKey));
    not_api.map_or(String::new(), |of| format!("{before}{of}"))
}

/// What follows from the inputs: the check that they describe your own work.
pub fn implied(answer: &Answer, locale: &Locale) -> Vec<(String, String)> {
    let expected = &answer.expected;
    let scenario = &answer.scenario;
    if scenario.basis == Basis::Totals {
        let tokens = answer.session.lines.iter().filter_map(|l| l.of).map(|p| p.tokens).sum();
        return vec![
            ("Tokens a session".into(), locale.tokens(tokens)),
            (labels::input::REPORTED.into(), locale.percent(expected.reported)),
        ];
    }
    // A median is that of one kind.
    let mut facts = match scenario.count_kinds() {
        1 => vec![
            ("Messages, median session".into(), locale.short(scenario.work.messages, 2)),
            (
                "Requests, median and mean".into(),
                format!(
                    "{} and {}",
                    locale.short(crate::model::mixture::whole_turns(scenario.median_requests()), 0),
                    locale.short(expected.turns, 1)
                ),
            ),
            ("Largest context, median session".into(), locale.tokens(expected.median_peak)),
        ],
        kinds => vec![
            (labels::kinds::TITLE.into(), kinds.to_string()),
            ("Requests, mean".into(), locale.short(expected.turns, 1)),
        ],
    };
    facts.push(("Compactions a session".into(), locale.short(expected.compactions, 2)));
    if scenario.cache.on {
        let hit = expected.hit_rate.map_or("no request to hit".into(), |h| locale.percent(h));
        facts.push(("Cache hit rate, per request".into(), hit));
        facts.push(("Cache hit rate, as `/usage` counts it".into(), locale.percent(expected.reported)));
    }
    facts
}

/// What the dollars paid come to, when they were what is known.
pub fn anchored(asked: &Scenario, answer: &Answer, locale: &Locale) -> Option<String> {
    if asked.basis != Basis::Pay {
        return None;
    }
    if answer.scenario.count_kinds() > 1 {
        return bill::matches(asked, answer, locale);
    }
    let work = &answer.scenario.work;
    let requests = crate::model::mixture::whole_turns(answer.scenario.median_requests());
    let (paid, met) = (asked.pay.amount, asked.pay.amount + answer.anchor_miss);
    let (paid, met) = (locale.money(paid), locale.money(met));
    let near = if paid == met { String::new() } else { format!("nearly (requests are whole: {met}) ") };
    Some(format!(
        "{}That is {near}what sessions of {} ({} requests, up to {} of context) cost, {} on each of {} days. \
         If that is not how you work, change the models or the number of sessions.",
        match asked.payment {
            Payment::Subscription =>
                "Taken as API-equivalent dollars, as usage screens and trackers count them, not as a plan’s price. ",
            Payment::ApiKey | Payment::Cloud => "",
        },
        plural(&locale.short(work.messages, 1), "message", "messages"),
        locale.short(requests, 0),
        locale.tokens(answer.expected.median_peak),
        plural(&locale.short(work.sessions_per_day, 1), "session", "sessions"),
        locale.short(work.active_days, 0),
    ))
}

/// The notes under the answer: what to know beside the price.
pub fn notes(estimate: &Estimate, locale: &Locale) -> Vec<String> {
    of_warnings(estimate, locale, |warning| Some(warning.clone()))
}

/// [`notes`] as they are `today`, beside [`super::dates`], which says what retires from then on.
pub fn notes_of_day(estimate: &Estimate, today: Date, locale: &Locale) -> Vec<String> {
    of_warnings(estimate, locale, |warning| match warning {
        Warning::Retires { model, on } => {
            (today >= *on).then(|| Warning::Retired { model: model.clone(), on: *on })
        }
        other => Some(other.clone()),
    })
}

fn of_warnings(
    estimate: &Estimate,
    locale: &Locale,
    shown: impl Fn(&Warning) -> Option<Warning>,
) -> Vec<String> {
    let Some(answer) = &estimate.answer else { return Vec::new() };
    let warnings = answer.warnings.iter().filter_map(shown);
    let said = warnings.map(|warning| words::warning(&warning, &answer.scenario, locale));
    at_prices::note(&answer.scenario, locale).into_iter().chain(said).collect()
}

/// Each problem with the key of its field.
pub fn problems(table: &RateTable, estimate: &Estimate, locale: &Locale) -> Vec<(&'static str, String)> {
    let text = |p: &crate::scenario::Problem| (p.field, words::trouble(table, p.field, &p.trouble, locale));
    estimate.problems.iter().map(text).collect()
}

/// What the page shows where the answer would be, when there is none.
pub fn no_price(table: &RateTable, estimate: &Estimate, locale: &Locale) -> Option<String> {
    let (key, text) = problems(table, estimate, locale).into_iter().next()?;
    Some(format!("No price yet. {}: {text}", label(key)))
}

/// What an input is called.
pub fn label(key: &str) -> &'static str {
    inputs::input(key).map_or(title(key), |input| input.label)
}

/// Whose prices a scenario has: "prices of 28 Nov 2026".
pub fn prices_of(scenario: &Scenario) -> String {
    format!("prices of {}", words::day(scenario.priced_on))
}

/// "opened 28 Nov 2026, prices of 28 Nov 2026", for somebody else's scenario.
pub fn opened_on(today: crate::prices::Date, prices: &str) -> String {
    format!("opened {}, {prices}", words::day(today))
}

/// The names of inputs that are not numbers.
pub(super) fn title(key: &str) -> &'static str {
    match key {
        "mix" => labels::input::MIX,
        "prices" => labels::input::PRICES,
        "name" => labels::input::NAME,
        "note" => labels::input::NOTE,
        key if key.starts_with("kind") => labels::kinds::TITLE,
        "groupPays" => labels::team::PAYERS,
        "daysOff" | "groupDaysOff" => labels::budget::DAYS_OFF,
        key if key.starts_with("group") => labels::team::TITLE,
        key if key.starts_with("task") => labels::tasks::TITLE,
        _ => "Input",
    }
}

/// The compaction setting in words, for lists of changes.
pub fn compaction(compaction: &Compaction, locale: &Locale) -> String {
    match compaction.trigger {
        Trigger::Off => "no compaction".into(),
        Trigger::Auto => "automatic compaction".into(),
        Trigger::Threshold => format!("compaction at {}", locale.tokens(compaction.threshold)),
    }
}
