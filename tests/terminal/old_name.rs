//! The example `estimate`, which the program was before it had a name of its own.

use crate::{estimated, run, text};
use std::path::PathBuf;
use std::process::{Command, Output};

/// `cargo test` builds the examples beside the tests.
fn example() -> PathBuf {
    let test = std::env::current_exe().expect("a test has a path");
    let folder = test.ancestors().nth(2).expect("…/debug/deps/test").to_path_buf();
    folder.join("examples").join("estimate")
}

fn old(arguments: &[&str]) -> Output {
    Command::new(example()).args(arguments).output().expect("the example was built")
}

fn same(old: &Output, new: &Output) {
    assert_eq!(text(&old.stdout), text(&new.stdout));
    assert_eq!(old.status.code(), new.status.code());
    assert!(!new.stdout.is_empty());
}

#[test]
fn old_flags_give_the_commands_answers() {
    same(&old(&[]), &estimated(&[]));
    same(&old(&["--json"]), &estimated(&["--json"]));
    same(&old(&["--statement"]), &estimated(&["--statement"]));
    same(&old(&["--model-pricing"]), &estimated(&["--model-pricing"]));
    let logs = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/logs/home");
    let (zone, recorded) = (["--zone", "-05:00"], "--recorded");
    same(&old(&["--usage", logs]), &run(&["usage", logs]));
    same(
        &old(&[logs, zone[0], zone[1], "--usage", recorded, "--json"]),
        &run(&["usage", logs, zone[0], zone[1], recorded, "--json"]),
    );
    same(&old(&["--help"]), &run(&["--help"]));
}

#[test]
fn old_mistakes_are_still_mistakes() {
    for arguments in
        [&["--usage"][..], &["--fast"], &["--usage", "--statement", "x"], &["--zone", "UTC"], &["a", "b"]]
    {
        let output = old(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{arguments:?}");
    }
}
