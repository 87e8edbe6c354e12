//! Edits that keep a scenario whole.

use super::*;

impl Scenario {
    /// A preset under the prices, payment, name and team that are set, and under all that
    /// the user decides with.
    pub fn starting_from(&self, preset: Preset) -> Scenario {
        self.around(preset.scenario(self.priced_on, self.price_revision))
    }

    /// Another's work under the prices, payment, name, people and decisions of this one. How
    /// busy weeks stand out and how many people there are is part of work, where logs tell it.
    pub fn working_as(&self, other: Scenario) -> Scenario {
        let week_spread = other.mark("weekSpread").map(|_| other.plans.week_spread);
        let developers = other.mark("developers").map(|_| other.team.own);
        let team = &other.team;
        let groups = (!team.groups.is_empty()).then(|| (team.name.clone(), team.groups.clone()));
        let (priced_on, price_revision) = (self.priced_on, self.price_revision);
        let mut working = Scenario { priced_on, price_revision, ..self.around(other) };
        working.plans.week_spread = week_spread.unwrap_or(self.plans.week_spread);
        working.team.own = developers.unwrap_or(self.team.own);
        if let Some((name, groups)) = groups {
            (working.team.name, working.team.groups) = (name, groups);
        }
        working
    }

    /// A preset's work, paid and priced as this scenario is.
    pub fn like(&self, preset: Preset) -> Scenario {
        Scenario {
            payment: self.payment,
            plan: self.plan.clone(),
            cloud: self.cloud,
            overrides: self.overrides.clone(),
            discount: self.discount,
            window: self.window,
            us_only: self.us_only,
            ..preset.scenario(self.priced_on, self.price_revision)
        }
    }

    fn around(&self, work: Scenario) -> Scenario {
        Scenario {
            payment: self.payment,
            plan: self.plan.clone(),
            cloud: self.cloud,
            name: self.name.clone(),
            note: self.note.clone(),
            overrides: self.overrides.clone(),
            discount: self.discount,
            local: self.local.clone(),
            team: self.team.clone(),
            shown: self.shown,
            baseline: self.baseline.clone(),
            beside: self.beside.clone(),
            tasks: self.tasks_for(&work),
            ranges: Ranges { off: self.ranges.off, own: work.ranges.own.clone() },
            ..work.deciding_as(self)
        }
    }

    /// The same work under what another scenario's reader decides with: that is theirs,
    /// whatever work it is about.
    pub fn deciding_as(self, other: &Scenario) -> Scenario {
        Scenario {
            plans: other.plans.clone(),
            levers: other.levers,
            goal: other.goal,
            budget: other.budget.clone(),
            life: other.life,
            curve: other.curve,
            ..self
        }
    }

    /// Whether an input, a number, a choice or a model, differs from another scenario's.
    pub fn differs(&self, other: &Scenario, key: &str) -> bool {
        let number = field(key).is_some_and(|f| (f.get)(self) != (f.get)(other));
        let chosen = choice(key).is_some_and(|c| (c.get)(self) != (c.get)(other));
        let written = word(key).is_some_and(|w| (w.get)(self) != (w.get)(other));
        let listed = match key {
            "mix" => self.mix != other.mix,
            "agentModel" => self.agents.model != other.agents.model,
            "jobModel" => self.batch.model != other.batch.model,
            "kinds" => self.kinds != other.kinds,
            "between" => self.ranges.own != other.ranges.own,
            "groupPays" => self.team.differs_in_payers(&other.team),
            "groups" => self.team.differs_in_groups(&other.team),
            "daysOff" => self.differs_in_days_off(other),
            _ => false,
        };
        number || chosen || written || listed
    }

    /// Whether nothing but those was changed since the preset.
    pub fn works_like(&self, preset: Preset) -> bool {
        *self == self.starting_from(preset)
    }

    /// Holds the chance of a hit at what was found: a reported rate would mean another one,
    /// and a rhythm of pauses too, with other sessions. `None` where nothing is carried. With idle
    /// compaction the chance of a long pause has to be held as well: see `model::mixture::hold`.
    pub fn hold_chance(&mut self, found: Option<f64>) {
        self.cache.hit_rate = found.unwrap_or(self.cache.hit_rate);
        self.cache.source = HitSource::Given;
    }

    /// The same work as so many sessions instead of each one: messages, sub-agents and pauses
    /// are shared out, the floor comes again. A task takes as many more sessions.
    pub fn split(&mut self, pieces: f64) {
        self.work.messages /= pieces;
        self.work.sessions_per_day *= pieces;
        self.agents.count /= pieces;
        self.cache.pauses_5m /= pieces;
        self.cache.pauses_60m /= pieces;
        self.split_tasks(pieces);
    }

