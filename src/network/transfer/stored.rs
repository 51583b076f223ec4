//! Transfer functions as fields of a file.

use super::{NAMED, Transfer};
use crate::error::Result;
use crate::fields::{Content, Fields, wrong};

/// Its name, and the settings of the one that has some.
impl From<Transfer> for Content {
    fn from(transfer: Transfer) -> Self {
        let Transfer::SatLinWith { slope, low, high } = transfer else {
            return Self::Text(format!("{transfer:?}"));
        };
        let settings = [("slope", slope.into()), ("low", low.into()), ("high", high.into())];
        Self::object([("SatLinWith", Self::object(settings))])
    }
}

impl Fields {
    pub(crate) fn transfer(&mut self, name: &str) -> Result<Transfer> {
        Self::transfer_of(name, self.get(name)?)
    }

    pub(crate) fn transfer_of(name: &str, content: Content) -> Result<Transfer> {
        const WANTED: &str = "the name of a transfer function";
        match content {
            Content::Text(text) => {
                let named = NAMED.into_iter().find(|function| format!("{function:?}") == text);
                named.ok_or_else(|| wrong(name, WANTED, &Content::Text(text)))
            }
            content @ Content::Object(_) => {
                let mut function = Self::of(name, content)?;
                let mut settings = Self::of("SatLinWith", function.get("SatLinWith")?)?;
                function.done()?;
                let (slope, low) = (settings.number("slope")?, settings.number("low")?);
                let high = settings.number("high")?;
                settings.done()?;
                Ok(Transfer::SatLinWith { slope, low, high })
            }
            other => Err(wrong(name, WANTED, &other)),
        }
    }
}
