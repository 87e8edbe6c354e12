//! The numbered presets. A released preset is frozen: links name it and write only
//! what differs, so a better one gets the next number and the old one stays.
//!
//! Light, average and heavy are shaped after 34,000 public calls (2025-06 to 2026-08);
//! sessions a day and the mix were chosen so that August 2026's average meets the
//! published $13 per developer and active day (Claude Code docs, costs, 2026-08-22).

use super::*;
use crate::prices::date;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    Light,
    Average,
    Heavy,
    Textbook,
}

impl Preset {
    pub const ALL: [Preset; 4] = [Preset::Light, Preset::Average, Preset::Heavy, Preset::Textbook];

    /// Its numbered name in links and files.
    pub fn key(self) -> &'static str {
        match self {
            Preset::Light => "light1",
            Preset::Average => "average1",
            Preset::Heavy => "heavy1",
            Preset::Textbook => "textbook1",
        }
    }

    pub fn from_key(key: &str) -> Option<Preset> {
        Preset::ALL.into_iter().find(|p| p.key() == key)
    }

    /// The preset as a scenario, priced on a day by a revision of the table.
    pub fn scenario(self, priced_on: Date, price_revision: u32) -> Scenario {
        let mut scenario = average(priced_on, price_revision);
        scenario.base = self;
        match self {
            Preset::Average => {}
            Preset::Light => light(&mut scenario),
            Preset::Heavy => heavy(&mut scenario),
            Preset::Textbook => textbook(&mut scenario),
        }
        scenario
    }
}

/// August 2026's models under the preset's work, on the day the $13 was published.
pub fn august(preset: Preset, price_revision: u32) -> Scenario {
    const PUBLISHED: Date = date(2026, 8, 22);
    let mut scenario = preset.scenario(PUBLISHED, price_revision);
    scenario.mix = match preset {
        Preset::Light => mix(&[("claude-sonnet-5", 0.8), ("claude-haiku-4-5", 0.2)]),
        Preset::Heavy => mix(&[("claude-opus-4-8", 0.7), ("claude-sonnet-5", 0.3)]),
        _ => mix(&[("claude-opus-4-8", 0.5), ("claude-sonnet-5", 0.5)]),
    };
    scenario
}

fn mix(shares: &[(&str, f64)]) -> Vec<Share> {
    let share = |(model, share): &(&str, f64)| Share { model: (*model).into(), share: *share };
    shares.iter().map(share).collect()
}

fn light(s: &mut Scenario) {
    s.work = Work { sessions_per_day: 3.0, active_days: 15.0, messages: 2.5, ..s.work };
    s.shape = Shape { floor: 30_000.0, growth: 1_100.0, output: 550.0 };
    s.cache.hit_rate = 0.985;
    s.mix = mix(&[("claude-sonnet-5-5", 0.8), ("claude-haiku-5-5", 0.2)]);
}

fn heavy(s: &mut Scenario) {
    s.work = Work { sessions_per_day: 5.0, active_days: 21.0, messages: 5.0, ..s.work };
    s.shape = Shape { floor: 45_000.0, growth: 1_400.0, output: 700.0 };
    s.cache.hit_rate = 0.97;
    s.mix = mix(&[("claude-opus-5-5", 0.8), ("claude-sonnet-5-5", 0.2)]);
}

/// A popular guide's session: 45K input, 38K cache reads, 13K output on Sonnet 4.6,
/// six sessions on 18 days, which it publishes as $0.34 and $37.
fn textbook(s: &mut Scenario) {
    s.basis = Basis::Totals;
    s.work = Work { sessions_per_day: 6.0, active_days: 18.0, ..s.work };
    s.mix = mix(&[("claude-sonnet-4-6", 1.0)]);
    s.tokenizer = Tokenizer::Classic;
}

fn average(priced_on: Date, price_revision: u32) -> Scenario {
    Scenario {
        base: Preset::Average,
        name: String::new(),
        note: String::new(),
        priced_on,
        price_revision,
        payment: Payment::ApiKey,
        plan: String::new(),
        cloud: Cloud::Any,
        basis: Basis::Work,
        work: Work {
            sessions_per_day: 4.0,
            active_days: 20.0,
            messages: 4.0,
            requests_per_message: 10.0,
            spread: 3.0,
        },
        pay: Pay { amount: 13.0, per: PayPer::ActiveDay },
        exact: false,
        totals: Totals { input: 45_000.0, write_5m: 0.0, write_1h: 0.0, read: 38_000.0, output: 13_000.0 },
        mix: mix(&[("claude-opus-5-5", 0.5), ("claude-sonnet-5-5", 0.4), ("claude-haiku-5-5", 0.1)]),
        routing: Routing::PerSession,
        router_price: 0.0,
        shape: Shape { floor: 40_000.0, growth: 1_300.0, output: 650.0 },
        cache: cache(),
        compaction: compaction(),
        kinds: Vec::new(),
        kind_name: String::new(),
        tasks: Vec::new(),
        tokenizer: Tokenizer::Since2026,
        tokenizer_factor: 1.3,
        us_only: false,
        fast: false,
        agents: agents(),
        background: 0.0,
        batch: Batch { jobs: 0.0, model: "claude-sonnet-5-5".into(), input: 20_000.0, output: 2_000.0 },
        team: Team { own: 1.0, ..Team::default() },
        shown: Shown::Median,
        overrides: Own::default(),
        discount: 0.0,
        local: Local::default(),
        window: Window::Agent,
        effort: Effort::Default,
        ranges: Ranges::default(),
        rework: 0.0,
        plans: plans(),
        levers: Levers::START,
        goal: Goal { month: 100.0, by: GoalBy::Messages },
        budget: TeamBudget::default(),
        life: Life { read: 10_000.0, at: 10.0, standing: 5_000.0 },
        curve: Curve::Threshold,
        from_logs: None,
        baseline: None,
        beside: Vec::new(),
    }
}

/// A week of the average preset has 18 sessions; their spread alone makes one week in ten
/// 1.4 times the median one (a test computes it).
fn plans() -> Plans {
    Plans {
        terms: Own::default(),
        billed: Billed::Monthly,
        overflow: Overflow::Credits,
        credit_cap: 50.0,
        week_spread: 1.4,
        idle_months: 0.0,
        on_api: 0.0,
        axis: PlanAxis::Sessions,
    }
}

/// "0.3 [of 100 calls come] after more than an hour" (REAL_USAGE.md, public transcripts).
const LONG_PAUSES: f64 = 0.003;

/// The reported rate and the pauses are those that `hit_rate` of the average preset means.
fn cache() -> Cache {
    Cache {
        on: true,
        source: HitSource::Given,
        hit_rate: 0.98,
        reported: 0.95,
        pauses_5m: 1.0,
        pauses_60m: 0.1,
        long_pauses: LONG_PAUSES,
        warm: 0.4,
        lifetime: None,
    }
}

fn compaction() -> Compaction {
    Compaction {
        trigger: Trigger::Auto,
        threshold: 120_000.0,
        every: 0.0,
        method: Method::Summarise,
        idle: false,
        summary: 9_000.0,
        reacquire: 6_000.0,
        kept: 20_000.0,
        prune_price: 0.0,
    }
}

/// Ten calls from a first context of 25K: the median of the public transcripts.
fn agents() -> Agents {
    let shape = Shape { floor: 25_000.0, growth: 1_300.0, output: 650.0 };
    Agents { count: 0.0, model: "claude-sonnet-5-5".into(), turns: 10.0, shape }
}
