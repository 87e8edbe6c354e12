//! Held against `serde_json`, which the page could not carry.

use proptest::prelude::*;
use serde_json::{Value as Theirs, json};

use super::{NotJson, Value, quoted};

/// As theirs holds it: the last of two values under one key.
fn converted(ours: &Value) -> Theirs {
    match ours {
        Value::Null => Theirs::Null,
        Value::Flag(flag) => json!(flag),
        Value::Number(number) => json!(number),
        Value::Text(text) => json!(text),
        Value::List(items) => items.iter().map(converted).collect(),
        Value::Object(pairs) => pairs.iter().map(|(key, value)| (key.clone(), converted(value))).collect(),
    }
}

/// Theirs tells integers from other numbers.
fn as_floats(theirs: Theirs) -> Theirs {
    match theirs {
        Theirs::Number(number) => json!(number.as_f64()),
        Theirs::Array(items) => items.into_iter().map(as_floats).collect(),
        Theirs::Object(pairs) => pairs.into_iter().map(|(key, value)| (key, as_floats(value))).collect(),
        other => other,
    }
}

/// Both refuse a text, or both read the same from it, to the last bit and sign of zero.
fn check(text: &str) {
    let theirs: Option<Theirs> = serde_json::from_str(text).ok();
    let ours = Value::read(text).ok();
    let [ours, theirs] = [ours.as_ref().map(converted), theirs.map(as_floats)];
    assert_eq!(format!("{ours:?}"), format!("{theirs:?}"), "{text}");
}

#[test]
fn reads_what_serde_json_reads() {
    for text in [
        " { \"a\" : [ 1 , -0 , 0.1 , 1e3 , 2E-7 , 3e+2, true, false, null ] , \"b\" : {} , \"a\": [ ] } ",
        "[17179869184.000001, 123456789012345678901234567890, 5e-324, 1.7976931348623157e308, 4.35, 2.2250738585072011e-308]",
        r#""\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00é😀""#,
        "",
        " ",
        "nul",
        "nulll",
        "truefalse",
        "1 2",
        "01",
        "-",
        "+1",
        ".5",
        "1.",
        "1.e2",
        "1e",
        "1e999",
        "-1e999",
        "NaN",
        "'a'",
        "\"a",
        "\"\t\"",
        "\"\u{7f}\u{0}\"",
        r#""\x""#,
        r#""\u12g4""#,
        r#""\ud83d""#,
        r#""\ud83dx""#,
        r#""\ud83d\n""#,
        r#""\ud83d\u0041""#,
        r#""\ude00""#,
        "[",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1}",
        "{",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "{1:1}",
        "{\"a\":1 \"b\":2}",
        "\u{feff}1",
        "\u{a0}1",
    ] {
        check(text);
    }
    for depth in [126, 127, 128, 100_000] {
        check(&("[".repeat(depth) + &"]".repeat(depth)));
        check(&("{\"a\":".repeat(depth) + "1" + &"}".repeat(depth)));
    }
}

#[test]
fn a_refusal_names_its_line() {
    for (line, text) in [(1, ""), (2, "[1,\nx]"), (3, "[1\n,\n"), (2, "1\n2")] {
        assert_eq!(Value::read(text), Err(NotJson { line }), "{text}");
    }
}

proptest! {
    /// Near misses are made of the pieces that JSON is made of.
    #[test]
    fn agrees_on_near_misses(text in r#"([\[\]{},:" \n]|"a"|"\\[u"n]"|-?[0-9]{1,3}|[.eE+-]|true|null|\\ud83d|\\ude00){0,12}"#) {
        check(&text);
    }

    #[test]
    fn agrees_on_numbers(number: f64, digits in "-?[0-9]{1,25}(\\.[0-9]{1,25})?(e-?[0-9]{1,3})?") {
        check(&format!("{number}"));
        check(&format!("{number:e}"));
        check(&digits);
    }

    #[test]
    fn text_is_written_as_serde_json_writes_it(text: String) {
        prop_assert_eq!(quoted(&text), json!(text).to_string());
        prop_assert_eq!(Value::read(&quoted(&text)), Ok(Value::Text(text)));
    }

    #[test]
    fn a_value_on_one_line_is_read_back(text in r#"\[(1|"a"|\{\}|\[2\.5,null\]|\{"b":true\})(,(3|"c\\n"|\[\]|false)){0,4}\]"#) {
        prop_assert_eq!(Value::read(&text).map(|value| value.to_string()), Ok(text));
    }
}
