//! What a frame shows of a network.

use crate::chart::Panel;

/// What a picture shows of the network, with `words` about it and what it is.
pub(crate) struct Scene {
    pub(crate) alt: &'static str,
    pub(crate) panels: Vec<Panel>,
    pub(crate) words: Vec<String>,
}
