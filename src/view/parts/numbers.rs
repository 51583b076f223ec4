//! Numbers as JSON, for scripts.

use serde_json::Value;

pub(crate) fn numbers(values: &[f64]) -> Value {
    let mut list = Vec::with_capacity(values.len());
    for value in values {
        list.push(Value::from(*value));
    }
    Value::Array(list)
}
