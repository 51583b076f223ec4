//! What the networks beyond the perceptron are asked.

use ndarray::Array2;

use super::{Predict, predicts};
use crate::data::{Dataset, default_names};
use crate::error::Result;
use crate::network::{Competitive, Elman, FeedForward, Grnn, Hamming, Hopfield, Lvq, Pnn};

predicts!(
    FeedForward(own): [own.n_inputs(), own.n_outputs()],
    own.input_names(),
    own.output_names(),
    class_names
);
predicts!(
    Elman(own): [own.n_inputs(), own.n_outputs()],
    own.input_names(),
    own.output_names(),
    class_names
);
predicts!(
    Competitive(own): [own.n_inputs(), own.prototypes().nrows()],
    named(own.given_input_names(), own.n_inputs()),
    default_names("output", own.prototypes().nrows(), true)
);
predicts!(
    Lvq(own): [own.n_inputs(), own.n_classes()],
    named(own.given_input_names(), own.n_inputs()),
    named_outputs(own.class_names(), own.n_classes()),
    class_names
);
// its outputs are the values of its inputs
predicts!(
    Hopfield(own): [own.n_inputs(), own.n_inputs()],
    named(own.names(), own.n_inputs()),
    named(own.names(), own.n_inputs())
);
predicts!(
    Hamming(own): [own.n_inputs(), own.patterns().nrows()],
    named(own.names(), own.n_inputs()),
    default_names("output", own.patterns().nrows(), true)
);
predicts!(
    Grnn(own): [own.data().n_inputs(), own.data().n_targets()],
    own.data().input_names().to_vec(),
    named_outputs(own.data().given_target_names(), own.data().n_targets())
);
predicts!(
    Pnn(own): [own.data().n_inputs(), own.n_classes()],
    own.data().input_names().to_vec(),
    named_outputs(own.class_names(), own.n_classes()),
    class_names
);

fn named(names: Option<&[String]>, n: usize) -> Vec<String> {
    names.map_or_else(|| default_names("x", n, false), <[String]>::to_vec)
}

fn named_outputs(names: Option<&[String]>, n: usize) -> Vec<String> {
    names.map_or_else(|| default_names("output", n, true), <[String]>::to_vec)
}
