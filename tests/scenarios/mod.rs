//! Random scenarios without problems of their own, of every kind that MODEL.md knows.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use sawtooth::prices::{Date, Tokenizer, date};
use sawtooth::scenario::*;

/// Models that had a price on a day, and whether all of them offer US-only inference.
struct Market {
    on: Date,
    models: &'static [&'static str],
    us_only: bool,
}

/// Both tokenizers, both windows, steps at 100K and 200K, fast mode and none.
const MARKETS: [Market; 4] = [
    Market {
        on: date(2026, 11, 21),
        models: &[
            "claude-opus-5-5",
            "claude-sonnet-5-5",
            "claude-haiku-5-5",
            "claude-haiku-4-5",
            "claude-sonnet-4-6",
            "claude-opus-4-5",
            "claude-opus-4-8",
            "claude-fable-5-2",
        ],
        us_only: false,
    },
    Market {
        on: date(2026, 11, 21),
        models: &["claude-opus-5-5", "claude-haiku-5-5", "claude-sonnet-4-6", "claude-fable-5-2"],
        us_only: true,
    },
    Market {
        on: date(2026, 3, 1),
        models: &["claude-opus-4-6", "claude-sonnet-4-6", "claude-haiku-4-5", "claude-sonnet-4-5"],
        us_only: false,
    },
    Market { on: date(2026, 11, 21), models: &["claude-haiku-5-5", "claude-haiku-4-5"], us_only: false },
];

/// A size in tokens: none, whole thousands (decisions are then exact), anything, or a trifle.
fn size(max: f64) -> BoxedStrategy<f64> {
    prop_oneof![
        1 => Just(0.0),
        5 => (0..=(max / 1e3) as u32).prop_map(|n| f64::from(n) * 1e3),
        3 => 0.0..=max,
        3 => (0..=(max / 10.0) as u32).prop_map(f64::from),
        1 => 1e-6..1.0,
    ]
    .boxed()
}

/// A chance, its ends included.
fn chance() -> BoxedStrategy<f64> {
    prop_oneof![1 => Just(0.0), 2 => Just(1.0), 2 => 0.9..1.0, 3 => 0.0..1.0].boxed()
}

/// Shares that add up to 1, down to the smallest that a router may have.
fn shares(n: usize) -> BoxedStrategy<Vec<f64>> {
    let small = prop_oneof![Just(0.001), 0.001..0.01, 0.01..0.4];
    proptest::collection::vec(small, n - 1)
        .prop_map(|mut shares| {
            shares.push(1.0 - shares.iter().sum::<f64>());
            shares
        })
        .boxed()
}

fn mix(models: &'static [&'static str]) -> BoxedStrategy<Vec<Share>> {
    (1..=3usize.min(models.len()))
        .prop_flat_map(move |n| (subsequence(models, n).prop_shuffle(), shares(n)))
        .prop_map(|(models, shares)| {
            let share = |(model, share): (&str, f64)| Share { model: model.into(), share };
            models.into_iter().zip(shares).map(share).collect()
        })
        .boxed()
}

fn work() -> BoxedStrategy<Work> {
    let requests = prop_oneof![2 => 1u32..12, 4 => 12u32..150, 1 => 150u32..500].prop_map(f64::from);
    let spread = prop_oneof![2 => Just(1.0), 2 => Just(3.0), 1 => 1.0..5.0];
    let per_message = prop_oneof![Just(10.0), Just(1.0), 0.1..20.0];
    let messages = prop_oneof![3 => Just(None), 1 => (0.1..30.0).prop_map(Some)];
    (0.0..12.0, 0u32..=31, requests, messages, per_message, spread)
        .prop_map(|(sessions_per_day, days, requests, messages, requests_per_message, spread)| Work {
            sessions_per_day,
            active_days: days.into(),
            messages: messages.unwrap_or(requests / requests_per_message).max(0.1),
            requests_per_message,
            spread,
        })
        .boxed()
}

fn shape() -> BoxedStrategy<Shape> {
    let floor = prop_oneof![6 => size(60e3), 2 => size(190e3), 1 => size(1.1e6)];
    let growth = prop_oneof![6 => size(5e3), 2 => size(30e3), 1 => size(3e5)];
    (floor, growth, size(5e3)).prop_map(|(floor, growth, output)| Shape { floor, growth, output }).boxed()
}

