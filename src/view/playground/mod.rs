//! Playgrounds: a network to touch, inside the output.

mod code;
mod perceptron;

pub use perceptron::Playground;
