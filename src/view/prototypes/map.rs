//! The map of prototypes: what is asked, and what is shown.

use std::fmt;

use super::voronoi::Sites;
use crate::chart::MAX_CLASSES;
use crate::data::{Dataset, check_inputs, position};
use crate::error::{Error, Result, count};
use crate::matrix::Matrix;
use crate::network::{Competitive, Lvq, Names, nearest, one_hot};
use crate::view::parts::classes::shown::Kept;
use crate::view::parts::number_line::ROWS;

/// What is asked, for messages.
const WHAT: &str = "prototype_map";

/// Where prototypes stand between the rows of the classes, of a single input.
const MIDDLE: f64 = 0.5;

/// Where the prototypes of a network lie among the samples.
///
/// Made by [`Competitive::prototype_map`] and [`Lvq::prototype_map`]. In a
/// notebook it shows the samples, the prototypes as large markers with their
/// numbers and, over two inputs, the region that is nearest to each.
///
/// # Examples
///
/// ```
/// use percept::{Competitive, WinnerTakeAll, toy};
///
/// let clouds = toy::blobs(100, 0.2, 1)?;
/// let mut network = Competitive::new(clouds.ranges(), 2)?.seed(1);
/// network.train(&clouds, WinnerTakeAll::new().conscience().epochs(50))?;
/// assert_eq!(network.prototype_map(&clouds)?.counts(), [50, 50]);
/// # Ok::<(), percept::Error>(())
/// ```
#[derive(Clone, PartialEq)]
pub struct PrototypeMap {
    /// The samples over the two inputs that are drawn.
    drawn: Dataset,
    columns: [usize; 2],
    input_names: Vec<String>,
    prototypes: Matrix,
    classes: Option<Vec<usize>>,
    class_names: Vec<String>,
    winners: Vec<usize>,
    /// For each sample, whether its nearest prototype is of its class.
    right: Option<Vec<bool>>,
    mean_distance: f64,
    own_colors: bool,
}

impl Competitive {
    /// The prototypes among the samples of `data`, over two inputs or on a line by
    /// the only one.
    ///
    /// Samples without targets have the colour of their nearest prototype.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if network and data do not both have the same one or two
    /// inputs.
    pub fn prototype_map(&self, data: &Dataset) -> Result<PrototypeMap> {
        check_inputs(WHAT, self.given_input_names(), data)?;
        PrototypeMap::of(&self.prototypes, data, plane(data)?)?.unsupervised()
    }

    /// The prototypes among the samples of `data`, over two of many inputs,
    /// named. Which prototype is the nearest is decided with all of them, so
    /// that no regions are drawn.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if the data do not have as many inputs as the network,
    /// [`Error::UnknownName`] for a name that is not among them,
    /// [`Error::DuplicateName`] if both are the same.
    pub fn prototype_map_over(&self, data: &Dataset, inputs: [&str; 2]) -> Result<PrototypeMap> {
        check_inputs(WHAT, self.given_input_names(), data)?;
        PrototypeMap::of(&self.prototypes, data, columns(data, inputs)?)?.unsupervised()
    }
}

impl Lvq {
    /// The prototypes among the samples of `data`, over two inputs or on a line by
    /// the only one, in the colours of their classes.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if network and data do not both have the same one or two inputs, or
    /// the data have targets and not one column per class (one for two classes), or
    /// inputs or classes of other names.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Lvq, LvqRule, toy};
    ///
    /// let iris = toy::iris()?;
    /// let mut network = Lvq::new(iris.ranges(), [2, 2, 2])?;
    /// network.train(&iris, LvqRule::new())?;
    /// let map = network.prototype_map_over(&iris, ["petal length", "petal width"])?;
    /// assert!(map.n_right() > Some(120));
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn prototype_map(&self, data: &Dataset) -> Result<PrototypeMap> {
        let data = &*self.known().fit(WHAT, data)?;
        PrototypeMap::of(&self.prototypes, data, plane(data)?)?.supervised(self, data)
    }

