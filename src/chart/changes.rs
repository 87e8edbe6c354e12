//! What has to change in a picture on the screen to make it the next one. While a slider moves most of
//! a picture stays, and a browser takes longer to read, style, lay out and paint all of it again than
//! the rest of an event takes.

/// One change of an element, by its place when all changes before it were made: 0 is the `<svg>`, then
/// its children in their order. Values and texts are as they are said, with nothing to unescape.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Change<'a> {
    Attribute {
        place: usize,
        name: &'a str,
        value: &'a str,
    },
    Text {
        place: usize,
        text: &'a str,
    },
    /// The whole element is another.
    Element {
        place: usize,
        markup: &'a str,
    },
    Remove {
        place: usize,
    },
    /// A new element comes before that one, or as the last.
    Insert {
        place: usize,
        markup: &'a str,
    },
}

/// From one [`super::Picture::svg`] to another; `None` where the new one has to be drawn whole.
pub fn changes<'a>(before: &str, after: &'a str) -> Option<Vec<Change<'a>>> {
    let (before, after) = (elements(before)?, elements(after)?);
    // What is alike in kind from both ends stays; what is between, such as one more tick, comes and goes.
    let alike = |(before, after): &(&&str, &&str)| kind(before).eq(kind(after));
    let first = before.iter().zip(&after).take_while(alike).count();
    let (old, new) = (before.get(first..)?, after.get(first..)?);
    let last = old.iter().rev().zip(new.iter().rev()).take_while(alike).count();
    let (old_end, new_end) = (before.len() - last, after.len() - last);
    let mut all = Vec::new();
    let kept = (0..first).map(|place| (place, place)).chain((0..last).map(|n| (old_end + n, new_end + n)));
    for (place, next) in kept {
        let (before, after) = (before.get(place)?, after.get(next)?);
        if before != after && !within(place, before, after, &mut all) {
            if place == 0 {
                return None;
            }
            all.push(Change::Element { place, markup: after });
        }
    }
    all.extend((first..old_end).map(|_| Change::Remove { place: first }));
    let come = after.get(first..new_end)?.iter().zip(first..);
    all.extend(come.map(|(markup, place)| Change::Insert { place, markup }));
    Some(all)
}

/// The name and the first attribute, which is the class.
fn kind(element: &str) -> impl Iterator<Item = &str> {
    element.split([' ', '>', '/']).take(2)
}

/// The tag of the `<svg>`, then each of its children, as `svg.rs` writes them.
fn elements(svg: &str) -> Option<Vec<&str>> {
    let body = svg.strip_prefix("<svg ")?.strip_suffix("</svg>")?;
    // Within values there is no such sign.
    let (_, mut rest) = body.split_once('>')?;
    let mut all = vec![svg.get(..svg.len() - rest.len() - "</svg>".len())?];
    while !rest.is_empty() {
        let end = match rest {
            text if text.starts_with("<text ") => "</text>",
            group if group.starts_with("<g ") => "</g>",
            _ => "/>",
        };
        let (element, others) = rest.split_at_checked(rest.find(end)? + end.len())?;
        all.push(element);
        rest = others;
    }
    Some(all)
}

/// Adds what differs between two elements of the same kind; `false`, and nothing, where they are not.
fn within<'a>(place: usize, before: &str, after: &'a str, all: &mut Vec<Change<'a>>) -> bool {
    let (Some((head, text)), Some((next_head, next_text))) = (parts(before), parts(after)) else {
        return false;
    };
    let names = |head| attributes(head).map(|(name, _)| name);
    if !names(head).eq(names(next_head)) {
        return false;
    }
    let moved = attributes(head).zip(attributes(next_head)).filter(|(before, after)| before != after);
    all.extend(moved.map(|(_, (name, value))| Change::Attribute { place, name, value }));
    if text != next_text {
        all.push(Change::Text { place, text: next_text });
    }
    true
}

/// The opening tag and the text; `None` for a group, and for what would have to be unescaped.
fn parts(element: &str) -> Option<(&str, &str)> {
    let (head, rest) = element.split_once('>')?;
    let text = rest.strip_suffix("</text>").unwrap_or(rest);
    (!element.contains('&') && !text.contains('<')).then_some((head, text))
}

