//! Days off by the month: everybody's, and those of groups that differ, such as in another country.

use super::{ByMonth, Group, Scenario, Team};

impl Team {
    /// The days off that a group has of its own, the first group at 0.
    pub fn own_days_off(&self, group: usize) -> Option<&ByMonth> {
        match group.checked_sub(1) {
            None => self.days_off.as_ref(),
            Some(at) => self.groups.get(at)?.days_off.as_ref(),
        }
    }

    /// Gives a group days off of its own or, at `None`, everybody's; nothing where there is no such group.
    pub fn set_days_off(&mut self, group: usize, own: Option<ByMonth>) {
        match group.checked_sub(1) {
            None => self.days_off = own,
            Some(at) => {
                if let Some(group) = self.groups.get_mut(at) {
                    group.days_off = own;
                }
            }
        }
    }

    /// Sets a month, January at 0, of a group that has its own.
    pub fn set_own_day_off(&mut self, group: usize, calendar: usize, days: f64) {
        let mut own = self.own_days_off(group).copied();
        if let Some(month) = own.as_mut().and_then(|own| own.get_mut(calendar)) {
            *month = days;
            self.set_days_off(group, own);
        }
    }

    /// Whether groups beside those that are counted differ in more than their days off.
    pub(super) fn differs_in_groups(&self, other: &Team) -> bool {
        let work = |group: &Group| Group { days_off: None, ..group.clone() };
        let (own, others) = (self.uncounted().iter().map(work), other.uncounted().iter().map(work));
        !own.eq(others)
    }
}

impl Scenario {
    /// Active days that each of a group has fewer than in other months, by calendar month.
    pub fn days_off(&self, group: usize) -> &ByMonth {
        self.team.own_days_off(group).unwrap_or(&self.budget.days_off)
    }

    pub(super) fn differs_in_days_off(&self, other: &Scenario) -> bool {
        let of = |s: &Scenario| {
            (0..s.count_groups()).map(|at| s.team.own_days_off(at).copied()).collect::<Vec<_>>()
        };
        self.budget.days_off != other.budget.days_off || of(self) != of(other)
    }

    /// Takes over everybody's days off and those of each group.
    pub fn take_days_off(&mut self, from: &Scenario) {
        self.budget.days_off = from.budget.days_off;
        for group in 0..self.count_groups() {
            self.team.set_days_off(group, from.team.own_days_off(group).copied());
        }
    }
}
