//! How far to trust the forecast: what the first days would have forecast of the later ones.

use super::words::{count, percent};
use super::{Detail, TabledFigure};
use crate::chart::{Area, Axis, Line, LineInk, Lines, Panel, ticks};
use crate::forecast::backtest::{BackTest, Day};
use crate::prices::Date;
use crate::view::labels::logs as labels;
use crate::view::waterfall::cents;
use crate::view::{Chart, Figure, Locale, Readouts, Series, Stops, Table, Unit, words};

pub(super) fn back_test(tested: &BackTest, locale: &Locale) -> Detail {
    let table = by_day(tested, locale);
    let detail = Detail {
        finding: format!("Forecast was {}", off(tested.error(), locale)),
        intro: notes(tested, locale),
        ..Detail::default()
    };
    match tested.days.len() > 1 {
        true => Detail { figure: Some(TabledFigure { figure: figure(tested, locale), table }), ..detail },
        false => Detail { table: Some(table), ..detail },
    }
}

/// "12% below actual".
fn off(error: f64, locale: &Locale) -> String {
    match error {
        near if near.abs() < 0.005 => "exact".into(),
        high if high > 0.0 => format!("{} above actual", percent(high, locale)),
        low => format!("{} below actual", percent(-low, locale)),
    }
}

fn notes(tested: &BackTest, locale: &Locale) -> Vec<String> {
    let number = |n, one, many| count(n, one, many, locale);
    let forecast = format!(
        "{} on the {} before {} forecast {} for the {} from then on. Actual: {}, so the forecast was {}. Past cost \
         per active day alone forecasts {} ({}).",
        number(tested.sessions, "session", "sessions"),
        number(tested.past_days, "active day", "active days"),
        words::day(tested.cut),
        cents(tested.forecast, locale),
        number(tested.days.len(), "active day", "active days"),
        cents(tested.actual, locale),
        off(tested.error(), locale),
        cents(tested.naive, locale),
        off(tested.naive_error(), locale),
    );
    let range = tested.band.map(|(low, high)| {
        let is_inside = (low..=high).contains(&tested.actual);
        let actual = if is_inside { "Actual was inside." } else { "Actual was outside." };
        format!("{}: {} to {}. {actual}", labels::RANGE, cents(low, locale), cents(high, locale))
    });
    std::iter::once(forecast).chain(range).chain(coverage(tested, locale)).collect()
}

fn coverage(tested: &BackTest, locale: &Locale) -> Option<String> {
    let cuts = tested.coverage;
    (cuts.of > 0).then(|| {
        format!(
            "Cut at other days, with at least 5 active days before: the days of the month after were inside their range {} \
             of {} ({}). Work varies between months more than any model errs, so go by the range.",
            locale.fixed(cuts.hits as f64, 0),
            count(cuts.of, "time", "times", locale),
            percent(cuts.hits as f64 / cuts.of as f64, locale)
        )
    })
}

fn figure(tested: &BackTest, locale: &Locale) -> Figure {
    let days = &tested.days;
    let title = format!("Forecast and actual cost; the forecast was {}", off(tested.error(), locale));
    let series = |label: &str, of: fn(&Day) -> f64| Series {
        label: label.into(),
        unit: Unit::Cents,
        values: days.iter().map(of).collect(),
    };
    Figure {
        chart: Chart::Lines(Lines {
            panels: vec![each_day(tested, locale), so_far(tested, locale)],
            x: Axis { max: days.len() as f64, ticks: dates(days), title: "active days".into() },
            stops: (1..=days.len()).map(|day| day as f64).collect(),
            ribbon: Vec::new(),
            description: title.clone(),
        }),
        readouts: Readouts {
            heading: String::new(),
            at: Stops::Named(days.iter().map(|day| words::day(day.date)).collect()),
            series: vec![series("forecast", |day| day.forecast), series("actual", |day| day.actual)],
        },
        title,
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

fn each_day(tested: &BackTest, locale: &Locale) -> Panel {
    let days = &tested.days;
    let ends = |day: &Day| day.band.unwrap_or((day.forecast, day.forecast));
    let most = days.iter().map(|day| day.actual.max(day.forecast).max(ends(day).1)).fold(0.01, f64::max);
    let areas = match days.iter().any(|day| day.band.is_some()) {
        true => vec![Area {
            ink: LineInk::Plain(0),
            low: points(days, |day| ends(day).0),
            high: points(days, |day| ends(day).1),
        }],
        false => Vec::new(),
    };
    let pair = [points(days, |day| day.actual), points(days, |day| day.forecast)];
    panel("Dollars a day, with the 80% range", 130.0, most, pair, areas, locale)
}

fn so_far(tested: &BackTest, locale: &Locale) -> Panel {
    let pair = [sums(&tested.days, |day| day.actual), sums(&tested.days, |day| day.forecast)];
    panel("Dollars so far", 110.0, tested.actual.max(tested.forecast), pair, Vec::new(), locale)
}

fn sums(days: &[Day], of: fn(&Day) -> f64) -> Vec<(f64, f64)> {
    let mut sum = 0.0;
    points(days, |day| {
        sum += of(day);
        sum
    })
}

fn panel(
    title: &str,
    height: f64,
    most: f64,
    [actual, forecast]: [Vec<(f64, f64)>; 2],
    areas: Vec<Area>,
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
        lines: vec![line("actual", LineInk::Yours, actual), line("forecast", LineInk::Plain(0), forecast)],
        areas,
        levels: Vec::new(),
        flags: Vec::new(),
    }
}

fn by_day(tested: &BackTest, locale: &Locale) -> Table {
    let money = |usd: f64| cents(usd, locale);
    let row = |day: &Day| {
        let band = day.band.map_or("–".into(), |(low, high)| format!("{} to {}", money(low), money(high)));
        vec![words::day(day.date), money(day.forecast), band, money(day.actual)]
    };
    let mut rows: Vec<Vec<String>> = tested.days.iter().map(row).collect();
    let band = tested.band.map_or("–".into(), |(low, high)| format!("{} to {}", money(low), money(high)));
    rows.push(vec![labels::TOTAL.into(), money(tested.forecast), band, money(tested.actual)]);
    Table {
        caption: "Forecast and actual cost by active day".into(),
        head: [labels::DAY, labels::FORECAST, labels::RANGE, labels::ACTUAL].map(String::from).to_vec(),
        rows,
    }
}
