//! What was saved comes back equal, in both forms.

use percept::{
    Competitive, Dataset, Elman, FeedForward, Grnn, Hamming, Hopfield, Init, Lvq, Perceptron, Pnn,
    Scaler,
};
use proptest::prelude::*;

use super::{property, rows, values};

fn path(name: &str) -> std::path::PathBuf {
    std::env::temp_dir().join(format!("percept_{}_property_{name}", std::process::id()))
}

macro_rules! comes_back {
    ($type:ident, $network:expr) => {{
        let network: $type = $network;
        let path = path(concat!(stringify!($type), line!()));
        network.save(&path).unwrap();
        assert_eq!($type::load(&path).unwrap(), network);
        network.save_binary(&path).unwrap();
        assert_eq!($type::load(&path).unwrap(), network);
        std::fs::remove_file(&path).unwrap();
    }};
}

#[test]
fn any_networks_with_weights_come_back() {
    let drawn = (1..4_usize, 1..4_usize, values(9), values(9), any::<u64>());
    property(drawn, 200, 80, |(inputs, outputs, a, b, seed)| {
        let ranges = vec![[a.min(b), a.max(b)]; inputs];
        let init = Init::Uniform { low: a.min(b), high: a.max(b) };
        comes_back!(Perceptron, Perceptron::new(&ranges, outputs)?);
        let network = FeedForward::new(&ranges, [inputs, outputs])?.init(init)?.seed(seed);
        comes_back!(FeedForward, network);
        comes_back!(Elman, Elman::new(&ranges, [inputs, outputs])?.init(init)?.seed(seed));
        comes_back!(Competitive, Competitive::new(&ranges, outputs)?.seed(seed));
        comes_back!(Lvq, Lvq::new(&ranges, vec![inputs; outputs + 1])?);
        Ok(())
    });
}

#[test]
fn any_networks_of_samples_and_scalers_come_back() {
    property((rows(2, 40), 0.01..5.0), 200, 80, |(rows, spread)| {
        let classes: Vec<usize> = (0..rows.len()).map(|i| i % 2).collect();
        let data = Dataset::new(&rows, classes)?;
        comes_back!(Pnn, Pnn::new(&data, spread)?);
        comes_back!(Grnn, Grnn::new(&Dataset::new(&rows, &rows)?, spread)?);
        let path = path("scaler");
        for scaler in [Scaler::standard(&data)?, Scaler::min_max(&data, [-1.0, 1.0])?] {
            scaler.save(&path).unwrap();
            assert_eq!(Scaler::load(&path).unwrap(), scaler);
        }
        std::fs::remove_file(&path).unwrap();
        Ok(())
    });
}

#[test]
fn any_memories_come_back() {
    let pattern = proptest::collection::vec(prop_oneof![Just(-1.0), Just(1.0)], 5);
    property(proptest::collection::vec(pattern, 1..4), 200, 100, |patterns| {
        comes_back!(Hopfield, Hopfield::new(&patterns)?);
        comes_back!(Hamming, Hamming::new(&patterns)?);
        comes_back!(Hopfield, Hopfield::projection(&patterns)?);
        Ok(())
    });
}
