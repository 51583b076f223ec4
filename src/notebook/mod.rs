//! Out to the kernel: the only room that prints.

mod bundle;
mod html;
mod markup;
mod player;
mod table;

pub use bundle::MimeBundle;
pub(crate) use markup::Markup;
pub(crate) use player::Reel;
pub(crate) use table::Table;
