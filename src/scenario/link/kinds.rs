//! The kinds of session beside the first, in a link: name, share, then what differs.
//!
//! `kind2-Quick.20.question_0.4_messages_2_mix_1_haiku-5-5_1`

use super::{number, own, read_number, text};
use crate::scenario::{LONGEST_NAME, Scenario, SessionKind, kinds};

pub(super) fn write(kind: &SessionKind) -> Vec<String> {
    let mut words = vec![text::escape_id(&kind.name), number(kind.share)];
    words.extend(own::write(&kind.own));
    words
}

/// Pairs come in any order: those that are still to come have their places.
pub(super) fn put(scenario: &mut Scenario, at: usize, value: &str) -> Option<()> {
    if value.is_empty() {
        return Some(());
    }
    let kind = read(value)?;
    if scenario.kinds.len() <= at {
        scenario.kinds.resize(at + 1, SessionKind::default());
    }
    *scenario.kinds.get_mut(at)? = kind;
    Some(())
}

fn read(value: &str) -> Option<SessionKind> {
    let words: Vec<&str> = value.split('_').collect();
    let (kind, rest) = read_until(&words, "")?;
    rest.is_empty().then_some(kind)
}

/// A kind, and the words from one on that begins something else.
pub(super) fn read_until<'a>(words: &'a [&'a str], end: &str) -> Option<(SessionKind, &'a [&'a str])> {
    let (head, mut rest) = words.split_at_checked(2)?;
    let [name, share] = head else { return None };
    let name = read_name(name)?;
    let share = read_number(share).filter(|share| (0.0..=1.0).contains(share))?;
    let mut kind = SessionKind { name, share, ..SessionKind::default() };
    while let [key, value, more @ ..] = rest {
        if *key == end {
            break;
        }
        rest = more;
        own::read(&mut kind.own, &kinds::OWN, [key, value], &mut rest)?;
    }
    Some((kind, rest))
}

pub(super) fn read_name(word: &str) -> Option<String> {
    text::unescape_id(word).filter(|name| name.chars().count() <= LONGEST_NAME)
}
