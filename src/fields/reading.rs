//! Reading what lies in a file, field by field, with a sentence for each that
//! is not as it should be.

use std::fmt::{self, Write};

use super::Content;
use crate::error::{Error, Result};
use crate::matrix::Matrix;

/// The fields of one thing in a file, each of which is taken once.
pub(crate) struct Fields {
    left: Vec<(String, Content)>,
    /// The names that were asked for.
    known: Vec<String>,
}

impl Fields {
    pub(crate) fn of(name: &str, content: Content) -> Result<Self> {
        match content {
            Content::Object(left) => Ok(Self { left, known: Vec::new() }),
            other => Err(wrong(name, "an object with fields", &other)),
        }
    }

    /// Refuses fields that were not asked for.
    pub(crate) fn done(self) -> Result<()> {
        match self.left.into_iter().next() {
            None => Ok(()),
            Some((name, _)) => Err(Error::UnknownName { kind: "field", name, known: self.known }),
        }
    }

    /// A field that need not be there; `null` is as none.
    pub(crate) fn optional(&mut self, name: &str) -> Option<Content> {
        self.known.push(name.to_owned());
        let place = self.left.iter().position(|(field, _)| field == name)?;
        Some(self.left.remove(place).1).filter(|content| *content != Content::Null)
    }

    pub(crate) fn get(&mut self, name: &str) -> Result<Content> {
        self.known.push(name.to_owned());
        let Some(place) = self.left.iter().position(|(field, _)| field == name) else {
            return Err(Error::Parameter {
                name: name.to_owned(),
                expected: "a field of that name",
                found: "none".to_owned(),
            });
        };
        Ok(self.left.remove(place).1)
    }

    pub(crate) fn whole(&mut self, name: &str) -> Result<u64> {
        match self.get(name)? {
            Content::Whole(whole) => Ok(whole),
            other => Err(wrong(name, "a whole number", &other)),
        }
    }

    pub(crate) fn count(&mut self, name: &str) -> Result<usize> {
        let whole = self.whole(name)?;
        usize::try_from(whole).map_err(|_| wrong(name, "a smaller number", &whole.into()))
    }

    pub(crate) fn number(&mut self, name: &str) -> Result<f64> {
        match self.get(name)? {
            Content::Number(number) => Ok(number),
            Content::Whole(whole) => Ok(whole as f64),
            other => Err(wrong(name, "a number", &other)),
        }
    }

    #[cfg(feature = "networks")]
    pub(crate) fn flag(&mut self, name: &str) -> Result<bool> {
        flag(name, &self.get(name)?)
    }

    pub(crate) fn optional_flag(&mut self, name: &str) -> Result<Option<bool>> {
        self.optional(name).map(|content| flag(name, &content)).transpose()
    }

    #[cfg(feature = "networks")]
    pub(crate) fn objects(&mut self, name: &str) -> Result<Vec<Self>> {
        let mut objects = Vec::new();
        for content in list(name, "a list of objects", self.get(name)?)? {
            objects.push(Self::of(name, content)?);
        }
        Ok(objects)
    }

    pub(crate) fn numbers(&mut self, name: &str) -> Result<Vec<f64>> {
        numbers(name, self.get(name)?)
    }

    pub(crate) fn optional_numbers(&mut self, name: &str) -> Result<Option<Vec<f64>>> {
        self.optional(name).map(|content| numbers(name, content)).transpose()
    }

    pub(crate) fn rows(&mut self, name: &'static str) -> Result<Matrix> {
        let content = self.get(name)?;
        rows(name, content)
    }

    /// Pairs of numbers, which need not be there.
    pub(crate) fn pairs(&mut self, name: &'static str) -> Result<Option<Vec<[f64; 2]>>> {
        let Some(content) = self.optional(name) else { return Ok(None) };
        let mut pairs = Vec::new();
        for row in rows(name, content)?.rows() {
            pairs.push(pair(name, row.to_vec())?);
        }
        Ok(Some(pairs))
    }

    /// A pair of numbers, which need not be there.
    pub(crate) fn pair(&mut self, name: &str) -> Result<Option<[f64; 2]>> {
        let Some(content) = self.optional(name) else { return Ok(None) };
        Ok(Some(pair(name, numbers(name, content)?)?))
    }

