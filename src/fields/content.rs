//! A field's content: few bytes for many numbers.

use std::fmt;

use crate::matrix::Matrix;

/// The content of a field.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Content {
    Null,
    Flag(bool),
    Whole(u64),
    Number(f64),
    Text(String),
    /// A list of numbers only.
    Numbers(Vec<f64>),
    /// A list of lists of numbers, as many in each.
    Table(Box<Matrix>),
    /// Any other list.
    List(Vec<Content>),
    Object(Vec<(String, Content)>),
}

impl Content {
    pub(crate) fn object<const N: usize>(fields: [(&str, Content); N]) -> Self {
        let mut object = Self::Object(Vec::with_capacity(N));
        for (name, content) in fields {
            object.push(name, content);
        }
        object
    }

    /// Adds a field to an object.
    pub(crate) fn push(&mut self, name: &str, content: impl Into<Content>) {
        if let Self::Object(fields) = self {
            fields.push((name.to_owned(), content.into()));
        }
    }

    #[cfg(feature = "networks")]
    /// A list of whole numbers, which are written as such.
    pub(crate) fn counts(counts: &[usize]) -> Self {
        let mut list = Vec::with_capacity(counts.len());
        for count in counts {
            list.push(Self::from(*count));
        }
        Self::List(list)
    }

    /// Where the first number that is not finite stands, and what it is.
    pub(crate) fn not_finite(&self) -> Option<(Option<&str>, f64)> {
        let found = |number: &f64| (!number.is_finite()).then_some((None, *number));
        match self {
            Self::Number(number) => found(number),
            Self::Numbers(numbers) => numbers.iter().find_map(found),
            Self::Table(table) => table.values().iter().find_map(found),
            Self::List(list) => list.iter().find_map(Self::not_finite),
            Self::Object(fields) => fields.iter().find_map(|(name, content)| {
                let (inner, number) = content.not_finite()?;
                Some((inner.or(Some(name)), number))
            }),
            _ => None,
        }
    }
}

/// As in JSON, the numbers as Rust writes them.
impl fmt::Display for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Flag(flag) => write!(f, "{flag}"),
            Self::Whole(whole) => write!(f, "{whole}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => write!(f, "{text:?}"),
            Self::Numbers(numbers) => listed(f, numbers),
            Self::Table(table) => {
                f.write_str("[")?;
                for (row, numbers) in table.rows().enumerate() {
                    f.write_str(if row == 0 { "" } else { ", " })?;
                    listed(f, numbers)?;
                }
                f.write_str("]")
            }
            Self::List(list) => listed(f, list),
            Self::Object(fields) => {
                f.write_str("{")?;
                for (number, (name, content)) in fields.iter().enumerate() {
                    let comma = if number == 0 { "" } else { ", " };
                    write!(f, "{comma}{name:?}: {content}")?;
                }
                f.write_str("}")
            }
        }
    }
}

fn listed<'a, T: fmt::Display + 'a>(
    f: &mut fmt::Formatter<'_>,
    list: impl IntoIterator<Item = &'a T>,
) -> fmt::Result {
    f.write_str("[")?;
    for (number, content) in list.into_iter().enumerate() {
        let comma = if number == 0 { "" } else { ", " };
        write!(f, "{comma}{content}")?;
    }
    f.write_str("]")
}

impl From<bool> for Content {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<u64> for Content {
    fn from(whole: u64) -> Self {
        Self::Whole(whole)
    }
}

impl From<usize> for Content {
    fn from(count: usize) -> Self {
        Self::Whole(count as u64)
    }
}

impl From<f64> for Content {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<&str> for Content {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&[f64]> for Content {
    fn from(numbers: &[f64]) -> Self {
        Self::Numbers(numbers.to_vec())
    }
}

impl From<[f64; 2]> for Content {
    fn from(pair: [f64; 2]) -> Self {
        Self::Numbers(pair.to_vec())
    }
}

impl From<&[[f64; 2]]> for Content {
    fn from(pairs: &[[f64; 2]]) -> Self {
        Self::from(Matrix::new((pairs.len(), 2), pairs.concat()))
    }
}

impl From<Matrix> for Content {
    fn from(table: Matrix) -> Self {
        Self::Table(Box::new(table))
    }
}

impl From<&Matrix> for Content {
    fn from(table: &Matrix) -> Self {
        Self::from(table.clone())
    }
}

impl From<&[String]> for Content {
    fn from(names: &[String]) -> Self {
        let mut list = Vec::with_capacity(names.len());
        for name in names {
            list.push(Self::from(name.as_str()));
        }
        Self::List(list)
    }
}

impl<T: Into<Content>> From<Option<T>> for Content {
    fn from(content: Option<T>) -> Self {
        content.map_or(Self::Null, Into::into)
    }
}