fn cache() -> BoxedStrategy<Cache> {
    let source = select(vec![HitSource::Given, HitSource::Given, HitSource::Reported, HitSource::Rhythm]);
    let lifetime = select(vec![None, Some(Lifetime::FiveMinutes), Some(Lifetime::OneHour)]);
    (proptest::bool::weighted(0.85), source, chance(), chance(), 0.0..6.0, chance(), chance(), lifetime)
        .prop_map(|(on, source, hit_rate, reported, pauses_5m, long, warm, lifetime)| Cache {
            on,
            source,
            hit_rate,
            reported,
            pauses_5m,
            pauses_60m: pauses_5m * long,
            long_pauses: 0.003,
            warm,
            lifetime,
        })
        .boxed()
}

fn compaction() -> BoxedStrategy<Compaction> {
    let trigger = select(vec![Trigger::Off, Trigger::Auto, Trigger::Threshold, Trigger::Threshold]);
    let threshold = prop_oneof![
        4 => (10u32..250).prop_map(|n| f64::from(n) * 1e3),
        2 => 1e3..3e5,
        1 => 1e5..1.2e6,
        1 => select(vec![200e3, 1e6]),
    ];
    let every = prop_oneof![4 => Just(0), 1 => Just(1), 2 => 2u32..8, 2 => 8u32..80].prop_map(f64::from);
    let kept = prop_oneof![3 => size(40e3), 1 => size(400e3)];
    let method = select(vec![Method::Summarise, Method::Prune]);
    (trigger, threshold, every, method, size(12e3), size(20e3), kept, size(3e3))
        .prop_map(|(trigger, threshold, every, method, summary, reacquire, kept, price)| Compaction {
            trigger,
            threshold,
            every,
            method,
            idle: false,
            summary,
            reacquire,
            kept,
            prune_price: price / 3e3,
        })
        .boxed()
}

fn agents(models: &'static [&'static str]) -> BoxedStrategy<Agents> {
    let count = prop_oneof![3 => Just(0.0), 1 => Just(1.0), 1 => 0.0..20.0];
    (count, select(models), prop_oneof![1u32..60, 60u32..400], shape())
        .prop_map(|(count, model, turns, shape)| Agents {
            count,
            model: model.into(),
            turns: turns.into(),
            shape,
        })
        .boxed()
}

fn batch(models: &'static [&'static str]) -> BoxedStrategy<Batch> {
    let jobs = prop_oneof![3 => Just(0.0), 1 => 0.0..1e5];
    (jobs, select(models), size(400e3), size(20e3))
        .prop_map(|(jobs, model, input, output)| Batch { jobs, model: model.into(), input, output })
        .boxed()
}

fn team(presets_have_prices: bool) -> BoxedStrategy<Team> {
    let own = prop_oneof![3 => Just(1.0), 1 => 0.0..50.0];
    let others = prop_oneof![4 => Just(0.0), 1 => 0.0..20.0];
    let others = if presets_have_prices { others.boxed() } else { Just(0.0).boxed() };
    let groups = prop_oneof![2 => Just(Vec::new()), 1 => vec(group(presets_have_prices), 1..4)];
    (own, others.clone(), others.clone(), others, groups)
        .prop_map(|(own, light, average, heavy, groups)| {
            let mut team = Team { own, ..Team::default() };
            for (preset, people) in LIKES.into_iter().zip([light, average, heavy]) {
                team.set_like(preset, people);
            }
            team.groups.extend(groups);
            team
        })
        .boxed()
}

