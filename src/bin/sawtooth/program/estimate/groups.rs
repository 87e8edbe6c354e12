//! Groups of people and their kinds of session.

use sawtooth::decisions::kinds::{KindMonth, of_everybody};
use sawtooth::decisions::payment::{PartPaid, Payer, paid};
use sawtooth::model::estimate::Answer;
use sawtooth::prices::plans::{self, Plan};
use sawtooth::scenario::{PayWith, Scenario};
use sawtooth::view::{Locale, payer, team};
use serde_json::{Value, json};

/// A line a group, where there is more than one.
pub fn lines(shown: &Answer, locale: &Locale) -> Vec<String> {
    let plans = plans::shipped();
    let team = team::team(&shown.scenario, Some(&paid(&plans, shown)), &plans, locale);
    let line = |row: &team::GroupLine| format!("{}: {}, {} a month", row.name, row.summary, row.month);
    if team.rows.len() > 1 { team.rows.iter().map(line).collect() } else { Vec::new() }
}

/// Every group with its people: USD by the token, by kind of session, and what they pay.
pub fn json(shown: &Answer) -> Vec<Value> {
    let (plans, all) = (plans::shipped(), of_everybody(shown));
    let paid = paid(&plans, shown);
    let one = |(group, (people, usd)): (usize, &(f64, f64))| {
        let kinds = all.iter().filter(|kind| kind.group == group).map(kind_json).collect::<Vec<_>>();
        let payers = paid.parts.iter().filter(|part| part.group == group);
        json!({
            "name": payer::group_name(&shown.scenario, group),
            "people": people, "usd_month": usd, "kinds": kinds,
            "payers": payers.map(|part| paid_to(part, &plans, &shown.scenario)).collect::<Vec<_>>(),
        })
    };
    shown.groups.iter().enumerate().map(one).collect()
}

fn kind_json(kind: &KindMonth) -> Value {
    json!({
        "name": kind.name, "sessions_per_day": kind.sessions_per_day,
        "usd_session": kind.session.total, "usd_month": kind.month(),
    })
}

/// `plan` is null for tokens, `cloud` for all but a cloud provider.
fn paid_to(part: &PartPaid, plans: &[Plan], scenario: &Scenario) -> Value {
    let plan = match part.payer {
        Payer::Plan(place) => plans.get(place).map(|plan| &plan.id),
        Payer::Api | Payer::Cloud(_) | Payer::Key => None,
    };
    let cloud = match (part.payer, scenario.pays_with()) {
        (Payer::Cloud(cloud), _) | (Payer::Api, PayWith::Cloud(cloud)) => Some(cloud.word()),
        _ => None,
    };
    json!({
        "plan": plan, "cloud": cloud, "people": part.people,
        "you_pay_usd_month": { "at_least": part.month.low, "at_most": part.month.high },
    })
}
