//! Classes out of targets that are the numbers of classes.

use super::columns::{Column, MAX_CLASSES, Values, encode, numbers};
use crate::data::{Dataset, Number, strings};
use crate::error::{Error, Result, count, shown};
use crate::lists::order_by;

/// Up to here, neighbouring whole numbers are told apart.
const LARGEST: f64 = 9_007_199_254_740_992.0;
/// This number of different numbers is not taken for a mistake, however few
/// samples.
const FEW: usize = 10;

impl Dataset {
    /// The same data with targets that stand for classes, where they are the
    /// numbers of classes so far: 1 and 2, or 0, 1 and 2.
    ///
    /// Two classes become one column of 0 and 1, more become one column each,
    /// with 1 where a sample is of that class. Their names are their numbers,
    /// in rising order; [`name_classes`](Self::name_classes) gives others. Data
    /// whose targets stand for classes already stay as they are.
    ///
    /// A part of a table may lack a class that another part has: split the data
    /// after this call, or say the numbers with
    /// [`targets_as_classes_of`](Self::targets_as_classes_of).
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] without a target or with several, and for more than 10
    /// different numbers in fewer than twice as many samples, which are rather
    /// numbers to predict; [`Error::Cell`] for a target that is no whole number
    /// or beyond 2^53; [`Error::Classes`] for one class only or more than 256.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Dataset, Delta, Perceptron};
    ///
    /// let fruit = Dataset::new([0.1, 0.8, 0.9], [1, 2, 2])?.targets_as_classes()?;
    /// assert_eq!(fruit.targets().column(0).to_vec(), [0.0, 1.0, 1.0]);
    /// let mut perceptron = Perceptron::new(fruit.ranges(), fruit.n_targets())?;
    /// perceptron.train(&fruit, Delta::new())?;
    /// assert_eq!(perceptron.predict_labels([0.95])?, ["2"]);
    ///
    /// let digits = Dataset::new([0.0, 0.5, 1.0, 0.4], [0, 10, 2, 10])?.targets_as_classes()?;
    /// assert_eq!(digits.n_targets(), 3);
    /// assert_eq!(digits.class_names().unwrap(), ["0", "2", "10"]);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "LabelEncoder")]
    #[doc(alias = "one_hot")]
    #[doc(alias = "to_categorical")]
    pub fn targets_as_classes(self) -> Result<Self> {
        if self.has_classes() {
            return Ok(self);
        }
        let numbers = self.class_numbers()?;
        self.numbered(&numbers)
    }

    /// [`targets_as_classes`](Self::targets_as_classes) for data in which not
    /// every class occurs: the numbers of all classes are given.
    ///
    /// # Errors
    ///
    /// As [`targets_as_classes`](Self::targets_as_classes), and
    /// [`Error::Cell`] for a target that is none of the numbers.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::Dataset;
    ///
    /// let test = Dataset::new([0.1, 0.8], [1, 2])?.targets_as_classes_of([1, 2, 3])?;
    /// assert_eq!(test.n_targets(), 3);
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn targets_as_classes_of(
        self,
        classes: impl IntoIterator<Item = impl Number>,
    ) -> Result<Self> {
        let mut given = Vec::new();
        for class in classes {
            given.push(class.to_f64());
        }
        let column = "classes";
        check_whole(column, &given)?;
        let all = distinct(&given);
        check_count(column, all.len())?;
        self.only_target()?;
        self.numbered(&all)
    }

    /// Whether the targets are 0 and 1 and their classes have names.
    fn has_classes(&self) -> bool {
        let stands = |target: &f64| *target == 0.0 || *target == 1.0;
        self.class_names().is_some()
            && (self.n_targets() > 1 || self.target_matrix().values().iter().all(stands))
    }

    fn only_target(&self) -> Result<()> {
        if self.n_targets() == 1 {
            return Ok(());
        }
        Err(Error::Shape {
            what: "targets_as_classes",
            expected: "one target, the number of a class".to_owned(),
            found: count(self.n_targets(), "target"),
        })
    }

    /// The numbers of the classes, in rising order.
    fn class_numbers(&self) -> Result<Vec<f64>> {
        let (name, all) = (self.target_names().concat(), self.whole_numbers()?);
        check_few(&name, all.len(), self.n_samples())?;
        check_count(&name, all.len())?;
        Ok(all)
    }

    /// The values of the only target, in rising order, if they are whole.
    pub(crate) fn whole_numbers(&self) -> Result<Vec<f64>> {
        self.only_target()?;
        let values = self.target_matrix().values();
        check_whole(&self.target_names().concat(), values)?;
        Ok(distinct(values))
    }

    /// The targets as classes among these numbers.
    pub(crate) fn numbered(self, all: &[f64]) -> Result<Self> {
        let name = self.target_names().concat();
        let mut codes = Vec::with_capacity(self.n_samples());
        for (row, target) in self.target_matrix().values().iter().enumerate() {
            let place = all.binary_search_by(|number| number.total_cmp(&(target + 0.0)));
            codes.push(place.map_err(|_| Error::Cell {
                column: name.clone(),
                row,
                expected: "the number of a class among those given",
                found: target.to_string(),
            })?);
        }
        let labels = strings(all.iter().map(f64::to_string));
        let names = match self.class_names() {
            Some(names) if names.len() == labels.len() => names.to_vec(),
            _ => labels.clone(),
        };
        let mut encoded = Vec::new();
        encode(Column { name, values: Values::Classes { labels, codes } }, &mut encoded)?;
        let (target_names, targets) = numbers(encoded)?;
        let data = Self::checked(self.input_matrix().clone(), super::columns::matrix(&targets))?;
        let data = data
            .keeping(self.given_input_names().map(<[String]>::to_vec))?
            .name_targets(target_names)?;
        // 0 and 1, whichever of them occur
        let ends = vec![[0.0, 1.0]; data.n_targets()];
        data.with_ends(Some(ends)).labelled(Some(names))
    }

    /// How many targets there are, in words, and how to make classes of them
    /// where they look like numbers of classes.
    pub(crate) fn n_targets_in_words(&self) -> String {
        count(self.n_targets(), "target") + self.columns_hint()
    }

    /// How to come to more columns of targets, where they are classes or look
    /// like numbers of classes.
    pub(crate) fn columns_hint(&self) -> &'static str {
        let two = self.n_targets() == 1 && self.class_names().is_some();
        if two { WITH_CLASSES } else { self.classes_hint() }
    }

    /// How to make classes of the targets, where they look like numbers of
    /// classes other than 0 and 1.
    pub(crate) fn classes_hint(&self) -> &'static str {
        let numbers = self.whole_numbers().unwrap_or_default();
        let of_classes = numbers.iter().any(|number| *number != 0.0 && *number != 1.0);
        let few = check_few("", numbers.len(), self.n_samples()).is_ok();
        if of_classes && few && numbers.len() <= MAX_CLASSES { AS_CLASSES } else { "" }
    }
}

