//! What a figure is written as: JSON, and the macro for a struct as an object of it,
//! the names of its entries in their order.
//!
//! Through `dyn Json` each entry is a line of a table; through serde's traits it would
//! be a function of its own, which each reader compiles at the first `:dep`.

use std::fmt::{Display, Write};

use serde_json::Value;

/// What is written into a figure.
pub(crate) trait Json {
    fn write(&self, out: &mut String);

    /// Whether there is nothing in it.
    fn is_empty(&self) -> bool {
        false
    }
}

/// The JSON of a value.
pub(crate) fn written(value: &dyn Json) -> String {
    let mut text = String::new();
    value.write(&mut text);
    text
}

/// `object!(Type { "name": field, "other" if any: field })`; the other one is
/// left out where there is nothing in it.
macro_rules! object {
    ($type:ty { $($name:literal $(if $any:ident)?: $field:ident),* $(,)? }) => {
        impl $crate::chart::live::object::Json for $type {
            fn write(&self, out: &mut String) {
                $crate::chart::live::object::write_object(
                    out,
                    &[$(($name, &self.$field, $crate::chart::live::object::always!($($any)?))),*],
                );
            }
        }
    };
}

macro_rules! always {
    () => {
        true
    };
    (any) => {
        false
    };
}

pub(crate) use {always, object};

/// The entries of an object: their names, what they hold, and whether they are
/// written though there is nothing in them.
pub(crate) fn write_object(out: &mut String, entries: &[(&str, &dyn Json, bool)]) {
    out.push('{');
    let mut first = true;
    for (name, value, always) in entries {
        if *always || !value.is_empty() {
            if !first {
                out.push(',');
            }
            first = false;
            name.write(out);
            out.push(':');
            value.write(out);
        }
    }
    out.push('}');
}

fn array(out: &mut String, values: &mut dyn Iterator<Item = &dyn Json>) {
    out.push('[');
    for (i, value) in values.enumerate() {
        if i > 0 {
            out.push(',');
        }
        value.write(out);
    }
    out.push(']');
}

/// Writing into a text cannot fail.
fn display(out: &mut String, value: &dyn Display) {
    let _ = write!(out, "{value}");
}

impl Json for Value {
    fn write(&self, out: &mut String) {
        display(out, self);
    }
}

impl Json for str {
    fn write(&self, out: &mut String) {
        Value::from(self).write(out);
    }

    fn is_empty(&self) -> bool {
        str::is_empty(self)
    }
}

impl Json for &str {
    fn write(&self, out: &mut String) {
        (**self).write(out);
    }

    fn is_empty(&self) -> bool {
        str::is_empty(self)
    }
}

impl Json for String {
    fn write(&self, out: &mut String) {
        self.as_str().write(out);
    }
}

/// What is no number becomes `null`.
impl Json for f64 {
    fn write(&self, out: &mut String) {
        Value::from(*self).write(out);
    }
}

macro_rules! displayed {
    ($($type:ty),*) => {
        $(impl Json for $type {
            fn write(&self, out: &mut String) {
                display(out, self);
            }
        })*
    };
}

displayed!(bool, i32, i64, u32, usize);

impl Json for () {
    fn write(&self, out: &mut String) {
        out.push_str("null");
    }
}

impl<T: Json> Json for Option<T> {
    fn write(&self, out: &mut String) {
        match self {
            Some(value) => value.write(out),
            None => ().write(out),
        }
    }

    fn is_empty(&self) -> bool {
        self.is_none()
    }
}

impl<T: Json> Json for Vec<T> {
    fn write(&self, out: &mut String) {
        array(out, &mut self.iter().map(|value| value as &dyn Json));
    }

    fn is_empty(&self) -> bool {
        self.as_slice().is_empty()
    }
}

impl<T: Json, const N: usize> Json for [T; N] {
    fn write(&self, out: &mut String) {
        array(out, &mut self.iter().map(|value| value as &dyn Json));
    }
}

impl<A: Json, B: Json> Json for (A, B) {
    fn write(&self, out: &mut String) {
        array(out, &mut [&self.0 as &dyn Json, &self.1].into_iter());
    }
}
