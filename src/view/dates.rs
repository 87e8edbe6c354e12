//! Dates ahead in words.

use super::{Locale, labels, words};
use crate::decisions::dates::{Event, Upcoming};
use crate::model::estimate::Answer;
use crate::prices::PriceTier;

/// One sentence for each model and day, the nearest first.
pub fn lines(upcoming: &[Upcoming], answer: &Answer, locale: &Locale) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rest = upcoming;
    while let Some(first) = rest.first() {
        let together = |other: &&Upcoming| {
            other.id == first.id && other.on == first.on && matches!(other.event, Event::Rate { .. })
        };
        let count = rest.iter().take_while(together).count().max(1);
        lines.push(line(&rest[..count], answer, locale));
        rest = &rest[count..];
    }
    lines
}

fn line(same: &[Upcoming], answer: &Answer, locale: &Locale) -> String {
    let Some(first) = same.first() else { return String::new() };
    let (name, on) = (&first.name, words::day(first.on));
    match first.event {
        Event::Retires => format!("{name} retires on {on}. Choose another model before then."),
        Event::FastEnds => format!("Fast mode of {name} ends on {on}.{}", month(first, answer, locale)),
        Event::Rate { .. } => {
            let rates: Vec<String> = same.iter().filter_map(|one| rate(&one.event, locale)).collect();
            format!(
                "From {on}, {name} costs {} per million.{}",
                rates.join(", "),
                month(first, answer, locale)
            )
        }
    }
}

/// "$0.1 instead of $0.2 for cache read"
pub(super) fn rate(event: &Event, locale: &Locale) -> Option<String> {
    let Event::Rate { tier, class, from, to } = *event else { return None };
    let over = if tier == PriceTier::Upper { " over the price step" } else { "" };
    let usd = |rate: f64| format!("${}", locale.short(rate, 4));
    Some(format!(
        "{} instead of {} for {}{over}",
        usd(to),
        usd(from),
        labels::class(class).to_ascii_lowercase()
    ))
}

fn month(upcoming: &Upcoming, answer: &Answer, locale: &Locale) -> String {
    upcoming.month.map_or_else(String::new, |usd| {
        format!(" Your month: {} instead of {}.", locale.money(usd), locale.money(answer.month.total))
    })
}

#[cfg(test)]
mod tests {
    use super::lines;
    use crate::decisions::dates::upcoming;
    use crate::model::estimate::estimate;
    use crate::prices::{Date, RateTable, date};
    use crate::scenario::{Preset, Share};
    use crate::view::Locale;
    use crate::view::answer::notes_of_day;

    fn said(model: &str, day: Date, fast: bool) -> Vec<String> {
        let table = RateTable::shipped();
        let mut scenario = Preset::Average.scenario(day, table.revision);
        scenario.mix = vec![Share { model: model.into(), share: 1.0 }];
        scenario.fast = fast;
        let answer = estimate(&table, &scenario).answer.expect("a price");
        lines(&upcoming(&table, &answer, day), &answer, &Locale::default())
    }

    #[test]
    fn dates_ahead_are_sentences() {
        let retires = said("claude-opus-4-5", date(2026, 11, 28), false);
        assert_eq!(retires, ["Opus 4.5 retires on 22 January 2027. Choose another model before then."]);
        let [price] = &said("claude-sonnet-5-5", date(2026, 10, 1), false)[..] else { panic!("one line") };
        assert!(
            price.starts_with(
                "From 7 October 2026, Sonnet 5.5 costs $0.1 instead of $0.2 for cache read per million. Your month: $"
            ),
            "{price}"
        );
        let [fast] = &said("claude-opus-4-8", date(2026, 11, 28), true)[..] else { panic!("one line") };
        assert!(fast.starts_with("Fast mode of Opus 4.8 ends on 30 November 2026. Your month: $"), "{fast}");
    }

    #[test]
    fn retirement_is_said_once() {
        let table = RateTable::shipped();
        let mut scenario = Preset::Average.scenario(date(2026, 12, 1), table.revision);
        scenario.mix = vec![Share { model: "claude-opus-4-5".into(), share: 1.0 }];
        let (estimate, locale) = (estimate(&table, &scenario), Locale::default());
        let on = |day: Date| {
            let answer = estimate.answer.as_ref().expect("a price");
            let dates = lines(&upcoming(&table, answer, day), answer, &locale);
            let all = dates.into_iter().chain(notes_of_day(&estimate, day, &locale));
            all.filter(|text| text.contains("retire")).collect::<Vec<_>>()
        };
        assert_eq!(
            on(date(2026, 12, 1)),
            ["Opus 4.5 retires on 22 January 2027. Choose another model before then."]
        );
        assert_eq!(on(date(2027, 1, 22)), ["Opus 4.5 was retired on 22 January 2027."]);
    }
}
