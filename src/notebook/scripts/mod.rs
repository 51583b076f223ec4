//! Scripts that put something to touch in the place of a static picture: those of
//! `minified`, which `tests/suite/scripts.rs` makes of the others.

/// Which script.
#[derive(Clone, Copy)]
pub(crate) enum Script {
    /// Sliders under a decision.
    Explorer,
    /// The plane of a perceptron.
    Playground,
    /// The diagram and the plane of a network.
    #[cfg(feature = "networks")]
    NetworkPlayground,
}

impl Script {
    /// The script; `__KEY__` stands for the name of the figure, `__STATE__` for
    /// what it begins with.
    pub(super) fn source(self) -> &'static str {
        match self {
            Self::Explorer => include_str!("minified/explorer.js"),
            Self::Playground => include_str!("minified/playground.js"),
            #[cfg(feature = "networks")]
            Self::NetworkPlayground => include_str!("minified/network_playground.js"),
        }
    }
}