/// How to have more classes than a table holds.
const WITH_CLASSES: &str = " (two classes in one column; where there are others too, call \
     `with_classes` on the data with all of them)";

/// How to make classes of numbers.
const AS_CLASSES: &str = " (numbers of classes? Call `targets_as_classes()` on the data: \
     one column of 0 and 1 for two classes, one column per class for more)";

fn check_whole(name: &str, values: &[f64]) -> Result<()> {
    for (row, value) in values.iter().enumerate() {
        if value.fract() != 0.0 || value.abs() > LARGEST {
            return Err(Error::Cell {
                column: name.to_owned(),
                row,
                expected: "the number of a class, a whole one up to 2^53 (keep numbers that are to \
                         be predicted as they are)",
                found: value.to_string(),
            });
        }
    }
    Ok(())
}

/// Refuses numbers of which hardly any comes twice.
pub(crate) fn check_few(name: &str, classes: usize, samples: usize) -> Result<()> {
    if classes <= FEW || 2 * classes <= samples {
        return Ok(());
    }
    Err(Error::Shape {
        what: "targets_as_classes",
        expected: "numbers of classes, several samples of each".to_owned(),
        found: format!(
            "{classes} different numbers in {} of {}: keep numbers that are to be predicted as \
             they are",
            count(samples, "row"),
            shown(name)
        ),
    })
}

pub(crate) fn check_count(name: &str, classes: usize) -> Result<()> {
    if (2..=MAX_CLASSES).contains(&classes) {
        return Ok(());
    }
    Err(Error::Classes { column: name.to_owned(), found: classes, most: MAX_CLASSES })
}

/// The numbers in rising order, each once; 0 has no sign.
pub(crate) fn distinct(values: &[f64]) -> Vec<f64> {
    let mut distinct = Vec::new();
    for i in order_by(values.len(), &|a, b| (values[a] + 0.0).total_cmp(&(values[b] + 0.0))) {
        if distinct.last() != Some(&values[i]) {
            distinct.push(values[i] + 0.0);
        }
    }
    distinct
}
