//! The remarks that a run can get.

/// What there is to say about a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Remarks {
    pub(crate) list: Vec<Remark>,
    /// Whether the samples came from a file, batch by batch.
    pub(crate) streamed: bool,
}

#[cfg(feature = "networks")]
impl Remarks {
    /// Adds the reason why a run is stuck, unless scaled inputs are it.
    pub(in crate::train) fn add_saturated(&mut self, remark: Option<Remark>) {
        if remark.is_some() && !self.list.iter().any(Remark::is_scale) {
            self.list.retain(|other| !matches!(other, Remark::Stuck { .. }));
            self.list.extend(remark);
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Remark {
    /// Every sample has the same target.
    OneClass(String),
    /// Classes that no sample is of.
    NoSample(Vec<String>),
    /// Values of an input outside the range that the network was made for.
    Outside {
        input: usize,
        given: [f64; 2],
        data: [f64; 2],
    },
    /// The other way round: a range far wider than the values.
    TooWide {
        input: usize,
        given: [f64; 2],
        data: [f64; 2],
    },
    /// Prototypes that began far from all samples.
    #[cfg_attr(not(feature = "networks"), expect(dead_code, reason = "made by networks"))]
    FarPrototypes {
        input: usize,
        began: [f64; 2],
        data: [f64; 2],
    },
    /// Inputs whose values are far from 0, given how little they differ.
    FarFromZero {
        input: usize,
        more: usize,
        data: [f64; 2],
    },
    /// Inputs of very different sizes.
    Uneven {
        small: usize,
        large: usize,
        ratio: f64,
    },
    /// Inputs that are all large, or all small; up to this size.
    Size {
        input: usize,
        data: [f64; 2],
    },
    /// Inputs with one value only.
    Constant {
        input: usize,
        more: usize,
        value: f64,
    },
    /// The rows are sorted by class, and that matters.
    Blocks {
        classes: usize,
    },
    /// A sequence whose samples were drawn by chance.
    #[cfg(feature = "networks")]
    Mixed,
    /// Equal inputs with different targets: how many samples, two of them, and
    /// the least error that is possible with them.
    Contradictory {
        samples: usize,
        rows: [usize; 2],
        least: f64,
    },
    /// Targets that a last layer without bounds has to reach.
    LargeTargets {
        size: f64,
    },
    /// Wrong answers at the flat ends of the last transfer function.
    #[cfg_attr(not(feature = "networks"), expect(dead_code, reason = "made by networks"))]
    Saturated {
        wrong: usize,
        samples: usize,
    },
    /// Diverged to weights that are worse than those before learning.
    StartAnew {
        kept: f64,
        first: f64,
    },
    /// Steps too short, or too long.
    TooLow {
        rate: f64,
    },
    TooHigh {
        rate: f64,
    },
    /// No better than one answer for all samples, whose error this is, and no
    /// longer moving.
    Stuck {
        constant: f64,
    },
}

impl Remark {
    /// Whether scaled inputs are what helps.
    pub(crate) fn is_scale(&self) -> bool {
        matches!(self, Self::FarFromZero { .. } | Self::Uneven { .. } | Self::Size { .. })
    }
}
