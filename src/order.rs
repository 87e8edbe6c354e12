//! Order for short lists.

/// Sorts by `before`, equal items as they were. Its time grows with the square of the
/// length, unless the list is nearly in order; the standard library's sorts, written for
/// millions of items, add 4 KB to the page for each kind of item.
pub fn sort<T>(items: &mut [T], before: impl Fn(&T, &T) -> bool) {
    for end in 1..items.len() {
        let mut at = end;
        while at > 0 && before(&items[at], &items[at - 1]) {
            items.swap(at, at - 1);
            at -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorts_as_the_standard_library_does(list: Vec<(u8, u8)>) {
            let mut theirs = list.clone();
            theirs.sort_by_key(|item| item.0);
            let mut ours = list;
            super::sort(&mut ours, |a, b| a.0 < b.0);
            prop_assert_eq!(ours, theirs);
        }
    }
}
