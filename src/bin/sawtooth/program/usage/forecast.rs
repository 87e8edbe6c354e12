//! What the logs say of the months to come: the scenario that they make, and how far a forecast
//! made of the first half of the days was off in the second.

use super::kinds;
use sawtooth::forecast::Forecast;
use sawtooth::forecast::backtest::{BackTest, Untested};
use sawtooth::forecast::calibrate::{Anchored, Calibrated, Calibration, Caution, TooLittle};
use sawtooth::scenario::link;
use sawtooth::scenario::{Kind, field};
use sawtooth::view::{Locale, logs};
use serde_json::{Value, json};

/// One part of the answer, in both of its forms.
pub struct Section {
    pub title: &'static str,
    pub lines: Vec<String>,
    pub key: &'static str,
    pub json: Value,
}

/// From logs where there are calls, else from reports.
pub fn sections(forecast: &Forecast) -> Vec<Section> {
    let link = forecast.scenario.as_ref().map(link::encode).unwrap_or_default();
    let (month, mut sections) = (forecast.month(), Vec::new());
    sections.extend(forecast.calibration.iter().map(|made| calibration(forecast, made, &link)));
    sections.extend(forecast.tried.iter().map(back_test));
    sections.extend(forecast.untested.map(untested));
    sections.extend(forecast.anchored.iter().map(|made| anchored(made, month, &link)));
    sections.extend(forecast.too_little.iter().map(too_little));
    sections
}

fn calibration(forecast: &Forecast, found: &Calibration, link: &str) -> Section {
    let month = forecast.month();
    let mut lines = vec![format!(
        "  From {} sessions and {} calls on {} active days: {} a month.",
        found.sessions,
        found.calls,
        found.active_days,
        month.map_or("no price".into(), money)
    )];
    if let (Some(month), Some((low, high))) = (month, found.band) {
        lines.push(format!("  80% range: {} to {}.", money(month * low), money(month * high)));
    }
    lines.push(format!(
        "  The scenario's sessions cost {} of what the logged ones did, at its prices.",
        percent(1.0 + found.residual.error())
    ));
    lines.extend(cautions(&found.cautions).map(|caution| format!("  {caution}")));
    lines.extend(inputs(&found.inputs));
    lines.extend(kinds::lines(found, forecast.answer.as_ref()));
    lines.push(format!("  {link}"));
    let json = json!({
        "link": link,
        "usd_month": month,
        "band_of_month": found.band.map(|(low, high)| json!({ "low": low, "high": high })),
        "sessions": found.sessions, "calls": found.calls, "active_days": found.active_days,
        "cautions": cautions(&found.cautions).collect::<Vec<_>>(),
        "error": found.residual.error(), "hit_rate": found.hit_rate, "share_of_1_hour_writes": found.hour_share,
        "inputs": inputs_json(&found.inputs),
        "groups": kinds::groups_json(forecast.answer.as_ref()),
        "kinds": kinds::kinds_json(forecast.answer.as_ref()),
        "what_ifs": kinds::what_ifs_json(&found.what_ifs),
        "mix": found.mix.iter().map(|m| json!({ "model": m.model, "share": m.share, "sessions": m.sessions })).collect::<Vec<_>>(),
    });
    Section { title: "Calibrated from the logs", lines, key: "calibration", json }
}

/// Aggregates keep the preset's shape.
fn anchored(found: &Anchored, month: Option<f64>, link: &str) -> Section {
    let mut lines = vec![format!(
        "  From {} of reports: {} a month.",
        money(found.usd),
        month.map_or("no price".into(), money)
    )];
    if found.people > 1 {
        let days = found.active_days.map_or(String::new(), |days| format!(" on {days} person-days"));
        lines.push(format!(
            "  It is the work of {} people{days}, and the month is theirs together.",
            found.people
        ));
    }
    lines.extend(cautions(&found.cautions).map(|caution| format!("  {caution}")));
    lines.extend(inputs(&found.inputs));
    lines.push(format!("  From the preset: {}.", found.from_preset.join(", ")));
    lines.push(format!("  {link}"));
    let json = json!({
        "link": link, "usd_month": month, "usd": found.usd,
        "active_days": found.active_days, "sessions": found.sessions, "people": found.people,
        "cautions": cautions(&found.cautions).collect::<Vec<_>>(),
        "inputs": inputs_json(&found.inputs), "from_preset": found.from_preset,
    });
    Section { title: "Anchored to the reports", lines, key: "calibration", json }
}

