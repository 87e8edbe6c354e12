//! How far to trust the forecast: what the first days would have said of the later ones.

use super::Seen;
use super::parts::{TRIED, TRIED_FINDING, TRIED_PICTURE};
use super::words::{count, percent};
use crate::chart::{self, Axis, Band, Line, LineInk, Lines, Panel, ticks};
use crate::forecast::backtest::{BackTest, Day};
use crate::prices::Date;
use crate::view::html::{each, escape, table};
use crate::view::waterfall::cents;
use crate::view::{Locale, Table, words};

pub(super) fn tried(seen: &Seen) -> String {
    let Some(tried) = &seen.forecast.tried else {
        let why = seen.forecast.untested.map(|why| super::untested(why, seen.locale));
        return why.map_or(String::new(), |why| format!("<p class=\"note\">{}</p>", escape(&why)));
    };
    format!(
        "<details id=\"fold-logs-tried\"><summary><h3>How far to trust it</h3> <span class=\"finding\" id=\"{TRIED_FINDING}\">{}</span></summary>\
         <div class=\"decision note\" id=\"{TRIED}\">{}</div></details>",
        escape(&finding_of(tried, seen.locale)),
        inside(seen)
    )
}

pub(super) fn inside(seen: &Seen) -> String {
    let Some(tried) = &seen.forecast.tried else { return String::new() };
    format!(
        "{}<div class=\"chart-place\" id=\"{TRIED_PICTURE}\">{}</div><details class=\"logs-table\" id=\"fold-logs-tried-days\">\
         <summary>Show as a table</summary><div class=\"scroll\" tabindex=\"0\" role=\"region\" \
         aria-label=\"Forecast and what came, as a table\">{}</div></details>",
        each("p", &notes(tried, seen.locale)),
        drawn(seen),
        table(&by_day(tried, seen.locale)),
    )
}

pub(super) fn drawn(seen: &Seen) -> String {
    let some = seen.forecast.tried.as_ref().filter(|tried| tried.days.len() > 1);
    some.map_or(String::new(), |tried| chart::lines(&lines(tried, seen.locale), seen.width).svg)
}

pub(super) fn finding(seen: &Seen) -> String {
    seen.forecast.tried.as_ref().map_or(String::new(), |tried| finding_of(tried, seen.locale))
}

fn finding_of(tried: &BackTest, locale: &Locale) -> String {
    format!("The first half of the days forecast the second {}", off(tried.error(), locale))
}

/// "12% too low".
fn off(error: f64, locale: &Locale) -> String {
    match error {
        near if near.abs() < 0.005 => "exactly".into(),
        high if high > 0.0 => format!("{} too high", percent(high, locale)),
        low => format!("{} too low", percent(-low, locale)),
    }
}

fn notes(tried: &BackTest, locale: &Locale) -> Vec<String> {
    let money = |usd: f64| cents(usd, locale);
    let number = |n, one, many| count(n, one, many, locale);
    let mut notes = vec![format!(
        "From {} on the {} before {}, the {} from then on {} {}: the forecast was {}. Past dollars per \
         active day, which is all that a forecast without a model has, say {} ({}).",
        number(tried.sessions, "session", "sessions"),
        number(tried.past_days, "active day", "active days"),
        words::day(tried.cut),
        number(tried.days.len(), "active day", "active days"),
        if tried.days.len() == 1 { "was to cost" } else { "were to cost" },
        format_args!("{} and came to {}", money(tried.forecast), money(tried.actual)),
        off(tried.error(), locale),
        money(tried.naive),
        off(tried.naive_error(), locale),
    )];
    if let Some((low, high)) = tried.band {
        let held = if (low..=high).contains(&tried.actual) { "and they did" } else { "and they did not" };
        notes.push(format!(
            "In 8 of 10 cases such days were to come to between {} and {}, {held}.",
            money(low),
            money(high)
        ));
    }
    if tried.coverage.of > 0 {
        let held = tried.coverage.hits as f64 / tried.coverage.of as f64;
        notes.push(format!(
            "Over all cuts with at least five active days before them, that band held what came {} of {} ({}). People’s work changes more from month to month than any \
             model errs, so the band counts, not the number in its middle.",
            locale.fixed(tried.coverage.hits as f64, 0),
            number(tried.coverage.of, "time", "times"),
            percent(held, locale)
        ));
    }
    notes
}

