//! Priced: what the models of logs cost in a scenario.

use crate::logs::Logs;
use crate::logs::ledger::{self, PricedAs, Terms};
use crate::model::price::Prices;
use crate::prices::RateTable;
use crate::scenario::{Cloud, Payment, Preset, Scenario, Share, Window};

/// The prices of the logs' models under a scenario's day and rates.
pub(super) struct Priced {
    pub prices: Prices,
    /// Where each model of the logs is among them.
    pub places: Vec<Option<usize>>,
    pub window: Window,
    pub cloud: Option<Cloud>,
}

impl Priced {
    pub fn of(table: &RateTable, logs: &Logs, terms: &Terms, base: &Scenario) -> Priced {
        let sent = Sent::of(logs);
        let cloud = cloud(logs, &sent);
        let ids: Vec<Option<&str>> = logs.models.iter().map(|name| id(table, terms, name)).collect();
        let mut asked = Preset::Average.scenario(base.priced_on, base.price_revision);
        (asked.overrides, asked.discount) = (base.overrides.clone(), base.discount);
        asked.window = window(table, &sent, &ids, base);
        if let Some(cloud) = cloud {
            (asked.payment, asked.cloud) = (Payment::Cloud, cloud);
        }
        asked.mix.clear();
        for id in ids.iter().flatten() {
            if !asked.mix.iter().any(|share| share.model == *id) {
                asked.mix.push(Share { model: (*id).into(), share: 0.0 });
            }
        }
        let prices = Prices::new(table, &asked, &[]);
        let place = |id: &Option<&str>| prices.0.iter().position(|price| Some(price.id.as_str()) == *id);
        let places = ids.iter().map(place).collect();
        Priced { prices, places, window: asked.window, cloud }
    }
}

/// What was sent to each model of the logs, by its place there.
struct Sent {
    /// Tokens of all prompts.
    prompt: Vec<u64>,
    /// The largest of them.
    largest: Vec<u64>,
}

impl Sent {
    fn of(logs: &Logs) -> Sent {
        let none = vec![0; logs.models.len()];
        let mut sent = Sent { prompt: none.clone(), largest: none };
        for call in &logs.calls {
            let (at, context) = (call.model as usize, call.context());
            if let Some((prompt, largest)) = sent.prompt.get_mut(at).zip(sent.largest.get_mut(at)) {
                *prompt += context;
                *largest = context.max(*largest);
            }
        }
        sent
    }
}

/// The place with prices of its own, by the models' ids, at which most prompt tokens were sent.
fn cloud(logs: &Logs, sent: &Sent) -> Option<Cloud> {
    let places: Vec<Cloud> = logs.models.iter().map(|name| ledger::place(name)).collect();
    let all: u64 = sent.prompt.iter().sum();
    let of = |cloud: &Cloud| -> u64 {
        places.iter().zip(&sent.prompt).filter(|(place, _)| *place == cloud).map(|(_, prompt)| prompt).sum()
    };
    [Cloud::BedrockRegional, Cloud::BedrockGov].into_iter().find(|cloud| of(cloud) * 2 > all)
}

/// The large window where a context did not fit the one that a model would run with.
fn window(table: &RateTable, sent: &Sent, ids: &[Option<&str>], base: &Scenario) -> Window {
    let is_beyond = |(id, largest): (&Option<&str>, &u64)| {
        let model = id.and_then(|id| table.model(id));
        model.is_some_and(|model| *largest as f64 > base.window_of(model))
    };
    if ids.iter().zip(&sent.largest).any(is_beyond) { Window::Large } else { base.window }
}

/// The table's id of a model of the logs. A model with the user's own rates has none.
fn id<'t>(table: &'t RateTable, terms: &Terms, name: &str) -> Option<&'t str> {
    let own = terms.priced_as.iter().find(|(model, _)| model == name).map(|(_, price)| price);
    let model = match own {
        Some(PricedAs::Like(id)) => table.model(id),
        Some(PricedAs::Rates(_)) => None,
        None => ledger::known(table, name),
    };
    model.map(|model| model.id.as_str())
}