/// The same words as on the page.
fn cautions(all: &[Caution]) -> impl Iterator<Item = String> {
    logs::cautions(all, &Locale::default()).into_iter()
}

fn untested(why: Untested) -> Section {
    let says = logs::untested(why, &Locale::default());
    Section {
        title: "Back-test",
        lines: vec![format!("  {says}")],
        key: "back_test",
        json: json!({ "untested": says }),
    }
}

fn too_little(little: &TooLittle) -> Section {
    let says = logs::too_little(little.why);
    Section {
        title: "Forecast",
        lines: vec![format!("  {says}")],
        key: "calibration",
        json: json!({ "none": says }),
    }
}

fn back_test(tried: &BackTest) -> Section {
    let locale = Locale::default();
    let signed = |share: f64| format!("{}{}", if share > 0.0 { "+" } else { "" }, percent(share));
    let mut lines = vec![
        format!(
            "  From {} sessions on {} days before {}: {} for the {} days from then on, which came to {} ({}).",
            tried.sessions,
            tried.past_days,
            tried.cut,
            money(tried.forecast),
            tried.days.len(),
            money(tried.actual),
            signed(tried.error())
        ),
        format!("  Past dollars per active day: {} ({}).", money(tried.naive), signed(tried.naive_error())),
    ];
    if let Some((low, high)) = tried.band {
        let coverage = &tried.coverage;
        lines.push(format!(
            "  8 of 10: {} to {}; over {} cuts the month after lay within such a band {} times.",
            money(low),
            money(high),
            coverage.of,
            coverage.hits
        ));
    }
    let row = |day: &str, forecast: String, actual: String| format!("  {day:<12}{forecast:>12}{actual:>12}");
    lines.push(row("day", "forecast".into(), "actual".into()));
    let cents = |usd: f64| format!("${}", locale.fixed(usd, 2));
    lines.extend(
        tried.days.iter().map(|day| row(&day.date.to_string(), cents(day.forecast), cents(day.actual))),
    );
    let days = tried.days.iter();
    let days =
        days.map(|d| json!({ "date": d.date.to_string(), "forecast": d.forecast, "actual": d.actual }));
    let json = json!({
        "cut": tried.cut.to_string(), "past_days": tried.past_days, "sessions": tried.sessions,
        "usd": { "forecast": tried.forecast, "naive": tried.naive, "actual": tried.actual },
        "error": tried.error(), "naive_error": tried.naive_error(),
        "band": tried.band.map(|(low, high)| json!({ "low": low, "high": high })),
        "coverage": { "hits": tried.coverage.hits, "of": tried.coverage.of },
        "days": days.collect::<Vec<_>>(),
    });
    Section {
        title: "Back-test: the first half of the days forecasts the second",
        lines,
        key: "back_test",
        json,
    }
}

/// Each by its key in links, with the 10th to the 90th percentile.
fn inputs(inputs: &[Calibrated]) -> Vec<String> {
    let locale = Locale::default();
    let text = |key: &str, value: f64| match field(key).map(|field| field.kind) {
        Some(Kind::Share) => percent(value),
        Some(Kind::Tokens) => locale.tokens(value),
        Some(Kind::Money) => money(value),
        _ => locale.short(value, 2),
    };
    let line = |input: &Calibrated| {
        let spread = if input.low == input.high {
            String::new()
        } else {
            format!(" ({} to {})", text(input.key, input.low), text(input.key, input.high))
        };
        format!("  {}: {}{spread}, from {}", input.key, text(input.key, input.value), input.from)
    };
    inputs.iter().map(line).collect()
}

fn inputs_json(inputs: &[Calibrated]) -> Vec<Value> {
    let input = |i: &Calibrated| json!({ "key": i.key, "value": i.value, "low": i.low, "high": i.high, "from": i.from });
    inputs.iter().map(input).collect()
}

fn money(usd: f64) -> String {
    Locale::default().money(usd)
}

fn percent(share: f64) -> String {
    format!("{}%", Locale::default().fixed(share * 100.0, 1))
}
