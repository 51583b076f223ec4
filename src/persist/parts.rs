//! What is read goes into few parts: the memory for a file is held to a few
//! times its length.

use std::cell::Cell;
use std::mem::size_of;

use crate::error::shown;
use crate::fields::Content;

/// Memory per byte of a file: a row of one digit, `[1],`, takes as much.
const FACTOR: usize = 8;
/// What a small file may take in any case.
const SMALL: usize = 1 << 16;
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

    /// Takes room for so many parts, if there is as much.
    pub(super) fn take(&self, parts: usize) -> Result<(), &'static str> {
        let taken = parts.saturating_mul(size_of::<Content>());
        self.0.set(self.0.get().checked_sub(taken).ok_or(TOO_MANY)?);
        Ok(())
    }
}

/// A list as it is read: its numbers lie side by side while it has no more than
/// numbers.
pub(super) struct List<'a> {
    room: &'a Room,
    numbers: Vec<f64>,
    parts: Vec<Content>,
}

impl<'a> List<'a> {
    pub(super) fn new(room: &'a Room) -> Self {
        Self { room, numbers: Vec::new(), parts: Vec::new() }
    }

    pub(super) fn push(&mut self, content: Content) -> Result<(), &'static str> {
        let number = match content {
            Content::Number(number) => Some(number),
            Content::Whole(whole) => Some(whole as f64),
            _ => None,
        };
        match number {
            Some(number) if self.parts.is_empty() => self.numbers.push(number),
            Some(number) => self.part(Content::Number(number))?,
            None => {
                self.room.take(self.numbers.len())?;
                self.parts.extend(self.numbers.drain(..).map(Content::Number));
                self.part(content)?;
            }
        }
        Ok(())
    }

    fn part(&mut self, content: Content) -> Result<(), &'static str> {
        self.room.take(1)?;
        self.parts.push(content);
        Ok(())
    }

    pub(super) fn content(mut self) -> Content {
        if self.numbers.is_empty() {
            return Content::List(self.parts);
        }
        self.numbers.shrink_to_fit();
        Content::Numbers(self.numbers)
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
