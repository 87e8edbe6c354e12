//! The context window as an input, and the agent's own as data of a revision.

use super::{answer, comes_back, month, typical};
use sawtooth::decisions::compaction::{Setting, settings, thresholds};
use sawtooth::decisions::difference::difference;
use sawtooth::forecast::calibrate::calibrate;
use sawtooth::logs::ledger::{Ledger, Terms};
use sawtooth::logs::{Call, Logs, Session};
use sawtooth::model::estimate::{Warning, estimate};
use sawtooth::model::reprice::is_of_today;
use sawtooth::prices::{RateTable, date};
use sawtooth::scenario::link::decode;
use sawtooth::scenario::{Preset, Scenario, Share, Trigger, Window};
use sawtooth::view::compaction::figure;
use sawtooth::view::{Chart, Locale, words};

/// Sessions on one model whose contexts pass 200K and not 967K.
fn long(model: &str, revision: u32) -> Scenario {
    let mut scenario = Preset::Average.scenario(date(2026, 11, 28), revision);
    scenario.mix = vec![Share { model: model.into(), share: 1.0 }];
    scenario.tokenizer = RateTable::shipped().model(model).expect("a model").tokenizer;
    (scenario.work.messages, scenario.work.spread) = (20.0, 1.0);
    scenario
}

fn with(window: Window, scenario: &Scenario) -> Scenario {
    Scenario { window, ..scenario.clone() }
}

fn compactions(scenario: &Scenario) -> f64 {
    answer(scenario).expected.compactions
}

#[test]
fn window_comes_back_from_link_and_file() {
    comes_back(&with(Window::Small, &typical()), "~window-200k~");
    comes_back(&with(Window::Large, &typical()), "~window-1m~");
}

/// Revisions 1 and 2 knew the model's own window alone; since 3 the agent's counts.
#[test]
fn links_of_before_keep_their_numbers() {
    let [first, second, third] = [1, 2, 3].map(|revision| long("claude-sonnet-4-6", revision));
    assert_eq!(month(&first), month(&second));
    assert_eq!((compactions(&first), compactions(&second)), (0.0, 0.0));
    assert!(compactions(&third) > 0.0);
    assert_eq!(month(&with(Window::Large, &third)), month(&first));
    let link = "s1~average1~on-2026-11-21~rev-1~tokenizer-classic~us-yes~mix-sonnet-4-6_1~s6v";
    let opened = decode(link).scenario.expect("a golden link");
    assert_eq!(libm::round(month(&opened) * 1e6) / 1e6, 248.352562);
}

/// What was made at an earlier revision is not taken for one of today where the window moved.
#[test]
fn moved_windows_are_not_of_today() {
    let (table, today) = (RateTable::shipped(), date(2026, 11, 28));
    for (scenario, is_same) in [
        (long("claude-sonnet-4-6", 1), false),
        (long("claude-sonnet-4-6", 3), true),
        (with(Window::Large, &long("claude-sonnet-4-6", 1)), true),
        (long("claude-opus-5-5", 1), true),
        (long("claude-haiku-4-5", 3), false),
        (long("claude-haiku-4-5", 4), true),
    ] {
        assert_eq!(is_of_today(&table, &scenario, today), is_same, "{:?}", scenario.mix);
    }
}

/// 167,000 in a window of 200K and 967,000 in one of 1M (client 2.1.332).
#[test]
fn automatic_compaction_follows_the_window() {
    for model in ["claude-sonnet-4-6", "claude-opus-4-6", "claude-opus-5-5"] {
        let long = |model, revision| {
            let mut scenario = long(model, revision);
            scenario.work.messages = 100.0;
            assert!(compactions(&with(Window::Large, &scenario)) > 0.0);
            scenario
        };
        for (window, auto) in [(Window::Small, 167e3), (Window::Large, 967e3)] {
            let mut at = long(model, 3);
            (at.compaction.trigger, at.compaction.threshold) = (Trigger::Threshold, auto);
            let automatic = with(window, &long(model, 3));
            assert_eq!(month(&automatic), month(&with(window, &at)), "{model} {window:?}");
        }
    }
    assert_eq!(
        month(&long("claude-sonnet-4-6", 3)),
        month(&with(Window::Small, &long("claude-sonnet-4-6", 3)))
    );
    assert_eq!(month(&long("claude-opus-5-5", 3)), month(&with(Window::Large, &long("claude-opus-5-5", 3))));
    // A sub-agent has the same window.
    let mut agents = long("claude-opus-5-5", 3);
    (agents.agents.count, agents.agents.turns) = (1.0, 200.0);
    assert_ne!(
        answer(&agents).month.of_source(sawtooth::model::usage::Source::Agents),
        answer(&with(Window::Small, &agents)).month.of_source(sawtooth::model::usage::Source::Agents)
    );
}

/// MODEL.md section 4: since revision 4 a model that the agent runs at its own 200K compacts
/// there; at a window that was asked for, 33,000 tokens below it like every other.
#[test]
fn automatic_compaction_follows_model_and_revision() {
    let small = [167e3, 167e3, 200e3];
    for (model, autos) in [
        ("claude-haiku-4-5", small),
        ("claude-sonnet-4-5", small),
        ("claude-opus-4-5", small),
        ("claude-opus-4-1", [167e3; 3]),
        ("claude-sonnet-4-6", [967e3, 167e3, 167e3]),
        ("claude-opus-4-6", [967e3, 167e3, 167e3]),
        ("claude-haiku-5-5", [967e3; 3]),
        ("claude-opus-5-5", [967e3; 3]),
    ] {
        let table = RateTable::shipped();
        let of = |s: &Scenario| s.auto_compact_of(table.model(model).expect("a model"));
        assert_eq!([1, 3, 4].map(|revision| of(&long(model, revision))), autos, "{model}");
        assert_eq!(of(&with(Window::Small, &long(model, 4))), 167e3, "{model}");
        let large = if autos[0] < 200e3 { 167e3 } else { 967e3 };
        assert_eq!(of(&with(Window::Large, &long(model, 4))), large, "{model}");
        for revision in [1, 3, 4] {
            let mut automatic = long(model, revision);
            automatic.work.messages = 100.0;
            let mut at = automatic.clone();
            (at.compaction.trigger, at.compaction.threshold) = (Trigger::Threshold, of(&automatic));
            assert_eq!(month(&automatic), month(&at), "{model} {revision}");
        }
    }
}

