//! The answer for programs: schema/estimate.json.

use super::{decisions, groups, sure};
use sawtooth::decisions::payment::paid;
use sawtooth::model::bill::Line;
use sawtooth::model::estimate::{Answer, MONTHS_A_YEAR};
use sawtooth::prices::{RateTable, plans};
use sawtooth::scenario::{Scenario, link};
use sawtooth::view::{Locale, payer, words};
use serde_json::{Value, json};

pub fn json(table: &RateTable, scenario: &Scenario, shown: &Answer, notes: &[String]) -> Value {
    let file: Value = serde_json::from_str(&link::file::write(scenario)).unwrap_or_default();
    let sure = sure::Sure::of(scenario, shown);
    json!({
        "scenario": file,
        "link": link::encode(scenario),
        "usd": {
            "session": shown.session.total,
            "active_day": shown.active_day,
            "developer_month": shown.developer_month,
            "month": shown.month.total,
            "year": shown.month.total * MONTHS_A_YEAR,
            // What leaves the account: null where it is open which plan is paid.
            "you_pay": paid(&plans::shipped(), shown).usd(),
            // 80% of such months lie from p10 to p90: of "month", and of "you_pay".
            "range": sure::json_of(sure.percentiles()),
            "you_pay_range": sure::json_of(sure.percentiles_paid()),
        },
        "sensitivity": sure.sensitivity(),
        // What you pay for people who differ, USD a month, and a budget's chances.
        "team": sure.team(),
        "budget": sure.budget(),
        // The same in the person's own money: null without one.
        "local": in_local_money(shown),
        "session": {
            "messages": shown.scenario.work.messages,
            "requests": shown.expected.turns,
            "compactions": shown.expected.compactions,
            "compactions_in_pauses": shown.expected.in_pauses,
            "median_peak_context": shown.expected.median_peak,
            "hit_rate": shown.expected.hit_rate,
            "reported_hit_rate": shown.expected.reported,
        },
        "groups": groups::json(shown),
        "decisions": decisions::all(table, shown),
        "receipt": { "session": lines(shown, &shown.session.lines), "month": lines(shown, &shown.month.lines) },
        "warnings": notes,
    })
}

fn in_local_money(shown: &Answer) -> Option<Value> {
    let money = shown.scenario.local.money()?;
    let paid = paid(&plans::shipped(), shown);
    let both = |usd: Option<f64>| json!({ "before_tax": usd.map(|usd| money.before_tax(usd)), "with_tax": usd.map(|usd| money.with_tax(usd)) });
    Some(json!({
        "currency": money.currency,
        "per_usd": money.per_usd,
        "rate_on": Some(money.rate_on).filter(|day| !day.is_empty()),
        "tax_percent": money.tax * 100.0,
        "month": both(paid.usd()),
        "year": both(paid.year.map(|year| year.middle())),
    }))
}

fn lines(shown: &Answer, lines: &[Line]) -> Vec<Value> {
    let line = |line: &Line| {
        let price = line.of.map(|p| &shown.prices.0[p.model]);
        json!({
            "source": words::source(line.source),
            "model": price.map(|p| &p.id),
            "price_at": line.of.and_then(|p| payer::apart_at(&shown.prices, p.model)),
            "band": line.of.and_then(|p| words::tier(p.tier, price.and_then(|m| m.step), &Locale::default())),
            "class": line.of.map(|p| words::class(p.class)),
            "tokens": line.of.map(|p| p.tokens),
            "usd_per_million": line.of.map(|p| p.rate),
            "usd": line.usd,
            "price_source": price.map(|p| &p.source),
            "price_checked": price.map(|p| p.checked.to_string()),
        })
    };
    lines.iter().map(line).collect()
}
