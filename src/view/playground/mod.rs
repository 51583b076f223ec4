//! Playgrounds: a network to touch, inside the output.

mod code;
#[cfg(feature = "networks")]
mod network;
#[cfg(feature = "networks")]
mod network_code;
mod perceptron;
mod sizes;

#[cfg(feature = "networks")]
pub use network::NetworkPlayground;
pub use perceptron::Playground;
