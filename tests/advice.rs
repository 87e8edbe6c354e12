//! Common claims: every one opens, is measured, and stands or falls with the prices.

use sawtooth::decisions::claims::{self, Checked, Claim, Said, Verdict, check};
use sawtooth::model::estimate::estimate;
use sawtooth::model::usage::Source;
use sawtooth::prices::plans;
use sawtooth::prices::{Class, Date, PriceTier, RateTable, date};
use sawtooth::scenario::link;
use sawtooth::scenario::{Preset, PriceKey};
use sawtooth::view::{self, Locale};

const TODAY: Date = date(2026, 11, 21);
/// The claims that the section must have.
const TOPICS: [&str; 12] = [
    "fifty-turns",
    "compact-every-call",
    "compact-15-20",
    "route-70-20-10",
    "model-mid-session",
    "haiku-60",
    "claude-md-9",
    "hit-70",
    "auto-compact-95",
    "plan-a-day",
    "one-big-session",
    "sonnet-50-opus-5",
];

fn claim(id: &str) -> Claim {
    claims::shipped().into_iter().find(|claim| claim.id == id).unwrap_or_else(|| panic!("{id} is gone"))
}

fn checked(id: &str) -> Checked {
    check(&RateTable::shipped(), &plans::shipped(), &claim(id), TODAY)
}

fn near(value: f64, expected: f64, digits: f64, what: &str) {
    assert!((value - expected).abs() <= digits, "{what}: {value}, not {expected}");
}

#[test]
fn every_topic_is_there() {
    let shipped = claims::shipped();
    let missing = |id: &&str| !shipped.iter().any(|claim| claim.id == *id);
    assert_eq!(TOPICS.into_iter().filter(|id| missing(id)).collect::<Vec<_>>(), Vec::<&str>::new());
}

/// The file's links are as the page would write them, and open to a price and their name.
#[test]
fn every_link_opens() {
    let table = RateTable::shipped();
    let text = include_str!("../src/decisions/claims/claims.json");
    for line in lines() {
        let opened = link::decode(&line.link);
        assert_eq!(opened.faults, vec![], "{}", line.id);
        let scenario = opened.scenario.unwrap();
        assert!(line.link.len() <= link::LONGEST, "{}: {}", line.id, line.link.len());
        for part in [Some(&scenario), scenario.baseline.as_deref()].into_iter().flatten() {
            assert!(!part.name.is_empty(), "{} has no name", line.id);
            let answer = estimate(&table, part).answer;
            assert!(answer.is_some_and(|a| a.month.total > 0.0), "{} has no price", line.id);
        }
    }
    for claim in claims::shipped() {
        let mut alone = claim.scenario.clone();
        let before = alone.baseline.take();
        for part in [Some(alone), before.map(|b| *b)].into_iter().flatten() {
            let link = link::encode(&part);
            assert!(text.contains(&format!("\"{link}\"")), "{}: write it {link}", claim.id);
        }
    }
}

#[test]
fn every_claim_is_measured() {
    for claim in claims::shipped() {
        let checked = check(&RateTable::shipped(), &plans::shipped(), &claim, TODAY);
        assert!(checked.measured.is_some_and(f64::is_finite), "{}: {checked:?}", claim.id);
        assert!(checked.times.is_none_or(|t| t.is_finite() && t > 0.0), "{}: {checked:?}", claim.id);
        assert_ne!(checked.verdict, Verdict::Unknown, "{}", claim.id);
    }
}

/// MODEL.md section 10, REAL_USAGE.md's presets, and the rows of `vectors/advice.json`.
#[test]
fn what_is_measured_is_what_the_model_s_vectors_say() {
    let table = [
        ("fifty-turns", 2.22, 1e-9),
        ("claude-md-9", 0.1107, 1e-9),
        ("preamble-89", 0.894_25, 1e-9),
        ("auto-compact-95", 167_000.0, 0.0),
        ("plan-a-day", 100.0 / 20.0, 0.0),
        // "3.6 times as expensive"
        ("hit-70", 3.6, 0.05),
    ];
    for (id, expected, digits) in table {
        near(checked(id).measured.unwrap(), expected, digits, id);
    }
    let preamble = checked("preamble-89").compared.unwrap();
    near(preamble.before, 1.8, 1e-9, "uncached");
    near(preamble.after, 0.190_35, 1e-9, "cached");
    let routed = checked("route-70-20-10");
    near(routed.compared.unwrap().before, 2.672_856, 5e-7, "all Opus");
    let bill = estimate(&RateTable::shipped(), &routed.scenario).answer.unwrap().session;
    near(bill.of_source(Source::Main), 1.230_920, 5e-7, "routed per request");
}

