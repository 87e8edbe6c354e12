//! The groups of people beside the first, in a link: name, people, then what differs, kinds of
//! session last. Groups that are a preset's people and no more are counted by its name instead.
//!
//! `group2-Backend_8_like_heavy_pays_team-premium_days_18_kinds_Features_kind_Questions_0.4_messages_1`

use super::kinds::{read_name, read_until};
use super::{kinds, own, payers, read_number, text};
use crate::scenario::{Group, LIKES, MOST_GROUPS, MOST_KINDS, OwnKinds, Pays, Scenario, field, team};

const LIKE: &str = "like";
const PAYS: &str = "pays";
const KINDS: &str = "kinds";
const KIND: &str = "kind";

pub(super) fn write(group: &Group) -> String {
    let mut words = vec![text::escape_id(&group.name), super::number(group.people)];
    if let Some(preset) = group.like {
        words.extend([LIKE.into(), preset.key().into()]);
    }
    if group.pays != Pays::AsScenario {
        words.extend([PAYS.into(), payers::word(&group.pays)]);
    }
    words.extend(own::write(&group.own));
    if let Some(own) = &group.kinds {
        words.extend([KINDS.into(), text::escape_id(&own.first)]);
        own.others.iter().for_each(|kind| {
            words.push(KIND.into());
            words.extend(kinds::write(kind));
        });
    }
    words.join("_")
}

/// Pairs of groups come in their order.
pub(super) fn put(scenario: &mut Scenario, value: &str) -> Option<()> {
    if !value.is_empty() {
        let group = read(value).filter(|_| scenario.count_groups() < MOST_GROUPS)?;
        scenario.add_group(group);
    }
    Some(())
}

fn read(value: &str) -> Option<Group> {
    let words: Vec<&str> = value.split('_').collect();
    let (head, mut rest) = words.split_at_checked(2)?;
    let [name, people] = head else { return None };
    let people = read_number(people).filter(|n| field("developers").is_some_and(|f| f.allows(*n)))?;
    let mut group = Group { name: read_name(name)?, people, ..Group::default() };
    while let [key, value, more @ ..] = rest {
        rest = more;
        match *key {
            LIKE => group.like = Some(LIKES.into_iter().find(|preset| preset.key() == *value)?),
            PAYS => group.pays = payers::read_word(value)?,
            KINDS => {
                group.kinds = Some(read_kinds(value, rest)?);
                rest = &[];
            }
            key => own::read(&mut group.own, &team::OWN, [key, value], &mut rest)?,
        }
    }
    rest.is_empty().then_some(group)
}

fn read_kinds<'a>(first: &str, mut rest: &'a [&'a str]) -> Option<OwnKinds> {
    let mut own = OwnKinds { first: read_name(first)?, others: Vec::new() };
    while let [KIND, more @ ..] = rest {
        let (kind, after) = read_until(more, KIND)?;
        own.others.push(kind);
        rest = after;
    }
    (rest.is_empty() && own.others.len() < MOST_KINDS).then_some(own)
}
