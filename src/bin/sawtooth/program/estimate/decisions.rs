//! The decisions of the page as JSON, by the same functions.

use sawtooth::decisions::compaction;
use sawtooth::decisions::difference::{Difference, Step, difference, paid_twice};
use sawtooth::decisions::goal::{Sought, seek};
use sawtooth::decisions::lifetime;
use sawtooth::decisions::options::{Even, Offered, OptionRow, options};
use sawtooth::decisions::payment::Span;
use sawtooth::decisions::plans::compare;
use sawtooth::decisions::routing::{Row, Way, routing};
use sawtooth::decisions::savings::{Pull, pulled, ranked};
use sawtooth::decisions::tasks::{TaskCost, tasks};
use sawtooth::decisions::token_cost;
use sawtooth::decisions::vendors::{self, Change, Month};
use sawtooth::model::estimate::Answer;
use sawtooth::prices::RateTable;
use sawtooth::prices::plans::{self, Plan};
use sawtooth::prices::vendors::VendorList;
use sawtooth::scenario::Task;
use serde_json::{Value, json};

pub fn all(table: &RateTable, answer: &Answer) -> Value {
    let plans = plans::shipped();
    json!({
        "levers": levers(table, &plans, answer),
        "goal": goal(table, answer),
        "plans": offers(&plans, answer),
        "options": ways_to_pay(&plans, answer),
        "compaction": compaction(answer),
        "lifetime": lifetimes(answer),
        "routing": routes(table, answer),
        "life": tokens(answer),
        "baseline": baseline(table, &plans, answer),
        "tasks": each_task(answer),
        "vendors": elsewhere(&plans, answer),
    })
}

/// The same tokens at other vendors' list prices.
fn elsewhere(plans: &[Plan], answer: &Answer) -> Value {
    let list = VendorList::shipped();
    let month = |month: Month| json!({ "low": month.ends().0, "high": month.ends().1 });
    let change = |change: &Change| match change {
        Change::Price { on, month: to } => json!({ "on": on, "usd_month": month(*to) }),
        Change::Ends { on } => json!({ "on": on, "ends": true }),
    };
    let row = |row: &vendors::Row| {
        let model = list.models.get(row.model);
        json!({
            "vendor": model.map(|model| &model.vendor),
            "model": model.map(|model| &model.id),
            "usd_month": month(row.now),
            "above_step": row.above_step,
            "prompt_too_long": row.too_long,
            "changes": row.changes.iter().map(change).collect::<Vec<_>>(),
        })
    };
    match vendors::compare(&list, plans, answer) {
        Some(found) => json!({
            "on": found.day,
            "yours_usd_month": found.yours,
            "without_tokens_usd_month": found.without_tokens,
            "models": found.rows.iter().map(row).collect::<Vec<_>>(),
        }),
        None => Value::Null,
    }
}

fn pull(pull: &Pull) -> Value {
    json!({ "tick": pull.lever.key(), "saves_usd_month": pull.saves })
}

fn levers(table: &RateTable, plans: &[Plan], answer: &Answer) -> Value {
    let ticked = pulled(table, plans, answer);
    json!({
        "alone": ranked(table, plans, answer).iter().map(pull).collect::<Vec<_>>(),
        "ticked": ticked.steps.iter().map(pull).collect::<Vec<_>>(),
        "left_out": ticked.left_out.iter().map(pull).collect::<Vec<_>>(),
        "usd_month": { "before": ticked.before, "after": ticked.after },
    })
}

fn goal(table: &RateTable, answer: &Answer) -> Value {
    let (goal, by) = (answer.scenario.goal.month, answer.scenario.goal.by.key());
    let found = match seek(table, answer) {
        Sought::Met => json!({ "met": true }),
        Sought::Found(found) => json!({ "from": found.from, "to": found.to, "usd_month": found.usd }),
        Sought::Unreachable { lowest } => json!({ "unreachable": true, "lowest_usd_month": lowest }),
        Sought::NotHere => Value::Null,
    };
    json!({ "usd_month": goal, "by": by, "answer": found })
}

fn offers(plans: &[Plan], answer: &Answer) -> Value {
    let compared = compare(plans, answer);
    let offer = |offer: &sawtooth::decisions::plans::Offer| {
        json!({
            "plan": plans.get(offer.plan).map(|plan| &plan.id),
            "price_usd_month": offer.price,
            "capacity_usd_week": { "low": offer.low, "high": offer.high },
            "you_pay_usd_month": { "at_least": offer.at_least.total(), "at_most": offer.at_most.total() },
            "waits": { "at_least": offer.at_least.waits, "at_most": offer.at_most.waits },
            "even_sessions_a_day": {
                "at_high_capacity": offer.even_at_least.as_ref().and_then(|e| e.a_day),
                "at_low_capacity": offer.even_at_most.as_ref().and_then(|e| e.a_day),
            },
            "least_capacity_usd_week": offer.least_ever,
        })
    };
    json!({
        "api_usd_month": compared.api_month,
        "api_equivalent_usd_month": compared.equivalent_month,
        "api_equivalent_usd_week": compared.week,
        "offers": compared.offers.iter().map(offer).collect::<Vec<_>>(),
        "team_usd_month": compared.seats.as_ref().map(|seats| json!({ "at_least": seats.at_least, "at_most": seats.at_most })),
    })
}

