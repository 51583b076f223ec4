//! A data set, sample by sample.

use crate::data::Dataset;

/// The samples of a data set, one after the other: the inputs and the targets of
/// each, which has no targets if the data have none.
///
/// Made by [`Dataset::iter`].
///
/// # Examples
///
/// ```
/// use percept::Dataset;
///
/// let data = Dataset::new([[1.0, 2.0], [3.0, 4.0]], [0, 1])?;
/// let mut sums = Vec::new();
/// for (inputs, targets) in &data {
///     sums.push(inputs[0] + inputs[1] + targets[0]);
/// }
/// assert_eq!(sums, [3.0, 8.0]);
/// # Ok::<(), percept::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct SampleRows<'a> {
    data: &'a Dataset,
    next: usize,
}

impl<'a> Iterator for SampleRows<'a> {
    type Item = (&'a [f64], &'a [f64]);

    fn next(&mut self) -> Option<Self::Item> {
        if self.next >= self.data.n_samples() {
            return None;
        }
        let sample = self.next;
        self.next += 1;
        Some((self.data.input_row(sample), self.data.target_row(sample)))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.data.n_samples() - self.next;
        (left, Some(left))
    }
}

impl ExactSizeIterator for SampleRows<'_> {}

impl Dataset {
    /// The samples, one after the other: the inputs and the targets of each.
    ///
    /// `for (inputs, targets) in &data` does the same.
    #[must_use]
    pub fn iter(&self) -> SampleRows<'_> {
        SampleRows { data: self, next: 0 }
    }
}

impl<'a> IntoIterator for &'a Dataset {
    type Item = (&'a [f64], &'a [f64]);
    type IntoIter = SampleRows<'a>;

    fn into_iter(self) -> SampleRows<'a> {
        self.iter()
    }
}
