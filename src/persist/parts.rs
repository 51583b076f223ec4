//! What is read goes into few parts: the memory for a file is held to a few
//! times its length.

use std::cell::Cell;
use std::mem::{size_of, take};

use crate::error::shown;
use crate::fields::Content;
use crate::matrix::Matrix;

/// Memory for small parts per byte of a file; a network of a thousand layers of
/// one neuron each takes 5.
const FACTOR: usize = 6;
/// What a small file may take in any case.
const SMALL: usize = 1 << 16;
/// Parts that a field takes the memory of.
pub(super) const PER_FIELD: usize = 2;
/// Fields of one thing; none has as many.
const MOST_FIELDS: usize = 64;

/// Why a file is not read further.
pub(super) const TOO_MANY: &str = "it has too many small parts";

/// The memory that is left for the parts of a file.
pub(super) struct Room(Cell<usize>);

impl Room {
    pub(super) fn of(length: usize) -> Self {
        Self(Cell::new(length.saturating_mul(FACTOR).saturating_add(SMALL)))
    }

    /// Takes room for the given number of parts, if there is as much.
    pub(super) fn take(&self, parts: usize) -> Result<(), &'static str> {
        let taken = parts.saturating_mul(size_of::<Content>());
        self.0.set(self.0.get().checked_sub(taken).ok_or(TOO_MANY)?);
        Ok(())
    }
}

/// A list as it is read: numbers, and rows of as many numbers each, lie side by
/// side while there is nothing else.
pub(super) struct List<'a> {
    room: &'a Room,
    /// How many rows, and how many numbers there are at most; 0 where that is
    /// not known.
    expected: [usize; 2],
    numbers: Vec<f64>,
    /// Of the rows, if it is a list of such.
    width: Option<usize>,
    parts: Vec<Content>,
}

impl<'a> List<'a> {
    pub(super) fn new(room: &'a Room, expected: [usize; 2]) -> Self {
        Self { room, expected, numbers: Vec::new(), width: None, parts: Vec::new() }
    }

    pub(super) fn push(&mut self, content: Content) -> Result<(), &'static str> {
        let content = match content {
            Content::Whole(whole) => Content::Number(whole as f64),
            other => other,
        };
        match content {
            Content::Number(number) if self.parts.is_empty() && self.width.is_none() => {
                self.numbers.push(number);
            }
            Content::Numbers(row) if self.takes_row(row.len()) => {
                if self.width.is_none() {
                    self.width = Some(row.len());
                    let [rows, most] = self.expected;
                    self.numbers.reserve_exact(rows.saturating_mul(row.len()).min(most));
                }
                self.numbers.extend(row);
            }
            other => {
                self.come_apart()?;
                self.part(other)?;
            }
        }
        Ok(())
    }

    fn takes_row(&self, width: usize) -> bool {
        let as_others = match self.width {
            Some(others) => others == width,
            None => self.numbers.is_empty(),
        };
        as_others && width > 0 && self.parts.is_empty()
    }

    /// Something else comes: each number, or row, is a part of its own.
    fn come_apart(&mut self) -> Result<(), &'static str> {
        let numbers = take(&mut self.numbers);
        match self.width.take() {
            Some(width) => {
                for row in numbers.chunks(width) {
                    self.part(Content::from(row))?;
                }
            }
            None => {
                for number in numbers {
                    self.part(Content::Number(number))?;
                }
            }
        }
        Ok(())
    }

    fn part(&mut self, content: Content) -> Result<(), &'static str> {
        // with the memory of its own that it has at least
        self.room.take(match content {
            Content::Table(_) => 6,
            Content::Numbers(_) | Content::Object(_) => 2,
            _ => 1,
        })?;
        self.parts.push(content);
        Ok(())
    }

    pub(super) fn content(mut self) -> Content {
        if self.numbers.is_empty() {
            return Content::List(self.parts);
        }
        self.numbers.shrink_to_fit();
        let Some(width) = self.width else { return Content::Numbers(self.numbers) };
        let shape = (self.numbers.len() / width, width);
        Content::from(Matrix::new(shape, self.numbers))
    }
}

/// Adds a field to those of an object.
pub(super) fn add(
    fields: &mut Vec<(String, Content)>,
    name: String,
    content: Content,
) -> Result<(), String> {
    if fields.len() == MOST_FIELDS {
        return Err(format!("it has a part with more than {MOST_FIELDS} fields"));
    }
    if fields.iter().any(|(known, _)| *known == name) {
        return Err(format!("it has the field {} twice", shown(&name)));
    }
    fields.push((name, content));
    Ok(())
}
