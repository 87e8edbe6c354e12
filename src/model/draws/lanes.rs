//! Two draws at once, in the instructions that browsers and processors have for it.

use crate::scenario::{Kind, Uncertain};
use wide::f64x2;

pub(super) type Lanes = f64x2;

/// Changes a number at each draw, by twos: `change` gets the two of them, and which they are.
#[inline(always)]
pub(super) fn by_two(all: &mut [f64], change: impl Fn(&mut Lanes, [usize; 2])) {
    let draws = all.len();
    for (at, two) in all.chunks_mut(2).enumerate() {
        // The last of an odd number stands beside itself.
        let [this, next] = [2 * at, (2 * at + 1).min(draws - 1)];
        let mut lanes = Lanes::new([two[0], two[next - this]]);
        change(&mut lanes, [this, next]);
        two.copy_from_slice(&lanes.to_array()[..two.len()]);
    }
}

/// To the next whole number, a half upwards; for what is not below 0.
#[inline(always)]
pub(super) fn rounded(number: Lanes) -> Lanes {
    let below = number.floor();
    below + ((number - below).simd_ge(Lanes::HALF) & Lanes::ONE)
}

/// An input as the scenario has it, and how it is drawn.
pub(super) struct Input {
    own: Lanes,
    drawn: Option<Drawn>,
}

struct Drawn {
    /// Its place among the uncertain inputs.
    place: usize,
    kind: Kind,
    min: Lanes,
    max: Lanes,
}

impl Input {
    pub(super) fn new(key: &str, own: f64, uncertain: &[Uncertain]) -> Input {
        let place = uncertain.iter().position(|input| input.field.key == key);
        let drawn = place.map(|place| {
            let field = uncertain[place].field;
            Drawn { place, kind: field.kind, min: Lanes::splat(field.min), max: Lanes::splat(field.max) }
        });
        Input { own: Lanes::splat(own), drawn }
    }

    /// As [`Uncertain::at`], by the factors of each uncertain input, a column each.
    #[inline(always)]
    pub(super) fn at(&self, factors: &[&[f64]], [this, next]: [usize; 2]) -> Lanes {
        let Some(drawn) = &self.drawn else { return self.own };
        let Some(column) = factors.get(drawn.place) else { return self.own };
        let times = self.own * Lanes::new([column[this], column[next]]);
        let number = match drawn.kind {
            Kind::Share => times / (Lanes::ONE - self.own + times),
            Kind::Count => rounded(times),
            _ => times,
        };
        number.fast_max(drawn.min).fast_min(drawn.max)
    }
}
