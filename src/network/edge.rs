//! The decision level between two classes, half way between their targets.

use crate::data::Dataset;
use crate::network::{Perceptron, Transfer};

/// The middle of two values.
pub(crate) fn half_way([low, high]: [f64; 2]) -> f64 {
    0.5 * low + 0.5 * high
}

/// The two values that stand for classes, by target and by output: those of a
/// hard limit are its own, whatever the targets are.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Sides {
    pub(crate) targets: Vec<[f64; 2]>,
    pub(crate) outputs: Vec<[f64; 2]>,
}

impl Sides {
    /// Whether a target is on the side of the higher one.
    pub(crate) fn of_target(&self, column: usize, target: f64) -> bool {
        target > half_way(self.targets[column])
    }

    /// Whether the output of a neuron is on the side of the higher one.
    pub(crate) fn of_output(&self, neuron: usize, output: f64) -> bool {
        output > half_way(self.outputs[neuron])
    }
}

impl Perceptron {
    /// What is on which side among `data`: by the targets that it was trained
    /// on, else by those of the data, else by the bounds of its transfer
    /// function. `None` if none of them are two values.
    pub(crate) fn sides(&self, data: &Dataset) -> Option<Sides> {
        let n = self.n_neurons();
        let bounds = self.transfer_function().class_ends().map(|ends| vec![ends; n]);
        let of_data = data.ends().filter(|ends| ends.len() == n).map(<[_]>::to_vec);
        let can_give = |ends: &Vec<[f64; 2]>| self.transfer_function().can_give_all(ends);
        if self.transfer_function().is_step() {
            let outputs = bounds?;
            let targets = of_data.unwrap_or_else(|| outputs.clone());
            return Some(Sides { targets, outputs });
        }
        let ends = match self.own_ends() {
            Some(ends) => Some(ends),
            None => of_data.filter(can_give).or(bounds),
        };
        ends.map(|ends| Sides { targets: ends.clone(), outputs: ends })
    }

    /// The targets of the classes that it was trained on. Older files say only
    /// that there are some.
    pub(crate) fn own_ends(&self) -> Option<Vec<[f64; 2]>> {
        let transfer = self.transfer_function();
        let bounds = || vec![transfer.class_ends().unwrap_or([0.0, 1.0]); self.n_neurons()];
        match self.ends() {
            Some(ends) if !transfer.is_step() => Some(ends.to_vec()),
            _ => self.class_names().map(|_| bounds()),
        }
    }

    /// The same neurons with the thresholds at which the outputs pass the
    /// middle between two values each; `None` where an output passes it in
    /// another way than upwards once.
    pub(crate) fn cut_at(&self, outputs: &[[f64; 2]]) -> Option<Self> {
        let mut biases = Vec::with_capacity(self.n_neurons());
        for (bias, ends) in self.biases().iter().zip(outputs) {
            biases.push(bias - self.transfer_function().passes(half_way(*ends))?);
        }
        Some(self.with_biases(biases))
    }

    /// `data` with the names and the targets of the classes as far as they are
    /// known here and not there.
    pub(crate) fn with_own_classes(&self, data: &Dataset) -> Dataset {
        data.clone()
            .with_classes_of(self.class_names(), self.sides(data).map(|sides| sides.targets))
    }
}

impl Transfer {
    /// Whether it has two values and nothing between.
    pub(crate) fn is_step(self) -> bool {
        matches!(self, Self::HardLim | Self::HardLims)
    }

    /// The outputs that stand for two classes where nothing else says so.
    pub(crate) fn class_ends(self) -> Option<[f64; 2]> {
        let [low, high] = self.output_range();
        (low.is_finite() && high.is_finite() && low < high).then_some([low, high])
    }

    /// Whether it can give all of these targets.
    pub(crate) fn can_give_all(self, ends: &[[f64; 2]]) -> bool {
        ends.iter().flatten().all(|end| self.can_give(*end))
    }

    /// Whether a larger net input never gives a smaller output, by itself.
    pub(crate) fn rises(self) -> bool {
        match self {
            Self::RadBas | Self::Gelu | Self::SoftMax | Self::Competitive => false,
            Self::SatLinWith { slope, .. } => slope >= 0.0,
            Self::HardLim
            | Self::HardLims
            | Self::LogSig
            | Self::TanSig
            | Self::PureLin
            | Self::SatLin
            | Self::SatLins
            | Self::Relu
            | Self::LeakyRelu
            | Self::Softplus => true,
        }
    }

