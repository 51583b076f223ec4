//! A struct as an object of JSON: the names of its entries, in their order.
//!
//! serde's own macro would do the same; what it is made of takes each reader
//! two seconds at the first `:dep`.

/// `object!(Type { "name": field, "other" if any: field })`; the other one is
/// left out where there is nothing in it.
macro_rules! object {
    ($type:ty { $($name:literal $(if $any:ident)?: $field:ident),* $(,)? }) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeMap;

                let mut map = serializer.serialize_map(None)?;
                $($crate::chart::live::object::entry!(map, self, $name $($any)?, $field);)*
                map.end()
            }
        }
    };
}

macro_rules! entry {
    ($map:ident, $self:ident, $name:literal, $field:ident) => {
        $map.serialize_entry($name, &$self.$field)?
    };
    ($map:ident, $self:ident, $name:literal any, $field:ident) => {
        if !$crate::chart::live::object::Empty::is_empty(&$self.$field) {
            $map.serialize_entry($name, &$self.$field)?;
        }
    };
}

pub(crate) use {entry, object};

/// What can have nothing in it.
pub(crate) trait Empty {
    fn is_empty(&self) -> bool;
}

impl<T> Empty for Option<T> {
    fn is_empty(&self) -> bool {
        self.is_none()
    }
}

impl<T> Empty for Vec<T> {
    fn is_empty(&self) -> bool {
        self.as_slice().is_empty()
    }
}

impl Empty for &str {
    fn is_empty(&self) -> bool {
        str::is_empty(self)
    }
}
