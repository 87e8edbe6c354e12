//! What is expected of the page: the library's answer, and a quiet console.

use super::Page;
use sawtooth::decisions::options::options;
use sawtooth::decisions::payment;
use sawtooth::decisions::range::{POINTS, dimensions, paid_range, range};
use sawtooth::model::draws::Points;
use sawtooth::model::estimate::{Answer, Estimate, estimate};
use sawtooth::prices::{RateTable, plans};
use sawtooth::scenario::link;
use sawtooth::scenario::{Preset, Scenario};
use sawtooth::view::Locale;
use sawtooth::view::headline::{Asked, Headline, Source, headline};
use serde_json::{Value, json};

pub const PICTURES: [&str; 6] = ["spend", "sawtooth", "plans", "compacting", "lifetime", "against"];

/// Judging.
impl Page {
    /// Waits until the page shows what the library says is paid in the large figure, and the
    /// scenario itself in the address.
    #[track_caller]
    pub fn expect(&self, scenario: &Scenario) {
        let month = paid(scenario);
        let what = format!("${month:?} a month and {}", link::encode(scenario));
        self.until(&what, || self.shows_month(month) && self.link() == link::encode(scenario));
    }

    /// Waits for the large figure alone, where the address holds something else.
    #[track_caller]
    pub fn expect_month(&self, scenario: &Scenario) {
        let month = paid(scenario);
        self.until(&format!("${month:?} a month"), || self.shows_month(month));
    }

    /// Whether the large figure is this; without a number it is a dash.
    fn shows_month(&self, month: Option<f64>) -> bool {
        month.map_or_else(|| self.text("#month") == "–", |month| self.month().is(month))
    }

    /// The address bar's link as the library writes it, whatever a mail program did to it;
    /// a bare address is the default.
    fn link(&self) -> String {
        let fragment = self.fragment();
        let opened = link::decode(&fragment);
        match opened.scenario {
            Some(scenario) if opened.faults.is_empty() => link::encode(&scenario),
            _ if fragment.is_empty() => link::encode(&self.preset(Preset::Average)),
            _ => fragment,
        }
    }

    /// Applies a change to the scenario that the page shows, and expects the outcome there.
    #[track_caller]
    pub fn expect_change(&self, before: &Scenario, change: impl FnOnce(&mut Scenario)) -> Scenario {
        let mut after = before.clone();
        change(&mut after);
        self.expect(&after);
        after
    }

    /// The scenario in the link once it holds.
    #[track_caller]
    pub fn until_scenario(&self, what: &str, holds: impl Fn(&Scenario) -> bool) -> Scenario {
        self.until(what, || holds(&self.scenario()));
        self.scenario()
    }

    /// Takes the messages with these words out of what the test is blamed for, one at least.
    #[track_caller]
    pub fn expect_in_console(&self, words: &str) {
        self.until(&format!("{words:?} in the console"), || {
            self.read_console();
            self.console.borrow().iter().any(|line| line.contains(words))
        });
        self.console.borrow_mut().retain(|line| !line.contains(words));
    }

    /// Messages with these words may follow, or not.
    pub fn allow_in_console(&self, words: &str) {
        self.read_console();
        self.console.borrow_mut().retain(|line| !line.contains(words));
    }

    fn read_console(&self) {
        let entries = self.driver.post("/se/log", json!({ "type": "browser" }));
        let bad =
            |entry: &&Value| ["WARNING", "SEVERE"].contains(&entry["level"].as_str().unwrap_or_default());
        let lines =
            entries.as_array().into_iter().flatten().filter(bad).map(|entry| entry["message"].to_string());
        self.console.borrow_mut().extend(lines);
    }

    #[track_caller]
    pub(super) fn check_console(&self) {
        self.read_console();
        assert_eq!(*self.console.borrow(), [""; 0], "errors or warnings in the console");
    }

    /// Everything that was asked for is the page's own and was there.
    #[track_caller]
    pub(super) fn check_requests(&self) {
        let entries = self.driver.post("/se/log", json!({ "type": "performance" }));
        for entry in entries.as_array().into_iter().flatten() {
            let message: Value =
                serde_json::from_str(entry["message"].as_str().unwrap_or("{}")).unwrap_or_default();
            let params = &message["message"]["params"];
            match message["message"]["method"].as_str() {
                Some("Network.requestWillBeSent") => self.check_request(params),
                Some("Network.responseReceived") => {
                    let status = params["response"]["status"].as_u64().unwrap_or_default();
                    assert!(status < 400, "{status} for {}", params["response"]["url"]);
                }
                _ => {}
            }
        }
    }

    #[track_caller]
    fn check_request(&self, params: &Value) {
        let url = params["request"]["url"].as_str().unwrap_or_default();
        let own = ["about:", "data:", "blob:", self.address()].iter().any(|start| url.starts_with(start));
        assert!(own || url.contains("/blocked-by-policy"), "a request to {url}");
    }
}

#[track_caller]
pub fn estimate_of(scenario: &Scenario) -> Estimate {
    estimate(&RateTable::shipped(), scenario)
}

/// The headline of a scenario that nobody else made.
#[track_caller]
pub fn headline_of(scenario: &Scenario) -> Headline {
    let (table, plans, estimate) = (RateTable::shipped(), plans::shipped(), estimate_of(scenario));
    let options = estimate.answer.as_ref().map(|answer| options(&plans, answer));
    let options = options.as_ref();
    let range = estimate.answer.as_ref().and_then(|answer| {
        let points = Points::new(dimensions(scenario), POINTS);
        let month = range(scenario, answer, &points)?;
        paid_range(&plans, scenario, answer, &month, &points)
    });
    let asked = Asked {
        table: &table,
        plans: &plans,
        scenario,
        estimate: &estimate,
        options,
        source: &Source::Inputs,
        range: range.as_ref(),
    };
    headline(&asked, &Locale::default())
}

/// What leaves the account a month by the library; nothing where no plan was named.
#[track_caller]
pub fn paid(scenario: &Scenario) -> Option<f64> {
    payment::paid(&plans::shipped(), &native(scenario)).usd()
}

/// The library's answer.
#[track_caller]
pub fn native(scenario: &Scenario) -> Answer {
    let estimate = estimate_of(scenario);
    estimate.answer.unwrap_or_else(|| panic!("no answer: {:?}", estimate.problems))
}

/// A number as a page shows it: rounded to so many digits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shown {
    pub value: f64,
    /// Half of its last digit.
    pub half: f64,
}

impl Shown {
    /// The first number in a text; not a number where there is none.
    pub fn read(text: &str) -> Shown {
        let nothing = Shown { value: f64::NAN, half: 0.0 };
        let Some(start) = text.find(|c: char| c.is_ascii_digit()) else { return nothing };
        let end = text[start..].find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.');
        let end = end.map_or(text.len(), |end| start + end);
        let digits = text[start..end].trim_end_matches(['.', ',']).replace(',', "");
        let unit = match text[end..].chars().next() {
            Some('K' | 'k') => 1e3,
            Some('M') => 1e6,
            Some('B') => 1e9,
            _ => 1.0,
        };
        let decimals = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let half = 0.5 * 10f64.powi(-(decimals as i32)) * unit;
        digits.parse().map_or(nothing, |value: f64| Shown { value: value * unit, half })
    }

    /// Whether this is how that number is rounded.
    pub fn is(self, exact: f64) -> bool {
        (self.value - exact).abs() <= self.half * (1.0 + 1e-9)
    }
}
