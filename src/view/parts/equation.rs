//! The equation of a neuron.

use std::fmt::Write;

use crate::chart::{fewest, labels, read, significant};
use crate::network::dot;

/// Terms that an equation spells out before it says how many follow.
pub(crate) const TERMS: usize = 6;

/// Part of the largest term that is rounding.
pub(crate) const ROUNDING: f64 = 1e-12;

/// A weighted sum and the threshold that it has to exceed, as they are printed.
pub(crate) struct Rule<'a> {
    weights: &'a [f64],
    threshold: f64,
    digits: usize,
}

impl<'a> Rule<'a> {
    /// With the digits that it takes for the printed rule to say of each of `n`
    /// samples what the exact one says; none stands on the printed edge that
    /// does not stand on the exact one.
    pub(crate) fn of<'d>(
        weights: &'a [f64],
        threshold: f64,
        n: usize,
        row: &dyn Fn(usize) -> &'d [f64],
    ) -> Self {
        let agrees = |digits: usize| {
            let (printed, edge) = (read_all(weights, digits), read(threshold, digits));
            (0..n).all(|sample| {
                let row = row(sample);
                let (said, exact) = (dot(&printed, row), dot(weights, row));
                (said > edge) == (exact > threshold) && (said != edge || exact == threshold)
            })
        };
        Self { weights, threshold, digits: fewest(4, &agrees) }
    }

    /// As [`of`](Self::of), except for samples that stand on the edge but for
    /// rounding.
    pub(crate) fn near<'d>(
        weights: &'a [f64],
        threshold: f64,
        n: usize,
        row: &dyn Fn(usize) -> &'d [f64],
    ) -> Self {
        let beside = |row: &[f64]| {
            let mut size = threshold.abs();
            for (weight, value) in weights.iter().zip(row) {
                size = size.max((weight * value).abs());
            }
            (dot(weights, row) - threshold).abs() > ROUNDING * size
        };
        let mut far = Vec::new();
        for sample in 0..n {
            if beside(row(sample)) {
                far.push(row(sample));
            }
        }
        Self::of(weights, threshold, far.len(), &|i| far[i])
    }

    /// Without samples: with the digits that place the edge within the ranges
    /// of the inputs; numbers of up to seven digits are whole where there are
    /// none.
    pub(crate) fn over(weights: &'a [f64], threshold: f64, ranges: Option<&[[f64; 2]]>) -> Self {
        let short = |digits: usize| {
            digits > 7
                || (read(threshold, digits) == threshold && read_all(weights, digits) == weights)
        };
        let placed = |digits: usize, ranges: &[[f64; 2]]| {
            let mut error = (read(threshold, digits) - threshold).abs();
            let mut reach = 0.0;
            for ((weight, read), [low, high]) in
                weights.iter().zip(read_all(weights, digits)).zip(ranges)
            {
                error += (read - weight).abs() * low.abs().max(high.abs());
                reach += weight.abs() * (high - low);
            }
            error <= reach / 200.0
        };
        let digits = match ranges {
            Some(ranges) if weights.iter().any(|weight| *weight != 0.0) => {
                fewest(4, &|digits| digits > 15 || placed(digits, ranges))
            }
            _ => match fewest(4, &short) {
                digits @ 4..=7 => digits,
                _ => 4,
            },
        };
        Self { weights, threshold, digits }
    }

    pub(crate) fn digits(&self) -> usize {
        self.digits
    }

    /// `0.9·price + 0.5·transport - 0.2·skill`.
    pub(crate) fn sum(&self, names: &[String]) -> String {
        sum_of_products(self.weights, names, self.digits)
    }

    /// What the sum is compared with.
    pub(crate) fn threshold(&self) -> String {
        significant(self.threshold, self.digits)
    }
}

fn read_all(values: &[f64], digits: usize) -> Vec<f64> {
    let mut all = Vec::with_capacity(values.len());
    for value in values {
        all.push(read(*value, digits));
    }
    all
}

