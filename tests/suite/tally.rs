//! How much a sweep drew, ran and refused: one that checked little has failed.

use percept::Result;

#[derive(Debug, Default)]
pub(crate) struct Tally {
    ran: usize,
    refused: usize,
}

impl Tally {
    /// What came of a case; a refusal must say why.
    pub(crate) fn of<T>(&mut self, result: Result<T>) -> Option<T> {
        match result {
            Ok(value) => {
                self.ran += 1;
                Some(value)
            }
            Err(refusal) => {
                self.refused += 1;
                assert!(refusal.to_string().len() > 10, "a refusal without a reason: {refusal:?}");
                None
            }
        }
    }

    /// Counts what was checked without a result of its own.
    pub(crate) fn ran(&mut self, n: usize) {
        self.ran += n;
    }

    /// Says what was done, and fails where it was little.
    pub(crate) fn assert_at_least(&self, ran: usize, refused: usize) {
        let drawn = self.ran + self.refused;
        println!("{drawn} drawn, {} ran, {} refused", self.ran, self.refused);
        assert!(self.ran >= ran, "only {} of {drawn} ran, {ran} expected", self.ran);
        assert!(self.refused >= refused, "only {} of {drawn} refused", self.refused);
    }
}