/// Haiku 4.5 compacts at its full window, whatever else is on the curve.
#[test]
fn compaction_curve_marks_where_each_model_compacts() {
    let marks = |models: &[&str], revision| {
        let mut scenario = long(models[0], revision);
        let share = 1.0 / models.len() as f64;
        scenario.mix = models.iter().map(|m| Share { model: (*m).into(), share }).collect();
        scenario.compaction.trigger = Trigger::Off;
        let figure = figure(&answer(&scenario), &Locale::default()).expect("a curve");
        let Chart::Lines(lines) = figure.chart else { panic!("lines") };
        let flags = lines.panels.into_iter().flat_map(|panel| panel.flags);
        let mut autos: Vec<String> =
            flags.map(|flag| flag.label).filter(|label| label.starts_with("auto")).collect();
        autos.sort();
        autos
    };
    assert_eq!(marks(&["claude-haiku-4-5"], 3), ["auto, 200K window"]);
    assert_eq!(marks(&["claude-haiku-4-5"], 4), ["auto, Haiku 4.5"]);
    assert_eq!(marks(&["claude-opus-5-5"], 4), ["auto, 1M window", "auto, 200K window"]);
    assert_eq!(marks(&["claude-haiku-4-5", "claude-opus-5-5"], 4), ["auto, 1M window", "auto, Haiku 4.5"]);
}

#[test]
fn smaller_windows_are_kept_and_said() {
    let haiku = long("claude-haiku-4-5", 3);
    let large = with(Window::Large, &haiku);
    assert_eq!(month(&large), month(&haiku));
    let warning = Warning::OwnWindow { model: "Haiku 4.5".into(), window: 200e3 };
    assert!(answer(&large).warnings.contains(&warning) && !answer(&haiku).warnings.contains(&warning));
    let said = words::warning(&warning, &large, &Locale::default());
    assert_eq!(said, "Haiku 4.5 keeps its own window of 200K tokens.");
    assert!(!answer(&with(Window::Large, &long("claude-opus-4-6", 3))).warnings.contains(&warning));
}

#[test]
fn window_is_a_step_of_a_comparison_and_of_a_team() {
    let table = RateTable::shipped();
    let agent = long("claude-sonnet-4-6", 3);
    let found = difference(&table, &agent, &with(Window::Large, &agent)).expect("prices");
    assert_eq!(found.steps.iter().map(|s| s.keys.clone()).collect::<Vec<_>>(), [["window"]]);
    assert_eq!(with(Window::Small, &agent).like(Preset::Heavy).window, Window::Small);
}

/// Thresholds are those that the window in force can have.
#[test]
fn commands_fit_the_window() {
    let table = RateTable::shipped();
    let last = |s: &Scenario| thresholds(&table, s).last().copied();
    let agent = long("claude-sonnet-4-6", 3);
    assert_eq!(last(&agent), Some(167e3));
    assert_eq!(last(&with(Window::Large, &agent)), Some(967e3));
    assert_eq!(last(&with(Window::Small, &long("claude-opus-5-5", 3))), Some(167e3));
    let at = |s: &Scenario, threshold| settings(&table, s, threshold);
    assert_eq!(at(&with(Window::Large, &agent), 300e3), [Setting::Window { tokens: 333e3 }]);
    assert_eq!(at(&agent, 300e3), [Setting::Nothing { model: "Sonnet 4.6".into() }]);
}

/// One session of a model whose contexts end at this many tokens.
fn logs(model: &str, largest: u32) -> Logs {
    let mut logs = Logs { models: vec![model.into()], ..Logs::default() };
    logs.sessions.push(Session { id: "one".into(), ..Session::default() });
    for turn in 0..20 {
        let at = 1_761_000_000_000 + i64::from(turn) * 30_000;
        let context = largest / 20 * (turn + 1);
        let read = if turn == 0 { 0 } else { largest / 20 * turn };
        logs.calls.push(Call {
            asked: at,
            answered: at + 5_000,
            read,
            write_5m: context - read,
            output: 500,
            estimated: 500,
            is_final: true,
            ..Call::default()
        });
    }
    logs
}

#[test]
fn logs_beyond_the_agents_window_ask_for_the_large_one() {
    let table = RateTable::shipped();
    let made = |model: &str, largest, revision| {
        let (logs, terms) = (logs(model, largest), Terms::default());
        let ledger = Ledger::new(&table, &logs, &terms);
        let base = Preset::Average.scenario(date(2026, 11, 28), revision);
        let made = calibrate(&table, &logs, &ledger, &terms, &base).expect("a scenario");
        assert!(estimate(&table, &made.scenario).answer.is_some(), "{model} {largest}");
        (made.scenario.window, made.choices.contains(&"window"))
    };
    assert_eq!(made("claude-opus-4-6", 400_000, 3), (Window::Large, true));
    assert_eq!(made("claude-opus-4-6", 150_000, 3), (Window::Agent, false));
    assert_eq!(made("claude-opus-5-5", 400_000, 3), (Window::Agent, false));
    assert_eq!(made("claude-opus-4-6", 400_000, 1), (Window::Agent, false));
}
