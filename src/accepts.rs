//! What arguments may be: one value or several, owned or borrowed.
//!
//! You hand over arrays, texts, vectors and data sets; these traits only say
//! which of them fit where, and answer others with a sentence.

#[doc(inline)]
pub use crate::data::{
    CaseList, Cases, Data, Many, NameList, Numbers, One, Pair, Pairs, TargetColumns, TargetTable,
    Targets, Texts, WeightList,
};
#[doc(inline)]
pub use crate::metrics::LabelList;
#[cfg(feature = "networks")]
#[doc(inline)]
pub use crate::network::{Size, SizeList, TransferList};
#[doc(inline)]
pub use crate::train::{ByReference, ByValue, IntoTrainer};
