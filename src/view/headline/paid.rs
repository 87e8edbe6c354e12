//! The headline of what is paid: the API alone, one plan, a team, several payers.

use super::super::format::{capital, plural};
use super::super::{Locale, labels, payer, range};
use super::{
    Asked, Headline, Mend, NO_NUMBER, Source, adding, from_token_counts, plan, range as span, untouched,
    with_money,
};
use crate::decisions::options::Options;
use crate::decisions::payment::{Open, Paid, PartPaid, Payer, Span};
use crate::prices::plans::Plan;
use crate::scenario::{PayWith, Scenario};

pub(super) fn headline(asked: &Asked, options: &Options, locale: &Locale) -> Headline {
    let paid = &options.now;
    if let Some(open) = &paid.open {
        return which_plan(paid, open, locale);
    }
    let Some(month) = paid.month else { return Headline::default() };
    let mut headline = with_money(span(month, locale));
    headline.payer = payer_name(asked.plans, asked.scenario);
    // Of a plan whose limit is a range, the money itself is one.
    let known = asked.range.filter(|_| month.low == month.high && month.high > 0.0);
    headline.range = known.and_then(|found| range::beside(found, month.high, locale)).unwrap_or_default();
    let payers = payers(paid);
    match payers.as_slice() {
        [Payer::Plan(place)] => on_plan(asked, options, *place, &mut headline, locale),
        [] | [_] if month.high <= 0.0 => return nothing(asked, headline),
        [] => on_tokens(asked, options, Payer::Api, &mut headline, locale),
        [payer] => on_tokens(asked, options, *payer, &mut headline, locale),
        _ => several(asked, paid, &mut headline, locale),
    }
    headline
}

/// The name of whom everybody pays: "API", "Max".
pub fn payer_name(plans: &[Plan], scenario: &Scenario) -> String {
    match scenario.pays_with() {
        PayWith::Plan(id) if id.is_empty() => labels::paid::SUBSCRIPTION.into(),
        PayWith::Plan(id) => plans.iter().find(|plan| plan.id == id).map_or(id, |plan| plan.name.clone()),
        PayWith::ApiKey | PayWith::Cloud(_) => payer::tokens_name(scenario).into(),
    }
}

/// Everybody's payers, each once, in the order of the parts.
fn payers(paid: &Paid) -> Vec<Payer> {
    let unused = paid.unused.iter().map(|unused| Payer::Plan(unused.plan));
    let mut payers: Vec<Payer> = Vec::new();
    for payer in paid.parts.iter().map(|part| part.payer).chain(unused) {
        if !payers.contains(&payer) {
            payers.push(payer);
        }
    }
    payers
}

fn which_plan(paid: &Paid, open: &Open, locale: &Locale) -> Headline {
    let from_what = match open {
        Open::WhichPlan => labels::paid::WHICH_PLAN.into(),
        Open::NoSuchPlan(id) => format!("The list has no plan “{id}”. {}", labels::paid::WHICH_PLAN),
    };
    Headline {
        money: NO_NUMBER.into(),
        payer: labels::paid::SUBSCRIPTION.into(),
        on_what: "on a subscription".into(),
        from_what,
        at_api_prices: Some(at_api_prices(paid.at_api_prices, locale)),
        mend: Some(Mend { key: "plan".into(), label: labels::paid::WHICH_PLAN.into() }),
        ..Headline::default()
    }
}

pub(super) fn at_api_prices(usd: f64, locale: &Locale) -> String {
    format!("{}: {}", labels::paid::AT_API_PRICES, locale.money(usd))
}

/// $0 of work is no price.
fn nothing(asked: &Asked, headline: Headline) -> Headline {
    let scenario = asked.scenario;
    let key = if asked.options.is_some_and(|options| options.now.people <= 0.0) {
        "developers"
    } else if scenario.work.active_days <= 0.0 {
        "days"
    } else {
        "sessions"
    };
    let label = super::answer::label(key);
    Headline {
        money: NO_NUMBER.into(),
        per: String::new(),
        from_what: format!("There is no work to price: {label} is 0."),
        mend: Some(Mend { key: key.into(), label: label.into() }),
        ..headline
    }
}

fn on_tokens(asked: &Asked, options: &Options, payer: Payer, headline: &mut Headline, locale: &Locale) {
    let paid = &options.now;
    if payer != Payer::Api {
        headline.payer = payer::name(payer, asked.plans, asked.scenario).into();
    }
    headline.on_what = people_on(paid, payer::on(payer, asked.plans, asked.scenario), locale);
    if paid.batch > 0.0 && paid.people > 0.0 {
        let shown = adding(&[paid.month.map_or(0.0, Span::middle) - paid.batch, paid.batch], locale);
        headline.parts = format!("{} and {} of batch jobs", shown[0], shown[1]);
    }
    headline.from_what = match asked.source {
        Source::Told { on_what, from_what } => {
            if let Some(on_what) = on_what {
                headline.on_what.clone_from(on_what);
            }
            one_after_another([from_what, from_token_counts(asked.scenario).unwrap_or_default()])
        }
        Source::Inputs => {
            let mix = if options.team { mix(asked, options, locale) } else { None };
            one_after_another([&from_inputs(asked.scenario, options.team), &mix.unwrap_or_default()])
        }
    };
}

