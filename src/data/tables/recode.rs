//! Targets that stand for classes, written anew for another list of classes.

use super::columns::MAX_CLASSES;
use crate::data::names::known::places;
use crate::data::names::listed::listed;
use crate::data::{Dataset, Known, NameList, check_names, default_names};
use crate::error::{Error, Result};
use crate::matrix::Matrix;

impl Dataset {
    /// The same data with targets for all of these classes, in this order: those
    /// of a table in which only some of them occur.
    ///
    /// Two classes are one column of 0 and 1, more are one column each.
    /// Evaluating what was trained on all classes needs no such call: it goes by
    /// the names of the classes.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if the classes of the data have no names, if one of them
    /// is not among those given, or if a row stands for no class;
    /// [`Error::Classes`] for less than 2 or more than 256 classes,
    /// [`Error::DuplicateName`] if a name comes twice.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::Dataset;
    ///
    /// let some = Dataset::new([0.1, 0.9], [0, 1])?.name_classes(["apple", "melon"])?;
    /// let all = some.with_classes(["apple", "cherry", "melon"])?;
    /// assert_eq!(all.n_targets(), 3);
    /// assert_eq!(all.targets().row(1).to_vec(), [0.0, 0.0, 1.0]);
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn with_classes<Kind>(&self, classes: impl NameList<Kind>) -> Result<Self> {
        const WHAT: &str = "with_classes";
        let own = classes.into_names();
        check_names("class", &own, own.len())?;
        if !(2..=MAX_CLASSES).contains(&own.len()) {
            let (column, came) = (self.target_names().concat(), own.len());
            return Err(Error::Classes { column, found: came, most: MAX_CLASSES });
        }
        let names = self.names_of_classes(WHAT)?;
        let places = places(names, &own).ok_or_else(|| Error::Shape {
            what: WHAT,
            expected: format!("all classes of the data ({})", listed(names)),
            found: listed(&own),
        })?;
        let known = Known {
            outputs: if own.len() == 2 { 1 } else { own.len() },
            ends: None,
            ..Known::of(self)
        };
        self.recoded(WHAT, &own, &places, &known)
    }

    /// The same samples with the classes `own`, coded as `known` has them;
    /// `places` says which of them each class of the data is.
    pub(crate) fn recoded(
        &self,
        what: &'static str,
        own: &[String],
        places: &[usize],
        known: &Known<'_>,
    ) -> Result<Self> {
        let targets = known.outputs;
        let classes = if targets == 1 { 2 } else { targets };
        if own.len() != classes {
            let wanted = format!("targets of {} classes", own.len());
            return Err(Error::Shape { what, expected: wanted, found: targets.to_string() });
        }
        let ends = known.ends();
        let mut coded = Vec::with_capacity(self.n_samples() * targets);
        for code in self.codes(what, &ends)? {
            let class = places[code];
            if let [only] = ends.as_slice() {
                coded.push(only[class]);
                continue;
            }
            for (column, [low, high]) in ends.iter().enumerate() {
                coded.push(if column == class { *high } else { *low });
            }
        }
        let targets = Matrix::new((self.n_samples(), targets), coded);
        Ok(self.with_targets(targets, own)?.with_ends(Some(ends)))
    }

    pub(crate) fn with_targets(&self, targets: Matrix, classes: &[String]) -> Result<Self> {
        let names = match (self.class_column(), targets.n_columns()) {
            (Some(column), 1) => vec![column],
            (Some(column), _) => {
                let mut names = Vec::with_capacity(classes.len());
                for class in classes {
                    names.push(format!("{column} = {class}"));
                }
                names
            }
            (None, n) => default_names("target", n, true),
        };
        let other = self.with_tables(self.input_matrix().clone(), targets);
        other.name_targets(names)?.labelled(Some(classes.to_vec()))
    }

    /// The column of a table that the classes come from.
    pub(crate) fn class_column(&self) -> Option<String> {
        let first = self.given_target_names()?.first()?;
        if self.n_targets() == 1 {
            return Some(first.clone());
        }
        let label = self.class_names()?.first()?;
        first.strip_suffix(label.as_str())?.strip_suffix(" = ").map(str::to_owned)
    }

    /// Which of its classes each sample is of. A lone value is that of the
    /// network, if it has it.
    pub(crate) fn codes(&self, what: &'static str, ends: &[[f64; 2]]) -> Result<Vec<usize>> {
        let mut codes = Vec::with_capacity(self.n_samples());
        for row in 0..self.n_samples() {
            let targets = self.target_row(row);
            let lone = match (self.ends(), targets, ends) {
                (None, [target], [two]) => two.iter().position(|end| end == target),
                _ => None,
            };
            codes.push(lone.or_else(|| self.class_of(targets)).ok_or_else(|| {
                Error::Shape {
                    what,
                    expected:
                        "targets that say the class of each row: one of two values, or 1 for one \
                         class only"
                            .to_owned(),
                    found: format!("{targets:?} in row {row} (counting from 0)"),
                }
            })?);
        }
        Ok(codes)
    }
}
