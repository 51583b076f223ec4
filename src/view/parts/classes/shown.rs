//! Which classes have a look and a name of their own: one rule for all pictures.

use super::names::index_of;
use crate::chart::{MAX_CLASSES, OTHERS};
use crate::data::Dataset;
use crate::lists::order_by;

/// The look of each class. Of more than can be told apart, those with the most
/// samples have one of their own, and the others share one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Kept {
    looks: Vec<usize>,
    why: Why,
}

/// What decides, where there are too many.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Why {
    Size,
    /// The order, among classes of the same size.
    SizeAndOrder,
    Order,
}

impl Kept {
    /// Of classes that have these numbers of samples.
    pub(crate) fn of(sizes: &[usize]) -> Self {
        let n = sizes.len();
        if n <= MAX_CLASSES {
            return Self { looks: (0..n).collect(), why: Why::Size };
        }
        let order = order_by(n, &|a, b| sizes[b].cmp(&sizes[a]));
        let (least, first_out) = (sizes[order[MAX_CLASSES - 1]], sizes[order[MAX_CLASSES]]);
        let why = if sizes[order[0]] == sizes[order[n - 1]] {
            Why::Order
        } else if least == first_out {
            Why::SizeAndOrder
        } else {
            Why::Size
        };
        let (mut looks, mut next) = (vec![OTHERS; n], 0);
        let kept = &order[..MAX_CLASSES];
        for (class, look) in looks.iter_mut().enumerate() {
            if kept.contains(&class) {
                *look = next;
                next += 1;
            }
        }
        Self { looks, why }
    }

    /// Of the classes of `data`, one per target, or two of a single target.
    pub(crate) fn of_data(data: &Dataset) -> Self {
        let mut sizes = vec![0; data.n_targets().max(2)];
        for sample in 0..data.n_samples() {
            if let Some(class) = index_of(data, data.target_row(sample)) {
                sizes[class] += 1;
            }
        }
        Self::of(&sizes)
    }

    /// The number of a class's colour and marker.
    pub(crate) fn look(&self, class: usize) -> usize {
        self.looks.get(class).copied().unwrap_or(OTHERS)
    }

    #[cfg(feature = "networks")]
    /// How many looks there are, that of the others among them.
    pub(crate) fn n_looks(&self) -> usize {
        self.looks.len().min(OTHERS + 1)
    }

    /// What a class is called in the legend.
    pub(crate) fn name<'a>(&self, class: usize, own: &'a str) -> &'a str {
        if self.look(class) == OTHERS { "others" } else { own }
    }

    /// Says which classes have a look of their own, where not all have.
    pub(crate) fn sentence(&self, noun: &str) -> Option<String> {
        let n = self.looks.len();
        let which = match self.why {
            Why::Size => format!("The {MAX_CLASSES} of {n} classes with the most {noun}s"),
            Why::SizeAndOrder => format!(
                "{MAX_CLASSES} of {n} classes, those with the most {noun}s and of equal ones the \
                 first,"
            ),
            Why::Order => format!("The first {MAX_CLASSES} of {n} classes"),
        };
        (n > MAX_CLASSES).then(|| format!("{which} have a colour each; the others are grey."))
    }
}

/// The name of all classes together that have none of their own.
pub(crate) fn others(n: usize) -> String {
    if n == 1 { "1 other class".to_owned() } else { format!("{n} other classes") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn up_to_ten_classes_have_a_look_each() {
        let kept = Kept::of(&[1; 10]);
        assert_eq!((kept.look(9), kept.sentence("sample")), (9, None));
    }

    #[test]
    fn of_more_the_largest_have_a_look_in_their_order() {
        let mut sizes = [1; 12];
        (sizes[0], sizes[5]) = (0, 0);
        let kept = Kept::of(&sizes);
        assert_eq!([0, 1, 5, 6, 11].map(|class| kept.look(class)), [OTHERS, 0, OTHERS, 4, 9]);
        let said = kept.sentence("sample").unwrap();
        assert!(said.starts_with("The 10 of 12 classes with the most samples have"), "{said}");
    }

    #[test]
    fn of_equal_classes_the_first_have_a_look() {
        let kept = Kept::of(&[3; 26]);
        assert_eq!([9, 10].map(|class| kept.look(class)), [9, OTHERS]);
        let said = kept.sentence("sample").unwrap();
        assert_eq!(said, "The first 10 of 26 classes have a colour each; the others are grey.");
        let mut sizes = [3; 26];
        sizes[20] = 4;
        let said = Kept::of(&sizes).sentence("sample").unwrap();
        assert!(said.starts_with("10 of 26 classes, those with the most samples and"), "{said}");
    }
}