    /// The net input above which, and nowhere else, the output is above `edge`.
    pub(crate) fn passes(self, edge: f64) -> Option<f64> {
        let within = |low: f64, high: f64, s: f64| (low <= s && s < high).then_some(s);
        let at = match self {
            Self::HardLim => within(0.0, 1.0, edge).map(|_| 0.0),
            Self::HardLims => within(-1.0, 1.0, edge).map(|_| 0.0),
            Self::LogSig => Some((edge / (1.0 - edge)).ln()),
            Self::TanSig => Some(edge.atanh()),
            Self::PureLin => Some(edge),
            Self::SatLin => within(0.0, 1.0, edge),
            Self::SatLins => within(-1.0, 1.0, edge),
            Self::SatLinWith { slope, low, high } if slope > 0.0 => within(low, high, edge / slope),
            Self::Relu => within(0.0, f64::INFINITY, edge),
            Self::LeakyRelu => Some(if edge < 0.0 { edge / super::transfer::LEAK } else { edge }),
            Self::Gelu => (edge >= 0.0).then(|| self.searched(edge)),
            // exp of what is not above 0 cannot overflow
            Self::Softplus => Some(edge + (-(-edge).exp_m1()).ln()),
            Self::SatLinWith { .. } | Self::SoftMax | Self::RadBas | Self::Competitive => None,
        };
        at.filter(|at| at.is_finite())
    }

    /// Where an output that only rises from 0 on, and is never above its net
    /// input, passes `edge`.
    fn searched(self, edge: f64) -> f64 {
        let (mut low, mut high) = (edge, edge + 1.0);
        // halved until no number lies between
        for _ in 0..1100 {
            let middle = half_way([low, high]);
            if self.apply(middle) > edge { high = middle } else { low = middle }
        }
        low
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_output_is_above_the_edge_just_beyond_where_it_passes() {
        let prm = Transfer::SatLinWith { slope: 0.1, low: 0.0, high: 10.0 };
        let cases = [
            (Transfer::HardLim, 0.5, 0.0),
            (Transfer::HardLims, 0.0, 0.0),
            (Transfer::LogSig, 0.5, 0.0),
            (Transfer::LogSig, 0.75, 3.0_f64.ln()),
            (Transfer::TanSig, 0.0, 0.0),
            (Transfer::TanSig, 0.5, 0.5_f64.atanh()),
            (Transfer::PureLin, 1.5, 1.5),
            (Transfer::SatLin, 0.5, 0.5),
            (Transfer::SatLins, -0.25, -0.25),
            (prm, 0.5, 5.0),
            (Transfer::Relu, 0.5, 0.5),
            (Transfer::LeakyRelu, -0.5, -50.0),
            (Transfer::Softplus, 0.5, (0.5_f64.exp() - 1.0).ln()),
        ];
        for (transfer, edge, wanted) in cases {
            let at = transfer.passes(edge).unwrap();
            assert!((at - wanted).abs() < 1e-12, "{transfer}: {at}");
            assert!(transfer.apply(at - 1e-9) <= edge, "{transfer}");
            assert!(transfer.apply(at + 1e-9) > edge, "{transfer}");
        }
        let at = Transfer::Gelu.passes(0.5).unwrap();
        assert!((Transfer::Gelu.apply(at) - 0.5).abs() < 1e-12, "{at}");
    }

    #[test]
    fn a_bell_and_what_is_out_of_reach_are_not_passed_once() {
        assert_eq!(Transfer::RadBas.passes(0.5), None);
        assert_eq!(Transfer::TanSig.passes(1.5), None);
        assert_eq!(Transfer::LogSig.passes(1.0), None);
        assert_eq!(Transfer::Relu.passes(-1.0), None);
        assert_eq!(Transfer::Gelu.passes(-0.1), None);
        let falling = Transfer::SatLinWith { slope: -1.0, low: 0.0, high: 1.0 };
        assert_eq!(falling.passes(-0.5), None);
    }
}