/// A group that differs from the first one or from a preset in some of the inputs that it may.
fn group(presets_have_prices: bool) -> BoxedStrategy<Group> {
    let preset = prop_oneof![1 => Just(None), 1 => select(LIKES.to_vec()).prop_map(Some)];
    let like = if presets_have_prices { preset.boxed() } else { Just(None).boxed() };
    let some = |numbers: std::ops::Range<f64>| option::weighted(0.4, numbers);
    let kind = (0.05..0.95f64, 0.5..30.0f64).prop_map(|(share, messages)| {
        let own = Differences { numbers: vec![("messages", messages)], ..Differences::default() };
        OwnKinds {
            first: "Feature".into(),
            others: vec![SessionKind { name: "Question".into(), share, own }],
        }
    });
    let kinds = option::weighted(0.3, kind);
    let cloud = select(Cloud::ALL.to_vec()).prop_map(Pays::Cloud);
    let pays = prop_oneof![4 => Just(Pays::AsScenario), 1 => Just(Pays::Key), 2 => cloud];
    let numbers = (some(0.0..12.0), some(0.0..31.0), some(0.1..40.0));
    ("[A-Za-z _-]{0,12}", 0.0..30.0f64, like, numbers, kinds, pays)
        .prop_map(|(name, people, like, (sessions, days, messages), kinds, pays)| {
            let numbers = [("sessions", sessions), ("days", days), ("messages", messages)];
            let numbers = numbers.into_iter().filter_map(|(key, number)| Some((key, number?))).collect();
            // The reference walks one kind after another, and a reported rate is that of all kinds.
            let choices = kinds.iter().map(|_| ("hitFrom", "given")).collect();
            let own = Differences { numbers, choices, ..Differences::default() };
            Group { name, people, like, pays, days_off: None, own, kinds }
        })
        .boxed()
}

fn around(models: &'static [&'static str], today: bool) -> BoxedStrategy<(Agents, Batch, Team, f64, f64)> {
    let price = || prop_oneof![Just(0.0), 0.0..0.1];
    (agents(models), batch(models), team(today), price(), price()).boxed()
}

/// Any scenario that can be tried; some do not fit their window or have an impossible hit rate.
pub fn any_scenario() -> BoxedStrategy<Scenario> {
    (0..MARKETS.len()).prop_flat_map(in_market).boxed()
}

fn in_market(market: usize) -> BoxedStrategy<Scenario> {
    let Market { on, models, us_only } = MARKETS[market];
    let today = on == date(2026, 11, 21);
    let payment = select(vec![Payment::ApiKey, Payment::Subscription, Payment::Cloud]);
    let payment = (payment, select(Cloud::ALL.to_vec()));
    let basis = prop_oneof![9 => Just(Basis::Work), 1 => Just(Basis::Totals)];
    let routing = select(vec![Routing::PerSession, Routing::PerRequest]);
    let tokenizer = select(vec![Tokenizer::Since2026, Tokenizer::Classic]);
    let factor = prop_oneof![2 => Just(1.0), 2 => Just(1.3), 1 => 1.0..2.0];
    let totals = (size(1e6), size(1e6), size(1e6), size(1e7), size(1e6)).prop_map(
        |(input, write_5m, write_1h, read, output)| Totals { input, write_5m, write_1h, read, output },
    );
    let rework = prop_oneof![3 => Just(0.0), 1 => chance()];
    let discount = prop_oneof![3 => Just(0.0), 1 => -1.0..0.9];
    let window = select(vec![Window::Agent, Window::Agent, Window::Small, Window::Large]);
    let more = (discount, window, select(vec![1u32, 3, 4]));
    let choices = (payment, basis, routing, tokenizer, factor, any::<bool>(), any::<bool>(), rework, more);
    let session = (work(), mix(models), shape(), cache(), compaction(), totals);
    (choices, session, around(models, today))
        .prop_map(move |(choices, session, around)| {
            let ((payment, cloud), basis, routing, tokenizer, tokenizer_factor, us, fast, rework, more) =
                choices;
            let (work, mix, shape, cache, compaction, totals) = session;
            let (agents, batch, team, background, router_price) = around;
            Scenario {
                payment,
                cloud,
                basis,
                work,
                totals,
                mix,
                routing,
                router_price,
                rework,
                shape,
                cache,
                compaction,
                tokenizer,
                tokenizer_factor,
                us_only: us_only && us,
                fast,
                discount: more.0,
                window: more.1,
                agents,
                background,
                batch,
                team,
                ..Preset::Average.scenario(on, more.2)
            }
        })
        .boxed()
}
