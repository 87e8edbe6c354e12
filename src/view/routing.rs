//! A mix of models against its dearest one, and the same work on each model, in words.

use super::answer::basis;
use super::{Locale, Table, Texts, waterfall};
use crate::decisions::routing::{Routed, Row, Saving, Way, routing};
use crate::model::estimate::Answer;
use crate::prices::RateTable;
use crate::scenario::{Routing, Scenario};

/// What the mix promises and saves, or what moving to another model would; and the numbers.
/// `None` for a session that is known by its totals alone.
pub fn texts(table: &RateTable, answer: &Answer, locale: &Locale) -> Option<(String, Texts)> {
    let routed = routing(table, answer)?;
    let sentence = match &routed.saving {
        Some(saving) => promise(&routed, saving, &answer.scenario, locale),
        None => migration(&routed, answer, locale),
    };
    let notes = notes(&routed, &answer.scenario, locale);
    Some((sentence, Texts { notes, table: table_of(&routed, answer, locale) }))
}

fn promise(routed: &Routed, saving: &Saving, scenario: &Scenario, locale: &Locale) -> String {
    let listed = format!(
        "Against {} alone ({}), the mix promises {} by price list and {}",
        saving.dearest,
        for_one(saving.alone, scenario, locale),
        whole_percent(saving.listed, locale),
        effect(saving.usd, saving.alone, ["saves", "costs"], locale),
    );
    let (way, what) = match scenario.routing {
        Routing::PerSession => (Way::MixPerRequest, "a router that switches in mid-session"),
        Routing::PerRequest => (Way::MixPerSession, "a model for each whole session"),
    };
    let other = routed.rows.iter().find(|row| row.way == way).and_then(|row| row.usd);
    let other =
        other.map(|usd| effect(saving.alone - usd, saving.alone, ["would save", "would cost"], locale));
    other.map_or_else(|| format!("{listed}."), |other| format!("{listed}; {what} {other}."))
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
    format!("{} a month {} for one developer", locale.money(usd), basis(scenario.payment))
}

/// The cheapest of the other models; quality is nobody's number.
fn migration(routed: &Routed, answer: &Answer, locale: &Locale) -> String {
    let now = for_one(answer.developer_month, &answer.scenario, locale);
    let other = |row: &&Row| matches!(row.way, Way::One { share: 0.0, .. });
    let priced = routed.rows.iter().filter(other).filter_map(|row| Some((name(&row.way), row.usd?)));
    match priced.min_by(|a, b| a.1.total_cmp(&b.1)) {
        Some((name, usd)) if usd < answer.developer_month => {
            format!("All of it on {name} would be {} instead of {now}.", locale.money(usd))
        }
        Some(_) => format!("On none of today’s other models would the same tokens cost less than {now}."),
        None => format!("There is no other model to compare with {now}."),
    }
}

fn name(way: &Way) -> &str {
    match way {
        Way::One { name, .. } => name,
        Way::MixPerSession => "The mix, a model for each session",
        Way::MixPerRequest => "The mix, a model for each request",
    }
}

fn table_of(routed: &Routed, answer: &Answer, locale: &Locale) -> Table {
    let (than, of) = match &routed.saving {
        Some(saving) => (saving.dearest.clone(), saving.alone),
        None => ("today".into(), answer.developer_month),
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
        "The main conversation on".into(),
        "share of the mix".into(),
        "a month".into(),
        format!("against {than}"),
        "note".into(),
    ];
    Table {
        caption: format!("The same work on other models, dollars a month {basis} of one developer"),
        head: head.to_vec(),
        rows: routed.rows.iter().map(row).collect(),
    }
}

fn remark(way: &Way, locale: &Locale) -> String {
    let Way::One { scale, step, .. } = way else { return "–".into() };
    let tokens = (*scale != 1.0).then(|| format!("counts {} times the tokens", locale.short(*scale, 2)));
    let step = step.map(|above| format!("higher rates for prompts over {}", locale.tokens(above)));
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
            "A model of the other tokenizer counts another number of tokens for the same text, so its price per \
             million does not compare as it stands; here it is the same text."
                .into(),
        );
    }
    notes.push(
        "The same tokens on each model: whether a cheaper one needs more of them, nobody publishes.".into(),
    );
    notes
}

/// Where the promise goes.
fn parts(saving: &Saving, locale: &Locale) -> String {
    let parts = [
        (saving.rework, "sessions done again"),
        (saving.rewrites, "contexts written again because requests switch models"),
        (saving.router, "the router’s own price"),
        (saving.step, "prompts over a step, billed at higher rates"),
        (saving.other, "what does not fall as input rates do (cache reads, tokenizers, sub-agents)"),
    ];
    let parts = parts.map(|(usd, what)| (what.to_string(), -usd));
    let promised = saving.alone * saving.listed;
    let printed = waterfall::rounded(promised, &parts, saving.usd);
    let told = parts.iter().zip(printed).filter(|(_, usd)| *usd != 0.0);
    let told: Vec<String> =
        told.map(|((what, _), usd)| format!("{} {what}", waterfall::change(usd, locale))).collect();
    let (promised, real) = (waterfall::cents(promised, locale), waterfall::cents(saving.usd, locale));
    if told.is_empty() {
        return format!("The mix saves what its price list promises, {promised} a month.");
    }
    format!("From the promised {promised} a month to the real {real}: {}.", told.join("; "))
}

fn rework(saving: &Saving, scenario: &Scenario, locale: &Locale) -> String {
    if scenario.rework == 0.0 {
        return format!(
            "Rework stands at 0%: sessions that {} does again after a cheaper model are not in this.",
            saving.dearest
        );
    }
    format!(
        "{} of the cheaper models’ sessions are done again on {}: {} a month.",
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
    fn a_mix_says_what_it_promises_and_saves() {
        let check = |change: fn(&mut Scenario), expected: &str| {
            let (sentence, _) = shown(change).expect("not totals");
            assert_eq!(sentence, expected);
        };
        check(
            |_| {},
            "Against Opus 5.5 alone ($219 a month on the API for one developer), the mix promises 30% by price \
             list and saves 29%; a router that switches in mid-session would save 16%.",
        );
        check(
            |s| s.routing = Routing::PerRequest,
            "Against Opus 5.5 alone ($219 a month on the API for one developer), the mix promises 30% by price \
             list and saves 16%; a model for each whole session would save 29%.",
        );
        check(
            |s| alone(s, "claude-opus-5-5"),
            "All of it on Haiku 5.5 would be $23 instead of $219 a month on the API for one developer.",
        );
        check(
            |s| alone(s, "claude-haiku-5-5"),
            "On none of today’s other models would the same tokens cost less than $23 a month on the API for one \
             developer.",
        );
    }

    #[test]
    fn the_promise_is_taken_apart_to_the_cent() {
        let (_, texts) = shown(|s| s.routing = Routing::PerRequest).expect("not totals");
        assert!(
            texts.notes[0].starts_with(
                "From the promised $65.03 a month to the real $34.20: -$29.09 contexts written again because \
                 requests switch models; -$1.53 prompts over a step, billed at higher rates; -$0.21 what"
            ),
            "{}",
            texts.notes[0]
        );
    }

    #[test]
    fn the_other_tokenizer_is_said() {
        let (_, texts) = shown(|s| s.tokenizer = Tokenizer::Classic).expect("not totals");
        assert!(texts.table.rows[0][4].starts_with("counts 1.3 times the tokens"), "{:?}", texts.table.rows);
        assert_eq!(shown(|s| s.basis = Basis::Totals), None);
    }
}
