//! The numbers of a scenario as a table: one row serves the link, the checks and the controls.

use super::{Preset, Scenario};
use Kind::{Count, Money, Number, Share, Tokens};

/// What a number is, which decides how it is read and shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Tokens,
    /// 0..1, shown as a percentage.
    Share,
    Money,
    Number,
    /// A whole number.
    Count,
}

/// One number of the scenario, with the bounds outside of which it is refused.
pub struct Field {
    /// Its name in links and files; never changed once released.
    pub key: &'static str,
    pub kind: Kind,
    pub min: f64,
    pub max: f64,
    /// The change whose effect is shown under its input, in its unit: one more, 5K tokens, a
    /// point of a hit rate less; 0 where a change costs nothing (plans, savings, a goal).
    pub step: f64,
    pub get: fn(&Scenario) -> f64,
    pub set: fn(&mut Scenario, f64),
}

macro_rules! fields {
    ($($key:literal $kind:ident $min:literal..$max:literal $(($step:literal))?
        $($first:ident $(. $path:ident)*)? $(=> $get:expr, $set:expr)?;)*) => {
        /// Every number, in the order in which links and files write them. A macro
        /// because a getter and a setter to one path would else be written forty times.
        pub static FIELDS: &[Field] = &[$(Field {
            key: $key, kind: $kind, min: $min, max: $max, step: 0.0 $(+ $step)?,
            get: $(|s| s.$first $(.$path)*)? $($get)?,
            set: $(|s, value| s.$first $(.$path)* = value)? $($set)?,
        }),*];
    };
}

