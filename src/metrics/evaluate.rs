//! Classifiers and what they make of data whose classes are known.

#[cfg(feature = "networks")]
use super::Calibration;
use super::actual::{Actual, NUMBERS, check_targets, refuse};
use super::{ConfusionMatrix, RocCurve};
use crate::data::{Data, Dataset};
use crate::error::Result;
#[cfg(feature = "networks")]
use crate::matrix::Matrix;
use crate::network::Perceptron;
#[cfg(feature = "networks")]
use crate::network::{Elman, FeedForward, Lvq, Pnn, classes_in, half_way};

impl Perceptron {
    /// How often the perceptron takes the samples of each class for each class:
    /// accuracy, precision, recall, F1.
    ///
    /// One neuron stands for the second class where its output is above the
    /// middle between the targets of the two classes; several neurons stand for
    /// named classes, of which the strongest wins, as in
    /// [`predict_labels`](Self::predict_labels). The two targets are those of a
    /// hard limit, else those that it was trained on, else those of `data`. Data
    /// in which only some of the classes occur, as a table with one column of 0
    /// and 1 for two of three, find theirs by name. For targets that are no
    /// classes see `Regression::of`.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`](crate::Error::Shape) if the data do not have as many inputs and targets as the
    /// perceptron has inputs and neurons, if several targets have no class
    /// names or others than the perceptron was trained on, if a target stands
    /// for no class, or if nothing says which two targets stand for classes; and
    /// as [`predict`](Self::predict).
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Delta, Perceptron, Scaler, toy};
    ///
    /// let cars = toy::car_buyers()?;
    /// let cars = Scaler::standard(&cars)?.apply(&cars)?;
    /// let mut perceptron = Perceptron::new(cars.ranges(), 1)?;
    /// perceptron.train(&cars, Delta::new())?;
    /// let matrix = perceptron.evaluate(&cars)?;
    /// assert_eq!((matrix.n_samples(), matrix.accuracy()), (40, 1.0));
    /// assert_eq!(matrix.recall("yes")?, 1.0);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "score")]
    pub fn evaluate(&self, data: impl Data) -> Result<ConfusionMatrix> {
        self.evaluated(data.data())
    }

    fn evaluated(&self, data: &Dataset) -> Result<ConfusionMatrix> {
        let data = &*self.known().fit(EVALUATE, data)?;
        let actual = self.actual(EVALUATE, data)?;
        let mut predicted = Vec::with_capacity(data.n_samples());
        match self.sides(data).filter(|_| self.n_neurons() == 1) {
            Some(sides) => {
                for output in self.outputs(data.input_matrix())?.values() {
                    predicted.push(usize::from(sides.of_output(0, *output)));
                }
            }
            None => predicted = self.classes(data.input_matrix())?,
        }
        let matrix = ConfusionMatrix::counted(actual.names, &actual.classes, &predicted)?;
        Ok(matrix.made_for(self.ranges().unwrap_or_default(), data))
    }

    /// How well its weighted sums, or outputs where these do not rise with the
    /// sums, put the samples of each class before the others.
    ///
    /// # Errors
    ///
    /// As [`evaluate`](Self::evaluate), and [`Error::Shape`](crate::Error::Shape) if all samples are of
    /// one class.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Dataset, Perceptron};
    ///
    /// let data = Dataset::new([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1])?;
    /// let neuron = Perceptron::by_hand([1.0], 0.5)?;
    /// assert_eq!(neuron.roc_curve(&data)?.auc(), 0.75);
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn roc_curve(&self, data: &Dataset) -> Result<RocCurve> {
        let data = &*self.known().fit(ROC, data)?;
        let actual = self.actual(ROC, data)?;
        let scores = if self.transfer_function().rises() {
            self.net_inputs(data.input_matrix())?
        } else {
            self.outputs(data.input_matrix())?
        };
        RocCurve::ranked(&actual.names, &actual.classes, &scores)
    }

    /// The classes of the samples: the sides of one neuron, or named classes, a
    /// neuron each.
    fn actual(&self, what: &'static str, data: &Dataset) -> Result<Actual> {
        check_targets(what, self.n_neurons(), "neuron", data)?;
        if self.n_neurons() > 1 {
            return Actual::named(what, data);
        }
        let transfer = self.transfer_function();
        let Some(sides) = self.sides(data) else {
            return refuse(
                what,
                "targets of two values, or a transfer function with two sides (for numbers see \
                 `Regression::of`)"
                    .to_owned(),
                transfer.to_string(),
            );
        };
        let ends = sides.outputs[0];
        let whose = if transfer.class_ends() == Some(ends) {
            format!(", the two sides of {transfer}")
        } else {
            NUMBERS.to_owned()
        };
        Actual::of_two(what, data, ends, &whose)
    }
}

