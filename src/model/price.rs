//! Price: what one model's tokens cost in one scenario, traceable to its row.

use crate::model::usage::Usage;
use crate::prices::{
    AUTO_RESERVE, Class, Date, Family, Model, PriceRow, PriceTier, RateTable, Rates, Tokenizer, date,
};
use crate::scenario::{Cloud, Payment, PriceKey, Problem, Scenario, Trouble};

/// US-only inference over ordinary (AWS Claude platform, data residency; LiteLLM).
pub(crate) const US_ONLY: f64 = 1.1;

/// Regional and multi-region endpoints of Bedrock and Vertex, and GovCloud, over the global
/// endpoint (LiteLLM's keys; genai-prices aws, google; checked 2026-11-28).
const REGIONAL: f64 = 1.1;
const GOV: f64 = 1.2;
/// The first model with regional prices, Sonnet 4.5: "the 4.5 generation and later".
const REGIONAL_SINCE: Date = date(2025, 9, 29);

#[derive(Clone, Debug, PartialEq)]
pub struct Price {
    pub id: String,
    pub name: String,
    pub family: Family,
    pub tokenizer: Tokenizer,
    /// The model's own tokens per token of the scenario.
    pub scale: f64,
    /// In the model's own tokens.
    pub window: f64,
    /// Where the agent compacts by itself, in the model's own tokens.
    pub auto_compact: f64,
    /// Prompts above it are billed at the upper tier; the model's own tokens.
    pub step: Option<f64>,
    /// Whether the main conversation runs in fast mode on this model.
    pub fast: bool,
    pub us_only: bool,
    /// Whom it is paid to; of logs, a place whose prices differ from the API's.
    pub place: Cloud,
    /// USD per million tokens by tier: discount, overrides and the US factor applied.
    pub tiers: [Option<Rates>; 3],
    /// The same without what a region adds, where it adds anything: plans and their usage
    /// credits are bought from the API.
    pub api_bands: Option<[Option<Rates>; 3]>,
    pub overridden: bool,
    pub source: String,
    pub checked: Date,
    pub provisional: bool,
    pub retires: Option<Date>,
    pub retired: bool,
}

impl Price {
    fn new(table: &RateTable, scenario: &Scenario, id: &str) -> Option<Price> {
        let model = table.model(id)?;
        let row = model.price(scenario.priced_on, scenario.price_revision)?;
        let mut price = Price::listed(model, row, scenario.priced_on);
        price.scale = scenario.scale(model.tokenizer);
        price.window = scenario.window_of(model);
        price.auto_compact = scenario.auto_compact_of(model);
        price.fast = scenario.fast && row.fast.is_some();
        price.place = cloud(scenario);
        if cloud(scenario) == Cloud::AwsPlatform {
            // Claude Platform on AWS offers no fast mode.
            (price.fast, price.tiers[PriceTier::Fast as usize]) = (false, None);
        }
        if scenario.discount != 0.0 {
            price.replace(|rate| scenario.negotiated(rate));
        }
        let added = surcharge(cloud(scenario), model.released);
        let mut api = price.clone();
        api.apply(scenario);
        let api = if scenario.us_only { api.in_the_us() } else { api };
        if added == 1.0 {
            return Some(api);
        }
        // A region is a place already, and an own rate is the price as it is paid there.
        price.times(added);
        price.apply(scenario);
        price.api_bands = Some(api.tiers);
        Some(Price { us_only: scenario.us_only, ..price })
    }

    /// A row as it stands in the table, for tokens that the model itself counted.
    pub fn listed(model: &Model, row: &PriceRow, day: Date) -> Price {
        Price {
            id: model.id.clone(),
            name: model.name.clone(),
            family: model.family,
            tokenizer: model.tokenizer,
            scale: 1.0,
            window: model.window,
            auto_compact: model.window - AUTO_RESERVE,
            step: row.step.as_ref().map(|step| step.above),
            fast: false,
            us_only: false,
            place: Cloud::Any,
            tiers: [Some(row.rates), row.step.as_ref().map(|step| step.rates), row.fast],
            api_bands: None,
            overridden: false,
            source: row.source.clone(),
            checked: row.checked,
            provisional: row.provisional,
            retires: model.retires,
            retired: model.retired(day),
        }
    }

    /// The same for inference in the US only.
    pub fn in_the_us(mut self) -> Price {
        self.us_only = true;
        self.times(US_ONLY);
        self
    }

    /// The same at a provider's place, for a model that was released then.
    pub fn at(mut self, place: Cloud, released: Date) -> Price {
        let factor = surcharge(place, released);
        if factor != 1.0 {
            self.times(factor);
            self.place = place;
        }
        self
    }

    fn times(&mut self, factor: f64) {
        self.replace(|rate| rate * factor);
    }

    fn replace(&mut self, with: impl Fn(f64) -> f64) {
        for rates in self.tiers.iter_mut().flatten() {
            for class in Class::ALL {
                rates.set(class, with(rates.of(class)));
            }
        }
    }

    fn apply(&mut self, scenario: &Scenario) {
        for (PriceKey { model, tier, class }, rate) in scenario.overrides.iter() {
            if *model == self.id
                && let Some(rates) = &mut self.tiers[*tier as usize]
            {
                rates.set(*class, *rate);
                self.overridden = true;
            }
        }
    }

    /// USD per million tokens. A tier that the model does not have is billed at its lower one;
    /// no token is ever counted there.
    pub fn rate(&self, tier: PriceTier, class: Class) -> f64 {
        let rates = self.tiers[tier as usize].or(self.tiers[PriceTier::Lower as usize]);
        rates.map_or(f64::NAN, |rates| rates.of(class))
    }
}

