//! The answer for programs: schema/usage.json.

use super::forecast::Section;
use super::models::{OfModel, models};
use super::{Read, checks};
use sawtooth::logs::spend::Sure;
use sawtooth::logs::{Report, ReportRow, ReportTokens, Why};
use sawtooth::model::bill::{Bill, Line};
use sawtooth::model::price::Prices;
use sawtooth::prices::Class;
use sawtooth::view::{Locale, logs, words as names};
use serde_json::{Map, Value, json};

pub fn json(read: &Read, sections: &[Section]) -> Value {
    let logs = &read.imported.logs;
    let dates =
        read.dates().map(|(first, last)| json!({ "first": first.to_string(), "last": last.to_string() }));
    let unpriced =
        |(model, calls): &(usize, usize)| json!({ "model": logs.models.get(*model), "calls": calls });
    let mut out = json!({
        "usd": { "total": read.sums.whole.usd, "total_kind": kind(read.sums.whole.sure), "reasons": logs::reasons(&read.sums.whole, &Locale::default()), "logs": read.sums.total.bill.total, "reports_as_reported": stated(read.imported.reports.iter().flat_map(|report| &report.rows)), "reports_without_dollars_at_list_price": read.sums.paid.iter().map(|paid| paid.priced).sum::<f64>(), "reports_at_list_price": read.sums.reports_bill.total },
        "read": reading(read),
        "dates": dates,
        "zone": read.zone,
        "calls": read.sums.total.calls,
        "sessions": read.sums.total.sessions,
        "projects": logs.projects.len(),
        "active_days": read.sums.total.active_days,
        "without_final_output": {
            "calls": read.sums.correction.calls,
            "summaries": read.sums.correction.summaries,
            "corrected": read.terms.corrected,
            "usd_otherwise": read.sums.otherwise,
        },
        "share_of_1_hour_writes": read.sums.shares.hour_writes,
        "share_of_sub_agents": read.sums.shares.agents.of,
        "unpriced": read.ledger().unpriced.iter().map(unpriced).collect::<Vec<_>>(),
        "models": models(read).iter().map(model).collect::<Vec<_>>(),
        "receipt": receipt(&read.sums.total.bill, &read.ledger().prices),
        "reports": reports(read),
        "checks": checks::json(read),
    });
    let own = sections.iter().map(|section| (section.key.to_string(), section.json.clone()));
    if let Value::Object(map) = &mut out {
        map.extend(own.collect::<Map<_, _>>());
    }
    out
}

fn kind(sure: Sure) -> &'static str {
    match sure {
        Sure::Exact => "exact",
        Sure::Estimated => "estimated",
        Sure::AtLeast => "at_least",
        Sure::Reported => "reported",
        Sure::NoPrice => "no_price",
    }
}

fn reading(read: &Read) -> Value {
    let reading = &read.imported.logs.reading;
    json!({
        "files": reading.files,
        "bytes": reading.bytes,
        "lines": reading.lines,
        "usage_lines": reading.usage_lines,
        "duplicates": reading.duplicates,
        "malformed": reading.malformed,
        "synthetic": reading.synthetic,
        "refused": reading.refused,
        "beside_totals": reading.beside,
        "sessions_with_client_totals": read.imported.logs.sessions.iter().filter(|session| session.has_totals).count(),
        // Their calls were made of totals.
        "sessions_from_totals": reading.summed,
        "passed_over": reading.passed_over,
        "empty": reading.empty,
        "unread": reading.unread,
        "not_unpacked": reading.faults.iter().filter(|fault| matches!(fault.why, Why::Packed { .. })).map(|fault| &fault.file).collect::<Vec<_>>(),
        "faults": reading.faults.iter().map(|fault| logs::fault(fault, &Locale::default())).collect::<Vec<_>>(),
    })
}

fn model(model: &OfModel) -> Value {
    let tokens: Map<String, Value> = (Class::ALL.into_iter().zip(model.tokens))
        .map(|(class, count)| (names::class(class).to_string(), json!(count)))
        .collect();
    json!({ "model": model.name, "calls": model.calls, "tokens": tokens, "web_searches": model.searches, "usd": model.usd })
}

fn receipt(bill: &Bill, prices: &Prices) -> Vec<Value> {
    let line = |line: &Line| {
        let price = line.of.map(|priced| &prices.0[priced.model]);
        json!({
            "source": logs::source(line.source),
            "model": price.map(|price| &price.id),
            "band": line.of.and_then(|p| names::tier(p.tier, price.and_then(|m| m.step), &Locale::default())),
            "class": line.of.map(|p| names::class(p.class)),
            "tokens": line.of.map(|p| p.tokens),
            "usd_per_million": line.of.map(|p| p.rate),
            "usd": line.usd,
            "price_source": price.map(|price| &price.source),
            "price_checked": price.map(|price| price.checked.to_string()),
        })
    };
    bill.lines.iter().map(line).collect()
}

fn reports(read: &Read) -> Value {
    let priced = &read.sums.reports;
    let writes = &priced.writes;
    json!({
        "kinds": read.imported.reports.iter().map(report).collect::<Vec<_>>(),
        "receipt": receipt(&read.sums.reports_bill, &priced.prices),
        "writes": {
            "given": writes.given, "given_1h": writes.given_1h,
            "inferred": writes.inferred, "inferred_1h": writes.inferred_1h, "inferred_give_or_take": writes.error,
            "unknown_counted_as_5m": writes.unknown, "rows_that_no_lifetime_explains": writes.impossible,
        },
        "unpriced": priced.unpriced.iter().map(|(model, rows)| json!({ "model": model, "rows": rows })).collect::<Vec<_>>(),
    })
}

/// USD that rows give themselves; nothing where none does.
fn stated<'a>(rows: impl IntoIterator<Item = &'a ReportRow>) -> Option<f64> {
    rows.into_iter().filter_map(|row| row.usd).reduce(|sum, usd| sum + usd)
}

fn report(report: &Report) -> Value {
    let sum = |count: fn(&ReportTokens) -> u64| report.rows.iter().map(|row| count(&row.tokens)).sum::<u64>();
    json!({
        "kind": logs::kind(report.kind),
        "rows": report.rows.len(),
        "usd": stated(&report.rows),
        "tokens": {
            "input": sum(|t| t.input), "write_5m": sum(|t| t.write_5m), "write_1h": sum(|t| t.write_1h),
            "write_unsplit": sum(|t| t.write_unsplit), "read": sum(|t| t.read), "output": sum(|t| t.output),
        },
    })
}
