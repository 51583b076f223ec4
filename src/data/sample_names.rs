//! What the samples are called.

use super::Dataset;
use super::NameList;
use super::names::check_filled;
use super::names::name_list::SampleNames;
use crate::error::Result;

impl Dataset {
    /// Names the samples, one name each:
    /// [`decide_all`](crate::Perceptron::decide_all) says what becomes of whom, the
    /// table of the first rows and what markers say under the pointer use the
    /// names. They stay with their samples in [`split`](Self::split),
    /// [`filter`](Self::filter) and all other parts of the data. Names may occur
    /// twice.
    ///
    /// A CSV file has them in a column:
    /// [`CsvOptions::row_names`](crate::CsvOptions::row_names).
    ///
    /// # Errors
    ///
    /// [`Error::Shape`](crate::Error::Shape) if there are not as many names as
    /// samples, or if one is empty.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Dataset, Perceptron};
    ///
    /// let cars = Dataset::new([[0.2], [0.9]], [1, 0])?.name_samples(["beetle", "model T"])?;
    /// let buyer = Perceptron::by_hand([("price", -1.0)], -0.5)?;
    /// let decisions = buyer.decide_all(&cars)?;
    /// assert_eq!(decisions.rows()[0].0, "beetle");
    /// assert_eq!(cars.filter(|inputs, _| inputs[0] > 0.5)?.sample_names().unwrap(), ["model T"]);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "set_index")]
    pub fn name_samples<Kind>(mut self, names: impl NameList<Kind>) -> Result<Self> {
        let names = names.into_names();
        check_filled("sample", &names, self.n_samples())?;
        self.sample_names = Some(SampleNames { column: "sample".to_owned(), names });
        Ok(self)
    }

    /// The names of the samples, if they were given any.
    #[doc(alias = "index")]
    #[must_use]
    pub fn sample_names(&self) -> Option<&[String]> {
        self.sample_names.as_ref().map(|own| own.names.as_slice())
    }

    /// The same, whose names stood under this one.
    pub(super) fn calling_samples(mut self, column: &str) -> Self {
        if let Some(own) = &mut self.sample_names {
            column.clone_into(&mut own.column);
        }
        self
    }

    /// What the names of the samples are called, and that of one.
    pub(crate) fn sample_name(&self, sample: usize) -> Option<(&str, &str)> {
        let own = self.sample_names.as_ref()?;
        Some((&own.column, own.names.get(sample)?))
    }
}
