//! The share link and the scenario file: printer and reader side by side.
//!
//! A link's fragment is readable and made of RFC 3986's unreserved characters alone,
//! so that no chat program rewrites it:
//!
//! ```text
//! s1~average1~on-2026-11-21~rev-1~sessions-6~mix-opus-5-5_0.7_sonnet-5-5_0.3~ley
//! |  |        |             |     |                                          check
//! |  |        |             |     only what differs from the preset
//! |  preset   day and revision of the prices
//! schema
//! ```
//!
//! Reading never guesses: what cannot be read is a [`Fault`], and the scenario beside
//! the faults holds what could be.

use crate::prices::{Class, Date, PriceTier};
use crate::scenario::{
    CHOICES, FIELDS, GROUP_KEYS, KIND_KEYS, LONGEST_NAME, LONGEST_NOTE, MOST_BESIDE, MOST_DAYS_OFF,
    MOST_JOINERS, MOST_STATED, Own, PlanKey, Preset, PriceKey, Scenario, Share, TASK_KEYS, Term, WORDS,
    choice, field, in_order, word,
};

pub mod digits;
pub mod file;
mod from_logs;
mod groups;
mod kinds;
pub mod managed;
mod own;
mod payers;
mod ranges;
mod tasks;
mod text;
mod year;

const SCHEMA: u32 = 1;
/// Longer ones are cut by mail programs; the page then offers a file.
pub const LONGEST: usize = 2_000;
/// More than the longest notes in any script need, one's own and those beside it, whose escapes
/// are escaped again. Address and storage hold such links too.
pub const LONGEST_READ: usize = 72_000;

/// What was read, and what could not be. Without faults the scenario is whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    pub scenario: Option<Scenario>,
    pub faults: Vec<Fault>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// There is no scenario in it at all.
    NotOurs,
    TooLong {
        length: usize,
    },
    /// The check characters do not fit: cut off or changed on its way.
    Damaged,
    /// Made by a later version of the page.
    TooNew {
        schema: String,
    },
    UnknownPreset {
        name: String,
    },
    UnknownKey {
        key: String,
    },
    BadValue {
        key: String,
        value: String,
    },
    Missing {
        key: &'static str,
    },
    /// The same input twice; the first counts.
    Repeated {
        key: String,
    },
    /// A file that breaks off or breaks JSON's rules, from this line on.
    Broken {
        line: usize,
    },
}

/// The fragment, without `#`, that reproduces a scenario.
pub fn encode(scenario: &Scenario) -> String {
    let preset = scenario.base.scenario(scenario.priced_on, scenario.price_revision);
    let ours = pairs(scenario);
    let theirs = pairs(&preset);
    let mut link = format!("s{SCHEMA}~{}", scenario.base.key());
    link += &format!("~on-{}~rev-{}", scenario.priced_on, scenario.price_revision);
    for (ours, theirs) in ours.iter().zip(theirs).filter(|(a, b)| *a != b) {
        debug_assert_eq!(ours.0, theirs.0);
        link += &format!("~{}-{}", ours.0, ours.1);
    }
    let check = check(&link);
    link + "~" + &check
}

/// Reads a fragment, or a whole link with whatever a mail put around it.
pub fn decode(input: &str) -> Opened {
    let nothing = |fault| Opened { scenario: None, faults: vec![fault] };
    // Percent escapes take three characters for one.
    if input.len() > LONGEST_READ * 3 {
        return nothing(Fault::TooLong { length: input.len() });
    }
    let clean = text::clean(input);
    if clean.len() > LONGEST_READ {
        return nothing(Fault::TooLong { length: clean.len() });
    }
    let mut parts: Vec<&str> = clean.split('~').collect();
    match parts[0].strip_prefix('s').map(str::parse::<u32>) {
        Some(Ok(schema)) if schema > SCHEMA => return nothing(Fault::TooNew { schema: parts[0].into() }),
        Some(Ok(SCHEMA)) if parts.len() > 1 => {}
        _ => return nothing(Fault::NotOurs),
    }
    let mut faults = Vec::new();
    let (body, given) = clean.rsplit_once('~').unwrap_or((&clean, ""));
    if given == check(body) {
        parts.pop();
    } else {
        faults.push(Fault::Damaged);
        // What is left of the check characters, or of a pair's name, is no input.
        if parts.last().is_some_and(|part| !part.contains('-')) && parts.len() > 2 {
            parts.pop();
        }
    }
    let pairs = parts[2..].iter().map(|part| part.split_once('-').unwrap_or((part, "")));
    let pairs = pairs.map(|(key, value)| (key.to_string(), value.to_string())).collect();
    rebuild(parts[1], pairs, faults)
}

