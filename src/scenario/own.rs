//! Own: the reader's own numbers in the place of listed ones, by what they stand for.
//!
//! A list in order instead of the standard library's tree, whose code for two kinds of keys
//! is 20 KB of the program; there are never more than a handful.

/// Numbers by key, each key once, in the order of the keys.
#[derive(Clone, Debug, PartialEq)]
pub struct Own<K>(Vec<(K, f64)>);

impl<K> Default for Own<K> {
    fn default() -> Own<K> {
        Own(Vec::new())
    }
}

impl<K: Ord> Own<K> {
    /// The number of a key.
    pub fn get(&self, key: &K) -> Option<f64> {
        self.iter().find(|(k, _)| *k == key).map(|(_, number)| *number)
    }

    /// Sets the number of a key.
    pub fn insert(&mut self, key: K, number: f64) {
        self.remove(&key);
        let place = self.0.iter().take_while(|(k, _)| *k < key).count();
        self.0.insert(place, (key, number));
    }

    pub fn remove(&mut self, key: &K) {
        self.0.retain(|(k, _)| k != key);
    }

    pub fn iter(&self) -> impl Iterator<Item = (&K, &f64)> {
        self.0.iter().map(|(key, number)| (key, number))
    }

    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.0.iter().map(|(key, _)| key)
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<K: Ord> Extend<(K, f64)> for Own<K> {
    fn extend<I: IntoIterator<Item = (K, f64)>>(&mut self, all: I) {
        all.into_iter().for_each(|(key, number)| self.insert(key, number));
    }
}

impl<K: Ord> FromIterator<(K, f64)> for Own<K> {
    fn from_iter<I: IntoIterator<Item = (K, f64)>>(all: I) -> Own<K> {
        let mut own = Own::default();
        own.extend(all);
        own
    }
}

#[cfg(test)]
mod tests {
    use super::Own;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn it_is_an_ordered_map(all: Vec<(u8, f64)>, gone: Vec<u8>) {
            let mut own: Own<u8> = all.iter().copied().collect();
            let mut map: BTreeMap<u8, f64> = all.into_iter().collect();
            for key in gone {
                own.remove(&key);
                map.remove(&key);
                prop_assert_eq!(own.get(&key), None);
            }
            prop_assert!(own.iter().map(|(k, n)| (*k, n.to_bits())).eq(map.iter().map(|(k, n)| (*k, n.to_bits()))));
            prop_assert_eq!((own.len(), own.is_empty()), (map.len(), map.is_empty()));
        }
    }
}
