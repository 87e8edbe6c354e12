//! Groups of people and their kinds of session.

use sawtooth::decisions::kinds::{Part, parts};
use sawtooth::decisions::payment::{PartPaid, Payer, paid};
use sawtooth::model::estimate::Answer;
use sawtooth::prices::plans::{self, Plan};
use sawtooth::view::{Locale, payer, team};
use serde_json::{Value, json};

/// A line a group, where there is more than one.
pub fn lines(shown: &Answer, locale: &Locale) -> Vec<String> {
    let plans = plans::shipped();
    let team = team::team(&shown.scenario, Some(&paid(&plans, shown)), &plans, locale);
    let line = |row: &team::GroupLine| format!("{}: {}, {} a month", row.name, row.summary, row.month);
    if team.rows.len() > 1 { team.rows.iter().map(line).collect() } else { Vec::new() }
}

/// Every group with its people: USD at API prices, by kind of session, and what they pay.
pub fn json(shown: &Answer) -> Vec<Value> {
    let (plans, parts) = (plans::shipped(), parts(shown));
    let paid = paid(&plans, shown);
    let one = |(group, (people, usd)): (usize, &(f64, f64))| {
        let kinds = parts.iter().filter(|part| part.group == group).map(kind).collect::<Vec<_>>();
        let payers = paid.parts.iter().filter(|part| part.group == group);
        json!({
            "name": payer::group_name(&shown.scenario, group),
            "people": people, "usd_month": usd, "kinds": kinds,
            "payers": payers.map(|part| payer(part, &plans)).collect::<Vec<_>>(),
        })
    };
    shown.groups.iter().enumerate().map(one).collect()
}

fn kind(part: &Part) -> Value {
    json!({
        "name": part.name, "sessions_per_day": part.sessions_per_day,
        "usd_session": part.session.total, "usd_month": part.month(),
    })
}

/// `plan` is null for the API or a cloud provider.
fn payer(part: &PartPaid, plans: &[Plan]) -> Value {
    let plan = match part.payer {
        Payer::Api => None,
        Payer::Plan(place) => plans.get(place).map(|plan| &plan.id),
    };
    json!({
        "plan": plan, "people": part.people,
        "you_pay_usd_month": { "at_least": part.month.low, "at_most": part.month.high },
    })
}