/// What is claimed is what the worked examples quote.
#[test]
fn the_numbers_said_are_those_of_the_sources() {
    let rows: Vec<serde_json::Value> = serde_json::from_str(include_str!("vectors/advice.json")).unwrap();
    let table = [
        ("fifty-turns", "004-uncached-model", "says", 1.0),
        ("claude-md-9", "002-claudemd-9usd", "says", 1.0),
        ("haiku-60", "003-60x", "expect", 1.0),
        ("auto-compact-95", "001-95pct", "says", 1.0),
        ("preamble-89", "004-preamble-saving", "shows", 100.0),
        ("compact-every-call", "004-compact-saving", "shows", 100.0),
    ];
    for (id, vector, key, percent) in table {
        let row = rows.iter().find(|row| row["id"] == vector).unwrap();
        let quoted: f64 = row[key].as_str().unwrap().parse().unwrap();
        let Said::About { value, .. } = claim(id).said else { panic!("{id} says no number") };
        near(value * percent, quoted, 1e-9, id);
    }
}

#[test]
fn verdicts_as_of_this_price_list() {
    let table = [
        ("fifty-turns", Verdict::Wrong),
        ("compact-every-call", Verdict::Opposite),
        ("compact-15-20", Verdict::Right),
        ("route-70-20-10", Verdict::Wrong),
        ("model-mid-session", Verdict::Opposite),
        ("haiku-60", Verdict::Wrong),
        ("claude-md-9", Verdict::Wrong),
        ("hit-70", Verdict::Wrong),
        ("auto-compact-95", Verdict::Wrong),
        ("plan-a-day", Verdict::Wrong),
        ("one-big-session", Verdict::Opposite),
        ("sonnet-50-opus-5", Verdict::Right),
        ("preamble-89", Verdict::Right),
    ];
    for (id, verdict) in table {
        assert_eq!(checked(id).verdict, verdict, "{id}: {:?}", checked(id));
    }
    assert_eq!(table.len(), claims::shipped().len());
}

/// A cache that reads at the input's price: what the fifty turns are said to cost is then
/// about right, and no word of the reason has to change.
#[test]
fn a_changed_price_changes_the_verdict_and_not_the_prose() {
    let plans = plans::shipped();
    let mut table = RateTable::shipped();
    let mut claim = claim("fifty-turns");
    let before = view::claims::lines(&[claim.clone()], &table, &plans, TODAY, &Locale::default());
    for row in table.models.iter_mut().flat_map(|model| &mut model.prices) {
        row.rates.read = row.rates.input;
    }
    let after = view::claims::lines(&[claim.clone()], &table, &plans, TODAY, &Locale::default());
    assert_eq!((before[0].kind, after[0].kind), (Verdict::Wrong, Verdict::Right));
    assert_eq!((&before[0].because, &before[0].said), (&after[0].because, &after[0].said));
    assert_ne!(before[0].found, after[0].found);
    // The same by an own price.
    let key = |class| PriceKey { model: "claude-sonnet-4-6".into(), tier: PriceTier::Lower, class };
    claim.scenario.overrides.insert(key(Class::Read), 3.0);
    assert_eq!(check(&RateTable::shipped(), &plans, &claim, TODAY).verdict, Verdict::Right);
    // A plan's price is one too.
    let mut plans = plans;
    plans.iter_mut().filter(|plan| plan.id == "max").for_each(|plan| plan.usd_month = 66.0);
    let day = check(&RateTable::shipped(), &plans, &self::claim("plan-a-day"), TODAY);
    assert_eq!(day.verdict, Verdict::Right);
}

#[test]
fn what_is_dated_keeps_its_day_and_all_else_is_priced_today() {
    let later = date(2027, 3, 1);
    let earlier = date(1970, 1, 1);
    for claim in claims::shipped() {
        for (today, expected) in [(later, later), (earlier, claim.scenario.priced_on)] {
            let checked = check(&RateTable::shipped(), &plans::shipped(), &claim, today);
            let day = if claim.dated { claim.scenario.priced_on } else { expected };
            assert_eq!(checked.scenario.priced_on, day, "{}", claim.id);
            assert_eq!(checked.scenario.baseline.map_or(day, |b| b.priced_on), day, "{}", claim.id);
            assert_ne!(checked.verdict, Verdict::Unknown, "{}", claim.id);
        }
    }
}

#[test]
fn without_a_price_or_a_plan_there_is_no_verdict() {
    let mut table = RateTable::shipped();
    table.models.clear();
    for claim in claims::shipped() {
        assert_eq!(check(&table, &[], &claim, TODAY).verdict, Verdict::Unknown, "{}", claim.id);
    }
    assert_eq!(check(&RateTable::shipped(), &[], &claim("plan-a-day"), TODAY).verdict, Verdict::Unknown);
    let mut idle = claim("plan-a-day");
    idle.scenario.work.active_days = 0.0;
    assert_eq!(check(&RateTable::shipped(), &plans::shipped(), &idle, TODAY).verdict, Verdict::Unknown);
}