/// Names and values of `<rect class="..." x="..."`.
fn attributes(head: &str) -> impl Iterator<Item = (&str, &str)> {
    let (_, all) = head.split_once(' ').unwrap_or_default();
    all.split("\" ").filter_map(|one| {
        let (name, value) = one.split_once("=\"")?;
        // The last one has its quote still.
        Some((name, value.strip_suffix("\"/").or(value.strip_suffix('"')).unwrap_or(value)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{Axis, Bar, Bars, bars, ticks};
    use proptest::prelude::*;

    const OLD: &str = "<svg viewBox=\"0 0 9 5\" class=\"chart\" role=\"img\" aria-label=\"Yours is $5\"><rect \
         class=\"i-yours\" x=\"0\" y=\"1\" width=\"3.5\" height=\"2\"/><text class=\"i-text\" x=\"4\" y=\"2\" \
         text-anchor=\"end\">$5</text><g class=\"wash\"><path class=\"i-yours\" d=\"m0 1 2 3z\"/></g></svg>";

    #[test]
    fn only_what_differs_changes() {
        let new = OLD.replace("3.5", "4").replace("$5", "$6").replace("x=\"4\"", "x=\"4.5\"");
        let found = changes(OLD, &new).expect("the same elements");
        assert_eq!(
            found,
            [
                Change::Attribute { place: 0, name: "aria-label", value: "Yours is $6" },
                Change::Attribute { place: 1, name: "width", value: "4" },
                Change::Attribute { place: 2, name: "x", value: "4.5" },
                Change::Text { place: 2, text: "$6" },
            ]
        );
        assert_eq!(changes(OLD, OLD), Some(Vec::new()));
    }

    #[test]
    fn groups_and_escaped_texts_are_replaced_whole() {
        let new = OLD.replace("m0 1", "m0 2").replace(">$5<", ">R&amp;D<");
        let markups = [2, 3].map(|place| match changes(OLD, &new).expect("the same elements")[place - 2] {
            Change::Element { place: found, markup } if found == place => markup.to_string(),
            other => panic!("{other:?}"),
        });
        assert!(markups[0].ends_with(">R&amp;D</text>") && markups[1].contains("m0 2 2 3z"));
    }

    #[test]
    fn elements_come_and_go() {
        let circle = "<circle class=\"i-yours\" r=\"1\"/>";
        let more = OLD.replace("<text", &format!("{circle}{circle}<text")).replace("3.5", "4");
        let width = Change::Attribute { place: 1, name: "width", value: "4" };
        let [two, three] = [2, 3].map(|place| Change::Insert { place, markup: circle });
        assert_eq!(changes(OLD, &more), Some(vec![width, two, three]));
        let gone = [2, 2].map(|place| Change::Remove { place });
        assert_eq!(changes(&more, &OLD.replace("3.5", "4")), Some(gone.to_vec()));
    }

    /// The elements once the changes are made.
    fn changed(before: &str, all: &[Change]) -> Vec<String> {
        let mut elements: Vec<String> =
            elements(before).expect("a picture").into_iter().map(String::from).collect();
        for change in all {
            match *change {
                Change::Attribute { place, name, value } => {
                    let from =
                        elements[place].find(&format!(" {name}=\"")).expect("it is there") + name.len() + 3;
                    let length = elements[place][from..].find('"').expect("it ends");
                    elements[place].replace_range(from..from + length, value);
                }
                Change::Text { place, text } => {
                    let from = elements[place].find('>').expect("it begins") + 1;
                    let to = elements[place].len() - "</text>".len();
                    elements[place].replace_range(from..to, text);
                }
                Change::Element { place, markup } => elements[place] = markup.into(),
                Change::Remove { place } => drop(elements.remove(place)),
                Change::Insert { place, markup } => elements.insert(place, markup.into()),
            }
        }
        elements
    }

    fn bar() -> impl Strategy<Value = Bar> {
        let range = prop::option::of((0.0..50.0, 50.0..90.0));
        ("[A-Z][a-z&]{0,9}", prop::collection::vec(0.0..40.0, 1..4), range, any::<bool>()).prop_map(
            |(label, parts, range, emphasis)| {
                let total = format!("${:.0}", parts.iter().sum::<f64>());
                Bar { label, start: 0.0, parts, range: range.map(|(low, high)| [low, high]), total, emphasis }
            },
        )
    }

    fn picture() -> impl Strategy<Value = String> {
        (prop::collection::vec(bar(), 1..6), 10.0..120.0, 300.0..900.0).prop_map(|(rows, max, width)| {
            let chart = Bars {
                rows,
                part_names: ["cache write", "cache read", "output"].map(String::from).to_vec(),
                range_name: "80% range".into(),
                marks: Vec::new(),
                axis: Axis {
                    max,
                    ticks: ticks(max, 5).into_iter().map(|usd| (usd, format!("${usd}"))).collect(),
                    title: String::new(),
                },
                description: "Dollars a month".into(),
            };
            bars(&chart, width).svg
        })
    }

    proptest! {
        #[test]
        fn changes_make_of_a_picture_the_next_one(before in picture(), after in picture()) {
            let all = changes(&before, &after).expect("no text of the picture itself is escaped");
            prop_assert_eq!(changed(&before, &all), elements(&after).expect("a picture"));
        }
    }

    #[test]
    fn what_cannot_be_changed_is_drawn_whole() {
        assert_eq!(changes(OLD, &OLD.replace("Yours", "R&amp;D")), None);
        assert_eq!(changes("", OLD), None);
        assert_eq!(changes(OLD, "<div></div>"), None);
    }
}
