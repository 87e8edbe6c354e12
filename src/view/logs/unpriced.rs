//! Models that no price list knows, each with what can be said of its price.

use serde::{Deserialize, Serialize};

use super::names::cut;
use super::words::count;
use super::{LogsState, TypedRate};
use crate::logs::ledger::PricedAs;
use crate::prices::{Class, Rates};
use crate::view::words;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UnpricedModel {
    /// The place in the logs.
    pub model: u32,
    pub name: String,
    pub calls: String,
    /// The id of the listed model that it is priced like.
    pub like: Option<String>,
    pub rates: Vec<RateField>,
}

/// A rate of one's own, USD per million tokens.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RateField {
    pub class: Class,
    /// One of a kind within the model.
    pub id: String,
    pub label: String,
    pub text: String,
    pub problem: Option<String>,
}

/// Models without a list price, in the order of the logs.
pub(super) fn models(state: &LogsState) -> Vec<UnpricedModel> {
    let none = state.books.account.ledger.unpriced.iter().map(|(model, _)| *model);
    let named = |name: &String| state.books.logs.models.iter().position(|model| model == name);
    let own = state.terms.priced_as.iter().filter_map(|(name, _)| named(name));
    let mut models: Vec<usize> = none.chain(own).collect();
    models.sort_unstable();
    models.dedup();
    models.into_iter().filter_map(|at| model(state, at)).collect()
}

fn model(state: &LogsState, at: usize) -> Option<UnpricedModel> {
    let name = state.books.logs.models.get(at)?;
    let calls = state.books.logs.calls.iter().filter(|call| call.model as usize == at).count();
    let own = state.terms.priced_as.iter().find(|(model, _)| model == name).map(|(_, own)| own);
    Some(UnpricedModel {
        model: at as u32,
        name: cut(name, 80),
        calls: count(calls, "call", "calls", state.locale),
        like: if let Some(PricedAs::Like(id)) = own { Some(id.clone()) } else { None },
        rates: Class::ALL.into_iter().map(|class| rate(state, name, own, class)).collect(),
    })
}

fn rate(state: &LogsState, name: &String, own: Option<&PricedAs>, class: Class) -> RateField {
    let typed = state.typed.iter().find(|typed| typed.model == *name);
    let typed = typed.map(|typed| &typed.rates[class as usize]);
    let used = if let Some(PricedAs::Rates(rates)) = own { Some(Rates::of(rates, class)) } else { None };
    let rate = typed.and_then(TypedRate::rate).or(used).map(|rate| state.locale.short(rate, 5));
    let wrong = if let Some(TypedRate::Text(text)) = typed { Some(cut(text, 30)) } else { None };
    RateField {
        class,
        id: crate::scenario::link::class(class).into(),
        label: words::class(class).into(),
        problem: wrong
            .as_ref()
            .map(|text| format!("“{text}” is no rate. Type USD per million tokens, above 0.")),
        text: wrong.or(rate).unwrap_or_default(),
    }
}
