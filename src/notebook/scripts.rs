//! Scripts that put something to touch in the place of a static picture.

use super::squeeze::alone;

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

const EXPLORER: &str = concat!(
    "(() => {\n",
    include_str!("numbers.js"),
    include_str!("drawing.js"),
    include_str!("sliders.js"),
    include_str!("explorer.js"),
    include_str!("explorer_drawing.js"),
    include_str!("explorer_controls.js"),
    "})();\n"
);

const PLAYGROUND: &str = concat!(
    include_str!("numbers.js"),
    include_str!("drawing.js"),
    include_str!("sliders.js"),
    include_str!("playground/data.js"),
    include_str!("playground/history.js"),
    include_str!("playground/record.js"),
    include_str!("playground/perceptron.js"),
    include_str!("playground/separable.js"),
    include_str!("playground/rust_words.js"),
    include_str!("playground/rust.js"),
    include_str!("playground/parts.js"),
    include_str!("playground/curve.js"),
    include_str!("playground/undoing.js"),
    include_str!("playground/numbers_table.js"),
    include_str!("playground/point_words.js"),
    include_str!("playground/sentences.js"),
    include_str!("playground/plane.js"),
    include_str!("playground/gestures.js"),
    include_str!("playground/panels.js"),
    include_str!("playground/adding.js"),
    include_str!("playground/controls.js"),
    include_str!("playground/main.js"),
    include_str!("playground/begin.js"),
);

#[cfg(feature = "networks")]
const NETWORK_PLAYGROUND: &str = concat!(
    include_str!("numbers.js"),
    include_str!("drawing.js"),
    include_str!("playground/data.js"),
    include_str!("playground/history.js"),
    include_str!("playground/network.js"),
    include_str!("playground/network_shape.js"),
    include_str!("playground/rust_words.js"),
    include_str!("playground/network_rust.js"),
    include_str!("playground/parts.js"),
    include_str!("playground/curve.js"),
    include_str!("playground/undoing.js"),
    include_str!("playground/numbers_table.js"),
    include_str!("playground/point_words.js"),
    include_str!("playground/gestures.js"),
    include_str!("playground/adding.js"),
    include_str!("playground/network_plane.js"),
    include_str!("playground/network_diagram.js"),
    include_str!("playground/network_controls.js"),
    include_str!("playground/network_main.js"),
    include_str!("playground/begin.js"),
);

impl Script {
    /// The script; `__KEY__` stands for the name of the figure, `__STATE__` for
    /// what it begins with.
    pub(super) fn source(self) -> String {
        match self {
            Self::Explorer => alone(EXPLORER),
            Self::Playground => alone(PLAYGROUND),
            #[cfg(feature = "networks")]
            Self::NetworkPlayground => alone(NETWORK_PLAYGROUND),
        }
    }
}
