//! What goes into a file, as values of serde for any other format that names
//! its fields: JSON, TOML, RON and others.
//!
//! Written by hand: serde's macros and what they are made of would take each
//! reader two seconds at the first `:dep`.

use serde_core::de::{DeserializeSeed, Deserializer, Error};
use serde_core::{Deserialize, Serialize, Serializer};

use super::json::Part;
use super::parts::Room;
use crate::data::Scaler;
use crate::fields::{Content, Fields, Stored};
use crate::network::{Perceptron, Transfer};

impl Serialize for Perceptron {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.state().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Perceptron {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        restored(deserializer)
    }
}

impl Serialize for Scaler {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.state().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Scaler {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        restored(deserializer)
    }
}

/// Its name, and the settings of the one that has some.
impl Serialize for Transfer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Content::from(*self).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Transfer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let content = content(deserializer)?;
        Fields::transfer_of("transfer", content).map_err(D::Error::custom)
    }
}

/// What someone may have changed in the file is checked as if it were new.
fn restored<'de, T: Stored, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let read = |content| {
        let mut state = Fields::of(T::KIND, content)?;
        let thing = T::restored(&mut state)?;
        state.done()?;
        Ok(thing)
    };
    read(content(deserializer)?).map_err(|error: crate::Error| D::Error::custom(error))
}

/// How long the text is, only the format knows.
fn content<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Content, D::Error> {
    Part(&Room::of(usize::MAX)).deserialize(deserializer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::{NAMED, Transfer};

    #[test]
    fn a_perceptron_and_a_scale_come_back_from_any_format_that_names_its_fields() {
        let perceptron = Perceptron::by_hand([("price", 0.1), ("model", 1e-300)], 1.0).unwrap();
        let value = serde_json::to_value(&perceptron).unwrap();
        assert_eq!(value["input_names"], serde_json::json!(["price", "model"]));
        assert_eq!(serde_json::from_value::<Perceptron>(value.clone()).unwrap(), perceptron);
        let mut wrong = value;
        wrong["biases"] = serde_json::json!([1, 2]);
        let said = serde_json::from_value::<Perceptron>(wrong).unwrap_err().to_string();
        assert!(said.contains("weights: expected 2"), "{said}");
    }

    #[test]
    fn every_transfer_function_comes_back_by_its_name() {
        let with = Transfer::SatLinWith { slope: 0.5, low: -1.0, high: 2.0 };
        for function in NAMED.into_iter().chain([with]) {
            let text = serde_json::to_string(&function).unwrap();
            assert_eq!(serde_json::from_str::<Transfer>(&text).unwrap(), function, "{text}");
        }
        assert_eq!(serde_json::to_string(&Transfer::HardLim).unwrap(), "\"HardLim\"");
        let text = serde_json::to_string(&with).unwrap();
        assert_eq!(text, "{\"SatLinWith\":{\"slope\":0.5,\"low\":-1.0,\"high\":2.0}}");
        let said = serde_json::from_str::<Transfer>("\"Sigmoid\"").unwrap_err().to_string();
        assert!(said.contains("the name of a transfer function"), "{said}");
    }
}