fn on_plan(asked: &Asked, options: &Options, place: usize, headline: &mut Headline, locale: &Locale) {
    let paid = &options.now;
    let name = asked.plans.get(place).map_or("", |plan| plan.name.as_str());
    headline.payer = name.into();
    headline.on_what = people_on(paid, format!("on {name}"), locale);
    let sentences = plan::Sentences { asked, options, place, locale };
    headline.parts = sentences.parts();
    headline.from_what = sentences.told();
    headline.at_api_prices = sentences.at_api_prices();
    if let Source::Told { from_what, .. } = asked.source {
        headline.from_what = one_after_another([from_what, &headline.from_what]);
    }
}

/// What the numbers come from, where nothing else says more: a preset's work, or token counts.
fn from_inputs(scenario: &Scenario, team: bool) -> String {
    let untouched = untouched(scenario, team);
    untouched.or_else(|| from_token_counts(scenario).map(String::from)).unwrap_or_default()
}

/// One sentence after another, whether the first has its full stop or not.
fn one_after_another<const N: usize>(all: [&str; N]) -> String {
    let mut text = String::new();
    for next in all.into_iter().filter(|next| !next.is_empty()) {
        if text.is_empty() {
            text += next;
            continue;
        }
        let end = if text.ends_with(['.', '?', '…']) { " " } else { ". " };
        text += &format!("{end}{}", capital(next));
    }
    text
}

/// "20 developers, $155 each; on the API", or where it is paid alone for one.
fn people_on(paid: &Paid, on: String, locale: &Locale) -> String {
    if paid.people == 1.0 || paid.people <= 0.0 {
        return on;
    }
    let each = (paid.month.map_or(0.0, Span::middle) - paid.batch) / paid.people;
    let all_alike = paid.parts.len() == 1;
    let mean = if all_alike { "each" } else { "each on average" };
    format!("{}, {} {mean}; {on}", developers(paid.people, locale), locale.money(each))
}

pub(super) fn developers(people: f64, locale: &Locale) -> String {
    plural(&locale.short(people, 1), "developer", "developers")
}

/// "8 on the API $1,242, 12 on Team Premium $1,500".
fn several(asked: &Asked, paid: &Paid, headline: &mut Headline, locale: &Locale) {
    headline.payer = "Several payers".into();
    headline.on_what = if paid.people == 1.0 { String::new() } else { developers(paid.people, locale) };
    let mut shares: Vec<(String, f64)> = Vec::new();
    for payer in payers(paid) {
        let of: Vec<&PartPaid> = paid.parts.iter().filter(|part| part.payer == payer).collect();
        let people: f64 = of.iter().map(|part| part.people).sum();
        let usd: f64 = of.iter().map(|part| part.month.middle()).sum();
        let on = payer::on(payer, asked.plans, asked.scenario);
        if people > 0.0 {
            shares.push((format!("{} {on}", locale.short(people, 1)), usd));
        }
    }
    for unused in &paid.unused {
        let name = asked.plans.get(unused.plan).map_or("", |plan| plan.name.as_str());
        let seats = plural(&locale.short(unused.seats, 1), "unused seat", "unused seats");
        shares.push((format!("{seats} of {name}"), unused.usd));
    }
    if paid.batch > 0.0 {
        shares.push(("batch jobs".into(), paid.batch));
    }
    let usd = adding(&shares.iter().map(|share| share.1).collect::<Vec<_>>(), locale);
    let shares = shares.iter().zip(usd).map(|((what, _), usd)| format!("{what} {usd}"));
    headline.parts = shares.collect::<Vec<_>>().join(", ");
    let open = if paid.use_is_open() { labels::paid::USE_NOT_ENTERED } else { "" };
    let told = match asked.source {
        Source::Told { from_what, .. } => {
            one_after_another([from_what, from_token_counts(asked.scenario).unwrap_or_default()])
        }
        Source::Inputs => from_inputs(asked.scenario, true),
    };
    headline.from_what = one_after_another([&told, &capital(open)]);
    // What is paid by the token is paid as it stands, and so is the usage that a plan bills.
    let in_a_limit = paid.parts.iter().any(|part| part.limit.is_some());
    headline.at_api_prices = in_a_limit.then(|| at_api_prices(paid.at_api_prices, locale));
}

/// "$2,500 with 20 Team Premium seats, if they are enough", where that is less.
fn mix(asked: &Asked, options: &Options, locale: &Locale) -> Option<String> {
    let row = options.best_mix().filter(|row| row.against_now.is_some_and(|usd| usd < 0.0))?;
    let seats = row.paid.parts.iter().filter_map(|part| match part.payer {
        Payer::Plan(place) => Some((place, part.people)),
        Payer::Api | Payer::Cloud(_) | Payer::Key => None,
    });
    let mut by_plan: Vec<(usize, f64)> = Vec::new();
    for (place, people) in seats {
        match by_plan.iter_mut().find(|(plan, _)| *plan == place) {
            Some((_, all)) => *all += people,
            None => by_plan.push((place, people)),
        }
    }
    let text = |(place, people): &(usize, f64)| {
        let name = asked.plans.get(*place).map_or("", |plan| plan.name.as_str());
        format!("{} {name} {}", locale.short(*people, 1), if *people == 1.0 { "seat" } else { "seats" })
    };
    let seats: Vec<String> = by_plan.iter().map(text).collect();
    let condition = if row.paid.use_is_open() { ", if they are enough" } else { "" };
    Some(format!("{} with {}{condition}.", span(row.paid.month?, locale), seats.join(" and ")))
}