/// A scenario from its preset's name and pairs, in any order.
fn rebuild(preset: &str, mut pairs: Vec<(String, String)>, mut faults: Vec<Fault>) -> Opened {
    let Some(preset) = Preset::from_key(preset) else {
        faults.push(Fault::UnknownPreset { name: preset.into() });
        return Opened { scenario: None, faults };
    };
    let day = take(&mut pairs, "on", &mut faults, |v| v.parse::<Date>().ok());
    let revision = take(&mut pairs, "rev", &mut faults, |v| v.parse().ok().filter(|r| *r > 0));
    let (Some(day), Some(revision)) = (day, revision) else { return Opened { scenario: None, faults } };
    let mut scenario = preset.scenario(day, revision);
    for i in (1..pairs.len()).rev() {
        if pairs[..i].iter().any(|(key, _)| *key == pairs[i].0) {
            faults.push(Fault::Repeated { key: pairs.remove(i).0 });
        }
    }
    // Groups come last, in order: which one is which depends on those that are counted.
    let turn = |key: &str| match place_among(&GROUP_KEYS, key) {
        Some(at) => 2 + at,
        None if key == "groupDaysOff" => usize::MAX,
        None => usize::from(key == "groupPays"),
    };
    for (key, value) in in_order::by_key(pairs, |(key, _)| turn(key)) {
        if let Some(fault) = apply(&mut scenario, key, value) {
            faults.push(fault);
        }
    }
    Opened { scenario: Some(scenario), faults }
}

fn take<T>(
    pairs: &mut Vec<(String, String)>,
    key: &'static str,
    faults: &mut Vec<Fault>,
    read: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    let Some(place) = pairs.iter().position(|(k, _)| k == key) else {
        faults.push(Fault::Missing { key });
        return None;
    };
    let (key, value) = pairs.remove(place);
    let read = read(&value);
    if read.is_none() {
        faults.push(Fault::BadValue { key, value });
    }
    read
}

/// Everything but the preset and the prices' day, always the same keys in the same order.
fn pairs(scenario: &Scenario) -> Vec<(&'static str, String)> {
    let mut all = vec![("name", text::escape(&scenario.name)), ("note", text::escape(&scenario.note))];
    all.extend(CHOICES.iter().map(|c| (c.key, (c.get)(scenario).to_string())));
    all.extend(FIELDS.iter().map(|f| (f.key, number((f.get)(scenario)))));
    all.extend(WORDS.iter().map(|w| (w.key, (w.get)(scenario).to_string())));
    all.push(("mix", list(scenario.mix.iter().map(|s| [model(&s.model), number(s.share)]))));
    all.push(("agentModel", model(&scenario.agents.model)));
    all.push(("jobModel", model(&scenario.batch.model)));
    let prices = scenario.overrides.iter().map(|(key, rate)| {
        [model(&key.model), tier(key.tier).into(), class(key.class).into(), number(*rate)]
    });
    all.push(("prices", list(prices)));
    let terms = scenario.plans.terms.iter();
    let terms = terms.map(|(key, value)| [text::escape_id(&key.plan), key.term.key().into(), number(*value)]);
    all.push(("plans", list(terms)));
    all.push(("plan", text::escape_id(&scenario.plan)));
    all.push(("between", ranges::write(&scenario.ranges)));
    all.push(("joiners", year::write(&scenario.budget.joiners)));
    all.push(("daysOff", year::write(&scenario.budget.days_off)));
    all.push(("groupDaysOff", year::write_groups(&scenario.team)));
    all.push(("priceSwitches", year::write_switches(&scenario.budget.switched)));
    all.push(("groupPays", payers::write(&scenario.team)));
    all.push((KIND_KEYS[0], text::escape(&scenario.kind_name)));
    all.extend((0..KIND_KEYS.len() - 1).map(|at| {
        (
            KIND_KEYS[at + 1],
            scenario.kinds.get(at).map(|kind| kinds::write(kind).join("_")).unwrap_or_default(),
        )
    }));
    all.push((GROUP_KEYS[0], text::escape(&scenario.team.name)));
    let mut groups = scenario.team.uncounted().iter().map(groups::write);
    all.extend(GROUP_KEYS.iter().skip(1).map(|key| (*key, groups.next().unwrap_or_default())));
    tasks::write(scenario, &mut all);
    all.push(("logs", scenario.from_logs.as_ref().map(from_logs::write).unwrap_or_default()));
    let baseline = scenario.baseline.as_ref().map(|baseline| text::escape(&encode(baseline)));
    all.push(("baseline", baseline.unwrap_or_default()));
    all.push(("beside", list(scenario.beside.iter().map(|link| [text::escape(link)]))));
    all
}