#[test]
fn a_verdict_is_the_distance_to_what_is_measured() {
    let table = [
        (2.22, Verdict::Right),
        (2.4, Verdict::Right),
        (2.6, Verdict::Nearly),
        (1.8, Verdict::Nearly),
        (3.0, Verdict::Wrong),
        (1.0, Verdict::Wrong),
    ];
    for (value, verdict) in table {
        let mut claim = claim("fifty-turns");
        claim.said = Said::About { value, within: 0.1 };
        assert_eq!(check(&RateTable::shipped(), &[], &claim, TODAY).verdict, verdict, "{value}");
    }
}

#[test]
fn the_words_say_what_is_found() {
    let table = [
        ("fifty-turns", "$15.30 a session", "$2.22 a session on the API", "Wrong: 6.9 times too high"),
        (
            "route-70-20-10",
            "68% less",
            "52% less: $1.29 instead of $2.67 a session on the API",
            "Wrong: 1.3 times too high",
        ),
        (
            "one-big-session",
            "a saving",
            "53% more: $143 instead of $94 a month on the API",
            "Wrong: it costs more",
        ),
        ("auto-compact-95", "190K tokens", "167K tokens", "Wrong: 1.1 times too high"),
        ("plan-a-day", "$3.33 a day", "$5.00 an active day", "Wrong: 1.5 times too low"),
    ];
    let lines = lines();
    for (id, said, found, verdict) in table {
        let line = lines.iter().find(|line| line.id == id).unwrap();
        assert_eq!(
            (line.said.as_str(), line.found.as_str(), line.verdict.as_str()),
            (said, found, verdict),
            "{id}"
        );
    }
    for line in &lines {
        let all = [&line.claim, &line.from, &line.because, &line.link_label, &line.said, &line.found];
        assert!(all.iter().all(|text| !text.is_empty() && !text.contains("NaN")), "{line:?}");
        assert!(!line.because.contains('$'), "{} gives dollars in its reason", line.id);
    }
    assert!(lines.iter().all(|line| line.link.starts_with("#s1~")));
    let all = view::claims::claims(
        &claims::shipped(),
        &RateTable::shipped(),
        &plans::shipped(),
        TODAY,
        &Locale::default(),
    );
    assert_eq!((all.finding.as_str(), all.lines), ("3 of 13 common claims hold", lines));
}

#[test]
fn a_broken_file_says_where() {
    let claim = |rest: &str| {
        format!(
            "{{\"schema\": \"sawtooth-advice/1\", \"claims\": [{{\"id\": \"x\", \"claim\": \"c\", \"from\": \"f\", \
             \"because\": \"b\", {rest}}}]}}"
        )
    };
    let link = format!("\"link\": \"{}\"", link::encode(&Preset::Average.scenario(TODAY, 1)));
    let table = [
        ("[".to_string(), "advice: not JSON from line 1 on"),
        ("{\"schema\": \"x\", \"claims\": []}".into(), "advice: not \"sawtooth-advice/1\""),
        (claim("\"measure\": \"session\", \"over\": 0, \"link\": \"s1\""), "x: \"s1\" is no whole link"),
        (
            claim(&format!("\"measure\": \"cost\", \"over\": 0, {link}")),
            "x: measure: unknown variant `cost`, expected one of `session`, `saving`, `times`, `peak`, `plan-day`",
        ),
        (
            claim(&format!("\"measure\": \"saving\", \"over\": 0, {link}")),
            "x: before is there for a saving and for times, and only for them",
        ),
        (claim(&format!("\"measure\": \"session\", {link}")), "x: over is missing"),
        (claim(&format!("\"measure\": \"session\", \"about\": 1, {link}")), "x: within is missing"),
        (
            claim(&format!("\"measure\": \"session\", \"about\": 1, \"over\": 1, {link}")),
            "x: there is either about with within, or over",
        ),
        (claim(&format!("\"measure\": \"plan-day\", \"over\": 0, {link}")), "x: plan is missing"),
        (
            claim(&format!("\"measure\": \"peak\", \"plan\": \"pro\", \"over\": 0, {link}")),
            "x: plan is there for plan-day, and only for it",
        ),
        (
            claim(&format!("\"measure\": \"session\", \"about\": 0, \"within\": 1, {link}")),
            "x: about: 0 is not a positive number",
        ),
    ];
    for (text, error) in table {
        let told = claims::parse(&text).expect_err(error);
        assert_eq!(told.split(" at line ").next(), Some(error));
    }
}

fn lines() -> Vec<view::claims::ClaimLine> {
    let (table, plans) = (RateTable::shipped(), plans::shipped());
    view::claims::lines(&claims::shipped(), &table, &plans, TODAY, &Locale::default())
}
