//! Models that no price list knows, each with what the reader can say of its price.

use super::names::cut;
use super::words::count;
use super::{Seen, TypedRate};
use crate::logs::ledger::PricedAs;
use crate::prices::{Class, Rates};
use crate::scenario::Preset;
use crate::view::html::{escape, model_options};
use crate::view::{format, prices, words};

pub(super) fn unknown(seen: &Seen) -> String {
    let models = models(seen);
    if models.is_empty() {
        return String::new();
    }
    let rows: String = models.iter().map(|model| row(seen, *model)).collect();
    format!(
        "<section aria-labelledby=\"logs-unknown\"><h3 id=\"logs-unknown\">Models without a list price</h3>\
         <p class=\"note\">They are in no sum until you say what they cost: like another model, or at five rates of your own, in dollars per million tokens.</p>\
         <ul class=\"logs-unknown\">{rows}</ul></section>"
    )
}

/// Places of the models without a price of the table, those first that have none at all.
fn models(seen: &Seen) -> Vec<usize> {
    let none = seen.books.account.ledger.unpriced.iter().map(|(model, _)| *model);
    let named = |name: &String| seen.books.logs.models.iter().position(|model| model == name);
    let own = seen.terms.priced_as.iter().filter_map(|(name, _)| named(name));
    let mut models: Vec<usize> = none.chain(own).collect();
    models.sort_unstable();
    models.dedup();
    models
}

fn row(seen: &Seen, at: usize) -> String {
    let Some(name) = seen.books.logs.models.get(at) else { return String::new() };
    let calls = seen.books.logs.calls.iter().filter(|call| call.model as usize == at).count();
    let own = seen.terms.priced_as.iter().find(|(model, _)| model == name).map(|(_, own)| own);
    let shown = escape(&cut(name, 80));
    let chosen = if let Some(PricedAs::Like(id)) = own { id.as_str() } else { "" };
    let groups = prices::picker(seen.table, &Preset::Average.scenario(seen.today, seen.table.revision));
    let listed = format!(
        "<select id=\"logs-as-{at}\" data-ask-set=\"price {at} as\" aria-label=\"Price {shown} as\"><option value=\"\">No price yet</option>{}</select>",
        // An empty choice is the option that stands before.
        model_options(&groups, chosen, &[]).replace("<option value=\"\"></option>", "")
    );
    let rates: String = Class::ALL.into_iter().map(|class| rate(seen, at, name, own, class)).collect();
    format!(
        "<li><p><b>{shown}</b>, {}</p>{listed}<div class=\"logs-rates\">{rates}</div></li>",
        count(calls, "call", "calls", seen.locale)
    )
}

fn rate(seen: &Seen, at: usize, name: &String, own: Option<&PricedAs>, class: Class) -> String {
    let typed =
        seen.typed.iter().find(|typed| typed.model == *name).map(|typed| &typed.rates[class as usize]);
    let held = if let Some(PricedAs::Rates(rates)) = own { Some(Rates::of(rates, class)) } else { None };
    let rate = typed.and_then(TypedRate::rate).or(held).map(|rate| seen.locale.short(rate, 5));
    let wrong = if let Some(TypedRate::Text(text)) = typed { Some(cut(text, 30)) } else { None };
    let label = words::class(class);
    let word = crate::scenario::link::class(class);
    let (state, problem) = match &wrong {
        Some(text) => (
            format!(" aria-invalid=\"true\" aria-describedby=\"p-logs-rate-{at}-{word}\""),
            format!(
                "<span class=\"problem\" id=\"p-logs-rate-{at}-{word}\">“{}” is no rate: give dollars per million tokens, above 0.</span>",
                escape(text)
            ),
        ),
        None => Default::default(),
    };
    let value = escape(&wrong.or(rate).unwrap_or_default());
    format!(
        "<div><label for=\"logs-rate-{at}-{word}\">{label}</label><input id=\"logs-rate-{at}-{word}\" type=\"text\" inputmode=\"decimal\" \
         autocomplete=\"off\" class=\"rate\" data-ask-set=\"price {at} rate {word}\" value=\"{value}\"{state} \
         aria-label=\"{}: {}, USD per million tokens\">{problem}</div>",
        escape(&cut(name, 80)),
        format::lower(label),
    )
}
