//! Tokens and dollars by model, and the shares that every total is shown with.

use super::Read;
use sawtooth::rates::Class;
use std::collections::HashSet;

/// All calls of one model.
pub struct OfModel {
    pub name: String,
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
        model.calls += 1;
        model.searches += u64::from(call.web_searches);
        for (sum, count) in model.tokens.iter_mut().zip(read.ledger.tokens(call)) {
            *sum += u64::from(count);
        }
        if let Some(usd) = read.ledger.usd(logs, place) {
            *model.usd.get_or_insert(0.0) += usd;
        }
    }
    models.retain(|model| model.calls > 0);
    models.sort_by(|a, b| b.usd.unwrap_or(0.0).total_cmp(&a.usd.unwrap_or(0.0)));
    models
}

/// Sessions with a call.
pub fn sessions(read: &Read) -> usize {
    let called: HashSet<u32> = read.imported.logs.calls.iter().map(|call| call.session).collect();
    called.len()
}

/// Shares, 0 to 1, and counts that stand beside the total.
pub struct Shares {
    /// Of cache writes, those for an hour.
    pub writes_1h: Option<f64>,
    /// Of the dollars, sub-agents'.
    pub agents: Option<f64>,
    pub without_final_output: usize,
    pub active_days: usize,
}

pub fn shares(read: &Read) -> Shares {
    let logs = &read.imported.logs;
    let written = |class: Class| -> f64 {
        logs.calls.iter().map(|call| f64::from(read.ledger.tokens(call)[class as usize])).sum()
    };
    let (five, hour) = (written(Class::Write5m), written(Class::Write1h));
    let usd = |agents: bool| -> f64 {
        let calls = logs.calls.iter().enumerate().filter(|(_, call)| (call.chain > 0) == agents);
        calls.filter_map(|(place, _)| read.ledger.usd(logs, place)).sum()
    };
    let (main, agents) = (usd(false), usd(true));
    let mut days: Vec<i64> = logs.calls.iter().map(|call| read.terms.zone.day(call.answered)).collect();
    days.sort_unstable();
    days.dedup();
    Shares {
        writes_1h: (five + hour > 0.0).then(|| hour / (five + hour)),
        agents: (main + agents > 0.0).then(|| agents / (main + agents)),
        without_final_output: logs.calls.iter().filter(|call| !call.is_final).count(),
        active_days: days.len(),
    }
}