fn lines(tried: &BackTest, locale: &Locale) -> Lines {
    let last = tried.days.len() as f64;
    Lines {
        panels: vec![each_day(tried, locale), so_far(tried, locale)],
        x: Axis { max: last, ticks: dates(&tried.days), title: "active days".into() },
        stops: Vec::new(),
        ribbon: Vec::new(),
        description: format!("Forecast and what came, by day and in sum. {}", finding_of(tried, locale)),
    }
}

fn dates(days: &[Day]) -> Vec<(f64, String)> {
    let mut places = vec![0, days.len() / 2, days.len().saturating_sub(1)];
    places.dedup();
    places.into_iter().map(|at| (at as f64 + 1.0, short(days[at].date))).collect()
}

/// "3 Jul".
fn short(date: Date) -> String {
    let long = words::day(date);
    let mut parts = long.split(' ');
    let (day, month) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    format!("{day} {}", month.chars().take(3).collect::<String>())
}

fn points(days: &[Day], value: impl FnMut(&Day) -> f64) -> Vec<(f64, f64)> {
    days.iter().map(value).enumerate().map(|(at, usd)| (at as f64 + 1.0, usd)).collect()
}

fn each_day(tried: &BackTest, locale: &Locale) -> Panel {
    let days = &tried.days;
    let ends = |day: &Day| day.band.unwrap_or((day.forecast, day.forecast));
    let most = days.iter().map(|day| day.actual.max(day.forecast).max(ends(day).1)).fold(0.01, f64::max);
    let bands = match days.iter().any(|day| day.band.is_some()) {
        true => vec![Band {
            ink: LineInk::Plain(0),
            low: points(days, |day| ends(day).0),
            high: points(days, |day| ends(day).1),
        }],
        false => Vec::new(),
    };
    let pair = [points(days, |day| day.actual), points(days, |day| day.forecast)];
    panel("Dollars a day; tinted: 8 of 10 such days", 130.0, most, pair, bands, locale)
}

fn so_far(tried: &BackTest, locale: &Locale) -> Panel {
    let (mut actual, mut forecast) = (0.0, 0.0);
    let came = points(&tried.days, |day| {
        actual += day.actual;
        actual
    });
    let said = points(&tried.days, |day| {
        forecast += day.forecast;
        forecast
    });
    panel("Dollars in sum", 110.0, tried.actual.max(tried.forecast), [came, said], Vec::new(), locale)
}

fn panel(
    title: &str,
    height: f64,
    most: f64,
    [came, said]: [Vec<(f64, f64)>; 2],
    bands: Vec<Band>,
    locale: &Locale,
) -> Panel {
    let max = most.max(0.01) * 1.1;
    let line = |label: &str, ink, points| Line { label: label.into(), ink, points, area: false };
    Panel {
        title: title.into(),
        y: Axis {
            max,
            ticks: ticks(max, 4).into_iter().map(|t| (t, format!("${}", locale.short(t, 2)))).collect(),
            title: String::new(),
        },
        height,
        lines: vec![line("came", LineInk::Yours, came), line("forecast", LineInk::Plain(0), said)],
        bands,
        levels: Vec::new(),
        flags: Vec::new(),
    }
}

fn by_day(tried: &BackTest, locale: &Locale) -> Table {
    let money = |usd: f64| cents(usd, locale);
    let row = |day: &Day| {
        let band = day.band.map_or("–".into(), |(low, high)| format!("{} to {}", money(low), money(high)));
        vec![words::day(day.date), money(day.forecast), band, money(day.actual)]
    };
    let mut rows: Vec<Vec<String>> = tried.days.iter().map(row).collect();
    let band = tried.band.map_or("–".into(), |(low, high)| format!("{} to {}", money(low), money(high)));
    rows.push(vec!["All of them".into(), money(tried.forecast), band, money(tried.actual)]);
    Table {
        caption: "Forecast and what came, by active day".into(),
        head: ["Day", "forecast", "8 of 10 between", "came to"].map(String::from).to_vec(),
        rows,
    }
}
