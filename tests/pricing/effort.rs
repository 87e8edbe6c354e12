//! Effort, which is kept and changes no figure.

use super::{comes_back, month, typical};
use sawtooth::scenario::{Basis, choice};
use sawtooth::view::inputs::input;

#[test]
fn effort_comes_back_and_changes_no_figure() {
    let effort = choice("effort").expect("a choice");
    assert_eq!(effort.words, ["auto", "low", "medium", "high", "xhigh", "max"]);
    for word in effort.words.iter().skip(1) {
        let mut scenario = typical();
        (effort.set)(&mut scenario, word);
        comes_back(&scenario, &["~effort-", word, "~"].concat());
        assert_eq!(month(&scenario), month(&typical()));
        assert!(scenario.differs(&typical(), "effort"));
    }
}

#[test]
fn input_says_so() {
    let input = input("effort").expect("an input");
    assert!(
        input.help.contains("Changes no figure") && input.help.contains("not published"),
        "{}",
        input.help
    );
    let totals = sawtooth::scenario::Scenario { basis: Basis::Totals, ..typical() };
    assert!(input.shows(&typical()) && !input.shows(&totals));
}