// The bounds are where a number stops meaning anything, not where it stops being usual; in
// brackets the step whose effect is shown.
fields! {
    "sessions" Number 0.0..200.0 (1.0) work.sessions_per_day;
    "days" Number 0.0..31.0 (1.0) work.active_days;
    // Anchoring tries 1 to 5,000 requests at 0.1 to 100 a message.
    "messages" Number 0.01..50000.0 (1.0) work.messages;
    "perMessage" Number 0.1..100.0 (1.0) work.requests_per_message;
    "spread" Number 1.0..20.0 (0.5) work.spread;
    "paid" Money 0.01..1e9 (10.0) pay.amount;
    "totalInput" Tokens 0.0..1e10 (1e4) totals.input;
    "totalWrite5m" Tokens 0.0..1e10 (1e4) totals.write_5m;
    "totalWrite1h" Tokens 0.0..1e10 (1e4) totals.write_1h;
    "totalRead" Tokens 0.0..1e10 (1e5) totals.read;
    "totalOutput" Tokens 0.0..1e10 (1e3) totals.output;
    "routerPrice" Money 0.0..10.0 (0.001) router_price;
    "floor" Tokens 0.0..1e7 (5e3) shape.floor;
    "growth" Tokens 0.0..1e6 (100.0) shape.growth;
    "output" Tokens 0.0..1e6 (100.0) shape.output;
    "hit" Share 0.0..1.0 (-0.01) cache.hit_rate;
    "reported" Share 0.0..1.0 (-0.01) cache.reported;
    "pauses5m" Number 0.0..10000.0 (1.0) cache.pauses_5m;
    "pauses60m" Number 0.0..10000.0 (1.0) cache.pauses_60m;
    "longPauses" Share 0.0..1.0 (0.01) cache.long_pauses;
    "warm" Share 0.0..1.0 (0.1) cache.warm;
    "threshold" Tokens 1000.0..1e7 (1e4) compaction.threshold;
    "every" Count 0.0..1e6 (10.0) compaction.every;
    "summary" Tokens 0.0..1e6 (1e3) compaction.summary;
    "reacquire" Tokens 0.0..1e6 (1e3) compaction.reacquire;
    "kept" Tokens 0.0..1e7 (1e4) compaction.kept;
    "prunePrice" Money 0.0..1000.0 (0.1) compaction.prune_price;
    "tokenizerFactor" Number 1.0..2.0 (0.05) tokenizer_factor;
    "agents" Number 0.0..1000.0 (1.0) agents.count;
    "agentTurns" Count 1.0..100000.0 (1.0) agents.turns;
    "agentFloor" Tokens 0.0..1e7 (5e3) agents.shape.floor;
    "agentGrowth" Tokens 0.0..1e6 (100.0) agents.shape.growth;
    "agentOutput" Tokens 0.0..1e6 (100.0) agents.shape.output;
    "background" Money 0.0..1000.0 (0.01) background;
    "jobs" Number 0.0..1e9 (1e3) batch.jobs;
    "jobInput" Tokens 0.0..1e7 (1e3) batch.input;
    "jobOutput" Tokens 0.0..1e6 (100.0) batch.output;
    "developers" Number 0.0..1e6 (1.0) team.own;
    "light" Number 0.0..1e6 (1.0) => |s| s.team.like(Preset::Light), |s, people| s.team.set_like(Preset::Light, people);
    "average" Number 0.0..1e6 (1.0) => |s| s.team.like(Preset::Average), |s, people| s.team.set_like(Preset::Average, people);
    "heavy" Number 0.0..1e6 (1.0) => |s| s.team.like(Preset::Heavy), |s, people| s.team.set_like(Preset::Heavy, people);
    "rework" Share 0.0..1.0 (0.05) rework;
    "creditCap" Money 0.0..1e6 plans.credit_cap;
    "weekSpread" Number 1.0..20.0 plans.week_spread;
    "idleMonths" Number 0.0..11.0 plans.idle_months;
    "onApi" Share 0.0..1.0 plans.on_api;
    "moved" Share 0.0..1.0 levers.moved;
    "leanFloor" Tokens 0.0..1e7 levers.lean_floor;
    "lessGrowth" Share 0.0..1.0 levers.less_growth;
    "lessOutput" Share 0.0..1.0 levers.less_output;
    "explored" Share 0.0..0.95 levers.explored;
    "pieces" Count 1.0..100.0 levers.pieces;
    "toBatch" Share 0.0..0.95 levers.to_batch;
    "avoided" Share 0.0..1.0 levers.avoided;
    "goal" Money 0.0..1e9 goal.month;
    "lifeRead" Tokens 0.0..1e7 life.read;
    "lifeAt" Count 1.0..1e6 life.at;
    "standing" Tokens 0.0..1e7 life.standing;
    // What is paid of a price lies above 0 and is at most ten times as much, as in the client's
    // own setting (claude-agent-sdk 0.3.332, sdk.d.ts: modelPricing.multiplier).
    "discount" Share -9.0..0.999999 (0.01) discount;
    "rate" Number 0.0..1e7 local.rate;
    "tax" Share 0.0..1.0 local.tax;
    // Above 2 a team's month is the month of its most expensive person.
    "peopleSigma" Number 0.0..2.0 budget.people_sigma;
    "budget" Money 0.0..1e9 budget.month;
    "budgetRisk" Share 0.01..0.5 budget.risk;
    "joining" Number -1e5..1e5 budget.joining;
    "budgetYear" Count 0.0..9990.0 budget.year;
    "pilotPeople" Count 0.0..1e5 budget.pilot.people;
    "pilotDays" Number 0.0..366.0 budget.pilot.days;
    "pilotSpent" Money 0.0..1e9 budget.pilot.spent;
}

/// The field of that name.
pub fn field(key: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|f| f.key == key)
}

impl Field {
    /// Whether a value may stand in this field.
    pub fn allows(&self, value: f64) -> bool {
        let whole = self.kind != Count || value == value.trunc();
        value >= self.min && value <= self.max && whole
    }

    /// The value one step from another: the other way where the step would leave the bounds,
    /// and `None` where both would, or where there is no step.
    pub fn stepped(&self, value: f64) -> Option<f64> {
        // Without the last binary digits: 98% less a point is 97%.
        let tidy = |value: f64| libm::round(value * 1e9) / 1e9;
        let both = [value + self.step, value - self.step].map(tidy);
        both.into_iter().find(|next| self.step != 0.0 && self.allows(*next))
    }
}
