//! The statement: what it says, and that its files hold the numbers of the estimate.

#[path = "statement/files.rs"]
mod files;
#[cfg(feature = "sheet")]
#[path = "statement/opened.rs"]
mod opened;
#[cfg(feature = "page")]
#[path = "statement/page.rs"]
mod page;
#[path = "statement/says.rs"]
mod says;
#[cfg(feature = "sheet")]
#[path = "statement/workbook.rs"]
mod workbook;

use sawtooth::decisions::breakdown::breakdown;
use sawtooth::decisions::options::options;
use sawtooth::decisions::year::Year;
use sawtooth::model::estimate::{Answer, estimate};
use sawtooth::prices::plans::{self, Plan};
use sawtooth::prices::{Date, RateTable, date};
use sawtooth::scenario::{Group, PayWith, Pays, Preset, Scenario, Term, link};
use sawtooth::view::statement::{Asked, StatementRange};

pub const TODAY: Date = date(2026, 11, 30);

pub fn typical() -> Scenario {
    Preset::Average.scenario(date(2026, 11, 21), 1)
}

/// 12 on Team Premium with 2 seats too many, 8 light ones on the API, and batch jobs; in euros.
pub fn mixed() -> Scenario {
    let mut s = Scenario { name: "January budget".into(), note: "Agreed with finance.".into(), ..typical() };
    s.team.own = 12.0;
    s.set_number("light", 8.0);
    s.team.set_pays(0, Pays::Plan("team-premium".into()));
    s.plans.state("team-premium", Term::Seats, Some(14.0));
    s.plans.idle_months = 1.0;
    s.batch.jobs = 100.0;
    s.local.currency = "EUR".into();
    (s.local.rate, s.local.rate_on, s.local.tax) = (0.92, "2026-11-28".into(), 0.19);
    s
}

/// 12 groups of 3 kinds of session each, on two ways to pay.
pub fn many_groups() -> Scenario {
    let mut s = Scenario { name: "All of engineering".into(), ..typical() };
    (s.team.own, s.team.name, s.kind_name) =
        (40.0, "Platform and developer experience".into(), "Feature".into());
    s.add_kind_of("Quick question", 3.0, |kind| kind.work.messages = 1.0);
    s.add_kind_of("Migration over night", 1.0, |kind| kind.work.messages = 30.0);
    for group in 1..12 {
        s.add_group(Group {
            name: ["Group", &group.to_string(), "with a name of some length"].join(" "),
            people: 5.0 + f64::from(group),
            ..Group::default()
        });
        if group % 3 == 0 {
            s.team.set_pays(group as usize, Pays::Plan("team-premium".into()));
        }
    }
    s
}

/// On Max with a limit of which 130% to 150% are used, and credits past it.
pub fn past_its_limit() -> Scenario {
    let mut s = typical();
    s.pay_with(PayWith::Plan("max".into()));
    let answer = answer(&s);
    assert!(sawtooth::decisions::payment::state_capacity(&mut s, &answer, 1.3, 1.5, None));
    s
}

pub fn answer(scenario: &Scenario) -> Answer {
    estimate(&RateTable::shipped(), scenario).answer.expect("a price")
}

/// What a function makes of the statement of a scenario.
pub fn asked<T>(scenario: &Scenario, make: impl FnOnce(&Asked) -> T) -> T {
    with_range(scenario, None, None, make)
}

pub fn with_range<T>(
    scenario: &Scenario,
    range: Option<StatementRange>,
    rests_on: Option<String>,
    make: impl FnOnce(&Asked) -> T,
) -> T {
    let (plans, answer): (Vec<Plan>, Answer) = (plans::shipped(), answer(scenario));
    let address = format!("https://example.org/#{}", link::encode(scenario));
    let options = options(&plans, &answer);
    make(&Asked {
        scenario,
        answer: &answer,
        options: &options,
        year: &Year::new(&RateTable::shipped(), &plans, &answer, &options.now),
        broken: &breakdown(&plans, &answer),
        plans: &plans,
        today: TODAY,
        link: &address,
        range,
        rests_on,
    })
}
