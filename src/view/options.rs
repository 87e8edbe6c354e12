//! The options: a row for every way to pay, as strings. A phone and a desktop show the same.

use super::format::plural;
use super::headline::range;
use super::plans::count;
use super::{Locale, labels, payer};
use crate::decisions::options::{Even, Fit, Offered, OptionRow, Options, Takes};
use crate::decisions::payment::Payer;
use crate::prices::plans::Plan;
use crate::scenario::{PayWith, Pays, Scenario};

/// The table; every cell is there, "–" where it says nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct OptionTable {
    pub head: Vec<&'static str>,
    pub rows: Vec<OptionLine>,
    /// What the rows cannot say: prices that others quote, what a mix rests on.
    pub notes: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct OptionLine {
    /// Stable, for lists and tests: "api", "plan-max", "as-now", "mix".
    pub id: String,
    pub name: String,
    /// Beside the name: "was Max 5x", "12 accounts, one each".
    pub about: String,
    pub month: String,
    pub twelve_months: String,
    pub against_now: String,
    pub cheaper_from: String,
    pub within_limit: String,
    /// Whether what is paid follows from what is known; else the difference is grey.
    pub is_certain: bool,
    pub is_now: bool,
    /// What the cheapest of those whose cost is known is called; empty for the others.
    pub cheapest: &'static str,
    /// Sold to others than the one who asks: for one fold away.
    pub is_for_others: bool,
}

const NOTHING: &str = "–";
/// Less is no difference.
const HALF_A_CENT: f64 = 0.005;

pub fn table(options: &Options, plans: &[Plan], scenario: &Scenario, locale: &Locale) -> OptionTable {
    let teller = Teller { options, plans, scenario, locale };
    OptionTable {
        head: vec![
            labels::paid::PLAN,
            labels::paid::MONTH,
            labels::paid::TWELVE_MONTHS,
            labels::paid::AGAINST_NOW,
            labels::paid::CHEAPER_FROM,
            labels::paid::WITHIN_LIMIT,
        ],
        rows: teller.lines(),
        notes: teller.notes(),
    }
}

/// What pressing a row does to the scenario; nothing for the one in force.
pub fn choose(row: &OptionRow, plans: &[Plan], scenario: &mut Scenario) {
    let id = |place: usize| plans.get(place).map(|plan| plan.id.clone()).unwrap_or_default();
    match row.offered {
        Offered::AsNow => {}
        Offered::Api if matches!(scenario.pays_with(), PayWith::Cloud(_)) => {
            scenario.pay_with(PayWith::Cloud(scenario.cloud));
        }
        Offered::Api => scenario.pay_with(PayWith::ApiKey),
        Offered::Plan(place) => scenario.pay_with(PayWith::Plan(id(place))),
        Offered::Mix { .. } => {
            scenario.pay_with(match scenario.pays_with() {
                PayWith::Cloud(cloud) => PayWith::Cloud(cloud),
                _ => PayWith::ApiKey,
            });
            let groups: Vec<usize> =
                (0..scenario.count_groups()).filter(|group| scenario.people(*group) > 0.0).collect();
            for part in &row.deal.parts {
                let Some(group) = groups.get(part.group) else { continue };
                let pays = match part.payer {
                    Payer::Api => Pays::Api,
                    Payer::Plan(place) => Pays::Plan(id(place)),
                    Payer::Cloud(cloud) => Pays::Cloud(cloud),
                    Payer::Key => Pays::Key,
                };
                scenario.team.set_pays(*group, pays);
            }
        }
    }
}

struct Teller<'a> {
    options: &'a Options,
    plans: &'a [Plan],
    scenario: &'a Scenario,
    locale: &'a Locale,
}

