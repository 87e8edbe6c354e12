//! Names: what kinds of session are called, by what they are.

use super::Unit;

/// A name for each part: how its sessions were started where that is what sets them apart, or that they
/// were compacted, else how large their contexts are. The smallest part comes first.
pub(super) fn names(units: &[Unit], parts: &[Vec<usize>]) -> Vec<&'static str> {
    let all = |is: fn(&Unit) -> bool, part: &[usize]| part.iter().all(|place| is(&units[*place]));
    let none = |is: fn(&Unit) -> bool, part: &[usize]| !part.iter().any(|place| is(&units[*place]));
    // The one part that has all sessions of which it is true, and no other.
    let alone = |is: fn(&Unit) -> bool| {
        let mut with = (0..parts.len()).filter(|at| !none(is, &parts[*at]));
        let first = with.next().filter(|at| all(is, &parts[*at]));
        first.filter(|_| with.next().is_none() && parts.len() > 1)
    };
    let headless = alone(|unit| unit.headless);
    let compacted = alone(Unit::compacted);
    let compacted = compacted.filter(|_| headless.is_none());
    let own = headless.map(|at| (at, "Headless runs")).or(compacted.map(|at| (at, "Compacted sessions")));
    let count = parts.len() - usize::from(own.is_some());
    let name = |at: usize| match own {
        Some((place, name)) if place == at => name,
        Some((_, name)) if count == 1 => beside(name),
        Some((place, _)) => by_size(if at > place { at - 1 } else { at }, count),
        None => by_size(at, count),
    };
    (0..parts.len()).map(name).collect()
}

/// All the others, where they are one kind.
fn beside(name: &str) -> &'static str {
    if name == "Headless runs" { "Interactive sessions" } else { "Other sessions" }
}

fn by_size(place: usize, count: usize) -> &'static str {
    match (place, count) {
        (_, 1) => "",
        (0, _) => "Small sessions",
        (last, _) if last + 1 == count => "Large sessions",
        (1, 3) => "Medium sessions",
        (1, _) => "Smaller sessions",
        (2, 4) => "Larger sessions",
        (2, _) => "Medium sessions",
        (3, 5) => "Larger sessions",
        _ => "Fairly large sessions",
    }
}
