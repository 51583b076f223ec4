//! Playgrounds: a network to touch, inside the output.

mod code;
#[cfg(feature = "networks")]
mod network;
#[cfg(feature = "networks")]
mod network_code;
mod perceptron;
mod settings;
mod sizes;

#[cfg(feature = "networks")]
pub use network::NetworkPlayground;
#[cfg(feature = "networks")]
pub(super) use network::{draw as draw_network, state as network_state};
pub use perceptron::Playground;
pub(super) use perceptron::{draw, state};
