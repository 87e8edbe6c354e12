//! A mix of models against its most expensive one, and the same work on each model, in words.

use super::answer::basis;
use super::{Locale, Table, Texts, waterfall};
use crate::decisions::routing::{Routed, Row, Saving, Way, routing};
use crate::model::estimate::Answer;
use crate::prices::RateTable;
use crate::scenario::{Routing, Scenario};

/// What the mix saves, or what moving to another model would; and the numbers.
/// `None` for a session that is known by its totals alone.
pub fn texts(table: &RateTable, answer: &Answer, locale: &Locale) -> Option<(String, Texts)> {
    let routed = routing(table, answer)?;
    let sentence = match &routed.saving {
        Some(saving) => saving_of(&routed, saving, &answer.scenario, locale),
        None => migration(&routed, answer, locale),
    };
    let notes = notes(&routed, &answer.scenario, locale);
    Some((sentence, Texts { notes, table: table_of(&routed, answer, locale) }))
}

fn saving_of(routed: &Routed, saving: &Saving, scenario: &Scenario, locale: &Locale) -> String {
    let listed = format!(
        "The mix {} against {} alone ({}). List prices suggest {}",
        effect(saving.usd, saving.alone, ["saves", "costs"], locale),
        saving.dearest,
        for_one(saving.alone, scenario, locale),
        whole_percent(saving.listed, locale),
    );
    let (way, what) = match scenario.routing {
        Routing::PerSession => (Way::MixPerRequest, "Switching models mid-session"),
        Routing::PerRequest => (Way::MixPerSession, "One model per session"),
    };
    let other = routed.rows.iter().find(|row| row.way == way).and_then(|row| row.usd);
    let other =
        other.map(|usd| effect(saving.alone - usd, saving.alone, ["would save", "would cost"], locale));
    other.map_or_else(|| format!("{listed}."), |other| format!("{listed}. {what} {other}."))
}

/// "saves 38%" or "costs 5% more".
fn effect(saved: f64, of: f64, [saves, costs]: [&str; 2], locale: &Locale) -> String {
    let share = if of > 0.0 { saved / of } else { 0.0 };
    let percent = whole_percent(share.abs(), locale);
    if percent == "0%" {
        return format!("{saves} nothing");
    }
    if share < 0.0 { format!("{costs} {percent} more") } else { format!("{saves} {percent}") }
}

fn whole_percent(share: f64, locale: &Locale) -> String {
    format!("{}%", locale.fixed(share * 100.0, 0))
}

fn for_one(usd: f64, scenario: &Scenario, locale: &Locale) -> String {
    format!("{} a month {}, per developer", locale.money(usd), basis(scenario.payment))
}

/// The cheapest of the other models. Quality has no price here.
fn migration(routed: &Routed, answer: &Answer, locale: &Locale) -> String {
    let now = for_one(answer.developer_month, &answer.scenario, locale);
    let other = |row: &&Row| matches!(row.way, Way::One { share: 0.0, .. });
    let priced = routed.rows.iter().filter(other).filter_map(|row| Some((name(&row.way), row.usd?)));
    match priced.min_by(|a, b| a.1.total_cmp(&b.1)) {
        Some((name, usd)) if usd < answer.developer_month => {
            format!("All on {name}: {} instead of {now}.", locale.money(usd))
        }
        Some(_) => format!("No other current model costs less than {now}, for the same tokens."),
        None => "There is no other model to compare with.".into(),
    }
}

fn name(way: &Way) -> &str {
    match way {
        Way::One { name, .. } => name,
        Way::MixPerSession => "The mix, one model per session",
        Way::MixPerRequest => "The mix, one model per request",
    }
}

fn table_of(routed: &Routed, answer: &Answer, locale: &Locale) -> Table {
    let (than, of) = match &routed.saving {
        Some(saving) => (saving.dearest.clone(), saving.alone),
        None => ("now".into(), answer.developer_month),
    };
    let row = |row: &Row| {
        let share = match &row.way {
            Way::One { share, .. } if *share > 0.0 => locale.percent(*share),
            _ => "–".into(),
        };
        let usd = row.usd.map_or("no price".into(), |usd| locale.money(usd));
        let saved = row.usd.map_or("–".into(), |usd| effect(of - usd, of, ["saves", "costs"], locale));
        vec![name(&row.way).to_string(), share, usd, saved, remark(&row.way, locale)]
    };
    let basis = basis(answer.scenario.payment);
    let head = [
        "Main conversation on".into(),
        "Share of the mix".into(),
        "Month".into(),
        format!("Against {than}"),
        "Note".into(),
    ];
    Table {
        caption: format!("The same work on other models: one developer’s month {basis}"),
        head: head.to_vec(),
        rows: routed.rows.iter().map(row).collect(),
    }
}

