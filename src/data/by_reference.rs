//! A data set, by reference or by value.

use super::Dataset;

/// A data set, by reference or by value: `&data` or `scaler.apply(&data)?`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no data set",
    label = "expected a data set, `&data` or `scaler.apply(&data)?`; `Dataset::new(inputs, targets)?` \
             makes one of arrays"
)]
pub trait Data {
    /// The data set.
    fn data(&self) -> &Dataset;
}

impl Data for Dataset {
    fn data(&self) -> &Dataset {
        self
    }
}

impl<D: Data + ?Sized> Data for &D {
    fn data(&self) -> &Dataset {
        (**self).data()
    }
}

impl<D: Data + ?Sized> Data for &mut D {
    fn data(&self) -> &Dataset {
        (**self).data()
    }
}
