//! Tokens and dollars by model.

use super::Read;

/// All calls of one model.
pub struct OfModel {
    pub name: String,
    /// Those that stand in lines.
    pub calls: usize,
    /// In the order of [`Class::ALL`].
    pub tokens: [u64; 5],
    pub searches: u64,
    /// Nothing where the table has no price.
    pub usd: Option<f64>,
}

/// Dearest first.
pub fn models(read: &Read) -> Vec<OfModel> {
    let logs = &read.imported.logs;
    let of = |name: &String| OfModel { name: name.clone(), calls: 0, tokens: [0; 5], searches: 0, usd: None };
    let mut models: Vec<OfModel> = logs.models.iter().map(of).collect();
    for (place, call) in logs.calls.iter().enumerate() {
        let Some(model) = models.get_mut(call.model as usize) else { continue };
        model.calls += usize::from(call.is_logged());
        model.searches += u64::from(call.web_searches);
        for (sum, count) in model.tokens.iter_mut().zip(read.ledger().tokens(call)) {
            *sum += u64::from(count);
        }
        if let Some(usd) = read.ledger().usd(logs, place) {
            *model.usd.get_or_insert(0.0) += usd;
        }
    }
    models.retain(|model| model.calls > 0 || model.searches > 0 || model.tokens != [0; 5]);
    models.sort_by(|a, b| b.usd.unwrap_or(0.0).total_cmp(&a.usd.unwrap_or(0.0)));
    models
}
