//! Reports: usage that was added up already, anchored to a preset's shape.
//!
//! Sums say what work cost, on which models and how much came from the cache, but nothing of
//! single sessions: their shape stays the preset's, and as many messages are sent as cost what
//! was paid (MODEL.md section 6, Anchoring).

use super::inputs::tidy;
use super::lifetime;
use super::trial::Trial;
use super::{Calibrated, Caution, FEW_DAYS, Little, SHORT_SPAN, TooLittle};
use crate::logs::sorted;
use crate::logs::{Report, ReportTokens};
use crate::model::price::Prices;
use crate::prices::{Date, RateTable};
use crate::scenario::{Basis, HitSource, Method, Pay, PayPer, Routing, Scenario, Share, choice, field};

mod meet;
mod sums;

use sums::Sums;

/// A preset anchored to what reports say.
#[derive(Clone, Debug, PartialEq)]
pub struct Anchored {
    pub scenario: Scenario,
    /// Numbers that came from the reports; each is one value, so low and high are it.
    pub inputs: Vec<Calibrated>,
    /// Choices that did, by their keys, with "mix".
    pub choices: Vec<&'static str>,
    /// Numbers of a session's shape that no report tells: they are the preset's.
    pub from_preset: Vec<&'static str>,
    /// USD of all rows: as the report says it, else by list price.
    pub usd: f64,
    /// What was solved for, so that the scenario costs what was paid.
    pub met_by: MetBy,
    /// Days on which somebody worked (each person's counted), where the reports have days.
    pub active_days: Option<usize>,
    /// The same, each calendar day once.
    pub days: Option<usize>,
    /// Where the reports count them.
    pub sessions: Option<f64>,
    /// Whom the reports name; keys and workspaces are nobody, so 1 where there are only those.
    pub people: usize,
    pub first: Option<Date>,
    pub last: Option<Date>,
    /// Share of the cache writes that have the 1-hour lifetime, where it is told or follows
    /// from the cost.
    pub hour_share: Option<f64>,
    /// Models that the price table does not know, as the reports name them.
    pub left_out: Vec<String>,
    pub cautions: Vec<Caution>,
}

/// By what a preset was made to cost what was paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MetBy {
    /// So many messages a session.
    Messages,
    /// So many sessions a day: none of any length costs it, and no report counts them.
    Sessions,
    /// Contexts of such a size: the reports count the sessions, and none of any length costs it.
    Contexts,
}

/// What is never in a report.
const SHAPE: [&str; 9] =
    ["perMessage", "spread", "floor", "growth", "warm", "summary", "reacquire", "pauses5m", "pauses60m"];

/// Reports as one scenario with the shape of `base`.
///
/// # Errors
/// [`TooLittle`] where nothing was spent on a model that is known.
pub fn from_reports(table: &RateTable, reports: &[Report], base: &Scenario) -> Result<Anchored, TooLittle> {
    let sums = Sums::new(table, reports, base);
    if !(sums.usd > 0.0 && sums.usd.is_finite()) || sums.of_model.is_empty() {
        let unknown = (sums.rows == 0 && sums.left_out.rows > 0) || has_nameless_tokens(reports);
        let why = if unknown { Little::NoKnownModel } else { Little::NothingSpent };
        return Err(TooLittle { why, left_out: Vec::new() });
    }
    let mut made = Making::new(&sums, base);
    made.set_days(&sums);
    made.set_mix(table, &sums);
    made.set_cache(&sums);
    let met_by = made.anchor(table, &sums);
    made.caution(&sums);
    let shape = SHAPE.iter().filter(|key| !made.scenario.differs(base, key)).copied();
    Ok(Anchored {
        from_preset: shape.chain(made.still_preset(&sums, met_by)).collect(),
        usd: sums.usd,
        met_by,
        active_days: sums.times.active_days,
        days: sums.times.days,
        sessions: sums.times.sessions,
        people: sums.times.people,
        first: sums.times.first,
        last: sums.times.last,
        hour_share: sums.writes.hour_share(),
        left_out: sums.left_out.models,
        scenario: made.scenario,
        inputs: made.inputs,
        choices: made.choices,
        cautions: made.cautions,
    })
}

struct Making {
    scenario: Scenario,
    inputs: Vec<Calibrated>,
    choices: Vec<&'static str>,
    cautions: Vec<Caution>,
    rows: usize,
}

impl Making {
    fn new(sums: &Sums, base: &Scenario) -> Making {
        let mut scenario = base.clone();
        scenario.basis = Basis::Pay;
        scenario.routing = Routing::PerSession;
        scenario.rework = 0.0;
        scenario.compaction.method = Method::Summarise;
        Making { scenario, inputs: Vec::new(), choices: Vec::new(), cautions: Vec::new(), rows: sums.rows }
    }