/// Every way to pay, as the page's table has them.
fn ways_to_pay(plans: &[Plan], answer: &Answer) -> Value {
    let options = options(plans, answer);
    let name = |offered: Offered| match offered {
        Offered::Api => "api",
        Offered::Plan(place) => plans.get(place).map_or("", |plan| plan.id.as_str()),
        Offered::AsNow => "as-now",
        Offered::Mix { .. } => "mix",
    };
    let row = |row: &OptionRow| {
        let month = row.paid.month.map(|month| json!({ "at_least": month.low, "at_most": month.high }));
        json!({
            "pays": name(row.offered),
            "usd_month": row.paid.usd(),
            "usd_month_range": month,
            "usd_year": row.paid.year.map(|year| year.middle()),
            "against_now_usd_month": row.against_now,
            "even_sessions_a_day": match row.even { Even::From(from, _) => Some(from), Even::NotOne | Even::Never => None },
            "even_until_sessions_a_day": match row.even { Even::From(_, until) => until, Even::NotOne | Even::Never => None },
            "limit_is_known": !row.paid.use_is_open(),
            "now": row.is_now,
        })
    };
    json!(options.rows.iter().map(row).collect::<Vec<_>>())
}

fn compaction(answer: &Answer) -> Value {
    let best = compaction::best_threshold(&answer.prices, &answer.scenario);
    best.map_or(Value::Null, |best| json!({ "best_threshold": best.threshold, "usd_month": best.usd_month }))
}

fn lifetimes(answer: &Answer) -> Value {
    let found = lifetime::lifetimes(&answer.prices, &answer.scenario);
    found.map_or(Value::Null, |found| {
        let (five_minutes, one_hour) = found.months();
        json!({
            "usd_month": { "5m": five_minutes, "1h": one_hour },
            "even_pauses_a_session": found.even,
            "one_more_pause_a_day_usd_month": { "5_to_60_minutes": found.coffee, "over_an_hour": found.lunch },
        })
    })
}

fn routes(table: &RateTable, answer: &Answer) -> Value {
    let row = |row: &Row| {
        let way = match &row.way {
            Way::One { name, .. } => name.as_str(),
            Way::MixPerSession => "the mix, a model for each session",
            Way::MixPerRequest => "the mix, a model for each request",
        };
        json!({ "way": way, "usd_month": row.usd })
    };
    let routed = routing(table, answer);
    routed.map_or(Value::Null, |routed| json!(routed.rows.iter().map(row).collect::<Vec<_>>()))
}

fn tokens(answer: &Answer) -> Value {
    token_cost::life(answer).map_or(Value::Null, |life| {
        json!({
            "read": life.read.map(|read| json!({ "tokens": read.tokens, "usd": read.usd, "times_input": read.times })),
            "standing": { "tokens": life.standing.tokens, "usd_month": life.standing.usd },
            "kilobyte": { "tokens": life.kilobyte.tokens, "usd_month": life.kilobyte.usd },
        })
    })
}

/// Sessions are those of each kind, the first one first; 8 of 10 such tasks cost within the range.
fn each_task(answer: &Answer) -> Value {
    let task = |(task, cost): (&Task, TaskCost)| {
        json!({
            "name": cost.name,
            "sessions": task.counts,
            "usd": cost.usd.map(|usd| usd.mean),
            "usd_range_80": cost.usd.map(|usd| json!({ "low": usd.low, "high": usd.high })),
        })
    };
    answer.scenario.tasks.iter().zip(tasks(answer)).map(task).collect()
}

fn baseline(table: &RateTable, plans: &[Plan], answer: &Answer) -> Value {
    let held = answer.scenario.baseline.as_ref();
    let found = held.and_then(|held| difference(table, held, &answer.scenario));
    found.map_or(Value::Null, |found| between(plans, &found))
}

/// From one scenario to another. The steps add up to the difference of the months at API prices.
pub fn between(plans: &[Plan], found: &Difference) -> Value {
    let step = |step: &Step| json!({ "inputs": step.keys, "usd_month": step.usd });
    let paid = paid_twice(plans, &found.answers[0], &found.answers[1]);
    json!({
        "usd_month": { "before": found.before, "after": found.after },
        // What leaves the account: null where it is open which plan is paid.
        "you_pay_usd_month": { "before": paid.then.map(Span::middle), "after": paid.now.map(Span::middle) },
        "steps": found.steps.iter().map(step).collect::<Vec<_>>(),
    })
}
