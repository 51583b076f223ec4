//! Out to the kernel: the only room that prints.

mod bundle;
mod html;
mod table;

pub use bundle::MimeBundle;
pub(crate) use table::Table;