#[cfg(feature = "networks")]
impl FeedForward {
    /// How often the network takes the samples of each class for each class:
    /// accuracy, precision, recall, F1.
    ///
    /// One output stands for the second class where it is above the middle
    /// between the two targets that it was trained on (if untrained, those of
    /// `data`); of several outputs, which stand for named classes, the largest
    /// wins, as in [`predict_labels`](Self::predict_labels). Data in which only
    /// some of the classes occur, as a table with one column of 0 and 1 for two
    /// of three, find theirs by name. For targets that are no classes see
    /// `Regression::of`.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`](crate::Error::Shape) if the data do not have as many inputs and targets as the
    /// network has inputs and outputs, if several targets have no class names
    /// or others than the network was trained on, or if a target stands for no
    /// class; and as [`predict`](Self::predict).
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{FeedForward, LBfgs, Transfer, toy};
    ///
    /// let moons = toy::moons(80, 0.1, 1)?;
    /// let network = FeedForward::new(moons.ranges(), [6, 1])?;
    /// let mut network = network.transfer([Transfer::TanSig, Transfer::LogSig])?;
    /// network.train(&moons, LBfgs::new())?;
    /// assert!(network.evaluate(&moons)?.accuracy() > 0.95);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "score")]
    pub fn evaluate(&self, data: impl Data) -> Result<ConfusionMatrix> {
        self.evaluated(data.data())
    }

    fn evaluated(&self, data: &Dataset) -> Result<ConfusionMatrix> {
        let data = &*self.names().known(self.n_outputs()).fit(EVALUATE, data)?;
        let (actual, ends) = self.actual(EVALUATE, data)?;
        let predicted = self.told_apart(&self.outputs(data.input_matrix())?, ends);
        let matrix = ConfusionMatrix::counted(actual.names, &actual.classes, &predicted)?;
        Ok(matrix.made_for(self.ranges(), data))
    }

    /// How well its outputs put the samples of each class before the others.
    ///
    /// # Errors
    ///
    /// As [`evaluate`](Self::evaluate), and [`Error::Shape`](crate::Error::Shape) if all samples are of
    /// one class.
    pub fn roc_curve(&self, data: &Dataset) -> Result<RocCurve> {
        let data = &*self.names().known(self.n_outputs()).fit(ROC, data)?;
        let (actual, _) = self.actual(ROC, data)?;
        let scores = self.outputs(data.input_matrix())?;
        RocCurve::ranked(&actual.names, &actual.classes, &scores)
    }

    /// The class that each row of outputs stands for, where the two targets of the
    /// only output are `ends`.
    fn told_apart(&self, outputs: &Matrix, ends: [f64; 2]) -> Vec<usize> {
        if outputs.n_columns() > 1 {
            return self.classes_by(outputs);
        }
        classes_in(outputs, half_way(ends))
    }

    /// Whether its outputs are as sure as they are right.
    ///
    /// # Errors
    ///
    /// As [`evaluate`](Self::evaluate), [`Error::Shape`](crate::Error::Shape) for targets other
    /// than 0 and 1, and [`Error::Parameter`](crate::Error::Parameter) for outputs outside 0
    /// to 1: the last layer is to end in `LogSig` or `SoftMax`.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{FeedForward, LBfgs, Loss, Transfer, toy};
    ///
    /// let (train, test) = toy::moons(200, 0.3, 1)?.split(0.5, 1)?;
    /// let network = FeedForward::new(train.ranges(), [6, 1])?;
    /// let mut network = network.transfer([Transfer::TanSig, Transfer::LogSig])?;
    /// let rule = LBfgs::new().loss(Loss::BinaryCrossEntropy).l2(0.001).goal(0.0);
    /// network.train(&train, rule)?;
    /// assert!(network.calibration(&test)?.brier_score() < 0.1);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "calibration_curve")]
    pub fn calibration(&self, data: &Dataset) -> Result<Calibration> {
        let data = &*self.names().known(self.n_outputs()).fit(CALIBRATION, data)?;
        let (actual, ends) = self.actual(CALIBRATION, data)?;
        if ends != [0.0, 1.0] {
            let [low, high] = ends;
            let wanted = "targets of 0 and 1, since outputs are taken for shares".to_owned();
            return refuse(CALIBRATION, wanted, format!("{low} and {high}"));
        }
        let outputs = self.outputs(data.input_matrix())?;
        Calibration::binned(&actual.names, &actual.classes, &outputs)
    }

    /// The classes of the samples, and the two targets of the only output.
    fn actual(&self, what: &'static str, data: &Dataset) -> Result<(Actual, [f64; 2])> {
        check_targets(what, self.n_outputs(), "output", data)?;
        if data.n_targets() > 1 {
            return Ok((Actual::named(what, data)?, [0.0, 1.0]));
        }
        let ends = self.ends_for(data).map_or([0.0, 1.0], |ends| ends[0]);
        Ok((Actual::of_two(what, data, ends, NUMBERS)?, ends))
    }
}

