//! What training minimises: the loss over data, and its gradient.

pub(crate) mod class_weights;
pub(crate) mod context;
pub(crate) mod error;
pub(crate) mod loss;

#[cfg(test)]
mod tests;