fn list<const N: usize>(rows: impl Iterator<Item = [String; N]>) -> String {
    rows.flatten().collect::<Vec<_>>().join("_")
}

/// Sets one pair; what it cannot read leaves the scenario as it was.
fn apply(scenario: &mut Scenario, key: String, value: String) -> Option<Fault> {
    let done = if let Some(field) = field(&key) {
        let read = if field.min < 0.0 { read_signed } else { read_number };
        read(&value).filter(|n| field.allows(*n)).map(|n| (field.set)(scenario, n))
    } else if let Some(choice) = choice(&key) {
        choice.words.contains(&value.as_str()).then(|| (choice.set)(scenario, &value))
    } else if let Some(word) = word(&key) {
        (word.set)(scenario, &value).then_some(())
    } else {
        match key.as_str() {
            "name" => read_text(&value, LONGEST_NAME).map(|text| scenario.name = text),
            "note" => read_text(&value, LONGEST_NOTE).map(|text| scenario.note = text),
            "mix" => read_mix(&value).map(|mix| scenario.mix = mix),
            "agentModel" => read_model(&value).map(|id| scenario.agents.model = id),
            "jobModel" => read_model(&value).map(|id| scenario.batch.model = id),
            "prices" => read_prices(&value).map(|prices| scenario.overrides = prices),
            "plans" => read_terms(&value).map(|terms| scenario.plans.terms = terms),
            "plan" => payers::read_plan(&value).map(|plan| scenario.plan = plan),
            "between" => ranges::read(&mut scenario.ranges, &value),
            "joiners" => year::read(&value, MOST_JOINERS).map(|all| scenario.budget.joiners = all),
            "daysOff" => year::read(&value, MOST_DAYS_OFF).map(|all| scenario.budget.days_off = all),
            "groupDaysOff" => year::read_groups(scenario, &value),
            "priceSwitches" => year::read_switches(&value).map(|all| scenario.budget.switched = all),
            "groupPays" => payers::read(&mut scenario.team, &value),
            "logs" => from_logs::read(&value).map(|logs| scenario.from_logs = logs),
            "baseline" => read_beside(&value, 1).map(|mut one| scenario.baseline = one.pop().map(Box::new)),
            "beside" => {
                read_beside(&value, MOST_BESIDE).map(|all| scenario.beside = all.iter().map(encode).collect())
            }
            "kind" => read_text(&value, LONGEST_NAME).map(|name| scenario.kind_name = name),
            "group" => read_text(&value, LONGEST_NAME).map(|name| scenario.team.name = name),
            _ => match (place_among(&KIND_KEYS, &key), TASK_KEYS.iter().position(|own| *own == key)) {
                (Some(at), _) => kinds::put(scenario, at, &value),
                (_, Some(at)) => tasks::read(scenario, at, &value),
                _ if place_among(&GROUP_KEYS, &key).is_some() => groups::put(scenario, &value),
                _ => return Some(Fault::UnknownKey { key }),
            },
        }
    };
    if done.is_some() { None } else { Some(Fault::BadValue { key, value }) }
}

/// The place of a key among those of the others than the first.
fn place_among(keys: &[&str], key: &str) -> Option<usize> {
    keys.iter().skip(1).position(|own| *own == key)
}

fn read_text(value: &str, longest: usize) -> Option<String> {
    text::unescape(value).filter(|text| text.chars().count() <= longest)
}

fn read_mix(value: &str) -> Option<Vec<Share>> {
    let words: Vec<&str> = value.split('_').collect();
    let share = |pair: &[&str]| {
        let [id, share] = pair else { return None };
        let share = read_number(share).filter(|s| (0.0..=1.0).contains(s))?;
        Some(Share { model: read_model(id)?, share })
    };
    words.chunks(2).map(share).collect()
}