    fn set(&mut self, key: &'static str, value: f64) {
        let Some(field) = field(key).filter(|_| value.is_finite()) else { return };
        let value = value.clamp(field.min, field.max);
        (field.set)(&mut self.scenario, value);
        self.inputs.retain(|input| input.key != key);
        self.inputs.push(Calibrated { key, value, low: value, high: value, from: self.rows });
    }

    fn choose(&mut self, key: &'static str, word: &str) {
        if let Some(choice) = choice(key) {
            (choice.set)(&mut self.scenario, word);
            self.choices.push(key);
        }
    }

    /// Dollars of one developer's active day, and how many days and sessions there are.
    fn set_days(&mut self, sums: &Sums) {
        if let Some(a_day) = sums.sessions_a_day(&self.scenario) {
            self.set("sessions", tidy(a_day, 4));
        }
        if let Some(a_month) = sums.days_a_month() {
            self.set("days", tidy(a_month, 4));
        }
        if sums.times.people > 1 {
            self.set("developers", sums.times.people as f64);
        }
        if let Some(days) = sums.times.span().filter(|days| *days < SHORT_SPAN) {
            self.cautions.push(Caution::ShortSpan { days });
        }
        let amount = sums.usd_a_day(&self.scenario);
        self.scenario.pay = Pay { amount, per: PayPer::ActiveDay };
        self.set("paid", tidy(amount, 6));
    }

    /// The share of each model: what it cost over what a session of the preset costs on it.
    fn set_mix(&mut self, table: &RateTable, sums: &Sums) {
        let priced = |id: &String| Share { model: id.clone(), share: 1.0 };
        let work = |(id, usd): &(String, f64)| {
            let mut alone = self.scenario.clone();
            alone.basis = Basis::Work;
            alone.cache.source = HitSource::Given;
            alone.mix = vec![priced(id)];
            let cost = Trial::of(&Prices::new(table, &alone, &[]), &alone)?.total();
            (cost > 0.0).then(|| Share { model: id.clone(), share: usd / cost })
        };
        let mut mix: Vec<Share> = sums.of_model.iter().filter_map(work).collect();
        sorted::by(&mut mix, |a, b| b.share.total_cmp(&a.share));
        if !mix.is_empty() {
            self.scenario.mix = mix;
            self.scenario.scale_shares();
            self.choices.push("mix");
        }
        if let Some(costliest) = sums.of_model.iter().max_by(|a, b| a.1.total_cmp(&b.1)) {
            let tokenizer = table.model(&costliest.0).map(|model| model.tokenizer);
            self.scenario.tokenizer = tokenizer.unwrap_or(self.scenario.tokenizer);
        }
    }

    fn set_cache(&mut self, sums: &Sums) {
        let Some(reported) = sums.reported() else { return };
        self.set("reported", tidy(reported, 5));
        self.choose("hitFrom", "reported");
        self.choose("caching", "on");
        if let Some(hour_share) = sums.writes.hour_share() {
            let word = if hour_share > 0.5 { "1h" } else { "5m" };
            self.choose("lifetime", word);
            let mixed = lifetime::is_mixed(hour_share).then_some(Caution::MixedLifetimes { hour_share });
            self.cautions.extend(mixed);
        }
    }

    fn caution(&mut self, sums: &Sums) {
        let few = sums.times.days.filter(|days| *days < FEW_DAYS);
        self.cautions.extend(few.map(|days| Caution::FewDays { days }));
        if sums.left_out.rows > 0 {
            let share = sums.left_out_share();
            self.cautions.push(Caution::LeftOutRows { rows: sums.left_out.rows, share });
        }
    }

    fn told(&self, key: &str) -> bool {
        self.inputs.iter().any(|input| input.key == key)
    }

    /// What some reports tell and these do not.
    fn still_preset(&self, sums: &Sums, met_by: MetBy) -> Vec<&'static str> {
        let mut all: Vec<&'static str> =
            ["sessions", "days", "output"].into_iter().filter(|key| !self.told(key)).collect();
        all.extend((met_by != MetBy::Messages).then_some("messages"));
        all.extend((!self.told("reported")).then_some("hit"));
        all.extend(sums.writes.hour_share().is_none().then_some("lifetime"));
        all
    }
}

/// Whether tokens are there that no model is named for.
fn has_nameless_tokens(reports: &[Report]) -> bool {
    let rows = reports.iter().flat_map(|report| &report.rows);
    rows.filter(|row| row.model.is_none() && row.usd.is_none())
        .any(|row| row.tokens != ReportTokens::default())
}
