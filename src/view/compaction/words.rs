//! What the compaction curve says in sentences.

use super::*;

impl Shown<'_> {
    pub fn title(&self, locale: &Locale) -> String {
        let month =
            format!("{} a month {}", locale.money(self.curve.now.warm), basis(self.answer.scenario.payment));
        match self.over {
            _ if self.curve.is_flat() && self.curve.saves() < CENT => self.nothing(&month, locale),
            Over::Split if self.curve.saves() < CENT => self.unsplit(&month, locale),
            _ if self.curve.saves() < CENT => {
                format!("Nothing is cheaper than {}: {month}", self.setting(locale))
            }
            _ => self.saving(locale),
        }
    }

    /// Nothing here has any effect.
    fn nothing(&self, month: &str, locale: &Locale) -> String {
        let peak = locale.tokens(self.answer.expected.peak);
        match self.over {
            Over::Split => format!("Splitting sessions changes nothing: {month}"),
            Over::Threshold => {
                format!("No threshold changes the {month}: the largest prompt is {peak}")
            }
            Over::Messages => format!("Compacting by messages changes nothing: {month}"),
        }
    }

    fn unsplit(&self, month: &str, locale: &Locale) -> String {
        let more = self.curve.at(2.0).warm - self.curve.now.warm;
        format!("Splitting does not pay: two sessions cost {} more than {month}", locale.money(more))
    }

    fn saving(&self, locale: &Locale) -> String {
        let Curve { now, best, end, .. } = &self.curve;
        let what = match self.over {
            Over::Threshold => format!("Compacting at {}", self.words(best.at, locale)),
            Over::Messages if best.at >= *end => "Not compacting by messages".into(),
            Over::Messages => format!("Compacting every {}", self.words(best.at, locale)),
            Over::Split => format!("The same work in {}", self.words(best.at, locale)),
        };
        let share = self.curve.saves() / now.warm;
        let digits = if share < 0.095 { 1e3 } else { 1e2 };
        format!(
            "{what} instead of {} saves {} a month {} ({}){}",
            self.setting(locale),
            locale.money(self.curve.saves()),
            basis(self.answer.scenario.payment),
            locale.percent(libm::round(share * digits) / digits),
            self.beyond(locale)
        )
    }

    /// From where on it costs more than now, at both ends; rounded so that it is true.
    fn beyond(&self, locale: &Locale) -> String {
        let Some((first, last)) = self.curve.up_to_now() else { return String::new() };
        let Curve { best, yours, end, .. } = &self.curve;
        let unit = if self.over == Over::Threshold { 1e3 } else { 1.0 };
        // Away from yours, seen from the best: what lies on its own side is no news.
        let saves = self.curve.saves() >= CENT;
        let news = |far: bool| !saves || yours.is_none_or(|yours| (yours < best.at) == far);
        let below = (first > self.start() && news(false))
            .then(|| self.words(libm::floor(first / unit) * unit, locale));
        let above = (last < *end && news(true)).then(|| self.words(libm::ceil(last / unit) * unit, locale));
        match (self.over, below, above) {
            (Over::Split, _, Some(above)) => format!("; from {above} on it costs more"),
            (_, Some(below), Some(above)) => {
                format!("; below {below} and from {above} on it costs more")
            }
            (_, Some(below), None) => format!("; below {below} it costs more"),
            (_, None, Some(above)) => format!("; from {above} on it costs more"),
            _ => String::new(),
        }
    }

    pub fn notes(&self, locale: &Locale) -> Vec<String> {
        let mut notes = Vec::new();
        if !self.curve.whole {
            notes.push("Long sessions are sampled: a nearby setting may be slightly cheaper.".into());
        }
        match self.over {
            Over::Split => notes.push(self.split_note(locale)),
            _ => {
                notes.extend(self.cold_note(locale));
                notes.extend(self.reacquire_note(locale));
                notes.extend(self.kept_note(locale));
                if self.over == Over::Threshold && self.answer.scenario.count_kinds() > 1 {
                    notes.push("Kinds of session without room under a threshold stay as they are.".into());
                }
                let lost = match self.answer.scenario.compaction.method {
                    Method::Summarise => "What a summary loses has no price here.",
                    Method::Prune => "What pruning loses has no price here.",
                };
                notes.push(lost.into());
            }
        }
        notes
    }

    fn cold_note(&self, locale: &Locale) -> Option<String> {
        if !self.cold {
            return None;
        }
        let best = &self.curve.best_cold;
        let never = match self.over {
            Over::Threshold => self.mix().map(|price| price.auto_compact).fold(0.0, f64::max),
            _ => self.curve.end,
        };
        let word = if self.over == Over::Threshold { "at" } else { "every" };
        let then = match best.at >= never {
            true => "Compacting early does not pay then".into(),
            false => format!(
                "The cheapest is then {word} {}, {} a month",
                self.words(best.at, locale),
                locale.money(best.usd)
            ),
        };
        Some(format!(
            "After a pause the cache is cold, and a compaction writes the whole context again. {then}."
        ))
    }

    /// Whether compacting early pays depends on what is re-read.
    fn reacquire_note(&self, locale: &Locale) -> Option<String> {
        let compaction = &self.answer.scenario.compaction;
        if compaction.method == Method::Prune {
            return None;
        }
        let counted = format!(
            "After each compaction the agent re-reads {} tokens",
            locale.tokens(compaction.reacquire)
        );
        let up_to = match self.over {
            Over::Threshold => pays_up_to(&self.answer.prices, &self.answer.scenario),
            _ => None,
        };
        Some(match up_to {
            Some(tokens) => {
                format!(
                    "{counted}. Compacting early pays below about {}.",
                    locale.tokens(libm::round(tokens / 1e3) * 1e3)
                )
            }
            None => format!("{counted}."),
        })
    }

    /// The other trigger, which stays as it is.
    fn kept_note(&self, locale: &Locale) -> Option<String> {
        let compaction = &self.answer.scenario.compaction;
        match self.over {
            Over::Threshold if compaction.every > 0.0 => Some(format!(
                "Compaction every {} stays in force.",
                plural(&locale.short(compaction.every, 0), "request", "requests")
            )),
            Over::Threshold => Some(
                "Each model counts the threshold in its own tokens. A full window always compacts.".into(),
            ),
            Over::Messages => Some(match compaction.trigger {
                Trigger::Auto => "Automatic compaction stays in force.".into(),
                Trigger::Threshold => {
                    format!("Compaction at {} stays in force.", locale.tokens(compaction.threshold))
                }
                Trigger::Off => "A full window always compacts.".into(),
            }),
            Over::Split => None,
        }
    }

    fn split_note(&self, locale: &Locale) -> String {
        let scenario = &self.answer.scenario;
        format!(
            "The same requests, split evenly. Each session starts from its base context of {} again, {} of it cached. \
             What a new session must find out again is not counted.",
            locale.tokens(scenario.shape.floor),
            locale.percent(if scenario.cache.on { scenario.cache.warm } else { 0.0 })
        )
    }
}
