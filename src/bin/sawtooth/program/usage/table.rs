//! The answer for people. What is printed adds up to the total that is printed.

use super::forecast::Section;
use super::models::models;
use super::{Read, checks};
use sawtooth::logs::spend::{Paid, Sure};
use sawtooth::model::bill::{Bill, Line};
use sawtooth::model::price::Prices;
use sawtooth::model::usage::Source;
use sawtooth::view::receipt::rounded;
use sawtooth::view::waterfall::total_cents;
use sawtooth::view::{Locale, logs, words as names};

pub fn table(read: &Read, sections: &[Section]) -> String {
    let called = !read.imported.logs.calls.is_empty();
    let reasons = logs::reasons(&read.sums.whole, &Locale::default());
    let mut parts = vec![[vec![headline(read)], reasons].concat().join("\n"), facts(read)];
    parts.extend(called.then(|| by_model(read)));
    parts.extend(called.then(|| receipt("Receipt", &read.sums.total.bill, &read.ledger().prices)));
    if !read.imported.reports.is_empty() {
        parts.push(reports(read));
        let priced = !read.sums.reports_bill.lines.is_empty();
        parts.extend(
            priced.then(|| {
                receipt("Reports at list price", &read.sums.reports_bill, &read.sums.reports.prices)
            }),
        );
    }
    parts.extend(sections.iter().map(|section| format!("{}\n{}", section.title, section.lines.join("\n"))));
    parts.extend(checks::table(read));
    parts.extend(faults(read));
    parts.join("\n\n")
}

fn usd(usd: f64) -> String {
    format!("${}", Locale::default().fixed(usd, 2))
}

fn whole(count: f64) -> String {
    Locale::default().fixed(count, 0)
}

fn percent(share: f64) -> String {
    format!("{}%", Locale::default().fixed(share * 100.0, 1))
}

fn headline(read: &Read) -> String {
    let logs = &read.imported.logs;
    let dates = read.dates().map_or(String::new(), |(first, last)| match first == last {
        true => format!(" on {first}"),
        false => format!(" from {first} to {last}"),
    });
    let total = || read.sums.whole.usd.map_or("No price".into(), |usd| total_cents(usd, &Locale::default()));
    match logs.calls.is_empty() {
        true => {
            let mut all = Paid::default();
            read.sums.paid.iter().for_each(|paid| all.add(paid));
            let what = if read.sums.paid.is_empty() { "nothing was billed" } else { logs::paid(all) };
            let (before, after) = match read.sums.whole.sure {
                Sure::AtLeast => ("At least ", ""),
                Sure::Estimated => ("", ", partly estimated"),
                Sure::NoPrice | Sure::Reported | Sure::Exact => ("", ""),
            };
            format!("{before}{} ({what}{after}){dates}.", total())
        }
        false => {
            let reports = match read.imported.reports.len() {
                0 => String::new(),
                1 => " and 1 report".into(),
                many => format!(" and {} reports", whole(many as f64)),
            };
            format!(
                "{} for {} calls in {} sessions{reports}{dates} (days of {}).",
                priced(read),
                whole(read.sums.total.calls as f64),
                whole(read.sums.total.sessions as f64),
                read.zone
            )
        }
    }
}

/// The total of transcripts and reports, and what it is.
fn priced(read: &Read) -> String {
    let total = read.sums.whole.usd.map_or("No price".into(), |usd| total_cents(usd, &Locale::default()));
    match read.sums.whole.sure {
        Sure::NoPrice => total,
        Sure::Exact => format!("{total} at list price"),
        Sure::AtLeast => format!("At least {total}"),
        Sure::Estimated => format!("{total} (partly estimated)"),
        Sure::Reported => format!("{total} (partly as reported)"),
    }
}

/// A line for everything that belongs beside a total.
fn facts(read: &Read) -> String {
    let reading = &read.imported.logs.reading;
    let count = |count: u64| whole(count as f64);
    let mut facts =
        vec![("Files", format!("{}, {} bytes unpacked", count(reading.files), count(reading.bytes)))];
    facts.extend(
        (reading.passed_over > 0).then(|| ("Files passed over as no logs", count(reading.passed_over))),
    );
    facts.extend((reading.summed > 0).then(|| {
        let about = "what-ifs of theirs are estimates";
        ("Sessions from a table of totals", format!("{}; {about}", count(reading.summed)))
    }));
    if !read.imported.logs.calls.is_empty() {
        facts.extend([
            ("Lines", format!("{}, {} of them with usage", count(reading.lines), count(reading.usage_lines))),
            ("Copies of a call, counted once", count(reading.duplicates)),
            ("Lines that could not be read", count(reading.malformed)),
            ("Synthetic messages", count(reading.synthetic)),
            ("Active days", whole(read.sums.total.active_days as f64)),
            ("Calls without a final output count", whole(read.sums.correction.calls as f64)),
            ("Compaction summaries in no line", whole(read.sums.correction.summaries as f64)),
            ("Estimated for both", correction(read)),
            ("Cache writes for an hour", percent(read.sums.shares.hour_writes)),
            ("Sub-agents, of the dollars", percent(read.sums.shares.agents.of)),
        ]);
    }
    for (model, calls) in &read.ledger().unpriced {
        let name = read.imported.logs.models.get(*model).map_or("", |name| name);
        let name = if name.is_empty() { "no name" } else { name };
        facts.push(("Without a price, in no total", format!("{name}: {} calls", whole(*calls as f64))));
    }
    facts.iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join("\n")
}