#[cfg(feature = "networks")]
impl Elman {
    /// How often the network takes the steps of each class for each class, over a
    /// sequence that begins with an empty context.
    ///
    /// # Errors
    ///
    /// As [`FeedForward::evaluate`].
    #[doc(alias = "score")]
    pub fn evaluate(&self, data: impl Data) -> Result<ConfusionMatrix> {
        self.evaluated(data.data())
    }

    fn evaluated(&self, data: &Dataset) -> Result<ConfusionMatrix> {
        let network = self.network();
        let data = &*network.names().known(self.n_outputs()).fit(EVALUATE, data)?;
        let (actual, ends) = network.actual(EVALUATE, data)?;
        let predicted = network.told_apart(&self.answers(data.input_matrix())?, ends);
        let matrix = ConfusionMatrix::counted(actual.names, &actual.classes, &predicted)?;
        Ok(matrix.made_for(self.ranges(), data))
    }
}

#[cfg(feature = "networks")]
impl Lvq {
    /// How often the network takes the samples of each class for each class:
    /// accuracy, precision, recall, F1.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`](crate::Error::Shape) if the data have other inputs or classes than the network,
    /// if several targets have no class names, or if a target stands for no class;
    /// and as [`predict`](Self::predict).
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Dataset, Lvq, LvqRule};
    ///
    /// let data = Dataset::new([-1.1, -0.9, 0.9, 1.1], [0, 0, 1, 1])?;
    /// let mut network = Lvq::new(data.ranges(), [1, 1])?;
    /// network.train(&data, LvqRule::new())?;
    /// assert_eq!(network.evaluate(&data)?.accuracy(), 1.0);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "score")]
    pub fn evaluate(&self, data: impl Data) -> Result<ConfusionMatrix> {
        self.evaluated(data.data())
    }

    fn evaluated(&self, data: &Dataset) -> Result<ConfusionMatrix> {
        let data = &*self.known().fit(EVALUATE, data)?;
        let actual = Actual::of_classes(EVALUATE, self.n_classes(), data)?;
        let predicted = self.classes_of(data.input_matrix())?;
        ConfusionMatrix::counted(actual.names, &actual.classes, &predicted)
    }
}

#[cfg(feature = "networks")]
impl Pnn {
    /// How often the network takes the samples of each class for each class:
    /// accuracy, precision, recall, F1. For samples that it is not made of.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`](crate::Error::Shape) if the data have other inputs or classes than the network,
    /// if several targets have no class names, or if a target stands for no class;
    /// and as [`predict`](Self::predict).
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Pnn, toy};
    ///
    /// let (train, test) = toy::iris()?.split(0.5, 1)?;
    /// assert!(Pnn::new(&train, 0.5)?.evaluate(&test)?.accuracy() > 0.9);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "score")]
    pub fn evaluate(&self, data: impl Data) -> Result<ConfusionMatrix> {
        self.evaluated(data.data())
    }

    fn evaluated(&self, data: &Dataset) -> Result<ConfusionMatrix> {
        let data = &*self.names().known(self.data().n_targets()).fit(EVALUATE, data)?;
        let actual = Actual::of_classes(EVALUATE, self.n_classes(), data)?;
        let predicted = classes_in(&self.shares(data.input_matrix())?, 0.5);
        let matrix = ConfusionMatrix::counted(actual.names, &actual.classes, &predicted)?;
        Ok(matrix.made_for(&self.data().ranges(), data))
    }

    /// How well the shares of the classes put the samples of each class before the
    /// others. For samples that it is not made of.
    ///
    /// # Errors
    ///
    /// As [`evaluate`](Self::evaluate), and [`Error::Shape`](crate::Error::Shape) if all samples are of
    /// one class.
    pub fn roc_curve(&self, data: &Dataset) -> Result<RocCurve> {
        let data = &*self.names().known(self.data().n_targets()).fit(ROC, data)?;
        let actual = Actual::of_classes(ROC, self.n_classes(), data)?;
        RocCurve::ranked(&actual.names, &actual.classes, &self.shares(data.input_matrix())?)
    }

    /// Whether the shares of the classes are as sure as they are right. For samples
    /// that it is not made of.
    ///
    /// # Errors
    ///
    /// As [`evaluate`](Self::evaluate).
    pub fn calibration(&self, data: &Dataset) -> Result<Calibration> {
        let data = &*self.names().known(self.data().n_targets()).fit(CALIBRATION, data)?;
        let actual = Actual::of_classes(CALIBRATION, self.n_classes(), data)?;
        Calibration::binned(&actual.names, &actual.classes, &self.shares(data.input_matrix())?)
    }
}

/// What is asked, for messages.
const EVALUATE: &str = "evaluate";
const ROC: &str = "roc_curve";
#[cfg(feature = "networks")]
const CALIBRATION: &str = "calibration";
