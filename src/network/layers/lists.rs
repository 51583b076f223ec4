//! Sizes and transfer functions of layers: one or several.

use std::borrow::Borrow;

use crate::data::{Many, One};
use crate::error::{Error, Result};
use crate::network::Transfer;

/// A number of neurons, of any integer type.
pub trait Size {
    /// It as `usize`; `None` below 0 and beyond.
    fn size(&self) -> Option<usize>;
}

macro_rules! size {
    ($($type:ty),*) => {$(
        impl Size for $type {
            fn size(&self) -> Option<usize> {
                usize::try_from(*self).ok()
            }
        }
    )*};
}

size!(i8, i16, i32, i64, isize, u8, u16, u32, u64, usize);

impl<S: Size + ?Sized> Size for &S {
    fn size(&self) -> Option<usize> {
        (**self).size()
    }
}

/// Numbers of neurons: one for each layer, `[4, 1]`, or that of a single layer,
/// `1`.
///
/// `Kind` says which of both it is; the compiler finds it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say how many neurons there are",
    label = "expected a whole number for each layer, `[4, 1]`, or for a single one, `1`"
)]
pub trait SizeList<Kind> {
    /// The numbers, in their order.
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`] for a number below 0.
    fn into_sizes(self) -> Result<Vec<usize>>;
}

impl<S: Size> SizeList<One> for S {
    fn into_sizes(self) -> Result<Vec<usize>> {
        Ok(vec![checked(&self)?])
    }
}

impl<I: IntoIterator<Item: Size>> SizeList<Many> for I {
    fn into_sizes(self) -> Result<Vec<usize>> {
        let mut sizes = Vec::new();
        for size in self {
            sizes.push(checked(&size)?);
        }
        Ok(sizes)
    }
}

fn checked(size: &impl Size) -> Result<usize> {
    size.size().ok_or_else(|| Error::Parameter {
        name: "sizes".to_owned(),
        expected: "numbers of neurons, each at least 1",
        found: "one below 0 or not finite".to_owned(),
    })
}

/// Transfer functions: one for each layer, or one for all.
///
/// `Kind` says which of both it is; the compiler finds it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a transfer function nor a list of such",
    label = "expected one for all layers, `Transfer::LogSig`, or one for each, \
             `[Transfer::TanSig, Transfer::LogSig]`"
)]
pub trait TransferList<Kind> {
    /// The functions, in their order.
    fn into_functions(self) -> Vec<Transfer>;
}

impl<T: Borrow<Transfer>> TransferList<One> for T {
    fn into_functions(self) -> Vec<Transfer> {
        vec![*self.borrow()]
    }
}

impl<I: IntoIterator<Item: Borrow<Transfer>>> TransferList<Many> for I {
    fn into_functions(self) -> Vec<Transfer> {
        let mut functions = Vec::new();
        for function in self {
            functions.push(*function.borrow());
        }
        functions
    }
}