/// `0.9·price + transport - 0.2·skill`: a coefficient of 1 is left out, and a
/// term of 0 beside others is.
pub(crate) fn sum_of_products(weights: &[f64], names: &[String], digits: usize) -> String {
    let mut text = String::new();
    let names = labels(names);
    let mut terms = Vec::new();
    for (weight, name) in weights.iter().zip(&names) {
        if *weight != 0.0 || weights.iter().all(|weight| *weight == 0.0) {
            terms.push((*weight, name));
        }
    }
    for (weight, name) in terms.iter().take(TERMS) {
        let size = significant(weight.abs(), digits);
        let coefficient = if size == "1" { String::new() } else { format!("{size}·") };
        push_term(&mut text, *weight, &format!("{coefficient}{}", factor(name)));
    }
    push_rest(&mut text, terms.len());
    text
}

/// The name of an input in an equation: one that holds a sign of its own stands in
/// brackets, `(ears = pointed)`.
pub(crate) fn factor(name: &str) -> String {
    let signs = [" = ", " + ", " - ", " < ", " > ", "·", "×"];
    if signs.iter().any(|sign| name.contains(sign)) { format!("({name})") } else { name.to_owned() }
}

/// `0.9 × 0.8 + 0.5 × 0.3`.
pub(crate) fn spelled_out(weights: &[f64], inputs: &[f64], digits: usize) -> String {
    let mut text = String::new();
    for (i, &weight) in weights.iter().enumerate().take(TERMS) {
        let input = inputs[i];
        let said = significant(input, digits);
        let input = if input < 0.0 { format!("({said})") } else { said };
        let size = significant(weight.abs(), digits);
        push_term(&mut text, weight, &format!("{size} × {input}"));
    }
    push_rest(&mut text, weights.len());
    text
}

fn push_term(text: &mut String, weight: f64, term: &str) {
    let sign = if weight < 0.0 { "-" } else { "+" };
    text.push_str(match (text.is_empty(), sign) {
        (true, "+") => "",
        (true, _) => "-",
        (false, "+") => " + ",
        (false, _) => " - ",
    });
    text.push_str(term);
}

fn push_rest(text: &mut String, n: usize) {
    if n > TERMS {
        let _ = write!(text, " + … ({} more terms)", n - TERMS);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_stand_between_the_terms() {
        let names = ["a".to_owned(), "b".to_owned(), "c".to_owned()];
        assert_eq!(sum_of_products(&[-0.5, 2.0, -1.0], &names, 4), "-0.5·a + 2·b - c");
        assert_eq!(sum_of_products(&[0.0, 1.0, 0.0], &names, 4), "b");
        assert_eq!(sum_of_products(&[0.0; 3], &names, 4), "0·a + 0·b + 0·c");
        assert_eq!(spelled_out(&[0.9, -0.5], &[0.8, -0.3], 4), "0.9 × 0.8 - 0.5 × (-0.3)");
    }

    #[test]
    fn a_rule_has_the_digits_that_its_samples_take() {
        let years = [[1998.0], [1999.0], [2000.0], [2001.0]];
        let rule = Rule::of(&[1.0], 1999.5, 4, &|i| &years[i]);
        let said = format!("{} > {}", rule.sum(&["year".to_owned()]), rule.threshold());
        assert_eq!(said, "year > 1999.5");
        let rule = Rule::over(&[0.01], 19.995, Some(&[[1998.0, 2001.0]]));
        assert_eq!(rule.threshold(), "19.995");
        assert_eq!(Rule::over(&[1.0], 1999.5, None).threshold(), "1999.5");
        assert_eq!(Rule::over(&[1.0], 1.0 / 3.0, None).threshold(), "0.3333");
    }

    #[test]
    fn long_sums_say_how_many_terms_follow() {
        let text = spelled_out(&[1.0; 9], &[1.0; 9], 4);
        assert!(text.ends_with("+ … (3 more terms)"), "{text}");
    }
}
