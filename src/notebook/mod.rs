//! Out to the kernel: the only room that prints.

mod base64;
mod bundle;
mod check;
mod hash;
mod html;
mod markdown;
mod markup;
mod page;
mod player;
mod scripts;
mod table;
mod typeset;

pub use bundle::MimeBundle;
pub(crate) use bundle::save_drawing;
pub use check::{Check, close};
pub(crate) use hash::fnv_1a;
pub(crate) use html::Picture;
pub(crate) use markup::Markup;
pub use page::{Page, Show};
pub(crate) use player::Reel;
pub(crate) use scripts::Script;
pub(crate) use table::Table;
pub(crate) use typeset::{clean, typeset};
