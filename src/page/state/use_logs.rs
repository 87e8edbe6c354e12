//! Logs as the scenario, and what a subscriber says of the weekly limit.

use super::Session;
use crate::page::platform::element;
use crate::scenario::link;
use crate::scenario::{MOST_GROUPS, PayWith, Scenario};
use crate::view::labels::team as labels;
use crate::view::plans;
use crate::view::reading::{COMPARED, USED};
use leptos::prelude::*;

impl Session {
    /// Puts the work of the logs, as a link brings it, in the place of the scenario's own.
    pub fn use_logs(self, work: &str) {
        let Some(made) = link::decode(work).scenario else { return };
        let working = self.scenario.with_untracked(|s| s.working_as(made));
        // They are the person's own now, also where the numbers are the same.
        self.calibrated.set(Some(working.clone()));
        self.replace(working);
        self.ui.say_done(USED);
        element::focus("answer-sentence");
    }

    /// Another group of the team that works as the logs say.
    pub fn add_logs_as_group(self, work: &str) {
        let Some(made) = link::decode(work).scenario else { return };
        let name = |group| match made.name_of_group(group) {
            "" => labels::LOGS.into(),
            name => name.into(),
        };
        let group = |s: &Scenario, at| s.group_of(&made.as_group(at), name(at), made.people(at).max(1.0));
        let all = |s: &Scenario| (0..made.count_groups()).map(|at| group(s, at)).collect::<Option<Vec<_>>>();
        let Some(groups) = self.scenario.with_untracked(all) else { return };
        if self.scenario.with_untracked(Scenario::count_groups) + groups.len() > MOST_GROUPS {
            return self.ui.say(labels::FULL);
        }
        self.edit("", |s| groups.into_iter().for_each(|group| s.add_group(group)));
        self.ui.say_done(labels::ADDED);
    }

    /// Takes the shares of the weekly limit that a week of the logs uses, at least and at most,
    /// as what the plan carries, and goes to the comparison. `week` is that week's USD. The work
    /// is that of the logs, unless it is in place already, edited or not.
    ///
    /// # Errors
    /// A sentence that says what can be typed.
    pub fn compare_with_plan(
        self,
        work: &str,
        week: f64,
        plan: &str,
        shares: &[String; 2],
    ) -> Result<(), String> {
        let Some(made) = link::decode(work).scenario else { return Ok(()) };
        let [low, high] = shares;
        let (low, high) = plans::carries([low, high], week, &self.locale())?;
        if !self.scenario.with_untracked(|s| s.same_logs(&made)) {
            self.use_logs(work);
        }
        self.edit("", |s| {
            // The plan that was named is the one paid with.
            s.pay_with(PayWith::Plan(plan.into()));
            s.plans.state_capacity(plan, low, high);
        });
        self.ui.say_done(COMPARED);
        element::go_to("plans-heading");
        Ok(())
    }
}