    /// The prototypes among the samples of `data`, over two of many inputs,
    /// named. Which prototype is the nearest is decided with all of them, so
    /// that no regions are drawn.
    ///
    /// # Errors
    ///
    /// As [`Competitive::prototype_map_over`], and [`Error::Shape`] for targets
    /// as in [`prototype_map`](Self::prototype_map).
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Lvq, LvqRule, toy};
    ///
    /// let iris = toy::iris()?;
    /// let mut network = Lvq::new(iris.ranges(), [2, 2, 2])?;
    /// network.train(&iris, LvqRule::new().epochs(100))?;
    /// let map = network.prototype_map_over(&iris, ["petal length", "petal width"])?;
    /// assert!(map.n_right() > Some(135));
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn prototype_map_over(&self, data: &Dataset, inputs: [&str; 2]) -> Result<PrototypeMap> {
        let data = &*self.known().fit(WHAT, data)?;
        PrototypeMap::of(&self.prototypes, data, columns(data, inputs)?)?.supervised(self, data)
    }

    /// The names of the classes, or `class 0`, `class 1`, ….
    pub(crate) fn class_names_shown(&self) -> Vec<String> {
        class_names(self.names(), self.n_classes())
    }
}

/// The names of `n` classes, or `class 0`, `class 1`, ….
pub(crate) fn class_names(names: &Names, n: usize) -> Vec<String> {
    match names.classes() {
        Some(names) if names.len() == n => names.to_vec(),
        _ => numbered("class", n),
    }
}

pub(crate) fn numbered(what: &str, n: usize) -> Vec<String> {
    let mut names = Vec::with_capacity(n);
    for i in 0..n {
        names.push(format!("{what} {i}"));
    }
    names
}

fn refuse<T>(wanted: String, came: String) -> Result<T> {
    Err(Error::Shape { what: WHAT, expected: wanted, found: came })
}

/// The columns of the only one or two inputs.
fn plane(data: &Dataset) -> Result<[usize; 2]> {
    if data.n_inputs() < 3 {
        return Ok([0, data.n_inputs() - 1]);
    }
    let wanted = "data with 1 or 2 inputs (for more, see `prototype_map_over`)".to_owned();
    refuse(wanted, count(data.n_inputs(), "input"))
}

fn columns(data: &Dataset, [x, y]: [&str; 2]) -> Result<[usize; 2]> {
    let names = data.input_names();
    let columns = [position("input", names, x)?, position("input", names, y)?];
    if columns[0] == columns[1] {
        return Err(Error::DuplicateName { kind: "input", name: x.to_owned() });
    }
    Ok(columns)
}

impl PrototypeMap {
    fn of(prototypes: &Matrix, data: &Dataset, columns: [usize; 2]) -> Result<Self> {
        if data.n_inputs() != prototypes.n_columns() {
            let wanted = format!("data with {}", count(prototypes.n_columns(), "input"));
            return refuse(wanted, count(data.n_inputs(), "input"));
        }
        let (mut winners, mut total) = (Vec::with_capacity(data.n_samples()), 0.0);
        for sample in 0..data.n_samples() {
            let (winner, distance) = nearest(prototypes, data.input_row(sample), &[]);
            winners.push(winner);
            total += distance / data.n_samples() as f64;
        }
        Ok(Self {
            drawn: if data.n_inputs() == 1 { data.clone() } else { data.only(&columns) },
            columns,
            input_names: data.input_names().to_vec(),
            prototypes: prototypes.clone(),
            classes: None,
            class_names: Vec::new(),
            winners,
            right: None,
            mean_distance: total,
            own_colors: false,
        })
    }

    /// Samples that have no targets take the colours of the prototypes.
    fn unsupervised(mut self) -> Result<Self> {
        let n = self.prototypes.n_rows();
        if self.drawn.n_targets() == 0 && (2..=MAX_CLASSES).contains(&n) {
            let targets = one_hot(&self.winners, n);
            self.drawn = Dataset::checked(self.drawn.input_matrix().clone(), targets)?
                .name_inputs(self.drawn.input_names().to_vec())?
                .name_classes(numbered("nearest to", n))?;
            self.own_colors = true;
        }
        Ok(self)
    }

