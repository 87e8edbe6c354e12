//! Session: one scenario, its history, and what follows from it.

use super::logs::LogsShown;
use super::parts::{Parts, set_if_other};
use super::statement::Maker;
use super::ui::Ui;
use crate::model::estimate::{Answer, Estimate, estimate, estimate_beside};
use crate::model::{anchor, counts};
use crate::page::platform;
use crate::prices::plans::{self, Plan};
use crate::prices::{Date, RateTable};
use crate::scenario::history::History;
use crate::scenario::{Basis, Preset, Scenario, Totals};
use crate::view::{Locale, answer, inputs};
use leptos::prelude::*;
use std::sync::Arc;

/// What the page is opened with.
#[derive(Clone, Debug)]
pub struct Start {
    pub scenario: Scenario,
    pub today: Date,
    pub locale: Locale,
}

impl Start {
    /// The page as a newcomer finds it.
    pub fn fresh(today: Date, locale: Locale) -> Start {
        let scenario = Preset::Average.scenario(today, RateTable::shipped().revision);
        Start { scenario, today, locale }
    }
}

/// What never changes while the page lives.
#[derive(Debug)]
pub struct Lists {
    pub table: RateTable,
    pub plans: Vec<Plan>,
    pub locale: Locale,
    pub today: Date,
}

/// Everything is `Copy`: components take it from the context.
#[derive(Clone, Copy)]
pub struct Session {
    pub scenario: ReadSignal<Scenario>,
    write: WriteSignal<Scenario>,
    pub parts: Parts,
    pub estimate: Memo<Estimate>,
    /// The answer to the baseline.
    pub baseline: Memo<Option<Answer>>,
    /// The inputs that count: a rhythm of pauses does not where a hit rate is given.
    pub counting: Memo<Vec<&'static str>>,
    /// Whether logs made some of it.
    pub has_logs: Memo<bool>,
    /// Whether the scenario changed a moment ago and may go on changing.
    pub moving: RwSignal<bool>,
    /// Whether it changed before it came to rest from the change before, as under a slider that is dragged. Over
    /// sooner than [`Session::moving`].
    pub hurried: RwSignal<bool>,
    /// The input that was changed last.
    pub moving_input: RwSignal<String>,
    /// Whether the person changed anything here; only then is anything stored.
    pub touched: RwSignal<bool>,
    pub history: RwSignal<History>,
    /// The scenario that logs made, once it was taken over.
    pub calibrated: RwSignal<Option<Scenario>>,
    pub ui: Ui,
    pub(super) maker: Maker,
    /// What is shown of the logs that were read.
    pub logs: LogsShown,
    lists: StoredValue<Arc<Lists>>,
}

impl Session {
    pub fn new(start: Start) -> Session {
        let lists = Arc::new(Lists {
            table: RateTable::shipped(),
            plans: plans::shipped(),
            locale: start.locale,
            today: start.today,
        });
        let (scenario, write) = signal(start.scenario);
        let of = lists.clone();
        let estimate = Memo::new(move |last: Option<&Estimate>| {
            let last = last.and_then(|last| last.answer.as_ref());
            scenario.with(|s| estimate_beside(&of.table, s, last))
        });
        let held = Memo::new(move |_| scenario.with(|s| s.baseline.clone()));
        let of = lists.clone();
        let baseline = Memo::new(move |_| {
            held.with(|held| held.as_ref().and_then(|held| self::estimate(&of.table, held).answer))
        });
        let problems = estimate.with_untracked(|e| answer::problems(&lists.table, e, &lists.locale));
        let parts = scenario.with_untracked(|s| Parts::new(s, problems));
        Session {
            scenario,
            write,
            parts,
            estimate,
            baseline,
            counting: Memo::new(move |_| parts.settings.with(inputs::counting)),
            has_logs: Memo::new(move |_| parts.settings.with(|s| s.from_logs.is_some())),
            moving: RwSignal::new(false),
            hurried: RwSignal::new(false),
            moving_input: RwSignal::new(String::new()),
            touched: RwSignal::new(false),
            history: RwSignal::new(History::default()),
            calibrated: RwSignal::new(None),
            ui: Ui::new(),
            maker: StoredValue::new_local(None),
            logs: LogsShown::new(),
            lists: StoredValue::new(lists),
        }
    }

