//! Some of the samples, some of the inputs.

use crate::data::{Dataset, NameList, check_names, position};
use crate::error::{Error, Result, count};
use crate::matrix::Matrix;

impl Dataset {
    /// The first `n` samples; all of them where there are fewer.
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`] for no sample at all.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::toy;
    ///
    /// assert_eq!(toy::iris()?.head(5)?.n_samples(), 5);
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn head(&self, n: usize) -> Result<Self> {
        if n == 0 {
            let (name, wanted) = ("n".to_owned(), "a number of samples from 1 up");
            return Err(Error::Parameter { name, expected: wanted, found: n.to_string() });
        }
        let rows: Vec<usize> = (0..n.min(self.n_samples())).collect();
        Ok(self.pick(&rows))
    }

    /// The samples that `keep` says yes to. It is given the inputs and the
    /// targets of each; the samples stay in their order.
    ///
    /// # Errors
    ///
    /// [`Error::Empty`] if it keeps none.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::toy;
    ///
    /// let points = toy::points()?;
    /// let right = points.filter(|inputs, _targets| inputs[0] > 0.4)?;
    /// assert_eq!(right.ranges(), [[0.5, 1.4], [0.6, 1.9]]);
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn filter(&self, mut keep: impl FnMut(&[f64], &[f64]) -> bool) -> Result<Self> {
        let mut rows = Vec::new();
        for row in 0..self.n_samples() {
            if keep(self.input_row(row), self.target_row(row)) {
                rows.push(row);
            }
        }
        if rows.is_empty() {
            let wanted = "sample that it keeps (it is given the inputs and the targets of each)";
            return Err(Error::Empty { what: "filter", expected: wanted });
        }
        Ok(self.pick(&rows))
    }

    /// The samples of these classes, with targets for them alone, in this
    /// order: two are one column of 0 and 1, more are one column each.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if the classes of the data have no names, for less than
    /// two names, or if a row stands for no class; [`Error::UnknownName`] for a
    /// class that is not there, [`Error::DuplicateName`] if a name comes twice,
    /// [`Error::Empty`] if a class has no sample.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::toy;
    ///
    /// let two = toy::iris()?.only_classes(["versicolor", "virginica"])?;
    /// assert_eq!((two.n_samples(), two.n_targets()), (100, 1));
    /// assert_eq!(two.targets().column(0)[99], 1.0);
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn only_classes<Kind>(&self, classes: impl NameList<Kind>) -> Result<Self> {
        const WHAT: &str = "only_classes";
        let own = classes.into_names();
        check_names("class", &own, own.len())?;
        if own.len() < 2 {
            let (wanted, came) = ("two classes or more".to_owned(), own.len().to_string());
            return Err(Error::Shape { what: WHAT, expected: wanted, found: came });
        }
        let names = self.names_of_classes(WHAT)?;
        let mut places = vec![None; names.len()];
        for (place, name) in own.iter().enumerate() {
            places[position("class", names, name)?] = Some(place);
        }
        let (mut rows, mut codes) = (Vec::new(), Vec::new());
        for (row, code) in self.codes(WHAT, &[])?.into_iter().enumerate() {
            if let Some(place) = places[code] {
                rows.push(row);
                codes.push(place);
            }
        }
        if (0..own.len()).any(|class| !codes.contains(&class)) {
            return Err(Error::Empty { what: WHAT, expected: "sample of each class" });
        }
        self.pick(&rows).coded(&own, &codes)
    }

    /// The same samples with some of their inputs, in this order.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownName`] for an input that is not there (the nearest name
    /// is suggested), [`Error::DuplicateName`] if one comes twice,
    /// [`Error::Empty`] without names.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::toy;
    ///
    /// let petals = toy::iris()?.select(["petal length", "petal width"])?;
    /// assert_eq!(petals.ranges(), [[1.0, 6.9], [0.1, 2.5]]);
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn select<Kind>(&self, inputs: impl NameList<Kind>) -> Result<Self> {
        let names = inputs.into_names();
        if names.is_empty() {
            return Err(Error::Empty { what: "select", expected: "name of an input" });
        }
        check_names("input", &names, names.len())?;
        let mut columns = Vec::with_capacity(names.len());
        for name in &names {
            columns.push(position("input", self.input_names(), name)?);
        }
        // from now on its names say which of the inputs these are
        let part = self.only(&columns).name_inputs(names)?;
        Ok(part.with_text_columns(self.text_columns().to_vec()))
    }

    /// The names of its classes, without which there is nothing to go by.
    pub(super) fn names_of_classes(&self, what: &'static str) -> Result<&[String]> {
        self.class_names().ok_or_else(|| Error::Shape {
            what,
            expected:
                "data whose classes have names (`name_classes`; `targets_as_classes()` makes \
                     classes of targets that are numbers)"
                    .to_owned(),
            found: format!("{} without", count(self.n_targets(), "target")),
        })
    }

    /// By row, the name of its class, if the classes have names.
    pub(crate) fn labels_of_rows(&self, what: &'static str) -> Result<Option<Vec<String>>> {
        let Some(names) = self.class_names() else { return Ok(None) };
        let mut labels = Vec::with_capacity(self.n_samples());
        for code in self.codes(what, &[])? {
            labels.push(names[code].clone());
        }
        Ok(Some(labels))
    }

    /// The same samples with the class that `codes` says of each.
    fn coded(&self, classes: &[String], codes: &[usize]) -> Result<Self> {
        let columns = if classes.len() == 2 { 1 } else { classes.len() };
        let mut targets = Vec::with_capacity(codes.len() * columns);
        for &code in codes {
            for column in 0..columns {
                let is_one = if columns == 1 { code == 1 } else { code == column };
                targets.push(f64::from(u8::from(is_one)));
            }
        }
        let targets = Matrix::new((codes.len(), columns), targets);
        Ok(self.with_targets(targets, classes)?.with_ends(Some(vec![[0.0, 1.0]; columns])))
    }
}