    /// With the classes of the prototypes, and of the samples if they have any.
    fn supervised(mut self, network: &Lvq, data: &Dataset) -> Result<Self> {
        let n = network.n_classes();
        let classes = network.prototype_classes().to_vec();
        self.class_names = network.class_names_shown();
        let data = &network.names().with_own_classes(data);
        if data.n_targets() > 0 {
            self.drawn = network.names().with_own_classes(&self.drawn);
            if data.n_targets().max(2) != n {
                let wanted = format!("data of {n} classes, one column each");
                return refuse(wanted, count(data.n_targets(), "column"));
            }
            let mut right = Vec::with_capacity(data.n_samples());
            for (sample, winner) in self.winners.iter().enumerate() {
                right.push(data.class_of(data.target_row(sample)) == Some(classes[*winner]));
            }
            self.right = Some(right);
            match data.class_names() {
                Some(names) => self.class_names = names.to_vec(),
                None => self.drawn = self.drawn.labelled(Some(self.class_names.clone()))?,
            }
        }
        self.classes = Some(classes);
        Ok(self)
    }

    /// The number of the nearest prototype of each sample.
    #[must_use]
    pub fn winners(&self) -> &[usize] {
        &self.winners
    }

    /// How many samples are nearest to each prototype.
    #[must_use]
    pub fn counts(&self) -> Vec<usize> {
        let mut counts = vec![0; self.prototypes.n_rows()];
        for winner in &self.winners {
            counts[*winner] += 1;
        }
        counts
    }

    /// How many samples are nearest to a prototype of their own class, if
    /// prototypes and samples have classes.
    #[must_use]
    pub fn n_right(&self) -> Option<usize> {
        let mut n = 0;
        for right in self.right.as_ref()? {
            n += usize::from(*right);
        }
        Some(n)
    }

    /// The mean distance from a sample to its nearest prototype.
    #[must_use]
    pub fn mean_distance(&self) -> f64 {
        self.mean_distance
    }

    pub(crate) fn is_right(&self, sample: usize) -> Option<bool> {
        self.right.as_ref()?.get(sample).copied()
    }

    /// Whether the samples have the colours of their prototypes, not of targets.
    pub(crate) fn has_own_colors(&self) -> bool {
        self.own_colors
    }

    /// Whether there is a single input, with the samples at the heights of their
    /// classes.
    pub(crate) fn on_a_line(&self) -> bool {
        self.prototypes.n_columns() == 1
    }

    /// Where a sample stands.
    pub(crate) fn place(&self, sample: usize) -> [f64; 2] {
        let row = self.drawn.input_row(sample);
        if !self.on_a_line() {
            return [row[0], row[1]];
        }
        let targets = self.drawn.target_row(sample);
        let last = (targets.len().max(2) - 1) as f64;
        let share = self.drawn.class_of(targets).map_or(0.5, |class| class as f64 / last);
        [row[0], ROWS[0] * (1.0 - share) + ROWS[1] * share]
    }

    pub(crate) fn drawn(&self) -> &Dataset {
        &self.drawn
    }

    pub(crate) fn prototypes(&self) -> &Matrix {
        &self.prototypes
    }

    pub(crate) fn input_names(&self) -> &[String] {
        &self.input_names
    }

    pub(crate) fn classes(&self) -> Option<&[usize]> {
        self.classes.as_deref()
    }

    pub(crate) fn class_names(&self) -> &[String] {
        &self.class_names
    }

    /// Which classes have a look of their own: by the samples, or where those
    /// have none by the prototypes.
    fn kept(&self) -> Kept {
        if self.drawn.n_targets() > 0 {
            return Kept::of_data(&self.drawn);
        }
        let mut sizes = vec![0; self.class_names.len()];
        for class in self.classes().unwrap_or_default() {
            sizes[*class] += 1;
        }
        Kept::of(&sizes)
    }

    pub(crate) fn sites(&self) -> Sites<'_> {
        let mut at = Vec::with_capacity(self.prototypes.n_rows());
        for i in 0..self.prototypes.n_rows() {
            let prototype = self.prototypes.row(i);
            let y = if self.on_a_line() { MIDDLE } else { prototype[self.columns[1]] };
            at.push([prototype[self.columns[0]], y]);
        }
        Sites {
            at,
            classes: self.classes(),
            class_names: &self.class_names,
            kept: self.kept(),
            own_colors: self.own_colors,
            regions: self.prototypes.n_columns() < 3,
        }
    }
}

impl fmt::Debug for PrototypeMap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let prototypes = count(self.prototypes.n_rows(), "prototype");
        crate::debug::write(
            f,
            format_args!("PrototypeMap({prototypes}, {})", count(self.winners.len(), "sample")),
        )
    }
}