    /// Gives one model of the mix a share and lets the others keep their proportions,
    /// so that the shares always add up to 1. A mix of one model stays at 1.
    pub fn set_share(&mut self, index: usize, share: f64) {
        if index >= self.mix.len() || !(0.0..=1.0).contains(&share) {
            return;
        }
        let others: f64 =
            self.mix.iter().enumerate().filter(|(i, _)| *i != index).map(|(_, s)| s.share).sum();
        let rest = (self.mix.len() - 1) as f64;
        let share = if rest == 0.0 { 1.0 } else { share };
        for (i, other) in self.mix.iter_mut().enumerate() {
            other.share = if i == index {
                share
            } else if others > 0.0 {
                tidy(other.share / others * (1.0 - share))
            } else {
                tidy((1.0 - share) / rest)
            };
        }
        self.settle(index);
    }

    /// Adds a model at no share; naming it twice does nothing.
    pub fn add_model(&mut self, model: &str) {
        if !self.mix.iter().any(|s| s.model == model) {
            self.mix.push(Share { model: model.into(), share: 0.0 });
        }
    }

    /// Takes a model out and gives its share to the others; the last one stays.
    pub fn remove_model(&mut self, index: usize) {
        if self.mix.len() > 1 && index < self.mix.len() {
            self.set_share(index, 0.0);
            self.mix.remove(index);
        }
    }

    /// Scales the shares so that they add up to 1.
    pub fn scale_shares(&mut self) {
        let sum: f64 = self.mix.iter().map(|s| s.share).sum();
        if sum > 0.0 {
            self.mix.iter_mut().for_each(|s| s.share = tidy(s.share / sum));
            self.settle(usize::MAX);
        }
    }

    /// Puts what rounding left over on the largest share that was not just set.
    fn settle(&mut self, keep: usize) {
        let sum: f64 = self.mix.iter().map(|s| s.share).sum();
        let largest = (0..self.mix.len())
            .filter(|i| *i != keep)
            .max_by(|a, b| self.mix[*a].share.total_cmp(&self.mix[*b].share));
        if let Some(i) = largest {
            let rest = self.mix[i].share + 1.0 - sum;
            // As fine as the share that was set may be, without the last binary digits.
            self.mix[i].share = (libm::round(rest * 1e12) / 1e12).max(0.0);
        }
    }
}

/// To a thousandth of a percent: a slider leaves no digits that nobody set.
fn tidy(share: f64) -> f64 {
    libm::round(share * 1e5) / 1e5
}

/// What is typed behind one of the tabs. A tab is only a view: looking at one changes nothing,
/// and the first number typed there changes what the session's size comes from.
impl Scenario {
    /// Whether the messages are solved for: other inputs change them and not the bill.
    pub fn fitted(&self) -> bool {
        self.basis == Basis::Pay
    }

    /// Whether dollars paid say how much was used: the price of a subscription does not.
    pub fn takes_a_bill(&self) -> bool {
        self.payment != Payment::Subscription
    }

    /// A bill of so many USD, met to the cent. `resolved` is the scenario of the answer in
    /// force; where there is none, this one.
    pub fn typed_bill(&self, resolved: &Scenario, usd: f64, per: PayPer) -> Scenario {
        let mut next = self.clone();
        // What totals leave open comes from the answer that they are leaving.
        if next.basis == Basis::Totals {
            next.work = resolved.work;
        }
        (next.basis, next.exact, next.pay) = (Basis::Pay, true, Pay { amount: usd, per });
        next
    }

    /// One of the token counts of a session, the others being those in force (in tokens of this
    /// scenario's tokenizer).
    pub fn typed_tokens(&self, in_force: Totals, key: &str, tokens: f64) -> Scenario {
        let mut next = self.clone();
        if next.basis != Basis::Totals {
            (next.basis, next.totals) = (Basis::Totals, in_force);
        }
        if let Some(field) = field(key).filter(|field| field.key.starts_with("total")) {
            (field.set)(&mut next, tokens);
        }
        next
    }

    /// A number of how the work is done. Messages are what a bill is solved for, so typing them
    /// ends the fit, with the bill kept as the baseline; any other number leaves it on.
    pub fn typed_work(&self, resolved: &Scenario, key: &str, value: f64) -> Scenario {
        let mut next = self.clone();
        if self.fitted() && key == "messages" {
            next = Scenario { baseline: Some(Box::new(self.alone())), ..resolved.clone() };
        }
        if !next.fitted() {
            next.basis = Basis::Work;
        }
        next.set_number(key, value);
        next
    }
}
