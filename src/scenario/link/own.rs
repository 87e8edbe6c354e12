//! What a kind of session or a group of people has of its own, in a link: each value after its key.
//!
//! `messages_2_compact_off_mix_1_haiku-5-5_1`

use super::{list, model, number, read_mix, read_model, read_number};
use crate::scenario::differences::{Differences, Inputs};
use crate::scenario::{choice, field};

const MIX: &str = "mix";
const AGENT_MODEL: &str = "agentModel";

pub(super) fn write(own: &Differences) -> Vec<String> {
    let mut words = Vec::new();
    let numbers = own.numbers.iter().map(|(key, value)| [(*key).into(), number(*value)]);
    words.extend(numbers.flatten());
    let choices = own.choices.iter().map(|(key, word)| [(*key).into(), (*word).into()]);
    words.extend(choices.flatten());
    if let Some(mix) = &own.mix {
        words.extend([MIX.into(), number(mix.len() as f64)]);
        words.push(list(mix.iter().map(|share| [model(&share.model), number(share.share)])));
    }
    if let Some(id) = &own.agent_model {
        words.extend([AGENT_MODEL.into(), model(id)]);
    }
    words
}

/// Reads one of them. `rest` is what stands after the value; a mix has more words than one.
pub(super) fn read(
    own: &mut Differences,
    of: &Inputs,
    [key, value]: [&str; 2],
    rest: &mut &[&str],
) -> Option<()> {
    match key {
        MIX => {
            let count = value.parse::<usize>().ok().filter(|count| *count <= rest.len() / 2)? * 2;
            let (mix, after) = rest.split_at_checked(count)?;
            own.mix = Some(read_mix(&mix.join("_"))?);
            *rest = after;
            Some(())
        }
        AGENT_MODEL => {
            own.agent_model = Some(read_model(value)?);
            Some(())
        }
        key if choice(key).is_some() => own.choose(of, key, value),
        key => {
            let field = field(key)?;
            own.set(of, key, read_number(value).filter(|number| field.allows(*number))?)
        }
    }
}
