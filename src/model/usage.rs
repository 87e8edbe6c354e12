//! Usage: tokens by model, class and tier: the narrow waist between sessions and money.

use crate::prices::{Class, PriceTier};

/// Where tokens or dollars come from, in the fixed order of every receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Source {
    Main,
    Compaction,
    Agents,
    Background,
    Router,
    Prune,
    Batch,
    /// Calls that are in no log line, in logs alone.
    Unlogged,
    /// Searches of the web, in logs alone.
    Searches,
}

/// Token counts of one model by [`PriceTier`] and [`Class`].
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tokens(pub [[f64; 5]; 3]);

impl Tokens {
    pub fn get(&self, tier: PriceTier, class: Class) -> f64 {
        self.0[tier as usize][class as usize]
    }

    pub fn add(&mut self, tier: PriceTier, class: Class, tokens: f64) {
        self.0[tier as usize][class as usize] += tokens;
    }

    /// Adds `times` of another count.
    pub fn add_times(&mut self, other: &Tokens, times: f64) {
        for (mine, theirs) in self.0.iter_mut().flatten().zip(other.0.iter().flatten()) {
            *mine += theirs * times;
        }
    }

    /// All that was sent: input, cache writes and cache reads.
    pub fn prompt(&self) -> f64 {
        let without_output = |tier: &[f64; 5]| tier[..Class::Output as usize].iter().sum::<f64>();
        self.0.iter().map(without_output).sum()
    }

    pub fn of_class(&self, class: Class) -> f64 {
        self.0.iter().map(|tier| tier[class as usize]).sum()
    }
}

/// Tokens of several models and sources, and what is paid in dollars at once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Usage {
    /// By source and by the model's place in the price list that the usage is billed with.
    pub tokens: Vec<(Source, usize, Tokens)>,
    /// USD of what is not counted in tokens.
    pub dollars: Vec<(Source, f64)>,
}

impl Usage {
    /// The count for a source and model, made at zero where there is none.
    pub fn of(&mut self, source: Source, model: usize) -> &mut Tokens {
        let found = self.tokens.iter().position(|(s, m, _)| (*s, *m) == (source, model));
        let place = found.unwrap_or_else(|| {
            self.tokens.push((source, model, Tokens::default()));
            self.tokens.len() - 1
        });
        &mut self.tokens[place].2
    }

    pub fn add_dollars(&mut self, source: Source, dollars: f64) {
        match self.dollars.iter_mut().find(|(s, _)| *s == source) {
            Some((_, sum)) => *sum += dollars,
            None => self.dollars.push((source, dollars)),
        }
    }

    /// The same with all that main conversations write to the cache in one class.
    pub fn with_writes_as(&self, class: Class) -> Usage {
        let mut usage = self.clone();
        for (_, _, tokens) in usage.tokens.iter_mut().filter(|(source, ..)| *source == Source::Main) {
            for tier in &mut tokens.0 {
                let written =
                    [Class::Write5m, Class::Write1h].map(|class| std::mem::take(&mut tier[class as usize]));
                tier[class as usize] = written.iter().sum();
            }
        }
        usage
    }

    /// Adds `times` of another usage billed with the same price list.
    pub fn add_times(&mut self, other: &Usage, times: f64) {
        for (source, model, tokens) in &other.tokens {
            self.of(*source, *model).add_times(tokens, times);
        }
        for (source, dollars) in &other.dollars {
            self.add_dollars(*source, dollars * times);
        }
    }
}
