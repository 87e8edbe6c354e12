//! The kinds of session beside the first, in a link: name, share, then what differs, each after its key.
//!
//! `kind2-Quick.20.question_0.4_messages_2_mix_1_haiku-5-5_1`

use super::{list, model, number, read_mix, read_model, read_number, text};
use crate::scenario::{LONGEST_NAME, SessionKind, choice, field};

const MIX: &str = "mix";
const AGENT_MODEL: &str = "agentModel";

pub(super) fn write(kind: &SessionKind) -> String {
    let mut words = vec![text::escape_id(&kind.name), number(kind.share)];
    let numbers = kind.numbers.iter().map(|(key, value)| [(*key).into(), number(*value)]);
    words.extend(numbers.flatten());
    let choices = kind.choices.iter().map(|(key, word)| [(*key).into(), (*word).into()]);
    words.extend(choices.flatten());
    if let Some(mix) = &kind.mix {
        words.extend([MIX.into(), number(mix.len() as f64)]);
        words.push(list(mix.iter().map(|share| [model(&share.model), number(share.share)])));
    }
    if let Some(id) = &kind.agent_model {
        words.extend([AGENT_MODEL.into(), model(id)]);
    }
    words.join("_")
}

pub(super) fn read(value: &str) -> Option<SessionKind> {
    let words: Vec<&str> = value.split('_').collect();
    let (head, mut rest) = words.split_at_checked(2)?;
    let [name, share] = head else { return None };
    let name = text::unescape_id(name).filter(|name| name.chars().count() <= LONGEST_NAME)?;
    let share = read_number(share).filter(|share| (0.0..=1.0).contains(share))?;
    let mut kind = SessionKind { name, share, ..SessionKind::default() };
    while let [key, value, more @ ..] = rest {
        rest = more;
        match *key {
            MIX => {
                let count = value.parse::<usize>().ok().filter(|count| *count * 2 <= rest.len())? * 2;
                kind.mix = Some(read_mix(&rest[..count].join("_"))?);
                rest = &rest[count..];
            }
            AGENT_MODEL => kind.agent_model = Some(read_model(value)?),
            key if choice(key).is_some() => kind.choose(key, value)?,
            key => {
                let field = field(key)?;
                kind.set(key, read_number(value).filter(|number| field.allows(*number))?)?;
            }
        }
    }
    rest.is_empty().then_some(kind)
}
