//! The same work elsewhere: what is computed is the estimate's own usage at other rates.

use sawtooth::decisions::payment::paid;
use sawtooth::decisions::vendors::{Change, Compared, Row, compare};
use sawtooth::model::estimate::{Answer, estimate};
use sawtooth::prices::plans::shipped as plans;
use sawtooth::prices::vendors::{VendorList, Why};
use sawtooth::prices::{Class, Model, RateTable, Rates, date};
use sawtooth::scenario::{
    Basis, Cloud, Group, HitSource, PayWith, Payment, Pays, Preset, Routing, Scenario, Share, Trigger,
};

use super::TODAY;

fn answer(change: impl Fn(&mut Scenario)) -> Answer {
    let table = RateTable::shipped();
    let mut scenario = Preset::Average.scenario(TODAY, table.revision);
    change(&mut scenario);
    let found = estimate(&table, &scenario);
    found.answer.unwrap_or_else(|| panic!("{:?}", found.problems))
}

fn compared(answer: &Answer) -> Compared {
    compare(&VendorList::shipped(), &plans(), answer).expect("a price")
}

fn row(found: &Compared, id: &str) -> Row {
    let list = VendorList::shipped();
    found.rows.iter().find(|row| list.models[row.model].id == id).expect(id).clone()
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs())
}

/// A list whose one model is ours, by another name.
fn list_with(model: &Model) -> VendorList {
    let price = model.price(TODAY, RateTable::shipped().revision).expect("a price");
    let rates = |r: &Rates| {
        format!(
            r#"{{"input": {}, "output": {}, "read": {}, "write": {}, "write_1h": {}}}"#,
            r.input, r.output, r.read, r.write_5m, r.write_1h
        )
    };
    let step = price.step.as_ref().map_or(String::new(), |step| {
        format!(r#", "step": {{"above": {}, "rates": {}}}"#, step.above, rates(&step.rates))
    });
    VendorList::parse(&format!(
        r#"{{"schema": "sawtooth-vendors/1", "unit": "USD per million tokens", "since": "2026-11-21",
        "sources": {{"s": "ours"}}, "models": [{{"id": "m", "name": "M", "vendor": "V", "batch": 0.5,
        "checked": "2026-11-28", "source": ["s"], "prices": [{{"rates": {}{step}}}]}}]}}"#,
        rates(&price.rates)
    ))
    .expect("valid")
}

/// All of the work on one model of ours.
fn alone(scenario: &mut Scenario, id: &str) {
    scenario.each_kind(|one| one.mix = vec![Share { model: id.into(), share: 1.0 }]);
    (scenario.agents.model, scenario.batch.model) = (id.into(), id.into());
}