/// The provider's place, for those who pay one.
fn cloud(scenario: &Scenario) -> Cloud {
    if scenario.payment == Payment::Cloud { scenario.cloud } else { Cloud::Any }
}

/// What inference in the US only adds to own rates, as a factor: nothing at a place of its own.
pub fn added_to_own(scenario: &Scenario, model: &Model) -> f64 {
    let at_a_place = surcharge(cloud(scenario), model.released) != 1.0;
    if scenario.us_only && !at_a_place { US_ONLY } else { 1.0 }
}

/// What a place adds to the price of a model, as a factor. No surcharge of Foundry and of
/// Claude Platform on AWS is known: both bill the list price in Claude Consumption Units.
pub fn surcharge(cloud: Cloud, released: Date) -> f64 {
    match cloud {
        Cloud::BedrockRegional | Cloud::VertexRegional if released >= REGIONAL_SINCE => REGIONAL,
        Cloud::BedrockGov => GOV,
        _ => 1.0,
    }
}

/// The models of all these scenarios, each once.
pub fn named<'a>(scenario: &'a Scenario, others: &[&'a Scenario]) -> Vec<&'a str> {
    let mut ids: Vec<&str> = Vec::new();
    for id in std::iter::once(&scenario).chain(others).flat_map(|s| s.models()) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

/// The prices of every model that a scenario (and its comparisons) may name: each as the scenario
/// pays it, then those of groups that pay otherwise, where they differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Prices(pub Vec<Price>);

impl Prices {
    /// Prices of these scenarios' models under the first one's day, overrides and choices.
    /// Models without a price are left out; [`Prices::find`] then says so.
    pub fn new(table: &RateTable, scenario: &Scenario, others: &[&Scenario]) -> Prices {
        let ids = named(scenario, others);
        let mut prices = Prices(ids.iter().filter_map(|id| Price::new(table, scenario, id)).collect());
        for all in scenario.if_all_paid_apart() {
            prices.add_apart(ids.iter().filter_map(|id| Price::new(table, &all, id)));
        }
        prices
    }

    /// Adds those that are neither there at their place nor the same as the scenario pays.
    fn add_apart(&mut self, prices: impl Iterator<Item = Price>) {
        for price in prices {
            let ordinary = self.0.iter().find(|other| other.id == price.id);
            let is_same = |other: &Price| Price { place: price.place, ..other.clone() } == price;
            let is_there = self.0.iter().any(|other| (&other.id, other.place) == (&price.id, price.place));
            if !is_there && !ordinary.is_some_and(is_same) {
                self.0.push(price);
            }
        }
    }

    /// Each model's price as the scenario itself pays it.
    pub fn ordinary(&self) -> impl Iterator<Item = &Price> {
        self.0
            .iter()
            .enumerate()
            .filter(|(at, price)| self.first(&price.id) == Some(*at))
            .map(|(_, price)| price)
    }

    /// Whether it is one of a group that pays otherwise than the scenario.
    pub fn is_apart(&self, at: usize) -> bool {
        self.0.get(at).is_some_and(|price| self.first(&price.id) != Some(at))
    }

    fn first(&self, id: &str) -> Option<usize> {
        self.0.iter().position(|price| price.id == id)
    }

    /// Where the prices stand that this scenario pays in the place of ordinary ones: these, and those.
    fn apart(&self, scenario: &Scenario) -> Vec<(usize, usize)> {
        let place = cloud(scenario);
        let apart = |(at, price): (usize, &Price)| {
            let first = self.first(&price.id).filter(|first| *first != at && price.place == place)?;
            self.0.get(first).is_some_and(|ordinary| ordinary.place != place).then_some((first, at))
        };
        self.0.iter().enumerate().filter_map(apart).collect()
    }

    /// A group's usage by the list that is [`Prices::under`] its scenario, by this one.
    pub fn placed(&self, scenario: &Scenario, mut usage: Usage) -> Usage {
        let apart = self.apart(scenario);
        for (_, model, _) in &mut usage.tokens {
            *model = apart.iter().find(|(first, _)| first == model).map_or(*model, |(_, at)| *at);
        }
        usage
    }

    /// The same list, place by place, for another scenario's tokenizer, speed and payer.
    pub fn under(&self, scenario: &Scenario) -> Prices {
        let mut prices = self.clone();
        for (ordinary, at) in self.apart(scenario) {
            prices.0[ordinary].clone_from(&self.0[at]);
        }
        for price in &mut prices.0 {
            price.scale = scenario.scale(price.tokenizer);
            price.fast = scenario.fast && price.tiers[PriceTier::Fast as usize].is_some();
        }
        prices
    }

    /// The same list as the API asks it, without what a cloud provider's region adds.
    pub fn of_the_api(&self) -> Prices {
        let mut prices = self.clone();
        for price in &mut prices.0 {
            price.tiers = price.api_bands.take().unwrap_or(price.tiers);
        }
        prices
    }

    /// The place of this very price, which is put last where it is new.
    pub fn place(&mut self, price: Price) -> usize {
        let known = self.0.iter().position(|other| *other == price);
        known.unwrap_or_else(|| {
            self.0.push(price);
            self.0.len() - 1
        })
    }

    /// The place of a model in the list, or the problem that it has no price.
    pub fn find(&self, id: &str, field: &'static str) -> Result<usize, Problem> {
        let unknown = || Problem { field, trouble: Trouble::UnknownModel { model: id.into() } };
        self.first(id).ok_or_else(unknown)
    }
}