fn remark(way: &Way, locale: &Locale) -> String {
    let Way::One { scale, step, .. } = way else { return "–".into() };
    let tokens = (*scale != 1.0).then(|| format!("{} times the tokens", locale.short(*scale, 2)));
    let step = step.map(|above| format!("higher rates above {} per prompt", locale.tokens(above)));
    let all: Vec<String> = tokens.into_iter().chain(step).collect();
    if all.is_empty() { "–".into() } else { all.join("; ") }
}

fn notes(routed: &Routed, scenario: &Scenario, locale: &Locale) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(saving) = &routed.saving {
        notes.push(parts(saving, locale));
        notes.push(rework(saving, scenario, locale));
    }
    if routed.rows.iter().any(|row| matches!(row.way, Way::One { scale, .. } if scale != 1.0)) {
        notes.push(
            "The other tokenizer counts another number of tokens for the same text. The table compares the same text."
                .into(),
        );
    }
    notes.push("Whether a cheaper model needs more tokens is not published and not counted.".into());
    notes
}

/// From the list-price saving to the real one.
fn parts(saving: &Saving, locale: &Locale) -> String {
    let parts = [
        (saving.rework, "rework"),
        (saving.rewrites, "contexts written again after a switch"),
        (saving.router, "the router’s price"),
        (saving.step, "long prompts at higher rates"),
        (saving.other, "cache reads, tokenizers and sub-agents"),
    ];
    let parts = parts.map(|(usd, what)| (what.to_string(), -usd));
    let promised = saving.alone * saving.listed;
    let printed = waterfall::rounded(promised, &parts, saving.usd);
    let listed = parts.iter().zip(printed).filter(|(_, usd)| *usd != 0.0);
    let listed: Vec<String> =
        listed.map(|((what, _), usd)| format!("{} {what}", waterfall::change(usd, locale))).collect();
    let (promised, real) = (waterfall::cents(promised, locale), waterfall::cents(saving.usd, locale));
    if listed.is_empty() {
        return format!("The mix saves what prices alone suggest, {promised} a month.");
    }
    format!("From {promised} a month by prices alone to {real}: {}.", listed.join("; "))
}

fn rework(saving: &Saving, scenario: &Scenario, locale: &Locale) -> String {
    if scenario.rework == 0.0 {
        return format!(
            "Rework is 0%: no session runs again on {} after a cheaper model failed.",
            saving.dearest
        );
    }
    format!(
        "{} of the cheaper models’ sessions run again on {}: {} a month.",
        locale.percent(scenario.rework),
        saving.dearest,
        waterfall::cents(saving.rework, locale)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::estimate::estimate;
    use crate::prices::{Tokenizer, date};
    use crate::scenario::{Basis, Preset};

    fn shown(change: impl Fn(&mut Scenario)) -> Option<(String, Texts)> {
        let table = RateTable::shipped();
        let mut scenario = Preset::Average.scenario(date(2026, 11, 21), table.revision);
        change(&mut scenario);
        texts(&table, &estimate(&table, &scenario).answer.expect("a price"), &Locale::default())
    }

    fn alone(scenario: &mut Scenario, model: &str) {
        scenario.mix.truncate(1);
        (scenario.mix[0].model, scenario.mix[0].share) = (model.into(), 1.0);
    }

    #[test]
    fn a_mix_tells_what_it_saves_and_what_list_prices_suggest() {
        let check = |change: fn(&mut Scenario), expected: &str| {
            let (sentence, _) = shown(change).expect("not totals");
            assert_eq!(sentence, expected);
        };
        check(
            |_| {},
            "The mix saves 29% against Opus 5.5 alone ($219 a month on the API, per developer). List prices suggest \
             30%. Switching models mid-session would save 16%.",
        );
        check(
            |s| s.routing = Routing::PerRequest,
            "The mix saves 16% against Opus 5.5 alone ($219 a month on the API, per developer). List prices suggest \
             30%. One model per session would save 29%.",
        );
        check(
            |s| alone(s, "claude-opus-5-5"),
            "All on Haiku 5.5: $23 instead of $219 a month on the API, per developer.",
        );
        check(
            |s| alone(s, "claude-haiku-5-5"),
            "No other current model costs less than $23 a month on the API, per developer, for the same tokens.",
        );
    }

    #[test]
    fn the_difference_to_list_prices_adds_up_to_the_cent() {
        let (_, texts) = shown(|s| s.routing = Routing::PerRequest).expect("not totals");
        assert!(
            texts.notes[0].starts_with(
                "From $65.03 a month by prices alone to $34.20: -$29.09 contexts written again after a switch; \
                 -$1.53 long prompts at higher rates; -$0.21 cache reads"
            ),
            "{}",
            texts.notes[0]
        );
    }

    #[test]
    fn the_other_tokenizer_has_a_note() {
        let (_, texts) = shown(|s| s.tokenizer = Tokenizer::Classic).expect("not totals");
        assert!(texts.table.rows[0][4].starts_with("1.3 times the tokens"), "{:?}", texts.table.rows);
        assert_eq!(shown(|s| s.basis = Basis::Totals), None);
    }
}