    #[cfg(feature = "networks")]
    pub(crate) fn counts(&mut self, name: &str) -> Result<Vec<usize>> {
        let mut counts = Vec::new();
        for number in self.numbers(name)? {
            counts.push(count(name, number)?);
        }
        Ok(counts)
    }

    /// How long a list is; 0 where there is none.
    #[cfg(feature = "networks")]
    pub(crate) fn length(&self, name: &str) -> usize {
        match self.peek(name) {
            Some(Content::Numbers(numbers)) => numbers.len(),
            Some(Content::Table(table)) => table.n_rows(),
            Some(Content::List(list)) => list.len(),
            _ => 0,
        }
    }

    /// A field that is left for others to take.
    pub(crate) fn peek(&self, name: &str) -> Option<&Content> {
        self.left.iter().find(|(field, _)| field == name).map(|(_, content)| content)
    }

    /// Names, which need not be there.
    pub(crate) fn names(&mut self, name: &str) -> Result<Option<Vec<String>>> {
        const TEXTS: &str = "a list of texts";
        let Some(content) = self.optional(name) else { return Ok(None) };
        let mut names = Vec::new();
        for content in list(name, TEXTS, content)? {
            let Content::Text(text) = content else {
                return Err(wrong(name, TEXTS, &content));
            };
            names.push(text);
        }
        Ok(Some(names))
    }
}

pub(crate) fn wrong(name: &str, wanted: &'static str, came: &Content) -> Error {
    let mut start = Start(String::new());
    // an error says that it is full
    if write!(start, "{came}").is_err() {
        start.0.push('…');
    }
    Error::Parameter { name: name.to_owned(), expected: wanted, found: start.0 }
}

/// The start of a text that may be as long as a file.
struct Start(String);

impl Write for Start {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        const LONGEST: usize = 39;
        let room = LONGEST - self.0.chars().count();
        self.0.extend(text.chars().take(room));
        if text.chars().nth(room).is_some() { Err(fmt::Error) } else { Ok(()) }
    }
}

fn flag(name: &str, content: &Content) -> Result<bool> {
    match content {
        Content::Flag(flag) => Ok(*flag),
        other => Err(wrong(name, "true or false", other)),
    }
}

/// A whole number, out of a list of numbers.
#[cfg(feature = "networks")]
pub(crate) fn count(name: &str, number: f64) -> Result<usize> {
    /// Beyond, not every whole number is one of 64-bit floating point.
    const LARGEST: f64 = 9_007_199_254_740_992.0;
    if number.fract() != 0.0 || !(0.0..LARGEST).contains(&number) {
        return Err(wrong(name, "whole numbers", &number.into()));
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number from 0, as was just seen"
    )]
    Ok(number as usize)
}

fn list(name: &str, wanted: &'static str, content: Content) -> Result<Vec<Content>> {
    match content {
        Content::List(list) => Ok(list),
        other => Err(wrong(name, wanted, &other)),
    }
}

fn numbers(name: &str, content: Content) -> Result<Vec<f64>> {
    match content {
        Content::Numbers(numbers) => Ok(numbers),
        Content::List(list) => {
            let number = |content: &Content| matches!(content, Content::Number(_));
            match list.into_iter().find(|content| !number(content)) {
                None => Ok(Vec::new()),
                Some(other) => Err(wrong(name, "a number", &other)),
            }
        }
        other => Err(wrong(name, "a list of numbers", &other)),
    }
}

fn rows(name: &'static str, content: Content) -> Result<Matrix> {
    let list = match content {
        Content::Table(table) => return Ok(*table),
        other => list(name, "a list of lists of numbers", other)?,
    };
    // rows of different lengths, or none of them long
    let (rows, mut wanted, mut values) = (list.len(), 0, Vec::new());
    for (row, content) in list.into_iter().enumerate() {
        let mut numbers = numbers(name, content)?;
        let came = numbers.len();
        if row == 0 {
            wanted = came;
        }
        if came != wanted {
            return Err(Error::Ragged { what: name, row, expected: wanted, found: came });
        }
        values.append(&mut numbers);
    }
    Ok(Matrix::new((rows, wanted), values))
}

fn pair(name: &str, numbers: Vec<f64>) -> Result<[f64; 2]> {
    <[f64; 2]>::try_from(numbers)
        .map_err(|numbers| wrong(name, "two numbers", &Content::Numbers(numbers)))
}
