//! Lists of any type in an order, by one sort for all of them.
//!
//! [`slice::sort_by`] is compiled for each type: with twenty of them the worker is 30 KB larger over the
//! wire (489.5 KB, and 459.5 with this one). Calls, of which there are a hundred thousand, are sorted
//! where they lie. For short lists of the page there is [`crate::scenario::in_order`].

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::mem;

/// Equals stay as they came. The list may have 2^32 items.
pub fn by<T>(all: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let mut places: Vec<u32> = (0..).take(all.len()).collect();
    sort(&mut places, &|a, b| compare(&all[a as usize], &all[b as usize]));
    // Each circle of places by itself, so that there is no second list.
    for first in 0..places.len() {
        let mut at = first;
        loop {
            let from = mem::replace(&mut places[at], at as u32) as usize;
            if from == at || from == first {
                break;
            }
            all.swap(at, from);
            at = from;
        }
    }
}

/// The same by a key of each.
pub fn by_key<T, K: Ord>(all: &mut [T], key: impl Fn(&T) -> K) {
    by(all, |a, b| key(a).cmp(&key(b)));
}

/// A set of them. [`Iterator::collect`] would sort them first, by a sort for each type.
pub fn set<T: Ord>(items: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    set.extend(items);
    set
}

/// A map of them, of equal keys the last one.
pub fn map<K: Ord, V>(items: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    map.extend(items);
    map
}

#[inline(never)]
fn sort(places: &mut [u32], compare: &dyn Fn(u32, u32) -> Ordering) {
    places.sort_by(|a, b| compare(*a, *b));
}

#[cfg(test)]
mod tests {
    use super::by_key;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_list_is_as_a_stable_sort_leaves_it(items in prop::collection::vec((0..9, ".{0,3}"), 0..60)) {
            let mut expected = items.clone();
            expected.sort_by_key(|item| item.0);
            let mut sorted = items;
            by_key(&mut sorted, |item| item.0);
            prop_assert_eq!(sorted, expected);
        }
    }
}
