//! What the month rests on, in words, each with where it comes from.

use super::Assumed;
use super::groups::payers;
use crate::scenario::{Basis, HitSource, PayPer, Pays, Scenario, Share, Totals, Trigger};
use crate::view::format::{capital, lower, plural};
use crate::view::labels::statement as labels;
use crate::view::labels::{fold, input};
use crate::view::{Locale, at_prices, from_logs, inputs, kinds, labels as all, payer, words};

/// One line.
#[derive(Clone, Debug, PartialEq)]
pub struct Assumption {
    pub label: String,
    pub value: String,
    /// "entered", "preset Typical", "from logs", "price list, checked 21 November 2026".
    pub source: String,
}

/// Those that carry the cost, at most ten.
pub fn assumptions(asked: Assumed, locale: &Locale) -> Vec<Assumption> {
    let told = Teller { asked, locale };
    let mut found = vec![told.payer(), told.people(), told.sessions(), told.days()];
    match asked.answer.scenario.basis {
        Basis::Totals => found.extend([told.models(), told.totals()]),
        Basis::Work | Basis::Pay => {
            found.extend([
                told.messages(),
                told.models(),
                told.hit_rate(),
                told.context(),
                told.compaction(),
            ]);
        }
    }
    found.push(told.prices());
    found
}

/// Groups of people that a line names.
const MOST_NAMED: usize = 6;

struct Teller<'a> {
    asked: Assumed<'a>,
    locale: &'a Locale,
}