fn correction(read: &Read) -> String {
    let more = usd(read.sums.correction.usd);
    match read.terms.corrected {
        true => format!("{more}, from the visible text and the context; it is in the total"),
        false => format!("{more}, which is not in the total"),
    }
}

fn by_model(read: &Read) -> String {
    let models = models(read);
    let dollars: Vec<f64> = models.iter().map(|model| model.usd.unwrap_or(0.0)).collect();
    let (parts, total) = rounded(&dollars, 2);
    let row = |name: &str, cells: [String; 7]| {
        let cells: String = cells.iter().map(|cell| format!("{cell:>16}")).collect();
        format!("{name:<32}{cells}\n")
    };
    let head = ["calls", "input", "5m write", "1h write", "cache read", "output", "USD"];
    let mut out = row("By model", head.map(String::from));
    for (model, part) in models.iter().zip(parts) {
        let [input, five, hour, read, output] = model.tokens.map(|count| whole(count as f64));
        let usd = if model.usd.is_some() { usd(part) } else { "no price".into() };
        out += &row(&model.name, [whole(model.calls as f64), input, five, hour, read, output, usd]);
    }
    let mut totals = head.map(|_| String::new());
    totals[6] = usd(total);
    (out + &row("Total", totals)).trim_end().into()
}

/// Rates with their source, and the day on which they were checked.
fn receipt(title: &str, bill: &Bill, prices: &Prices) -> String {
    let rows = rows(bill, prices);
    let (parts, total) = rounded(&rows.iter().map(|row| row.usd).collect::<Vec<_>>(), 2);
    let mut out = format!("{title:<58}{:>18}{:>10}{:>14}\n", "tokens", "$/M", "USD");
    let mut last = None;
    for (row, part) in rows.iter().zip(parts) {
        if last.replace(row.source) != Some(row.source) {
            out += &format!("{}\n", logs::source(row.source));
        }
        let (tokens, rate) = row.priced.map_or((String::new(), String::new()), |(tokens, rate)| {
            (whole(tokens), Locale::default().short(rate, 5))
        });
        out += &format!("  {:<56}{tokens:>18}{rate:>10}{:>14}\n", row.what, usd(part));
    }
    out += &format!("{:<86}{:>14}", "Total", usd(total));
    let mut sources: Vec<String> = Vec::new();
    for price in &prices.0 {
        let source = format!("\n{}: {} (checked {})", price.name, price.source, price.checked);
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    out + &sources.concat()
}

/// One printed line of a receipt.
struct Row {
    source: Source,
    what: String,
    /// Tokens, and USD per million.
    priced: Option<(f64, f64)>,
    usd: f64,
}

/// The bill's lines; a model whose price was listed anew without a change is one.
fn rows(bill: &Bill, prices: &Prices) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for line in &bill.lines {
        let what = what(line, prices);
        let rate = line.of.map(|priced| priced.rate);
        let same = |row: &&mut Row| {
            row.source == line.source && row.what == what && row.priced.map(|(_, rate)| rate) == rate
        };
        let tokens = line.of.map_or(0.0, |priced| priced.tokens);
        match rows.iter_mut().find(same) {
            Some(row) => {
                row.usd += line.usd;
                row.priced = row.priced.map(|(sum, rate)| (sum + tokens, rate));
            }
            None => {
                let priced = rate.map(|rate| (tokens, rate));
                rows.push(Row { source: line.source, what, priced, usd: line.usd });
            }
        }
    }
    rows
}

fn what(line: &Line, prices: &Prices) -> String {
    let Some(priced) = line.of else { return "in dollars".into() };
    let price = &prices.0[priced.model];
    let tier = names::tier(priced.tier, price.step, &Locale::default());
    let us = if price.us_only { ", US only" } else { names::place(price.place) };
    let tier = tier.map_or(String::new(), |tier| format!(", {tier}"));
    format!("{}{us}{tier} · {}", price.name, names::class(priced.class))
}

fn reports(read: &Read) -> String {
    let mut lines = vec!["Reports".to_string()];
    for (report, paid) in read.imported.reports.iter().zip(&read.sums.paid) {
        let rows = whole(report.rows.len() as f64);
        let kind = logs::kind(report.kind);
        let usd = paid.known().map_or("no price".into(), usd);
        lines.push(format!("  {kind}: {rows} rows, {usd} ({})", logs::paid(*paid)));
    }
    let writes = &read.sums.reports.writes;
    if writes.given > 0.0 {
        lines.push(format!(
            "  Cache writes for an hour, as reported: {}",
            percent(writes.given_1h / writes.given)
        ));
    }
    if writes.inferred > 0.0 {
        lines.push(format!(
            "  Cache writes for an hour, from the cost of {} tokens written: {}, give or take {}",
            whole(writes.inferred),
            percent(writes.inferred_1h / writes.inferred),
            percent(writes.error / writes.inferred)
        ));
    }
    if writes.unknown > 0.0 {
        lines.push(format!(
            "  Cache writes of unknown lifetime, priced as for 5 minutes: {} tokens{}",
            whole(writes.unknown),
            if writes.impossible > 0 { " (no lifetime explains the cost of some)" } else { "" }
        ));
    }
    for (model, rows) in &read.sums.reports.unpriced {
        let model = model.as_deref().unwrap_or("several models together");
        lines.push(format!("  Without a list price: {model}, {} rows", whole(*rows as f64)));
    }
    lines.join("\n")
}

fn faults(read: &Read) -> Option<String> {
    let lines = logs::faults(&read.imported.logs.reading, &Locale::default());
    (!lines.is_empty()).then(|| format!("Not read as it stands; the rest was:\n  {}", lines.join("\n  ")))
}
