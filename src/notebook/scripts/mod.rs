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
    include_str!("shared/numbers.js"),
    include_str!("shared/drawing.js"),
    include_str!("shared/sliders.js"),
    include_str!("explorer/explorer.js"),
    include_str!("explorer/drawing.js"),
    include_str!("explorer/controls.js"),
    "})();\n"
);

const PLAYGROUND: &str = concat!(
    include_str!("shared/numbers.js"),
    include_str!("shared/drawing.js"),
    include_str!("shared/sliders.js"),
    include_str!("playground/shared/data.js"),
    include_str!("playground/shared/history.js"),
    include_str!("playground/perceptron/record.js"),
    include_str!("playground/perceptron/perceptron.js"),
    include_str!("playground/perceptron/separable.js"),
    include_str!("playground/shared/rust_words.js"),
    include_str!("playground/perceptron/rust.js"),
    include_str!("playground/shared/parts.js"),
    include_str!("playground/shared/curve.js"),
    include_str!("playground/shared/undoing.js"),
    include_str!("playground/shared/numbers_table.js"),
    include_str!("playground/shared/point_words.js"),
    include_str!("playground/perceptron/sentences.js"),
    include_str!("playground/perceptron/plane.js"),
    include_str!("playground/shared/gestures.js"),
    include_str!("playground/perceptron/panels.js"),
    include_str!("playground/shared/adding.js"),
    include_str!("playground/perceptron/controls.js"),
    include_str!("playground/perceptron/main.js"),
    include_str!("playground/shared/begin.js"),
);

#[cfg(feature = "networks")]
const NETWORK_PLAYGROUND: &str = concat!(
    include_str!("shared/numbers.js"),
    include_str!("shared/drawing.js"),
    include_str!("playground/shared/data.js"),
    include_str!("playground/shared/history.js"),
    include_str!("playground/network/network.js"),
    include_str!("playground/network/shape.js"),
    include_str!("playground/shared/rust_words.js"),
    include_str!("playground/network/rust.js"),
    include_str!("playground/shared/parts.js"),
    include_str!("playground/shared/curve.js"),
    include_str!("playground/shared/undoing.js"),
    include_str!("playground/shared/numbers_table.js"),
    include_str!("playground/shared/point_words.js"),
    include_str!("playground/shared/gestures.js"),
    include_str!("playground/shared/adding.js"),
    include_str!("playground/network/plane.js"),
    include_str!("playground/network/diagram.js"),
    include_str!("playground/network/controls.js"),
    include_str!("playground/network/main.js"),
    include_str!("playground/shared/begin.js"),
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
