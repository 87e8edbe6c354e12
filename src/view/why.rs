//! Why: what the month's dollars are spent on, in a sentence.

use super::Locale;
use super::receipt::shared_out;
use crate::model::bill::Bill;
use crate::prices::Class;

/// "74% is sending the conversation again with every request (38% cached reads, 36% cache
/// writes), 26% is the answers." Whole percents that add up to 100. Empty for a month of $0.
pub fn why(month: &Bill, locale: &Locale) -> String {
    let writes = month.of_class(Class::Write5m) + month.of_class(Class::Write1h);
    let usd = [
        month.of_class(Class::Read),
        writes,
        month.of_class(Class::Input),
        month.of_class(Class::Output),
        month.of_no_class(),
    ];
    let total: f64 = usd.iter().sum();
    if total <= 0.0 {
        return String::new();
    }
    let shares: Vec<f64> = usd.iter().map(|usd| usd / total * 100.0).collect();
    let whole = shared_out(&shares, 100.0);
    let percent = |share: f64| format!("{}%", locale.fixed(share, 0));
    let [read, write, input, answers, other] = whole[..] else { return String::new() };
    let sent = [(read, "cached reads"), (write, "cache writes"), (input, "uncached input")];
    let sent: Vec<(f64, &str)> = sent.into_iter().filter(|(share, _)| *share > 0.0).collect();
    let mut parts = Vec::new();
    if !sent.is_empty() {
        let all = percent(sent.iter().map(|(share, _)| share).sum());
        let how: Vec<String> =
            sent.iter().map(|(share, what)| format!("{} {what}", percent(*share))).collect();
        let how = match &sent[..] {
            [(_, what)] => format!("all {what}"),
            _ => how.join(", "),
        };
        parts.push(format!("{all} is sending the conversation again with every request ({how})"));
    }
    if answers > 0.0 {
        parts.push(format!("{} is the answers", percent(answers)));
    }
    if other > 0.0 {
        parts.push(format!("{} is other charges", percent(other)));
    }
    parts.join(", ") + "."
}

#[cfg(test)]
mod tests {
    use super::why;
    use crate::model::estimate::estimate;
    use crate::prices::{RateTable, date};
    use crate::scenario::{Preset, Scenario};
    use crate::view::Locale;

    fn sentence(edit: impl Fn(&mut Scenario)) -> String {
        let mut scenario = Preset::Average.scenario(date(2026, 11, 28), 1);
        edit(&mut scenario);
        let answer = estimate(&RateTable::shipped(), &scenario).answer.expect("a price");
        why(&answer.month, &Locale::default())
    }

    #[test]
    fn sentence_says_what_the_dollars_are_spent_on() {
        assert_eq!(
            sentence(|_| ()),
            "74% is sending the conversation again with every request (38% cached reads, 36% cache writes), \
             26% is the answers."
        );
        assert_eq!(sentence(|s| s.work.active_days = 0.0), "");
    }

    #[test]
    fn sentence_without_a_cache_or_with_a_router_says_so() {
        let uncached = sentence(|s| s.cache.on = false);
        assert!(uncached.contains("(all uncached input)"), "{uncached}");
        let routed = sentence(|s| s.background = 0.5);
        assert!(routed.ends_with("% is other charges."), "{routed}");
    }
}
