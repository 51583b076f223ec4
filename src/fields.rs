//! Reading what lies in a file, field by field, with a sentence for each that
//! is not as it should be.

use serde_json::{Map, Value};

use crate::error::{Error, Result};
use crate::network::Transfer;

/// The fields of one thing in a file.
pub(crate) struct Fields<'a>(&'a Map<String, Value>);

impl<'a> Fields<'a> {
    pub(crate) fn of(name: &str, value: &'a Value) -> Result<Self> {
        value.as_object().map(Self).ok_or_else(|| wrong(name, "an object with fields", value))
    }

    pub(crate) fn get(&self, name: &str) -> Result<&'a Value> {
        self.0.get(name).ok_or_else(|| Error::Parameter {
            name: name.to_owned(),
            wanted: "a field of that name",
            came: "none".to_owned(),
        })
    }

    pub(crate) fn whole(&self, name: &str) -> Result<u64> {
        let value = self.get(name)?;
        value.as_u64().ok_or_else(|| wrong(name, "a whole number", value))
    }

    pub(crate) fn count(&self, name: &str) -> Result<usize> {
        let value = self.get(name)?;
        let count = value.as_u64().and_then(|count| usize::try_from(count).ok());
        count.ok_or_else(|| wrong(name, "a whole number", value))
    }

    pub(crate) fn number(&self, name: &str) -> Result<f64> {
        number(name, self.get(name)?)
    }

    pub(crate) fn flag(&self, name: &str) -> Result<bool> {
        let value = self.get(name)?;
        value.as_bool().ok_or_else(|| wrong(name, "true or false", value))
    }

    pub(crate) fn list(&self, name: &str) -> Result<&'a [Value]> {
        list(name, self.get(name)?)
    }

    pub(crate) fn numbers(&self, name: &str) -> Result<Vec<f64>> {
        numbers(name, self.get(name)?)
    }

    pub(crate) fn rows(&self, name: &str) -> Result<Vec<Vec<f64>>> {
        let mut rows = Vec::new();
        for row in self.list(name)? {
            rows.push(numbers(name, row)?);
        }
        Ok(rows)
    }

    pub(crate) fn counts(&self, name: &str) -> Result<Vec<usize>> {
        let mut counts = Vec::new();
        for value in self.list(name)? {
            let count = value.as_u64().and_then(|count| usize::try_from(count).ok());
            counts.push(count.ok_or_else(|| wrong(name, "whole numbers", value))?);
        }
        Ok(counts)
    }

    /// Names, which need not be there.
    pub(crate) fn names(&self, name: &str) -> Result<Option<Vec<String>>> {
        let Some(value) = self.0.get(name).filter(|value| !value.is_null()) else {
            return Ok(None);
        };
        let mut names = Vec::new();
        for value in list(name, value)? {
            let text = value.as_str().ok_or_else(|| wrong(name, "a list of texts", value))?;
            names.push(text.to_owned());
        }
        Ok(Some(names))
    }

    pub(crate) fn transfer(&self, name: &str) -> Result<Transfer> {
        let value = self.get(name)?;
        serde_json::from_value(value.clone())
            .map_err(|_| wrong(name, "the name of a transfer function", value))
    }
}

pub(crate) fn wrong(name: &str, wanted: &'static str, came: &Value) -> Error {
    let mut text = came.to_string();
    if text.chars().count() > 40 {
        text = text.chars().take(39).collect::<String>() + "…";
    }
    Error::Parameter { name: name.to_owned(), wanted, came: text }
}

fn list<'a>(name: &str, value: &'a Value) -> Result<&'a [Value]> {
    value.as_array().map(Vec::as_slice).ok_or_else(|| wrong(name, "a list", value))
}

fn number(name: &str, value: &Value) -> Result<f64> {
    value.as_f64().ok_or_else(|| wrong(name, "a number", value))
}

fn numbers(name: &str, value: &Value) -> Result<Vec<f64>> {
    let mut numbers = Vec::new();
    for value in list(name, value)? {
        numbers.push(number(name, value)?);
    }
    Ok(numbers)
}
