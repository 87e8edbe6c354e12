//! An answer for programs, as text.

use serde_json::Value;

/// A member on a line, in alphabetical order.
pub fn text(mut answer: Value) -> String {
    without_negative_zeros(&mut answer);
    answer.sort_all_objects();
    format!("{answer:#}")
}

/// The sum of no numbers is -0.0 in Rust, which nobody expects to read.
fn without_negative_zeros(value: &mut Value) {
    match value {
        Value::Number(number) if number.as_f64() == Some(0.0) && number.is_f64() => *value = 0.0.into(),
        Value::Array(items) => items.iter_mut().for_each(without_negative_zeros),
        Value::Object(members) => members.values_mut().for_each(without_negative_zeros),
        _ => {}
    }
}