fn read_prices(value: &str) -> Option<Own<PriceKey>> {
    if value.is_empty() {
        return Some(Default::default());
    }
    let words: Vec<&str> = value.split('_').collect();
    let price = |four: &[&str]| {
        let [id, in_band, of_class, rate] = four else { return None };
        Some((price_key(&read_model(id)?, in_band, of_class)?, read_number(rate)?))
    };
    let mut prices = Own::default();
    for four in words.chunks(4) {
        let (key, rate) = price(four)?;
        prices.insert(key, rate);
    }
    Some(prices)
}

fn read_terms(value: &str) -> Option<Own<PlanKey>> {
    let mut terms = Own::default();
    let words: Vec<&str> = value.split('_').filter(|_| !value.is_empty()).collect();
    for three in words.chunks(3) {
        let [plan, term, number] = three else { return None };
        let term = Term::ALL.into_iter().find(|t| t.key() == *term)?;
        let value = read_number(number).filter(|value| *value <= MOST_STATED)?;
        terms.insert(PlanKey { plan: text::unescape_id(plan)?, term }, value);
    }
    Some(terms)
}

/// Whole links in a link; one that holds others is none of ours.
fn read_beside(value: &str, most: usize) -> Option<Vec<Scenario>> {
    let whole = |link: &str| {
        let Opened { scenario, faults } = decode(&text::unescape(link)?);
        scenario.filter(|s| faults.is_empty() && s.baseline.is_none() && s.beside.is_empty())
    };
    let links = value.split('_').filter(|link| !link.is_empty());
    links.map(whole).collect::<Option<Vec<_>>>().filter(|all| all.len() <= most)
}

/// The shortest digits that read back as the same number.
fn number(value: f64) -> String {
    // A negative zero, which is within every bound, would bring its sign.
    format!("{}", value + 0.0)
}

/// Plain digits only: no sign, exponent, infinity or blank comes out of [`number`].
fn read_number(value: &str) -> Option<f64> {
    digits::read(value, 0)
}

/// The same below zero, where a field goes there.
fn read_signed(value: &str) -> Option<f64> {
    match value.strip_prefix('-') {
        Some(size) => read_number(size).filter(|size| *size > 0.0).map(|size| -size),
        None => read_number(value),
    }
}

const VENDOR: &str = "claude-";

/// `opus-5-5` for `claude-opus-5-5`; a dot before any other id.
fn model(id: &str) -> String {
    match id.strip_prefix(VENDOR) {
        Some(rest) => text::escape_id(rest),
        None => format!(".{}", text::escape_id(id)),
    }
}

fn read_model(word: &str) -> Option<String> {
    let (vendor, rest) = word.strip_prefix('.').map_or((VENDOR, word), |rest| ("", rest));
    let rest = text::unescape_id(rest)?;
    // A lone dot is the empty id of a model that is not in use.
    (!rest.is_empty() || vendor.is_empty()).then(|| format!("{vendor}{rest}"))
}

/// The rate that these words name; `None` for words that name none.
pub fn price_key(model: &str, in_band: &str, of_class: &str) -> Option<PriceKey> {
    let tier = PriceTier::ALL.into_iter().find(|b| tier(*b) == in_band)?;
    let class = Class::ALL.into_iter().find(|c| class(*c) == of_class)?;
    Some(PriceKey { model: model.into(), tier, class })
}

pub(crate) fn tier(tier: PriceTier) -> &'static str {
    match tier {
        PriceTier::Lower => "lower",
        PriceTier::Upper => "upper",
        PriceTier::Fast => "fast",
    }
}

pub(crate) fn class(class: Class) -> &'static str {
    match class {
        Class::Input => "input",
        Class::Write5m => "write5m",
        Class::Write1h => "write1h",
        Class::Read => "read",
        Class::Output => "output",
    }
}

/// Three letters or digits, so that a link always ends in them and a cut one is noticed.
/// A polynomial over the largest prime below 36^3, whose base generates all residues: one
/// altered character, or two swapped ones, always change it.
fn check(body: &str) -> String {
    const PRIME: u32 = 46_649;
    const BASE: u32 = 1_001;
    let hash = body.bytes().fold(1, |hash, byte| (hash * BASE + u32::from(byte)) % PRIME);
    let digit = |n: u32| char::from_digit(n % 36, 36).unwrap_or('0');
    [hash, hash / 36, hash / 1296].map(digit).iter().collect()
}
