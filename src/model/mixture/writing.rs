//! Prompts as the classes that they are billed in.

use crate::model::price::Price;
use crate::model::session::sums::Sums;
use crate::model::usage::Tokens;
use crate::prices::{Class, PriceTier};
use crate::scenario::Lifetime;

/// How one model's prompts are split into classes.
#[derive(Clone, Copy)]
pub(super) struct Writing<'a> {
    pub price: &'a Price,
    pub on: bool,
    pub lifetime: Lifetime,
    pub hit: f64,
    /// The same after a gap that was no long pause.
    pub unpaused: f64,
    pub fast: bool,
}

impl Writing<'_> {
    pub fn add(&self, tokens: &mut Tokens, sums: &Sums, output: f64) {
        for (side, step_band) in [PriceTier::Lower, PriceTier::Upper].into_iter().enumerate() {
            let tier = if self.fast { PriceTier::Fast } else { step_band };
            let prompt = sums.prompt[side] * self.price.scale;
            let by_chance = self.hit * sums.carried[side] + self.unpaused * sums.unpaused[side];
            let read = (by_chance + sums.warm[side]) * self.price.scale;
            if self.on {
                tokens.add(tier, Class::Read, read);
                tokens.add(tier, self.write_class(), (prompt - read).max(0.0));
            } else {
                tokens.add(tier, Class::Input, prompt);
            }
            tokens.add(tier, Class::Output, sums.requests[side] * output * self.price.scale);
        }
    }

    fn write_class(&self) -> Class {
        match self.lifetime {
            Lifetime::FiveMinutes => Class::Write5m,
            Lifetime::OneHour => Class::Write1h,
        }
    }
}