    pub fn lists(self) -> Arc<Lists> {
        self.lists.get_value()
    }

    pub fn locale(self) -> Locale {
        self.lists.with_value(|lists| lists.locale.clone())
    }

    /// Something made of the answer, followed; nothing while there is none.
    pub fn with_answer<T>(self, make: impl FnOnce(&Lists, &Answer) -> T) -> Option<T> {
        self.estimate.with(|e| e.answer.as_ref().map(|answer| make(&self.lists(), answer)))
    }

    /// Whether the scenario rests: what need not follow a moving slider is made then.
    pub fn at_rest(self) -> Signal<bool> {
        Signal::derive(move || !self.moving.get())
    }

    /// A part of the scenario that is no number, followed. (All numbers are at their least here.)
    pub fn part<T>(self, read: impl Fn(&Scenario) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| self.parts.settings.with(&read))
    }

    /// Changes the scenario; edits of one input in quick succession are one step of undo.
    /// An edit without an input is always a step of its own. It computes the estimate again, so it
    /// must not be called from within `estimate.with`: the page would stop.
    pub fn edit(self, input: &str, change: impl FnOnce(&mut Scenario)) {
        let before = self.scenario.get_untracked();
        let mut after = before.clone();
        change(&mut after);
        // What is put back as the logs have it has its mark again.
        if !self.calibrated.with_untracked(|made| made.as_ref().is_some_and(|made| after.mark_as(made))) {
            after.mark_as(&before);
        }
        if after != before {
            self.history.update(|h| h.record(&before, &after, input, platform::now()));
            if self.moving_input.with_untracked(|last| last != input) {
                self.moving_input.set(input.into());
            }
            self.show(after);
        }
    }

    /// The scenario in force: with its messages solved for, where a bill was given.
    pub fn resolved(self) -> Scenario {
        let solved = self.estimate.with_untracked(|e| e.answer.as_ref().map(|a| a.scenario.clone()));
        solved.unwrap_or_else(|| self.scenario.get_untracked())
    }

    /// The token counts of the average session in force.
    pub fn totals_in_force(self) -> Option<Totals> {
        self.estimate.with_untracked(|e| e.answer.as_ref().map(counts::of))
    }

    /// Ends a fit to a bill: the work that was found stays, and the bill becomes the baseline.
    pub fn end_fit(self) {
        let ended = self.estimate.with_untracked(|e| {
            e.answer.as_ref().map(|answer| anchor::end_fit(&self.scenario.get_untracked(), answer))
        });
        if let Some(ended) = ended {
            self.replace(ended);
        }
    }

    /// Lets the work count again in the place of token counts, as one step of undo.
    pub fn use_messages(self) {
        self.edit("", |s| s.basis = Basis::Work);
    }

    /// Puts another scenario in place, as one step of undo.
    pub fn replace(self, scenario: Scenario) {
        self.edit("", |s| *s = scenario);
    }

    fn show(self, scenario: Scenario) {
        self.ui.unsay();
        set_if_other(self.touched, true);
        set_if_other(self.hurried, self.moving.get_untracked());
        set_if_other(self.moving, true);
        self.put(scenario);
    }

    /// Puts a scenario in force, without a step of undo.
    pub(super) fn put(self, scenario: Scenario) {
        self.write.set(scenario);
        let problems = self.lists.with_value(|lists| {
            self.estimate.with_untracked(|e| answer::problems(&lists.table, e, &lists.locale))
        });
        self.scenario.with_untracked(|s| self.parts.follow(s, problems));
    }

    pub fn undo(self) {
        let current = self.scenario.get_untracked();
        if let Some(before) = self.history.try_update(|h| h.undo(&current)).flatten() {
            self.show(before);
        }
    }

    pub fn redo(self) {
        let current = self.scenario.get_untracked();
        if let Some(after) = self.history.try_update(|h| h.redo(&current)).flatten() {
            self.show(after);
        }
    }

    /// The problem at a field, in words, followed; empty where there is none.
    pub fn problem(self, key: &str) -> String {
        let of = |all: &Vec<(&'static str, String)>| {
            all.iter().find(|(k, _)| *k == key).map(|(_, text)| text.clone())
        };
        self.parts.problems.with(of).unwrap_or_default()
    }
}

/// The session of the page that a component stands in.
pub fn session() -> Session {
    expect_context::<Session>()
}
