//! A column of targets, and the classes that it may hold.

use super::columns::{MAX_CLASSES, Values};
use super::lists::{Many, One};
use crate::data::names::listed::listed;
use crate::data::{NameList, check_names};
use crate::error::{Error, Result, shown};

/// A column of targets: its name, which is enough where the table holds all
/// classes, or its name and the classes.
///
/// For [`Dataset::from_csv`](crate::Dataset::from_csv) and its like, which take
/// `"species"` as well as a `Target`. Tables to test with may lack some of the
/// classes, or hold a single one: give all of them.
///
/// # Examples
///
/// ```
/// use percept::{Dataset, Target};
///
/// let path = std::env::temp_dir().join("percept_apples.csv");
/// std::fs::write(&path, "weight,fruit\n0.1,apple\n0.2,apple\n")?;
/// let target = Target::of_classes("fruit", ["apple", "melon"]);
/// let apples = Dataset::from_csv(&path, ["weight"], [target])?;
/// assert_eq!(apples.class_names().unwrap(), ["apple", "melon"]);
/// assert_eq!(apples.targets().column(0).to_vec(), [0.0, 0.0]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "categories")]
#[doc(alias = "labels")]
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    name: String,
    classes: Option<Vec<String>>,
}

impl Target {
    /// A column that holds classes, all of which are given, in the order that
    /// they are to have: two become one column of 0 and 1, more become one
    /// column each.
    ///
    /// A cell is the class of its text, or of its number: `1.0` is of the class
    /// `1`. What is none of them is refused with its row. A mark that otherwise
    /// stands for a missing value, such as `NA`, is a class if it is given.
    #[must_use]
    pub fn of_classes<Kind>(name: impl Into<String>, classes: impl NameList<Kind>) -> Self {
        Self { name: name.into(), classes: Some(classes.into_names()) }
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The classes that were given.
    #[cfg(feature = "polars")]
    pub(crate) fn classes(&self) -> Option<&[String]> {
        self.classes.as_deref()
    }

    /// Whether a text is one of the classes that were given.
    pub(crate) fn knows(&self, label: &str) -> bool {
        self.classes.as_ref().is_some_and(|classes| code(classes, label).is_some())
    }

    /// The classes of the rows, where all classes are given.
    pub(crate) fn coded(&self, rows: &[&str]) -> Result<Option<Values>> {
        let Some(classes) = &self.classes else { return Ok(None) };
        check_names("class", classes, classes.len())?;
        if !(2..=MAX_CLASSES).contains(&classes.len()) {
            let (column, came) = (self.name.clone(), classes.len());
            return Err(Error::Classes { column, found: came, most: MAX_CLASSES });
        }
        let mut codes = Vec::with_capacity(rows.len());
        for (row, label) in rows.iter().enumerate() {
            codes.push(code(classes, label).ok_or_else(|| Error::Cell {
                column: self.name.clone(),
                row,
                expected: "one of the classes that were given",
                found: format!("{}, which is none of {}", shown(label), listed(classes)),
            })?);
        }
        Ok(Some(Values::Classes { labels: classes.clone(), codes }))
    }
}

/// The class of this text, else that of the same number.
fn code(classes: &[String], label: &str) -> Option<usize> {
    let same = |class: &String| class == label;
    classes.iter().position(same).or_else(|| {
        let number = label.parse::<f64>().ok().filter(|number| number.is_finite())?;
        classes.iter().position(|class| class.parse() == Ok(number))
    })
}

impl From<&str> for Target {
    fn from(name: &str) -> Self {
        Self::from(name.to_owned())
    }
}

impl From<&String> for Target {
    fn from(name: &String) -> Self {
        Self::from(name.clone())
    }
}

impl From<String> for Target {
    fn from(name: String) -> Self {
        Self { name, classes: None }
    }
}

impl From<&Target> for Target {
    fn from(target: &Target) -> Self {
        target.clone()
    }
}

/// The targets as given by a caller.
pub(crate) fn targets(given: impl IntoIterator<Item = impl Into<Target>>) -> Vec<Target> {
    let mut targets = Vec::new();
    for target in given {
        targets.push(target.into());
    }
    targets
}

impl From<&&str> for Target {
    fn from(name: &&str) -> Self {
        Self::from(*name)
    }
}

/// One column of targets or several: the name of a column, a [`Target`], or a
/// list of either.
///
/// `Kind` says which of both it is; the compiler finds it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say which columns are the targets",
    label = "expected the name of a column, `\"buy\"`, a `Target`, or a list, `[\"buy\"]`"
)]
pub trait TargetColumns<Kind> {
    /// The columns, in their order.
    fn into_columns(self) -> Vec<Target>;
}

impl<T: Into<Target>> TargetColumns<One> for T {
    fn into_columns(self) -> Vec<Target> {
        vec![self.into()]
    }
}

impl<I: IntoIterator<Item: Into<Target>>> TargetColumns<Many> for I {
    fn into_columns(self) -> Vec<Target> {
        targets(self)
    }
}
