//! Which class a row of targets stands for, by the two values of each target.

use super::class_ends::only_ends;
use crate::data::Dataset;

impl Dataset {
    /// The same with the names and the targets of the classes of a network, as far
    /// as they fit and are not known here.
    pub(crate) fn with_classes_of(
        mut self,
        classes: Option<&[String]>,
        ends: Option<Vec<[f64; 2]>>,
    ) -> Self {
        if self.class_names().is_none() {
            let names = classes.map(<[String]>::to_vec);
            self = self.clone().labelled(names).unwrap_or(self);
        }
        match ends {
            Some(ends) if only_ends(self.target_matrix(), &ends) => self.with_ends(Some(ends)),
            _ => self,
        }
    }

    /// The class, by its number, that a row of targets stands for: the higher of
    /// the two values is the second class; of several targets, the only one that
    /// has its higher value is the class.
    pub(crate) fn class_of(&self, row: &[f64]) -> Option<usize> {
        if let [only] = row {
            return match self.ends() {
                Some([[low, high]]) => (only == high || only == low).then_some(only == high),
                _ => [0.0, 1.0].contains(only).then_some(*only == 1.0),
            }
            .map(usize::from);
        }
        let mut class = None;
        for (column, value) in row.iter().enumerate() {
            let [low, high] = self.ends().map_or([0.0, 1.0], |ends| ends[column]);
            if *value == high && class.replace(column).is_some() || *value != high && *value != low
            {
                return None;
            }
        }
        class
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matrix::Matrix;

    fn ends(columns: usize, values: &[f64]) -> Option<Vec<[f64; 2]>> {
        crate::data::ends_of(&Matrix::new((values.len() / columns, columns), values.to_vec()))
    }

    #[test]
    fn two_values_are_ends_and_other_numbers_are_none() {
        assert_eq!(ends(1, &[1.0, -1.0, 1.0]), Some(vec![[-1.0, 1.0]]));
        assert_eq!(ends(1, &[2.0, 4.0, 4.0, 2.0]), Some(vec![[2.0, 4.0]]));
        assert_eq!((ends(1, &[0.0, 0.0]), ends(1, &[1.0])), (None, None));
        assert_eq!(ends(1, &[-1.0, -1.0]), Some(vec![[-1.0, 1.0]]));
        assert_eq!(ends(1, &[0.0, 1.0, 0.5]), None);
        assert_eq!(ends(2, &[0.0, -1.0, 1.0, 1.0]), Some(vec![[0.0, 1.0], [-1.0, 1.0]]));
    }

    #[test]
    fn a_class_that_is_missing_has_the_ends_of_the_others() {
        let rows = [1.0, -1.0, -1.0, -1.0, 1.0, -1.0];
        assert_eq!(ends(3, &rows), Some(vec![[-1.0, 1.0]; 3]));
        assert_eq!(ends(2, &[0.0, 5.0, 1.0, 5.0]), None);
    }

    #[test]
    fn the_higher_value_is_the_second_class_or_that_of_its_column() {
        let two = Dataset::new([0, 1], [4, 2]).unwrap();
        assert_eq!((two.class_of(&[4.0]), two.class_of(&[2.0])), (Some(1), Some(0)));
        assert_eq!(two.class_of(&[1.0]), None);
        let three = Dataset::new([0, 1], [[1, -1, -1], [-1, 1, -1]]).unwrap();
        assert_eq!(three.class_of(&[-1.0, -1.0, 1.0]), Some(2));
        assert_eq!(three.class_of(&[1.0, -1.0, 1.0]), None);
        assert_eq!(three.class_of(&[-1.0; 3]), None);
        assert_eq!(three.class_of(&[0.0, 1.0, 0.0]), None);
    }

    #[test]
    fn a_part_of_the_samples_keeps_the_ends_of_all() {
        let data = Dataset::new([0, 1, 2], [1, 2, 1]).unwrap();
        let part = data.pick(&[0, 2]);
        assert_eq!(part.ends(), Some(&[[1.0, 2.0]][..]));
        assert_eq!(part.class_of(&[1.0]), Some(0));
    }
}