type Edit = (&'static str, fn(&mut Scenario));

const WORKS: [Edit; 8] = [
    ("typical", |_| {}),
    ("long sessions", |s| (s.work.messages, s.work.spread) = (40.0, 1.2)),
    ("compacted", |s| (s.compaction.trigger, s.compaction.threshold) = (Trigger::Threshold, 80e3)),
    ("by its rhythm", |s| s.cache.source = HitSource::Rhythm),
    ("without a cache", |s| s.cache.on = false),
    ("sub-agents and jobs", |s| {
        (s.agents.count, s.agents.shape.floor) = (3.0, 30e3);
        (s.batch.jobs, s.batch.input, s.batch.output) = (200.0, 120e3, 2e3);
    }),
    ("kinds", |s| {
        s.add_kind_of("Quick question", 3.0, |kind| kind.work.messages = 1.0);
    }),
    ("a team", |s| {
        s.team.own = 3.0;
        s.add_group(Group { name: "Back end".into(), people: 8.0, ..Group::default() });
        s.edit_group(1, |one| one.work.active_days = 18.0);
    }),
];

#[test]
fn our_own_model_through_the_same_path_costs_what_the_estimate_says() {
    let table = RateTable::shipped();
    for id in ["claude-opus-5-5", "claude-sonnet-5-5", "claude-haiku-5-5", "claude-opus-4-6"] {
        let list = list_with(table.model(id).expect(id));
        for (name, work) in WORKS {
            let answer = answer(|s| {
                work(s);
                alone(s, id);
            });
            let found = compare(&list, &plans(), &answer).expect("a price");
            let month = found.rows[0].now.usd;
            assert!(near(found.yours, answer.month.total), "{id}, {name}: {} at the top", found.yours);
            assert!(near(month, answer.month.total), "{id}, {name}: {month}, not {}", answer.month.total);
        }
    }
}

/// Above its step a prompt of Haiku 5.5 costs five times as much: were steps not seen, the test
/// above could not tell.
#[test]
fn a_step_counts() {
    let answer = answer(|s| alone(s, "claude-haiku-5-5"));
    let list = list_with(RateTable::shipped().model("claude-haiku-5-5").expect("shipped"));
    let share = compare(&list, &plans(), &answer).expect("a price").rows[0].above_step.expect("a step");
    assert!(share > 0.1 && share < 0.9, "{share}");
    let found = compared(&answer);
    let of = |id: &str| row(&found, id).above_step;
    assert_eq!(of("GLM-5.3"), None);
    let (grok, sol) = (of("grok-4.7").expect("at 200K"), of("gpt-6.1-sol").expect("at 272K"));
    assert!(sol < grok && grok < share, "{sol} {grok} {share}");
}

/// The mix of three models, some of whose sessions are done again by the most expensive one.
#[test]
fn the_tokens_are_those_of_the_estimate() {
    let ways: [Edit; 3] = [
        ("per session", |s| s.rework = 0.1),
        ("per request", |s| s.routing = Routing::PerRequest),
        ("with jobs", |s| (s.batch.jobs, s.batch.input) = (100.0, 50e3)),
    ];
    for (name, way) in ways {
        let answer = answer(way);
        let found = compared(&answer);
        for class in Class::ALL {
            let lines = answer.month.lines.iter().filter_map(|line| line.of);
            let tokens: f64 = lines.filter(|of| of.class == class).map(|of| of.tokens).sum();
            let counted = found.tokens[class as usize];
            assert!(near(counted, tokens), "{name}, {class:?}: {counted}, not {tokens}");
        }
        assert!(found.rows.iter().all(|row| row.now.usd > found.without_tokens), "{name}");
    }
}

#[test]
fn yours_is_the_headline_at_api_prices() {
    let ways: [Edit; 7] = [
        ("API", |_| {}),
        ("a cloud", |s| (s.payment, s.cloud) = (Payment::Cloud, Cloud::BedrockRegional)),
        ("a plan", |s| s.pay_with(PayWith::Plan("max".into()))),
        ("no plan yet", |s| s.payment = Payment::Subscription),
        ("a discount", |s| s.discount = 0.15),
        ("fast", |s| s.fast = true),
        ("a team", |s| {
            s.add_group(Group { name: "Back end".into(), people: 8.0, ..Group::default() });
            s.team.set_pays(1, Pays::Plan("team-premium".into()));
            s.batch.jobs = 10.0;
        }),
    ];
    for (name, way) in ways {
        let answer = answer(way);
        let (yours, headline) = (compared(&answer).yours, paid(&plans(), &answer).at_api_prices);
        assert!(near(yours, headline), "{name}: {yours}, not {headline}");
    }
}

/// By hand: 100K input, 50K writes, 2M reads and 20K output a session on GPT-6.1 Sol, 2/10, read
/// 0.10, write 2.50: $0.2 + $0.125 + $0.2 + $0.2 = $0.725; on GLM-5.3, 1.4/4.4 and read 0.26, where
/// writes are input: $0.14 + $0.07 + $0.52 + $0.088 = $0.818. 6 sessions on each of 20 days.
#[test]
fn totals_are_priced_by_hand() {
    let answer = answer(|s| {
        s.basis = Basis::Totals;
        alone(s, "claude-opus-5-5");
        let totals = &mut s.totals;
        (totals.input, totals.write_5m, totals.write_1h) = (100e3, 50e3, 0.0);
        (totals.read, totals.output) = (2e6, 20e3);
        (s.work.sessions_per_day, s.work.active_days) = (6.0, 20.0);
        s.background = 0.0;
    });
    let found = compared(&answer);
    assert!(near(row(&found, "gpt-6.1-sol").now.usd, 0.725 * 120.0));
    assert!(near(row(&found, "GLM-5.3").now.usd, 0.818 * 120.0));
    assert!(!found.sees_steps && found.rows.iter().all(|row| !row.too_long));
}

/// 1,000 jobs of 10K in and 1K out: on GPT-6.1 Sol at half of $30, on Grok 4.7 at 0.8 of $26, and
/// on GLM-5.3, which has no batch price, $18.40.
#[test]
fn jobs_cost_what_a_vendor_takes_for_batches() {
    let with = |jobs: f64| {
        let answer = answer(|s| {
            alone(s, "claude-opus-5-5");
            (s.batch.jobs, s.batch.input, s.batch.output) = (jobs, 10e3, 1e3);
        });
        compared(&answer)
    };
    let (none, all) = (with(0.0), with(1000.0));
    for (id, usd) in [("gpt-6.1-sol", 15.0), ("grok-4.7", 20.8), ("GLM-5.3", 18.4)] {
        let jobs = row(&all, id).now.usd - row(&none, id).now.usd;
        assert!((jobs - usd).abs() < 1e-6, "{id}: {jobs}");
    }
}

#[test]
fn what_changes_has_its_day_and_its_month() {
    let found = compared(&answer(|_| {}));
    let argon = row(&found, "gemini-4-argon");
    let [Change::Price { on, month }] = argon.changes[..] else { panic!("{:?}", argon.changes) };
    let doubled = 2.0 * (argon.now.usd - found.without_tokens) + found.without_tokens;
    assert!(on == date(2026, 12, 1) && near(month.usd, doubled));
    assert_eq!(row(&found, "o3").changes, [Change::Ends { on: date(2026, 12, 11) }]);
    assert_eq!(row(&found, "gpt-6-sol").changes, []);
    let later = compared(&answer(|s| s.priced_on = date(2026, 12, 1)));
    assert!(near(row(&later, "gemini-4-argon").now.usd, month.usd));
    let list = VendorList::shipped();
    let ended = later.ended.iter().map(|place| list.models[*place].id.as_str());
    let ended: Vec<&str> = ended.filter(|id| id.starts_with("gemini")).collect();
    assert_eq!(ended, ["gemini-2.5-flash", "gemini-2.5-pro"]);
    assert_eq!(later.rows.len() + later.ended.len(), 71);
}

#[test]
fn an_unknown_price_has_two_ends() {
    let found = compared(&answer(|_| {}));
    let sol = row(&found, "gpt-5.6-sol").now;
    let (low, high) = sol.ends();
    assert_eq!(sol.other.map(|(why, _)| why), Some(Why::Promotion));
    assert!(low < high && near(low, sol.usd));
    let (low, high) = row(&found, "deepseek-v4-pro").now.ends();
    let doubled = 2.0 * (low - found.without_tokens) + found.without_tokens;
    assert!(near(high, doubled));
}

#[test]
fn before_its_first_day_the_list_has_no_prices_of_its_own() {
    let found = compared(&answer(|s| s.priced_on = date(2026, 10, 15)));
    assert_eq!(found.day, date(2026, 11, 21));
}

#[test]
fn a_model_with_no_price_yet_is_named_and_not_priced() {
    let text = include_str!("../../src/prices/data/vendors.json");
    let late = text.replace(r#""from": "2026-11-18""#, r#""from": "2027-03-01""#);
    let list = VendorList::parse(&late).expect("valid");
    let found = compare(&list, &plans(), &answer(|_| {})).expect("a price");
    let names: Vec<&str> = found.not_yet.iter().map(|place| list.models[*place].id.as_str()).collect();
    assert_eq!(names, ["gemini-4-neon"]);
}

#[test]
fn a_prompt_that_is_too_long_is_seen() {
    let found = compared(&answer(|s| (s.work.messages, s.work.spread) = (40.0, 1.2)));
    assert!(found.longest_prompt > 272e3, "{}", found.longest_prompt);
    assert!(row(&found, "gpt-5.2").too_long && row(&found, "composer-2.5").too_long);
    assert!(!row(&found, "gpt-6-sol").too_long);
    let short = compared(&answer(|s| (s.work.messages, s.work.spread) = (1.0, 1.0)));
    assert!(short.rows.iter().all(|row| !row.too_long));
}