impl Teller<'_> {
    /// What is the same for the rows in sight is said once, in the first of them.
    fn lines(&self) -> Vec<OptionLine> {
        let mut lines: Vec<OptionLine> = self.options.rows.iter().map(|row| self.line(row)).collect();
        let mut unit_said = false;
        let mut needs_said = String::new();
        for (line, row) in lines.iter_mut().zip(&self.options.rows).filter(|(line, _)| !line.is_for_others) {
            if let Even::From(from, until) = row.even {
                if unit_said {
                    line.cheaper_from = format!("{} a day", self.between(from, until));
                }
                unit_said = true;
            }
            if matches!(row.fit, Fit::Unknown { .. }) {
                if line.within_limit == needs_said {
                    line.within_limit = labels::paid::UNKNOWN.into();
                } else {
                    needs_said.clone_from(&line.within_limit);
                }
            }
        }
        lines
    }

    fn line(&self, row: &OptionRow) -> OptionLine {
        let (id, name) = self.name(row);
        let month = row.paid.month.map_or(NOTHING.into(), |month| range(month, self.locale));
        let year = row.paid.year.map_or(NOTHING.into(), |year| range(year, self.locale));
        let yearly = row.yearly.map(|usd| format!("{} billed yearly", self.locale.money(usd)));
        OptionLine {
            id,
            name,
            about: self.about(row),
            month,
            twelve_months: yearly.map_or(year.clone(), |yearly| format!("{year}, or {yearly}")),
            against_now: self.against(row),
            cheaper_from: self.cheaper_from(row.even),
            within_limit: self.fit(row.fit),
            is_certain: !row.paid.use_is_open() && !row.paid.more,
            is_now: row.is_now,
            cheapest: match row.fit {
                _ if !row.is_cheapest_known => "",
                Fit::Weeks(..) | Fit::No => labels::paid::CHEAPEST_WITH_CREDITS,
                _ => labels::paid::CHEAPEST_KNOWN,
            },
            is_for_others: row.takes != Takes::Nothing && !row.is_now,
        }
    }

    fn plan(&self, place: usize) -> Option<&Plan> {
        self.plans.get(place)
    }

    fn plan_name(&self, place: usize) -> String {
        self.plan(place).map_or_else(String::new, |plan| plan.name.clone())
    }

    fn name(&self, row: &OptionRow) -> (String, String) {
        match row.offered {
            Offered::Api => ("api".into(), payer::tokens_name(self.scenario).into()),
            Offered::Plan(place) => {
                let id = self.plan(place).map_or("", |plan| plan.id.as_str());
                (format!("plan-{id}"), self.plan_name(place))
            }
            Offered::AsNow => ("as-now".into(), labels::paid::AS_NOW.into()),
            Offered::Mix { .. } => ("mix".into(), labels::paid::BEST_MIX.into()),
        }
    }

    fn about(&self, row: &OptionRow) -> String {
        let locale = self.locale;
        let former = match row.offered {
            Offered::Plan(place) => self.plan(place).and_then(|plan| plan.former_name.as_ref()),
            _ => None,
        };
        let former = former.map(|name| format!("was {name}"));
        let takes = match row.takes {
            Takes::Nothing => None,
            Takes::Team => Some("a team’s plan, by the seat".into()),
            Takes::AccountEach(people) => {
                Some(format!("{}, one each", plural(&locale.short(people, 1), "account", "accounts")))
            }
        };
        let who = match row.offered {
            Offered::AsNow | Offered::Mix { .. } => Some(self.who(row)),
            _ => None,
        };
        let condition =
            (row.offered == Offered::Mix { known: false }).then(|| "if the seats are enough".into());
        let more = row.paid.more.then(|| labels::paid::MORE.into());
        // Why it is not what the headline has at API prices: that is with the plan's cache of an hour.
        let cache = &self.scenario.cache;
        let shorter = row.offered == Offered::Api
            && self.options.now.parts.iter().any(|part| part.payer.is_plan())
            && cache.on
            && cache.lifetime.is_none();
        let shorter = shorter.then(|| labels::paid::SHORTER_CACHE.into());
        let all: Vec<String> = [former, takes, who, condition, shorter, more].into_iter().flatten().collect();
        all.join("; ")
    }

    /// "8 on the API, 12 on Team Premium".
    fn who(&self, row: &OptionRow) -> String {
        let mut shares: Vec<(Payer, f64)> = Vec::new();
        for part in &row.paid.parts {
            match shares.iter_mut().find(|(payer, _)| *payer == part.payer) {
                Some((_, people)) => *people += part.people,
                None => shares.push((part.payer, part.people)),
            }
        }
        let one = |(payer, people): &(Payer, f64)| {
            let on = payer::on(*payer, self.plans, self.scenario);
            format!("{} {on}", self.locale.short(*people, 1))
        };
        shares.iter().map(one).collect::<Vec<_>>().join(", ")
    }

    fn against(&self, row: &OptionRow) -> String {
        if row.is_now {
            return labels::paid::NOW.into();
        }
        match row.against_now {
            None => NOTHING.into(),
            Some(usd) if usd.abs() < HALF_A_CENT => self.locale.money(0.0),
            Some(usd) => {
                // A minus as wide as the plus, so that the column lines up.
                let sign = if usd > 0.0 { "+" } else { "−" };
                format!("{sign}{}", self.locale.money(usd.abs()))
            }
        }
    }

    fn cheaper_from(&self, even: Even) -> String {
        match even {
            Even::NotOne => NOTHING.into(),
            Even::Never => "never".into(),
            Even::From(from, until) => {
                format!("{} a day", plural(&self.between(from, until), "session", "sessions"))
            }
        }
    }

    /// "2.6", or "2.6 to 8" where credits cost more than the API and undo it.
    fn between(&self, from: f64, until: Option<f64>) -> String {
        let from = count(from, self.locale);
        until.map_or(from.clone(), |until| format!("{from} to {}", count(until, self.locale)))
    }

    fn fit(&self, fit: Fit) -> String {
        let weeks = |least: usize, most: usize| match (least, most) {
            (1, 1) => "1 week of 9".into(),
            (least, most) if least == most => format!("{most} weeks of 9"),
            (least, most) => format!("{least} to {most} weeks of 9"),
        };
        match fit {
            Fit::NoLimit => "no limit".into(),
            Fit::Yes => "yes".into(),
            Fit::No => "no".into(),
            Fit::Weeks(least, most) => weeks(least, most),
            Fit::Unknown { needs } => format!("unknown: needs {} a week", self.locale.money(needs)),
            Fit::MoreThan(place) => format!("unknown; more than {}", self.plan_name(place)),
        }
    }

    fn notes(&self) -> Vec<String> {
        let quoted = self.plans.iter().any(|plan| !plan.official);
        let idle = self.scenario.plans.idle_months;
        let locale = self.locale;
        let open = self.options.now.open.is_some();
        let some = [
            open.then(|| {
                format!("{} Until then there is nothing to compare with.", labels::paid::WHICH_PLAN)
            }),
            (idle > 0.0).then(|| {
                let months = plural(&locale.short(idle, 1), "month", "months");
                format!("12 months include {months} without work, in which only plans cost money.")
            }),
            quoted.then(|| labels::paid::PRICES_QUOTED.into()),
        ];
        some.into_iter().flatten().collect()
    }
}