impl Teller<'_> {
    /// The scenario with its messages solved for.
    fn scenario(&self) -> &Scenario {
        &self.asked.answer.scenario
    }

    fn line(&self, label: &str, value: String, keys: &[&'static str]) -> Assumption {
        Assumption { label: label.into(), value, source: source(self.asked.scenario, keys, self.locale) }
    }

    fn payer(&self) -> Assumption {
        let value = payers(&self.asked, self.locale);
        self.line(labels::PAID_WITH, value, &["payment"])
    }

    fn people(&self) -> Assumption {
        let scenario = self.scenario();
        let people = plural(&self.locale.short(self.asked.answer.developers(), 1), "developer", "developers");
        let groups: Vec<String> = (0..scenario.count_groups())
            .filter(|group| scenario.people(*group) > 0.0)
            .map(|group| {
                let people = self.locale.short(scenario.people(group), 1);
                [people, payer::group_name(scenario, group)].join(" ")
            })
            .collect();
        let value = match groups.len() {
            ..2 => people,
            2..=MOST_NAMED => format!("{people}: {}", groups.join(", ")),
            // Each has a row among the groups.
            many => format!("{people}, {many} groups"),
        };
        self.line(labels::PEOPLE, value, &["developers"])
    }

    fn sessions(&self) -> Assumption {
        let scenario = self.scenario();
        let number = |sessions: f64| self.locale.short(sessions, 2);
        let all = number(scenario.work.sessions_per_day);
        let of = |kind: usize| {
            let sessions = scenario.work.sessions_per_day * scenario.share_of_kind(kind);
            [number(sessions), kinds::name(scenario, kind)].join(" ")
        };
        let several: Vec<String> = (0..scenario.count_kinds()).map(of).collect();
        let value = if several.len() > 1 { format!("{all}: {}", several.join(", ")) } else { all };
        self.line(input::SESSIONS, self.of_first(value), &["sessions"])
    }

    fn days(&self) -> Assumption {
        let days = self.locale.short(self.scenario().work.active_days, 1);
        self.line(input::DAYS, self.of_first(days), &["days"])
    }

    /// What a group has of its own stands with the groups.
    fn of_first(&self, value: String) -> String {
        let scenario = self.scenario();
        let is_alike = |group: usize| {
            let one = scenario.as_group(group);
            let (work, first) = (one.work, scenario.work);
            work.sessions_per_day == first.sessions_per_day && work.active_days == first.active_days
        };
        let alike = (1..scenario.count_groups()).filter(|group| scenario.people(*group) > 0.0).all(is_alike);
        if alike { value } else { format!("{value} ({})", payer::group_name(scenario, 0)) }
    }

    fn messages(&self) -> Assumption {
        let (asked, scenario) = (self.asked.scenario, self.scenario());
        let work = &scenario.work;
        let messages = self.locale.short(work.messages, 2);
        let requests = self.locale.short(work.requests_per_message, 1);
        let value = format!("{messages}, {} {requests}", lower(input::PER_MESSAGE));
        let mut line = self.line(input::MESSAGES, self.of_kind(value), &["messages", "perMessage"]);
        if asked.basis == Basis::Pay {
            let usd = self.locale.money(asked.pay.amount);
            let per = match asked.pay.per {
                PayPer::Month => "a month",
                PayPer::ActiveDay => "an active day of one developer",
            };
            line.source = format!("{}: {usd} {per}", lower(all::bill::FITTED));
        }
        line
    }

    /// Of several kinds of session these are the first one's.
    fn of_kind(&self, value: String) -> String {
        match self.scenario().count_kinds() {
            1 => value,
            _ => format!("{value} ({})", kinds::name(self.scenario(), 0)),
        }
    }

    fn models(&self) -> Assumption {
        let scenario = self.scenario();
        let name = |id: &str| {
            let price = self.asked.answer.prices.0.iter().find(|price| price.id == id);
            price.map_or_else(|| id.to_string(), |price| price.name.clone())
        };
        let mix = scenario.mean_mix();
        let shares = mix.iter().filter(|share| share.share > 0.0);
        let one = |share: &Share| {
            let part = self.locale.percent(share.share);
            if share.share == 1.0 { name(&share.model) } else { [name(&share.model), part].join(" ") }
        };
        let value = shares.map(one).collect::<Vec<_>>().join(", ");
        self.line(input::MIX, value, &["mix"])
    }

    fn hit_rate(&self) -> Assumption {
        let cache = &self.scenario().cache;
        let rate = self.asked.answer.expected.hit_rate;
        let value = match rate.filter(|_| cache.on) {
            Some(rate) => self.locale.percent(rate),
            None => format!("{} {}", lower(input::CACHING), inputs::option("caching", "off")),
        };
        let key = match cache.source {
            _ if !cache.on => "caching",
            HitSource::Given => "hit",
            HitSource::Reported => "reported",
            HitSource::Rhythm => "pauses5m",
        };
        self.line(input::HIT, value, &[key])
    }

    fn context(&self) -> Assumption {
        let shape = &self.scenario().shape;
        let [floor, growth, output] =
            [shape.floor, shape.growth, shape.output].map(|n| self.locale.tokens(n));
        let value = format!(
            "{} {floor}, {} {growth}, {} {output} tokens",
            lower(input::FLOOR),
            lower(input::GROWTH),
            lower(input::OUTPUT)
        );
        self.line(fold::CONTEXT, self.of_kind(capital(&value)), &["floor", "growth", "output"])
    }

    fn compaction(&self) -> Assumption {
        let scenario = self.scenario();
        let compaction = &scenario.compaction;
        let mut value = match compaction.trigger {
            Trigger::Threshold => format!("at {}", self.locale.tokens(compaction.threshold)),
            Trigger::Off => inputs::option("compact", "off").into(),
            Trigger::Auto => {
                format!("{}, at {}", inputs::option("compact", "auto"), self.where_it_compacts())
            }
        };
        if compaction.idle {
            value += &format!(", {}", lower(input::IDLE));
        }
        self.line(input::COMPACT, self.of_kind(value), &["compact", "threshold"])
    }

    /// "967K", "967K or 167K", by the models of the mix.
    fn where_it_compacts(&self) -> String {
        let mut all: Vec<String> = Vec::new();
        for share in &self.scenario().mix {
            let price = self.asked.answer.prices.0.iter().find(|price| price.id == share.model);
            let at = price.map(|price| self.locale.tokens(price.auto_compact));
            all.extend(at.filter(|at| !all.contains(at)));
        }
        all.join(" or ")
    }

    fn totals(&self) -> Assumption {
        let Totals { input: plain, write_5m, write_1h, read, output } = self.scenario().totals;
        let all = [
            (input::TOTAL_INPUT, plain),
            (input::TOTAL_WRITE_5M, write_5m),
            (input::TOTAL_WRITE_1H, write_1h),
            (input::TOTAL_READ, read),
            (input::TOTAL_OUTPUT, output),
        ];
        let some = all.iter().filter(|(_, tokens)| *tokens > 0.0);
        let value = some.map(|(label, tokens)| format!("{}: {}", label, self.locale.tokens(*tokens)));
        let keys = ["totalInput", "totalWrite5m", "totalWrite1h", "totalRead", "totalOutput"];
        self.line(labels::TOKENS, value.collect::<Vec<_>>().join(", "), &keys)
    }

    fn prices(&self) -> Assumption {
        let scenario = self.scenario();
        let value = format!("{} of {}", at_prices::of(scenario, self.locale), words::day(scenario.priced_on));
        let used = scenario.models();
        let checked = self.asked.answer.prices.0.iter().filter(|price| used.contains(&price.id.as_str()));
        let checked = checked.map(|price| price.checked).min();
        let mut source = format!("price list, revision {}", scenario.price_revision);
        if let Some(day) = checked {
            source += &format!(", checked {}", words::day(day));
        }
        Assumption { label: labels::PRICES.into(), value: capital(&value), source }
    }
}

/// Where inputs come from, each source once: from logs, entered, or the preset.
pub(super) fn source(scenario: &Scenario, keys: &[&'static str], locale: &Locale) -> String {
    let preset = scenario.base.scenario(scenario.priced_on, scenario.price_revision);
    let one = |key: &&'static str| match scenario.mark(key) {
        Some(mark) => lower(from_logs::mark(mark, false, locale).trim_end_matches('.')),
        None if is_changed(scenario, &preset, key) => labels::ENTERED.into(),
        None => format!("{} {}", labels::OF_PRESET, all::preset(scenario.base)),
    };
    let mut found: Vec<String> = Vec::new();
    for source in keys.iter().map(one) {
        if !found.contains(&source) {
            found.push(source);
        }
    }
    found.join("; ")
}

fn is_changed(scenario: &Scenario, preset: &Scenario, key: &'static str) -> bool {
    match key {
        "mix" => scenario.mix != preset.mix || scenario.count_kinds() > 1,
        "developers" => scenario.team != preset.team,
        "payment" => {
            let apart = |group: usize| *scenario.team.pays(group) != Pays::AsScenario;
            scenario.pays_with() != preset.pays_with() || (0..scenario.count_groups()).any(apart)
        }
        key => scenario.differs(preset, key),
    }
}
